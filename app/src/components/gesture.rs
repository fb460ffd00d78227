//! What can be done to an Objective or Key Result where it stands: by key, by menu, by dragging. All
//! three end in the same operations.

use chart::icon::Icon;
use leptos::prelude::*;
use leptos::web_sys::{DragEvent, KeyboardEvent};
use model::op::make;
use model::{Id, KeyResult, Objective, Op, Plan, Ref};

use crate::components::focus;
use crate::components::menu::MenuItem;
use crate::state::{Overlay, Picking, State};

/// What the gesture is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// An Objective.
    Objective(Id<Objective>),
    /// A Key Result.
    KeyResult(Id<KeyResult>),
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Before the one above.
    Up,
    /// After the one below.
    Down,
}

impl Goal {
    /// It as any row.
    pub fn at(self) -> Ref {
        match self {
            Self::Objective(id) => id.at(),
            Self::KeyResult(id) => id.at(),
        }
    }

    /// The id of its link on the page.
    pub fn element(self) -> String {
        match self {
            Self::Objective(id) => format!("objective-{id}"),
            Self::KeyResult(id) => format!("kr-{id}"),
        }
    }

    /// What its menu offers.
    pub fn items(self, state: State) -> Vec<MenuItem> {
        let published = state.plan(|plan| self.is_published(plan));
        let edit = MenuItem::new("Edit", Icon::Edit, move || self.edit(state)).key("E");
        let mut items = Vec::new();
        match self {
            Self::KeyResult(id) => {
                let check_in = move || state.open(Overlay::CheckIn(id, None));
                let link = move || state.open(Overlay::Link(Picking::WorkFor(id)));
                let initiative = move || state.open(Overlay::Initiative(id));
                items.push(MenuItem::new("Check in", Icon::Check, check_in).key("C"));
                items.push(edit);
                items.push(MenuItem::new("Link work", Icon::Link, link).key("L"));
                items.push(MenuItem::new("New Initiative", Icon::Plus, initiative));
            }
            Self::Objective(id) => {
                let add = move || state.open(Overlay::KeyResult(id, None));
                items.push(MenuItem::new("New Key Result", Icon::Plus, add).key("N"));
                items.push(edit);
            }
        }
        let publish = move || self.publish(state, !published);
        let words = if published {
            "Back to draft"
        } else {
            "Publish"
        };
        items.push(MenuItem::new(words, Icon::Eye, publish));
        items.push(
            MenuItem::new("Move up", Icon::Up, move || self.step(state, Way::Up))
                .key("Alt \u{2191}"),
        );
        items.push(
            MenuItem::new("Move down", Icon::Down, move || self.step(state, Way::Down))
                .key("Alt \u{2193}"),
        );
        items.push(
            MenuItem::new("Put in the trash", Icon::Trash, move || self.trash(state))
                .key("Del")
                .danger(),
        );
        items
    }

    fn is_published(self, plan: &Plan) -> bool {
        match self {
            Self::Objective(id) => plan.get(id).is_some_and(|row| row.published),
            Self::KeyResult(id) => plan.get(id).is_some_and(|row| row.published),
        }
    }

    /// Opens its fields.
    pub fn edit(self, state: State) {
        match self {
            Self::Objective(id) => state.open(Overlay::Objective(None, Some(id))),
            Self::KeyResult(id) => {
                if let Some(objective) = state.plan(|plan| plan.get(id).map(|row| row.objective)) {
                    state.open(Overlay::KeyResult(objective, Some(id)));
                }
            }
        }
    }

    /// Publishes it, or takes it back to a draft.
    pub fn publish(self, state: State, published: bool) {
        let said = if published {
            "Published."
        } else {
            "Back to a draft."
        };
        if let Some(op) = state.set_op(self.at(), "published", published) {
            state.act_and_say(op, said);
        }
    }

