//! The fields of a project: what it is called, who leads it, where it stands, when it should be done.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::op::make;
use model::{Id, Project, ProjectForm as Form, ProjectState, ProjectStatus};
use serde::Serialize;
use serde_json::{Value, json};

use crate::components::dialog::Dialog;
use crate::components::field::{
    Choice, Field, FormFoot, Trouble, TroubleSummary, people, provide_trouble,
};
use crate::components::key_result_form::key;
use crate::routes;
use crate::state::State;

fn words<T: Serialize + Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().map(|it| (key(it), word(*it).to_owned())).collect()
}

/// Makes or changes the project; answers with it.
fn save(state: State, id: Option<Id<Project>>, fields: &[(&str, Value)]) -> Result<Id<Project>, Trouble> {
    let (made, op) = match id {
        Some(id) => (id, state.set_all(id.at(), fields)),
        None => {
            let mut body = Project::default();
            for (field, value) in fields {
                body.set(field, value).map_err(|why| Trouble::at(field, why.to_string()))?;
            }
            let (made, op) = state.create(state.plan(|plan| make::last(plan, body)));
            (made, Some(op))
        }
    };
    op.map_or(Ok(()), |op| state.dispatch(op).map_err(Trouble::from)).map(|()| made)
}

/// The dialog.
#[component]
pub fn ProjectForm(
    /// Which one is edited; `None` makes a new one.
    id: Option<Id<Project>>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let begin = id.and_then(|id| state.plan(|plan| plan.get(id).map(|row| row.body.clone())));
    let begin = begin.unwrap_or_else(|| Project {
        lead: Some(state.context().actor),
        state: ProjectState::Active,
        ..Project::default()
    });
    let title = RwSignal::new(begin.title.clone());
    let form = RwSignal::new(key(&begin.form));
    let stand = RwSignal::new(key(&begin.state));
    let status = RwSignal::new(key(&begin.status));
    let lead = RwSignal::new(begin.lead.map(|id| id.to_string()).unwrap_or_default());
    let finish = RwSignal::new(begin.target_finish.map(|day| day.to_string()).unwrap_or_default());
    let notes = RwSignal::new(begin.notes.clone());
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let lead: Option<Id<model::Person>> = lead.get().parse().ok();
        let finish = Some(finish.get().trim().to_owned()).filter(|day| !day.is_empty());
        let fields = [
            ("title", json!(title.get().trim())),
            ("form", json!(form.get())),
            ("state", json!(stand.get())),
            ("status", json!(status.get())),
            ("lead", json!(lead)),
            ("target_finish", json!(finish)),
            ("notes", json!(notes.get())),
        ];
        match save(state, id, &fields) {
            Ok(made) => {
                state.close();
                if id.is_none() {
                    navigate(&routes::project(made), Default::default());
                }
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let forms = words(Form::ALL, Form::word);
    let states = words(ProjectState::ALL, ProjectState::word);
    let statuses = words(ProjectStatus::ALL, ProjectStatus::word);
    view! {
        <Dialog title=if id.is_some() { "Edit project" } else { "New project" }>
            <form on:submit=submit novalidate=true>
                <div class="dialog-body form">
                    <TroubleSummary trouble/>
                    <Field name="title" label="Name" value=title first=true/>
                    <Choice name="lead" label="Who leads it?" value=lead options=people(state)/>
                    <div class="form-row">
                        <Choice name="form" label="How much of a project?" value=form
                            options=Signal::derive(move || forms.clone())/>
                        <Choice name="state" label="Where it stands" value=stand
                            options=Signal::derive(move || states.clone())/>
                        <Choice name="status" label="What its lead reports" value=status
                            options=Signal::derive(move || statuses.clone())/>
                    </div>
                    <Field name="target_finish" label="Done by" value=finish kind="date"/>
                    <Field name="notes" label="Notes" value=notes rows=3/>
                </div>
                <FormFoot save=if id.is_some() { "Save" } else { "Add project" }/>
            </form>
        </Dialog>
    }
}
