//! The command: the same pipeline without a browser.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(2)
}
