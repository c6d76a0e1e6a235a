//! `safelight verify`: a finished package, and what its commitment stands for.

use std::path::Path;

use safelight::attestation::commitment::{self, Opening};
use safelight::verify::{Fingerprint, PackageReport, check_package};

use crate::End;
use crate::arguments::Verify;
use crate::counted::counted;
use crate::inputs::{self, DiskSlice};
use crate::threads::each;

/// Checks a package and prints what was found.
pub fn run(job: &Verify) -> Result<End, String> {
    let expected = job.key.as_deref().map(fingerprint).transpose()?;
    let zip = DiskSlice::open(&job.zip).map_err(|refusal| format!("the zip: {refusal}"))?;
    let report = check_package(&zip, expected.as_ref());
    print(&report, expected.is_some());
    let mut sound = report.is_sound();
    if let Some(path) = &job.commitment {
        sound &= inputs_are_those(path, job, &report)?;
    }
    if let Some(path) = &job.json {
        let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if sound {
        println!("every check passed");
    }
    Ok(if sound { End::Done } else { End::Withheld })
}

/// A fingerprint, or a file that holds one or the key itself.
fn fingerprint(word: &str) -> Result<Fingerprint, String> {
    let text = match Fingerprint::expected(word) {
        Some(found) => return Ok(found),
        None => std::fs::read_to_string(word).map_err(|_| "the key could not be read")?,
    };
    Fingerprint::expected(&text).ok_or_else(|| {
        "--key takes a fingerprint of 64 hexadecimal digits, or a file with an Ed25519 public key in PEM".to_owned()
    })
}

fn print(report: &PackageReport, compared: bool) {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    println!(
        "{}, of them DICOM instances: {}",
        counted(report.entries, "entry", "entries"),
        report.instances
    );
    println!(
        "certificate: {}, issued {}",
        or_none(&report.certificate),
        or_none(&report.issued)
    );
    println!("status: {}", or_none(&report.status));
    for exception in &report.exceptions {
        println!("exception: {}: {}", exception.sentence, exception.count);
    }
    match &report.signed_by {
        Some(key) => {
            println!("signed with Ed25519, key {}", key.fingerprint);
            let said = match (compared, key.origin) {
                (true, _) => "the key was compared with the one that you expect",
                (false, "organisation") => {
                    "said to be an organisation's key: compare its fingerprint with what the organisation tells you, or give it as --key"
                }
                (false, _) => {
                    "a key of this run alone: nothing changed since it signed; it does not show who signed"
                }
            };
            println!("  {said}");
        }
        None => println!("no valid signature"),
    }
    for problem in &report.problems {
        println!("{problem}");
    }
}

/// Whether the files on disk are those that the commitment stands for.
fn inputs_are_those(path: &Path, job: &Verify, report: &PackageReport) -> Result<bool, String> {
    let bytes = std::fs::read(path).map_err(|_| "the commitment could not be read")?;
    let opening = Opening::parse(&bytes).ok_or("the file is no commitment of this program")?;
    if report.commitment.as_deref() != Some(opening.value.as_str()) {
        println!("the commitment is not the one on the certificate");
        return Ok(false);
    }
    let inputs = inputs::gather(&job.inputs, 1)?;
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let digests = each(inputs.len(), jobs, |place| {
        let opened = inputs.get(place)?.open().ok()?;
        commitment::digest(opened.source()).ok()
    });
    let digests: Vec<[u8; 32]> = digests.into_iter().flatten().collect();
    let same = opening.opens(&digests);
    println!(
        "{} of these {}: {}",
        opening.files,
        counted(inputs.len() as u64, "file", "files"),
        if same {
            "they are the inputs that the certificate stands for"
        } else {
            "they are not the inputs that the certificate stands for"
        }
    );
    Ok(same)
}
