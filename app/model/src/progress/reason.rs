//! The sentences beside a status: the fact first, then the step. One line for a row, a paragraph for
//! a page. No word of them is a rule; the rules are in `health`.

mod alert;
mod waiting;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::Date;

use super::health::{Coverage, Facts, HealthStatus};
use super::words::{ago, capital, count, date, value};
use super::{Fraction, Outcome, expected};
use crate::MetricType;
pub(crate) use alert::{moving_without_work, not_moving, reported};
use waiting::{draft, early, not_measured, stale};

/// The paragraph and the line.
pub(crate) fn both(facts: &Facts<'_>, status: HealthStatus) -> (String, String) {
    match status {
        HealthStatus::Closed => {
            let end = format!("Closed, {}.", facts.outcome.label());
            (format!("{end} The cycle takes no edits any more."), end)
        }
        HealthStatus::Draft => draft(facts),
        HealthStatus::Stale => {
            let line = stale(facts);
            (join(&[line.clone(), head_long(facts)]), line)
        }
        HealthStatus::NotMeasured => {
            let line = not_measured(facts);
            (join(&[line.clone(), coverage_long(facts)]), line)
        }
        HealthStatus::TooEarly => {
            let line = early(facts);
            (join(&[line.clone(), coverage_long(facts)]), line)
        }
        HealthStatus::OnTrack | HealthStatus::AtRisk | HealthStatus::OffTrack => {
            let alert = facts.misreported();
            let line = alert.clone().unwrap_or_else(|| short(facts, status));
            let alert = alert.unwrap_or_default();
            let parts = [
                head_long(facts),
                alert,
                rest_long(facts),
                coverage_long(facts),
            ];
            (join(&parts), line)
        }
    }
}

/// Word and facts in one sentence: "Off track: 20 % done, 84 % of the time gone, last check-in 9 days
/// ago".
pub(crate) fn sentence(facts: &Facts<'_>, status: HealthStatus) -> String {
    let mut parts = Vec::from([match facts.outcome {
        Outcome::Measured(reading) if facts.row.metric == MetricType::Boolean => {
            reading.label.clone()
        }
        Outcome::Measured(reading) => format!("{} done", reading.shown.percent_text()),
        other => other.label().to_string(),
    }]);
    if let Some(clock) = facts
        .clock
        .as_ref()
        .filter(|_| !facts.is_ahead() && !facts.closed)
    {
        parts.push(format!("{} of the time gone", clock.gone().percent_text()));
    }
    parts.push(match facts.last_check_in() {
        Some(day) => format!("last check-in {}", ago(day, facts.today)),
        None => "no check-in yet".into(),
    });
    format!("{}: {}", status.word(), parts.join(", "))
}

/// "3", "1, thin", "7, too many", "1 + 1 step", "2 steps", "Not covered".
pub(crate) fn coverage(coverage: Coverage, initiatives: usize, steps: usize) -> String {
    let all = match (initiatives, steps) {
        (0, 0) => return "Not covered".into(),
        (n, 0) => format!("{n}"),
        (0, n) => count(n as i64, "step", "steps"),
        (n, m) => format!("{n} + {}", count(m as i64, "step", "steps")),
    };
    match coverage {
        Coverage::Thin => format!("{all}, thin"),
        Coverage::TooMany(_) => format!("{all}, too many"),
        Coverage::NotCovered | Coverage::Fine(_) => all,
    }
}

fn join(parts: &[String]) -> String {
    let said: Vec<_> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect();
    said.join(" ")
}

/// Points of progress, and what they are measured against.
struct Gap {
    shown: Fraction,
    expected: Fraction,
    ahead: i64,
}

fn gap(facts: &Facts<'_>) -> Option<Gap> {
    let (shown, expected) = (facts.outcome.shown()?, facts.expected?);
    Some(Gap {
        shown,
        expected,
        ahead: shown.points() - expected.points(),
    })
}

