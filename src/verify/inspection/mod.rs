//! A finished zip inspected by somebody who has nothing but the zip.
//!
//! Recomputes every hash, compares what is in the zip with `SHA256SUMS`, with the
//! certificate and with the signed statement, checks the signature, and looks at every entry for what no cleaned entry holds.
//! Without the plan no known value can be looked for: this shows that the
//! package is whole and formed as it should be, not that it names nobody. A key
//! that was drawn for the run shows that nothing changed since, not who signed:
//! whoever makes everything anew is found only by the fingerprint of an expected
//! key.

mod findings;
mod listing;
mod signed;
mod structure;

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

pub use findings::{Exception, PackageReport, Problem, ProblemKind, SignedBy};

use self::findings::printable;
use self::listing::{Certificate, checksum_lines};
use super::key::Fingerprint;
use super::merkle;
use crate::container::zip_entries;
use crate::source::Source;

/// The papers of a package.
const CHECKSUMS: &str = "SHA256SUMS";
const CERTIFICATE_JSON: &str = "certificate.json";
const CERTIFICATE_PDF: &str = "certificate.pdf";
const ATTESTATION: &str = "attestation.dsse.json";
const PAPERS: [&str; 4] = [CHECKSUMS, CERTIFICATE_JSON, CERTIFICATE_PDF, ATTESTATION];

/// Of each entry this much is kept for a look at its structure. Headers are
/// far smaller; what follows in an image is samples.
const LIMIT_HEAD_BYTES: u64 = 64 << 20;
/// Papers are read whole.
const LIMIT_PAPER_BYTES: u64 = 256 << 20;

/// Inspects a finished zip. Never fails: what is wrong is in the report.
#[must_use]
pub fn check_package(zip: &dyn Source, expected: Option<&Fingerprint>) -> PackageReport {
    let mut report = PackageReport::default();
    let reader = SourceReader {
        source: zip,
        place: 0,
    };
    // Two readers of the directory: one of them drops entries of equal name.
    let (Ok(mut archive), Ok(listed)) = (zip::ZipArchive::new(reader), zip_entries(zip)) else {
        report.add(ProblemKind::NotAZip, None);
        return report;
    };
    if listed.len() != archive.len() {
        report.add(ProblemKind::SameNameTwice, None);
    }
    let mut inspection = Inspection {
        report,
        hashes: BTreeMap::new(),
        papers: BTreeMap::new(),
        entries: Vec::new(),
        patterns: structure::Patterns::new(),
    };
    for index in 0..archive.len() {
        match archive.by_index(index) {
            Ok(mut file) => {
                let name = file.name().to_owned();
                inspection.entry(&name, &mut file);
            }
            Err(_) => inspection.report.add(ProblemKind::EntryUnreadable, None),
        }
    }
    inspection.finish(expected)
}

struct Inspection {
    report: PackageReport,
    /// SHA-256 of every entry that could be read.
    hashes: BTreeMap<String, [u8; 32]>,
    /// The papers' bytes.
    papers: BTreeMap<String, Vec<u8>>,
    /// What the structure of the other entries says, until the preset is known.
    entries: Vec<structure::Seen>,
    patterns: structure::Patterns,
}

