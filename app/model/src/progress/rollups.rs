//! Every derived number, kept step by step as rows change. A recomputation from nothing gives the
//! same, whatever happened before; that is what the tests hold it to.

mod compare;
use compare::{compare, replace, subtree};

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use jiff::civil::Date;

use super::summary::{Digest, cycle_with, objective_with};
use super::tally::{self, Part, Tally};
use super::work::{self, Source};
use super::{Fraction, KeyResultProgress, Summary, health};
use crate::op::Touched;
use crate::schedule::Schedules;
use crate::{AnyRow, Cycle, Id, KeyResult, Kind, LinkTarget, Objective, Plan, Project, Ref, Task};

/// The numbers of a plan on a day.
#[derive(Clone, Debug)]
pub struct Rollups {
    today: Date,
    schedules: Schedules,
    tallies: BTreeMap<Id<Project>, Tally>,
    parts: BTreeMap<Id<Task>, (Id<Project>, Part)>,
    key_results: BTreeMap<Id<KeyResult>, KeyResultProgress>,
    objectives: BTreeMap<Id<Objective>, Summary>,
    cycles: BTreeMap<Id<Cycle>, Summary>,
    /// What a Key Result's numbers are made of. Only grows: one entry too many costs a recount.
    uses: BTreeMap<Id<KeyResult>, BTreeSet<Ref>>,
    used_by: BTreeMap<Ref, BTreeSet<Id<KeyResult>>>,
}

/// What has to be computed again.
#[derive(Default)]
struct Dirty {
    projects: BTreeSet<Id<Project>>,
    key_results: BTreeSet<Id<KeyResult>>,
    objectives: BTreeSet<Id<Objective>>,
    cycles: BTreeSet<Id<Cycle>>,
}

impl Rollups {
    /// All numbers from nothing.
    pub fn new(plan: &Plan, today: Date) -> Self {
        let mut rollups = Self {
            today,
            schedules: Schedules::new(plan),
            tallies: BTreeMap::new(),
            parts: BTreeMap::new(),
            key_results: BTreeMap::new(),
            objectives: BTreeMap::new(),
            cycles: BTreeMap::new(),
            uses: BTreeMap::new(),
            used_by: BTreeMap::new(),
        };
        for row in plan.all::<Task>() {
            rollups.recount(plan, row.id);
        }
        for row in plan.all::<crate::Link>() {
            rollups.register_target(row.key_result, row.target);
        }
        rollups.recompute(plan, Dirty::all(plan));
        rollups
    }

    /// The day that the numbers are for.
    pub fn today(&self) -> Date {
        self.today
    }

    /// When every task happens.
    pub fn schedules(&self) -> &Schedules {
        &self.schedules
    }

    /// The numbers of a Key Result.
    pub fn key_result(&self, id: Id<KeyResult>) -> Option<&KeyResultProgress> {
        self.key_results.get(&id)
    }

    /// The roll-up of an Objective.
    pub fn objective(&self, id: Id<Objective>) -> Option<&Summary> {
        self.objectives.get(&id)
    }

    /// The roll-up of a cycle.
    pub fn cycle(&self, id: Id<Cycle>) -> Option<&Summary> {
        self.cycles.get(&id)
    }

    /// How much of a project is done, counted automatically.
    pub fn project(&self, plan: &Plan, id: Id<Project>) -> Option<Fraction> {
        work::project_share(
            Source {
                plan,
                tallies: Some(&self.tallies),
                schedules: Some(&self.schedules),
            },
            id,
        )
    }

    /// Another day: everything that depends on the date anew. Says which numbers changed.
    pub fn turn(&mut self, plan: &Plan, today: Date) -> BTreeSet<Ref> {
        self.today = today;
        self.recompute(plan, Dirty::all(plan))
    }

    /// Follows a change that has been made to the plan. Says which numbers changed.
    pub fn follow(&mut self, plan: &Plan, touched: &Touched) -> BTreeSet<Ref> {
        self.follow_rows(plan, &touched.before)
    }

