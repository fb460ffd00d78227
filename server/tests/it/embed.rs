//! Other people's pages: what they get, and what they must not.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use jiff::civil::date;
use model::{
    Audience, CheckIn, Circle, Decimal, Id, KeyResult, Kind, MetricType, Objective, Op, Ref,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Reply, Someone, World, create, request, verdicts};

/// A Key Result from 0 to 100 at a value, in the running cycle.
async fn key_result(world: &World, who: &mut Someone, value: i64) -> (Uuid, Uuid) {
    let cycle = world.pull(who).await;
    let cycle = crate::world::rows(&cycle)
        .into_iter()
        .find(|row| row.2["state"] == "active");
    let cycle = Id::new(cycle.expect("founding made a cycle").1.parse().unwrap());
    let (objective, key_result) = (Uuid::new_v4(), Uuid::new_v4());
    let goal = Objective {
        title: "Faster onboarding".into(),
        cycle: Some(cycle),
        owner: Some(who.person),
        published: true,
        ..Objective::default()
    };
    let ops = vec![
        create(objective, goal),
        measure(who, objective, key_result, "Fewer <days>"),
        check_in(key_result, value),
    ];
    let answer = world.push(who, ops).await;
    assert_eq!(verdicts(&answer), ["ok", "ok", "ok"], "{answer}");
    (objective, key_result)
}

fn measure(who: &Someone, objective: Uuid, id: Uuid, title: &str) -> Op {
    create(
        id,
        KeyResult {
            objective: Id::new(objective),
            title: title.into(),
            owner: Some(who.person),
            metric: MetricType::Number,
            unit: "days".into(),
            start: Some(Decimal::ZERO),
            target: Some(Decimal::ONE_HUNDRED),
            published: true,
            ..KeyResult::default()
        },
    )
}

fn check_in(of: Uuid, value: i64) -> Op {
    create(
        Uuid::new_v4(),
        CheckIn {
            key_result: Id::new(of),
            on: Some(date(2026, 11, 23)),
            value: Some(Decimal::from(value)),
            ..CheckIn::default()
        },
    )
}

async fn token(world: &World, who: &Someone, kind: Kind, id: Uuid, origins: &[&str]) -> Reply {
    let form = json!({ "at": Ref { kind, id }, "name": "Intranet", "origins": origins });
    world.post("/api/v1/embed_tokens", &who.cookie, &form).await
}

fn secret(made: &Reply) -> String {
    made.json()["token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn a_token_shows_the_number_in_every_form() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (objective, key_result) = key_result(&world, &mut owner, 58).await;
    let made = token(&world, &owner, Kind::KeyResult, key_result, &[]).await;
    let secret = secret(&made);

    let summary = world.get(&format!("/embed/{secret}.json"), "").await;
    assert_eq!(summary.header("access-control-allow-origin"), "*");
    let said = summary.json();
    assert_eq!(said["title"], "Fewer <days>");
    assert_eq!(
        said["outcome"],
        json!({ "text": "58 %", "basis_points": 5800 })
    );
    assert_eq!(said["work"]["basis_points"], Value::Null);
    assert_eq!(
        (said["now"].as_str(), said["span"].as_str()),
        (Some("58 days"), Some("0 to 100 days"))
    );

    let picture = world
        .get(&format!("/embed/{secret}.svg?size=l&theme=dark"), "")
        .await;
    assert_eq!(
        picture.header("content-type"),
        "image/svg+xml; charset=utf-8"
    );
    assert!(picture.text.contains("58 %") && picture.text.contains("Fewer &lt;days&gt;"));

    let page = world.get(&format!("/embed/{secret}"), "").await;
    assert!(
        page.header("content-security-policy")
            .contains("frame-ancestors *")
    );
    assert!(page.text.contains("<svg") && !page.text.contains("<script"));
    assert!(!page.text.contains("<days>"));

    let made = token(&world, &owner, Kind::Objective, objective, &[]).await;
    let said = world
        .get(&format!("/embed/{}.json", self::secret(&made)), "")
        .await
        .json();
    assert_eq!(said["outcome"]["text"], "58 %");

    let list = world
        .get("/api/v1/embed_tokens", &owner.cookie)
        .await
        .json();
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert!(!list.to_string().contains(&secret));
}

#[tokio::test]
async fn a_picture_follows_the_next_check_in() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (_, key_result) = key_result(&world, &mut owner, 20).await;
    let secret = secret(&token(&world, &owner, Kind::KeyResult, key_result, &[]).await);
    world.push(&mut owner, vec![check_in(key_result, 75)]).await;
    assert!(
        world
            .get(&format!("/embed/{secret}.svg"), "")
            .await
            .text
            .contains("75 %")
    );
}

