//! The server's machine, one thing at a time.

use model::{Audience, Circle, Id, Kind, Op};
use serde_json::json;
use sync::ledger::{Arrival, Rejection};
use sync::message::{Offer, Offered, Push, RowState, SCHEMA, Verdict};
use sync::{Ledger, LedgerState, Scope};
use uuid::Uuid;

use super::duo::{MEMBER, OWNER, Server, at, goal, id, now, person, title};

fn push(server: &Server, client: u128, schema: u32, ops: Vec<(u64, u128, Offered)>) -> Push {
    let offer = |(cseq, op_id, op)| Offer {
        op_id: id(op_id),
        cseq,
        at: now().at,
        today: None,
        op,
    };
    let ops = ops.into_iter().map(offer).collect();
    Push {
        epoch: server.ledger.epoch(),
        client: id(client),
        schema,
        ops,
    }
}

fn known(op: Op) -> Offered {
    Offered::Known(op)
}

#[test]
fn numbers_have_no_gap_and_nothing_is_done_twice() {
    let mut server = Server::new();
    let first = push(&server, 10, SCHEMA, vec![(1, 100, known(goal(50, "a")))]);
    let answer = server.push(OWNER, first.clone());
    assert!(matches!(answer.verdicts[0].verdict, Verdict::Ok { .. }));
    let head = server.ledger.head();
    assert_eq!(
        server.push(OWNER, first).verdicts,
        answer.verdicts,
        "the same answer again"
    );
    assert_eq!(server.ledger.head(), head);
    let gap = push(&server, 10, SCHEMA, vec![(3, 102, known(goal(52, "c")))]);
    let answer = server.push(OWNER, gap);
    assert_eq!((answer.last_cseq, answer.verdicts.len()), (1, 0));
    let taken = push(&server, 10, SCHEMA, vec![(1, 103, known(goal(53, "d")))]);
    assert_eq!(
        server.push(OWNER, taken).verdicts[0].verdict,
        Verdict::NumberTaken
    );
    // Another client offers the same operation: a restored copy, or a number given anew.
    let again = push(&server, 11, SCHEMA, vec![(1, 100, known(goal(50, "a")))]);
    let answer = server.push(OWNER, again);
    assert_eq!((answer.last_cseq, server.ledger.head()), (1, head));
    assert!(matches!(answer.verdicts[0].verdict, Verdict::Ok { .. }));
    // Somebody else does not learn what became of it.
    let foreign = push(&server, 12, SCHEMA, vec![(1, 100, known(goal(50, "a")))]);
    let answer = server.push(MEMBER, foreign);
    assert!(matches!(
        answer.verdicts[0].verdict,
        Verdict::Refused { .. }
    ));
    let stolen = push(&server, 10, SCHEMA, vec![(2, 104, known(goal(54, "e")))]);
    let commit = server.admit(&[Arrival {
        person: person(MEMBER),
        push: stolen,
    }]);
    assert_eq!(commit.answers[0], Err(Rejection::ClientTaken));
}

#[test]
fn a_row_that_moves_leaves_one_scope_and_enters_another_with_one_seq() {
    let mut server = Server::new();
    let circle = Circle {
        name: "Board".into(),
        members: [person(OWNER)].into(),
        ..Circle::default()
    };
    let ops = vec![
        (
            1,
            100,
            known(Op::Create {
                id: id(70),
                entity: circle.into(),
                audience: None,
            }),
        ),
        (2, 101, known(goal(50, "Reorganise"))),
    ];
    let made = push(&server, 10, SCHEMA, ops);
    server.push(OWNER, made);
    let board = Audience::Circle(Id::new(id(70)));
    assert!(server.live(Audience::Workspace.into()).contains(&at(50)));
    let hide = Op::SetAudience {
        at: at(50),
        from: None,
        to: Some(board),
    };
    let hide = push(&server, 10, SCHEMA, vec![(3, 102, known(hide))]);
    server.push(OWNER, hide);
    let left = &server.rows[&(Scope::default(), at(50))];
    let live = &server.rows[&(Scope::from(board), at(50))];
    assert_eq!((left.state, live.state), (RowState::Left, RowState::Live));
    assert_eq!(left.seq, live.seq);
    assert!(
        left.text.is_empty(),
        "nothing of it stays where others look"
    );
    // To a person outside, hidden and absent look the same.
    let peek = push(
        &server,
        11,
        SCHEMA,
        vec![(1, 103, known(title(50, "Reorganise", "x")))],
    );
    let hidden = server.push(MEMBER, peek).verdicts.remove(0).verdict;
    let peek = push(
        &server,
        11,
        SCHEMA,
        vec![(2, 104, known(title(51, "Reorganise", "x")))],
    );
    let absent = server.push(MEMBER, peek).verdicts.remove(0).verdict;
    assert_eq!(hidden, absent);
}

