//! The projects and workstreams of Halden, and which Key Result each serves.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::build::{Demo, ranks, text};
use super::calendar;
use super::outline::{self, Line};
use jiff::civil::DateTime;

use crate::{
    Assignee, Assignment, Constraint, ConstraintKind, Dependency, Id, Link, LinkMethod, LinkTarget,
    Project, ProjectForm, ProjectState, ProjectStatus, Rank, Span, StepReason, Task, TimeUnit,
    Weight,
};

/// The plan was made by hand: nothing begins before the day it names, a milestone is that day.
fn held(line: &Line, at: DateTime) -> Constraint {
    Constraint {
        kind: if line.milestone {
            ConstraintKind::FinishNoEarlierThan
        } else {
            ConstraintKind::StartNoEarlierThan
        },
        at: Some(at),
    }
}

/// The project whose dates were agreed and saved.
const AGREED: &str = "revamp";

type Initiative = (
    &'static str,
    &'static str,
    &'static str,
    ProjectStatus,
    i64,
    i64,
    &'static [Line],
);

impl Demo<'_> {
    /// Eight projects and the lighter workstreams beside them.
    pub(super) fn projects(&mut self) {
        let count = PROJECTS.len() + WORKSTREAMS.len();
        let mut places = ranks(count);
        for (form, list) in [
            (ProjectForm::Project, PROJECTS),
            (ProjectForm::Workstream, WORKSTREAMS),
        ] {
            for of in list {
                let rank = places.next().unwrap_or_default();
                self.project(of, form, rank);
            }
        }
    }

    fn project(&mut self, of: &Initiative, form: ProjectForm, rank: Rank) {
        let (key, title, lead, status, from, to, lines) = *of;
        let lead = self.person(lead);
        let project = Project {
            title: text(title),
            form,
            state: ProjectState::Active,
            status,
            lead,
            start: Some(self.workday(from).at(8, 0, 0, 0)),
            target_finish: Some(self.workday(to)),
            rank,
            baselines: if key == AGREED {
                self.agreement()
            } else {
                Default::default()
            },
            ..Project::default()
        };
        // The work was planned a few days before it began.
        let made = (from - 3).min(20);
        let id = self.create(made, project);
        self.projects.insert(key, id);
        self.tasks_of(key, id, made, lines);
        self.chain(key, made, lines);
    }

    fn tasks_of(
        &mut self,
        key: &'static str,
        project: Id<Project>,
        made: i64,
        lines: &'static [Line],
    ) {
        let mut above: Vec<Id<Task>> = Vec::new();
        let project_is_agreed = key == AGREED;
        for (index, (line, rank)) in lines.iter().zip(ranks(lines.len())).enumerate() {
            above.truncate(line.depth);
            let summary = lines
                .get(index + 1)
                .is_some_and(|next| next.depth > line.depth);
            let mut task = self.task(line, summary);
            if project_is_agreed {
                task.baselines = self.agreed(lines, line);
            }
            task.project = project;
            task.parent = above.last().copied();
            task.rank = rank;
            let id = self.create(made, task);
            self.tasks.insert((key, line.title), id);
            above.push(id);
        }
    }

    fn task(&self, line: &Line, summary: bool) -> Task {
        let start = self
            .workday(line.from)
            .at(if line.milestone { 17 } else { 8 }, 0, 0, 0);
        let last = self.workday(line.from + line.days.max(1) - 1);
        let status = match (line.cancelled, line.percent) {
            (true, _) => "cancelled",
            (_, 100) => "done",
            (_, 0) => "todo",
            _ => "doing",
        };
        let assignments = self.person(line.who).map(|who| Assignment {
            who: Assignee::Person(who),
            // Nobody gives a single task all of their week.
            units_percent: Decimal::new(30, 0),
            work_minutes: None,
            kept: Default::default(),
        });
        let minutes = if line.milestone {
            0
        } else {
            self.working_days(start.date(), last) * 480
        };
        Task {
            title: text(line.title),
            status: if summary { text("") } else { text(status) },
            milestone: line.milestone,
            percent: if summary { 0 } else { line.percent },
            estimate_minutes: (line.milestone || line.hours > 0).then_some(line.hours * 60),
            duration: Some(Span {
                minutes,
                unit: TimeUnit::Day,
                ..Span::default()
            }),
            start: Some(start),
            finish: Some(last.at(17, 0, 0, 0)),
            constraint: if summary || calendar::follows(line) {
                Constraint::default()
            } else {
                held(line, start)
            },
            actual_start: (line.percent > 0 && !summary).then_some(start),
            actual_finish: (line.percent == 100 && !summary).then_some(last.at(17, 0, 0, 0)),
            assignments: assignments.into_iter().collect(),
            ..Task::default()
        }
    }

    /// "after" in a line names the task that it waits for.
    fn chain(&mut self, key: &'static str, made: i64, lines: &'static [Line]) {
        for line in lines.iter().filter(|line| !line.after.is_empty()) {
            let ends = (
                self.tasks.get(&(key, line.after)),
                self.tasks.get(&(key, line.title)),
            );
            if let (Some(predecessor), Some(successor)) = ends {
                let dependency = Dependency {
                    predecessor: *predecessor,
                    successor: *successor,
                    ..Dependency::default()
                };
                self.create(made, dependency);
            }
        }
    }

    /// Two to four initiatives a Key Result, but for the ones that tell a story.
    pub(super) fn links(&mut self) {
        for (goal, project, method, weight) in LINKS {
            let target = self
                .projects
                .get(project)
                .map(|id| LinkTarget::Project(*id));
            self.link(goal, target, *method, *weight, StepReason::None);
        }
        // The big programme is not linked as a whole: only the part that renews contracts serves a goal.
        let renewals = self
            .tasks
            .get(&("lifecycle", "Renewals"))
            .map(|id| LinkTarget::Task(*id));
        self.link("retention", renewals, Count, 1, StepReason::Other);
        let audit = self.tasks.get(&("security", "Certification audit passed"));
        let audit = audit.map(|id| LinkTarget::Task(*id));
        self.link(
            "audit",
            audit,
            LinkMethod::Auto,
            0,
            StepReason::RegulatorySignOff,
        );
    }

    fn link(
        &mut self,
        goal: &str,
        target: Option<LinkTarget>,
        method: LinkMethod,
        weight: i64,
        reason: StepReason,
    ) {
        let (Some(key_result), Some(target)) = (self.key_results.get(goal).copied(), target) else {
            return;
        };
        let link = Link {
            key_result,
            target,
            method,
            weight: Weight(Decimal::from(weight)),
            reason,
            note: text(if reason == StepReason::Other {
                "Only renewals move retention."
            } else {
                ""
            }),
            outcome_step: reason == StepReason::RegulatorySignOff,
            ..Link::default()
        };
        self.create(3, link);
    }
}

