//! The same schedules natively and in wasm. Plans are made from a number; their dates are told as a
//! digest, which has to be the same in both worlds, and are computed again to be timed.

mod plan;

use std::cell::RefCell;
use std::fmt::Write as _;

use model::schedule::Schedules;
use model::{AnyRow, Id, Plan, Project, Span, Task};
use wasm_bindgen::prelude::wasm_bindgen;

pub use plan::{Shape, project};

/// Sizes that are timed.
pub const SIZES: [u32; 3] = [1_000, 5_000, 20_000];
/// Edits of which the middle time is told.
pub const EDITS: u32 = 21;

/// Which task the n-th edit is of.
#[must_use]
pub fn place(tasks: u32, n: u32) -> u32 {
    (n * 7919 + 5) % tasks / 10 * 10 + 5
}

thread_local! {
    static HELD: RefCell<Option<(Plan, Schedules)>> = const { RefCell::new(None) };
}

/// FNV-1a over text, so that no library has to agree with another.
struct Digest(u64);

impl std::fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

fn digest_of(schedules: &Schedules, project: Id<Project>) -> u64 {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    if let Some(schedule) = schedules.project(project) {
        // Writing into a number cannot fail.
        let _ = write!(digest, "{schedule:?}");
    }
    digest.0
}

/// The dates of a plan made from a number, from nothing and after some edits, in one digest.
#[wasm_bindgen]
#[must_use]
pub fn digest(seed: u32, tasks: u32) -> u64 {
    let mut plan = plan::make(seed, tasks, Shape::Wild);
    let mut all = Schedules::new(&plan);
    let mut sum = digest_of(&all, project());
    for number in 0..8 {
        edit_one(
            &mut plan,
            &mut all,
            seed.wrapping_add(number * 7919) % tasks.max(1),
            number,
        );
        sum = sum.rotate_left(7) ^ digest_of(&all, project());
    }
    sum
}

/// Makes a plan and keeps it: what is timed next is about it.
#[wasm_bindgen]
pub fn hold(tasks: u32) {
    let plan = plan::make(1, tasks, Shape::Plain);
    let all = Schedules::new(&plan);
    HELD.set(Some((plan, all)));
}

/// Schedules what is held from nothing; how many tasks have dates.
#[wasm_bindgen]
#[must_use]
pub fn whole() -> u32 {
    HELD.with_borrow_mut(|held| {
        let Some((plan, all)) = held else { return 0 };
        *all = Schedules::new(plan);
        count(all)
    })
}

/// Makes an edit in what is held and follows it; how many steps that took.
#[wasm_bindgen]
#[must_use]
pub fn edit(task: u32, amount: u32) -> u32 {
    HELD.with_borrow_mut(|held| {
        let Some((plan, all)) = held else { return 0 };
        edit_one(plan, all, task, amount);
        u32::try_from(all.steps(project())).unwrap_or(u32::MAX)
    })
}

fn count(all: &Schedules) -> u32 {
    let tasks = all.project(project()).map_or(0, |it| it.tasks.len());
    u32::try_from(tasks).unwrap_or(u32::MAX)
}

fn edit_one(plan: &mut Plan, all: &mut Schedules, task: u32, amount: u32) {
    let id: Id<Task> = plan::task(task);
    let Some(before) = plan.get(id).cloned() else {
        return;
    };
    let mut row = (*before).clone();
    row.body.duration = Some(Span {
        minutes: 240 + i64::from(amount) * 60,
        ..Span::default()
    });
    plan.put(AnyRow::Task(std::sync::Arc::new(row)));
    let touched = (id.at(), Some(AnyRow::Task(before)));
    drop(all.follow_rows(plan, &[touched]));
}
