//! Who has answered, of those who were asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{IndexedReturn, organisation_key};

/// A team that was asked, and its returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The team, as it stands in the list.
    pub name: String,
    /// What it sent; nothing where it has not answered.
    pub returns: Vec<Arc<IndexedReturn>>,
}

/// Holds a pasted list of teams, a line each, against what counts. A line is the name of an
/// organisation, or that and the team's with a comma or a tab between, as spreadsheets
/// give it; capitals and spaces make no difference. Empty lines and repeated ones do not
/// count.
///
/// The second is what nobody on the list sent.
pub fn expected(
    list: &str,
    counting: &[Arc<IndexedReturn>],
) -> (Vec<Expected>, Vec<Arc<IndexedReturn>>) {
    let mut teams: Vec<Expected> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for line in list.lines() {
        let key = key_of(line);
        if !key.is_empty() && !places.contains_key(&key) {
            places.insert(key, teams.len());
            let name = line.trim().to_owned();
            let returns = Vec::new();
            teams.push(Expected { name, returns });
        }
    }
    let mut unasked = Vec::new();
    for filed in counting {
        let team = &filed.record.team;
        let organisation = key_of(&team.organisation);
        let whole = key_of(&format!("{} {}", team.organisation, team.section_and_team));
        // Who was asked for by team is not found by organisation alone.
        let at = [whole, organisation]
            .into_iter()
            .find_map(|key| places.get(&key).copied());
        match at.and_then(|at| teams.get_mut(at)) {
            Some(team) => team.returns.push(Arc::clone(filed)),
            None => unasked.push(Arc::clone(filed)),
        }
    }
    (teams, unasked)
}

/// The words of a name, whatever stands between them, and whichever apostrophe a phone or a
/// spreadsheet writes.
fn key_of(name: &str) -> String {
    let name = name.replace(['’', '‘'], "'");
    organisation_key(&name.replace([',', ';', '\t', '"'], " "))
}
