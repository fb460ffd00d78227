//! Connects OKRs to project work: one server, one binary.
