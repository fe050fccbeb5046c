//! Front matter of any kind of text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    content::pass("titel: Proef\n", &format!("---\n{text}\n---\n\nTekst.\n"));
});
