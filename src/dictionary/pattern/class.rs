//! Sets of characters, worked out by range, so that every class can be written in the same plain way.

/// The last code point.
const LAST: u32 = 0x0010_FFFF;

/// A set of code points.
#[derive(Debug, Clone, Default)]
pub(super) struct Class {
    /// Sorted, apart from each other.
    ranges: Vec<(u32, u32)>,
    /// General categories, `\p{L}\P{N}`: in the set too, but their members are known to the engine only.
    categories: String,
    /// With categories only: the set is all that is *not* in here.
    is_negated: bool,
}

/// `\w`
pub(super) const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
/// `\d`
pub(super) const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
/// `\s`
pub(super) const SPACE: &[(u32, u32)] = &[(0x09, 0x0D), (0x20, 0x20)];
/// `\h`
pub(super) const HORIZONTAL: &[(u32, u32)] = &[
    (0x09, 0x09),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200A),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];
/// `\v`
pub(super) const VERTICAL: &[(u32, u32)] = &[(0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029)];
/// What `.` leaves out.
pub(super) const LINE_END: &[(u32, u32)] = &[(0x0A, 0x0A), (0x0D, 0x0D), (0x85, 0x85), (0x2028, 0x2029)];

/// Java's names for ASCII classes.
const NAMED: [(&str, &[(u32, u32)]); 15] = [
    ("ASCII", &[(0, 0x7F)]),
    ("Alnum", &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)]),
    ("Alpha", &[(0x41, 0x5A), (0x61, 0x7A)]),
    ("Blank", &[(0x09, 0x09), (0x20, 0x20)]),
    ("Cntrl", &[(0, 0x1F), (0x7F, 0x7F)]),
    ("Digit", DIGIT),
    ("Graph", &[(0x21, 0x7E)]),
    ("L1", &[(0, 0xFF)]),
    ("Lower", &[(0x61, 0x7A)]),
    ("Print", &[(0x20, 0x7E)]),
    ("Punct", &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)]),
    ("Space", SPACE),
    ("Upper", &[(0x41, 0x5A)]),
    ("XDigit", &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)]),
    ("all", &[(0, LAST)]),
];

/// General categories, by the two-letter names that Java, JavaScript and Rust share, and by first letter.
const CATEGORIES: &str = " L Lu Ll Lt Lm Lo LC M Mn Me Mc N Nd Nl No Z Zs Zl Zp P Pd Ps Pe Pc Po Pi Pf S Sm Sc Sk So Cc Cf Co ";

/// What `\p{name}` names.
pub(super) enum Named {
    Class(Class),
    /// Java knows it, but it cannot be said in every dialect.
    Unsupported,
    /// Java does not know it.
    Unknown,
}

/// The class that Java calls `name`.
pub(super) fn named(name: &str) -> Named {
    if let Some((_, ranges)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Named::Class(Class::of(ranges));
    }
    if CATEGORIES.contains(&[" ", name, " "].concat()) {
        return Named::Class(Class { categories: ["\\p{", name, "}"].concat(), ..Class::default() });
    }
    let is_known = ["java", "In", "Is"].iter().any(|start| name.starts_with(start));
    if is_known || name.contains('=') || matches!(name, "C" | "Cn" | "Cs" | "LD") {
        Named::Unsupported
    } else {
        Named::Unknown
    }
}

impl Class {
    pub(super) fn of(ranges: &[(u32, u32)]) -> Self {
        Self { ranges: ranges.to_vec(), ..Self::default() }
    }

    pub(super) fn single(code: u32) -> Self {
        Self::of(&[(code, code)])
    }

    /// Everything that is not in the set.
    #[must_use]
    pub(super) fn complement(mut self) -> Self {
        if !self.categories.is_empty() {
            self.is_negated = !self.is_negated;
            return self;
        }
        let mut ranges = Vec::new();
        let mut next = 0;
        for (first, last) in self.ranges {
            if first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self::of(&ranges)
    }

    /// What is in either set; nothing when it cannot be said.
    pub(super) fn union(mut self, other: &Self) -> Option<Self> {
        if other.is_empty() {
            return Some(self);
        }
        if self.is_empty() {
            return Some(other.clone());
        }
        if self.is_negated || other.is_negated {
            return None;
        }
        for &range in &other.ranges {
            self.add(range);
        }
        self.categories.push_str(&other.categories);
        Some(self)
    }

    /// What is in both sets; nothing when it cannot be said.
    pub(super) fn intersection(self, other: Self) -> Option<Self> {
        let is_plain = self.categories.is_empty() && other.categories.is_empty();
        is_plain.then(|| self.complement().union(&other.complement()).map(Self::complement)).flatten()
    }

    /// The set with the other case of each of its ASCII letters.
    pub(super) fn without_case(mut self) -> Self {
        for (letters, other_case) in [(0x41..=0x5A, 0x20_i32), (0x61..=0x7A, -0x20)] {
            for (first, last) in self.ranges.clone() {
                let (first, last) = (first.max(*letters.start()), last.min(*letters.end()));
                if first <= last {
                    self.add((first.saturating_add_signed(other_case), last.saturating_add_signed(other_case)));
                }
            }
        }
        self
    }

    /// Adds a range, merging it with those that it touches.
    fn add(&mut self, (mut first, mut last): (u32, u32)) {
        self.ranges.retain(|&(start, end)| {
            let is_apart = end.saturating_add(1) < first || start > last.saturating_add(1);
            if !is_apart {
                (first, last) = (first.min(start), last.max(end));
            }
            is_apart
        });
        let place = self.ranges.iter().take_while(|(start, _)| *start < first).count();
        self.ranges.insert(place, (first, last));
    }

    fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.categories.is_empty()
    }

    /// Appends the set as a class that every dialect reads alike.
    pub(super) fn write(&self, out: &mut String) {
        if self.is_empty() {
            return Self::default().complement().write_as("[^", out);
        }
        self.write_as(if self.is_negated { "[^" } else { "[" }, out);
    }

    fn write_as(&self, open: &str, out: &mut String) {
        out.push_str(open);
        for &(first, last) in &self.ranges {
            write_character(first, out);
            if last > first {
                out.push('-');
                write_character(last, out);
            }
        }
        out.push_str(&self.categories);
        out.push(']');
    }
}

/// Appends a character: ASCII letters and digits bare, all others as `\u{1f}`, which no dialect takes for syntax.
pub(super) fn write_character(code: u32, out: &mut String) {
    match char::from_u32(code) {
        Some(character) if character.is_ascii_alphanumeric() => out.push(character),
        _ => {
            out.push_str("\\u{");
            out.extend(
                (0..6).rev().filter_map(|place| char::from_digit((code >> (4 * place)) & 15, 16)).skip_while(|digit| *digit == '0'),
            );
            out.push_str(if code == 0 { "0}" } else { "}" });
        }
    }
}
