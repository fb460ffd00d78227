//! How a chart begins, chosen when it is made.

use chart::gantt::{DAY, Scale, Zoom};
use leptos::prelude::*;

use super::GanttView;

impl GanttView {
    /// Its lines are projects and Key Results: there is no critical path among them.
    #[must_use]
    pub fn of_projects(self) -> Self {
        self.scale.set(Scale::new(0, Zoom::Month));
        self.projects.set_value(true);
        self
    }

    /// Begins with a day in view, counted from 1 January 1970, wherever its lines begin.
    #[must_use]
    pub fn begin_at(self, day: i64) -> Self {
        self.begin.set_value(Some(day * DAY));
        self
    }
}
