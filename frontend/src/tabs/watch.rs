//! What a tab does about leadership, decided from what it heard and when. No clock and no browser here.

/// How often a tab that follows asks whether the leader is there.
pub const ASK_EVERY: i64 = 5_000;
/// After how long without an answer the leader is thought to be gone.
pub const PATIENCE: i64 = 12_000;

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    Rest,
    /// Ask whether the leader is there.
    Ask,
    /// Take over.
    TakeOver,
}

/// What one tab knows of the leader.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The term of the latest leader that was heard of.
    term: u64,
    /// The term that this tab leads, when it does.
    mine: Option<u64>,
    heard_at: i64,
    asked_at: i64,
    /// When this tab last looked: a gap means that it slept, and heard nothing because of that.
    looked_at: i64,
}

impl Watch {
    /// A tab that just opened.
    pub fn new(now: i64) -> Self {
        Self {
            term: 0,
            mine: None,
            heard_at: now,
            asked_at: 0,
            looked_at: now,
        }
    }

    /// The term that this tab leads.
    pub fn leads(&self) -> Option<u64> {
        self.mine
    }

    /// Whether any leader was heard of.
    pub fn knows_leader(&self) -> bool {
        self.term > 0
    }

    /// This tab became the leader.
    pub fn took(&mut self, term: u64) {
        self.term = self.term.max(term);
        self.mine = (term >= self.term).then_some(term);
    }

    /// A leader showed itself. Whether this tab has to step down for it.
    pub fn heard(&mut self, term: u64, now: i64) -> bool {
        if term < self.term {
            return false;
        }
        self.term = term;
        self.heard_at = now;
        let down = self.mine.is_some_and(|mine| mine < term);
        if down {
            self.mine = None;
        }
        down
    }

    /// The journal or the lock says that another leads.
    pub fn step_down(&mut self, now: i64) {
        self.mine = None;
        self.heard_at = now;
    }

    /// What to do now.
    pub fn look(&mut self, now: i64) -> Action {
        let slept = now - self.looked_at > 2 * ASK_EVERY || now < self.looked_at;
        self.looked_at = now;
        if self.mine.is_some() {
            return Action::Rest;
        }
        if slept {
            self.heard_at = now;
            self.asked_at = now;
            return Action::Ask;
        }
        if now - self.heard_at >= PATIENCE {
            return Action::TakeOver;
        }
        if now - self.asked_at >= ASK_EVERY {
            self.asked_at = now;
            return Action::Ask;
        }
        Action::Rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_leader_is_replaced_and_an_answering_one_is_not() {
        let mut tab = Watch::new(0);
        assert_eq!(tab.look(5_000), Action::Ask);
        assert!(!tab.heard(1, 5_001));
        assert_eq!(tab.look(10_000), Action::Ask);
        assert_eq!(tab.look(15_000), Action::Ask);
        assert_eq!(tab.look(17_001), Action::TakeOver);
        tab.took(2);
        assert_eq!(tab.look(30_000), Action::Rest);
    }

    #[test]
    fn an_earlier_leader_steps_down_and_an_older_term_is_not_believed() {
        let mut tab = Watch::new(0);
        tab.took(3);
        assert!(!tab.heard(2, 10));
        assert_eq!(tab.leads(), Some(3));
        assert!(tab.heard(4, 20));
        assert_eq!(tab.leads(), None);
    }

    #[test]
    fn a_tab_that_slept_asks_before_it_takes_over() {
        let mut tab = Watch::new(0);
        assert_eq!(tab.look(5_000), Action::Ask);
        assert_eq!(tab.look(600_000), Action::Ask);
        assert_eq!(tab.look(605_000), Action::Ask);
        assert_eq!(tab.look(610_000), Action::Ask);
        assert_eq!(tab.look(612_000), Action::TakeOver);
    }

    #[test]
    fn a_term_taken_too_late_is_no_leadership() {
        let mut tab = Watch::new(0);
        tab.heard(5, 1);
        tab.took(4);
        assert_eq!(tab.leads(), None);
    }
}
