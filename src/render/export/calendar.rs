//! The meetings as a calendar (iCalendar, RFC 5545).

use crate::model::{Data, EntryId, Kind};
use crate::render::context::RenderContext;

/// Renders the calendar of all meetings, the first one first.
pub(crate) fn render(ctx: RenderContext<'_>) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//parelsnoer//NL");
    line(&format!("X-WR-CALNAME:{}", escaped(&ctx.site.settings.titel.0)));
    let mut meetings: Vec<EntryId> = ctx.site.ids(Kind::Bijeenkomst).collect();
    meetings.sort_by_key(|id| (ctx.site.entry(*id).common.datum, *id));
    for id in meetings {
        let entry = ctx.site.entry(id);
        let (Data::Bijeenkomst(meeting), Some(date)) = (&entry.data, entry.common.datum) else { continue };
        let address = ctx.public_url(&format!("{}/", entry.path()));
        // What the calendar was made on must be there and may not be the clock: the day on which the entry changed.
        let stamp = entry.last_modified().unwrap_or(date);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@parelsnoer", entry.path()));
        line(&format!("DTSTAMP:{}T000000Z", compact(&stamp.to_string())));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(&date.to_string())));
        line(&format!("SUMMARY:{}", escaped(entry.title())));
        if let Some(place) = &meeting.plaats {
            line(&format!("LOCATION:{}", escaped(&place.0)));
        }
        if !entry.common.samenvatting.0.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&entry.common.samenvatting.0)));
        }
        line(&format!("URL:{address}"));
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn compact(date: &str) -> String {
    date.replace('-', "")
}

/// A text in a value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line of the file, of at most 75 bytes; a longer one goes on after a space.
fn fold(text: &str, out: &mut String) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
