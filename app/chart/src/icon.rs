//! Our icons: a 16 px grid, strokes of 1.5 px with round joins, filled for a status only.
//! The paths live in `icon/path.rs`.

mod path;

use alloc::format;
use alloc::string::String;

/// What an icon is made of; each part is the data of one path, empty when there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Strokes in the colour of the text.
    pub line: &'static str,
    /// A filled shape, for a status.
    pub fill: &'static str,
    /// What is cut out of the filled shape, in the colour of the ground.
    pub cut: &'static str,
    /// A broken outline.
    pub dash: &'static str,
}

/// Every icon by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Icon {
    /// The place that says what needs you.
    Home,
    /// Objectives and Key Results: two bars and today.
    Okr,
    /// Projects: steps that follow each other.
    Project,
    /// Reviews: a calendar with a tick.
    Review,
    /// Findings: a flag.
    Finding,
    /// Requests: an inbox.
    Request,
    /// Bring something in.
    Import,
    /// Take something out.
    Export,
    /// Show it elsewhere.
    Share,
    /// Settings: two sliders.
    Setting,
    /// The assessment.
    Radar,
    /// Search or do.
    Search,
    /// All changes are with the server.
    Saved,
    /// Saved on this device.
    Device,
    /// No network.
    Offline,
    /// Only some may see this.
    Lock,
    /// Deeper, or open a branch.
    Right,
    /// Back.
    Left,
    /// Opens below.
    Down,
    /// Moves up.
    Up,
    /// Add.
    Plus,
    /// Take away.
    Minus,
    /// Close.
    Close,
    /// Done.
    Check,
    /// A time, a check-in due.
    Clock,
    /// Linked.
    Link,
    /// Outcome and work are far apart.
    Apart,
    /// Not covered.
    Gap,
    /// Too many initiatives.
    Many,
    /// Two to four initiatives.
    Few,
    /// A single initiative.
    One,
    /// The path that decides the end.
    Critical,
    /// A milestone.
    Milestone,
    /// A date moved out.
    Slip,
    /// As a table.
    Table,
    /// As a list.
    List,
    /// As a board.
    Board,
    /// As a timeline.
    Timeline,
    /// A date.
    Calendar,
    /// A person.
    Person,
    /// A team.
    Team,
    /// A note or comment.
    Comment,
    /// A decision.
    Decision,
    /// Print.
    Print,
    /// Look at this.
    Warn,
    /// This cannot go on.
    Stop,
    /// Good to know.
    Info,
    /// What is this.
    Help,
    /// More actions.
    More,
    /// Change the words.
    Edit,
    /// Move to the trash.
    Trash,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Copy.
    Copy,
    /// A file.
    File,
    /// Who may see.
    Eye,
    /// Show some only.
    Filter,
    /// One level deeper.
    Indent,
    /// One level up.
    Outdent,
    /// Move by hand.
    Drag,
    /// Opens elsewhere.
    External,
    /// A key or token.
    Key,
    /// Sign out.
    Leave,
    /// Again.
    Refresh,
    /// A named audience.
    Circle,
    /// Today.
    Today,
    /// Status: a full circle with a tick.
    StatusOnTrack,
    /// Status: a seal with a tick.
    StatusAchieved,
    /// Status: a full triangle.
    StatusAtRisk,
    /// Status: a full octagon with a cross.
    StatusOffTrack,
    /// Status: a broken clock.
    StatusStale,
    /// Status: a dotted ring.
    StatusNotMeasured,
    /// Status: a ring just begun.
    StatusTooEarly,
    /// Status: an empty ring.
    StatusDraft,
    /// Status: a ring with a bar.
    StatusClosed,
}

impl Icon {
    /// Every icon, for a picture of the set and for tests.
    pub const ALL: [Self; 75] = [
        Self::Home,
        Self::Okr,
        Self::Project,
        Self::Review,
        Self::Finding,
        Self::Request,
        Self::Import,
        Self::Export,
        Self::Share,
        Self::Setting,
        Self::Radar,
        Self::Search,
        Self::Saved,
        Self::Device,
        Self::Offline,
        Self::Lock,
        Self::Right,
        Self::Left,
        Self::Down,
        Self::Up,
        Self::Plus,
        Self::Minus,
        Self::Close,
        Self::Check,
        Self::Clock,
        Self::Link,
        Self::Apart,
        Self::Gap,
        Self::Many,
        Self::Few,
        Self::One,
        Self::Critical,
        Self::Milestone,
        Self::Slip,
        Self::Table,
        Self::List,
        Self::Board,
        Self::Timeline,
        Self::Calendar,
        Self::Person,
        Self::Team,
        Self::Comment,
        Self::Decision,
        Self::Print,
        Self::Warn,
        Self::Stop,
        Self::Info,
        Self::Help,
        Self::More,
        Self::Edit,
        Self::Trash,
        Self::Undo,
        Self::Redo,
        Self::Copy,
        Self::File,
        Self::Eye,
        Self::Filter,
        Self::Indent,
        Self::Outdent,
        Self::Drag,
        Self::External,
        Self::Key,
        Self::Leave,
        Self::Refresh,
        Self::Circle,
        Self::Today,
        Self::StatusOnTrack,
        Self::StatusAchieved,
        Self::StatusAtRisk,
        Self::StatusOffTrack,
        Self::StatusStale,
        Self::StatusNotMeasured,
        Self::StatusTooEarly,
        Self::StatusDraft,
        Self::StatusClosed,
    ];

    /// Its name in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        path::NAMES[self as usize]
    }

    /// The icon of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.name() == name)
    }

    /// Its paths.
    #[must_use]
    pub const fn drawing(self) -> Drawing {
        path::DRAWINGS[self as usize]
    }

    /// What stands inside `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">`.
    #[must_use]
    pub fn body(self) -> String {
        let Drawing {
            line,
            fill,
            cut,
            dash,
        } = self.drawing();
        let mut out = String::new();
        let parts = [
            ("<path class=\"icon-fill\" d=\"", fill),
            ("<path stroke-dasharray=\"2.6 2\" d=\"", dash),
            ("<path d=\"", line),
            ("<path class=\"icon-cut\" d=\"", cut),
        ];
        for (start, data) in parts.into_iter().filter(|(_, data)| !data.is_empty()) {
            out.push_str(start);
            out.push_str(data);
            out.push_str("\"/>");
        }
        out
    }

    /// The whole icon for a page; the control or the word beside it gives the name.
    #[must_use]
    pub fn svg(self) -> String {
        format!(
            "<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">{}</svg>",
            self.body()
        )
    }
}

/// The mark: a thin line, today, through two bars. Stands inside an svg of viewBox `0 0 20 20`.
pub const LOGO: &str = "<path class=\"logo-outcome\" stroke-width=\"4\" d=\"M2.5 7H15\"/>\
<path class=\"logo-work\" stroke-width=\"3\" d=\"M2.5 13.5h7\"/>\
<path class=\"logo-today\" stroke-width=\"1.75\" d=\"M12 2v16\"/>";
