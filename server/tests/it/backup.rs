//! Backup of a running server, and a restore that costs nobody an edit.

use serde_json::json;
use uuid::Uuid;

use crate::binary::{Server, run, runs};
use crate::world::{Someone, push, rows, team, verdicts};

#[test]
fn a_backup_taken_at_work_comes_back_in_a_new_epoch() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (db, copy) = (text("a.db"), text("copy.db"));
    let mut server = Server::start(db.as_ref(), &[]);
    let mut client = server.client();
    let me = client.sign_up();
    let person = serde_json::from_value(me["person"].clone()).unwrap();
    let mut who = Someone {
        cookie: String::new(),
        person,
        client: Uuid::new_v4(),
        cseq: 0,
    };
    let first = client.pull()["epoch"].clone();
    let epoch = serde_json::from_value(first.clone()).unwrap();
    let (kept, late) = (Uuid::new_v4(), Uuid::new_v4());

    let before = push(epoch, &mut who, vec![team(kept, "Kept")]);
    client.post("/api/v1/push", &json!(before)).unwrap();
    runs(&["backup", &copy, "--db", &db]);
    let after = push(epoch, &mut who, vec![team(late, "Late")]);
    let (_, answer) = client.post("/api/v1/push", &json!(after)).unwrap();
    assert_eq!(verdicts(&answer), ["ok"]);

    let refused = run(&["restore", &copy, "--db", &db]);
    assert!(
        !refused.status.success(),
        "a running server's database is not replaced"
    );
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
    runs(&["restore", &copy, "--db", &db]);
    assert!(runs(&["check", "--db", &db]).contains("All is well"));

    server = Server::start(db.as_ref(), &[]);
    client.address = server.address.clone();
    let pulled = client.pull();
    assert_ne!(pulled["epoch"], first);
    let names = |pulled| -> Vec<String> {
        rows(&pulled)
            .into_iter()
            .filter(|row| row.0 == "team")
            .map(|row| row.1)
            .collect()
    };
    assert_eq!(names(pulled.clone()), [kept.to_string()]);

    // The device learns of the new epoch and offers again what it knows to be settled: what the
    // backup has is recognised, what it lacks is done.
    let (_, stale) = client.post("/api/v1/push", &json!(after)).unwrap();
    assert_eq!(stale["epoch"], pulled["epoch"]);
    assert_eq!(verdicts(&stale), Vec::<&str>::new());
    let epoch = serde_json::from_value(pulled["epoch"].clone()).unwrap();
    let mut again = push(
        epoch,
        &mut who,
        vec![team(kept, "Kept"), team(late, "Late")],
    );
    again.client = Uuid::new_v4();
    for (n, (offer, old)) in again.ops.iter_mut().zip([&before, &after]).enumerate() {
        (offer.op_id, offer.cseq) = (old.ops[0].op_id, n as u64 + 1);
    }
    let (_, answer) = client.post("/api/v1/push", &json!(again)).unwrap();
    assert_eq!(verdicts(&answer), ["ok", "ok"], "{answer}");
    let mut found = names(client.pull());
    found.sort();
    let mut expected = [kept.to_string(), late.to_string()];
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn an_export_has_every_row_on_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (db, out) = (text("a.db"), text("out.jsonl"));
    let server = Server::start(db.as_ref(), &[]);
    server.client().sign_up();
    runs(&["export", &out, "--db", &db]);
    let lines: Vec<serde_json::Value> = std::fs::read_to_string(&out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["format"], "throughline-archive");
    assert!(
        lines
            .iter()
            .any(|it| it["kind"] == "person" && it["row"]["body"]["name"] == "Ada")
    );
    assert!(
        !run(&["export", &out, "--db", &db]).status.success(),
        "nothing is overwritten"
    );
}

/// A plan of two tasks, one after the other.
const PLAN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Move</Name><Title>Move house</Title>
<StartDate>2026-11-23T08:00:00</StartDate><Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Pack</Name><OutlineLevel>1</OutlineLevel>
<Start>2026-11-23T08:00:00</Start><Finish>2026-11-23T17:00:00</Finish>
<Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat></Task>
<Task><UID>2</UID><ID>2</ID><Name>Drive</Name><OutlineLevel>1</OutlineLevel>
<Start>2026-11-24T08:00:00</Start><Finish>2026-11-24T17:00:00</Finish>
<Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>"#;

#[test]
fn an_import_from_the_command_line_comes_in_whole() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (db, plan) = (text("a.db"), text("plan.xml"));
    std::fs::write(&plan, PLAN).unwrap();
    let mut server = Server::start(db.as_ref(), &[]);
    let mut client = server.client();
    client.sign_up();
    let busy = run(&["import", &plan, "--db", &db]);
    assert!(String::from_utf8_lossy(&busy.stderr).contains("in use"));
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));

    let said = runs(&["import", &plan, "--project", "The move", "--db", &db]);
    assert!(said.contains("\u{201c}The move\u{201d}: 2 tasks"), "{said}");
    assert!(
        !run(&["import", &db, "--db", &db]).status.success(),
        "a database is no plan"
    );
    assert!(runs(&["check", "--db", &db]).contains("All is well"));

    server = Server::start(db.as_ref(), &[]);
    client.address = server.address.clone();
    let rows = rows(&client.pull());
    let titles: Vec<&str> = rows
        .iter()
        .filter(|row| row.0 == "task" || row.0 == "project")
        .filter_map(|row| row.2["title"].as_str())
        .collect();
    for title in ["The move", "Pack", "Drive"] {
        assert!(titles.contains(&title), "{titles:?}");
    }
    assert_eq!(rows.iter().filter(|row| row.0 == "dependency").count(), 1);
}
