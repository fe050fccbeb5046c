//! Questions to an editor at a terminal, with the names that are there to choose from.
//!
//! Where there is no terminal nothing is asked: a script gets the same file with sample values.

use std::collections::BTreeMap;
use std::fmt;
use std::io::IsTerminal;

use anyhow::Result;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};

use super::UsageError;
use crate::link::Site;
use crate::model::fields::LONGEST_SUMMARY;
use crate::model::record::{FieldInfo, Shape};
use crate::model::{EntryId, Kind};
use crate::spelling::{fold, slugify};

/// What stands behind the colon of a key, as YAML.
pub(super) type Answers = BTreeMap<&'static str, String>;

/// One conversation.
pub(super) struct Questions {
    looks: RenderConfig<'static>,
}

impl Questions {
    /// A conversation, when there is somebody to have it with.
    pub(super) fn with_terminal(colour: bool) -> Option<Self> {
        let somebody = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let looks = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        somebody.then_some(Self { looks })
    }

    /// Which kind the new entry is.
    pub(super) fn kind(&self) -> Result<Kind> {
        let options = Kind::ALL.iter().map(|k| Choice::new(k.info().name, *k)).collect();
        let chosen = Select::new("Welke soort?", options)
            .with_help_message("pijltjes of typen om te zoeken, Enter om te kiezen")
            .with_scorer(&score)
            .with_render_config(self.looks)
            .prompt();
        Ok(chosen.map_err(stopped)?.value)
    }

    /// The title of the new entry.
    pub(super) fn title(&self, kind: Kind) -> Result<String> {
        let asked = Text::new(&format!("De titel van {}?", kind.info().one()))
            .with_validator(|text: &str| {
                Ok(match slugify(text).is_empty() {
                    true => Validation::Invalid("gebruik letters of cijfers".into()),
                    false => Validation::Valid,
                })
            })
            .with_render_config(self.looks)
            .prompt();
        Ok(asked.map_err(stopped)?.trim().to_owned())
    }

    /// Answers for the keys that the entry cannot do without, and for those that name other entries. A question that is
    /// passed over has no answer.
    pub(super) fn keys(&self, site: &Site, fields: &[(FieldInfo, bool)]) -> Result<Answers> {
        let mut answers = Answers::new();
        for (field, required) in fields {
            if let Some(answer) = self.key(site, field, *required)? {
                answers.insert(field.key, answer);
            }
        }
        Ok(answers)
    }

    fn key(&self, site: &Site, field: &FieldInfo, required: bool) -> Result<Option<String>> {
        let message = format!("{}: {}", field.key, field.doc.trim());
        match field.shape {
            Shape::Choice(words) => {
                let options = words.iter().map(|word| Choice::new(word, *word)).collect();
                self.one(&message, options)
            }
            Shape::Reference(kind) => self.one(&message, entries(site, kind)),
            Shape::List(Shape::Reference(kind)) => self.several(&message, entries(site, *kind), required),
            Shape::Text(limit) if required => self.text(&message, limit),
            Shape::Date if required => self.date(&message),
            _ => Ok(None),
        }
    }

    fn one(&self, message: &str, options: Vec<Choice<&str>>) -> Result<Option<String>> {
        if options.is_empty() {
            return Ok(None);
        }
        let chosen = Select::new(message, options)
            .with_help_message("pijltjes of typen om te zoeken, Enter om te kiezen, Esc om over te slaan")
            .with_scorer(&score)
            .with_render_config(self.looks)
            .prompt_skippable();
        Ok(chosen.map_err(stopped)?.map(|option| option.value.to_owned()))
    }

    fn several(&self, message: &str, options: Vec<Choice<&str>>, required: bool) -> Result<Option<String>> {
        if options.is_empty() {
            return Ok(None);
        }
        let mut asked = MultiSelect::new(message, options)
            .with_help_message(
                "typen om te zoeken, spatie om te kiezen, Enter als u klaar bent, Esc om over te slaan",
            )
            .with_scorer(&score)
            .with_keep_filter(false)
            .with_render_config(self.looks);
        if required {
            asked = asked.with_validator(|chosen: &[inquire::list_option::ListOption<&Choice<&str>>]| {
                Ok(match chosen {
                    [] => Validation::Invalid("kies er ten minste één, met de spatiebalk".into()),
                    _ => Validation::Valid,
                })
            });
        }
        let chosen = asked.prompt_skippable().map_err(stopped)?.unwrap_or_default();
        let names: Vec<&str> = chosen.iter().map(|option| option.value).collect();
        Ok((!names.is_empty()).then(|| format!("[{}]", names.join(", "))))
    }

    fn text(&self, message: &str, limit: Option<usize>) -> Result<Option<String>> {
        let limit = limit.unwrap_or(LONGEST_SUMMARY);
        let asked = Text::new(message)
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
            .with_render_config(self.looks)
            .prompt_skippable();
        let text = asked.map_err(stopped)?.unwrap_or_default();
        let text = text.trim();
        Ok((!text.is_empty()).then(|| serde_json::Value::from(text).to_string()))
    }

    fn date(&self, message: &str) -> Result<Option<String>> {
        let asked = Text::new(message)
            .with_help_message("zoals 2017-11-09; Esc om over te slaan")
            .with_validator(|text: &str| {
                Ok(match text.trim().is_empty() || super::day(text.trim()).is_ok() {
                    true => Validation::Valid,
                    false => Validation::Invalid("schrijf een datum als 2017-11-09".into()),
                })
            })
            .with_render_config(self.looks)
            .prompt_skippable();
        let text = asked.map_err(stopped)?.unwrap_or_default();
        Ok(Some(text.trim().to_owned()).filter(|t| !t.is_empty()))
    }
}

/// The entries of a kind as they are chosen and as they are written.
fn entries(site: &Site, kind: Kind) -> Vec<Choice<&str>> {
    let ids: Vec<EntryId> = site.in_order(site.ids(kind).collect());
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

fn stopped(error: InquireError) -> anyhow::Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            UsageError("afgebroken; er is niets gemaakt".to_owned()).into()
        }
        other => anyhow::Error::new(other).context("de vraag kon niet gesteld worden"),
    }
}
