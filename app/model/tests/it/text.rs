//! Long text merged by words.

use model::op::text::{clean_line, clean_text, merge};
use proptest::prelude::*;

#[test]
fn edits_apart_are_both_kept() {
    let base = "The pilot starts in May. Nina leads it.";
    let earlier = "The pilot starts in June. Nina leads it.";
    let later = "The pilot starts in May. Nina and Omar lead it.";
    assert_eq!(
        merge(base, earlier, later),
        "The pilot starts in June. Nina and Omar lead it."
    );
}

#[test]
fn edits_of_the_same_words_stand_side_by_side() {
    assert_eq!(
        merge("starts in May", "starts in June", "starts in July"),
        "starts in [Earlier edit: June] [Later edit: July]"
    );
    assert_eq!(
        merge("keep this line", "keep line", "keep that line"),
        "keep [Earlier edit: (deleted)] [Later edit: that ]line"
    );
}

#[test]
fn two_additions_in_one_place_follow_each_other() {
    assert_eq!(
        merge("Done.", "Done. Ann agrees.", "Done. Bo agrees."),
        "Done. Ann agrees. Bo agrees."
    );
    assert_eq!(merge("", "One", "Two"), "One Two");
}

#[test]
fn large_texts_are_merged_too() {
    let base = "word ".repeat(4000);
    let earlier = format!("first {base}");
    let later = format!("{base}last");
    assert_eq!(merge(&base, &earlier, &later), format!("first {base}last"));
}

#[test]
fn pasted_text_is_cleaned() {
    assert_eq!(clean_line("  a\tb\r\nc \u{0} "), "a b c");
    assert_eq!(clean_text("a\r\nb\rc\u{1b}\td"), "a\nb\nc\td");
}

proptest! {
    #[test]
    fn one_sided_edits_win(base in "[a-c ]{0,30}", edit in "[a-c ]{0,30}") {
        prop_assert_eq!(merge(&base, &base, &edit), edit.clone());
        prop_assert_eq!(merge(&base, &edit, &base), edit.clone());
        prop_assert_eq!(merge(&base, &edit, &edit), edit);
    }

    #[test]
    fn no_new_word_is_lost(
        base in "[abc]{1,3}( [abc]{1,3}){0,8}",
        earlier in "[xy]{1,3}( [abc]{1,3}){0,8}",
        later in "([abc]{1,3} ){0,8}[zw]{1,3}",
    ) {
        let merged = merge(&base, &earlier, &later);
        for word in earlier.split(' ').chain(later.split(' ')) {
            if !base.split(' ').any(|it| it == word) {
                prop_assert!(merged.contains(word), "{word} is missing in {merged}");
            }
        }
    }
}
