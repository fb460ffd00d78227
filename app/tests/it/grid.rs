//! The commands of a table of tasks: choosing, filtering, pasting, filling, moving many.

use app::components::grid::cell::Pen;
use app::components::grid::command::shifted;
use app::components::grid::filter::folded_to;
use app::components::grid::number::{Counted, Numbers};
use app::components::grid::paste::{self, Outcome, Target};
use app::components::grid::view::{Wish, entries, find};
use app::components::grid::{Column, Filter, Group, Selection, Shown, cell, tsv};
use model::op::make::{self, MoveHow};
use model::schedule::Schedules;
use model::{Context, Id, Op, Plan, Project, Task};
use uuid::Uuid;

use crate::fake::{Fake, now, today};

fn context() -> Context {
    Context {
        actor: Id::new(Uuid::from_u128(2)),
        now: now(),
        today: today(),
    }
}

/// A plan with one project: A (below it B, C), D (below it E), F.
fn outline() -> (Plan, Id<Project>) {
    let mut plan = Fake::founded().plan.borrow().clone();
    let project = Id::new(Uuid::from_u128(100));
    let body = Project {
        title: "Move".into(),
        ..Project::default()
    };
    let body = make::last(&plan, body);
    model::apply(&mut plan, &make::create(project.uuid(), body), &context()).unwrap();
    for (at, title) in ["A", "B", "C", "D", "E", "F"].into_iter().enumerate() {
        let task = Task {
            project,
            parent: match title {
                "B" | "C" => Some(id(0)),
                "E" => Some(id(3)),
                _ => None,
            },
            title: title.into(),
            ..Task::default()
        };
        let task = make::last(&plan, task);
        model::apply(&mut plan, &make::create(id(at).uuid(), task), &context()).unwrap();
    }
    (plan, project)
}

fn id(at: usize) -> Id<Task> {
    Id::new(Uuid::from_u128(1_000 + at as u128))
}

fn apply(plan: &mut Plan, ops: Vec<Op>) {
    model::apply(plan, &Op::Group { ops }, &context()).unwrap();
}

fn titles(plan: &Plan, project: Id<Project>) -> Vec<String> {
    let tasks = plan.tasks(project).into_iter();
    tasks
        .map(|(depth, row)| format!("{}{}", ".".repeat(depth), row.title))
        .collect()
}

fn listed(plan: &Plan, project: Id<Project>, wish: &Wish) -> Vec<String> {
    let name = |id: Id<Task>| plan.get(id).unwrap().title.clone();
    entries(plan, project, wish, &|it| it == id(2))
        .into_iter()
        .map(|it| {
            it.line()
                .map_or_else(|| "#".to_owned(), |line| name(line.id))
        })
        .collect()
}

fn pasted(plan: &Plan, project: Id<Project>, rows: Vec<Id<Task>>, text: &str) -> Outcome {
    let target = Target {
        project,
        rows,
        columns: Shown::default().list().to_vec(),
        grows: true,
    };
    let mut next = 5_000;
    let mut new_id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    paste::paste(
        (plan, &Schedules::new(plan)),
        &context(),
        &tsv::read(text),
        &target,
        &mut new_id,
    )
}

fn said(plan: &Plan, id: Id<Task>, column: Column) -> String {
    cell::text(
        (plan, &Schedules::new(plan)),
        &Counted::default(),
        id,
        column,
    )
}

/// Writes into a cell as a person types; the error is a sentence.
fn write(plan: &mut Plan, id: Id<Task>, column: Column, typed: &str) -> Result<usize, String> {
    let numbers = Counted::default();
    let mut next = 7_000 + plan.all::<model::Dependency>().count() as u128;
    let mut pen = Pen {
        today: today(),
        numbers: &numbers,
        new_id: &mut || {
            next += 1;
            Uuid::from_u128(next)
        },
    };
    let all = Schedules::new(plan);
    let ops = cell::write((plan, &all), id, column, typed, &mut pen)?;
    let count = ops.len();
    apply(plan, ops);
    Ok(count)
}