use LinkMethod::{Count, Effort};
use ProjectStatus::{AtRisk, NotReported, OnTrack};

const PROJECTS: &[Initiative] = &[
    (
        "revamp",
        "Onboarding revamp",
        "ML",
        AtRisk,
        -10,
        77,
        outline::REVAMP,
    ),
    (
        "handover",
        "Contract-to-kickoff handover",
        "TB",
        OnTrack,
        -20,
        50,
        outline::HANDOVER,
    ),
    (
        "migration",
        "Data migration toolkit",
        "YT",
        OnTrack,
        -27,
        78,
        outline::MIGRATION,
    ),
    (
        "help",
        "Help centre rewrite",
        "SC",
        OnTrack,
        4,
        75,
        outline::HELP,
    ),
    (
        "lifecycle",
        "Customer lifecycle programme",
        "DO",
        NotReported,
        14,
        88,
        outline::LIFECYCLE,
    ),
    (
        "desk",
        "Support desk triage",
        "JW",
        OnTrack,
        6,
        80,
        outline::DESK,
    ),
    (
        "delivery",
        "Delivery rhythm",
        "PN",
        OnTrack,
        1,
        84,
        outline::DELIVERY,
    ),
    (
        "security",
        "Security certification",
        "JW",
        OnTrack,
        -5,
        72,
        outline::SECURITY,
    ),
];

const WORKSTREAMS: &[Initiative] = &[
    ("bugs", "Bug weeks", "JW", OnTrack, 5, 60, outline::BUGS),
    (
        "webinars",
        "Welcome webinars",
        "ML",
        OnTrack,
        8,
        70,
        outline::WEBINARS,
    ),
    (
        "checklist",
        "In-product checklist",
        "YT",
        OnTrack,
        10,
        66,
        outline::CHECKLIST,
    ),
    (
        "renewal_calls",
        "Renewal calls",
        "DO",
        OnTrack,
        12,
        80,
        outline::RENEWAL_CALLS,
    ),
    (
        "cleanup",
        "Portfolio clean-up",
        "PN",
        OnTrack,
        3,
        60,
        outline::CLEANUP,
    ),
    (
        "board",
        "Change board",
        "TB",
        OnTrack,
        2,
        85,
        outline::BOARD,
    ),
    (
        "tenants",
        "Tenant consolidation",
        "YT",
        OnTrack,
        9,
        82,
        outline::TENANTS,
    ),
];

/// Key Result, initiative, method, weight.
const LINKS: &[(&str, &str, LinkMethod, i64)] = &[
    ("go_live", "revamp", Effort, 2),
    ("go_live", "handover", Effort, 1),
    ("go_live", "migration", Count, 1),
    ("onboarding", "migration", Count, 1),
    ("onboarding", "webinars", Effort, 1),
    ("active", "checklist", Count, 1),
    ("retention", "renewal_calls", Effort, 1),
    ("tickets", "desk", Effort, 1),
    ("tickets", "bugs", Count, 1),
    ("escalations", "desk", Effort, 1),
    ("escalations", "revamp", Effort, 1),
    ("escalations", "migration", Count, 1),
    ("escalations", "handover", Effort, 1),
    ("escalations", "delivery", Effort, 1),
    ("escalations", "renewal_calls", Effort, 1),
    ("escalations", "checklist", Count, 1),
    ("self_service", "help", Effort, 1),
    ("self_service", "desk", Effort, 1),
    ("on_time", "delivery", Effort, 1),
    ("on_time", "cleanup", Effort, 1),
    ("audit", "security", Count, 1),
    ("scope", "delivery", Effort, 1),
    ("scope", "board", Effort, 1),
    ("cost", "tenants", Count, 1),
    ("quick_start", "handover", Effort, 1),
];
