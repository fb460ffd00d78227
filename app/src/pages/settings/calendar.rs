//! Calendars: when work happens. The workspace's, those of people with hours of their own, and the
//! editor of one: its week, the days that differ, the periods with another week, the year it gives.

mod exception;
mod picture;
mod week;
mod work_week;

use leptos::prelude::*;
use model::op::make;
use model::{Calendar, Id, Kind, Op, Person, Project, Role};
use serde_json::json;

use super::Group;
use crate::components::field::{Field, TroubleSummary, Troubled, provide_trouble};
use crate::state::State;
use exception::Exceptions;
use picture::Year;
use week::Week;
use work_week::WorkWeeks;

/// The calendar that is open in the editor.
#[derive(Clone, Copy)]
pub(super) struct Chosen(pub(super) RwSignal<Option<Id<Calendar>>>);

/// Makes the place for it, for the page.
pub(super) fn provide_chosen() {
    provide_context(Chosen(RwSignal::new(None)));
}

/// The calendars that a project's tasks can run on, by name: the workspace's and its own.
pub(crate) fn options(
    state: State,
    project: Option<Id<Project>>,
) -> Memo<Vec<(Id<Calendar>, String)>> {
    Memo::new(move |_| {
        state.track_list(Kind::Calendar, None);
        state.plan(|plan| {
            let rows = plan.all::<Calendar>().filter(|row| !row.head.trashed);
            let fits = rows.filter(|row| {
                row.person.is_none() && (row.project.is_none() || row.project == project)
            });
            let mut out: Vec<_> = fits.map(|row| (row.id, row.name.clone())).collect();
            out.sort_by(|one, other| one.1.cmp(&other.1));
            out
        })
    })
}

/// The calendar that holds somebody's own hours, outside any project.
pub(super) fn hours_of(state: State, person: Id<Person>) -> Memo<Option<Id<Calendar>>> {
    Memo::new(move |_| {
        state.track_list(Kind::Calendar, None);
        state.plan(|plan| {
            let mut rows = plan.all::<Calendar>().filter(|row| !row.head.trashed);
            let own = rows.find(|row| row.project.is_none() && row.person == Some(person));
            own.map(|row| row.id)
        })
    })
}

/// A calendar of one's own: everything as the workspace's until it is changed.
pub(super) fn own_hours(state: State, person: Id<Person>) -> (Id<Calendar>, Op) {
    let base = state.plan(model::schedule::default_calendar);
    state.create(Calendar {
        name: state.plan(|plan| {
            let name = plan.get(person).map(|row| row.name.clone());
            name.unwrap_or_default()
        }),
        person: Some(person),
        base,
        ..Calendar::default()
    })
}

/// Sets a field of a calendar; a refusal stands in the form. True unless refused.
fn save(
    state: State,
    trouble: Troubled,
    id: Id<Calendar>,
    field: &str,
    to: serde_json::Value,
) -> bool {
    let op = state.set_op(id.at(), field, to);
    let made = op.map_or(Ok(()), |op| state.dispatch(op));
    let good = made.is_ok();
    trouble.set(made.err().map(Into::into));
    good
}

/// The group.
#[component]
pub(super) fn Calendars() -> impl IntoView {
    let state = State::expect();
    let Chosen(chosen) = expect_context();
    let all = Memo::new(move |_| {
        state.track_list(Kind::Calendar, None);
        state.plan(|plan| {
            let rows = plan.all::<Calendar>();
            let rows = rows.filter(|row| !row.head.trashed && row.project.is_none());
            let mut out: Vec<_> = rows
                .map(|row| (row.person.is_some(), row.name.clone(), row.id))
                .collect();
            out.sort();
            out.into_iter().map(|it| it.2).collect::<Vec<_>>()
        })
    });
    let live = Memo::new(move |_| chosen.get().filter(|id| all.with(|all| all.contains(id))));
    let add = move |_| {
        let hours = model::schedule::words::read_hours("08:00-12:00, 13:00-17:00");
        let hours = hours.unwrap_or_default();
        let week = core::array::from_fn(|day| match day {
            1..=5 => model::Day::Work(hours.clone()),
            _ => model::Day::Off,
        });
        let (id, op) = state.create(Calendar {
            name: "New calendar".into(),
            week,
            ..Calendar::default()
        });
        if state.act(op) {
            chosen.set(Some(id));
        }
    };
    view! {
        <Group id="calendars" title="Calendars" text="When work happens. Dates follow at once when one changes.">
            <div class="settings-wide stack">
                {move || all.with(Vec::is_empty).then(|| view! {
                    <p class="form-field-hint">
                        "Work happens Monday to Friday, 08:00 to 17:00 with an hour for lunch. Add a calendar \
                         for other hours and for days on which nobody works."
                    </p>
                })}
                <ul class="calendar-list">
                    <For each=move || all.get() key=|id| *id let:id><Item id/></For>
                </ul>
                <p class="form-actions">
                    <button type="button" class="button" on:click=add>"New calendar"</button>
                </p>
                {move || live.get().map(|id| view! { <Editor id/> })}
            </div>
        </Group>
    }
    .into_any()
}

