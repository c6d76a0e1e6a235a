//! What an inspection can find, each with its own sentence.

use serde::Serialize;

use crate::finding::TagCode;

/// The result of an inspection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PackageReport {
    /// Entries in the zip.
    pub entries: u64,
    /// DICOM instances among them.
    pub instances: u64,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Day or month of issue.
    pub issued: Option<String>,
    /// The status as the certificate prints it.
    pub status: Option<String>,
    /// Why it is not the best one.
    pub exceptions: Vec<Exception>,
    /// The preset that the certificate names.
    pub preset: Option<String>,
    /// The root that the certificate prints.
    pub merkle_root: Option<String>,
    /// The number that stands for the inputs, if there is one.
    pub commitment: Option<String>,
    /// Whose signature holds; `None` if none does.
    pub signed_by: Option<SignedBy>,
    /// Everything that is not as it should be.
    pub problems: Vec<Problem>,
}

/// An exception that the certificate states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// Its sentence.
    pub sentence: String,
    /// How often.
    pub count: u64,
}

/// The key that signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedBy {
    /// SHA-256 of the public key.
    pub fingerprint: String,
    /// `this-run` or `organisation`, as the statement says. That it is the
    /// organisation's is known only by comparing the fingerprint.
    pub origin: &'static str,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// In which entry, if in one. Other characters than letters, digits and
    /// `._-/` are shown as `?`.
    pub entry: Option<String>,
    /// At which element, if at one.
    #[serde(serialize_with = "as_text")]
    pub tag: Option<TagCode>,
}

/// What can be wrong with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[rustfmt::skip]
#[allow(missing_docs, reason = "the sentence() of each kind is its documentation")]
pub enum ProblemKind {
    NotAZip, SameNameTwice, UnsafeName, EntryUnreadable, EntryDamaged,
    NoChecksums, ChecksumsUnreadable, ChecksumDiffers, NotListed, ListedMissing,
    NoCertificate, NoCertificatePdf, CertificateUnreadable, CertifiedDiffers, NotCertified,
    CertifiedMissing, RootDiffers, StatusContradicts,
    NoEnvelope, EnvelopeUnreadable, SignatureWrong, KeyUnexpected, KeyContradicts, SignedDiffers,
    NotSigned, SignedMissing, JsonOfAnotherRun, PdfOfAnotherRun, StatusNotSigned, RootNotSigned,
    NotDicom, HeaderTooLarge, PreambleUsed, MetaElement, PrivateElement, ForbiddenElement,
    IdentityNotRemoved, UidNotRandom, DateNotReduced, AgeNotCapped, TextNotUtf8, PdfUnreadable, EmailAddress,
    TelephoneNumber, SocialSecurityNumber, WebAddress,
}

impl ProblemKind {
    /// One plain sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAZip => "not a zip that can be read",
            Self::SameNameTwice => "two entries have the same name",
            Self::UnsafeName => "the name of an entry is not one that the product gives",
            Self::EntryUnreadable => "an entry cannot be read",
            Self::EntryDamaged => "the bytes do not fit their CRC-32, or end early",
            Self::NoChecksums => "SHA256SUMS is missing",
            Self::ChecksumsUnreadable => "SHA256SUMS is not a list of checksums",
            Self::ChecksumDiffers => "the bytes are not those that SHA256SUMS lists",
            Self::NotListed => "SHA256SUMS does not list this entry: it was added or renamed",
            Self::ListedMissing => "SHA256SUMS lists an entry that is not there",
            Self::NoCertificate => "certificate.json is missing",
            Self::NoCertificatePdf => "certificate.pdf is missing",
            Self::CertificateUnreadable => "certificate.json cannot be read",
            Self::CertifiedDiffers => "the bytes are not those that the certificate lists",
            Self::NotCertified => "the certificate does not list this entry",
            Self::CertifiedMissing => "the certificate lists an entry that is not there",
            Self::RootDiffers => "the list in the certificate does not give its Merkle root",
            Self::StatusContradicts => "the status of the certificate contradicts its reasons",
            Self::NoEnvelope => "attestation.dsse.json is missing: nothing is signed",
            Self::EnvelopeUnreadable => {
                "attestation.dsse.json is not a signed statement of this product"
            }
            Self::SignatureWrong => "the signature does not fit what it should sign",
            Self::KeyUnexpected => "the package is signed with another key than the expected one",
            Self::KeyContradicts => {
                "the package is signed with another key than the certificate names"
            }
            Self::SignedDiffers => "the bytes are not those that were signed",
            Self::NotSigned => "the signature does not cover this entry",
            Self::SignedMissing => "an entry that was signed is not there",
            Self::JsonOfAnotherRun => {
                "certificate.json belongs to another run than the signed statement"
            }
            Self::PdfOfAnotherRun => {
                "certificate.pdf belongs to another run than the signed statement"
            }
            Self::StatusNotSigned => "the status of the certificate is not the one that was signed",
            Self::RootNotSigned => {
                "the Merkle root of the certificate is not the one that was signed"
            }
            Self::NotDicom => "a DICOM file that does not follow PS3.5 or PS3.10",
            Self::HeaderTooLarge => "the header is larger than the inspection reads",
            Self::PreambleUsed => "the preamble is not zero",
            Self::MetaElement => "the file meta group holds an element that it should not",
            Self::PrivateElement => "a private element",
            Self::ForbiddenElement => "an element that no cleaned file has",
            Self::IdentityNotRemoved => "Patient Identity Removed is not YES",
            Self::UidNotRandom => "a UID that is neither random nor registered",
            Self::DateNotReduced => "a date that is more than a year and an interval",
            Self::AgeNotCapped => "an age above 90",
            Self::TextNotUtf8 => "text that is not UTF-8",
            Self::PdfUnreadable => "a PDF that cannot be read",
            Self::EmailAddress => "text that looks like an e-mail address",
            Self::TelephoneNumber => "text that looks like a telephone number",
            Self::SocialSecurityNumber => "text that looks like a social security number",
            Self::WebAddress => "text that looks like a web address",
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(entry) = &self.entry {
            write!(formatter, "{entry}: ")?;
        }
        formatter.write_str(self.kind.sentence())?;
        match self.tag {
            Some(tag) => write!(formatter, " at {tag}"),
            None => Ok(()),
        }
    }
}

impl PackageReport {
    /// True if nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn add(&mut self, kind: ProblemKind, entry: Option<&str>) {
        self.add_at(kind, entry, None);
    }

    pub(super) fn add_at(&mut self, kind: ProblemKind, entry: Option<&str>, tag: Option<TagCode>) {
        let problem = Problem {
            kind,
            entry: entry.map(shown),
            tag,
        };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// Text of a package that anybody may have made, safe to print.
pub(super) fn printable(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " .,;:()/§-'".contains(letter);
    text.chars()
        .take(400)
        .map(|letter| if plain(letter) { letter } else { '?' })
        .collect()
}

/// A name of a zip that anybody may have made, safe to print.
fn shown(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
    name.chars()
        .take(200)
        .map(|letter| if plain(letter) { letter } else { '?' })
        .collect()
}

fn as_text<S: serde::Serializer>(tag: &Option<TagCode>, serializer: S) -> Result<S::Ok, S::Error> {
    match tag {
        Some(tag) => serializer.collect_str(tag),
        None => serializer.serialize_none(),
    }
}
