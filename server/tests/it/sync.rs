//! Push, pull, the live stream and history through HTTP.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use model::{Audience, Circle, Id, Op};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

use crate::world::{World, create, push, request, rows, team, verdicts};

#[tokio::test]
async fn what_one_pushes_another_pulls() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let member = world.joined(&owner, "member", "m@acme.example").await;
    let id = Uuid::new_v4();
    let answer = world.push(&mut owner, vec![team(id, "Core")]).await;
    assert_eq!(verdicts(&answer), ["ok"]);
    let pulled = world.pull(&member).await;
    assert_eq!(pulled["head"], answer["head"]);
    let found: Vec<_> = rows(&pulled)
        .into_iter()
        .filter(|row| row.1 == id.to_string())
        .collect();
    assert_eq!(
        found,
        [("team".into(), id.to_string(), json!({ "name": "Core" }))]
    );
}

#[tokio::test]
async fn the_same_push_twice_is_done_once() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let epoch = world.epoch(&owner).await;
    let push = json!(push(epoch, &mut owner, vec![team(Uuid::new_v4(), "Core")]));
    let first = world
        .post("/api/v1/push", &owner.cookie, &push)
        .await
        .json();
    let again = world
        .post("/api/v1/push", &owner.cookie, &push)
        .await
        .json();
    assert_eq!(
        (&first["verdicts"], &first["head"]),
        (&again["verdicts"], &again["head"])
    );
}

#[tokio::test]
async fn a_refusal_is_a_sentence_and_the_device_goes_on() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let gone = model::Ref {
        kind: model::Kind::Task,
        id: Uuid::new_v4(),
    };
    let answer = world
        .push(
            &mut owner,
            vec![Op::Trash { at: gone }, team(Uuid::new_v4(), "Core")],
        )
        .await;
    assert_eq!(verdicts(&answer), ["refused", "ok"]);
    assert!(
        answer["verdicts"][0]["message"]
            .as_str()
            .unwrap()
            .contains("not here any more")
    );
    assert_eq!(answer["last_cseq"], 2);
}

#[tokio::test]
async fn an_operation_of_a_newer_version_waits() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let epoch = world.epoch(&owner).await;
    let mut body = json!(push(epoch, &mut owner, vec![team(Uuid::new_v4(), "Core")]));
    body["schema"] = json!(999);
    body["ops"][0]["op"] = json!({ "op": "dream", "of": "sheep" });
    let answer = world
        .post("/api/v1/push", &owner.cookie, &body)
        .await
        .json();
    assert_eq!(verdicts(&answer), ["quarantined"]);
}

#[tokio::test]
async fn strangers_and_floods_get_nothing() {
    let world = World::new().await;
    let owner = world.owner().await;
    for path in ["/api/v1/push", "/api/v1/pull"] {
        let reply = world.post(path, "throughline=nonsense", &json!({})).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::UNAUTHORIZED, "signed_out")
        );
    }
    let flood = json!({ "ops": "x".repeat(2 * 1024 * 1024) });
    let reply = world.post("/api/v1/push", &owner.cookie, &flood).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let reply = world
        .post("/api/v1/push", &owner.cookie, &json!({ "ops": 1 }))
        .await;
    assert_eq!(reply.code(), "unreadable");
}

#[tokio::test]
async fn the_client_of_another_person_cannot_be_used() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let mut member = world.joined(&owner, "member", "m@acme.example").await;
    world
        .push(&mut owner, vec![team(Uuid::new_v4(), "Core")])
        .await;
    member.client = owner.client;
    let epoch = world.epoch(&member).await;
    let push = json!(push(epoch, &mut member, vec![team(Uuid::new_v4(), "Mine")]));
    let reply = world.post("/api/v1/push", &member.cookie, &push).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::BAD_REQUEST, "client_taken")
    );
}

#[tokio::test]
async fn the_live_stream_says_the_head_and_ends_with_the_server() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let request = request(Method::GET, "/api/v1/live", &owner.cookie)
        .body(Body::empty())
        .unwrap();
    let mut body = world
        .router
        .clone()
        .oneshot(request)
        .await
        .unwrap()
        .into_body();
    assert_eq!(head(&next(&mut body).await.unwrap()), 1);
    let answer = world
        .push(&mut owner, vec![team(Uuid::new_v4(), "Core")])
        .await;
    assert_eq!(json!(head(&next(&mut body).await.unwrap())), answer["head"]);
    world.close.send(true).unwrap();
    assert_eq!(next(&mut body).await, None);
}

async fn next(body: &mut Body) -> Option<String> {
    let wait = std::time::Duration::from_secs(10);
    let frame = tokio::time::timeout(wait, body.frame())
        .await
        .expect("in time")?;
    Some(String::from_utf8_lossy(frame.unwrap().data_ref().unwrap()).into_owned())
}

fn head(event: &str) -> u64 {
    assert!(event.starts_with("event: head\n"), "{event}");
    let data = event
        .lines()
        .find_map(|line| line.strip_prefix("data: "))
        .unwrap();
    serde_json::from_str::<Value>(data).unwrap()["head"]
        .as_u64()
        .unwrap()
}

#[tokio::test]
async fn who_is_outside_a_circle_sees_no_trace_of_it() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let member = world.joined(&owner, "member", "m@acme.example").await;
    let (circle, secret) = (Uuid::new_v4(), Uuid::new_v4());
    let members = [owner.person].into();
    let ops = vec![
        create(
            circle,
            Circle {
                name: "Deal".into(),
                members,
                ..Circle::default()
            },
        ),
        Op::Create {
            id: secret,
            entity: model::Project {
                title: "Merger".into(),
                ..model::Project::default()
            }
            .into(),
            audience: Some(Audience::Circle(Id::new(circle))),
        },
    ];
    assert_eq!(verdicts(&world.push(&mut owner, ops).await), ["ok", "ok"]);
    let sees = |pulled: &Value| rows(pulled).iter().any(|row| row.1 == secret.to_string());
    assert!(sees(&world.pull(&owner).await));
    assert!(
        !world
            .pull(&member)
            .await
            .to_string()
            .contains(&secret.to_string())
    );
    let history = format!("/api/v1/history?kind=project&id={secret}");
    assert_eq!(
        world.get(&history, &member.cookie).await.status,
        StatusCode::NOT_FOUND
    );
    let nothing = format!("/api/v1/history?kind=project&id={}", Uuid::new_v4());
    let absent = world.get(&nothing, &member.cookie).await;
    assert_eq!(absent.text, world.get(&history, &member.cookie).await.text);
}

#[tokio::test]
async fn the_history_of_a_row_names_who_changed_what() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let id = Uuid::new_v4();
    let rename = Op::Set {
        at: model::Ref {
            kind: model::Kind::Team,
            id,
        },
        field: "name".into(),
        from: json!("Core"),
        to: json!("Kernel"),
    };
    world
        .push(
            &mut owner,
            vec![team(id, "Core"), rename, team(Uuid::new_v4(), "Other")],
        )
        .await;
    let path = format!("/api/v1/history?kind=team&id={id}");
    let changes = world.get(&path, &owner.cookie).await.json()["changes"].clone();
    let changes = changes.as_array().unwrap();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes[0]["ops"][0]["to"], "Kernel");
    assert_eq!(changes[1]["ops"][0]["op"], "create");
    assert_eq!(changes[0]["person"], json!(owner.person));
}
