//! Functions on plain strings: normalization, slugs, URLs, suggestions. Uses no other module of the crate.

mod normalize;
pub mod personal;
mod slug;
pub mod suggest;
pub mod url;

pub use normalize::fold;
pub use slug::{is_slug, slugify};
