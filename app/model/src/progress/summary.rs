//! Roll-up to Objective and cycle (SPEC 3.3): weighted means of Outcome and of Work, apart.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fraction::mean;
use super::health::{Coverage, HealthStatus};
use super::words::count;
use super::{Fraction, KeyResultProgress, Outcome};
use crate::{Cycle, Id, KeyResult, Objective, Plan};

/// How many Key Results stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In all.
    pub all: usize,
    /// Closed.
    pub closed: usize,
    /// Draft.
    pub draft: usize,
    /// Stale.
    pub stale: usize,
    /// Not measured.
    pub not_measured: usize,
    /// Too early to tell.
    pub too_early: usize,
    /// On track.
    pub on_track: usize,
    /// At risk.
    pub at_risk: usize,
    /// Off track.
    pub off_track: usize,
    /// Outcome and Work apart.
    pub apart: usize,
    /// Without any link.
    pub not_covered: usize,
}

impl Counts {
    fn take_in(&mut self, part: &Digest) {
        self.all += 1;
        *match part.status {
            HealthStatus::Closed => &mut self.closed,
            HealthStatus::Draft => &mut self.draft,
            HealthStatus::Stale => &mut self.stale,
            HealthStatus::NotMeasured => &mut self.not_measured,
            HealthStatus::TooEarly => &mut self.too_early,
            HealthStatus::OnTrack => &mut self.on_track,
            HealthStatus::AtRisk => &mut self.at_risk,
            HealthStatus::OffTrack => &mut self.off_track,
        } += 1;
        self.apart += usize::from(part.apart);
        self.not_covered += usize::from(part.not_covered);
    }

    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.closed += other.closed;
        self.draft += other.draft;
        self.stale += other.stale;
        self.not_measured += other.not_measured;
        self.too_early += other.too_early;
        self.on_track += other.on_track;
        self.at_risk += other.at_risk;
        self.off_track += other.off_track;
        self.apart += other.apart;
        self.not_covered += other.not_covered;
    }

    /// The status that deserves the word, worst first, with how many have it.
    pub fn worst(&self) -> Option<(HealthStatus, usize)> {
        let order = [
            (HealthStatus::OffTrack, self.off_track),
            (HealthStatus::AtRisk, self.at_risk),
            (HealthStatus::Stale, self.stale),
            (HealthStatus::NotMeasured, self.not_measured),
            (HealthStatus::Draft, self.draft),
            (HealthStatus::TooEarly, self.too_early),
            (HealthStatus::OnTrack, self.on_track),
            (HealthStatus::Closed, self.closed),
        ];
        order.into_iter().find(|(_, n)| *n > 0)
    }

    /// "1 of 4 off track", "all 4 on track", "no Key Results yet".
    pub fn words(&self) -> String {
        match self.worst() {
            None => "no Key Results yet".into(),
            Some((status, n)) => {
                let word = status.word().to_lowercase();
                match n == self.all {
                    true if n == 1 => word,
                    true => format!("all {n} {word}"),
                    false => format!("{n} of {} {word}", self.all),
                }
            }
        }
    }
}

/// An Objective or cycle in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Weighted mean of the outcomes; `None` when nothing counts.
    pub outcome: Option<Fraction>,
    /// Weighted mean of the work; `None` when nothing is linked.
    pub work: Option<Fraction>,
    /// "1 of 4 off track".
    pub words: String,
    /// The status behind those words.
    pub worst: Option<HealthStatus>,
    /// How many stand how.
    pub counts: Counts,
    /// Key Results without a value that count as 0 in Outcome.
    pub counted_as_zero: usize,
    /// Key Results with weight 0: tracked, not counted.
    pub tracked: usize,
    /// "1 of 4 not measured yet counts as 0."; empty when there is nothing to say.
    pub note: String,
}

/// One part of a whole: what it weighs and what it adds.
pub(crate) struct Portion {
    pub weight: Decimal,
    pub outcome: Option<Fraction>,
    pub work: Option<Fraction>,
}

