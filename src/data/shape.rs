//! The shape of a key: a small part of regular expressions, enough for what makers print.
//!
//! A shape is a row of signs (a dot is a dot; `\` before a sign that has a meaning), sets (`[a-f_-]`, `[^\s@]`), each of
//! them maybe with a count (`{20}`, `{16,}`, `{16,40}`), and groups of alternatives (`(na|eu)`, `(test_)?`). Sets with a name:
//! `\d` digits, `\h` hexadecimal digits, `\a` letters and digits, `\w` these and `_`, `\s` blanks. It is read from left to right
//! and never goes back: a set takes as many bytes as it can, the first alternative that fits is taken.

/// How many bytes at the start of the text the shape takes; `None` if the text does not begin like that.
pub(super) fn fit(shape: &str, text: &[u8]) -> Option<usize> {
    Reader { shape: shape.as_bytes(), text }.choice(Some(0))
}

struct Reader<'s> {
    /// What is still to be read of it.
    shape: &'s [u8],
    text: &'s [u8],
}

/// Where the text fits so far; `None` where it does not, and the shape is only read on.
type At = Option<usize>;

impl Reader<'_> {
    /// Alternatives, up to the end of the shape or of the group.
    fn choice(&mut self, at: At) -> At {
        let mut taken = None;
        loop {
            let end = self.sequence(at.filter(|_| taken.is_none()));
            taken = taken.or(end);
            if !self.eat(b'|') {
                return taken;
            }
        }
    }

    fn sequence(&mut self, mut at: At) -> At {
        loop {
            match self.shape.first() {
                None | Some(b'|' | b')') => return at,
                Some(b'(') => {
                    self.eat(b'(');
                    let end = self.choice(at);
                    self.eat(b')');
                    at = if self.eat(b'?') { end.or(at) } else { end };
                }
                Some(_) => {
                    let set = self.set();
                    let (least, most) = self.count();
                    at = at.and_then(|at| {
                        let rest = self.text.get(at..)?;
                        let taken = rest.iter().take(most).take_while(|byte| set.has(**byte)).count();
                        (taken >= least).then_some(at + taken)
                    });
                }
            }
        }
    }

    /// One sign or a set of them.
    fn set(&mut self) -> Set {
        let mut set = Set([0; 8]);
        if !self.eat(b'[') {
            self.signs(&mut set, false);
            return set;
        }
        let others = self.eat(b'^');
        while !self.shape.is_empty() && !self.eat(b']') {
            self.signs(&mut set, true);
        }
        if others { Set(set.0.map(|bits| !bits)) } else { set }
    }

    /// Adds a sign, a named set or, between brackets, a range.
    fn signs(&mut self, set: &mut Set, ranges: bool) {
        match *self.shape {
            [b'\\', name @ (b'd' | b'h' | b'a' | b'w' | b's'), ref rest @ ..] => {
                let ranges: &[(u8, u8)] = match name {
                    b'd' => &[(b'0', b'9')],
                    b'h' => &[(b'0', b'9'), (b'a', b'f')],
                    b'a' => &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')],
                    b'w' => &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z'), (b'_', b'_')],
                    _ => &[(b'\t', b'\r'), (b' ', b' ')],
                };
                ranges.iter().for_each(|(from, to)| set.add(*from, *to));
                self.shape = rest;
            }
            [b'\\', sign, ref rest @ ..] => {
                set.add(sign, sign);
                self.shape = rest;
            }
            [from, b'-', to, ref rest @ ..] if ranges && to != b']' => {
                set.add(from, to);
                self.shape = rest;
            }
            [sign, ref rest @ ..] => {
                set.add(sign, sign);
                self.shape = rest;
            }
            [] => {}
        }
    }

    /// How often, at least and at most.
    fn count(&mut self) -> (usize, usize) {
        if !self.eat(b'{') {
            return (1, 1);
        }
        let least = self.number().unwrap_or(0);
        let most = if self.eat(b',') { self.number().unwrap_or(usize::MAX) } else { least };
        self.eat(b'}');
        (least, most)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = None;
        while let [digit @ b'0'..=b'9', ref rest @ ..] = *self.shape {
            number = Some(number.unwrap_or(0_usize).saturating_mul(10).saturating_add(usize::from(digit - b'0')));
            self.shape = rest;
        }
        number
    }

    fn eat(&mut self, sign: u8) -> bool {
        let Some(rest) = self.shape.strip_prefix(&[sign]) else { return false };
        self.shape = rest;
        true
    }
}

/// A set of bytes.
struct Set([u32; 8]);

impl Set {
    fn add(&mut self, from: u8, to: u8) {
        let (first, last) = (usize::from(from >> 5), usize::from(to >> 5));
        for (place, bits) in self.0.iter_mut().enumerate().take(last + 1).skip(first) {
            let above = if place == first { u32::MAX << (from & 31) } else { u32::MAX };
            let below = if place == last { u32::MAX >> (31 - (to & 31)) } else { u32::MAX };
            *bits |= above & below;
        }
    }

    fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte >> 5)).is_some_and(|bits| bits >> (byte & 31) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex_lite::Regex;

    #[test]
    fn shapes_fit_as_far_as_they_go() {
        for (shape, text, end) in [
            (r"[0-9a-f]{4}", "12afxx", Some(4)),
            (r"[0-9a-f]{4}", "12g", None),
            (r"\d{2,3}(-)?x", "123-x", Some(5)),
            (r"(na|eu)\d-", "eu1-", Some(4)),
            (r"(test_)?\w{3,}", "test_abcd efg", Some(9)),
            (r"[\w-]{3,5}\.[^\s@]{1,}@", "a-bcd.a:/b@c", Some(11)),
            (r"a(b(c|d))?e", "abde", Some(4)),
            (r"a(b(c|d))?e", "ae", Some(2)),
            ("a-c--", "a-c--", Some(5)),
            ("a-c", "b", None),
            ("", "x", Some(0)),
        ] {
            assert_eq!(fit(shape, text.as_bytes()), end, "{shape} {text}");
        }
    }

    proptest! {
        #[test]
        fn they_mean_what_they_mean_as_regular_expressions(text in "[ab0-2._-]{0,12}") {
            for shape in [
                r"[ab]{2,4}-\d{1,2}", r"(ab|a|b)[0-2_]{2,}", r"(\d{1,2}\.)?[\w-]{3,6}", r"[^a.]{3}\.", r"a(b(\d|-))?[_.-]",
            ] {
                let oracle = Regex::new(&format!("^(?:{shape})")).expect("a regular expression");
                let expected = oracle.find(&text).map(|found| found.end());
                // The oracle goes back where a shape does not: what fits the shape fits it, and in the same way.
                prop_assert!(fit(shape, text.as_bytes()).is_none_or(|end| Some(end) == expected));
            }
        }

        #[test]
        fn any_shape_can_be_read(shape in r"[\[\](){},?|^\\a-c0-3-]{0,20}", text in "[a-c0-3]{0,12}") {
            let _ = fit(&shape, text.as_bytes());
        }
    }
}
