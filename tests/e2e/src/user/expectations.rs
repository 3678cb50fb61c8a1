//! Seeing: what the page says, and where the keyboard is.

use super::{PAGE_JS, User, excerpt, normalize_space, strings};
use serde_json::json;

/// What has the keyboard.
#[derive(Debug)]
pub struct FocusedElement {
    pub tag: String,
    pub name: String,
}

impl User {
    /// Everything the page shows, white space evened out; what is typed in fields is not in it.
    pub fn try_visible_text(&self) -> Result<String, String> {
        let script = format!(
            "{PAGE_JS} const found = find(arguments[0], null, null);
             return found.error ? {{ error: found.error }} : {{ text: visibleText(found.root) }};"
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
        self.wait_until(
            &format!("see “{}”{}", excerpt(words, 80), self.scope_description()),
            || {
                let text = self.try_visible_text()?;
                if text.contains(&wanted) {
                    Ok(())
                } else {
                    Err(format!("the page says “{}”", excerpt(&text, 1500)))
                }
            },
        );
    }

    /// Sees all of these, one after another down the page.
    #[track_caller]
    pub fn sees_in_order(&self, all: &[&str]) {
        self.wait_until(
            &format!("see in this order{}: {all:?}", self.scope_description()),
            || {
                let text = self.try_visible_text()?;
                let mut from = 0;
                for words in all {
                    let wanted = normalize_space(words);
                    match text[from..].find(&wanted) {
                        Some(at) => from += at + wanted.len(),
                        None => {
                            return Err(format!(
                                "“{words}” does not come after what is before it in “{}”",
                                excerpt(&text, 3000)
                            ));
                        }
                    }
                }
                Ok(())
            },
        );
    }

    /// Waits until these words are not, or no longer, there.
    #[track_caller]
    pub fn does_not_see(&self, words: &str) {
        let unwanted = normalize_space(words);
        self.wait_until(
            &format!("not see “{words}”{}", self.scope_description()),
            || {
                if self.try_visible_text()?.contains(&unwanted) {
                    Err("it is there".into())
                } else {
                    Ok(())
                }
            },
        );
    }

    /// Sees a thing of that role and name.
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

    /// Comes to another page of the app: its heading is there and has the focus, so that what is typed
    /// next goes where the user puts it.
    #[track_caller]
    pub fn arrives_at(&self, heading: &str) {
        self.sees_heading(heading);
        self.sees_focus_in("h1", heading);
    }

    /// The names of all things of one role, in the page's order.
    #[track_caller]
    pub fn names_of(&self, role: &str) -> Vec<String> {
        let script = format!(
            "{PAGE_JS} const found = find(arguments[0], null, null);
             return found.error ? [] : every(found.root, arguments[1]).map(name);"
        );
        let names = self.script(&script, vec![json!(self.scope), json!(role)]);
        strings(&names)
    }

    /// What the field holds.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        let step = format!("read the field “{label}”{}", self.scope_description());
        self.wait_until(&step, || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Sees the field holding exactly this.
    #[track_caller]
    pub fn sees_value(&self, label: &str, wanted: &str) {
        let step = format!(
            "read “{}” in “{label}”{}",
            excerpt(wanted, 40),
            self.scope_description()
        );
        self.wait_until(&step, || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            if value == json!(wanted) {
                Ok(())
            } else {
                Err(format!("it holds {}", excerpt(&value.to_string(), 200)))
            }
        });
    }

    #[track_caller]
    pub fn is_ticked(&self, checkbox: &str) -> bool {
        let step = format!(
            "look whether “{checkbox}”{} is ticked",
            self.scope_description()
        );
        self.wait_until(&step, || {
            Ok(self.evaluate_on("checkbox", checkbox, "it.checked")? == json!(true))
        })
    }

    #[track_caller]
    pub fn link_address(&self, link: &str) -> String {
        let step = format!(
            "read where the link “{link}”{} goes",
            self.scope_description()
        );
        self.wait_until(&step, || {
            let href = self.evaluate_on("link", link, "it.getAttribute('href')")?;
            Ok(href.as_str().unwrap_or_default().to_owned())
        })
    }

    #[track_caller]
    pub fn focus(&self) -> FocusedElement {
        let script = format!(
            "{PAGE_JS} const at = document.activeElement;
             return [at ? at.tagName.toLowerCase() : '', at && at !== document.body ? name(at) : ''];"
        );
        let at = strings(&self.script(&script, vec![]));
        FocusedElement {
            tag: at[0].clone(),
            name: at[1].clone(),
        }
    }

    /// Waits until the keyboard is in the thing of that tag and name.
    #[track_caller]
    pub fn sees_focus_in(&self, tag: &str, wanted: &str) {
        self.wait_until(&format!("the focus is in the {tag} “{wanted}”"), || {
            let focus = self.focus();
            if focus.tag == tag && focus.name.starts_with(wanted) {
                Ok(())
            } else {
                Err(format!("it is in {focus:?}"))
            }
        });
    }

    #[track_caller]
    pub fn sees_title_containing(&self, words: &str) {
        self.wait_until(&format!("the title has “{words}”"), || {
            let title = self.browser.title()?;
            if title.contains(words) {
                Ok(())
            } else {
                Err(format!("it is “{title}”"))
            }
        });
    }

    // The save line

    pub fn try_save_status(&self) -> Result<String, String> {
        let script =
            format!("{PAGE_JS} return every(document, 'status').map(visibleText).filter(Boolean);");
        let lines = strings(&self.browser.execute(&script, vec![])?);
        lines
            .iter()
            .find(|line| {
                [
                    "Nothing to save yet",
                    "Saving",
                    "Saved",
                    "Not saved",
                    "not saved on this device",
                ]
                .iter()
                .any(|words| line.contains(words))
            })
            .cloned()
            .ok_or_else(|| format!("no status says whether it is saved, but {lines:?}"))
    }

    #[track_caller]
    pub fn sees_save_status(&self, words: &str) {
        self.wait_until(&format!("the save line says “{words}”"), || {
            let line = self.try_save_status()?;
            if line.contains(words) {
                Ok(())
            } else {
                Err(format!("it says “{line}”"))
            }
        });
    }

    /// Waits until everything typed so far is on this device.
    #[track_caller]
    pub fn sees_saved(&self) {
        // The time follows, and the day when it was another one.
        self.sees_save_status("Saved on this device");
    }
}
