//! The rows that are written, and what is left out.

use super::*;

pub(super) fn table(plan: &Plan, schedule: Option<&Schedule>, id: Id<Project>) -> Option<Table> {
    let project = plan.live(id)?;
    let usual = Units::default();
    let or = |own: u32, usual: u32| if own == 0 { usual } else { own };
    let units = Units {
        minutes_per_day: or(project.minutes_per_day, usual.minutes_per_day),
        minutes_per_week: or(project.minutes_per_week, usual.minutes_per_week),
        days_per_month: or(project.days_per_month, usual.days_per_month),
    };
    let tasks = plan.tasks(id);
    let mut header: Vec<String> = HEADERS.iter().map(|it| (*it).to_owned()).collect();
    let used = |key: &&String| tasks.iter().any(|(_, task)| task.custom.contains_key(*key));
    let mut keys: Vec<&String> = tasks
        .iter()
        .flat_map(|(_, task)| task.custom.keys())
        .collect();
    keys.sort();
    keys.dedup();
    keys.retain(used);
    for key in &keys {
        header.push(match project.custom_fields.get(*key) {
            Some(alias) if alias != *key && !alias.is_empty() => format!("{key} ({alias})"),
            _ => (*key).clone(),
        });
    }
    let numbers: BTreeMap<Id<Task>, usize> = tasks
        .iter()
        .enumerate()
        .map(|(index, (_, task))| (task.id, index + 1))
        .collect();
    let mut taken: std::collections::BTreeSet<i64> =
        tasks.iter().filter_map(|(_, it)| it.uid).collect();
    let mut free = 1;
    let mut rows = Vec::with_capacity(tasks.len());
    for (index, (depth, task)) in tasks.iter().enumerate() {
        let uid = task.uid.unwrap_or_else(|| {
            while !taken.insert(free) {
                free += 1;
            }
            free
        });
        let numbers = Numbers {
            id: index as i64 + 1,
            uid,
            level: *depth as i64 + 1,
            of: &numbers,
        };
        let mut row = row(plan, schedule, task.id, task, &numbers, &units);
        row.extend(keys.iter().map(|key| match task.custom.get(*key) {
            Some(text) => Value::Text(text.clone()),
            None => Value::None,
        }));
        rows.push(row);
    }
    Some(Table {
        header,
        rows,
        report: report(
            plan,
            id,
            &tasks
                .iter()
                .map(|(_, it)| &***it as &Task)
                .collect::<Vec<_>>(),
        ),
    })
}

pub(super) struct Numbers<'a> {
    id: i64,
    uid: i64,
    level: i64,
    of: &'a BTreeMap<Id<Task>, usize>,
}

pub(super) fn row(
    plan: &Plan,
    schedule: Option<&Schedule>,
    id: Id<Task>,
    task: &Task,
    numbers: &Numbers<'_>,
    units: &Units,
) -> Vec<Value> {
    let text = |it: &str| Value::Text(it.to_owned());
    let yes = |it: bool| text(if it { "Yes" } else { "No" });
    let moment = |it: Option<DateTime>| it.map_or(Value::None, Value::Moment);
    let dates = schedule.and_then(|it| it.tasks.get(&id));
    let auto = task.mode == TaskMode::Auto;
    let early = dates.map(|it| (it.start, it.finish));
    let (start, finish) = match (auto, early) {
        (true, Some((start, finish))) => (Some(start), Some(finish)),
        (true, None) => (None, None),
        (false, early) => (
            task.start.or(early.map(|it| it.0)),
            task.finish.or(early.map(|it| it.1)),
        ),
    };
    // What was automatic in an imported file stays so until somebody pins it here.
    let manual = !auto && (task.uid.is_none() || task.kept.contains_key("Manual"));
    let percent = match plan.status_class(task) {
        StatusClass::Done => 100,
        _ => task.percent.min(100),
    };
    let held = task.constraint.kind != ConstraintKind::AsSoonAsPossible;
    vec![
        Value::Number(numbers.id),
        Value::Number(numbers.uid),
        yes(!task.inactive),
        text(if manual {
            "Manually Scheduled"
        } else {
            "Auto Scheduled"
        }),
        text(&task.title),
        task.duration
            .map_or(Value::None, |span| Value::Text(length(&span, units))),
        moment(start),
        moment(finish),
        Value::Text(before(plan, id, numbers.of, units)),
        Value::Number(numbers.level),
        Value::Text(people(plan, task)),
        Value::Percent(percent),
        yes(task.milestone),
        task.estimate_minutes.map_or(Value::None, |minutes| {
            let span = Span {
                minutes,
                unit: TimeUnit::Hour,
                ..Span::default()
            };
            Value::Text(length(&span, units))
        }),
        if held {
            text(task.constraint.kind.word())
        } else {
            text("As Soon As Possible")
        },
        moment(task.constraint.at),
        moment(task.deadline),
        moment(task.actual_start),
        moment(task.actual_finish),
        task.priority
            .map_or(Value::None, |it| Value::Number(i64::from(it))),
        text(&task.notes),
    ]
}

