//! Why a percentage is what it is: a tree of what went into it, with dates, authors and weights. Made
//! from the very numbers that are shown, never counted a second way.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::health::day_of;
use super::outcome::{at_value, outcome_steps, reach, steps};
use super::words::{count, date, list, number, value};
use super::{
    Fraction, LinkWork, Origin, Outcome, Reading, Work, cycle, key_result, objective, work,
};
use crate::{
    Cycle, Id, KeyResult, Kind, LinkMethod, LinkTarget, MetricType, Objective, Person, Plan,
    Project, Ref, Row, StatusClass, Task,
};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// Has the measured thing moved?
    Outcome,
    /// Is the linked work done?
    Work,
}

/// One line of an explanation, with what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What the line is about.
    pub text: String,
    /// Its value: "57.8 %", "41 days".
    pub value: String,
    /// Weight, formula, day and author.
    pub detail: String,
    /// The row it speaks of.
    pub about: Option<Ref>,
    /// What it rests on.
    pub children: Vec<Explanation>,
}

impl Explanation {
    fn line(text: impl Into<String>, value: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: value.into(),
            detail: detail.into(),
            ..Self::default()
        }
    }

    fn about(mut self, at: Ref) -> Self {
        self.about = Some(at);
        self
    }
}

/// The tree behind a number of a Key Result, Objective, cycle or project; `None` for anything else.
pub fn explain(plan: &Plan, at: Ref, of: Number, today: Date) -> Option<Explanation> {
    match at.kind {
        Kind::KeyResult => {
            let row = plan.get(Id::<KeyResult>::new(at.id))?;
            let progress = key_result(plan, row.id, today)?;
            Some(match of {
                Number::Outcome => of_outcome(plan, row, &progress.outcome, today),
                Number::Work => of_work(plan, &progress.work),
            })
        }
        Kind::Objective => of_objective(plan, Id::new(at.id), of, today),
        Kind::Cycle => of_cycle(plan, Id::new(at.id), of, today),
        Kind::Project if of == Number::Work => of_project(plan, Id::new(at.id)),
        _ => None,
    }
}

fn fine(share: Option<Fraction>) -> String {
    share.map_or_else(|| "no number".into(), Fraction::percent_text_fine)
}

fn of_outcome(plan: &Plan, row: &Row<KeyResult>, outcome: &Outcome, today: Date) -> Explanation {
    let Outcome::Measured(reading) = outcome else {
        let children = bounds(row);
        let text = "Outcome: has the measured thing moved?";
        return Explanation {
            children,
            ..Explanation::line(text, outcome.label(), "")
        };
    };
    let (text, detail) = formula(row, reading);
    let children = match (row.metric, reading.origin) {
        (MetricType::Boolean, Origin::Steps) => outcome_steps(plan, row.id)
            .into_iter()
            .filter_map(|(task, _)| task_line(plan, task, today))
            .collect(),
        (MetricType::Milestone, _) => steps(plan, row)
            .into_iter()
            .map(|(title, weight, reached)| {
                let word = if reached { "reached" } else { "open" };
                Explanation::line(title, word, format!("weight {}", number(weight)))
            })
            .collect(),
        _ => bounds(row)
            .into_iter()
            .chain(measurements(plan, row, today))
            .collect(),
    };
    Explanation {
        children,
        ..Explanation::line(text, fine(Some(reading.shown)), detail)
    }
}

/// What is divided by what, with the values put in.
fn formula(row: &Row<KeyResult>, reading: &Reading) -> (String, String) {
    let label = reading.label.clone();
    match (row.metric, row.start, row.target, reading.value) {
        (MetricType::Boolean, ..) => ("Done or not done".into(), label),
        (MetricType::Milestone, ..) => ("Weighted share of the steps reached".into(), label),
        (MetricType::Maintain, ..) => ("Distance from the band over the tolerance".into(), label),
        (_, Some(start), Some(target), Some(now)) => {
            let (now, start, target) = (number(now), number(start), number(target));
            let share = format!("({now} \u{2212} {start}) / ({target} \u{2212} {start})");
            let beyond = reading.raw != reading.shown;
            let text = "Share of the way from start to target".into();
            (
                text,
                if beyond {
                    format!("{share}, {label}")
                } else {
                    share
                },
            )
        }
        _ => ("Share of the way from start to target".into(), label),
    }
}

