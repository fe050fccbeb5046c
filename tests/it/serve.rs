//! The server of `serve`, started as an editor starts it and asked as a browser asks.

mod again;
mod answers;
mod client;
mod desk;
mod rounds;
mod safety;
