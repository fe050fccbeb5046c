//! Updates for open pages, as server-sent events (HTML Standard, 9.2): the number of the latest rebuild.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde_json::{Value, json};

use super::rebuild::Updates;
use super::snapshot::Snapshot;

/// The URL of the event stream.
pub(super) const ADDRESS: &str = "/_redactie/nieuws";
/// Some programs close a silent connection, so a comment is sent now and then.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The present state, and each one that follows.
pub(super) fn events(updates: &Updates) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let mut shown = updates.shown.clone();
    shown.mark_changed();
    let stream = stream::unfold((shown, 0), |(mut shown, told)| async move {
        loop {
            shown.changed().await.ok()?;
            let snapshot = shown.borrow_and_update().snapshot.clone();
            if snapshot.number != told {
                let event = Event::default().event("ronde").data(state(&snapshot).to_string());
                return Some((Ok(event), (shown, snapshot.number)));
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

/// What a page needs to know: what changed, the present style sheets, and whether there are errors.
fn state(snapshot: &Snapshot) -> Value {
    let main = snapshot.main();
    let styles: Vec<String> =
        main.style_sheets().iter().map(|address| format!("{}{address}", main.base_path())).collect();
    json!({
        "server": server(),
        "ronde": snapshot.number,
        "inhoud": snapshot.content_since,
        "stijlen": styles,
        "fouten": snapshot.mistakes(),
    })
}

/// Identifies the run of the program: rebuilds are counted per run.
pub(super) fn server() -> u32 {
    std::process::id()
}
