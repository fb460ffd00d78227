//! The browser bundle from a folder: files, the shell, and what is neither.

use std::fs;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use server::config::Config;

use crate::world::{World, request};

async fn served() -> (World, tempfile::TempDir) {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join("assets")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html>shell"),
        ("service-worker.js", "// worker"),
        ("widget.js", "// widget"),
        ("assets/app-0123.js", "// app"),
    ] {
        fs::write(site.path().join(name), text).unwrap();
    }
    let config = Config {
        site: Some(site.path().to_owned()),
        ..Config::default()
    };
    (World::with(config).await, site)
}

#[tokio::test]
async fn every_page_of_the_app_is_the_shell() {
    let (world, _site) = served().await;
    for path in [
        "/",
        "/okrs",
        "/okrs/key-result/0b5c",
        "/join/a-secret",
        "/projects/1?x=../..",
    ] {
        let reply = world.get(path, "").await;
        assert_eq!(
            (reply.status, reply.text.as_str()),
            (StatusCode::OK, "<!doctype html>shell")
        );
        assert_eq!(reply.header("cache-control"), "no-cache");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_good_and_the_rest_is_asked_for() {
    let (world, _site) = served().await;
    let app = world.get("/assets/app-0123.js", "").await;
    assert_eq!(
        app.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(app.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(app.header("access-control-allow-origin"), "*");
    let worker = world.get("/service-worker.js", "").await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    let again = request(Method::GET, "/service-worker.js", "")
        .header(header::IF_NONE_MATCH, worker.header("etag"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(world.ask(again).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_not_there_is_not_the_shell_and_nothing_outside_is_there() {
    let (world, _site) = served().await;
    for path in [
        "/assets/app-9999.js",
        "/favicon.ico",
        "/../outside.txt",
        "/assets/../../outside.txt",
        "/..%2foutside.txt",
        "/assets/..%2f..%2foutside.txt",
    ] {
        let reply = world.get(path, "").await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
}
