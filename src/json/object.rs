//! The members of a JSON object: kept in the order in which they were written, found by name without a scan.

use super::{Value, sort};

/// A JSON object. A name that is given twice keeps its first place and its last value, as in JavaScript.
#[derive(Debug, Clone, Default)]
pub struct Object {
    members: Vec<(String, Value)>,
    /// Positions in `members`, sorted by name.
    by_name: Vec<u32>,
}

impl Object {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.place(name).ok()?;
        let position = *self.by_name.get(place)?;
        self.members.get(position as usize).map(|(_, value)| value)
    }

    /// Whether there is a member of that name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Sets a member. Moves up to `len` positions; to build a large object, collect its members instead.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.set(name.into(), value.into());
    }

    fn set(&mut self, name: String, value: Value) {
        match self.place(&name) {
            Ok(place) => {
                let position = self.by_name.get(place).map(|&position| position as usize);
                if let Some(member) = position.and_then(|position| self.members.get_mut(position)) {
                    member.1 = value;
                }
            }
            Err(place) => {
                self.by_name.insert(place, position(self.members.len()));
                self.members.push((name, value));
            }
        }
    }

    /// The members as they are kept, in the order in which they were written.
    #[must_use]
    pub fn members(&self) -> &[(String, Value)] {
        &self.members
    }

    /// The members in the order in which they were written.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The members in the order of their names.
    pub fn iter_by_name(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.by_name.iter().filter_map(|&position| self.members.get(position as usize));
        members.map(|(name, value)| (name.as_str(), value))
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|&position| self.name_at(position).cmp(name))
    }

    fn name_at(&self, position: u32) -> &str {
        self.members.get(position as usize).map_or("", |(name, _)| name)
    }
}

/// A position as it is stored: objects of more than 4,294,967,295 members do not fit in memory.
fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl FromIterator<(String, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Self {
        Vec::from_iter(members).into()
    }
}

impl From<Vec<(String, Value)>> for Object {
    fn from(members: Vec<(String, Value)>) -> Self {
        let mut object = Self { members, by_name: Vec::new() };
        object.index();
        object.merge_repeated();
        object
    }
}

impl Object {
    fn index(&mut self) {
        let mut positions = Vec::new();
        for place in 0..position(self.members.len()) {
            positions.push(place);
        }
        sort(&mut positions, &|a, b| self.name_at(a).cmp(self.name_at(b)));
        self.by_name = positions;
    }

    /// Gives the first of several members of one name the value of the last, and drops the others.
    fn merge_repeated(&mut self) {
        let mut is_kept = vec![true; self.members.len()];
        // From the last to the first, so that a value is handed on from one to the next.
        let by_name = std::mem::take(&mut self.by_name);
        for pair in by_name.windows(2).rev() {
            if let &[first, again] = pair
                && self.name_at(first) == self.name_at(again)
                && let Some(kept) = is_kept.get_mut(again as usize)
            {
                *kept = false;
                self.hand_on(again, first);
            }
        }
        if is_kept.contains(&false) {
            let mut kept = is_kept.into_iter();
            self.members.retain(|_| kept.next() == Some(true));
            self.index();
        } else {
            self.by_name = by_name;
        }
    }

    fn hand_on(&mut self, from: u32, to: u32) {
        let value = self.members.get_mut(from as usize).map(|member| std::mem::take(&mut member.1));
        if let (Some(value), Some(member)) = (value, self.members.get_mut(to as usize)) {
            member.1 = value;
        }
    }
}

/// Objects are equal when they have the same members, in any order.
impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a str, &'a Value);
    type IntoIter = Box<dyn DoubleEndedIterator<Item = Self::Item> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}
