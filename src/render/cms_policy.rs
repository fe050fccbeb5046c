//! What the pages of the CMS may load, which is more than those of the site.

use crate::text::forge::{Forge, Repository};

/// The content security policy of the folder of the CMS: itself and the host of the repository.
pub fn cms_policy(repository: Option<&Repository>) -> String {
    let (data, images) = match repository {
        None => (String::new(), String::new()),
        Some(Repository { forge: Forge::GitHub, .. }) => {
            (" https://api.github.com".to_owned(), " https://avatars.githubusercontent.com".to_owned())
        }
        Some(Repository { origin, .. }) => (format!(" {origin}"), format!(" {origin}")),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{images}; \
         font-src 'self' data:; media-src 'self' blob:; connect-src 'self' data: blob:{data}; worker-src 'self' blob:; \
         manifest-src 'self' data: blob:; base-uri 'none'; form-action 'none'"
    )
}
