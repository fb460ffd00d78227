//! The line at the end of an outline, where tasks are added.

use leptos::prelude::*;

use super::Outline;
use crate::components::grid::new_task::NewTask;

/// The line.
#[component]
pub(super) fn NewRow() -> impl IntoView {
    let outline = expect_context::<Outline>();
    view! {
        <tr class="outline-table-new" role="row">
            <td colspan="14" role="gridcell"><NewTask grid=outline.grid/></td>
        </tr>
    }
    .into_any()
}
