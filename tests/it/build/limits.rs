//! How large content can be: what the README states is built, and quickly.

use std::time::{Duration, Instant};

use super::Fixture;
use crate::harness::write;

/// A file is at most this long (`bestand-te-groot`).
const MAX_FILE_SIZE: usize = 5_000_000;
/// A debug build on a busy machine; a release build takes less than a second.
const PATIENCE: Duration = Duration::from_secs(60);

fn entry(title: &str, text: &str) -> String {
    format!("---\ntitel: {title}\nsamenvatting: Heel groot.\nthemas: [sport]\n---\n\n[[proef]] {text}\n")
}

#[test]
fn the_largest_entries_are_built() {
    let room = Fixture::of("gegevens");
    let words = "Een woord en nog een woord, [[proef]].\n\n";
    let lists: String = (0..1_000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let headings: String = (0..20_000).map(|n| format!("## Kop {n}\n\nTekst.\n\n")).collect();
    for (name, title, text) in [
        ("langste-bestand", "Langste bestand".to_owned(), words.repeat(MAX_FILE_SIZE / words.len() - 10)),
        ("langste-titel", "a".repeat(100_000), String::new()),
        ("diepste-lijst", "Diepste lijst".to_owned(), format!("\n\n{lists}")),
        ("diepste-citaat", "Diepste citaat".to_owned(), format!("\n\n{} x", ">".repeat(20_000))),
        ("meeste-koppen", "Meeste koppen".to_owned(), format!("\n\n{headings}")),
        ("meeste-tekens", "Meeste tekens".to_owned(), "*".repeat(100_000) + &"[".repeat(50_000)),
    ] {
        write(&room.content.join(format!("parels/{name}.md")), entry(&title, &text));
    }
    let start = Instant::now();
    let (status, message) = room.try_build();
    assert_eq!(status, 0, "{}", message.chars().take(2_000).collect::<String>());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let page = std::fs::read_to_string(room.output.join("parels/langste-bestand/index.html")).unwrap();
    assert!(page.len() > MAX_FILE_SIZE && page.ends_with("</html>\n"));
}
