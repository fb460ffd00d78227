//! Whole worlds of clients and a server, driven by a seed. `THROUGHLINE_SEED=7` runs one seed
//! alone,
//! `THROUGHLINE_SEEDS=1000` that many.

mod disk;
mod edit;
mod honest;
mod random;
mod world;

use world::{Bug, Held, World};

const SEEDS: u64 = 40;
const STEPS: usize = 2_500;

fn number(name: &str) -> Option<u64> {
    #[allow(
        clippy::disallowed_methods,
        reason = "a test may be told which seed to run"
    )]
    let value = std::env::var(name).ok()?;
    value.parse().ok()
}

/// Runs a world; what did not hold.
fn run(seed: u64, bug: Bug) -> (Held, World) {
    let mut world = World::new(seed, bug);
    for _ in 0..STEPS {
        if let Err(broken) = world.step() {
            return (Err(broken), world);
        }
    }
    let held = world.come_to_rest();
    (held, world)
}

#[test]
fn every_seed_holds() {
    let seeds = match number("THROUGHLINE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("THROUGHLINE_SEEDS").unwrap_or(SEEDS),
    };
    let mut counts = std::collections::BTreeMap::new();
    for seed in seeds.clone() {
        let (held, world) = run(seed, Bug::None);
        if let Err(broken) = held {
            panic!(
                "{broken}\n    run it again: THROUGHLINE_SEED={seed} cargo test -p sync simulation"
            );
        }
        for (what, count) in world.counts {
            *counts.entry(what).or_insert(0) += count;
        }
    }
    println!("{} worlds: {counts:#?}", seeds.end - seeds.start);
    if seeds.end - seeds.start >= SEEDS {
        // A simulation that does not reach a kind of trouble proves nothing about it.
        for what in [
            "edit",
            "safe",
            "commit",
            "catch-up",
            "lost",
            "doubled",
            "cut",
            "timeout",
            "tab crash",
            "fenced",
            "disk fault",
            "commit failed",
            "server crash before commit",
            "server crash after commit",
            "server stops",
            "restore",
            "decision",
            "undo or redo",
            "notice",
        ] {
            assert!(
                counts.get(what).is_some_and(|count| *count > 0),
                "no world had: {what}"
            );
        }
    }
}

#[test]
fn a_seed_repeats_itself() {
    for seed in [3, 11] {
        let (one, other) = (run(seed, Bug::None).1, run(seed, Bug::None).1);
        assert_eq!((one.trace, one.counts), (other.trace, other.counts));
    }
}

/// A planted bug must be noticed, and as what it is.
fn is_noticed(bug: Bug, as_what: &[&str]) {
    for seed in 0..120 {
        if let (Err(broken), _) = run(seed, bug) {
            let known = as_what.iter().any(|what| broken.starts_with(what));
            assert!(
                known,
                "{bug:?} was noticed in seed {seed}, but as: {broken}"
            );
            return;
        }
    }
    panic!("{bug:?} was not noticed in 120 worlds");
}

#[test]
fn a_server_that_forgets_duplicates_is_noticed() {
    is_noticed(
        Bug::ForgetsDuplicates,
        &["exactly once", "progress", "conflict honesty"],
    );
}

#[test]
fn answers_before_the_commit_are_noticed() {
    is_noticed(
        Bug::AnswersBeforeCommit,
        &["no acknowledged edit lost", "convergence"],
    );
}

#[test]
fn an_acknowledgement_before_the_write_is_noticed() {
    is_noticed(Bug::SafeBeforeWrite, &["no acknowledged edit lost"]);
}

#[test]
fn a_revocation_that_is_ignored_is_noticed() {
    is_noticed(Bug::IgnoresRevocation, &["confidentiality"]);
}

#[test]
fn a_page_that_splits_a_change_is_noticed() {
    is_noticed(Bug::SplitsChange, &["convergence", "atomic groups"]);
}

#[test]
fn a_leader_without_a_fence_is_noticed() {
    is_noticed(
        Bug::NoFence,
        &[
            "convergence",
            "confidentiality",
            "atomic groups",
            "progress",
        ],
    );
}

#[test]
fn a_server_that_forgets_whose_values_there_are_is_noticed() {
    is_noticed(Bug::ForgetsAuthors, &["conflict honesty"]);
}

#[test]
fn a_server_that_tells_nobody_is_noticed() {
    is_noticed(Bug::TellsNobody, &["conflict honesty", "stored rows"]);
}

#[test]
fn a_browser_that_does_not_tell_is_noticed() {
    is_noticed(Bug::KeepsQuiet, &["conflict honesty"]);
}
