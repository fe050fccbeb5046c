//! The types that keys can have. A value that exists is valid: what cannot be was reported when it was read.

mod address;
mod blocks;
mod choice;
mod date;
mod list;
mod number;
mod partial_date;
mod period;
mod place;
mod reference;
mod text;
mod video;

pub use address::{Adres, Alias, Bestand, DocumentBestand};
pub use blocks::{Aandacht, Afbeelding, Bijlage, Cijfer, Link, Locatie, Persoon};
pub(crate) use choice::choice;
pub use choice::one_of;
pub use date::Datum;
pub use list::NonEmpty;
pub use number::Jaar;
pub use partial_date::DeelDatum;
pub use period::{Periode, Stand};
pub use place::{CbsCode, Degrees};
pub use reference::{Ref, Reference};
pub use text::{MAX_SUMMARY_CHARS, Samenvatting, Text};
pub use video::{Video, VideoAdres};