/// "1.5 days", "2 edays?"; in minutes where the unit cannot say it exactly.
pub(super) fn length(span: &Span, units: &Units) -> String {
    let (amount, unit) = amount(span, units);
    let elapsed = if span.elapsed { "e" } else { "" };
    let many = if amount.abs() == Decimal::ONE {
        ""
    } else {
        "s"
    };
    let estimated = if span.estimated { "?" } else { "" };
    format!("{amount} {elapsed}{unit}{many}{estimated}")
}

pub(super) fn amount(span: &Span, units: &Units) -> (Decimal, &'static str) {
    let of = Decimal::from(units.minutes(span.unit, span.elapsed).max(1));
    let shown = units.shown(span);
    if shown * of != Decimal::from(span.minutes) {
        return (Decimal::from(span.minutes), "min");
    }
    let word = match span.unit {
        TimeUnit::Minute => "min",
        TimeUnit::Hour => "hr",
        TimeUnit::Day => "day",
        TimeUnit::Week => "wk",
        TimeUnit::Month => "mon",
    };
    (shown, word)
}

pub(in crate::table) fn before(
    plan: &Plan,
    id: Id<Task>,
    numbers: &BTreeMap<Id<Task>, usize>,
    units: &Units,
) -> String {
    let mut links = plan.dependencies_into(id);
    links.sort_by_key(|link| numbers.get(&link.predecessor).copied());
    let mut out: Vec<String> = Vec::new();
    for link in links {
        let Some(number) = numbers.get(&link.predecessor) else {
            continue;
        };
        let lag = match link.lag {
            Lag::Span(span) if span.minutes == 0 => String::new(),
            Lag::Span(span) => {
                let (amount, unit) = amount(&span, units);
                let elapsed = if span.elapsed { "e" } else { "" };
                let many = if amount.abs() == Decimal::ONE {
                    ""
                } else {
                    "s"
                };
                format!("{amount:+} {elapsed}{unit}{many}")
            }
            Lag::Percent { percent, elapsed } => {
                format!(
                    "{:+}{}%",
                    percent.normalize(),
                    if elapsed { "e" } else { "" }
                )
            }
        };
        let plain = lag.is_empty() && link.kind == model::DependencyKind::FinishToStart;
        let kind = if plain { "" } else { link.kind.word() };
        out.push(format!("{number}{kind}{lag}"));
    }
    out.join(",")
}

pub(super) fn people(plan: &Plan, task: &Task) -> String {
    let mut out = String::new();
    for it in &task.assignments {
        let name = match it.who {
            Assignee::Person(id) => plan.get(id).map(|it| it.name.clone()),
            Assignee::Resource(id) => plan.get(id).map(|it| it.name.clone()),
        };
        let Some(name) = name else {
            continue;
        };
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(&name.replace([';', '[', ']'], " "));
        if it.units_percent != Decimal::ONE_HUNDRED {
            out.push_str(&format!("[{}%]", it.units_percent.normalize()));
        }
    }
    // A semicolon at the end says that a comma belongs to a name.
    if out.contains(',') && !out.contains(';') {
        out.push(';');
    }
    out
}

/// What a table has no place for.
pub(super) fn report(plan: &Plan, project: Id<Project>, tasks: &[&Task]) -> Report {
    let mut report = Report::default();
    let count = |which: &dyn Fn(&Task) -> bool| tasks.iter().filter(|it| which(it)).count() as u32;
    let own = plan
        .all::<model::Calendar>()
        .filter(|it| it.project == Some(project));
    for (field, count, reason) in [
        ("calendar", own.count() as u32, "a table holds no calendars"),
        (
            "baseline",
            count(&|it| !it.baselines.is_empty()),
            "a table holds no baselines",
        ),
        (
            "task: calendar",
            count(&|it| it.calendar.is_some()),
            "a table holds no calendars",
        ),
        (
            "task: levelling delay",
            count(&|it| it.leveling_delay_minutes != 0),
            "there is no column for it",
        ),
        (
            "task: kept values",
            count(&|it| it.kept.keys().any(|key| key != "Manual")),
            "only the XML format has a place for them",
        ),
    ] {
        if count > 0 {
            let (field, reason) = (field.into(), reason.into());
            report.add(Entry {
                field,
                treatment: Treatment::Dropped,
                count,
                reason,
                examples: Vec::new(),
            });
        }
    }
    report.sort();
    report
}
