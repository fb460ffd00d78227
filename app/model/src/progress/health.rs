//! Health of a Key Result (SPEC 4): the first word that matches, its marks, and the reason.
//! Silence is never green.

use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::clock::{clock_in, days_between};
use super::work::{self, Source};
use super::{
    CycleClock, Fraction, KeyResultProgress, Outcome, Phase, Work, expected, outcome, reason,
};
use crate::entity::choice;
use crate::{
    CheckIn, CycleState, Id, KeyResult, LinkTarget, MetricType, Plan, ProjectStatus, Row, Settings,
};

choice! {
    /// How a Key Result stands. In the order in which the first match wins.
    HealthStatus {
        /// Its cycle takes no edits any more.
        Closed = "Closed",
        /// No owner, or not published, or not in a cycle.
        Draft = "Draft",
        /// No check-in for the cadence and the days of grace.
        Stale = "Stale",
        /// No value yet.
        #[default]
        NotMeasured = "Not measured",
        /// The first tenth of the cycle.
        TooEarly = "Too early to tell",
        /// At most 10 points behind.
        OnTrack = "On track",
        /// At most 25 points behind.
        AtRisk = "At risk",
        /// Further behind.
        OffTrack = "Off track",
    }
}

/// How many initiatives back a Key Result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Nothing is linked.
    NotCovered,
    /// One link alone.
    Thin,
    /// 2 to 4.
    Fine(usize),
    /// 5 or more.
    TooMany(usize),
}

/// How sure the owner is, beside the health and never overriding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// 0.0 to 1.0.
    pub value: Decimal,
    /// What the check-in before said.
    pub before: Option<Decimal>,
    /// Two bands away from the health.
    pub far: bool,
    /// Two bands away without a line of reason: ask for one.
    pub asks: bool,
}

/// Health with everything a row shows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// The word.
    pub status: HealthStatus,
    /// Why, as a paragraph.
    pub reason: String,
    /// Why, in one line.
    pub reason_short: String,
    /// Word and facts in one sentence, for places without room: "Off track: 20 % done, …".
    pub sentence: String,
    /// Points between Outcome and Work when they are apart far enough to be marked.
    pub apart: Option<i64>,
    /// Apart with half the cycle gone, or reported on track while off: what to tell its owner.
    pub divergence: Option<String>,
    /// Movement is not expected before this day.
    pub lagging_until: Option<Date>,
    /// How well it is backed.
    pub coverage: Coverage,
    /// Projects and workstreams linked.
    pub initiatives: usize,
    /// Single tasks and milestones linked.
    pub steps: usize,
    /// "3", "1, thin", "7, too many", "1 + 1 step", "Not covered".
    pub coverage_text: String,
    /// What the owner says.
    pub confidence: Option<Confidence>,
}

/// The health of a Key Result; `None` for one that is not here.
pub fn health(plan: &Plan, key_result: Id<KeyResult>, today: Date) -> Option<Health> {
    super::key_result(plan, key_result, today).map(|progress| progress.health)
}

/// All that health and its reason are made of.
pub(crate) struct Facts<'a> {
    pub source: Source<'a>,
    pub row: &'a Row<KeyResult>,
    pub settings: Settings,
    pub clock: Option<CycleClock>,
    pub closed: bool,
    pub outcome: &'a Outcome,
    pub work: &'a Work,
    pub expected: Option<Fraction>,
    pub check_ins: Vec<&'a Row<CheckIn>>,
    pub targets: Vec<LinkTarget>,
    pub today: Date,
}

/// Both numbers, expectation and health of a Key Result.
pub(crate) fn of(source: Source<'_>, row: &Row<KeyResult>, today: Date) -> KeyResultProgress {
    let plan = source.plan;
    let cycle = plan
        .get(row.objective)
        .and_then(|it| it.cycle)
        .and_then(|id| plan.get(id));
    let clock = cycle.and_then(|cycle| clock_in(plan, cycle, today));
    let outcome = outcome::of_row(plan, row);
    let work = work::of(source, row.id);
    let facts = Facts {
        source,
        row,
        settings: plan
            .workspace()
            .map(|it| it.settings.clone())
            .unwrap_or_default(),
        expected: clock.as_ref().map(|clock| expected::of(row, clock)),
        closed: cycle.is_some_and(|it| it.state == CycleState::Closed),
        outcome: &outcome,
        work: &work,
        check_ins: plan.check_ins(row.id).into_iter().map(|it| &**it).collect(),
        targets: work::counted(plan, row.id)
            .iter()
            .map(|link| link.target)
            .collect(),
        today,
        clock,
    };
    let health = facts.health();
    let expected = facts.expected;
    let tick = facts.clock.as_ref().map(|clock| expected::tick(row, clock));
    let clock = facts.clock;
    KeyResultProgress {
        outcome,
        work,
        expected,
        tick,
        health,
        clock,
    }
}

