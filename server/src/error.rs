//! What a route answers when it does not do what it was asked: a code for programs, a sentence for
//! people, as `{"error": "snake_code", "message": "..."}`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use store::StoreError;

/// A refusal or failure of a route.
#[derive(Debug)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl Problem {
    /// Any problem.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
    /// What was sent does not fit.
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }
    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        let message = "You are not signed in, or your session has ended. Sign in again.";
        Self::new(StatusCode::UNAUTHORIZED, "signed_out", message)
    }
    /// Somebody is, but may not.
    pub fn not_allowed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "not_allowed", message)
    }
    /// Absent and forbidden look the same.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is nothing at this address.",
        )
    }
    /// Too often.
    pub fn too_often() -> Self {
        let message = "Too many requests. Wait a little and try again.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_often", message)
    }
    /// Try again: whether it was done is unknown.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request could not be served");
        let message = "The server could not store this just now. It will be tried again.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken { .. } => Self::new(StatusCode::CONFLICT, "taken", error.to_string()),
            StoreError::NoWorkspace => Self::not_found(),
            other => Self::unavailable(other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.code, "message": self.message }));
        (self.status, body).into_response()
    }
}
