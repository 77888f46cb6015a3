//! What a test run consists of: the checks and tests of the Rust side, the tests in a browser, and whatever scripts
//! `lint`, `test` and (for a long run) `test:long` the package.json files have.

use super::count::Counts;
use super::scripts::folders_with;
use crate::docs::{rustdoc, typedoc};
use crate::run::{ending, try_run};
use crate::setup::Browser;
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;
use anyhow::Result;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const BETWEEN_CONNECTIONS: Duration = Duration::from_millis(500);

/// The folders of the suites that search through an emulator of their own, whatever engine is behind it.
const SCRIPTS_ON_ENGINE: [&str; 2] = ["tests/e2e", "tests/parity"];

/// The emulator's tests that hold whatever engine is behind it.
const EMULATOR_ON_ENGINE: [&str; 12] = [
    "contract_http",
    "contract_put",
    "contract_put_refused",
    "contract_read",
    "contract_restriction",
    "contract_search",
    "contract_security",
    "document_security",
    "document_security_upstream",
    "documentation_application",
    "generated_application",
    "generated_search",
];

/// One row of the report.
pub struct Suite {
    name: String,
    command: Command,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Only its exit code tells anything: it counts as one test.
    Check,
    /// A test runner, whose output tells how many tests it ran.
    Tests,
    /// The same in a browser, which loads the tests from wasm-pack's server.
    BrowserTests,
}

impl Suite {
    fn new(name: &str, command: Command, kind: Kind) -> Self {
        Self { name: name.to_owned(), command, kind }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Counts, and the end of the output.
    pub fn run(&mut self, workspace: &Workspace) -> Result<(Counts, String)> {
        let log = workspace.log(&self.name);
        let (output, succeeded) = match self.kind {
            Kind::BrowserTests => served(&mut self.command, &log)?,
            Kind::Check | Kind::Tests => try_run(&mut self.command, &log)?,
        };
        let counts = match self.kind {
            Kind::Check if succeeded => Counts::ONE_PASSED,
            Kind::Check => Counts::ONE_FAILED,
            Kind::Tests | Kind::BrowserTests => Counts::of_run(&output, succeeded),
        };
        Ok((counts, ending(&output, &log)))
    }
}

/// Runs wasm-pack, and connects to its server all the while. That server has fewer threads than a browser has
/// connections, and now and then leaves one waiting until another connection comes and has it start a thread.
fn served(command: &mut Command, log: &Path) -> Result<(String, bool)> {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
    command.env("WASM_BINDGEN_TEST_ADDRESS", address.to_string());
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                // Nobody listens until the tests are built.
                let _ = TcpStream::connect(address);
                thread::sleep(BETWEEN_CONNECTIONS);
            }
        });
        let outcome = try_run(command, log);
        is_done.store(true, Ordering::Relaxed);
        outcome
    })
}

/// All suites, the quick ones first.
pub fn all(workspace: &Workspace, long: bool) -> Result<Vec<Suite>> {
    let toolchain = Toolchain::require(workspace)?;
    let browser = Browser::find(workspace)?;
    let mut suites = rust_checks(workspace, &toolchain);
    suites.extend(npm_scripts(workspace, &browser, "lint", Kind::Check)?);
    suites.push(Suite::new("cargo doc", rustdoc(workspace), Kind::Check));
    suites.push(Suite::new("typedoc", typedoc(workspace), Kind::Check));
    let mut cargo_test = cargo(workspace, &["test", "--workspace", "--no-fail-fast"]);
    // The long modes are tests that a short run ignores.
    cargo_test.args(if long { &["--", "--include-ignored"][..] } else { &[] });
    suites.push(Suite::new("cargo test", cargo_test, Kind::Tests));
    suites.push(in_browser(workspace, &toolchain, "Chromium", workspace.command("wasm-pack"), &["--chrome"]));
    suites.extend(npm_scripts(workspace, &browser, "test", Kind::Tests)?);
    if long {
        suites.push(in_browser(workspace, &toolchain, "Firefox", workspace.command("wasm-pack"), &["--firefox"]));
        suites.push(in_browser(
            workspace,
            &toolchain,
            "WebKitGTK",
            wasm_pack_on_screen(workspace),
            &["--safari", "--safaridriver", "WebKitWebDriver"],
        ));
        suites.extend(npm_scripts(workspace, &browser, "test:long", Kind::Tests)?);
    }
    Ok(suites)
}

