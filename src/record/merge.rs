//! Merges what was typed into the same record in two tabs.
//!
//! It is a three-way merge. Each field is compared with the state that both tabs started from. If one
//! tab changed the field, its change counts. If both did, the text of this tab stays, since somebody
//! may be typing it right now, and [`Merged::clash`] tells the caller to keep the other text
//! elsewhere.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::{ActionItem, Evidence, LearningPoint, Record, Row, RowId, Team, rows_by_id};

/// The result of merging two states of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merged record, with the higher revision and the later time of change.
    pub record: Record,
    /// Whether both tabs changed the same field, so that the record lacks some of their text.
    pub clash: bool,
}

/// Merges two states of one record, given the last state that both tabs shared.
///
/// The three parts of a date are one field. The choices of recommendations and findings are merged
/// one by one and never clash. A row that one tab removed and the other changed stays. The order of
/// rows is ours if we moved any row, and otherwise theirs.
pub fn merge(base: &Record, ours: &Record, theirs: &Record) -> Merged {
    let clash = Cell::new(false);
    let three = ThreeWay {
        base,
        ours,
        theirs,
        clash: &clash,
    };
    let team = three.of(|it| &it.team);
    let (learning_points, more_points) = three.rows(|it| &it.learning_points);
    let (actions, more_actions) = three.rows(|it| &it.actions);
    let mut record = Record {
        id: ours.id,
        revision: ours.revision.max(theirs.revision),
        created_at: ours.created_at,
        changed_at: ours.changed_at.max(theirs.changed_at),
        briefing: ours.briefing.clone(),
        team: Team {
            organisation: team.pick(|it| &it.organisation),
            manager: team.pick(|it| &it.manager),
            section_and_team: team.pick(|it| &it.section_and_team),
            contact_details: team.pick(|it| &it.contact_details),
        },
        learning_points,
        actions,
    };
    for row in more_points {
        let id = record.claim_row_id();
        record.learning_points.push(LearningPoint { id, ..row });
    }
    for row in more_actions {
        let id = record.claim_row_id();
        record.actions.push(ActionItem { id, ..row });
    }
    Merged {
        record,
        clash: clash.get(),
    }
}

/// A part of a record in its three states.
struct ThreeWay<'a, T> {
    base: &'a T,
    ours: &'a T,
    theirs: &'a T,
    clash: &'a Cell<bool>,
}

impl<'a, T> ThreeWay<'a, T> {
    /// Narrows the three states to one part of each.
    fn of<U>(&self, part: impl Fn(&'a T) -> &'a U) -> ThreeWay<'a, U> {
        ThreeWay {
            base: part(self.base),
            ours: part(self.ours),
            theirs: part(self.theirs),
            clash: self.clash,
        }
    }

    /// Merges a part that is taken whole from one of the two tabs.
    fn pick<U: PartialEq + Clone + 'a>(&self, part: impl Fn(&'a T) -> &'a U) -> U {
        let ThreeWay {
            base, ours, theirs, ..
        } = self.of(part);
        if ours == base {
            return theirs.clone();
        }
        if theirs != base && theirs != ours {
            self.clash.set(true);
        }
        ours.clone()
    }

    /// Merges a list of rows. Also returns their new rows that need another id, because our tab gave
    /// the same id to a different new row.
    fn rows<R: Mergeable + 'a>(&self, part: impl Fn(&'a T) -> &'a Vec<R>) -> (Vec<R>, Vec<R>) {
        let ThreeWay {
            base, ours, theirs, ..
        } = self.of(part);
        let mut rows = Vec::new();
        let mut more = Vec::new();
        let by_id = [base, ours, theirs].map(|rows| rows_by_id(rows));
        for id in order(&ids(base), &ids(ours), &ids(theirs)) {
            let [was, here, there] = [0, 1, 2].map(|state: usize| by_id[state].get(&id).copied());
            match (was, here, there) {
                (Some(base), Some(ours), Some(theirs)) => rows.push(R::merge(&ThreeWay {
                    base,
                    ours,
                    theirs,
                    clash: self.clash,
                })),
                (Some(was), Some(row), None) | (Some(was), None, Some(row)) => {
                    if row != was {
                        rows.push(row.clone());
                    }
                }
                (None, Some(row), there) => {
                    rows.push(row.clone());
                    more.extend(there.filter(|there| *there != row).cloned());
                }
                (None, None, there) => rows.extend(there.cloned()),
                (Some(_), None, None) => {}
            }
        }
        (rows, more)
    }
}

