//! Requests and their replies.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use super::desk::{self, Desk};
use super::host_check::{self, Rejection};
use super::rebuild::Updates;
use super::respond::{self, Reply};
use super::{Log, connections, dashboard, events};
use crate::render::CSP;

/// A form on this machine is there at once.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// What every request sees.
struct Server {
    port: u16,
    updates: Updates,
    desk: Desk,
}

/// Answers requests until Ctrl-C. `open_files` is how many files the program may have open.
pub(super) async fn serve(
    listener: TcpListener,
    port: u16,
    updates: Updates,
    desk: Desk,
    open_files: usize,
    log: &Log,
) -> Result<()> {
    let failed = || "de server kan niet beginnen";
    listener.set_nonblocking(true).with_context(failed)?;
    let listener = tokio::net::TcpListener::from_std(listener).with_context(failed)?;
    let server = Arc::new(Server { port, updates, desk });
    let answer = move |request| answer(server.clone(), request);
    tokio::select! {
        () = connections::accept(listener, open_files, log, answer) => Ok(()),
        stopped = tokio::signal::ctrl_c() => stopped.context("Ctrl-C is niet te horen"),
    }
}

async fn answer(server: Arc<Server>, request: Request) -> Response {
    if let Some(Rejection { status, message }) = host_check::check(&request, server.port) {
        let mut response = (status, format!("{message}\n")).into_response();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        protect(response.headers_mut());
        return response;
    }
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    if path == events::ADDRESS && head.method == Method::GET {
        let mut response = events::events(&server.updates).into_response();
        protect(response.headers_mut());
        return response;
    }
    let sent = match receive(&server, &head, body).await {
        Ok(sent) => sent,
        Err(Rejection { status, message }) => {
            let mut response = (status, format!("{message}\n")).into_response();
            protect(response.headers_mut());
            return response;
        }
    };
    let snapshot = server.updates.current().await;
    let query = head.uri.query().unwrap_or_default().to_owned();
    let sent_as = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let sent_as = sent_as.unwrap_or_default().to_owned();
    let (method, state) = (head.method.clone(), server.clone());
    // Making a page is work, which would keep other requests waiting.
    let made = tokio::task::spawn_blocking(move || match path.strip_prefix(desk::ROOT) {
        Some(rest) => state
            .desk
            .answer(&snapshot, &method, rest, &query, &sent_as, &sent)
            .unwrap_or_else(|| dashboard::answer(&state.desk, &snapshot, rest, &query)),
        None => respond::answer(&snapshot, &path, &query),
    });
    match made.await {
        Ok(reply) => {
            let is_page = head.uri.path().starts_with(desk::ROOT) && reply.kind == respond::HTML;
            let mut response = respond(reply, &head.method, &head.headers);
            if is_page && let Ok(cookie) = HeaderValue::from_str(&server.desk.guard.cookie()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Deze bladzijde kon niet gemaakt worden.\n").into_response()
        }
    }
}

/// What a form sends, once it is sure that it may write.
async fn receive(server: &Server, head: &Parts, body: Body) -> Result<Bytes, Rejection> {
    if head.method != Method::POST {
        return Ok(Bytes::new());
    }
    if let Some(rejection) = server.desk.guard.check(&head.headers) {
        return Err(rejection);
    }
    let read = tokio::time::timeout(BODY_TIMEOUT, axum::body::to_bytes(body, desk::MAX_BODY));
    match read.await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Rejection {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            message: "Dit is te groot: een tekst of afbeelding mag hooguit 25 MB zijn. Er is niets bewaard.",
        }),
        Err(_) => Err(Rejection {
            status: StatusCode::REQUEST_TIMEOUT,
            message: "Het versturen duurde te lang. Er is niets bewaard; probeer het nog eens.",
        }),
    }
}

/// The response with its headers; without the bytes when the browser has them.
fn respond(reply: Reply, method: &Method, asked: &HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, "no-cache");
    if let Some(to) = &reply.to {
        set(header::LOCATION, to);
    }
    if let Some(version) = &reply.version {
        set(HeaderName::from_static(respond::VERSION), version);
    }
    set(header::CONTENT_TYPE, reply.kind);
    let tag = format!("\"{}\"", respond::version(&reply.bytes));
    let ok = reply.status == StatusCode::OK;
    if ok {
        set(header::ETAG, &tag);
    }
    set(header::CONTENT_LENGTH, &reply.bytes.len().to_string());
    protect(&mut headers);
    if ok && known(asked, &tag) {
        headers.remove(header::CONTENT_LENGTH);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let body = if *method == Method::HEAD { Body::empty() } else { Body::from(reply.bytes) };
    (reply.status, headers, body).into_response()
}

/// Whether the browser says that it has this version (RFC 9110, 13.1.2).
fn known(asked: &HeaderMap, tag: &str) -> bool {
    let values = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| {
        matches!(one.trim().trim_start_matches("W/"), "*") || one.trim().trim_start_matches("W/") == tag
    })
}

/// What a page may load, and what others may do with it: nothing.
fn protect(headers: &mut HeaderMap) {
    let policy = format!("{CSP}; frame-ancestors 'none'");
    let all = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in all {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
}
