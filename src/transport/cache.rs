//! Answers that may be used again: a bounded number, each for a limited time. Neither the keys nor the answers hold a
//! credential, and errors are never kept.

use super::connection::CacheOptions;

/// Answers by what was asked.
#[derive(Debug)]
pub struct Cache<T> {
    options: CacheOptions,
    /// The one that was used last comes last.
    entries: Vec<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    key: String,
    answer: T,
    /// When it is too old, in milliseconds of the clock that `now` is read from.
    expires: f64,
}

impl<T: Clone> Cache<T> {
    /// An empty cache.
    #[must_use]
    pub fn new(options: CacheOptions) -> Self {
        Self { options, entries: Vec::new() }
    }

    /// What was answered, if that is not too old at the time `now` (milliseconds).
    pub fn get(&mut self, key: &str, now: f64) -> Option<T> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let entry = self.entries.remove(at);
        // A clock that was set back must not keep an answer for ever.
        if !(now..=now + f64::from(self.options.ttl)).contains(&entry.expires) {
            return None;
        }
        let answer = entry.answer.clone();
        self.entries.push(entry);
        Some(answer)
    }

    /// Keeps an answer, in place of the one for the same key, or else of the one that was not used for longest.
    pub fn put(&mut self, key: String, answer: T, now: f64) {
        self.entries.retain(|entry| entry.key != key && entry.expires > now);
        if self.entries.len() >= self.options.max_entries as usize {
            self.entries.remove(0);
        }
        self.entries.push(Entry { key, answer, expires: now + f64::from(self.options.ttl) });
    }

    /// Forgets everything: somebody else asks from now on.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}
