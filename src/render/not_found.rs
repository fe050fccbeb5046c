//! The 404 page.

use anyhow::Result;
use tera::Context;

use super::Renderer;
use super::page::Head;
use super::value::text;

impl Renderer<'_> {
    /// Renders the page for addresses that do not exist. It is served at any depth, so its links begin at the root of
    /// the server; opened from disk there is no such root.
    pub(super) fn not_found(&self) -> Result<String> {
        let head = self.head(Head {
            path: "404.html",
            title: "Deze pagina is er niet",
            description: "Misschien is het adres veranderd, of klopt er een letter niet.",
            image: None,
            json_ld: None,
            feed: false,
            source: None,
        });
        let root = match &self.base {
            _ if self.portable => "./",
            Some(base) => base.path(),
            None => "/",
        };
        let mut context = Context::new();
        context.insert_value("site", self.globals.clone());
        context.insert_value("root", text(root));
        context.insert_value("pagina", head);
        self.theme.render("404.html", &context)
    }
}
