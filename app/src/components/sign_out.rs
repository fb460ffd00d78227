//! Signing out: at once when everything is with the server, with a warning when something is not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::dialog::Dialog;
use crate::state::State;

fn leave(state: State) {
    let leaving = state.host().sign_out();
    state.close();
    spawn_local(async move {
        if let Err(trouble) = leaving.await {
            state.warn(trouble.to_string());
        }
    });
}

/// Offers every unsent edit as a file, and says when that did not work.
pub fn export_unsent(state: State) {
    let export = state.host().export_unsent();
    spawn_local(async move {
        if let Err(trouble) = export.await {
            state.warn(trouble.to_string());
        }
    });
}

/// The question.
#[component]
pub fn SignOut() -> impl IntoView {
    let state = State::expect();
    let waiting = move || {
        state.track_tray();
        state.sync().waiting
    };
    let words = move || match waiting() {
        0 => "Everything you changed is with the server.".to_owned(),
        1 => {
            "1 edit has not reached the server. It stays on this device and goes out when you sign \
              in here again."
                .to_owned()
        }
        n => format!(
            "{n} edits have not reached the server. They stay on this device and go out when you \
             sign in here again."
        ),
    };
    view! {
        <Dialog title="Sign out?">
            <div class="dialog-body"><p>{words}</p></div>
            <footer class="dialog-foot">
                {move || (waiting() > 0).then(|| view! {
                    <button type="button" class="button button-plain" on:click=move |_| export_unsent(state)>
                        "Export unsent edits"
                    </button>
                })}
                <button type="button" class="button" on:click=move |_| state.close()>"Stay"</button>
                <button type="button" class="button button-solid" on:click=move |_| leave(state)>
                    "Sign out"
                </button>
            </footer>
        </Dialog>
    }
    .into_any()
}
