//! Needs attention: edits of yours that the server could not accept, and values that another's edit
//! replaced. Nothing leaves this list by itself.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Op, Ref};

use crate::components::copy::copy;
use crate::components::icon::icon;
use crate::format::{clock, field_word, op_sentence, row_title, value_text};
use crate::host::{Attention, Concern, Decision};
use crate::routes;
use crate::state::State;

/// The row that an edit is about.
fn about(op: &Op) -> Option<Ref> {
    match op {
        Op::Create { id, entity, .. } => match entity {
            model::Entity::CheckIn(body) => Some(body.key_result.at()),
            model::Entity::Link(body) => Some(body.key_result.at()),
            model::Entity::Task(body) => Some(body.project.at()),
            _ => Some(Ref {
                kind: entity.kind(),
                id: *id,
            }),
        },
        Op::Set { at, .. }
        | Op::Add { at, .. }
        | Op::Remove { at, .. }
        | Op::Move { at, .. }
        | Op::Trash { at }
        | Op::Restore { at }
        | Op::SetAudience { at, .. } => Some(*at),
        Op::Group { ops } => ops.first().and_then(about),
    }
}

/// Why it is here, as a sentence.
fn reason(state: State, concern: &Concern) -> String {
    match concern {
        Concern::Refused(refusal) => refusal.to_string(),
        Concern::SetAside(why) => why.clone(),
        Concern::Replaced {
            at,
            field,
            yours,
            now,
            by,
        } => {
            let who = Some(state.name_of(*by)).filter(|name| !name.is_empty());
            state.plan(|plan| {
                format!(
                    "{} also changed the {} of \u{201c}{}\u{201d}. It is {} now; yours was {}.",
                    who.unwrap_or_else(|| "Somebody".to_owned()),
                    field_word(field),
                    row_title(plan, *at),
                    value_text(plan, now),
                    value_text(plan, yours)
                )
            })
        }
    }
}

/// The tray; not there while there is nothing in it.
#[component]
pub(super) fn AttentionTray() -> impl IntoView {
    let state = State::expect();
    let items = move || {
        state.track_tray();
        state.sync();
        state.host().attention()
    };
    move || {
        let all = items();
        let title = match all.len() {
            1 => "One edit needs your attention".to_owned(),
            n => format!("{n} edits need your attention"),
        };
        (!all.is_empty()).then(|| {
            view! {
                <section class="attention-tray" aria-labelledby="attention">
                    <div class="attention-tray-head">
                        {icon(Icon::Warn)}<h2 id="attention" tabindex="-1">{title}</h2>
                        <span class="attention-tray-note">"Nothing is lost until you choose."</span>
                    </div>
                    {all.into_iter().map(|it| view! { <Item it/> }).collect_view()}
                </section>
            }
        })
    }
}

#[component]
fn Item(it: Attention) -> impl IntoView {
    let state = State::expect();
    let navigate = use_navigate();
    let what = state.plan(|plan| op_sentence(plan, &it.op));
    let why = reason(state, &it.concern);
    let at = clock(state.host().local(it.at));
    let text = format!(
        "{what}\n{why}\n{}",
        serde_json::to_string(&it.op).unwrap_or_default()
    );
    let key = it.key;
    let decide =
        move |decision: Decision, said: &'static str| match state.host().decide(key, decision) {
            Ok(()) => state.say(said),
            Err(refusal) => state.warn(refusal.to_string()),
        };
    let replaced = matches!(it.concern, Concern::Replaced { .. });
    let address = about(&it.op).map(routes::of);
    view! {
        <article class="attention-item">
            <div class="attention-item-what">
                <h3>{what}</h3>
                <p>{why}" "<time>{at}</time></p>
            </div>
            <p class="attention-item-actions">
                {if replaced {
                    view! {
                        <button type="button" class="button button-small"
                            on:click=move |_| decide(Decision::Discard, "Kept as it is now.")>"Keep what is there"</button>
                        <button type="button" class="button button-small"
                            on:click=move |_| decide(Decision::RestoreMine, "Your value is back.")>"Restore my value"</button>
                    }.into_any()
                } else {
                    view! {
                        <button type="button" class="button button-small"
                            on:click=move |_| decide(Decision::Retry, "Tried again.")>"Retry"</button>
                        <button type="button" class="button button-plain button-small"
                            on:click=move |_| decide(Decision::Discard, "Let go.")>"Discard"</button>
                    }.into_any()
                }}
                {address.map(|address| view! {
                    <button type="button" class="button button-plain button-small"
                        on:click=move |_| navigate(&address, Default::default())>"Edit"</button>
                })}
                <button type="button" class="button button-plain button-small"
                    on:click=move |_| copy(state, text.clone())>"Copy"</button>
            </p>
        </article>
    }
    .into_any()
}