/// Those that run with a real engine behind the emulator, at this address, and `test:engine` scripts, which compare it
/// with the embedded one.
pub fn on_engine(workspace: &Workspace, url: &str) -> Result<Vec<Suite>> {
    let browser = Browser::find(workspace)?;
    let mut suites = npm_scripts(workspace, &browser, "test:engine", Kind::Tests)?;
    for suite in &mut suites {
        suite.command.env("ENGINE", url);
    }
    let mut emulator = cargo(workspace, &["test", "--package", "emulator", "--no-fail-fast"]);
    emulator.args(EMULATOR_ON_ENGINE.iter().flat_map(|test| ["--test", test]));
    let behind_emulator = npm_scripts(workspace, &browser, "test", Kind::Tests)?;
    let behind_emulator =
        behind_emulator.into_iter().filter(|suite| SCRIPTS_ON_ENGINE.iter().any(|at| suite.name.ends_with(at)));
    for mut suite in behind_emulator.chain([Suite::new("emulator", emulator, Kind::Tests)]) {
        suite.command.env("EMULATOR_UPSTREAM", url);
        suite.name.push_str(" (real engine)");
        suites.push(suite);
    }
    Ok(suites)
}

fn rust_checks(workspace: &Workspace, toolchain: &Toolchain) -> Vec<Suite> {
    let mut wasm_clippy = toolchain.clippy(workspace);
    wasm_clippy.args(["--target", TARGET, "--tests", "--", "--deny", "warnings"]);
    let native_clippy = cargo(workspace, &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    vec![
        Suite::new("cargo fmt", cargo(workspace, &["fmt", "--all", "--check", "--", "--color=never"]), Kind::Check),
        Suite::new("clippy", native_clippy, Kind::Check),
        Suite::new("clippy for wasm", wasm_clippy, Kind::Check),
    ]
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut cargo = workspace.cargo();
    cargo.args(arguments);
    cargo
}

/// The tests of `tests/browser.rs`, by a command that starts wasm-pack.
fn in_browser(
    workspace: &Workspace,
    toolchain: &Toolchain,
    name: &str,
    mut wasm_pack: Command,
    flags: &[&str],
) -> Suite {
    wasm_pack.args(["test", "--headless", "--mode", "no-install"]).args(flags);
    toolchain.apply(workspace, &mut wasm_pack);
    Suite::new(&format!("wasm-pack test ({name})"), wasm_pack, Kind::BrowserTests)
}

/// The browser of `WebKitGTK` wants a screen, and its sandbox more rights than root in a container has. wasm-pack knows its
/// driver by that of Safari, which speaks the same protocol.
fn wasm_pack_on_screen(workspace: &Workspace) -> Command {
    let mut xvfb = workspace.command("xvfb-run");
    xvfb.args(["-a", "wasm-pack"]).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    xvfb
}

fn npm_scripts(workspace: &Workspace, browser: &Browser, script: &str, kind: Kind) -> Result<Vec<Suite>> {
    let folders = folders_with(workspace, script)?;
    let suites = folders.iter().map(|folder| {
        let mut npm = workspace.command("npm");
        npm.args(["run", "--silent", script]).current_dir(workspace.path("").join(folder));
        npm.env("EMULATOR", workspace.path("target/debug/emulator"));
        browser.apply(&mut npm);
        Suite::new(format!("npm run {script} {}", folder.display()).trim(), npm, kind)
    });
    Ok(suites.collect())
}
