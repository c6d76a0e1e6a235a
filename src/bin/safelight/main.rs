//! The command: the same pipeline as the page, without a browser.
//!
//! Exit codes: 0 done, 1 done with something withheld, 2 could not run.

mod arguments;
mod boxes;
mod check;
mod counted;
mod crosswalk;
mod deidentify;
mod faces;
mod headers;
mod inputs;
mod merge;
mod pictures;
mod planning;
mod prepare;
mod report;
mod review;
mod shard;
mod show;
mod threads;
mod told;
mod watch;
mod write;

use std::process::ExitCode;

use arguments::Command;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Everything is in the output.
    Done,
    /// Something is withheld, and named.
    Withheld,
}

fn main() -> ExitCode {
    // A panic message can quote what was being read.
    std::panic::set_hook(Box::new(|_| {}));
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(message) => return failed(&message),
    };
    let end = match command {
        Command::Help => {
            println!("{}", arguments::HELP);
            Ok(End::Done)
        }
        Command::Version => {
            println!("safelight {}", env!("CARGO_PKG_VERSION"));
            Ok(End::Done)
        }
        Command::Deidentify(job) => deidentify::run(&job),
        Command::Plan(job) => planning::run(&job),
        Command::Clean(job) => shard::run(&job),
        Command::Merge(job) => merge::run(&job),
        Command::Report(job) => report::run(&job),
        Command::Verify(job) => check::run(&job),
        Command::Boxes(job) => boxes::run(&job),
        Command::Explain(policy) => show::explain(&policy),
        Command::Purposes => show::purposes(),
        Command::Elements(files) => show::elements(&files),
        Command::Sample(job) => show::sample(&job),
    };
    match end {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Withheld) => ExitCode::from(1),
        Err(message) => failed(&message),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("safelight: {message}");
    ExitCode::from(2)
}
