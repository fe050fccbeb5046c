//! The system's git, so that it does only what it is told: without hooks, editors, passwords, or the index.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Change, ChangedFile, process};

/// There is no repository to work in; an archive of the files is the other way.
#[derive(Debug)]
pub struct GitError(String);

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GitError {}

/// What holds for every call.
const SETTINGS: [&str; 10] = [
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "credential.interactive=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "gc.auto=0",
    "-c",
    "core.fsmonitor=false",
];

/// The environment variable with the seconds that a host may take.
const LIMIT: &str = "PARELSNOER_GIT_SECONDS";
/// How long a host may take, and anything that asks this disk only.
const SECONDS: u64 = 90;

/// How a merge ended.
pub(super) enum Merged {
    /// The tree in which both are.
    Tree(String),
    /// Both changed the same lines.
    Conflict,
}

/// A repository, and the content folder in it.
pub(super) struct Git {
    limit: Duration,
    /// The root of the working copy.
    root: PathBuf,
    /// What comes before a path of the content folder: `content/`, or nothing.
    prefix: String,
}

impl Git {
    pub(super) fn open(content: &Path) -> Result<Self> {
        let folder =
            std::path::absolute(content).with_context(|| format!("{} is geen map", content.display()))?;
        let seconds = std::env::var(LIMIT).ok().and_then(|s| s.parse().ok()).unwrap_or(SECONDS);
        let limit = Duration::from_secs(seconds);
        let at = Self { limit, root: folder, prefix: String::new() };
        let found = at.run(&["rev-parse", "--show-toplevel", "--show-prefix"], None)?;
        let text = String::from_utf8_lossy(&found.stdout).into_owned();
        let mut lines = text.lines();
        match (found.status.success(), lines.next()) {
            (true, Some(root)) if !root.is_empty() => {
                Ok(Self { limit, root: root.into(), prefix: lines.next().unwrap_or_default().to_owned() })
            }
            _ => {
                let message = format!("de map {} staat niet in een git-repository", content.display());
                Err(GitError(message).into())
            }
        }
    }

