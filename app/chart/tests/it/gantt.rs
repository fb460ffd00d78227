//! The Gantt's geometry: places and moments agree, arrows run along rows and columns, nothing in view
//! is left out.

use chart::gantt::{
    Bar, Civil, DAY, End, Part, Scale, Shape, Stretch, Tie, TieKind, Ties, Window, Work, Zoom,
    header, hit, size, tie,
};
use proptest::prelude::*;

const KINDS: [TieKind; 4] = [
    TieKind::FinishToStart,
    TieKind::StartToStart,
    TieKind::FinishToFinish,
    TieKind::StartToFinish,
];

#[test]
fn known_days_have_their_numbers() {
    for (year, month, day, number) in [
        (1970, 1, 1, 0),
        (2000, 2, 29, 11_016),
        (2026, 11, 24, 20_781),
        (1969, 12, 31, -1),
    ] {
        let date = Civil { year, month, day };
        assert_eq!(date.day_number(), number);
        assert_eq!(Civil::of_day(number), date);
    }
}

#[test]
fn a_week_names_its_mondays_below_its_months() {
    let start = Civil {
        year: 2026,
        month: 11,
        day: 2,
    }
    .day_number()
        * DAY;
    let scale = Scale::new(start, Zoom::Week);
    let (upper, lower) = header::units(scale);
    let words = |unit| -> Vec<String> {
        let ticks = header::ticks(scale, unit, 0, 300);
        ticks.into_iter().map(|tick| tick.words).collect()
    };
    assert_eq!(words(upper), ["November 2026", "December 2026"]);
    assert_eq!(words(lower), ["2", "9", "16", "23", "30", "7"]);
}

#[test]
fn weekends_are_shaded_once_each() {
    let monday = Civil {
        year: 2026,
        month: 11,
        day: 2,
    }
    .day_number()
        * DAY;
    let scale = Scale::new(monday, Zoom::Day);
    let off = Work::office().off(scale, 0, 36 * 14 - 1);
    assert_eq!(off, [(36 * 5, 72), (36 * 12, 72)]);
}

#[test]
fn the_parts_of_a_bar_are_found() {
    let scale = Scale::new(0, Zoom::Day);
    let bar = Bar {
        dates: Some((0, 10 * DAY)),
        done: 50,
        ..Bar::default()
    };
    let middle = size::MIDDLE;
    assert_eq!(hit::part(&bar, scale, 2, middle), Part::Start);
    assert_eq!(hit::part(&bar, scale, 100, middle), Part::Body);
    assert_eq!(hit::part(&bar, scale, 357, middle), Part::Finish);
    assert_eq!(hit::part(&bar, scale, 370, middle), Part::DotFinish);
    assert_eq!(hit::part(&bar, scale, 180, middle + 10), Part::Done);
    assert_eq!(hit::part(&bar, scale, 600, middle), Part::Empty);
    let unscheduled = Bar { dates: None, ..bar };
    assert_eq!(hit::part(&unscheduled, scale, 100, middle), Part::Empty);
}

#[test]
fn a_milestone_stands_in_the_middle_of_its_day() {
    let scale = Scale::new(0, Zoom::Day);
    let bar = Bar {
        shape: Shape::Milestone,
        dates: Some((1020, 1020)),
        ..Bar::default()
    };
    let at = bar.stretch(scale).expect("it has dates");
    assert_eq!(at.x + at.width / 2, 18);
}

