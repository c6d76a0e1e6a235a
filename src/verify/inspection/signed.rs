//! What the signed statement of a package says, and whether it holds.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::findings::{PackageReport, ProblemKind, SignedBy};
use super::listing::Certificate;
use crate::verify::envelope;
use crate::verify::key::{Fingerprint, key_of};
use crate::verify::merkle;

const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
const PREDICATE_TYPE: &str = "https://safelight.example/deidentification/v1";

/// The parts of the statement that an inspection compares.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    #[serde(rename = "_type")]
    statement_type: String,
    subject: Vec<Subject>,
    predicate_type: String,
    predicate: Predicate,
}

#[derive(Deserialize)]
struct Subject {
    name: String,
    digest: Sha256Of,
}

#[derive(Deserialize)]
struct Sha256Of {
    sha256: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Predicate {
    certificate: SignedCertificate,
    status: String,
    title: String,
    merkle_root: String,
    signing_key: SigningKey,
}

#[derive(Deserialize)]
struct SignedCertificate {
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SigningKey {
    /// DER in hexadecimal digits.
    public_key: String,
    origin: String,
}

/// A statement whose signature holds.
pub struct Signed {
    subjects: BTreeMap<String, String>,
    predicate: Predicate,
    key: Fingerprint,
}

/// Opens the envelope and checks its signature with the key that it names.
///
/// # Errors
/// What is wrong with it.
pub fn open(bytes: &[u8]) -> Result<Signed, ProblemKind> {
    let unreadable = ProblemKind::EnvelopeUnreadable;
    let opened = envelope::open(bytes).ok_or(unreadable)?;
    let statement: Statement =
        serde_json::from_slice(&opened.payload).map_err(|_| ProblemKind::SignatureWrong)?;
    if statement.statement_type != STATEMENT_TYPE || statement.predicate_type != PREDICATE_TYPE {
        return Err(unreadable);
    }
    let der = bytes_of(&statement.predicate.signing_key.public_key).ok_or(unreadable)?;
    let public_key = key_of(&der).ok_or(unreadable)?;
    let key = Fingerprint::of(&der);
    if !opened.is_signed_by(&public_key) || key.as_str() != opened.key_id {
        return Err(ProblemKind::SignatureWrong);
    }
    let mut subjects = BTreeMap::new();
    for Subject { name, digest } in statement.subject {
        if subjects.insert(name, digest.sha256).is_some() {
            return Err(unreadable);
        }
    }
    Ok(Signed {
        subjects,
        predicate: statement.predicate,
        key,
    })
}

impl Signed {
    /// Who signed, for the report.
    pub fn by(&self) -> SignedBy {
        let own = self.predicate.signing_key.origin == "organisation";
        SignedBy {
            fingerprint: self.key.as_str().to_owned(),
            origin: if own { "organisation" } else { "this-run" },
        }
    }

    /// Whether it is the key that somebody expects.
    pub fn compare_key(&self, expected: Option<&Fingerprint>, report: &mut PackageReport) {
        if expected.is_some_and(|expected| *expected != self.key) {
            report.add(ProblemKind::KeyUnexpected, None);
        }
    }

    /// Every entry but `not_covered` is a subject with its hash, and the other
    /// way round.
    pub fn compare_entries(
        &self,
        hashes: &BTreeMap<String, [u8; 32]>,
        not_covered: &[&str],
        report: &mut PackageReport,
    ) {
        for (name, signed) in &self.subjects {
            match hashes.get(name) {
                None => report.add(ProblemKind::SignedMissing, Some(name)),
                Some(found) if merkle::hex(found) != *signed => {
                    report.add(ProblemKind::SignedDiffers, Some(name));
                }
                Some(_) => {}
            }
        }
        for name in hashes.keys() {
            if !not_covered.contains(&name.as_str()) && !self.subjects.contains_key(name) {
                report.add(ProblemKind::NotSigned, Some(name));
            }
        }
    }

    /// The certificate says what was signed.
    pub fn compare_certificate(&self, certificate: &Certificate, report: &mut PackageReport) {
        let signed = &self.predicate;
        let identity = &certificate.identity;
        if identity.certificate != signed.certificate.id {
            report.add(ProblemKind::JsonOfAnotherRun, None);
        }
        let status = &certificate.assessment;
        if status.status != signed.status || status.title != signed.title {
            report.add(ProblemKind::StatusNotSigned, None);
        }
        if certificate.merkle_root != signed.merkle_root {
            report.add(ProblemKind::RootNotSigned, None);
        }
        let named = identity.signing_key.as_ref();
        if named.is_none_or(|key| key.fingerprint != self.key.as_str()) {
            report.add(ProblemKind::KeyContradicts, None);
        }
    }

    /// The PDF carries the number of its certificate in its title, which stands
    /// in the open: XMP of PDF/A is never compressed (ISO 19005-2 §6.6.2.1).
    pub fn compare_pdf(&self, pdf: &[u8], report: &mut PackageReport) {
        let id = self.predicate.certificate.id.as_bytes();
        let plain = !id.is_empty() && memchr::memmem::find(pdf, id).is_some();
        if !plain {
            report.add(ProblemKind::PdfOfAnotherRun, None);
        }
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = hexadecimal.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() > 256 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    pairs
        .iter()
        .map(|[high, low]| u8::try_from(digit(*high)? << 4 | digit(*low)?).ok())
        .collect()
}
