//! `kill -9` in the middle of work: what was acknowledged is there, exactly once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use model::Id;
use serde_json::{Value, json};
use sync::message::Epoch;
use uuid::Uuid;

use crate::binary::{Client, Server, runs};
use crate::world::{Someone, push, rows, team};

const CLIENTS: usize = 4;
const ROUNDS: usize = 3;
/// Acknowledged operations before a round ends with a kill.
const ENOUGH: usize = 120;

/// One device: what it sent and was told is done, and the push that has no answer yet.
struct Device {
    who: Someone,
    http: Client,
    done: Vec<Uuid>,
    open: Option<(Value, Vec<Uuid>)>,
}

impl Device {
    /// Pushes until the server is gone.
    fn work(&mut self, epoch: Epoch, acknowledged: &AtomicUsize) {
        loop {
            let (body, ids) = self.open.take().unwrap_or_else(|| self.next(epoch));
            let Some((status, answer)) = self.http.post("/api/v1/push", &body) else {
                self.open = Some((body, ids));
                return;
            };
            if status != 200 {
                // Too fast, or on its way down: unknown, so it is sent again.
                self.open = Some((body, ids));
                continue;
            }
            let verdicts = crate::world::verdicts(&answer);
            assert!(verdicts.iter().all(|it| *it == "ok"), "{answer}");
            assert_eq!(verdicts.len(), ids.len(), "{answer}");
            acknowledged.fetch_add(ids.len(), Ordering::SeqCst);
            self.done.extend(ids);
        }
    }

    fn next(&mut self, epoch: Epoch) -> (Value, Vec<Uuid>) {
        let ids: Vec<Uuid> = (0..3).map(|_| Uuid::new_v4()).collect();
        let ops = ids
            .iter()
            .map(|id| team(*id, &format!("Team {id}")))
            .collect();
        (json!(push(epoch, &mut self.who, ops)), ids)
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let path = db.to_str().unwrap();
    let mut server = Server::start(&db, &[]);
    let mut owner = server.client();
    let person: Id<model::Person> =
        serde_json::from_value(owner.sign_up()["person"].clone()).unwrap();
    let epoch: Epoch = serde_json::from_value(owner.pull()["epoch"].clone()).unwrap();
    let device = |_| {
        let who = Someone {
            cookie: String::new(),
            person,
            client: Uuid::new_v4(),
            cseq: 0,
        };
        Mutex::new(Device {
            who,
            http: owner.clone(),
            done: Vec::new(),
            open: None,
        })
    };
    let devices: Arc<Vec<Mutex<Device>>> = Arc::new((0..CLIENTS).map(device).collect());

    for round in 1..=ROUNDS {
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let threads: Vec<_> = (0..CLIENTS)
            .map(|n| {
                let (devices, acknowledged) = (devices.clone(), acknowledged.clone());
                let address = server.address.clone();
                std::thread::spawn(move || {
                    let mut device = devices[n].lock().unwrap();
                    device.http.address = address;
                    device.work(epoch, &acknowledged);
                })
            })
            .collect();
        let until = Instant::now() + Duration::from_secs(60);
        while acknowledged.load(Ordering::SeqCst) < ENOUGH {
            assert!(
                Instant::now() < until,
                "the server is too slow to be killed at work"
            );
            std::thread::yield_now();
        }
        server.signal("KILL");
        server.ended();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        let text = runs(&["check", "--db", path]);
        assert!(text.contains("All is well"), "round {round}: {text}");
        server = Server::start(&db, &[]);
        verify(&server, &owner, &devices);
    }
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
}

/// Every acknowledged row is there once; a row of an open push is there or not, but never in part.
fn verify(server: &Server, owner: &Client, devices: &[Mutex<Device>]) {
    let mut client = Client {
        address: server.address.clone(),
        ..owner.clone()
    };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for (kind, id, _) in rows(&client.pull()) {
        if kind == "team" {
            *found.entry(id).or_default() += 1;
        }
    }
    let mut known = 0;
    for device in devices {
        let device = device.lock().unwrap();
        for id in &device.done {
            assert_eq!(
                found.get(&id.to_string()),
                Some(&1),
                "an acknowledged row is missing"
            );
        }
        known += device.done.len();
        if let Some((_, ids)) = &device.open {
            let there = ids
                .iter()
                .filter(|id| found.contains_key(&id.to_string()))
                .count();
            assert!(there == 0 || there == ids.len(), "half of a push is there");
            known += there;
        }
    }
    assert_eq!(
        found.values().sum::<usize>(),
        known,
        "there is something that nobody sent"
    );
}
