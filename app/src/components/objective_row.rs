//! An Objective on the dashboard: the statement in the serif, both numbers, the worst of its Key
//! Results, and the place where the next Key Result begins.

use chart::bar::today_thread;
use chart::icon::Icon;
use leptos::prelude::*;
use leptos::web_sys::DragEvent;
use model::{Id, Objective};

use crate::components::avatar::Avatar;
use crate::components::gesture::{Drag, Goal, on_key};
use crate::components::icon::small_icon;
use crate::components::menu::Menu;
use crate::state::{Overlay, State};
use crate::{picture, routes};

/// The row. `today` is where today's line stands.
#[component]
pub fn ObjectiveRow(
    /// Which.
    id: Id<Objective>,
    /// Where today's line stands.
    today: Signal<Option<u16>>,
) -> impl IntoView {
    let state = State::expect();
    let drag = expect_context::<Drag>();
    let row = state.row(id);
    let summary = state.objective_summary(id);
    let title = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.title.clone())
                .unwrap_or_default()
        })
    };
    let outcome = move || {
        summary.with(|it| {
            it.outcome
                .map_or("\u{2013}".to_owned(), |it| it.percent_text())
        })
    };
    let work =
        move || summary.with(|it| it.work.map_or("no work".to_owned(), |it| it.percent_text()));
    let words = move || summary.with(|it| capital(&it.words));
    let note = move || summary.with(|it| it.note.clone());
    let slug = move || summary.with(|it| it.worst.map(|status| picture::look(status).slug()));
    let draft = move || row.with(|row| row.as_ref().is_some_and(|row| !row.published));
    let owner = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.owner)));
    let goal = Goal::Objective(id);
    let thread = move || {
        today
            .get()
            .map(|at| today_thread(at, 40))
            .unwrap_or_default()
    };
    let label = Signal::derive(move || format!("Actions for {}", title()));
    view! {
        <tr class="objective-row" draggable="true"
            on:keydown=move |event| on_key(state, goal, &event)
            on:dragstart=move |_| drag.begin(goal)
            on:dragover=move |event: DragEvent| drag.over(goal, &event)
            on:drop=move |event: DragEvent| drag.drop_on(state, goal, &event)>
            <th scope="rowgroup" colspan="2">
                <a class="objective-row-title" id=format!("objective-{id}") href=routes::objective(id)
                    aria-keyshortcuts="N E Alt+ArrowUp Alt+ArrowDown">{title}</a>
            </th>
            <td class="objective-row-thread" inner_html=thread></td>
            <td class="objective-row-values">
                <strong class="objective-row-outcome">
                    <span class="visually-hidden">"Outcome "</span>{outcome}
                </strong>
                <span class="objective-row-work"><span class="visually-hidden">"work "</span>{work}</span>
            </td>
            <td colspan="2">
                <span class="status-ink" data-status=slug title=note>{words}</span>
                {move || draft().then(|| view! { <span class="chip">"Draft"</span> })}
                <button type="button" class="button button-plain button-small objective-row-add"
                    on:click=move |_| state.open(Overlay::KeyResult(id, None))>
                    {small_icon(Icon::Plus)}"Key Result"
                    <span class="visually-hidden">{move || format!(" for {}", title())}</span>
                </button>
            </td>
            <td class="objective-row-owner">
                <Avatar person=owner/>
                <Menu id=format!("menu-{id}") label class="row-menu"
                    items=Callback::new(move |()| goal.items(state))/>
            </td>
        </tr>
    }
    .into_any()
}

/// The same with a capital at its head.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
