//! The order in which tasks are looked at, and which links are left out where they form a circle.

use alloc::vec;
use alloc::vec::Vec;

use super::{NONE, Network, list};
use crate::schedule::Problem;
use crate::{Id, Task};

impl Network {
    /// What comes after a node.
    fn after(&self, node: u32, mut each: impl FnMut(u32)) {
        let count = self.nodes.len() as u32;
        let task = if node >= count { node - count } else { node };
        let is_end = node == self.end(task);
        if !is_end {
            list(&self.children, task as usize)
                .iter()
                .copied()
                .for_each(&mut each);
            return;
        }
        let parent = self.nodes[task as usize].parent;
        if parent != NONE {
            each(self.end(parent));
        }
        for at in list(&self.from, task as usize) {
            let edge = &self.edges[*at as usize];
            if !edge.broken {
                each(edge.succ);
            }
        }
    }

    pub(super) fn sort(&mut self) {
        let count = self.nodes.len();
        let mut waits = vec![0_u32; count * 2];
        let mut total = 0;
        for task in 0..count {
            total += 1 + usize::from(self.nodes[task].summary);
            waits[task] += list(&self.into, task).len() as u32;
            if self.nodes[task].parent != NONE {
                waits[task] += 1;
            }
            if self.nodes[task].summary {
                waits[task + count] = list(&self.children, task).len() as u32;
            }
        }
        let mut ready: Vec<u32> = (0..count as u32)
            .filter(|task| waits[*task as usize] == 0)
            .collect();
        loop {
            while let Some(node) = ready.pop() {
                self.order.push(node);
                self.after(node, |next| {
                    waits[next as usize] -= 1;
                    if waits[next as usize] == 0 {
                        ready.push(next);
                    }
                });
            }
            if self.order.len() == total {
                return;
            }
            let Some(edge) = self.closing(&waits) else {
                return;
            };
            self.edges[edge].broken = true;
            let succ = self.edges[edge].succ as usize;
            waits[succ] -= 1;
            if waits[succ] == 0 {
                ready.push(succ as u32);
            }
        }
    }

    /// A circle among what still waits, and of its links the one with the greatest identity.
    fn closing(&mut self, waits: &[u32]) -> Option<usize> {
        let count = self.nodes.len();
        let start = (0..waits.len()).find(|node| waits[*node] > 0)?;
        let mut place = vec![NONE; waits.len()];
        // Each step: a node, and the link by which what stands before it leads to it.
        let mut way: Vec<(usize, Option<usize>)> = Vec::new();
        let mut at = start;
        while place[at] == NONE {
            place[at] = way.len() as u32;
            let (before, edge) = self.before(at, count, waits)?;
            way.push((at, edge));
            at = before;
        }
        let circle = &way[place[at] as usize..];
        let links = circle.iter().filter_map(|it| it.1);
        let edge = links.max_by_key(|at| self.edges[*at].id)?;
        let mut tasks: Vec<Id<Task>> = Vec::new();
        for (node, _) in circle.iter().rev() {
            let id = self.nodes[node % count].id;
            if tasks.last() != Some(&id) {
                tasks.push(id);
            }
        }
        if tasks.len() > 1 && tasks.first() == tasks.last() {
            tasks.pop();
        }
        self.problems.push(Problem::CycleBroken {
            dependency: self.edges[edge].id,
            tasks,
        });
        Some(edge)
    }

    fn before(&self, node: usize, count: usize, waits: &[u32]) -> Option<(usize, Option<usize>)> {
        if node >= count {
            let mut below = list(&self.children, node - count).iter();
            let child = below.find(|it| waits[self.end(**it) as usize] > 0)?;
            return Some((self.end(*child) as usize, None));
        }
        for at in list(&self.into, node) {
            let edge = &self.edges[*at as usize];
            let end = self.end(edge.pred) as usize;
            if !edge.broken && waits[end] > 0 {
                return Some((end, Some(*at as usize)));
            }
        }
        let parent = self.nodes[node].parent;
        (parent != NONE && waits[parent as usize] > 0).then_some((parent as usize, None))
    }
}