#[test]
fn predecessors_are_written_as_microsoft_project_does() {
    let (mut plan, _) = outline();
    let waits = Column::Predecessors;
    assert_eq!(write(&mut plan, id(5), waits, "2; 3SS+2d"), Ok(2));
    assert_eq!(said(&plan, id(5), waits), "2,3SS+2 days");
    // What is the same stays the same row; what is left out goes.
    let kept = plan.dependencies_into(id(5))[0].id;
    assert_eq!(write(&mut plan, id(5), waits, "2FS-50%"), Ok(2));
    assert_eq!(said(&plan, id(5), waits), "2FS-50%");
    assert_eq!(plan.dependencies_into(id(5))[0].id, kept);
    assert_eq!(write(&mut plan, id(5), waits, "2fs-50%"), Ok(0));
    assert_eq!(write(&mut plan, id(5), waits, "3EA+1,5 Tage"), Ok(2));
    assert_eq!(said(&plan, id(5), waits), "3FS+1.5 days");
    assert_eq!(write(&mut plan, id(5), waits, "b"), Ok(2));
    assert_eq!(said(&plan, id(5), waits), "2");
    for (typed, why) in [
        ("6", "A task cannot wait for itself."),
        ("99", "There is no row 99."),
        ("2,2", "Row 2 is there twice."),
        (
            "soon",
            "\u{201c}soon\u{201d} is not a predecessor. Write 12, 12FS+2d or 12SS-50%.",
        ),
    ] {
        assert_eq!(write(&mut plan, id(5), waits, typed), Err(why.to_owned()));
    }
    assert_eq!(write(&mut plan, id(5), waits, ""), Ok(1));
    assert!(plan.dependencies_into(id(5)).is_empty());
}

#[test]
fn places_are_counted_by_levels_and_rows_through() {
    let (plan, project) = outline();
    let numbers = Numbers::new(&plan, project);
    let places: Vec<_> = (0..6).map(|at| numbers.place(id(at)).to_owned()).collect();
    assert_eq!(places, ["1", "1.1", "1.2", "2", "2.1", "3"]);
    assert_eq!(numbers.task(5), Some(id(4)));
    assert_eq!((numbers.task(0), numbers.task(7)), (None, None));
}

#[test]
fn what_is_derived_is_not_written() {
    let (mut plan, _) = outline();
    for column in Column::ALL.into_iter().filter(|it| it.is_derived()) {
        assert!(write(&mut plan, id(1), column, "7").is_err(), "{column:?}");
    }
    assert_eq!(write(&mut plan, id(1), Column::Percent, "30"), Ok(1));
    assert_eq!(write(&mut plan, id(1), Column::Percent, "30 %"), Ok(0));
}

#[test]
fn each_table_begins_with_its_own_columns() {
    let beside = Shown::beside_bars();
    assert_eq!(beside.list().first(), Some(&Column::Title));
    assert!(beside.holds(Column::Slack) && !beside.holds(Column::Estimate));
    assert_eq!(Shown::known("nonsense"), None);
    assert_eq!(
        Shown::known("predecessors,wbs").unwrap().list(),
        [Column::Title, Column::Wbs, Column::Predecessors]
    );
}

