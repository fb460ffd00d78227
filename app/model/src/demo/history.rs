//! What happened since: check-ins by the owners of the Key Results.

use super::build::{Demo, text};
use super::goal::{Goal, decimal};
use crate::{CheckIn, Op};

impl Demo<'_> {
    /// Every check-in, in the order of the days.
    pub(super) fn history(&mut self) {
        for goal in Self::every_goal() {
            self.check_ins(goal);
        }
    }

    fn check_ins(&mut self, goal: &Goal) {
        let Some(key_result) = self.key_results.get(goal.key).copied() else {
            return;
        };
        let who = goal_owner(self, goal);
        for (day, value, confidence, note) in goal.check_ins {
            let check_in = CheckIn {
                key_result,
                on: Some(self.day(*day)),
                value: decimal(value),
                confidence: decimal(confidence),
                note: text(note),
                ..CheckIn::default()
            };
            let op = Op::Create {
                id: self.fresh(),
                entity: check_in.into(),
                audience: None,
            };
            self.act(who, *day, op);
        }
    }
}

fn goal_owner(demo: &Demo<'_>, goal: &Goal) -> crate::Id<crate::Person> {
    demo.person(goal.owner()).unwrap_or(demo.owner)
}
