//! The last stage: certificate, signed statement, check sums, the zip.

use super::{Cleaner, Outcome};
use crate::attestation::commitment::Opening;
use crate::attestation::statement;
use crate::certificate::facts::FileFact;
use crate::certificate::{self, Facts};
use crate::dicom::directory::{self, DirectoryEntry};
use crate::finding::Refusal;
use crate::package::{self, LayoutError, Piece};
use crate::record::{Run, Searched, file_fact};
use crate::source::Part;
use crate::verify::{Both, Cleaned, EntryKind, Hands, Verified, one_by_one};

/// The finished package.
pub struct Finished {
    /// The zip, piece by piece.
    pub pieces: Vec<Piece>,
    /// The facts that the certificate prints.
    pub facts: Facts,
    /// The certificate as JSON.
    pub certificate_json: String,
    /// What opens the commitment over the inputs, if one was made: the person
    /// keeps it where the originals are.
    pub opening: Option<Opening>,
}

/// Why no package could be made of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// The certificate could not be set as PDF.
    #[error("the certificate could not be written")]
    Certificate,
    /// The certificate itself did not pass the check.
    #[error("the certificate did not pass the check: {0}")]
    NotVerified(Refusal),
    /// The entries do not make a zip.
    #[error("{0}")]
    Layout(LayoutError),
}

/// The new directory of the file set, at the root (PS3.10 §8.6).
pub const DICOMDIR: &str = "DICOMDIR";
/// Names of the entries that are not files of the drop.
pub const CERTIFICATE_PDF: &str = "certificate.pdf";
/// The certificate for machines.
pub const CERTIFICATE_JSON: &str = "certificate.json";
/// The signed statement about every other entry, in a DSSE envelope.
pub const ATTESTATION: &str = "attestation.dsse.json";
/// The list that `sha256sum -c` takes.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// Makes the certificate, verifies it, and lays everything out as one zip.
///
/// `outcomes` has one outcome for each input of the plan, in their order.
///
/// # Errors
/// [`FinishError`]; no package exists then.
pub fn finish(cleaner: &Cleaner, outcomes: Vec<Outcome>) -> Result<Finished, FinishError> {
    finish_with(cleaner, outcomes, &one_by_one)
}

/// As [`finish`], for a door that can do two things at once.
///
/// # Errors
/// As [`finish`].
pub fn finish_with(
    cleaner: &Cleaner,
    outcomes: Vec<Outcome>,
    both: &Both,
) -> Result<Finished, FinishError> {
    let directory = directory_of(cleaner, &outcomes);
    let run = Run {
        plan: &cleaner.plan,
        directory: directory.as_ref(),
        outcomes: &outcomes,
        searched: searched(cleaner),
        certificate_id: cleaner.plan.certificate_id,
    };
    let facts = run.facts();
    let (mut pdf, mut json) = (None, None);
    both(
        &mut || pdf = Some(certificate_pdf(cleaner, &facts, both)),
        &mut || json = Some(certificate_json(cleaner, &facts)),
    );
    let missing = FinishError::Certificate;
    let (certificate_json, json) = json.ok_or(missing)??;
    let pdf = pdf.ok_or(missing)??;
    let mut entries: Vec<(Option<usize>, Verified)> = outcomes
        .into_iter()
        .enumerate()
        .flat_map(|(input, outcome)| outcome.entries.into_iter().map(move |e| (Some(input), e)))
        .collect();
    if let Some(Ok(directory)) = directory {
        entries.push((None, directory));
    }
    entries.extend([(None, pdf), (None, json)]);
    entries.push((None, attestation(cleaner, &facts, &entries)?));
    let checksums = checksums(&entries);
    entries.push((
        None,
        verify_own(cleaner, CHECKSUMS, EntryKind::Text, checksums.into_bytes())?,
    ));
    let pieces = package::layout(entries).map_err(FinishError::Layout)?;
    let opening = facts.identity.input_commitment.map(|made| {
        let certificate = facts.identity.certificate.to_string();
        Opening::new(certificate, &made, &cleaner.plan.commitment_key)
    });
    Ok(Finished {
        opening,
        pieces,
        facts,
        certificate_json,
    })
}

fn certificate_pdf(cleaner: &Cleaner, facts: &Facts, both: &Both) -> Result<Verified, FinishError> {
    let bytes = certificate::pdf(facts).map_err(|_| FinishError::Certificate)?;
    verify_own_with(cleaner, CERTIFICATE_PDF, EntryKind::Pdf, bytes, both)
}

/// The certificate as text, and as an entry.
fn certificate_json(cleaner: &Cleaner, facts: &Facts) -> Result<(String, Verified), FinishError> {
    let text = certificate::json(facts);
    let bytes = text.clone().into_bytes();
    let entry = verify_own(cleaner, CERTIFICATE_JSON, EntryKind::Json, bytes)?;
    Ok((text, entry))
}

/// The signed statement about everything that is there already.
fn attestation(
    cleaner: &Cleaner,
    facts: &Facts,
    entries: &[(Option<usize>, Verified)],
) -> Result<Verified, FinishError> {
    let subjects: Vec<FileFact> = entries
        .iter()
        .filter_map(|(_, entry)| file_fact(entry))
        .collect();
    let envelope = statement::signed(facts, &subjects, &cleaner.plan.signer);
    verify_own(
        cleaner,
        ATTESTATION,
        EntryKind::Envelope,
        envelope.into_bytes(),
    )
}

/// The new DICOMDIR of all files that came out. One that is refused is left
/// out and counted; the files stand without it.
fn directory_of(cleaner: &Cleaner, outcomes: &[Outcome]) -> Option<Result<Verified, Refusal>> {
    let written = outcomes.iter().filter(|one| !one.entries.is_empty());
    let listed: Vec<&DirectoryEntry> = written
        .filter_map(|outcome| outcome.directory.as_ref())
        .collect();
    let bytes = directory::write(&listed, &cleaner.plan.directory_uid)?;
    let nothing: Vec<u8> = Vec::new();
    let cleaned = Cleaned {
        name: DICOMDIR.to_owned(),
        kind: EntryKind::Directory,
        parts: vec![Part::Bytes(bytes)],
    };
    Some(cleaner.searcher.verify(&nothing, cleaned))
}

fn verify_own(
    cleaner: &Cleaner,
    name: &str,
    kind: EntryKind,
    bytes: Vec<u8>,
) -> Result<Verified, FinishError> {
    verify_own_with(cleaner, name, kind, bytes, &one_by_one)
}

fn verify_own_with(
    cleaner: &Cleaner,
    name: &str,
    kind: EntryKind,
    bytes: Vec<u8>,
    both: &Both,
) -> Result<Verified, FinishError> {
    let nothing: Vec<u8> = Vec::new();
    let cleaned = Cleaned {
        name: name.to_owned(),
        kind,
        parts: vec![Part::Bytes(bytes)],
    };
    cleaner
        .searcher
        .verify_with(&nothing, cleaned, Hands { both, taker: None })
        .map_err(FinishError::NotVerified)
}

/// What the verifier looked for.
fn searched(cleaner: &Cleaner) -> Searched {
    Searched {
        values: cleaner.plan.known.values().len() as u64,
        spellings: cleaner.searcher.spellings() as u64,
    }
}

/// One line for each entry, as `sha256sum` prints it, in the order of names.
fn checksums(entries: &[(Option<usize>, Verified)]) -> String {
    let mut lines: Vec<String> = entries
        .iter()
        .map(|(_, entry)| {
            let hex: String = entry
                .sha256()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{hex}  {}\n", entry.name())
        })
        .collect();
    lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
    lines.concat()
}
