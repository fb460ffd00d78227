//! The fields of a cycle: its name, its first and last day, where it stands.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Cycle, CycleState, Date, Id};
use serde_json::{Value, json};

use crate::components::dialog::Dialog;
use crate::components::field::{Choice, Field, FormFoot, Trouble, TroubleSummary, provide_trouble};
use crate::routes;
use crate::state::State;

/// The quarter after the last cycle, as a proposal.
fn proposal(state: State) -> Cycle {
    let today = state.context().today;
    state.plan(|plan| {
        let last = plan.cycles().iter().filter_map(|row| row.finish).max();
        let day = last.and_then(|day| day.tomorrow().ok()).unwrap_or(today);
        let month = plan
            .workspace()
            .map_or(1, |row| row.settings.fiscal_start_month);
        model::access::quarter(day, month).unwrap_or_default()
    })
}

fn day(field: &str, text: &str) -> Result<Date, Trouble> {
    text.trim()
        .parse()
        .map_err(|_| Trouble::at(field, "Choose a day."))
}

fn words(state: CycleState) -> (String, String) {
    let key = json!(state).as_str().unwrap_or_default().to_owned();
    (key, state.word().to_owned())
}

/// The dialog.
#[component]
pub fn CycleForm(
    /// Which one is edited; `None` makes a new one.
    id: Option<Id<Cycle>>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let begin = id
        .and_then(|id| state.plan(|plan| plan.get(id).map(|row| row.body.clone())))
        .unwrap_or_else(|| proposal(state));
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let name = RwSignal::new(begin.name.clone());
    let (start, finish) = (
        RwSignal::new(text(begin.start)),
        RwSignal::new(text(begin.finish)),
    );
    let stand = RwSignal::new(words(begin.state).0);
    let navigate = use_navigate();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let made = day("start", &start.get()).and_then(|start| {
            let finish = day("finish", &finish.get())?;
            let fields: [(&str, Value); 4] = [
                ("name", json!(name.get().trim())),
                ("start", json!(start)),
                ("finish", json!(finish)),
                ("state", json!(stand.get())),
            ];
            let (made, op) = match id {
                Some(id) => (id, state.set_all(id.at(), &fields)),
                None => {
                    let mut body = Cycle::default();
                    for (field, value) in &fields {
                        body.set(field, value)
                            .map_err(|why| Trouble::at(field, why.to_string()))?;
                    }
                    let (made, op) = state.create(body);
                    (made, Some(op))
                }
            };
            op.map_or(Ok(()), |op| state.dispatch(op).map_err(Trouble::from))
                .map(|()| made)
        });
        match made {
            Ok(made) => {
                state.close();
                if id.is_none() {
                    navigate(&routes::cycle(made), Default::default());
                }
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let states: Vec<_> = CycleState::ALL.iter().map(|it| words(*it)).collect();
    view! {
        <Dialog title=if id.is_some() { "Edit cycle" } else { "New cycle" }>
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <Field name="name" label="Name" value=name first=true/>
                <div class="form-row">
                    <Field name="start" label="First day" value=start kind="date"/>
                    <Field name="finish" label="Last day" value=finish kind="date"/>
                </div>
                <Choice name="state" label="Where it stands" value=stand
                    options=Signal::derive(move || states.clone())
                    hint="A closed cycle takes no edits."/>
                </div>
                <FormFoot save=if id.is_some() { "Save" } else { "Add cycle" }/>
            </form>
        </Dialog>
    }
    .into_any()
}
