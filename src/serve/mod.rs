//! The site while it is written: in memory, on this machine only, and rebuilt after every save.
//!
//! In: the folders of content and theme. Out: pages over HTTP, until somebody presses Ctrl-C. A thread (`rebuild`) runs
//! steps 1 to 3 again after every change and publishes a new `Snapshot`; step 4 renders a page when it is requested.
//! The desk writes what an editor saves. Never: listens to another machine, writes outside the content folder but for the
//! old versions beside it, serves anything but pages.

mod builder;
mod connections;
mod dashboard;
mod desk;
mod events;
mod filter;
mod host_check;
mod http;
mod inject;
mod open_files;
mod rebuild;
mod respond;
mod snapshot;
mod today;
mod watch;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

use builder::SiteBuilder;

/// How many ports are tried when the wanted one is taken.
const PORTS: u16 = 100;

/// What is served, and how.
#[derive(Debug, Clone)]
pub struct Options {
    pub content: PathBuf,
    /// A theme that replaces parts of the built-in one.
    pub theme: Option<PathBuf>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The port; when it is taken, the next one that is free. With 0 the system chooses.
    pub port: u16,
    /// Whether to poll for changes, for folders about which the system reports nothing.
    pub poll: bool,
}

/// Tells something to whoever started the server.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// A server that has a port and a first site; [`Server::run`] serves it.
pub struct Server {
    listener: TcpListener,
    port: u16,
    builder: SiteBuilder,
    watcher: watch::Watcher,
    poll: bool,
    content: PathBuf,
    log: Log,
}

impl Server {
    /// Reads the content for the first time and takes a port.
    ///
    /// # Errors
    /// When a folder cannot be read, the theme is wrong, or no port is free.
    pub fn new(options: &Options, log: Log) -> Result<Self> {
        // First the watcher, so that no change falls between reading and watching.
        let watcher = watch::Watcher::new();
        let builder = SiteBuilder::new(options)?;
        let (listener, port) = listen(options.port)?;
        if options.port != 0 && port != options.port {
            log(&format!("Poort {} is bezet; de site staat nu op poort {port}.", options.port));
        }
        let content = options.content.clone();
        Ok(Self { listener, port, builder, watcher, poll: options.poll, content, log })
    }

    /// The URL of the site.
    pub fn address(&self) -> String {
        format!("http://{}:{}{}", Ipv4Addr::LOCALHOST, self.port, self.builder.base_path())
    }

    /// The URL of the editors' desk.
    pub fn desk_address(&self) -> String {
        format!("http://{}:{}{}", Ipv4Addr::LOCALHOST, self.port, desk::ROOT)
    }

    /// What was found in the content, as a terminal shows it; `colour` adds ANSI colours.
    pub fn diagnostics(&self, colour: bool) -> String {
        self.builder.diagnostics(colour)
    }

    /// Serves until Ctrl-C.
    ///
    /// # Errors
    /// When the machine cannot run it.
    pub fn run(self, colour: bool) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("de server kan niet beginnen")?;
        let open_files = open_files::raise_limit();
        let log = self.log.clone();
        let updates = rebuild::start(self.builder, self.watcher, self.poll, colour, self.log);
        let desk = desk::Desk::new(self.content, self.port);
        let served = runtime.block_on(http::serve(self.listener, self.port, updates, desk, open_files, &log));
        // Open connections, such as event streams, do not delay the end.
        runtime.shutdown_background();
        served
    }
}

/// Binds the wanted port on this machine, or the first free one after it.
fn listen(wanted: u16) -> Result<(TcpListener, u16)> {
    for port in wanted..=wanted.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let port = listener.local_addr().context("de server heeft geen adres")?.port();
                return Ok((listener, port));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("poort {port} is niet te openen; kies een andere met --port"));
            }
        }
    }
    Err(anyhow::anyhow!(
        "de poorten {wanted} tot en met {} zijn bezet; kies een andere met --port",
        wanted.saturating_add(PORTS)
    ))
}
