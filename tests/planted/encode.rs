//! A Part 10 writer for tests alone: explicit VR little endian by PS3.5 §7.1.2,
//! able to write what the product's own writer refuses to.

/// One element to be written.
pub enum Given {
    /// Tag, VR, bytes.
    Bytes(u32, &'static str, Vec<u8>),
    /// Tag, items.
    #[allow(dead_code, reason = "not every suite that shares this file has items")]
    Items(u32, Vec<Vec<Given>>),
    /// Tag, fragments of undefined length with their delimiter.
    #[allow(dead_code, reason = "not every suite that shares this file has pixels")]
    Fragments(u32, Vec<u8>),
}

impl Given {
    /// Group and element number.
    pub fn tag(&self) -> u32 {
        match self {
            Self::Bytes(tag, ..) | Self::Items(tag, _) | Self::Fragments(tag, _) => *tag,
        }
    }
}

/// A text element.
pub fn text(tag: u32, vr: &'static str, value: &str) -> Given {
    Given::Bytes(tag, vr, value.as_bytes().to_vec())
}

/// A US element.
pub fn short(tag: u32, value: u16) -> Given {
    Given::Bytes(tag, "US", value.to_le_bytes().to_vec())
}

fn put_tag(out: &mut Vec<u8>, tag: u32) {
    out.extend(((tag >> 16) as u16).to_le_bytes());
    out.extend(((tag & 0xFFFF) as u16).to_le_bytes());
}

/// The data set, elements put in ascending order; items of undefined length.
pub fn data_set(mut elements: Vec<Given>) -> Vec<u8> {
    elements.sort_by_key(Given::tag);
    let mut out = Vec::new();
    for element in elements {
        put_tag(&mut out, element.tag());
        match element {
            Given::Bytes(_, vr, mut value) => {
                if value.len() % 2 == 1 {
                    let blank = matches!(vr, "UI" | "OB" | "UN");
                    value.push(if blank { 0 } else { b' ' });
                }
                out.extend(vr.as_bytes());
                let long = [
                    "OB", "OD", "OF", "OL", "OV", "OW", "SV", "UC", "UN", "UR", "UT", "UV",
                ];
                if long.contains(&vr) {
                    out.extend([0, 0]);
                    out.extend((value.len() as u32).to_le_bytes());
                } else {
                    out.extend((value.len() as u16).to_le_bytes());
                }
                out.extend(value);
            }
            Given::Fragments(_, bytes) => {
                out.extend(b"OB\0\0\xFF\xFF\xFF\xFF");
                out.extend(bytes);
            }
            Given::Items(_, items) => {
                out.extend(b"SQ\0\0\xFF\xFF\xFF\xFF");
                for item in items {
                    out.extend(b"\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF");
                    out.extend(data_set(item));
                    out.extend(b"\xFE\xFF\x0D\xE0\0\0\0\0");
                }
                out.extend(b"\xFE\xFF\xDD\xE0\0\0\0\0");
            }
        }
    }
    out
}

/// Preamble, mark, file meta group with its length, data set.
pub fn part10(preamble: &[u8], meta: Vec<Given>, data: Vec<Given>) -> Vec<u8> {
    let mut out = preamble.to_vec();
    out.resize(128, 0);
    out.extend(b"DICM");
    let meta = data_set(meta);
    let length = (meta.len() as u32).to_le_bytes();
    out.extend(data_set(vec![Given::Bytes(
        0x0002_0000,
        "UL",
        length.to_vec(),
    )]));
    out.extend(meta);
    out.extend(data_set(data));
    out
}
