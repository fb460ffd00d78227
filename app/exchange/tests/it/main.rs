//! What foreign files mean, on files of our own and, where it is at hand, on the shared corpus.

mod big;
mod corpus;
mod draft;
mod fixture;
mod hostile;
mod probe;
mod shared;