    /// Puts it in the trash; one can take it back at once.
    pub fn trash(self, state: State) {
        let title = state.plan(|plan| crate::format::row_title(plan, self.at()));
        let next =
            state.plan(|plan| neighbour(plan, self, Way::Down).or(neighbour(plan, self, Way::Up)));
        let op = Op::Trash { at: self.at() };
        if state.act_and_say(op, format!("\u{201c}{title}\u{201d} is in the trash."))
            && let Some(next) = next
        {
            focus::to_id_soon(next.element());
        }
    }

    /// Moves it one place.
    pub fn step(self, state: State, way: Way) {
        let op = state.plan(|plan| match self {
            Self::Objective(id) => step_objective(plan, id, way),
            Self::KeyResult(id) => step_key_result(plan, id, way),
        });
        if let Some(op) = op
            && state.act(op)
        {
            state.say(if way == Way::Up {
                "Moved up."
            } else {
                "Moved down."
            });
            focus::to_id_soon(self.element());
        }
    }
}

/// The new place after which it stands: `before` the one above means after the one above that.
fn after<T: Copy + PartialEq>(siblings: &[T], it: T, way: Way) -> Option<Option<T>> {
    let at = siblings.iter().position(|sibling| *sibling == it)?;
    match way {
        Way::Up => Some(at.checked_sub(1)?.checked_sub(1).map(|at| siblings[at])),
        Way::Down => siblings.get(at + 1).copied().map(Some),
    }
}

fn step_objective(plan: &Plan, id: Id<Objective>, way: Way) -> Option<Op> {
    let cycle = plan.live(id)?.cycle;
    let siblings: Vec<_> = plan.objectives(cycle).iter().map(|row| row.id).collect();
    make::move_objective(plan, id, after(&siblings, id, way)?)
}

/// Past the first or last of its Objective it goes on to the neighbouring Objective.
fn step_key_result(plan: &Plan, id: Id<KeyResult>, way: Way) -> Option<Op> {
    let objective = plan.live(id)?.objective;
    let siblings: Vec<_> = plan
        .key_results(objective)
        .iter()
        .map(|row| row.id)
        .collect();
    if let Some(place) = after(&siblings, id, way) {
        return make::move_key_result(plan, id, objective, place);
    }
    let cycle = plan.live(objective)?.cycle;
    let objectives: Vec<_> = plan.objectives(cycle).iter().map(|row| row.id).collect();
    let at = objectives.iter().position(|it| *it == objective)?;
    let to = match way {
        Way::Up => *objectives.get(at.checked_sub(1)?)?,
        Way::Down => *objectives.get(at + 1)?,
    };
    let last = plan.key_results(to).last().map(|row| row.id);
    make::move_key_result(plan, id, to, if way == Way::Up { last } else { None })
}

/// Everything on the dashboard of its cycle, from top to bottom.
fn order(plan: &Plan, goal: Goal) -> Vec<Goal> {
    let objective = match goal {
        Goal::Objective(id) => Some(id),
        Goal::KeyResult(id) => plan.get(id).map(|row| row.objective),
    };
    let Some(objective) = objective.and_then(|id| plan.get(id)) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for row in plan.objectives(objective.cycle) {
        all.push(Goal::Objective(row.id));
        all.extend(
            plan.key_results(row.id)
                .iter()
                .map(|row| Goal::KeyResult(row.id)),
        );
    }
    all
}

fn neighbour(plan: &Plan, goal: Goal, way: Way) -> Option<Goal> {
    let all = order(plan, goal);
    let at = all.iter().position(|it| *it == goal)?;
    match way {
        Way::Up => all.get(at.checked_sub(1)?).copied(),
        Way::Down => all.get(at + 1).copied(),
    }
}

