//! Changes of the content that touch several files: an entry gets another address, or its place is taken by another one.
//!
//! In: a linked site with the texts of its files. Out: the new texts of the files that change. Never: touches a disk, decides
//! whether the result may be kept; whoever calls it analyzes the result first.

mod merge;
mod references;
mod rename;
mod retarget;

pub use merge::{Choice, ENTRY_KEYS, merge, replace_by};
pub use references::{Mention, mentions};
pub use rename::{new_path, refusal, rename};
pub use retarget::{Successor, retarget};
