//! What a check-in would mean, while it is typed: the same rules on a copy of the plan.

use chart::bar::{Size, Voice, progress_pair};
use leptos::prelude::*;
use model::progress::{self, HealthStatus, KeyResultProgress, words};
use model::{CheckIn, Id, KeyResult, Op, Row};

use super::check_in_sheet::Form;
use crate::components::status_word::status_word;
use crate::format::parse_number;
use crate::picture;
use crate::state::State;

/// How it would stand with this check-in, asked of a copy that nobody else sees.
fn would_be(state: State, id: Id<KeyResult>, check_in: CheckIn) -> Option<KeyResultProgress> {
    check_in.value?;
    let context = state.context();
    let op = Op::Create {
        id: state.host().new_id(),
        entity: check_in.into(),
        audience: None,
    };
    let mut copy = state.plan(Clone::clone);
    model::apply(&mut copy, &op, &context).ok()?;
    progress::key_result(&copy, id, context.today)
}

/// Whether the health would move from one computed band to another: that asks for a line of reason.
pub(super) fn changes_band(state: State, id: Id<KeyResult>, check_in: &CheckIn) -> bool {
    let computed = |status: &HealthStatus| {
        matches!(
            status,
            HealthStatus::OnTrack | HealthStatus::AtRisk | HealthStatus::OffTrack
        )
    };
    let today = state.context().today;
    let before = state
        .plan(|plan| progress::key_result(plan, id, today))
        .map(|it| it.health.status);
    let after = would_be(state, id, check_in.clone()).map(|it| it.health.status);
    match before.filter(computed).zip(after.filter(computed)) {
        Some((before, after)) => before != after,
        None => false,
    }
}

/// Both bars and the word as they would be, and what they are now.
#[component]
pub(super) fn Preview(
    id: Id<KeyResult>,
    form: Form,
    corrects: Option<Id<CheckIn>>,
) -> impl IntoView {
    let state = State::expect();
    let (row, now) = (state.row(id), state.progress(id));
    let then = Memo::new(move |_| {
        let on = form
            .on
            .get()
            .parse()
            .unwrap_or_else(|_| state.context().today);
        let value = parse_number(&form.value.get()).ok().flatten();
        let check_in = CheckIn {
            key_result: id,
            on: Some(on),
            value,
            corrects,
            ..CheckIn::default()
        };
        would_be(state, id, check_in)
    });
    move || {
        let row = row.get()?;
        let then = then.get()?;
        let before = now.with(|it| {
            it.as_ref()
                .map(|it| (it.health.status, it.outcome.label().to_owned()))
        });
        Some(drawn(&row, &then, before))
    }
}

fn drawn(
    row: &Row<KeyResult>,
    then: &KeyResultProgress,
    before: Option<(HealthStatus, String)>,
) -> impl IntoView + use<> {
    let mut pair = picture::pair(row, then);
    pair.today = None;
    let (outcome, work) = (pair.outcome.words.clone(), pair.work.words.clone());
    let changed = before
        .filter(|(status, _)| *status != then.health.status)
        .map(|(status, label)| format!("Was {label} and {}.", status.word().to_lowercase()));
    let value = then
        .outcome
        .reading()
        .and_then(|it| it.value)
        .map(|it| words::value(row, it));
    view! {
        <div class="check-in-sheet-preview" aria-live="polite">
            <div class="progress-pair-line">
                <div class="progress-pair-box" inner_html=progress_pair(&pair, Size::Slim, Voice::Silent)></div>
                <p class="progress-pair-values"><b>{outcome}</b><span>{work}</span></p>
            </div>
            <p class="check-in-sheet-says">
                {status_word(then.health.status)}" "
                <span class="visually-hidden">{value}</span>
                <span>{then.health.reason_short.clone()}" "{changed}</span>
            </p>
        </div>
    }
    .into_any()
}
