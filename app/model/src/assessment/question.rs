//! The eighteen questions. Each step is something that a visitor could see within a day.

use super::Dimension;

/// A question, with what is seen at each step.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in files.
    pub key: &'static str,
    /// What it is about.
    pub dimension: Dimension,
    /// What is asked.
    pub words: &'static str,
    /// What is seen at steps 0 to 4.
    pub steps: [&'static str; 5],
}

/// A question by its key.
pub fn question(key: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|it| it.key == key)
}

/// All of them, dimension by dimension.
pub static QUESTIONS: [Question; 18] = [
    Question {
        key: "planned",
        dimension: Dimension::Process,
        words: "How much of the work was planned before it began?",
        steps: [
            "The day is decided by who calls first. Nobody could list next week\u{2019}s work today.",
            "There are lists, but most entries were written after the work had started.",
            "About half of the work was on a plan at least two weeks ahead; the rest arrives and pushes it aside.",
            "Most work was planned, and what arrives unplanned is counted and has room kept free for it.",
            "Planned and unplanned shares are known for each team and quarter, and the room kept free is adjusted to them.",
        ],
    },
    Question {
        key: "plan",
        dimension: Dimension::Process,
        words: "What does the plan of a typical project consist of?",
        steps: [
            "An end date in a mail or on a slide.",
            "A list of tasks with names and wishful dates.",
            "Tasks with owners, durations and milestones, kept in one place.",
            "Dependencies are drawn, so that a slip shows which later dates move.",
            "Plans share people and dates across projects; what one slip does to others is seen the same day.",
        ],
    },
    Question {
        key: "close",
        dimension: Dimension::Process,
        words: "What happens when a project ends?",
        steps: [
            "It stops being mentioned.",
            "What was made is handed over, and the project is struck off the list.",
            "A short review compares what was promised with what came out.",
            "Each review changes an estimate, a template or a checklist that the next project uses.",
            "Months later somebody measures whether the promised effect arrived, and says so where it was promised.",
        ],
    },
    Question {
        key: "place",
        dimension: Dimension::Tooling,
        words: "Where do plans live?",
        steps: [
            "In heads, mailboxes and private files.",
            "In spreadsheets that several people copy.",
            "Most projects are in one tool; some keep a private plan beside it.",
            "Every project is in one tool, and nobody keeps a second plan.",
            "Plans, goals and people\u{2019}s load are in one place, and other systems read from it.",
        ],
    },
    Question {
        key: "fresh",
        dimension: Dimension::Tooling,
        words: "How fresh is what the tool says?",
        steps: [
            "It is filled in once, for the approval.",
            "It is brought up to date before steering meetings.",
            "Project managers update it every week or two.",
            "Those who do the work tick it off themselves, in the week it happens.",
            "Progress is taken over from the work as it is done, and stale entries are pointed out by themselves.",
        ],
    },
    Question {
        key: "find",
        dimension: Dimension::Tooling,
        words: "Somebody asks: what hangs on this milestone? How long until there is an answer?",
        steps: [
            "It takes a round of calls.",
            "The project manager knows; on holiday nobody does.",
            "Within an hour, from the project\u{2019}s own plan.",
            "At once within the project; across projects it takes a meeting.",
            "At once, across projects, down to the goal that would be missed.",
        ],
    },
    Question {
        key: "intake",
        dimension: Dimension::Governance,
        words: "How does a request become a project?",
        steps: [
            "By being asked for loudly enough.",
            "A manager agrees in passing; there is no list of what was turned down.",
            "There is a form and a list, and somebody decides from it.",
            "A board decides on a fixed day, by criteria that requesters know.",
            "Requests are weighed against those that run, and starting one says which other waits.",
        ],
    },
    Question {
        key: "decide",
        dimension: Dimension::Governance,
        words: "Who may move a date or widen the scope?",
        steps: [
            "Whoever notices it is needed; others hear of it later.",
            "The project manager, without writing it down.",
            "A named sponsor agrees, and the old plan is kept to compare with.",
            "There are limits: small changes are the manager\u{2019}s, larger ones the board\u{2019}s, each with a reason on record.",
            "Decisions carry owner and date, and are looked at again when their day comes.",
        ],
    },
    Question {
        key: "stop",
        dimension: Dimension::Governance,
        words: "When was a running project last stopped because something else mattered more?",
        steps: [
            "Never; projects end when the money does.",
            "Only when the person who wanted it left.",
            "Once or twice, after a long argument.",
            "At least once a year, at a regular review of the portfolio.",
            "Every quarter the portfolio is cut to what the goals need, and what stops is thanked for and closed.",
        ],
    },
    Question {
        key: "risks",
        dimension: Dimension::Risk,
        words: "What do you know about what may go wrong?",
        steps: [
            "It is known when it has gone wrong.",
            "Risks are named at the start, for the approval.",
            "Each larger project keeps a list with owners.",
            "The lists are gone through every month, and what was done about each is written beside it.",
            "Risks are tied to tasks and dates, and their cost and delay are part of the forecast.",
        ],
    },
    Question {
        key: "slack",
        dimension: Dimension::Risk,
        words: "Do you know which tasks may not slip?",
        steps: [
            "All are urgent.",
            "Experience says which.",
            "The critical path of larger projects has been worked out once.",
            "Critical path and slack are kept up to date and are what meetings look at first.",
            "They are known across projects and for each goal, and buffers are placed where they protect it.",
        ],
    },
    Question {
        key: "load",
        dimension: Dimension::Risk,
        words: "How do you notice that somebody has been promised twice?",
        steps: [
            "When they fall ill or leave.",
            "When a date is missed.",
            "Team leads keep track of their own people.",
            "Load is added up for all projects by week, and too much is seen before it begins.",
            "New work is only dated after looking at the load, and goals decide who gives way.",
        ],
    },
    Question {
        key: "status",
        dimension: Dimension::Reporting,
        words: "What does a status report consist of?",
        steps: [
            "There is none, or a colour.",
            "A slide that each project manager words anew.",
            "A fixed form: dates, budget, risks, next milestones.",
            "It is drafted from the plan; the project manager adds what the numbers do not say.",
            "Activity, milestones and effect on goals stand apart in it, and readers can open every number.",
        ],
    },
    Question {
        key: "truth",
        dimension: Dimension::Reporting,
        words: "A project turns red. Who is surprised?",
        steps: [
            "Everybody, a week before the end.",
            "The board; the team has known for a month.",
            "Few: it was amber before.",
            "Nobody: the forecast said it weeks ahead.",
            "Nobody, and the reaction was agreed before it happened.",
        ],
    },
    Question {
        key: "portfolio",
        dimension: Dimension::Reporting,
        words: "What can management see across projects?",
        steps: [
            "What it asks for, one project at a time.",
            "A list of projects with colours, made by hand each month.",
            "A list with dates and budgets from the same source for all.",
            "Dates, load and dependencies of all projects in one picture, a day old at most.",
            "The same beside the goals they serve, with what is not covered and what serves nothing.",
        ],
    },
    Question {
        key: "cadence",
        dimension: Dimension::Strategy,
        words: "What happens to goals after they have been set?",
        steps: [
            "There are none, or nobody could name this quarter\u{2019}s.",
            "They are set with care and mostly forgotten by week four.",
            "They are looked at about monthly, and the numbers are recorded.",
            "Owners check in at a fixed rhythm, and reviews end with decisions.",
            "Every quarter is closed with grades, and the next one begins from what was learned.",
        ],
    },
    Question {
        key: "serves",
        dimension: Dimension::Strategy,
        words: "Before new work is accepted: does this request serve a Key Result?",
        steps: [
            "The question is not asked.",
            "It is asked now and then, and the answer is not kept.",
            "It is asked of larger requests, and the answer is on record.",
            "It is asked of every request; \u{201c}none, because \u{2026}\u{201d} is an answer that somebody has to give.",
            "The share of work that serves goals is known and is looked at when the next quarter is planned.",
        ],
    },
    Question {
        key: "coverage",
        dimension: Dimension::Strategy,
        words: "Which projects carry which goal?",
        steps: [
            "Nobody could say.",
            "The project\u{2019}s charter names a goal; nobody looks there again.",
            "For most goals the projects are listed somewhere.",
            "Every goal shows its projects, and a goal without one is noticed within two weeks.",
            "Finished work moves what the goal shows, and work that moves nothing is noticed while it can still be changed.",
        ],
    },
];
