//! One edit wakes only what it touched.

use app::state::State;
use leptos::prelude::*;
use model::op::make;
use serde_json::json;

use crate::fake::Fake;

#[test]
fn a_title_wakes_its_row_and_no_list() {
    Owner::new().with(|| {
        let host = Fake::demo();
        let state = State::new(host.clone());
        let [first, second] = [
            "Raise project on-time delivery",
            "Reduce support tickets per month",
        ]
        .map(|title| host.key_result(title));
        let objective = host
            .plan
            .borrow()
            .get(first)
            .expect("it is there")
            .objective;
        let (row, list) = (state.row(first), state.key_results(objective));
        let counts = [first.at(), second.at()].map(|at| {
            Memo::new(move |last: Option<&u32>| {
                state.track(at);
                last.map_or(0, |n| n + 1)
            })
        });
        let listed = Memo::new(move |last: Option<&u32>| {
            state.track_list(model::Kind::KeyResult, Some(objective.uuid()));
            last.map_or(0, |n| n + 1)
        });
        let before = (
            counts.map(|it| it.get_untracked()),
            listed.get_untracked(),
            list.get_untracked(),
        );
        let op = host_op(&host, first, "title", json!("Raise on-time delivery"));
        state.dispatch(op).expect("a title may change");
        assert_eq!(
            row.get_untracked().expect("still there").title,
            "Raise on-time delivery"
        );
        assert_eq!(
            counts.map(|it| it.get_untracked()),
            [before.0[0] + 1, before.0[1]]
        );
        assert_eq!(listed.get_untracked(), before.1, "the order did not change");
        assert_eq!(list.get_untracked(), before.2);
    });
}

fn host_op(
    host: &Fake,
    id: model::Id<model::KeyResult>,
    field: &str,
    to: serde_json::Value,
) -> model::Op {
    make::set(&host.plan.borrow(), id.at(), field, to)
}

#[test]
fn a_check_in_moves_the_key_result_its_objective_and_nothing_else() {
    Owner::new().with(|| {
        let host = Fake::demo();
        let state = State::new(host.clone());
        let [moved, still] = [
            "Raise project on-time delivery",
            "Reduce median time from contract to go-live",
        ]
        .map(|title| host.key_result(title));
        let objective = host
            .plan
            .borrow()
            .get(moved)
            .expect("it is there")
            .objective;
        let (numbers, other) = (state.progress(moved), state.progress(still));
        let summary = state.objective_summary(objective);
        let before = (
            numbers.get_untracked(),
            other.get_untracked(),
            summary.get_untracked(),
        );
        let check_in = model::CheckIn {
            key_result: moved,
            on: Some(crate::fake::today()),
            value: Some(model::Decimal::from(76)),
            ..model::CheckIn::default()
        };
        let (_, op) = state.create::<model::CheckIn>(check_in);
        state.dispatch(op).expect("a check-in is accepted");
        assert_ne!(numbers.get_untracked(), before.0);
        assert_eq!(other.get_untracked(), before.1);
        assert_ne!(summary.get_untracked(), before.2);
        state.undo();
        assert_eq!(
            summary.get_untracked(),
            before.2,
            "undo puts the number back"
        );
    });
}
