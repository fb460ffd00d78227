//! Linking: one or several things to choose, with a search. From a Key Result to the work that serves
//! it, and from work to the Key Results.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::op::make;
use model::{Id, KeyResult, Link, LinkTarget, Op, Plan, StepReason};

use crate::components::dialog::Dialog;
use crate::components::field::{Choice, Field, FormFoot, Trouble, TroubleSummary, provide_trouble};
use crate::components::key_result_form::key;
use crate::state::edit::group;
use crate::state::{Overlay, Picking, State};

/// One thing that can be linked.
#[derive(Clone, Debug, PartialEq)]
struct Pickable {
    id: uuid::Uuid,
    link: (Id<KeyResult>, LinkTarget),
    title: String,
    under: String,
    task: bool,
}

/// At most this many are shown; the search narrows.
const SHOWN: usize = 50;

/// What can be linked and is not linked yet, projects before tasks, by what was searched.
fn options(plan: &Plan, picking: Picking, search: &str) -> Vec<Pickable> {
    let search = search.trim().to_lowercase();
    match picking {
        Picking::WorkFor(id) => work_for(plan, id, &search),
        Picking::GoalsFor(target) => goals_for(plan, target, &search),
    }
}

/// Whether a title holds what was searched.
fn fits(title: &str, search: &str) -> bool {
    search.is_empty() || title.to_lowercase().contains(search)
}

/// Projects, then milestones; every task once somebody searches, for tasks are many and rarely the
/// result itself.
fn work_for(plan: &Plan, id: Id<KeyResult>, search: &str) -> Vec<Pickable> {
    let linked: Vec<_> = plan.links_of(id).iter().map(|link| link.target).collect();
    let projects = plan.projects();
    let whole = projects
        .iter()
        .filter(|row| fits(&row.title, search))
        .map(|row| Pickable {
            id: row.id.uuid(),
            link: (id, LinkTarget::Project(row.id)),
            title: row.title.clone(),
            under: format!("{}, {}", row.form.word(), row.state.word().to_lowercase()),
            task: false,
        });
    let tasks = projects.iter().flat_map(|project| {
        plan.tasks(project.id)
            .into_iter()
            .map(move |(_, row)| (project, row))
    });
    let offered = tasks.filter(|(_, row)| match search.is_empty() {
        true => row.milestone,
        false => fits(&row.title, search),
    });
    let single = offered.map(|(project, row)| {
        let kind = if row.milestone { "Milestone" } else { "Task" };
        Pickable {
            id: row.id.uuid(),
            link: (id, LinkTarget::Task(row.id)),
            title: row.title.clone(),
            under: format!("{kind} of {}", project.title),
            task: true,
        }
    });
    whole
        .chain(single)
        .filter(|it| !linked.contains(&it.link.1))
        .take(SHOWN)
        .collect()
}

/// The Key Results of every cycle, the newest first.
fn goals_for(plan: &Plan, target: LinkTarget, search: &str) -> Vec<Pickable> {
    let linked: Vec<_> = plan
        .links_to(target)
        .iter()
        .map(|link| link.key_result)
        .collect();
    let task = matches!(target, LinkTarget::Task(_));
    let cycles = plan
        .cycles()
        .into_iter()
        .rev()
        .map(|row| Some(row.id))
        .chain([None]);
    let goals = cycles
        .flat_map(|cycle| plan.objectives(cycle))
        .flat_map(|objective| {
            plan.key_results(objective.id)
                .into_iter()
                .map(move |row| (objective, row))
        });
    goals
        .filter(|(_, row)| !linked.contains(&row.id) && fits(&row.title, search))
        .map(|(objective, row)| Pickable {
            id: row.id.uuid(),
            link: (row.id, target),
            title: row.title.clone(),
            under: objective.title.clone(),
            task,
        })
        .take(SHOWN)
        .collect()
}

