//! Collecting for the page's module: the same as `collect::<Vec<_>>()` in a third of the code.
//!
//! The standard library asks each iterator for the first item and for its length before it allocates, in code that is
//! compiled anew for every kind of iterator. Lists here have a handful of items.

pub(crate) trait Gather: Iterator + Sized {
    /// The items as a list.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        self.for_each(|item| list.push(item));
        list
    }
}

impl<I: Iterator> Gather for I {}
