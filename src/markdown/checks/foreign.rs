//! Syntax of other systems, which would stand on the page as it is.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Body;
use crate::report::Report;
use crate::rules::vreemde_opmaak;
use crate::text::Sieve;

/// Attributes of kramdown and Pandoc, shortcodes of Hugo, tags of Jekyll, containers, admonitions, inline notes,
/// highlights, mathematics and tables of contents.
static SYNTAX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\{:[^}\n]*\}|\{[.#][\w-]+[^}\n]*\}|\{\{[^}\n]*\}\}|\{%[^%\n]*%\}|\[![A-Za-z]+\]|\^\[[^\]\n]+\]",
        r"|==[^=\s][^=\n]*==|\[\[?_?TOC_?\]?\]|\[toc\]|\$\$[^$\n]+\$\$",
        r"|(?m:^(?::::+|\?\?\?\+?|!!!)(?:[ \t]+.*)?$)"
    ))
    .ok()
});

/// What every one of these has.
static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    Sieve::new(&["{:", "{.", "{#", "{{", "{%", "[!", "^[", "==", "[toc", "_toc", "$$", ":::", "???", "!!!"])
});

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    let Some(syntax) = &*SYNTAX else { return };
    if !SIEVE.may_match(body.text) {
        return;
    }
    for run in &body.runs {
        for found in syntax.find_iter(&body.text[run.clone()]) {
            let range = run.start + found.start()..run.start + found.end();
            // A heading may give itself an id.
            let is_id = found.as_str().starts_with("{#")
                && !found.as_str().contains(' ')
                && range.end == run.end
                && body.text[..run.start].ends_with("# ");
            if body.is_plain(range.start) && !is_id {
                report.push(vreemde_opmaak::unknown(body.place(range), found.as_str().trim_end()));
            }
        }
    }
}
