//! What tabs of one device tell each other. A message may be lost: everything is also in the journal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A message from one tab to all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub enum Said {
    /// Is the leader there?
    Ask,
    /// The leader is here.
    Lead {
        /// Its term.
        term: u64,
    },
    /// Records were written: take them in. For a great many, `Reload` is said instead.
    Changed {
        /// Everything else of base was forgotten.
        #[serde(default)]
        fresh: bool,
        /// Shelf, key and value.
        records: Vec<(String, String, Option<String>)>,
    },
    /// A great deal was written: read everything again.
    Reload,
    /// How the leader's talk with the server goes.
    Talk {
        /// Since when the server cannot be reached, in milliseconds.
        offline_since: Option<i64>,
        /// When the leader last had everything.
        synced_at: Option<i64>,
        /// Whether nobody is signed in any more.
        #[serde(default)]
        signed_out: bool,
    },
    /// Ask the server now.
    Hurry,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    from: Uuid,
    #[serde(flatten)]
    said: Said,
}

/// The channel of one database.
pub struct Channel {
    me: Uuid,
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Joins; `hear` is called with what other tabs say. What cannot be read (a tab of a newer build) is
    /// left out.
    pub fn join(name: &str, me: Uuid, mut hear: impl FnMut(Said) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str::<Envelope>(&text) {
                Ok(envelope) if envelope.from != me => hear(envelope.said),
                _ => {}
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self {
            me,
            channel,
            _hear: hear,
        })
    }

    /// Tells the other tabs.
    pub fn say(&self, said: Said) {
        let envelope = Envelope {
            from: self.me,
            said,
        };
        if let Ok(text) = serde_json::to_string(&envelope) {
            // A closed channel has nobody to tell.
            let _ = self.channel.post_message(&JsValue::from_str(&text));
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