proptest! {
    #[test]
    fn civil_dates_go_there_and_back(day in -800_000i64..800_000) {
        prop_assert_eq!(Civil::of_day(day).day_number(), day);
    }

    #[test]
    fn places_go_there_and_back(step in 0usize..19, x in -100_000i64..100_000) {
        let scale = Scale::at_step(20_000 * DAY, step);
        prop_assert_eq!(scale.x(scale.moment(x)), x);
    }

    #[test]
    fn ticks_cover_the_view_without_gaps(step in 0usize..19, from in 0i64..50_000) {
        let scale = Scale::at_step(20_000 * DAY, step);
        let (upper, lower) = header::units(scale);
        for unit in [upper, lower] {
            let ticks = header::ticks(scale, unit, from, from + 1000);
            prop_assert!(ticks.first().is_some_and(|tick| tick.x <= from));
            prop_assert!(ticks.last().is_some_and(|tick| tick.x + tick.width >= from + 1000));
            for pair in ticks.windows(2) {
                prop_assert_eq!(pair[0].x + pair[0].width, pair[1].x);
            }
        }
    }

    #[test]
    fn arrows_run_along_rows_and_columns(
        kind in 0usize..4, a in 0i64..2000, wa in 2i64..400, b in 0i64..2000, wb in 2i64..400,
        rows in (0i64..50, 0i64..50), flat in any::<bool>(),
    ) {
        prop_assume!(rows.0 != rows.1);
        let from = End { row: rows.0, bar: Stretch { x: a, width: wa }, flat: true };
        let to = End { row: rows.1, bar: Stretch { x: b, width: wb }, flat };
        let way = tie::way(KINDS[kind], from, to);
        let corners = way.corners();
        let leaves_right = matches!(KINDS[kind], TieKind::FinishToStart | TieKind::FinishToFinish);
        let edge = if leaves_right { a + wa } else { a };
        // A point right below the end of a bar is reached straight down.
        prop_assert!((corners[0].0 - edge).abs() <= 8);
        for pair in corners.windows(2) {
            prop_assert!(pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1);
        }
        let (x, y) = *corners.last().expect("a way has an end");
        prop_assert!((b..=b + wb).contains(&x));
        prop_assert!((y - (rows.1 * size::ROW + size::MIDDLE)).abs() <= size::STONE);
        prop_assert!(way.is_near(x, y, 1));
    }

    #[test]
    fn the_arrows_in_view_are_those_that_touch_it(
        pairs in prop::collection::vec((0u32..200, 0u32..200), 0..80), from in 0usize..200, more in 0usize..60,
    ) {
        let all: Vec<Tie> = pairs.iter()
            .map(|(from, to)| Tie { from: *from, to: *to, ..Tie::default() }).collect();
        let ties = Ties::new(all, 200);
        let to = (from + more).min(200);
        let mut seen = Vec::new();
        ties.each(from, to, |number, _| seen.push(number));
        seen.sort_unstable();
        let touches = |tie: &Tie| {
            (tie.from.min(tie.to) as usize) < to && tie.from.max(tie.to) as usize >= from && from < to
        };
        let wanted: Vec<usize> = ties.list().iter().enumerate()
            .filter(|(_, tie)| touches(tie)).map(|(number, _)| number).collect();
        prop_assert_eq!(seen, wanted);
    }

    #[test]
    fn the_rows_in_view_fill_it(y in 0i64..100_000, height in 1i64..2000) {
        let (first, last) = Window { x: 0, y, width: 100, height }.rows(1_000_000);
        prop_assert!(first as i64 * size::ROW <= y);
        prop_assert!(last as i64 * size::ROW >= y + height);
    }
}

mod document {
    use chart::gantt::document::{Column, Row};
    use chart::gantt::{Bar, DAY, Document, Scale, Shape, Tie, TieKind, Ties, Work, Zoom};

    fn plan(rows: usize) -> Document {
        let start = 20_000 * DAY;
        let row = |at: usize| {
            let from = start + at as i64 * DAY;
            Row {
                depth: u8::from(at > 0),
                cells: vec![format!("Task <{at}> & more"), "2 d".into()],
                bar: Bar {
                    shape: if at == 0 { Shape::Summary } else { Shape::Task },
                    dates: Some((from, from + 2 * DAY)),
                    done: 50,
                    critical: at == 1,
                    ..Bar::default()
                },
                label: "50 %".into(),
                head: false,
            }
        };
        let ties = (1..rows as u32).map(|at| Tie {
            from: at - 1,
            to: at,
            kind: TieKind::FinishToStart,
            critical: false,
        });
        let column = |head: &str, width| Column {
            head: head.into(),
            width,
            words: false,
        };
        Document {
            title: "Tasks of \"Move\" in time".into(),
            note: "As of 24 November 2026".into(),
            columns: vec![column("Task", 280), column("Days", 52)],
            rows: (0..rows).map(row).collect(),
            ties: Ties::new(ties, rows),
            work: Work::office(),
            today: Some(20_001),
            cycle_end: Some(20_010),
            cycle_ends: "Q4 ends".into(),
            scale: Scale::new(0, Zoom::Day),
        }
    }

