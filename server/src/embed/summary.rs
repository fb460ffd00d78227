//! What an embed says, display-ready: words as people read them, places in basis points.

use chart::bar::{Mark, ProgressPair, Reading, Words};
use chart::card::{Card, Size, Theme, card};
use jiff::civil::{Date, DateTime};
use model::progress::{self, HealthStatus, words};
use model::{Audience, Cycle, Id, KeyResult, Kind, MetricType, Objective, Plan, Ref, Row, access};
use serde::Serialize;

use super::picture;

/// One bar in words and length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// "58 %", "no work".
    pub text: String,
    /// Its length, 0 to 10000; left out when there is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis_points: Option<u16>,
}

/// The answer of `/embed/<token>.json`. Fields only get added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Of what.
    pub title: String,
    /// Has the measured thing moved?
    pub outcome: Bar,
    /// Is the linked work done?
    pub work: Bar,
    /// Where it should stand today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Bar>,
    /// "41 days"; empty when there is none.
    pub now: String,
    /// "45 to 25 days"; empty when there is none.
    pub span: String,
    /// For programs: "at-risk".
    pub status: &'static str,
    /// "At risk".
    pub status_word: String,
    /// The sentence behind it.
    pub reason: String,
    /// "As of 2 Nov 2026, 09:41".
    pub as_of: String,
    /// Where to read more; empty when the server does not know its own address.
    pub url: String,
    /// For the drawing.
    #[serde(skip)]
    pair: ProgressPair,
}

impl Summary {
    /// The picture.
    pub fn picture(&self, size: Size, theme: Theme) -> String {
        let drawn = Card {
            title: self.title.clone(),
            pair: self.pair.clone(),
            now: self.now.clone(),
            span: self.span.clone(),
            reason: self.reason.clone(),
            as_of: self.as_of.clone(),
            lang: "en-GB".into(),
        };
        card(&drawn, size, theme)
    }

    fn new(title: &str, pair: ProgressPair, reason: String, as_of: String, url: String) -> Self {
        let expected = pair.expected.filter(|_| !pair.words.expected.is_empty());
        Self {
            title: title.to_owned(),
            outcome: bar(&pair.outcome),
            work: bar(&pair.work),
            expected: expected.map(|place| Bar {
                text: pair.words.expected.clone(),
                basis_points: Some(place),
            }),
            now: String::new(),
            span: String::new(),
            status: pair.status.slug(),
            status_word: capital(&pair.words.status),
            reason,
            as_of,
            url,
            pair,
        }
    }
}

/// Whether everyone in the workspace may see a row, so that a token may be made for it.
pub fn is_public(plan: &Plan, at: Ref) -> bool {
    let shown = matches!(at.kind, Kind::KeyResult | Kind::Objective | Kind::Cycle);
    let live = plan.any(at).is_some_and(|row| plan.is_live(&row));
    shown && live && access::scopes(plan, at) == (Audience::Workspace, None)
}

/// What is to be said of a row of the public plan; `None` when it is not there.
pub fn summary(plan: &Plan, at: Ref, today: Date, now: DateTime, base: &str) -> Option<Summary> {
    plan.any(at).filter(|row| plan.is_live(row))?;
    let as_of = as_of(now, today);
    match at.kind {
        Kind::KeyResult => {
            let url = url(base, &format!("okrs/key-result/{}", at.id));
            key_result(plan, Id::new(at.id), today, as_of, url)
        }
        Kind::Objective => {
            let row = plan.get(Id::<Objective>::new(at.id))?;
            let told = progress::objective(plan, row.id, today);
            let clock = row.cycle.and_then(|id| plan.get(id));
            let clock = clock.and_then(|cycle| progress::clock_in(plan, cycle, today));
            let url = url(base, &format!("okrs/objective/{}", at.id));
            Some(whole(&row.title, &told, clock.as_ref(), as_of, url))
        }
        Kind::Cycle => {
            let row = plan.get(Id::<Cycle>::new(at.id))?;
            let told = progress::cycle(plan, row.id, today);
            let clock = progress::clock_in(plan, row, today);
            Some(whole(
                &row.name,
                &told,
                clock.as_ref(),
                as_of,
                url(base, "okrs"),
            ))
        }
        _ => None,
    }
}

