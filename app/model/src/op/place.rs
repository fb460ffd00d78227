//! Where a row stands among others, and where it goes.

use alloc::sync::Arc;

use super::Place;
use crate::{AnyRow, Id, Rank, Refusal};

/// Where a row stands; only some kinds have a place.
pub fn place_of(row: &AnyRow) -> Result<Place, Refusal> {
    let place = |parent, rank: &Rank| {
        Ok(Place {
            parent,
            rank: rank.clone(),
        })
    };
    match row {
        AnyRow::Task(row) => place(row.parent.map(Id::uuid), &row.rank),
        AnyRow::KeyResult(row) => place(Some(row.objective.uuid()), &row.rank),
        AnyRow::Objective(row) => place(None, &row.rank),
        AnyRow::Project(row) => place(None, &row.rank),
        _ => Err(Refusal::BadValue {
            field: "rank".into(),
            why: "This has no order.".into(),
        }),
    }
}

/// The row as it would be in another place.
pub(super) fn placed(row: &AnyRow, to: &Place) -> AnyRow {
    let mut row = row.clone();
    match &mut row {
        AnyRow::Task(row) => {
            let row = Arc::make_mut(row);
            row.body.parent = to.parent.map(Id::new);
            row.body.rank = to.rank.clone();
        }
        AnyRow::KeyResult(row) => {
            let row = Arc::make_mut(row);
            row.body.objective = Id::new(to.parent.unwrap_or_default());
            row.body.rank = to.rank.clone();
        }
        AnyRow::Objective(row) => Arc::make_mut(row).body.rank = to.rank.clone(),
        AnyRow::Project(row) => Arc::make_mut(row).body.rank = to.rank.clone(),
        _ => {}
    }
    row
}
