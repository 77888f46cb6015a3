//! Child processes that never outlive this one. Each runs in a process group of its own, so that ending the group ends
//! whatever the child started in turn; Ctrl-C, SIGTERM and a normal end all end every group.

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{process, thread};

static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn groups() -> MutexGuard<'static, Vec<Pid>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on a signal that asks this program to stop ends all children first.
pub fn end_on_signal() -> Result<()> {
    ctrlc::set_handler(|| {
        let running = groups();
        running.iter().for_each(|group| end(*group));
        eprintln!("\nstopped");
        process::exit(130);
    })
    .context("signals cannot be handled here")
}

fn end(group: Pid) {
    // A group that is gone already is what we want.
    let _ = killpg(group, Signal::SIGTERM);
    let _ = killpg(group, Signal::SIGKILL);
}

/// A running child and all that it starts; dropped, they end.
pub struct ChildGroup {
    child: Child,
    group: Pid,
}

impl ChildGroup {
    pub fn start(command: &mut Command) -> Result<Self> {
        // Held over the start: a signal that comes meanwhile waits until the new group is known.
        let mut running = groups();
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("`{}` cannot be started", command.get_program().display()))?;
        let group = Pid::from_raw(child.id().try_into()?);
        running.push(group);
        Ok(Self { child, group })
    }

    pub fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    pub fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// `None`: still running when the time was up.
    pub fn wait_at_most(&mut self, limit: Duration) -> Result<Option<ExitStatus>> {
        let deadline = Instant::now() + limit;
        loop {
            let status = self.child.try_wait()?;
            if status.is_some() || Instant::now() >= deadline {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for ChildGroup {
    fn drop(&mut self) {
        end(self.group);
        let _ = self.child.wait();
        groups().retain(|group| *group != self.group);
    }
}
