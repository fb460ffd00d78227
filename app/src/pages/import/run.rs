//! Carrying an import out: some groups of operations at a time, so that the page answers meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::op::make;
use model::{Entity, Id, Op, Person, Project};

use super::source::Found;
use crate::state::State;
use crate::state::slices::Slices;

/// How an import goes.
#[derive(Clone, PartialEq)]
pub(super) enum Run {
    Waiting,
    Going { done: usize, all: usize },
    Cancelled,
    Refused(String),
}

/// What is carried out.
pub(super) trait Job {
    /// The operations, in order.
    fn ops(&self) -> &[Op];
    /// The project that they make, when they make just one; else they are taken back step by step.
    fn project(&self) -> Option<Id<Project>>;
}

impl Job for Found {
    fn ops(&self) -> &[Op] {
        &self.draft.ops
    }
    fn project(&self) -> Option<Id<Project>> {
        self.draft.again.is_none().then_some(self.draft.project)
    }
}

/// What came in so far.
struct Work {
    state: State,
    /// The new project; without one what was made is taken back step by step.
    project: Option<Id<Project>>,
    /// How many operations were made.
    made: usize,
    /// Placeholders among them: they are not part of the project.
    people: BTreeSet<Id<Person>>,
}

/// Begins. `finish` is called when everything is in.
pub(super) fn start(
    state: State,
    of: Arc<impl Job + 'static>,
    title: Option<String>,
    run: RwSignal<Run>,
    finish: Callback<()>,
) {
    let mut work = Work {
        state,
        project: of.project(),
        made: 0,
        people: BTreeSet::new(),
    };
    run.set(Run::Going {
        done: 0,
        all: of.ops().len(),
    });
    spawn_local(async move {
        // Nobody looks at the half of a plan: everybody is told once, at the end.
        state.hold();
        let end = work.carry_out(of.ops(), run).await;
        state.release();
        match end {
            None => {
                let title = title.filter(|it| !it.trim().is_empty());
                if let (Some(title), Some(project)) = (title, work.project) {
                    state.set(project.at(), "title", title.trim());
                }
                if run.try_get_untracked().is_some() {
                    finish.run(());
                } else {
                    state.say("The import is complete.");
                }
            }
            Some(end) => {
                let _ = run.try_set(end);
            }
        }
    });
}

impl Work {
    /// Makes the operations; `None` when all are made, else why not.
    async fn carry_out(&mut self, ops: &[Op], run: RwSignal<Run>) -> Option<Run> {
        let slices = Slices::new(self.state);
        slices.pause().await;
        let all = ops.len();
        for op in ops {
            if let Some(pause) = slices.due() {
                // Whoever went to another page lets the import go on.
                let _ = run.try_set(Run::Going {
                    done: self.made,
                    all,
                });
                pause.await;
                match run.try_get_untracked() {
                    Some(Run::Cancelled) => {
                        self.take_back(&slices).await;
                        return Some(Run::Cancelled);
                    }
                    None => self.state.release(),
                    _ => {}
                }
            }
            self.note_people(op);
            if let Err(refusal) = self.state.dispatch(op.clone()) {
                self.take_back(&slices).await;
                return Some(Run::Refused(format!(
                    "{refusal} Nothing of the file stays: what had come in was taken back."
                )));
            }
            self.made += 1;
        }
        None
    }

    fn note_people(&mut self, op: &Op) {
        match op {
            Op::Group { ops } => ops.iter().for_each(|op| self.note_people(op)),
            Op::Create {
                id,
                entity: Entity::Person(_),
                ..
            } => {
                self.people.insert(Id::new(*id));
            }
            _ => {}
        }
    }

    /// What came in goes: a new project and its placeholders to the trash, an update step by step.
    async fn take_back(&mut self, slices: &Slices) {
        let state = self.state;
        let Some(project) = self.project else {
            for _ in 0..self.made {
                drop(state.host().undo());
                if let Some(pause) = slices.due() {
                    pause.await;
                }
            }
            return;
        };
        let is_there = state.plan(|plan| plan.live(project).is_some());
        let mut ops: Vec<Op> = Vec::new();
        ops.extend(is_there.then(|| make::trash(project.at())));
        let there = |id: &&Id<Person>| state.plan(|plan| plan.live(**id).is_some());
        ops.extend(
            self.people
                .iter()
                .filter(there)
                .map(|id| make::trash(id.at())),
        );
        if !ops.is_empty() {
            state.act(Op::Group { ops });
        }
    }
}
