//! The zip of a DOCX: parts within limits, and how they belong together.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Element, XmlFault};
use crate::document::txt;
use crate::finding::{Limit, ReasonCode, Refusal};

/// Parts of one document.
const MAX_PARTS: usize = 4_000;

/// Bytes that one part of text may unpack to.
const MAX_PART_BYTES: u64 = 32 * 1024 * 1024;

/// Bytes that all parts of text may unpack to.
const MAX_ALL_BYTES: u64 = 128 * 1024 * 1024;

/// How much a part may grow by unpacking, once it is larger than a megabyte.
const MAX_RATIO: u64 = 300;

/// Compound files (old Office, and encrypted new Office) start with this.
const COMPOUND_MARK: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The parts of a document.
pub(super) struct Package {
    /// Name without leading slash → text of the part.
    texts: BTreeMap<String, String>,
    /// Names of parts that are no XML: pictures, objects.
    pub(super) others: Vec<String>,
}

/// What one part refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    /// Last word of the type: `header`, `footnotes`, `hyperlink`.
    pub(super) kind: String,
    /// Name of the part, or the address if it is outside.
    pub(super) target: String,
    /// Whether the target is a part of this package.
    pub(super) reach: Reach,
    pub(super) id: String,
}

/// Where a relationship leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Part,
    Outside,
}

impl Package {
    /// Unpacks all parts of text.
    ///
    /// # Errors
    /// [`ReasonCode::Encrypted`], [`ReasonCode::Malformed`] or
    /// [`ReasonCode::OverLimit`].
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.starts_with(&COMPOUND_MARK) {
            return Err(Refusal::of(compound_reason(bytes)));
        }
        let malformed = Refusal::of(ReasonCode::Malformed);
        let over_limit = Refusal::over(Limit::DocxParts);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| malformed)?;
        if archive.len() > MAX_PARTS {
            return Err(over_limit);
        }
        let mut package = Self {
            texts: BTreeMap::new(),
            others: Vec::new(),
        };
        let mut all = 0_u64;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|_| malformed)?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().trim_start_matches('/').replace('\\', "/");
            if !is_text_part(&name) {
                package.others.push(name);
                continue;
            }
            let packed = entry.compressed_size().max(1);
            let limit = MAX_PART_BYTES.min(MAX_ALL_BYTES.saturating_sub(all));
            let mut content = Vec::new();
            entry
                .by_ref()
                .take(limit.saturating_add(1))
                .read_to_end(&mut content)
                .map_err(|_| malformed)?;
            let size = content.len() as u64;
            all = all.saturating_add(size);
            if size > limit || (size > 1_048_576 && size / packed > MAX_RATIO) {
                return Err(over_limit);
            }
            let text = txt::decode(&content).ok_or(malformed)?;
            if package.texts.insert(name, text).is_some() {
                // Two parts of one name: readers differ in which one they show.
                return Err(malformed);
            }
        }
        Ok(package)
    }

    /// Names of all parts of text.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// A part as a tree; `None` if there is no such part.
    ///
    /// # Errors
    /// [`Refusal`] if the part is there and cannot be read.
    pub(super) fn tree(&self, name: &str) -> Result<Option<Element>, Refusal> {
        let text = self.texts.get(name);
        text.map(|text| xml::parse(text).map_err(refusal))
            .transpose()
    }

    /// The relationships of a part; of the package itself for an empty name.
    ///
    /// # Errors
    /// As [`Package::tree`].
    pub(super) fn relationships(&self, part: &str) -> Result<Vec<Relationship>, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            folder => format!("{folder}/_rels/{file}.rels"),
        };
        let Some(tree) = self.tree(&name)? else {
            return Ok(Vec::new());
        };
        let related = tree.elements().filter_map(|element| {
            let target = element.attribute("Target")?;
            let outside = element.attribute("TargetMode") == Some("External");
            let kind = element.attribute("Type")?.rsplit('/').next()?;
            Some(Relationship {
                kind: kind.to_owned(),
                target: if outside {
                    target.to_owned()
                } else {
                    resolved(folder, target)
                },
                reach: if outside { Reach::Outside } else { Reach::Part },
                id: element.attribute("Id").unwrap_or_default().to_owned(),
            })
        });
        Ok(related.collect())
    }
}

/// A part's name from a target that may be relative.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn is_text_part(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    ["xml", "rels"]
        .iter()
        .any(|text| end.eq_ignore_ascii_case(text))
}

fn compound_reason(bytes: &[u8]) -> ReasonCode {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    match memchr::memmem::find(bytes, &name) {
        Some(_) => ReasonCode::Encrypted,
        None => ReasonCode::UnknownKind,
    }
}

fn refusal(fault: XmlFault) -> Refusal {
    match fault {
        XmlFault::Malformed => Refusal::of(ReasonCode::Malformed),
        XmlFault::OverLimit => Refusal::over(Limit::Xml),
    }
}
