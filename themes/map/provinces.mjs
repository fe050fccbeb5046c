// Makes the map of the Netherlands of the theme: its provinces, placed by their coordinates and simplified.
//
//   npm pack @svg-maps/netherlands@1.0.0 world-atlas@2.0.2   and unpack both
//   node themes/map/provinces.mjs <netherlands.svg> <countries-10m.json>
//
// The shapes are those of @svg-maps/netherlands (CC BY 4.0, based on the work of MapSVG). They have no coordinates, so they
// are fitted on the outline of Natural Earth (public domain, in the npm package world-atlas), which itself has neither
// provinces nor the IJsselmeer. The script fails when a known point on a coast or border lies more than 3 km off.
// It writes the shapes inside a page and the picture for the small map. `src/render/insights/geo.rs` has the same projection.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const THEME = fileURLToPath(new URL("../parels/", import.meta.url));
/** Kilometres per degree at 52°, and units of the picture per kilometre; west and north are at its corner. */
const KM = [68.3, 111.2];
const UNITS_PER_KM = 1.42;
const WEST = 3.3;
const NORTH = 53.58;
const WIDTH = 384;
const HEIGHT = 456;
/** How far a simplified line may lie from the true one, and the smallest island, in units and square units. */
const TOLERANCE = 0.5;
const SMALLEST = 2.5;

const NAMES = {
  dr: "Drenthe",
  fl: "Flevoland",
  fr: "Fryslân",
  ge: "Gelderland",
  gr: "Groningen",
  li: "Limburg",
  nb: "Noord-Brabant",
  nh: "Noord-Holland",
  ov: "Overijssel",
  ut: "Utrecht",
  ze: "Zeeland",
  zh: "Zuid-Holland",
};

/** Places on a coast or border. */
const KNOWN = {
  "Den Helder": [4.745, 52.966],
  "Hoek van Holland": [4.11, 51.985],
  Vlissingen: [3.575, 51.442],
  Lemmer: [5.71, 52.843],
  Harderwijk: [5.62, 52.352],
  Enkhuizen: [5.298, 52.703],
  Delfzijl: [6.925, 53.333],
  Harlingen: [5.408, 53.175],
  Vaals: [6.0208, 50.7547],
  Stavoren: [5.355, 52.884],
  Urk: [5.594, 52.662],
  IJmuiden: [4.555, 52.463],
  Volendam: [5.075, 52.493],
};

const km = ([lon, lat]) => [(lon - WEST) * KM[0], (NORTH - lat) * KM[1]];

/** The rings of a province: only relative lines and closed rings occur in the file. */
function rings(d) {
  const found = [];
  let at = [0, 0];
  let ring = null;
  for (const word of d.trim().split(/\s+/)) {
    if (word === "m" || word === "z") {
      if (word === "z") at = ring[0];
      ring = null;
      continue;
    }
    const [dx, dy] = word.split(",").map(Number);
    at = [at[0] + dx, at[1] + dy];
    if (!ring) {
      ring = [];
      found.push(ring);
    }
    ring.push(at);
  }
  return found;
}

/** The points of the outline in the European part of the country. */
function outline(atlas) {
  const { scale, translate } = atlas.transform;
  const arc = (index) => {
    let [x, y] = [0, 0];
    return atlas.arcs[index < 0 ? ~index : index].map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  };
  const country = atlas.objects.countries.geometries.find((g) => g.properties.name === "Netherlands");
  return country.arcs
    .flat(2)
    .flatMap(arc)
    .filter(([lon]) => lon > 0)
    .map(km);
}

/** Points at most a unit apart along the rings. */
function dense(all) {
  const between = (p, q) => {
    const n = Math.max(1, Math.ceil(Math.hypot(q[0] - p[0], q[1] - p[1])));
    return Array.from({ length: n }, (_, i) => [0, 1].map((a) => p[a] + ((q[a] - p[a]) * i) / n));
  };
  return all.flatMap((ring) => ring.flatMap((p, i) => between(p, ring[(i + 1) % ring.length])));
}

function nearest(points, to) {
  let best = [Infinity, 0];
  points.forEach((p, i) => {
    const d = (p[0] - to[0]) ** 2 + (p[1] - to[1]) ** 2;
    if (d < best[0]) best = [d, i];
  });
  return best;
}

/** Solves a system of linear equations by Gauss-Jordan. */
function solve(matrix, values) {
  const rows = matrix.map((row, i) => [...row, values[i]]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows.findIndex((row, r) => r >= i && Math.abs(row[i]) > 1e-9);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    rows.forEach((row, r) => {
      if (r === i) return;
      const factor = row[i] / rows[i][i];
      for (const c of row.keys()) row[c] -= factor * rows[i][c];
    });
  }
  return rows.map((row, i) => row.at(-1) / row[i]);
}

/** The affine map that lays `points` on `target`: each point of the target is paired with the nearest, the worst fifth is
 *  left out, and again. */
