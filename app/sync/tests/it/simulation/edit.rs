//! Edits as people make them: whatever the plan in front of them allows, and some that it does not.

use model::op::Place;
use model::{
    Audience, Circle, Cycle, Id, KeyResult, Link, LinkTarget, Objective, Op, Person, Plan, Project,
    Rank, Task, rank,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::random::Random;

/// An operation, with the two rows of it that must always be seen together, if it makes such.
pub struct Edit {
    pub op: Op,
    pub pair: Option<(Uuid, Uuid)>,
}

fn create(id: Uuid, entity: impl Into<model::Entity>, audience: Option<Audience>) -> Op {
    Op::Create {
        id,
        entity: entity.into(),
        audience,
    }
}

fn ids<T: model::plan::Record>(plan: &Plan) -> Vec<Id<T>> {
    plan.all::<T>().map(|row| row.id).collect()
}

fn set(plan: &Plan, at: model::Ref, field: &str, to: Value) -> Op {
    let from = plan
        .any(at)
        .and_then(|row| row.get(field))
        .unwrap_or_default();
    Op::Set {
        at,
        field: field.into(),
        from,
        to,
    }
}

/// One of the Circles, or everybody.
fn audience(plan: &Plan, random: &mut Random) -> Option<Audience> {
    let circles = ids::<Circle>(plan);
    if random.chance(60) {
        None
    } else {
        random.pick(&circles).map(|id| Audience::Circle(*id))
    }
}

pub fn edit(plan: &Plan, me: Id<Person>, random: &mut Random) -> Option<Edit> {
    let objectives = ids::<Objective>(plan);
    let projects = ids::<Project>(plan);
    let word = |random: &mut Random| format!("word{}", random.below(50));
    let alone = |op| Some(Edit { op, pair: None });
    match random.below(22) {
        0 | 1 => {
            let title = word(random);
            goal(plan, random, &title)
        }
        2 | 3 => {
            let at = random.pick(&objectives)?.at();
            alone(set(plan, at, "title", json!(word(random))))
        }
        4 => {
            // Long text: one more word at either end of what is there.
            let at = random.pick(&objectives)?.at();
            let was = plan.any(at)?.get("context").unwrap_or_default();
            let was = was.as_str().unwrap_or_default();
            let to = if random.chance(50) {
                format!("{was} {}", word(random))
            } else {
                format!("{} {was}", word(random))
            };
            alone(set(plan, at, "context", json!(to.trim())))
        }
        5 => {
            let id = *random.pick(&objectives)?;
            let last = plan.get(id)?.rank.clone();
            let first = plan.all::<Objective>().map(|row| row.rank.clone()).min();
            let to = Place {
                parent: None,
                rank: rank::between(None, first.as_ref()),
            };
            alone(Op::Move {
                at: id.at(),
                from: Place {
                    parent: None,
                    rank: last,
                },
                to,
            })
        }
        6 => alone(Op::Trash {
            at: random.pick(&objectives)?.at(),
        }),
        7 => {
            let gone = plan.all::<Objective>().filter(|row| row.head.trashed);
            let gone: Vec<_> = gone.map(|row| row.id.at()).collect();
            alone(Op::Restore {
                at: *random.pick(&gone)?,
            })
        }
        8 | 9 => {
            let at = match random.chance(60) {
                true => random.pick(&objectives)?.at(),
                false => random.pick(&projects)?.at(),
            };
            let from = plan.any(at)?.head().audience;
            alone(Op::SetAudience {
                at,
                from,
                to: audience(plan, random),
            })
        }
        10 | 11 => membership(plan, me, random).and_then(alone),
        12 => {
            let project = Project {
                title: word(random),
                rank: Rank("m".into()),
                ..Project::default()
            };
            let audience = audience(plan, random);
            alone(create(random.uuid(), project, audience))
        }
        13 => {
            let project = *random.pick(&projects)?;
            let task = Task {
                project,
                title: word(random),
                rank: Rank("m".into()),
                ..Task::default()
            };
            alone(create(random.uuid(), task, None))
        }
        14 => {
            let key_results = ids::<KeyResult>(plan);
            let key_result = *random.pick(&key_results)?;
            let target = LinkTarget::Project(*random.pick(&projects)?);
            alone(create(
                random.uuid(),
                Link {
                    key_result,
                    target,
                    ..Link::default()
                },
                None,
            ))
        }
        _ => {
            // Stale on purpose: a value that nobody ever saw.
            let at = random.pick(&objectives)?.at();
            let (from, to) = (json!("never"), json!(word(random)));
            alone(Op::Set {
                at,
                field: "title".into(),
                from,
                to,
            })
        }
    }
}

/// An Objective with a Key Result, all or nothing.
fn goal(plan: &Plan, random: &mut Random, title: &str) -> Option<Edit> {
    let (goal, measure) = (random.uuid(), random.uuid());
    let objective = Objective {
        title: title.into(),
        cycle: ids::<Cycle>(plan).first().copied(),
        rank: Rank("m".into()),
        ..Objective::default()
    };
    let key_result = KeyResult {
        objective: Id::new(goal),
        title: title.into(),
        start: Some(0.into()),
        target: Some(10.into()),
        rank: Rank("m".into()),
        ..KeyResult::default()
    };
    let audience = audience(plan, random);
    let ops = vec![
        create(goal, objective, audience),
        create(measure, key_result, None),
    ];
    Some(Edit {
        op: Op::Group { ops },
        pair: Some((goal, measure)),
    })
}

/// Somebody joins or leaves a Circle: what gives and takes access.
fn membership(plan: &Plan, me: Id<Person>, random: &mut Random) -> Option<Op> {
    let circles = ids::<Circle>(plan);
    if circles.len() < 3 && random.chance(30) {
        let circle = Circle {
            name: "c".into(),
            members: [me].into(),
            ..Circle::default()
        };
        return Some(create(random.uuid(), circle, None));
    }
    let at = random.pick(&circles)?.at();
    let element = json!(random.pick(&ids::<Person>(plan))?.to_string());
    let field = "members".into();
    Some(match random.chance(55) {
        true => Op::Add { at, field, element },
        false => Op::Remove { at, field, element },
    })
}
