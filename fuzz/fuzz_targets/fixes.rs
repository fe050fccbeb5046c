//! Any text as an entry that is fixed.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    content::fix("titel: Proef\n", text);
});
