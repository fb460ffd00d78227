//! A new project, or the fields of one. A new one is asked which Key Result it serves before any
//! work is planned; "none, because ..." is an answer, and is kept.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::op::make;
use model::{Id, KeyResult, Link, LinkTarget, Op, Project, ProjectForm as Form, ProjectState};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::components::dialog::Dialog;
use crate::components::draft;
use crate::components::field::{
    Choice, Field, FormFoot, Trouble, TroubleSummary, people, provide_trouble,
};
use crate::components::key_result_form::key;
use crate::state::State;
use crate::state::edit::group;

/// What is typed.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    title: String,
    form: String,
    state: String,
    lead: String,
    start: String,
    finish: String,
    goal: String,
    because: String,
    #[serde(default)]
    calendar: String,
    notes: String,
}

#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    form: RwSignal<String>,
    state: RwSignal<String>,
    lead: RwSignal<String>,
    start: RwSignal<String>,
    finish: RwSignal<String>,
    goal: RwSignal<String>,
    because: RwSignal<String>,
    calendar: RwSignal<String>,
    notes: RwSignal<String>,
}

impl Fields {
    fn new(typed: Typed) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            form: RwSignal::new(typed.form),
            state: RwSignal::new(typed.state),
            lead: RwSignal::new(typed.lead),
            start: RwSignal::new(typed.start),
            finish: RwSignal::new(typed.finish),
            goal: RwSignal::new(typed.goal),
            because: RwSignal::new(typed.because),
            calendar: RwSignal::new(typed.calendar),
            notes: RwSignal::new(typed.notes),
        }
    }

    fn typed(self) -> Typed {
        Typed {
            title: self.title.get(),
            form: self.form.get(),
            state: self.state.get(),
            lead: self.lead.get(),
            start: self.start.get(),
            finish: self.finish.get(),
            goal: self.goal.get(),
            because: self.because.get(),
            calendar: self.calendar.get(),
            notes: self.notes.get(),
        }
    }
}

fn begin(state: State, id: Option<Id<Project>>) -> Typed {
    let row = id.and_then(|id| state.plan(|plan| plan.get(id).cloned()));
    let Some(row) = row else {
        return Typed {
            form: key(&Form::Project),
            state: key(&ProjectState::Active),
            lead: state.context().actor.to_string(),
            ..Typed::default()
        };
    };
    Typed {
        title: row.title.clone(),
        form: key(&row.form),
        state: key(&row.state),
        lead: row.lead.map(|id| id.to_string()).unwrap_or_default(),
        start: row
            .start
            .map(|at| at.date().to_string())
            .unwrap_or_default(),
        finish: row
            .target_finish
            .map(|day| day.to_string())
            .unwrap_or_default(),
        because: row.serves_none_because.clone(),
        calendar: row.calendar.map(|id| id.to_string()).unwrap_or_default(),
        notes: row.notes.clone(),
        ..Typed::default()
    }
}

fn day(field: &str, typed: &str) -> Result<Option<model::Date>, Trouble> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed
            .parse()
            .map(Some)
            .map_err(|_| Trouble::at(field, "Choose a day.")),
    }
}

/// The operation that makes it so; `None` when nothing changes.
fn op(state: State, id: Option<Id<Project>>, typed: &Typed) -> Result<Option<Op>, Trouble> {
    let start = day("start", &typed.start)?.map(|day| day.at(8, 0, 0, 0));
    let finish = day("target_finish", &typed.finish)?;
    let lead: Option<Id<model::Person>> = typed.lead.parse().ok();
    let goal: Option<Id<KeyResult>> = typed.goal.parse().ok();
    if id.is_none() && goal.is_none() && typed.because.trim().is_empty() {
        let ask = "Choose the Key Result that it serves, or say why it serves none.";
        return Err(Trouble::at("serves_none_because", ask));
    }
    let calendar: Option<Id<model::Calendar>> = typed.calendar.parse().ok();
    let fields: [(&str, Value); 9] = [
        ("title", json!(typed.title.trim())),
        ("form", json!(typed.form)),
        ("state", json!(typed.state)),
        ("lead", json!(lead)),
        ("calendar", json!(calendar)),
        ("start", json!(start)),
        ("target_finish", json!(finish)),
        ("serves_none_because", json!(typed.because.trim())),
        ("notes", json!(typed.notes)),
    ];
    if let Some(id) = id {
        return Ok(state.set_all(id.at(), &fields));
    }
    let mut project = Project::default();
    for (field, value) in &fields {
        project
            .set(field, value)
            .map_err(|why| Trouble::at(field, why.to_string()))?;
    }
    let entity = state.plan(|plan| make::last(plan, project));
    let (made, create) = state.create::<Project>(entity);
    let link = goal.map(|key_result| {
        let link = Link {
            key_result,
            target: LinkTarget::Project(made),
            ..Link::default()
        };
        make::create(state.host().new_id(), link)
    });
    Ok(group([create].into_iter().chain(link).collect()))
}

