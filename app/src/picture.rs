//! From the numbers of `model` to the drawings of `chart`: places in basis points, words as they are.

mod trend;

use chart::StatusLook;
use chart::bar::{Mark, ProgressPair, Reading, Ruler, Week, When, Words};
use jiff::civil::Date;
use model::progress::{
    CycleClock, Fraction, HealthStatus, KeyResultProgress, Outcome, Phase, Work,
};
use model::{Decimal, KeyResult, MetricType};
pub use trend::trend;

/// A share as a place on a bar.
pub fn place(share: Fraction) -> u16 {
    u16::try_from(share.clamped().basis_points())
        .unwrap_or(0)
        .min(10_000)
}

/// How a status looks.
pub fn look(status: HealthStatus) -> StatusLook {
    match status {
        HealthStatus::Closed => StatusLook::Closed,
        HealthStatus::Draft => StatusLook::Draft,
        HealthStatus::Stale => StatusLook::Stale,
        HealthStatus::NotMeasured => StatusLook::NotMeasured,
        HealthStatus::TooEarly => StatusLook::TooEarly,
        HealthStatus::OnTrack => StatusLook::OnTrack,
        HealthStatus::AtRisk => StatusLook::AtRisk,
        HealthStatus::OffTrack => StatusLook::OffTrack,
    }
}

/// Both bars of a Key Result.
pub fn pair(of: &KeyResult, progress: &KeyResultProgress) -> ProgressPair {
    let health = &progress.health;
    let expected = progress.expected.map_or_else(String::new, |share| {
        format!("expected by today {}", share.percent_text())
    });
    ProgressPair {
        outcome: Reading {
            mark: outcome_mark(of, &progress.outcome),
            words: outcome_words(&progress.outcome),
        },
        work: Reading {
            mark: work_mark(&progress.work),
            words: progress.work.label(),
        },
        expected: progress.tick.map(place),
        today: progress.clock.as_ref().and_then(today),
        status: look(health.status),
        apart: health.apart.and_then(|points| u16::try_from(points).ok()),
        words: Words {
            outcome: "outcome".into(),
            work: "work".into(),
            expected,
            apart: health
                .apart
                .map_or_else(String::new, |points| format!("{points} apart")),
            status: health.status.word().to_lowercase(),
        },
    }
}

/// The outcome as it stands beside a bar: "20 %", "not yet", "–".
pub fn outcome_words(outcome: &Outcome) -> String {
    match outcome.reading() {
        None => "\u{2013}".to_owned(),
        Some(reading) if reading.label.contains("yet") => "Not yet".to_owned(),
        Some(reading) => reading.raw.percent_text(),
    }
}

fn outcome_mark(of: &KeyResult, outcome: &Outcome) -> Mark {
    let Some(reading) = outcome.reading() else {
        return if of.metric == MetricType::Boolean {
            Mark::Pending
        } else {
            Mark::NotMeasured
        };
    };
    match of.metric {
        MetricType::Boolean if reading.shown < Fraction::ONE => Mark::Pending,
        MetricType::Maintain => {
            band_mark(of, reading.value).unwrap_or(Mark::Filled(place(reading.shown)))
        }
        _ if reading.raw > Fraction::ONE => Mark::Beyond,
        _ if reading.raw < Fraction::ZERO => Mark::Away,
        _ => Mark::Filled(place(reading.shown)),
    }
}

/// The band takes the middle half of the bar; a side that is open runs to the bar's end.
fn band_mark(of: &KeyResult, value: Option<Decimal>) -> Option<Mark> {
    let (band, value) = (of.band?, value?);
    let (low, high) = (band.low.or(band.high)?, band.high.or(band.low)?);
    let wide = (high - low).max(band.tolerance).max(Decimal::ONE);
    let half = wide / Decimal::TWO;
    let (from, to) = (low - half, high + half);
    let at = |value| chart::scale::position(value, from, to);
    Some(Mark::Band {
        from: if band.low.is_some() { at(low) } else { 0 },
        to: if band.high.is_some() {
            at(high)
        } else {
            10_000
        },
        now: at(value.clamp(from, to)),
    })
}

fn work_mark(work: &Work) -> Mark {
    work.share()
        .map_or(Mark::Absent, |share| Mark::Filled(place(share)))
}

/// Where today's line stands; none before and after the cycle.
pub fn today(clock: &CycleClock) -> Option<u16> {
    (clock.phase == Phase::Running).then(|| place(clock.expected()))
}

/// The weeks over the bars, at their true width in working days.
pub fn ruler(clock: &CycleClock) -> Ruler {
    let day_before = |week: i32| -> Option<Date> {
        clock
            .start
            .checked_add(jiff::Span::new().days(week * 7 - 1))
            .ok()
    };
    let edge = |week: i32| match week {
        0 => 0,
        n if n >= clock.weeks => 10_000,
        n => day_before(n).map_or(0, |day| place(clock.position(day))),
    };
    let week = |n: i32| Week {
        from: edge(n - 1),
        to: edge(n),
        when: match clock.phase {
            Phase::Before => When::Ahead,
            Phase::After => When::Past,
            Phase::Running if n < clock.week => When::Past,
            Phase::Running if n == clock.week => When::Now,
            Phase::Running => When::Ahead,
        },
    };
    Ruler {
        weeks: (1..=clock.weeks).map(week).collect(),
        today: today(clock),
        start: "0 %".into(),
        end: "100 %".into(),
        words: expected_words(clock),
    }
}

/// "Expected by today 35 %".
pub fn expected_words(clock: &CycleClock) -> String {
    format!("Expected by today {}", clock.expected().percent_text())
}
