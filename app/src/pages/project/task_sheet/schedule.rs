//! When a task happens and why: its mode, length, dates, what holds it, and the room that it has.

use chart::icon::Icon;
use leptos::prelude::*;
use model::duration::Measure;
use model::op::make;
use model::schedule::reason::runs_on;
use model::schedule::{Dates, edit};
use model::{Calendar, Constraint, ConstraintKind, Date, Id, Op, Row, Task, TaskMode};
use serde_json::json;

use super::why::{Room, Why};
use crate::components::icon::icon;
use crate::components::key_result_form::key;
use crate::pages::settings::calendar::options;
use crate::state::State;
use crate::state::edit::group;

/// What the last edit was told, shown at the top of the section.
type Told = RwSignal<Option<String>>;

/// Makes an edit; a refusal stays in the sheet as a sentence.
pub(super) fn make_it(state: State, told: Told, ops: Vec<Op>) {
    let made = group(ops).map_or(Ok(()), |op| state.dispatch(op));
    told.set(made.err().map(|refusal| refusal.to_string()));
}

/// What was refused.
#[component]
pub(super) fn Refused(
    /// Its sentence.
    told: Told,
) -> impl IntoView {
    let shown = move |text| {
        view! { <div class="advice" data-level="stop">{icon(Icon::Stop)}<p class="advice-title">{text}</p></div> }
    };
    view! { <div role="alert">{move || told.get().map(shown)}</div> }.into_any()
}

/// The section.
#[component]
pub(super) fn When(id: Id<Task>) -> impl IntoView {
    let state = State::expect();
    let told = Told::new(None);
    let summary = Memo::new(move |_| {
        state.track_list(model::Kind::Task, Some(id.uuid()));
        state.plan(|plan| plan.is_summary(id))
    });
    view! {
        <fieldset class="fieldset task-when">
            <legend class="form-field-label">"When"</legend>
            <Refused told/>
            {move || (!summary.get()).then(|| view! {
                <Mode id told/>
                <div class="form-row"><Dated id told/></div>
                <Held id told/>
            })}
            <div class="form-row"><Deadline id told/><Runs id told/></div>
            <Why id/>
            <Room id/>
        </fieldset>
    }
    .into_any()
}

/// Scheduled or pinned.
#[component]
fn Mode(id: Id<Task>, told: Told) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let mode = move || row.with(|row| row.as_ref().map(|row| row.mode).unwrap_or_default());
    let choose = move |to: TaskMode| {
        if mode() != to {
            let ops = state.schedules(|plan, all| match to {
                TaskMode::Pinned => edit::pin(plan, all, id),
                TaskMode::Auto => edit::unpin(plan, id),
            });
            make_it(state, told, ops);
        }
    };
    let button = move |to: TaskMode, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (mode() == to).to_string()
                on:click=move |_| choose(to)>{words}</button>
        }
    };
    view! {
        <div class="segment" role="group" aria-label="Who decides its dates">
            {button(TaskMode::Auto, "Scheduled")}{button(TaskMode::Pinned, "Pinned")}
        </div>
    }
    .into_any()
}

/// The ends of a task and how long it takes: typing one decides the others.
#[component]
fn Dated(id: Id<Task>, told: Told) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let dates = state.dates(id);
    let shown = move |end: fn(&Dates) -> model::DateTime| {
        dates.with(|it| {
            it.as_ref()
                .map(|it| end(it).date().to_string())
                .unwrap_or_default()
        })
    };
    let length = move || {
        row.with(|row| row.as_ref().and_then(|row| row.duration))
            .map(|span| Measure::default().write(span))
            .unwrap_or_default()
    };
    let start = move |event| {
        let day = event_target_value(&event).parse::<Date>().ok();
        let ops = state.schedules(|plan, all| edit::type_start(plan, all, id, day));
        make_it(state, told, ops);
    };
    let finish = move |event| {
        let day = event_target_value(&event).parse::<Date>().ok();
        match state.schedules(|plan, all| edit::type_finish(plan, all, id, day)) {
            Ok(ops) => make_it(state, told, ops),
            Err(why) => told.set(Some(why.to_string())),
        }
    };
    let lasts = move |event| {
        let typed = event_target_value(&event);
        let span = Measure::default().read(&typed);
        if span.is_none() && !typed.trim().is_empty() {
            told.set(Some(format!(
                "\u{201c}{typed}\u{201d} is no length of time. Write 3d, 2w, 6h, or 5ed for elapsed days."
            )));
            return;
        }
        let op = state.plan(|plan| make::set(plan, id.at(), "duration", json!(span)));
        make_it(state, told, vec![op]);
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for="task-start">"Start"</label>
            <input class="input" type="date" id="task-start" prop:value=move || shown(|it| it.start) on:change=start/>
        </div>
        <div class="form-field">
            <label class="form-field-label" for="task-finish">"Finish"</label>
            <input class="input" type="date" id="task-finish" prop:value=move || shown(|it| it.finish) on:change=finish/>
        </div>
        <div class="form-field">
            <label class="form-field-label" for="task-duration">"Duration"</label>
            <input class="input" id="task-duration" placeholder="3d, 2w, 5ed" autocomplete="off"
                prop:value=length on:change=lasts/>
        </div>
    }
    .into_any()
}

