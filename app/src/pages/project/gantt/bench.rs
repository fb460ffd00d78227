//! The chart under measurement: the same chart, scheduler and operations as a project's page, over a
//! plan that is only in memory. A server shows it only when it was started with `--bench`.

use std::collections::BTreeSet;
use std::rc::Rc;

use chart::gantt::{Civil, DAY, Part, Scale, Shape, Zoom, size};
use jiff::ToSpan;
use leptos::prelude::*;
use model::op;
use model::schedule::Schedules;
use model::{
    AnyRow, Context, Date, DateTime, Dependency, Entity, Head, Id, Lag, Op, Person, Plan, Project,
    Ref, Role, Row, Span, Task, TaskMode, Workspace, rank,
};
use serde::Deserialize;
use uuid::Uuid;

use super::hand;
use super::picture;
use crate::components::gantt::{Gantt, GanttColumn, GanttView, Gesture, Hands, Outlook, Sheet};
use crate::components::grid::view::{self, Wish};

/// A plan as the benchmark hands it over.
#[derive(Debug, Deserialize)]
pub struct Given {
    tasks: Vec<GivenTask>,
    links: Vec<GivenLink>,
}

#[derive(Debug, Deserialize)]
struct GivenTask {
    id: u64,
    parent: u64,
    name: String,
    start: Date,
    end: Date,
    progress: u8,
    milestone: bool,
}

#[derive(Debug, Deserialize)]
struct GivenLink {
    from: u64,
    to: u64,
    lag: i64,
}

/// Where to take hold of the bar that is dragged, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// The task's number.
    pub id: u64,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How far the days are.
    pub dx: f64,
}

struct Held {
    plan: Plan,
    all: Schedules,
    project: Id<Project>,
    context: Context,
}

/// The chart and what it shows.
#[derive(Clone, Copy)]
pub struct GanttBench {
    view: GanttView,
    held: StoredValue<Option<Held>, LocalStorage>,
    folded: RwSignal<BTreeSet<Id<Task>>>,
    /// The bar that is dragged, to and fro.
    first: StoredValue<Option<Ref>>,
}

/// Tasks' identities begin here, so that their numbers can be read back.
const TASKS: u128 = 1 << 96;
const TIES: u128 = 2 << 96;

fn task(number: u64) -> Id<Task> {
    Id::new(Uuid::from_u128(TASKS + u128::from(number)))
}

fn number(at: Ref) -> u64 {
    u64::try_from(at.id.as_u128() - TASKS).unwrap_or(0)
}

impl Default for GanttBench {
    fn default() -> Self {
        let held = StoredValue::new_local(None);
        let columns = vec![
            GanttColumn::Name,
            GanttColumn::Start,
            GanttColumn::Duration,
            GanttColumn::Done,
        ];
        let view = GanttView::new(columns);
        let bench = Self {
            view,
            held,
            folded: RwSignal::new(BTreeSet::new()),
            first: StoredValue::new(None),
        };
        let view = view.with_hands(Hands {
            outlook: Rc::new(move |gesture| bench.outlook(gesture)),
            act: Rc::new(move |gesture| bench.act(gesture)),
            warn: Rc::new(|_| {}),
            open: Rc::new(|_| {}),
            tie: Rc::new(|_| None),
        });
        Self { view, ..bench }
    }
}

impl GanttBench {
    /// Shows a plan.
    pub fn load(self, given: Given) {
        let held = hold(given);
        self.held.set_value(Some(held));
        self.view.show(Sheet::default());
        self.first.set_value(None);
        self.view.scale.set(Scale::new(0, Zoom::Day));
        self.show();
    }

    fn show(self) {
        let sheet = self.held.with_value(|held| {
            let held = held.as_ref()?;
            let today = held.context.today;
            let wish = Wish {
                folded: self.folded.get_untracked(),
                ..Wish::default()
            };
            let entries = view::entries(&held.plan, held.project, &wish, &|_| false);
            let rows = (entries.as_slice(), &wish.folded);
            let looks = (today, None);
            let (plan, all) = (&held.plan, &held.all);
            Some(picture::sheet(plan, all, held.project, rows, looks))
        });
        if let Some(mut sheet) = sheet {
            // The others write each task's name beside its bar.
            for line in &mut sheet.lines {
                line.label.clone_from(&line.title);
            }
            self.view.show(sheet);
        }
    }

    fn outlook(self, gesture: &Gesture) -> Outlook {
        self.held.with_value(|held| {
            let Some(held) = held else {
                return Outlook::default();
            };
            let Ok(ops) = hand::edits(&held.plan, &held.all, gesture) else {
                return Outlook::default();
            };
            let today = held.context.today;
            hand::foreseen(&held.plan, &held.all, &ops, held.project, today, gesture)
        })
    }

    fn act(self, gesture: &Gesture) -> bool {
        let done = self.held.try_update_value(|held| {
            let held = held.as_mut()?;
            let ops = hand::edits(&held.plan, &held.all, gesture).ok()?;
            let touched = op::apply(&mut held.plan, &Op::Group { ops }, &held.context).ok()?;
            held.all.follow_rows(&held.plan, &touched.before);
            Some(())
        });
        self.show();
        done.flatten().is_some()
    }

    /// Whether the row in the middle of the view is drawn.
    pub fn is_fresh(self) -> bool {
        self.view.is_fresh()
    }

