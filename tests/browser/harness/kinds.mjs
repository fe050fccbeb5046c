// The kinds of entry, as the content model names them: folder → the singular
// that the finder uses in its query string. A new kind is one line here.
export const KINDS = {
  gemeenten: "gemeente",
  parels: "parel",
  organisaties: "organisatie",
  themas: "thema",
  succesfactoren: "succesfactor",
  doelgroepen: "doelgroep",
  verhalen: "verhaal",
  bijeenkomsten: "bijeenkomst",
  publicaties: "publicatie",
  begrippen: "begrip",
  paginas: "pagina",
};

export const FINDER = "zoeken/index.html";
export const HOME = "index.html";
export const NOT_FOUND = "404.html";

/** The `folder/slug` of an entry's file, or null when the file is not an entry's place. */
export function entryOf(file) {
  const match = /^([^/]+)\/([^/]+)\/index\.html$/.exec(file);
  return match && match[1] in KINDS ? `${match[1]}/${match[2]}` : null;
}

/** The page of a facet value as the finder writes it: thema=preventie, soort=parel. */
export function facetPage(name, value) {
  if (name === "soort") {
    const folder = Object.keys(KINDS).find((key) => KINDS[key] === value);
    return folder ? `${folder}/index.html` : null;
  }
  if (["provincie", "inwoners", "stand", "vertelt", "peiljaar", "jaar"].includes(name))
    return `zoeken/${name}/${value}/index.html`;
  const folder = Object.keys(KINDS).find((key) => KINDS[key] === name);
  return folder ? `${folder}/${value}/index.html` : null;
}
