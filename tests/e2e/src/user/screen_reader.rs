//! A user who listens: what the browser tells assistive technology, and not what the page's source says.

use crate::harness::engine::Engine;
use crate::user::{User, normalize_space};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is told as it changes, by something that stays the same for as long as the region does.
pub type LiveRegions = BTreeMap<String, String>;

impl User {
    /// The live regions that assistive technology is told of, with the words in them.
    ///
    /// In Chromium it is the accessibility tree itself. Firefox and `WebKitGTK` have no way to it, but tell
    /// an element's role as it is computed for that tree: `WebDriver`'s `computedrole`. The words are those
    /// that are shown. No driver gives the words through `computedlabel`, as a status has no name.
    ///
    /// # Errors
    /// What the driver says.
    pub fn live_regions(&self) -> Result<LiveRegions, String> {
        if self.browser.engine == Engine::Chromium {
            return self.live_regions_from_accessibility_tree();
        }
        let script = crate::user::with_page(
            "return Array.from(document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
               .filter(shown).map((e) => [e, visibleText(e)]);",
        );
        let found = self.browser.execute(&script, vec![])?;
        let mut regions = LiveRegions::new();
        for region in found.as_array().into_iter().flatten() {
            let role = self.browser.computed_role(&region[0])?;
            if ["status", "alert"].contains(&role.as_str()) {
                let id = region[0].to_string();
                regions.insert(id, region[1].as_str().unwrap_or_default().to_owned());
            }
        }
        Ok(regions)
    }

    fn live_regions_from_accessibility_tree(&self) -> Result<LiveRegions, String> {
        let tree = self
            .browser
            .devtools("Accessibility.getFullAXTree", json!({}))?;
        let nodes: BTreeMap<&str, &Value> = (tree["nodes"].as_array().into_iter().flatten())
            .map(|node| (node["nodeId"].as_str().unwrap_or_default(), node))
            .collect();
        let regions = nodes.values().filter(|node| {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            ["status", "alert"].contains(&role) && node["ignored"] != true
        });
        Ok(regions
            .map(|node| {
                (
                    node["backendDOMNodeId"].to_string(),
                    normalize_space(&words(node, &nodes)),
                )
            })
            .collect())
    }

    /// Does something, and hears it told in a live region that was there before: assistive technology
    /// does not reliably tell of a region that comes together with its words.
    #[track_caller]
    pub fn hears(&self, words: &str, after: impl FnOnce()) {
        let before = self.wait_until("listen", || self.live_regions());
        after();
        self.wait_until(&format!("hear “{words}”"), || {
            let now = self.live_regions()?;
            let told = (now.iter()).find(|(_, text)| text.contains(words));
            match told {
                Some((region, _)) if !before.contains_key(region) => {
                    Err("it is told in a region that was not there before".into())
                }
                Some((region, text)) if before[region] == *text => {
                    Err("the words were there before".into())
                }
                Some(_) => Ok(()),
                None => Err(format!("{:?}", now.values())),
            }
        });
    }
}

/// The words of a node of the tree and of all below it.
fn words(node: &Value, nodes: &BTreeMap<&str, &Value>) -> String {
    if node["role"]["value"] == "StaticText" {
        return node["name"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    let children = children.filter_map(|id| nodes.get(id.as_str()?));
    children
        .map(|child| words(child, nodes))
        .collect::<Vec<_>>()
        .join(" ")
}
