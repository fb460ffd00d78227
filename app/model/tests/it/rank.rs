//! Ranks between others.

use model::rank::{between, spread};
use model::*;
use proptest::prelude::*;

#[test]
fn the_first_ranks_are_short() {
    let first = between(None, None);
    assert_eq!(first.0, "V");
    assert!(between(Some(&first), None) > first);
    assert!(between(None, Some(&first)) < first);
}

#[test]
fn a_long_list_of_appends_stays_short() {
    let mut last = between(None, None);
    let mut first = last.clone();
    for _ in 0..20_000 {
        let (next, before) = (between(Some(&last), None), between(None, Some(&first)));
        assert!(next > last && before < first);
        assert!(next.0.len() <= 4 && before.0.len() <= 4);
        (last, first) = (next, before);
    }
}

#[test]
fn spreading_is_in_order_and_leaves_room() {
    for count in [0, 1, 2, 61, 62, 1000, 50_000] {
        let ranks = spread(count);
        assert_eq!(ranks.len(), count);
        for pair in ranks.windows(2) {
            assert!(pair[0] < pair[1] && pair[0].is_well_formed());
            let middle = between(Some(&pair[0]), Some(&pair[1]));
            assert!(pair[0] < middle && middle < pair[1] && middle.0.len() <= 6);
        }
    }
}

#[test]
fn spellings_of_others_do_not_panic() {
    for (low, high) in [
        ("", "0"),
        ("1", "10"),
        ("z", "a"),
        ("a", "a"),
        ("\u{e9}", "zz"),
        ("zzzz", ""),
    ] {
        let rank = between(Some(&Rank(low.into())), Some(&Rank(high.into())));
        assert!(rank.is_well_formed());
    }
    assert!(!Rank("a0".into()).is_well_formed() && !Rank("a b".into()).is_well_formed());
}

proptest! {
    #[test]
    fn there_is_always_room(places in prop::collection::vec(any::<prop::sample::Index>(), 1..300)) {
        let mut ranks: Vec<Rank> = Vec::new();
        for place in places {
            let at = place.index(ranks.len() + 1);
            let low = at.checked_sub(1).map(|at| ranks[at].clone());
            let new = between(low.as_ref(), ranks.get(at));
            prop_assert!(new.is_well_formed());
            prop_assert!(low.is_none_or(|low| low < new));
            prop_assert!(ranks.get(at).is_none_or(|high| new < *high));
            ranks.insert(at, new);
        }
    }
}