impl Facts<'_> {
    fn health(&self) -> Health {
        let status = self.status();
        let initiatives = self.initiatives();
        let steps = self.targets.len() - initiatives;
        let (reason, reason_short) = reason::both(self, status);
        Health {
            status,
            reason,
            reason_short,
            sentence: reason::sentence(self, status),
            apart: self.apart(),
            divergence: self.divergence(),
            lagging_until: self.lagging(),
            coverage: self.coverage(),
            initiatives,
            steps,
            coverage_text: reason::coverage(self.coverage(), initiatives, steps),
            confidence: self.confidence(status),
        }
    }

    fn status(&self) -> HealthStatus {
        let row = self.row;
        match () {
            () if self.closed => HealthStatus::Closed,
            () if row.owner.is_none() || !row.published => HealthStatus::Draft,
            () if self.clock.is_none() => HealthStatus::Draft,
            () if self.is_stale() => HealthStatus::Stale,
            () if self.outcome.shown().is_none() => HealthStatus::NotMeasured,
            () if self.is_early() => HealthStatus::TooEarly,
            () => self.computed().unwrap_or(HealthStatus::NotMeasured),
        }
    }

    /// On track, at risk or off track, from the gap alone.
    fn computed(&self) -> Option<HealthStatus> {
        let gap = self.expected?.less(self.outcome.shown()?).0;
        let points = |n: u8| Decimal::new(i64::from(n), 2);
        Some(match () {
            () if gap <= points(self.settings.on_track_gap_points) => HealthStatus::OnTrack,
            () if gap <= points(self.settings.at_risk_gap_points) => HealthStatus::AtRisk,
            () => HealthStatus::OffTrack,
        })
    }

    /// Days between check-ins.
    pub fn cadence(&self) -> i32 {
        i32::from(match self.row.cadence_days {
            0 => self.settings.check_in_cadence_days,
            own => own,
        })
    }

    /// The day of the last check-in.
    pub fn last_check_in(&self) -> Option<Date> {
        self.check_ins.last().map(|it| day_of(it))
    }

    /// The day from which check-ins are due: the cycle's first, or the Key Result's own if later.
    pub fn begun(&self) -> Option<Date> {
        let start = self.clock.as_ref()?.start;
        Some(start.max(Offset::UTC.to_datetime(self.row.head.created_at).date()))
    }

    fn is_stale(&self) -> bool {
        let Some(since) = self.last_check_in().or(self.begun()) else {
            return false;
        };
        let limit = self.cadence() + i32::from(self.settings.check_in_grace_days);
        days_between(since, self.today) > limit
    }

    fn is_early(&self) -> bool {
        let early = self.settings.early_percent;
        self.clock
            .as_ref()
            .is_some_and(|clock| !clock.gone().reaches_points(early))
    }

    /// The day until which no movement is expected, while it lies ahead.
    pub fn lagging(&self) -> Option<Date> {
        self.row.lagging_until.filter(|until| self.today < *until)
    }

    /// Projects and workstreams linked.
    pub fn initiatives(&self) -> usize {
        self.targets
            .iter()
            .filter(|it| matches!(it, LinkTarget::Project(_)))
            .count()
    }

    /// How well it is backed.
    pub fn coverage(&self) -> Coverage {
        match (self.targets.len(), self.initiatives()) {
            (0, _) => Coverage::NotCovered,
            (1, _) => Coverage::Thin,
            (_, many) if many >= 5 => Coverage::TooMany(many),
            (all, _) => Coverage::Fine(all),
        }
    }

    /// Work minus outcome, when both speak of the same thing: a done-or-not-done Key Result has
    /// nothing to show before its day.
    fn between(&self) -> Option<Fraction> {
        let clock = self.clock.as_ref()?;
        let waits =
            self.row.metric == MetricType::Boolean && self.today <= expected::due(self.row, clock);
        if waits || self.lagging().is_some() {
            return None;
        }
        Some(self.work.share()?.less(self.outcome.shown()?))
    }

    /// Points apart, from 10 % of the cycle on.
    pub fn apart(&self) -> Option<i64> {
        let between = self.between()?;
        if self.is_early() || !Fraction(between.0.abs()).reaches_points(self.limit()) {
            return None;
        }
        Some((self.work.share()?.points() - self.outcome.shown()?.points()).abs())
    }

    fn limit(&self) -> u8 {
        self.settings.divergence_points
    }

    /// Whether it is Work that is ahead.
    pub fn work_leads(&self) -> bool {
        self.work.share() > self.outcome.shown()
    }

    /// Half the cycle is gone and nobody said that it lags.
    fn alerts(&self) -> bool {
        let half = self.settings.divergence_percent;
        let late = self
            .clock
            .as_ref()
            .is_some_and(|clock| clock.gone().reaches_points(half));
        late && self.row.published && !self.closed && self.lagging().is_none()
    }

    /// What its owner is told once half the cycle is gone.
    pub fn divergence(&self) -> Option<String> {
        let apart = self.apart().filter(|_| self.alerts());
        if apart.is_some() && !self.work_leads() {
            return Some(reason::moving_without_work(self));
        }
        self.misreported()
            .or_else(|| apart.map(|points| reason::not_moving(self, points)))
    }

    /// A project that reports on track over a Key Result that is not, both named.
    pub fn misreported(&self) -> Option<String> {
        let off = self.computed() == Some(HealthStatus::OffTrack);
        let parted = self.apart().is_some() && self.work_leads();
        let title = self
            .reported_on_track()
            .filter(|_| self.alerts() && (off || parted))?;
        Some(reason::reported(self, &title))
    }

    /// A linked project whose lead reports "on track".
    fn reported_on_track(&self) -> Option<String> {
        self.targets.iter().find_map(|target| {
            let LinkTarget::Project(id) = target else {
                return None;
            };
            let row = self.source.plan.live(*id)?;
            (row.status == ProjectStatus::OnTrack).then(|| row.title.clone())
        })
    }

    /// The last open milestone of the linked work that finishes after the cycle.
    pub fn late_milestone(&self) -> Option<(String, Date)> {
        let plan = self.source.plan;
        let finish = self.clock.as_ref()?.finish;
        let last = self.targets.iter().filter_map(|target| match target {
            LinkTarget::Project(id) => self.source.tally(*id).ahead.last().copied(),
            LinkTarget::Task(id) => {
                let row = plan.live(*id).filter(|row| row.milestone)?;
                let open = outcome::reach(plan, *id).is_some_and(|it| !it.done);
                let at = open.then(|| self.source.finish(row))??;
                Some((at, *id))
            }
        });
        let (date, id) = last.max().filter(|(date, _)| *date > finish)?;
        Some((plan.get(id)?.title.clone(), date))
    }

    fn confidence(&self, status: HealthStatus) -> Option<Confidence> {
        let mut said = self
            .check_ins
            .iter()
            .rev()
            .filter_map(|it| Some((*it, it.confidence?)));
        let (check_in, value) = said.next()?;
        let before = said.next().map(|it| it.1);
        let band = match () {
            () if value >= Decimal::new(7, 1) => HealthStatus::OnTrack,
            () if value >= Decimal::new(4, 1) => HealthStatus::AtRisk,
            () => HealthStatus::OffTrack,
        };
        let ends = [HealthStatus::OnTrack, HealthStatus::OffTrack];
        let far = band != status && ends.contains(&band) && ends.contains(&status);
        let asks = far && check_in.note.trim().is_empty();
        Some(Confidence {
            value,
            before,
            far,
            asks,
        })
    }

    /// Whether the cycle has not begun.
    pub fn is_ahead(&self) -> bool {
        self.clock
            .as_ref()
            .is_some_and(|clock| clock.phase == Phase::Before)
    }
}

/// The day that a check-in speaks of.
pub(crate) fn day_of(row: &Row<CheckIn>) -> Date {
    row.on
        .unwrap_or_else(|| Offset::UTC.to_datetime(row.head.created_at).date())
}
