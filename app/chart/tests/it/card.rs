//! The picture for pages that only show images.

use chart::StatusLook;
use chart::bar::Mark;
use chart::card::{Card, Size, Theme, card};

use crate::golden;
use crate::sample;

#[test]
fn each_size_says_everything() {
    for (name, size) in [("s", Size::S), ("m", Size::M), ("l", Size::L)] {
        let svg = card(&sample::card(), size, Theme::Auto);
        golden::check(&format!("embed-{name}"), &svg);
        for words in [
            "At risk",
            "20 %",
            "58 %",
            "As of 2 Nov 2026, 09:41",
            ">Outcome<",
            ">Work<",
        ] {
            assert!(svg.contains(words), "{name} does not say {words}: {svg}");
        }
        assert!(
            svg.contains("20 % done where 35 %"),
            "{name} gives no reason: {svg}"
        );
        assert!(!svg.contains("http://www.w3.org/1999/xhtml") && !svg.contains("href"));
    }
}

#[test]
fn the_theme_is_fixed_or_follows_the_reader() {
    let [light, dark, auto] =
        [Theme::Light, Theme::Dark, Theme::Auto].map(|theme| card(&sample::card(), Size::M, theme));
    assert!(light.contains("#2c3fc0") && !light.contains("#97a5ff"));
    assert!(dark.contains("#97a5ff") && !dark.contains("#2c3fc0"));
    assert!(auto.contains("prefers-color-scheme:dark"));
    assert!(!light.contains("prefers-color-scheme"));
}

#[test]
fn its_colours_are_those_of_the_tokens() {
    let sheet = include_str!("../../../../style/tokens/palette.css");
    let svg = card(&sample::card(), Size::M, Theme::Auto);
    let mut seen = 0;
    for (at, _) in svg.match_indices('#') {
        let Some(color) = svg.get(at..at + 7) else {
            continue;
        };
        if color[1..].chars().all(|c| c.is_ascii_hexdigit()) {
            seen += 1;
            assert!(sheet.contains(color), "{color} is not in the palette");
        }
    }
    assert!(seen > 30, "the picture names its colours");
}

#[test]
fn every_status_has_its_shape_and_word() {
    for status in StatusLook::ALL {
        let mut input = sample::card();
        input.pair = sample::pair(sample::filled(2_000), sample::filled(5_800), status);
        let svg = card(&input, Size::M, Theme::Light);
        assert!(golden::well_formed(&svg).is_ok(), "{status:?}");
        assert!(svg.contains(&status.icon().body()), "{status:?}");
    }
}

#[test]
fn hostile_words_stay_words() {
    for hostile in HOSTILE {
        let mut input = sample::card();
        input.title = (*hostile).into();
        input.now = (*hostile).into();
        input.reason = (*hostile).into();
        input.as_of = (*hostile).into();
        input.lang = (*hostile).into();
        input.pair.words.status = (*hostile).into();
        input.pair.words.outcome = (*hostile).into();
        input.pair.outcome.words = (*hostile).into();
        for size in [Size::S, Size::M, Size::L] {
            let svg = card(&input, size, Theme::Auto);
            assert_eq!(
                golden::well_formed(&svg).as_deref(),
                Ok("svg"),
                "{hostile:?}\n{svg}"
            );
            assert!(!svg.contains("<script") && !svg.contains("<image"), "{svg}");
            assert_eq!(svg.matches("<style>").count(), 1, "{svg}");
        }
    }
}

const HOSTILE: &[&str] = &[
    "",
    "   ",
    "</text><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x='",
    "]]>&amp;&#0;<!--",
    "<image href=//x.invalid/a.png>",
    "a\u{0}b\u{1}c\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}",
    "\u{FFFE}\u{FFFF}\u{202E}gnp.exe\u{2066}",
    "تقليل متوسط الوقت من العقد إلى بدء التشغيل",
    "הפחתת זמן עד לעלייה לאוויר",
    "減少從合約到上線的中位時間並且繼續改善所有客戶的體驗直到年底為止",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301}",
];

#[test]
fn right_to_left_words_start_at_the_right() {
    let mut input = sample::card();
    input.title = "הפחתת זמן עד לעלייה לאוויר".into();
    let svg = card(&input, Size::M, Theme::Light);
    golden::check("embed-rtl", &svg);
    assert!(svg.contains(r#"x="324" y="29" direction="rtl""#), "{svg}");
}

#[test]
fn a_long_value_moves_below_the_status() {
    let height = |card_input: &Card| {
        let svg = card(card_input, Size::S, Theme::Light);
        let rest = svg.split_once("height=\"").expect("a height").1;
        rest.split_once('"')
            .expect("a quote")
            .0
            .parse::<f64>()
            .expect("a number")
    };
    let short = Card {
        span: String::new(),
        ..sample::card()
    };
    let long = Card {
        span: "45 to 25 days per customer and project".into(),
        ..sample::card()
    };
    assert!(height(&long) > height(&short));
}

#[test]
fn a_megabyte_of_words_is_cut_and_quick() {
    let mut input = sample::card();
    input.title = "x".repeat(1_000_000);
    input.reason = "word ".repeat(200_000);
    input.pair.outcome.mark = Mark::NotMeasured;
    let svg = card(&input, Size::L, Theme::Auto);
    // The title stands once in full, for screen readers; the drawing is short.
    assert!(svg.len() < 2_300_000, "{}", svg.len());
    assert!(svg.contains('…'));
}
