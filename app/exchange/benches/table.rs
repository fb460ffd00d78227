//! How fast a table of 20,000 rows is understood, best of some rounds.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and prints its figures"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use exchange::table;

fn main() {
    let mut text = String::from(
        "ID,Name,Duration,Start,Finish,Predecessors,Outline Level,Resource Names,% Complete,Notes\n",
    );
    for row in 1..=20_000 {
        let level = if row % 10 == 1 { 1 } else { 2 };
        let before = if level == 2 {
            format!("{}FS+2 days", row - 1)
        } else {
            String::new()
        };
        writeln!(
            text,
            "{row},Task {row},3 days?,02.03.2026 08:00,13.03.2026,{before},{level},\
             \"Ada[50%];Grace\",25%,\"note {row}, more\""
        )
        .expect("writing to a string cannot fail");
    }
    let mut best = [Duration::MAX; 3];
    for _ in 0..8 {
        let begun = Instant::now();
        let book = table::read(text.as_bytes(), "a.csv").expect("a table");
        best[0] = best[0].min(begun.elapsed());
        let begun = Instant::now();
        let mapping = table::guess(&book);
        best[1] = best[1].min(begun.elapsed());
        let begun = Instant::now();
        let understood = table::understand(&book, &mapping).expect("understood");
        best[2] = best[2].min(begun.elapsed());
        assert_eq!(understood.file.tasks.len(), 20_000);
    }
    let [read, guess, understand] = best.map(|it| it.as_secs_f64() * 1e3);
    println!("20,000 rows: read {read:.1} ms, guess {guess:.1} ms, understand {understand:.1} ms");
}
