//! Readings that the tests share.

use chart::StatusLook;
use chart::bar::{Mark, ProgressPair, Reading, Words};
use chart::card::Card;

/// A reading with the words of its percentage.
pub fn filled(at: u16) -> Reading {
    Reading {
        mark: Mark::Filled(at),
        words: format!("{} %", at / 100),
    }
}

/// Any mark with any words.
pub fn reading(mark: Mark, words: &str) -> Reading {
    Reading {
        mark,
        words: words.into(),
    }
}

/// A pair with a plan at 35 %.
pub fn pair(outcome: Reading, work: Reading, status: StatusLook) -> ProgressPair {
    ProgressPair {
        outcome,
        work,
        expected: Some(3_500),
        today: None,
        status,
        apart: None,
        words: Words {
            outcome: "outcome".into(),
            work: "work".into(),
            expected: "expected by today 35 %".into(),
            apart: String::new(),
            status: status.slug().replace('-', " "),
        },
    }
}

/// At risk, with the work 38 points ahead.
pub fn apart() -> ProgressPair {
    let mut pair = pair(filled(2_000), filled(5_800), StatusLook::AtRisk);
    pair.apart = Some(38);
    pair.words.apart = "38 apart".into();
    pair
}

/// The card of that Key Result.
pub fn card() -> Card {
    Card {
        title: "Reduce median time from contract to go-live".into(),
        pair: apart(),
        now: "41 days".into(),
        span: "45 to 25 days".into(),
        reason: "20 % done where 35 % was expected by today, and work is 38 points ahead of it. \
                 The work is getting done and the number is not moving."
            .into(),
        as_of: "As of 2 Nov 2026, 09:41".into(),
        lang: "en-GB".into(),
    }
}
