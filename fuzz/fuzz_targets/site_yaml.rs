//! Any text as `site.yaml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    content::pass(text, "---\ntitel: Proef\nsamenvatting: Kort.\nthemas: [ontmoeting]\n---\n\nTekst.\n");
});
