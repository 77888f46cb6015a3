//! Starts a real engine on loopback: OpenSearch inside one Java process, from the artifacts of Maven Central. It stands
//! behind the emulator's `--upstream`, and beside the embedded engine where the two are compared.

use crate::progress::{Progress, Step};
use crate::run::run;
use crate::server::{self, Server, free_port};
use crate::setup::{self, Part};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

const PORT: u16 = 9201;
const PROJECT: &str = "xtask/engine/pom.xml";
const FOLDER: &str = "target/engine";
const MAIN_CLASS: &str = "org.codelibs.opensearch.runner.OpenSearchRunner";

/// A full disk is no reason to refuse a few test documents, and an engine that another run has started on this machine is
/// no node of the same cluster.
const SETTINGS: &str = "\
cluster.routing.allocation.disk.threshold_enabled: false
discovery.type: single-node
";

/// A running engine; dropped, it ends, and its indices are gone with it.
pub struct Engine {
    server: Server,
    pub url: String,
}

/// Runs until it is stopped.
pub fn engine(workspace: &Workspace, progress: &Progress, port: Option<u16>) -> Result<()> {
    let Engine { server, url } = Engine::start(workspace, progress, port)?;
    println!("\nThe engine is at {url} (Ctrl-C ends it)");
    server::watch(&mut [server])
}

impl Engine {
    /// Fetches what is missing, and returns when the engine answers.
    pub fn start(workspace: &Workspace, progress: &Progress, port: Option<u16>) -> Result<Self> {
        setup::ensure(workspace, progress, &[Part::Java])?;
        let classpath = progress.step_with("engine's artifacts", |step| resolve(workspace, step))?;
        let port = free_port(port.unwrap_or(PORT))?;
        let server = progress.step_with("engine", |_| start(workspace, &classpath, port))?;
        Ok(Self { server, url: format!("http://127.0.0.1:{port}") })
    }
}

/// The class path, asked of Maven anew only when the project file has changed.
fn resolve(workspace: &Workspace, step: &Step) -> Result<String> {
    let project = workspace.path(PROJECT);
    let resolved = classpath_file(workspace);
    let changed = |file: &PathBuf| fs::metadata(file).and_then(|data| data.modified()).ok();
    if changed(&resolved).is_none_or(|time| Some(time) < changed(&project)) {
        step.say("fetching the engine, about 70 MB the first time");
        let mut maven = workspace.command("mvn");
        maven.args(["--batch-mode", "--quiet", "--file"]).arg(&project).arg("dependency:build-classpath");
        maven.arg(format!("-Dmdep.outputFile={}", resolved.display()));
        run(&mut maven, &workspace.log("engine artifacts"))?;
    }
    fs::read_to_string(&resolved).with_context(|| format!("{} cannot be read", resolved.display()))
}

fn classpath_file(workspace: &Workspace) -> PathBuf {
    workspace.path(FOLDER).join("classpath")
}

fn start(workspace: &Workspace, classpath: &str, port: u16) -> Result<Server> {
    let data = workspace.path(FOLDER).join("data");
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("{} cannot be emptied", data.display()))?;
    }
    let settings = data.join("node_1/config/opensearch.yml");
    fs::create_dir_all(settings.parent().unwrap_or(&data))?;
    fs::write(&settings, SETTINGS).with_context(|| format!("{} cannot be written", settings.display()))?;
    let mut java = workspace.server("java");
    java.args(["-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", classpath, MAIN_CLASS]).arg("-basePath").arg(&data);
    // The runner counts nodes from 1 and adds that to this port.
    java.args(["-numOfNode", "1", "-baseHttpPort", &(port - 1).to_string(), "-indexStoreType", "fs"]);
    // Nodes on one machine find one another, and those of one name make a cluster.
    java.args(["-clusterName", &format!("engine-{port}")]);
    Server::start("the engine", &mut java, port, workspace.log("engine"))
}
