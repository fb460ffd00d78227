//! The whole workspace as one file, made on this device: offline too, with a way out while it is made.

use exchange::archive;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Plan;
use model::progress::words::count;

use super::Group;
use crate::routes;
use crate::state::State;
use crate::state::slices::{Slices, while_wanted};

/// The group.
#[component]
pub(super) fn Archive() -> impl IntoView {
    let state = State::expect();
    // How many rows are written, of how many, while it is made.
    let share: RwSignal<Option<(usize, usize)>> = RwSignal::new(None);
    let save = move |_| {
        share.set(Some((0, 1)));
        spawn_local(async move {
            let wanted = || share.try_get_untracked().flatten().is_some();
            let made = while_wanted(wanted, write(state, share)).await;
            let _ = share.try_set(None);
            if let Some((name, text, rows)) = made {
                let host = state.host();
                host.save_file(&name, "application/x-ndjson", text.into_bytes());
                state.say(format!(
                    "Saved {} as {name}.",
                    count(rows as i64, "row", "rows")
                ));
            }
        });
    };
    let going = move || share.with(Option::is_some);
    let done = move || share.get().map_or(0, |it| it.0).to_string();
    let all = move || share.get().map_or(1, |it| it.1).to_string();
    view! {
        <Group id="workspace-archive" title="Workspace archive" text="Everything that you can see here, as one file \
            that is yours: goals, check-ins, projects, calendars, import reports. No passwords.">
            <div class="form">
                <p class="button-row">
                    <button type="button" class="button" disabled=going on:click=save>"Save the whole workspace"</button>
                    <a class="button" href=routes::IMPORT>"Bring an archive in"</a>
                </p>
                <div role="status">
                    {move || going().then(|| view! {
                        <p class="button-row"><label>"Writing "<progress max=all value=done></progress></label>
                            <button type="button" class="button button-small"
                                on:click=move |_| share.set(None)>"Cancel"</button></p>
                    })}
                </div>
            </div>
        </Group>
    }
    .into_any()
}

/// The archive's name and text, and how many rows it has.
async fn write(state: State, share: RwSignal<Option<(usize, usize)>>) -> (String, String, usize) {
    let slices = Slices::new(state);
    slices.pause().await;
    // A copy shares its rows: the archive is of one moment, whatever is edited meanwhile.
    let plan = state.plan(Plan::clone);
    let all = plan.every().count();
    let mut text = String::new();
    for (index, line) in archive::write(&plan).enumerate() {
        text.push_str(&line);
        text.push('\n');
        if index % 32 == 0
            && let Some(pause) = slices.due()
        {
            pause.await;
            let _ = share.try_update(|it| {
                if let Some(it) = it {
                    *it = (index, all);
                }
            });
        }
    }
    let name = plan.workspace().map(|row| row.name.clone());
    let name = crate::components::export::file_name(&name.unwrap_or_default());
    (format!("{name} {}.jsonl", state.host().today()), text, all)
}