/// What an Objective needs to know of a Key Result.
pub(crate) struct Digest {
    status: HealthStatus,
    apart: bool,
    not_covered: bool,
    unmeasured: bool,
    outcome: Option<Fraction>,
    work: Option<Fraction>,
}

impl From<&KeyResultProgress> for Digest {
    fn from(progress: &KeyResultProgress) -> Self {
        Self {
            status: progress.health.status,
            apart: progress.health.apart.is_some(),
            not_covered: progress.health.coverage == Coverage::NotCovered,
            unmeasured: progress.outcome == Outcome::NotMeasured,
            // Not measured counts as 0, not measurable does not count at all.
            outcome: match &progress.outcome {
                Outcome::NotMeasurable => None,
                Outcome::NotMeasured => Some(Fraction::ZERO),
                Outcome::Measured(reading) => Some(reading.shown),
            },
            work: progress.work.share(),
        }
    }
}

fn means(portions: &[Portion]) -> (Option<Fraction>, Option<Fraction>) {
    let outcome = portions
        .iter()
        .filter_map(|it| Some((it.weight, it.outcome?)));
    let work = portions.iter().filter_map(|it| Some((it.weight, it.work?)));
    (mean(outcome), mean(work))
}

/// The roll-up of an Objective.
pub fn objective(plan: &Plan, id: Id<Objective>, today: Date) -> Summary {
    objective_with(plan, id, &mut |id| {
        super::key_result(plan, id, today)
            .as_ref()
            .map(Digest::from)
    })
}

/// The roll-up of a cycle: the weighted mean of its Objectives, each once.
pub fn cycle(plan: &Plan, id: Id<Cycle>, today: Date) -> Summary {
    cycle_with(plan, id, &mut |id| Some(objective(plan, id, today)))
}

pub(crate) fn objective_with(
    plan: &Plan,
    id: Id<Objective>,
    progress: &mut dyn FnMut(Id<KeyResult>) -> Option<Digest>,
) -> Summary {
    let mut summary = Summary::default();
    let mut portions = Vec::new();
    for row in plan.key_results(id) {
        let Some(part) = progress(row.id) else {
            continue;
        };
        summary.counts.take_in(&part);
        let weighs = row.weight.0 > Decimal::ZERO;
        summary.tracked += usize::from(!weighs);
        summary.counted_as_zero += usize::from(weighs && part.unmeasured);
        portions.push(Portion {
            weight: row.weight.0,
            outcome: part.outcome,
            work: part.work,
        });
    }
    (summary.outcome, summary.work) = means(&portions);
    finished(summary)
}

pub(crate) fn cycle_with(
    plan: &Plan,
    id: Id<Cycle>,
    progress: &mut dyn FnMut(Id<Objective>) -> Option<Summary>,
) -> Summary {
    let mut summary = Summary::default();
    let mut portions = Vec::new();
    for row in plan.objectives(Some(id)) {
        let Some(part) = progress(row.id) else {
            continue;
        };
        summary.counts.add(&part.counts);
        summary.tracked += part.tracked;
        summary.counted_as_zero += part.counted_as_zero;
        portions.push(Portion {
            weight: row.weight.0,
            outcome: part.outcome,
            work: part.work,
        });
    }
    (summary.outcome, summary.work) = means(&portions);
    finished(summary)
}

fn finished(mut summary: Summary) -> Summary {
    summary.words = summary.counts.words();
    summary.worst = summary.counts.worst().map(|it| it.0);
    let mut notes = Vec::new();
    let all = summary.counts.all;
    match summary.counted_as_zero {
        0 => {}
        1 => notes.push(format!("1 of {all} is not measured yet and counts as 0.")),
        n => notes.push(format!("{n} of {all} are not measured yet and count as 0.")),
    }
    if summary.tracked > 0 {
        let many = count(summary.tracked as i64, "Key Result", "Key Results");
        notes.push(format!("{many} tracked without counting."));
    }
    summary.note = notes.join(" ");
    summary
}
