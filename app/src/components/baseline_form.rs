//! Saves the dates of today under a name, or gives a saved baseline another one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::progress::words;
use model::schedule::baseline;
use model::{Id, Project};

use crate::components::dialog::Dialog;
use crate::components::field::{Field, FormFoot, Trouble, TroubleSummary, provide_trouble};
use crate::components::grid::paste::parts;
use crate::state::State;

/// The dialog.
#[component]
pub fn BaselineForm(
    /// Whose dates.
    id: Id<Project>,
    /// Which baseline gets another name; `None` saves a new one.
    number: Option<u8>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let begin = state.plan(|plan| match number {
        Some(number) => baseline::title(plan, id, number),
        None => format!(
            "As of {}",
            words::date(state.context().today, state.context().today)
        ),
    });
    let tasks = state.plan(|plan| {
        let tasks = plan.tasks(id).into_iter();
        tasks.filter(|it| !plan.is_summary(it.1.id)).count()
    });
    let name = RwSignal::new(begin);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let text = name.get();
        let done = match (text.trim().is_empty(), number) {
            (true, _) => Err(Trouble::at(
                "name",
                "Give it a name that others will know it by.",
            )),
            (_, Some(number)) => rename(state, id, number, &text),
            (_, None) => save_new(state, id, &text),
        };
        match done {
            Ok(()) => state.close(),
            Err(why) => trouble.set(Some(why)),
        }
    };
    let (title, button) = match number {
        Some(_) => ("Rename baseline", "Rename"),
        None => ("Save a baseline", "Save"),
    };
    let hint = match number {
        Some(_) => String::new(),
        None => format!(
            "Keeps start, finish, duration, work and dependencies of {} as they are now.",
            words::count(tasks as i64, "task", "tasks")
        ),
    };
    view! {
        <Dialog title=title>
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                    <TroubleSummary trouble/>
                    <Field name="name" label="Name" hint value=name first=true/>
                </div>
                <FormFoot save=button/>
            </form>
        </Dialog>
    }
    .into_any()
}

fn rename(state: State, id: Id<Project>, number: u8, text: &str) -> Result<(), Trouble> {
    match state.plan(|plan| baseline::rename(plan, id, number, text)) {
        Some(op) => state.dispatch(op).map_err(Trouble::from),
        None => Ok(()),
    }
}

fn save_new(state: State, id: Id<Project>, text: &str) -> Result<(), Trouble> {
    let full = "There are 256 baselines already. Delete one that nobody compares with.";
    let now = state.host().now();
    let ops = state.schedules(|plan, all| {
        let number = baseline::free_number(plan, id)?;
        Some(baseline::save(
            plan,
            all,
            id,
            number,
            baseline::name(text, now),
        ))
    });
    let ops = ops.ok_or_else(|| Trouble::whole(full))?;
    let done = format!("Saved the baseline \u{201c}{}\u{201d}.", text.trim());
    match state.act_together(parts(ops), done) {
        true => Ok(()),
        // What was refused is said in the notice.
        false => Err(Trouble::whole("The baseline was not saved.")),
    }
}
