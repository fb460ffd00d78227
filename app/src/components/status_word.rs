//! How something stands: shape and word, always both.

use chart::StatusLook;
use leptos::prelude::*;
use model::ProjectStatus;
use model::progress::HealthStatus;

use crate::components::icon::icon;
use crate::picture::look;

/// The word of a Key Result's health.
pub fn status_word(status: HealthStatus) -> impl IntoView + use<> {
    word(look(status), status.word(), "status-word")
}

/// The same without a ground, for tallies.
pub fn status_word_bare(status: HealthStatus) -> impl IntoView + use<> {
    word(look(status), status.word(), "status-word status-word-bare")
}

/// The word that a project's lead reports.
pub fn project_status_word(status: ProjectStatus) -> impl IntoView + use<> {
    let look = match status {
        ProjectStatus::NotReported => StatusLook::NotMeasured,
        ProjectStatus::OnTrack => StatusLook::OnTrack,
        ProjectStatus::AtRisk => StatusLook::AtRisk,
        ProjectStatus::OffTrack => StatusLook::OffTrack,
    };
    word(look, status.word(), "status-word")
}

fn word(look: StatusLook, word: &'static str, class: &'static str) -> impl IntoView + use<> {
    view! { <span class=class data-status=look.slug()>{icon(look.icon())}{word}</span> }.into_any()
}