    /// The first bar that is no milestone, lasts three days and begins soon after the others: once
    /// found it stays the one.
    fn first(self) -> Option<usize> {
        let sheet = self.view.sheet();
        if let Some(known) = self.first.get_value() {
            return sheet.lines.iter().position(|line| line.at == known);
        }
        let first = sheet.lines.iter().take(40);
        let earliest = first
            .filter_map(|line| line.bar.dates)
            .map(|it| it.0)
            .min()?;
        let day = |moment: i64| moment.div_euclid(DAY);
        let row = sheet.lines.iter().position(|line| {
            line.bar.shape == Shape::Task
                && line.bar.dates.is_some_and(|(start, end)| {
                    let after = day(start) - day(earliest);
                    (1..=5).contains(&after) && day(end - 1) - day(start) >= 2
                })
        })?;
        self.first.set_value(Some(sheet.lines[row].at));
        Some(row)
    }

    /// Where to take hold of the first bar, after bringing it into view.
    pub fn first_bar(self, days: i32) -> Option<Grip> {
        let sheet = self.view.sheet();
        let scale = self.view.scale.get_untracked();
        let row = self.first()?;
        let line = &sheet.lines[row];
        let at = line.bar.stretch(scale)?;
        self.view.bring_to(row, at.x);
        let (left, top) = self.view.corner()?;
        let x = at.x + (at.width * 2 / 5).min(90);
        let y = row as i64 * size::ROW + size::BAR_TOP + 5;
        debug_assert_eq!(
            chart::gantt::hit::part(&line.bar, scale, x, size::BAR_TOP + 5),
            Part::Body
        );
        Some(Grip {
            id: number(line.at),
            x: left + x as f64,
            y: top + y as f64,
            dx: (scale.day_pixels() * i64::from(days)) as f64,
        })
    }

    /// The start of a task in the model, and where its bar stands in the window.
    pub fn bar(self, id: u64) -> Option<(String, f64)> {
        let sheet = self.view.sheet();
        let at = task(id).at();
        let line = sheet.lines.iter().find(|line| line.at == at)?;
        let scale = self.view.scale.get_untracked();
        let stretch = line.bar.stretch(scale)?;
        let date = Civil::of_day(line.bar.dates?.0.div_euclid(DAY));
        let (left, _) = self.view.corner()?;
        let start = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        Some((start, left + stretch.x as f64))
    }
}

fn put<T>(plan: &mut Plan, id: Id<T>, body: impl Into<Entity>) {
    plan.put(body.into().into_row(id.uuid(), Head::default()));
}

/// The plan in memory: everything pinned to its dates, as the other charts take them.
fn hold(given: Given) -> Held {
    let mut plan = Plan::default();
    let actor: Id<Person> = Id::new(Uuid::from_u128(1));
    let project: Id<Project> = Id::new(Uuid::from_u128(2));
    put(
        &mut plan,
        Id::<Workspace>::new(Uuid::from_u128(3)),
        Workspace::default(),
    );
    let owner = Person {
        role: Role::Owner,
        ..Person::default()
    };
    put(&mut plan, actor, owner);
    let first = given.tasks.iter().map(|it| it.start).min();
    let first = first.unwrap_or_default();
    let body = Project {
        title: "Benchmark".into(),
        start: Some(first.at(8, 0, 0, 0)),
        ..Project::default()
    };
    put(&mut plan, project, body);
    let ranks = rank::spread(given.tasks.len());
    for (it, rank) in given.tasks.into_iter().zip(ranks) {
        let (start, finish) = moments(&it);
        let body = Task {
            project,
            parent: (it.parent > 0).then(|| task(it.parent)),
            rank,
            title: it.name,
            mode: TaskMode::Pinned,
            start: Some(start),
            finish: Some(finish),
            percent: it.progress,
            milestone: it.milestone,
            ..Task::default()
        };
        plan.put(AnyRow::Task(std::sync::Arc::new(Row {
            id: task(it.id),
            head: Head::default(),
            body,
        })));
    }
    for (at, it) in given.links.into_iter().enumerate() {
        let body = Dependency {
            predecessor: task(it.from),
            successor: task(it.to),
            lag: Lag::Span(Span {
                minutes: it.lag * 480,
                ..Span::default()
            }),
            ..Dependency::default()
        };
        let id: Id<Dependency> = Id::new(Uuid::from_u128(TIES + at as u128));
        put(&mut plan, id, body);
    }
    let all = Schedules::new(&plan);
    Held {
        plan,
        all,
        project,
        context: Context {
            actor,
            now: jiff::Timestamp::UNIX_EPOCH,
            today: first,
        },
    }
}

/// From the morning of the first day to the evening of the last; a milestone is its morning.
fn moments(it: &GivenTask) -> (DateTime, DateTime) {
    let start = it.start.at(8, 0, 0, 0);
    if it.milestone {
        return (start, start);
    }
    let last = it.end.checked_sub(1.day()).unwrap_or(it.start);
    (start, last.max(it.start).at(17, 0, 0, 0))
}

/// The page: nothing but the chart.
#[component]
pub fn GanttBenchPage(
    /// The chart.
    bench: GanttBench,
) -> impl IntoView {
    let view = bench.view;
    let fold = Callback::new(move |at: Ref| {
        let at = Id::new(at.id);
        bench.folded.update(|folded| {
            if !folded.remove(&at) {
                folded.insert(at);
            }
        });
        bench.show();
    });
    view! { <main class="gantt-bench"><Gantt view label="Benchmark" fold/></main> }.into_any()
}
