//! The Objectives and Key Results of Halden, with the values that tell the story.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::build::{Demo, ranks, text};
use crate::{Audience, Id, KeyResult, MetricType, Objective};

/// A Key Result as a line of a table. Decimals are written as text: exact, and easy to read.
pub(super) struct Goal {
    pub(super) key: &'static str,
    title: &'static str,
    owner: &'static str,
    metric: MetricType,
    unit: &'static str,
    start: &'static str,
    target: &'static str,
    source: &'static str,
    /// Check-ins: day of the quarter, value, confidence, note.
    pub(super) check_ins: &'static [(i64, &'static str, &'static str, &'static str)],
}

impl Goal {
    /// The initials of its owner.
    pub(super) fn owner(&self) -> &'static str {
        self.owner
    }
}

type Group = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [Goal],
);

impl Demo<'_> {
    /// Three Objectives with four Key Results each, and one of the half-year.
    pub(super) fn goals(&mut self) {
        for ((title, owner, team, context, goals), rank) in
            OBJECTIVES.iter().zip(ranks(OBJECTIVES.len()))
        {
            let quarter = self.quarter;
            let objective = self.objective(title, owner, team, context, quarter, rank);
            for (goal, rank) in goals.iter().zip(ranks(goals.len())) {
                self.goal(goal, objective, rank);
            }
        }
        let half = self.half;
        let rank = ranks(1).next().unwrap_or_default();
        let title = "Start every contract at once";
        let objective = self.objective(title, "DO", "Customer success", "", half, rank.clone());
        self.goal(&HALF_YEAR, objective, rank);
    }

    fn objective(
        &mut self,
        title: &str,
        owner: &str,
        team: &str,
        context: &str,
        cycle: Id<crate::Cycle>,
        rank: crate::Rank,
    ) -> Id<Objective> {
        let objective = Objective {
            cycle: Some(cycle),
            title: text(title),
            owner: self.person(owner),
            context: text(context),
            teams: self.teams.get(team).copied().into_iter().collect(),
            rank,
            published: true,
            ..Objective::default()
        };
        self.create(-20, objective)
    }

    fn goal(&mut self, goal: &Goal, objective: Id<Objective>, rank: crate::Rank) {
        let mut row = KeyResult {
            objective,
            title: text(goal.title),
            owner: self.person(goal.owner),
            accepted: true,
            rank,
            metric: goal.metric,
            unit: text(goal.unit),
            start: decimal(goal.start),
            target: decimal(goal.target),
            source: text(goal.source),
            published: true,
            ..KeyResult::default()
        };
        self.adorn(goal.key, &mut row);
        let audience = (goal.key == "cost").then_some(Audience::Circle(self.leadership));
        let id = self.create_for(-15, row, audience);
        self.key_results.insert(goal.key, id);
    }

    /// What only one of them has.
    fn adorn(&self, key: &str, row: &mut KeyResult) {
        match key {
            // Retention lags: nearly flat until December's renewals, then steep.
            "retention" => {
                let plan = [(0, "74"), (32, "74.9"), (60, "76"), (91, "85")];
                row.phased = plan
                    .iter()
                    .filter_map(|(day, value)| Some((self.day(*day), decimal(value)?)))
                    .collect::<BTreeMap<_, _>>();
                row.lagging_until = Some(self.day(61));
            }
            "audit" => row.due = Some(self.workday(71)),
            _ => {}
        }
    }

    /// Every Key Result of the tables.
    pub(super) fn every_goal() -> Vec<&'static Goal> {
        OBJECTIVES
            .iter()
            .flat_map(|it| it.4)
            .chain([&HALF_YEAR])
            .collect()
    }
}

pub(super) fn decimal(written: &str) -> Option<Decimal> {
    Decimal::from_str_exact(written).ok()
}

const fn goal(
    key: &'static str,
    title: &'static str,
    owner: &'static str,
    metric: (MetricType, &'static str),
    span: (&'static str, &'static str),
    source: &'static str,
    check_ins: &'static [(i64, &'static str, &'static str, &'static str)],
) -> Goal {
    let (metric, unit) = metric;
    let (start, target) = span;
    Goal {
        key,
        title,
        owner,
        metric,
        unit,
        start,
        target,
        source,
        check_ins,
    }
}

const NUMBER: MetricType = MetricType::Number;
const PERCENT: (MetricType, &str) = (MetricType::Percentage, "");