/// Whether a calendar is the one for projects that name none. Followed.
fn is_default(state: State, id: Id<Calendar>) -> bool {
    let at = state.plan(|plan| plan.workspace().map(|row| row.id.at()));
    if let Some(at) = at {
        state.track(at);
    }
    state.plan(model::schedule::default_calendar) == Some(id)
}

/// One of the list.
#[component]
fn Item(id: Id<Calendar>) -> impl IntoView {
    let state = State::expect();
    let Chosen(chosen) = expect_context();
    let row = state.row(id);
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let note = move || {
        let person = row.with(|row| row.as_ref().and_then(|row| row.person));
        match person {
            Some(person) => format!("Hours of {}", state.name_of(Some(person))),
            None if is_default(state, id) => "Used by every project that names no other".to_owned(),
            None => "Used where a project or task names it".to_owned(),
        }
    };
    let open = move || chosen.get() == Some(id);
    let toggle = move |_| chosen.set((!open()).then_some(id));
    view! {
        <li class="calendar-item">
            <span><b>{name}</b><span class="data-table-sub">{note}</span></span>
            <button type="button" class="button button-small" aria-expanded=move || open().to_string()
                aria-label=move || format!("Edit calendar {}", name()) on:click=toggle>
                {move || if open() { "Close" } else { "Edit" }}
            </button>
        </li>
    }
    .into_any()
}

/// One calendar.
#[component]
fn Editor(id: Id<Calendar>) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let row = state.row(id);
    let title = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let name = RwSignal::new(title().unwrap_or_default());
    let rename = move |_| {
        save(
            state,
            trouble,
            id,
            "name",
            json!(name.get_untracked().trim()),
        );
    };
    view! {
        <section class="panel calendar-editor" aria-labelledby="calendar-title">
            <div class="panel-head"><h3 class="panel-title" id="calendar-title">{title}</h3></div>
            <div class="panel-body form">
                <TroubleSummary trouble/>
                <div class="form-row" on:change=rename>
                    <Field name="name" label="Name of the calendar" value=name scope="calendar"/>
                    <Base id trouble/>
                </div>
                <Standing id trouble/>
                <Week id trouble/>
                <Exceptions id trouble/>
                <WorkWeeks id trouble/>
                <Year id/>
            </div>
        </section>
    }
    .into_any()
}

/// What fills what it leaves open.
#[component]
fn Base(id: Id<Calendar>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let now = move || row.with(|row| row.as_ref().and_then(|row| row.base));
    let all = options(state, None);
    let change = move |event| {
        let to: Option<Id<Calendar>> = event_target_value(&event).parse().ok();
        save(state, trouble, id, "base", json!(to));
    };
    let option = move |(it, name): (Id<Calendar>, String)| {
        view! { <option value=it.to_string() selected=move || now() == Some(it)>{name}</option> }
    };
    let others = move || all.get().into_iter().filter(move |it| it.0 != id);
    view! {
        <div class="form-field">
            <label class="form-field-label" for="calendar-base">"Based on"</label>
            <select class="input" id="calendar-base" on:change=change>
                <option value="" selected=move || now().is_none()>"Nothing: it stands alone"</option>
                {move || others().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Whether it is the workspace's; the trash.
#[component]
fn Standing(id: Id<Calendar>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let theirs = move || row.with(|row| row.as_ref().is_some_and(|row| row.person.is_some()));
    let default = move || is_default(state, id);
    let choose = move |to: Option<Id<Calendar>>| {
        let now = state.plan(|plan| {
            plan.workspace()
                .map(|row| (row.id.at(), row.settings.clone()))
        });
        let Some((at, mut settings)) = now else {
            return;
        };
        settings.calendar = to;
        let made = state
            .set_op(at, "settings", settings)
            .map_or(Ok(()), |op| state.dispatch(op));
        trouble.set(made.err().map(Into::into));
    };
    let trash = move |_| {
        state.act_and_say(make::trash(id.at()), "Calendar moved to the trash.");
    };
    let admin = move || state.role() >= Role::Admin;
    view! {
        <p class="form-actions">
            {move || (!theirs() && admin()).then(|| if default() {
                view! {
                    <span class="chip chip-box">"The workspace's calendar"</span>
                    <button type="button" class="button button-small" on:click=move |_| choose(None)>
                        "Use Monday to Friday instead"
                    </button>
                }.into_any()
            } else {
                view! {
                    <button type="button" class="button button-small" on:click=move |_| choose(Some(id))>
                        "Make it the workspace's calendar"
                    </button>
                }.into_any()
            })}
            <button type="button" class="button button-plain button-small" on:click=trash>"Delete calendar"</button>
        </p>
    }
    .into_any()
}