function fit(points, target) {
  const range = (list, axis) => [
    Math.min(...list.map((p) => p[axis])),
    Math.max(...list.map((p) => p[axis])),
  ];
  const start = (axis) => {
    const [from, to] = [range(points, axis), range(target, axis)];
    const scale = (to[1] - to[0]) / (from[1] - from[0]);
    return [axis === 0 ? scale : 0, axis === 1 ? scale : 0, to[0] - scale * from[0]];
  };
  let map = [start(0), start(1)];
  for (let round = 0; round < 60; round++) {
    const laid = points.map((p) => apply(map, p));
    const pairs = target.map((to) => [...nearest(laid, to), to]).sort((a, b) => a[0] - b[0]);
    const used = pairs.slice(0, Math.floor(pairs.length * 0.8)).map(([, i, to]) => [[...points[i], 1], to]);
    const sum = (f) => used.reduce((total, pair) => total + f(...pair), 0);
    const normal = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum((p) => p[i] * p[j])));
    map = [0, 1].map((axis) =>
      solve(
        normal,
        [0, 1, 2].map((i) => sum((p, to) => p[i] * to[axis])),
      ),
    );
  }
  return map;
}

const apply = (map, p) => map.map(([a, b, c]) => a * p[0] + b * p[1] + c);

/** Douglas-Peucker. */
function simplify(line) {
  const [a, b] = [line[0], line.at(-1)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let worst = [0, 0];
  line.forEach((p, i) => {
    const off =
      length === 0
        ? Math.hypot(p[0] - a[0], p[1] - a[1])
        : Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length;
    if (off > worst[0]) worst = [off, i];
  });
  if (worst[0] <= TOLERANCE) return [a, b];
  return [...simplify(line.slice(0, worst[1] + 1)).slice(0, -1), ...simplify(line.slice(worst[1]))];
}

const area = (ring) =>
  Math.abs(
    ring.reduce(
      (sum, p, i) => sum + p[0] * ring[(i + 1) % ring.length][1] - p[1] * ring[(i + 1) % ring.length][0],
      0,
    ),
  ) / 2;

/** A ring as a path in half units, relative. */
function path(ring) {
  const points = simplify([...ring, ring[0]])
    .slice(0, -1)
    .map((p) => p.map((v) => Math.round(v * 2)));
  const steps = points.map((p, i) => (i === 0 ? p : [p[0] - points[i - 1][0], p[1] - points[i - 1][1]]));
  const moved = steps.filter(([x, y], i) => i === 0 || x !== 0 || y !== 0);
  const number = (n) => String(n / 2).replace(/^(-?)0\./, "$1.");
  const pair = ([x, y]) => `${number(x)}${y < 0 ? "" : " "}${number(y)}`;
  return `M${pair(moved[0])}l${moved.slice(1).map(pair).join(" ").replaceAll(" -", "-")}z`;
}

const [svgAt, atlasAt] = process.argv.slice(2);
const svg = await readFile(svgAt, "utf8");
const shapes = [...svg.matchAll(/id="(\w+)"[\s\S]*?d="([^"]+)"/g)].map(([, id, d]) => [NAMES[id], rings(d)]);
const points = dense(shapes.flatMap(([, all]) => all));
const map = fit(points, outline(JSON.parse(await readFile(atlasAt, "utf8"))));
const laid = points.map((p) => apply(map, p));
for (const [name, place] of Object.entries(KNOWN)) {
  const off = Math.sqrt(nearest(laid, km(place))[0]);
  console.log(`${name}: ${off.toFixed(1)} km`);
  if (off > 3) throw new Error(`the shapes do not fit ${name}`);
}
const paths = shapes
  .sort(([a], [b]) => a.localeCompare(b, "nl"))
  .map(([name, all]) => {
    const units = all.map((ring) => ring.map((p) => apply(map, p).map((v) => v * UNITS_PER_KM)));
    return [
      name,
      units
        .filter((ring) => area(ring) >= SMALLEST)
        .map(path)
        .join(""),
    ];
  });

const NOTICE =
  "Made by themes/map/provinces.mjs from @svg-maps/netherlands (CC BY 4.0, MapSVG), fitted on Natural Earth.";
const shape = ([name, d]) => `<path data-provincie="${name}" d="${d}"/>\n`;
await writeFile(
  `${THEME}templates/provincies.html`,
  `{#- ${NOTICE} -#}\n{%- component provincies() -%}\n${paths.map(shape).join("")}{%- endcomponent provincies -%}\n`,
);
// One colour for light and dark pages.
const fill = 'fill="#77868a" fill-opacity=".4"';
await writeFile(
  `${THEME}assets/nederland.svg`,
  `<!-- ${NOTICE} -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><g ${fill}>${paths.map(([, d]) => `<path d="${d}"/>`).join("")}</g></svg>\n`,
);
