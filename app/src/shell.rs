//! The root: the state, the router, and the door that decides which pages there are.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;

use crate::components::notice::NoticeRegion;
use crate::components::trail::Trail;
use crate::host::{Door, Host};
use crate::pages::assessment::PublicAssessment;
use crate::pages::welcome::{DemoDoor, Welcome};
use crate::routes::{ASSESSMENT, Inside, Outside};
use crate::state::State;

/// Which of the four doors one stands before: not who, so that a changed name redraws nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Unknown,
    First,
    Demo,
    Outside,
    Inside,
}

/// The whole app over a host.
#[component]
pub fn App(
    /// The place that it runs in.
    host: Rc<dyn Host>,
) -> impl IntoView {
    let state = State::new(host);
    provide_context(state);
    provide_context(Trail::default());
    view! {
        <Router>
            <Gate/>
            <NoticeRegion/>
        </Router>
    }
    .into_any()
}

#[component]
fn Gate() -> impl IntoView {
    let state = State::expect();
    let stand = Memo::new(move |_| match state.door() {
        Door::Unknown => Stand::Unknown,
        Door::FirstRun => Stand::First,
        Door::Demo => Stand::Demo,
        Door::SignedOut => Stand::Outside,
        Door::Open(_) => Stand::Inside,
    });
    let path = use_location().pathname;
    let open = Memo::new(move |_| path.with(|path| path.trim_end_matches('/') == ASSESSMENT));
    move || {
        let stand = stand.get();
        // The assessment needs no account, and no server.
        if stand != Stand::Inside && open.get() {
            return view! { <PublicAssessment/> }.into_any();
        }
        match stand {
        Stand::Unknown => view! {
            <main class="page" aria-busy="true"><h1 class="visually-hidden">"Throughline"</h1></main>
        }
        .into_any(),
        Stand::First => view! { <Welcome/> }.into_any(),
        Stand::Demo => view! { <DemoDoor/> }.into_any(),
        Stand::Outside => view! { <Outside/> }.into_any(),
        Stand::Inside => view! { <Inside/> }.into_any(),
    }
    }
}
