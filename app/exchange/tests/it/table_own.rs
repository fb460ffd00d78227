//! Tables of our own: presets, what is written is read back, and files that mean harm.

use std::time::{Duration, Instant};

use exchange::msproject::{Context, Understood, plan};
use exchange::table::{self, Field, Options, Preset, Refused};
use model::access::{Founding, founding};
use model::{Id, Plan, apply};
use uuid::Uuid;

fn understood(bytes: &[u8], name: &str) -> (table::Mapping, Understood) {
    let book = table::read(bytes, name).expect("the table is read");
    let mapping = table::guess(&book);
    let understood = table::understand(&book, &mapping).expect("the table is understood");
    (mapping, understood)
}

fn names(understood: &Understood) -> Vec<&str> {
    understood
        .file
        .tasks
        .iter()
        .map(|it| it.name.as_str())
        .collect()
}

#[test]
fn jira_issues_keep_parents_links_and_effort() {
    let text = "Summary,Issue key,Issue id,Parent id,Status,Assignee,Due date,Original Estimate,\
                Outward issue link (Blocks),Inward issue link (Blocks)\n\
                Epic,AB-1,10,,In Progress,Ada,,,,\n\
                First,AB-2,11,10,Done,Ada,27/Mar/26 9:00 AM,7200,AB-3,\n\
                Second,AB-3,12,10,To Do,Grace,2026-04-01,3600,,AB-2\n";
    let (mapping, it) = understood(text.as_bytes(), "jira.csv");
    assert_eq!(mapping.preset, Preset::Jira);
    let tasks = &it.file.tasks;
    assert_eq!(tasks[1].parent, Some(0));
    assert_eq!((tasks[1].percent, tasks[1].work_minutes), (100, Some(120)));
    assert_eq!(tasks[1].finish, Some(jiff_at(2026, 3, 27, 9)));
    assert_eq!(tasks[1].uid, 11);
    assert_eq!(
        it.file.links.len(),
        1,
        "told from both ends, it is one link"
    );
    assert_eq!((it.file.links[0].from, it.file.links[0].to), (1, 2));
}

fn jiff_at(year: i16, month: i8, day: i8, hour: i8) -> model::DateTime {
    model::DateTime::constant(year, month, day, hour, 0, 0, 0)
}

#[test]
fn asana_tasks_keep_sub_tasks_and_dependencies_by_name() {
    let text = "Task ID,Created At,Completed At,Name,Section/Column,Assignee,Assignee Email,\
                Start Date,Due Date,Parent task,Blocked By (Dependencies)\n\
                1201,2026-01-01,2026-02-01,Paint,Hall,Ada,ada@example.org,2026-01-05,2026-01-09,,\n\
                1202,2026-01-01,,Dry,Hall,,,,2026-01-12,,Paint\n\
                1203,2026-01-01,,Second coat,,,,,,Paint,\n";
    let (mapping, it) = understood(text.as_bytes(), "asana.csv");
    assert_eq!(mapping.preset, Preset::Asana);
    assert_eq!(names(&it), ["Paint", "Second coat", "Dry"]);
    assert_eq!(it.file.tasks[1].parent, Some(0));
    assert_eq!(it.file.tasks[0].percent, 100);
    assert_eq!(it.file.resources[0].email, "ada@example.org");
    assert_eq!(it.file.links.len(), 1);
}

