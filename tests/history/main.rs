//! `history` on real repositories, each test in a process and a home of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod seal;

mod commits;
mod dates;
mod fingerprints;
mod homes;
mod hostile;
mod log;
mod new_repository;
mod no_git_program;
mod refusals;
mod remote;
mod statuses;
mod unreadable;