    /// Every element is closed and no word breaks out of its place.
    fn is_well_formed(svg: &str) {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("a tag ends");
            match (tag.strip_prefix('/'), tag.ends_with('/')) {
                (Some(name), _) => assert_eq!(open.pop(), Some(name)),
                (None, false) => open.push(tag.split(' ').next().expect("a name")),
                (None, true) => {}
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }

    #[test]
    fn it_is_one_well_formed_picture_with_all_rows_and_no_style_sheet() {
        let document = plan(12).no_wider(4_000);
        let svg = document.svg();
        is_well_formed(&svg);
        assert!(!svg.contains("<style") && !svg.contains("class="));
        for at in 0..12 {
            assert!(
                svg.contains(&format!("Task &lt;{at}&gt; &amp; more")),
                "{at}"
            );
        }
        assert!(svg.contains(&format!("width=\"{}\"", document.width())));
        assert!(svg.contains("As of 24 November 2026<"));
    }

    /// A summary, a critical chain into a milestone, slack, a baseline, a deadline, what is pinned,
    /// what has no dates, a head: all that can stand in a picture.
    #[test]
    fn everything_that_can_stand_in_a_picture_does() {
        let mut it = plan(9).no_wider(1_200);
        let day = |day: i64, hour: i64| (20_000 + day) * DAY + hour * 60;
        it.rows[1].bar.dates = Some((day(0, 8), day(2, 17)));
        it.rows[2].bar = Bar {
            shape: Shape::Milestone,
            dates: Some((day(2, 17), day(2, 17))),
            critical: true,
            ..Bar::default()
        };
        it.rows[3].bar.slack_until = Some(day(9, 17));
        it.rows[4].bar.baseline = Some((day(1, 8), day(3, 17)));
        it.rows[5].bar.deadline = Some(day(8, 17));
        it.rows[6].bar.pinned = true;
        (it.rows[7].bar, it.rows[7].label) = (Bar::default(), String::new());
        (it.rows[8].bar, it.rows[8].label) = (Bar::default(), String::new());
        it.rows[8].head = true;
        it.columns[1].words = true;
        let svg = it.svg();
        for words in ["Today 5 Oct", "Q4 ends", "Pinned"] {
            assert!(svg.contains(words), "{words}");
        }
        assert!(!svg.contains("x=\"-"), "nothing begins left of the picture");
        crate::golden::check("gantt", &svg);
    }

    #[test]
    fn a_label_stands_clear_of_the_arrow_that_leaves_there() {
        use chart::gantt::{End, Stretch, tie};
        let bar = |x| Stretch { x, width: 40 };
        let end = |row: u32| {
            Some(End {
                row: i64::from(row),
                bar: bar(i64::from(row) * 46),
                flat: true,
            })
        };
        let tied = Tie {
            from: 0,
            to: 1,
            kind: TieKind::FinishToStart,
            critical: true,
        };
        let alone = tie::label_at(&Ties::new([], 2), 0, end);
        let beside = tie::label_at(&Ties::new([tied], 2), 0, end);
        let way = tie::way(tied.kind, end(0).expect("a bar"), end(1).expect("a bar"));
        assert!(beside > alone, "{beside}");
        assert!(40 + beside > way.corners()[1].0 + 4);
    }

    #[test]
    fn a_point_at_the_end_of_a_bar_is_reached_straight_down() {
        use chart::gantt::{End, Stretch, tie};
        let from = End {
            row: 0,
            bar: Stretch { x: 0, width: 40 },
            flat: true,
        };
        let to = End {
            row: 1,
            bar: Stretch { x: 32, width: 16 },
            flat: false,
        };
        let way = tie::way(TieKind::FinishToStart, from, to);
        assert_eq!(way.corners().len(), 2);
        assert!(way.corners().iter().all(|it| it.0 == 40));
    }

    #[test]
    fn a_wide_plan_is_drawn_from_farther_away_until_it_fits() {
        let wide = plan(400);
        assert!(wide.clone().no_wider(i64::MAX).width() > 5_000);
        assert!(wide.no_wider(1_500).width() <= 1_500);
    }

    #[test]
    fn pages_hold_each_row_once_and_each_has_the_header() {
        let document = plan(100).no_wider(1_500);
        let pages = document.pages(68);
        assert!(pages.len() > 2, "{}", pages.len());
        for page in &pages {
            is_well_formed(page);
            assert!(page.contains(">Days<"));
        }
        for at in 0..100 {
            let words = format!("Task &lt;{at}&gt; &amp;");
            let on: usize = pages.iter().filter(|page| page.contains(&words)).count();
            assert_eq!(on, 1, "row {at}");
        }
        assert!(pages[1].contains("page 2"));
        assert_eq!(plan(0).pages(68).len(), 1, "an empty plan is a page too");
    }
}
