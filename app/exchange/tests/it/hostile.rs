//! Input that means harm or is broken: a sentence, never a panic, never half of it.

use exchange::msproject::{Refused, read};

const PLAN: &[u8] = include_bytes!("fixtures/plan.xml");

#[test]
fn every_cut_of_a_file_is_refused() {
    for end in 0..PLAN.len() - b"</Project>\n".len() + 1 {
        let answer = read(&PLAN[..end]);
        assert!(answer.is_err(), "cut at {end}");
    }
    assert!(read(PLAN).is_ok());
}

#[test]
fn every_changed_byte_is_answered() {
    // 257 is coprime to the length of most things: other bytes change each round.
    for at in 0..PLAN.len() {
        let mut bytes = PLAN.to_vec();
        bytes[at] = bytes[at].wrapping_add((at % 257) as u8 | 1);
        if let Ok(understood) = read(&bytes) {
            understood.report();
        }
    }
}

#[test]
fn refusals_say_what_to_do() {
    let refused = |bytes: &[u8]| read(bytes).expect_err("refused").to_string();
    assert_eq!(refused(b""), "The file is empty.");
    assert!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("Save As"));
    assert!(refused(b"PK\x03\x04").contains("Unpack it"));
    assert!(refused(b"hello").contains("not an XML file"));
    assert!(refused(b"<html/>").contains("\u{201c}html\u{201d}"));
    let built = "<Project xmlns='http://schemas.microsoft.com/developer/msbuild/2003'/>";
    assert!(refused(built.as_bytes()).contains("another program"));
    assert!(refused(b"<?xml version='1.0'?><Project>\n<Name>\xFF").contains("number 37"));
    assert!(refused(b"<?xml version='1.0' encoding='Shift_JIS'?><Project/>").contains("shift_jis"));
    let entity = b"<!DOCTYPE Project [<!ENTITY a 'b'>]><Project><Name>&a;</Name></Project>";
    assert!(matches!(read(entity), Err(Refused::Entity { line: 1 })));
    assert!(matches!(
        read(b"<Project>\n&a;</Project>"),
        Err(Refused::Entity { line: 2 })
    ));
    let two = "<Project></Project><Project></Project>";
    assert!(matches!(
        read(two.as_bytes()),
        Err(Refused::Malformed { .. })
    ));
}

#[test]
fn nesting_is_bounded_everywhere() {
    for open in ["<a>", "<Tasks>", "<Name>", "<Task>"] {
        let text = format!("<Project><Tasks><Task>{}", open.repeat(200_000));
        assert!(
            matches!(read(text.as_bytes()), Err(Refused::TooDeep { line: 1 })),
            "{open}"
        );
    }
}

#[test]
fn problems_are_bounded() {
    let tasks = "<Task><PercentComplete>x</PercentComplete></Task>".repeat(10_000);
    let text = format!("<Project><Tasks>{tasks}</Tasks></Project>");
    let understood = read(text.as_bytes()).expect("read");
    assert_eq!(understood.problems.list.len(), exchange::problem::NAMED);
    assert!(understood.problems.more > 10_000);
}

#[test]
fn more_tasks_than_any_plan_has_are_refused_before_they_are_made_into_one() {
    let task = "<Task><UID>1</UID><Name>T</Name></Task>";
    let text = format!(
        "<Project xmlns=\"http://schemas.microsoft.com/project\"><Tasks>{}</Tasks></Project>",
        task.repeat(100_001)
    );
    let refused = read(text.as_bytes());
    assert!(
        matches!(refused, Err(Refused::TooManyTasks)),
        "it says how many are read"
    );
}
