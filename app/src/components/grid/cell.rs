//! What a cell says as plain text, and what a text written into it means: for copying, pasting and
//! filling, where no input stands between a person and the rows.

use jiff::civil::Date;
use model::op::make;
use model::schedule::Schedules;
use model::{Assignee, Assignment, Decimal, Id, Op, Person, Plan, Row, StatusClass, Task};
use serde_json::json;
use uuid::Uuid;

use super::column::Column;
use super::dated;
use super::edit::{self, measure};
use super::filter::{people, status_key};
use super::number::Counted;
use super::waits;

/// What writing needs beyond the rows.
pub struct Pen<'a> {
    /// The day on which somebody writes.
    pub today: Date,
    /// The numbers of the rows as they stand.
    pub numbers: &'a Counted,
    /// Makes identities.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

/// What a cell says, so that a spreadsheet understands it: days as 2026-11-02, work as 3d.
pub fn text(
    (plan, all): (&Plan, &Schedules),
    numbers: &Counted,
    id: Id<Task>,
    column: Column,
) -> String {
    let Some(row) = plan.get(id) else {
        return String::new();
    };
    match column {
        Column::Title => row.title.clone(),
        Column::Status => {
            let key = status_key(plan, row);
            let named = plan.statuses().into_iter().find(|it| it.key == key);
            named.map_or(key, |it| it.name)
        }
        Column::Assignee => {
            let names: Vec<String> = people(row)
                .filter_map(|id| plan.get(id).map(|row| row.name.clone()))
                .collect();
            names.join(", ")
        }
        Column::Start => {
            dated::start(plan, all, id).map_or_else(String::new, |day| day.to_string())
        }
        Column::Finish => {
            dated::finish(plan, all, id).map_or_else(String::new, |day| day.to_string())
        }
        Column::Duration => row
            .duration
            .map_or_else(String::new, |span| measure(plan, row).write(span)),
        Column::Estimate => edit::effort(plan, row),
        Column::Wbs => numbers.of(plan, id).place(id).to_owned(),
        Column::Predecessors => waits::text(plan, numbers.of(plan, id), id),
        Column::KeyResults => key_results(plan, id),
        Column::Slack => slack(plan, all, id),
        Column::Percent if plan.status_class(row) == StatusClass::Done => "100%".to_owned(),
        Column::Percent => format!("{}%", row.percent),
    }
}

/// The titles of the Key Results that a task serves.
pub fn key_results(plan: &Plan, id: Id<Task>) -> String {
    let served = plan.serves(id).into_iter();
    let titles: Vec<String> = served
        .filter_map(|it| plan.get(it.key_result).map(|row| row.title.clone()))
        .collect();
    titles.join("; ")
}

/// Working days to spare, of a task that is not a summary and not done.
pub fn slack(plan: &Plan, all: &Schedules, id: Id<Task>) -> String {
    let row = plan.get(id).filter(|row| {
        plan.status_class(row) != StatusClass::Done && row.percent < 100 && !plan.is_summary(id)
    });
    let dates = all.dates(plan, id);
    row.zip(dates).map_or_else(String::new, |(row, dates)| {
        let day = i64::from(measure(plan, row).minutes_per_day.max(1));
        let tenths = dates.total_slack_minutes * 10 / day;
        match tenths % 10 {
            0 => format!("{} d", tenths / 10),
            rest => format!("{}.{} d", tenths / 10, rest.abs()),
        }
    })
}

/// The operations that make a cell say a text; none when it says so already. The error is a sentence.
pub fn write(
    (plan, all): (&Plan, &Schedules),
    id: Id<Task>,
    column: Column,
    typed: &str,
    pen: &mut Pen<'_>,
) -> Result<Vec<Op>, String> {
    let typed = typed.trim();
    let row = plan.live(id).ok_or("This task is gone.")?;
    if text((plan, all), pen.numbers, id, column) == typed {
        return Ok(Vec::new());
    }
    match column {
        Column::KeyResults => return Err("Key Results are linked, not written here.".to_owned()),
        column if column.is_derived() => {
            return Err("This follows from the outline and the schedule.".to_owned());
        }
        Column::Status => {}
        column if !column.can_edit(plan.is_summary(id)) => {
            return Err("This follows from the tasks below it.".to_owned());
        }
        _ => {}
    }
    let today = pen.today;
    let set = |field: &str, to: serde_json::Value| vec![make::set(plan, id.at(), field, to)];
    match column {
        Column::Title if typed.is_empty() => Err("A task needs a title.".to_owned()),
        Column::Title => Ok(set("title", json!(typed))),
        Column::Status => Ok(set("status", json!(status(plan, typed)?))),
        Column::Assignee => Ok(set("assignments", json!(assigned(plan, row, typed)?))),
        Column::Start => {
            let day = optional_day(typed, today)?;
            Ok(dated::type_start(plan, all, id, day))
        }
        Column::Finish => dated::type_finish(plan, all, id, optional_day(typed, today)?),
        Column::Duration | Column::Estimate => {
            let span = (!typed.is_empty())
                .then(|| measure(plan, row).read(typed).ok_or(LENGTH))
                .transpose()?;
            let minutes = span.map(|it| it.minutes);
            match column {
                Column::Duration if span == row.duration => Ok(Vec::new()),
                Column::Duration => Ok(dated::type_duration(plan, row, span)),
                _ if minutes == row.estimate_minutes => Ok(Vec::new()),
                _ => Ok(set("estimate_minutes", json!(minutes))),
            }
        }
        Column::Percent => match percent(typed)? {
            same if same == row.percent => Ok(Vec::new()),
            percent => Ok(set("percent", json!(percent))),
        },
        _ => waits::write(plan, pen.numbers.of(plan, id), id, typed, pen.new_id),
    }
}

