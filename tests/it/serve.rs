//! The server of `serve`, started as an editor starts it and asked as a browser asks.

mod caches;
mod client;
#[cfg(unix)]
mod connections;
#[cfg(unix)]
mod crashes;
mod dashboard;
mod desk;
mod documents;
mod insights;
mod offering;
mod operations;
mod rebuild;
mod respond;
mod round_trip;
mod security;
mod uploads;
