//! Things to put into stores.

use jiff::Timestamp;
use model::{Audience, Id, Kind, Ref};
use serde_json::json;
use store::{
    Account, ClientWrite, Commit, Digest, Grant, Invitation, LogEntry, Outcome, RowWrite, Session,
    Token,
};
use sync::Scope;
use sync::message::{Epoch, RowState, RowText, Verdict};
use uuid::Uuid;

/// A small identity that reads well in a failure.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A moment, in seconds.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// The workspace of every test.
pub fn ws() -> Uuid {
    id(1)
}

/// A digest of one repeated byte.
pub fn digest(byte: u8) -> Digest {
    Digest([byte; 32])
}

/// A team by number.
pub fn team(n: u128) -> Ref {
    Ref {
        kind: Kind::Team,
        id: id(n),
    }
}

/// A Circle's scope by number.
pub fn circle(n: u128) -> Audience {
    Audience::Circle(Id::new(id(n)))
}

/// An epoch by number.
pub fn epoch(n: u128) -> Epoch {
    Epoch(id(n))
}

/// A row in a scope.
pub fn row(n: u128, scope: impl Into<Scope>, seq: u64) -> RowWrite {
    let text = format!("{{\"head\":{{}},\"body\":{{\"name\":\"Team {n} \u{201c}\\n\u{201d}\"}}}}");
    RowWrite {
        at: team(n),
        scope: scope.into(),
        seq,
        state: RowState::Live,
        text: RowText(text),
    }
}

/// One accepted operation that touches a team.
pub fn entry(seq: u64, client: u128, cseq: u64, touched: &[Ref]) -> LogEntry {
    LogEntry {
        seq,
        op_id: id(u128::from(seq) * 1000 + client),
        client: id(client),
        cseq,
        person: Id::new(id(7)),
        op: json!({ "op": "trash", "exact": 10000000000000001_u64, "text": "\u{e9}\u{1f600}" }),
        at: at(90),
        received_at: at(100),
        touched: touched.to_vec(),
    }
}

/// A commit of one operation that writes one team into the workspace's scope.
pub fn commit(seq: u64, client: u128, cseq: u64, n: u128) -> Commit {
    let entry = entry(seq, client, cseq, &[team(n)]);
    let outcome = Outcome {
        op_id: entry.op_id,
        client: entry.client,
        cseq,
        seq,
        verdict: Verdict::Ok { seq },
    };
    Commit {
        from: seq - 1,
        head: seq,
        log: vec![entry],
        outcomes: vec![outcome],
        rows: vec![row(n, Audience::Workspace, seq)],
        clients: vec![client_at(client, cseq)],
        ..Commit::default()
    }
}

/// How far a client came.
pub fn client_at(client: u128, last_cseq: u64) -> ClientWrite {
    ClientWrite {
        client: id(client),
        person: Id::new(id(7)),
        last_cseq,
    }
}

/// Somebody holds a scope.
pub fn grant(person: u128, audience: Audience, since: u64) -> Grant {
    Grant {
        person: Id::new(id(person)),
        audience,
        since,
    }
}

/// An account.
pub fn account(person: u128, email: &str) -> Account {
    Account {
        person: id(person),
        workspace: ws(),
        email: email.into(),
        password: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".into(),
        created_at: at(1),
    }
}

/// A session that ends at a second.
pub fn session(byte: u8, expires: i64) -> Session {
    Session {
        digest: digest(byte),
        person: id(7),
        created_at: at(1),
        expires_at: at(expires),
    }
}

/// An embed token.
pub fn token(byte: u8, created: i64) -> Token {
    Token {
        digest: digest(byte),
        id: id(u128::from(byte)),
        workspace: ws(),
        name: "The intranet\u{2019}s start page".into(),
        target: team(1),
        origins: vec!["https://wiki.example".into(), "https://example.org".into()],
        created_by: id(7),
        created_at: at(created),
        expires_at: at(900),
        revoked_at: None,
        used_at: None,
    }
}

/// An invitation.
pub fn invitation(byte: u8) -> Invitation {
    Invitation {
        digest: digest(byte),
        id: id(u128::from(byte)),
        workspace: ws(),
        role: model::Role::Member,
        person: id(40),
        name: "Ada".into(),
        created_by: id(7),
        created_at: at(1),
        expires_at: at(900),
        used_at: None,
    }
}
