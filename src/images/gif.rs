//! The blocks of a GIF: how many pictures it holds, and the file without comments.

/// What the blocks of a GIF say.
pub(super) struct Gif {
    /// Number of pictures.
    pub(super) frames: usize,
    /// The file without comments, texts and the data of programs.
    pub(super) clean: Vec<u8>,
}

/// Walks over the blocks; `None` when the file is damaged or ends too early.
pub(super) fn read(bytes: &[u8]) -> Option<Gif> {
    let mut gif = Gif { frames: 0, clean: Vec::with_capacity(bytes.len()) };
    let mut at = 13 + table(*bytes.get(10)?);
    gif.clean.extend(bytes.get(..at)?);
    loop {
        let start = at;
        let keep = match *bytes.get(at)? {
            0x3b => {
                gif.clean.push(0x3b);
                return (gif.frames > 0).then_some(gif);
            }
            0x2c => {
                gif.frames += 1;
                at += 10 + table(*bytes.get(at + 9)?) + 1;
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let loops = bytes.get(at + 3..at + 14) == Some(b"NETSCAPE2.0");
                at += 2;
                // Times and transparency, and how often it plays.
                label == 0xf9 || (label == 0xff && loops)
            }
            _ => return None,
        };
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
        if keep {
            gif.clean.extend(bytes.get(start..at)?);
        }
    }
}

/// The size of the table of colours that these flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
