//! Prompts to an editor at a terminal, with the names that are there to choose from.
//!
//! Where there is no terminal nothing is fields: a script gets the same file with sample values.

use std::collections::BTreeMap;
use std::fmt;
use std::io::IsTerminal;

use anyhow::Result;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};

use super::UsageError;
use crate::link::Site;
use crate::model::fields::MAX_SUMMARY_CHARS;
use crate::model::record::{FieldInfo, FieldType};
use crate::model::{EntryId, Kind};
use crate::text::{fold, slugify};

/// What stands behind the colon of a key, as YAML.
pub(super) type Values = BTreeMap<&'static str, String>;

/// One conversation.
pub(super) struct Prompts {
    render_config: RenderConfig<'static>,
}

impl Prompts {
    /// A conversation, when there is interactive to have it with.
    pub(super) fn with_terminal(colour: bool) -> Option<Self> {
        let interactive = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let render_config = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        interactive.then_some(Self { render_config })
    }

    /// Which kind the new entry is.
    pub(super) fn kind(&self) -> Result<Kind> {
        let options = Kind::ALL.iter().map(|k| Choice::new(k.info().name, *k)).collect();
        let chosen = Select::new("Welke soort?", options)
            .with_help_message("pijltjes of typen om te zoeken, Enter om te kiezen")
            .with_scorer(&score)
            .with_render_config(self.render_config)
            .prompt();
        Ok(chosen.map_err(cancelled)?.value)
    }

    /// The title of the new entry.
    pub(super) fn title(&self, kind: Kind) -> Result<String> {
        let fields = Text::new(&format!("De titel van {}?", kind.info().with_article()))
            .with_validator(|text: &str| {
                Ok(match slugify(text).is_empty() {
                    true => Validation::Invalid("gebruik letters of cijfers".into()),
                    false => Validation::Valid,
                })
            })
            .with_render_config(self.render_config)
            .prompt();
        Ok(fields.map_err(cancelled)?.trim().to_owned())
    }

    /// Values for the keys that the entry cannot do without, and for those that name other entries. A question that is
    /// passed over has no answer.
    pub(super) fn keys(&self, site: &Site, fields: &[(FieldInfo, bool)]) -> Result<Values> {
        let mut answers = Values::new();
        for (field, required) in fields {
            if let Some(answer) = self.key(site, field, *required)? {
                answers.insert(field.key, answer);
            }
        }
        Ok(answers)
    }

    fn key(&self, site: &Site, field: &FieldInfo, required: bool) -> Result<Option<String>> {
        let message = format!("{}: {}", field.key, field.doc.trim());
        match field.field_type {
            FieldType::Choice(words) => {
                let options = words.iter().map(|word| Choice::new(word, *word)).collect();
                self.select(&message, options)
            }
            FieldType::Reference(kind) => self.select(&message, entries(site, kind)),
            FieldType::List(FieldType::Reference(kind)) => {
                self.multi_select(&message, entries(site, *kind), required)
            }
            FieldType::Text(limit) if required => self.text(&message, limit),
            FieldType::Date | FieldType::PartialDate if required => self.date(&message),
            _ => Ok(None),
        }
    }

    fn select(&self, message: &str, options: Vec<Choice<&str>>) -> Result<Option<String>> {
        if options.is_empty() {
            return Ok(None);
        }
        let chosen = Select::new(message, options)
            .with_help_message("pijltjes of typen om te zoeken, Enter om te kiezen, Esc om over te slaan")
            .with_scorer(&score)
            .with_render_config(self.render_config)
            .prompt_skippable();
        Ok(chosen.map_err(cancelled)?.map(|option| option.value.to_owned()))
    }

    fn multi_select(
        &self,
        message: &str,
        options: Vec<Choice<&str>>,
        required: bool,
    ) -> Result<Option<String>> {
        if options.is_empty() {
            return Ok(None);
        }
        let mut fields = MultiSelect::new(message, options)
            .with_help_message(
                "typen om te zoeken, spatie om te kiezen, Enter als u klaar bent, Esc om over te slaan",
            )
            .with_scorer(&score)
            .with_keep_filter(false)
            .with_render_config(self.render_config);
        if required {
            fields = fields.with_validator(|chosen: &[inquire::list_option::ListOption<&Choice<&str>>]| {
                Ok(match chosen {
                    [] => Validation::Invalid("kies er ten minste één, met de spatiebalk".into()),
                    _ => Validation::Valid,
                })
            });
        }
        let chosen = fields.prompt_skippable().map_err(cancelled)?.unwrap_or_default();
        let names: Vec<&str> = chosen.iter().map(|option| option.value).collect();
        Ok((!names.is_empty()).then(|| format!("[{}]", names.join(", "))))
    }

    fn text(&self, message: &str, limit: Option<usize>) -> Result<Option<String>> {
        let limit = limit.unwrap_or(MAX_SUMMARY_CHARS);
        let fields = Text::new(message)
            .with_help_message("Esc om over te slaan")
            .with_validator(move |text: &str| {
                let length = text.chars().count();
                Ok(match length > limit {
                    true => {
                        Validation::Invalid(format!("dit zijn {length} tekens; hooguit {limit} kan").into())
                    }
                    false => Validation::Valid,
                })
            })
            .with_render_config(self.render_config)
            .prompt_skippable();
        let text = fields.map_err(cancelled)?.unwrap_or_default();
        let text = text.trim();
        Ok((!text.is_empty()).then(|| serde_json::Value::from(text).to_string()))
    }

    fn date(&self, message: &str) -> Result<Option<String>> {
        let fields = Text::new(message)
            .with_help_message("zoals 2017-11-09; Esc om over te slaan")
            .with_validator(|text: &str| {
                Ok(match text.trim().is_empty() || super::parse_date(text.trim()).is_ok() {
                    true => Validation::Valid,
                    false => Validation::Invalid("schrijf een datum als 2017-11-09".into()),
                })
            })
            .with_render_config(self.render_config)
            .prompt_skippable();
        let text = fields.map_err(cancelled)?.unwrap_or_default();
        Ok(Some(text.trim().to_owned()).filter(|t| !t.is_empty()))
    }
}

/// The entries of a kind as they are chosen and as they are written.
fn entries(site: &Site, kind: Kind) -> Vec<Choice<&str>> {
    let ids: Vec<EntryId> = site.sorted(site.ids(kind).collect());
    ids.into_iter().map(|id| Choice::new(site.entry(id).title(), site.entry(id).slug())).collect()
}

/// Something to choose: what is shown and what is meant.
#[derive(Debug, Clone)]
struct Choice<T> {
    shown: String,
    value: T,
}

impl<T> Choice<T> {
    fn new(shown: &str, value: T) -> Self {
        Self { shown: shown.to_owned(), value }
    }
}

impl<T> fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// What is typed finds what begins with it before what holds it, without case and accents.
fn score<T>(typed: &str, _: &T, shown: &str, _: usize) -> Option<i64> {
    let (typed, shown) = (fold(typed), fold(shown));
    let found = shown.find(&*typed)?;
    Some(i64::from(found == 0))
}

fn cancelled(error: InquireError) -> anyhow::Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            UsageError("afgebroken; er is niets gemaakt".to_owned()).into()
        }
        InquireError::IO(error) => anyhow::Error::new(error).context("de vraag kon niet gesteld worden"),
        _ => anyhow::anyhow!("de vraag kon niet gesteld worden"),
    }
}
