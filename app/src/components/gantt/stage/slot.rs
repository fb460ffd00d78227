//! One row of the pool: filled when another task comes into view.

use super::paint::end;
use super::*;
use crate::components::gantt::cells::HERE;
use crate::format::initials;

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
        self.line.set_hidden(false);
        shift(&self.line, 0, row as i64 * size::ROW);
        attribute(&self.line, "aria-rowindex", &(row + 2).to_string());
        attribute(&self.line, "aria-level", &(line.depth + 1).to_string());
        let (kind, expanded) = match line.fold {
            _ if line.head.is_some() => ("gantt-row gantt-row-head", None),
            Fold::None => ("gantt-row", None),
            Fold::Open => ("gantt-row gantt-row-open", Some("true")),
            Fold::Closed => ("gantt-row gantt-row-closed", Some("false")),
        };
        self.line.set_class_name(kind);
        attribute(&self.line, "id", &format!("gantt-row-{row}"));
        let chosen = line.head.is_none() && marked.chosen.contains(&line.at);
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
        let active = line.head.is_none() && marked.active == Some(line.at);
        match active {
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
        for ((_, cell), column) in self.cells.iter().zip(columns) {
            cell.set_data(&sheet.text(line, *column));
        }
        self.fill_who(sheet, line, columns);
        self.mark(marked, columns, active, chosen);
        self.fill_bar(row, line, sheet, scale);
    }

    /// Who works on it, where no column says so.
    fn fill_who(&self, sheet: &Sheet, line: &Line, columns: &[GanttColumn]) {
        let told = columns.contains(&GanttColumn::Task(Column::Assignee));
        let names = match (told || line.head.is_some(), line.fold) {
            (false, Fold::None) => sheet.says.read(line.at, Column::Assignee),
            _ => String::new(),
        };
        let mut people = names.split(", ").filter(|name| !name.is_empty());
        let first = people.next().map(initials).unwrap_or_default();
        let letters = match people.count() {
            0 => first,
            more => format!("{first}+{more}"),
        };
        attribute(&self.who.0, "title", &names);
        self.who.1.set_data(&letters);
    }

    /// Shows which of its cells are chosen and which one keys act on.
    fn mark(&self, marked: &Marked, columns: &[GanttColumn], active: bool, chosen: bool) {
        let here = marked.cell.filter(|_| active);
        let block = marked.block.filter(|_| chosen);
        let needed = here.is_some() || block.is_some();
        if !needed && !self.marked.replace(needed) {
            return;
        }
        self.marked.set(needed);
        match block {
            Some(_) => attribute(&self.line, "data-block", ""),
            None => drop(self.line.remove_attribute("data-block")),
        }
        for ((cell, _), column) in self.cells.iter().zip(columns) {
            let column = column.column();
            let inside = block.is_some_and(|(first, last)| (first..=last).contains(&column));
            match inside {
                true => attribute(cell, "data-inside", ""),
                false => drop(cell.remove_attribute("data-inside")),
            }
            match here == Some(column) {
                true => attribute(cell, "id", HERE),
                false => drop(cell.remove_attribute("id")),
            }
        }
    }

    fn fill_bar(&self, row: usize, line: &Line, sheet: &Sheet, scale: Scale) {
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
        self.label.1.set_data(&line.label);
        if !line.label.is_empty() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let clear = tie::label_at(&sheet.ties, row, |row| end(sheet, scale, row));
            style(&self.label.0, "margin-left", &format!("{clear}px"));
        }
    }
}

impl Stage {
    /// A row that is filled later.
    pub(super) fn slot(&self) -> Slot {
        let line = part("gantt-row", &self.rows);
        attribute(&line, "role", "row");
        line.set_hidden(true);
        let mut cells = Vec::new();
        let mut name = None;
        // Widths of the columns so far, but of the names, which take what is left.
        let mut x = 0;
        for (number, column) in self.columns.iter().enumerate() {
            let is_name = column.is_name();
            let class = match column {
                _ if is_name => "gantt-cell gantt-name",
                GanttColumn::Slack => "gantt-cell gantt-cell-slack",
                _ if column.is_words() => "gantt-cell gantt-cell-words",
                _ => "gantt-cell",
            };
            let role = if is_name { "rowheader" } else { "gridcell" };
            let (cell, text) = words(class, role, &line);
            attribute(&cell, "data-column", &number.to_string());
            if is_name {
                style(&cell, "width", "var(--gantt-name)");
                name = Some(cell.clone());
            } else {
                style(&cell, "left", &format!("calc(var(--gantt-name) + {x}px)"));
                style(&cell, "width", &format!("{}px", column.width()));
                x += column.width();
            }
            cells.push((cell, text));
        }
        let who = words("gantt-who", "", &line);
        attribute(&who.0, "aria-hidden", "true");
        let open = part("gantt-open", &line);
        attribute(&open, "aria-hidden", "true");
        attribute(&open, "title", "Open");
        // Before the cells: their order is that of the columns.
        for it in [&who.0, &open] {
            drop(line.insert_before(it, line.first_child().as_ref()));
        }
        let bar = part("gantt-bar", &self.moving);
        let done = part("gantt-done", &bar);
        let label = words("gantt-label", "", &bar);
        Slot {
            row: None,
            name: name.unwrap_or_else(|| line.clone()),
            line,
            cells,
            who,
            marked: Cell::new(false),
            bar,
            done,
            label,
        }
    }
}
