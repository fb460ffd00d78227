//! A new Initiative of a Key Result: the project or workstream and its link, in one step.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::op::make;
use model::{Id, KeyResult, Link, LinkTarget, Project, ProjectForm, ProjectState};

use crate::components::dialog::Dialog;
use crate::components::field::{
    Choice, Field, FormFoot, Trouble, TroubleSummary, people, provide_trouble,
};
use crate::components::key_result_form::key;
use crate::state::State;
use crate::state::edit::group;

/// The dialog.
#[component]
pub fn InitiativeForm(
    /// The Key Result that it serves.
    id: Id<KeyResult>,
) -> impl IntoView {
    let state = State::expect();
    let trouble = provide_trouble();
    let title = RwSignal::new(String::new());
    let lead = RwSignal::new(state.context().actor.to_string());
    let form = RwSignal::new(key(&ProjectForm::Project));
    let finish = RwSignal::new(String::new());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let target_finish = match finish.get().trim() {
            "" => Ok(None),
            day => day
                .parse()
                .map(Some)
                .map_err(|_| Trouble::at("target_finish", "Choose a day.")),
        };
        let made = target_finish.and_then(|target_finish| {
            let project = Project {
                title: title.get().trim().to_owned(),
                form: if form.get() == key(&ProjectForm::Workstream) {
                    ProjectForm::Workstream
                } else {
                    ProjectForm::Project
                },
                state: ProjectState::Active,
                lead: lead.get().parse().ok(),
                target_finish,
                ..Project::default()
            };
            let (project, create) =
                state.create::<Project>(state.plan(|plan| make::last(plan, project)));
            let link = Link {
                key_result: id,
                target: LinkTarget::Project(project),
                ..Link::default()
            };
            let ops = vec![create, make::create(state.host().new_id(), link)];
            group(ops).map_or(Ok(()), |op| state.dispatch(op).map_err(Trouble::from))
        });
        match made {
            Ok(()) => {
                state.close();
                state.say("Initiative added and linked.");
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let of = state.plan(|plan| {
        plan.get(id)
            .map(|row| row.title.clone())
            .unwrap_or_default()
    });
    let forms: Vec<_> = ProjectForm::ALL
        .iter()
        .map(|it| (key(it), it.word().to_owned()))
        .collect();
    view! {
        <Dialog title="New Initiative" eyebrow=of>
            <form on:submit=save novalidate=true>
                <div class="dialog-body form">
                <TroubleSummary trouble/>
                <Field name="title" label="What will be done?" value=title first=true/>
                <Choice name="form" label="How much of a project is it?" value=form
                    options=Signal::derive(move || forms.clone())
                    hint="A workstream may become a project later."/>
                <Choice name="lead" label="Who leads it?" value=lead options=people(state)/>
                <Field name="target_finish" label="Done by" value=finish kind="date"/>
                </div>
                <FormFoot save="Add and link"/>
            </form>
        </Dialog>
    }
    .into_any()
}
