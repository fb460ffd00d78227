//! Check-ins: dated measurements. Never changed, only corrected by another.

use alloc::string::String;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::KeyResult;
use crate::Id;
use crate::fields::entity;

entity! {
    /// A measured value on a day. Who and when recorded are in the row's head.
    CheckIn {
        /// What was measured.
        key_result: Id<KeyResult>,
        /// The day that the value is true for; earlier than recorded means back-dated.
        on: Option<Date>,
        /// The value; 0 and 1 for done or not done; `None` for milestones, whose steps speak.
        value: Option<Decimal>,
        /// 0.0 to 1.0: how sure the owner is to reach the target.
        confidence: Option<Decimal>,
        /// What happened.
        note: String,
        /// What stands in the way.
        blockers: String,
        /// The check-in that this one replaces.
        corrects: Option<Id<CheckIn>>,
    }
}