    /// The same for rows that came another way: each with what stood there before.
    pub fn follow_rows(&mut self, plan: &Plan, before: &[(Ref, Option<AnyRow>)]) -> BTreeSet<Ref> {
        let moved = self.schedules.follow_rows(plan, before);
        let everywhere = |at: &Ref| matches!(at.kind, Kind::Workspace | Kind::Calendar);
        if before.iter().any(|(at, _)| everywhere(at)) {
            // Statuses, thresholds and working days reach everything.
            let mut changed = self.start_over(plan);
            changed.extend(moved.into_iter().map(Id::at));
            return changed;
        }
        let mut dirty = Dirty::default();
        for id in &moved {
            self.follow_dates(plan, *id, &mut dirty);
        }
        for (at, before) in before {
            let after = plan.any(*at);
            if at.kind == Kind::Task {
                self.follow_task(
                    plan,
                    Id::new(at.id),
                    before.as_ref(),
                    after.as_ref(),
                    &mut dirty,
                );
            }
            for row in before.iter().chain(&after) {
                self.mark(plan, row, &mut dirty);
            }
            dirty
                .key_results
                .extend(self.used_by.get(at).into_iter().flatten());
        }
        let projects = dirty.projects.iter();
        let users = projects
            .filter_map(|id| self.used_by.get(&id.at()))
            .flatten();
        dirty.key_results.extend(users.copied());
        let mut changed = self.recompute(plan, dirty);
        changed.extend(moved.into_iter().map(Id::at));
        changed
    }

    /// A task happens at another time.
    fn follow_dates(&mut self, plan: &Plan, id: Id<Task>, dirty: &mut Dirty) {
        if self.recount(plan, id) {
            dirty.projects.extend(plan.get(id).map(|row| row.project));
        }
        let users = self.used_by.get(&id.at()).into_iter().flatten();
        dirty.key_results.extend(users);
    }

    fn start_over(&mut self, plan: &Plan) -> BTreeSet<Ref> {
        let old = core::mem::replace(self, Self::new(plan, self.today));
        let mut changed = BTreeSet::new();
        compare(&old.key_results, &self.key_results, &mut changed);
        compare(&old.objectives, &self.objectives, &mut changed);
        compare(&old.cycles, &self.cycles, &mut changed);
        compare(&old.tallies, &self.tallies, &mut changed);
        changed
    }

    /// What a row, as it was or as it is, has a say in.
    fn mark(&mut self, plan: &Plan, row: &AnyRow, dirty: &mut Dirty) {
        match row {
            AnyRow::Link(row) => {
                self.register_target(row.key_result, row.target);
                dirty.key_results.insert(row.key_result);
            }
            AnyRow::CheckIn(row) => {
                dirty.key_results.insert(row.key_result);
                let corrected = row.corrects.and_then(|id| plan.get(id));
                dirty.key_results.extend(corrected.map(|it| it.key_result));
            }
            AnyRow::KeyResult(row) => {
                dirty.key_results.insert(row.id);
                dirty.objectives.insert(row.objective);
            }
            AnyRow::Objective(row) => {
                dirty.objectives.insert(row.id);
                dirty.cycles.extend(row.cycle);
            }
            AnyRow::Cycle(row) => {
                dirty.cycles.insert(row.id);
            }
            AnyRow::Project(row) => {
                dirty.projects.insert(row.id);
            }
            _ => {}
        }
    }

    fn follow_task(
        &mut self,
        plan: &Plan,
        id: Id<Task>,
        before: Option<&AnyRow>,
        after: Option<&AnyRow>,
        dirty: &mut Dirty,
    ) {
        let task = |row: Option<&AnyRow>| match row {
            Some(AnyRow::Task(row)) => Some(row.clone()),
            _ => None,
        };
        let (before, after) = (task(before), task(after));
        let place =
            |row: &alloc::sync::Arc<crate::Row<Task>>| (row.project, row.parent, row.head.trashed);
        let moved = before.as_ref().map(place) != after.as_ref().map(place);
        let renamed = before.as_ref().map(|row| &row.title) != after.as_ref().map(|row| &row.title);
        let mut recount = Vec::from([id]);
        if moved {
            for row in before.iter().chain(&after) {
                recount.extend(row.parent);
                recount.extend(subtree(plan, row.project, id));
            }
        }
        let mut changed = false;
        for id in recount {
            changed |= self.recount(plan, id);
            if moved {
                // What hangs below something else may stand or fall with another project.
                dirty
                    .key_results
                    .extend(self.used_by.get(&id.at()).into_iter().flatten());
            }
        }
        if changed || moved || renamed {
            dirty
                .projects
                .extend(before.iter().chain(&after).map(|row| row.project));
        }
    }

