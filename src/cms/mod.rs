//! Sveltia CMS for the entries: pages in the browser that change the files of the repository, without a program on the
//! computer of an editor. The forms follow from the definitions of the kinds.
//!
//! In: the settings of a site and a [`Repository`]. Out: the files of the folder `admin/`.
//! Never: touches a disk or the network; the program of the CMS comes from the caller ([`BUNDLE`]).

mod bundle;
mod config;
mod fields;
mod yaml;

use bytes::Bytes;

use crate::markdown::body::escaped;
use crate::model::settings::Settings;
use crate::render::{Page, cms_policy};
use crate::text::forge::Repository;

pub use bundle::{BUNDLE, BundleFile, VERSION, verified};

const INDEX: &str = include_str!("admin/index.html");
const WORDS: &str = include_str!("admin/woorden.js");

/// What the CMS works on.
#[derive(Debug, Clone)]
pub struct Options {
    /// The repository; without one the CMS keeps its files in the browser, to try it out.
    pub repository: Option<Repository>,
    /// The branch that is changed.
    pub branch: String,
    /// The content folder in the repository, such as `content`.
    pub folder: String,
    /// The address of a sign-in service, when that is not the host itself.
    pub auth_url: Option<String>,
    /// How the host knows the CMS.
    pub app_id: Option<String>,
}

/// The files of `admin/`, by name; `bundle` has the content of each file of [`BUNDLE`].
pub fn pages(settings: &Settings, options: &Options, bundle: Vec<Bytes>) -> Vec<Page> {
    let index = INDEX
        .replace("{policy}", &cms_policy(options.repository.as_ref()))
        .replace("{title}", &escaped(&settings.titel.0));
    let config = yaml::document(&config::config(settings, options));
    let mut pages = vec![
        page("index.html", index.into()),
        page("woorden.js", Bytes::from_static(WORDS.as_bytes())),
        page("config.yml", config.into()),
    ];
    pages.extend(BUNDLE.iter().zip(bundle).map(|(file, bytes)| page(file.name, bytes)));
    pages
}

fn page(path: &str, bytes: Bytes) -> Page {
    Page { path: path.to_owned(), bytes }
}
