//! Functions on plain strings: normalization, slugs, URLs, suggestions. Uses no other module of the crate.

pub mod markdown;
mod normalize;
pub mod personal;
mod slug;
pub mod suggest;
pub mod url;

pub use normalize::fold;
pub use slug::{MAX_NAME_CHARS, is_reserved_name, is_slug, slugify};
