//! The built binary as a process, and a client that speaks just enough HTTP to use it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub const BINARY: &str = env!("CARGO_BIN_EXE_throughline");

/// A server of its own.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Server {
    /// Starts it on a free port and waits until it says where it listens.
    pub fn start(db: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(BINARY)
            .args(["serve", "--listen", "127.0.0.1:0", "--db"])
            .arg(db)
            .args(flags)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .find_map(|line| {
                let line = line.unwrap();
                let (_, rest) = line.split_once("http://")?;
                Some(rest.split_whitespace().next().unwrap().to_owned())
            })
            .expect("it says where it listens before it ends");
        // What else it says is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Sends a signal by name.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let done = Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .unwrap();
        assert!(done.success());
    }

    /// Waits until it has ended; its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::yield_now();
        }
        panic!("the server did not end");
    }

    pub fn client(&self) -> Client {
        Client {
            address: self.address.clone(),
            cookie: String::new(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One browser.
#[derive(Clone)]
pub struct Client {
    pub address: String,
    pub cookie: String,
}

impl Client {
    /// Asks; `None` when there was no whole answer.
    pub fn ask(&mut self, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let body = body.to_string();
        let (cookie, length) = (&self.cookie, body.len());
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}",
            self.address
        )
        .ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        for line in head.lines() {
            if let Some(cookie) = line.strip_prefix("set-cookie: ") {
                self.cookie = cookie.split(';').next()?.to_owned();
            }
        }
        Some((status, serde_json::from_str(body).ok()?))
    }

    pub fn post(&mut self, path: &str, body: &Value) -> Option<(u16, Value)> {
        self.ask("POST", path, body)
    }

    pub fn sign_up(&mut self) -> Value {
        let (status, me) = self
            .post("/api/v1/sign_up", &crate::world::sign_up())
            .unwrap();
        assert_eq!(status, 200, "{me}");
        me
    }

    pub fn pull(&mut self) -> Value {
        let nil = uuid::Uuid::nil();
        let body = json!({ "epoch": nil, "client": nil, "have": {}, "limit": 10_000 });
        let (status, pulled) = self.post("/api/v1/pull", &body).unwrap();
        assert_eq!(status, 200, "{pulled}");
        pulled
    }
}

/// Runs the binary once.
pub fn run(args: &[&str]) -> Output {
    Command::new(BINARY).args(args).output().unwrap()
}

/// Runs it and expects success; what it printed.
pub fn runs(args: &[&str]) -> String {
    let output = run(args);
    let (out, err) = (&output.stdout, &output.stderr);
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    );
    assert!(output.status.success(), "{args:?}: {text}");
    text
}

#[test]
fn help_has_examples() {
    let help = runs(&["--help"]);
    for part in [
        "throughline serve --demo",
        "backup",
        "restore",
        "check",
        "import",
        "export",
    ] {
        assert!(help.contains(part), "{part:?} is not in\n{help}");
    }
}

#[test]
fn sigterm_ends_it_politely_with_a_live_stream_open() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let mut server = Server::start(&db, &[]);
    let mut client = server.client();
    client.sign_up();
    let mut live = TcpStream::connect(&server.address).unwrap();
    let (host, cookie) = (&server.address, &client.cookie);
    write!(
        live,
        "GET /api/v1/live HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\n"
    )
    .unwrap();
    let mut first = [0; 4096];
    assert!(live.read(&mut first).unwrap() > 0);
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
    let text = runs(&["check", "--db", db.to_str().unwrap()]);
    assert!(text.contains("All is well"), "{text}");
}

#[test]
fn a_second_server_on_the_same_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let _server = Server::start(&db, &[]);
    let output = run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--db",
        db.to_str().unwrap(),
    ]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("in use"));
}

#[test]
fn the_demo_is_entered_without_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("untouched.db");
    let server = Server::start(&db, &["--demo"]);
    let mut client = server.client();
    let (status, me) = client.post("/api/v1/demo", &json!({})).unwrap();
    assert_eq!((status, me["role"].as_str()), (200, Some("owner")));
    let rows = crate::world::rows(&client.pull());
    let count = |kind: &str| rows.iter().filter(|row| row.0 == kind).count();
    let projects = rows
        .iter()
        .filter(|row| row.0 == "project" && row.2["form"].is_null());
    assert_eq!(projects.count(), 8);
    assert!(count("key_result") >= 12, "{}", count("key_result"));
    assert!(!db.exists());
}
