//! `plak`: a document, a web page or the clipboard to clean Markdown.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::clipboard::{self, Clipboard};
use super::{ExitStatus, UsageError, pluralize, print_stderr, print_stdout};
use crate::paste::{self, Image, MAX_SIZE, Pasted};
use crate::text::url::percent_encode;
use crate::{read, write};

/// Maakt Markdown van een document, een webpagina of wat op het klembord staat. De tekst komt op het scherm, of in een
/// bestand met: parelsnoer plak brief.docx > tekst.md. Afbeeldingen komen ernaast. Wat u nog moet nakijken, staat eronder.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// Een .docx, .html of .txt; zonder bestand de standaardinvoer, of op een terminal het klembord
    #[arg(value_name = "BESTAND", help_heading = "Argumenten")]
    file: Option<PathBuf>,
    /// De map waarin afbeeldingen komen (anders: deze map); een bestand dat er al is, blijft zoals het is
    #[arg(long, value_name = "MAP")]
    images: Option<PathBuf>,
}

/// Prints the Markdown, writes the images, and tells what a person should look at.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let stdin = std::io::stdin();
    let mut pasted = match arguments.file.as_deref().filter(|file| *file != Path::new("-")) {
        Some(file) => {
            let missing = || UsageError(format!("het bestand {} is er niet", file.display()));
            if crate::read::path::is_folder(file) {
                return Err(UsageError(format!("{} is een map; geef een bestand", file.display())).into());
            }
            let bytes = read::bytes(file, MAX_SIZE as u64 + 1)?.ok_or_else(missing)?;
            convert(&bytes, &file.extension().unwrap_or_default().to_string_lossy().to_lowercase())?
        }
        None if arguments.file.is_none() && stdin.is_terminal() => match clipboard::read() {
            Some(Clipboard::Html(bytes)) => paste::html(&paste::decode(within_bounds(&bytes)?)),
            Some(Clipboard::Text(bytes)) => paste::plain_text(&paste::decode(within_bounds(&bytes)?)),
            None => {
                return Err(UsageError(
                    "het klembord is leeg of niet te lezen; op Linux is daarvoor wl-clipboard of xclip nodig. Geef anders een \
                     bestand: parelsnoer plak brief.docx"
                        .to_owned(),
                )
                .into());
            }
        },
        None => {
            let mut bytes = Vec::new();
            let read = stdin.lock().take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes);
            read.context("de standaardinvoer is niet te lezen")?;
            convert(&bytes, "")?
        }
    };
    let folder = arguments.images.as_deref().unwrap_or(Path::new("."));
    write_images(&mut pasted.images, folder)?;
    let address = |image: &Image| match &arguments.images {
        Some(folder) => {
            let parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy()).collect();
            let encode = |part: &str| if part == "/" { String::new() } else { percent_encode(part) };
            parts.iter().map(|part| encode(part) + "/").collect::<String>() + &image.name
        }
        None => image.name.clone(),
    };
    let markdown = pasted.markdown(address);
    if markdown.is_empty() {
        return Err(UsageError("er staat geen tekst in wat u plakt".to_owned()).into());
    }
    print_stdout(&markdown)?;
    if !pasted.images.is_empty() {
        let names: Vec<String> = pasted
            .images
            .iter()
            .map(|image| match &arguments.images {
                Some(folder) => folder.join(&image.name).display().to_string(),
                None => image.name.clone(),
            })
            .collect();
        let written = pluralize(names.len(), "afbeelding", "afbeeldingen");
        print_stderr(&format!("{written} opgeslagen: {}", names.join(", ")));
    }
    if !pasted.remarks.is_empty() {
        let list: String = pasted.remarks.iter().map(|remark| format!("\n  - {remark}")).collect();
        print_stderr(&format!("Wat u nog moet nakijken:{list}"));
    }
    Ok(ExitStatus::Success)
}

/// Writes the images; one whose name is taken gets a number, also in the text.
fn write_images(images: &mut [Image], folder: &Path) -> Result<()> {
    for at in 0..images.len() {
        let (before, rest) = images.split_at_mut(at);
        let (Some(image), others) = (rest.first_mut(), before) else { break };
        let taken = |name: &str| {
            crate::read::path::exists(&folder.join(name)) || others.iter().any(|other| other.name == name)
        };
        image.rename_unless_free(taken);
        write::new_file(&folder.join(&image.name), &image.bytes)?;
    }
    Ok(())
}

fn within_bounds(bytes: &[u8]) -> Result<&[u8]> {
    if bytes.len() > MAX_SIZE {
        let most = MAX_SIZE / 1_000_000;
        return Err(UsageError(format!("dit is groter dan {most} MB; plak het in delen")).into());
    }
    Ok(bytes)
}

/// Reads bytes as what they are; `extension` is that of the file, if there is one.
fn convert(bytes: &[u8], extension: &str) -> Result<Pasted> {
    let bytes = within_bounds(bytes)?;
    let refuse = |what: &str| Err(UsageError(what.to_owned()).into());
    match bytes {
        [b'P', b'K', 3 | 5, ..] => {
            return match extension {
                "odt" | "ott" | "fodt" => {
                    refuse("een .odt kan niet; sla het document in uw tekstverwerker op als .docx")
                }
                "pages" => refuse("een .pages kan niet; exporteer het document in Pages naar Word (.docx)"),
                "xlsx" | "xlsm" | "ods" => refuse("een rekenblad kan niet; kopieer de tabel en plak die"),
                "pptx" | "odp" | "key" => refuse("een presentatie kan niet; kopieer de tekst en plak die"),
                "zip" | "epub" => {
                    refuse("een archief kan niet; pak het uit en geef het document dat erin zit")
                }
                _ => paste::docx(bytes).map_err(|error| UsageError(error.to_string()).into()),
            };
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return refuse(&paste::DocxError::EncryptedOrOld.to_string()),
        [b'%', b'P', b'D', b'F', ..] => {
            return refuse(
                "een .pdf kan niet; kopieer de tekst uit het document en plak die, of vraag om het Word-bestand",
            );
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return refuse("een .rtf kan niet; sla het document in uw tekstverwerker op als .docx");
        }
        _ => {}
    }
    match extension {
        "" | "html" | "htm" | "xhtml" | "txt" | "text" => {}
        "docx" | "docm" | "dotx" => return refuse(&paste::DocxError::Damaged.to_string()),
        "md" | "markdown" => return refuse("dit is al Markdown; het kan zo in een vermelding"),
        other => return refuse(&format!("een .{other} kan niet; geef een .docx, een .html of een .txt")),
    }
    let text = paste::decode(bytes);
    if text.contains('\0') {
        return refuse("dit is geen tekst; geef een .docx, een .html of een .txt");
    }
    let html = match extension {
        "" => looks_like_html(&text),
        other => other.ends_with("html") || other == "htm",
    };
    Ok(if html { paste::html(&text) } else { paste::plain_text(&text) })
}

/// Whether text without a name is HTML: it begins with a tag, or with the header of the clipboard of Windows.
fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start();
    let tag = start.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
            && rest.contains("</")
            && !rest.starts_with("http")
    });
    tag || start.starts_with("Version:") && start.contains("StartHTML:")
}
