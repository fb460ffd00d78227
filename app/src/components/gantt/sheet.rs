//! What a Gantt chart shows: lines from top to bottom and the arrows between them. It knows no plan:
//! a project, a portfolio or a comparison fills it.

use std::fmt;
use std::rc::Rc;

use chart::gantt::{Bar, Civil, DAY, Shape, Ties, Work};
use model::Ref;

use crate::components::grid::Column;

/// Whether a line can be folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// Nothing is below it.
    #[default]
    None,
    /// What is below it is shown.
    Open,
    /// What is below it is left out.
    Closed,
}

/// A line of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub at: Ref,
    /// Its words.
    pub title: String,
    /// How deep it stands, from 0.
    pub depth: u8,
    /// Whether it can be folded.
    pub fold: Fold,
    /// Its place in time.
    pub bar: Bar,
    /// Working minutes.
    pub duration: Option<i64>,
    /// Total slack in working minutes.
    pub slack: Option<i64>,
    /// What stands right of the bar.
    pub label: String,
    /// A head over the lines that follow, and how many they are; it stands for nothing itself.
    pub head: Option<usize>,
}

type Say = dyn Fn(Ref, Column) -> String;

/// How cells are read whose words are made only when they come into view.
#[derive(Clone, Default)]
pub struct Says(Option<Rc<Say>>);

impl Says {
    /// From a way to read them.
    pub fn new(say: impl Fn(Ref, Column) -> String + 'static) -> Self {
        Self(Some(Rc::new(say)))
    }

    /// What a cell says; nothing where nobody can be asked.
    pub fn read(&self, at: Ref, column: Column) -> String {
        let say = self.0.as_ref();
        say.map_or_else(String::new, |say| say(at, column))
    }
}

impl fmt::Debug for Says {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Says({})", self.0.is_some())
    }
}

/// A column of the left side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GanttColumn {
    /// The title.
    Name,
    /// The title where there is little room.
    ShortName,
    /// The title of a project.
    Title,
    /// First day.
    Start,
    /// Last day.
    Finish,
    /// Working days.
    Duration,
    /// Working days to spare.
    Slack,
    /// Percent.
    Done,
    /// Another column of a table of tasks.
    Task(Column),
}

impl GanttColumn {
    /// As which a column of a table of tasks stands beside the bars.
    pub fn of(column: Column) -> Self {
        match column {
            Column::Title => Self::Name,
            Column::Start => Self::Start,
            Column::Finish => Self::Finish,
            Column::Slack => Self::Slack,
            Column::Percent => Self::Done,
            column => Self::Task(column),
        }
    }

    /// Which column of a table of tasks it is.
    pub fn column(self) -> Column {
        match self {
            Self::Name | Self::ShortName | Self::Title => Column::Title,
            Self::Start => Column::Start,
            Self::Finish => Column::Finish,
            Self::Duration => Column::Duration,
            Self::Slack => Column::Slack,
            Self::Done => Column::Percent,
            Self::Task(column) => column,
        }
    }

    /// Whether it holds words, which stand at the left; numbers and days stand at the right.
    pub fn is_words(self) -> bool {
        let words = [
            Column::Title,
            Column::Wbs,
            Column::Status,
            Column::Assignee,
            Column::Predecessors,
            Column::KeyResults,
        ];
        words.contains(&self.column())
    }

    /// Its head.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name | Self::ShortName => "Task",
            Self::Title => "Project",
            Self::Start => "Start",
            Self::Finish => "Finish",
            Self::Duration => "Days",
            Self::Slack => "Slack",
            Self::Done => "Done",
            Self::Task(column) => column.word(),
        }
    }

    /// Whether it holds the words that name a line.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Title | Self::ShortName)
    }

    /// Its width in pixels.
    pub fn width(self) -> i64 {
        match self {
            Self::Name | Self::Title => 280,
            Self::ShortName => 148,
            Self::Start | Self::Finish => 72,
            Self::Slack => 66,
            Self::Duration | Self::Done => 52,
            Self::Task(Column::KeyResults) => 200,
            Self::Task(Column::Assignee) => 140,
            Self::Task(Column::Status | Column::Predecessors) => 112,
            Self::Task(_) => 76,
        }
    }
}

/// Everything that a chart shows.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// From top to bottom.
    pub lines: Vec<Line>,
    /// The arrows between them.
    pub ties: Ties,
    /// What each arrow stands for, in their order.
    pub tied: Vec<Ref>,
    /// When work happens.
    pub work: Work,
    /// Today's day, counted from 1 January 1970.
    pub today: Option<i64>,
    /// The last day of the cycle.
    pub cycle_end: Option<i64>,
    /// What the mark at its end says.
    pub cycle_ends: String,
    /// How the cells of other columns are read.
    pub says: Says,
}

impl Sheet {
    /// The first and the last moment of anything in it.
    pub fn span(&self) -> Option<(i64, i64)> {
        let ends = self.lines.iter().flat_map(|line| {
            let dates = [line.bar.dates, line.bar.baseline];
            dates.into_iter().flatten()
        });
        ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// What a cell says.
    pub fn text(&self, line: &Line, column: GanttColumn) -> String {
        match (line.head, column.is_name()) {
            (Some(count), true) => return format!("{} {count}", line.title),
            (Some(_), false) => return String::new(),
            (None, _) => {}
        }
        // The years stand in the header: a date names its own only when it is far from today.
        let far = |day: i64| self.today.is_some_and(|today| (day - today).abs() > 300);
        let date = |day: i64| {
            let it = Civil::of_day(day);
            match far(day) {
                true => format!("{} {} {:02}", it.day, it.month_short(), it.year % 100),
                false => format!("{} {}", it.day, it.month_short()),
            }
        };
        let days = |minutes: i64| {
            let tenths = minutes * 10 / 480;
            match tenths % 10 {
                0 => format!("{} d", tenths / 10),
                rest => format!("{}.{} d", tenths / 10, rest.abs()),
            }
        };
        let dates = line.bar.dates;
        match column {
            GanttColumn::Name | GanttColumn::Title | GanttColumn::ShortName => line.title.clone(),
            GanttColumn::Start => {
                dates.map_or_else(|| "\u{2013}".to_owned(), |it| date(it.0.div_euclid(DAY)))
            }
            GanttColumn::Finish => dates.map_or_else(String::new, |it| {
                let last = if line.bar.shape == Shape::Milestone {
                    it.1
                } else {
                    (it.1 - 1).max(it.0)
                };
                date(last.div_euclid(DAY))
            }),
            GanttColumn::Duration => line.duration.map(days).unwrap_or_default(),
            GanttColumn::Slack => line.slack.map(days).unwrap_or_default(),
            GanttColumn::Done => match (line.bar.shape, line.bar.done) {
                (Shape::Milestone, 100) => "\u{2713}".to_owned(),
                (Shape::Milestone, _) => String::new(),
                (_, done) => format!("{done} %"),
            },
            GanttColumn::Task(column) => self.says.read(line.at, column),
        }
    }
}
