//! @NAME@, a notifier. START HERE: run() makes one attempt to tell, and says how it ended.
//!
//! A try that failed is repeated by Assay, not by you: say Verdict::Retry. For the network, put "network" into
//! "needs" of plugin.json; the operator has to grant it.

#[macro_use]
mod door;
mod json;

use door::{abi, Call, Component, Kind, Stop, Verdict};
use json::Value;

struct Notifier {
    greeting: String,
}

impl Component for Notifier {
    const REQUEST: u32 = abi::NOTIFY;

    fn new(options: Value) -> Result<Notifier, Stop> {
        match options.get("greeting").text() {
            Some(greeting) => Ok(Notifier { greeting }),
            None => Err(Stop::failed(Kind::Configuration, "options", "the option greeting must be a text")),
        }
    }

    /// "data" in the event is the whole result. Keep the document's text and secrets out of the log.
    fn run(&self, call: &Call) -> Result<(), Stop> {
        let event = call.record();
        let text = |name| event.get(name).text().unwrap_or_default();
        let line = format!("{}: {} ({})", self.greeting, text("type"), text("id"));
        call.log(&line);
        call.deliver(Verdict::Delivered, &line);
        Ok(())
    }
}

plugin!(abi::NOTIFIER, "@NAME@", crate::Notifier);
