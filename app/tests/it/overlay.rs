//! What lies over a page, as HTML strings.

use std::rc::Rc;

use app::components::overlays::Overlays;
use app::components::trail::Trail;
use app::state::{Overlay, Picking, State};
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;

use crate::fake::Fake;

fn overlay(host: Rc<Fake>, which: Overlay) -> String {
    Owner::new().with(|| {
        provide_context(RequestUrl::new("/okrs"));
        let state = State::new(host);
        provide_context(state);
        provide_context(Trail::default());
        state.open(which);
        view! { <Router><Overlays/></Router> }.to_html()
    })
}

#[test]
fn every_overlay_has_a_name() {
    let host = Fake::demo();
    let kr = host.key_result("Raise project on-time delivery");
    let (objective, cycle) = {
        let plan = host.plan.borrow();
        let row = plan.get(kr).expect("it is there").objective;
        (row, plan.cycle_at(crate::fake::today()).map(|row| row.id))
    };
    for which in [
        Overlay::Palette,
        Overlay::Keys,
        Overlay::More,
        Overlay::CheckIn(kr, None),
        Overlay::Objective(cycle, None),
        Overlay::Objective(None, Some(objective)),
        Overlay::KeyResult(objective, None),
        Overlay::KeyResult(objective, Some(kr)),
        Overlay::Cycle(None),
        Overlay::Cycle(cycle),
        Overlay::Link(Picking::WorkFor(kr)),
        Overlay::Initiative(kr),
        Overlay::Project(None),
        Overlay::Why(kr.at()),
        Overlay::Invite,
        Overlay::SignOut,
    ] {
        let html = overlay(host.clone(), which);
        assert!(html.contains("<dialog"), "{which:?}");
        assert!(html.contains("aria-label"), "{which:?} has a name");
        assert!(!html.contains(" style="), "{which:?}");
    }
}

#[test]
fn check_in_names_the_last_value_and_asks_for_two_things() {
    let host = Fake::demo();
    let kr = host.key_result("Reduce median time from contract to go-live");
    let html = overlay(host, Overlay::CheckIn(kr, None));
    assert!(html.contains("Last time 41 days"));
    assert!(html.contains("How sure are you of 25 days by 31 Dec?"));
    assert!(html.contains("Save check-in"));
}

#[test]
fn what_was_typed_is_there_again() {
    let host = Fake::demo();
    let kr = host.key_result("Raise project on-time delivery");
    let draft =
        r#"{"value":"71.5","confidence":"0.6","note":"half","blockers":"","on":"2026-11-02"}"#;
    host.memory
        .borrow_mut()
        .insert(format!("draft:check-in:{kr}:"), draft.into());
    let html = overlay(host, Overlay::CheckIn(kr, None));
    assert!(html.contains("71.5"));
    assert!(html.contains("half"));
}

#[test]
fn palette_offers_commands_before_places() {
    let html = overlay(Fake::demo(), Overlay::Palette);
    let (command, place) = (
        html.find("New Objective"),
        html.find("Deliver what we promise"),
    );
    assert!(command.is_some() && place.is_some() && command < place);
}
