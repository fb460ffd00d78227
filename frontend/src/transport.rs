//! Talking to the server. Whether there is a network is learnt from what happens to requests, never from
//! what the browser believes.

use app::host::Trouble;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, EventSource, MessageEvent, RequestCredentials, RequestInit, Response};

/// Where the routes are.
const BASE: &str = "/api/v1/";
/// How long an ordinary request may take.
const PATIENCE: u32 = 20_000;
/// How long a first load or a large push may take.
const LONG_PATIENCE: u32 = 90_000;

/// Why a request has no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: whether the server did it is unknown, so it is asked again.
    Unreachable,
    /// Nobody is signed in (any more).
    SignedOut,
    /// The message is larger than the server takes.
    TooLarge,
    /// The server is busy or ill: again later.
    Later,
    /// The server says no, with its code and sentence.
    Refused {
        /// `snake_code`.
        code: String,
        /// A sentence.
        message: String,
    },
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unreachable => Self::Offline,
            Failure::Later => Self::Refused {
                code: "busy".into(),
                message: "The server is busy just now. Please try again in a moment.".into(),
            },
            Failure::TooLarge => Self::Refused {
                code: "too_large".into(),
                message: "This is larger than the server takes.".into(),
            },
            Failure::SignedOut => Self::Refused {
                code: "signed_out".into(),
                message: "Your session has ended. Sign in again; your edits are kept here.".into(),
            },
            Failure::Refused { code, message } => Self::Refused { code, message },
        }
    }
}

/// Asks with GET.
pub async fn get<A: DeserializeOwned>(path: &str) -> Result<A, Failure> {
    read(send("GET", path, None, PATIENCE).await?)
}

/// Asks with POST and JSON.
pub async fn post<A: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<A, Failure> {
    let body = serde_json::to_string(body).map_err(|error| unreadable(&error))?;
    read(send("POST", path, Some(&body), LONG_PATIENCE).await?)
}

/// Posts where the answer has no content worth reading.
pub async fn tell(path: &str, body: &impl Serialize) -> Result<(), Failure> {
    let body = serde_json::to_string(body).map_err(|error| unreadable(&error))?;
    send("POST", path, Some(&body), PATIENCE).await.map(drop)
}

/// Deletes.
pub async fn delete(path: &str) -> Result<(), Failure> {
    send("DELETE", path, None, PATIENCE).await.map(drop)
}

fn read<A: DeserializeOwned>(text: String) -> Result<A, Failure> {
    serde_json::from_str(&text).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Refused {
        code: "unreadable".into(),
        message: format!(
            "The server and this page do not understand each other ({error}). Reloading the page \
             brings the version that fits; your edits are kept here."
        ),
    }
}

async fn send(
    method: &str,
    path: &str,
    body: Option<&str>,
    patience: u32,
) -> Result<String, Failure> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(body));
        if let Ok(headers) = web_sys::Headers::new() {
            // Setting a plain header with plain text cannot fail.
            let _ = headers.set("content-type", "application/json");
            init.set_headers(&headers);
        }
    }
    let window = web_sys::window().ok_or(Failure::Unreachable)?;
    let asked = window.fetch_with_str_and_init(&format!("{BASE}{path}"), &init);
    let answer: Response = JsFuture::from(asked)
        .await
        .ok()
        .and_then(|answer| answer.dyn_into().ok())
        .ok_or(Failure::Unreachable)?;
    // A body that breaks off is no answer either.
    let text = async { JsFuture::from(answer.text().ok()?).await.ok()?.as_string() }.await;
    judge(answer.status(), text.ok_or(Failure::Unreachable)?)
}

/// What an answer's status means.
fn judge(status: u16, text: String) -> Result<String, Failure> {
    #[derive(serde::Deserialize)]
    struct Said {
        error: String,
        message: String,
    }
    let said = || serde_json::from_str::<Said>(&text).ok();
    match status {
        200..=299 => Ok(text),
        // A wrong password is also 401; only its sentence tells.
        401 => Err(match said() {
            Some(said) if !matches!(said.error.as_str(), "signed_out" | "unauthorized") => {
                Failure::Refused {
                    code: said.error,
                    message: said.message,
                }
            }
            _ => Failure::SignedOut,
        }),
        413 => Err(Failure::TooLarge),
        408 | 429 | 500..=599 => Err(match said() {
            Some(said) if status == 429 => Failure::Refused {
                code: said.error,
                message: said.message,
            },
            // A proxy in front of a stopped server answers for it.
            _ if matches!(status, 502..=504) => Failure::Unreachable,
            _ => Failure::Later,
        }),
        _ => Err(match said() {
            Some(said) => Failure::Refused {
                code: said.error,
                message: said.message,
            },
            None => Failure::Later,
        }),
    }
}

/// The live stream: calls back with every head that the server names, until it is dropped.
pub struct Live {
    source: EventSource,
    _head: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut()>,
}

impl Live {
    /// Listens. The browser reconnects by itself; `is_open` tells when it gave up.
    pub fn listen(
        mut heard: impl FnMut(String) + 'static,
        lost: impl FnMut() + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(&format!("{BASE}live")).ok()?;
        let head = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        let error = Closure::<dyn FnMut()>::new(lost);
        source
            .add_event_listener_with_callback("head", head.as_ref().unchecked_ref())
            .ok()?;
        source.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self {
            source,
            _head: head,
            _error: error,
        })
    }

    /// Whether it is connected or connecting.
    pub fn is_open(&self) -> bool {
        self.source.ready_state() != EventSource::CLOSED
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        self.source.close();
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, judge};

    fn said(code: &str) -> String {
        format!(r#"{{"error":"{code}","message":"A sentence."}}"#)
    }

    #[test]
    fn an_ended_session_is_not_a_wrong_password() {
        assert_eq!(judge(401, String::new()), Err(Failure::SignedOut));
        assert_eq!(judge(401, said("signed_out")), Err(Failure::SignedOut));
        assert!(matches!(
            judge(401, said("wrong_password")),
            Err(Failure::Refused { .. })
        ));
    }

    #[test]
    fn a_proxy_without_its_server_is_offline_and_an_ill_server_is_later() {
        assert_eq!(judge(502, "<html>".into()), Err(Failure::Unreachable));
        assert_eq!(judge(500, "<html>".into()), Err(Failure::Later));
        assert_eq!(judge(404, "<html>".into()), Err(Failure::Later));
        assert!(matches!(
            judge(403, said("not_allowed")),
            Err(Failure::Refused { .. })
        ));
        assert_eq!(judge(204, String::new()), Ok(String::new()));
    }
}
