//! YAML: front matter and `site.yaml` as a tree of spanned nodes, with diagnostics in plain Dutch.

mod blocks;
mod comments;
mod indentation;
mod node;
mod parse;
mod syntax_errors;
mod tags;

pub use node::{Key, Node, Value};
pub use parse::{Keys, parse};