fn ids<R: Row>(rows: &[R]) -> Vec<RowId> {
    rows.iter().map(Row::id).collect()
}

/// All ids of the three lists, in the order of the merged rows.
fn order(base: &[RowId], ours: &[RowId], theirs: &[RowId]) -> Vec<RowId> {
    let in_both = |one: &[RowId], other: &[RowId]| {
        let other: HashSet<RowId> = other.iter().copied().collect();
        (one.iter().copied())
            .filter(|id| other.contains(id))
            .collect::<Vec<_>>()
    };
    let moved_here = in_both(ours, base) != in_both(base, ours);
    let (first, second) = if moved_here {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let [in_first, in_second] =
        [first, second].map(|ids| ids.iter().copied().collect::<HashSet<RowId>>());
    // Each row that only the second list has goes after the row that it followed there, and after any
    // rows that only the first list has in that place.
    let mut following: HashMap<Option<RowId>, Vec<RowId>> = HashMap::new();
    let mut followed = None;
    for id in second.iter().copied() {
        if in_first.contains(&id) {
            followed = Some(id);
        } else {
            following.entry(followed).or_default().push(id);
        }
    }
    let mut order = Vec::with_capacity(first.len() + second.len());
    let mut waiting = following.remove(&None);
    for id in first.iter().copied() {
        if in_second.contains(&id) {
            order.extend(waiting.take().into_iter().flatten());
            order.push(id);
            waiting = following.remove(&Some(id));
        } else {
            order.push(id);
        }
    }
    order.extend(waiting.into_iter().flatten());
    order
}

/// A row that two tabs may have changed.
trait Mergeable: Row + Clone + PartialEq {
    /// Merges the three states of a row.
    fn merge(row: &ThreeWay<'_, Self>) -> Self
    where
        Self: Sized;
}

impl Mergeable for LearningPoint {
    fn merge(row: &ThreeWay<'_, Self>) -> Self {
        Self {
            id: row.ours.id,
            about: merge_topics(&row.of(|it| &it.about)),
            discussion: row.pick(|it| &it.discussion),
        }
    }
}

/// Merges the topics of a learning point one by one, so they never clash.
fn merge_topics(about: &ThreeWay<'_, Vec<String>>) -> Vec<String> {
    let ThreeWay {
        base, ours, theirs, ..
    } = about;
    if ours == base {
        return (*theirs).clone();
    }
    let stays = |id: &&String| theirs.contains(id) || !base.contains(id);
    let is_new = |id: &&String| !base.contains(id) && !ours.contains(id);
    let stay = ours.iter().filter(stays);
    stay.chain(theirs.iter().filter(is_new)).cloned().collect()
}

impl Mergeable for ActionItem {
    fn merge(row: &ThreeWay<'_, Self>) -> Self {
        let (mut evidence, more) = row.rows(|it| &it.evidence);
        for entry in more {
            let highest = evidence.iter().map(Row::id).max().unwrap_or(0);
            // Only a file written by hand can have the highest number. Then the entry is left out, and
            // the clash tells the caller to keep their state elsewhere.
            match highest.checked_add(1) {
                Some(id) => evidence.push(Evidence { id, ..entry }),
                None => row.clash.set(true),
            }
        }
        Self {
            id: row.ours.id,
            what: row.pick(|it| &it.what),
            who: row.pick(|it| &it.who),
            by_when: row.pick(|it| &it.by_when),
            how_done: row.pick(|it| &it.how_done),
            how_worked: row.pick(|it| &it.how_worked),
            status: row.pick(|it| &it.status),
            evidence,
        }
    }
}

impl Mergeable for Evidence {
    fn merge(row: &ThreeWay<'_, Self>) -> Self {
        Self {
            id: row.ours.id,
            kind: row.pick(|it| &it.kind),
            on: row.pick(|it| &it.on),
            text: row.pick(|it| &it.text),
        }
    }
}
