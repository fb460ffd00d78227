//! Who has how much to do: what the plans ask of each person, week by week or day by day, against the
//! time they have. Every number opens into the tasks that make it.

mod cell;
mod chosen;

use leptos::prelude::*;
use model::progress::words;
use model::schedule::load::{self, Period, Step};
use model::{Date, Id, Kind, Person};

use crate::components::avatar::Avatar;
use crate::components::empty_state::EmptyState;
use crate::components::trail::{Crumb, set_trail};
use crate::pages::projects::Views;
use crate::state::State;
use cell::Cell;
use chosen::Chosen;

/// A person's periods.
#[derive(Clone, PartialEq)]
struct Lane {
    person: Id<Person>,
    periods: Vec<Period>,
}

/// What is looked at: from which period on, and how long each is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Range {
    step: Step,
    /// Periods before or after the one that holds today.
    shift: i32,
}

impl Range {
    fn count(self) -> usize {
        match self.step {
            Step::Week => 13,
            Step::Day => 14,
        }
    }
}

/// The page.
#[component]
pub fn Load() -> impl IntoView {
    let state = State::expect();
    set_trail(|| {
        vec![
            Crumb::to("Projects", "/projects"),
            Crumb::here("People".to_owned()),
        ]
    });
    let range = RwSignal::new(Range {
        step: Step::Week,
        shift: 0,
    });
    let chosen: RwSignal<Option<(Id<Person>, Date)>> = RwSignal::new(None);
    let lanes = Memo::new(move |_| {
        for kind in [Kind::Task, Kind::Dependency, Kind::Calendar, Kind::Person] {
            state.track_list(kind, None);
        }
        lanes(state, range.get())
    });
    let unassigned = Memo::new(move |_| {
        state.track_list(Kind::Task, None);
        state.plan(|plan| load::unassigned(plan).len())
    });
    let nobody = Memo::new(move |_| {
        lanes.with(|it| {
            it.iter()
                .all(|lane| lane.periods.iter().all(Period::is_free))
        })
    });
    let sum = move || lanes.with(|lanes| summary(lanes, range.get().step, unassigned.get()));
    view! {
        <header class="page-head">
            <div><h1 class="page-title">"People and their time"</h1><p class="page-meta" role="status">{sum}</p></div>
        </header>
        <Views/>
        {move || if nobody.get() && range.get().shift == 0 {
            view! {
                <EmptyState title="Nobody has scheduled work in these weeks" text="Assign people to tasks: \
                    this page then says who is asked for more time than they have, and by which tasks.">
                    <a class="button button-solid" href="/projects">"To the projects"</a>
                </EmptyState>
            }.into_any()
        } else {
            view! { <Tools range chosen/><Table lanes range chosen/><Chosen lanes chosen/> }.into_any()
        }}
    }
    .into_any()
}

fn lanes(state: State, range: Range) -> Vec<Lane> {
    let today = state.today();
    let persons = state.persons().get();
    state.schedules(|plan, all| {
        let from = range.step.begin(today, range.shift);
        let lane = |person: &Id<Person>| Lane {
            person: *person,
            periods: load::periods(plan, all, *person, (range.step, from, range.count())),
        };
        persons.iter().map(lane).collect()
    })
}

/// "2 of 12 people are asked for more than they have. 5 open tasks have nobody."
fn summary(lanes: &[Lane], step: Step, unassigned: usize) -> String {
    let over = |lane: &&Lane| lane.periods.iter().any(Period::is_over);
    let over = lanes.iter().filter(over).count();
    let period = match step {
        Step::Week => "week",
        Step::Day => "day",
    };
    let first = match over {
        0 => format!("Nobody is asked for more than they have in a {period}."),
        1 => format!(
            "1 of {} people is asked for more in a {period} than they have.",
            lanes.len()
        ),
        n => format!(
            "{n} of {} people are asked for more in a {period} than they have.",
            lanes.len()
        ),
    };
    let rest = match unassigned {
        0 => String::new(),
        n => format!(
            " {} nobody.",
            words::count(n as i64, "open task has", "open tasks have")
        ),
    };
    first + &rest
}

#[component]
fn Tools(range: RwSignal<Range>, chosen: RwSignal<Option<(Id<Person>, Date)>>) -> impl IntoView {
    let step = move |step: Step, words: &'static str| {
        let press = move |_| {
            chosen.set(None);
            range.set(Range { step, shift: 0 });
        };
        view! {
            <button type="button" aria-pressed=move || (range.get().step == step).to_string() on:click=press>{words}</button>
        }
    };
    let turn = move |by: i32| {
        chosen.set(None);
        range.update(|it| it.shift = (it.shift + by).clamp(-520, 520));
    };
    let back = move |_| range.update(|it| it.shift = 0);
    view! {
        <div class="project-tools">
            <div class="segment" role="group" aria-label="Length of a period">
                {step(Step::Week, "Weeks")}{step(Step::Day, "Days")}
            </div>
            <button type="button" class="button button-small" on:click=move |_| turn(-4)>"Earlier"</button>
            <button type="button" class="button button-small" on:click=back>"Today"</button>
            <button type="button" class="button button-small" on:click=move |_| turn(4)>"Later"</button>
        </div>
    }
    .into_any()
}

#[component]
fn Table(
    lanes: Memo<Vec<Lane>>,
    range: RwSignal<Range>,
    chosen: RwSignal<Option<(Id<Person>, Date)>>,
) -> impl IntoView {
    let state = State::expect();
    let heads = move || {
        let Range { step, shift } = range.get();
        let today = state.today();
        let first = step.begin(today, shift);
        let here = step.begin(today, 0);
        (0..range.get().count()).map(move |at| {
            let from = step.begin(first, i32::try_from(at).unwrap_or(0));
            let current = (from == here).then_some("date");
            view! { <th scope="col" class="load-head" aria-current=current>{words::date(from, today)}</th> }
        }).collect_view()
    };
    let row = move |lane: Lane| {
        let person = lane.person;
        let cells = lane
            .periods
            .into_iter()
            .map(|period| view! { <Cell person period chosen/> });
        view! {
            <tr>
                <th scope="row"><span class="load-name"><Avatar person=Signal::stored(Some(person)) small=true/>{move || state.name_of(Some(person))}</span></th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="data-table-scroll" tabindex="0" role="region" aria-label="Hours asked of each person">
            <table class="data-table load-table">
                <thead><tr><th scope="col">"Person"</th>{heads}</tr></thead>
                <tbody>{move || lanes.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
