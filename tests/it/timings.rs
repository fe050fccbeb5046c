//! `build --timings`: a chart of where the time went, beside a site that is the same as without it.

use crate::harness::{build, files, parelsnoer, repository};

#[test]
fn timings_are_a_page_of_their_own_and_change_no_byte_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let content = repository("tests/sites/facetten/input");
    let [plain, timed] = ["zonder", "met"].map(|name| folder.path().join(name));
    build(&content, &plain, &[]);
    let (content, output) = (content.display().to_string(), timed.display().to_string());
    let run = || {
        parelsnoer(
            folder.path(),
            &["build", "--content", &content, "--output", &output, "--timings", "nieuw/tijden.html"],
        )
    };
    let ended = run();
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stderr.ends_with("De tijden staan in nieuw/tijden.html.\n"), "{}", ended.stderr);
    let chart = std::fs::read_to_string(folder.path().join("nieuw/tijden.html")).unwrap();
    for step in ["inhoud lezen", "ontleden", "verbinden", "bladzijden maken", "bestanden schrijven"] {
        assert!(chart.contains(step), "{step} is not on the chart");
    }
    assert!(
        !chart.contains("<script") && !chart.contains("http-equiv=\"refresh"),
        "the chart runs something"
    );
    assert_eq!(files(&plain), files(&timed));
    for path in files(&plain) {
        let read = |site: &std::path::Path| std::fs::read(site.join(&path)).unwrap();
        assert!(path == ".parelsnoer" || read(&plain) == read(&timed), "{path} differs");
    }
    // A site that is up to date has times as well.
    let again = run();
    assert!(
        again.stderr.contains("niets veranderd") && again.stderr.contains("De tijden staan in"),
        "{}",
        again.stderr
    );
}
