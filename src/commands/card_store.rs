//! The cards for sharing of earlier builds, for a build.

use std::sync::Arc;

use bytes::Bytes;

use crate::hash::ContentHash;
use crate::read::DrawnCards;
use crate::render::CardStore;

/// The cards of this user, if the system has a place for them.
pub(super) fn card_store() -> Option<Arc<dyn CardStore>> {
    DrawnCards::of_user().map(|cards| Arc::new(cards) as Arc<dyn CardStore>)
}

impl CardStore for DrawnCards {
    fn get(&self, key: ContentHash) -> Option<Bytes> {
        Self::get(self, key).map(Bytes::from)
    }

    fn put(&self, key: ContentHash, card: &Bytes) {
        Self::put(self, key, card);
    }
}
