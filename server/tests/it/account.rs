//! First run, signing in and out, and what keeps strangers away.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::json;
use server::config::Config;

use crate::world::{World, request, sign_up};

#[tokio::test]
async fn a_new_server_waits_for_its_first_owner() {
    let world = World::new().await;
    let me = world.get("/api/v1/me", "").await;
    assert_eq!(
        (me.status, me.code().as_str()),
        (StatusCode::UNAUTHORIZED, "first_run")
    );
    let owner = world.owner().await;
    let me = world.get("/api/v1/me", &owner.cookie).await.json();
    assert_eq!(
        (me["name"].as_str(), me["role"].as_str()),
        (Some("Ada"), Some("owner"))
    );
    let me = world.get("/api/v1/me", "").await;
    assert_eq!(
        (me.status, me.code().as_str()),
        (StatusCode::UNAUTHORIZED, "signed_out")
    );
}

#[tokio::test]
async fn there_is_one_first_owner() {
    let world = World::new().await;
    let form = sign_up();
    let (one, two) = tokio::join!(
        world.post("/api/v1/sign_up", "", &form),
        world.post("/api/v1/sign_up", "", &form),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
}

#[tokio::test]
async fn a_form_says_what_is_wrong_with_it() {
    let world = World::new().await;
    for (field, value, code) in [
        ("workspace", " ", "workspace_missing"),
        ("name", "", "name_missing"),
        ("email", "ada", "email_odd"),
        ("password", "short", "password_short"),
    ] {
        let mut form = sign_up();
        form[field] = json!(value);
        let reply = world.post("/api/v1/sign_up", "", &form).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::BAD_REQUEST, code)
        );
    }
    let reply = world
        .post("/api/v1/sign_up", "", &json!({ "workspace": "Acme" }))
        .await;
    assert_eq!(reply.code(), "unreadable");
    assert_eq!(world.get("/api/v1/me", "").await.code(), "first_run");
}

#[tokio::test]
async fn only_the_right_password_signs_in() {
    let world = World::new().await;
    world.owner().await;
    for (email, password) in [
        ("ada@acme.example", "wrong horse"),
        ("bob@acme.example", "correct horse"),
    ] {
        let form = json!({ "email": email, "password": password });
        let reply = world.post("/api/v1/sign_in", "", &form).await;
        let got = (reply.status, reply.code());
        assert_eq!(got, (StatusCode::UNAUTHORIZED, "wrong_password".into()));
        assert_eq!(reply.header("set-cookie"), "");
    }
    let form = json!({ "email": " Ada@ACME.example ", "password": "correct horse" });
    let reply = world.post("/api/v1/sign_in", "", &form).await;
    assert_eq!(reply.status, StatusCode::OK);
    let cookie = reply.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(
        world.get("/api/v1/me", &reply.cookie()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let world = World::new().await;
    let owner = world.owner().await;
    let reply = world
        .post("/api/v1/sign_out", &owner.cookie, &json!({}))
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        world.get("/api/v1/me", &owner.cookie).await.code(),
        "signed_out"
    );
}

#[tokio::test]
async fn guessing_passwords_becomes_slow() {
    let world = World::new().await;
    world.owner().await;
    let form = json!({ "email": "ada@acme.example", "password": "a guess too far" });
    let mut last = StatusCode::OK;
    for _ in 0..25 {
        last = world.post("/api/v1/sign_in", "", &form).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn another_site_changes_nothing_in_a_visitors_name() {
    let world = World::new().await;
    let owner = world.owner().await;
    for (name, value, allowed) in [
        ("sec-fetch-site", "cross-site", false),
        ("sec-fetch-site", "same-site", false),
        ("sec-fetch-site", "same-origin", true),
        ("origin", "https://evil.example", false),
        ("origin", "null", false),
        ("origin", "http://goals.example", true),
    ] {
        let request = request(Method::POST, "/api/v1/invite", &owner.cookie)
            .header(header::HOST, "goals.example")
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, value)
            .body(Body::from(r#"{"role":"member"}"#))
            .unwrap();
        let reply = world.ask(request).await;
        let expected = if allowed {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(reply.status, expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn behind_tls_the_cookie_is_marked() {
    let base_url = Some("https://goals.example".to_owned());
    let world = World::with(Config {
        base_url,
        ..Config::default()
    })
    .await;
    let reply = world.post("/api/v1/sign_up", "", &sign_up()).await;
    let cookie = reply.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-throughline=") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    assert_eq!(
        world.get("/api/v1/me", &reply.cookie()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_demo_is_only_on_a_demo_server() {
    let world = World::new().await;
    let reply = world.post("/api/v1/demo", "", &json!({})).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_keeps_itself_to_itself() {
    let world = World::new().await;
    for path in ["/", "/okrs", "/api/v1/me", "/api/v1/nothing", "/healthz"] {
        let reply = world.get(path, "").await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{path}"
        );
    }
    let reply = world.get("/api/v1/nothing", "").await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    assert_eq!(world.get("/healthz", "").await.json()["status"], "ok");
}
