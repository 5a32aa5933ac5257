//! Which Input Data reaches which variable: sets of keys, spread along the assignments until nothing changes.

use std::ops::Range;

use super::definitions::{Definition, Definitions, How};
use super::inputs::{Read, Reads};
use super::role::Role;
use super::token::Tokens;
use super::{Keys, Sources};
use crate::sorted::sort_by_numbers;

/// A set of keys: one bit each for the first 62.
pub(super) type Mask = u64;

/// Any key, or it cannot be told.
pub(super) const ALL: Mask = 1 << 63;
/// What came from the network.
pub(super) const RESPONSE: Mask = 1 << 62;
const MOST_KEYS: usize = 62;
/// A longer expression, in tokens, is not looked through.
const LONGEST: usize = 4096;

/// Names that stand for the network.
const NETWORK: [&str; 14] = [
    "fetch", "axios", "requests", "urllib", "urlopen", "httpx", "got", "https", "http", "superagent", "needle",
    "request", "aiohttp", "urllib2",
];

/// What reaches every variable.
#[derive(Debug, Clone, Default)]
pub(super) struct Flow {
    names: Vec<u64>,
    masks: Vec<Mask>,
    /// The code is too tangled to follow.
    lost: bool,
}

impl Flow {
    pub(super) fn find(tokens: &Tokens, definitions: &Definitions, reads: &Reads) -> Self {
        let mut names: Vec<u64> = definitions.list.iter().map(|definition| definition.name).collect();
        names.dedup();
        let count = names.len();
        // One node for each name, and one for the arguments of the function of that name.
        let flow = Self { names, masks: vec![0; 2 * count], lost: false };
        let budget = 32 * tokens.len() + 1000;
        let mut graph = Graph { flow, tokens, reads, edges: Vec::new(), budget };
        graph.fill(definitions);
        graph.spread()
    }

    fn node(&self, name: u64) -> Option<usize> {
        self.names.binary_search(&name).ok()
    }

    /// What reaches the expression of these tokens.
    pub(super) fn mask(&self, tokens: &Tokens, reads: &Reads, range: Range<usize>) -> Mask {
        if self.lost || !tokens.balanced || range.len() > LONGEST {
            return ALL | RESPONSE;
        }
        let mut mask = 0;
        scan(self, tokens, reads, range, |seen| match seen {
            Seen::Mask(more) => mask |= more,
            Seen::Node(node) => mask |= self.masks.get(node).copied().unwrap_or(ALL),
        });
        mask
    }
}

/// A set of keys by name.
pub(super) fn sources(mask: Mask, reads: &Reads) -> Sources {
    if mask & ALL != 0 {
        return Sources::All;
    }
    let keys = reads.keys.iter().take(MOST_KEYS).enumerate();
    Sources::Inputs(Keys(keys.filter(|(number, _)| mask & (1 << number) != 0).map(|(_, key)| key.clone()).collect()))
}

fn key_bit(number: usize) -> Mask {
    if number < MOST_KEYS { 1 << number } else { ALL }
}

enum Seen {
    Mask(Mask),
    Node(usize),
}

/// Tells everything in an expression that carries data; gives the number of tokens looked at.
fn scan(flow: &Flow, tokens: &Tokens, reads: &Reads, range: Range<usize>, mut tell: impl FnMut(Seen)) -> usize {
    let mut index = range.start;
    while index < range.end {
        let here = index;
        index += 1;
        if !tokens.is_name(here) || tokens.is_member(here) || is_label(tokens, here) || counts_only(tokens, here) {
            continue;
        }
        if tokens.python() && tokens.is(here, "len") && tokens.is(here + 1, "(") {
            index = tokens.after(here + 1);
            continue;
        }
        match reads.at(here) {
            Some(Read::Key(number)) => tell(Seen::Mask(key_bit(number))),
            Some(Read::Whole) => tell(Seen::Mask(ALL)),
            Some(Read::Nothing) => {}
            None => {
                if let Some(node) = flow.node(tokens.hash(here)) {
                    tell(Seen::Node(node));
                }
                if tokens.is_any(here, &NETWORK) {
                    tell(Seen::Mask(RESPONSE));
                }
            }
        }
    }
    range.len()
}

/// Whether it is a key of an object or the name of an argument, no variable.
pub(super) fn is_label(tokens: &Tokens, index: usize) -> bool {
    if tokens.python() {
        return tokens.is(index + 1, "=") && tokens.outer(index).is_some_and(|open| tokens.role(open) == Role::Call);
    }
    tokens.is(index + 1, ":")
        && tokens.is_any(index.wrapping_sub(1), &["{", ","])
        && tokens.outer(index).is_some_and(|open| tokens.role(open) == Role::Object)
}

