//! The Search Application emulator's command line.

mod arguments;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let log = tracing_subscriber::fmt().json().with_writer(io::stderr);
    let filter = EnvFilter::try_new(&arguments.log);
    let filter = filter.map_err(|error| format!("--log {}: {error}; try `warn` or `emulator=debug`", arguments.log))?;
    log.with_env_filter(filter).init();
    let config = arguments.into_config()?;
    let (user, is_default) = (config.user.user.clone(), config.user.password == emulator::DEVELOPMENT_PASSWORD);
    let server = emulator::serve(config)?;
    let mut out = io::stdout().lock();
    writeln!(out, "listening on {}", server.url())?;
    if is_default {
        let password = emulator::DEVELOPMENT_PASSWORD;
        writeln!(out, "user {user}, development password {password} (set EMULATOR_PASSWORD to change it)")?;
    }
    out.flush()?;
    server.wait_for_signal()?;
    Ok(())
}
