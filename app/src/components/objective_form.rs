//! The fields of an Objective: the statement, who answers for it, why it matters.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::op::make;
use model::{Cycle, Id, Objective, Op};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::components::dialog::Dialog;
use crate::components::draft;
use crate::components::field::{
    Check, Choice, Field, FormFoot, TroubleSummary, people, provide_trouble,
};
use crate::state::{Overlay, State};

/// What is typed.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    title: String,
    owner: String,
    context: String,
    cycle: String,
    published: bool,
}

#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    owner: RwSignal<String>,
    context: RwSignal<String>,
    cycle: RwSignal<String>,
    published: RwSignal<bool>,
}

impl Form {
    fn new(typed: Typed) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            owner: RwSignal::new(typed.owner),
            context: RwSignal::new(typed.context),
            cycle: RwSignal::new(typed.cycle),
            published: RwSignal::new(typed.published),
        }
    }
    fn typed(self) -> Typed {
        Typed {
            title: self.title.get(),
            owner: self.owner.get(),
            context: self.context.get(),
            cycle: self.cycle.get(),
            published: self.published.get(),
        }
    }
}

/// What stands there, or what a new one begins with.
fn begin(state: State, cycle: Option<Id<Cycle>>, id: Option<Id<Objective>>) -> Typed {
    let row = id.and_then(|id| state.plan(|plan| plan.get(id).cloned()));
    let text = |id: Option<Id<_>>| id.map(|id: Id<Cycle>| id.to_string()).unwrap_or_default();
    match row {
        Some(row) => Typed {
            title: row.title.clone(),
            owner: row.owner.map(|id| id.to_string()).unwrap_or_default(),
            context: row.context.clone(),
            cycle: text(row.cycle),
            published: row.published,
        },
        None => Typed {
            owner: state.context().actor.to_string(),
            cycle: text(cycle),
            ..Typed::default()
        },
    }
}

/// The operation that makes it so; `None` when nothing changes.
fn op(state: State, id: Option<Id<Objective>>, typed: &Typed) -> (Id<Objective>, Option<Op>) {
    let owner = typed.owner.parse().ok();
    let cycle = typed.cycle.parse().ok();
    let title = typed.title.trim();
    if let Some(id) = id {
        let fields: [(&str, Value); 5] = [
            ("title", json!(title)),
            ("owner", json!(owner.map(|it: Id<model::Person>| it))),
            ("context", json!(typed.context)),
            ("cycle", json!(cycle.map(|it: Id<Cycle>| it))),
            ("published", json!(typed.published)),
        ];
        return (id, state.set_all(id.at(), &fields));
    }
    let body = Objective {
        title: title.to_owned(),
        owner,
        cycle,
        context: typed.context.clone(),
        published: typed.published,
        ..Objective::default()
    };
    let entity = state.plan(|plan| make::last(plan, body));
    let (id, op) = state.create(entity);
    (id, Some(op))
}

/// The dialog.
#[component]
pub fn ObjectiveForm(
    /// The cycle that a new one joins.
    cycle: Option<Id<Cycle>>,
    /// Which one is edited; `None` makes a new one.
    id: Option<Id<Objective>>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let key = format!(
        "objective:{}",
        id.map_or_else(|| "new".to_owned(), |id| id.to_string())
    );
    let form = Form::new(draft::kept(state, &key).unwrap_or_else(|| begin(state, cycle, id)));
    draft::keep(state, key.clone(), move || form.typed());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let (made, op) = op(state, id, &form.typed());
        match op.map_or(Ok(()), |op| state.dispatch(op)) {
            Ok(()) => {
                draft::forget(state, &key);
                if id.is_none() {
                    state.say("Objective added. Its Key Results come next.");
                    state.open(Overlay::KeyResult(made, None));
                } else {
                    state.close();
                }
            }
            Err(refusal) => trouble.set(Some(refusal.into())),
        }
    };
    let cycles = state.cycles();
    let options = Signal::derive(move || {
        let name = |id: Id<Cycle>| {
            (
                id.to_string(),
                state
                    .row(id)
                    .get()
                    .map(|row| row.name.clone())
                    .unwrap_or_default(),
            )
        };
        let backlog = (String::new(), "Backlog, no dates".to_owned());
        cycles
            .get()
            .into_iter()
            .map(name)
            .chain([backlog])
            .collect::<Vec<_>>()
    });
    view! {
        <Dialog title=if id.is_some() { "Edit Objective" } else { "New Objective" }>
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <Field name="title" label="What should be different?" value=form.title first=true
                    hint="In words, without a number. Numbers go into its Key Results."/>
                <Choice name="owner" label="Who answers for it?" value=form.owner options=people(state)/>
                <Choice name="cycle" label="Cycle" value=form.cycle options/>
                <Field name="context" label="Why does it matter?" value=form.context rows=3
                    hint="Optional."/>
                <Check label="Published: everybody sees it as a goal, not a draft" value=form.published/>
                </div>
                <FormFoot save=if id.is_some() { "Save" } else { "Add Objective" }/>
            </form>
        </Dialog>
    }
    .into_any()
}