/// Whether only the length is taken: `rows.length`.
fn counts_only(tokens: &Tokens, root: usize) -> bool {
    let mut last = root;
    for _ in 0..6 {
        if !tokens.is_any(last + 1, &[".", "?."]) || !tokens.is_name(last + 2) {
            break;
        }
        last += 2;
    }
    last > root && tokens.is(last, "length")
}

struct Graph<'a> {
    flow: Flow,
    tokens: &'a Tokens,
    reads: &'a Reads,
    /// What feeds, and what is fed.
    edges: Vec<(usize, usize)>,
    budget: usize,
}

impl Graph<'_> {
    fn fill(&mut self, definitions: &Definitions) {
        let mut functions: Vec<u64> = Vec::new();
        for definition in &definitions.list {
            self.definition(definition, &mut functions);
        }
        sort_by_numbers(&mut functions, |&name| [name, 0]);
        functions.dedup();
        self.calls(&functions);
    }

    fn definition(&mut self, definition: &Definition, functions: &mut Vec<u64>) {
        let Some(node) = self.flow.node(definition.name) else { return };
        match definition.how {
            How::Unknown => self.add(node, ALL),
            How::Import => {}
            How::Taken(_) if self.taken(definition.token).is_some() => {
                let bit = self.taken(definition.token).map_or(ALL, key_bit);
                self.add(node, bit);
            }
            How::Parameter(owner) => {
                let owner = owner.map(|owner| self.tokens.hash(owner));
                match owner.and_then(|owner| Some((owner, self.flow.node(owner)?))) {
                    Some((owner, function)) => {
                        functions.push(owner);
                        self.edges.push((function + self.flow.names.len(), node));
                    }
                    None if definition.value.is_empty() => self.add(node, ALL),
                    None => {}
                }
                self.feed(node, definition.value.clone());
            }
            _ => self.feed(node, definition.value.clone()),
        }
    }

    fn taken(&self, token: usize) -> Option<usize> {
        let found = self.reads.taken.binary_search_by_key(&token, |(token, _)| *token).ok()?;
        self.reads.taken.get(found).map(|(_, key)| *key)
    }

    fn add(&mut self, node: usize, mask: Mask) {
        if let Some(known) = self.flow.masks.get_mut(node) {
            *known |= mask;
        }
    }

    fn feed(&mut self, node: usize, range: Range<usize>) {
        if range.len() > self.budget {
            self.flow.lost = true;
            return;
        }
        let (mut mask, edges) = (0, &mut self.edges);
        self.budget -= scan(&self.flow, self.tokens, self.reads, range, |seen| match seen {
            Seen::Mask(more) => mask |= more,
            Seen::Node(from) => edges.push((from, node)),
        });
        self.add(node, mask);
    }

    /// Leads the arguments of every call to the parameters of the function.
    fn calls(&mut self, functions: &[u64]) {
        let tokens = self.tokens;
        for index in 0..tokens.len() {
            if functions.is_empty() || !tokens.is_name(index) || tokens.is_member(index) {
                continue;
            }
            let name = tokens.hash(index);
            if functions.binary_search(&name).is_err() {
                continue;
            }
            let Some(node) = self.flow.node(name).map(|node| node + self.flow.names.len()) else { continue };
            let defined = tokens.is_any(index.wrapping_sub(1), &["function", "def", "*"]) || tokens.is(index + 1, "=");
            if defined {
                continue;
            }
            if tokens.is(index + 1, "(") {
                self.feed(node, index + 2..tokens.after(index + 1).saturating_sub(1));
            } else {
                // Handed on as a value: `rows.map(clean)`.
                self.add(node, ALL);
            }
        }
    }

    fn spread(mut self) -> Flow {
        sort_by_numbers(&mut self.edges, |&(from, to)| [from as u64, to as u64]);
        self.edges.dedup();
        let mut waiting: Vec<usize> = (0..self.flow.masks.len())
            .filter(|&node| self.flow.masks.get(node).is_some_and(|&mask| mask != 0))
            .collect();
        while let Some(from) = waiting.pop() {
            let mask = self.flow.masks.get(from).copied().unwrap_or(ALL);
            let first = self.edges.partition_point(|edge| edge.0 < from);
            for &(_, to) in self.edges.get(first..).unwrap_or_default().iter().take_while(|edge| edge.0 == from) {
                let Some(known) = self.flow.masks.get_mut(to) else { continue };
                if *known | mask != *known {
                    *known |= mask;
                    waiting.push(to);
                }
            }
        }
        self.flow
    }
}
