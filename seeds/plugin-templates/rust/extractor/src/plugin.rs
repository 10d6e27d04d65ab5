//! @NAME@, an extractor. START HERE: is_wanted() decides which word is read, result() what is said of it.

#[macro_use]
mod door;
mod json;

use door::{abi, Call, Component, Kind, Stop, Word};
use json::{quoted, Value};

struct Extractor {
    prefix: String,
}

impl Extractor {
    /// Whether this word is the value that we look for.
    fn is_wanted(&self, word: &str) -> bool {
        word.len() > self.prefix.len() && word.starts_with(&self.prefix)
    }

    /// One field with its evidence: the text as printed, how far it can be trusted, and where it stands.
    fn result(word: &Word) -> String {
        let (row, text) = (&word.row, quoted(&word.text));
        format!(
            r#"{{"fields":{{"invoice_number":{{"value":{},"raw":{},"confidence":{},"page":{},"box":[{},{},{},{}]}}}}}}"#,
            text, text, 0.9 * f64::from(row.confidence), word.page, row.x0, row.y0, row.x1, row.y1
        )
    }
}

impl Component for Extractor {
    const REQUEST: u32 = abi::RUN;

    fn new(options: Value) -> Result<Extractor, Stop> {
        match options.get("prefix").text() {
            Some(prefix) => Ok(Extractor { prefix }),
            None => Err(Stop::failed(Kind::Configuration, "options", "the option prefix must be a text")),
        }
    }

    /// What is not on the document is absent, never guessed.
    fn run(&self, call: &Call) -> Result<(), Stop> {
        for (index, word) in call.words().enumerate() {
            if index % 1024 == 0 {
                call.check_cancelled()?;
            }
            if self.is_wanted(&word.text) {
                call.emit(&Extractor::result(&word));
                break;
            }
        }
        Ok(())
    }
}

plugin!(abi::EXTRACTOR, "@NAME@", crate::Extractor);
