//! A list of queries with the entries that ought to be found, and how well they are.

use super::UsageError;

/// The first results count.
const FIRST: usize = 10;
/// Of the best entries, so many can be expected at the top.
const TOP: usize = 5;

/// A query with the entries that answer it: 2 for one that really does, 1 for one that helps.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) query: String,
    pub(super) grades: Vec<(String, u32)>,
}

/// Reads a list: a line per query, with tabs between the columns `zoekterm`, `vraag`, `goed` and `ook` as the first line names
/// them. Without that line the columns are query, goed, ook. `path` is for messages.
pub(super) fn read(path: &str, text: &str) -> Result<Vec<Need>, UsageError> {
    let mut lines = text.lines().map(|line| line.trim_end_matches('\r')).peekable();
    let mut columns = vec!["zoekterm", "goed", "ook"];
    if let Some(first) = lines.peek() {
        let names: Vec<&str> = first.split('\t').map(str::trim).collect();
        if names.contains(&"zoekterm") || names.contains(&"vraag") {
            columns = names;
            lines.next();
        }
    }
    let mut needs = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |name: &str| {
            columns.iter().position(|c| *c == name).and_then(|at| cells.get(at)).copied().unwrap_or_default()
        };
        let graded = |name: &str, grade: u32| -> Vec<(String, u32)> {
            let names = cell(name).split(';').map(str::trim).filter(|n| !n.is_empty());
            names.map(|n| (n.to_owned(), grade)).collect()
        };
        let mut grades = graded("goed", 2);
        grades.extend(graded("ook", 1));
        for query in [cell("zoekterm"), cell("vraag")].into_iter().filter(|query| !query.is_empty()) {
            needs.push(Need { query: query.to_owned(), grades: grades.clone() });
        }
    }
    if needs.is_empty() {
        return Err(UsageError(format!(
            "in {path} staat geen zoekvraag; zet er op elke regel een, met na een tab de vermeldingen die goed zijn"
        )));
    }
    Ok(needs)
}

/// How high the good entries stand among the first ten (nDCG, with the grades as gains), and how many of the best are among the
/// first five.
pub(super) fn measure(found: &[&str], grades: &[(String, u32)]) -> Option<(f64, f64)> {
    let grade = |name: &str| grades.iter().find(|(n, _)| n == name).map_or(0, |(_, grade)| *grade);
    let gain = |gains: &mut dyn Iterator<Item = u32>| -> f64 {
        gains.take(FIRST).enumerate().map(|(at, gain)| f64::from(gain) / (at as f64 + 2.0).log2()).sum()
    };
    let mut best: Vec<u32> = grades.iter().map(|(_, grade)| *grade).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&mut best.into_iter());
    if ideal == 0.0 {
        return None;
    }
    let ndcg = gain(&mut found.iter().map(|name| grade(name))) / ideal;
    let good = grades.iter().filter(|(_, grade)| *grade == 2).count();
    let seen = found.iter().take(TOP).filter(|name| grade(name) == 2).count();
    let recall = if good == 0 { 1.0 } else { seen as f64 / good.min(TOP) as f64 };
    Some((ndcg, recall))
}
