//! Images, other things that are shown, and the comments of Word.

use super::reader::{Context, Reader};
use super::style::Css;
use crate::paste::images;
use crate::paste::tree::Element;

impl Reader {
    pub(super) fn image(&mut self, element: &Element) {
        let small = |name| {
            element.attribute(name).trim_end_matches("px").trim().parse::<f32>().is_ok_and(|n| n <= 2.0)
        };
        if small("width") || small("height") || Css::of(element).is_hidden() {
            return;
        }
        let (address, alt) = (element.attribute("src").trim(), element.attribute("alt").trim());
        // An emoji that is drawn.
        if !alt.is_empty()
            && alt.chars().count() <= 4
            && !alt.chars().any(|c| c.is_alphanumeric() || c.is_ascii())
        {
            self.push(alt, &Context::default());
            return;
        }
        let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match &*scheme {
            "data" => {
                let image = images::data_url(address).and_then(|bytes| self.draft.image(&bytes, "", alt));
                match image {
                    Some(image) => self.line.push(image),
                    None if address.len() > 5 => {}
                    None => self.draft.remarks.missing_images += 1,
                }
            }
            "http" | "https" => {
                let alt = images::useful_alt(alt);
                let shown = if alt.is_empty() { address.to_owned() } else { format!("{address} ({alt})") };
                self.draft.remarks.remote_images.push(shown);
            }
            _ => self.draft.remarks.missing_images += 1,
        }
    }

    /// Takes a figure whose images are elsewhere as one remark, with what stands below it; gives whether it was one.
    pub(super) fn figure(&mut self, figure: &Element) -> bool {
        let (mut images, mut own) = (Vec::new(), false);
        figure.each(&mut |element| {
            own |= matches!(&*element.name, "table" | "pre" | "blockquote" | "iframe" | "video");
            if element.name == "img" {
                own |= !element.attribute("src").trim_start().starts_with("http");
                images.push(element);
            }
        });
        if own || images.is_empty() {
            return false;
        }
        for image in images {
            self.image(image);
        }
        let caption = figure.find("figcaption").map(Element::text).unwrap_or_default();
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(last) = self.draft.remarks.remote_images.last_mut().filter(|_| !caption.is_empty()) {
            last.push_str(&format!("; onderschrift: {caption}"));
        }
        true
    }

    /// Something that is neither text nor an image; what it says when it cannot be shown is not for a reader.
    pub(super) fn object(&mut self, element: &Element, context: &Context) {
        let source = element.attribute("src");
        if element.name == "iframe" && source.starts_with("about:") {
            return;
        }
        if source.starts_with("http") && element.name == "iframe" {
            // A video or map is still of use as a link.
            let link = self.draft.link(source);
            let title = element.attribute("title").trim();
            let text = if title.is_empty() { source } else { title };
            if link.is_some() {
                self.push(text, &context.with_link(link));
                return;
            }
        }
        // Small drawings are the icons of a page.
        if element.name != "svg" && element.name != "v:shape" {
            self.draft.remarks.objects += 1;
        } else if element.name == "v:shape" {
            self.children(element, context);
        }
    }

    /// Whether this is a comment of Word, or the mark of one.
    pub(super) fn is_comment(&mut self, element: &Element) -> bool {
        let css = Css::of(element);
        let class = element.attribute("class").to_ascii_lowercase();
        let list = css.get("mso-element") == "comment-list";
        let mark =
            class.contains("msocommentreference") || class == "msocomanchor" || class.contains("msocomoff");
        if css.get("mso-element") == "comment" || class == "msocomtxt" {
            self.draft.remarks.comments += 1;
            return true;
        }
        if list {
            element.each(&mut |e| {
                self.draft.remarks.comments += usize::from(Css::of(e).get("mso-element") == "comment");
            });
        }
        list || mark
    }
}
