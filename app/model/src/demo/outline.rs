//! The outlines of the demo: one line a task.

mod small;

pub(super) use small::*;

/// A task of the demo. Days count from the first day of the quarter.
pub(super) struct Line {
    pub(super) depth: usize,
    pub(super) title: &'static str,
    pub(super) who: &'static str,
    pub(super) from: i64,
    pub(super) days: i64,
    pub(super) hours: i64,
    pub(super) percent: u8,
    pub(super) milestone: bool,
    pub(super) cancelled: bool,
    pub(super) after: &'static str,
}

/// Depth, title, who, first day, days.
type What = (usize, &'static str, &'static str, i64, i64);
/// Estimated hours, percent, flags (m: milestone, x: cancelled), the task it waits for.
type How = (i64, u8, &'static str, &'static str);

const fn line(what: What, how: How) -> Line {
    let (depth, title, who, from, days) = what;
    let (hours, percent, flags, after) = how;
    let flag = if flags.is_empty() {
        b' '
    } else {
        flags.as_bytes()[0]
    };
    Line {
        depth,
        title,
        who,
        from,
        days,
        hours,
        percent,
        milestone: flag == b'm',
        cancelled: flag == b'x',
        after,
    }
}

pub(super) const REVAMP: &[Line] = &[
    line((0, "Discover", "", -10, 19), (0, 0, "", "")),
    line(
        (1, "Map the onboarding journey", "AR", -10, 12),
        (40, 100, "", ""),
    ),
    line(
        (1, "Interview twelve new customers", "YT", -3, 12),
        (40, 100, "", ""),
    ),
    line(
        (1, "Findings agreed", "ML", 8, 0),
        (0, 100, "m", "Interview twelve new customers"),
    ),
    line((0, "Guided setup", "", 11, 40), (0, 0, "", "")),
    line(
        (1, "Design guided setup flow", "SC", 11, 12),
        (60, 100, "", "Findings agreed"),
    ),
    line(
        (1, "Build setup checklist", "JW", 18, 19),
        (60, 70, "", "Design guided setup flow"),
    ),
    line(
        (1, "Guided setup beta", "ML", 29, 0),
        (0, 100, "m", "Design guided setup flow"),
    ),
    line(
        (1, "Write in-product help", "SC", 39, 12),
        (32, 0, "", "Build setup checklist"),
    ),
    line((0, "Data migration", "", 11, 64), (0, 0, "", "")),
    line(
        (1, "Build import templates", "YT", 11, 16),
        (80, 100, "", "Findings agreed"),
    ),
    line(
        (1, "Data migration dry run", "YT", 27, 23),
        (72, 25, "", "Build import templates"),
    ),
    line(
        (1, "Fix data mapping defects", "JW", 50, 14),
        (16, 0, "", "Data migration dry run"),
    ),
    line(
        (1, "Cut over customer data", "YT", 64, 11),
        (12, 0, "", "Fix data mapping defects"),
    ),
    line((0, "Launch", "", 46, 54), (0, 0, "", "")),
    line(
        (1, "Train the onboarding team", "AR", 53, 12),
        (12, 0, "", "Write in-product help"),
    ),
    line((1, "Security sign-off", "JW", 60, 5), (4, 0, "", "")),
    line(
        (1, "Pilot with five customers", "ML", 75, 25),
        (12, 0, "", "Cut over customer data"),
    ),
    line(
        (1, "Go-live", "ML", 99, 0),
        (0, 0, "m", "Pilot with five customers"),
    ),
];