    /// Counts one task again; whether it counts differently now.
    fn recount(&mut self, plan: &Plan, id: Id<Task>) -> bool {
        let now = tally::part(plan, &self.schedules, id);
        let was = self.parts.get(&id).copied();
        if now == was {
            return false;
        }
        if let Some((project, part)) = was {
            self.parts.remove(&id);
            if let Some(tally) = self.tallies.get_mut(&project) {
                tally.remove(&part);
            }
        }
        if let Some((project, part)) = now {
            self.parts.insert(id, (project, part));
            self.tallies.entry(project).or_default().add(&part);
        }
        true
    }

    fn register(&mut self, key_result: Id<KeyResult>, at: Ref) {
        if self.uses.entry(key_result).or_default().insert(at) {
            self.used_by.entry(at).or_default().insert(key_result);
        }
    }

    fn register_target(&mut self, key_result: Id<KeyResult>, target: LinkTarget) {
        self.register(
            key_result,
            match target {
                LinkTarget::Project(id) => id.at(),
                LinkTarget::Task(id) => id.at(),
            },
        );
    }

    /// Notes everything that a Key Result's numbers are made of.
    fn register_inputs(&mut self, plan: &Plan, id: Id<KeyResult>) {
        let Some(row) = plan.get(id) else { return };
        self.register(id, row.objective.at());
        if let Some(cycle) = plan.get(row.objective).and_then(|it| it.cycle) {
            self.register(id, cycle.at());
        }
        for task in row.steps.iter().filter_map(|step| step.task) {
            self.register(id, task.at());
        }
        let used = self
            .uses
            .get(&id)
            .into_iter()
            .flatten()
            .filter(|at| at.kind == Kind::Task);
        let above = used.flat_map(|at| plan.lineage(Id::new(at.id)));
        // A summary that is not here yet is named by what hangs below it.
        let inputs: BTreeSet<_> = above
            .flat_map(|it| {
                [Some(it.project.at()), it.parent.map(Id::at)]
                    .into_iter()
                    .flatten()
            })
            .collect();
        for at in inputs {
            self.register(id, at);
        }
    }

    fn recompute(&mut self, plan: &Plan, mut dirty: Dirty) -> BTreeSet<Ref> {
        let mut changed: BTreeSet<_> = dirty.projects.iter().map(|id| id.at()).collect();
        for id in dirty.key_results {
            self.register_inputs(plan, id);
            let source = Source {
                plan,
                tallies: Some(&self.tallies),
                schedules: Some(&self.schedules),
            };
            let now = plan.get(id).map(|row| health::of(source, row, self.today));
            dirty
                .objectives
                .extend(plan.get(id).map(|row| row.objective));
            replace(&mut self.key_results, id, now, &mut changed);
        }
        let kept = &self.key_results;
        for id in dirty.objectives {
            let now = plan.get(id).map(|row| {
                dirty.cycles.extend(row.cycle);
                objective_with(plan, id, &mut |id| kept.get(&id).map(Digest::from))
            });
            replace(&mut self.objectives, id, now, &mut changed);
        }
        let kept = &self.objectives;
        for id in dirty.cycles {
            let now = plan
                .get(id)
                .map(|_| cycle_with(plan, id, &mut |id| kept.get(&id).cloned()));
            replace(&mut self.cycles, id, now, &mut changed);
        }
        changed
    }
}

/// Equal when every number is: how they were arrived at does not matter.
impl PartialEq for Rollups {
    fn eq(&self, other: &Self) -> bool {
        let counted = |tallies: &BTreeMap<Id<Project>, Tally>| -> Vec<_> {
            let full = tallies
                .iter()
                .filter(|(_, tally)| **tally != Tally::default());
            full.map(|(id, tally)| (*id, tally.clone())).collect()
        };
        self.today == other.today
            && self.key_results == other.key_results
            && self.objectives == other.objectives
            && self.cycles == other.cycles
            && self.parts == other.parts
            && self.schedules == other.schedules
            && counted(&self.tallies) == counted(&other.tallies)
    }
}

impl Dirty {
    fn all(plan: &Plan) -> Self {
        Self {
            projects: BTreeSet::new(),
            key_results: plan.all::<KeyResult>().map(|row| row.id).collect(),
            objectives: plan.all::<Objective>().map(|row| row.id).collect(),
            cycles: plan.all::<Cycle>().map(|row| row.id).collect(),
        }
    }
}
