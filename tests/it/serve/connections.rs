//! Connections that hold on, and more of them than the system allows.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::client::{Server, TIMEOUT};

/// Connections that each sent half a request.
fn half_requests(server: &Server, number: usize) -> Vec<TcpStream> {
    let one = || {
        let mut connection = TcpStream::connect(&server.host).unwrap();
        connection.set_read_timeout(Some(TIMEOUT)).unwrap();
        let _ = connection.write_all(b"GET / HTTP/1.1\r\nHost: ");
        connection
    };
    (0..number).map(|_| one()).collect()
}

#[test]
fn half_a_request_is_given_up() {
    let server = Server::start();
    let start = Instant::now();
    let mut rest = Vec::new();
    let _ = half_requests(&server, 1)[0].read_to_end(&mut rest);
    let took = start.elapsed();
    assert!(took > Duration::from_secs(5) && took < Duration::from_secs(20), "{took:?}");
    // A request that comes in two parts, with less time between them, is one.
    let mut slow = half_requests(&server, 1).remove(0);
    std::thread::sleep(Duration::from_millis(500));
    write!(slow, "{}\r\nConnection: close\r\n\r\n", server.host).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn the_limit_of_open_files_is_raised() {
    let server = Server::after("ulimit -S -n 64");
    let held = half_requests(&server, 150);
    assert_eq!(server.get("/").status, 200, "{}", server.log());
    drop(held);
}

#[test]
fn more_connections_than_the_system_allows_are_answered_and_recovered_from() {
    let server = Server::after("ulimit -n 128");
    let held = half_requests(&server, 150);
    let start = Instant::now();
    let answer = server.get("/");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(answer.status, 503, "{}", answer.head);
    assert!(answer.text().contains("te veel verbindingen"), "{}", answer.text());
    let said = server.log();
    assert_eq!(said.matches("verbindingen open; nieuwe worden geweigerd").count(), 1, "{said}");
    drop(held);
    server.wait_for("/", |answer| answer.status == 200);
    // What is saved is still read.
    server.save("parels/buurttafel.md", &super::client::PAREL.replace("Aan tafel", "Daarna"));
    server.wait_for_text("/parels/buurttafel/", "Daarna");
}
