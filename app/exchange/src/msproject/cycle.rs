//! Which links close a circle, summaries included: what waits for a summary waits for all below it,
//! and what is below a summary waits with it. No recursion, so a chain may be as long as it likes.

use super::file::{Link, Task};

/// A link that must go, and the sentence that names the circle.
pub(crate) struct Closing {
    pub link: usize,
    pub names: String,
}

/// How many tasks of a circle are named.
const NAMED: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// A node is the begin (2 × task) or the end (2 × task + 1) of a task.
struct Walk<'a> {
    tasks: &'a [Task],
    links: &'a [Link],
    /// The first child and the next sibling of each task.
    child: Vec<Option<usize>>,
    sibling: Vec<Option<usize>>,
    /// Links by predecessor: `order[first[t]..first[t + 1]]`.
    first: Vec<usize>,
    order: Vec<usize>,
    dropped: Vec<bool>,
    mark: Vec<Mark>,
    path: Vec<Frame>,
}

struct Frame {
    node: usize,
    /// The link by which it was reached, if by one.
    by: Option<usize>,
    next: Step,
}

#[derive(Clone, Copy)]
enum Step {
    /// From a begin: first to the task's end.
    Own,
    /// From a begin: then to the begins of its children.
    Child(Option<usize>),
    /// From an end: to the end of its summary.
    Up,
    /// From an end: along its links.
    Link(usize),
}

/// The links that close circles, in the order found; without them there is none.
pub(crate) fn closing(tasks: &[Task], links: &[Link]) -> Vec<Closing> {
    let mut out = Vec::new();
    let mut walk = Walk::new(tasks, links);
    let mut ends = vec![0; tasks.len()];
    for index in (0..tasks.len()).rev() {
        ends[index] = ends[index].max(index);
        if let Some(parent) = tasks[index].parent {
            ends[parent] = ends[parent].max(ends[index]);
        }
    }
    let holds = |a: usize, b: usize| a < b && b <= ends[a];
    for (index, link) in links.iter().enumerate() {
        if holds(link.from, link.to) || holds(link.to, link.from) {
            walk.dropped[index] = true;
            let why = match holds(link.from, link.to) {
                true => "A task cannot wait for its own summary.",
                false => "A summary cannot wait for a task below it.",
            };
            out.push(Closing {
                link: index,
                names: why.into(),
            });
        }
    }
    let mut led = vec![false; tasks.len()];
    links.iter().for_each(|link| led[link.to] = true);
    // What nothing leads to comes first, so that a circle is entered where the plan enters it.
    let starts = (0..tasks.len()).filter(|task| !led[*task] && tasks[*task].parent.is_none());
    let rest = 0..tasks.len();
    for task in starts.chain(rest) {
        walk.from(task * 2, &mut out);
    }
    out
}

impl<'a> Walk<'a> {
    fn new(tasks: &'a [Task], links: &'a [Link]) -> Self {
        let count = tasks.len();
        let (mut child, mut sibling) = (vec![None; count], vec![None; count]);
        for index in (0..count).rev() {
            if let Some(parent) = tasks[index].parent {
                sibling[index] = child[parent];
                child[parent] = Some(index);
            }
        }
        let mut first = vec![0; count + 1];
        links.iter().for_each(|link| first[link.from + 1] += 1);
        for task in 0..count {
            first[task + 1] += first[task];
        }
        let mut at = first.clone();
        let mut order = vec![0; links.len()];
        for (index, link) in links.iter().enumerate() {
            order[at[link.from]] = index;
            at[link.from] += 1;
        }
        Self {
            tasks,
            links,
            child,
            sibling,
            first,
            order,
            dropped: vec![false; links.len()],
            mark: vec![Mark::New; count * 2],
            path: Vec::new(),
        }
    }

    fn from(&mut self, node: usize, out: &mut Vec<Closing>) {
        if self.mark[node] == Mark::New {
            self.enter(node, None);
        }
        while !self.path.is_empty() {
            match self.step() {
                Some((next, by)) => match self.mark[next] {
                    Mark::New => self.enter(next, by),
                    Mark::Open => self.cut(next, by, out),
                    Mark::Done => {}
                },
                None => {
                    if let Some(done) = self.path.pop() {
                        self.mark[done.node] = Mark::Done;
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize, by: Option<usize>) {
        self.mark[node] = Mark::Open;
        let next = if node.is_multiple_of(2) {
            Step::Own
        } else {
            Step::Up
        };
        self.path.push(Frame { node, by, next });
    }

    /// The next way out of the last node of the path.
    fn step(&mut self) -> Option<(usize, Option<usize>)> {
        let frame = self.path.last_mut()?;
        let task = frame.node / 2;
        loop {
            match frame.next {
                Step::Own => {
                    frame.next = Step::Child(self.child[task]);
                    return Some((task * 2 + 1, None));
                }
                Step::Child(None) => return None,
                Step::Child(Some(child)) => {
                    frame.next = Step::Child(self.sibling[child]);
                    return Some((child * 2, None));
                }
                Step::Up => {
                    frame.next = Step::Link(self.first[task]);
                    if let Some(parent) = self.tasks[task].parent {
                        return Some((parent * 2 + 1, None));
                    }
                }
                Step::Link(at) if at >= self.first[task + 1] => return None,
                Step::Link(at) => {
                    frame.next = Step::Link(at + 1);
                    let link = self.order[at];
                    if !self.dropped[link] {
                        return Some((self.links[link].to * 2, Some(link)));
                    }
                }
            }
        }
    }

    /// A circle: the link that closes it goes, or the last link on the way when an outline
    /// closes it.
    fn cut(&mut self, to: usize, by: Option<usize>, out: &mut Vec<Closing>) {
        let begin = self
            .path
            .iter()
            .rposition(|frame| frame.node == to)
            .unwrap_or(0);
        let last = self.path.iter().rposition(|frame| frame.by.is_some());
        let at = last.filter(|at| *at > begin);
        let (link, keep) = match (by, at) {
            (Some(link), _) => (link, self.path.len()),
            (None, Some(at)) => (self.path[at].by.unwrap_or_default(), at),
            // The outline alone is a tree: without a link there is no circle.
            (None, None) => return,
        };
        let names = self.names(begin);
        self.dropped[link] = true;
        // What lies behind the link is left as if it had never been entered.
        for frame in self.path.drain(keep..) {
            self.mark[frame.node] = Mark::New;
        }
        out.push(Closing { link, names });
    }

    fn names(&self, begin: usize) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut count = 0_usize;
        let mut before = usize::MAX;
        for frame in &self.path[begin..] {
            let task = frame.node / 2;
            if task == before {
                continue;
            }
            before = task;
            count += 1;
            if names.len() < NAMED {
                names.push(&self.tasks[task].name);
            }
        }
        let mut way = names.join(" \u{2192} ");
        if count > names.len() {
            way.push_str(&format!(" \u{2192} {} more", count - names.len()));
        }
        let back = names.first().copied().unwrap_or_default();
        format!("It closes a circle: {way} \u{2192} {back}.")
    }
}
