//! Every reading of the two bars.

use chart::StatusLook;
use chart::bar::{
    Mark, ProgressPair, Ruler, Size, Voice, Week, When, defs, progress_pair, sentence,
    today_thread, week_ruler, work_bar,
};

use crate::golden;
use crate::sample::{apart, filled, pair, reading};

fn row(name: &str, pair: &ProgressPair) -> String {
    let svg = progress_pair(pair, Size::Row, Voice::Silent);
    golden::check(name, &svg);
    svg
}

#[test]
fn on_track_is_solid_over_hatched_and_the_tick_cuts_both() {
    let svg = row(
        "row-on-track",
        &pair(filled(4_000), filled(4_400), StatusLook::OnTrack),
    );
    assert!(
        svg.contains(r#"<rect class="progress-pair-outcome" y="15.5" width="40%""#),
        "{svg}"
    );
    assert!(svg.contains(r#"fill="url(#hatch)""#), "work is hatched");
    assert!(svg.contains(r#"class="progress-pair-halo" x1="35%" x2="35%" y1="15.5" y2="32.5""#));
    assert!(!svg.contains("missing"), "nothing is missing when on track");
}

#[test]
fn what_is_missing_is_dashed_from_the_outcome_to_the_plan() {
    let svg = row("row-at-risk", &apart());
    assert!(
        svg.contains(r#"class="progress-pair-missing" x="20%" y="16.25" width="15%""#),
        "{svg}"
    );
}

#[test]
fn a_key_result_without_initiative_has_an_empty_dashed_work_bar() {
    let absent = reading(Mark::Absent, "no work");
    let svg = row(
        "row-not-covered",
        &pair(filled(500), absent, StatusLook::OffTrack),
    );
    assert!(svg.contains("progress-pair-none"), "{svg}");
    assert!(
        !svg.contains("progress-pair-work"),
        "there is no work to draw"
    );
}

#[test]
fn a_phased_plan_has_its_own_tick_and_today_runs_on() {
    let mut pair = pair(filled(1_000), filled(4_100), StatusLook::OnTrack);
    (pair.expected, pair.today) = (Some(800), Some(3_500));
    let svg = row("row-phased", &pair);
    assert!(
        svg.contains(r#"class="progress-pair-today" x1="35%""#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"class="progress-pair-tick" x1="8%""#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"class="progress-pair-halo" x1="8%" x2="8%" y1="23.5""#),
        "the outcome ends near the tick, so only the work bar is cut: {svg}"
    );
}

#[test]
fn done_or_not_done_is_a_dashed_track() {
    let mut pair = pair(
        reading(Mark::Pending, "not yet"),
        filled(6_000),
        StatusLook::OnTrack,
    );
    pair.expected = Some(7_900);
    let svg = row("row-pending", &pair);
    assert!(
        svg.contains("progress-pair-pending") && svg.contains(r#"x1="79%""#),
        "{svg}"
    );
}

#[test]
fn keep_within_shows_the_band_and_where_it_stands() {
    let band = Mark::Band {
        from: 3_800,
        to: 6_800,
        now: 5_200,
    };
    let mut pair = pair(reading(band, "in band"), filled(3_000), StatusLook::OnTrack);
    pair.expected = None;
    let svg = row("row-band", &pair);
    assert!(
        svg.contains(r#"class="progress-pair-band" x="38%" y="14" width="30%""#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"cx="52%""#) && !svg.contains("progress-pair-tick"),
        "{svg}"
    );
}

#[test]
fn beyond_and_away_have_arrows_outside_the_bar() {
    let beyond = pair(
        reading(Mark::Beyond, "130 %"),
        filled(9_000),
        StatusLook::Achieved,
    );
    let svg = row("row-beyond", &beyond);
    assert!(svg.contains(r#"<svg x="100%""#), "{svg}");
    let away = pair(
        reading(Mark::Away, "−25 %"),
        filled(2_200),
        StatusLook::OffTrack,
    );
    let svg = row("row-away", &away);
    assert!(
        svg.contains("progress-pair-away") && svg.contains(r#"width="35%""#),
        "{svg}"
    );
}

#[test]
fn stale_is_an_outline_and_not_measured_is_dotted_never_zero() {
    let svg = row(
        "row-stale",
        &pair(filled(2_500), filled(3_800), StatusLook::Stale),
    );
    assert!(
        svg.contains("progress-pair-stale") && !svg.contains("progress-pair-outcome"),
        "{svg}"
    );
    let none = reading(Mark::NotMeasured, "–");
    let svg = row(
        "row-not-measured",
        &pair(none, filled(3_500), StatusLook::NotMeasured),
    );
    assert!(
        svg.contains("progress-pair-blank") && !svg.contains("progress-pair-outcome"),
        "{svg}"
    );
}

#[test]
fn a_bar_that_ends_at_the_tick_is_not_cut_to_a_sliver() {
    let both = pair(filled(3_600), filled(3_300), StatusLook::OnTrack);
    let svg = row("row-near", &both);
    assert!(!svg.contains("halo"), "{svg}");
}

#[test]
fn other_sizes_keep_the_reading() {
    golden::check(
        "card-size",
        &progress_pair(&apart(), Size::Card, Voice::Named),
    );
    golden::check(
        "slim-size",
        &progress_pair(&apart(), Size::Slim, Voice::Silent),
    );
    golden::check(
        "widget-size",
        &progress_pair(&apart(), Size::Widget, Voice::Named),
    );
    golden::check("defs", &defs());
    golden::check("work-bar", &work_bar(Some(6_400)));
    golden::check("today-thread", &today_thread(3_500, 40));
}

#[test]
fn the_words_of_the_gap_find_room_at_either_end() {
    for (outcome, work, place) in [
        (2_000, 5_800, r#"x="58%" dx="8""#),
        (9_500, 5_000, r#"x="50%" dx="-8""#),
        (500, 9_500, r#"x="50%" dx="0""#),
    ] {
        let mut pair = apart();
        (pair.outcome, pair.work) = (filled(outcome), filled(work));
        let svg = progress_pair(&pair, Size::Card, Voice::Silent);
        assert!(svg.contains(place), "{outcome} and {work}: {svg}");
    }
}

#[test]
fn the_sentence_says_what_is_drawn() {
    let said = sentence(&apart());
    assert_eq!(
        said,
        "Outcome 20 %, work 58 %, expected by today 35 %, 38 apart, at risk."
    );
    let named = progress_pair(&apart(), Size::Card, Voice::Named);
    assert!(
        named.contains(&format!(r#"aria-label="{said}""#)),
        "{named}"
    );
    let mut quiet = apart();
    (quiet.words.apart, quiet.words.expected) = (String::new(), String::new());
    assert_eq!(sentence(&quiet), "Outcome 20 %, work 58 %, at risk.");
}

#[test]
fn places_past_the_end_are_held_inside() {
    let svg = progress_pair(
        &pair(filled(u16::MAX), filled(12_000), StatusLook::OnTrack),
        Size::Row,
        Voice::Silent,
    );
    assert!(!svg.contains("655.35%") && !svg.contains("120%"), "{svg}");
}

#[test]
fn the_ruler_draws_weeks_at_their_true_width() {
    let when = |week: u16| match week {
        0..4 => When::Past,
        4 => When::Now,
        _ => When::Ahead,
    };
    let edge = |week: u16| if week == 13 { 10_000 } else { week * 758 };
    let weeks = (0..13).map(|week| Week {
        from: edge(week),
        to: edge(week + 1),
        when: when(week),
    });
    let ruler = Ruler {
        weeks: weeks.collect(),
        today: Some(3_500),
        start: "0 %".into(),
        end: "100 %".into(),
        words: "Expected by today 35 %".into(),
    };
    let svg = week_ruler(&ruler);
    golden::check("week-ruler", &svg);
    assert_eq!(svg.matches("week-ruler-week").count(), 13);
    assert_eq!(svg.matches(r#"data-when="now""#).count(), 1);
}