#[test]
fn project_online_feeds_are_read_as_json_and_csv_one_project_at_a_time() {
    let text = r#"{"value":[
        {"ProjectId":"p","TaskId":"a","ProjectName":"Hall","TaskName":"Hall","TaskIndex":0,
         "TaskIsProjectSummary":true,"TaskOutlineLevel":0},
        {"ProjectId":"p","TaskId":"b","ParentTaskId":"a","ProjectName":"Hall","TaskName":"Dig",
         "TaskIndex":1,"TaskDuration":"16.000000","TaskStartDate":"2026-03-02T08:00:00",
         "TaskFinishDate":"2026-03-03T17:00:00","TaskPercentCompleted":50,
         "TaskIsActive":true,"TaskIsManuallyScheduled":false,"TaskOutlineLevel":1},
        {"ProjectId":"q","TaskId":"c","ProjectName":"Roof","TaskName":"Tiles","TaskIndex":1}]}"#;
    let book = table::read(text.as_bytes(), "tasks.json").expect("a feed");
    let mut mapping = table::guess(&book);
    assert_eq!(mapping.preset, Preset::ProjectOnlineTasks);
    assert_eq!(
        table::projects(&book, &mapping),
        [("Hall".into(), 2), ("Roof".into(), 1)]
    );
    let it = table::understand(&book, &mapping).expect("understood");
    assert_eq!(
        (it.file.project.title.as_str(), names(&it)),
        ("Hall", vec!["Dig"])
    );
    let dig = &it.file.tasks[0];
    assert_eq!(dig.duration.map(|it| it.minutes), Some(960), "hours");
    assert_eq!((dig.percent, dig.active), (50, true));
    mapping.project = Some("Roof".into());
    let it = table::understand(&book, &mapping).expect("understood");
    assert_eq!(names(&it), ["Tiles"]);
    let csv = "ProjectId,TaskId,ProjectName,TaskName,TaskIndex,TaskDuration\np,a,Hall,Dig,1,8\n";
    let (mapping, it) = understood(csv.as_bytes(), "tasks.csv");
    assert_eq!(mapping.preset, Preset::ProjectOnlineTasks);
    assert_eq!(it.file.tasks[0].duration.map(|it| it.minutes), Some(480));
}

#[test]
fn guesses_can_be_changed() {
    let book = table::read(b"Task,Start,Extra\nA,03/04/2026,x\n", "a.csv").expect("a table");
    let mut mapping = table::guess(&book);
    let start = |mapping: &table::Mapping| {
        table::understand(&book, mapping)
            .expect("understood")
            .file
            .tasks[0]
            .start
    };
    assert_eq!(start(&mapping), Some(jiff_at(2026, 3, 4, 8)));
    mapping.date_order = table::DateOrder::Day;
    assert_eq!(start(&mapping), Some(jiff_at(2026, 4, 3, 8)));
    mapping.columns[2].field = Some(Field::Custom("Text1".into()));
    let it = table::understand(&book, &mapping).expect("understood");
    assert_eq!(it.file.fields["Text1"].alias, "Extra");
    let reading = table::Reading {
        delimiter: Some(table::Delimiter::Semicolon),
        ..table::Reading::default()
    };
    let other = table::read_as(b"Task,Start\nA,B\n", "a.csv", reading).expect("a table");
    assert_eq!(other.sheets[0].width, 1);
}

/// A plan with what was understood in it.
fn planned(it: &Understood) -> (Plan, Id<model::Project>) {
    let mut next = 1_u128;
    let mut id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let context = model::Context {
        actor: Id::new(id()),
        now: model::Timestamp::UNIX_EPOCH,
        today: model::Date::constant(2026, 5, 4),
    };
    let of = Founding {
        workspace: Id::new(id()),
        owner: context.actor,
        name: "House".into(),
        owner_name: "Olga".into(),
        email: "olga@example.org".into(),
        today: context.today,
        cycle: Id::new(id()),
        next_cycle: Id::new(id()),
    };
    let mut rows = Plan::default();
    apply(&mut rows, &founding(&of), &context).expect("a workspace can be founded");
    let into = Context {
        rank: model::rank::between(None, None),
        ..Context::default()
    };
    let draft = plan(it, &into, &mut id);
    for op in &draft.ops {
        apply(&mut rows, op, &context).expect("the model takes it");
    }
    (rows, draft.project)
}

