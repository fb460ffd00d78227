//! `throughline import`: a foreign plan becomes operations in the name of the first owner. All of it
//! comes in or nothing does.

use std::path::Path;

use anyhow::{Context as _, Result};
use exchange::Treatment;
use exchange::msproject::{self, Again, Context, Draft, Known, Understood};
use model::{Id, Op, Person, Plan, Project};
use serde_json::json;
use store::{Sqlite, Store};

use super::say;
use crate::bulk::Bulk;
use crate::{clock, desk};

/// Adds a project from a file.
pub async fn import(file: &Path, project: Option<String>, db: &Path) -> Result<()> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if exchange::archive::is_archive(&bytes) {
        let text = String::from_utf8(bytes).context("The archive is not UTF-8 text")?;
        return super::archive::import(&text, db).await;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let understood = exchange::read(&bytes, &name)?;
    if !db.is_file() {
        anyhow::bail!("There is no database at {}.", db.display());
    }
    let _claim = Sqlite::claim(db)?;
    let store = Sqlite::open_existing(db).await?;
    let done = add(&store, file, &understood, project).await;
    store.close().await;
    done
}

async fn add(
    store: &Sqlite,
    file: &Path,
    understood: &Understood,
    title: Option<String>,
) -> Result<()> {
    let account = store
        .first_account()
        .await?
        .context("Nobody has an account here yet. Start the server, sign up, then import.")?;
    let mut bulk = Bulk::new(desk::load(store, account.workspace).await?);
    let owner = Id::<Person>::new(account.person);
    let name = file
        .file_name()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default();
    let context = model::Context {
        actor: owner,
        now: clock::now(),
        today: clock::today(),
    };
    let draft = draft(bulk.plan(), &context, name, understood);
    for op in &draft.ops {
        bulk.change(&context, op.clone())?;
    }
    if let Some(title) = title {
        let rename = rename(bulk.plan(), draft.project, &title)?;
        bulk.change(&context, rename)?;
    }
    let named = bulk
        .plan()
        .get(draft.project)
        .map(|row| row.title.clone())
        .unwrap_or_default();
    bulk.store(store, account.workspace).await?;
    tell(&named, &draft, understood)
}

/// A project that an earlier import of the same plan made is updated; otherwise there is a new one.
fn draft(
    plan: &Plan,
    acting: &model::Context,
    file_name: String,
    understood: &Understood,
) -> Draft {
    let known = |row: &model::Row<Person>| Known {
        id: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
    };
    let context = Context {
        file_name,
        read_at: clock::now(),
        people: plan.persons().into_iter().map(|row| known(row)).collect(),
        statuses: plan.statuses(),
        rank: plan.rank_after_projects(),
        lead: Some(acting.actor),
        ..Context::default()
    };
    match msproject::earlier(plan, understood).first() {
        Some(project) => {
            let new_id = &mut clock::new_id;
            msproject::again(understood, &context, plan, *project, acting, new_id)
        }
        None => msproject::plan(understood, &context, &mut clock::new_id),
    }
}

fn rename(plan: &Plan, project: Id<Project>, title: &str) -> Result<Op> {
    let row = plan.get(project).context("the import made no project")?;
    let (field, from) = ("title".into(), json!(row.title));
    Ok(Op::Set {
        at: project.at(),
        field,
        from,
        to: json!(title),
    })
}

/// What a second import did.
fn tell_again(title: &str, again: &Again) -> Result<()> {
    say(&format!(
        "Updated \u{201c}{title}\u{201d}: {} tasks changed, {} new, {} as they were.",
        again.updated.len(),
        again.created.len(),
        again.unchanged
    ))?;
    for it in &again.overwrites {
        let (title, field) = (&it.title, it.field);
        say(&format!(
            "Overwritten: {title}, {field}: {} became {}.",
            it.ours, it.theirs
        ))?;
    }
    for it in &again.absent {
        say(&format!("Not in the file any more, kept: {}.", it.title))?;
    }
    for it in &again.trashed {
        say(&format!("In the trash here, left there: {}.", it.title))?;
    }
    for link in &again.unlinked {
        say(&format!("No longer linked in the file, removed: {link}."))?;
    }
    for why in &again.refused {
        say(&format!("Not taken over: {why}"))?;
    }
    Ok(())
}

/// What came in, and what did not.
fn tell(title: &str, draft: &Draft, understood: &Understood) -> Result<()> {
    if let Some(again) = &draft.again {
        return tell_again(title, again);
    }
    let counts = &draft.counts;
    say(&format!(
        "Imported \u{201c}{title}\u{201d}: {} tasks ({} milestones), {} links, {} resources, {} \
         assignments, {} calendars.",
        counts.tasks,
        counts.milestones,
        counts.links,
        counts.resources,
        counts.assignments,
        counts.calendars
    ))?;
    for entry in &draft.report.entries {
        if matches!(
            entry.treatment,
            Treatment::Approximated | Treatment::Dropped
        ) {
            let word = entry.treatment.word();
            say(&format!(
                "{word}: {} ({}). {}",
                entry.field, entry.count, entry.reason
            ))?;
        }
    }
    let problems = understood.problems.count();
    match problems {
        0 => Ok(()),
        n => say(&format!(
            "{n} remarks on single rows are in the project's report."
        )),
    }
}
