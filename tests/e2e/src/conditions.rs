//! What a person may ask of the device or the browser: more room between letters, larger text, a narrow
//! screen, colours of their own. Set from outside the page, as its own policy lets no foreign style in.

use crate::person::Person;
use serde_json::json;

impl Person {
    /// Adds a rule to the page's styles, as a reader's own style sheet would. A new load forgets it.
    #[track_caller]
    pub fn styles(&self, rule: &str) {
        self.script(
            "const sheet = document.styleSheets[0];
             sheet.insertRule(arguments[0], sheet.cssRules.length);",
            vec![json!(rule)],
        );
    }

    /// Has everything laid out, also what is far below: the browser only estimates the size of cards that
    /// are off the screen, and so where what is in them would be.
    #[track_caller]
    pub fn lays_out_everything(&self) {
        self.styles("* { content-visibility: visible !important; }");
    }
}
