//! What may happen on a computer with several tabs.

use proptest::{prelude::*, sample::Index};

use super::TABS;

/// Where a word is typed; a row by its place.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Organisation,
    Contact,
    Discussion(usize),
    What(usize),
    Who(usize),
    Day(usize),
    Evidence(usize),
}

/// Something that happens on the computer, or in a tab, whose number comes first.
#[derive(Clone, Debug)]
pub enum Happening {
    Type(usize, Place),
    AddPoint(usize),
    AddAction(usize),
    AddEvidence(usize, usize),
    RemovePoint(usize, usize),
    RemoveAction(usize, usize),
    RemoveEvidence(usize, usize),
    MovePoint(usize, usize),
    Tick(usize, usize),
    /// Time passes, and no tab does anything.
    Pass(i64),
    /// Time passes, and tabs that are awake work.
    Wait(i64),
    Timer(usize),
    Poll(usize),
    /// A tab is told of something that another stored, in any order.
    Hear(usize, Index),
    /// A tab is never told of what it has not been told of yet.
    Miss(usize),
    Sleep(usize),
    Wake(usize),
    /// The page is hidden.
    Flush(usize),
    Download(usize),
    BeginNew(usize),
    Open(usize, Index),
    Delete(usize),
    DeleteAny(usize, Index),
    Restore(usize, Index, bool),
    TakeFromTrash(usize, Index),
    DeletePermanently(usize, Index),
    /// The backup notes what a tab is removing for good.
    NoteErasures(usize),
    /// From now on, the backup takes longer than a start waits.
    SlowBackup,
    Clear(usize),
    ClearFromAnotherPage,
    Fault(usize, Wrong),
    /// The store has room for this many more characters.
    Limit(usize),
    Heal,
    WriteBackup(usize),
    ReadBackup(usize),
    DeleteBackup,
    /// The page of a tab is reloaded; whether the vault is told before.
    Reload(usize, bool),
    /// The browser is killed: the store is as it was this many happenings ago or, for 0, the
    /// backup lacks what was not written yet.
    Kill(usize),
    ClockJump(i64),
}

#[derive(Clone, Copy, Debug)]
pub enum Wrong {
    Denied,
    DeniedFromNowOn,
    Full,
    Lies,
}

fn place() -> impl Strategy<Value = Place> {
    let row = || 0..4_usize;
    prop_oneof![
        2 => Just(Place::Organisation),
        1 => Just(Place::Contact),
        2 => row().prop_map(Place::Discussion),
        2 => row().prop_map(Place::What),
        1 => row().prop_map(Place::Who),
        1 => row().prop_map(Place::Day),
        1 => row().prop_map(Place::Evidence),
    ]
}

fn editing() -> impl Strategy<Value = Happening> {
    let tab = || 0..TABS;
    let row = || 0..4_usize;
    prop_oneof![
        14 => (tab(), place()).prop_map(|(tab, place)| Happening::Type(tab, place)),
        1 => tab().prop_map(Happening::AddPoint),
        1 => tab().prop_map(Happening::AddAction),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::AddEvidence(tab, row)),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::RemovePoint(tab, row)),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::RemoveAction(tab, row)),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::RemoveEvidence(tab, row)),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::MovePoint(tab, row)),
        1 => (tab(), row()).prop_map(|(tab, row)| Happening::Tick(tab, row)),
    ]
}

fn passing() -> impl Strategy<Value = Happening> {
    let tab = || 0..TABS;
    let ms = || prop::sample::select(&[50, 250, 700, 1_500, 2_600, 4_000, 40_000][..]);
    prop_oneof![
        3 => ms().prop_map(Happening::Pass),
        3 => ms().prop_map(Happening::Wait),
        4 => tab().prop_map(Happening::Timer),
        3 => tab().prop_map(Happening::Poll),
        4 => (tab(), any::<Index>()).prop_map(|(tab, at)| Happening::Hear(tab, at)),
        1 => tab().prop_map(Happening::Miss),
        2 => tab().prop_map(Happening::Flush),
        1 => tab().prop_map(Happening::Sleep),
        1 => tab().prop_map(Happening::Wake),
        2 => (0..9_usize).prop_map(Happening::WriteBackup),
        2 => tab().prop_map(Happening::NoteErasures),
        3 => tab().prop_map(Happening::ReadBackup),
    ]
}

fn commanding() -> impl Strategy<Value = Happening> {
    let tab = || 0..TABS;
    let any_of = || (0..TABS, any::<Index>());
    prop_oneof![
        1 => tab().prop_map(Happening::Download),
        1 => tab().prop_map(Happening::BeginNew),
        2 => any_of().prop_map(|(tab, at)| Happening::Open(tab, at)),
        2 => tab().prop_map(Happening::Delete),
        1 => any_of().prop_map(|(tab, at)| Happening::DeleteAny(tab, at)),
        2 => (any_of(), any::<bool>())
            .prop_map(|((tab, at), opens)| Happening::Restore(tab, at, opens)),
        1 => any_of().prop_map(|(tab, at)| Happening::TakeFromTrash(tab, at)),
        1 => any_of().prop_map(|(tab, at)| Happening::DeletePermanently(tab, at)),
        1 => tab().prop_map(Happening::Clear),
    ]
}

fn going_wrong() -> impl Strategy<Value = Happening> {
    let tab = || 0..TABS;
    let wrong = prop_oneof![
        2 => Just(Wrong::Denied),
        1 => Just(Wrong::DeniedFromNowOn),
        2 => Just(Wrong::Full),
        2 => Just(Wrong::Lies),
    ];
    let jump = prop::sample::select(&[-86_400_000, -3_600_000, -1_000, 60_000, 7_200_000][..]);
    prop_oneof![
        4 => (1..12_usize, wrong).prop_map(|(call, wrong)| Happening::Fault(call, wrong)),
        1 => (0..4_000_usize).prop_map(Happening::Limit),
        2 => Just(Happening::Heal),
        1 => Just(Happening::ClearFromAnotherPage),
        1 => Just(Happening::DeleteBackup),
        1 => Just(Happening::SlowBackup),
        3 => (tab(), any::<bool>()).prop_map(|(tab, told)| Happening::Reload(tab, told)),
        2 => (0..30_usize).prop_map(Happening::Kill),
        2 => jump.prop_map(Happening::ClockJump),
    ]
}

pub fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => editing(),
        10 => passing(),
        2 => commanding(),
        2 => going_wrong(),
    ]
}

/// As [`happening`], without faults.
pub fn everyday_happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => editing(),
        10 => passing(),
        2 => commanding(),
    ]
}
