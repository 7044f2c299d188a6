//! Connections that say nothing, too little, or too slowly stop nobody.
#![cfg(unix)]

use crate::served::{Served, asked};
use beian_server::connections::files;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Command, Stdio};

/// Connections that say nothing: more than a process may have files open where nobody raised that.
const SILENT: usize = 1100;

/// A connection from this address of the loopback.
fn from(source: Ipv4Addr, to: SocketAddr) -> TcpStream {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from((source, 0))).unwrap();
        socket.connect(to).await.unwrap().into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    stream
}

fn is_answered(served: &Served) {
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200 "));
    assert!(served.get("/api/v1/session").starts_with("HTTP/1.1 204 "));
}

fn start(settings: &str) -> Served {
    Served::start(settings, Stdio::null(), Stdio::inherit())
}

/// Waits until the other end ends the connection; what came before.
fn ended(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // One that is reset has ended as well.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn silent_connections_stop_nobody_whatever_the_server_may_open() {
    files::raise();
    let program = env!("CARGO_BIN_EXE_beian-server");
    let mut few = Command::new("sh");
    few.args(["-c", "ulimit -n 512 && exec \"$0\" \"$@\"", program]);
    for command in [Command::new(program), few] {
        let served = Served::start_as(command, "", Stdio::null(), Stdio::inherit());
        let one = (0..SILENT).map(|_| from(Ipv4Addr::LOCALHOST, served.address));
        let held: Vec<TcpStream> = one.collect();
        is_answered(&served);
        drop(held);
        let many = (0..SILENT).map(|n| from(Ipv4Addr::new(127, 0, 1, (n % 250) as u8 + 1), served.address));
        let held: Vec<TcpStream> = many.collect();
        is_answered(&served);
        // Who was let in and has a request is not in the way either.
        for stream in held.into_iter().rev().take(100) {
            assert!(asked(stream, "/healthz").starts_with("HTTP/1.1 200 "));
        }
    }
}

#[test]
fn a_head_that_does_not_come_and_a_rest_that_is_too_long_end_the_connection() {
    let served = start("[connections]\nhead = 1\nidle = 1\n");
    let connect = || TcpStream::connect(served.address).unwrap();
    assert_eq!(ended(connect()), "", "nothing was sent");
    let mut begun = connect();
    begun.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n").unwrap();
    assert!(!ended(begun).contains("200"), "the head has no end");
    let mut kept = connect();
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
    assert!(ended(kept).starts_with("HTTP/1.1 200 "), "answered, and ended after a rest");
    is_answered(&served);
}

#[test]
fn a_body_that_comes_too_slowly_is_refused_in_words_and_one_at_the_pace_is_read() {
    let served = start("[connections]\nhead = 1\nidle = 1\nbody = 1\nbody_rate = 1\n");
    let begin = |sent: &str| {
        let mut stream = TcpStream::connect(served.address).unwrap();
        let head = "POST /api/v1/session/code HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\nConnection: close\r\n\
            Content-Type: application/json\r\nContent-Length: 25\r\n\r\n";
        stream.write_all(format!("{head}{sent}").as_bytes()).unwrap();
        stream
    };
    let refused = ended(begin(""));
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("too slow"), "{refused}");
    // What came buys time: a second a byte here, so that the rest is waited for past the second that every body has.
    let mut slow = begin("{\"mobile\": \"1380");
    let other = ended(begin(""));
    assert!(other.starts_with("HTTP/1.1 503 "), "{other}");
    slow.write_all(b"0138000\"}").unwrap();
    let answer = ended(slow);
    assert!(answer.starts_with("HTTP/1.1 202 "), "{answer}");
}
