//! Text inside Markdown that we write ourselves.

/// Text that stays text in Markdown, and calls nobody and no other pull request.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => out.extend(['\\', c]),
            // An empty comment is not shown; a backslash would still leave a mention.
            '@' | '#' | '!' if chars.peek().is_some_and(|next| next.is_alphanumeric()) => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
