//! Servers that a command starts and keeps running: each a child process that answers on a port of this machine.

use crate::children::ChildGroup;
use crate::run::ending;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

const POLL: Duration = Duration::from_millis(100);

/// This port or the next free one after it.
pub fn free_port(wanted: u16) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let port = (wanted..=wanted.saturating_add(100)).find(is_free);
    let port = port.with_context(|| format!("no free port from {wanted} on: choose another with --port"))?;
    if port != wanted {
        eprintln!("port {wanted} is taken, so {port} it is");
    }
    Ok(port)
}

/// Keeps the servers running until this program is stopped, or one of them ends.
pub fn watch(servers: &mut [Server]) -> Result<()> {
    loop {
        servers.iter_mut().try_for_each(Server::check)?;
        thread::sleep(POLL);
    }
}

/// A child that answers on a port of this machine; dropped, it ends.
pub struct Server {
    name: &'static str,
    process: ChildGroup,
    log: PathBuf,
}

impl Server {
    /// Returns when the port answers.
    pub fn start(name: &'static str, command: &mut Command, port: u16, log: PathBuf) -> Result<Self> {
        let file = File::create(&log)?;
        let process = ChildGroup::start(command.stdout(file.try_clone()?).stderr(file))?;
        let mut server = Self { name, process, log };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            server.check()?;
            thread::sleep(POLL);
        }
        Ok(server)
    }

    /// Fails when the server has ended.
    fn check(&mut self) -> Result<()> {
        if self.process.has_ended()? {
            let output = fs::read_to_string(&self.log)?;
            bail!("{} has ended\n{}", self.name, ending(&output, &self.log));
        }
        Ok(())
    }
}
