//! Long work in slices: between them whoever drives it may draw, answer, or stop for good by dropping
//! the work. Pure: there is no clock here, the driver has one.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A pause that its driver ends.
pub type Turn = Pin<Box<dyn Future<Output = ()>>>;

/// Rows between two questions whether a pause is due: asking has to cost less than the work.
pub(crate) const ROWS: usize = 32;

/// How work is divided.
pub struct Pace<'a> {
    due: &'a dyn Fn(usize, usize) -> Option<Turn>,
}

impl<'a> Pace<'a> {
    /// Asks `due` now and then, with how much is done of how much; a pause that it answers is waited for.
    pub fn new(due: &'a dyn Fn(usize, usize) -> Option<Turn>) -> Self {
        Self { due }
    }

    /// Without a pause.
    pub fn at_once() -> Self {
        Self { due: &|_, _| None }
    }

    /// Between two rows.
    pub(crate) async fn row(&self, done: usize, all: usize) {
        if done.is_multiple_of(ROWS) {
            self.turn(done, all).await;
        }
    }

    /// Between two larger steps.
    pub async fn turn(&self, done: usize, all: usize) {
        if let Some(turn) = (self.due)(done, all) {
            turn.await;
        }
    }
}

/// Work that takes no pause, to its end.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        // Without pauses the first answer is the last.
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
}
