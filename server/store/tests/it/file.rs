//! What only a file can do: come back, be claimed, be copied in use, be restored, be damaged.

use std::path::Path;

use store::sqlite::{backup, restore};
use store::{Sqlite, Store, StoreError, examine};

use sync::message::RowText;

use crate::world::*;

async fn filled(path: &Path, ops: u64) -> Sqlite {
    let store = Sqlite::open(path).await.unwrap();
    store.found(ws(), epoch(1)).await.unwrap();
    for seq in 1..=ops {
        store
            .commit(ws(), commit(seq, 5, seq, u128::from(seq) + 100))
            .await
            .unwrap();
    }
    store
}

#[tokio::test]
async fn a_file_keeps_everything_between_two_openings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = filled(&path, 3).await;
    let before = store.load(ws()).await.unwrap();
    store.close().await;
    let again = Sqlite::open_existing(&path).await.unwrap();
    assert_eq!(again.load(ws()).await.unwrap(), before);
    assert_eq!(again.integrity().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_missing_file_is_said_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    assert!(matches!(
        Sqlite::open_existing(&path).await,
        Err(StoreError::File { .. })
    ));
    assert!(!path.exists());
}

#[tokio::test]
async fn a_file_is_claimed_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let claim = Sqlite::claim(&path).unwrap();
    let second = Sqlite::claim(&path).unwrap_err().to_string();
    assert!(second.contains("in use"), "{second}");
    drop(claim);
    Sqlite::claim(&path).unwrap();
}

#[tokio::test]
async fn a_backup_of_a_busy_file_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = filled(&path, 20).await;
    let writer = store.clone();
    let writing = tokio::spawn(async move {
        for seq in 21..=80 {
            writer
                .commit(ws(), commit(seq, 5, seq, u128::from(seq) + 100))
                .await
                .unwrap();
        }
    });
    backup(&path, &copy).await.unwrap();
    writing.await.unwrap();
    let copied = Sqlite::open_existing(&copy).await.unwrap();
    let loaded = copied.load(ws()).await.unwrap();
    assert!(
        loaded.head >= 20,
        "the backup has what was there when it began"
    );
    assert_eq!(
        loaded.rows.len() as u64,
        loaded.head,
        "rows and head are of one moment"
    );
    assert!(matches!(
        backup(&path, &copy).await,
        Err(StoreError::File { .. })
    ));
}

#[tokio::test]
async fn a_restore_sets_the_old_file_aside_and_begins_an_epoch() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = filled(&path, 3).await;
    backup(&path, &copy).await.unwrap();
    store.commit(ws(), commit(4, 5, 4, 104)).await.unwrap();
    store.close().await;

    let claim = Sqlite::claim(&path).unwrap();
    assert!(matches!(
        restore(&copy, &path, epoch(2)).await,
        Err(StoreError::File { .. })
    ));
    drop(claim);

    let restored = restore(&copy, &path, epoch(2)).await.unwrap();
    assert_eq!(restored.workspaces, 1);
    let aside = Sqlite::open_existing(&restored.set_aside.unwrap())
        .await
        .unwrap();
    assert_eq!(aside.load(ws()).await.unwrap().head, 4);
    let now = Sqlite::open_existing(&path)
        .await
        .unwrap()
        .load(ws())
        .await
        .unwrap();
    assert_eq!((now.head, now.epoch), (3, epoch(2)));
}

#[tokio::test]
async fn a_file_that_is_no_backup_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let (path, junk) = (folder.path().join("a.db"), folder.path().join("junk"));
    filled(&path, 1).await.close().await;
    std::fs::write(&junk, "SQLite format 3, or so they say".repeat(100)).unwrap();
    assert!(restore(&junk, &path, epoch(2)).await.is_err());
    let now = Sqlite::open_existing(&path)
        .await
        .unwrap()
        .load(ws())
        .await
        .unwrap();
    assert_eq!((now.head, now.epoch), (1, epoch(1)));
}

#[tokio::test]
async fn a_check_names_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("a.db"), 2).await;
    assert_eq!(
        examine(&store).await.unwrap().problems,
        Vec::<String>::new()
    );

    let mut wrong = commit(4, 5, 4, 300);
    (wrong.from, wrong.head) = (2, 3);
    wrong.rows[0].text = RowText("{\"head\":{}}".into());
    wrong.clients[0].last_cseq = 1;
    store.commit(ws(), wrong).await.unwrap();
    let problems = examine(&store).await.unwrap().problems.join("\n");
    for part in [
        "cannot be read",
        "but the last change is 3",
        "jumps from 2 to 4",
        "stands at 1",
    ] {
        assert!(problems.contains(part), "{part:?} is not in\n{problems}");
    }
}

#[tokio::test]
async fn a_bi_tool_reads_live_rows_as_columns() {
    use model::{AnyRow, Decimal, Entity, Head, Id, KeyResult, MetricType};
    use store::RowWrite;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = filled(&path, 1).await;
    let written = |n: u128, trashed: bool| {
        let body = KeyResult {
            objective: Id::new(id(50)),
            title: "Fewer days".into(),
            metric: MetricType::Number,
            start: Some(Decimal::from(45)),
            target: Some(Decimal::from(25)),
            ..KeyResult::default()
        };
        let head = Head {
            trashed,
            ..Head::default()
        };
        let read: AnyRow = Entity::from(body).into_row(id(n), head);
        RowWrite {
            at: read.at(),
            text: RowText::of(&read),
            ..row(n, model::Audience::Workspace, 2)
        }
    };
    let mut second = commit(2, 5, 2, 102);
    second.rows.extend([written(60, false), written(61, true)]);
    store.commit(ws(), second).await.unwrap();

    let pool = sqlx::SqlitePool::connect_with(
        sqlx::sqlite::SqliteConnectOptions::new()
            .filename(&path)
            .read_only(true),
    )
    .await
    .unwrap();
    let found: Vec<(String, String, f64, f64)> =
        sqlx::query_as("select title, metric, start, target from key_results")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(found, [("Fewer days".into(), "number".into(), 45.0, 25.0)]);
    for view in [
        "objectives",
        "check_ins",
        "projects",
        "tasks",
        "links",
        "people",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("select * from {view}"));
        assert!(
            sqlx::query(sql).fetch_all(&pool).await.unwrap().is_empty(),
            "{view}"
        );
    }
}
