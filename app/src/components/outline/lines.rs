//! Which tasks are listed: the outline without what is folded away or filtered out.

use std::collections::BTreeSet;

use model::{Id, Objective, Plan, Project, Task};

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Line {
    pub(crate) id: Id<Task>,
    pub(crate) depth: usize,
    pub(crate) summary: bool,
}

/// The rows from top to bottom.
pub(super) fn of(
    plan: &Plan,
    project: Id<Project>,
    folded: &BTreeSet<Id<Task>>,
    serving: Option<Id<Objective>>,
) -> Vec<Line> {
    let wanted = serving.map(|objective| serving_tasks(plan, project, objective));
    let mut hidden_below: Option<usize> = None;
    let mut lines = Vec::new();
    for (depth, row) in plan.tasks(project) {
        if hidden_below.is_some_and(|at| depth > at) {
            continue;
        }
        hidden_below = folded.contains(&row.id).then_some(depth);
        if wanted
            .as_ref()
            .is_none_or(|wanted| wanted.contains(&row.id))
        {
            lines.push(Line {
                id: row.id,
                depth,
                summary: plan.is_summary(row.id),
            });
        }
    }
    lines
}

/// The tasks that serve an Objective, with the summaries above them.
fn serving_tasks(
    plan: &Plan,
    project: Id<Project>,
    objective: Id<Objective>,
) -> BTreeSet<Id<Task>> {
    let tasks = plan.tasks(project);
    let serves = |id| {
        plan.serves(id)
            .iter()
            .any(|served| served.objective == objective)
    };
    tasks
        .iter()
        .filter(|(_, row)| serves(row.id))
        .flat_map(|(_, row)| plan.lineage(row.id).map(|row| row.id).collect::<Vec<_>>())
        .collect()
}
