//! A gate before a server: what is asked for by such a name waits there until the gate is opened, or is refused; everything else goes
//! through. A page behind it stands as long as a test needs before its program comes, or never gets a part of it, in any browser.

use crate::patience::{PATIENCE, patiently};
use crate::server::Server;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
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
    part: &'static str,
    does: Mutex<Does>,
    changed: Condvar,
}

/// What the gate does with what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// It waits.
    Hold,
    /// It is answered that the server cannot; so many were.
    Refuse(usize),
    /// It goes through.
    Pass,
}

impl Gate {
    /// A closed gate before the server, for what has this in its address.
    pub fn before(server: &Server, part: &'static str) -> Gate {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let bar = Arc::new(Bar { part, does: Mutex::new(Does::Hold), changed: Condvar::new() });
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
        self.set(Does::Pass);
    }

    /// Holds back again.
    pub fn close(&self) {
        self.set(Does::Hold);
    }

    /// Refuses from now on, what waits first.
    pub fn refuse(&self) {
        self.set(Does::Refuse(0));
    }

    /// Waits until so many were refused.
    pub async fn until_refused(&self, times: usize) {
        let refused = patiently(PATIENCE, async || match *self.bar.does() {
            Does::Refuse(count) if count >= times => Ok(()),
            other => Err(other),
        });
        refused.await.expect("what is behind the gate is asked for");
    }

    fn set(&self, does: Does) {
        *self.bar.does() = does;
        self.bar.changed.notify_all();
    }
}

impl Bar {
    fn does(&self) -> MutexGuard<'_, Does> {
        self.does.lock().expect("nobody failed holding it")
    }

    /// Waits as long as the gate holds this back; says whether it may go through.
    fn lets_through(&self, path: &str) -> bool {
        if !path.contains(self.part) {
            return true;
        }
        let waited = self.changed.wait_while(self.does(), |does| *does == Does::Hold);
        match &mut *waited.expect("nobody failed holding it") {
            Does::Refuse(count) => {
                *count += 1;
                false
            }
            Does::Hold | Does::Pass => true,
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
        match pass_one(&mut requests, browser, &server, bar) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    server.shutdown(Shutdown::Both)?;
    passed
}

/// Passes one request on, or refuses it; says whether there was one.
fn pass_one(
    requests: &mut impl BufRead,
    mut browser: &TcpStream,
    mut server: &TcpStream,
    bar: &Bar,
) -> std::io::Result<bool> {
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
    let mut body = requests.take(length);
    if bar.lets_through(&path) {
        server.write_all(head.as_bytes())?;
        std::io::copy(&mut body, &mut server)?;
    } else {
        std::io::copy(&mut body, &mut std::io::sink())?;
        browser.write_all(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")?;
    }
    Ok(true)
}
