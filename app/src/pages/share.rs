//! Share: both numbers on somebody else's page, without an account. Tokens are made, listed, revoked.

mod made;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::progress::words;
use model::{Id, KeyResult, Objective, Ref};

use crate::components::field::{Choice, Field, Trouble, TroubleSummary, Troubled, provide_trouble};
use crate::components::trail::{Crumb, set_trail};
use crate::format::row_title;
use crate::host::{Embed, EmbedMade, NewEmbed};
use crate::state::State;
use made::Made;

/// The page.
#[component]
pub fn Share() -> impl IntoView {
    let state = State::expect();
    set_trail(|| vec![Crumb::here("Share")]);
    let trouble = provide_trouble();
    let list = RwSignal::new(None::<Vec<Embed>>);
    let made = RwSignal::new(None::<EmbedMade>);
    let load = move || {
        let asked = state.host().embeds();
        spawn_local(async move {
            match asked.await {
                Ok(all) => list.set(Some(all)),
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
        });
    };
    Effect::new(move |_| load());
    view! {
        <header class="page-head">
            <div>
                <h1 class="page-title">"Share on another page"</h1>
                <p class="page-meta">"A token shows one Key Result or Objective to whoever has the address. \
                    Confidential ones cannot be shared."</p>
            </div>
        </header>
        <div class="stack">
            <TroubleSummary trouble/>
            <NewToken made trouble done=Callback::new(move |()| load())/>
            {move || made.get().map(|made| view! { <Made made/> })}
            <Tokens list trouble/>
        </div>
    }
    .into_any()
}

/// What can be shared: Objectives and their Key Results of every cycle, newest first.
fn options(state: State) -> Vec<(String, String)> {
    state.plan(|plan| {
        let mut all = Vec::new();
        for cycle in plan.cycles().into_iter().rev() {
            for objective in plan.objectives(Some(cycle.id)) {
                let open = |head: &model::Head| head.audience.is_none();
                if open(&objective.head) {
                    all.push((
                        format!("o{}", objective.id),
                        format!("{} (Objective)", objective.title),
                    ));
                }
                let key_results = plan.key_results(objective.id).into_iter();
                let shown = key_results.filter(|row| open(&row.head) && open(&objective.head));
                all.extend(shown.map(|row| (format!("k{}", row.id), row.title.clone())));
            }
        }
        all
    })
}

fn target(key: &str) -> Option<Ref> {
    let (kind, id) = key.split_at_checked(1)?;
    match kind {
        "o" => id.parse::<Id<Objective>>().ok().map(Id::at),
        _ => id.parse::<Id<KeyResult>>().ok().map(Id::at),
    }
}

#[component]
fn NewToken(
    made: RwSignal<Option<EmbedMade>>,
    trouble: Troubled,
    done: Callback<()>,
) -> impl IntoView {
    let state = State::expect();
    let choices = options(state);
    let what = RwSignal::new(choices.first().map(|it| it.0.clone()).unwrap_or_default());
    let name = RwSignal::new(String::new());
    let origins = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(at) = target(&what.get()) else {
            trouble.set(Some(Trouble::whole(
                "Choose what is shown. Make an Objective first.",
            )));
            return;
        };
        let origins = origins
            .get()
            .split([' ', ',', '\n'])
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        let typed = name.get().trim().to_owned();
        let name = if typed.is_empty() {
            state.plan(|plan| row_title(plan, at))
        } else {
            typed
        };
        let asked = state.host().make_embed(NewEmbed { at, name, origins });
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match asked.await {
                Ok(it) => {
                    made.set(Some(it));
                    done.run(());
                }
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="panel" aria-labelledby="new">
            <div class="panel-head"><h2 class="panel-title" id="new">"New token"</h2></div>
            <form class="panel-body form" on:submit=submit novalidate=true>
                <Choice name="at" label="What is shown?" value=what options=Signal::derive(move || choices.clone())/>
                <div class="form-row">
                    <Field name="name" label="Name" value=name hint="Where it will stand: Intranet front page."/>
                    <Field name="origins" label="Pages that may frame it" value=origins
                        hint="Empty: any. Like https://intranet.example.org"/>
                </div>
                <p class="form-actions">
                    <button type="submit" class="button button-solid" disabled=busy>"Make a token"</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Tokens(list: RwSignal<Option<Vec<Embed>>>, trouble: Troubled) -> impl IntoView {
    let state = State::expect();
    let revoke = move |embed: Embed| {
        let asked = state.host().revoke_embed(embed.id);
        spawn_local(async move {
            match asked.await {
                Ok(()) => {
                    list.update(|all| {
                        all.iter_mut()
                            .for_each(|all| all.retain(|it| it.id != embed.id))
                    });
                    state.say(format!(
                        "\u{201c}{}\u{201d} is revoked. Pages that show it say so.",
                        embed.name
                    ));
                }
                Err(why) => trouble.set(Some(Trouble::whole(why.to_string()))),
            }
        });
    };
    let day = move |at: model::Timestamp| words::date(state.host().local(at).date(), state.today());
    let row = move |embed: Embed| {
        let name = embed.name.clone();
        let what = state.plan(|plan| row_title(plan, embed.at));
        view! {
            <tr>
                <th scope="row">{name.clone()}<span class="data-table-sub">{what}</span></th>
                <td>{day(embed.created_at)}</td>
                <td>{embed.expires_at.map(day)}</td>
                <td>{embed.last_used_at.map_or("not yet".to_owned(), day)}</td>
                <td>
                    <button type="button" class="button button-small button-danger"
                        aria-label=format!("Revoke {name}") on:click=move |_| revoke(embed.clone())>"Revoke"</button>
                </td>
            </tr>
        }
    };
    view! {
        <section class="panel" aria-labelledby="tokens">
            <div class="panel-head"><h2 class="panel-title" id="tokens">"Tokens"</h2></div>
            {move || match list.get() {
                None => view! { <p class="panel-body form-field-hint">"The list comes from the server."</p> }.into_any(),
                Some(all) if all.is_empty() => view! {
                    <p class="panel-body form-field-hint">"None yet. Make one above."</p>
                }.into_any(),
                Some(all) => view! {
                    <div class="data-table-scroll" tabindex="0" role="region" aria-label="List of tokens">
                        <table class="data-table">
                            <thead><tr>
                                <th scope="col">"Name"</th><th scope="col">"Made"</th>
                                <th scope="col">"Ends"</th><th scope="col">"Last used"</th>
                                <th scope="col"><span class="visually-hidden">"Revoke"</span></th>
                            </tr></thead>
                            <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                }.into_any(),
            }}
        </section>
    }
    .into_any()
}
