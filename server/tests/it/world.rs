//! A server without a socket: the router over a database in a folder of its own.

use std::sync::Arc;

use ::sync::message::{Epoch, Offer, Offered, Push, SCHEMA};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use jiff::civil::date;
use model::{Entity, Id, Op, Person, Team};
use serde_json::{Value, json};
use server::config::Config;
use server::router::router;
use server::state::State;
use store::Sqlite;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;
use uuid::Uuid;

/// A server and its folder.
pub struct World {
    pub router: Router,
    pub close: watch::Sender<bool>,
    _folder: TempDir,
}

/// An answer, read to its end.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
    /// The session cookie that it sets.
    pub fn cookie(&self) -> String {
        self.header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }
    pub fn code(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Someone {
    pub cookie: String,
    pub person: Id<Person>,
    pub client: Uuid,
    pub cseq: u64,
}

impl World {
    pub async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub async fn with(config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Sqlite::open(&folder.path().join("test.db")).await.unwrap());
        let (close, closing) = watch::channel(false);
        let state = State::new(store, config, closing);
        Self {
            router: router(state),
            close,
            _folder: folder,
        }
    }

    pub async fn ask(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Reply {
        self.ask(
            request(Method::GET, path, cookie)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    pub async fn post(&self, path: &str, cookie: &str, body: &Value) -> Reply {
        let request = request(Method::POST, path, cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.ask(request.unwrap()).await
    }

    /// Signs the first owner up.
    pub async fn owner(&self) -> Someone {
        let reply = self.post("/api/v1/sign_up", "", &sign_up()).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        someone(&reply)
    }

    /// Invites somebody with a role and lets them in.
    pub async fn joined(&self, by: &Someone, role: &str, email: &str) -> Someone {
        let invite = json!({ "role": role, "name": "" });
        let made = self.post("/api/v1/invite", &by.cookie, &invite).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        let token = made.json()["token"].clone();
        let form = json!({
            "token": token, "name": role, "email": email, "password": "correct horse",
        });
        let reply = self.post("/api/v1/join", "", &form).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        someone(&reply)
    }

    pub async fn epoch(&self, who: &Someone) -> Epoch {
        serde_json::from_value(self.pull(who).await["epoch"].clone()).unwrap()
    }

    pub async fn pull(&self, who: &Someone) -> Value {
        let body = json!({ "epoch": Uuid::nil(), "client": who.client, "have": {} });
        let reply = self.post("/api/v1/pull", &who.cookie, &body).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        reply.json()
    }

    /// Pushes operations as the next of this client.
    pub async fn push(&self, who: &mut Someone, ops: Vec<Op>) -> Value {
        let push = push(self.epoch(who).await, who, ops);
        let reply = self.post("/api/v1/push", &who.cookie, &json!(push)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        reply.json()
    }
}

pub fn request(method: Method, path: &str, cookie: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, cookie)
}

pub fn someone(reply: &Reply) -> Someone {
    let person = serde_json::from_value(reply.json()["person"].clone()).unwrap();
    Someone {
        cookie: reply.cookie(),
        person,
        client: Uuid::new_v4(),
        cseq: 0,
    }
}

pub fn sign_up() -> Value {
    json!({
        "workspace": "Acme", "name": "Ada", "email": "ada@acme.example",
        "password": "correct horse",
    })
}

/// Operations as the next ones of a client.
pub fn push(epoch: Epoch, who: &mut Someone, ops: Vec<Op>) -> Push {
    let offer = |op| {
        who.cseq += 1;
        Offer {
            op_id: Uuid::new_v4(),
            cseq: who.cseq,
            at: Timestamp::UNIX_EPOCH,
            today: Some(date(2026, 11, 23)),
            op: Offered::Known(op),
        }
    };
    let ops = ops.into_iter().map(offer).collect();
    Push {
        epoch,
        client: who.client,
        schema: SCHEMA,
        ops,
    }
}

/// A new team.
pub fn team(id: Uuid, name: &str) -> Op {
    let team = Team {
        name: name.into(),
        ..Team::default()
    };
    create(id, team)
}

/// A new row.
pub fn create(id: Uuid, entity: impl Into<Entity>) -> Op {
    Op::Create {
        id,
        entity: entity.into(),
        audience: None,
    }
}

/// The verdicts' words.
pub fn verdicts(answer: &Value) -> Vec<&str> {
    let list = answer["verdicts"].as_array().unwrap();
    list.iter()
        .map(|it| it["verdict"].as_str().unwrap())
        .collect()
}

/// Every live row of a pull, as (kind, id, body).
pub fn rows(pulled: &Value) -> Vec<(String, String, Value)> {
    let scopes = pulled["scopes"].as_array().unwrap();
    let rows = scopes
        .iter()
        .flat_map(|it| it["rows"].as_array().cloned().unwrap_or_default());
    rows.filter(|row| row["state"].as_str().unwrap_or("live") == "live")
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap().to_owned();
            (text("kind"), text("id"), row["row"]["body"].clone())
        })
        .collect()
}
