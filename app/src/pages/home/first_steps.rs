//! What a new workspace needs first, until each has been done once.

use chart::icon::Icon;
use leptos::prelude::*;
use model::plan::Record;
use model::{Kind, Link, Objective, Plan, Project, Task};

use crate::components::icon::small_icon;
use crate::state::State;

/// One step: what, why, where, and whether it is done.
struct Step {
    title: &'static str,
    text: &'static str,
    go: &'static str,
    done: bool,
}

fn steps(plan: &Plan) -> [Step; 3] {
    fn any<T: Record>(plan: &Plan) -> bool {
        plan.all::<T>().any(|row| !row.head.trashed)
    }
    [
        Step {
            title: "Say what should change",
            text: "An Objective with three to five Key Results that can be measured.",
            go: "/okrs",
            done: any::<Objective>(plan),
        },
        Step {
            title: "Bring in the work",
            text: "Import a plan from Microsoft Project, or begin a project here.",
            go: "/import",
            done: any::<Project>(plan),
        },
        Step {
            title: "Link the work to the goal",
            text: "Open a Key Result and press L. From then on finished work moves its number.",
            go: "/okrs",
            done: any::<Link>(plan),
        },
    ]
}

/// The panel; nothing once all is done, or while there is work to show.
#[component]
pub(super) fn FirstSteps() -> impl IntoView {
    let state = State::expect();
    let all = Memo::new(move |_| {
        for kind in [Kind::Objective, Kind::Project, Kind::Link] {
            state.track_list(kind, None);
        }
        state.plan(|plan| {
            let new = plan.all::<Task>().take(500).count() < 500;
            let done = steps(plan).map(|step| step.done);
            (new && done.contains(&false)).then_some(done)
        })
    });
    move || {
        all.get().map(|_| {
            let steps = state.plan(steps);
            view! {
                <section class="panel first-steps" aria-labelledby="first-steps">
                    <div class="panel-head">
                        <h2 class="panel-title" id="first-steps">"Begin here"</h2>
                        <span class="panel-note">
                            {format!("{} of 3 done", steps.iter().filter(|it| it.done).count())}
                        </span>
                    </div>
                    <ol class="first-steps-list">{steps.into_iter().map(item).collect_view()}</ol>
                </section>
            }
        })
    }
}

fn item(step: Step) -> impl IntoView {
    let state = if step.done { "done" } else { "to do" };
    view! {
        <li class="first-steps-item" class:is-done=step.done>
            <span class="first-steps-mark">
                {step.done.then(|| small_icon(Icon::Check))}
                <span class="visually-hidden">{state}</span>
            </span>
            <div>
                <a class="first-steps-title" href=step.go>{step.title}</a>
                <p class="first-steps-text">{step.text}</p>
            </div>
        </li>
    }
}
