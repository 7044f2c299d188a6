//! A gate before a server: what is asked for by such a name waits there until the gate is opened; everything else goes through. A
//! page behind it stands as long as a test needs before its program comes, in any browser.

use crate::server::Server;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A gate; its threads end with the program.
#[derive(Debug)]
pub struct Gate {
    port: u16,
    bar: Arc<Bar>,
}

/// What holds back.
#[derive(Debug)]
struct Bar {
    ending: &'static str,
    is_open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    /// A closed gate before the server, for what ends with `ending`.
    pub fn before(server: &Server, ending: &'static str) -> Gate {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let bar = Arc::new(Bar { ending, is_open: Mutex::new(false), opened: Condvar::new() });
        let (held, behind) = (Arc::clone(&bar), server.address());
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let (bar, behind) = (Arc::clone(&held), behind.clone());
                // A browser that goes away in the middle is nobody's mistake.
                thread::spawn(move || drop(pass(&browser, &behind, &bar)));
            }
        });
        Gate { port, bar }
    }

    /// An address behind it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Lets everything through from now on, what waits first.
    pub fn open(&self) {
        self.set(true);
    }

    /// Holds back again.
    pub fn close(&self) {
        self.set(false);
    }

    fn set(&self, open: bool) {
        *self.bar.is_open.lock().expect("nobody failed holding it") = open;
        self.bar.opened.notify_all();
    }
}

impl Bar {
    fn wait(&self, path: &str) {
        if path.ends_with(self.ending) {
            let is_open = self.is_open.lock().expect("nobody failed holding it");
            drop(self.opened.wait_while(is_open, |open| !*open));
        }
    }
}

/// Passes requests on one by one, and answers as they come.
fn pass(browser: &TcpStream, behind: &str, bar: &Bar) -> std::io::Result<()> {
    let server = TcpStream::connect(behind)?;
    server.set_nodelay(true)?;
    browser.set_nodelay(true)?;
    let (mut answers, mut to) = (server.try_clone()?, browser.try_clone()?);
    thread::spawn(move || {
        drop(std::io::copy(&mut answers, &mut to));
        drop(to.shutdown(Shutdown::Both));
    });
    let mut requests = BufReader::new(browser);
    let passed = loop {
        match pass_one(&mut requests, &server, bar) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    server.shutdown(Shutdown::Both)?;
    passed
}

/// Passes one request on; says whether there was one.
fn pass_one(requests: &mut impl BufRead, mut server: &TcpStream, bar: &Bar) -> std::io::Result<bool> {
    let mut head = String::new();
    if requests.read_line(&mut head)? == 0 {
        return Ok(false);
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        let start = head.len();
        requests.read_line(&mut head)?;
        let Some((name, value)) = head[start..].trim().split_once(": ") else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().unwrap_or(0);
        }
    }
    bar.wait(&path);
    server.write_all(head.as_bytes())?;
    std::io::copy(&mut requests.take(length), &mut server)?;
    Ok(true)
}
