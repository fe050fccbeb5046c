//! Offering changes, with real repositories on this disk.

use std::path::Path;

use parelsnoer::offer::{Change, ChangedFile, GitError, Outcome, changed, message, offer, pending};

use crate::harness::{git, write};

const BUDDY: &str = "content/begrippen/buddy.md";

fn entry(title: &str) -> String {
    format!("---\ntitel: {title}\nsamenvatting: Een maatje.\n---\n")
}

/// A bare repository, and two working copies of it: of the editor and of a colleague.
fn repositories() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    git(root, &["init", "--quiet", "--bare", "--initial-branch=main", "host.git"]);
    git(root, &["clone", "--quiet", "host.git", "editor"]);
    let editor = root.join("editor");
    git(&editor, &["checkout", "--quiet", "-B", "main"]);
    write(&editor.join("content/site.yaml"), "titel: Proef\n");
    write(&editor.join(BUDDY), entry("Buddy"));
    write(&editor.join("content/begrippen/college.md"), entry("College"));
    git(&editor, &["add", "."]);
    git(&editor, &["commit", "--quiet", "-m", "Begin"]);
    git(&editor, &["push", "--quiet", "origin", "main"]);
    git(root, &["clone", "--quiet", "host.git", "colleague"]);
    for copy in ["editor", "colleague"] {
        git(&root.join(copy), &["config", "user.name", "Proef"]);
        git(&root.join(copy), &["config", "user.email", "proef@example.nl"]);
    }
    folder
}

fn give(editor: &Path, files: &[&str]) -> Outcome {
    let files: Vec<String> = files.iter().map(|f| (*f).to_owned()).collect();
    offer(&editor.join("content"), &files, "buddy", "Wijzig begrip «Buddy»").unwrap()
}

