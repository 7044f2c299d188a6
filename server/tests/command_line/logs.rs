//! Wherever logs go, no request waits for them.
#![cfg(unix)]

use crate::served::Served;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use std::fs::OpenOptions;
use std::io::{PipeWriter, Read, Write, pipe};
use std::net::TcpStream;
use std::process::Stdio;

/// More than the lines that are kept for a reader who comes late: each request is one.
const REQUESTS: usize = 9000;

/// A server with these outputs answers, as its log grows.
fn answers(stdout: Stdio, stderr: Stdio) {
    let served = Served::start("", stdout, stderr);
    let one = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    let last = one.replacen("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1);
    let mut stream = TcpStream::connect(served.address).unwrap();
    let mut sending = stream.try_clone().unwrap();
    let sender =
        std::thread::spawn(move || sending.write_all(format!("{}{last}", one.repeat(REQUESTS - 1)).as_bytes()));
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 ").count(), REQUESTS);
    sender.join().unwrap().unwrap();
}

/// The end of a pipe that takes nothing more.
fn full() -> (std::io::PipeReader, PipeWriter) {
    let (reader, mut writer) = pipe().unwrap();
    let flags = fcntl_getfl(&writer).unwrap();
    fcntl_setfl(&writer, flags | OFlags::NONBLOCK).unwrap();
    // In pieces that leave no room at all.
    while writer.write(&[b'.'; 4096]).is_ok() {}
    while writer.write(b".").is_ok() {}
    fcntl_setfl(&writer, flags).unwrap();
    (reader, writer)
}

#[test]
fn a_closed_pipe_stops_no_request() {
    let closed = || pipe().unwrap().1;
    answers(closed().into(), closed().into());
}

#[test]
fn a_pipe_that_nobody_reads_stops_no_request() {
    let ((_out, stdout), (_err, stderr)) = (full(), full());
    answers(stdout.into(), stderr.into());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_no_request() {
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    answers(full().into(), full().into());
}