const WIDE: &str = "ID,Name,Duration,Start,Finish,Predecessors,Outline Level,Resource Names,\
    % Complete,Milestone,Constraint Type,Constraint Date,Deadline,Notes,Text1 (Risk),Task Mode,Active\n\
    1,Plan,,2026-03-02 08:00,2026-03-06 17:00,,1,,0%,No,,,,,,Auto Scheduled,Yes\n\
    2,=HYPERLINK(1),1.5 days?,2026-03-02 08:00,2026-03-03 12:00,,2,\"Ada[50%];Lovelace, Grace\",25%,No,\
    Start No Earlier Than,2026-03-02 08:00,2026-03-20 17:00,\"two\nlines \"\"quoted\"\"\",high,Manually Scheduled,Yes\n\
    3,'+ quoted,2 edays,2026-03-04 12:00,2026-03-06 12:00,2FS+1 day,2,,0%,No,,,,,,Auto Scheduled,No\n\
    4,@mention,0 days,2026-03-06 17:00,2026-03-06 17:00,\"2SS-50%,3FF+2 ehrs\",1,,0%,Yes,,,,-1,,Auto Scheduled,Yes\n";

/// What must survive: everything but identities.
fn essence(it: &Understood) -> Vec<String> {
    let who = |task: usize| -> Vec<String> {
        let own = it.file.assignments.iter().filter(|row| row.task == task);
        own.map(|row| format!("{}:{}", it.file.resources[row.resource].name, row.units))
            .collect()
    };
    let mut out: Vec<String> = it
        .file
        .tasks
        .iter()
        .enumerate()
        .map(|(index, task)| {
            format!(
                "{} {} {} {:?} {:?} {:?} {} {} {} {} {:?} {:?} {:?} {:?} {:?}",
                task.uid,
                task.level,
                task.name,
                task.start,
                task.finish,
                task.duration,
                task.percent,
                task.milestone,
                task.manual,
                task.active,
                task.constraint,
                task.deadline,
                task.notes,
                task.custom,
                who(index)
            )
        })
        .collect();
    let mut links: Vec<String> = it
        .file
        .links
        .iter()
        .map(|link| format!("{link:?}"))
        .collect();
    links.sort();
    out.extend(links);
    out
}

#[test]
fn what_is_written_is_read_back_equal_and_runs_no_formula() {
    let (_, first) = understood(WIDE.as_bytes(), "plan.csv");
    assert_eq!(first.file.tasks.len(), 4);
    assert_eq!(first.file.links.len(), 3);
    let (rows, project) = planned(&first);
    let csv = table::write_csv(&rows, None, project, &Options::default()).expect("written");
    let text = String::from_utf8(csv.bytes.clone()).expect("UTF-8");
    assert!(text.starts_with('\u{feff}'));
    for danger in [",=", ",@", ",+", ",\"=", ",\"@", ",\"+"] {
        assert!(!text.contains(danger), "{danger} in {text}");
    }
    assert!(
        csv.report
            .entries
            .iter()
            .any(|it| it.field.contains("formula"))
    );
    let (mapping, again) = understood(&csv.bytes, "plan.csv");
    assert_eq!(mapping.preset, Preset::MsProject);
    assert_eq!(essence(&again), essence(&first));
    let book = table::write_xlsx(&rows, None, project).expect("written");
    let (_, again) = understood(&book.bytes, "plan.xlsx");
    assert_eq!(essence(&again), essence(&first));
    assert_eq!(
        table::write_xlsx(&rows, None, project),
        Some(book),
        "the same bytes"
    );
}

/// Reads what may mean harm; whatever comes out, it comes soon.
fn soon(bytes: &[u8], name: &str) -> Result<Understood, exchange::Refused> {
    let begun = Instant::now();
    let out = exchange::read(bytes, name);
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{name} took {:?}",
        begun.elapsed()
    );
    out
}

