//! Accounts, sessions, embed tokens and invitations in SQLite.

use jiff::Timestamp;
use model::{Ref, Role};
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use uuid::Uuid;

use super::Sqlite;
use super::log::taken;
use crate::spell::{moment, read, read_ref, read_word, word};
use crate::{Account, Digest, Invitation, Session, StoreError, Token};

type Done<T> = Result<T, StoreError>;

pub(super) async fn add(store: &Sqlite, account: Account) -> Done<()> {
    let mut writer = store.write.acquire().await?;
    join(&mut writer, &account).await
}

async fn join(on: &mut SqliteConnection, account: &Account) -> Done<()> {
    sqlx::query(
        "insert into account (person, ws, email, password, created_at) values (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(account.person.to_string())
    .bind(account.workspace.to_string())
    .bind(account.email.to_lowercase())
    .bind(&account.password)
    .bind(moment(account.created_at))
    .execute(on)
    .await
    .map_err(taken("The address"))?;
    Ok(())
}

pub(super) async fn by_email(store: &Sqlite, email: String) -> Done<Option<Account>> {
    let sql = "select person, ws, email, password, created_at from account where email = ?1";
    let query = sqlx::query(sql).bind(email.to_lowercase());
    query
        .fetch_optional(&store.read)
        .await?
        .as_ref()
        .map(account)
        .transpose()
}

pub(super) async fn by_person(store: &Sqlite, person: Uuid) -> Done<Option<Account>> {
    let sql = "select person, ws, email, password, created_at from account where person = ?1";
    let query = sqlx::query(sql).bind(person.to_string());
    query
        .fetch_optional(&store.read)
        .await?
        .as_ref()
        .map(account)
        .transpose()
}

pub(super) async fn first(store: &Sqlite) -> Done<Option<Account>> {
    let query = sqlx::query(
        "select person, ws, email, password, created_at from account
         order by created_at, person limit 1",
    );
    query
        .fetch_optional(&store.read)
        .await?
        .as_ref()
        .map(account)
        .transpose()
}

fn account(row: &SqliteRow) -> Done<Account> {
    Ok(Account {
        person: read("account", row.try_get("person")?)?,
        workspace: read("account", row.try_get("ws")?)?,
        email: row.try_get("email")?,
        password: row.try_get("password")?,
        created_at: read("account", row.try_get("created_at")?)?,
    })
}

pub(super) async fn add_session(store: &Sqlite, session: Session) -> Done<()> {
    sqlx::query(
        "insert into session (digest, person, created_at, expires_at) values (?1, ?2, ?3, ?4)",
    )
    .bind(session.digest.0.to_vec())
    .bind(session.person.to_string())
    .bind(moment(session.created_at))
    .bind(moment(session.expires_at))
    .execute(&store.write)
    .await?;
    Ok(())
}

pub(super) async fn session(
    store: &Sqlite,
    digest: Digest,
    now: Timestamp,
) -> Done<Option<Session>> {
    let sql = "select person, created_at, expires_at from session
               where digest = ?1 and expires_at > ?2";
    let found = sqlx::query(sql)
        .bind(digest.0.to_vec())
        .bind(moment(now))
        .fetch_optional(&store.read)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Session {
        digest,
        person: read("session", row.try_get("person")?)?,
        created_at: read("session", row.try_get("created_at")?)?,
        expires_at: read("session", row.try_get("expires_at")?)?,
    }))
}

pub(super) async fn end_session(store: &Sqlite, digest: Digest, now: Timestamp) -> Done<()> {
    sqlx::query("delete from session where digest = ?1 or expires_at <= ?2")
        .bind(digest.0.to_vec())
        .bind(moment(now))
        .execute(&store.write)
        .await?;
    Ok(())
}

