//! What gestures on a project's chart mean: operations, and what they would do.

use std::rc::Rc;

use chart::gantt::TieKind;
use leptos::prelude::*;
use model::duration::Measure;
use model::op::{self, make};
use model::schedule::{Driver, Schedules, edit, preview};
use model::{Dependency, DependencyKind, Id, Kind, Lag, Op, Plan, Project, Ref, Task};
use serde_json::json;

use super::picture::minutes;
use crate::components::gantt::{Gesture, Hands, Outlook, TieFacts};
use crate::components::grid::paste::parts;
use crate::state::State;

/// The hands of a project's chart.
pub(super) fn hands(
    state: State,
    project: Id<Project>,
    opened: RwSignal<Option<Id<Task>>>,
) -> Hands {
    Hands {
        outlook: Rc::new(move |gesture| outlook(state, project, gesture)),
        act: Rc::new(move |gesture| act(state, gesture)),
        warn: Rc::new(move |why| state.warn(why)),
        open: Rc::new(move |at| opened.set(task(at))),
        tie: Rc::new(move |at| state.plan(|plan| facts(plan, at))),
    }
}

fn task(at: Ref) -> Option<Id<Task>> {
    (at.kind == Kind::Task).then(|| Id::new(at.id))
}

fn dependency(at: Ref) -> Id<Dependency> {
    Id::new(at.id)
}

fn kind(kind: TieKind) -> DependencyKind {
    match kind {
        TieKind::FinishToStart => DependencyKind::FinishToStart,
        TieKind::StartToStart => DependencyKind::StartToStart,
        TieKind::FinishToFinish => DependencyKind::FinishToFinish,
        TieKind::StartToFinish => DependencyKind::StartToFinish,
    }
}

fn outlook(state: State, project: Id<Project>, gesture: &Gesture) -> Outlook {
    let ops = match ops(state, gesture) {
        Ok(ops) => ops,
        Err(why) => return Outlook::refused(why),
    };
    let today = untrack(|| state.today());
    state.schedules(|plan, all| foreseen(plan, all, &ops, project, today, gesture))
}

/// What the operations of a gesture would do.
pub(super) fn foreseen(
    plan: &Plan,
    all: &Schedules,
    ops: &[Op],
    project: Id<Project>,
    today: model::Date,
    gesture: &Gesture,
) -> Outlook {
    let seen = preview::preview(plan, all, ops, project, today);
    let moved = seen.moved.iter().filter_map(|it| {
        let now = it.now.as_ref()?;
        Some((it.task.at(), (minutes(now.start), minutes(now.finish))))
    });
    let taken: Vec<Id<Task>> = gesture.taken().into_iter().filter_map(task).collect();
    let stays = |id: &Id<Task>| seen.moved.iter().all(|it| it.task != *id);
    if matches!(gesture, Gesture::Move(..)) && taken.iter().all(stays) {
        return Outlook::refused(why_it_stays(plan, all, &taken));
    }
    let mut words = seen.words(plan, &taken, today);
    if let Gesture::Done(_, percent) = gesture {
        words = vec![format!("{percent} % done")];
    }
    Outlook {
        moved: moved.collect(),
        words,
        refused: false,
    }
}

/// Why nothing moves that was taken.
fn why_it_stays(plan: &Plan, all: &Schedules, taken: &[Id<Task>]) -> String {
    let driver = match taken {
        [one] => all.dates(plan, *one).map(|it| it.driver),
        _ => None,
    };
    match driver {
        Some(Driver::Started) => "It has begun: what has happened keeps its dates.".to_owned(),
        Some(Driver::Dependency(id)) => {
            let before = plan.get(id).and_then(|row| plan.get(row.predecessor));
            let title = before.map_or_else(String::new, |row| row.title.clone());
            format!("It stays: it waits for \u{201c}{title}\u{201d}.")
        }
        Some(Driver::Children) => "It stays: its tasks cannot start earlier.".to_owned(),
        Some(Driver::ProjectStart) => "It stays: the project starts then.".to_owned(),
        _ => "Nothing moves: what comes before does not allow it.".to_owned(),
    }
}

fn act(state: State, gesture: &Gesture) -> bool {
    match ops(state, gesture) {
        Ok(ops) if ops.is_empty() => true,
        Ok(ops) => state.act_together(parts(ops), said(gesture)),
        Err(why) => {
            state.warn(why);
            false
        }
    }
}

fn said(gesture: &Gesture) -> String {
    match gesture {
        Gesture::Move(all, days) => {
            let what = model::progress::words::count(all.len() as i64, "task", "tasks");
            let by = model::progress::words::count(i64::from(days.abs()), "day", "days");
            let way = if *days < 0 { "earlier" } else { "later" };
            format!("{what} moved {by} {way}.")
        }
        Gesture::Start(..) => "Another start.".to_owned(),
        Gesture::Finish(..) => "Another finish.".to_owned(),
        Gesture::Done(_, percent) => format!("{percent} % done."),
        Gesture::Tie(..) => "Linked.".to_owned(),
        Gesture::Retie(..) | Gesture::Lag(..) => "The dependency changed.".to_owned(),
        Gesture::Untie(_) => "The dependency is gone.".to_owned(),
    }
}

