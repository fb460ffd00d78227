//! Work with no path to a Key Result: a project, or a task of a project of which only parts are
//! linked (R004, R006).

use alloc::format;
use alloc::vec::Vec;

use super::{Finding, Remedy, Rule, Severity};
use crate::{Id, LinkTarget, Plan, Project, ProjectState, Ref, StatusClass, Task};

pub(super) fn find(plan: &Plan, id: Id<Project>) -> Option<Finding> {
    let row = plan.live(id)?;
    if !is_open(plan, id) {
        return None;
    }
    if !plan.links_to(LinkTarget::Project(id)).is_empty() {
        return None;
    }
    let all = plan
        .tasks(id)
        .into_iter()
        .filter(|(_, task)| !plan.is_summary(task.id))
        .count();
    let idle = tasks_serving_nothing(plan, id).len();
    let served = plan
        .tasks(id)
        .into_iter()
        .any(|(_, task)| !plan.serves(task.id).is_empty());
    let title = &row.title;
    match (served, idle) {
        (true, 0) => None,
        (true, n) => Some(finding(
            id.at(),
            format!("{n} of {all} tasks serve no Key Result"),
            format!("{n} of {all} tasks of {title} serve no Key Result. Link the project instead."),
        )),
        (false, _) => Some(finding(
            id.at(),
            "Serves no Key Result".into(),
            format!("{title} serves no Key Result. Link it, or mark it as running the business."),
        )),
    }
}

pub(super) fn find_task(plan: &Plan, id: Id<Task>) -> Option<Finding> {
    let row = plan.live(id)?;
    let idle = is_open(plan, row.project) && serves_nothing(plan, id);
    idle.then(|| {
        let text = format!(
            "{} serves no Key Result. Link it, or mark it as running the business.",
            row.title
        );
        finding(id.at(), "Serves no Key Result".into(), text)
    })
}

/// The open tasks of a project that serve no Key Result, in outline order; none when somebody said
/// why the project serves none.
pub fn tasks_serving_nothing(plan: &Plan, project: Id<Project>) -> Vec<Id<Task>> {
    if !is_open(plan, project) {
        return Vec::new();
    }
    let tasks = plan.tasks(project).into_iter().map(|(_, row)| row.id);
    tasks.filter(|id| serves_nothing(plan, *id)).collect()
}

fn serves_nothing(plan: &Plan, id: Id<Task>) -> bool {
    let open = plan.live(id).is_some_and(|row| {
        let class = plan.status_class(row);
        !row.inactive && class != StatusClass::Done && class != StatusClass::Cancelled
    });
    open && !plan.is_summary(id) && plan.serves(id).is_empty()
}

fn is_open(plan: &Plan, id: Id<Project>) -> bool {
    plan.live(id).is_some_and(|row| {
        let ended = matches!(row.state, ProjectState::Done | ProjectState::Cancelled);
        !ended && row.serves_none_because.trim().is_empty()
    })
}

fn finding(about: Ref, title: alloc::string::String, text: alloc::string::String) -> Finding {
    let remedies = Vec::from([Remedy::Link, Remedy::ServesNone]);
    Finding {
        rule: Rule::ServesNothing,
        severity: Severity::Warning,
        about,
        title,
        text,
        remedies,
    }
}