fn has_date(kind: ConstraintKind) -> bool {
    let free = [
        ConstraintKind::AsSoonAsPossible,
        ConstraintKind::AsLateAsPossible,
    ];
    !free.contains(&kind)
}

/// Whether a constraint names an end of a task.
fn names_finish(kind: ConstraintKind) -> bool {
    matches!(
        kind,
        ConstraintKind::MustFinishOn
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::FinishNoLaterThan
    )
}

/// The constraint with its date, on the working hours of the task.
fn held_at(state: State, id: Id<Task>, kind: ConstraintKind, day: Option<Date>) -> Constraint {
    let at = day.filter(|_| has_date(kind)).map(|day| {
        let time = state.plan(|plan| model::schedule::work_time(plan, id));
        let hours = time.hours_on(day);
        let minute = match names_finish(kind) {
            true => hours.last().map_or(17 * 60, |it| it.to),
            false => hours.first().map_or(8 * 60, |it| it.from),
        };
        let minute = i64::from(minute.min(1439));
        day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
    });
    Constraint { kind, at }
}

/// What holds it to a date.
#[component]
fn Held(id: Id<Task>, told: Told) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let now = move || row.with(|row| row.as_ref().map(|row| row.constraint).unwrap_or_default());
    let day = move || now().at.map(|at| at.date().to_string()).unwrap_or_default();
    let save = move |to: Constraint| {
        make_it(
            state,
            told,
            state
                .set_op(id.at(), "constraint", to)
                .into_iter()
                .collect(),
        );
    };
    let choose = move |event| {
        let typed = event_target_value(&event);
        let kind = ConstraintKind::ALL
            .iter()
            .copied()
            .find(|it| key(it) == typed);
        let kind = kind.unwrap_or_default();
        let dates = state.schedules(|plan, all| all.dates(plan, id).cloned());
        let own = dates.map(|it| {
            if names_finish(kind) {
                it.finish.date()
            } else {
                it.start.date()
            }
        });
        let day = now()
            .at
            .map(|at| at.date())
            .or(own)
            .or_else(|| Some(state.today()));
        save(held_at(state, id, kind, day));
    };
    let move_to = move |event| match event_target_value(&event).parse::<Date>() {
        Ok(day) => save(held_at(state, id, now().kind, Some(day))),
        Err(_) => told.set(Some("This constraint needs a date.".to_owned())),
    };
    let option = move |kind: ConstraintKind| {
        view! { <option value=key(&kind) selected=move || now().kind == kind>{kind.word()}</option> }
    };
    view! {
        <div class="form-row">
            <div class="form-field">
                <label class="form-field-label" for="task-constraint">"Constraint"</label>
                <select class="input" id="task-constraint" on:change=choose>
                    {ConstraintKind::ALL.iter().copied().map(option).collect_view()}
                </select>
            </div>
            {move || has_date(now().kind).then(|| view! {
                <div class="form-field">
                    <label class="form-field-label" for="task-constraint-day">"Its day"</label>
                    <input class="input" type="date" id="task-constraint-day" prop:value=day on:change=move_to/>
                </div>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Deadline(id: Id<Task>, told: Told) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let shown = move || {
        row.with(|row| row.as_ref()?.deadline.map(|at| at.date().to_string()))
            .unwrap_or_default()
    };
    let change = move |event| {
        let day = event_target_value(&event).parse::<Date>().ok();
        let at =
            day.and_then(|day| held_at(state, id, ConstraintKind::FinishNoLaterThan, Some(day)).at);
        make_it(
            state,
            told,
            state.set_op(id.at(), "deadline", at).into_iter().collect(),
        );
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for="task-deadline">"Deadline"</label>
            <input class="input" type="date" id="task-deadline" prop:value=shown on:change=change/>
        </div>
    }
    .into_any()
}

/// The calendar that it runs on.
#[component]
fn Runs(id: Id<Task>, told: Told) -> impl IntoView {
    let state = State::expect();
    let row = state.row(id);
    let now = move || row.with(|row| row.as_ref().and_then(|row| row.calendar));
    let project = state.plan(|plan| plan.get(id).map(|row| row.project));
    let all = options(state, project);
    let none = move || {
        let named = state.plan(|plan| {
            let row = plan.get(id)?;
            let plain = Row {
                body: Task {
                    calendar: None,
                    ..row.body.clone()
                },
                ..(**row).clone()
            };
            Some(plan.get(runs_on(plan, &plain)?)?.name.clone())
        });
        named.map_or_else(
            || "The project's: Monday to Friday".to_owned(),
            |name| format!("The project's: {name}"),
        )
    };
    let change = move |event| {
        let to: Option<Id<Calendar>> = event_target_value(&event).parse().ok();
        make_it(
            state,
            told,
            state.set_op(id.at(), "calendar", to).into_iter().collect(),
        );
    };
    let option = move |(it, name): (Id<Calendar>, String)| {
        view! { <option value=it.to_string() selected=move || now() == Some(it)>{name}</option> }
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for="task-calendar">"Calendar"</label>
            <select class="input" id="task-calendar" on:change=change>
                <option value="" selected=move || now().is_none()>{none}</option>
                {move || all.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
