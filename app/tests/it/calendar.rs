//! Calendars, a task's schedule and a Key Result's path, as HTML strings.

use model::{Calendar, Id, Project, Task};

use crate::fake::Fake;
use crate::page::{is_sound, page};

fn task(host: &Fake, title: &str) -> (Id<Project>, Id<Task>) {
    let plan = host.plan.borrow();
    let mut tasks = plan.all::<Task>();
    let row = tasks
        .find(|row| row.title == title)
        .expect("the demo has it");
    (row.project, row.id)
}

#[test]
fn settings_list_the_workspaces_calendar_and_whose_hours_differ() {
    let host = Fake::demo();
    let calendars = host.plan.borrow().all::<Calendar>().count();
    assert_eq!(calendars, 1, "the demo has one");
    let html = page(host, "/settings");
    is_sound(&html);
    assert!(html.contains("Edit calendar Halden"));
    assert!(html.contains("Used by every project that names no other"));
    assert!(html.contains("As the workspace: working time of Ana Ruiz"));
}

#[test]
fn a_tasks_sheet_says_when_why_and_what_it_is_tied_to() {
    let host = Fake::demo();
    let (project, id) = task(&host, "Fix data mapping defects");
    let html = page(host, &format!("/projects/{project}?task={id}"));
    for words in [
        "Why this date?",
        "It starts after \u{201c}Data migration dry run\u{201d} finishes on",
        "It runs on the calendar \u{201c}Halden\u{201d}.",
        "Total slack",
        "Latest finish",
        "If it slips, the project does.",
        "Finish no later than",
        "Remove the tie to Data migration dry run",
        "Remove the tie to Cut over customer data",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_key_result_shows_the_path_that_decides_it() {
    let host = Fake::demo();
    let id = host.key_result("Reduce median time from contract to go-live");
    let html = page(host, &format!("/okrs/key-result/{id}"));
    let at = html.find("The path: what decides").expect("the panel");
    let path = &html[at..];
    assert!(path.contains("Data migration dry run slipping"));
    let place = |title: &str| {
        path.find(&format!(">{title}</a>"))
            .unwrap_or_else(|| panic!("{title}"))
    };
    assert!(place("Data migration dry run") < place("Cut over customer data"));
    assert!(place("Cut over customer data") < place("Go-live"));
}