/// The operations that link what was chosen.
fn ops(state: State, chosen: &[Pickable], reason: &str, note: &str) -> Result<Option<Op>, Trouble> {
    let reason: StepReason =
        serde_json::from_value(serde_json::Value::String(reason.to_owned())).unwrap_or_default();
    let tasks = chosen.iter().any(|option| option.task);
    if tasks && reason == StepReason::None {
        return Err(Trouble::at(
            "reason",
            "Say why a single task is linked, or link its project.",
        ));
    }
    let link = |option: &Pickable| Link {
        key_result: option.link.0,
        target: option.link.1,
        reason: if option.task {
            reason
        } else {
            StepReason::None
        },
        note: if option.task {
            note.trim().to_owned()
        } else {
            String::new()
        },
        outcome_step: option.task,
        ..Link::default()
    };
    let create = |option: &Pickable| make::create(state.host().new_id(), link(option));
    Ok(group(chosen.iter().map(create).collect()))
}

/// The dialog.
#[component]
pub fn Picker(
    /// What for.
    picking: Picking,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let search = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::<Pickable>::new());
    let (reason, note) = (
        RwSignal::new(key(&StepReason::None)),
        RwSignal::new(String::new()),
    );
    let shown = Memo::new(move |_| {
        let search = search.get();
        state.plan(|plan| options(plan, picking, &search))
    });
    let tasks = Memo::new(move |_| chosen.with(|all| all.iter().any(|option| option.task)));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let made = ops(state, &chosen.get(), &reason.get(), &note.get())
            .and_then(|op| op.map_or(Ok(()), |op| state.dispatch(op).map_err(Trouble::from)));
        match made {
            Ok(()) => {
                state.close();
                state.say("Linked.");
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let title = match picking {
        Picking::WorkFor(_) => "Link work",
        Picking::GoalsFor(_) => "Which Key Results does it serve?",
    };
    let word = move || match chosen.with(Vec::len) {
        0 => "Link".to_owned(),
        n => format!("Link {n}"),
    };
    let reasons: Vec<_> = StepReason::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()))
        .collect();
    view! {
        <Dialog title class="dialog-wide">
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <Field name="search" label="Search" value=search first=true
                    hint="Projects and milestones; search to see every task."/>
                <fieldset class="fieldset picker-list">
                    <legend class="visually-hidden">"What can be linked"</legend>
                    <For each=move || shown.get() key=|option| option.id let:option>
                        <Pick option chosen/>
                    </For>
                    {move || shown.with(Vec::is_empty).then(|| view! {
                        <p class="form-field-hint">"Nothing by that name is free to link."</p>
                    })}
                </fieldset>
                {move || {
                    let reasons = reasons.clone();
                    tasks.get().then(move || view! {
                        <Choice name="reason" label="Why this task by itself?" value=reason
                            options=Signal::derive(move || reasons.clone())
                            hint="A single task is linked when it is itself the result."/>
                        <Field name="note" label="More about the reason" value=note/>
                    })
                }}
                </div>
                <FormFoot save=Signal::derive(word)>{new_initiative(state, picking)}</FormFoot>
            </form>
        </Dialog>
    }
    .into_any()
}

/// From a Key Result one can begin the work right here.
fn new_initiative(state: State, picking: Picking) -> Option<impl IntoView> {
    let Picking::WorkFor(id) = picking else {
        return None;
    };
    let open = move |_| state.open(Overlay::Initiative(id));
    Some(
        view! { <button type="button" class="button button-plain" on:click=open>"New Initiative"</button> },
    )
}

#[component]
fn Pick(option: Pickable, chosen: RwSignal<Vec<Pickable>>) -> impl IntoView {
    let id = option.id;
    let (title, under) = (option.title.clone(), option.under.clone());
    let toggle = move |_| {
        chosen.update(|all| match all.iter().position(|it| it.id == id) {
            Some(at) => {
                all.remove(at);
            }
            None => all.push(option.clone()),
        });
    };
    let is = move || chosen.with(|all| all.iter().any(|it| it.id == id));
    view! {
        <label class="check picker-option">
            <input type="checkbox" prop:checked=is on:change=toggle/>
            <span>{title}<span class="data-table-sub">{under}</span></span>
        </label>
    }
    .into_any()
}
