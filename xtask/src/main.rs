//! `cargo xtask`: the project's own commands. Each finds or installs what it needs before it starts, so that a clean
//! clone needs no other step.

mod bench;
mod build;
mod children;
mod demo;
mod docs;
mod engine;
mod matrix;
mod progress;
mod run;
mod server;
mod setup;
mod shrink;
mod size;
mod test;
mod toolchain;
mod walk;
mod workspace;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use progress::Progress;
use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
Usage: cargo xtask <command>

  setup           find or install everything that the other commands need
  build           build the npm package into pkg/dist
  demo            serve the demo on real data   [--port N: the page's port, 5173 where free]
  engine          start a real engine for the emulator's --upstream   [--port N: 9201 where free]
  test            run every test                [--all: the long ones too]
  matrix          search with the package in each bundler and runtime   [CELLS: a part of their names]
  bench           run the benchmarks
  docs            build the API references into target/docs
  size            what a page loads, in bytes   [--check: fail above the budget]

Every command does its own set-up. Full output of each step: target/logs/";

/// What the command line asked for.
enum Request {
    Help,
    Setup,
    Build,
    Demo { port: Option<u16> },
    Engine { port: Option<u16> },
    Test { all: bool },
    Matrix { cells: String },
    Bench,
    Docs,
    Size { check: bool },
}

fn main() -> ExitCode {
    match read_arguments(Parser::from_env()).and_then(|request| carry_out(&request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(request: &Request) -> Result<()> {
    children::end_on_signal()?;
    let workspace = Workspace::find()?;
    let progress = Progress::start();
    match request {
        Request::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Request::Setup => setup::ensure(&workspace, &progress, setup::EVERYTHING),
        Request::Build => build::build(&workspace, &progress),
        Request::Demo { port } => demo::demo(&workspace, &progress, *port),
        Request::Engine { port } => engine::engine(&workspace, &progress, *port),
        Request::Test { all } => test::test(&workspace, &progress, *all),
        Request::Matrix { cells } => matrix::matrix(&workspace, &progress, cells),
        Request::Bench => bench::bench(&workspace, &progress),
        Request::Docs => docs::docs(&workspace, &progress),
        Request::Size { check } => size::size(&workspace, &progress, *check),
    }
}

fn read_arguments(mut parser: Parser) -> Result<Request> {
    let mut words = Vec::new();
    let (mut port, mut all, mut check) = (None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
            Arg::Long("port") => port = Some(parser.value()?.parse()?),
            Arg::Long("all") => all = true,
            Arg::Long("check") => check = true,
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (words.as_slice(), port, all, check) {
        ([] | ["help"], None, false, false) => Ok(Request::Help),
        (["setup"], None, false, false) => Ok(Request::Setup),
        (["build"], None, false, false) => Ok(Request::Build),
        (["demo"], port, false, false) => Ok(Request::Demo { port }),
        (["engine"], port, false, false) => Ok(Request::Engine { port }),
        (["test"], None, all, false) => Ok(Request::Test { all }),
        (["matrix"], None, false, false) => Ok(Request::Matrix { cells: String::new() }),
        (["matrix", cells], None, false, false) => Ok(Request::Matrix { cells: (*cells).to_owned() }),
        (["bench"], None, false, false) => Ok(Request::Bench),
        (["docs"], None, false, false) => Ok(Request::Docs),
        (["size"], None, false, check) => Ok(Request::Size { check }),
        _ => bail!("this command line is not one of:\n\n{USAGE}"),
    }
}
