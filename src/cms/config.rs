//! The settings of the CMS: where the files are, and a collection per kind.

use serde_json::{Value, json};

use super::Options;
use super::fields::{self, label};
use crate::model::record::{FieldInfo, Record};
use crate::model::settings::Settings;
use crate::model::{Common, Kind};
use crate::text::forge::{Forge, Repository};

/// Largest image, as for the program itself.
const MAX_IMAGE_BYTES: u32 = 5_000_000;

/// The settings as the CMS reads them.
pub(super) fn config(settings: &Settings, options: &Options) -> Value {
    let mut config = json!({
        "backend": backend(options),
        "app_title": format!("Redactie van {}", settings.titel.0),
        "media_folder": join(&options.folder, "afbeeldingen"),
        "public_folder": "/afbeeldingen",
        "media_libraries": {
            "default": { "config": { "max_file_size": MAX_IMAGE_BYTES } },
            "stock_assets": { "providers": [] },
        },
        "slug": { "encoding": "ascii", "clean_accents": true },
        "output": { "omit_empty_optional_fields": true },
        "collections": Kind::ALL.iter().map(|k| collection(*k, options)).collect::<Vec<_>>(),
    });
    if let Some(url) = &settings.basis_url {
        config["site_url"] = json!(url.written);
    }
    config
}

fn backend(options: &Options) -> Value {
    let Some(Repository { forge, origin, path }) = &options.repository else {
        return json!({ "name": "test-repo" });
    };
    let mut backend = json!({
        "name": match forge { Forge::GitHub => "github", Forge::GitLab => "gitlab", Forge::Forgejo => "gitea" },
        "repo": path,
        "branch": options.branch,
        "commit_messages": {
            "create": "{{collection}}: voeg {{slug}} toe",
            "update": "{{collection}}: wijzig {{slug}}",
            "delete": "{{collection}}: verwijder {{slug}}",
            "uploadMedia": "Voeg {{path}} toe",
            "deleteMedia": "Verwijder {{path}}",
        },
    });
    match forge {
        Forge::GitHub => {}
        Forge::GitLab => {
            backend["api_root"] = json!(format!("{origin}/api/v4"));
            backend["base_url"] = json!(origin);
        }
        Forge::Forgejo => {
            backend["api_root"] = json!(format!("{origin}/api/v1"));
            backend["base_url"] = json!(origin);
        }
    }
    if let Some(url) = &options.auth_url {
        backend["base_url"] = json!(url);
    }
    match &options.app_id {
        Some(id) => {
            backend["app_id"] = json!(id);
            if *forge == Forge::GitLab {
                backend["auth_type"] = json!("pkce");
            }
        }
        // Without a service that knows the CMS, signing in with a name and password cannot work.
        None if options.auth_url.is_none() => backend["auth_methods"] = json!(["token"]),
        None => {}
    }
    backend
}

fn collection(kind: Kind, options: &Options) -> Value {
    let info = kind.info();
    let mut fields: Vec<Value> = Vec::new();
    // What a form is about first, then the text, then what is seldom filled in.
    let (first, last): (Vec<_>, Vec<_>) =
        Common::FIELDS.iter().partition(|f| matches!(f.key, "titel" | "samenvatting" | "datum"));
    let field = |f: &&FieldInfo| fields::field(f, f.required || info.required.contains(&f.key));
    fields.extend(first.iter().map(field));
    fields.extend(kind.fields().iter().collect::<Vec<_>>().iter().map(field));
    fields.push(fields::body(kind));
    fields.extend(last.iter().map(field));
    json!({
        "name": info.folder,
        "label": info.heading,
        "label_singular": label(info.name),
        "description": info.intro,
        "folder": join(&options.folder, info.folder),
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": "titel",
        "summary": "{{titel}}",
        // A new name would break what refers to the entry; `parelsnoer rename` takes the references along.
        "slug": { "template": "{{titel}}", "editable": ["create"], "hint": "Dit wordt het adres van de pagina." },
        "aliases_field": false,
        "preview_path": format!("{}/{{{{slug}}}}/", info.folder),
        // Images stand beside the entry.
        "media_folder": "",
        "public_folder": "",
        "sortable_fields": ["titel", "datum", "gecontroleerd"],
        "view_filters": [{ "label": "Concepten", "field": "concept", "pattern": true }],
        "fields": fields,
    })
}

/// A folder in the content folder, which can be the repository itself.
fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
