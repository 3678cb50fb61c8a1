//! Seeing: what the page says, and where the keyboard is.

use super::{PAGE, Person, even, excerpt, strings};
use serde_json::json;

/// What has the keyboard.
#[derive(Debug)]
pub struct Focus {
    pub tag: String,
    pub name: String,
}

impl Person {
    /// Everything the page shows, white space evened out; what is typed in fields is not in it.
    pub fn try_text(&self) -> Result<String, String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], null, null);
             return found.error ? {{ error: found.error }} : {{ text: visibleText(found.root) }};"
        );
        let found = self.browser.run(&script, vec![json!(self.scope)])?;
        match found["text"].as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(found["error"].as_str().unwrap_or("no text").to_owned()),
        }
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        let wanted = even(words);
        self.until(
            &format!("see “{}”{}", excerpt(words, 80), self.place()),
            || {
                let text = self.try_text()?;
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
        self.until(
            &format!("see in this order{}: {all:?}", self.place()),
            || {
                let text = self.try_text()?;
                let mut from = 0;
                for words in all {
                    let wanted = even(words);
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
        let unwanted = even(words);
        self.until(&format!("not see “{words}”{}", self.place()), || {
            if self.try_text()?.contains(&unwanted) {
                Err("it is there".into())
            } else {
                Ok(())
            }
        });
    }

    /// Sees a thing of that role and name.
    #[track_caller]
    pub fn sees_a(&self, role: &str, name: &str) {
        let step = format!("see a {role} “{name}”{}", self.place());
        self.until(&step, || self.look(role, name).map(drop));
    }

    #[track_caller]
    pub fn sees_no(&self, role: &str, name: &str) {
        let step = format!("see no {role} “{name}”{}", self.place());
        self.until(&step, || match self.look(role, name) {
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
    /// next goes where the person puts it.
    #[track_caller]
    pub fn arrives_at(&self, heading: &str) {
        self.sees_heading(heading);
        self.has_focus_in("h1", heading);
    }

    /// The names of all things of one role, in the page's order.
    #[track_caller]
    pub fn names_of(&self, role: &str) -> Vec<String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], null, null);
             return found.error ? [] : every(found.root, arguments[1]).map(name);"
        );
        let names = self.script(&script, vec![json!(self.scope), json!(role)]);
        strings(&names)
    }

    /// What the field holds.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        let step = format!("read the field “{label}”{}", self.place());
        self.until(&step, || {
            let value = self.ask("textbox", label, "it.value")?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Sees the field holding exactly this.
    #[track_caller]
    pub fn reads(&self, label: &str, wanted: &str) {
        let step = format!(
            "read “{}” in “{label}”{}",
            excerpt(wanted, 40),
            self.place()
        );
        self.until(&step, || {
            let value = self.ask("textbox", label, "it.value")?;
            if value == json!(wanted) {
                Ok(())
            } else {
                Err(format!("it holds {}", excerpt(&value.to_string(), 200)))
            }
        });
    }

    #[track_caller]
    pub fn is_ticked(&self, checkbox: &str) -> bool {
        let step = format!("look whether “{checkbox}”{} is ticked", self.place());
        self.until(&step, || {
            Ok(self.ask("checkbox", checkbox, "it.checked")? == json!(true))
        })
    }

    #[track_caller]
    pub fn link_address(&self, link: &str) -> String {
        let step = format!("read where the link “{link}”{} goes", self.place());
        self.until(&step, || {
            let href = self.ask("link", link, "it.getAttribute('href')")?;
            Ok(href.as_str().unwrap_or_default().to_owned())
        })
    }

    #[track_caller]
    pub fn focus(&self) -> Focus {
        let script = format!(
            "{PAGE} const at = document.activeElement;
             return [at ? at.tagName.toLowerCase() : '', at && at !== document.body ? name(at) : ''];"
        );
        let at = strings(&self.script(&script, vec![]));
        Focus {
            tag: at[0].clone(),
            name: at[1].clone(),
        }
    }

    /// Waits until the keyboard is in the thing of that tag and name.
    #[track_caller]
    pub fn has_focus_in(&self, tag: &str, wanted: &str) {
        self.until(&format!("the focus is in the {tag} “{wanted}”"), || {
            let focus = self.focus();
            if focus.tag == tag && focus.name.starts_with(wanted) {
                Ok(())
            } else {
                Err(format!("it is in {focus:?}"))
            }
        });
    }

    #[track_caller]
    pub fn title_contains(&self, words: &str) {
        self.until(&format!("the title has “{words}”"), || {
            let title = self.browser.title()?;
            if title.contains(words) {
                Ok(())
            } else {
                Err(format!("it is “{title}”"))
            }
        });
    }

    // The save line

    pub fn try_save_line(&self) -> Result<String, String> {
        let script =
            format!("{PAGE} return every(document, 'status').map(visibleText).filter(Boolean);");
        let lines = strings(&self.browser.run(&script, vec![])?);
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
    pub fn sees_save_line(&self, words: &str) {
        self.until(&format!("the save line says “{words}”"), || {
            let line = self.try_save_line()?;
            if line.contains(words) {
                Ok(())
            } else {
                Err(format!("it says “{line}”"))
            }
        });
    }

    /// Waits until everything typed so far is on this device.
    #[track_caller]
    pub fn sees_it_saved(&self) {
        // The time follows, and the day when it was another one.
        self.sees_save_line("Saved on this device");
    }
}
