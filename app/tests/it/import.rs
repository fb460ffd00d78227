//! What came in: its report on every device, who is who, what scheduling would move, whole workspaces.

use std::future::Future;
use std::rc::Rc;

use app::host::Host;
use app::pages::import::{People, WhatIsIn, WouldMove};
use app::state::State;
use exchange::archive;
use exchange::msproject::{self, Context, Draft, How, Known};
use leptos::prelude::*;
use model::schedule::takeover::takeover;
use model::{Op, Plan, Project, Row};

use crate::fake::{Fake, now, today};
use crate::page::{is_sound, page};

const PLAN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Annex</Name><Title>Annex</Title>
<StartDate>2026-11-02T08:00:00</StartDate><Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Survey</Name><OutlineLevel>1</OutlineLevel><Start>2026-11-02T08:00:00</Start>
<Finish>2026-11-04T17:00:00</Finish><Duration>PT24H0M0S</Duration><Author>Kept</Author><Hyperlink>x</Hyperlink></Task>
<Task><UID>2</UID><ID>2</ID><Name>Build</Name><OutlineLevel>1</OutlineLevel><Start>2026-11-03T08:00:00</Start>
<Finish>2026-11-04T17:00:00</Finish><Duration>PT16H0M0S</Duration><Frobnicate>7</Frobnicate>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks><Resources>
<Resource><UID>1</UID><ID>1</ID><Name>Ines M.</Name><Type>1</Type><EmailAddress>INES@example.org</EmailAddress></Resource>
<Resource><UID>2</UID><ID>2</ID><Name>Ana Ruiz</Name><Type>1</Type></Resource>
<Resource><UID>3</UID><ID>3</ID><Name>Karl Neumann</Name><Type>1</Type></Resource>
</Resources><Assignments>
<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>3</ResourceUID><Units>1</Units></Assignment>
</Assignments></Project>"#;

fn context(plan: &Plan) -> Context {
    let known = |row: &Row<model::Person>| Known {
        id: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
    };
    Context {
        file_name: "Annex.xml".into(),
        read_at: now(),
        people: plan.persons().into_iter().map(|row| known(row)).collect(),
        ..Context::default()
    }
}

fn draft(fake: &Fake, context: &Context) -> Draft {
    let understood = msproject::read(PLAN.as_bytes()).expect("a plan");
    msproject::plan(&understood, context, &mut || fake.new_id())
}

fn bring_in(fake: &Fake, draft: &Draft) {
    for op in &draft.ops {
        fake.dispatch(op.clone()).expect("it goes in");
    }
}

fn html<V: IntoView + 'static>(fake: &Rc<Fake>, view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let host = fake.clone();
    owner.with(|| {
        provide_context(State::new(host));
        view().to_html()
    })
}

