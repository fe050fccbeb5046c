//! The content folder as it was at a revision of git, without a checkout.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

use super::image_store::ImageStore;
use super::{Sources, classify, decode, is_visible, oversized};
use crate::report::{Location, Report};
use crate::rules;
use crate::text::suggest::{did_you_mean, nearest};

/// Symbolic links that lead to each other are followed so many times.
const MAX_SYMLINKS: usize = 8;

/// There is no such revision to read; the caller can name another, or another folder.
#[derive(Debug)]
pub struct RevisionError(String);

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RevisionError {}

/// Reads the content folder `root` as it was at `revision`, in the repository in which the folder stands now.
///
/// # Errors
/// [`RevisionError`] without git, repository or revision; another error when git cannot hand over a file.
pub fn revision(root: &Path, revision: &str, folders: &[&str]) -> Result<(Sources, Report)> {
    let git = Git::new(root)?;
    let files = git.files(&git.commit(revision)?)?;
    let mut report = Report::default();
    let mut wanted = Vec::new();
    let mut sources = Sources::default();
    for path in files.keys().filter(|p| p.split('/').all(|part| is_visible(part.as_bytes()))) {
        match follow(path, &files) {
            Resolved::File(file) => {
                if let Some(found) = classify(path, folders, &mut report) {
                    if file.size <= found.limit() {
                        wanted.push((path.clone(), found, file.id.as_str()));
                    } else {
                        let (loaded, diagnostics) = oversized(path, found, file.size);
                        report.append(diagnostics);
                        sources.add(loaded);
                    }
                }
            }
            Resolved::Outside => report.push(rules::koppeling_buiten_inhoud::outside(Location::file(path))),
            Resolved::Nowhere => report.push(rules::koppeling_buiten_inhoud::unusable(Location::file(path))),
        }
    }
    let ids: Vec<&str> = wanted.iter().map(|(_, _, id)| *id).collect();
    let contents = git.contents(&ids)?;
    let store = ImageStore::of_user();
    for ((path, found, _), bytes) in wanted.into_iter().zip(contents) {
        let (loaded, diagnostics) = decode(path, found, bytes, store.as_ref());
        report.append(diagnostics);
        sources.add(loaded);
    }
    sources.sort();
    Ok((sources, report))
}

/// A file of a revision.
struct File {
    /// The name that git gives its content.
    id: String,
    size: u64,
    /// Where it leads, when it is a symbolic link.
    link: Option<String>,
}

enum Resolved<'a> {
    File(&'a File),
    Outside,
    Nowhere,
}

/// The file that the path means, through symbolic links.
fn follow<'a>(path: &str, files: &'a BTreeMap<String, File>) -> Resolved<'a> {
    let mut path = path.to_owned();
    for _ in 0..MAX_SYMLINKS {
        let Some(file) = files.get(&path) else { return Resolved::Nowhere };
        let Some(link) = &file.link else { return Resolved::File(file) };
        if link.starts_with('/') {
            return Resolved::Outside;
        }
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for part in link.split('/').filter(|p| !matches!(*p, "" | ".")) {
            if part != ".." {
                parts.push(part);
            } else if parts.pop().is_none() {
                return Resolved::Outside;
            }
        }
        path = parts.join("/");
    }
    Resolved::Nowhere
}

