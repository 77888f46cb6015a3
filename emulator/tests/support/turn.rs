//! One emulator at a time at the real engine.

use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};

static ENGINE: Mutex<()> = Mutex::new(());

thread_local! {
    static IS_MINE: Cell<bool> = const { Cell::new(false) };
}

/// The engine is its holder's alone.
pub struct Turn(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

impl Turn {
    /// Waits until the engine is free. A test that has it already would wait for itself.
    pub fn wait() -> Self {
        assert!(!IS_MINE.replace(true), "this test has an emulator at the real engine: end that one before the next");
        Self(ENGINE.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        IS_MINE.set(false);
    }
}