#[tokio::test]
async fn a_revoked_an_unknown_and_a_confidential_one_look_the_same() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (_, one) = key_result(&world, &mut owner, 20).await;
    let (_, two) = key_result(&world, &mut owner, 20).await;
    let revoked = token(&world, &owner, Kind::KeyResult, one, &[]).await;
    let hidden = token(&world, &owner, Kind::KeyResult, two, &[]).await;

    let id = revoked.json()["embed"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/embed_tokens/{id}/revoke");
    assert_eq!(
        world.post(&path, &owner.cookie, &json!({})).await.status,
        StatusCode::OK
    );
    assert_eq!(
        world.post(&path, &owner.cookie, &json!({})).await.status,
        StatusCode::NOT_FOUND
    );

    let circle = Uuid::new_v4();
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
        Op::SetAudience {
            at: Ref {
                kind: Kind::KeyResult,
                id: two,
            },
            from: None,
            to: Some(Audience::Circle(Id::new(circle))),
        },
    ];
    assert_eq!(verdicts(&world.push(&mut owner, ops).await), ["ok", "ok"]);

    let unknown = world.get("/embed/nonsense.svg", "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for made in [&revoked, &hidden] {
        let reply = world.get(&format!("/embed/{}.svg", secret(made)), "").await;
        assert_eq!(
            (reply.status, reply.text),
            (unknown.status, unknown.text.clone())
        );
    }
    let again = token(&world, &owner, Kind::KeyResult, two, &[]).await;
    assert_eq!(again.code(), "not_public");
}

#[tokio::test]
async fn a_public_number_has_nothing_confidential_in_it() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (objective, _) = key_result(&world, &mut owner, 40).await;
    let (circle, hidden) = (Uuid::new_v4(), Uuid::new_v4());
    let members = [owner.person].into();
    let mut confidential = measure(&owner, objective, hidden, "Secret");
    if let Op::Create { audience, .. } = &mut confidential {
        *audience = Some(Audience::Circle(Id::new(circle)));
    }
    let circle = create(
        circle,
        Circle {
            name: "Deal".into(),
            members,
            ..Circle::default()
        },
    );
    let answer = world
        .push(
            &mut owner,
            vec![circle, confidential, check_in(hidden, 100)],
        )
        .await;
    assert_eq!(verdicts(&answer), ["ok", "ok", "ok"], "{answer}");
    let secret = secret(&token(&world, &owner, Kind::Objective, objective, &[]).await);
    let said = world.get(&format!("/embed/{secret}.json"), "").await.json();
    assert_eq!(said["outcome"]["text"], "40 %");
}

#[tokio::test]
async fn named_origins_alone_may_read_and_frame() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (_, key_result) = key_result(&world, &mut owner, 20).await;
    let origins = ["https://wiki.example/start"];
    let secret = secret(&token(&world, &owner, Kind::KeyResult, key_result, &origins).await);
    for (origin, allowed) in [
        ("https://wiki.example", true),
        ("https://evil.example", false),
    ] {
        let request = request(Method::GET, &format!("/embed/{secret}.json"), "")
            .header(header::ORIGIN, origin)
            .body(Body::empty())
            .unwrap();
        let reply = world.ask(request).await;
        let expected = if allowed { origin } else { "" };
        assert_eq!(reply.header("access-control-allow-origin"), expected);
    }
    let page = world.get(&format!("/embed/{secret}"), "").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors https://wiki.example"),
        "{policy}"
    );
    let odd = token(
        &world,
        &owner,
        Kind::KeyResult,
        key_result,
        &["*; script-src *"],
    )
    .await;
    assert_eq!(odd.code(), "origin_odd");
}

#[tokio::test]
async fn guests_share_nothing_and_members_revoke_their_own() {
    let world = World::new().await;
    let mut owner = world.owner().await;
    let (_, key_result) = key_result(&world, &mut owner, 20).await;
    let guest = world.joined(&owner, "guest", "g@acme.example").await;
    let member = world.joined(&owner, "member", "m@acme.example").await;
    let refused = token(&world, &guest, Kind::KeyResult, key_result, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let made = token(&world, &owner, Kind::KeyResult, key_result, &[]).await;
    let id = made.json()["embed"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/embed_tokens/{id}/revoke");
    let reply = world.post(&path, &member.cookie, &json!({})).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}