fn table_refusal(bytes: &[u8], name: &str) -> Refused {
    match soon(bytes, name) {
        Err(exchange::Refused::Table(refused)) => refused,
        other => panic!("{name}: {:?}", other.map(|it| it.file.tasks.len())),
    }
}

#[test]
fn harm_ends_in_a_sentence() {
    assert_eq!(table_refusal(b"", "a.csv"), Refused::Empty);
    assert_eq!(
        table_refusal(b"\x00\x01\x02\x03 nonsense", "a.csv"),
        Refused::Binary
    );
    assert_eq!(
        table_refusal(b"PK\x03\x04 cut", "a.xlsx"),
        Refused::Damaged {
            why: "it is not complete".into()
        }
    );
    assert!(matches!(
        table_refusal(&vec![b','; 2_000_000], "a.csv"),
        Refused::TooManyColumns { row: 1 }
    ));
    assert_eq!(
        table_refusal("a\n".repeat(300_000).as_bytes(), "a.csv"),
        Refused::TooManyRows
    );
    assert!(matches!(
        table_refusal(b"{\"value\": [1, 2", "a.json"),
        Refused::NotRows { .. }
    ));
    let deep = "[".repeat(100_000);
    assert!(matches!(
        table_refusal(deep.as_bytes(), "a.json"),
        Refused::NotRows { .. }
    ));
    let far = "Task\n\"never closed\nb\nc";
    assert!(soon(far.as_bytes(), "a.csv").is_ok());
    let many = format!("ID,Name,Predecessors\n1,a,\"{}\"\n", "1,".repeat(100_000));
    assert!(soon(many.as_bytes(), "a.csv").is_ok());
    let utf16: Vec<u8> = "Task\tStart\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(soon(&[&[0xFF, 0xFE], utf16.as_slice(), &[1]].concat(), "a.csv").is_err());
}

#[test]
fn every_cut_of_a_workbook_is_refused_or_read() {
    let (_, first) = understood(WIDE.as_bytes(), "plan.csv");
    let (rows, project) = planned(&first);
    let bytes = table::write_xlsx(&rows, None, project)
        .expect("written")
        .bytes;
    for end in (0..bytes.len()).step_by(37) {
        assert!(soon(&bytes[..end], "cut.xlsx").is_err());
    }
    for at in (0..bytes.len()).step_by(11) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        // Damage may hit what nobody reads; it must only never panic.
        let _ = soon(&changed, "changed.xlsx");
    }
}

/// A workbook with one sheet, packed by `flate2` as the reader expects it.
fn workbook(sheet: &str) -> Vec<u8> {
    let book = "<workbook><sheets><sheet name=\"P\" sheetId=\"1\"/></sheets></workbook>";
    let mut out = Vec::new();
    let mut list = Vec::new();
    for (name, text) in [
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        let mut packer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, text.as_bytes()).expect("packed");
        let packed = packer.finish().expect("packed");
        let at = out.len() as u32;
        let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend((packed.len() as u32).to_le_bytes());
        head.extend((text.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(packed);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0\x02\0\x02\0");
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn a_workbook_that_unpacks_without_end_or_is_huge_is_refused() {
    let bomb = workbook(&" ".repeat(table::UNPACKED + 1));
    assert!(bomb.len() < 2_000_000);
    assert_eq!(table_refusal(&bomb, "bomb.xlsx"), Refused::Bomb);
    let far = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>\
               </sheetData></worksheet>";
    let refused = table_refusal(&workbook(far), "far.xlsx");
    assert_eq!(refused, Refused::TooManyColumns { row: 1_048_576 });
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>";
    assert!(matches!(
        table_refusal(&workbook(entity), "e.xlsx"),
        Refused::Damaged { .. }
    ));
    let low = "<worksheet><sheetData><row r=\"4294967295\"><c r=\"A1\" t=\"inlineStr\"><is><t>\
               Task</t></is></c></row></sheetData></worksheet>";
    assert!(soon(&workbook(low), "low.xlsx").is_ok());
}
