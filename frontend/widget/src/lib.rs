//! The progress widget for other people's pages.