/// A gesture as operations, or why there are none.
fn ops(state: State, gesture: &Gesture) -> Result<Vec<Op>, String> {
    if let Gesture::Tie(from, to, ends) = gesture {
        return tie(state, *from, *to, kind(*ends));
    }
    state.schedules(|plan, all| edits(plan, all, gesture))
}

pub(super) fn edits(plan: &Plan, all: &Schedules, gesture: &Gesture) -> Result<Vec<Op>, String> {
    let words = |why: edit::Senseless| why.to_string();
    let leaf = |at: &Ref| match task(*at) {
        Some(id) if plan.is_summary(id) => {
            Err("The dates of a summary follow from the tasks below it.".to_owned())
        }
        Some(id) => Ok(id),
        None => Err("Only tasks can be moved here.".to_owned()),
    };
    match gesture {
        Gesture::Move(lines, days) => {
            let tasks: Vec<Id<Task>> = lines.iter().copied().filter_map(task).collect();
            // What stands below a summary that moves goes with it.
            let alone =
                |id: &Id<Task>| !plan.lineage(*id).skip(1).any(|row| tasks.contains(&row.id));
            let tasks: Vec<Id<Task>> = tasks.iter().copied().filter(alone).collect();
            Ok(edit::move_by(plan, all, &tasks, *days))
        }
        Gesture::Start(at, days) => edit::resize_start(plan, all, leaf(at)?, *days).map_err(words),
        Gesture::Finish(at, days) => edit::resize(plan, all, leaf(at)?, *days).map_err(words),
        Gesture::Done(at, percent) => Ok(edit::percent(plan, leaf(at)?, *percent)),
        Gesture::Tie(..) => Ok(Vec::new()),
        Gesture::Retie(at, ends) => Ok(vec![make::set(plan, *at, "kind", json!(kind(*ends)))]),
        Gesture::Lag(at, typed) => Ok(vec![make::set(plan, *at, "lag", json!(lag(typed)?))]),
        Gesture::Untie(at) => Ok(vec![make::trash(*at)]),
    }
}

/// The second task waits for the first. What waits already gets other ends.
fn tie(state: State, from: Ref, to: Ref, kind: DependencyKind) -> Result<Vec<Op>, String> {
    let Some((predecessor, successor)) = task(from).zip(task(to)) else {
        return Err("Only tasks can wait for each other.".to_owned());
    };
    let known = state.plan(|plan| {
        let mut known = plan.dependencies_into(successor).into_iter();
        known
            .find(|row| row.predecessor == predecessor)
            .map(|row| (row.id, row.kind))
    });
    let op = match known {
        Some((_, is)) if is == kind => return Err("It waits for that task already.".to_owned()),
        Some((id, _)) => state.plan(|plan| make::set(plan, id.at(), "kind", json!(kind))),
        None => {
            let body = Dependency {
                predecessor,
                successor,
                kind,
                ..Dependency::default()
            };
            state.create::<Dependency>(body).1
        }
    };
    // Whether it may be is asked on a copy: a circle is said before the pointer is let go.
    let context = state.context();
    match state.plan(|plan| op::apply(&mut plan.clone(), &op, &context)) {
        Ok(_) => Ok(vec![op]),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// A lag as typed: "2d", "-4h", "1ed", "50%". Nothing is none.
fn lag(typed: &str) -> Result<Lag, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Lag::default());
    }
    if let Some(share) = typed.strip_suffix('%') {
        let percent = share.trim().replace(',', ".").parse();
        let percent = percent.map_err(|_| {
            format!("\u{201c}{typed}\u{201d} is not a percentage: type 50% for instance.")
        })?;
        return Ok(Lag::Percent {
            percent,
            elapsed: false,
        });
    }
    let (sign, length) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest.trim()),
        None => (1, typed.trim_start_matches('+').trim()),
    };
    let span = Measure::default().read(length).ok_or_else(|| {
        format!("\u{201c}{typed}\u{201d} is not a lag: type 2d, -4h, 1ed or 50%.")
    })?;
    Ok(Lag::Span(model::Span {
        minutes: sign * span.minutes,
        ..span
    }))
}

fn facts(plan: &Plan, at: Ref) -> Option<TieFacts> {
    let row = plan.live(dependency(at))?;
    let title = |id| {
        plan.get(id)
            .map(|row: &std::sync::Arc<model::Row<Task>>| row.title.clone())
    };
    Some(TieFacts {
        from: title(row.predecessor)?,
        to: title(row.successor)?,
        kind: match row.kind {
            DependencyKind::FinishToStart => TieKind::FinishToStart,
            DependencyKind::StartToStart => TieKind::StartToStart,
            DependencyKind::FinishToFinish => TieKind::FinishToFinish,
            DependencyKind::StartToFinish => TieKind::StartToFinish,
        },
        lag: match row.lag {
            Lag::Span(span) if span.minutes == 0 => String::new(),
            Lag::Span(span) => Measure::default().write(span),
            Lag::Percent { percent, .. } => format!("{percent}%"),
        },
    })
}
