//! One file a page.

pub mod assessment;
pub mod home;
pub mod import;
pub mod join;
pub mod key_result;
pub mod load;
pub mod not_found;
pub mod objective;
pub mod okrs;
pub mod portfolio;
pub mod project;
pub mod projects;
pub mod settings;
pub mod share;
pub mod sign_in;
pub mod welcome;
