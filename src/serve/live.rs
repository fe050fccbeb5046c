//! News for open pages, as server-sent events (HTML Standard, 9.2): which round there is now.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde_json::{Value, json};

use super::rounds::News;
use super::stand::Stand;

/// Where the news is.
pub(super) const ADDRESS: &str = "/_redactie/nieuws";
/// A silent connection is closed by some programs, so we say something now and then.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What there is now, and what comes.
pub(super) fn events(news: &News) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let mut shown = news.shown.clone();
    shown.mark_changed();
    let stream = stream::unfold((shown, 0), |(mut shown, told)| async move {
        loop {
            shown.changed().await.ok()?;
            let stand = shown.borrow_and_update().stand.clone();
            if stand.number != told {
                let event = Event::default().event("ronde").data(state(&stand).to_string());
                return Some((Ok(event), (shown, stand.number)));
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
}

/// What a page needs to know: whether something changed, the style sheets of now, and whether there are mistakes.
fn state(stand: &Stand) -> Value {
    let main = stand.main();
    let styles: Vec<String> =
        main.style_sheets().iter().map(|address| format!("{}{address}", main.base_path())).collect();
    json!({
        "server": server(),
        "ronde": stand.number,
        "inhoud": stand.content_since,
        "stijlen": styles,
        "fouten": stand.mistakes(),
    })
}

/// Which run of the program this is: rounds are counted per run.
pub(super) fn server() -> u32 {
    std::process::id()
}
