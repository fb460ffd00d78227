//! A Gantt chart's geometry: time to pixels, the two header rows, working time, bars, arrows, what is
//! under a pointer and what is in view. Moments are minutes since 1 January 1970 in local time; all
//! places are whole pixels, so every copy draws the same picture.

pub mod day;
pub mod document;
pub mod header;
pub mod hit;
pub mod place;
pub mod scale;
pub mod shade;
pub mod tie;
pub mod window;

pub use day::{Civil, DAY};
pub use document::Document;
pub use hit::Part;
pub use place::{Bar, Shape, Stretch, size};
pub use scale::{Scale, Zoom};
pub use shade::Work;
pub use tie::{End, Tie, TieKind, Ties, Way};
pub use window::Window;
