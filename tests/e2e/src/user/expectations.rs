//! What a user expects: what the page shows, and where the keyboard focus is.

use super::{User, excerpt, normalize_space, ok_if, page_script, strings};
use serde_json::json;

/// The element that has the keyboard focus.
#[derive(Debug)]
pub struct FocusedElement {
    pub tag: String,
    pub name: String,
}

/// The texts by which the save status is told from other status regions.
const SAVE_STATUSES: [&str; 5] = [
    "Nothing to save yet",
    "Saving",
    "Saved",
    "Not saved",
    "not saved on this device",
];

/// Words and elements
impl User {
    /// All text that is shown, with normalised white space and without the contents of fields.
    pub fn try_visible_text(&self) -> Result<String, String> {
        let script = page_script(
            "const found = findOne(arguments[0], null, null);
             return found.error ? { error: found.error } : { text: visibleText(found.root) };",
        );
        let found = self.browser.execute(&script, vec![json!(self.scope)])?;
        match found["text"].as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(found["error"].as_str().unwrap_or("no text").to_owned()),
        }
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        let wanted = normalize_space(words);
        let step = format!("see “{}”{}", excerpt(words, 80), self.scope_description());
        self.wait_until(&step, || {
            let text = self.try_visible_text()?;
            ok_if(text.contains(&wanted), || {
                format!("the page says “{}”", excerpt(&text, 1500))
            })
        });
    }

    /// Sees all of these, one after the other down the page.
    #[track_caller]
    pub fn sees_in_order(&self, all: &[&str]) {
        let step = format!("see in this order{}: {all:?}", self.scope_description());
        self.wait_until(&step, || {
            let text = self.try_visible_text()?;
            let mut from = 0;
            for words in all {
                let wanted = normalize_space(words);
                match text[from..].find(&wanted) {
                    Some(at) => from += at + wanted.len(),
                    None => {
                        return Err(format!(
                            "“{words}” does not follow what comes before it in “{}”",
                            excerpt(&text, 3000)
                        ));
                    }
                }
            }
            Ok(())
        });
    }

    /// Waits until these words are not, or no longer, on the page.
    #[track_caller]
    pub fn does_not_see(&self, words: &str) {
        let unwanted = normalize_space(words);
        let step = format!("not see “{words}”{}", self.scope_description());
        self.wait_until(&step, || {
            let text = self.try_visible_text()?;
            ok_if(!text.contains(&unwanted), || "it is there".into())
        });
    }

    /// Sees an element of that role and name.
    #[track_caller]
    pub fn sees_a(&self, role: &str, name: &str) {
        let step = format!("see a {role} “{name}”{}", self.scope_description());
        self.wait_until(&step, || self.find(role, name).map(drop));
    }

    #[track_caller]
    pub fn sees_no(&self, role: &str, name: &str) {
        let step = format!("see no {role} “{name}”{}", self.scope_description());
        self.wait_until(&step, || match self.find(role, name) {
            Err(why) if why.starts_with("there is no") => Ok(()),
            Err(why) => Err(why),
            Ok(_) => Err("it is there".into()),
        });
    }

    #[track_caller]
    pub fn sees_heading(&self, words: &str) {
        self.sees_a("heading", words);
    }

    /// The names of all elements of one role, in the order of the page.
    #[track_caller]
    pub fn names_of(&self, role: &str) -> Vec<String> {
        let script = page_script(
            "const found = findOne(arguments[0], null, null);
             return found.error ? [] : allOfRole(found.root, arguments[1]).map(accessibleName);",
        );
        strings(&self.script(&script, vec![json!(self.scope), json!(role)]))
    }

    #[track_caller]
    pub fn link_address(&self, link: &str) -> String {
        let step = format!(
            "read the address of the link “{link}”{}",
            self.scope_description()
        );
        self.wait_until(&step, || {
            let href = self.evaluate_on("link", link, "it.getAttribute('href')")?;
            Ok(href.as_str().unwrap_or_default().to_owned())
        })
    }
}

/// Fields
impl User {
    /// The text in a field.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        let step = format!("read the field “{label}”{}", self.scope_description());
        self.wait_until(&step, || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Sees exactly this text in the field.
    #[track_caller]
    pub fn sees_value(&self, label: &str, wanted: &str) {
        let step = format!(
            "see “{}” in “{label}”{}",
            excerpt(wanted, 40),
            self.scope_description()
        );
        self.wait_until(&step, || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            ok_if(value == wanted, || {
                format!("its value is {}", excerpt(&value.to_string(), 200))
            })
        });
    }

    #[track_caller]
    pub fn is_ticked(&self, checkbox: &str) -> bool {
        let step = format!(
            "look whether “{checkbox}”{} is ticked",
            self.scope_description()
        );
        self.wait_until(&step, || {
            Ok(self.evaluate_on("checkbox", checkbox, "it.checked")? == true)
        })
    }

    /// Sees which option of a select element is chosen.
    #[track_caller]
    pub fn sees_selected(&self, label: &str, option: &str) {
        self.wait_until(
            &format!("“{option}” is chosen in “{label}”"),
            || {
                let chosen = "it.selectedOptions[0].textContent.trim()";
                let chosen = self.evaluate_on("combobox", label, chosen)?;
                ok_if(chosen == option, || format!("it is {chosen}"))
            },
        );
    }
}

/// Focus
impl User {
    #[track_caller]
    pub fn focused_element(&self) -> FocusedElement {
        let script = page_script(
            "const at = document.activeElement;
             return [at ? at.tagName.toLowerCase() : '', at && at !== document.body ? accessibleName(at) : ''];",
        );
        let at = strings(&self.script(&script, vec![]));
        FocusedElement {
            tag: at[0].clone(),
            name: at[1].clone(),
        }
    }

    /// Waits until the focus is in an element of that tag whose name starts with `name`.
    #[track_caller]
    pub fn sees_focus_in(&self, tag: &str, name: &str) {
        self.wait_until(&format!("the focus is in the {tag} “{name}”"), || {
            let focused = self.focused_element();
            let is_wanted = focused.tag == tag && focused.name.starts_with(name);
            ok_if(is_wanted, || format!("it is in {focused:?}"))
        });
    }

    /// Arrives at another page of the app: waits until its heading is there and has the focus. If the
    /// focus moved later, a field would lose what is typed next.
    #[track_caller]
    pub fn arrives_at(&self, heading: &str) {
        self.sees_heading(heading);
        self.sees_focus_in("h1", heading);
    }
}

/// The save status
impl User {
    pub fn try_save_status(&self) -> Result<String, String> {
        let script =
            page_script("return allOfRole(document, 'status').map(visibleText).filter(Boolean);");
        let all = strings(&self.browser.execute(&script, vec![])?);
        all.iter()
            .find(|text| SAVE_STATUSES.iter().any(|words| text.contains(words)))
            .cloned()
            .ok_or_else(|| format!("no status says whether the record is saved, but {all:?}"))
    }

    #[track_caller]
    pub fn sees_save_status(&self, words: &str) {
        self.wait_until(&format!("the save status says “{words}”"), || {
            let status = self.try_save_status()?;
            ok_if(status.contains(words), || format!("it says “{status}”"))
        });
    }

    /// Waits until everything typed so far is stored on this device.
    #[track_caller]
    pub fn sees_saved(&self) {
        // The status continues with the time and, if it was another day, the date.
        self.sees_save_status("Saved on this device");
    }
}