/// The Key Results of running cycles, each under its Objective, "none" first.
fn goals(state: State) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let none = (String::new(), "None, because \u{2026}".to_owned());
        let found = state.plan(|plan| {
            let mut found = Vec::new();
            for cycle in plan.cycles().iter().rev() {
                for objective in plan.objectives(Some(cycle.id)) {
                    let goals = plan.key_results(objective.id).into_iter();
                    found.extend(goals.map(|row| {
                        (
                            row.id.to_string(),
                            format!("{} \u{2014} {}", row.title, objective.title),
                        )
                    }));
                }
            }
            found
        });
        [none].into_iter().chain(found).collect()
    })
}

/// The calendars that it can run on, the workspace's first.
fn calendars(state: State, id: Option<Id<Project>>) -> Signal<Vec<(String, String)>> {
    let all = crate::pages::settings::calendar::options(state, id);
    Signal::derive(move || {
        let usual = state.plan(|plan| {
            let id = model::schedule::default_calendar(plan)?;
            plan.get(id).map(|row| row.name.clone())
        });
        let usual = usual.unwrap_or_else(|| "Monday to Friday".to_owned());
        let first = (String::new(), format!("The workspace's: {usual}"));
        let rest = all
            .get()
            .into_iter()
            .map(|(id, name)| (id.to_string(), name));
        std::iter::once(first).chain(rest).collect()
    })
}

/// The dialog.
#[component]
pub fn ProjectForm(
    /// Which one is edited; `None` makes a new one.
    id: Option<Id<Project>>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let drafted = format!(
        "project:{}",
        id.map_or_else(|| "new".to_owned(), |id| id.to_string())
    );
    let form = Fields::new(draft::kept(state, &drafted).unwrap_or_else(|| begin(state, id)));
    draft::keep(state, drafted.clone(), move || form.typed());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let made = op(state, id, &form.typed())
            .and_then(|op| op.map_or(Ok(()), |op| state.dispatch(op).map_err(Trouble::from)));
        match made {
            Ok(()) => {
                draft::forget(state, &drafted);
                state.close();
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let forms: Vec<_> = Form::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()))
        .collect();
    let states: Vec<_> = ProjectState::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()))
        .collect();
    let fresh = id.is_none();
    let serves_none = move || form.goal.with(String::is_empty);
    view! {
        <Dialog title=if fresh { "New project" } else { "Edit project" }>
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                    <TroubleSummary trouble/>
                    <Field name="title" label="What will be done?" value=form.title first=true/>
                    {fresh.then(|| view! {
                        <Choice name="goal" label="Which Key Result does this serve?" value=form.goal
                            options=goals(state) hint="Asked before the work is planned."/>
                    })}
                    {move || serves_none().then(|| view! {
                        <Field name="serves_none_because" label="None, because" value=form.because
                            hint="Keeps the business running, a legal duty, an experiment \u{2026}"/>
                    })}
                    <Choice name="form" label="How much of a project is it?" value=form.form
                        options=Signal::derive(move || forms.clone())/>
                    <Choice name="state" label="Where does it stand?" value=form.state
                        options=Signal::derive(move || states.clone())/>
                    <Choice name="lead" label="Who leads it?" value=form.lead options=people(state)/>
                    <div class="form-row">
                        <Field name="start" label="From" value=form.start kind="date"/>
                        <Field name="target_finish" label="Done by" value=form.finish kind="date"/>
                    </div>
                    <Choice name="calendar" label="Which calendar does it run on?" value=form.calendar
                        options=calendars(state, id)/>
                    <Field name="notes" label="Notes" value=form.notes rows=3/>
                </div>
                <FormFoot save=if fresh { "Add project" } else { "Save" }/>
            </form>
        </Dialog>
    }
    .into_any()
}
