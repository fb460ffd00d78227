//! One row of the pool: filled when another task comes into view.

use super::*;

impl Slot {
    pub(super) fn fill(
        &self,
        row: usize,
        sheet: &Sheet,
        scale: Scale,
        columns: &[GanttColumn],
        marked: &Marked,
    ) {
        let Some(line) = sheet.lines.get(row) else {
            return;
        };
        shift(&self.line, 0, row as i64 * size::ROW);
        attribute(&self.line, "aria-rowindex", &(row + 2).to_string());
        attribute(&self.line, "aria-level", &(line.depth + 1).to_string());
        let (kind, expanded) = match line.fold {
            Fold::None => ("gantt-row", None),
            Fold::Open => ("gantt-row gantt-row-open", Some("true")),
            Fold::Closed => ("gantt-row gantt-row-closed", Some("false")),
        };
        self.line.set_class_name(kind);
        attribute(&self.line, "id", &format!("gantt-row-{row}"));
        let chosen = marked.chosen.contains(&line.at);
        attribute(&self.line, "aria-selected", &chosen.to_string());
        for (name, there) in [
            ("data-critical", line.bar.critical),
            ("data-milestone", line.bar.shape == Shape::Milestone),
        ] {
            match there {
                true => attribute(&self.line, name, ""),
                false => drop(self.line.remove_attribute(name)),
            }
        }
        match marked.active == Some(line.at) {
            true => attribute(&self.line, "data-active", ""),
            false => drop(self.line.remove_attribute("data-active")),
        }
        match expanded {
            Some(value) => attribute(&self.line, "aria-expanded", value),
            None => drop(self.line.remove_attribute("aria-expanded")),
        }
        let indent = 28 + i64::from(line.depth.min(12)) * 18;
        style(&self.name, "padding-left", &format!("{indent}px"));
        style(&self.name, "--gantt-fold", &format!("{}px", indent - 18));
        for (cell, column) in self.cells.iter().zip(columns) {
            cell.set_data(&sheet.text(line, *column));
        }
        self.fill_bar(row, line, scale);
    }

    fn fill_bar(&self, row: usize, line: &Line, scale: Scale) {
        let Some(at) = line.bar.stretch(scale) else {
            self.bar.set_class_name("gantt-bar gantt-bar-none");
            return;
        };
        let shape = match line.bar.shape {
            Shape::Task => "gantt-bar gantt-bar-task",
            Shape::Summary => "gantt-bar gantt-bar-summary",
            Shape::Milestone => "gantt-bar gantt-bar-milestone",
        };
        let marks = [
            (line.bar.critical, " is-critical"),
            (line.bar.pinned, " is-pinned"),
            (line.bar.inactive, " is-inactive"),
        ];
        let mut class = String::from(shape);
        marks
            .iter()
            .filter(|mark| mark.0)
            .for_each(|mark| class.push_str(mark.1));
        self.bar.set_class_name(&class);
        drop(self.bar.remove_attribute("data-near"));
        shift(&self.bar, at.x, row as i64 * size::ROW);
        style(&self.bar, "width", &format!("{}px", at.width));
        let done = line.bar.done_width(at.width);
        style(&self.done, "width", &format!("{done}px"));
        self.label.set_data(&line.label);
    }
}
