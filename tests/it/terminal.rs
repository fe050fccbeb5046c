//! What happens at a terminal: questions with names to choose from, and consent before a file is changed.

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::harness::{PROGRAM, copy, parelsnoer, repository, write};

/// The program at a terminal, in a folder.
fn play(folder: &Path, arguments: &[&str]) -> Player {
    // A terminal of a known size: a line of a question that is cut off would not be found.
    let mut command = Command::new("sh");
    let words = "stty rows 40 cols 200; exec \"$0\" \"$@\"";
    command.current_dir(folder).args(["-c", words, PROGRAM]).args(arguments);
    command.args(["--color", "never"]).env("TERM", "xterm");
    Player(spawn_command(command, Some(20_000)).unwrap())
}

/// The editor.
struct Player(PtySession);

impl Player {
    /// Waits until this is on the screen.
    fn sees(&mut self, text: &str) {
        self.0.exp_string(&bytes(text)).unwrap();
    }

    fn types(&mut self, keys: &str) {
        self.0.send(keys).unwrap();
        self.0.flush().unwrap();
    }

    fn erases(&mut self, letters: usize) {
        self.types(&"\u{7f}".repeat(letters));
    }

    /// Waits for the end and gives the status and what was still said.
    fn ends(mut self) -> (i32, String) {
        let rest = self.0.exp_eof().unwrap();
        // The type of the status is not ours to name; it says `Exited(Pid(7), 2)`.
        let ended = format!("{:?}", self.0.process().wait().unwrap());
        let code = ended.trim_end_matches(')').rsplit(' ').next().and_then(|c| c.parse().ok());
        (code.unwrap_or(-1), rest)
    }
}

