//! The command line of Throughline.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;
use server::command;

#[tokio::main]
async fn main() -> ExitCode {
    command::run(Cli::parse()).await
}
