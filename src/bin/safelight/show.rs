//! `safelight explain`, `safelight elements`, `safelight sample`.

use std::io::Write;
use std::path::PathBuf;

use safelight::dicom;
use safelight::dicom::profile::Rules;
use safelight::policy::Policy;
use safelight::policy::options::ProfileOption;
use safelight::sample;
use safelight::verify;

use crate::End;
use crate::arguments::Sample;

/// Prints what the purposes keep, as Markdown.
pub fn purposes() -> Result<End, String> {
    print!("{}", dicom::purposes());
    Ok(End::Done)
}

/// Prints the profile table of a preset with options over it.
pub fn explain(policy: &Policy) -> Result<End, String> {
    policy
        .options_checked()
        .map_err(|error| error.to_string())?;
    let rules = Rules::chosen(policy);
    let stdout = std::io::stdout();
    let mut out = std::io::BufWriter::new(stdout.lock());
    let mut write = || -> std::io::Result<()> {
        let options: Vec<&str> = rules.options.in_force().map(ProfileOption::name).collect();
        writeln!(
            out,
            "preset {}; {}\n",
            policy.preset.name(),
            options.join(", ")
        )?;
        for row in dicom::explain(rules) {
            let letter = row
                .letter
                .map_or(' ', safelight::safe_harbor::Letter::as_char);
            let (tag, keyword, decision) = (row.tag, row.keyword, row.decision);
            writeln!(
                out,
                "{tag:<13} {keyword:<64} {decision:<28} {letter}  {}",
                row.source
            )?;
        }
        out.flush()
    };
    match write() {
        // Whoever reads only the first lines closes the pipe.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(End::Done),
        Err(error) => Err(error.to_string()),
        Ok(()) => Ok(End::Done),
    }
}

/// Prints what the check reads in each file: `# FILE`, then a line for each
/// element in front of the pixels. A file that is no instance of the product says so.
pub fn elements(files: &[PathBuf]) -> Result<End, String> {
    let mut end = End::Done;
    let stdout = std::io::stdout();
    let mut out = std::io::BufWriter::new(stdout.lock());
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut lines = format!("# {}\n", file.display());
        match verify::element_list(&bytes) {
            Ok(listed) => listed
                .iter()
                .for_each(|element| lines.push_str(&format!("{element}\n"))),
            Err(refusal) => {
                end = End::Withheld;
                lines.push_str(&format!("refused: {refusal}\n"));
            }
        }
        out.write_all(lines.as_bytes())
            .map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(end)
}

/// Writes the sample, or prints its identifying values.
pub fn sample(job: &Sample) -> Result<End, String> {
    match job {
        Sample::Values => {
            let values = serde_json::to_string_pretty(&sample::planted_values())
                .map_err(|error| error.to_string())?;
            println!("{values}");
        }
        Sample::Files(folder) => {
            for file in sample::files() {
                let path = folder.join(&file.path);
                let parent = path.parent().unwrap_or(folder);
                std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
                std::fs::write(&path, &file.bytes).map_err(|error| error.to_string())?;
            }
            println!("the sample is in {}", folder.display());
        }
    }
    Ok(End::Done)
}
