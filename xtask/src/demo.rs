//! Serves the demo: the emulator with real data, and the site that searches it.

use crate::build;
use crate::progress::Progress;
use crate::run::run;
use crate::server::{self, Server, free_port};
use crate::workspace::Workspace;
use anyhow::Result;
use std::hash::{BuildHasher, RandomState};

const PAGE_PORT: u16 = 5173;
const EMULATOR_PORT: u16 = 9200;
const USER: &str = "elastic";

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
    server::watch(&mut [emulator, site])
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
