//! All projects in time, with the Key Results that they move: both stories in one picture. Dates are
//! the scheduler's; projects are changed on their own pages.

mod picture;

use std::collections::BTreeSet;
use std::rc::Rc;

use chart::gantt::DAY;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Id, Kind, Objective, Ref};

use crate::components::empty_state::EmptyState;
use crate::components::gantt::{Gantt, GanttColumn, GanttView, Hands, Outlook};
use crate::components::trail::{Crumb, set_trail};
use crate::pages::project::minutes;
use crate::pages::projects::{Serving, Views};
use crate::routes;
use crate::state::State;
use picture::{Look, Order};

/// Projects up to which everything is unfolded at first.
const UNFOLDED: usize = 40;

/// The page.
#[component]
pub fn Portfolio() -> impl IntoView {
    let state = State::expect();
    set_trail(|| {
        vec![
            Crumb::to("Projects", "/projects"),
            Crumb::here("Timeline".to_owned()),
        ]
    });
    let all = state.projects();
    let empty = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <header class="page-head">
            <div><h1 class="page-title">"Projects in time"</h1>
            <p class="page-meta">"Each project with the Key Results that it moves. The marine bar is the outcome, \
                over its cycle."</p></div>
        </header>
        <Views/>
        {move || if empty.get() {
            view! {
                <EmptyState title="No projects yet" text="Projects stand here on one line of time, each with \
                    the Key Results that it moves.">
                    <a class="button button-solid" href="/projects">"To the projects"</a>
                </EmptyState>
            }.into_any()
        } else {
            view! { <Chart/> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn Chart() -> impl IntoView {
    let state = State::expect();
    let serving: RwSignal<Option<Id<Objective>>> = RwSignal::new(None);
    let finished = RwSignal::new(false);
    let order = RwSignal::new(Order::Start);
    let many = state.projects().with_untracked(Vec::len) > UNFOLDED;
    // What differs from how everything stands at first.
    let turned: RwSignal<BTreeSet<Ref>> = RwSignal::new(BTreeSet::new());
    let columns = vec![
        GanttColumn::Title,
        GanttColumn::Start,
        GanttColumn::Finish,
        GanttColumn::Done,
    ];
    let today = untrack(|| state.today());
    let today = minutes(today.at(0, 0, 0, 0)).div_euclid(DAY);
    let view = GanttView::new(columns)
        .of_projects()
        .begin_at(today)
        .with_hands(hands(state));
    Effect::new(move |_| {
        for kind in [Kind::Task, Kind::Dependency, Kind::Calendar, Kind::Link] {
            state.track_list(kind, None);
        }
        for kind in [Kind::Project, Kind::KeyResult, Kind::CheckIn] {
            state.track_list(kind, None);
        }
        let look = Look {
            turned: turned.get(),
            folded: many,
            serving: serving.get(),
            finished: finished.get(),
            order: order.get(),
        };
        view.show(state.rollups(|plan, numbers| picture::sheet(plan, numbers, &look)));
    });
    let fold = Callback::new(move |at| {
        turned.update(|turned| {
            if !turned.remove(&at) {
                turned.insert(at);
            }
        });
    });
    let label = Signal::stored("Projects in time".to_owned());
    view! {
        <div class="project-tools">
            <Serving serving finished id="portfolio-serving"/>
            <OrderChoice order/>
        </div>
        <Gantt view label fold/>
        <p class="outline-keys" aria-label="Keys of the chart">
            <span><kbd>"\u{2191} \u{2193}"</kbd>" go"</span>
            <span><kbd>"\u{2190} \u{2192}"</kbd>" fold"</span>
            <span><kbd>"Enter"</kbd>" open"</span>
            <span><kbd>"[ ]"</kbd>" zoom"</span>
        </p>
    }
    .into_any()
}

#[component]
fn OrderChoice(order: RwSignal<Order>) -> impl IntoView {
    let button = move |it: Order, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (order.get() == it).to_string()
                on:click=move |_| order.set(it)>{words}</button>
        }
    };
    view! {
        <div class="segment" role="group" aria-label="Order">
            {button(Order::Start, "By start")}
            {button(Order::Finish, "By finish")}
            {button(Order::Name, "By name")}
        </div>
    }
    .into_any()
}

/// One reads here: a line opens the page where it is changed.
fn hands(state: State) -> Hands {
    let navigate = use_navigate();
    let open = move |at: Ref| {
        let to = match at.kind {
            Kind::Project => format!("{}?view=gantt", routes::of(at)),
            Kind::Task => state
                .plan(|plan| {
                    let row = plan.get(Id::<model::Task>::new(at.id))?;
                    Some(format!(
                        "{}?view=gantt&task={}",
                        routes::project(row.project),
                        at.id
                    ))
                })
                .unwrap_or_default(),
            _ => routes::of(at),
        };
        navigate(&to, Default::default());
    };
    let elsewhere = "Dates are changed in the project\u{2019}s own chart: Enter opens it.";
    Hands {
        outlook: Rc::new(move |_| Outlook::refused(elsewhere)),
        act: Rc::new(move |_| {
            state.warn(elsewhere);
            false
        }),
        warn: Rc::new(move |words| state.warn(words)),
        open: Rc::new(open),
        tie: Rc::new(|_| None),
    }
}
