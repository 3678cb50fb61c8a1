//! A user who listens: what the browser tells assistive technology, rather than what the HTML says.

use super::{User, normalize_space, page_script};
use crate::harness::engine::Engine;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The texts of live regions, by an id that stays the same for as long as the region exists.
type LiveRegions = BTreeMap<String, String>;

impl User {
    /// Does something and hears these words announced in a live region that was there before: assistive
    /// technology does not reliably announce a region that is added together with its text.
    #[track_caller]
    pub fn hears(&self, words: &str, after: impl FnOnce()) {
        let before = self.wait_until("listen", || self.live_regions());
        after();
        self.wait_until(&format!("hear “{words}”"), || {
            let now = self.live_regions()?;
            match now.iter().find(|(_, text)| text.contains(words)) {
                Some((region, _)) if !before.contains_key(region) => {
                    Err("it is in a region that was not there before".into())
                }
                Some((region, text)) if before[region] == *text => {
                    Err("the words were there before".into())
                }
                Some(_) => Ok(()),
                None => Err(format!("{:?}", now.values())),
            }
        });
    }

    /// The live regions that the browser reports to assistive technology.
    ///
    /// In Chromium, they come from the accessibility tree itself. The drivers of Firefox and `WebKitGTK`
    /// give no access to that tree, only to each element's role in it, `computedrole`. The text there is
    /// the visible text, since a status has no accessible name that `computedlabel` could return.
    fn live_regions(&self) -> Result<LiveRegions, String> {
        if self.browser.engine == Engine::Chromium {
            return self.live_regions_from_accessibility_tree();
        }
        let script = page_script(
            "return Array.from(document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
               .filter(isShown).map((e) => [e, visibleText(e)]);",
        );
        let found = self.browser.execute(&script, vec![])?;
        let mut regions = LiveRegions::new();
        for region in found.as_array().into_iter().flatten() {
            let role = self.browser.computed_role(&region[0])?;
            if is_live(&role) {
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
            is_live(role) && node["ignored"] != true
        });
        Ok(regions
            .map(|node| {
                let id = node["backendDOMNodeId"].to_string();
                (id, normalize_space(&text_below(node, &nodes)))
            })
            .collect())
    }
}

fn is_live(role: &str) -> bool {
    ["status", "alert"].contains(&role)
}

/// The text of a node of the accessibility tree and of all nodes below it.
fn text_below(node: &Value, nodes: &BTreeMap<&str, &Value>) -> String {
    if node["role"]["value"] == "StaticText" {
        let text = node["name"]["value"].as_str();
        return text.unwrap_or_default().to_owned();
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    children
        .filter_map(|id| nodes.get(id.as_str()?))
        .map(|child| text_below(child, nodes))
        .collect::<Vec<_>>()
        .join(" ")
}
