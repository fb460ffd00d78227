//! A plan that is imported a second time: matched by UID, it updates what the file changed since,
//! adds what is new and never duplicates. Nothing goes into the trash but links that the file no
//! longer has; what is gone from the file is named.

mod merge;
mod shown;

use model::{Id, Op, Plan, Project, Task};
use uuid::Uuid;

use super::{Context, Draft};
use crate::msproject::Understood;
use crate::pace::{self, Pace};

/// What a second import does, for looking at it before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Tasks that the file has and this project does not: they are made.
    pub created: Vec<Named>,
    /// Tasks of which at least one value changes.
    pub updated: Vec<Named>,
    /// Tasks that stay as they are.
    pub unchanged: usize,
    /// Tasks here that an earlier import brought and this file does not hold: they stay.
    pub absent: Vec<Named>,
    /// Tasks of the file that are in the trash here: they stay there.
    pub trashed: Vec<Named>,
    /// Values typed here that the file replaces: both sides changed them since the last import.
    pub overwrites: Vec<Overwrite>,
    /// Values typed here that stay, because the file did not change them since.
    pub stays: Vec<Overwrite>,
    /// Links that go into the trash because the file no longer has them: "A \u{2192} B".
    pub unlinked: Vec<String>,
    /// What could not be taken over, each with its reason.
    pub refused: Vec<String>,
}

/// A task in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which task here.
    pub task: Id<Task>,
    /// Its UID in the file.
    pub uid: i64,
    /// Its title.
    pub title: String,
}

/// One value of one task that differs between here and the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overwrite {
    /// Which task; `None` is the project itself.
    pub task: Option<Id<Task>>,
    /// Its title here.
    pub title: String,
    /// What a person calls the field: "Start".
    pub field: &'static str,
    /// The value here, as a person reads it; empty when there is none.
    pub ours: String,
    /// The value in the file.
    pub theirs: String,
}

/// Projects here that earlier imports of the same plan made, by their order in lists. The person
/// chooses one, or imports anew with `plan`.
pub fn earlier(plan: &Plan, understood: &Understood) -> Vec<Id<Project>> {
    let foreign = super::body::foreign(understood);
    let same = |project: &&std::sync::Arc<model::Row<Project>>| {
        !foreign.is_empty() && project.foreign_id == foreign
    };
    let projects = plan.projects().into_iter();
    projects.filter(same).map(|project| project.id).collect()
}

/// Turns an understood file into the changes that bring an existing project up to it. `Draft::again`
/// says what they do. Each was tried on a copy of the plan in the name of `acting`; what was refused
/// there is named and left out.
pub fn again(
    understood: &Understood,
    context: &Context,
    plan: &Plan,
    project: Id<Project>,
    acting: &model::Context,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Draft {
    let whole = Pace::at_once();
    let work = again_in_turns(understood, context, plan, project, acting, new_id, &whole);
    pace::at_once(work)
}

/// The same in slices.
pub async fn again_in_turns(
    understood: &Understood,
    context: &Context,
    plan: &Plan,
    project: Id<Project>,
    acting: &model::Context,
    new_id: &mut dyn FnMut() -> Uuid,
    pace: &Pace<'_>,
) -> Draft {
    let mut draft = super::plan_in_turns(understood, context, new_id, pace).await;
    let mut merge = merge::Merge::new(plan, project, acting, &draft);
    let ops = std::mem::take(&mut draft.ops);
    let all = ops.len();
    for (index, op) in ops.into_iter().enumerate() {
        let parts = match op {
            Op::Group { ops } => ops,
            op => vec![op],
        };
        for (row, op) in parts.into_iter().enumerate() {
            merge.take(op);
            if row.is_multiple_of(pace::ROWS) {
                pace.turn(index, all).await;
            }
        }
    }
    let (ops, again) = merge.finish();
    let mut packer = super::pack::Packer::new(&mut draft.report);
    ops.into_iter().for_each(|op| packer.push(op));
    draft.ops = packer.finish();
    draft.project = project;
    draft.again = Some(again);
    draft
}
