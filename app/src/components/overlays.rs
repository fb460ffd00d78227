//! What lies over the page, and the keys that work everywhere.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::baseline_form::BaselineForm;
use crate::components::check_in_sheet::CheckInSheet;
use crate::components::cycle_form::CycleForm;
use crate::components::focus;
use crate::components::initiative_form::InitiativeForm;
use crate::components::invite_form::InviteForm;
use crate::components::key_result_form::KeyResultForm;
use crate::components::keys::{Keys, MorePlaces};
use crate::components::objective_form::ObjectiveForm;
use crate::components::palette::Palette;
use crate::components::picker::Picker;
use crate::components::project_form::ProjectForm;
use crate::components::reschedule::Reschedule;
use crate::components::sign_out::SignOut;
use crate::components::why::Why;
use crate::state::{Overlay, State};

/// The one that is open.
#[component]
pub fn Overlays() -> impl IntoView {
    let state = State::expect();
    listen(state);
    move || {
        state.overlay().map(|overlay| match overlay {
            Overlay::Palette => view! { <Palette/> }.into_any(),
            Overlay::Keys => view! { <Keys/> }.into_any(),
            Overlay::More => view! { <MorePlaces/> }.into_any(),
            Overlay::CheckIn(id, corrects) => view! { <CheckInSheet id corrects/> }.into_any(),
            Overlay::Objective(cycle, id) => view! { <ObjectiveForm cycle id/> }.into_any(),
            Overlay::KeyResult(objective, id) => view! { <KeyResultForm objective id/> }.into_any(),
            Overlay::Cycle(id) => view! { <CycleForm id/> }.into_any(),
            Overlay::Link(picking) => view! { <Picker picking/> }.into_any(),
            Overlay::Initiative(id) => view! { <InitiativeForm id/> }.into_any(),
            Overlay::Project(id) => view! { <ProjectForm id/> }.into_any(),
            Overlay::Why(at) => view! { <Why at/> }.into_any(),
            Overlay::Invite => view! { <InviteForm/> }.into_any(),
            Overlay::Baseline(id, number) => view! { <BaselineForm id number/> }.into_any(),
            Overlay::Reschedule(id) => view! { <Reschedule id/> }.into_any(),
            Overlay::SignOut => view! { <SignOut/> }.into_any(),
        })
    }
}

/// The keys that work everywhere: Ctrl+K, undo and redo, `?`, and G with a place.
fn listen(state: State) {
    let navigate = use_navigate();
    let going = StoredValue::new_local(false);
    focus::on_keys(move |event| {
        let key = event.key();
        let held = event.ctrl_key() || event.meta_key();
        if held && key.eq_ignore_ascii_case("k") {
            event.prevent_default();
            if state.overlay().as_ref() == Some(&Overlay::Palette) {
                state.close();
            } else {
                state.open(Overlay::Palette);
            }
        } else if held && key.eq_ignore_ascii_case("z") && !focus::in_field(&event) {
            event.prevent_default();
            if event.shift_key() {
                state.redo()
            } else {
                state.undo()
            }
        } else if focus::letters_act(state, &event) && !state.is_covered() {
            let place = place(&key).filter(|_| going.get_value());
            going.set_value(key == "g");
            match place {
                Some(place) => navigate(place, Default::default()),
                None if key == "?" => state.open(Overlay::Keys),
                None if key == "/" => {
                    event.prevent_default();
                    state.open(Overlay::Palette);
                }
                None => {}
            }
        }
    });
}

fn place(key: &str) -> Option<&'static str> {
    Some(match key {
        "h" => "/",
        "o" => "/okrs",
        "p" => "/projects",
        "i" => "/import",
        "s" => "/settings",
        _ => return None,
    })
}
