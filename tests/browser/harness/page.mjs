// HTML text → the facts that the tests ask about. The tree itself is dropped,
// so that three builds of a large site fit in memory.
import { parse } from "parse5";

// `link` relations that only state something; every other one makes the browser fetch.
const STATING = new Set([
  "canonical",
  "alternate",
  "author",
  "license",
  "next",
  "prev",
  "help",
  "search",
  "me",
  "edit",
]);
// Attributes that hold an address: [attribute, elements, does the browser load it by itself].
const ADDRESSES = [
  ["href", ["a", "area"], false],
  ["href", ["use", "image", "feimage"], true],
  ["xlink:href", ["use", "image", "feimage"], true],
  ["src", ["img", "script", "source", "video", "audio", "track", "iframe", "embed", "input"], true],
  ["poster", ["video"], true],
  ["data", ["object"], true],
  ["ping", ["a", "area"], true],
  ["action", ["form"], false],
  ["formaction", ["button", "input"], false],
  ["cite", ["blockquote", "q", "ins", "del"], false],
];
// Social cards hold absolute addresses in `content`.
const CARDS = new Set(["og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image"]);
const SECTIONING = new Set(["article", "aside", "main", "nav", "section"]);

export function attributes(node) {
  const found = {};
  for (const { prefix, name, value } of node.attrs ?? []) found[prefix ? `${prefix}:${name}` : name] = value;
  return found;
}

/** Every element with its attributes, in document order. Scripting counts as off, so <noscript> holds elements. */
function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield { node: child, tag: child.tagName.toLowerCase(), attrs: attributes(child) };
    yield* elements(child);
    if (child.content) yield* elements(child.content); // <template>
  }
}

export function text(node) {
  if (node.value !== undefined && node.nodeName === "#text") return node.value;
  return (node.childNodes ?? []).map(text).join("");
}

function ancestors(node) {
  const found = [];
  for (let at = node.parentNode; at; at = at.parentNode) if (at.tagName) found.push(at);
  return found;
}

/** The addresses in a `srcset`: a comma ends a candidate only after white space or a descriptor. */
export function srcset(value) {
  const found = [];
  for (const match of value.matchAll(/[\s,]*([^\s,]\S*?)(,+(?=\s|$)|\s+[^,]*(?:,|$)|$)/g))
    found.push(match[1]);
  return found;
}

function focusable({ tag, attrs }) {
  if ("disabled" in attrs || "hidden" in attrs || Number(attrs.tabindex) < 0) return false;
  if (attrs.tabindex !== undefined || attrs.contenteditable !== undefined) return true;
  if (tag === "a" || tag === "area") return attrs.href !== undefined;
  if (tag === "input") return attrs.type !== "hidden";
  return (
    ["button", "select", "textarea", "summary", "iframe"].includes(tag) ||
    ("controls" in attrs && ["audio", "video"].includes(tag))
  );
}

