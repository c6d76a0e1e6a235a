//! A walker that shares nothing with the product: explicit VR little endian by
//! PS3.5 §7.1.2, every value with the path to it.

/// A value and where it stands: `0008,1115[0]/0008,1199[1]/0008,1155`.
pub struct Found {
    pub path: String,
    pub vr: String,
    pub value: Vec<u8>,
    /// Where the item begins that it stands in, counted from the first byte of
    /// the file; 0 at the top level.
    pub item: usize,
}

impl Found {
    /// The values of a UI or text element, without padding.
    pub fn values(&self) -> Vec<String> {
        String::from_utf8_lossy(&self.value)
            .split('\\')
            .map(|value| value.trim_matches([' ', '\0']).to_owned())
            .collect()
    }
}

/// Every value of a Part 10 file: the meta group and the data set.
pub fn values(file: &[u8]) -> Vec<Found> {
    assert_eq!(file.get(128..132), Some(&b"DICM"[..]), "no Part 10 file");
    let mut found = Vec::new();
    let end = data_set(file, (132, file.len()), 0, "", &mut found);
    assert_eq!(end, file.len(), "bytes are left");
    found
}

/// The first value at a path, empty if there is none.
pub fn at(values: &[Found], path: &str) -> String {
    let found = values.iter().find(|found| found.path == path);
    found.map_or_else(String::new, |found| found.values().concat())
}

fn short(file: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([file[at], file[at + 1]])
}

fn long(file: &[u8], at: usize) -> u32 {
    u32::from(short(file, at)) | u32::from(short(file, at + 2)) << 16
}

const UNDEFINED: u32 = u32::MAX;

fn data_set(
    file: &[u8],
    (from, to): (usize, usize),
    item: usize,
    above: &str,
    found: &mut Vec<Found>,
) -> usize {
    let mut at = from;
    while at < to {
        let (group, element) = (short(file, at), short(file, at + 2));
        if (group, element) == (0xFFFE, 0xE00D) {
            return at + 8;
        }
        let vr = String::from_utf8_lossy(&file[at + 4..at + 6]).into_owned();
        let is_long = [
            "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV",
        ]
        .contains(&vr.as_str());
        let (length, value) = if is_long {
            (long(file, at + 8), at + 12)
        } else {
            (u32::from(short(file, at + 6)), at + 8)
        };
        let path = format!("{above}{group:04X},{element:04X}");
        if vr == "SQ" {
            at = items(file, value, length, &path, found);
            continue;
        }
        let end = value + length as usize;
        found.push(Found {
            path,
            vr,
            value: file[value..end].to_vec(),
            item,
        });
        at = end;
    }
    at
}

fn items(file: &[u8], from: usize, length: u32, path: &str, found: &mut Vec<Found>) -> usize {
    let to = if length == UNDEFINED {
        file.len()
    } else {
        from + length as usize
    };
    let mut at = from;
    let mut number = 0;
    while at < to {
        let (element, length) = (short(file, at + 2), long(file, at + 4));
        assert_eq!(short(file, at), 0xFFFE, "an item is expected in {path}");
        at += 8;
        if element == 0xE0DD {
            return at;
        }
        let end = if length == UNDEFINED {
            file.len()
        } else {
            at + length as usize
        };
        at = data_set(
            file,
            (at, end),
            at - 8,
            &format!("{path}[{number}]/"),
            found,
        );
        number += 1;
    }
    at
}
