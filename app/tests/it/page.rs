//! Whole pages as HTML strings.

use std::rc::Rc;

use app::App;
use app::host::{Attention, Concern, Door, ItemKey};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use model::{Op, Refusal};

use crate::fake::{Fake, at, now};

/// The page at an address.
pub fn page(host: Rc<Fake>, address: &str) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(RequestUrl::new(address));
        view! { <App host/> }.to_html()
    })
}

/// How often a text stands in another.
fn count(html: &str, text: &str) -> usize {
    html.matches(text).count()
}

/// What every page must keep: one h1, one main, no inline style or script, no duplicate ids.
pub fn is_sound(html: &str) {
    assert_eq!(count(html, "<h1"), 1, "one h1");
    assert_eq!(count(html, "<main"), 1, "one main");
    assert!(
        !html.contains(" style="),
        "a strict CSP takes no inline style"
    );
    assert!(
        !html.contains("<script"),
        "a strict CSP takes no inline script"
    );
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "each id once");
}

#[test]
fn every_page_is_sound() {
    for address in [
        "/",
        "/okrs",
        "/projects",
        "/projects/people",
        "/import",
        "/share",
        "/assessment",
        "/settings",
        "/no/where",
    ] {
        let html = page(Fake::demo(), address);
        assert!(html.len() > 1_000, "{address} shows something");
        is_sound(&html);
    }
}

#[test]
fn dashboard_shows_three_objectives_with_four_key_results_each() {
    let html = page(Fake::demo(), "/okrs");
    assert_eq!(count(&html, "class=\"objective-row\""), 3);
    assert_eq!(count(&html, "class=\"key-result-row\""), 12);
    assert!(html.contains("week 5 of 13"));
    assert!(html.contains("Expected by today 38 %"));
    assert!(html.contains("45 \u{2192} 25 days"));
    assert!(html.contains("Not covered"));
    assert_eq!(
        count(&html, "class=\"progress-pair\""),
        12 + 3,
        "both bars a row, today a heading"
    );
}

#[test]
fn key_result_page_keeps_means_and_end_apart() {
    let host = Fake::demo();
    let id = host.key_result("Reduce median time from contract to go-live");
    let html = page(host, &format!("/okrs/key-result/{id}"));
    is_sound(&html);
    for words in [
        "The end: what changes",
        "The means: what we do about it",
        "Check-ins",
        "Why ",
        "41 days now",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("trend-wide"));
    assert!(html.contains("Weighted mean"), "the explanation is a tree");
}

#[test]
fn objective_page_lists_its_key_results() {
    let host = Fake::demo();
    let id = host
        .plan
        .borrow()
        .all::<model::Objective>()
        .next()
        .map(|row| row.id);
    let html = page(
        host,
        &format!("/okrs/objective/{}", id.expect("the demo has Objectives")),
    );
    is_sound(&html);
    assert!(html.contains("key-result-row"));
}

#[test]
fn home_names_the_gap_and_what_was_not_accepted() {
    let host = Fake::demo();
    let kr = host.key_result("Reduce support tickets per month");
    host.attention.borrow_mut().push(Attention {
        key: ItemKey::Edit(7),
        op: Some(Op::Set {
            at: at(model::Kind::KeyResult, kr.uuid()),
            field: "target".into(),
            from: "120".into(),
            to: "110".into(),
        }),
        at: now(),
        concern: Concern::Refused(Refusal::CycleClosed {
            cycle: "Q4 2026".into(),
        }),
    });
    let html = page(host, "/");
    is_sound(&html);
    assert!(html.contains("One edit needs your attention"));
    assert!(html.contains("120 \u{2192} 110"));
    assert!(html.contains("is closed and takes no edits"));
    for action in ["Retry", "Discard", "Edit", "Copy"] {
        assert!(html.contains(&format!(">{action}<")), "{action}");
    }
    assert!(html.contains("has no initiative"));
}

#[test]
fn doors_lead_to_their_pages() {
    for (door, address, words) in [
        (Door::FirstRun, "/", "Set up your workspace"),
        (Door::Demo, "/", "Enter the demo"),
        (Door::SignedOut, "/okrs", "Sign in"),
        (Door::SignedOut, "/join/abc", "Join a workspace"),
    ] {
        let host = Fake::founded();
        *host.door.borrow_mut() = door;
        let html = page(host, address);
        is_sound(&html);
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn empty_cycle_says_what_belongs_there() {
    let html = page(Fake::founded(), "/okrs");
    is_sound(&html);
    assert!(html.contains("Add the first Objective"));
}

#[test]
fn a_project_is_compared_with_its_baseline_in_words_and_drawn() {
    let host = Fake::demo();
    let project = {
        let plan = host.plan.borrow();
        let mut rows = plan.projects().into_iter();
        let agreed = |row: &&std::sync::Arc<model::Row<model::Project>>| !row.baselines.is_empty();
        rows.find(agreed).expect("the demo has one").id
    };
    let html = page(host.clone(), &format!("/projects/{project}?view=compare"));
    is_sound(&html);
    for words in [
        "Agreed with the board",
        "The finish slips",
        "Key Results that this touches",
        "then-and-now-was",
        "Saved baselines",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let none = {
        let plan = host.plan.borrow();
        let mut rows = plan.projects().into_iter();
        rows.find(|row| {
            row.baselines.is_empty()
                && plan
                    .tasks(row.id)
                    .iter()
                    .all(|it| it.1.baselines.is_empty())
        })
        .map(|row| row.id)
    };
    if let Some(none) = none {
        let html = page(host, &format!("/projects/{none}?view=compare"));
        assert!(html.contains("Nothing to compare with yet"));
    }
}

#[test]
fn people_see_hours_against_what_they_have() {
    let html = page(Fake::demo(), "/projects/people");
    assert!(html.contains("People and their time"));
    assert!(html.contains("class=\"load-press\""), "somebody has work");
    assert!(html.contains(" hours\""), "each number has its words");
}

#[test]
fn projects_stand_in_time_by_an_address_of_their_own() {
    let html = page(Fake::demo(), "/projects/timeline");
    assert_eq!((count(&html, "<h1"), count(&html, "<main")), (1, 1));
    for words in [
        "Projects in time",
        "By finish",
        "Outcome of a Key Result",
        "aria-label=\"Projects in time\"",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(
        !html.contains("Critical path"),
        "there is none among projects"
    );
}