fn short(facts: &Facts<'_>, status: HealthStatus) -> String {
    if let Some(points) = facts.apart() {
        return match facts.work_leads() {
            true => {
                let ahead = format!("Work is {} ahead of outcome.", points_text(points));
                join(&[ahead, late(facts)])
            }
            false => format!(
                "Outcome is {} ahead of work: luck, or unlinked work?",
                points_text(points)
            ),
        };
    }
    match facts.row.metric {
        MetricType::Boolean => return done_or_not(facts),
        MetricType::Maintain => return join(&[band(facts), checked(facts)]),
        _ => {}
    }
    let Some(gap) = gap(facts) else {
        return String::new();
    };
    if let Some(until) = facts.lagging() {
        let lag = format!(
            "Lagging: expect movement after {}.",
            date(until, facts.today)
        );
        return join(&[plan_line(facts, &gap, status), lag]);
    }
    match (status, facts.coverage()) {
        (HealthStatus::OnTrack, _) => on_track(facts, &gap, status),
        (_, Coverage::NotCovered) | (_, Coverage::TooMany(_)) => {
            join(&[plan_line(facts, &gap, status), backing(facts)])
        }
        _ => {
            let late = late(facts);
            let second = if late.is_empty() {
                checked(facts)
            } else {
                late
            };
            join(&[plan_line(facts, &gap, status), second])
        }
    }
}

fn on_track(facts: &Facts<'_>, gap: &Gap, status: HealthStatus) -> String {
    let line = plan_line(facts, gap, status);
    if gap.ahead < 0 {
        return line;
    }
    match facts.coverage() {
        Coverage::Thin => {
            let head = line.strip_suffix('.').unwrap_or(&line);
            format!(
                "{head}, resting on one {}.",
                if facts.initiatives() == 1 {
                    "initiative"
                } else {
                    "step"
                }
            )
        }
        Coverage::NotCovered | Coverage::TooMany(_) => join(&[line, backing(facts)]),
        Coverage::Fine(_) => join(&[line, checked(facts)]),
    }
}

