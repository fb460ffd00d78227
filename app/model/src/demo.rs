//! The demo workspace: Halden, a software company in week five of its quarter. It is built around
//! the day it is opened, so that it tells the same story on any day. Nothing in here is a rule.

mod build;
mod calendar;
mod goal;
mod history;
mod outline;
mod work;

use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Context, Id, Op, Person, Plan};

/// The operations that fill a founded workspace (`access::founding`), in order, each with who did it
/// when. `owner` becomes Ines Moreau's part: she leads the project office.
pub fn ops(
    founded: &Plan,
    owner: Id<Person>,
    now: Timestamp,
    today: Date,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<(Context, Op)> {
    let mut demo = build::Demo::new(owner, now, today, new_id);
    demo.people(founded);
    demo.cycles(founded);
    demo.calendar(founded);
    demo.projects();
    demo.goals();
    demo.links();
    demo.history();
    demo.done()
}
