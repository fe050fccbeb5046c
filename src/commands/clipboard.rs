//! The clipboard, by way of the system's own programs: they know its rules, and nothing has to be linked in.

use std::process::{Command, Stdio};

/// What is on the clipboard.
pub(super) enum Clipboard {
    Html(Vec<u8>),
    Text(Vec<u8>),
}

/// A program that gives the clipboard as HTML or as text.
struct Tool {
    program: &'static str,
    arguments: &'static [&'static str],
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Html,
    Text,
    /// `«data HTML3C703E…»`, as AppleScript writes it.
    AppleScript,
}

/// In the order in which they are tried. A program that is not there is passed over.
const TOOLS: [Tool; 9] = [
    tool("wl-paste", &["--no-newline", "--type", "text/html"], Form::Html),
    tool("wl-paste", &["--no-newline"], Form::Text),
    tool("xclip", &["-selection", "clipboard", "-target", "text/html", "-out"], Form::Html),
    tool("xclip", &["-selection", "clipboard", "-out"], Form::Text),
    tool("xsel", &["--clipboard", "--output"], Form::Text),
    tool("osascript", &["-e", "the clipboard as «class HTML»"], Form::AppleScript),
    tool("pbpaste", &[], Form::Text),
    tool(
        "powershell.exe",
        &[
            "-NoProfile",
            "-Command",
            "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Format Text -TextFormatType Html",
        ],
        Form::Html,
    ),
    tool(
        "powershell.exe",
        &["-NoProfile", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"],
        Form::Text,
    ),
];

const fn tool(program: &'static str, arguments: &'static [&'static str], form: Form) -> Tool {
    Tool { program, arguments, form }
}

/// The content of the clipboard; `None` when it is empty or no program can read it.
pub(super) fn read() -> Option<Clipboard> {
    choose(|program, arguments| {
        let ended =
            Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        ended.status.success().then_some(ended.stdout)
    })
}

/// The first answer that says something, when `ask` runs a program.
fn choose(ask: impl Fn(&str, &[&str]) -> Option<Vec<u8>>) -> Option<Clipboard> {
    TOOLS.iter().find_map(|tool| {
        let answer = ask(tool.program, tool.arguments)?;
        let answer = if tool.form == Form::AppleScript { from_apple_script(&answer)? } else { answer };
        if answer.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        Some(if tool.form == Form::Text { Clipboard::Text(answer) } else { Clipboard::Html(answer) })
    })
}

fn from_apple_script(answer: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(answer).ok()?.trim();
    let digits = text.strip_prefix("«data HTML")?.strip_suffix('»')?.as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_goes_before_text() {
        let found = choose(|program, arguments| match (program, arguments.len()) {
            ("xclip", 5) => Some(b"<b>x</b>".to_vec()),
            ("xclip", _) => Some(b"x".to_vec()),
            _ => None,
        });
        assert!(matches!(found, Some(Clipboard::Html(html)) if html == b"<b>x</b>"));
        // A clipboard without HTML: the first question has no answer.
        let found = choose(|program, _| (program == "pbpaste").then(|| b"x".to_vec()));
        assert!(matches!(found, Some(Clipboard::Text(text)) if text == b"x"));
        assert!(choose(|_, _| Some(b" \n".to_vec())).is_none());
        assert!(choose(|_, _| None).is_none());
    }

    #[test]
    fn apple_script_is_decoded() {
        assert_eq!(from_apple_script("«data HTML3C623E»\n".as_bytes()).as_deref(), Some(&b"<b>"[..]));
        assert_eq!(from_apple_script("«data HTML3C6»".as_bytes()).as_deref(), Some(&b"<\x06"[..]));
        assert_eq!(from_apple_script(b"geen HTML"), None);
    }
}
