//! What the pictures look like, and that no word can break them.

mod bar;
mod card;
mod escape;
mod gantt;
mod golden;
mod icon;
mod load;
mod sample;
mod scale;
mod text;
mod then_and_now;
mod trend;
