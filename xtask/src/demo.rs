//! Serves the demo: the emulator with real data, and the site that searches it.

use crate::build;
use crate::children::ChildGroup;
use crate::progress::Progress;
use crate::run::{ending, run};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

const PAGE_PORT: u16 = 5173;
const EMULATOR_PORT: u16 = 9200;
const USER: &str = "elastic";
const POLL: Duration = Duration::from_millis(100);

/// Runs until it is stopped.
pub fn demo(workspace: &Workspace, progress: &Progress, port: Option<u16>) -> Result<()> {
    build::build(workspace, progress)?;
    let page_port = free_port(port.unwrap_or(PAGE_PORT))?;
    let emulator_port = free_port(EMULATOR_PORT)?;
    let password = random_word();
    progress.step("emulator", |step| build::emulator(workspace, step))?;
    let emulator = start_emulator(workspace, emulator_port, page_port, &password)?;
    progress.step("films", |_| load(workspace, emulator_port, &password))?;
    progress.step("site", |_| build_site(workspace))?;
    let site = serve_site(workspace, page_port)?;
    println!("\nThe demo is at http://127.0.0.1:{page_port}/ (Ctrl-C ends it)");
    let mut servers = [emulator, site];
    loop {
        servers.iter_mut().try_for_each(Server::check)?;
        thread::sleep(POLL);
    }
}

/// This port or the next free one after it.
fn free_port(wanted: u16) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let port = (wanted..=wanted.saturating_add(100)).find(is_free);
    let port = port.with_context(|| format!("no free port from {wanted} on: choose another with --port"))?;
    if port != wanted {
        eprintln!("port {wanted} is taken, so {port} it is");
    }
    Ok(port)
}

/// Good enough for a server that only this machine reaches, for as long as the demo runs.
fn random_word() -> String {
    format!("{:016x}{:016x}", RandomState::new().hash_one(0), RandomState::new().hash_one(1))
}

fn start_emulator(workspace: &Workspace, port: u16, page_port: u16, password: &str) -> Result<Server> {
    let mut command = workspace.server(workspace.path("target/debug/emulator"));
    command.args(["--host", "127.0.0.1", "--port", &port.to_string()]).env("EMULATOR_PASSWORD", password);
    for host in ["127.0.0.1", "localhost"] {
        command.args(["--cors-origin", &format!("http://{host}:{page_port}")]);
    }
    Server::start("the emulator", &mut command, port, workspace.log("emulator"))
}

fn load(workspace: &Workspace, port: u16, password: &str) -> Result<String> {
    let mut node = workspace.command("node");
    node.arg("www/scripts/seed.mjs").env("ELASTICSEARCH_URL", format!("http://127.0.0.1:{port}"));
    node.env("ELASTICSEARCH_USERNAME", USER).env("ELASTICSEARCH_PASSWORD", password);
    run(&mut node, &workspace.log("films"))?;
    Ok("loaded, search application and API key made".into())
}

fn build_site(workspace: &Workspace) -> Result<String> {
    let mut npm = workspace.command("npm");
    run(npm.args(["run", "build"]).current_dir(workspace.path("www")), &workspace.log("site"))?;
    Ok("built".into())
}

fn serve_site(workspace: &Workspace, port: u16) -> Result<Server> {
    let mut vite = workspace.server("node");
    vite.arg(workspace.path("node_modules/vite/bin/vite.js")).current_dir(workspace.path("www"));
    vite.args(["preview", "--host", "127.0.0.1", "--strictPort", "--port", &port.to_string()]);
    Server::start("the site", &mut vite, port, workspace.log("vite preview"))
}

/// A child that answers on a port of this machine.
struct Server {
    name: &'static str,
    process: ChildGroup,
    log: PathBuf,
}

impl Server {
    /// Returns when the port answers.
    fn start(name: &'static str, command: &mut Command, port: u16, log: PathBuf) -> Result<Self> {
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