const TOKEN: &str = "
insert into token
(digest, id, ws, name, kind, target, origins, created_by, created_at, expires_at,
 revoked_at, used_at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

pub(super) async fn add_token(store: &Sqlite, token: Token) -> Done<()> {
    sqlx::query(TOKEN)
        .bind(token.digest.0.to_vec())
        .bind(token.id.to_string())
        .bind(token.workspace.to_string())
        .bind(token.name)
        .bind(word(token.target.kind))
        .bind(token.target.id.to_string())
        .bind(token.origins.join(" "))
        .bind(token.created_by.to_string())
        .bind(moment(token.created_at))
        .bind(moment(token.expires_at))
        .bind(token.revoked_at.map(moment))
        .bind(token.used_at.map(moment))
        .execute(&store.write)
        .await
        .map_err(taken("The token"))?;
    Ok(())
}

pub(super) async fn token(store: &Sqlite, digest: Digest) -> Done<Option<Token>> {
    let query = sqlx::query("select * from token where digest = ?1").bind(digest.0.to_vec());
    query
        .fetch_optional(&store.read)
        .await?
        .as_ref()
        .map(read_token)
        .transpose()
}

pub(super) async fn tokens(store: &Sqlite, ws: Uuid) -> Done<Vec<Token>> {
    let rows = sqlx::query("select * from token where ws = ?1 order by created_at desc, id")
        .bind(ws.to_string())
        .fetch_all(&store.read)
        .await?;
    rows.iter().map(read_token).collect()
}

fn read_token(row: &SqliteRow) -> Done<Token> {
    let origins: &str = row.try_get("origins")?;
    let target: Ref = read_ref("token", row.try_get("kind")?, row.try_get("target")?)?;
    Ok(Token {
        digest: digest(row)?,
        id: read("token", row.try_get("id")?)?,
        workspace: read("token", row.try_get("ws")?)?,
        name: row.try_get("name")?,
        target,
        origins: origins.split_whitespace().map(str::to_owned).collect(),
        created_by: read("token", row.try_get("created_by")?)?,
        created_at: read("token", row.try_get("created_at")?)?,
        expires_at: read("token", row.try_get("expires_at")?)?,
        revoked_at: sometimes(row, "revoked_at")?,
        used_at: sometimes(row, "used_at")?,
    })
}

pub(super) async fn revoke_token(store: &Sqlite, ws: Uuid, id: Uuid, now: Timestamp) -> Done<bool> {
    let sql = "update token set revoked_at = ?3 where ws = ?1 and id = ?2 and revoked_at is null";
    let query = sqlx::query(sql)
        .bind(ws.to_string())
        .bind(id.to_string())
        .bind(moment(now));
    Ok(query.execute(&store.write).await?.rows_affected() > 0)
}

pub(super) async fn use_token(store: &Sqlite, digest: Digest, now: Timestamp) -> Done<()> {
    sqlx::query("update token set used_at = ?2 where digest = ?1")
        .bind(digest.0.to_vec())
        .bind(moment(now))
        .execute(&store.write)
        .await?;
    Ok(())
}

const INVITATION: &str = "
insert into invitation
(digest, id, ws, role, person, name, created_by, created_at, expires_at, used_at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

pub(super) async fn add_invitation(store: &Sqlite, invitation: Invitation) -> Done<()> {
    sqlx::query(INVITATION)
        .bind(invitation.digest.0.to_vec())
        .bind(invitation.id.to_string())
        .bind(invitation.workspace.to_string())
        .bind(word(invitation.role))
        .bind(invitation.person.to_string())
        .bind(invitation.name)
        .bind(invitation.created_by.to_string())
        .bind(moment(invitation.created_at))
        .bind(moment(invitation.expires_at))
        .bind(invitation.used_at.map(moment))
        .execute(&store.write)
        .await
        .map_err(taken("The invitation"))?;
    Ok(())
}

pub(super) async fn invitation(store: &Sqlite, digest: Digest) -> Done<Option<Invitation>> {
    let found = sqlx::query("select * from invitation where digest = ?1")
        .bind(digest.0.to_vec())
        .fetch_optional(&store.read)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Invitation {
        digest,
        id: read("invitation", row.try_get("id")?)?,
        workspace: read("invitation", row.try_get("ws")?)?,
        role: read_word::<Role>("invitation", row.try_get("role")?)?,
        person: read("invitation", row.try_get("person")?)?,
        name: row.try_get("name")?,
        created_by: read("invitation", row.try_get("created_by")?)?,
        created_at: read("invitation", row.try_get("created_at")?)?,
        expires_at: read("invitation", row.try_get("expires_at")?)?,
        used_at: sometimes(&row, "used_at")?,
    }))
}

pub(super) async fn accept(
    store: &Sqlite,
    digest: Digest,
    account: Account,
    now: Timestamp,
) -> Done<()> {
    let mut both = store.write.begin_with("begin immediate").await?;
    let sql = "update invitation set used_at = ?2 where digest = ?1 and used_at is null";
    let query = sqlx::query(sql).bind(digest.0.to_vec()).bind(moment(now));
    if query.execute(&mut *both).await?.rows_affected() == 0 {
        return Err(StoreError::Taken {
            what: "The invitation",
        });
    }
    join(&mut both, &account).await?;
    both.commit().await?;
    Ok(())
}

pub(super) async fn unaccept(store: &Sqlite, digest: Digest, person: Uuid) -> Done<()> {
    let mut both = store.write.begin_with("begin immediate").await?;
    sqlx::query("update invitation set used_at = null where digest = ?1")
        .bind(digest.0.to_vec())
        .execute(&mut *both)
        .await?;
    sqlx::query("delete from account where person = ?1")
        .bind(person.to_string())
        .execute(&mut *both)
        .await?;
    both.commit().await?;
    Ok(())
}

fn digest(row: &SqliteRow) -> Done<Digest> {
    let bytes: Vec<u8> = row.try_get("digest")?;
    let bytes = <[u8; 32]>::try_from(bytes);
    bytes
        .map(Digest)
        .map_err(|_| StoreError::unreadable("digest", "is not 32 bytes long"))
}

fn sometimes(row: &SqliteRow, column: &'static str) -> Done<Option<Timestamp>> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| read(column, text)).transpose()
}