    /// The files that differ from the last commit.
    pub(super) fn changed(&self) -> Result<Vec<ChangedFile>> {
        let folder = if self.prefix.is_empty() { "." } else { &self.prefix };
        let listed = self.text(&[
            "--no-optional-locks",
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            folder,
        ])?;
        let mut changed = Vec::new();
        for item in listed.split('\0').filter(|i| i.len() > 3) {
            let (code, path) = item.split_at(3);
            let Some(path) = path.strip_prefix(&self.prefix) else { continue };
            let change = if code.contains('D') {
                Change::Removed
            } else if code.contains(['?', 'A']) {
                Change::Added
            } else {
                Change::Modified
            };
            changed.push(ChangedFile { path: path.to_owned(), change });
        }
        changed.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changed)
    }

    /// The remote: `origin`, else the first.
    pub(super) fn remote(&self) -> Result<Option<String>> {
        let names = self.text(&["remote"])?;
        let found = names.lines().find(|n| *n == "origin").or_else(|| names.lines().next());
        Ok(found.map(str::to_owned))
    }

    pub(super) fn remote_address(&self, remote: &str) -> Result<String> {
        Ok(self.text(&["remote", "get-url", remote])?.trim().to_owned())
    }

    pub(super) fn fetch(&self, remote: &str) -> Result<()> {
        let help = "de nieuwste versie is niet op te halen; bent u verbonden, en mag u bij de opslagplaats? Uw wijziging staat \
                    veilig op uw schijf";
        self.run_checked(&["fetch", "--quiet", "--prune", "--no-recurse-submodules", "--", remote], help)
            .map(drop)
    }

    /// The branch that the remote shows first.
    pub(super) fn default_branch(&self, remote: &str) -> Result<String> {
        let head = format!("refs/remotes/{remote}/HEAD");
        let found = self.run(&["symbolic-ref", "--quiet", &head], None)?;
        let name = String::from_utf8_lossy(&found.stdout);
        if let Some(name) = name.trim().strip_prefix(&format!("refs/remotes/{remote}/")) {
            return Ok(name.to_owned());
        }
        for name in ["main", "master"] {
            if self.exists(&format!("refs/remotes/{remote}/{name}"))? {
                return Ok(name.to_owned());
            }
        }
        self.current_branch()
    }

    pub(super) fn current_branch(&self) -> Result<String> {
        let help = "de map staat niet op een tak van git; kies eerst een tak, zoals main";
        Ok(self.run_checked(&["symbolic-ref", "--short", "HEAD"], help)?.trim().to_owned())
    }

    /// The commit that a name means.
    pub(super) fn commit(&self, name: &str) -> Result<String> {
        let wanted = format!("{name}^{{commit}}");
        let help = "git kent geen versie om op verder te gaan; leg de bestanden eerst één keer vast";
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
        Ok(self.run_checked(&arguments, help)?.trim().to_owned())
    }

    pub(super) fn exists(&self, reference: &str) -> Result<bool> {
        Ok(self.run(&["show-ref", "--verify", "--quiet", reference], None)?.status.success())
    }

    /// The last commit that this working copy and `tip` share.
    pub(super) fn merge_base(&self, tip: &str) -> Result<String> {
        let help = "de versie op uw schijf en die van de opslagplaats hebben niets gemeen";
        Ok(self.run_checked(&["merge-base", "HEAD", tip], help)?.trim().to_owned())
    }

    /// Those of the files that are different in two commits.
    pub(super) fn changed_between(&self, from: &str, to: &str, files: &[ChangedFile]) -> Result<Vec<String>> {
        let listed = self.text(&["diff-tree", "-r", "-z", "--no-renames", "--name-only", from, to])?;
        let differs = |file: &&ChangedFile| {
            listed.split('\0').any(|path| path.strip_prefix(&self.prefix) == Some(&file.path))
        };
        Ok(files.iter().filter(differs).map(|file| file.path.clone()).collect())
    }

    /// What becomes of two commits together; `None` when this git cannot tell without a working copy (before 2.38).
    pub(super) fn merge(&self, one: &str, other: &str) -> Result<Option<Merged>> {
        let made = self.run(&["merge-tree", "--write-tree", "--no-messages", one, other], None)?;
        Ok(match made.status.code() {
            Some(0) => {
                let said = String::from_utf8_lossy(&made.stdout);
                said.lines().next().map(|tree| Merged::Tree(tree.trim().to_owned()))
            }
            Some(1) => Some(Merged::Conflict),
            _ => None,
        })
    }

    /// Puts a commit of this tree on a branch that stood at `old`.
    pub(super) fn commit_tree(
        &self,
        branch: &str,
        old: &str,
        tree: &str,
        parent: &str,
        message: &str,
    ) -> Result<()> {
        let help = "de tak is niet gemaakt";
        let commit = self.run_checked(&["commit-tree", tree, "-p", parent, "-m", message], help)?;
        let name = format!("refs/heads/{branch}");
        self.run_checked(&["update-ref", &name, commit.trim(), old], help).map(drop)
    }

    /// Removes a branch that we made, if it still stands at `commit`.
    pub(super) fn forget(&self, branch: &str, commit: &str) -> Result<()> {
        let name = format!("refs/heads/{branch}");
        self.run_checked(&["update-ref", "-d", &name, commit], "de tak is niet weggehaald").map(drop)
    }

    /// The names that git gives to the contents of files as they are now, by path; those that are gone have none.
    pub(super) fn ids(&self, files: &[ChangedFile]) -> Result<BTreeMap<String, String>> {
        let there: Vec<&str> =
            files.iter().filter(|f| f.change != Change::Removed).map(|f| f.path.as_str()).collect();
        if there.is_empty() {
            return Ok(BTreeMap::new());
        }
        let paths: Vec<String> = there.iter().map(|path| format!("{}{path}\n", self.prefix)).collect();
        let made = self.run(&["hash-object", "--stdin-paths"], Some(paths.concat().as_bytes()))?;
        let ids = succeeded(&made, "git kan een bestand niet lezen")?;
        Ok(there.iter().map(|path| (*path).to_owned()).zip(ids.lines().map(str::to_owned)).collect())
    }

    /// What a branch changes since it left `target`: the path of each file, and the name of its content (`None`: removed).
    pub(super) fn offered(&self, branch: &str, target: &str) -> Result<Vec<(String, Option<String>)>> {
        let range = format!("{target}...{branch}");
        let listed = self.text(&["diff", "--raw", "-z", "--no-abbrev", "--no-renames", &range, "--"])?;
        let mut parts = listed.split('\0');
        let mut found = Vec::new();
        while let (Some(change), Some(path)) = (parts.next(), parts.next()) {
            let id = change.split(' ').nth(3).filter(|id| id.chars().any(|c| c != '0'));
            if let Some(path) = path.strip_prefix(&self.prefix) {
                found.push((path.to_owned(), id.map(str::to_owned)));
            }
        }
        Ok(found)
    }

    /// Makes a branch of one commit: `parent` with the files as they are on the disk.
    pub(super) fn commit_files(
        &self,
        branch: &str,
        parent: &str,
        files: &[ChangedFile],
        message: &str,
    ) -> Result<()> {
        let help = "git weet niet wie u bent; typ in een terminal: git config --global user.name \"Uw naam\" en git config \
                    --global user.email uw@adres.nl";
        let author = self.run_checked(&["var", "GIT_COMMITTER_IDENT"], help)?;
        let mut stream = format!(
            "commit refs/heads/{branch}\ncommitter {}\ndata {}\n{message}\nfrom {parent}\n",
            author.trim(),
            message.len()
        );
        for file in files {
            let path = format!("{}{}", self.prefix, file.path);
            let quoted = serde_json::Value::from(path.as_str());
            if file.change == Change::Removed {
                stream.push_str(&format!("D {quoted}\n"));
            } else {
                let id =
                    self.run_checked(&["hash-object", "-w", "--", &path], "git kan het bestand niet lezen")?;
                stream.push_str(&format!("M 100644 {} {quoted}\n", id.trim()));
            }
        }
        stream.push_str("done\n");
        let made = self.run(&["fast-import", "--quiet", "--done"], Some(stream.as_bytes()))?;
        succeeded(&made, "de tak is niet gemaakt").map(drop)
    }

    pub(super) fn push(&self, remote: &str, branch: &str) -> Result<()> {
        let refspec = format!("refs/heads/{branch}:refs/heads/{branch}");
        let pushed = self.run(&["push", "--quiet", "--no-verify", "--", remote, &refspec], None)?;
        let help = "het voorstel is niet verstuurd; bent u verbonden, en mag u schrijven in de opslagplaats? Uw wijziging staat \
                    veilig op uw schijf";
        succeeded(&pushed, help).map(drop)
    }

    /// The branches below `prefix` that `target` does not have: what follows the prefix, and the subject of the last commit.
    pub(super) fn unmerged(&self, prefix: &str, target: &str) -> Result<Vec<(String, String)>> {
        let pattern = prefix.trim_end_matches('/');
        let listed = self.text(&[
            "for-each-ref",
            &format!("--no-merged={target}"),
            "--format=%(refname)%00%(subject)",
            pattern,
        ])?;
        let one = |line: &str| {
            let (name, subject) = line.split_once('\0')?;
            Some((name.strip_prefix(prefix)?.to_owned(), subject.to_owned()))
        };
        Ok(listed.lines().filter_map(one).collect())
    }

    fn text(&self, arguments: &[&str]) -> Result<String> {
        self.run_checked(arguments, "git geeft geen antwoord")
    }

    fn run_checked(&self, arguments: &[&str], help: &str) -> Result<String> {
        let output = self.run(arguments, None)?;
        succeeded(&output, help)
    }

    fn run(&self, arguments: &[&str], input: Option<&[u8]>) -> Result<Output> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).args(SETTINGS).args(arguments);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_EDITOR", "true");
        // Neither git nor ssh may open a window or wait at a terminal that nobody looks at.
        command.env("GIT_ASKPASS", "true").env("SSH_ASKPASS", "true");
        if std::env::var_os("GIT_SSH_COMMAND").is_none() {
            command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        }
        match process::run(command, input, self.limit) {
            Ok(Some(output)) => Ok(output),
            Ok(None) => bail!(
                "git is na {} seconden gestopt, omdat er geen antwoord kwam; probeer het later nog eens",
                self.limit.as_secs()
            ),
            Err(error) if is_missing(&error) => {
                Err(GitError("het programma git is niet gevonden".to_owned()).into())
            }
            Err(error) => Err(error).context("git kon niet gestart worden"),
        }
    }
}

fn is_missing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound)
}

/// What git answered; an error says what to do, and what git says.
fn succeeded(output: &Output, help: &str) -> Result<String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // What the host says about a refusal is meant for people.
    let remote: Vec<&str> = said
        .lines()
        .filter_map(|line| Some(line.strip_prefix("remote:")?.trim()))
        .filter(|line| !line.is_empty())
        .collect();
    if !remote.is_empty() {
        bail!("{help} (de opslagplaats zegt: {})", remote.join(" "));
    }
    match said.lines().find(|line| !line.trim().is_empty()) {
        Some(line) => bail!("{help} (git zegt: {})", line.trim()),
        None => bail!("{help}"),
    }
}
