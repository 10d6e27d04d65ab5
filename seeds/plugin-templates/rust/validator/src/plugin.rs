//! @NAME@, a validator. START HERE: flags() decides what is flagged.

#[macro_use]
mod door;
mod json;

use door::{abi, Call, Component, Kind, Stop};
use json::{quoted, Value};

struct Validator {
    maximum: f64,
}

impl Validator {
    /// The flags of one record: none when all is well.
    fn flags(&self, record: Value) -> String {
        let total = record.get("fields").get("total");
        let value = total.get("value");
        match (value.text(), value.number()) {
            (Some(text), Some(number)) if number > self.maximum => format!(
                r#"{{"rule":"LIMIT-01","severity":"medium","message":{},"fields":["total"],"evidence":{{"expected":{},"observed":{}}},"source":"@NAME@","confidence":{}}}"#,
                quoted(&format!("The total {} is above {}", text, self.maximum)),
                quoted(&format!("at most {}", self.maximum)),
                quoted(&text),
                total.get("confidence").number().unwrap_or(0.0)
            ),
            _ => String::new(),
        }
    }
}

impl Component for Validator {
    const REQUEST: u32 = abi::RUN;

    fn new(options: Value) -> Result<Validator, Stop> {
        match options.get("maximum").number() {
            Some(maximum) => Ok(Validator { maximum }),
            None => Err(Stop::failed(Kind::Configuration, "options", "the option maximum must be a number")),
        }
    }

    /// A record is one invoice on the document. The answer has the flags of each, in the same order.
    fn run(&self, call: &Call) -> Result<(), Stop> {
        let mut answers = Vec::new();
        for record in call.record().get("records").items() {
            call.check_cancelled()?;
            answers.push(format!(r#"{{"flags":[{}]}}"#, self.flags(record)));
        }
        call.emit(&format!(r#"{{"records":[{}]}}"#, answers.join(",")));
        Ok(())
    }
}

plugin!(abi::VALIDATOR, "@NAME@", crate::Validator);
