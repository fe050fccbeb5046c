//! The server of `serve`, started as an editor starts it and asked as a browser asks.

mod answers;
mod caches;
mod client;
#[cfg(unix)]
mod connections;
mod desk;
mod rounds;
mod safety;
