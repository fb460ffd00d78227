//! The maturity of a project office (SPEC 12): eighteen questions with a statement to recognise for
//! each step, a level, what holds it back, and whether goals should be linked to projects now.
//! Whole numbers only: a dimension is told in tenths.

mod evidence;
mod kept;
mod question;
mod verdict;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::entity::choice;

pub use evidence::{Evidence, evidence};
pub use kept::{Kept, Unreadable};
pub use question::{QUESTIONS, Question, question};
pub use verdict::Verdict;

choice! {
    /// What is asked about.
    Dimension {
        /// How work is planned and run.
        #[default]
        Process = "Process",
        /// What it is planned and run with.
        Tooling = "Tooling",
        /// Who decides, and when.
        Governance = "Governance",
        /// What may go wrong.
        Risk = "Risk",
        /// What is told, to whom, how fresh.
        Reporting = "Reporting",
        /// Whether work serves goals.
        Strategy = "Strategy linkage",
    }
}

/// The highest step of a question.
pub const TOP: u8 = 4;
/// The question that level 3 depends on (R089, R100).
pub const GATE: &str = "serves";

/// What somebody answered: the step of each question, by the question's key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, u8>);

impl Answers {
    /// The step of a question; `None` is not answered yet.
    pub fn get(&self, key: &str) -> Option<u8> {
        self.0.get(key).copied().map(|step| step.min(TOP))
    }

    /// Answers a question. What is no question is not kept.
    pub fn set(&mut self, key: &str, step: u8) {
        if let Some(question) = question(key) {
            self.0.insert(question.key.into(), step.min(TOP));
        }
    }

    /// How many questions are answered.
    pub fn count(&self) -> usize {
        QUESTIONS
            .iter()
            .filter(|it| self.get(it.key).is_some())
            .count()
    }

    /// The first question without an answer.
    pub fn next(&self) -> Option<usize> {
        QUESTIONS.iter().position(|it| self.get(it.key).is_none())
    }

    /// Whether every question is answered.
    pub fn is_whole(&self) -> bool {
        self.next().is_none()
    }

    /// The points of a dimension, out of three times the top step; what is not answered counts none.
    fn points(&self, dimension: Dimension) -> u32 {
        let asked = QUESTIONS.iter().filter(|it| it.dimension == dimension);
        asked
            .map(|it| u32::from(self.get(it.key).unwrap_or(0)))
            .sum()
    }
}

/// The score of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Of which.
    pub dimension: Dimension,
    /// The mean of its three steps in tenths, rounded: 0 to 40.
    pub tenths: u32,
    /// Its own level.
    pub level: u8,
    points: u32,
}

impl Score {
    /// As people write it: "2.3".
    pub fn words(&self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

/// What could be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The question.
    pub question: &'static Question,
    /// The step that one stands on.
    pub from: u8,
    /// What will be seen when the next step is reached.
    pub statement: &'static str,
    /// Why this one.
    pub why: String,
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// 1 to 5.
    pub level: u8,
    /// What holds the level where it is, as a sentence.
    pub held: String,
    /// The dimensions, in their order.
    pub scores: Vec<Score>,
    /// The lowest of them; of equal ones the first.
    pub weakest: Dimension,
    /// What to do, the first first; at most three.
    pub next: Vec<NextStep>,
    /// Whether goals should be linked to projects.
    pub verdict: Verdict,
    /// Why, as a sentence.
    pub because: String,
}

/// From so many tenths on a level is reached: 2, 3, 4 and 5.
const LEVELS: [u32; 4] = [10, 20, 28, 36];

/// The level of points out of so many questions, compared without rounding.
fn level(points: u32, questions: u32) -> u8 {
    let reached = LEVELS
        .iter()
        .filter(|tenths| points * 10 >= **tenths * questions);
    1 + u8::try_from(reached.count()).unwrap_or(0)
}

/// The word of a level.
pub fn level_word(level: u8) -> &'static str {
    match level {
        ..=1 => "Ad hoc",
        2 => "Repeatable",
        3 => "Connected",
        4 => "Managed",
        _ => "Steering",
    }
}

