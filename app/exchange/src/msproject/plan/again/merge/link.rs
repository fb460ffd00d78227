//! Dependencies: tied, changed, and untied when the file dropped them.

use super::*;

impl Merge<'_> {
    pub(super) fn link(&mut self, id: Uuid, row: Dependency) {
        let ends = (row.predecessor, row.successor);
        if self.skipped.contains_key(&ends.0.uuid()) || self.skipped.contains_key(&ends.1.uuid()) {
            return;
        }
        self.linked.insert(ends);
        let into = self.work.dependencies_into(ends.1);
        let found = into.into_iter().find(|it| it.predecessor == ends.0);
        if let Some(here) = found.map(|it| it.id) {
            self.bring(here.at(), &["kind", "lag"], |field| row.get(field));
            return;
        }
        let uid = self.work.get(ends.0).and_then(|row| row.uid);
        let known = self.waited.get(&ends.1).zip(uid);
        if known.is_some_and(|(waited, uid)| waited.contains(&uid)) {
            let difference = Overwrite {
                task: Some(ends.1),
                title: self.title(ends.1),
                field: "Link",
                ours: String::new(),
                theirs: self.title(ends.0),
            };
            self.again.stays.push(difference);
            return;
        }
        self.create(id, row);
    }

    pub(super) fn title(&self, id: Id<Task>) -> String {
        self.work
            .get(id)
            .map(|row| row.title.clone())
            .unwrap_or_default()
    }

    /// Links that the last import brought and the file no longer has.
    pub(super) fn unlink(&mut self) {
        let mut gone = Vec::new();
        for (task, waited) in &self.waited {
            for link in self.work.dependencies_into(*task) {
                let from = self.work.get(link.predecessor).and_then(|row| row.uid);
                let was_there = from.is_some_and(|uid| waited.contains(&uid));
                if was_there && !self.linked.contains(&(link.predecessor, *task)) {
                    gone.push((link.id, link.predecessor, *task));
                }
            }
        }
        for (link, from, to) in gone {
            let names = format!("{} \u{2192} {}", self.title(from), self.title(to));
            if self.try_op(make::trash(link.at())) {
                self.again.unlinked.push(names);
            }
        }
    }
}
