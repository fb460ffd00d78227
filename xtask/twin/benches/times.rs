//! How long a whole schedule and one edit take here: a line for each size that is asked for.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks and reads the clock"
)]

use std::hint::black_box;
use std::time::Instant;

fn timed(act: impl FnOnce() -> u32) -> f64 {
    let from = Instant::now();
    black_box(act());
    from.elapsed().as_secs_f64() * 1e3
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn main() {
    for tasks in twin::SIZES {
        twin::hold(tasks);
        let whole = middle((0..9).map(|_| timed(twin::whole)).collect());
        let edit = |n| timed(|| twin::edit(twin::place(tasks, n), n));
        let edit = middle((0..twin::EDITS).map(edit).collect());
        println!("{whole} {edit}");
    }
}
