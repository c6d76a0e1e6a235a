//! The running text of an instance: content items of structured reports and
//! marks of presentation states.

use super::super::charset::Charset;
use super::super::data::{DataSet, DicomFile, Value};
use super::super::walk::{charset_of, code_of};

/// Text Value, Unformatted Text Value: what is cleaned as narrative.
const NOTES: [u32; 2] = [0x0040_A160, 0x0070_0006];
/// Nesting that is followed; the reader stops earlier.
const MOST_LEVELS: usize = 128;

/// Every note, at any depth, decoded.
#[must_use]
pub fn notes(file: &DicomFile) -> Vec<String> {
    let mut found = Vec::new();
    let set = &file.data_set;
    gather(set, charset_of(set, Charset::default()), 0, &mut found);
    found
}

fn gather(set: &DataSet, charset: Charset, depth: usize, found: &mut Vec<String>) {
    if depth > MOST_LEVELS {
        return;
    }
    for element in &set.elements {
        match &element.value {
            Value::Bytes(bytes) if NOTES.contains(&code_of(element.tag).0) => {
                found.push(charset.decode(bytes).into());
            }
            Value::Items(items) => {
                for item in items {
                    gather(item, charset_of(item, charset), depth + 1, found);
                }
            }
            Value::Bytes(_) | Value::Pixels(_) => {}
        }
    }
}
