//! Functions on plain strings: normalization, slugs, URLs, repositories on the web, suggestions. Uses no other module of the crate.

pub mod forge;
mod inflection;
pub mod markdown;
mod normalize;
pub mod personal;
mod sieve;
mod slug;
pub mod suggest;
pub mod url;
pub mod video;

pub use inflection::is_form_of;
pub use normalize::fold;
pub use sieve::Sieve;
pub use slug::{MAX_NAME_CHARS, is_reserved_name, is_slug, slugify};
