//! What a person sees while steps run: a line when something worth knowing happens, and a sign of life in between (a
//! line that counts the seconds on a terminal, a line now and then elsewhere).

use anyhow::Result;
use std::io::{IsTerminal, Write, stderr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

const CLEAR_LINE: &str = "\r\x1b[2K";
const ON_TERMINAL: Duration = Duration::from_secs(1);
const ELSEWHERE: Duration = Duration::from_secs(30);

struct Running {
    name: String,
    since: Instant,
}

struct State {
    started: Instant,
    terminal: bool,
    running: Mutex<Vec<Running>>,
}

/// The steps that run now. Steps may run side by side.
#[derive(Clone)]
pub struct Progress {
    state: Arc<State>,
}

/// One step, to say what it is about to do.
pub struct Step<'a> {
    progress: &'a Progress,
    name: &'a str,
}

impl Progress {
    pub fn start() -> Self {
        let terminal = stderr().is_terminal();
        let state = Arc::new(State { started: Instant::now(), terminal, running: Mutex::default() });
        let ticking = Arc::clone(&state);
        thread::spawn(move || ticking.tick());
        Self { state }
    }

    /// Runs one step and says how it ended: `work` returns the words for that.
    pub fn step(&self, name: &str, work: impl FnOnce(&Step) -> Result<String>) -> Result<()> {
        self.run(name, work, String::as_str).map(drop)
    }

    /// Runs one step that makes something.
    pub fn step_with<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        self.run(name, work, |_| "ready")
    }

    fn run<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>, words: impl FnOnce(&T) -> &str) -> Result<T> {
        let since = Instant::now();
        self.state.running().push(Running { name: name.to_owned(), since });
        let result = work(&Step { progress: self, name });
        self.state.running().retain(|running| running.name != name);
        let seconds = since.elapsed().as_secs_f32();
        let words = result.as_ref().map_or("FAILED", words);
        self.state.say(name, &format!("{words} ({seconds:.1} s)"));
        result
    }
}

impl Step<'_> {
    /// A line about what comes next, for work that takes long.
    pub fn say(&self, words: &str) {
        self.progress.state.say(self.name, words);
    }
}

impl State {
    fn running(&self) -> MutexGuard<'_, Vec<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, name: &str, words: &str) {
        let clear = if self.terminal { CLEAR_LINE } else { "" };
        eprintln!("{clear}[{}] {name}: {words}", minutes(self.started.elapsed()));
    }

    fn tick(&self) {
        loop {
            thread::sleep(if self.terminal { ON_TERMINAL } else { ELSEWHERE });
            let running = self.running();
            let steps: Vec<String> =
                running.iter().map(|step| format!("{} {}", step.name, minutes(step.since.elapsed()))).collect();
            if steps.is_empty() {
                continue;
            }
            let line = format!("... {}", steps.join(", "));
            if self.terminal {
                eprint!("{CLEAR_LINE}{line}");
            } else {
                eprintln!("{line}");
            }
            let _ = stderr().flush();
        }
    }
}

fn minutes(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}