#[test]
fn only_the_files_that_are_offered_are_in_the_commit() {
    let folder = repositories();
    let editor = folder.path().join("editor");
    // A hook that runs would leave a file.
    for hook in ["pre-commit", "pre-push", "reference-transaction"] {
        let path = editor.join(".git/hooks").join(hook);
        write(&path, "#!/bin/sh\ntouch \"$(git rev-parse --git-dir)/ran\"\nexit 1\n");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    write(&editor.join(BUDDY), entry("Maatje"));
    write(&editor.join("content/begrippen/college.md"), entry("Anders"));
    write(&editor.join("content/begrippen/nieuw \"é\".md"), entry("Nieuw"));
    let status = git(&editor, &["status", "--porcelain"]);
    let index = std::fs::read(editor.join(".git/index")).unwrap();
    let files = ["begrippen/buddy.md", "begrippen/nieuw \"é\".md"];
    let expected = Outcome::Offered {
        branch: "aanbod/buddy".to_owned(),
        pushed: true,
        request: None,
        merged: Vec::new(),
    };
    assert_eq!(give(&editor, &files), expected);
    let host = folder.path().join("host.git");
    let names =
        git(&host, &["-c", "core.quotePath=false", "diff", "--name-only", "-z", "main", "aanbod/buddy"]);
    assert_eq!(names, "content/begrippen/buddy.md\0content/begrippen/nieuw \"é\".md\0");
    assert_eq!(git(&host, &["show", "aanbod/buddy:content/begrippen/buddy.md"]), entry("Maatje"));
    assert_eq!(
        git(&host, &["log", "-1", "--format=%s|%an", "aanbod/buddy"]),
        "Wijzig begrip «Buddy»|Proef\n"
    );
    // The working copy is as it was: the same branch, the same index, the same differences.
    assert_eq!(git(&editor, &["status", "--porcelain"]), status);
    assert_eq!(std::fs::read(editor.join(".git/index")).unwrap(), index);
    assert_eq!(git(&editor, &["branch", "--show-current"]), "main\n");
    assert!(!editor.join(".git/ran").exists());
    write(&editor.join(BUDDY), entry("Maatje voor een ander"));
    // A second offer gets a branch of its own, and both are open until they are taken over.
    assert!(matches!(give(&editor, &files), Outcome::Offered { branch, .. } if branch == "aanbod/buddy-2"));
    let open = || -> Vec<String> {
        pending(&editor.join("content")).unwrap().into_iter().map(|p| p.branch).collect()
    };
    assert_eq!(open(), ["aanbod/buddy", "aanbod/buddy-2"]);
    git(&host, &["update-ref", "refs/heads/main", "aanbod/buddy"]);
    git(&editor, &["-c", "core.hooksPath=/dev/null", "fetch", "--quiet"]);
    assert_eq!(open(), ["aanbod/buddy-2"]);
}

#[test]
fn what_others_did_in_the_meantime_stays() {
    let folder = repositories();
    let (editor, colleague) = (folder.path().join("editor"), folder.path().join("colleague"));
    write(&colleague.join("content/begrippen/college.md"), entry("Van de collega"));
    git(&colleague, &["commit", "--quiet", "-am", "Wijzig college"]);
    git(&colleague, &["push", "--quiet", "origin", "main"]);
    std::fs::remove_file(editor.join(BUDDY)).unwrap();
    assert!(matches!(give(&editor, &["begrippen/buddy.md"]), Outcome::Offered { .. }));
    let host = folder.path().join("host.git");
    assert_eq!(git(&host, &["diff", "--name-status", "main", "aanbod/buddy"]), format!("D\t{BUDDY}\n"));
    // Another line of the same file goes with it.
    write(
        &editor.join("content/begrippen/college.md"),
        format!("{}\nEen nieuwe alinea.\n", entry("College")),
    );
    let outcome = give(&editor, &["begrippen/college.md"]);
    assert!(matches!(outcome, Outcome::Offered { merged, .. } if merged == ["begrippen/college.md"]));
    let both = format!("{}\nEen nieuwe alinea.\n", entry("Van de collega"));
    assert_eq!(git(&host, &["show", "aanbod/buddy-2:content/begrippen/college.md"]), both);
    assert_eq!(git(&host, &["log", "--format=%s", "main..aanbod/buddy-2"]), "Wijzig begrip «Buddy»\n");
    // Who changed the same line first goes first.
    write(&editor.join("content/begrippen/college.md"), entry("Van de editor"));
    let outcome = give(&editor, &["begrippen/college.md"]);
    assert_eq!(outcome, Outcome::Overtaken(vec!["begrippen/college.md".to_owned()]));
}

#[test]
fn without_a_remote_the_branch_stays_here() {
    let folder = repositories();
    let editor = folder.path().join("editor");
    git(&editor, &["remote", "remove", "origin"]);
    write(&editor.join(BUDDY), entry("Maatje"));
    let expected = Outcome::Offered {
        branch: "aanbod/buddy".to_owned(),
        pushed: false,
        request: None,
        merged: Vec::new(),
    };
    assert_eq!(give(&editor, &["begrippen/buddy.md"]), expected);
    assert_eq!(pending(&editor.join("content")).unwrap().len(), 1);
}

#[test]
fn a_host_that_does_not_answer_is_an_error_that_says_what_to_do() {
    let folder = repositories();
    let editor = folder.path().join("editor");
    write(&editor.join(BUDDY), entry("Maatje"));
    std::fs::remove_dir_all(folder.path().join("host.git")).unwrap();
    let error = offer(&editor.join("content"), &["begrippen/buddy.md".to_owned()], "buddy", "x").unwrap_err();
    assert!(error.to_string().contains("Uw wijziging staat veilig op uw schijf"), "{error}");
    assert_eq!(git(&editor, &["branch", "--list", "aanbod/*"]), "");
}

#[test]
fn without_a_repository_the_caller_can_tell() {
    let folder = tempfile::tempdir().unwrap();
    assert!(changed(folder.path()).unwrap_err().is::<GitError>());
}

#[test]
fn the_message_says_what_the_offer_does() {
    let folder = repositories();
    let content = folder.path().join("editor/content");
    let site = parelsnoer::analyze(&content, true, &mut parelsnoer::Cache::default()).unwrap().site;
    let file = |path: &str, change| ChangedFile { path: path.to_owned(), change };
    for (files, sentence) in [
        (vec![file("begrippen/buddy.md", Change::Modified)], "Wijzig begrip «Buddy»"),
        (
            vec![file("parels/x.md", Change::Added), file("parels/x.jpg", Change::Added)],
            "Voeg parel «x» en een bestand toe",
        ),
        (
            vec![
                file("begrippen/buddy.md", Change::Modified),
                file("begrippen/college.md", Change::Modified),
                file("parels/x.md", Change::Removed),
            ],
            "Wijzig 2 begrippen en verwijder parel «x»",
        ),
    ] {
        assert_eq!(message(&site, &files), sentence);
    }
}
