//! Why a number is what it is: a tree of formula, inputs and weights, as the model explains it.

use leptos::prelude::*;
use model::Ref;
use model::progress::{Explanation, Number, explain};

use crate::components::dialog::Dialog;
use crate::state::State;

/// The explanation of one number, followed.
fn explanation(state: State, at: Ref, number: Number) -> Memo<Option<Explanation>> {
    Memo::new(move |_| {
        state.track_number(at);
        let today = state.today();
        state.plan(|plan| explain(plan, at, number, today))
    })
}

/// The tree of one number. `id` names it from outside.
#[component]
pub fn ExplainTree(
    /// Whose number.
    at: Ref,
    /// Which.
    number: Number,
    /// The heading that names the tree.
    labelled_by: &'static str,
) -> impl IntoView {
    let explanation = explanation(State::expect(), at, number);
    view! {
        <div class="explain-tree" role="group" aria-labelledby=labelled_by>
            {move || explanation.get().map(|root| branch(&root, 0))}
        </div>
    }
    .into_any()
}

/// A branch that folds natively; a leaf is a line.
fn branch(it: &Explanation, depth: usize) -> AnyView {
    let detail = (!it.detail.is_empty()).then(|| view! { " "<small>{it.detail.clone()}</small> });
    let words = view! { <span>{it.text.clone()}{detail}</span><b>{it.value.clone()}</b> };
    if it.children.is_empty() {
        return view! { <p class="explain-tree-row explain-tree-leaf">{words}</p> }.into_any();
    }
    let children = it
        .children
        .iter()
        .map(|it| view! { <li>{branch(it, depth + 1)}</li> });
    view! {
        <details class="explain-tree-fold" open={depth < 2}>
            <summary class="explain-tree-row">{words}</summary>
            <ul>{children.collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// Both numbers in a dialog.
#[component]
pub fn Why(
    /// Whose numbers.
    at: Ref,
) -> impl IntoView {
    let state = State::expect();
    let title = state.plan(|plan| crate::format::row_title(plan, at));
    view! {
        <Dialog title="Why these numbers?" eyebrow=title class="dialog-wide">
            <div class="dialog-body" tabindex="0">
                <h3 class="eyebrow" id="why-outcome"><i class="swatch"></i>" Outcome"</h3>
                <ExplainTree at number=Number::Outcome labelled_by="why-outcome"/>
                <h3 class="eyebrow" id="why-work"><i class="swatch swatch-work"></i>" Work"</h3>
                <ExplainTree at number=Number::Work labelled_by="why-work"/>
            </div>
        </Dialog>
    }
    .into_any()
}
