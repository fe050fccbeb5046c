//! Any bytes as something pasted: HTML, plain text and .docx; what comes of it is the body of an entry.
#![no_main]

use parelsnoer::paste::{self, Pasted};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = paste::decode(bytes);
    let pass = |pasted: &Pasted| {
        let body = pasted.markdown(|image| image.name.clone());
        content::pass(
            "titel: Proef\n",
            &format!("---\ntitel: Proef\nsamenvatting: Kort.\nthemas: [ontmoeting]\n---\n\n{body}"),
        );
    };
    pass(&paste::html(&text));
    pass(&paste::plain_text(&text));
    if let Ok(pasted) = paste::docx(bytes) {
        pass(&pasted);
    }
});
