//! Entries → the tree of records, its offsets, the bytes of the file.

use std::collections::BTreeMap;

use dicom_core::VR;

use super::encode::{item_header, put, text};
use super::{DirectoryEntry, MEDIA_DIRECTORY, Node};
use crate::dicom::markers::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION};
use crate::finding::TagCode;

const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";
/// File-set ID: names no person and no place.
const FILE_SET: &str = "SAFELIGHT";
/// (0004,1410) Record In-use Flag: in use, the only value that is not retired.
const IN_USE: [u8; 2] = [0xFF, 0xFF];

/// A record of the tree.
struct Record<'a> {
    record_type: &'a str,
    keys: &'a [u8],
    file: Option<&'a DirectoryEntry>,
    children: Vec<Record<'a>>,
}

/// A record where it will stand.
struct Placed<'a> {
    record: &'a Record<'a>,
    offset: usize,
    next: Option<usize>,
    below: Option<usize>,
}

type Series<'a> = BTreeMap<&'a str, (&'a Node, Vec<&'a DirectoryEntry>)>;
type Studies<'a> = BTreeMap<&'a str, (&'a Node, Series<'a>)>;
type Patients<'a> = BTreeMap<&'a str, (&'a Node, Studies<'a>)>;

/// The bytes of the directory of these entries; `None` if there are none.
/// `directory_uid` is a fresh UID of the run.
#[must_use]
pub fn write(entries: &[&DirectoryEntry], directory_uid: &str) -> Option<Vec<u8>> {
    if entries.is_empty() {
        return None;
    }
    let roots = tree(entries);
    let mut head = vec![0; 128];
    head.extend_from_slice(b"DICM");
    head.extend_from_slice(&meta(directory_uid));
    // Elements of fixed length stand before the records.
    let records_start = head.len() + top(0, 0).len() + 12;
    let mut placed = Vec::new();
    place(&roots, records_start, &mut placed);
    let first = offset_of(placed.first().map(|first| first.offset));
    let last_root = placed
        .iter()
        .rev()
        .find(|one| one.record.record_type == PATIENT);
    let last = offset_of(last_root.map(|last| last.offset));
    let mut records = Vec::new();
    for one in &placed {
        let body = record_bytes(one);
        records.extend_from_slice(&item_header(body.len()));
        records.extend_from_slice(&body);
    }
    head.extend_from_slice(&top(first, last));
    put(&mut head, TagCode(0x0004_1220), VR::SQ, &records);
    // The directory says of itself what every cleaned file says.
    text(&mut head, TagCode(0x0012_0062), VR::CS, "YES");
    Some(head)
}

const PATIENT: &str = "PATIENT";

/// Patients, studies, series and files, each in the order of their names.
fn tree<'a>(entries: &[&'a DirectoryEntry]) -> Vec<Record<'a>> {
    let mut sorted: Vec<&DirectoryEntry> = entries.to_vec();
    sorted.sort_by(|one, other| one.components().cmp(other.components()));
    let mut patients: Patients<'a> = BTreeMap::new();
    for entry in sorted {
        let studies = &mut patients
            .entry(&entry.common.patient.identity)
            .or_insert_with(|| (&entry.common.patient, BTreeMap::new()))
            .1;
        let series = &mut studies
            .entry(&entry.common.study.identity)
            .or_insert_with(|| (&entry.common.study, BTreeMap::new()))
            .1;
        series
            .entry(&entry.common.series.identity)
            .or_insert_with(|| (&entry.common.series, Vec::new()))
            .1
            .push(entry);
    }
    patients
        .into_values()
        .map(|(node, studies)| branch(PATIENT, node, studies.into_values().map(study)))
        .collect()
}

fn study<'a>((node, series): (&'a Node, Series<'a>)) -> Record<'a> {
    branch("STUDY", node, series.into_values().map(one_series))
}

fn one_series<'a>((node, entries): (&'a Node, Vec<&'a DirectoryEntry>)) -> Record<'a> {
    let leaf = |entry: &'a DirectoryEntry| Record {
        record_type: &entry.common.record_type,
        keys: &entry.keys,
        file: Some(entry),
        children: Vec::new(),
    };
    branch("SERIES", node, entries.into_iter().map(leaf))
}

