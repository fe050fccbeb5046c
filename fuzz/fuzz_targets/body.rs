//! Any text as the body of an entry.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    content::pass(
        "titel: Proef\n",
        &format!("---\ntitel: Proef\nsamenvatting: Kort.\nthemas: [ontmoeting]\n---\n{text}"),
    );
});
