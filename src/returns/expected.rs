//! Which of the teams that the partnership asked have answered.

use std::collections::HashMap;
use std::sync::Arc;

use super::{IndexedReturn, organisation_key};

/// A team that the partnership asked, and its returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedTeam {
    /// The team's line in the list.
    pub name: String,
    /// Its returns; empty if it has not answered.
    pub returns: Vec<Arc<IndexedReturn>>,
}

/// Matches a pasted list of teams, one per line, with the returns that count.
///
/// A line is the name of an organisation, or the names of an organisation and a team with a comma
/// or a tab between them, as spreadsheets paste it. Case, spacing and the kind of apostrophe
/// make no difference. Skips blank and repeated lines.
///
/// Returns the listed teams in their order, and the returns of teams that are not on the list.
pub fn match_expected(
    list: &str,
    counted: &[Arc<IndexedReturn>],
) -> (Vec<ExpectedTeam>, Vec<Arc<IndexedReturn>>) {
    let mut teams: Vec<ExpectedTeam> = Vec::new();
    let mut indices: HashMap<String, usize> = HashMap::new();
    for line in list.lines() {
        let key = name_key(line);
        if !key.is_empty() && !indices.contains_key(&key) {
            indices.insert(key, teams.len());
            teams.push(ExpectedTeam {
                name: line.trim().to_owned(),
                returns: Vec::new(),
            });
        }
    }
    let mut unexpected = Vec::new();
    for indexed in counted {
        let team = &indexed.record.team;
        let organisation = name_key(&team.organisation);
        let both = name_key(&format!("{} {}", team.organisation, team.section_and_team));
        // A line that names the team matches better than one with the organisation alone.
        let index = indices.get(&both).or_else(|| indices.get(&organisation));
        match index.and_then(|index| teams.get_mut(*index)) {
            Some(team) => team.returns.push(Arc::clone(indexed)),
            None => unexpected.push(Arc::clone(indexed)),
        }
    }
    (teams, unexpected)
}

/// The words of a name, without punctuation between them and with one kind of apostrophe: phones
/// and spreadsheets write different ones.
fn name_key(name: &str) -> String {
    let name = name.replace(['’', '‘'], "'");
    organisation_key(&name.replace([',', ';', '\t', '"'], " "))
}