function addLinks(facts, { tag, attrs }) {
  const add = (attribute, value, loads, role) =>
    facts.links.push({ from: `<${tag} ${attribute}>`, value, loads, role });
  for (const [attribute, tags, loads] of ADDRESSES) {
    if (attrs[attribute] === undefined || !tags.includes(tag)) continue;
    add(
      attribute,
      attrs[attribute],
      loads,
      attribute === "href" && !loads ? "follow" : loads ? "load" : "other",
    );
  }
  for (const attribute of ["srcset", "imagesrcset"]) {
    for (const value of attrs[attribute] === undefined ? [] : srcset(attrs[attribute]))
      add(attribute, value, true, "load");
  }
  if (tag === "link" && attrs.href !== undefined) {
    const rels = (attrs.rel ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const loads = rels.some((rel) => !STATING.has(rel)) && !rels.includes("alternate");
    add(
      `rel="${attrs.rel}"`,
      attrs.href,
      loads,
      rels.includes("canonical") ? "canonical" : loads ? "load" : "state",
    );
    if (rels.includes("canonical")) facts.canonical.push(attrs.href);
  }
  for (const [name, value] of Object.entries(attrs)) {
    if (/^data-/.test(name) && /^(\.{0,2}\/|https?:)/.test(value)) add(name, value, false, "data");
  }
  if (tag === "meta") {
    const name = attrs.property ?? attrs.name;
    if (name) facts.meta[name.toLowerCase()] = attrs.content ?? "";
    if (CARDS.has(name)) add(name, attrs.content ?? "", false, "card");
    if (attrs["http-equiv"]?.toLowerCase() === "refresh") {
      facts.redirect = true;
      const target = /url\s*=\s*['"]?([^'"]*)/i.exec(attrs.content ?? "");
      if (target) add("refresh", target[1].trim(), false, "other");
    }
  }
}

function addInline(facts, { node, tag, attrs }) {
  if (tag === "style") facts.inline.push("inline <style>");
  if (tag === "script" && attrs.src === undefined) {
    // A JSON-LD block is data: no browser runs it and no CSP stops it. Anything else is a script.
    if (attrs.type === "application/ld+json") facts.jsonLd.push(text(node));
    else facts.inline.push(`inline <script>: ${text(node).trim().slice(0, 60)}`);
  }
  for (const [name, value] of Object.entries(attrs)) {
    if (name === "style" || /^on[a-z]+$/.test(name))
      facts.inline.push(`<${tag} ${name}="${value.slice(0, 40)}">`);
    if (/^\s*javascript:/i.test(value)) facts.inline.push(`<${tag} ${name}="${value.slice(0, 40)}">`);
  }
}

function addStructure(facts, { node, tag, attrs }) {
  const above = ancestors(node);
  if (attrs.id !== undefined) {
    if (facts.ids.has(attrs.id)) facts.duplicateIds.push(attrs.id);
    facts.ids.add(attrs.id);
    if ([node, ...above].some((el) => el.tagName === "main")) facts.mainIds.add(attrs.id);
  }
  if (tag === "a" && attrs.name) facts.ids.add(attrs.name);
  if (tag === "html") facts.lang = attrs.lang;
  if (tag === "title" && above[0]?.tagName === "head") facts.title = text(node).trim();
  if (tag === "h1") facts.h1.push(text(node).trim());
  if (tag === "main" || tag === "nav") facts.landmarks[tag] += 1;
  // A header or footer inside a section or main is that part's own, not the page's landmark.
  if ((tag === "header" || tag === "footer") && !above.some((el) => SECTIONING.has(el.tagName)))
    facts.landmarks[tag] += 1;
  if (attrs["data-entry"] !== undefined) {
    facts.entries.push({
      tag,
      entry: attrs["data-entry"],
      inMain: above.some((el) => el.tagName === "main"),
    });
  }
  if (!facts.firstFocusable && above.some((el) => el.tagName === "body") && focusable({ tag, attrs })) {
    facts.firstFocusable = { tag, href: attrs.href };
  }
}

function addVocabulary(facts, { tag, attrs }) {
  facts.vocabulary.add(tag);
  for (const name of Object.keys(attrs)) facts.vocabulary.add(`${tag} ${name}`);
}

export function readPage(html) {
  const facts = {
    /** `tag` and `tag attribute`, of all that the page consists of. */
    vocabulary: new Set(),
    links: [],
    ids: new Set(),
    mainIds: new Set(),
    duplicateIds: [],
    canonical: [],
    meta: {},
    jsonLd: [],
    inline: [],
    h1: [],
    landmarks: { header: 0, nav: 0, main: 0, footer: 0 },
    entries: [],
    title: "",
    lang: undefined,
    firstFocusable: null,
    redirect: false,
    bytes: Buffer.byteLength(html),
  };
  for (const element of elements(parse(html, { scriptingEnabled: false }))) {
    addLinks(facts, element);
    addInline(facts, element);
    addStructure(facts, element);
    addVocabulary(facts, element);
  }
  return facts;
}
