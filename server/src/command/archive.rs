//! `throughline export` and the way back: every row of the workspace, one JSON object a line.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use exchange::archive::{self, Archive};
use model::{AnyRow, Person, Plan, Role, Row, access};
use store::{Account, Commit, Grant, RowWrite, Sqlite, Store};
use sync::Scope;
use sync::message::{RowState, RowText};

use super::say;
use crate::auth::{password, secret};
use crate::{clock, desk, found};

/// Writes the archive. The first line says what it is.
pub async fn export(out: &Path, db: &Path) -> Result<()> {
    let store = Sqlite::open_existing(db).await?;
    let workspaces = store.workspaces().await?;
    let workspace = workspaces
        .first()
        .context("There is no workspace here yet.")?;
    let ledger = desk::load(&store, workspace.id).await?;
    if out.as_os_str() == "-" {
        write(ledger.plan(), std::io::stdout().lock())?;
    } else {
        let file = File::create_new(out)
            .with_context(|| format!("{} cannot be made; does it exist?", out.display()))?;
        let rows = write(ledger.plan(), BufWriter::new(&file))?;
        file.sync_all()?;
        say(&format!("Wrote {rows} rows to {}.", out.display()))?;
    }
    store.close().await;
    Ok(())
}

fn write(plan: &Plan, mut to: impl Write) -> Result<usize> {
    let mut lines = 0;
    for line in archive::write(plan) {
        writeln!(to, "{line}")?;
        lines += 1;
    }
    to.flush()?;
    // The first and the last line are no rows.
    Ok(lines - 2)
}

/// Reads an archive into a database that has no workspace yet, row for row.
pub async fn import(text: &str, db: &Path) -> Result<()> {
    let archive = archive::read(text)?;
    let owner = owner(&archive)?;
    let _claim = Sqlite::claim(db)?;
    let store = Sqlite::open(db).await?;
    let done = take(&store, &archive, &owner).await;
    store.close().await;
    let password = done?;
    say(&format!("Imported {} rows.", archive.rows))?;
    say(&format!(
        "Sign in as {} with the password {password} (it is shown this once). Passwords are not \
         part of an archive: the others come back by invitation.",
        owner.email
    ))
}

/// Whoever signs in first: an owner with an address.
fn owner(archive: &Archive) -> Result<Row<Person>> {
    let people = archive.plan.persons();
    let owner = people
        .into_iter()
        .find(|row| row.role == Role::Owner && !row.deactivated && !row.email.is_empty());
    let why = "The archive has no owner with an e-mail address: nobody could sign in.";
    Ok((**owner.context(why)?).clone())
}

async fn take(store: &Sqlite, archive: &Archive, owner: &Row<Person>) -> Result<String> {
    if !store.workspaces().await?.is_empty() || store.first_account().await?.is_some() {
        bail!("This database has a workspace already. An archive needs an empty one.");
    }
    let plan = &archive.plan;
    let row = plan
        .workspace()
        .context("The archive holds no workspace.")?;
    let workspace = row.id.uuid();
    store.found(workspace, found::new_epoch()).await?;
    store.commit(workspace, commit(plan)).await?;
    // The rules that hold in a running server hold in what was written, or it is not kept.
    desk::load(store, workspace).await?;
    let password = secret::make();
    let hash = password::hash(password.clone()).await;
    let account = Account {
        person: owner.id.uuid(),
        workspace,
        email: owner.email.to_lowercase(),
        password: hash.ok().context("the password cannot be kept")?,
        created_at: clock::now(),
    };
    store.add_account(account).await?;
    Ok(password)
}

/// All rows as the first change of the workspace.
fn commit(plan: &Plan) -> Commit {
    let scope = |row: &AnyRow| {
        let (one, other) = access::row_scopes(plan, row);
        Scope::new(one, other)
    };
    let rows = plan.every().map(|row| RowWrite {
        scope: scope(&row),
        at: row.at(),
        seq: 1,
        state: RowState::Live,
        text: RowText::of(&row),
    });
    let grants = plan.all::<Person>().flat_map(|person| {
        let held = access::holds(plan, person.id).into_iter();
        held.map(|audience| Grant {
            person: person.id,
            audience,
            since: 1,
        })
    });
    Commit {
        head: 1,
        rows: rows.collect(),
        granted: grants.collect(),
        ..Commit::default()
    }
}