fn key_result(
    plan: &Plan,
    id: Id<KeyResult>,
    today: Date,
    as_of: String,
    url: String,
) -> Option<Summary> {
    let row = plan.get(id)?;
    let told = progress::key_result(plan, id, today)?;
    let pair = picture::pair(row, &told);
    let value = told.outcome.reading().and_then(|reading| reading.value);
    let now = value.map_or_else(String::new, |value| words::value(row, value));
    let reason = told.health.reason.clone();
    Some(Summary {
        now,
        span: span(row),
        ..Summary::new(&row.title, pair, reason, as_of, url)
    })
}

/// "45 to 25 days".
fn span(row: &Row<KeyResult>) -> String {
    let (Some(start), Some(target)) = (row.start, row.target) else {
        return String::new();
    };
    match row.metric {
        MetricType::Boolean | MetricType::Milestone | MetricType::Maintain => String::new(),
        MetricType::Currency => {
            format!(
                "{} to {}",
                words::value(row, start),
                words::value(row, target)
            )
        }
        _ => format!("{} to {}", words::number(start), words::value(row, target)),
    }
}

/// An Objective or a cycle: the means of its parts, and how many of them stand how.
fn whole(
    title: &str,
    told: &progress::Summary,
    clock: Option<&progress::CycleClock>,
    as_of: String,
    url: String,
) -> Summary {
    let percent = |share: Option<progress::Fraction>, none: &str| {
        share.map_or_else(|| none.to_owned(), |it| it.percent_text())
    };
    let mark = |share: Option<progress::Fraction>, none: Mark| {
        share.map_or(none, |it| Mark::Filled(picture::place(it)))
    };
    let status = told.worst.unwrap_or(HealthStatus::NotMeasured);
    let expected = clock.map(progress::CycleClock::expected);
    let pair = ProgressPair {
        outcome: Reading {
            mark: mark(told.outcome, Mark::NotMeasured),
            words: percent(told.outcome, "not measured"),
        },
        work: Reading {
            mark: mark(told.work, Mark::Absent),
            words: percent(told.work, "no work"),
        },
        expected: expected.map(picture::place),
        today: None,
        status: picture::look(status),
        apart: None,
        words: Words {
            outcome: "outcome".into(),
            work: "work".into(),
            expected: expected.map_or_else(String::new, |share| {
                format!("expected by today {}", share.percent_text())
            }),
            apart: String::new(),
            status: told.words.clone(),
        },
    };
    Summary::new(title, pair, told.note.clone(), as_of, url)
}

fn bar(reading: &Reading) -> Bar {
    let basis_points = match reading.mark {
        Mark::Filled(at) => Some(at),
        Mark::Beyond => Some(10_000),
        Mark::Away => Some(0),
        Mark::Band { now, .. } => Some(now),
        Mark::Pending | Mark::NotMeasured | Mark::Absent => None,
    };
    Bar {
        text: reading.words.clone(),
        basis_points,
    }
}

/// "As of 2 Nov 2026, 09:41", by the clock where the server is.
fn as_of(now: DateTime, today: Date) -> String {
    let day = words::date(now.date(), today);
    let year = now.date().year();
    let day = if day.ends_with(&year.to_string()) {
        day
    } else {
        format!("{day} {year}")
    };
    format!("As of {day}, {:02}:{:02}", now.hour(), now.minute())
}

fn url(base: &str, path: &str) -> String {
    if base.is_empty() {
        String::new()
    } else {
        format!("{base}/{path}")
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
