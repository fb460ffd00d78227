//! Addresses: which page stands where. Every address is made here, so that a link cannot be misspelt.

use leptos::prelude::*;
use leptos_router::components::{Redirect, Route, Routes};
use leptos_router::path;
use model::{Cycle, Id, KeyResult, Kind, LinkTarget, Objective, Project, Ref};

use crate::components::shell::Shell;
use crate::pages;

/// Where an Objective is read.
pub fn objective(id: Id<Objective>) -> String {
    format!("/okrs/objective/{id}")
}
/// Where a Key Result is read.
pub fn key_result(id: Id<KeyResult>) -> String {
    format!("/okrs/key-result/{id}")
}
/// The dashboard of a cycle.
pub fn cycle(id: Id<Cycle>) -> String {
    format!("/okrs?cycle={id}")
}
/// Where a project is read.
pub fn project(id: Id<Project>) -> String {
    format!("/projects/{id}")
}
/// Where the maturity of a project office is assessed; open to everybody.
pub const ASSESSMENT: &str = "/assessment";
/// Where plans come in.
pub const IMPORT: &str = "/import";
/// What became of each field of the files that made a project.
pub fn import_report(id: Id<Project>) -> String {
    format!("/projects/{id}/import")
}
/// A row that has a page, by reference; others lead to the place that holds them.
pub fn of(at: Ref) -> String {
    match at.kind {
        Kind::Objective => format!("/okrs/objective/{}", at.id),
        Kind::KeyResult => format!("/okrs/key-result/{}", at.id),
        Kind::Cycle => format!("/okrs?cycle={}", at.id),
        Kind::Project => format!("/projects/{}", at.id),
        Kind::Person | Kind::Team | Kind::Workspace => "/settings".to_owned(),
        _ => "/".to_owned(),
    }
}
/// The project that a link target belongs to, when the plan knows it.
pub fn target(plan: &model::Plan, target: LinkTarget) -> Option<String> {
    match target {
        LinkTarget::Project(id) => Some(project(id)),
        LinkTarget::Task(id) => plan
            .get(id)
            .map(|task| format!("{}?task={id}", project(task.project))),
    }
}

/// The pages inside the workspace, in the shell.
#[component]
pub fn Inside() -> impl IntoView {
    view! {
        <Shell>
            <Routes fallback=|| view! { <pages::not_found::NotFound/> }>
                <Route path=path!("/") view=pages::home::Home/>
                <Route path=path!("/okrs") view=pages::okrs::Okrs/>
                <Route path=path!("/okrs/objective/:id") view=pages::objective::ObjectivePage/>
                <Route path=path!("/okrs/key-result/:id") view=pages::key_result::KeyResultPage/>
                <Route path=path!("/projects") view=pages::projects::Projects/>
                <Route path=path!("/projects/timeline") view=pages::portfolio::Portfolio/>
                <Route path=path!("/projects/people") view=pages::load::Load/>
                <Route path=path!("/projects/:id") view=pages::project::ProjectPage/>
                <Route path=path!("/projects/:id/import") view=pages::import::ImportReport/>
                <Route path=path!("/import") view=pages::import::Import/>
                <Route path=path!("/share") view=pages::share::Share/>
                <Route path=path!("/assessment") view=pages::assessment::Assessment/>
                <Route path=path!("/settings") view=pages::settings::Settings/>
                <Route path=path!("/sign-in") view=|| view! { <Redirect path="/"/> }/>
                <Route path=path!("/welcome") view=|| view! { <Redirect path="/"/> }/>
                <Route path=path!("/join/:token") view=|| view! { <Redirect path="/"/> }/>
            </Routes>
        </Shell>
    }
    .into_any()
}

/// The pages before anybody is signed in: a link that invites, or signing in, wherever one stands.
#[component]
pub fn Outside() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <pages::sign_in::SignIn/> }>
            <Route path=path!("/join/:token") view=pages::join::JoinPage/>
            <Route path=path!("/sign-in") view=pages::sign_in::SignIn/>
        </Routes>
    }
    .into_any()
}
