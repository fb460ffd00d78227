//! Carrying an import out: a few groups of operations at a time, so that the page answers meanwhile.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use exchange::msproject::Draft;
use leptos::prelude::*;
use model::op::make;
use model::{Id, Op, Project};

use crate::state::State;

/// Groups that go in before the page is drawn again.
const AT_ONCE: usize = 2;

/// How an import goes.
#[derive(Clone, PartialEq)]
pub(super) enum Run {
    Waiting,
    Going { done: usize, all: usize },
    Cancelled,
    Refused(String),
}

struct Work {
    project: Id<Project>,
    left: VecDeque<Op>,
    all: usize,
    /// A project that was there before is brought up to date.
    again: bool,
}

/// Begins. `finish` is called when everything is in.
pub(super) fn start(
    state: State,
    draft: &Draft,
    title: Option<String>,
    run: RwSignal<Run>,
    finish: Callback<()>,
) {
    let all = draft.ops.len();
    let left = draft.ops.iter().cloned().collect();
    let work = Rc::new(RefCell::new(Work {
        project: draft.project,
        left,
        all,
        again: draft.again.is_some(),
    }));
    run.set(Run::Going { done: 0, all });
    step(state, work, title, run, finish);
}

fn step(
    state: State,
    work: Rc<RefCell<Work>>,
    title: Option<String>,
    run: RwSignal<Run>,
    finish: Callback<()>,
) {
    if run.get_untracked() == Run::Cancelled {
        take_back(state, &work.borrow());
        return;
    }
    for _ in 0..AT_ONCE {
        let Some(op) = work.borrow_mut().left.pop_front() else {
            break;
        };
        if let Err(refusal) = state.dispatch(op) {
            // The one that was refused is not in the list any more, and was not made.
            work.borrow_mut().all -= 1;
            take_back(state, &work.borrow());
            let why =
                format!("{refusal} Nothing of the file stays: what had come in was taken back.");
            run.set(Run::Refused(why));
            return;
        }
    }
    let (done, all) = {
        let work = work.borrow();
        (work.all - work.left.len(), work.all)
    };
    if done < all {
        run.set(Run::Going { done, all });
        let next = move || step(state, work, title, run, finish);
        state.host().after(0, Box::new(next));
        return;
    }
    let project = work.borrow().project;
    if let Some(title) = title.filter(|it| !it.trim().is_empty()) {
        state.set(project.at(), "title", title.trim());
    }
    finish.run(());
}

/// What came in goes: a new project to the trash, an update step by step.
fn take_back(state: State, work: &Work) {
    if work.again {
        for _ in work.left.len()..work.all {
            drop(state.host().undo());
        }
    } else if state.plan(|plan| plan.live(work.project).is_some()) {
        state.act(make::trash(work.project.at()));
    }
}
