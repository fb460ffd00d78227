//! The versioned routes, one file a subject. API.md beside this package lists them.

pub mod account;
pub mod embed_token;
pub mod form;
pub mod health;
pub mod history;
pub mod invitation;
pub mod live;
pub mod sync;

use std::any::Any;

use axum::Json;
use axum::extract::FromRequest;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};

use crate::error::Problem;

/// A JSON body whose refusal is a sentence too.
#[derive(FromRequest)]
#[from_request(via(Json), rejection(Problem))]
pub struct Body<T>(pub T);

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "unreadable", rejection.body_text())
    }
}

/// A panic is ours to mend, not the caller's.
pub fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<&str>().map(|it| (*it).to_owned());
    let text = text
        .or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Problem::unavailable(text).into_response()
}