const OBJECTIVES: &[Group] = &[
    (
        "Reduce time-to-value for new customers",
        "AR",
        "Onboarding",
        "Customers who reach their first result in the first month stay twice as long.",
        &[
            goal(
                "go_live",
                "Reduce median time from contract to go-live",
                "AR",
                (NUMBER, "days"),
                ("45", "25"),
                "Median days, contract signed to go-live. CRM report 114, entered by hand.",
                &[
                    (7, "44", "0.8", "Baseline confirmed with finance."),
                    (14, "43", "0.7", "First customers on the new checklist."),
                    (21, "42", "0.7", "Kick-off now booked at signature."),
                    (
                        28,
                        "41",
                        "0.5",
                        "Two pilots live in 31 days, but the rest still wait for data migration.",
                    ),
                ],
            ),
            goal(
                "onboarding",
                "Reduce median onboarding completion time",
                "ML",
                (NUMBER, "days"),
                ("14", "7"),
                "Median days from first login to finished setup.",
                &[
                    (9, "13.4", "0.7", "Shorter welcome call."),
                    (19, "12.3", "0.7", "Import templates are in use."),
                    (
                        29,
                        "11.2",
                        "0.8",
                        "Setup checklist in beta with nine customers.",
                    ),
                ],
            ),
            goal(
                "active",
                "Raise share of new users active in week one",
                "YT",
                PERCENT,
                ("30", "55"),
                "Product analytics, weekly cohort.",
                &[
                    (10, "33", "0.6", ""),
                    (20, "36.4", "0.6", "Reminder on day three helps."),
                    (30, "39", "0.7", "Best cohort so far."),
                ],
            ),
            goal(
                "live_30",
                "Raise customers live within 30 days of contract",
                "TB",
                PERCENT,
                ("38", "60"),
                "CRM report 114.",
                &[
                    (12, "38.4", "0.5", ""),
                    (26, "39.1", "0.3", "Nobody works on this yet."),
                ],
            ),
        ],
    ),
    (
        "Keep the customers we win",
        "DO",
        "Customer success",
        "Churn cost us more than we sold in the north last year.",
        &[
            goal(
                "retention",
                "Increase twelve-month customer retention",
                "DO",
                PERCENT,
                ("74", "85"),
                "Finance, rolling twelve months.",
                &[
                    (15, "74.6", "0.6", ""),
                    (29, "75.1", "0.6", "Renewal calls have begun."),
                ],
            ),
            goal(
                "tickets",
                "Reduce support tickets per month",
                "SC",
                (NUMBER, "tickets/month"),
                ("200", "120"),
                "Support desk, rolling 30 days.",
                &[
                    (11, "190", "0.6", ""),
                    (21, "178", "0.7", "Password reset tickets are gone."),
                    (
                        31,
                        "168",
                        "0.7",
                        "Search in the help centre answers the import questions.",
                    ),
                ],
            ),
            goal(
                "escalations",
                "Bring escalations older than five days to zero",
                "JW",
                (NUMBER, "escalations"),
                ("50", "0"),
                "Support desk, on the day.",
                &[
                    (14, "46", "0.6", ""),
                    (
                        27,
                        "41",
                        "0.5",
                        "Seven projects claim to help. Hard to see which one does.",
                    ),
                ],
            ),
            goal(
                "self_service",
                "Raise tickets solved by self-service",
                "SC",
                PERCENT,
                ("20", "50"),
                "Support desk.",
                &[
                    (
                        16,
                        "33",
                        "0.8",
                        "More than planned, before the rewrite is out.",
                    ),
                    (30, "41.6", "0.9", "Is it us, or the holidays?"),
                ],
            ),
        ],
    ),
    (
        "Deliver what we promise, when we promise it",
        "PN",
        "Project office",
        "",
        &[
            goal(
                "on_time",
                "Raise project on-time delivery",
                "IM",
                PERCENT,
                ("62", "80"),
                "Share of projects finished by their baseline date, rolling quarter.",
                &[
                    (13, "64", "0.7", ""),
                    (27, "68", "0.7", "Baselines are now set before work begins."),
                ],
            ),
            goal(
                "audit",
                "Complete the security certification audit",
                "JW",
                (MetricType::Boolean, ""),
                ("", ""),
                "Certificate from the auditor.",
                &[(
                    25,
                    "0",
                    "0.8",
                    "Audit is booked; three of five controls are ready.",
                )],
            ),
            goal(
                "scope",
                "Reduce scope changes after baseline",
                "TB",
                (NUMBER, "per project"),
                ("14", "6"),
                "Change requests accepted after the baseline, mean of running projects.",
                &[(8, "12", "0.6", "Change board meets every Thursday.")],
            ),
            goal(
                "cost",
                "Reduce hosting cost per tenant",
                "IM",
                (MetricType::Currency, "EUR"),
                ("41", "33"),
                "Invoices, monthly.",
                &[(18, "38.6", "0.7", "First cluster merged.")],
            ),
        ],
    ),
];

/// The goal with two weeks left whose project reports "on track".
const HALF_YEAR: Goal = goal(
    "quick_start",
    "Raise contracts started within ten days of signature",
    "DO",
    PERCENT,
    ("50", "75"),
    "CRM report 120.",
    &[
        (-100, "51", "0.7", ""),
        (-60, "53", "0.7", ""),
        (-10, "54", "0.6", "Handover works, legal does not."),
        (
            25,
            "55",
            "0.4",
            "The handover project is on track and the share hardly moves.",
        ),
    ],
);
