//! No string can break a document.

use chart::StatusLook;
use chart::bar::{Mark, Size, Voice, progress_pair};
use chart::card::{Size as CardSize, Theme, card};
use chart::svg::escape;
use proptest::prelude::*;

use crate::{golden, sample};

#[test]
fn the_five_and_the_forbidden() {
    assert_eq!(
        escape("<a b='c' d=\"e\">&"),
        "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;"
    );
    assert_eq!(escape("a\u{0}b"), "a\u{FFFD}b");
    assert_eq!(escape("a\tb\nc"), "a b c");
    assert_eq!(
        escape("a\u{202E}b"),
        "ab",
        "a title cannot turn its neighbours around"
    );
    assert_eq!(escape("50 % → Größe"), "50 % → Größe");
}

proptest! {
    #[test]
    fn any_text_gives_well_formed_xml(text in any::<String>(), other in "\\PC*") {
        let mut input = sample::card();
        input.title = text.clone();
        input.reason = other.clone();
        input.pair.words.expected = text.clone();
        input.pair.work.words = other;
        let svg = card(&input, CardSize::M, Theme::Auto);
        prop_assert_eq!(golden::well_formed(&svg), Ok("svg".to_owned()));
        let bars = progress_pair(&input.pair, Size::Card, Voice::Named);
        prop_assert_eq!(golden::well_formed(&bars), Ok("svg".to_owned()));
    }

    #[test]
    fn any_reading_gives_well_formed_xml(
        (a, b, c) in any::<(u16, u16, u16)>(),
        expected in any::<Option<u16>>(),
        kind in 0_usize..7,
        status in 0_usize..9,
    ) {
        let marks = [
            Mark::Filled(a), Mark::Beyond, Mark::Away, Mark::Pending, Mark::NotMeasured,
            Mark::Absent, Mark::Band { from: a, to: b, now: c },
        ];
        let status = StatusLook::ALL[status];
        let mut pair = sample::pair(sample::reading(marks[kind], "x"), sample::filled(b), status);
        pair.expected = expected;
        pair.apart = Some(c);
        for size in [Size::Row, Size::Slim, Size::Card, Size::Widget] {
            let svg = progress_pair(&pair, size, Voice::Silent);
            prop_assert_eq!(golden::well_formed(&svg), Ok("svg".to_owned()));
            prop_assert!(!svg.contains("width=\"-"), "a negative width: {}", svg);
        }
    }
}