/// What is on the screen is read byte by byte.
fn bytes(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

const DOWN: &str = "\u{1b}[B";

#[test]
fn new_asks_for_what_is_missing() {
    let room = tempfile::tempdir().unwrap();
    copy(&repository("src/commands/init"), &room.path().join("content"));
    write(
        &room.path().join("content/themas/een-zaamheid.md"),
        "---\ntitel: Éénzaamheid\nsamenvatting: Over alleen zijn.\n---\n\nUitleg.\n",
    );
    let mut session = play(room.path(), &["new"]);
    session.sees("Welke soort?");
    session.types("par");
    session.sees("> parel");
    session.types("\r");
    session.sees("De titel van een parel?");
    session.types("!!!\r");
    session.sees("gebruik letters of cijfers");
    session.erases(3);
    session.types("Buurt: \"eten\"\r");
    session.sees("samenvatting: Eén of twee zinnen");
    session.types(&"x".repeat(301));
    session.types("\r");
    session.sees("dit zijn 301 tekens; hooguit 300 kan");
    session.erases(301);
    session.types("Buren koken: elke week.\r");
    session.sees("themas: Waar het over gaat");
    // A parel has at least one; what is typed finds a name without its accents.
    session.types("\r");
    session.sees("kies er ten minste één");
    session.types("eenz");
    session.sees("> [ ] Éénzaamheid");
    session.types(" \r");
    session.sees("succesfactoren: Waarom het werkt");
    session.types("\u{1b}");
    session.sees("doelgroepen: Voor wie het is");
    session.types(" \r");
    session.sees("organisaties:");
    session.types("\r");
    session.sees("gemeenten:");
    session.types(&format!("{DOWN} \r"));
    session.sees("bewijs: Hoe wij weten");
    session.types("\r");
    session.sees("content/parels/buurt-eten.md");
    assert_eq!(session.ends().0, 0);
    let text = std::fs::read_to_string(room.path().join("content/parels/buurt-eten.md")).unwrap();
    for line in [
        "titel: \"Buurt: \\\"eten\\\"\"",
        "samenvatting: \"Buren koken: elke week.\"",
        "themas: [een-zaamheid]",
        "doelgroepen: [buurtbewoners]",
        "gemeenten: [voorbeeldstad]",
        "bewijs: ervaring",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }
    for key in ["succesfactoren", "organisaties"] {
        assert!(text.lines().any(|l| l.starts_with(&format!("# {key}: "))), "{key}\n{text}");
    }
    let ended = parelsnoer(room.path(), &["check", "--drafts", "--strict"]);
    assert_eq!(ended.status, 0, "{}", ended.stdout);
}

#[test]
fn a_date_is_asked_for_until_it_is_one() {
    let room = tempfile::tempdir().unwrap();
    write(&room.path().join("content/site.yaml"), "titel: Proefsite\n");
    let mut session = play(room.path(), &["new", "bijeenkomst", "Werkbezoek"]);
    session.sees("datum: Wanneer");
    session.types("9 november\r");
    session.sees("schrijf een datum als 2017-11-09");
    session.erases("9 november".len());
    session.types("2017-11-09\r");
    session.sees("soort:");
    session.types("thema\r");
    session.sees("content/bijeenkomsten/werkbezoek.md");
    assert_eq!(session.ends().0, 0);
    let text = std::fs::read_to_string(room.path().join("content/bijeenkomsten/werkbezoek.md")).unwrap();
    assert!(text.contains("\ndatum: 2017-11-09\n") && text.contains("\nsoort: themabijeenkomst\n"), "{text}");
}

#[test]
fn who_stops_halfway_leaves_nothing() {
    let room = tempfile::tempdir().unwrap();
    write(&room.path().join("content/site.yaml"), "titel: Proefsite\n");
    let mut session = play(room.path(), &["new", "begrip"]);
    session.sees("De titel van een begrip?");
    session.types("\u{3}");
    let (code, rest) = session.ends();
    assert_eq!(code, 2, "{rest}");
    assert!(rest.contains("afgebroken; er is niets gemaakt"), "{rest}");
    assert!(!room.path().join("content/begrippen").exists());
}

#[test]
fn a_fix_is_asked_for_first() {
    let wrong = "---\ntitel: Over: ons\n---\n\n# Kop\n\nTekst.\n";
    let right = "---\ntitel: \"Over: ons\"\n---\n\n## Kop\n\nTekst.\n";
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("content/paginas/over.md");
    write(&room.path().join("content/site.yaml"), "titel: Proefsite\n");
    write(&file, wrong);
    let now = || std::fs::read_to_string(&file).unwrap();
    for refusal in ["n\r", "\r", "nee\r", "x\r"] {
        let mut session = play(room.path(), &["check", "--fix"]);
        session.sees("content/paginas/over.md:2: «Over: ons» wordt «\"Over: ons\"»");
        session.sees("Aanpassen? [j/N]");
        assert_eq!(now(), wrong);
        session.types(refusal);
        assert_eq!(session.ends().0, 1, "{refusal:?}");
        assert_eq!(now(), wrong, "{refusal:?}");
    }
    let mut session = play(room.path(), &["check", "--fix"]);
    session.sees("Aanpassen? [j/N]");
    session.types("ja\r");
    session.sees("2 aanpassingen in 1 bestand.");
    session.sees("Niets gevonden");
    assert_eq!(session.ends().0, 0);
    assert_eq!(now(), right);
}

/// Programs named `name` that do what `script` says, before all others on the path.
#[cfg(feature = "paste")]
fn play_with_clipboard(folder: &Path, name: &str, script: &str) -> Player {
    use std::os::unix::fs::PermissionsExt;
    let file = folder.join(name);
    write(&file, format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new("/bin/sh");
    command
        .current_dir(folder)
        .args(["-c", "exec \"$0\" plak", PROGRAM])
        .env("PATH", folder)
        .env("TERM", "xterm");
    Player(spawn_command(command, Some(20_000)).unwrap())
}

#[test]
#[cfg(feature = "paste")]
fn plak_reads_the_clipboard_at_a_terminal() {
    let room = tempfile::tempdir().unwrap();
    let script = "case \"$*\" in *text/html*) echo '<p>Een <b>punt</b></p>';; *) echo 'Een punt';; esac";
    let (status, said) = play_with_clipboard(room.path(), "xclip", script).ends();
    assert_eq!((status, said.trim()), (0, "Een **punt**"));
    let room = tempfile::tempdir().unwrap();
    let (status, said) = play_with_clipboard(room.path(), "xsel", "echo '* geen *ster*'").ends();
    assert_eq!((status, said.trim()), (0, "\\* geen \\*ster\\*"));
    let room = tempfile::tempdir().unwrap();
    let (status, said) = play_with_clipboard(room.path(), "wl-paste", "exit 1").ends();
    assert_eq!(status, 2);
    assert!(said.contains("klembord"), "{said}");
}

/// The program as a double-click starts it: by its path, without an argument. No browser is found.
fn double_click(folder: &Path) -> Player {
    let program = folder.join("parelsnoer");
    if !program.exists() {
        std::fs::copy(PROGRAM, &program).unwrap();
    }
    let mut command = Command::new("sh");
    let words = "stty rows 40 cols 200; PATH=/geen exec \"$0\"";
    command.current_dir(std::env::temp_dir()).args(["-c", words]).arg(program).env("TERM", "xterm");
    Player(spawn_command(command, Some(20_000)).unwrap())
}

#[test]
fn a_double_click_where_there_is_no_content_offers_to_make_it() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().canonicalize().unwrap();
    let mut refused = double_click(&folder);
    refused.sees("Hier is nog geen map met inhoud.");
    refused.sees(&format!("in {}/content? [j/N]", folder.display()));
    refused.types("n\n");
    assert_eq!(refused.ends().0, 2);
    assert!(!folder.join("content").exists());
    let mut accepted = double_click(&folder);
    accepted.sees("[j/N]");
    accepted.types("j\n");
    accepted.sees("bestanden gemaakt. Uw browser opent de redactie.");
    accepted.sees("http://127.0.0.1:");
    accepted.sees("open zelf http://127.0.0.1:");
    assert!(folder.join("content/site.yaml").is_file());
    accepted.types("\u{3}");
    accepted.ends();
    // The next time there is content, and nothing is asked.
    let mut again = double_click(&folder);
    again.sees("geen fouten");
    again.types("\u{3}");
    again.ends();
}
