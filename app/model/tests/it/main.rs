//! Integration tests of this package, one file a subject.
mod demo;
mod duration;
mod health;
mod law;
mod op;
mod outcome;
mod rank;
mod rollups;
mod small;
mod text;
mod work;
mod world;
mod access;
mod tidy;
