//! The new DICOMDIR: every record is reached once by the offsets, and says what
//! the file it names says.
//!
//! Source: PS3.3 Annex F, PS3.10 §8.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use safelight::dicom::{self, directory};
use safelight::finding::ReasonCode;
use safelight::policy::Preset;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind};

use crate::walker::{Found, at, values};
use crate::{cleaner, objects, run};

/// The records of a directory by the offset of their items.
fn records(directory: &[Found]) -> BTreeMap<usize, BTreeMap<String, &Found>> {
    let mut records: BTreeMap<usize, BTreeMap<String, &Found>> = BTreeMap::new();
    for found in directory {
        let Some((path, key)) = found.path.split_once('/') else {
            continue;
        };
        if path.starts_with("0004,1220[") && !key.contains('/') {
            records
                .entry(found.item)
                .or_default()
                .insert(key.to_owned(), found);
        }
    }
    records
}

fn number(found: &Found) -> usize {
    u32::from_le_bytes(found.value.as_slice().try_into().expect("four bytes")) as usize
}

fn text(record: &BTreeMap<String, &Found>, key: &str) -> String {
    record
        .get(key)
        .map_or_else(String::new, |found| found.values().join("/"))
}

/// Walks the tree as a reader does: first record, next, below.
struct Reader<'a> {
    records: BTreeMap<usize, BTreeMap<String, &'a Found>>,
    files: &'a BTreeMap<String, Vec<u8>>,
    reached: BTreeSet<usize>,
    named: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn chain(&mut self, first: usize, above: &[BTreeMap<String, String>]) -> usize {
        let mut at = first;
        let mut last = 0;
        while at != 0 {
            assert!(self.reached.insert(at), "a record is reached twice");
            let record = self
                .records
                .get(&at)
                .expect("an offset points at an item")
                .clone();
            let kind = text(&record, "0004,1430");
            let level = ["PATIENT", "STUDY", "SERIES"].get(above.len());
            assert_eq!(
                level.is_some_and(|level| *level == kind),
                above.len() < 3,
                "{kind}"
            );
            let mut path = above.to_vec();
            path.push(
                record
                    .iter()
                    .filter(|(key, _)| !key.starts_with("0004,"))
                    .map(|(key, found)| (key.clone(), found.values().join("\\")))
                    .collect(),
            );
            if record.contains_key("0004,1500") {
                self.leaf(&record, &kind, &path);
            } else {
                assert_ne!(
                    number(record["0004,1420"]),
                    0,
                    "{kind} without records below"
                );
            }
            self.chain(number(record["0004,1420"]), &path);
            last = at;
            at = number(record["0004,1400"]);
        }
        last
    }

    fn leaf(
        &mut self,
        record: &BTreeMap<String, &Found>,
        kind: &str,
        path: &[BTreeMap<String, String>],
    ) {
        let name = text(record, "0004,1500");
        let file = values(self.files.get(&name).expect("the file is there"));
        for (key, element) in [
            ("0004,1510", "0002,0002"),
            ("0004,1511", "0002,0003"),
            ("0004,1512", "0002,0010"),
        ] {
            assert_eq!(text(record, key), at(&file, element), "{name} {key}");
        }
        for (key, value) in path.iter().flatten() {
            let own = file.iter().find(|found| found.path == *key);
            match own
                .map(|found| found.values().join("\\"))
                .filter(|own| !own.is_empty())
            {
                Some(own) => assert_eq!(*value, own, "{name} {key}"),
                None => assert!(
                    matches!(
                        value.as_str(),
                        "" | "19000101" | "000000" | "REMOVED" | "PLAN" | "PARTIAL" | "UNVERIFIED"
                    ) || key == "0020,0010" && value.starts_with("ST"),
                    "{name} {key} says {value}"
                ),
            }
        }
        assert!(self.named.insert(name, kind.to_owned()).is_none());
    }
}

fn unzipped(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    (0..archive.len())
        .map(|place| {
            let mut entry = archive.by_index(place).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("its bytes");
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

#[test]
fn every_record_is_reached_and_says_what_its_file_says() {
    for preset in Preset::ALL {
        let run = run(preset);
        let files = unzipped(&run.zip);
        let directory = values(files.get("DICOMDIR").expect("a directory"));
        let first = number(
            directory
                .iter()
                .find(|one| one.path == "0004,1200")
                .expect("first"),
        );
        let last = number(
            directory
                .iter()
                .find(|one| one.path == "0004,1202")
                .expect("last"),
        );
        let mut reader = Reader {
            records: records(&directory),
            files: &files,
            reached: BTreeSet::new(),
            named: BTreeMap::new(),
        };
        assert_eq!(reader.chain(first, &[]), last);
        assert_eq!(
            reader.reached.len(),
            reader.records.len(),
            "a record is not reached"
        );
        let instances = files
            .keys()
            .filter(|name| name.starts_with("DICOM/"))
            .count();
        assert_eq!(reader.named.len(), instances, "a file has no record");
        let kinds: BTreeSet<&str> = reader.named.values().map(String::as_str).collect();
        let wanted = [
            "IMAGE",
            "KEY OBJECT DOC",
            "PRESENTATION",
            "REGISTRATION",
            "RT DOSE",
            "RT PLAN",
            "RT STRUCTURE SET",
            "SR DOCUMENT",
        ];
        assert_eq!(kinds, BTreeSet::from(wanted));
    }
}

#[test]
fn a_directory_of_headers_that_were_not_cleaned_is_refused() {
    let bytes = objects::drop().swap_remove(0).bytes;
    let cleaner = cleaner(&[bytes.clone()], Preset::SecondOpinion);
    let file = dicom::read::read(&bytes, &dicom::read::Limits::default()).expect("readable");
    let entry = directory::entry(&file, "DICOM/STA/SEA/IMG00001").expect("a record");
    let written = directory::write(&[&entry], "2.25.7").expect("a directory");
    let cleaned = Cleaned {
        name: String::from("DICOMDIR"),
        kind: EntryKind::Directory,
        parts: vec![Part::Bytes(written)],
    };
    let nothing: Vec<u8> = Vec::new();
    let refusal = cleaner
        .searcher()
        .verify(&nothing, cleaned)
        .expect_err("a leak");
    assert_eq!(refusal.code, ReasonCode::LeakFound);
}

#[test]
fn the_package_is_sound_with_its_directory() {
    let run = run(Preset::SecondOpinion);
    let report = safelight::verify::check_package(&run.zip, None);
    assert!(report.is_sound(), "{:?}", report.problems);
    let files = unzipped(&run.zip);
    assert_eq!(
        report.instances as usize,
        run.pairs.len(),
        "the directory is no instance"
    );
    let sums = String::from_utf8_lossy(&files["SHA256SUMS"]).into_owned();
    assert!(sums.lines().any(|line| line.ends_with("  DICOMDIR")));
    let certificate = String::from_utf8_lossy(&files["certificate.json"]).into_owned();
    assert!(certificate.contains("\"DICOMDIR\""));
}
