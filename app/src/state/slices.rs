//! Long work beside the page: a few milliseconds at a time, so that it goes on answering, and dropped
//! as soon as nobody wants it any more.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use exchange::pace::Turn;
use jiff::Timestamp;
use leptos::prelude::*;

use super::State;

/// How long one slice may take: two frames, less than what a person notices.
const SLICE: i64 = 24;

/// Decides when a slice was long enough.
pub struct Slices {
    state: State,
    began: Rc<Cell<Timestamp>>,
}

impl Slices {
    /// The first one begins now.
    pub fn new(state: State) -> Self {
        let began = Rc::new(Cell::new(state.host().now()));
        Self { state, began }
    }

    /// A pause, when this slice was long enough.
    pub fn due(&self) -> Option<Turn> {
        let took = self.state.host().now().as_millisecond() - self.began.get().as_millisecond();
        (took >= SLICE).then(|| self.pause())
    }

    /// A pause, whatever the time: the page is drawn.
    pub fn pause(&self) -> Turn {
        let (state, began) = (self.state, self.began.clone());
        Box::pin(async move {
            state.pause(0).await;
            began.set(state.host().now());
        })
    }
}

impl State {
    /// Waits some milliseconds while the page goes on.
    pub async fn pause(self, milliseconds: u32) {
        let over: Rc<(Cell<bool>, RefCell<Option<Waker>>)> = Rc::default();
        let end = over.clone();
        let wake = move || {
            end.0.set(true);
            if let Some(waker) = end.1.take() {
                waker.wake();
            }
        };
        self.host().after(milliseconds, Box::new(wake));
        poll_fn(|context| match over.0.get() {
            true => Poll::Ready(()),
            false => {
                over.1.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await;
    }

    /// Holds back who follows rows, for a change of many: nobody is told until `release`.
    pub fn hold(self) {
        self.held.set_value(Some(false));
    }

    /// Tells everybody at once what was held back.
    pub fn release(self) {
        if self.held.try_update_value(Option::take).flatten() == Some(true) {
            self.wakes.with_value(|wakes| wakes.all());
        }
    }
}

/// Work to its end, or `None` when it is not wanted any more: asked whenever it paused.
pub async fn while_wanted<T>(
    wanted: impl Fn() -> bool,
    work: impl Future<Output = T>,
) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|context| match wanted() {
        true => work.as_mut().poll(context).map(Some),
        false => Poll::Ready(None),
    })
    .await
}