impl Inspection {
    /// Reads one entry once: CRC-32 (by the zip reader), SHA-256, its head.
    fn entry(&mut self, name: &str, file: &mut dyn Read) {
        self.report.entries += 1;
        if !is_plain(name) {
            self.report.add(ProblemKind::UnsafeName, Some(name));
        }
        let paper = PAPERS.contains(&name);
        let limit = if paper {
            LIMIT_PAPER_BYTES
        } else {
            LIMIT_HEAD_BYTES
        };
        let mut hasher = Sha256::new();
        let mut head = Vec::new();
        let mut size: u64 = 0;
        let mut buffer = vec![0; 1 << 18];
        loop {
            let length = match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => length,
                // The CRC-32 is compared at the end of the entry.
                Err(_) => {
                    self.report.add(ProblemKind::EntryDamaged, Some(name));
                    return;
                }
            };
            let fresh = buffer.get(..length).unwrap_or_default();
            hasher.update(fresh);
            size += length as u64;
            if head.len() as u64 <= limit {
                head.extend_from_slice(fresh);
            }
        }
        self.hashes
            .insert(name.to_owned(), hasher.finalize().into());
        if paper {
            self.papers.insert(name.to_owned(), head);
        } else {
            self.entries
                .push(structure::look(&self.patterns, name, &head, size));
        }
    }

    fn finish(mut self, expected: Option<&Fingerprint>) -> PackageReport {
        self.compare_checksums();
        let certificate = self.compare_certificate();
        self.compare_signature(certificate.as_ref(), expected);
        let terms = certificate.map_or(structure::Terms::NONE, |certificate| {
            structure::Terms::of(&certificate)
        });
        for seen in std::mem::take(&mut self.entries) {
            seen.report(terms, &mut self.report);
        }
        self.report
    }

    /// `SHA256SUMS` must list every entry but itself, with its hash.
    fn compare_checksums(&mut self) {
        let Some(text) = self.papers.get(CHECKSUMS) else {
            self.report.add(ProblemKind::NoChecksums, None);
            return;
        };
        let Some(lines) = checksum_lines(text) else {
            self.report.add(ProblemKind::ChecksumsUnreadable, None);
            return;
        };
        for (name, hash) in &lines {
            match self.hashes.get(name) {
                None => self.report.add(ProblemKind::ListedMissing, Some(name)),
                Some(found) if merkle::hex(found) != *hash => {
                    self.report.add(ProblemKind::ChecksumDiffers, Some(name));
                }
                Some(_) => {}
            }
        }
        for name in self.hashes.keys() {
            if name != CHECKSUMS && !lines.contains_key(name) {
                self.report.add(ProblemKind::NotListed, Some(name));
            }
        }
    }

    /// The certificate must list every entry that is no paper.
    fn compare_certificate(&mut self) -> Option<Certificate> {
        if !self.papers.contains_key(CERTIFICATE_PDF) {
            self.report.add(ProblemKind::NoCertificatePdf, None);
        }
        let Some(text) = self.papers.get(CERTIFICATE_JSON) else {
            self.report.add(ProblemKind::NoCertificate, None);
            return None;
        };
        let Ok(certificate) = serde_json::from_slice::<Certificate>(text) else {
            self.report.add(ProblemKind::CertificateUnreadable, None);
            return None;
        };
        self.tell(&certificate);
        if certificate.status_contradicts_title() {
            self.report.add(ProblemKind::StatusContradicts, None);
        }
        let mut leaves = BTreeMap::new();
        for file in &certificate.files {
            let found = self.hashes.get(&file.name);
            match found {
                None => self
                    .report
                    .add(ProblemKind::CertifiedMissing, Some(&file.name)),
                Some(found) if merkle::hex(found) != file.sha256 => {
                    self.report
                        .add(ProblemKind::CertifiedDiffers, Some(&file.name));
                }
                Some(_) => {}
            }
            let line = format!("{}  {}", file.sha256, file.name).into_bytes();
            if leaves.insert(file.name.clone(), line).is_some() {
                self.report
                    .add(ProblemKind::SameNameTwice, Some(&file.name));
            }
        }
        for name in self.hashes.keys() {
            let paper = PAPERS.contains(&name.as_str());
            if !paper && !leaves.contains_key(name) {
                self.report.add(ProblemKind::NotCertified, Some(name));
            }
        }
        let leaves: Vec<Vec<u8>> = leaves.into_values().collect();
        if merkle::hex(&merkle::root(&leaves)) != certificate.merkle_root {
            self.report.add(ProblemKind::RootDiffers, None);
        }
        Some(certificate)
    }
}

impl Inspection {
    /// What the certificate says of itself, for the person.
    fn tell(&mut self, certificate: &Certificate) {
        let (report, assessment) = (&mut self.report, &certificate.assessment);
        report.certificate = Some(printable(&certificate.identity.certificate));
        let commitment = certificate.identity.input_commitment.as_ref();
        report.commitment = commitment.map(|made| printable(&made.value));
        report.issued = Some(printable(&certificate.identity.issued));
        report.status = Some(printable(&assessment.title));
        report.preset = Some(printable(&certificate.choices.preset));
        report.merkle_root = Some(printable(&certificate.merkle_root));
        let reasons = assessment.reasons.iter();
        report.exceptions = reasons
            .map(|reason| Exception {
                sentence: printable(&reason.sentence),
                count: reason.count,
            })
            .collect();
    }

    /// The statement must be signed and must cover every entry but itself and
    /// the list that covers it.
    fn compare_signature(
        &mut self,
        certificate: Option<&Certificate>,
        expected: Option<&Fingerprint>,
    ) {
        let Some(envelope) = self.papers.get(ATTESTATION) else {
            self.report.add(ProblemKind::NoEnvelope, None);
            return;
        };
        let signed = match signed::open(envelope) {
            Ok(signed) => signed,
            Err(kind) => {
                self.report.add(kind, Some(ATTESTATION));
                return;
            }
        };
        self.report.signed_by = Some(signed.by());
        signed.compare_key(expected, &mut self.report);
        signed.compare_entries(&self.hashes, &[ATTESTATION, CHECKSUMS], &mut self.report);
        if let Some(certificate) = certificate {
            signed.compare_certificate(certificate, &mut self.report);
        }
        if let Some(pdf) = self.papers.get(CERTIFICATE_PDF) {
            signed.compare_pdf(pdf, &mut self.report);
        }
    }
}

/// A relative name without tricks.
fn is_plain(name: &str) -> bool {
    name.split('/').all(|piece| {
        !matches!(piece, "" | "." | "..")
            && piece
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
    })
}

/// A source as the zip reader wants it.
struct SourceReader<'a> {
    source: &'a dyn Source,
    place: u64,
}

impl Read for SourceReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let rest = self.source.size_bytes().saturating_sub(self.place);
        let length = usize::try_from(rest)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let wanted = buffer.get_mut(..length).unwrap_or_default();
        self.source
            .read_exact_at(self.place, wanted)
            .map_err(|_| std::io::Error::from(std::io::ErrorKind::Other))?;
        self.place += length as u64;
        Ok(length)
    }
}

impl Seek for SourceReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(back) => self.source.size_bytes().checked_add_signed(back),
            SeekFrom::Current(more) => self.place.checked_add_signed(more),
        };
        self.place = place.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.place)
    }
}
