//! A film on another site.

use super::text::scalar;
use super::{Adres, Text};
use crate::model::record::{Field, FieldReader, FieldType, sub_record};
use crate::model::value::Value;
use crate::rules;
use crate::text::video::video;
use crate::yaml::Node;

/// The address of a film: on the web, safe, and without what follows the one who watches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VideoAdres {
    /// The address as written.
    pub address: Adres,
    /// The address that pages lead to.
    pub clean: String,
    /// The name of the site.
    pub site: String,
}

impl Field for VideoAdres {
    const TYPE: FieldType = FieldType::Address;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
        let place = reader.source.place(node.span);
        let Some(found) = video(&written) else {
            reader.report.push(rules::video_adres::not_safe(place, &written));
            return None;
        };
        if found.clean != written {
            reader.report.push(rules::volgcode_in_adres::found(place, &found.clean));
        }
        Some(Self { address: Adres { written, span: node.span }, clean: found.clean, site: found.site })
    }
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres)) {
        visit(&self.address);
    }
    fn value(&self) -> Value {
        Value::Text(self.clean.clone())
    }
}

sub_record! {
    /// A film on another site.
    pub struct Video {
        /// Hoe de film heet.
        titel: Text,
        /// Het adres van de film, bijvoorbeeld op YouTube of Vimeo; het begint met https://.
        url: VideoAdres,
    }
}
