// A built folder as its readers see it: which file answers which address.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readPage } from "./page.mjs";

export class Site {
  /**
   * `baseUrl` is where the site believes it stands. A portable build stands nowhere,
   * so it gets an invented origin; what matters there is which file a link reaches.
   */
  constructor({ name, dir, baseUrl, portable = false }) {
    Object.assign(this, { name, dir, portable });
    this.baseUrl = new URL(portable ? "https://portable.invalid/" : baseUrl);
    this.files = new Set();
    this.pages = new Map();
    /** Where a browser opens the site; set once it is served. */
    this.address = null;
  }

  static async read(options) {
    const site = new Site(options);
    for (const found of await readdir(site.dir, { recursive: true, withFileTypes: true })) {
      if (!found.isFile()) continue;
      const file = path
        .relative(site.dir, path.join(found.parentPath ?? found.path, found.name))
        .split(path.sep)
        .join("/");
      site.files.add(file);
      if (file.endsWith(".html")) site.pages.set(file, readPage(await site.text(file)));
    }
    return site;
  }

  text(file) {
    return readFile(path.join(this.dir, file), "utf8");
  }

  bytes(file) {
    return readFile(path.join(this.dir, file));
  }

  /** The part of the address after the base: `parels/x/` where served, `parels/x/index.html` on disk. */
  pathOf(file) {
    const shown = this.portable ? file : file.replace(/(^|\/)index\.html$/, "$1");
    return shown.split("/").map(encodeURIComponent).join("/");
  }

  urlOf(file) {
    return new URL(this.pathOf(file), this.baseUrl);
  }

  /** What a browser opens for this file. */
  open(file) {
    return new URL(this.pathOf(file), this.address).href;
  }

  /** The pages readers see: all but redirects. */
  get readable() {
    return [...this.pages].filter(([, page]) => !page.redirect);
  }

  /**
   * Where an address written in `file` leads:
   * `{ file, fragment }` inside the site, `{ external: url }` outside it, or `{ problem }`.
   */
  resolve(value, file) {
    let url;
    try {
      url = new URL(value, this.urlOf(file));
    } catch {
      return { problem: "is not an address" };
    }
    if (url.protocol === "data:") return { embedded: true };
    if (["mailto:", "tel:"].includes(url.protocol)) return { external: url };
    if (!["https:", "http:"].includes(url.protocol)) return { problem: `has the scheme ${url.protocol}` };
    if (url.origin !== this.baseUrl.origin) return { external: url };
    if (this.portable && value.trim().startsWith("/"))
      return { problem: "begins with /, which on disk is the root of the machine" };
    if (!url.pathname.startsWith(this.baseUrl.pathname))
      return { problem: `leaves the base path ${this.baseUrl.pathname}` };
    return this.#target(url);
  }

  #target(url) {
    let name;
    let fragment;
    try {
      name = decodeURIComponent(url.pathname.slice(this.baseUrl.pathname.length));
      // A text fragment (:~:text=) is for the browser, not an anchor.
      fragment = decodeURIComponent(url.hash.slice(1).replace(/:~:.*$/, ""));
    } catch {
      return { problem: "has a broken percent escape" };
    }
    if (name === "" || name.endsWith("/")) {
      if (this.portable) return { problem: "ends in / and so does not open from disk" };
      name += "index.html";
    }
    if (this.files.has(name)) return { file: name, fragment, url };
    if (this.files.has(`${name}/index.html`)) return { problem: "lacks its final slash" };
    return { problem: `leads to ${name}, which does not exist` };
  }
}
