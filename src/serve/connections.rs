//! Connections: how many there are at once, and how long a request may take to arrive.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::Log;
use crate::system_error;

/// A browser sends the head of a request at once. Who has not sent it by now holds a connection that others may need.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Files that stay free for reading content and theme, and for saying no.
const RESERVED: usize = 64;
/// There is always room for a browser or two.
const MIN_CONNECTIONS: usize = 16;
/// How long we wait when the system gives no connection.
const PAUSE: Duration = Duration::from_millis(200);
/// How long a client that is turned away has to send its request and to take the answer.
const GOODBYE: Duration = Duration::from_secs(1);

/// What a client that comes too late gets.
const TOO_MANY: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    retry-after: 1\r\nconnection: close\r\n\r\nEr staan te veel verbindingen open. Probeer het zo nog eens.\n";

/// Accepts connections for ever, and answers their requests with `answer`. `open_files` is how many files the program may
/// have open.
pub(super) async fn accept<F, A>(listener: TcpListener, open_files: usize, log: &Log, answer: F)
where
    F: Fn(Request) -> A + Clone + Send + 'static,
    A: Future<Output = Response> + Send + 'static,
{
    let limit = open_files.saturating_sub(RESERVED).clamp(MIN_CONNECTIONS, Semaphore::MAX_PERMITS);
    let room = Arc::new(Semaphore::new(limit));
    // Said once, and again only after there was plenty of room.
    let mut told = false;
    loop {
        let trouble = match (listener.accept().await, room.clone().try_acquire_owned()) {
            (Ok((stream, _)), Ok(permit)) => {
                told &= room.available_permits() < limit / 2;
                let answer = answer.clone();
                tokio::spawn(async move {
                    serve(stream, answer).await;
                    drop(permit);
                });
                continue;
            }
            (Ok((stream, _)), Err(_)) => {
                tokio::spawn(tokio::time::timeout(GOODBYE, turn_away(stream)));
                format!("Er staan al {limit} verbindingen open; nieuwe worden geweigerd tot er een vrijkomt.")
            }
            (Err(error), _) => {
                tokio::time::sleep(PAUSE).await;
                format!("Een browser kan geen verbinding krijgen: {}.", system_error::describe(&error))
            }
        };
        if !told {
            log(&trouble);
            told = true;
        }
    }
}

/// Answers the requests of one connection until it closes.
async fn serve<F, A>(stream: TcpStream, answer: F)
where
    F: Fn(Request) -> A + Clone,
    A: Future<Output = Response>,
{
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let answer = answer(request.map(Body::new));
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away or says nonsense is no concern of ours.
    let _ = served.await;
}

/// Says that there is no room. What the client sent is read first, or the system would drop the answer with it.
async fn turn_away(stream: TcpStream) -> std::io::Result<()> {
    let mut request = [0; 8 * 1024];
    stream.readable().await?;
    let _ = stream.try_read(&mut request);
    stream.writable().await?;
    stream.try_write(TOO_MANY.as_bytes()).map(drop)
}