#[test]
fn tables_survive_the_clipboard() {
    let rows = vec![
        vec!["plain".to_owned(), "with\ttab".into(), "two\nlines".into()],
        vec!["\"quoted\"".to_owned(), String::new(), "6\" pipe".into()],
    ];
    assert_eq!(tsv::read(&tsv::write(&rows)), rows);
    assert_eq!(tsv::read("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
    assert_eq!(tsv::read("\"never closed\tb"), [["\"never closed", "b"]]);
}

#[test]
fn days_are_read_as_people_and_spreadsheets_write_them() {
    let second = model::Date::constant(2026, 11, 2);
    for text in [
        "2026-11-02",
        "2026/11/02",
        "02.11.2026",
        "2 Nov 2026",
        "Nov 2, 2026",
        "2 Nov",
        "2026-11-02T08:00",
    ] {
        assert_eq!(cell::day(text, today()), Some(second), "{text}");
    }
    for text in ["2/11", "31.02.2026", "soon", "", "99999999999.1.1"] {
        assert_eq!(cell::day(text, today()), None, "{text}");
    }
}

#[test]
fn a_block_grows_from_where_it_began() {
    let ids: Vec<_> = (0..6).map(id).collect();
    let from = (id(1), Column::Start);
    let block = Selection::default().extend(&ids, from, (id(2), Column::Start));
    let block = block.extend(&ids, (id(2), Column::Start), (id(3), Column::Finish));
    assert_eq!(block.in_order(&ids, None), [id(1), id(2), id(3)]);
    assert_eq!(
        block.columns(&Shown::default(), None),
        [Column::Start, Column::Finish]
    );
    let back = block.extend(&ids, (id(3), Column::Finish), (id(0), Column::Start));
    assert_eq!(back.in_order(&ids, None), [id(0), id(1)]);
    let rows = Selection::default().toggle(Some(from), id(4));
    assert_eq!(rows.in_order(&ids, None), [id(1), id(4)]);
    assert_eq!(
        rows.columns(&Shown::default(), None),
        Shown::default().list()
    );
}

#[test]
fn columns_are_remembered() {
    let shown = Shown::default()
        .with(Column::Status, false)
        .with(Column::Title, false);
    assert_eq!(Shown::read(&shown.write()), shown);
    assert!(shown.holds(Column::Title) && !shown.holds(Column::Status));
    assert_eq!(shown.beside(Column::Title, 1), Some(Column::Assignee));
    assert_eq!(shown.beside(Column::Title, -1), None);
    assert_eq!(Shown::read("nonsense"), Shown::default());
}

#[test]
fn rows_fold_filter_and_group() {
    let (plan, project) = outline();
    let folded = folded_to(&plan, project, 1);
    let wish = Wish {
        folded,
        ..Wish::default()
    };
    assert_eq!(listed(&plan, project, &wish), ["A", "D", "F"]);
    let critical = Filter {
        critical: true,
        ..Filter::default()
    };
    let wish = Wish {
        filter: critical,
        ..Wish::default()
    };
    assert_eq!(
        listed(&plan, project, &wish),
        ["A", "C"],
        "with the summary above it"
    );
    let wish = Wish {
        group: Group::Critical,
        ..Wish::default()
    };
    assert_eq!(
        listed(&plan, project, &wish),
        ["#", "C", "#", "B", "E", "F"]
    );
    assert_eq!(find(&plan, project, " e "), [id(4)]);
    assert!(find(&plan, project, "").is_empty());
}

#[test]
fn a_paste_writes_adds_and_says_what_it_refuses() {
    let (mut plan, project) = outline();
    let text = "Task\tDone\tWho\nBee\t40%\tInes Moreau\nCee\tmany\tNobody Known\n";
    let outcome = pasted(&plan, project, vec![id(1), id(2)], text);
    let refused: Vec<_> = outcome
        .refused
        .iter()
        .map(|it| (it.column, it.text.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (Column::Percent, "many"),
            (Column::Assignee, "Nobody Known")
        ]
    );
    assert_eq!(outcome.changed, 4);
    apply(&mut plan, outcome.ops);
    assert_eq!(plan.get(id(1)).unwrap().percent, 40);
    assert_eq!(said(&plan, id(1), Column::Assignee), "Ines Moreau");
    assert_eq!(plan.get(id(2)).unwrap().title, "Cee");

    let outcome = pasted(&plan, project, vec![id(5)], "Eff\nNew one\n\nNew two");
    assert_eq!(
        (outcome.changed, outcome.added.len(), outcome.refused.len()),
        (1, 2, 1)
    );
    apply(&mut plan, outcome.ops);
    let all = titles(&plan, project);
    assert_eq!(all[all.len() - 3..], ["Eff", "New one", "New two"]);
}

#[test]
fn what_follows_from_below_is_not_written() {
    let (plan, project) = outline();
    let outcome = pasted(&plan, project, vec![id(0)], "Task\tDone\nA\t50\n");
    assert!(outcome.ops.is_empty());
    assert_eq!(
        outcome.refused[0].why,
        "This follows from the tasks below it."
    );
}

#[test]
fn filling_down_repeats_the_first_row() {
    let (mut plan, _) = outline();
    write(&mut plan, id(1), Column::Estimate, "3d").unwrap();
    let outcome = paste::fill(
        (&plan, &Schedules::new(&plan)),
        &context(),
        &[id(1), id(2), id(4)],
        &[Column::Estimate],
        &mut || Uuid::from_u128(9_000),
    );
    assert_eq!(outcome.changed, 2);
    apply(&mut plan, outcome.ops);
    assert_eq!(said(&plan, id(4), Column::Estimate), "3 d");
}

#[test]
fn chosen_rows_move_together() {
    let (mut plan, project) = outline();
    let make = |plan: &mut Plan, op: &Op| model::apply(plan, op, &context()).is_ok();
    let ops = shifted(&plan, &[id(1), id(2)], MoveHow::Outdent, make);
    apply(&mut plan, ops);
    assert_eq!(titles(&plan, project), ["A", "B", "C", "D", ".E", "F"]);
    let ops = shifted(&plan, &[id(1), id(2)], MoveHow::Indent, make);
    apply(&mut plan, ops);
    assert_eq!(titles(&plan, project), ["A", ".B", ".C", "D", ".E", "F"]);
    // E goes with D.
    let ops = shifted(&plan, &[id(3), id(4)], MoveHow::Indent, make);
    assert_eq!(ops.len(), 1);
}

#[test]
fn a_large_paste_goes_in_parts_that_fit() {
    let (mut plan, project) = outline();
    let open = plan.statuses()[0].name.clone();
    let lines: Vec<String> = (0..700)
        .map(|at| format!("Task number {at}\t{open}\t\t\t\t\t2d\t{}%", at % 100))
        .collect();
    let outcome = pasted(&plan, project, vec![id(5)], &lines.join("\n"));
    assert_eq!(outcome.refused, []);
    let parts = paste::parts(outcome.ops);
    assert!(parts.len() > 1);
    for part in parts {
        assert!(serde_json::to_string(&part).unwrap().len() <= sync::message::OP_BYTES);
        model::apply(&mut plan, &part, &context()).unwrap();
    }
    assert_eq!(plan.tasks(project).len(), 705);
}
