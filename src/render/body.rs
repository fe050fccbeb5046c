//! The text of an entry as a page shows it: its slots filled and its glossary terms linked.

use super::context::RenderContext;
use super::picture::Picture;
use crate::link::Target;
use crate::markdown::body::{SlotKind, escape};
use crate::model::EntryId;

/// The text of an entry as HTML; `root` leads from the page to the root of the site.
pub(super) fn html(ctx: RenderContext<'_>, id: EntryId, root: &str) -> String {
    let body = &ctx.site.entry(id).body;
    let terms = &ctx.site.mentions[id.index()];
    let mut out = String::with_capacity(body.html.len() + 64 * (body.slots.len() + terms.len()));
    let mut at = 0;
    let mut term = terms.iter().peekable();
    // Terms stand in running text and slots in tags, so they never overlap.
    let mut terms_until = |limit: usize, at: &mut usize, out: &mut String| {
        while let Some((range, meaning)) = term.next_if(|(r, _)| r.start < limit) {
            let url = ctx.url(&format!("{}/", ctx.site.entry(*meaning).path()));
            out.push_str(&body.html[*at..range.start]);
            out.push_str(&format!("<a class=\"term\" href=\"{root}{url}\">"));
            out.push_str(&body.html[range.clone()]);
            out.push_str("</a>");
            *at = range.end;
        }
    };
    for slot in &body.slots {
        terms_until(slot.at, &mut at, &mut out);
        out.push_str(&body.html[at..slot.at]);
        at = slot.at;
        fill(ctx, id, slot.fill, root, &mut out);
    }
    terms_until(usize::MAX, &mut at, &mut out);
    out.push_str(&body.html[at..]);
    out
}

fn fill(ctx: RenderContext<'_>, id: EntryId, slot: SlotKind, root: &str, out: &mut String) {
    match slot {
        SlotKind::LinkAttributes(index) => match &ctx.site.targets[id.index()][index] {
            Target::Entry(to, anchor) => {
                let page = ctx.url(&format!("{}/", ctx.site.entry(*to).path()));
                attribute(out, "href", &with_anchor(format!("{root}{page}"), anchor.as_deref()));
            }
            Target::Page(path, query, anchor) => {
                let page = ctx.url(path) + query;
                attribute(out, "href", &with_anchor(format!("{root}{page}"), anchor.as_deref()));
            }
            Target::Anchor(anchor) => attribute(out, "href", &format!("#{anchor}")),
            Target::External(address) => {
                attribute(out, "href", address);
                if address.to_ascii_lowercase().starts_with("http") {
                    out.push_str(" rel=\"external\"");
                }
            }
            Target::Broken => {}
        },
        SlotKind::LinkTitle(index) => escape(link_title(ctx, id, index), out),
        SlotKind::ImageAttributes(index) => {
            let image = &ctx.site.entry(id).body.images[index];
            if let Some(image) = ctx.site.images.get(&image.path) {
                Picture::new(image).attributes(root, out);
            }
        }
        SlotKind::ImageSource(index) => {
            let image = &ctx.site.entry(id).body.images[index];
            if let Some(image) = ctx.site.images.get(&image.path) {
                Picture::new(image).source(root, out);
            }
        }
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\""));
    escape(value, out);
    out.push('"');
}

fn with_anchor(url: String, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) if !anchor.is_empty() => format!("{url}#{anchor}"),
        _ => url,
    }
}

/// The text of a link that has none of its own.
pub(super) fn link_title(ctx: RenderContext<'_>, id: EntryId, link: usize) -> &str {
    match &ctx.site.targets[id.index()][link] {
        Target::Entry(to, _) => ctx.site.entry(*to).title(),
        _ => &ctx.site.entry(id).body.links[link].target,
    }
}
