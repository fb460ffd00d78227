//! What the answers come to: the level and what holds it, six dimensions drawn and told, what to do
//! next, whether to link goals; and how it was before, when an earlier result is opened.

use chart::radar::{Axis, Place, radar};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::assessment::{Assessment, Dimension, Kept, NextStep, QUESTIONS, assess, level_word};
use model::progress::words;

use super::{Sitting, Step};

const TITLE: &str = "Maturity of the project office in six dimensions";

fn axes(now: &Assessment, earlier: Option<&Assessment>) -> Vec<Axis> {
    let axis = |(at, score): (usize, &model::assessment::Score)| Axis {
        words: score.dimension.word().to_owned(),
        value: score.words(),
        tenths: score.tenths,
        was: earlier.and_then(|it| it.scores.get(at)).map(|it| it.tenths),
    };
    now.scores.iter().enumerate().map(axis).collect()
}

#[component]
pub(super) fn Outcome(sitting: Sitting) -> impl IntoView {
    let found = Memo::new(move |_| sitting.answers.with(assess));
    let was = Memo::new(move |_| {
        sitting
            .earlier
            .with(|it| it.as_ref().map(|it| assess(&it.answers)))
    });
    let drawn = move || radar(TITLE, &axes(&found.get(), was.get().as_ref()), Place::Page);
    let level = move || found.with(|it| it.level);
    let compared = move || {
        let made = sitting.earlier.with(|it| it.as_ref().map(|it| it.made))?;
        let (then, now) = (was.get()?.level, level());
        let today = untrack(|| sitting.state.today());
        let moved = match now.cmp(&then) {
            std::cmp::Ordering::Equal => format!("still level {now}"),
            _ => format!("level {then} then, level {now} now"),
        };
        Some(format!(
            "Compared with {}: {moved}.",
            words::date(made, today)
        ))
    };
    view! {
        <header class="assessment-head">
            <p class="assessment-level" aria-hidden="true">{level}</p>
            <div>
                <h1 class="assessment-title">{move || format!("Level {}: {}", level(), level_word(level()))}</h1>
                <p class="assessment-lead">{move || found.with(|it| it.held.clone())}</p>
                {move || compared().map(|words| view! { <p class="assessment-note">{words}</p> })}
            </div>
        </header>
        <Ruler level=Signal::derive(level)/>
        <div class="assessment-picture">
            <div class="assessment-radar" inner_html=drawn></div>
            <Table found was/>
        </div>
        <section class="assessment-part">
            <h2>{move || format!("Linking goals to projects: {}", found.with(|it| it.verdict.word()).to_lowercase())}</h2>
            <p>{move || found.with(|it| it.because.clone())}</p>
        </section>
        <Next found/>
        <Facts sitting/>
        <Actions sitting found was/>
    }
    .into_any()
}

/// The five levels, and which one it is.
#[component]
fn Ruler(level: Signal<u8>) -> impl IntoView {
    let item = move |at: u8| {
        let here = move || (level.get() == at).then_some("true");
        view! { <li aria-current=here data-reached=move || (at <= level.get()).then_some("")>{at}" "{level_word(at)}</li> }
    };
    view! { <ol class="assessment-ruler" aria-label="Levels">{(1..=5).map(item).collect_view()}</ol> }
}

