//! A token just made: what it looks like and the three texts that place it.

use leptos::prelude::*;

use crate::components::copy::CopyButton;
use crate::host::EmbedMade;
use crate::state::State;

/// The text for each form.
fn snippets(origin: &str, token: &str, name: &str) -> [(&'static str, &'static str, String); 3] {
    let name = chart::svg::escape(name);
    [
        (
            "Image",
            "Wikis, mail, anything that shows an image.",
            format!("<img src=\"{origin}/embed/{token}.svg\" alt=\"{name}\" width=\"480\">"),
        ),
        (
            "Frame",
            "SharePoint, Confluence; works without script.",
            format!(
                "<iframe src=\"{origin}/embed/{token}\" title=\"{name}\" width=\"480\" height=\"180\" \
                 loading=\"lazy\"></iframe>"
            ),
        ),
        (
            "Web component",
            "Your own pages; live, no cookies.",
            format!(
                "<script type=\"module\" src=\"{origin}/widget.js\"></script>\n\
                 <throughline-progress src=\"{origin}\" token=\"{token}\"></throughline-progress>"
            ),
        ),
    ]
}

/// The panel; the secret is shown this once.
#[component]
pub(super) fn Made(made: EmbedMade) -> impl IntoView {
    let origin = State::expect().host().origin();
    let picture = format!("{origin}/embed/{}.svg", made.token);
    let snippet = |(title, hint, text): (&'static str, &'static str, String)| {
        view! {
            <p class="eyebrow">{title}</p>
            <p class="form-field-hint">{hint}</p>
            <pre class="share-code" tabindex="0"><code>{text.clone()}</code></pre>
            <CopyButton text/>
        }
    };
    view! {
        <section class="panel" aria-labelledby="made">
            <div class="panel-head">
                <h2 class="panel-title" id="made">{format!("\u{201c}{}\u{201d} is ready", made.embed.name)}</h2>
                <span class="panel-note">"Copy it now: the address is shown this once."</span>
            </div>
            <div class="panel-body share-embed">
                <div class="share-preview"><img src=picture alt="As it will look" width="480"/></div>
                <div class="stack">
                    {snippets(&origin, &made.token, &made.embed.name).into_iter().map(snippet).collect_view()}
                </div>
            </div>
        </section>
    }
    .into_any()
}
