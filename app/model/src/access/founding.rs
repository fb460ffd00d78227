//! How a workspace begins: its row, its owner and the first cycles, in one group.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::Date;

use crate::{Cycle, CycleState, Id, Op, Person, Role, Workspace};

/// What the founding of a workspace needs to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Founding {
    /// The identity of the workspace.
    pub workspace: Id<Workspace>,
    /// Its name.
    pub name: String,
    /// The identity of the first owner: also the actor.
    pub owner: Id<Person>,
    /// Their name.
    pub owner_name: String,
    /// Their address.
    pub email: String,
    /// The identity of the quarter that runs today.
    pub cycle: Id<Cycle>,
    /// The identity of the quarter after it.
    pub next_cycle: Id<Cycle>,
    /// The first day.
    pub today: Date,
}

/// The group that makes a workspace. Applied to an empty plan, with the owner as actor.
pub fn founding(of: &Founding) -> Op {
    let workspace = Workspace {
        name: of.name.clone(),
        ..Workspace::default()
    };
    let owner = Person {
        name: of.owner_name.clone(),
        email: of.email.clone(),
        role: Role::Owner,
        ..Person::default()
    };
    let mut ops = Vec::from([
        Op::Create {
            id: of.workspace.uuid(),
            entity: workspace.into(),
            audience: None,
        },
        Op::Create {
            id: of.owner.uuid(),
            entity: owner.into(),
            audience: None,
        },
    ]);
    if let Some(current) = quarter(of.today, 1) {
        let next = current
            .finish
            .and_then(|day| day.tomorrow().ok())
            .and_then(|d| quarter(d, 1));
        let current = Cycle {
            state: CycleState::Active,
            ..current
        };
        ops.push(Op::Create {
            id: of.cycle.uuid(),
            entity: current.into(),
            audience: None,
        });
        if let Some(next) = next {
            ops.push(Op::Create {
                id: of.next_cycle.uuid(),
                entity: next.into(),
                audience: None,
            });
        }
    }
    Op::Group { ops }
}

/// The quarter that a day falls in, when the fiscal year starts in a month (1 to 12). Named after the
/// calendar year in which the fiscal year ends: "Q4 2026". `None` at the ends of the calendar.
pub fn quarter(day: Date, fiscal_start_month: u8) -> Option<Cycle> {
    let first_month = i32::from(fiscal_start_month.clamp(1, 12)) - 1;
    let since = (i32::from(day.month()) - 1 - first_month).rem_euclid(12);
    let number = since / 3;
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 - since % 3;
    let start = first_of(months)?;
    let finish = first_of(months + 3)?.yesterday().ok()?;
    let year_end = first_of(months + (3 - number) * 3 + 2)?;
    Some(Cycle {
        name: format!("Q{} {}", number + 1, year_end.year()),
        start: Some(start),
        finish: Some(finish),
        ..Cycle::default()
    })
}

fn first_of(months: i32) -> Option<Date> {
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    Date::new(year, i8::try_from(months.rem_euclid(12) + 1).ok()?, 1).ok()
}
