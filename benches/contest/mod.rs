//! The same library as other generators read it: a page per entry with its terms and what is like it, a page per term with
//! all its entries, an overview per kind, feed, sitemap, and one JSON file.
//!
//! Their templates are as short as they can be; ours make some ten times as much. Links between entries are finished here,
//! and terms are taxonomies, of which both keep an index, so that nothing in the templates grows with the square.

use std::fmt::Write;
use std::io::Result;
use std::path::Path;

use super::library;

const TERMS: [&str; 5] = ["themas", "succesfactoren", "doelgroepen", "gemeenten", "organisaties"];

/// An entry as the others get it.
struct Entry {
    folder: String,
    slug: String,
    title: String,
    summary: String,
    date: String,
    terms: Vec<(&'static str, Vec<String>)>,
    body: String,
}

fn entries(number: usize) -> Vec<Entry> {
    let files = library::files(number).into_iter().filter(|(path, _)| path.ends_with(".md"));
    files.map(|(path, text)| entry(&path, &text)).collect()
}

fn entry(path: &str, text: &str) -> Entry {
    let (folder, file) = path.split_once('/').unwrap_or(("", path));
    let (keys, body) = text.trim_start_matches("---\n").split_once("\n---\n").unwrap_or(("", text));
    let value = |key: &str| {
        let line = keys.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let list = |key: &str| -> Vec<String> {
        let line = value(key);
        let items = line.trim_matches(['[', ']']).split(", ").filter(|item| !item.is_empty());
        items.map(|item| item.trim_matches('"').to_owned()).collect()
    };
    Entry {
        folder: folder.to_owned(),
        slug: file.trim_end_matches(".md").to_owned(),
        title: value("titel"),
        summary: value("samenvatting"),
        date: Some(value("datum")).filter(|date| date.len() == 10).unwrap_or_else(|| "2015-01-01".to_owned()),
        terms: TERMS.iter().map(|key| (*key, list(key))).collect(),
        body: linked(body),
    }
}

/// `[[parels/x|Y]]` as `[Y](/parels/x/)`.
fn linked(body: &str) -> String {
    let mut parts = body.split("[[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (link, rest) = part.split_once("]]").unwrap_or(("", part));
        let (path, words) = link.split_once('|').unwrap_or((link, link));
        let _ = write!(out, "[{words}](/{path}/){rest}");
    }
    out
}

fn quoted(items: &[String]) -> String {
    items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", ")
}

fn put(folder: &Path, path: &str, text: &str) -> Result<()> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, text)
}

/// The library for Hugo.
pub(super) fn hugo(number: usize, folder: &Path) -> Result<()> {
    put(folder, "hugo.toml", HUGO)?;
    // Releases before 0.110 look for this name.
    put(folder, "config.toml", HUGO)?;
    for entry in entries(number) {
        let mut text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\ndate = {}\n",
            entry.title, entry.summary, entry.date
        );
        for (key, terms) in &entry.terms {
            let _ = writeln!(text, "{key} = [{}]", quoted(terms));
        }
        put(
            folder,
            &format!("content/{}/{}.md", entry.folder, entry.slug),
            &format!("{text}+++\n{}", entry.body),
        )?;
    }
    for (path, text) in HUGO_LAYOUTS {
        put(folder, &format!("layouts/{path}"), text)?;
    }
    Ok(())
}

/// The library for Zola.
pub(super) fn zola(number: usize, folder: &Path) -> Result<()> {
    let taxonomies =
        TERMS.iter().map(|key| format!("{{name = \"{key}\", feed = false}}")).collect::<Vec<_>>();
    put(
        folder,
        "config.toml",
        &format!(
            "base_url = \"https://parels.voorbeeld.nl\"\ntitle = \"Bibliotheek op maat\"\ngenerate_feeds = true\ntaxonomies = [{}]\n",
            taxonomies.join(", ")
        ),
    )?;
    let mut sections = std::collections::BTreeSet::new();
    for entry in entries(number) {
        let mut text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\ndate = {}\n[taxonomies]\n",
            entry.title, entry.summary, entry.date
        );
        for (key, terms) in entry.terms.iter().filter(|(_, terms)| !terms.is_empty()) {
            let _ = writeln!(text, "{key} = [{}]", quoted(terms));
        }
        put(
            folder,
            &format!("content/{}/{}.md", entry.folder, entry.slug),
            &format!("{text}+++\n{}", entry.body),
        )?;
        if sections.insert(entry.folder.clone()) {
            let head =
                format!("+++\ntitle = \"{}\"\nsort_by = \"title\"\npaginate_by = 100\n+++\n", entry.folder);
            put(folder, &format!("content/{}/_index.md", entry.folder), &head)?;
        }
    }
    for (path, text) in ZOLA_TEMPLATES {
        put(folder, &format!("templates/{path}"), text)?;
    }
    Ok(())
}

