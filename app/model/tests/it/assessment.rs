//! SPEC 12: the level and what caps it, the steps that come next, the verdict, the file, the facts.

use model::assessment::{
    Answers, Dimension, GATE, Kept, QUESTIONS, TOP, Unreadable, Verdict, assess, evidence,
};
use model::progress::Rollups;
use proptest::prelude::*;

use crate::small::day;

/// Every question at one step.
fn all(step: u8) -> Answers {
    let mut answers = Answers::default();
    for question in &QUESTIONS {
        answers.set(question.key, step);
    }
    answers
}

fn with(mut answers: Answers, key: &str, step: u8) -> Answers {
    answers.set(key, step);
    answers
}

#[test]
fn there_are_three_questions_of_five_different_steps_in_each_of_six_dimensions() {
    assert_eq!(QUESTIONS.len(), 18);
    for dimension in Dimension::ALL {
        let asked = QUESTIONS.iter().filter(|it| it.dimension == *dimension);
        assert_eq!(asked.count(), 3, "{dimension:?}");
    }
    let mut texts: Vec<&str> = QUESTIONS.iter().flat_map(|it| it.steps).collect();
    texts.extend(QUESTIONS.iter().map(|it| it.words));
    texts.extend(QUESTIONS.iter().map(|it| it.key));
    let count = texts.len();
    assert!(texts.iter().all(|it| !it.trim().is_empty()));
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), count, "each text once");
    assert!(
        QUESTIONS
            .iter()
            .any(|it| it.key == GATE && it.dimension == Dimension::Strategy)
    );
}

#[test]
fn equal_answers_give_these_levels() {
    let levels: Vec<u8> = (0..=TOP).map(|step| assess(&all(step)).level).collect();
    assert_eq!(levels, [1, 2, 3, 4, 5]);
    assert_eq!(assess(&Answers::default()).level, 1);
}

#[test]
fn r100_level_three_needs_strategy_linkage_and_the_question() {
    let without = assess(&with(all(3), GATE, 1));
    assert_eq!(without.level, 2);
    assert!(
        without.held.contains("which Key Result they serve"),
        "{}",
        without.held
    );
    assert_eq!(without.next[0].question.key, GATE);
    assert_eq!(without.next[0].statement, without.next[0].question.steps[2]);
    // Six of twelve points are 2.0; five are less.
    let five = with(with(with(all(3), "cadence", 2), "coverage", 1), GATE, 2);
    let six = with(five.clone(), "coverage", 2);
    assert_eq!((assess(&five).level, assess(&six).level), (2, 4));
    assert!(assess(&five).held.contains("below 2.0"));
}

#[test]
fn a_level_is_at_most_one_above_the_weakest_dimension() {
    let mut answers = all(4);
    for key in ["risks", "slack", "load"] {
        answers.set(key, 0);
    }
    let found = assess(&answers);
    assert_eq!((found.level, found.weakest), (2, Dimension::Risk));
    assert!(found.held.contains("risk stands at 0.0"), "{}", found.held);
    assert!(
        found
            .next
            .iter()
            .all(|it| it.question.dimension == Dimension::Risk)
    );
}

#[test]
fn the_verdict_names_the_reasons_to_wait() {
    let verdict = |answers: &Answers| assess(answers).verdict;
    assert_eq!(verdict(&all(3)), Verdict::Ready);
    assert_eq!(verdict(&all(2)), Verdict::Ready);
    assert_eq!(verdict(&with(all(3), GATE, 1)), Verdict::Pilot);
    let restless = assess(&with(all(4), "cadence", 1));
    assert_eq!(restless.verdict, Verdict::Stabilise);
    assert!(restless.because.contains("forgotten"));
    let reactive = assess(&with(all(4), "planned", 0));
    assert_eq!(reactive.verdict, Verdict::Stabilise);
    assert!(reactive.because.contains("unannounced"));
    assert_eq!(verdict(&all(0)), Verdict::Stabilise);
}

#[test]
fn a_result_is_kept_as_a_file_and_what_is_none_is_refused_in_words() {
    let kept = Kept::new(with(all(2), "plan", 4), day("2026-11-24"));
    assert_eq!(Kept::read(kept.write().as_bytes()), Ok(kept.clone()));
    let changed = |from: &str, to: &str| Kept::read(kept.write().replace(from, to).as_bytes());
    assert_eq!(
        changed("throughline-assessment", "other"),
        Err(Unreadable::Other)
    );
    assert_eq!(
        changed("\"version\": 1", "\"version\": 2"),
        Err(Unreadable::Newer)
    );
    assert_eq!(changed("\"plan\"", "\"plans\""), Err(Unreadable::Partial));
    for bytes in [&b""[..], b"{}", b"\xff\xfe", b"[[[[", b"{\"answers\":9}"] {
        assert_eq!(Kept::read(bytes), Err(Unreadable::Other));
    }
    // A step beyond the highest is the highest.
    let beyond = changed("\"plan\": 4", "\"plan\": 200").expect("read");
    assert_eq!(beyond.answers.get("plan"), Some(TOP));
    assert!(Unreadable::Other.to_string().contains("Choose one"));
}

#[test]
fn the_demo_answers_what_its_facts_can_answer() {
    let (plan, today) = (crate::demo::demo(day("2026-11-24")), day("2026-11-24"));
    let rollups = Rollups::new(&plan, today);
    let found = evidence(&plan, &rollups);
    let keys: Vec<&str> = found.iter().map(|it| it.question.key).collect();
    assert_eq!(keys, ["plan", "decide", "cadence", "serves", "coverage"]);
    for it in &found {
        assert!(it.share.0 <= it.share.1 && it.step <= TOP, "{it:?}");
        assert!(
            it.words
                .starts_with(&format!("{} of {}", it.share.0, it.share.1))
        );
        assert_eq!(it.step == 0, it.share.0 == 0, "{it:?}");
    }
    // An empty workspace has no facts, and so answers nothing.
    let empty = model::Plan::default();
    assert!(evidence(&empty, &Rollups::new(&empty, today)).is_empty());
}

proptest! {
    #[test]
    fn a_better_answer_never_lowers_the_level(
        steps in prop::collection::vec(0..=TOP, 18), which in 0..18_usize
    ) {
        let mut answers = Answers::default();
        for (question, step) in QUESTIONS.iter().zip(&steps) {
            answers.set(question.key, *step);
        }
        let was = assess(&answers);
        let better = with(answers.clone(), QUESTIONS[which].key, (steps[which] + 1).min(TOP));
        let now = assess(&better);
        prop_assert!(now.level >= was.level);
        prop_assert!((1..=5).contains(&was.level));
        let weakest = was.scores.iter().map(|it| it.level).min().expect("six");
        prop_assert!(was.level <= weakest + 1);
        prop_assert!(was.level < 3 || answers.get(GATE) >= Some(2));
        let open = steps.iter().filter(|it| **it < TOP).count();
        prop_assert_eq!(was.next.len(), open.min(3));
        for step in &was.next {
            prop_assert_eq!(Some(step.from), answers.get(step.question.key));
        }
    }
}
