//! How a workspace begins on this server: by its first owner, or as the demo.

use anyhow::Context as _;
use model::access::{Founding, founding};
use model::{Context, Id, Person, demo};
use store::Account;
use sync::Ledger;
use sync::message::Epoch;
use uuid::Uuid;

use crate::api::form::SignUp;
use crate::auth::password;
use crate::bulk::Bulk;
use crate::clock;
use crate::error::Problem;
use crate::state::State;

/// A password hash that no password has: the demo is entered through its own door.
const NO_PASSWORD: &str = "!";

/// Whether nobody has an account yet.
pub async fn is_first_run(state: &State) -> Result<bool, Problem> {
    Ok(state.store.first_account().await?.is_none())
}

/// Makes the first workspace, its owner and their account.
pub async fn workspace(state: &State, form: SignUp) -> Result<Id<Person>, Problem> {
    let _alone = state.founding.lock().await;
    if !is_first_run(state).await? {
        let message = "This server has its workspace already. Ask its owner for an invitation.";
        return Err(Problem::new(
            axum::http::StatusCode::CONFLICT,
            "not_first_run",
            message,
        ));
    }
    let name = required("workspace", "The workspace needs a name.", &form.workspace)?;
    let owner_name = required("name", "Please say your name.", &form.name)?;
    let email = address(&form.email)?;
    password::judge(&form.password)?;
    let password = password::hash(form.password).await?;
    let begun = founded(name, owner_name, email.clone());
    let workspace = begun.workspace.uuid();
    state.store.found(workspace, new_epoch()).await?;
    let desk = state.desk(workspace).await?;
    match desk.own(begun.owner, founding(&begun)).await? {
        verdict if verdict.is_accepted() => {}
        other => {
            return Err(Problem::unavailable(format!(
                "founding was not done: {other:?}"
            )));
        }
    }
    // Last, because its absence is what "first run" means: a crash before this begins anew.
    state
        .store
        .add_account(account(&begun, email, password))
        .await?;
    Ok(begun.owner)
}

fn founded(name: String, owner_name: String, email: String) -> Founding {
    Founding {
        workspace: Id::new(clock::new_id()),
        name,
        owner: Id::new(clock::new_id()),
        owner_name,
        email,
        cycle: Id::new(clock::new_id()),
        next_cycle: Id::new(clock::new_id()),
        today: clock::today(),
    }
}

fn account(of: &Founding, email: String, password: String) -> Account {
    Account {
        person: of.owner.uuid(),
        workspace: of.workspace.uuid(),
        email,
        password,
        created_at: clock::now(),
    }
}

/// A new life of a log.
pub fn new_epoch() -> Epoch {
    Epoch(Uuid::new_v4())
}

/// Fills an empty store with the demo. Its story took place over weeks, so each change keeps its own
/// day; all of them are one commit.
pub async fn demo(state: &State) -> anyhow::Result<()> {
    if state.store.first_account().await?.is_some() {
        return Ok(());
    }
    let (now, today) = (clock::now(), clock::today());
    let begun = founded(
        "Halden".into(),
        "Ines Moreau".into(),
        "ines@halden.example".into(),
    );
    let epoch = new_epoch();
    let mut bulk = Bulk::new(Ledger::new(epoch));
    bulk.change(
        &Context {
            actor: begun.owner,
            now,
            today,
        },
        founding(&begun),
    )?;
    let story = demo::ops(bulk.plan(), begun.owner, now, today, &mut clock::new_id);
    for (context, op) in story {
        bulk.change(&context, op)
            .context("the demo does not follow the rules")?;
    }
    let workspace = begun.workspace.uuid();
    state.store.found(workspace, epoch).await?;
    bulk.store(&*state.store, workspace).await?;
    let email = begun.email.clone();
    state
        .store
        .add_account(account(&begun, email, NO_PASSWORD.into()))
        .await?;
    tracing::info!("the demo is ready");
    Ok(())
}

/// A text that may not be empty, trimmed.
pub fn required(field: &'static str, why: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 {
        let why = if text.is_empty() {
            why
        } else {
            "That is longer than 200 letters."
        };
        return Err(Problem::bad(field_code(field), why));
    }
    Ok(text.to_owned())
}

fn field_code(field: &'static str) -> &'static str {
    match field {
        "workspace" => "workspace_missing",
        "email" => "email_missing",
        _ => "name_missing",
    }
}

/// An e-mail address as far as that can be judged: something on both sides of one `@`.
pub fn address(text: &str) -> Result<String, Problem> {
    let text = required("email", "Please give an e-mail address.", text)?.to_lowercase();
    let fits = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if fits && !text.contains(char::is_whitespace) {
        return Ok(text);
    }
    Err(Problem::bad(
        "email_odd",
        "That does not look like an e-mail address.",
    ))
}
