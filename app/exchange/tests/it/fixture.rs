//! Small plans of our own: what each element means, without any other file at hand.

use exchange::msproject::{File, Understood, read};
use exchange::{Severity, Treatment};
use model::{Day, Hours, Lag, Recurrence, TimeUnit};

fn understood(inside: &str) -> Understood {
    read(format!("<Project><ScheduleFromStart>1</ScheduleFromStart>{inside}</Project>").as_bytes())
        .expect("the plan is read")
}

fn tasks(rows: &str) -> Understood {
    understood(&format!("<Tasks>{rows}</Tasks>"))
}

fn task(uid: i64, inside: &str) -> String {
    format!(
        "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>T{uid}</Name><OutlineLevel>1</OutlineLevel>\
         <Duration>PT8H0M0S</Duration>{inside}</Task>"
    )
}

fn after(uid: i64, more: &str) -> String {
    format!("<PredecessorLink><PredecessorUID>{uid}</PredecessorUID>{more}</PredecessorLink>")
}

fn dropped(it: &Understood) -> Vec<String> {
    let these = it
        .problems
        .list
        .iter()
        .filter(|it| it.severity == Severity::Dropped);
    these
        .map(|it| format!("{}: {}", it.about, it.why))
        .collect()
}

fn pairs(file: &File) -> Vec<(i64, i64)> {
    file.links
        .iter()
        .map(|it| (file.tasks[it.from].uid, file.tasks[it.to].uid))
        .collect()
}

#[test]
fn lags_keep_their_unit_and_sign() {
    let formats = [
        (3, 100, 10, TimeUnit::Minute, false),
        (6, -600, -60, TimeUnit::Hour, true),
        (7, 4800, 480, TimeUnit::Day, false),
        (40, 14400, 1440, TimeUnit::Day, true),
        (9, 24000, 2400, TimeUnit::Week, false),
        (12, 432_000, 43_200, TimeUnit::Month, true),
    ];
    for (format, tenths, minutes, unit, elapsed) in formats {
        let lag = format!("<LinkLag>{tenths}</LinkLag><LagFormat>{format}</LagFormat>");
        let it = tasks(&(task(1, "") + &task(2, &after(1, &lag))));
        let Lag::Span(span) = it.file.links[0].lag else {
            panic!("a span")
        };
        assert_eq!(
            (span.minutes, span.unit, span.elapsed),
            (minutes, unit, elapsed),
            "{format}"
        );
        assert_eq!(span.estimated, format > 32);
    }
}

#[test]
fn a_circle_loses_one_link_and_is_named() {
    let rows = task(1, &after(3, "")) + &task(2, &after(1, "")) + &task(3, &after(2, ""));
    let it = tasks(&rows);
    assert_eq!(pairs(&it.file), [(1, 2), (2, 3)]);
    let expected = "link 3 \u{2192} 1: It closes a circle: T1 \u{2192} T2 \u{2192} T3 \u{2192} T1.";
    assert_eq!(dropped(&it), [expected]);
}

#[test]
fn circles_through_summaries_are_found() {
    let row = |uid: i64, level: i64, inside: &str| {
        task(uid, inside).replace("<OutlineLevel>1<", &format!("<OutlineLevel>{level}<"))
    };
    let rows = row(1, 1, "")
        + &row(2, 2, "")
        + &row(3, 2, &after(5, ""))
        + &row(4, 1, &after(2, ""))
        + &row(5, 2, "")
        + &row(6, 1, &after(1, ""))
        + &row(7, 2, &after(6, ""));
    let it = tasks(&rows);
    // 2 leads to the summary 4 with 5, which leads to 3 beside 2: no circle. 6 and its own 7: one.
    assert_eq!(pairs(&it.file), [(5, 3), (2, 4), (1, 6)]);
    assert_eq!(
        dropped(&it),
        ["link 6 \u{2192} 7: A task cannot wait for its own summary."]
    );
    let closed = rows.replace("<PredecessorUID>2<", "<PredecessorUID>1<");
    let it = tasks(&closed);
    assert_eq!(pairs(&it.file).len(), 2);
    assert_eq!(dropped(&it).len(), 2);
}

#[test]
fn outline_levels_that_jump_keep_siblings_beside_each_other() {
    let levels = [1, 3, 3, 2, 5, 1];
    let rows: String = levels
        .iter()
        .enumerate()
        .map(|(at, level)| {
            task(at as i64 + 1, "").replace("<OutlineLevel>1<", &format!("<OutlineLevel>{level}<"))
        })
        .collect();
    let it = tasks(&rows);
    let own: Vec<u32> = it.file.tasks.iter().map(|it| it.level).collect();
    assert_eq!(own, [1, 2, 2, 2, 3, 1]);
    assert_eq!(
        it.problems.list.len(),
        3 + 2,
        "three levels, no calendar, no minutes per day"
    );
}

