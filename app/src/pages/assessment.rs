//! The maturity assessment (SPEC 12): a page without an account, answered on this device and sent
//! nowhere; inside a workspace the facts answer what they can.

mod ask;
mod begin;
mod result;

use leptos::prelude::*;
use model::assessment::{Answers, Evidence, Kept, evidence};

use crate::components::icon::logo;
use crate::host::Door;
use crate::state::State;
use ask::Ask;
use begin::Begin;
use result::Outcome;

/// What this device remembers of it.
const ANSWERS: &str = "assessment";

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin,
    Ask(usize),
    Result,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Sitting {
    state: State,
    answers: RwSignal<Answers>,
    step: RwSignal<Step>,
    /// An earlier result, to compare with.
    earlier: RwSignal<Option<Kept>>,
    /// What the workspace says; nothing without one.
    facts: StoredValue<Vec<Evidence>>,
}

impl Sitting {
    fn new(state: State) -> Self {
        let kept = state.host().remembered(ANSWERS);
        let answers: Answers = kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let inside = matches!(untrack(|| state.door()), Door::Open(_));
        let facts = match inside {
            true => state.rollups(evidence),
            false => Vec::new(),
        };
        let step = match answers.is_whole() {
            true => Step::Result,
            false => Step::Begin,
        };
        Self {
            state,
            answers: RwSignal::new(answers),
            step: RwSignal::new(step),
            earlier: RwSignal::new(None),
            facts: StoredValue::new(facts),
        }
    }

    /// Answers a question; it is kept on this device at once.
    fn answer(self, key: &str, step: u8) {
        self.answers.update(|it| it.set(key, step));
        self.keep();
    }

    fn keep(self) {
        let text = self
            .answers
            .with_untracked(|it| serde_json::to_string(it).ok());
        self.state.host().remember(ANSWERS, text.as_deref());
    }

    /// Forgets all answers.
    fn clear(self) {
        self.answers.set(Answers::default());
        self.state.host().remember(ANSWERS, None);
        self.step.set(Step::Begin);
    }

    /// Goes on after a question: to the next one, or to the result.
    fn go_on(self, from: usize) {
        let last = from + 1 == model::assessment::QUESTIONS.len();
        let whole = self.answers.with_untracked(Answers::is_whole);
        self.step.set(match (last, whole) {
            (_, true) if last => Step::Result,
            (true, _) => Step::Ask(self.answers.with_untracked(Answers::next).unwrap_or(0)),
            (false, _) => Step::Ask(from + 1),
        });
    }

    fn fact(self, key: &str) -> Option<Evidence> {
        self.facts
            .with_value(|all| all.iter().find(|it| it.question.key == key).cloned())
    }
}

/// The page inside the workspace.
#[component]
pub fn Assessment() -> impl IntoView {
    let sitting = Sitting::new(State::expect());
    view! { <div class="assessment"><Parts sitting/></div> }.into_any()
}

/// The page for everybody else.
#[component]
pub fn PublicAssessment() -> impl IntoView {
    let sitting = Sitting::new(State::expect());
    view! {
        <div class="assessment-public">
            <header class="sign-in-brand">
                {logo()}"Throughline"
                <a class="assessment-door" href="/">"Sign in"</a>
            </header>
            <main class="assessment" id="main" tabindex="-1"><Parts sitting/></main>
            <footer class="sign-in-foot">
                <p>"Your answers stay in this browser. Nothing is sent anywhere."</p>
            </footer>
        </div>
    }
    .into_any()
}

#[component]
fn Parts(sitting: Sitting) -> impl IntoView {
    move || match sitting.step.get() {
        Step::Begin => view! { <Begin sitting/> }.into_any(),
        Step::Ask(at) => view! { <Ask sitting at/> }.into_any(),
        Step::Result => view! { <Outcome sitting/> }.into_any(),
    }
}
