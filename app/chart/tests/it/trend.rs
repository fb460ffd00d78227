//! The history of a Key Result.

use chart::trend::{Label, Point, Shape, Tick, Trend, spark, trend};

use crate::golden;

fn point(x: u16, y: u16) -> Point {
    Point { x, y }
}

fn label(x: u16, y: u16, words: &str) -> Label {
    Label {
        at: point(x, y),
        words: words.into(),
    }
}

fn tick(at: u16, words: &str) -> Tick {
    Tick {
        at,
        words: words.into(),
    }
}

fn sample() -> Trend {
    Trend {
        title: "Days from contract to go-live".into(),
        description: "45 on 1 October, 41 on 29 October. At this pace 32 on 31 December.".into(),
        values: vec![
            tick(0, "25"),
            tick(2_500, "30"),
            tick(5_000, "35"),
            tick(7_500, "40"),
            tick(10_000, "45"),
        ],
        dates: vec![tick(0, "Oct"), tick(3_370, "Nov"), tick(6_630, "Dec")],
        plan: vec![point(0, 10_000), point(10_000, 0)],
        plan_words: "plan".into(),
        band: vec![
            point(0, 10_000),
            point(10_000, 0),
            point(10_000, 1_000),
            point(1_000, 10_000),
        ],
        check_ins: vec![
            label(0, 10_000, "1 Oct: 45"),
            label(761, 9_500, "8 Oct: 44"),
            label(1_522, 9_000, "15 Oct: 43"),
            label(2_283, 8_500, "22 Oct: 42"),
            label(3_043, 8_000, "29 Oct: 41"),
        ],
        now: Some("41 now".into()),
        today: Some(tick(3_500, "Today, 2 Nov")),
        forecast: Some(label(10_000, 3_500, "32 at this pace, 65 %")),
        target: Some(label(10_000, 0, "25 target")),
    }
}

#[test]
fn both_shapes_say_the_same() {
    for (name, shape) in [("trend-wide", Shape::Wide), ("trend-narrow", Shape::Narrow)] {
        let svg = trend(&sample(), shape);
        golden::check(name, &svg);
        for words in [
            "Today, 2 Nov",
            "41 now",
            "25 target",
            "32 at this",
            "29 Oct: 41",
        ] {
            assert!(svg.contains(words), "{name} does not say {words}: {svg}");
        }
    }
}

#[test]
fn nothing_measured_is_still_a_picture() {
    let svg = trend(
        &Trend {
            title: "Empty".into(),
            ..Trend::default()
        },
        Shape::Wide,
    );
    assert_eq!(golden::well_formed(&svg).as_deref(), Ok("svg"));
    assert!(!svg.contains("trend-line") && !svg.contains("trend-forecast"));
    let one = Trend {
        check_ins: vec![label(0, 0, "1 Oct: 45")],
        ..Trend::default()
    };
    assert!(trend(&one, Shape::Narrow).contains("trend-dot"));
}

#[test]
fn labels_at_the_right_edge_do_not_meet() {
    let mut close = sample();
    close.forecast = Some(label(10_000, 100, "25.2 at this pace, 99 %"));
    let svg = trend(&close, Shape::Wide);
    let baselines: Vec<f64> = svg
        .match_indices("x=\"482\" y=\"")
        .map(|(at, found)| {
            let rest = &svg[at + found.len()..];
            rest[..rest.find('"').expect("a quote")]
                .parse()
                .expect("a number")
        })
        .collect();
    assert!(baselines.len() >= 2, "{svg}");
    assert!(
        baselines.windows(2).all(|pair| pair[1] - pair[0] >= 13.0),
        "{baselines:?}"
    );
    assert!(baselines.iter().all(|y| *y <= 250.0), "{baselines:?}");
}

#[test]
fn a_spark_is_a_line_and_a_dot() {
    let svg = spark(&[point(0, 0), point(5_000, 4_000), point(10_000, 10_000)]);
    golden::check("spark", &svg);
    assert_eq!(svg.matches("spark-line").count(), 2);
}
