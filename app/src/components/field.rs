//! Fields of forms: a label, a hint, the field, and what is wrong with it. What was typed stays,
//! whatever the answer is.

use chart::icon::Icon;
use leptos::prelude::*;
use model::{Id, Person, Refusal};

use crate::components::icon::icon;
use crate::state::State;

/// What a form was told: shown at its top, and at the field that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// The field, when it is about one.
    pub field: Option<String>,
    /// What is wrong and what to do.
    pub text: String,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        let field = match &refusal {
            Refusal::BadValue { field, .. } | Refusal::Missing { field, .. } => Some(field.clone()),
            Refusal::StartEqualsTarget { .. } => Some("target".to_owned()),
            _ => None,
        };
        Self {
            field,
            text: refusal.to_string(),
        }
    }
}

impl Trouble {
    /// About one field.
    pub fn at(field: &str, text: impl Into<String>) -> Self {
        Self {
            field: Some(field.to_owned()),
            text: text.into(),
        }
    }
    /// About the whole form.
    pub fn whole(text: impl Into<String>) -> Self {
        Self {
            field: None,
            text: text.into(),
        }
    }
}

/// What is wrong with a form, in context for its fields.
pub type Troubled = RwSignal<Option<Trouble>>;

/// Makes the place for what is wrong and gives it to the fields below.
pub fn provide_trouble() -> Troubled {
    let trouble = Troubled::new(None);
    provide_context(trouble);
    trouble
}

/// What is wrong with one field.
pub fn trouble_at(name: &'static str) -> Memo<Option<String>> {
    let troubled = use_context::<Troubled>();
    Memo::new(move |_| {
        let trouble = troubled?.get()?;
        (trouble.field.as_deref() == Some(name)).then_some(trouble.text)
    })
}

/// What is wrong, at the top of the form.
#[component]
pub fn TroubleSummary(
    /// What was told.
    trouble: Troubled,
) -> impl IntoView {
    view! {
        <div role="alert">
            {move || trouble.get().map(|it| view! {
                <div class="advice" data-level="stop">
                    {icon(Icon::Stop)}
                    <p class="advice-title">{it.text}</p>
                </div>
            })}
        </div>
    }
    .into_any()
}

/// A line or, with `rows`, a block of text.
#[component]
pub fn Field(
    /// The field's name in operations; its id on the page.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed.
    value: RwSignal<String>,
    /// A line of help.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// `text`, `date`, `email`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// More than 0: a block of text.
    #[prop(optional)]
    rows: u8,
    /// Digits only, for the keyboard of a phone.
    #[prop(optional)]
    number: bool,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Has the focus when the form opens.
    #[prop(optional)]
    first: bool,
    /// A class for the wrapper.
    #[prop(default = "form-field")]
    class: &'static str,
    /// Tells it from a field of the same name in another form of the page.
    #[prop(default = "field")]
    scope: &'static str,
) -> impl IntoView {
    let error = trouble_at(name);
    let id = format!("{scope}-{name}");
    let described = format!("{id}-hint {id}-error");
    let invalid = move || error.with(Option::is_some).then_some("true");
    let typed = move |event| value.set(event_target_value(&event));
    let input = if rows > 0 {
        view! {
            <textarea class="input" id=id.clone() name=name rows=rows.to_string() autofocus=first
                aria-describedby=described aria-invalid=invalid prop:value=value
                on:input=typed>{value.get_untracked()}</textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="input" id=id.clone() name=name type=kind autocomplete=autocomplete
                inputmode=number.then_some("decimal") autofocus=first aria-describedby=described
                aria-invalid=invalid prop:value=value value=value.get_untracked() on:input=typed/>
        }
        .into_any()
    };
    view! {
        <div class=class>
            <label class="form-field-label" for=id.clone()>{label}</label>
            <p class="form-field-hint" id=format!("{id}-hint")>{hint}</p>
            {input}
            <p class="form-field-error" id=format!("{id}-error")>
                {move || error.get().map(|text| view! { {icon(Icon::Warn)}{text} })}
            </p>
        </div>
    }
    .into_any()
}

/// One of a few words. The options are pairs of value and word.
#[component]
pub fn Choice(
    /// The field's name.
    name: &'static str,
    /// What it asks for.
    label: &'static str,
    /// What was chosen.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// A line of help.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let option = move |(key, words): (String, String)| {
        let own = key.clone();
        view! { <option value=key selected=move || value.with(|now| *now == own)>{words}</option> }
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for=id.clone()>{label}</label>
            <p class="form-field-hint" id=format!("{id}-hint")>{hint}</p>
            <select class="input" id=id.clone() name=name aria-describedby=format!("{id}-hint")
                on:change=move |event| value.set(event_target_value(&event))>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Yes or no.
#[component]
pub fn Check(
    /// What it says.
    label: &'static str,
    /// Whether it is so.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=value checked=value.get_untracked()
                on:change=move |event| value.set(event_target_checked(&event))/>
            {label}
        </label>
    }
    .into_any()
}

/// The people to choose from, nobody first.
pub fn people(state: State) -> Signal<Vec<(String, String)>> {
    let persons = state.persons();
    Signal::derive(move || {
        let nobody = (String::new(), "Nobody yet".to_owned());
        let person = |id: Id<Person>| (id.to_string(), state.name_of(Some(id)));
        std::iter::once(nobody)
            .chain(persons.get().into_iter().map(person))
            .collect()
    })
}

/// The foot of a form in a dialog.
#[component]
pub fn FormFoot(
    /// The word of the button that saves.
    #[prop(into)]
    save: Signal<String>,
    /// While an answer is awaited.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// More buttons at the start.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = State::expect();
    view! {
        <footer class="dialog-foot">
            {children.map(|children| children())}
            <button type="button" class="button" on:click=move |_| state.close()>"Cancel"</button>
            <button type="submit" class="button button-solid" disabled=busy>{save}</button>
        </footer>
    }
    .into_any()
}