fn bounds(row: &Row<KeyResult>) -> Vec<Explanation> {
    let line = |text: &str, it: Option<Decimal>| {
        let shown = it.map_or_else(|| "not set".into(), |it| value(row, it));
        Explanation::line(text, shown, "")
    };
    match row.metric {
        MetricType::Boolean | MetricType::Milestone => Vec::new(),
        MetricType::Maintain => {
            let band = row.band;
            Vec::from([
                line("Lowest good value", band.and_then(|it| it.low)),
                line("Highest good value", band.and_then(|it| it.high)),
                line("Tolerance", band.map(|it| it.tolerance)),
            ])
        }
        _ => Vec::from([line("Start", row.start), line("Target", row.target)]),
    }
}

/// The last check-in, and what changed since the one before.
fn measurements(plan: &Plan, row: &Row<KeyResult>, today: Date) -> Vec<Explanation> {
    let check_ins = plan.check_ins(row.id).into_iter();
    let mut valued = check_ins
        .rev()
        .filter_map(|it| it.value.map(|value| (it, value)));
    let Some((last, now)) = valued.next() else {
        return Vec::new();
    };
    let who = plan.get::<Person>(last.head.created_by);
    let by = who
        .map(|person| format!(", by {}", person.name))
        .unwrap_or_default();
    let detail = format!("{}{by}", date(day_of(last), today));
    let mut lines =
        Vec::from([Explanation::line("Now", value(row, now), detail).about(last.id.at())]);
    if let Some((before, was)) = valued.next() {
        let share = |value| at_value(row, value).map(Fraction::clamped);
        if let (Some(then), Some(now)) = (share(was), share(now)) {
            let text = format!("Since the check-in on {}", date(day_of(before), today));
            let moved = format!(
                "{} \u{2192} {}",
                then.percent_text_fine(),
                now.percent_text_fine()
            );
            lines.push(Explanation::line(text, moved, value(row, was)).about(before.id.at()));
        }
    }
    lines
}

fn task_line(plan: &Plan, id: Id<Task>, today: Date) -> Option<Explanation> {
    let row = plan.live(id)?;
    let word = match reach(plan, id) {
        Some(it) if it.done => "done",
        Some(_) => "open",
        None => "left out",
    };
    let day = row
        .finish
        .map(|at| date(at.date(), today))
        .unwrap_or_default();
    Some(Explanation::line(row.title.clone(), word, day).about(id.at()))
}

fn of_work(plan: &Plan, work: &Work) -> Explanation {
    let links = work.links();
    if links.is_empty() {
        return Explanation::line("No initiative is linked", work.label(), "");
    }
    let all: Decimal = links
        .iter()
        .filter(|link| link.share.is_some())
        .fold(Decimal::ZERO, |sum, link| {
            sum.saturating_add(link.weight.max(Decimal::ZERO))
        });
    let text = format!("Weighted mean of {}", what_is_linked(links));
    let children = links.iter().map(|link| of_link(plan, link, all)).collect();
    Explanation {
        children,
        ..Explanation::line(text, fine(work.share()), "")
    }
}

/// "3 initiatives", "1 initiative and 2 steps".
fn what_is_linked(links: &[LinkWork]) -> String {
    let projects = links
        .iter()
        .filter(|it| matches!(it.target, LinkTarget::Project(_)))
        .count();
    let tasks = links.len() - projects;
    let mut parts = Vec::new();
    if projects > 0 {
        parts.push(count(projects as i64, "initiative", "initiatives"));
    }
    if tasks > 0 {
        parts.push(count(tasks as i64, "step", "steps"));
    }
    list(&parts)
}

fn of_link(plan: &Plan, link: &LinkWork, all: Decimal) -> Explanation {
    let (title, at) = match link.target {
        LinkTarget::Project(id) => (plan.get(id).map(|it| it.title.clone()), id.at()),
        LinkTarget::Task(id) => (plan.get(id).map(|it| it.title.clone()), id.at()),
    };
    let detail = match link.share {
        Some(_) => format!("weight {} of {}", number(link.weight), number(all)),
        None => "does not count yet: nothing in it weighs anything".into(),
    };
    let children = counted(plan, link);
    let line = Explanation::line(title.unwrap_or_default(), fine(link.share), detail).about(at);
    Explanation { children, ..line }
}

/// What was counted, and what was not.
fn counted(plan: &Plan, link: &LinkWork) -> Vec<Explanation> {
    let mut said = Vec::from([figures(plan, link)]);
    if link.by_median > 0 {
        let size = if link.method == LinkMethod::Duration {
            "a duration"
        } else {
            "an estimate"
        };
        let tasks = count(link.by_median, "task", "tasks");
        said.push(format!(
            "{tasks} without {size} taken at the median of the others"
        ));
    }
    match left_out(plan, link.target) {
        0 => {}
        n => said.push(format!(
            "{} left out",
            count(n as i64, "cancelled task", "cancelled tasks")
        )),
    }
    match link.linked_directly {
        0 => {}
        1 => said.push("1 task counts through a link of its own".into()),
        n => said.push(format!("{n} tasks count through links of their own")),
    }
    let lines = said.into_iter().filter(|text| !text.is_empty());
    lines.map(|text| Explanation::line(text, "", "")).collect()
}

