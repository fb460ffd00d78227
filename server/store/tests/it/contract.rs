//! What every store must do; each test runs over each store.

use jiff::civil::date;
use model::{Audience, Id};
use serde_json::json;
use store::{AuthorWrite, Commit, Memory, Range, RowWrite, Sqlite, Store, StoreError, Waiting};
use sync::Scope;
use sync::message::{RowState, RowText, Verdict};

use crate::world::*;

/// Runs the same body over every store.
macro_rules! contract {
    ($(async fn $name:ident($store:ident) $body:block)*) => { $(
        mod $name {
            use super::*;

            async fn body($store: &dyn Store) $body

            #[tokio::test]
            async fn memory() {
                body(&Memory::new()).await;
            }

            #[tokio::test]
            async fn sqlite() {
                let folder = tempfile::tempdir().unwrap();
                let store = Sqlite::open(&folder.path().join("test.db")).await.unwrap();
                body(&store).await;
                store.close().await;
            }
        }
    )* };
}

fn all(after: u64) -> Range {
    Range {
        scope: Scope::default(),
        after,
        limit: 1000,
    }
}

async fn founded(store: &dyn Store) {
    store.found(ws(), epoch(1)).await.unwrap();
}

contract! {
    async fn an_empty_store_has_nothing(store) {
        assert_eq!(store.workspaces().await.unwrap(), []);
        assert!(matches!(store.load(ws()).await, Err(StoreError::NoWorkspace)));
        let pulled = store.pull(ws(), vec![all(0)]).await;
        assert!(matches!(pulled, Err(StoreError::NoWorkspace)));
    }

    async fn founding_happens_once(store) {
        founded(store).await;
        let again = store.found(ws(), epoch(2)).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })));
        let summary = store.workspaces().await.unwrap();
        assert_eq!((summary[0].id, summary[0].epoch, summary[0].head), (ws(), epoch(1), 0));
    }

    async fn what_is_committed_is_loaded_to_the_byte(store) {
        founded(store).await;
        let mut first = commit(1, 5, 1, 10);
        first.granted = vec![grant(7, circle(3), 1), grant(7, Audience::Workspace, 1)];
        store.commit(ws(), first.clone()).await.unwrap();
        let loaded = store.load(ws()).await.unwrap();
        assert_eq!((loaded.head, loaded.rows, loaded.clients), (1, first.rows, first.clients));
        let mut grants = loaded.grants;
        grants.sort_by_key(|it| it.audience);
        assert_eq!(grants, [grant(7, Audience::Workspace, 1), grant(7, circle(3), 1)]);
        assert_eq!(store.log(ws(), 0, 10).await.unwrap(), first.log);
    }

    async fn who_wrote_a_field_last_is_kept(store) {
        founded(store).await;
        let of = |field: &str, person: u128| AuthorWrite {
            at: team(10), field: field.into(), person: Id::new(id(person)),
        };
        let authors = vec![of("name", 7), of("place", 7)];
        store.commit(ws(), Commit { authors, ..commit(1, 5, 1, 10) }).await.unwrap();
        let second = Commit { authors: vec![of("name", 8)], ..commit(2, 5, 2, 10) };
        store.commit(ws(), second).await.unwrap();
        let mut loaded = store.load(ws()).await.unwrap().authors;
        loaded.sort_by(|one, other| one.field.cmp(&other.field));
        assert_eq!(loaded, [of("name", 8), of("place", 7)]);
    }

    async fn a_later_row_replaces_an_earlier_one(store) {
        founded(store).await;
        store.commit(ws(), commit(1, 5, 1, 10)).await.unwrap();
        let mut second = commit(2, 5, 2, 10);
        second.rows[0].text = RowText("{\"head\":{},\"body\":{\"title\":\"Now\"}}".into());
        store.commit(ws(), second.clone()).await.unwrap();
        assert_eq!(store.load(ws()).await.unwrap().rows, second.rows);
    }

    async fn a_commit_decided_on_an_older_head_changes_nothing(store) {
        founded(store).await;
        store.commit(ws(), commit(1, 5, 1, 10)).await.unwrap();
        let late = store.commit(ws(), commit(1, 6, 1, 11)).await;
        assert!(matches!(late, Err(StoreError::Behind { head: 1, expected: 0 })));
        assert_eq!(store.load(ws()).await.unwrap().rows.len(), 1);
    }

    async fn a_number_of_a_device_is_accepted_once(store) {
        founded(store).await;
        store.commit(ws(), commit(1, 5, 1, 10)).await.unwrap();
        let again = store.commit(ws(), commit(2, 5, 1, 11)).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })));
        let loaded = store.load(ws()).await.unwrap();
        assert_eq!((loaded.head, loaded.rows.len()), (1, 1));
    }

    async fn a_pull_gives_what_is_newer_in_order(store) {
        founded(store).await;
        for seq in 1..=4 {
            let n = u128::from(20 - seq);
            store.commit(ws(), commit(seq, 5, seq, n)).await.unwrap();
        }
        let page = store.pull(ws(), vec![all(2)]).await.unwrap();
        let seqs: Vec<u64> = page.rows.iter().map(|row| row.seq).collect();
        assert_eq!((page.epoch, page.head, seqs), (epoch(1), 4, vec![3, 4]));
    }

    async fn a_row_that_moves_leaves_its_old_scope(store) {
        founded(store).await;
        store.commit(ws(), commit(1, 5, 1, 10)).await.unwrap();
        let mut second = commit(2, 5, 2, 10);
        let gone = row(10, Audience::Workspace, 2);
        let left = RowWrite { state: RowState::Left, text: RowText::default(), ..gone };
        second.rows = vec![left.clone(), row(10, circle(3), 2)];
        store.commit(ws(), second).await.unwrap();
        assert_eq!(store.pull(ws(), vec![all(0)]).await.unwrap().rows, [left]);
        let inside = Range { scope: circle(3).into(), ..all(0) };
        let rows = store.pull(ws(), vec![inside]).await.unwrap().rows;
        assert_eq!(rows, [row(10, circle(3), 2)]);
    }

    async fn a_row_of_two_audiences_lies_in_their_pair(store) {
        founded(store).await;
        let pair = Scope::new(circle(4), Some(circle(3)));
        let both = row(10, pair, 1);
        store.commit(ws(), Commit { rows: vec![both.clone()], ..commit(1, 5, 1, 10) })
            .await.unwrap();
        let one = Range { scope: circle(3).into(), ..all(0) };
        assert_eq!(store.pull(ws(), vec![one]).await.unwrap().rows, []);
        let two = Range { scope: pair, ..all(0) };
        assert_eq!(store.pull(ws(), vec![one, two]).await.unwrap().rows, [both]);
    }

    async fn a_page_ends_with_a_whole_change(store) {
        founded(store).await;
        let three = |seq: u64, from: u128| Commit {
            rows: (from..from + 3).map(|n| row(n, Audience::Workspace, seq)).collect(),
            ..commit(seq, 5, seq, from)
        };
        for (seq, from) in [(1, 10), (2, 20), (3, 30)] {
            store.commit(ws(), three(seq, from)).await.unwrap();
        }
        for (limit, rows) in [(1, 3), (3, 3), (4, 6), (6, 6), (7, 9), (u32::MAX, 9)] {
            let range = Range { limit, ..all(0) };
            assert_eq!(store.pull(ws(), vec![range]).await.unwrap().rows.len(), rows, "{limit}");
        }
        let later = Range { limit: 1, ..all(1) };
        let seqs: Vec<u64> =
            store.pull(ws(), vec![later]).await.unwrap().rows.iter().map(|row| row.seq).collect();
        assert_eq!(seqs, [2, 2, 2]);
    }

    async fn scopes_are_gained_and_lost(store) {
        founded(store).await;
        let gain = Commit { granted: vec![grant(7, circle(3), 1)], ..commit(1, 5, 1, 10) };
        store.commit(ws(), gain).await.unwrap();
        let lose = Commit { revoked: vec![grant(7, circle(3), 1)], ..commit(2, 5, 2, 10) };
        store.commit(ws(), lose).await.unwrap();
        assert_eq!(store.load(ws()).await.unwrap().grants, []);
        let again = Commit {
            revoked: vec![grant(7, circle(3), 1)],
            granted: vec![grant(7, circle(3), 3)],
            ..commit(3, 5, 3, 10)
        };
        store.commit(ws(), again).await.unwrap();
        assert_eq!(store.load(ws()).await.unwrap().grants, [grant(7, circle(3), 3)]);
    }

    async fn an_answer_is_remembered(store) {
        founded(store).await;
        let first = commit(1, 5, 1, 10);
        store.commit(ws(), first.clone()).await.unwrap();
        let op = first.log[0].op_id;
        let known = store.outcomes(ws(), [op, id(999)].into()).await.unwrap();
        assert_eq!(known, [(op, first.outcomes[0].clone())].into());
        assert_eq!(store.outcomes(ws(), [].into()).await.unwrap(), [].into());
    }

    async fn a_refusal_moves_the_device_and_not_the_head(store) {
        founded(store).await;
        let mut refused = commit(1, 5, 1, 10);
        (refused.head, refused.log, refused.rows) = (0, vec![], vec![]);
        store.commit(ws(), refused.clone()).await.unwrap();
        let loaded = store.load(ws()).await.unwrap();
        assert_eq!((loaded.head, loaded.clients), (0, refused.clients));
    }

    async fn the_history_of_a_row_is_newest_first(store) {
        founded(store).await;
        for (seq, n) in [(1, 10), (2, 11), (3, 10)] {
            store.commit(ws(), commit(seq, 5, seq, n)).await.unwrap();
        }
        let history = store.history(ws(), team(10), 10).await.unwrap();
        assert_eq!(history.iter().map(|it| it.seq).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(history[0].touched, [team(10)]);
        assert_eq!(store.history(ws(), team(10), 1).await.unwrap().len(), 1);
    }

    async fn the_log_is_read_in_pages(store) {
        founded(store).await;
        for seq in 1..=5 {
            store.commit(ws(), commit(seq, 5, seq, 10)).await.unwrap();
        }
        let page = store.log(ws(), 2, 2).await.unwrap();
        assert_eq!(page.iter().map(|it| it.seq).collect::<Vec<_>>(), [3, 4]);
    }

    async fn an_unreadable_operation_waits_until_it_is_released(store) {
        founded(store).await;
        let kept = Waiting {
            op_id: id(9), client: id(5), cseq: 1, person: Id::new(id(7)), at: at(2),
            today: date(2026, 11, 23), op: json!({"op": "dream"}), why: "unknown variant".into(),
            received_at: at(3),
        };
        let commit = Commit { quarantined: vec![kept.clone()], ..Commit::default() };
        store.commit(ws(), commit).await.unwrap();
        let loaded = store.load(ws()).await.unwrap();
        assert_eq!((loaded.head, loaded.waiting), (0, vec![kept]));
        let commit = Commit { released: vec![id(9)], ..Commit::default() };
        store.commit(ws(), commit).await.unwrap();
        assert_eq!(store.load(ws()).await.unwrap().waiting, []);
    }

    async fn a_refusal_is_remembered_with_its_reason(store) {
        founded(store).await;
        let mut refused = commit(1, 5, 1, 10);
        (refused.head, refused.log, refused.rows) = (0, vec![], vec![]);
        let why = model::Refusal::NotFound { kind: model::Kind::Task };
        let message = why.to_string();
        refused.outcomes[0].verdict = Verdict::Refused { why, message };
        store.commit(ws(), refused.clone()).await.unwrap();
        let op = refused.outcomes[0].op_id;
        let known = store.outcomes(ws(), [op].into()).await.unwrap();
        assert_eq!(known, [(op, refused.outcomes[0].clone())].into());
    }

    async fn a_new_epoch_keeps_everything_else(store) {
        founded(store).await;
        store.commit(ws(), commit(1, 5, 1, 10)).await.unwrap();
        store.renew(ws(), epoch(2)).await.unwrap();
        let loaded = store.load(ws()).await.unwrap();
        assert_eq!((loaded.epoch, loaded.head, loaded.rows.len()), (epoch(2), 1, 1));
        assert!(matches!(store.renew(id(2), epoch(3)).await, Err(StoreError::NoWorkspace)));
    }

    async fn an_address_belongs_to_one_account(store) {
        store.add_account(account(7, "Ada@Example.org")).await.unwrap();
        let same = store.add_account(account(8, "ada@example.ORG")).await;
        assert!(matches!(same, Err(StoreError::Taken { .. })));
        let found = store.account_by_email("ADA@example.org".into()).await.unwrap();
        assert_eq!(found, Some(account(7, "ada@example.org")));
        assert_eq!(store.account(id(7)).await.unwrap(), found);
        assert_eq!(store.account(id(8)).await.unwrap(), None);
        assert_eq!(store.first_account().await.unwrap(), found);
    }

    async fn a_session_ends_by_itself_or_by_hand(store) {
        store.add_session(session(1, 100)).await.unwrap();
        store.add_session(session(2, 200)).await.unwrap();
        assert_eq!(store.session(digest(1), at(99)).await.unwrap(), Some(session(1, 100)));
        assert_eq!(store.session(digest(1), at(100)).await.unwrap(), None);
        store.end_session(digest(2), at(50)).await.unwrap();
        assert_eq!(store.session(digest(2), at(50)).await.unwrap(), None);
        assert_eq!(store.session(digest(1), at(50)).await.unwrap(), Some(session(1, 100)));
    }

    async fn a_token_is_listed_used_and_revoked_once(store) {
        store.add_token(token(1, 10)).await.unwrap();
        store.add_token(token(2, 20)).await.unwrap();
        assert_eq!(store.tokens(ws()).await.unwrap(), [token(2, 20), token(1, 10)]);
        store.use_token(digest(1), at(30)).await.unwrap();
        assert!(store.revoke_token(ws(), id(1), at(40)).await.unwrap());
        assert!(!store.revoke_token(ws(), id(1), at(50)).await.unwrap());
        assert!(!store.revoke_token(id(2), id(2), at(50)).await.unwrap());
        let found = store.token(digest(1)).await.unwrap().unwrap();
        assert_eq!((found.used_at, found.revoked_at), (Some(at(30)), Some(at(40))));
        assert_eq!(store.token(digest(9)).await.unwrap(), None);
    }

    async fn an_invitation_is_accepted_by_one(store) {
        store.add_invitation(invitation(1)).await.unwrap();
        store.add_account(account(7, "taken@example.org")).await.unwrap();
        let taken = store.accept(digest(1), account(40, "taken@example.org"), at(5)).await;
        assert!(matches!(taken, Err(StoreError::Taken { .. })));
        assert_eq!(store.invitation(digest(1)).await.unwrap(), Some(invitation(1)));
        store.accept(digest(1), account(40, "a@example.org"), at(5)).await.unwrap();
        let second = store.accept(digest(1), account(41, "b@example.org"), at(6)).await;
        assert!(matches!(second, Err(StoreError::Taken { .. })));
        assert_eq!(store.account(id(41)).await.unwrap(), None);
        assert_eq!(store.invitation(digest(1)).await.unwrap().unwrap().used_at, Some(at(5)));
        store.unaccept(digest(1), id(40)).await.unwrap();
        assert_eq!(store.invitation(digest(1)).await.unwrap(), Some(invitation(1)));
        assert_eq!(store.account(id(40)).await.unwrap(), None);
    }
}