/// The keys of a row. Single letters act only outside fields.
pub fn on_key(state: State, goal: Goal, event: &KeyboardEvent) {
    if focus::in_field(event) || event.ctrl_key() || event.meta_key() {
        return;
    }
    let known = match (event.alt_key(), event.key().as_str()) {
        (true, "ArrowUp") => did(|| goal.step(state, Way::Up)),
        (true, "ArrowDown") => did(|| goal.step(state, Way::Down)),
        (true, _) => false,
        (_, "ArrowDown") => did(|| go(state, goal, Way::Down)),
        (_, "ArrowUp") => did(|| go(state, goal, Way::Up)),
        (_, "Delete") => did(|| goal.trash(state)),
        (_, letter) => focus::letters_act(state, event) && letter_key(state, goal, letter),
    };
    if known {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The letters of a page that is about one goal; they act wherever the focus is.
pub fn on_page_key(state: State, goal: Goal, event: &KeyboardEvent) {
    let moves = matches!(event.key().as_str(), "j" | "k");
    if !moves
        && !state.is_covered()
        && focus::letters_act(state, event)
        && letter_key(state, goal, &event.key())
    {
        event.prevent_default();
    }
}

/// Does it, and says that the key was known.
fn did(act: impl FnOnce()) -> bool {
    act();
    true
}

/// What a single letter does; false when it does nothing here.
fn letter_key(state: State, goal: Goal, letter: &str) -> bool {
    let objective = |id: Id<KeyResult>| state.plan(|plan| plan.get(id).map(|row| row.objective));
    let overlay = match (goal, letter) {
        (_, "j") => return did(|| go(state, goal, Way::Down)),
        (_, "k") => return did(|| go(state, goal, Way::Up)),
        (_, "e") => return did(|| goal.edit(state)),
        (_, "w") => Some(Overlay::Why(goal.at())),
        (Goal::KeyResult(id), "c") => Some(Overlay::CheckIn(id, None)),
        (Goal::KeyResult(id), "l") => Some(Overlay::Link(Picking::WorkFor(id))),
        (Goal::KeyResult(id), "n") => objective(id).map(|id| Overlay::KeyResult(id, None)),
        (Goal::Objective(id), "n") => Some(Overlay::KeyResult(id, None)),
        _ => None,
    };
    overlay.is_some_and(|overlay| did(|| state.open(overlay)))
}

fn go(state: State, goal: Goal, way: Way) {
    if let Some(next) = state.plan(|plan| neighbour(plan, goal, way)) {
        focus::to_id(&next.element());
    }
}

/// What is being dragged on this page.
#[derive(Clone, Copy)]
pub struct Drag(RwSignal<Option<Goal>>);

impl Drag {
    /// Provides it to the rows of a page.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
    /// A drag begins.
    pub fn begin(self, goal: Goal) {
        self.0.set(Some(goal));
    }
    /// Says that it may be dropped here.
    pub fn over(self, on: Goal, event: &DragEvent) {
        let fits = match (self.0.get_untracked(), on) {
            (Some(Goal::Objective(it)), Goal::Objective(on)) => it != on,
            (Some(Goal::KeyResult(it)), Goal::KeyResult(on)) => it != on,
            (Some(Goal::KeyResult(_)), Goal::Objective(_)) => true,
            _ => false,
        };
        if fits {
            event.prevent_default();
        }
    }
    /// Puts what is dragged after the row it was dropped on (a Key Result on an Objective: first).
    pub fn drop_on(self, state: State, on: Goal, event: &DragEvent) {
        event.prevent_default();
        let dragged = self.0.get_untracked();
        self.0.set(None);
        let op = state.plan(|plan| match (dragged?, on) {
            (Goal::Objective(it), Goal::Objective(on)) => make::move_objective(plan, it, Some(on)),
            (Goal::KeyResult(it), Goal::KeyResult(on)) => {
                make::move_key_result(plan, it, plan.live(on)?.objective, Some(on))
            }
            (Goal::KeyResult(it), Goal::Objective(on)) => make::move_key_result(plan, it, on, None),
            (Goal::Objective(_), Goal::KeyResult(_)) => None,
        });
        if let Some(op) = op {
            state.act_and_say(op, "Moved.");
        }
    }
}
