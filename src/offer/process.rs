//! A program that is run to its end, or until it takes too long.
#![expect(clippy::disallowed_methods, reason = "a program that waits for a network has a limit in time")]

use std::io::{Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long the last of what a program said may take to arrive.
const AFTERWARDS: Duration = Duration::from_secs(2);

/// What a program answered; `None` when it took longer than `limit` and was stopped.
pub(super) fn run(mut command: Command, input: Option<&[u8]>, limit: Duration) -> Result<Option<Output>> {
    let end = Instant::now() + limit;
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    // A group of its own, so that the programs that it started are stopped with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    if let (Some(bytes), Some(mut pipe)) = (input, child.stdin.take()) {
        let bytes = bytes.to_vec();
        // What the program says about an early end is more telling than that its pipe is closed.
        std::thread::spawn(move || drop(pipe.write_all(&bytes)));
    }
    let (stdout, stderr) = (collect(child.stdout.take()), collect(child.stderr.take()));
    let mut said = Vec::new();
    for pipe in [stdout, stderr] {
        match pipe.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(bytes) => said.push(bytes),
            Err(RecvTimeoutError::Disconnected) => said.push(Vec::new()),
            Err(RecvTimeoutError::Timeout) => {
                stop(&mut child);
                return Ok(None);
            }
        }
    }
    let stop_at = end.max(Instant::now() + AFTERWARDS);
    loop {
        if let Some(status) = child.try_wait().context("de afloop van git is niet bekend")? {
            let stderr = said.pop().unwrap_or_default();
            return Ok(Some(Output { status, stdout: said.pop().unwrap_or_default(), stderr }));
        }
        if Instant::now() >= stop_at {
            stop(&mut child);
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Everything that comes out of a pipe, once it is closed.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What came before a failure is still worth reading.
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}