#[test]
fn calendars_keep_hours_exceptions_and_rules() {
    let rule = |inside: &str| {
        format!(
            "<Exception><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate>\
             <ToDate>2030-12-31T23:59:00</ToDate></TimePeriod><Name>N</Name>{inside}\
             <DayWorking>0</DayWorking></Exception>"
        )
    };
    let rules = [
        (
            "<Type>7</Type><Period>3</Period>",
            Recurrence::EveryDays { every: 3 },
        ),
        (
            "<Type>6</Type><Period>2</Period><DaysOfWeek>34</DaysOfWeek>",
            Recurrence::Weekly {
                every: 2,
                days: vec![1, 5],
            },
        ),
        (
            "<Type>4</Type><Period>1</Period><MonthDay>15</MonthDay>",
            Recurrence::MonthlyDay { every: 1, day: 15 },
        ),
        (
            "<Type>5</Type><Period>1</Period><MonthItem>4</MonthItem>\
             <MonthPosition>4</MonthPosition>",
            Recurrence::MonthlyWeekday {
                every: 1,
                nth: 5,
                weekday: 1,
            },
        ),
        (
            "<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>",
            Recurrence::YearlyDay { month: 12, day: 25 },
        ),
        (
            "<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem>\
             <MonthPosition>3</MonthPosition>",
            Recurrence::YearlyWeekday {
                month: 11,
                nth: 4,
                weekday: 4,
            },
        ),
    ];
    let written: String = rules.iter().map(|(inside, _)| rule(inside)).collect();
    let night = "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>\
        <WorkingTime><FromTime>23:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>\
        <WorkingTime><FromTime>00:00:00</FromTime><ToTime>03:00:00</ToTime></WorkingTime>\
        </WorkingTimes></WeekDay></WeekDays>";
    let it = understood(&format!(
        "<Calendars><Calendar><UID>1</UID><Name>C</Name><IsBaseCalendar>1</IsBaseCalendar>{night}\
         <Exceptions>{written}{}</Exceptions></Calendar></Calendars>",
        rule("<Type>4</Type><MonthDay>99</MonthDay>")
    ));
    let calendar = &it.file.calendars[0].calendar;
    let hours = vec![
        Hours { from: 0, to: 180 },
        Hours {
            from: 1380,
            to: 1440,
        },
    ];
    assert_eq!(calendar.week[1], Day::Work(hours));
    let own: Vec<&Recurrence> = calendar
        .exceptions
        .iter()
        .map(|it| &it.recurrence)
        .collect();
    assert_eq!(own, rules.iter().map(|(_, rule)| rule).collect::<Vec<_>>());
    assert_eq!(dropped(&it).len(), 1, "the 99th of a month is told");
}

#[test]
fn the_same_words_in_every_encoding() {
    let plan = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><Project><Tasks><Task><UID>1</UID>\
             <Name>Käse “5 €”</Name></Task></Tasks></Project>"
        )
    };
    let name = |bytes: &[u8]| read(bytes).expect("read").file.tasks[0].name.clone();
    assert_eq!(name(plan("UTF-8").as_bytes()), "Käse “5 €”");
    for (mark, unit) in [
        ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xFE, 0xFF], u16::to_be_bytes),
    ] {
        let mut bytes = mark.to_vec();
        bytes.extend(plan("UTF-16").encode_utf16().flat_map(unit));
        assert_eq!(name(&bytes), "Käse “5 €”");
        bytes.pop();
        assert!(read(&bytes).is_err());
    }
    let byte = |letter: char| match letter {
        '“' => 0x93,
        '”' => 0x94,
        '€' => 0x80,
        letter => letter as u8,
    };
    for encoding in ["windows-1252", "ISO-8859-1"] {
        let bytes: Vec<u8> = plan(encoding).chars().map(byte).collect();
        assert_eq!(name(&bytes), "Käse “5 €”");
    }
}

#[test]
fn nothing_vanishes_without_a_line_in_the_report() {
    let it = tasks(&task(
        1,
        "<TotalSlack>5</TotalSlack><WBS>A.1</WBS><Cost>900</Cost><Vendor>x</Vendor>\
         <PercentComplete>250</PercentComplete>",
    ));
    let report = it.report();
    let treated = |field: &str| {
        let entry = report.entries.iter().find(|it| it.field == field);
        entry.map(|it| (it.treatment, it.count, !it.reason.is_empty()))
    };
    assert_eq!(
        treated("task: TotalSlack"),
        Some((Treatment::Kept, 1, true))
    );
    assert_eq!(treated("task: Cost"), Some((Treatment::Dropped, 1, true)));
    assert_eq!(treated("task: Vendor"), Some((Treatment::Dropped, 1, true)));
    assert_eq!(treated("task: WBS"), Some((Treatment::Kept, 1, true)));
    assert_eq!(treated("task: Name"), Some((Treatment::Kept, 1, false)));
    assert!(
        it.problems
            .list
            .iter()
            .any(|it| it.why.contains("cut to 100"))
    );
}
