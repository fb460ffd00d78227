//! Outcome over work with today through both: drawn by `chart`, put in whole.

use chart::bar::{Size, Voice, progress_pair};
use leptos::prelude::*;
use model::{Id, KeyResult};

use crate::picture;
use crate::state::State;

/// The drawing of a Key Result, followed; empty until it is known.
pub fn drawing(state: State, id: Id<KeyResult>, size: Size, voice: Voice) -> Memo<String> {
    let (row, progress) = (state.row(id), state.progress(id));
    Memo::new(move |_| {
        row.with(|row| {
            progress.with(|progress| match (row, progress) {
                (Some(row), Some(progress)) => {
                    let mut pair = picture::pair(row, progress);
                    // Today's hairline belongs to rows under a week ruler.
                    if size != Size::Row {
                        pair.today = None;
                    }
                    progress_pair(&pair, size, voice)
                }
                _ => String::new(),
            })
        })
    })
}