#[test]
fn what_a_newer_client_sends_waits_and_is_decided_after_the_update() {
    let mut server = Server::new();
    let made = push(&server, 10, SCHEMA, vec![(1, 100, known(goal(50, "a")))]);
    server.push(OWNER, made);
    let newer = json!({"op": "create", "id": id(60), "kind": "dream", "body": {"of": id(50)}});
    let ops = vec![
        (2, 101, Offered::Unknown(newer.clone())),
        (3, 102, known(title(50, "a", "b"))),
        (4, 103, known(goal(51, "alone"))),
    ];
    let sent = push(&server, 10, SCHEMA + 1, ops);
    let commit = server.admit(&[Arrival {
        person: person(OWNER),
        push: sent,
    }]);
    let answer = commit.answers[0].clone().expect("taken");
    let verdicts: Vec<_> = answer
        .verdicts
        .iter()
        .map(|it| it.verdict.clone())
        .collect();
    assert_eq!(verdicts[0], Verdict::Quarantined);
    assert_eq!(verdicts[1], Verdict::Quarantined, "it is about what waits");
    assert!(
        matches!(verdicts[2], Verdict::Ok { .. }),
        "it is about something else"
    );
    assert_eq!(answer.last_cseq, 4);
    assert_eq!(commit.quarantined.len(), 2);
    // The same from a client that claims no newer version is refused, not kept.
    let refused = push(&server, 13, SCHEMA, vec![(1, 105, Offered::Unknown(newer))]);
    let refused = server.push(OWNER, refused).verdicts.remove(0).verdict;
    assert!(matches!(refused, Verdict::Refused { .. }));
    // An update that reads both: here the first becomes something that this version knows.
    let mut waiting = commit.quarantined.clone();
    waiting[0].op = serde_json::to_value(goal(60, "dream")).expect("JSON");
    let mut updated = Ledger::load(LedgerState {
        authors: Vec::new(),
        epoch: server.ledger.epoch(),
        head: server.ledger.head(),
        rows: server.rows.values().cloned().collect(),
        clients: Vec::new(),
        waiting,
    })
    .expect("loads");
    let commit = updated.reconsider(now().at);
    assert_eq!(commit.released, [id(101), id(102)]);
    assert_eq!(commit.log.len(), 2);
    updated.committed();
    assert_eq!(
        updated.plan().any(at(50)).and_then(|it| it.get("title")),
        Some(json!("b"))
    );
    assert!(updated.reconsider(now().at).is_empty());
}

#[test]
fn a_commit_that_fails_leaves_no_trace() {
    let mut server = Server::new();
    let before: Vec<_> = server.ledger.plan().every().collect();
    let head = server.ledger.head();
    let held = server.ledger.held(person(OWNER));
    let circle = Circle {
        name: "c".into(),
        members: [person(OWNER)].into(),
        ..Circle::default()
    };
    let ops = vec![
        (1, 100, known(goal(50, "a"))),
        (
            2,
            101,
            known(Op::Create {
                id: id(70),
                entity: circle.into(),
                audience: None,
            }),
        ),
    ];
    let sent = push(&server, 10, SCHEMA, ops);
    let arrival = Arrival {
        person: person(OWNER),
        push: sent,
    };
    let commit = server.ledger.admit(
        core::slice::from_ref(&arrival),
        &Default::default(),
        now().at,
    );
    assert_eq!(commit.granted.len(), 1);
    assert_eq!(server.ledger.head(), head, "not durable yet");
    server.ledger.failed();
    assert!(server.ledger.plan().every().eq(before));
    assert_eq!(server.ledger.held(person(OWNER)), held);
    assert_eq!(server.ledger.reader(person(OWNER), id(10)).last_cseq, 0);
    let commit = server.admit(&[arrival]);
    assert_eq!(commit.log.len(), 2, "and it can come again");
}

#[test]
fn one_bad_operation_does_not_stop_the_others() {
    let mut server = Server::new();
    let absent = Op::Trash {
        at: model::Ref {
            kind: Kind::Task,
            id: Uuid::max(),
        },
    };
    let ops = vec![
        (1, 100, known(absent)),
        (2, 101, Offered::Unknown(json!({"op": 7}))),
        (3, 102, known(goal(50, "fine"))),
    ];
    let sent = push(&server, 10, SCHEMA, ops);
    let answer = server.push(OWNER, sent);
    assert_eq!(answer.last_cseq, 3);
    let fine: Vec<bool> = answer
        .verdicts
        .iter()
        .map(|it| it.verdict.is_accepted())
        .collect();
    assert_eq!(fine, [false, false, true]);
}
