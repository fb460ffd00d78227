//! The frame around every page: places, top bar, and the bottom bar of a phone.

mod standing;

use chart::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::focus;
use crate::components::icon::{icon, large_icon, logo};
use crate::components::overlays::Overlays;
use crate::components::sync_chip::SyncChip;
use crate::components::trail::Breadcrumb;
use crate::format::initials;
use crate::host::Door;
use crate::state::{Overlay, State};
use standing::Standing;

/// A place of the app.
struct Place {
    href: &'static str,
    words: &'static str,
    icon: Icon,
}

const PLACES: [Place; 3] = [
    Place {
        href: "/",
        words: "Home",
        icon: Icon::Home,
    },
    Place {
        href: "/okrs",
        words: "OKRs",
        icon: Icon::Okr,
    },
    Place {
        href: "/projects",
        words: "Projects",
        icon: Icon::Project,
    },
];

const END: [Place; 4] = [
    Place {
        href: "/import",
        words: "Import",
        icon: Icon::Import,
    },
    Place {
        href: "/share",
        words: "Share",
        icon: Icon::Share,
    },
    Place {
        href: crate::routes::ASSESSMENT,
        words: "Assessment",
        icon: Icon::Radar,
    },
    Place {
        href: "/settings",
        words: "Settings",
        icon: Icon::Setting,
    },
];

/// Whether a path lies in a place.
fn lies_in(path: &str, place: &str) -> bool {
    if place == "/" {
        return path == "/";
    }
    path.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The frame.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let path = use_location().pathname;
    // The first page keeps the browser's focus; later ones take it, so that reading starts there.
    Effect::new(move |last: Option<String>| {
        let now = path.get();
        if last.is_some_and(|last| last != now) {
            focus::to_id("main");
        }
        now
    });
    view! {
        <a class="skip-link" href="#main">"Skip to the page"</a>
        <div inner_html=chart::bar::defs() hidden=false></div>
        <div class="shell">
            <SideNav/>
            <div class="shell-body">
                <TopBar/>
                <Standing/>
                <main class="page" id="main" tabindex="-1">{children()}</main>
            </div>
            <BottomBar/>
        </div>
        <Overlays/>
    }
    .into_any()
}

fn link(place: &'static Place) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || {
        path.with(|path| lies_in(path, place.href))
            .then_some("page")
    };
    view! {
        <a class="side-nav-link" href=place.href aria-current=current>
            {icon(place.icon)}
            <span class="side-nav-word">{place.words}</span>
        </a>
    }
    .into_any()
}

/// The list of places.
#[component]
fn SideNav() -> impl IntoView {
    view! {
        <nav class="side-nav" aria-label="Main">
            <a class="side-nav-brand" href="/">
                {logo()}<span class="side-nav-word">"Throughline"</span>
            </a>
            {PLACES.iter().map(link).collect_view()}
            <div class="side-nav-end">{END.iter().map(link).collect_view()}</div>
        </nav>
    }
    .into_any()
}

/// Search, sync and person.
#[component]
fn TopBar() -> impl IntoView {
    let state = State::expect();
    view! {
        <header class="top-bar">
            <Breadcrumb/>
            <div class="top-bar-end">
                <button type="button" class="find-button" aria-keyshortcuts="Control+K"
                    on:click=move |_| state.open(Overlay::Palette)>
                    {icon(Icon::Search)}
                    <span class="find-button-word">"Search or do"</span>
                    <kbd>"Ctrl K"</kbd>
                </button>
                <SyncChip/>
                <AccountButton/>
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn AccountButton() -> impl IntoView {
    let state = State::expect();
    let name = move || match state.door() {
        Door::Open(me) => {
            let name = state.name_of(Some(me.person));
            if name.is_empty() { me.name } else { name }
        }
        _ => String::new(),
    };
    view! {
        <a class="avatar" href="/settings" title=name>
            <span aria-hidden="true">{move || initials(&name())}</span>
            <span class="visually-hidden">{move || format!("{}, your account", name())}</span>
        </a>
    }
    .into_any()
}

/// The places on a phone.
#[component]
fn BottomBar() -> impl IntoView {
    let state = State::expect();
    let path = use_location().pathname;
    let link = move |place: &'static Place| {
        let current = move || {
            path.with(|path| lies_in(path, place.href))
                .then_some("page")
        };
        view! { <a href=place.href aria-current=current>{large_icon(place.icon)}{place.words}</a> }
    };
    view! {
        <nav class="bottom-bar" aria-label="Main">
            {PLACES.iter().map(link).collect_view()}
            <button type="button" on:click=move |_| state.open(Overlay::Palette)>
                {large_icon(Icon::Search)}"Search"
            </button>
            <button type="button" on:click=move |_| state.open(Overlay::More)>
                {large_icon(Icon::More)}"More"
            </button>
        </nav>
    }
    .into_any()
}