const LENGTH: &str = "That is not a length of time. Write 4h, 3d or 2w.";

/// The key of a status by its name or key.
fn status(plan: &Plan, typed: &str) -> Result<String, String> {
    let same = |it: &model::Status| {
        it.name.eq_ignore_ascii_case(typed) || it.key.eq_ignore_ascii_case(typed)
    };
    let all = plan.statuses();
    if let Some(found) = all.iter().find(|it| same(it)) {
        return Ok(found.key.clone());
    }
    let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
    Err(format!(
        "There is no such status. There is {}.",
        names.join(", ")
    ))
}

/// Assignments to the people named, in that order; what is known of those who stay is kept, and so
/// are machines and materials.
fn assigned(plan: &Plan, row: &Row<Task>, typed: &str) -> Result<Vec<Assignment>, String> {
    let mut all: Vec<Assignment> = Vec::new();
    for name in typed
        .split([',', ';'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let person = person(plan, name)?;
        let who = Assignee::Person(person);
        if all.iter().any(|it| it.who == who) {
            continue;
        }
        let known = row.assignments.iter().find(|it| it.who == who).cloned();
        all.push(known.unwrap_or(Assignment {
            who,
            units_percent: Decimal::ONE_HUNDRED,
            work_minutes: None,
            kept: Default::default(),
        }));
    }
    let things = row.assignments.iter();
    all.extend(
        things
            .filter(|it| matches!(it.who, Assignee::Resource(_)))
            .cloned(),
    );
    Ok(all)
}

/// Somebody by name or e-mail address, or by the only name that begins so.
fn person(plan: &Plan, name: &str) -> Result<Id<Person>, String> {
    let lower = name.to_lowercase();
    let all = plan.persons();
    let same = |row: &&&std::sync::Arc<Row<Person>>| {
        row.name.to_lowercase() == lower || row.email.to_lowercase() == lower
    };
    if let Some(row) = all.iter().find(same) {
        return Ok(row.id);
    }
    let mut begins = all
        .iter()
        .filter(|row| row.name.to_lowercase().starts_with(&lower));
    match (begins.next(), begins.next()) {
        (Some(row), None) => Ok(row.id),
        (Some(_), Some(_)) => Err(format!(
            "More than one name begins with \u{201c}{name}\u{201d}."
        )),
        _ => Err(format!("Nobody here is called \u{201c}{name}\u{201d}.")),
    }
}

fn percent(typed: &str) -> Result<u8, String> {
    let number = typed.trim_end_matches('%').trim();
    let number = number.parse::<u8>().ok().filter(|it| *it <= 100);
    number.ok_or_else(|| "Percent complete is a whole number from 0 to 100.".to_owned())
}

fn optional_day(typed: &str, today: Date) -> Result<Option<Date>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let why = || "That is not a day. Write it as 2026-11-02.".to_owned();
    day(typed, today).map(Some).ok_or_else(why)
}

/// A day as people and spreadsheets write it: 2026-11-02, 02.11.2026, 2 Nov 2026, 2 Nov. With
/// slashes the year stands first, for 2/11 is another day elsewhere.
pub fn day(typed: &str, today: Date) -> Option<Date> {
    let typed = typed.trim();
    let plain = typed.split(['T']).next().unwrap_or(typed).trim();
    if let Ok(day) = plain.replace('/', "-").parse() {
        return Some(day);
    }
    let parts: Vec<&str> = plain
        .split(|it: char| it == '.' || it == ',' || it.is_whitespace())
        .filter(|it| !it.is_empty())
        .collect();
    let (day, month, year) = match parts[..] {
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(year)),
        _ => return None,
    };
    let (day, month) = match day.parse::<i8>() {
        Ok(number) => (number, month),
        Err(_) => (month.parse().ok()?, day),
    };
    let month = month.parse::<i8>().ok().or_else(|| month_named(month))?;
    let year = year.map_or(Some(today.year()), |year| year.parse().ok())?;
    let year = if (0..100).contains(&year) {
        2000 + year
    } else {
        year
    };
    Date::new(year, month, day).ok()
}

fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start: String = word.to_lowercase().chars().take(3).collect();
    let at = MONTHS.iter().position(|it| *it == start)?;
    i8::try_from(at + 1).ok()
}