/// "280 of 440 planned hours done", "8 of 25 tasks done".
fn figures(plan: &Plan, link: &LinkWork) -> String {
    if link.share.is_none() {
        return String::new();
    }
    let per_day = plan
        .workspace()
        .map_or(480, |it| it.settings.minutes_per_day.max(1));
    let of = |unit: u16| {
        let amount = |it: Fraction| {
            let whole = it.0.checked_div(Decimal::from(unit)).unwrap_or(it.0);
            number(whole.round_dp(1))
        };
        format!("{} of {}", amount(link.done), amount(link.total))
    };
    match link.method {
        LinkMethod::Effort => format!("{} planned hours done", of(60)),
        LinkMethod::Duration => format!("{} planned days done", of(per_day)),
        LinkMethod::Milestones => format!("{} milestones reached", of(1)),
        LinkMethod::Count => format!("{} tasks done", of(1)),
        LinkMethod::Manual => format!("{} % reported by its lead", number(link.done.0)),
        LinkMethod::Auto => format!("{} % complete", number(link.done.0)),
    }
}

/// Tasks that left numerator and denominator.
fn left_out(plan: &Plan, target: LinkTarget) -> usize {
    let rows = match target {
        LinkTarget::Project(id) => plan.tasks(id),
        LinkTarget::Task(id) => plan.tasks_below(id),
    };
    let gone = |row: &Row<Task>| row.inactive || plan.status_class(row) == StatusClass::Cancelled;
    rows.into_iter()
        .filter(|(_, row)| !plan.is_summary(row.id) && gone(row))
        .count()
}

fn of_project(plan: &Plan, id: Id<Project>) -> Option<Explanation> {
    let link = work::project_work(plan, id)?;
    let children = counted(plan, &link);
    let line = Explanation::line("Work done in this project", fine(link.share), "").about(id.at());
    Some(Explanation { children, ..line })
}

fn of_objective(plan: &Plan, id: Id<Objective>, of: Number, today: Date) -> Option<Explanation> {
    plan.get(id)?;
    let summary = objective(plan, id, today);
    let children: Vec<_> = plan
        .key_results(id)
        .into_iter()
        .filter_map(|row| {
            let progress = key_result(plan, row.id, today)?;
            let (value, rest) = match (of, &progress.outcome) {
                (Number::Work, _) => (progress.work.label(), ""),
                (Number::Outcome, Outcome::NotMeasured) => {
                    (progress.outcome.label().to_string(), ", counts as 0")
                }
                (Number::Outcome, Outcome::NotMeasurable) => {
                    (progress.outcome.label().to_string(), ", does not count")
                }
                (Number::Outcome, Outcome::Measured(reading)) => {
                    (reading.shown.percent_text_fine(), "")
                }
            };
            let weight = format!("weight {}{rest}", number(row.weight.0));
            Some(Explanation::line(row.title.clone(), value, weight).about(row.id.at()))
        })
        .collect();
    let text = format!(
        "Weighted mean of {}",
        count(children.len() as i64, "Key Result", "Key Results")
    );
    let share = if of == Number::Outcome {
        summary.outcome
    } else {
        summary.work
    };
    Some(Explanation {
        children,
        ..Explanation::line(text, fine(share), summary.note).about(id.at())
    })
}

fn of_cycle(plan: &Plan, id: Id<Cycle>, of: Number, today: Date) -> Option<Explanation> {
    plan.get(id)?;
    let summary = cycle(plan, id, today);
    let children: Vec<_> = plan
        .objectives(Some(id))
        .into_iter()
        .map(|row| {
            let part = objective(plan, row.id, today);
            let share = if of == Number::Outcome {
                part.outcome
            } else {
                part.work
            };
            let weight = format!("weight {}", number(row.weight.0));
            Explanation::line(row.title.clone(), fine(share), weight).about(row.id.at())
        })
        .collect();
    let text = format!(
        "Weighted mean of {}",
        count(children.len() as i64, "Objective", "Objectives")
    );
    let share = if of == Number::Outcome {
        summary.outcome
    } else {
        summary.work
    };
    Some(Explanation {
        children,
        ..Explanation::line(text, fine(share), summary.note).about(id.at())
    })
}