#[test]
fn a_report_is_kept_with_its_project_through_an_archive() {
    let fake = Fake::demo();
    let context = context(&fake.plan.borrow());
    let draft = draft(&fake, &context);
    bring_in(&fake, &draft);
    let text: Vec<String> = archive::write(&fake.plan.borrow()).collect();
    let read = archive::read(&text.join("\n")).expect("an archive");
    *fake.plan.borrow_mut() = read.plan;
    let html = page(fake, &format!("/projects/{}/import", draft.project));
    is_sound(&html);
    for words in [
        "Annex.xml",
        "MSPDI, read on 2 Nov by Ines Moreau",
        "Read exactly",
        "Kept, not understood here",
        "task: Hyperlink",
        "task: Frobnicate",
        "element Frobnicate (task 2)",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_project_that_was_made_here_has_no_report() {
    let fake = Fake::demo();
    let project = fake.plan.borrow().projects()[0].id;
    let html = page(fake, &format!("/projects/{project}/import"));
    is_sound(&html);
    assert!(html.contains("Nothing was imported into this project"));
}

#[test]
fn people_are_matched_by_address_by_name_and_by_hand() {
    let fake = Fake::demo();
    let mut context = context(&fake.plan.borrow());
    let first = draft(&fake, &context);
    let how: Vec<How> = first.people.iter().map(|it| it.how).collect();
    assert_eq!(how, [How::Email, How::Name, How::New]);
    let ana = first.people[1].person;
    context
        .choices
        .insert(first.people[2].key.clone(), Some(ana));
    context.choices.insert(first.people[0].key.clone(), None);
    let second = draft(&fake, &context);
    let how: Vec<How> = second.people.iter().map(|it| it.how).collect();
    assert_eq!(how, [How::New, How::Name, How::Chosen]);
    bring_in(&fake, &second);
    let build = {
        let plan = fake.plan.borrow();
        let all = plan.tasks(second.project);
        let (_, row) = all
            .into_iter()
            .find(|(_, row)| row.title == "Build")
            .expect("it");
        row.assignments[0].who
    };
    assert_eq!(
        build,
        model::Assignee::Person(ana),
        "what was chosen is what comes in"
    );
    let html = html(&fake, || {
        view! { <People list=second.people.clone() take=Callback::new(|_| ())/> }
    });
    for words in [
        "by name",
        "by hand",
        "new placeholder",
        "Who Karl Neumann is",
        "New placeholder",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn what_scheduling_would_move_is_said_with_its_reason_and_not_done() {
    let fake = Fake::demo();
    let context = context(&fake.plan.borrow());
    let draft = draft(&fake, &context);
    bring_in(&fake, &draft);
    let before = fake.plan.borrow().clone();
    let would = takeover(&before, draft.project, today(), 10);
    assert_eq!((would.moved, would.later), (1, 1));
    assert!(
        would.moves[0]
            .reason
            .contains("after \u{201c}Survey\u{201d} finishes")
    );
    assert_eq!(would.moves[0].by, "2 days later");
    assert_eq!(*fake.plan.borrow(), before, "finding out moves nothing");
    let words = html(&fake, || {
        view! { <WouldMove would=would.clone() today=today()/> }
    });
    assert!(
        words.contains("1 task would move. The project would finish on 6 Nov instead of 4 Nov.")
    );
    assert!(words.contains("3 Nov to 4 Nov") && words.contains("5 Nov to 6 Nov"));
    let plan = model::schedule::edit::planned(&before, &would.ops);
    let after = model::schedule::schedule(&plan, draft.project);
    let build = &after.tasks[&would.moves[0].task];
    assert_eq!(build.finish.date(), model::Date::constant(2026, 11, 6));
}

#[test]
fn what_an_archive_would_bring_is_said_kind_by_kind() {
    let from = Fake::demo();
    let project = from.plan.borrow().projects()[0].id;
    from.dispatch(Op::Trash { at: project.at() })
        .expect("trashed");
    let text: Vec<String> = archive::write(&from.plan.borrow()).collect();
    let read = archive::read(&text.join("\n")).expect("an archive");
    let here = Fake::founded();
    let brought = {
        let plan = here.plan.borrow();
        let acting = model::Context {
            actor: model::Id::new(uuid::Uuid::from_u128(2)),
            now: now(),
            today: today(),
        };
        let pace = exchange::Pace::at_once();
        let mut work = std::pin::pin!(archive::bring(&read, &plan, &acting, &pace));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match work.as_mut().poll(&mut context) {
            std::task::Poll::Ready(done) => done,
            std::task::Poll::Pending => panic!("nothing waits without pauses"),
        }
    };
    assert_eq!(brought.refused, []);
    for op in &brought.ops {
        here.dispatch(op.clone()).expect("it comes in");
    }
    let live = |plan: &Plan| {
        plan.all::<Project>()
            .filter(|row| !row.head.trashed)
            .count()
    };
    assert_eq!(live(&here.plan.borrow()), live(&from.plan.borrow()));
    let html = html(&here, || {
        view! { <WhatIsIn brought=brought.clone() name="All.jsonl".to_owned()/> }
    });
    for words in [
        "archive of this workspace",
        "Key Results",
        "Would be made",
        "Here already",
        "trash stay behind",
    ] {
        assert!(html.contains(words), "{words}");
    }
}