/// The system's git, in the content folder.
#[derive(Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    pub(super) fn new(root: &Path) -> Result<Self> {
        let folder = std::path::absolute(root).with_context(|| format!("{} is geen map", root.display()))?;
        let git = Self { folder };
        let inside = git.run(&["rev-parse", "--is-inside-work-tree"])?;
        let said = String::from_utf8_lossy(&inside.stderr);
        if inside.stdout.trim_ascii() == b"true" {
            Ok(git)
        } else if inside.status.success() || said.contains("not a git repository") {
            revision_error(format!(
                "de map {} staat niet in een git-repository; geef met --content een map die erin staat",
                root.display()
            ))
        } else {
            let line = said.lines().next().unwrap_or_default();
            revision_error(format!("git kan {} niet lezen; git zegt: {line}", root.display()))
        }
    }

    /// The commit that a name means. Only what comes out of this is handed to git again.
    pub(super) fn commit(&self, name: &str) -> Result<String> {
        let wanted = format!("{name}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let id = String::from_utf8_lossy(found.stdout.trim_ascii()).into_owned();
        if found.status.success() && !id.is_empty() && id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(id);
        }
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"])?;
        let help = if shallow.stdout.trim_ascii() == b"true" {
            "deze repository heeft niet de hele geschiedenis; haal die op met git fetch --unshallow (in GitHub Actions: fetch-depth: 0)".to_owned()
        } else {
            let names = self.run(&["for-each-ref", "--format=%(refname:short)"])?;
            let names = String::from_utf8_lossy(&names.stdout).into_owned();
            let near = nearest(name, names.lines());
            if near.is_empty() {
                "schrijf een tak, een label of een commit, zoals main of HEAD~1; git log laat de commits zien"
                    .to_owned()
            } else {
                did_you_mean(&near)
            }
        };
        revision_error(format!("git kent de revisie «{name}» niet; {help}"))
    }

    /// The files below the folder, by path relative to it.
    fn files(&self, commit: &str) -> Result<BTreeMap<String, File>> {
        let list = self.run(&["ls-tree", "-r", "-z", "--long", commit])?;
        if !list.status.success() {
            bail!("git kan de bestanden van {commit} niet noemen: {}", stderr_text(&list));
        }
        let mut files = BTreeMap::new();
        let mut links = Vec::new();
        for item in list.stdout.split(|b| *b == 0) {
            // `100644 blob <id> <size>\t<path>`; a submodule has no size and is no file.
            // A name that is no text has no address.
            let Some((about, path)) = std::str::from_utf8(item).ok().and_then(|i| i.split_once('\t')) else {
                continue;
            };
            let mut about = about.split_ascii_whitespace();
            let (Some(mode), Some("blob"), Some(id), Some(size)) =
                (about.next(), about.next(), about.next(), about.next())
            else {
                continue;
            };
            let Ok(size) = size.parse() else { continue };
            if mode == "120000" {
                links.push((path.to_owned(), id.to_owned()));
            }
            files.insert(path.to_owned(), File { id: id.to_owned(), size, link: None });
        }
        let ids: Vec<&str> = links.iter().map(|(_, id)| id.as_str()).collect();
        for ((path, _), target) in links.iter().zip(self.contents(&ids)?) {
            if let Some(file) = files.get_mut(path) {
                file.link = Some(String::from_utf8_lossy(&target).into_owned());
            }
        }
        Ok(files)
    }

    /// What stands in the files with these ids, in the same order.
    pub(super) fn contents(&self, ids: &[&str]) -> Result<Vec<Vec<u8>>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = self.start(self.command(&["cat-file", "--batch"]).stdin(Stdio::piped()))?;
        let mut input = child.stdin.take();
        // Written beside reading, or both sides would wait when the pipes are full.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                let list = ids.join("\n") + "\n";
                input.take().map(|mut pipe| pipe.write_all(list.as_bytes()))
            });
            child.wait_with_output()
        })
        .context("git geeft de bestanden niet")?;
        let mut rest = output.stdout.as_slice();
        let mut contents = Vec::with_capacity(ids.len());
        for id in ids {
            match batch_item(rest) {
                Some((bytes, after)) => {
                    contents.push(bytes.to_vec());
                    rest = after;
                }
                None => bail!("git geeft een bestand niet ({id}): {}", stderr_text(&output)),
            }
        }
        Ok(contents)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments).stdin(Stdio::null());
        // In a hook these name the repository of the hook, by a path that is wrong from the content folder.
        command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_PREFIX");
        // What git says is compared, so it must not be translated.
        command.env("LC_ALL", "C").stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn start(&self, command: &mut Command) -> Result<std::process::Child> {
        match command.spawn() {
            Ok(child) => Ok(child),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => revision_error(
                "het programma git is niet gevonden; installeer het (https://git-scm.com/) en probeer het opnieuw"
                    .to_owned(),
            ),
            Err(error) => Err(error).context("git kon niet gestart worden"),
        }
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Result<Output> {
        let child = self.start(&mut self.command(arguments))?;
        child.wait_with_output().context("git gaf geen antwoord")
    }
}

/// The first file in what `cat-file --batch` gives (`<id> blob <size>`, the content, a line end), and what follows it.
fn batch_item(output: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = output.iter().position(|b| *b == b'\n')?;
    let head = std::str::from_utf8(&output[..end]).ok()?;
    let size: usize = head.rsplit_once(' ')?.1.parse().ok()?;
    let bytes = output.get(end + 1..)?;
    Some((bytes.get(..size)?, bytes.get(size + 1..)?))
}

/// What git says is wrong.
pub(super) fn stderr_text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

fn revision_error<T>(message: String) -> Result<T> {
    Err(RevisionError(message).into())
}
