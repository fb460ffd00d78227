//! What can lie over a page: one thing at a time, so that focus has one place to return to.

use model::{CheckIn, Cycle, Id, KeyResult, LinkTarget, Objective, Project, Ref};

/// What a picker picks, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picking {
    /// Projects or tasks that serve a Key Result.
    WorkFor(Id<KeyResult>),
    /// Key Results that a project or task serves.
    GoalsFor(LinkTarget),
}

/// A sheet, dialog or palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Search or do.
    Palette,
    /// The keys.
    Keys,
    /// A phone's other places.
    More,
    /// A check-in, or the correction of one.
    CheckIn(Id<KeyResult>, Option<Id<CheckIn>>),
    /// A new Objective in a cycle, or the fields of one.
    Objective(Option<Id<Cycle>>, Option<Id<Objective>>),
    /// A new Key Result of an Objective, or the fields of one.
    KeyResult(Id<Objective>, Option<Id<KeyResult>>),
    /// A new cycle, or the fields of one.
    Cycle(Option<Id<Cycle>>),
    /// Linking.
    Link(Picking),
    /// A new Initiative of a Key Result.
    Initiative(Id<KeyResult>),
    /// A new project, or the fields of one.
    Project(Option<Id<Project>>),
    /// Why a number is what it is.
    Why(Ref),
    /// Inviting a person.
    Invite,
    /// Signing out with edits that were not sent.
    SignOut,
    /// Saves the dates of a project, or gives saved ones another name.
    Baseline(Id<Project>, Option<u8>),
    /// Hands an imported project to the scheduler, after showing what would move.
    Reschedule(Id<Project>),
}
