//! Where one is: the breadcrumb of the top bar and the title of the window, set by each page.

use leptos::prelude::*;

use crate::components::icon::small_icon;

/// One step of the way here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its words.
    pub words: String,
    /// Where it leads; `None` for the page itself.
    pub href: Option<String>,
    /// An Objective is set in the serif.
    pub objective: bool,
}

impl Crumb {
    /// A step back.
    pub fn to(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            href: Some(href.into()),
            objective: false,
        }
    }
    /// The page itself.
    pub fn here(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            href: None,
            objective: false,
        }
    }
    /// An Objective on the way.
    pub fn objective(words: impl Into<String>, href: Option<String>) -> Self {
        Self {
            words: words.into(),
            href,
            objective: true,
        }
    }
}

/// The way here, in context.
#[derive(Clone, Copy)]
pub struct Trail(RwSignal<Vec<Crumb>>);

impl Default for Trail {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

/// A page says where it is; followed for as long as it stands.
pub fn set_trail(crumbs: impl Fn() -> Vec<Crumb> + Send + Sync + 'static) {
    let trail = expect_context::<Trail>();
    let crumbs = Memo::new(move |_| crumbs());
    Effect::new(move |_| {
        let now = crumbs.get();
        if let Some(here) = now.last() {
            document().set_title(&format!("{} \u{b7} Throughline", here.words));
        }
        trail.0.set(now);
    });
}

/// The breadcrumb.
#[component]
pub fn Breadcrumb() -> impl IntoView {
    let trail = expect_context::<Trail>();
    let crumbs = move || {
        let all = trail.0.get();
        let last = all.len().saturating_sub(1);
        let step = move |(at, crumb): (usize, Crumb)| {
            let class = if crumb.objective {
                "breadcrumb-objective"
            } else {
                ""
            };
            let current = (at == last).then_some("location");
            let words = crumb.words;
            let step = match crumb.href {
                Some(href) => view! { <a href=href class=class>{words}</a> }.into_any(),
                None => view! { <span class=class aria-current=current>{words}</span> }.into_any(),
            };
            view! { {(at > 0).then(|| small_icon(chart::icon::Icon::Right))} {step} }
        };
        all.into_iter().enumerate().map(step).collect_view()
    };
    view! { <nav class="breadcrumb" aria-label="You are here">{crumbs}</nav> }.into_any()
}
