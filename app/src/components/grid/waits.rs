//! What a task waits for, as one cell: row numbers with type and lag, as Microsoft Project has it.

use exchange::msproject::Units;
use exchange::table::{Predecessor, read_predecessors, write_predecessors};
use model::op::make;
use model::{Dependency, Id, Op, Plan, Task};
use serde_json::json;
use uuid::Uuid;

use super::edit::measure;
use super::number::Numbers;

fn units(plan: &Plan, task: &Task) -> Units {
    let measure = measure(plan, task);
    Units {
        minutes_per_day: measure.minutes_per_day,
        minutes_per_week: measure.minutes_per_week,
        days_per_month: measure.days_per_month,
    }
}

/// "22FS+2 days,5SS-50%"; tasks of other projects have no number here.
pub fn text(plan: &Plan, numbers: &Numbers, id: Id<Task>) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
    write_predecessors(plan, id, numbers.rows(), &units(plan, row))
}

/// The operations after which a task waits for what was typed. The error is a sentence.
pub fn write(
    plan: &Plan,
    numbers: &Numbers,
    id: Id<Task>,
    typed: &str,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<Op>, String> {
    let row = plan.live(id).ok_or("This task is gone.")?;
    let mut wanted: Vec<(Id<Task>, Predecessor)> = Vec::new();
    for it in read_predecessors(typed, &units(plan, row)) {
        let task = named(plan, numbers, &it)?;
        if task == id {
            return Err("A task cannot wait for itself.".to_owned());
        }
        if wanted.iter().any(|(known, _)| *known == task) {
            return Err(format!("Row {} is there twice.", it.named));
        }
        wanted.push((task, it));
    }
    let known = plan.dependencies_into(id);
    let mut ops = Vec::new();
    for tie in &known {
        let stays = wanted.iter().find(|(task, _)| *task == tie.predecessor);
        let here = numbers.rows().contains_key(&tie.predecessor);
        match stays {
            None if here => ops.push(make::trash(tie.id.at())),
            None => {}
            Some((_, it)) => {
                if it.kind != tie.kind {
                    ops.push(make::set(plan, tie.id.at(), "kind", json!(it.kind)));
                }
                if it.lag != tie.lag {
                    ops.push(make::set(plan, tie.id.at(), "lag", json!(it.lag)));
                }
            }
        }
    }
    for (predecessor, it) in wanted {
        if known.iter().all(|tie| tie.predecessor != predecessor) {
            let body = Dependency {
                predecessor,
                successor: id,
                kind: it.kind,
                lag: it.lag,
                ..Dependency::default()
            };
            ops.push(make::create(new_id(), body));
        }
    }
    Ok(ops)
}

/// The task that something written names: by its row, else by its whole title.
fn named(plan: &Plan, numbers: &Numbers, it: &Predecessor) -> Result<Id<Task>, String> {
    if it.formed {
        let row = it.named.parse().ok().and_then(|row| numbers.task(row));
        return row.ok_or_else(|| format!("There is no row {}.", it.named));
    }
    let same = |id: &&Id<Task>| {
        let row = plan.get(**id);
        row.is_some_and(|row| row.title.eq_ignore_ascii_case(&it.named))
    };
    let mut found = numbers.rows().keys().filter(same);
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(*id),
        (Some(_), Some(_)) => Err(format!(
            "More than one task is called \u{201c}{}\u{201d}: write its row.",
            it.raw
        )),
        _ => Err(format!(
            "\u{201c}{}\u{201d} is not a predecessor. Write 12, 12FS+2d or 12SS-50%.",
            it.raw
        )),
    }
}