pub(super) const MIGRATION: &[Line] = &[
    line((0, "Understand", "", -27, 25), (0, 0, "", "")),
    line(
        (
            1,
            "List source systems of the last fifty customers",
            "YT",
            -27,
            5,
        ),
        (0, 100, "", ""),
    ),
    line(
        (1, "Rank them by frequency", "YT", -21, 2),
        (0, 100, "", ""),
    ),
    line(
        (1, "Collect sample exports", "JW", -18, 6),
        (0, 100, "", "Rank them by frequency"),
    ),
    line(
        (1, "Agree the target model", "YT", -11, 5),
        (0, 100, "", ""),
    ),
    line((0, "Read", "", -4, 47), (0, 0, "", "")),
    line(
        (1, "Reader for spreadsheets", "YT", -4, 8),
        (0, 100, "", "Agree the target model"),
    ),
    line(
        (1, "Reader for the old suite", "JW", 5, 9),
        (0, 100, "", ""),
    ),
    line(
        (1, "Reader for plain text exports", "YT", 13, 6),
        (0, 100, "", ""),
    ),
    line(
        (1, "Reader for the northern register", "JW", 21, 6),
        (0, 100, "", ""),
    ),
    line(
        (1, "Reader for the partner portal", "JW", 28, 8),
        (0, 0, "x", ""),
    ),
    line((1, "Character sets and dates", "YT", 30, 7), (0, 0, "", "")),
    line(
        (1, "Attachments", "YT", 38, 6),
        (0, 0, "", "Character sets and dates"),
    ),
    line((0, "Check", "", 34, 33), (0, 0, "", "")),
    line((1, "Find duplicates", "JW", 34, 6), (0, 0, "", "")),
    line(
        (1, "Match people by address", "JW", 40, 5),
        (0, 0, "", "Find duplicates"),
    ),
    line(
        (1, "Report what was left out", "YT", 45, 5),
        (0, 0, "", "Attachments"),
    ),
    line(
        (1, "Compare totals before and after", "YT", 50, 5),
        (0, 0, "", "Report what was left out"),
    ),
    line(
        (1, "Undo an import", "JW", 53, 7),
        (0, 0, "", "Match people by address"),
    ),
    line((0, "Run", "", 57, 21), (0, 0, "", "")),
    line(
        (1, "Dry run with customer one", "TB", 57, 4),
        (0, 0, "", "Compare totals before and after"),
    ),
    line(
        (1, "Dry run with customer two", "TB", 61, 4),
        (0, 0, "", "Dry run with customer one"),
    ),
    line(
        (1, "Dry run with customer three", "TB", 65, 3),
        (0, 0, "", "Dry run with customer two"),
    ),
    line(
        (1, "Fix what they found", "YT", 67, 4),
        (0, 0, "", "Dry run with customer three"),
    ),
    line((1, "Write the runbook", "TB", 68, 4), (0, 0, "", "")),
    line(
        (1, "Train two consultants", "ML", 71, 3),
        (0, 0, "", "Write the runbook"),
    ),
    line(
        (1, "Price the migration service", "DO", 71, 3),
        (0, 0, "", ""),
    ),
    line(
        (1, "Hand over to onboarding", "TB", 75, 2),
        (0, 0, "", "Train two consultants"),
    ),
    line(
        (1, "Archive the sample data", "JW", 77, 1),
        (0, 0, "", "Hand over to onboarding"),
    ),
    line(
        (1, "Announce it", "ML", 78, 1),
        (0, 0, "", "Hand over to onboarding"),
    ),
];

