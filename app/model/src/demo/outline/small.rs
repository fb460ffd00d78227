//! The smaller outlines of the demo.

use super::{Line, line};

pub(crate) const HANDOVER: &[Line] = &[
    line(
        (0, "Agree one handover sheet", "TB", -20, 8),
        (10, 100, "", ""),
    ),
    line(
        (0, "Sales hands over at signature", "TB", -8, 10),
        (12, 100, "", "Agree one handover sheet"),
    ),
    line(
        (0, "Kick-off booked in the contract mail", "ML", 6, 8),
        (8, 100, "", "Sales hands over at signature"),
    ),
    line(
        (0, "Legal templates for the standard contract", "DO", 20, 16),
        (12, 50, "", "Kick-off booked in the contract mail"),
    ),
    line(
        (0, "Review the first twenty handovers", "TB", 38, 12),
        (8, 0, "", "Legal templates for the standard contract"),
    ),
];

pub(crate) const HELP: &[Line] = &[
    line(
        (0, "Read 300 recent tickets", "SC", 4, 6),
        (10, 100, "", ""),
    ),
    line(
        (0, "Outline by what people ask", "SC", 11, 5),
        (8, 100, "", "Read 300 recent tickets"),
    ),
    line(
        (0, "Write the import articles", "SC", 18, 10),
        (12, 100, "", "Outline by what people ask"),
    ),
    line(
        (0, "Write the setup articles", "SC", 29, 12),
        (16, 0, "", "Write the import articles"),
    ),
    line(
        (0, "First 40 articles", "SC", 43, 0),
        (0, 0, "m", "Write the setup articles"),
    ),
    line(
        (0, "Write the reporting articles", "ML", 43, 12),
        (18, 0, "", ""),
    ),
    line(
        (0, "Search that understands synonyms", "YT", 46, 14),
        (20, 0, "", ""),
    ),
    line(
        (0, "Move the old pages", "JW", 60, 10),
        (16, 0, "", "Search that understands synonyms"),
    ),
];

pub(crate) const DESK: &[Line] = &[
    line(
        (0, "Sort the backlog by age", "JW", 6, 4),
        (12, 100, "", ""),
    ),
    line(
        (0, "Two people on escalations every day", "JW", 11, 5),
        (12, 100, "", "Sort the backlog by age"),
    ),
    line((0, "Rules for severity", "SC", 34, 6), (16, 0, "", "")),
    line((0, "Rota for weekends", "JW", 40, 6), (20, 0, "", "")),
    line(
        (0, "Link tickets to defects", "YT", 46, 10),
        (24, 0, "", "Rules for severity"),
    ),
    line(
        (0, "Close what nobody waits for", "SC", 60, 8),
        (16, 0, "", ""),
    ),
];

pub(crate) const DELIVERY: &[Line] = &[
    line(
        (0, "Baseline before work begins", "PN", 1, 8),
        (14, 100, "", ""),
    ),
    line(
        (0, "One status page for all projects", "PN", 12, 8),
        (16, 100, "", "Baseline before work begins"),
    ),
    line(
        (0, "Weekly slip report", "PN", 36, 8),
        (20, 0, "", "One status page for all projects"),
    ),
    line(
        (0, "Train the project leads", "IM", 44, 10),
        (24, 0, "", ""),
    ),
    line(
        (0, "Look back on five late projects", "PN", 55, 10),
        (26, 0, "", ""),
    ),
];

pub(crate) const SECURITY: &[Line] = &[
    line((0, "Controls", "", -5, 60), (0, 0, "", "")),
    line((1, "Access reviews", "JW", -5, 10), (0, 100, "", "")),
    line((1, "Backups tested", "YT", 5, 8), (0, 100, "", "")),
    line((1, "Incident exercise", "JW", 14, 10), (0, 100, "", "")),
    line((1, "Supplier list", "PN", 34, 10), (0, 0, "", "")),
    line(
        (1, "Policy training for everyone", "IM", 44, 12),
        (0, 0, "", ""),
    ),
    line(
        (0, "Certification audit passed", "JW", 71, 0),
        (0, 0, "m", "Policy training for everyone"),
    ),
];

pub(crate) const BUGS: &[Line] = &[
    line((0, "Password reset", "JW", 5, 5), (0, 100, "", "")),
    line((0, "Import time-outs", "YT", 11, 5), (0, 100, "", "")),
    line((0, "Calendar feed", "JW", 18, 5), (0, 100, "", "")),
    line((0, "Slow search", "YT", 25, 5), (0, 100, "", "")),
    line((0, "Mobile sign-in", "JW", 39, 5), (0, 0, "", "")),
];

pub(crate) const WEBINARS: &[Line] = &[
    line((0, "Script and slides", "ML", 8, 6), (14, 100, "", "")),
    line(
        (0, "First three sessions", "ML", 16, 10),
        (14, 100, "", "Script and slides"),
    ),
    line((0, "Record it for later", "ML", 38, 5), (8, 0, "", "")),
    line((0, "Weekly sessions", "AR", 45, 24), (14, 0, "", "")),
];

pub(crate) const CHECKLIST: &[Line] = &[
    line(
        (0, "Choose the five steps that matter", "YT", 10, 6),
        (0, 100, "", ""),
    ),
    line(
        (0, "Show them in the product", "JW", 34, 12),
        (0, 0, "", "Choose the five steps that matter"),
    ),
    line(
        (0, "Measure who finishes", "YT", 52, 8),
        (0, 0, "", "Show them in the product"),
    ),
];

pub(crate) const RENEWAL_CALLS: &[Line] = &[
    line(
        (0, "Calls of the first month", "DO", 12, 18),
        (25, 100, "", ""),
    ),
    line(
        (0, "Calls of the second month", "DO", 33, 20),
        (20, 0, "", "Calls of the first month"),
    ),
    line(
        (0, "Calls of the third month", "SC", 60, 18),
        (15, 0, "", "Calls of the second month"),
    ),
];

pub(crate) const CLEANUP: &[Line] = &[
    line(
        (0, "List every running project", "PN", 3, 6),
        (6, 100, "", ""),
    ),
    line(
        (0, "Stop what nobody sponsors", "IM", 12, 8),
        (10, 100, "", "List every running project"),
    ),
    line(
        (0, "Merge what overlaps", "PN", 36, 10),
        (18, 0, "", "Stop what nobody sponsors"),
    ),
    line((0, "Publish the portfolio", "PN", 50, 8), (16, 0, "", "")),
];

pub(crate) const BOARD: &[Line] = &[
    line((0, "Rules of the board", "TB", 2, 5), (8, 100, "", "")),
    line(
        (0, "First five meetings", "TB", 8, 24),
        (15, 100, "", "Rules of the board"),
    ),
    line(
        (0, "Next seven meetings", "TB", 38, 45),
        (27, 0, "", "First five meetings"),
    ),
];

pub(crate) const TENANTS: &[Line] = &[
    line((0, "Merge the first cluster", "YT", 9, 9), (0, 100, "", "")),
    line(
        (0, "Merge the second cluster", "YT", 34, 10),
        (0, 0, "", "Merge the first cluster"),
    ),
    line(
        (0, "Merge the third cluster", "YT", 48, 10),
        (0, 0, "", "Merge the second cluster"),
    ),
    line(
        (0, "Retire the old machines", "JW", 62, 6),
        (0, 0, "", "Merge the third cluster"),
    ),
    line((0, "Check the invoices", "IM", 80, 2), (0, 0, "", "")),
];
