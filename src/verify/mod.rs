//! Re-reads finished bytes as a stranger: shares no code with cleaning.
//!
//! Only this room makes a [`Verified`]; `package` takes nothing else.
//!
//! Two layers look at every entry. The **raw** layer sees every byte in order,
//! whatever it means, while CRC-32 and SHA-256 are computed. The **text** layer
//! sees what a reader would see: header values decoded, PDF streams inflated,
//! page text, UTF-16, base64 and hexadecimal undone.
//!
//! | file | knows |
//! |---|---|
//! | `searcher` | the order of the checks for each kind of entry |
//! | `needles`, `names` | which spellings of the known values are looked for |
//! | `fold`, `words`, `dates` | text as a reader sees it: without case, accents, separators |
//! | `encodings` | character sets, for needles and for values |
//! | `sieve`, `digits`, `sweep` | the raw layer |
//! | `text` | the text layer |
//! | `elements`, `second_reader`, `instance` | a DICOM file, read twice |
//! | `written` | a finished file, read like a file before it is one |
//! | `hidden` | boxes hidden in a picture, source and result decoded side by side |
//! | `directory` | the DICOMDIR of the package |
//! | `pdf` | a PDF, inflated and read |
//! | `xml` | a document in XML, with and without its tags |
//! | `ordinary`, `dicom_words` | words that identify nobody alone |
//! | `receipt`, `merkle` | receipts between workers, the root of a package |
//! | `envelope`, `key` | a signed envelope opened again, and whose key it is |
//! | `inspection` | a finished zip, without the plan |

pub mod hidden;
pub mod merkle;

mod dates;
mod days;
mod dicom_words;
mod digits;
mod directory;
mod element_list;
mod elements;
mod encoded;
mod encodings;
mod envelope;
mod fold;
mod inspection;
mod instance;
mod json;
mod key;
mod names;
mod needles;
mod ordinary;
mod pdf;
mod receipt;
mod searcher;
mod second_reader;
mod sieve;
mod strings;
mod sweep;
mod text;
mod word_lists;
mod words;
mod written;
mod xml;

/// How a door does two things that do not wait for each other; the first on the thread
/// that asks.
pub type Both<'a> = dyn Fn(&mut dyn FnMut(), &mut (dyn FnMut() + Send)) + Sync + 'a;

/// Where there is one thread.
pub fn one_by_one(one: &mut dyn FnMut(), other: &mut (dyn FnMut() + Send)) {
    one();
    other();
}

/// A door that takes the bytes of an entry while they are checked. What it took counts
/// only if a [`Verified`] of this name comes of it.
pub trait Taker {
    /// The entry that begins, and its length.
    fn begin(&mut self, name: &str, size_bytes: u64);
    /// Its next bytes, in order.
    fn take(&mut self, bytes: &[u8]);
}

pub use element_list::{ListedElement, element_list};
pub use inspection::{Exception, PackageReport, Problem, ProblemKind, SignedBy, check_package};
pub use key::Fingerprint;
pub use searcher::Searcher;
pub use sweep::Hands;
pub use written::Written;

use serde::{Deserialize, Serialize};

use crate::source::Part;

/// What kind of entry it is; decides how its bytes are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A DICOM Part 10 file.
    Instance,
    /// The directory of the file set (DICOMDIR).
    Directory,
    /// A PDF that the product wrote.
    Pdf,
    /// UTF-8 text.
    Text,
    /// JSON.
    Json,
    /// A DSSE envelope: JSON that is read, and a signature.
    Envelope,
}

/// A finished entry that nobody has checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleaned {
    /// Name in the zip, `/` between folders, built from random tokens.
    pub name: String,
    /// How to read it again.
    pub kind: EntryKind,
    /// Its bytes in order.
    pub parts: Vec<Part>,
}

/// An entry whose finished bytes were searched for every known value and found
/// clean. Its fields are private: outside this room none can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    name: String,
    kind: EntryKind,
    parts: Vec<Part>,
    size_bytes: u64,
    crc32: u32,
    sha256: [u8; 32],
}

impl Verified {
    /// Name in the zip.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How to read it again.
    #[must_use]
    pub const fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Its bytes in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Length in bytes.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// CRC-32 as in zip.
    #[must_use]
    pub const fn crc32(&self) -> u32 {
        self.crc32
    }

    /// SHA-256.
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// Gives its bytes up to the packer.
    #[must_use]
    pub fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// The same entry without its bytes, which the door keeps from now on: they stand
    /// from `at` on in what it keeps of the input. CRC-32 and size hold them to what was
    /// searched: the packer reads them through [`crate::package::ZipStream`].
    #[must_use]
    pub fn apart(mut self, at: u64) -> (Self, Vec<Part>) {
        let kept = Part::Slice {
            offset: at,
            length: self.size_bytes,
        };
        let parts = std::mem::replace(&mut self.parts, vec![kept]);
        (self, parts)
    }

    /// An entry that nobody verified, for tests of the packer.
    #[cfg(test)]
    pub(crate) fn made_up(name: &str, parts: Vec<Part>, crc32: u32) -> Self {
        Self {
            name: name.to_owned(),
            kind: EntryKind::Instance,
            size_bytes: parts.iter().map(Part::size_bytes).sum(),
            parts,
            crc32,
            sha256: [0; 32],
        }
    }
}
