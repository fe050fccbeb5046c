//! What was added and changed lately, per month. It comes from the history of the files, not from their texts.

/// A file that changed, with what a reader notices of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsItem {
    /// The path of the file in the content folder.
    pub path: String,
    /// On one line.
    pub what: String,
}

/// What happened in a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewsMonth {
    /// As `2017-11`.
    pub month: String,
    /// The day of the last change, as `2017-11-09`.
    pub day: String,
    /// The files that are new.
    pub added: Vec<String>,
    /// The files that changed.
    pub changed: Vec<NewsItem>,
}
