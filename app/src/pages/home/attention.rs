//! Needs attention: edits of yours that the server could not accept, and values that another's edit
//! replaced. Nothing leaves this list by itself.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Op, Ref};

use crate::components::copy::copy;
use crate::components::icon::icon;
use crate::format::{clock, field_word, op_sentence, row_title, shortened, value_text};
use crate::host::{Attention, Concern, Decision, Gone};
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
        Concern::Replaced(gone) => {
            let parts: Vec<String> = gone.iter().map(|it| replaced(state, it)).collect();
            parts.join(" ")
        }
        Concern::GaveWay(gone) => gave_way(state, gone),
    }
}

fn who(state: State, gone: &Gone) -> String {
    let name = Some(state.name_of(gone.by)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| "Somebody".to_owned())
}

/// "Ana had set the status of “Go-live” to doing meanwhile. Yours replaced it: it is done now."
fn replaced(state: State, gone: &Gone) -> String {
    let who = match state.me() == gone.by && gone.by.is_some() {
        true => "On another device you".to_owned(),
        false => who(state, gone),
    };
    state.plan(|plan| {
        let title = row_title(plan, gone.at);
        match gone.field.as_str() {
            "place" => format!(
                "{who} had moved \u{201c}{title}\u{201d} meanwhile. It stands where you put it."
            ),
            "audience" => format!(
                "{who} had changed who sees \u{201c}{title}\u{201d} meanwhile. Your choice holds."
            ),
            field => format!(
                "{who} had set the {} of \u{201c}{title}\u{201d} to {} meanwhile. Yours replaced it: {}.",
                field_word(field),
                value_text(plan, &gone.was),
                value_text(plan, &gone.now)
            ),
        }
    })
}

/// "Ana replaced your value. Yours was doing; it is done now."
fn gave_way(state: State, gone: &Gone) -> String {
    let who = who(state, gone);
    state.plan(|plan| match gone.field.as_str() {
        "place" => format!("{who} moved it without having seen where you had put it."),
        "audience" => format!("{who} changed who sees it without having seen your choice."),
        _ => format!(
            "{who} replaced it without having seen yours. Yours was {}; it is {} now.",
            value_text(plan, &gone.was),
            value_text(plan, &gone.now)
        ),
    })
}

/// What an item is about, as its heading.
fn heading(state: State, it: &Attention) -> String {
    state.plan(|plan| match (&it.op, &it.concern) {
        (Some(op), _) => op_sentence(plan, op),
        (None, Concern::GaveWay(gone)) => {
            let field = match gone.field.as_str() {
                "place" => "place".to_owned(),
                "audience" => "audience".to_owned(),
                field => field_word(field),
            };
            let title = shortened(&row_title(plan, gone.at));
            format!("Your {field} of \u{201c}{title}\u{201d} gave way")
        }
        (None, _) => String::new(),
    })
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
    let what = heading(state, &it);
    let why = reason(state, &it.concern);
    let at = clock(state.host().local(it.at));
    let text = format!(
        "{what}\n{why}\n{}",
        it.op
            .as_ref()
            .and_then(|op| serde_json::to_string(op).ok())
            .unwrap_or_default()
    );
    let key = it.key;
    let decide =
        move |decision: Decision, said: &'static str| match state.host().decide(key, decision) {
            Ok(()) => state.say(said),
            Err(refusal) => state.warn(refusal.to_string()),
        };
    // The words of the two buttons: leave what stands, or put back what gave way.
    let choice = match &it.concern {
        Concern::Replaced(_) => Some(("Keep mine", "Put theirs back", "Their value is back.")),
        Concern::GaveWay(_) => Some(("Keep theirs", "Put mine back", "Your value is back.")),
        _ => None,
    };
    let address = match &it.concern {
        Concern::GaveWay(gone) => Some(gone.at),
        _ => it.op.as_ref().and_then(about),
    };
    let address = address.map(routes::of);
    view! {
        <article class="attention-item">
            <div class="attention-item-what">
                <h3>{what}</h3>
                <p>{why}" "<time>{at}</time></p>
            </div>
            <p class="attention-item-actions">
                {if let Some((keep, back, done)) = choice {
                    view! {
                        <button type="button" class="button button-small"
                            on:click=move |_| decide(Decision::Discard, "Kept as it is now.")>{keep}</button>
                        <button type="button" class="button button-small"
                            on:click=move |_| decide(Decision::PutBack, done)>{back}</button>
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
