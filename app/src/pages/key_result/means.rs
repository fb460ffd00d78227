//! The means: what we do about it. Linked work with its method, weight and share, and the way to link
//! more.

use chart::bar::work_bar;
use chart::icon::Icon;
use leptos::prelude::*;
use model::progress::{Coverage, words};
use model::schedule::Schedules;
use model::{Id, KeyResult, Link, LinkMethod, LinkTarget, Op, Plan, Project, Row, Weight};

use crate::components::icon::{icon, small_icon};
use crate::components::key_result_form::key;
use crate::components::status_word::project_status_word;
use crate::format::parse_number;
use crate::state::{Overlay, Picking, State};
use crate::{picture, routes};

/// The panel.
#[component]
pub(super) fn Means(id: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let links = state.links_of(id);
    let progress = state.progress(id);
    let note = move || {
        progress.with(|it| {
            let it = it.as_ref()?;
            let many = words::count(it.health.initiatives as i64, "initiative", "initiatives");
            Some(match it.health.coverage {
                Coverage::NotCovered => "No initiative backs this Key Result.".to_owned(),
                Coverage::Thin => "It rests on one link alone.".to_owned(),
                Coverage::Fine(_) => {
                    format!("{many}, inside the 2 to 4 a Key Result carries well.")
                }
                Coverage::TooMany(n) => {
                    format!("{n} are linked; 2 to 4 give a signal you can read.")
                }
            })
        })
    };
    let empty = Memo::new(move |_| links.with(Vec::is_empty));
    let link = move |_| state.open(Overlay::Link(Picking::WorkFor(id)));
    view! {
        <section class="panel" aria-labelledby="means">
            <div class="panel-head">
                <h2 class="panel-title" id="means">
                    <i class="swatch swatch-work"></i>" The means: what we do about it"
                </h2>
                <span class="panel-note">{note}</span>
                <button type="button" class="button button-small" aria-keyshortcuts="L" on:click=link>
                    {small_icon(Icon::Link)}"Link work"
                </button>
            </div>
            {move || if empty.get() {
                view! {
                    <div class="empty-state">
                        <h3>"Nothing is linked yet"</h3>
                        <p>"Link a project that serves this Key Result, or begin an Initiative for it."</p>
                        <p class="button-row">
                            <button type="button" class="button button-solid" on:click=link>"Link work"</button>
                            <button type="button" class="button"
                                on:click=move |_| state.open(Overlay::Initiative(id))>"New Initiative"</button>
                        </p>
                    </div>
                }.into_any()
            } else {
                view! { <Table id links/> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Table(id: Id<KeyResult>, links: Memo<Vec<Id<Link>>>) -> impl IntoView {
    view! {
        <div class="data-table-scroll" tabindex="0" role="region" aria-label="Linked work">
            <table class="data-table">
                <thead>
                    <tr>
                        <th scope="col">"Initiative"</th>
                        <th scope="col">"Reported"</th>
                        <th scope="col">"Work"</th>
                        <th scope="col">"Counted by"</th>
                        <th scope="col" class="number">"Weight"</th>
                        <th scope="col">"Finish"</th>
                        <th scope="col"><span class="visually-hidden">"Unlink"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || links.get() key=|id| *id let:link><LinkRow link of=id/></For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What a link points at, in words: title, what stands under it, its project.
fn target_words(plan: &Plan, link: &Row<Link>) -> Option<(String, String, Option<Id<Project>>)> {
    match link.target {
        LinkTarget::Project(id) => {
            let row = plan.live(id)?;
            let lead = row
                .lead
                .and_then(|id| plan.get(id))
                .map(|row| row.name.clone());
            let form = row.form.word().to_owned();
            let under = lead.map_or(form.clone(), |name| {
                format!("{name} \u{b7} {}", form.to_lowercase())
            });
            Some((row.title.clone(), under, Some(id)))
        }
        LinkTarget::Task(id) => {
            let row = plan.live(id)?;
            let project = plan.get(row.project)?;
            let kind = if row.milestone { "Milestone" } else { "Task" };
            let under = format!("{kind} of {} \u{b7} {}", project.title, link.reason.word());
            Some((row.title.clone(), under, Some(row.project)))
        }
    }
}

fn finish(plan: &Plan, all: &Schedules, target: LinkTarget) -> Option<model::Date> {
    match target {
        LinkTarget::Project(id) => {
            let schedule = all.project(id).filter(|it| !it.tasks.is_empty());
            schedule
                .map(|it| it.finish.date())
                .or_else(|| plan.get(id)?.target_finish)
        }
        LinkTarget::Task(id) => all.dates(plan, id).map(|it| it.finish.date()),
    }
}

#[component]
fn LinkRow(link: Id<Link>, of: Id<KeyResult>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(link);
    let progress = state.progress(of);
    let share = Memo::new(move |_| {
        progress.with(|it| {
            let links = it.as_ref()?.work.links();
            links.iter().find(|it| it.link == link)?.share
        })
    });
    let words_of = move || {
        let row = row.get()?;
        state.track(match row.target {
            LinkTarget::Project(id) => id.at(),
            LinkTarget::Task(id) => id.at(),
        });
        state.plan(|plan| {
            let (title, under, project) = target_words(plan, &row)?;
            Some((title, under, routes::target(plan, row.target), project))
        })
    };
    let status = move || {
        let (.., project) = words_of()?;
        state
            .plan(|plan| plan.get(project?).map(|row| row.status))
            .map(project_status_word)
    };
    let finish = move || {
        let row = row.get()?;
        state.track_number(of.at());
        let (day, clock) = state.schedules(|plan, all| {
            (
                finish(plan, all, row.target),
                model::progress::clock_of(plan, of, state.today()),
            )
        });
        let (day, late) = (
            day?,
            clock.is_some_and(|clock| day.is_some_and(|day| day > clock.finish)),
        );
        let class = if late { "data-table-late" } else { "" };
        let words = words::date(day, state.today());
        Some(view! { <span class=class>{words}{late.then_some(", after the cycle")}</span> })
    };
    let bar = move || {
        let words = share
            .get()
            .map_or("nothing to count".to_owned(), |it| it.percent_text());
        format!(
            "{}<span>{words}</span>",
            work_bar(share.get().map(picture::place))
        )
    };
    let title = move || words_of().map(|(title, ..)| title).unwrap_or_default();
    let unlink = move |_| {
        state.act_and_say(Op::Trash { at: link.at() }, "Unlinked.");
    };
    view! {
        <tr>
            <th scope="row">
                {move || words_of().map(|(title, under, href, _)| view! {
                    <a class="data-table-name" href=href>{title}</a>
                    <span class="data-table-sub">{under}</span>
                })}
            </th>
            <td>{status}</td>
            <td class="data-table-bar" inner_html=bar></td>
            <td><Method link/></td>
            <td class="number"><WeightField link/></td>
            <td>{finish}</td>
            <td>
                <button type="button" class="button button-plain button-small button-icon"
                    aria-label=move || format!("Unlink {}", title()) on:click=unlink>{icon(Icon::Close)}</button>
            </td>
        </tr>
    }
    .into_any()
}

/// How the linked work is counted.
#[component]
fn Method(link: Id<Link>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(link);
    let now = move || row.with(|row| row.as_ref().map(|row| row.method));
    let option = move |method: LinkMethod| {
        view! { <option value=key(&method) selected=move || now() == Some(method)>{method.word()}</option> }
    };
    let change = move |event| {
        state.set(link.at(), "method", event_target_value(&event));
    };
    view! {
        <select class="input input-small" aria-label="Counted by" on:change=change>
            {LinkMethod::ALL.iter().copied().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// How much it counts; what is typed and not a number stays, with a word about it.
#[component]
fn WeightField(link: Id<Link>) -> impl IntoView {
    let state = State::expect();
    let row = state.row(link);
    let now = move || row.with(|row| row.as_ref().map(|row| words::number(row.weight.0)));
    let change = move |event| match parse_number(&event_target_value(&event)) {
        Ok(weight) => {
            state.set(link.at(), "weight", weight.map(Weight).unwrap_or_default());
        }
        Err(why) => state.warn(why),
    };
    view! {
        <input class="input input-small input-number" inputmode="decimal" size="3" aria-label="Weight"
            value=now() prop:value=now on:change=change/>
    }
    .into_any()
}
