//! One question: five statements, chosen by pointer, arrow keys, or their number.

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use model::assessment::{Answers, Dimension, QUESTIONS};

use super::{Sitting, Step};
use crate::components::focus;

#[component]
pub(super) fn Ask(sitting: Sitting, at: usize) -> impl IntoView {
    let question = &QUESTIONS[at.min(QUESTIONS.len() - 1)];
    let key = question.key;
    let chosen = Memo::new(move |_| sitting.answers.with(|it| it.get(key)));
    let heading = NodeRef::<html::Legend>::new();
    Effect::new(move |_| {
        if let Some(node) = heading.get() {
            focus::on_made(&node, |_| {});
        }
    });
    let back = move || {
        sitting.step.set(match at {
            0 => Step::Begin,
            at => Step::Ask(at - 1),
        })
    };
    focus::on_keys(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            number @ ("0" | "1" | "2" | "3" | "4") => {
                sitting.answer(key, number.parse().unwrap_or(0));
                sitting.go_on(at);
            }
            "Enter" if chosen.get_untracked().is_some() && !on_button(&event) => sitting.go_on(at),
            "Backspace" => back(),
            _ => return,
        }
        event.prevent_default();
    });
    let option = |step: usize| {
        let number = u8::try_from(step).unwrap_or(0);
        let checked = move || chosen.get() == Some(number);
        view! {
            <label class="assessment-step">
                <input type="radio" name="step" prop:checked=checked
                    on:change=move |_| sitting.answer(key, number)/>
                <span class="assessment-step-number">{step}</span>
                <span>{question.steps[step]}</span>
            </label>
        }
    };
    let fact = sitting.fact(key).map(|fact| {
        let words = format!("This workspace says step {}: {}", fact.step, fact.words);
        view! { <p class="assessment-fact">{words}</p> }
    });
    view! {
        <h1 class="visually-hidden">"Assessment of your project office"</h1>
        <Progress sitting at/>
        <fieldset class="assessment-question">
            <legend class="assessment-words" tabindex="-1" node_ref=heading>
                <span class="assessment-of">
                    {format!("Question {} of {} \u{b7} {}", at + 1, QUESTIONS.len(), question.dimension.word())}
                </span>
                {question.words}
            </legend>
            {fact}
            {(0..question.steps.len()).map(option).collect_view()}
        </fieldset>
        <div class="assessment-actions">
            <button type="button" class="button" on:click=move |_| back()>"Back"</button>
            <button type="button" class="button button-solid" disabled=move || chosen.get().is_none()
                on:click=move |_| sitting.go_on(at)>
                {if at + 1 == QUESTIONS.len() { "See the result" } else { "Next" }}
            </button>
            <span class="assessment-keys"><kbd>"0"</kbd>" to "<kbd>"4"</kbd>" choose and go on"</span>
        </div>
    }
    .into_any()
}

/// A key on a button presses that button.
fn on_button(event: &KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<leptos::web_sys::Element>().ok());
    target.is_some_and(|it| it.tag_name() == "BUTTON" || it.tag_name() == "A")
}

/// How far one is, dimension by dimension.
#[component]
fn Progress(sitting: Sitting, at: usize) -> impl IntoView {
    let part = move |dimension: Dimension| {
        let asked = QUESTIONS
            .iter()
            .enumerate()
            .filter(move |it| it.1.dimension == dimension);
        let here = asked.clone().any(|(number, _)| number == at);
        let mark = move |(number, question): (usize, &'static model::assessment::Question)| {
            let done = move || sitting.answers.with(|it| it.get(question.key)).is_some();
            let label = format!("Question {}", number + 1);
            view! {
                <button type="button" class="assessment-mark" aria-label=label
                    aria-current=(number == at).then_some("step") data-done=move || done().then_some("")
                    on:click=move |_| sitting.step.set(Step::Ask(number))></button>
            }
        };
        view! {
            <li aria-current=here.then_some("true")>
                <span>{dimension.word()}</span>
                <span class="assessment-marks">{asked.map(mark).collect_view()}</span>
            </li>
        }
    };
    let count = move || sitting.answers.with(Answers::count);
    view! {
        <nav class="assessment-progress" aria-label="Questions">
            <ol>{Dimension::ALL.iter().copied().map(part).collect_view()}</ol>
            <p class="visually-hidden" role="status">{move || format!("{} of {} answered", count(), QUESTIONS.len())}</p>
        </nav>
    }
    .into_any()
}