const HUGO: &str = "baseURL = \"https://parels.voorbeeld.nl/\"\ntitle = \"Bibliotheek op maat\"\nlanguageCode = \"nl\"\npaginate = 100\n
[taxonomies]\nthema = \"themas\"\nsuccesfactor = \"succesfactoren\"\ndoelgroep = \"doelgroepen\"\ngemeente = \"gemeenten\"\norganisatie = \"organisaties\"\n
[outputs]\nhome = [\"html\", \"rss\", \"json\"]\nsection = [\"html\"]\ntaxonomy = [\"html\"]\nterm = [\"html\"]\n";

const HUGO_LAYOUTS: [(&str, &str); 5] = [
    (
        "_default/baseof.html",
        "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title><meta name=\"description\" content=\"{{ .Description }}\"><link rel=\"canonical\" href=\"{{ .Permalink }}\"></head><body><header><a href=\"/\">{{ .Site.Title }}</a></header><main>{{ block \"main\" . }}{{ end }}</main><footer>Bibliotheek op maat</footer></body></html>\n",
    ),
    (
        "_default/single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ range $key := slice \"themas\" \"succesfactoren\" \"doelgroepen\" \"gemeenten\" \"organisaties\" }}<ul>{{ range $.GetTerms $key }}<li><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}<article>{{ .Content }}</article><ul>{{ range first 1 (.GetTerms \"themas\") }}{{ range first 6 .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Description }}</li>{{ end }}{{ end }}</ul>{{ end }}\n",
    ),
    (
        "_default/list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "index.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range first 20 .Site.RegularPages.ByDate.Reverse }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "index.json",
        "[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}{{ dict \"title\" .Title \"url\" .RelPermalink \"summary\" .Description \"text\" .Plain | jsonify }}{{ end }}]\n",
    ),
];

const ZOLA_TEMPLATES: [(&str, &str); 6] = [
    (
        "base.html",
        "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{% block title %}{{ config.title }}{% endblock title %}</title></head><body><header><a href=\"/\">{{ config.title }}</a></header><main>{% block main %}{% endblock main %}</main><footer>Bibliotheek op maat</footer></body></html>\n",
    ),
    (
        "page.html",
        "{% extends \"base.html\" %}{% block title %}{{ page.title }}{% endblock title %}{% block main %}<h1>{{ page.title }}</h1><p>{{ page.description }}</p>{% for key, terms in page.taxonomies %}<ul>{% for term in terms %}<li><a href=\"{{ get_taxonomy_url(kind=key, name=term) }}\">{{ term }}</a></li>{% endfor %}</ul>{% endfor %}<article>{{ page.content | safe }}</article>{% if page.lower %}<a href=\"{{ page.lower.permalink }}\">{{ page.lower.title }}</a>{% endif %}{% endblock main %}\n",
    ),
    (
        "section.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ section.title }}</h1><ul>{% for page in paginator.pages %}<li><a href=\"{{ page.permalink }}\">{{ page.title }}</a> {{ page.description }}</li>{% endfor %}</ul>{% endblock main %}\n",
    ),
    (
        "index.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ config.title }}</h1>{% endblock main %}\n",
    ),
    (
        "taxonomy_list.html",
        "{% extends \"base.html\" %}{% block main %}<ul>{% for term in terms %}<li><a href=\"{{ term.permalink }}\">{{ term.name }}</a></li>{% endfor %}</ul>{% endblock main %}\n",
    ),
    (
        "taxonomy_single.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ term.name }}</h1><ul>{% for page in term.pages %}<li><a href=\"{{ page.permalink }}\">{{ page.title }}</a> {{ page.description }}</li>{% endfor %}</ul>{% endblock main %}\n",
    ),
];
