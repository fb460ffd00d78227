//! Letting people in, with the role that was meant for them.

use axum::http::StatusCode;
use model::{Op, Role};
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn a_link_lets_one_person_in() {
    let world = World::new().await;
    let owner = world.owner().await;
    let made = world
        .post(
            "/api/v1/invite",
            &owner.cookie,
            &json!({ "role": "member" }),
        )
        .await;
    let token = made.json()["token"].clone();
    assert!(
        made.json()["url"]
            .as_str()
            .unwrap()
            .ends_with(token.as_str().unwrap())
    );

    let look = world
        .post("/api/v1/invitation", "", &json!({ "token": token }))
        .await
        .json();
    assert_eq!(
        (look["workspace"].as_str(), look["invited_by"].as_str()),
        (Some("Acme"), Some("Ada"))
    );

    let mut form = json!({
        "token": token, "name": "Bob", "email": "ada@acme.example", "password": "correct horse",
    });
    let reply = world.post("/api/v1/join", "", &form).await;
    assert_eq!(reply.code(), "email_taken");
    form["email"] = json!("bob@acme.example");
    let reply = world.post("/api/v1/join", "", &form).await;
    assert_eq!(
        (reply.status, reply.json()["role"].as_str()),
        (StatusCode::OK, Some("member"))
    );

    form["email"] = json!("eve@acme.example");
    let reply = world.post("/api/v1/join", "", &form).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::NOT_FOUND, "invitation_gone")
    );
    let reply = world
        .post("/api/v1/invitation", "", &json!({ "token": "nonsense" }))
        .await;
    assert_eq!(reply.code(), "invitation_gone");
}

#[tokio::test]
async fn nobody_gives_more_than_they_may() {
    let world = World::new().await;
    let owner = world.owner().await;
    let member = world.joined(&owner, "member", "m@acme.example").await;
    let admin = world.joined(&owner, "admin", "a@acme.example").await;
    for (who, role, status) in [
        (&member, "admin", StatusCode::FORBIDDEN),
        (&admin, "owner", StatusCode::FORBIDDEN),
        (&admin, "guest", StatusCode::OK),
    ] {
        let reply = world
            .post("/api/v1/invite", &who.cookie, &json!({ "role": role }))
            .await;
        assert_eq!(reply.status, status, "{role}: {}", reply.text);
    }
}

#[tokio::test]
async fn an_invitation_of_someone_who_may_no_more_is_void_and_leaves_no_account() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let admin = world.joined(&owner, "admin", "a@acme.example").await;
    let made = world
        .post(
            "/api/v1/invite",
            &admin.cookie,
            &json!({ "role": "member" }),
        )
        .await;
    let demote = Op::Set {
        at: admin.person.at(),
        field: "role".into(),
        from: json!(Role::Admin),
        to: json!(Role::Guest),
    };
    world.push(&mut owner, vec![demote]).await;
    let form = json!({
        "token": made.json()["token"], "name": "Bob", "email": "bob@acme.example",
        "password": "correct horse",
    });
    let reply = world.post("/api/v1/join", "", &form).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.text);
    let sign_in = json!({ "email": "bob@acme.example", "password": "correct horse" });
    assert_eq!(
        world.post("/api/v1/sign_in", "", &sign_in).await.code(),
        "wrong_password"
    );
}

#[tokio::test]
async fn a_deactivated_person_is_out_at_once() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let member = world.joined(&owner, "member", "m@acme.example").await;
    let out = Op::Set {
        at: member.person.at(),
        field: "deactivated".into(),
        from: json!(false),
        to: json!(true),
    };
    world.push(&mut owner, vec![out]).await;
    assert_eq!(
        world.get("/api/v1/me", &member.cookie).await.status,
        StatusCode::UNAUTHORIZED
    );
    let sign_in = json!({ "email": "m@acme.example", "password": "correct horse" });
    assert_eq!(
        world.post("/api/v1/sign_in", "", &sign_in).await.status,
        StatusCode::FORBIDDEN
    );
}
