//! Functions on plain strings: normalization, slugs, URLs, repositories on the web, suggestions. Uses no other module of the crate.

pub mod forge;
mod normalize;
pub mod personal;
mod slug;
pub mod suggest;
pub mod url;

pub use normalize::fold;
pub use slug::{MAX_NAME_CHARS, is_reserved_name, is_slug, slugify};
