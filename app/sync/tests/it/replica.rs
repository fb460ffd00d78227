//! One device and its server, one thing at a time.

use serde_json::json;
use sync::replica::Concern;
use sync::{Replica, Timer};

use super::duo::{Device, MEMBER, OWNER, Server, at, goal, id, now, person, title};

fn pull(device: &mut Device, server: &mut Server) {
    device.tell(|replica| replica.timer(Timer::Poll));
    device.run(Some(server));
}

#[test]
fn an_edit_is_safe_only_when_the_disk_has_it() {
    let mut server = Server::new();
    let mut device = Device::new(OWNER, 10, &mut server);
    device.disk_works = false;
    device.dispatch(100, goal(50, "One")).expect("applies");
    device.run(Some(&mut server));
    assert_eq!(device.title(50).as_deref(), Some("One"), "it shows at once");
    assert!(device.safe.is_empty());
    assert_eq!(
        device.replica.made(id(100)),
        Some(&goal(50, "One")),
        "also while it waits"
    );
    assert!(device.replica.status().disk_failed);
    assert_eq!(device.replica.status().unsafe_yet, 1);
    // A second edit that builds on the first must not overtake it.
    device
        .dispatch(101, title(50, "One", "Two"))
        .expect("applies");
    device.disk_works = true;
    device.tell(|it| it.timer(Timer::Store));
    device.run(Some(&mut server));
    assert_eq!(device.safe, [id(100), id(101)]);
    assert_eq!(
        device.replica.status().unsent,
        0,
        "and both are with the server"
    );
    assert_eq!(
        server
            .ledger
            .plan()
            .any(at(50))
            .and_then(|it| it.get("title")),
        Some(json!("Two"))
    );
}

#[test]
fn edits_made_offline_survive_a_reload_and_are_sent_once() {
    let mut server = Server::new();
    let mut device = Device::new(OWNER, 10, &mut server);
    for number in 0..10 {
        device
            .dispatch(100 + number, goal(50 + number, "offline"))
            .expect("applies");
    }
    device.run(None);
    assert!(device.replica.status().offline);
    assert_eq!(device.replica.status().unsent, 10);
    // The tab is closed and opened again, still offline.
    device.replica = Replica::new(device.replica.person(), device.replica.client());
    device.tell(Replica::start);
    device.run(None);
    assert_eq!(device.title(59).as_deref(), Some("offline"));
    let head = server.ledger.head();
    device.tell(|it| it.lead(2));
    device.run(Some(&mut server));
    assert_eq!(server.ledger.head(), head + 10);
    assert_eq!(device.replica.status().unsent, 0);
}

#[test]
fn undo_and_redo_work_offline_and_after_the_sync() {
    let mut server = Server::new();
    let mut device = Device::new(OWNER, 10, &mut server);
    device.dispatch(100, goal(50, "One")).expect("applies");
    device
        .dispatch(101, title(50, "One", "Two"))
        .expect("applies");
    device.run(None);
    let undone = device.replica.undo(id(102), now()).expect("applies");
    device.todo.extend(undone);
    assert_eq!(device.title(50).as_deref(), Some("One"));
    device.tell(Replica::online);
    device.run(Some(&mut server));
    let redone = device.replica.redo(id(103), now()).expect("applies");
    device.todo.extend(redone);
    device.run(Some(&mut server));
    assert_eq!(device.title(50).as_deref(), Some("Two"));
    assert_eq!(
        server
            .ledger
            .plan()
            .any(at(50))
            .and_then(|it| it.get("title")),
        Some(json!("Two"))
    );
    assert!(device.replica.can_undo() && !device.replica.can_redo());
}

#[test]
fn a_value_that_gave_way_is_told_and_can_be_put_back() {
    let mut server = Server::new();
    let mut one = Device::new(OWNER, 10, &mut server);
    one.dispatch(100, goal(50, "Old")).expect("applies");
    one.run(Some(&mut server));
    let mut other = Device::new(MEMBER, 11, &mut server);
    one.dispatch(101, title(50, "Old", "First"))
        .expect("applies");
    one.run(Some(&mut server));
    other
        .dispatch(102, title(50, "Old", "Second"))
        .expect("applies");
    other.run(Some(&mut server));
    assert_eq!(
        other.title(50).as_deref(),
        Some("Second"),
        "the later arrival wins"
    );
    let items = other.replica.attention();
    let [item] = items.as_slice() else {
        panic!("one item: {items:?}")
    };
    let Concern::Replaced(replaced) = &item.concern else {
        panic!("{item:?}")
    };
    assert_eq!(
        (&replaced[0].was, &replaced[0].expected),
        (&json!("First"), &json!("Old"))
    );
    let back = other
        .replica
        .put_back(item.key, id(103), now())
        .expect("applies");
    other.todo.extend(back);
    other.run(Some(&mut server));
    assert_eq!(other.title(50).as_deref(), Some("First"));
    assert!(other.replica.attention().is_empty());
    assert_eq!(other.replica.status().attention, 0);
}

