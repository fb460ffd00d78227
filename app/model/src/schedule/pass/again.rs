//! Both passes once more, only where something can differ: forwards from what was edited for as long
//! as dates change, backwards from what that changed for as long as limits do.

use alloc::vec;
use alloc::vec::Vec;

use super::{Found, Pass};
use crate::schedule::network::{NONE, list};

/// Places of the order that are still to be looked at.
struct Marks(Vec<u64>);

impl Marks {
    fn new(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    fn set(&mut self, place: u32) {
        self.0[place as usize / 64] |= 1 << (place % 64);
    }

    /// Takes the first of those left; nothing is marked before the word one stands at.
    fn first(&mut self, word: &mut usize) -> Option<u32> {
        while let Some(bits) = self.0.get_mut(*word) {
            if *bits != 0 {
                let bit = bits.trailing_zeros();
                *bits &= *bits - 1;
                return Some(*word as u32 * 64 + bit);
            }
            *word += 1;
        }
        None
    }

    /// Takes the last of those left; `word` is one past the word one stands at.
    fn last(&mut self, word: &mut usize) -> Option<u32> {
        while *word > 0 {
            let bits = &mut self.0[*word - 1];
            if *bits != 0 {
                let bit = 63 - bits.leading_zeros();
                *bits &= !(1 << bit);
                return Some((*word as u32 - 1) * 64 + bit);
            }
            *word -= 1;
        }
        None
    }
}

/// A second run of the passes, over what an edit can reach.
pub(in crate::schedule) struct Again<'a> {
    /// Where each node stands in the order.
    places: &'a [u32],
    marks: Marks,
    /// Where a task's former finding is kept.
    slots: Vec<u32>,
    /// What was found before about each task that was looked at.
    pub was: Vec<(u32, Found)>,
    /// How many nodes were looked at, forwards and backwards.
    pub visited: usize,
}

impl<'a> Again<'a> {
    pub fn new(places: &'a [u32], tasks: usize) -> Self {
        Self {
            places,
            marks: Marks::new(places.len()),
            slots: vec![NONE; tasks],
            was: Vec::new(),
            visited: 0,
        }
    }

    fn mark(&mut self, node: u32) {
        self.marks.set(self.places[node as usize]);
    }

    /// What was found about a task before all this.
    fn former(&mut self, pass: &Pass<'_>, task: u32) -> Found {
        let slot = &mut self.slots[task as usize];
        if *slot == NONE {
            *slot = self.was.len() as u32;
            self.was.push((task, pass.found[task as usize]));
        }
        self.was[*slot as usize].1
    }

    /// Runs both passes. `tasks` were edited; `lags` are the links that changed.
    pub fn run(&mut self, pass: &mut Pass<'_>, tasks: &[u32], lags: &[u32]) {
        let edges = &pass.network.edges;
        for task in tasks {
            self.mark(*task);
            self.mark(pass.network.end(*task));
        }
        for edge in lags {
            self.mark(edges[*edge as usize].succ);
        }
        self.forwards(pass);
        let looked_at: Vec<u32> = self.was.iter().map(|it| it.0).collect();
        for task in looked_at {
            self.mark(task);
            self.mark(pass.network.end(task));
        }
        for edge in lags {
            self.mark(pass.network.end(edges[*edge as usize].pred));
        }
        for task in tasks {
            self.before(pass, *task);
        }
        let finish = pass.finish;
        pass.finish = self.finish(pass);
        if finish != pass.finish {
            let tops = pass.network.nodes.iter().enumerate();
            for (task, _) in tops.filter(|(_, node)| node.parent == NONE) {
                self.mark(pass.network.end(task as u32));
            }
        }
        self.backwards(pass);
    }

    /// When the last leaf finishes, without asking all unless the last one moved back.
    fn finish(&self, pass: &Pass<'_>) -> i64 {
        let node = |task: u32| &pass.network.nodes[task as usize];
        let mut last = pass.finish;
        for (task, was) in self.was.iter().filter(|it| !node(it.0).summary) {
            let now = &pass.found[*task as usize];
            let lost = !now.dated || now.early_finish < was.early_finish;
            if was.dated && was.early_finish >= pass.finish && lost {
                return pass.last();
            }
            if now.dated {
                last = last.max(now.early_finish);
            }
        }
        last
    }

    fn forwards(&mut self, pass: &mut Pass<'_>) {
        let network = pass.network;
        let count = network.nodes.len() as u32;
        let mut word = 0;
        while let Some(place) = self.marks.first(&mut word) {
            self.visited += 1;
            let node = network.order[place as usize];
            let task = if node >= count { node - count } else { node };
            self.former(pass, task);
            let was = pass.found[task as usize];
            if node >= count {
                pass.gather(task);
            } else {
                pass.forward(task);
            }
            let now = &pass.found[task as usize];
            if node != network.end(task) {
                let bounds = |it: &Found| (it.start_bound, it.finish_bound);
                if bounds(&was) != bounds(now) {
                    self.mark(task + count);
                    let below = list(&network.children, task as usize);
                    below.iter().for_each(|child| self.mark(*child));
                }
                continue;
            }
            let dates = |it: &Found| (it.dated, it.leads, it.early_start, it.early_finish);
            if dates(&was) != dates(now) {
                let parent = network.nodes[task as usize].parent;
                if parent != NONE {
                    self.mark(parent + count);
                }
                for edge in list(&network.from, task as usize) {
                    let edge = &network.edges[*edge as usize];
                    if !edge.broken {
                        self.mark(edge.succ);
                    }
                }
            }
        }
    }

    /// Marks what a task waits for.
    fn before(&mut self, pass: &Pass<'_>, task: u32) {
        for edge in list(&pass.network.into, task as usize) {
            let edge = &pass.network.edges[*edge as usize];
            if !edge.broken {
                self.mark(pass.network.end(edge.pred));
            }
        }
    }

    fn backwards(&mut self, pass: &mut Pass<'_>) {
        let network = pass.network;
        let count = network.nodes.len() as u32;
        let mut word = self.marks.0.len();
        while let Some(place) = self.marks.last(&mut word) {
            self.visited += 1;
            let node = network.order[place as usize];
            let task = if node >= count { node - count } else { node };
            let was = self.former(pass, task);
            if node >= count {
                pass.limit(task);
                let now = &pass.found[task as usize];
                let limits = |it: &Found| (it.late, it.room, it.early_start);
                if limits(&was) != limits(now) {
                    self.mark(task);
                    let below = list(&network.children, task as usize);
                    let ends = below.iter().map(|child| network.end(*child));
                    ends.for_each(|end| self.mark(end));
                }
                continue;
            }
            pass.backward(task);
            let now = &pass.found[task as usize];
            let dates = |it: &Found| {
                let late = (it.late_start, it.late_finish, it.first_late_finish);
                (it.dated, it.leads, it.start, it.finish, late)
            };
            if dates(&was) != dates(now) {
                self.before(pass, task);
                let parent = network.nodes[task as usize].parent;
                if parent != NONE {
                    self.mark(parent);
                }
            }
        }
    }
}