/// Where it stands against its plan, in points.
fn plan_line(facts: &Facts<'_>, gap: &Gap, status: HealthStatus) -> String {
    let raw = facts
        .outcome
        .reading()
        .map(|reading| reading.raw)
        .unwrap_or_default();
    let phased = !facts.row.phased.is_empty();
    let tolerance = i64::from(facts.settings.on_track_gap_points);
    match () {
        () if raw > Fraction::ONE => format!("Beyond the target: {}.", raw.percent_text()),
        () if raw == Fraction::ONE => "Target reached.".into(),
        () if raw < Fraction::ZERO && status != HealthStatus::OnTrack => {
            let label = super::label(facts.row, raw, facts.row.target.unwrap_or_default());
            format!(
                "{}, {} expected.",
                upper(&label),
                gap.expected.percent_text()
            )
        }
        () if status != HealthStatus::OnTrack => {
            let by = if phased { " by its phased plan" } else { "" };
            let (done, due) = (gap.shown.percent_text(), gap.expected.percent_text());
            format!("{done} done, {due} expected{by}.")
        }
        () if phased => format!("On its phased plan ({}).", gap.expected.percent_text()),
        () if gap.ahead == 0 => "On plan.".into(),
        () if gap.ahead > 0 => format!("{} ahead of plan.", points_text(gap.ahead)),
        () if -gap.ahead >= tolerance => {
            format!(
                "{} behind plan, at the edge of tolerance.",
                points_text(-gap.ahead)
            )
        }
        () => format!(
            "{} behind plan, inside the tolerance of {tolerance}.",
            points_text(-gap.ahead)
        ),
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn points_text(points: i64) -> String {
    count(points, "point", "points")
}

fn checked(facts: &Facts<'_>) -> String {
    match facts.last_check_in() {
        Some(day) => format!("Checked in {}.", ago(day, facts.today)),
        None => String::new(),
    }
}

/// What backs it, when that is worth a sentence.
fn backing(facts: &Facts<'_>) -> String {
    match facts.coverage() {
        Coverage::NotCovered => uncovered(facts),
        Coverage::TooMany(n) => format!("{} initiatives blur the signal.", capital(n)),
        Coverage::Thin | Coverage::Fine(_) => String::new(),
    }
}

fn uncovered(facts: &Facts<'_>) -> String {
    let from = i32::from(facts.settings.uncovered_day);
    let Some(clock) = facts.clock.as_ref().filter(|clock| clock.day >= from) else {
        return "No initiative backs it yet.".into();
    };
    let born = facts.begun().unwrap_or(clock.start);
    if super::clock::days_between(clock.start, born) < from {
        format!("No initiative has backed it since day {from}.")
    } else {
        "No initiative backs it.".into()
    }
}

fn late(facts: &Facts<'_>) -> String {
    match facts.late_milestone() {
        Some((title, day)) => {
            format!(
                "{title} forecast {}, after the cycle.",
                date(day, facts.today)
            )
        }
        None => String::new(),
    }
}

fn done_or_not(facts: &Facts<'_>) -> String {
    let due = facts
        .clock
        .as_ref()
        .map(|clock| expected::due(facts.row, clock));
    let done = facts.outcome.shown() == Some(Fraction::ONE);
    let note = facts
        .check_ins
        .last()
        .map(|it| first_sentence(&it.note))
        .unwrap_or_default();
    match due {
        _ if done => "Done.".into(),
        Some(day) if facts.today > day => join(&[
            format!("Not done, was due {}.", date(day, facts.today)),
            note,
        ]),
        Some(day) if note.is_empty() => {
            format!("Done or not done, due {}.", date(day, facts.today))
        }
        _ => join(&["Done or not done.".into(), note]),
    }
}

/// The first sentence of a note, at most 90 characters of it.
fn first_sentence(note: &str) -> String {
    let line = note.lines().next().unwrap_or("").trim();
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    let text = line.get(..end).unwrap_or(line);
    if text.chars().count() <= 90 {
        return text.into();
    }
    let cut: String = text.chars().take(89).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{words}\u{2026}")
}

fn band(facts: &Facts<'_>) -> String {
    let Some(reading) = facts.outcome.reading() else {
        return String::new();
    };
    let now = reading
        .value
        .map(|it| value(facts.row, it))
        .unwrap_or_default();
    format!("{} at {now}.", upper(&reading.label))
}

fn head_long(facts: &Facts<'_>) -> String {
    match facts.row.metric {
        MetricType::Boolean => return done_or_not(facts),
        MetricType::Maintain => return band(facts),
        _ => {}
    }
    let Some(gap) = gap(facts) else {
        return String::new();
    };
    let by = by_today(facts);
    let head = format!(
        "{} done where {} was expected by {by}",
        gap.shown.percent_text(),
        gap.expected.percent_text()
    );
    match facts.apart() {
        Some(points) if facts.work_leads() => format!(
            "{head}, and work is {} ahead of it. The work is getting done and the number is not moving.",
            points_text(points)
        ),
        Some(points) => format!(
            "{head}, and outcome is {} ahead of work. It is moving without the planned work.",
            points_text(points)
        ),
        None => format!("{head}."),
    }
}

fn by_today(facts: &Facts<'_>) -> String {
    match &facts.clock {
        Some(clock) if facts.today > clock.finish => {
            format!("{}, the last day", date(clock.finish, facts.today))
        }
        _ if !facts.row.phased.is_empty() => "today in its phased plan".into(),
        _ => "today".into(),
    }
}

fn rest_long(facts: &Facts<'_>) -> String {
    let lag = facts
        .lagging()
        .map(|until| lagging_long(until, facts.today))
        .unwrap_or_default();
    let last = match facts.last_check_in() {
        Some(day) => format!("Last check-in {}.", ago(day, facts.today)),
        None => String::new(),
    };
    join(&[lag, late(facts), last])
}

fn lagging_long(until: Date, today: Date) -> String {
    format!(
        "It lags: movement is expected after {}.",
        date(until, today)
    )
}

fn coverage_long(facts: &Facts<'_>) -> String {
    match facts.coverage() {
        Coverage::NotCovered => join(&[uncovered(facts), "Link a project, or say why not.".into()]),
        Coverage::TooMany(n) => format!(
            "{} initiatives are linked; 2 to 4 give a signal you can read.",
            capital(n)
        ),
        Coverage::Thin => "It rests on a single link.".into(),
        Coverage::Fine(_) => String::new(),
    }
}
