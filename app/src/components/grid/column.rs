//! The columns of a table of tasks, and which of them a person wants to see.

/// What a row shows, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The title, with the outline.
    Title,
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
    /// How much is done.
    Percent,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Status,
        Self::Assignee,
        Self::Start,
        Self::Finish,
        Self::Duration,
        Self::Estimate,
        Self::Percent,
    ];

    /// What its head says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "Task",
            Self::Status => "Status",
            Self::Assignee => "Who",
            Self::Start => "Start",
            Self::Finish => "Finish",
            Self::Duration => "Duration",
            Self::Estimate => "Effort",
            Self::Percent => "Done",
        }
    }

    /// Names it in a preference.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Status => "status",
            Self::Assignee => "assignee",
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Duration => "duration",
            Self::Estimate => "estimate",
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
            "% complete" | "progress" | "percent complete" => Some(Self::Percent),
            _ => None,
        })
    }
}

/// The columns that are shown; the title always is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(Vec<Column>);

impl Default for Shown {
    fn default() -> Self {
        Self(Column::ALL.to_vec())
    }
}

impl Shown {
    /// From a preference. What nobody knows is left out; nothing known gives all columns.
    pub fn read(text: &str) -> Self {
        let known = |column: &Column| text.split(',').any(|key| key.trim() == column.key());
        let wanted: Vec<Column> = Column::ALL.into_iter().filter(known).collect();
        if wanted.is_empty() {
            return Self::default();
        }
        let shows = |column: &Column| *column == Column::Title || wanted.contains(column);
        Self(Column::ALL.into_iter().filter(shows).collect())
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
