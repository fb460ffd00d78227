//! The engine's talk with the server.

use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::message::{Pull, PullAnswer, Push, PushAnswer};
use sync::replica::Failure;
use sync::{Replica, Timer};
use wasm_bindgen_futures::spawn_local;

use super::{Engine, Talk};
use crate::device;
use crate::transport::{self, Live};

impl Engine {
    pub(super) fn push(self: &Rc<Self>, token: u64, push: Push) {
        let this = self.clone();
        spawn_local(async move {
            let answer = ask::<PushAnswer>("push", &push).await;
            this.act(|replica| replica.push_answered(token, answer, device::now()));
        });
    }

    pub(super) fn pull(self: &Rc<Self>, token: u64, pull: Pull) {
        let this = self.clone();
        spawn_local(async move {
            let answer = ask::<PullAnswer>("pull", &pull).await;
            let whole = answer.as_ref().is_ok_and(|answer| !answer.more);
            this.act(|replica| replica.pull_answered(token, answer, device::now()));
            if whole {
                let synced_at = Some(device::milliseconds());
                this.set_talk(Talk {
                    synced_at,
                    ..this.talk.get()
                });
                this.keep_listening();
            }
        });
    }

    /// The leader listens for news, unless it does already.
    pub(super) fn keep_listening(self: &Rc<Self>) {
        let talks = self.with(Replica::leads) && !self.session_ended.get() && !self.closed.get();
        if !talks {
            self.live.take();
            return;
        }
        if self.live.borrow().as_ref().is_some_and(Live::is_open) {
            return;
        }
        let (heard, lost) = (self.weak(), self.weak());
        let live = Live::listen(
            move |text| {
                if let (Some(this), Ok(live)) = (heard.upgrade(), serde_json::from_str(&text)) {
                    this.act(|replica| replica.live(live));
                }
            },
            // The stream broke: whether the server is there is asked at once, not at the next poll.
            move || {
                if let Some(this) = lost.upgrade() {
                    this.act(|replica| replica.timer(Timer::Poll));
                }
            },
        );
        *self.live.borrow_mut() = live;
    }
}

async fn ask<A: DeserializeOwned>(path: &str, message: &impl Serialize) -> Result<A, Failure> {
    transport::post(path, message)
        .await
        .map_err(|failure| match failure {
            // Whether it was done is unknown in both cases: the same is sent again.
            transport::Failure::Unreachable | transport::Failure::Later => Failure::Unreachable,
            transport::Failure::SignedOut => Failure::SignedOut,
            transport::Failure::TooLarge => Failure::TooLarge,
            transport::Failure::Refused { code, message } => Failure::Refused { code, message },
        })
}
