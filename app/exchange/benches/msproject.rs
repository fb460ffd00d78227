//! How fast MSPDI is understood: megabytes a second, best of some rounds. Takes files as arguments;
//! without any it makes a plan of its own.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and prints its figures"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use exchange::msproject::{Context, plan, read};
use uuid::Uuid;

const ROUNDS: usize = 12;

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .collect();
    if files.is_empty() {
        measure("made here, 5,000 tasks", made(5_000).as_bytes());
    }
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) => measure(&file, &bytes),
            Err(error) => println!("{file}: {error}"),
        }
    }
}

fn measure(name: &str, bytes: &[u8]) {
    let mut best_read = Duration::MAX;
    let mut best_plan = Duration::MAX;
    let mut ops = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let understood = match read(bytes) {
            Ok(understood) => understood,
            Err(refused) => return println!("{name}: {refused}"),
        };
        best_read = best_read.min(begun.elapsed());
        let begun = Instant::now();
        let mut next = 0;
        let draft = plan(&understood, &Context::default(), &mut || {
            next += 1;
            Uuid::from_u128(next)
        });
        best_plan = best_plan.min(begun.elapsed());
        ops = draft.ops.len();
    }
    let megabytes = bytes.len() as f64 / 1e6;
    println!(
        "{name}: {megabytes:.1} MB understood in {:.1} ms, {:.0} MB/s; \
         {ops} groups of operations in {:.1} ms",
        best_read.as_secs_f64() * 1e3,
        megabytes / best_read.as_secs_f64(),
        best_plan.as_secs_f64() * 1e3,
    );
}

/// A plan with as many elements a task as Microsoft Project writes.
fn made(tasks: usize) -> String {
    let mut text = String::from("<Project><ScheduleFromStart>1</ScheduleFromStart><Tasks>");
    for uid in 1..=tasks {
        let before = uid - 1;
        write!(
            text,
            "<Task><UID>{uid}</UID><GUID>{uid:032}</GUID><ID>{uid}</ID>\
             <Name>Task &amp; {uid}</Name>\
             <Active>1</Active><Manual>0</Manual><Type>0</Type><IsNull>0</IsNull><WBS>{uid}</WBS>\
             <OutlineNumber>{uid}</OutlineNumber><OutlineLevel>1</OutlineLevel>\
             <Priority>500</Priority>\
             <Start>2026-01-05T08:00:00</Start><Finish>2026-01-06T17:00:00</Finish>\
             <Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat><Work>PT16H0M0S</Work>\
             <EffortDriven>0</EffortDriven><Recurring>0</Recurring><Estimated>0</Estimated>\
             <Milestone>0</Milestone><Summary>0</Summary><Critical>0</Critical>\
             <EarlyStart>2026-01-05T08:00:00</EarlyStart>\
             <EarlyFinish>2026-01-06T17:00:00</EarlyFinish>\
             <LateStart>2026-01-05T08:00:00</LateStart>\
             <LateFinish>2026-01-06T17:00:00</LateFinish>\
             <TotalSlack>0</TotalSlack><PercentComplete>0</PercentComplete>\
             <ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID>\
             <LevelingDelay>0</LevelingDelay><PredecessorLink>\
             <PredecessorUID>{before}</PredecessorUID>\
             <Type>1</Type><CrossProject>0</CrossProject>\
             <LinkLag>0</LinkLag><LagFormat>7</LagFormat>\
             </PredecessorLink></Task>"
        )
        .expect("writing to a string cannot fail");
    }
    text + "</Tasks></Project>"
}