pub(super) const LIFECYCLE: &[Line] = &[
    line((0, "Know the customer", "", 14, 16), (0, 0, "", "")),
    line(
        (1, "Define the stages of a customer's life", "DO", 14, 3),
        (6, 100, "", ""),
    ),
    line(
        (1, "Agree who owns each stage", "DO", 17, 2),
        (4, 100, "", "Define the stages of a customer's life"),
    ),
    line((1, "Collect usage signals", "YT", 18, 5), (16, 100, "", "")),
    line(
        (1, "Score the health of each account", "YT", 23, 6),
        (20, 60, "", "Collect usage signals"),
    ),
    line(
        (1, "Review the score with account managers", "DO", 29, 2),
        (6, 0, "", "Score the health of each account"),
    ),
    line((0, "Welcome", "", 20, 24), (0, 0, "", "")),
    line(
        (1, "Write the welcome series", "ML", 20, 5),
        (12, 100, "", ""),
    ),
    line(
        (1, "Record a two-minute tour", "ML", 25, 4),
        (8, 50, "", ""),
    ),
    line(
        (1, "Call every new customer in week two", "SC", 27, 12),
        (24, 20, "", ""),
    ),
    line(
        (1, "Ask what almost stopped them", "SC", 34, 5),
        (8, 0, "", ""),
    ),
    line(
        (1, "Publish the first success stories", "ML", 39, 5),
        (10, 0, "", ""),
    ),
    line(
        (1, "Welcome call script in three languages", "SC", 41, 4),
        (6, 0, "", ""),
    ),
    line((1, "Gift for the first year", "ML", 45, 2), (3, 0, "", "")),
    line((0, "Adoption", "", 26, 30), (0, 0, "", "")),
    line(
        (1, "Find accounts with one active user", "YT", 26, 3),
        (6, 100, "", ""),
    ),
    line(
        (1, "Offer a second training", "TB", 29, 9),
        (18, 0, "", "Find accounts with one active user"),
    ),
    line(
        (1, "In-app hints for unused features", "JW", 32, 12),
        (30, 0, "", ""),
    ),
    line((1, "Monthly usage letter", "ML", 36, 6), (10, 0, "", "")),
    line(
        (1, "Champions list per account", "SC", 40, 6),
        (10, 0, "", ""),
    ),
    line(
        (1, "Customer round table", "DO", 48, 3),
        (12, 0, "", "Champions list per account"),
    ),
    line(
        (1, "Guide for administrators", "TB", 50, 8),
        (14, 0, "", ""),
    ),
    line((1, "Quarterly health letter", "SC", 55, 5), (6, 0, "", "")),
    line((0, "Renewals", "", 28, 54), (0, 0, "", "")),
    line(
        (1, "List renewals of the next two quarters", "DO", 28, 2),
        (4, 100, "", ""),
    ),
    line(
        (1, "Agree the renewal playbook", "DO", 28, 4),
        (10, 100, "", "List renewals of the next two quarters"),
    ),
    line(
        (1, "Renewal reminders 90 days ahead", "JW", 36, 5),
        (12, 0, "", "Agree the renewal playbook"),
    ),
    line(
        (1, "Price rules for early renewal", "DO", 41, 5),
        (8, 0, "", ""),
    ),
    line(
        (1, "Renewal meeting with the ten largest", "DO", 46, 25),
        (40, 0, "", "Agree the renewal playbook"),
    ),
    line((0, "Winning back", "", 45, 30), (0, 0, "", "")),
    line(
        (1, "List lost accounts of the last year", "SC", 45, 3),
        (6, 0, "", ""),
    ),
    line(
        (1, "Ask twenty of them why", "SC", 48, 9),
        (16, 0, "", "List lost accounts of the last year"),
    ),
    line(
        (1, "Draft retention email campaign", "DO", 46, 12),
        (16, 0, "", ""),
    ),
    line(
        (1, "Offer for those who left for price", "DO", 60, 6),
        (8, 0, "", "Ask twenty of them why"),
    ),
    line(
        (1, "Measure who came back", "YT", 70, 5),
        (6, 0, "", "Offer for those who left for price"),
    ),
    line(
        (1, "Farewell survey in the product", "JW", 52, 6),
        (8, 0, "", ""),
    ),
    line(
        (1, "Keep their data for a year", "JW", 58, 5),
        (8, 0, "", ""),
    ),
    line((0, "Measure", "", 34, 50), (0, 0, "", "")),
    line(
        (1, "One page of retention numbers", "YT", 34, 8),
        (14, 0, "", ""),
    ),
    line(
        (1, "Reasons for leaving, by code", "SC", 42, 5),
        (8, 0, "", ""),
    ),
    line(
        (1, "Report to leadership", "DO", 62, 2),
        (4, 0, "", "One page of retention numbers"),
    ),
    line((1, "Compare segments", "YT", 47, 6), (10, 0, "", "")),
    line((1, "Survey twice a year", "SC", 50, 4), (6, 0, "", "")),
    line(
        (1, "Dashboard on the office screen", "JW", 66, 4),
        (6, 0, "", ""),
    ),
    line(
        (1, "Decide on next quarter", "DO", 78, 3),
        (6, 0, "", "Report to leadership"),
    ),
    line(
        (1, "Programme closed", "DO", 84, 0),
        (0, 0, "m", "Decide on next quarter"),
    ),
];