#[test]
fn whoever_wrote_the_value_that_gave_way_is_told_on_every_device_once() {
    let mut server = Server::new();
    let mut one = Device::new(OWNER, 10, &mut server);
    one.dispatch(100, goal(50, "Old")).expect("applies");
    one.run(Some(&mut server));
    let mut other = Device::new(MEMBER, 11, &mut server);
    one.dispatch(101, title(50, "Old", "First"))
        .expect("applies");
    one.run(Some(&mut server));
    let late = title(50, "Old", "Second");
    other.dispatch(102, late).expect("applies");
    other.run(Some(&mut server));
    assert!(other.replica.told().is_empty(), "the author has a verdict");
    let mut tablet = Device::new(OWNER, 12, &mut server);
    pull(&mut tablet, &mut server);
    pull(&mut one, &mut server);
    for device in [&one, &tablet] {
        let told = device.replica.told();
        let [told] = told.as_slice() else {
            panic!("one notice: {told:?}")
        };
        let said = (&told.was, &told.now, told.by);
        assert_eq!(said, (&json!("First"), &json!("Second"), person(MEMBER)));
        assert_eq!(device.replica.status().attention, 1);
    }
    let told = one.replica.told()[0].id;
    let back = one.replica.put_mine_back(told, id(103), now());
    one.todo.extend(back.expect("applies"));
    one.run(Some(&mut server));
    pull(&mut tablet, &mut server);
    for device in [&one, &tablet] {
        assert_eq!(device.title(50).as_deref(), Some("First"));
        assert_eq!(device.replica.status().attention, 0);
    }
    // What nobody but the server may say.
    let forged = model::Notice {
        person: person(OWNER),
        at: at(50),
        field: "title".into(),
        was: json!("Bad"),
        ..model::Notice::default()
    };
    let create = model::Op::Create {
        id: id(60),
        entity: forged.into(),
        audience: None,
    };
    other.dispatch(104, create).expect("applies here");
    other.run(Some(&mut server));
    pull(&mut one, &mut server);
    assert!(one.replica.told().is_empty());
}

#[test]
fn what_the_server_refuses_waits_for_the_person() {
    let mut server = Server::new();
    let mut one = Device::new(OWNER, 10, &mut server);
    one.dispatch(100, goal(50, "Old")).expect("applies");
    one.run(Some(&mut server));
    let mut other = Device::new(MEMBER, 11, &mut server);
    one.dispatch(101, model::Op::Trash { at: at(50) })
        .expect("applies");
    one.run(Some(&mut server));
    // The member has not heard of it.
    other
        .dispatch(102, title(50, "Old", "Mine"))
        .expect("applies here");
    other.run(Some(&mut server));
    let items = other.replica.attention();
    let [item] = items.as_slice() else {
        panic!("one item: {items:?}")
    };
    assert!(
        matches!(&item.concern, Concern::Refused { message, .. } if message.contains("not here"))
    );
    assert_eq!(item.op, title(50, "Old", "Mine"));
    let exported = other.replica.export_unsent();
    assert_eq!(Replica::read_unsent(&exported), [title(50, "Old", "Mine")]);
    assert!(
        other
            .replica
            .copy(item.key)
            .is_some_and(|text| text.contains("Mine"))
    );
    assert!(
        other.replica.retry(item.key, id(103), now()).is_err(),
        "still in the trash"
    );
    assert_eq!(
        other.replica.attention().len(),
        1,
        "nothing is dropped by itself"
    );
    one.dispatch(104, model::Op::Restore { at: at(50) })
        .expect("applies");
    one.run(Some(&mut server));
    other.tell(|it| it.timer(Timer::Poll));
    other.run(Some(&mut server));
    let retried = other
        .replica
        .retry(item.key, id(105), now())
        .expect("applies now");
    other.todo.extend(retried);
    other.run(Some(&mut server));
    assert!(other.replica.attention().is_empty());
    assert_eq!(
        server
            .ledger
            .plan()
            .any(at(50))
            .and_then(|it| it.get("title")),
        Some(json!("Mine"))
    );
}

#[test]
fn a_long_outbox_goes_in_pushes_within_the_limits() {
    let mut server = Server::new();
    let mut device = Device::new(OWNER, 10, &mut server);
    let long = "word ".repeat(35).trim().to_owned();
    for number in 0..1_200 {
        device
            .dispatch(10_000 + number, goal(20_000 + number, &long))
            .expect("applies");
    }
    device.run(Some(&mut server));
    assert_eq!(device.pushes.iter().map(|it| it.0).max(), Some(500));
    assert_eq!(device.pushes.iter().map(|it| it.0).sum::<usize>(), 1_200);
    assert!(
        device
            .pushes
            .iter()
            .all(|it| it.1 <= sync::message::PUSH_BYTES)
    );
    assert_eq!(device.replica.status().unsent, 0);
    // The server said what the device showed: nothing was made again below what still waited.
    assert_eq!(device.replica.made_again(), 0);
    let huge = title(20_000, &long, &"y".repeat(70_000));
    let refused = device.dispatch(99_999, huge).expect_err("too long");
    assert!(refused.to_string().contains("64 KiB"), "{refused}");
}