fn branch<'a>(
    record_type: &'a str,
    node: &'a Node,
    children: impl Iterator<Item = Record<'a>>,
) -> Record<'a> {
    Record {
        record_type,
        keys: &node.keys,
        file: None,
        children: children.collect(),
    }
}

/// Gives every record its offset, parents before their children. Returns the
/// first byte behind.
fn place<'a>(records: &'a [Record<'a>], start: usize, placed: &mut Vec<Placed<'a>>) -> usize {
    let mut at = start;
    for (number, record) in records.iter().enumerate() {
        let mine = placed.len();
        placed.push(Placed {
            record,
            offset: at,
            next: None,
            below: None,
        });
        let size = placed.last().map_or(0, |one| 8 + record_bytes(one).len());
        let below = at + size;
        at = place(&record.children, below, placed);
        if let Some(one) = placed.get_mut(mine) {
            one.next = (number + 1 < records.len()).then_some(at);
            one.below = (!record.children.is_empty()).then_some(below);
        }
    }
    at
}

/// A record, PS3.3 Table F.3-3. Its length does not depend on its offsets.
fn record_bytes(one: &Placed<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let offset = |place| offset_of(place).to_le_bytes();
    put(&mut out, TagCode(0x0004_1400), VR::UL, &offset(one.next));
    put(&mut out, TagCode(0x0004_1410), VR::US, &IN_USE);
    put(&mut out, TagCode(0x0004_1420), VR::UL, &offset(one.below));
    text(
        &mut out,
        TagCode(0x0004_1430),
        VR::CS,
        one.record.record_type,
    );
    if let Some(file) = one.record.file {
        text(&mut out, TagCode(0x0004_1500), VR::CS, &file.file_id);
        text(
            &mut out,
            TagCode(0x0004_1510),
            VR::UI,
            &file.common.sop_class_uid,
        );
        text(
            &mut out,
            TagCode(0x0004_1511),
            VR::UI,
            &file.sop_instance_uid,
        );
        text(
            &mut out,
            TagCode(0x0004_1512),
            VR::UI,
            &file.common.transfer_syntax_uid,
        );
    }
    out.extend_from_slice(one.record.keys);
    out
}

/// 0 stands for "there is none". A directory is far below four gigabytes.
fn offset_of(place: Option<usize>) -> u32 {
    place.map_or(0, |place| u32::try_from(place).unwrap_or(0))
}

/// The file meta group with its length.
fn meta(directory_uid: &str) -> Vec<u8> {
    let mut group = Vec::new();
    put(&mut group, TagCode(0x0002_0001), VR::OB, &[0, 1]);
    text(&mut group, TagCode(0x0002_0002), VR::UI, MEDIA_DIRECTORY);
    text(&mut group, TagCode(0x0002_0003), VR::UI, directory_uid);
    text(&mut group, TagCode(0x0002_0010), VR::UI, EXPLICIT_LITTLE);
    text(
        &mut group,
        TagCode(0x0002_0012),
        VR::UI,
        IMPLEMENTATION_CLASS_UID,
    );
    text(
        &mut group,
        TagCode(0x0002_0013),
        VR::SH,
        IMPLEMENTATION_VERSION,
    );
    let length = u32::try_from(group.len()).unwrap_or(0);
    let mut out = Vec::new();
    put(
        &mut out,
        TagCode(0x0002_0000),
        VR::UL,
        &length.to_le_bytes(),
    );
    out.extend_from_slice(&group);
    out
}

/// What stands before the records, PS3.3 Tables F.3-2 and F.3-3.
fn top(first: u32, last: u32) -> Vec<u8> {
    let mut out = Vec::new();
    text(&mut out, TagCode(0x0004_1130), VR::CS, FILE_SET);
    put(&mut out, TagCode(0x0004_1200), VR::UL, &first.to_le_bytes());
    put(&mut out, TagCode(0x0004_1202), VR::UL, &last.to_le_bytes());
    put(&mut out, TagCode(0x0004_1212), VR::US, &[0, 0]);
    out
}
