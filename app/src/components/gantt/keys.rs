//! Everything that hands do on the chart, by key: rows are walked, chosen, folded, moved, tied.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::Ref;

use super::hands::{Gesture, Outlook};
use super::{Fold, GanttView, cells};
use crate::components::focus;
use crate::state::State;
use chart::gantt::TieKind;

/// Rows of a page.
const PAGE: isize = 15;

/// What a key on the tasks does; true when it did something.
pub(super) fn on_key(
    state: State,
    view: GanttView,
    fold: Callback<Ref>,
    event: &KeyboardEvent,
) -> bool {
    if focus::in_field(event) {
        return false;
    }
    if let Some(grid) = view.grid.get_value()
        && cells::on_key(state, view, grid, event)
    {
        return true;
    }
    let key = event.key();
    let at = view.active.get_untracked();
    let command = event.ctrl_key() || event.meta_key();
    match (key.as_str(), at) {
        ("ArrowLeft" | "ArrowRight", Some(at)) if event.shift_key() && !event.alt_key() => {
            let by = if key == "ArrowRight" { 1 } else { -1 };
            let gesture = match command {
                true => Gesture::Finish(at, by),
                false => Gesture::Move(view.held(at), by),
            };
            view.perform(&gesture);
            true
        }
        ("Home" | "End", _) if command && !event.alt_key() => {
            let far = if key == "Home" {
                isize::MIN
            } else {
                isize::MAX
            };
            go(view, far / 2, event.shift_key())
        }
        _ if command || event.alt_key() => false,
        ("ArrowDown", _) => go(view, 1, event.shift_key()),
        ("ArrowUp", _) => go(view, -1, event.shift_key()),
        ("PageDown", _) => go(view, PAGE, event.shift_key()),
        ("PageUp", _) => go(view, -PAGE, event.shift_key()),
        ("Home", _) => go(view, isize::MIN / 2, event.shift_key()),
        ("End", _) => go(view, isize::MAX / 2, event.shift_key()),
        ("ArrowRight", Some(at)) => turn(view, fold, at, Fold::Closed),
        ("ArrowLeft", Some(at)) => turn(view, fold, at, Fold::Open),
        ("Escape", _) => escape(view),
        ("Delete" | "Backspace", _) => untie(view),
        ("Enter", Some(at)) => enter(view, at),
        (_, Some(at)) => focus::letters_act(state, event) && letter(view, at, &key),
        _ => false,
    }
}

fn letter(view: GanttView, at: Ref, key: &str) -> bool {
    match key {
        "+" | "-" => done(view, at, if key == "+" { 10 } else { -10 }),
        "l" => {
            view.tying.set(Some(at));
            let title = view.title(at);
            view.foresee(Outlook {
                words: vec![format!(
                    "From \u{201c}{title}\u{201d}: go to the task that waits for it, then Enter. Esc cancels."
                )],
                ..Outlook::default()
            });
            true
        }
        "d" => next_tie(view, at),
        _ => false,
    }
}

/// Steps through the rows; with Shift what is passed is chosen.
fn go(view: GanttView, by: isize, choosing: bool) -> bool {
    let sheet = view.sheet();
    let Some(last) = sheet.lines.len().checked_sub(1) else {
        return false;
    };
    let here = view.active.get_untracked();
    let here = here.and_then(|at| view.row_of(at));
    let to = match here {
        Some(row) => row.saturating_add_signed(by).min(last),
        None => 0,
    };
    // A head is passed.
    let is_line = |row: &usize| sheet.lines[*row].head.is_none();
    let found = match by < 0 {
        true => (0..=to).rev().find(is_line).or((to..=last).find(is_line)),
        false => (to..=last).find(is_line).or((0..=to).rev().find(is_line)),
    };
    let Some(to) = found else {
        return false;
    };
    let at = sheet.lines[to].at;
    view.choose(at, false, choosing);
    view.bring(to);
    if let Some(from) = view.tying.get_untracked().filter(|from| *from != at) {
        view.foresee(view.outlook(&Gesture::Tie(from, at, TieKind::FinishToStart)));
    }
    true
}

/// Folds or unfolds; with nothing to fold one goes to the summary above.
fn turn(view: GanttView, fold: Callback<Ref>, at: Ref, when: Fold) -> bool {
    let sheet = view.sheet();
    let Some(row) = view.row_of(at) else {
        return false;
    };
    if sheet.lines[row].fold == when {
        fold.run(at);
        return true;
    }
    let depth = sheet.lines[row].depth;
    let above = sheet.lines[..row]
        .iter()
        .rposition(|line| line.depth < depth);
    if let (Fold::Open, Some(above)) = (when, above) {
        view.choose(sheet.lines[above].at, false, false);
        view.bring(above);
    }
    true
}

fn escape(view: GanttView) -> bool {
    let tying = view.tying.get_untracked().is_some();
    let tie = view.tie.get_untracked().is_some();
    let chosen = !view.chosen.with_untracked(|it| it.len() <= 1);
    view.tying.set(None);
    view.tie.set(None);
    if let (true, Some(at)) = (chosen, view.active.get_untracked()) {
        view.choose(at, false, false);
    }
    view.drop_it() || tying || tie || chosen
}

fn untie(view: GanttView) -> bool {
    let Some(tie) = view.tie.get_untracked() else {
        return false;
    };
    view.tie.set(None);
    view.perform(&Gesture::Untie(tie));
    true
}

fn enter(view: GanttView, at: Ref) -> bool {
    let Some(from) = view.tying.get_untracked() else {
        if let Some(hands) = view.hands.get_value() {
            (hands.open)(at);
        }
        return true;
    };
    view.tying.set(None);
    view.foresee(Outlook::default());
    from == at || {
        view.perform(&Gesture::Tie(from, at, TieKind::FinishToStart));
        true
    }
}

fn done(view: GanttView, at: Ref, by: i16) -> bool {
    let sheet = view.sheet();
    let Some(line) = sheet.lines.iter().find(|line| line.at == at) else {
        return false;
    };
    let percent = (i16::from(line.bar.done) + by).clamp(0, 100);
    line.fold == Fold::None
        && view.perform(&Gesture::Done(at, u8::try_from(percent).unwrap_or(100)))
}

/// The next arrow of a row.
fn next_tie(view: GanttView, at: Ref) -> bool {
    let sheet = view.sheet();
    let Some(row) = sheet.lines.iter().position(|line| line.at == at) else {
        return false;
    };
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    let mine = sheet.ties.list().iter().zip(&sheet.tied);
    let mine: Vec<Ref> = mine
        .filter(|(tie, _)| tie.from == row || tie.to == row)
        .map(|(_, at)| *at)
        .collect();
    let now = view.tie.get_untracked();
    let next = now.and_then(|now| mine.iter().position(|it| *it == now));
    let next = mine.get(next.map_or(0, |at| at + 1)).or(mine.first());
    view.tie.set(next.copied());
    next.is_some()
}
