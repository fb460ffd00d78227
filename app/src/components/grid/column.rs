//! The columns of a table of tasks, and which of them a person wants to see.

/// What a row shows, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The title, with the outline.
    Title,
    /// Its number in the outline: 2.1.3.
    Wbs,
    /// Where it stands.
    Status,
    /// Who works on it.
    Assignee,
    /// When it starts.
    Start,
    /// When it finishes.
    Finish,
    /// How long it takes.
    Duration,
    /// Estimated effort.
    Estimate,
    /// What it waits for, by row numbers: 22FS+2d.
    Predecessors,
    /// The Key Results that it serves.
    KeyResults,
    /// Working days to spare.
    Slack,
    /// How much is done.
    Percent,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Wbs,
        Self::Status,
        Self::Assignee,
        Self::Start,
        Self::Finish,
        Self::Duration,
        Self::Estimate,
        Self::Predecessors,
        Self::KeyResults,
        Self::Slack,
        Self::Percent,
    ];

    /// Whether it follows from other things and is never written itself.
    pub fn is_derived(self) -> bool {
        matches!(self, Self::Wbs | Self::KeyResults | Self::Slack)
    }

    /// Whether it says numbers of rows.
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Wbs | Self::Predecessors)
    }

    /// Whether one types into it; else one chooses.
    pub fn is_typed(self) -> bool {
        let chosen = matches!(
            self,
            Self::Status | Self::Assignee | Self::Start | Self::Finish
        );
        !chosen && !self.is_derived()
    }

    /// Whether a cell of it can be changed; a summary's dates, effort and percent follow from what is
    /// below it.
    pub fn can_edit(self, summary: bool) -> bool {
        let own = matches!(self, Self::Title | Self::Assignee | Self::Predecessors);
        !self.is_derived() && (own || !summary)
    }

    /// What its head says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "Task",
            Self::Wbs => "WBS",
            Self::Status => "Status",
            Self::Assignee => "Who",
            Self::Start => "Start",
            Self::Finish => "Finish",
            Self::Duration => "Duration",
            Self::Estimate => "Effort",
            Self::Predecessors => "Predecessors",
            Self::KeyResults => "Key Results",
            Self::Slack => "Slack",
            Self::Percent => "Done",
        }
    }

    /// Names it in a preference.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Wbs => "wbs",
            Self::Status => "status",
            Self::Assignee => "assignee",
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Duration => "duration",
            Self::Estimate => "estimate",
            Self::Predecessors => "predecessors",
            Self::KeyResults => "keyresults",
            Self::Slack => "slack",
            Self::Percent => "percent",
        }
    }

    /// The column that a head of a pasted table means, in a few words that other tools use.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let own = |it: &Self| it.word().to_lowercase() == word || it.key() == word;
        let found = Self::ALL.iter().copied().find(own);
        found.or(match word.as_str() {
            "task name" | "name" | "title" => Some(Self::Title),
            "resource names" | "assigned to" | "owner" => Some(Self::Assignee),
            "work" => Some(Self::Estimate),
            "outline number" => Some(Self::Wbs),
            "predecessor" => Some(Self::Predecessors),
            "total slack" => Some(Self::Slack),
            "% complete" | "progress" | "percent complete" => Some(Self::Percent),
            _ => None,
        })
    }
}

/// The columns that are shown; the title always is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(Vec<Column>);

/// What an outline shows at first.
impl Default for Shown {
    fn default() -> Self {
        Self::of(&[
            Column::Status,
            Column::Assignee,
            Column::Start,
            Column::Finish,
            Column::Duration,
            Column::Estimate,
            Column::Percent,
        ])
    }
}

impl Shown {
    /// The title and these.
    pub fn of(wanted: &[Column]) -> Self {
        let shows = |column: &Column| *column == Column::Title || wanted.contains(column);
        Self(Column::ALL.into_iter().filter(shows).collect())
    }

    /// What a chart shows beside the bars at first.
    pub fn beside_bars() -> Self {
        Self::of(&[
            Column::Start,
            Column::Finish,
            Column::Slack,
            Column::Percent,
        ])
    }

    /// From a preference. What nobody knows is left out; nothing known gives an outline's columns.
    pub fn read(text: &str) -> Self {
        Self::known(text).unwrap_or_default()
    }

    /// From a preference, when it names a column that is known.
    pub fn known(text: &str) -> Option<Self> {
        let known = |column: &Column| text.split(',').any(|key| key.trim() == column.key());
        let wanted: Vec<Column> = Column::ALL.into_iter().filter(known).collect();
        (!wanted.is_empty()).then(|| Self::of(&wanted))
    }

    /// As a preference.
    pub fn write(&self) -> String {
        let keys: Vec<&str> = self.0.iter().map(|column| column.key()).collect();
        keys.join(",")
    }

    /// From left to right.
    pub fn list(&self) -> &[Column] {
        &self.0
    }

    /// Whether a column is shown.
    pub fn holds(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// Shows a column or puts it away.
    #[must_use]
    pub fn with(&self, column: Column, shown: bool) -> Self {
        let keeps = |it: &Column| match *it {
            Column::Title => true,
            it if it == column => shown,
            it => self.holds(it),
        };
        Self(Column::ALL.into_iter().filter(keeps).collect())
    }

    /// The column beside another one; `None` at the edge. From a column that is not shown: the title.
    pub fn beside(&self, column: Column, by: isize) -> Option<Column> {
        let at = self.0.iter().position(|it| *it == column).unwrap_or(0);
        self.0.get(at.checked_add_signed(by)?).copied()
    }

    /// The columns from one to another, whichever is first.
    pub fn between(&self, one: Column, other: Column) -> Vec<Column> {
        let (first, last) = (one.min(other), one.max(other));
        let inside = |it: &&Column| (first..=last).contains(*it);
        self.0.iter().filter(inside).copied().collect()
    }

    /// A column and those right of it.
    pub fn from(&self, column: Column) -> Vec<Column> {
        self.0.iter().filter(|it| **it >= column).copied().collect()
    }
}
