//! Before the first question: what this is, how far one came, and what the facts can answer.

use leptos::prelude::*;
use model::assessment::{Answers, QUESTIONS};

use super::{Sitting, Step};
use model::progress::words::count;

#[component]
pub(super) fn Begin(sitting: Sitting) -> impl IntoView {
    let answered = sitting.answers.with_untracked(Answers::count);
    let next = sitting.answers.with_untracked(Answers::next).unwrap_or(0);
    let words = match answered {
        0 => "Begin".to_owned(),
        _ => format!("Go on with question {}", next + 1),
    };
    let facts = sitting.facts.with_value(Vec::len);
    let take = move |_| {
        let found = sitting.facts.get_value();
        for it in found {
            if sitting
                .answers
                .with_untracked(|answers| answers.get(it.question.key))
                .is_none()
            {
                sitting.answer(it.question.key, it.step);
            }
        }
        let next = sitting.answers.with_untracked(Answers::next);
        sitting.step.set(next.map_or(Step::Result, Step::Ask));
    };
    view! {
        <h1 class="assessment-title">"How mature is your project office?"</h1>
        <p class="assessment-lead">
            "Eighteen questions in six dimensions, each with five statements that a visitor could check \
            within a day. Choose the highest one that is true of most of your work. It takes about ten \
            minutes, and says where you stand, what holds you there, and whether to link goals to \
            projects now."
        </p>
        <div class="assessment-actions">
            <button type="button" class="button button-solid button-large"
                on:click=move |_| sitting.step.set(Step::Ask(next))>{words}</button>
            {(facts > 0).then(|| view! {
                <button type="button" class="button button-large" on:click=take>
                    {format!("Let this workspace answer {}", count(facts as i64, "question", "questions"))}
                </button>
            })}
        </div>
        {(answered > 0).then(|| view! {
            <p class="assessment-note">{format!("{answered} of {} answered on this device.", QUESTIONS.len())}</p>
        })}
    }
    .into_any()
}