/// The same as the picture, in numbers.
#[component]
fn Table(found: Memo<Assessment>, was: Memo<Option<Assessment>>) -> impl IntoView {
    let row = move |dimension: Dimension| {
        let at = Dimension::ALL
            .iter()
            .position(|it| *it == dimension)
            .unwrap_or(0);
        let score = move || found.with(|it| it.scores.get(at).copied());
        let before = move || was.with(|it| it.as_ref().and_then(|it| it.scores.get(at).copied()));
        let weak = move || found.with(|it| it.weakest == dimension);
        view! {
            <tr>
                <th scope="row">{dimension.word()}{move || weak().then(|| view! { <span class="assessment-weak">"weakest"</span> })}</th>
                <td>{move || score().map(|it| it.words())}</td>
                <td>{move || score().map(|it| it.level)}</td>
                {move || before().map(|it| view! { <td>{it.words()}</td> })}
            </tr>
        }
    };
    view! {
        <table class="data-table assessment-table">
            <caption class="visually-hidden">"Scores by dimension, 0 to 4"</caption>
            <thead><tr>
                <th scope="col">"Dimension"</th><th scope="col">"Score"</th><th scope="col">"Level"</th>
                {move || was.with(Option::is_some).then(|| view! { <th scope="col">"Before"</th> })}
            </tr></thead>
            <tbody>{Dimension::ALL.iter().copied().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Next(found: Memo<Assessment>) -> impl IntoView {
    let item = |step: NextStep| {
        let from = usize::from(step.from);
        view! {
            <li>
                <p class="assessment-next-why">{step.question.words}</p>
                <p class="assessment-next-to">{step.statement}</p>
                <p class="assessment-note">"Today: "{step.question.steps[from]}" "{step.why}</p>
            </li>
        }
    };
    let steps = move || found.with(|it| it.next.clone());
    view! {
        <section class="assessment-part">
            <h2>"What to do next, in this order"</h2>
            {move || steps().is_empty().then(|| view! { <p>"Every question stands at its highest step."</p> })}
            <ol class="assessment-next">{move || steps().into_iter().map(item).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Where the facts of the workspace answer otherwise, or the same.
#[component]
fn Facts(sitting: Sitting) -> impl IntoView {
    let facts = sitting.facts.get_value();
    let row = move |fact: model::assessment::Evidence| {
        let key = fact.question.key;
        let own = move || sitting.answers.with(|it| it.get(key));
        let verdict = move || match own() {
            Some(step) if step == fact.step => "as answered".to_owned(),
            Some(step) => format!("answered {step}"),
            None => "not answered".to_owned(),
        };
        view! { <tr><th scope="row">{fact.question.words}</th><td>{fact.words}</td><td>{fact.step}", "{verdict}</td></tr> }
    };
    (!facts.is_empty()).then(|| {
        view! {
            <section class="assessment-part">
                <h2>"What this workspace says"</h2>
                <table class="data-table">
                    <thead><tr><th scope="col">"Question"</th><th scope="col">"Fact"</th><th scope="col">"Step"</th></tr></thead>
                    <tbody>{facts.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn Actions(
    sitting: Sitting,
    found: Memo<Assessment>,
    was: Memo<Option<Assessment>>,
) -> impl IntoView {
    let state = sitting.state;
    let save = move |_| {
        let made = untrack(|| state.today());
        let kept = Kept::new(sitting.answers.get_untracked(), made);
        let name = format!("assessment-{made}.json");
        state
            .host()
            .save_file(&name, "application/json", kept.write().into_bytes());
    };
    let picture = move |_| {
        let (now, before) = (found.get_untracked(), was.get_untracked());
        let svg = radar(TITLE, &axes(&now, before.as_ref()), Place::File);
        state
            .host()
            .save_file("assessment.svg", "image/svg+xml", svg.into_bytes());
    };
    let open = move |_| {
        let picked = state.host().pick_file(".json,application/json");
        spawn_local(async move {
            match picked.await {
                Ok(Some(file)) => match Kept::read(&file.bytes) {
                    Ok(kept) => sitting.earlier.set(Some(kept)),
                    Err(why) => state.warn(why.to_string()),
                },
                Ok(None) => {}
                Err(why) => state.warn(why.to_string()),
            }
        });
    };
    let again = move |_| sitting.step.set(Step::Ask(0));
    view! {
        <div class="assessment-actions">
            <button type="button" class="button button-solid" on:click=save>"Save the result"</button>
            <button type="button" class="button" on:click=picture>"Save the picture"</button>
            <button type="button" class="button" on:click=open>"Compare with an earlier result"</button>
            <button type="button" class="button" on:click=again>
                {format!("Go through the {} questions again", QUESTIONS.len())}
            </button>
            <button type="button" class="button button-plain" on:click=move |_| sitting.clear()>"Forget my answers"</button>
        </div>
    }
    .into_any()
}
