//! Rows and logs that survive a power cut.