/// What some answers come to; what is not answered counts as the first step.
pub fn assess(answers: &Answers) -> Assessment {
    let scores: Vec<Score> = Dimension::ALL
        .iter()
        .map(|it| score(answers, *it))
        .collect();
    let points = scores.iter().map(|it| it.points).sum();
    let questions = u32::try_from(QUESTIONS.len()).unwrap_or(18);
    let mean = level(points, questions);
    let weakest = scores.iter().min_by_key(|it| it.points);
    let weakest = weakest
        .copied()
        .unwrap_or(score(answers, Dimension::Process));
    let gated = is_gated(answers, &scores);
    let capped = mean.min(weakest.level + 1);
    let level = if gated { capped.min(2) } else { capped };
    let next = next_steps(answers, &scores, gated && capped > 2);
    let (verdict, because) = verdict::verdict(answers, level);
    Assessment {
        level,
        held: held(answers, (mean, capped, level), &weakest),
        weakest: weakest.dimension,
        scores,
        next,
        verdict,
        because,
    }
}

fn score(answers: &Answers, dimension: Dimension) -> Score {
    let points = answers.points(dimension);
    Score {
        dimension,
        tenths: (points * 20 + 3) / 6,
        level: level(points, 3),
        points,
    }
}

/// Level 3 is out of reach: strategy linkage is below 2.0, or new requests are not asked what they
/// serve.
fn is_gated(answers: &Answers, scores: &[Score]) -> bool {
    let strategy = scores.iter().find(|it| it.dimension == Dimension::Strategy);
    strategy.is_none_or(|it| it.points < 6) || answers.get(GATE).unwrap_or(0) < 2
}

fn held(answers: &Answers, (mean, capped, level): (u8, u8, u8), weakest: &Score) -> String {
    if level < capped {
        let asked = answers.get(GATE).unwrap_or(0) >= 2;
        let why = match asked {
            false => "new requests are not asked which Key Result they serve",
            true => "strategy linkage is below 2.0",
        };
        return format!("The answers add up to level {capped}, but {why}: level 3 begins there.");
    }
    if capped < mean {
        return format!(
            "The answers add up to level {mean}, but {} stands at {}: a level is at most one above \
            the weakest dimension.",
            weakest.dimension.word().to_lowercase(),
            weakest.words()
        );
    }
    match level {
        5 => "Nothing holds it back: keep asking the questions.".into(),
        _ => format!(
            "The answers add up to level {level}; {} at {} is the weakest dimension.",
            weakest.dimension.word().to_lowercase(),
            weakest.words()
        ),
    }
}

/// The three steps that help most: first what level 3 waits for, then the weakest dimensions.
fn next_steps(answers: &Answers, scores: &[Score], gated: bool) -> Vec<NextStep> {
    let points = |of: Dimension| {
        let found = scores.iter().find(|it| it.dimension == of);
        found.map_or(0, |it| it.points)
    };
    let mut open: Vec<(bool, u32, u8, usize)> = Vec::new();
    for (at, it) in QUESTIONS.iter().enumerate() {
        let step = answers.get(it.key).unwrap_or(0);
        let opens = gated && (it.key == GATE && step < 2 || it.dimension == Dimension::Strategy);
        if step < TOP {
            open.push((!opens, points(it.dimension), step, at));
        }
    }
    open.sort_unstable();
    // What opens level 3 is asked for first, and in the order of what is lowest.
    let steps = open.into_iter().take(3).map(|(later, _, from, at)| {
        let question = &QUESTIONS[at];
        let word = question.dimension.word();
        NextStep {
            question,
            from,
            // The second statement of most questions is where one leaves from, not where one goes.
            statement: question.steps[usize::from(from.max(1)) + 1],
            why: match later {
                false => "Level 3 begins here.".into(),
                true => format!("{word}, now at step {from} of {TOP}."),
            },
        }
    });
    steps.collect()
}
