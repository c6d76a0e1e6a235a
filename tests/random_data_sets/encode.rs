//! A writer of data sets in four syntaxes that writes whatever it is told:
//! wrong representations, wrong lengths, sequences in UN.

use std::io::Write as _;

/// How a data set is written (PS3.5 §A).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    ImplicitLittle,
    ExplicitLittle,
    ExplicitBig,
    Deflated,
}

impl Syntax {
    pub const ALL: [Self; 4] = [
        Self::ImplicitLittle,
        Self::ExplicitLittle,
        Self::ExplicitBig,
        Self::Deflated,
    ];

    const fn uid(self) -> &'static str {
        match self {
            Self::ImplicitLittle => "1.2.840.10008.1.2",
            Self::ExplicitLittle => "1.2.840.10008.1.2.1",
            Self::ExplicitBig => "1.2.840.10008.1.2.2",
            Self::Deflated => "1.2.840.10008.1.2.1.99",
        }
    }
}

/// One element.
#[derive(Clone)]
pub struct Node {
    pub tag: u32,
    pub vr: &'static str,
    pub value: Value,
}

#[derive(Clone)]
pub enum Value {
    Bytes(Vec<u8>),
    /// The length says this much more than is there.
    Lying(Vec<u8>, u32),
    /// Items, and how their length is told.
    Items(Vec<Vec<Node>>, Length),
    /// Items as implicit little endian inside UN (PS3.5 §6.2.2).
    Hidden(Vec<Vec<Node>>, Length),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Defined,
    Undefined,
}

/// A whole file; `meta` comes behind the mark.
pub fn file(preamble: &[u8], meta: &[Node], nodes: &[Node], syntax: Syntax) -> Vec<u8> {
    let mut out = preamble.to_vec();
    out.resize(128, 0);
    out.extend(b"DICM");
    let mut group = Vec::new();
    let syntax_uid = Node {
        tag: 0x0002_0010,
        vr: "UI",
        value: Value::Bytes(even(syntax.uid().as_bytes(), 0)),
    };
    let mut meta: Vec<&Node> = meta.iter().chain([&syntax_uid]).collect();
    meta.sort_by_key(|node| node.tag);
    for node in meta {
        element(&mut group, node, Syntax::ExplicitLittle);
    }
    let length = (group.len() as u32).to_le_bytes().to_vec();
    element(
        &mut out,
        &Node {
            tag: 0x0002_0000,
            vr: "UL",
            value: Value::Bytes(length),
        },
        Syntax::ExplicitLittle,
    );
    out.extend(group);
    let mut data = Vec::new();
    data_set(&mut data, nodes, syntax);
    if syntax == Syntax::Deflated {
        let mut deflater =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflater.write_all(&data).expect("memory");
        data = deflater.finish().expect("memory");
    }
    out.extend(data);
    out
}

pub fn even(bytes: &[u8], padding: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(padding);
    }
    bytes
}

fn data_set(out: &mut Vec<u8>, nodes: &[Node], syntax: Syntax) {
    for node in nodes {
        element(out, node, syntax);
    }
}

fn short(out: &mut Vec<u8>, number: u16, syntax: Syntax) {
    match syntax {
        Syntax::ExplicitBig => out.extend(number.to_be_bytes()),
        Syntax::ImplicitLittle | Syntax::ExplicitLittle | Syntax::Deflated => {
            out.extend(number.to_le_bytes())
        }
    }
}

fn long(out: &mut Vec<u8>, number: u32, syntax: Syntax) {
    match syntax {
        Syntax::ExplicitBig => out.extend(number.to_be_bytes()),
        Syntax::ImplicitLittle | Syntax::ExplicitLittle | Syntax::Deflated => {
            out.extend(number.to_le_bytes())
        }
    }
}

fn tag(out: &mut Vec<u8>, tag: u32, syntax: Syntax) {
    short(out, (tag >> 16) as u16, syntax);
    short(out, (tag & 0xFFFF) as u16, syntax);
}

/// Tag, representation and length.
fn head(out: &mut Vec<u8>, node: &Node, vr: &str, length: u32, syntax: Syntax) {
    const LONG: [&str; 13] = [
        "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV",
    ];
    tag(out, node.tag, syntax);
    if syntax == Syntax::ImplicitLittle {
        long(out, length, syntax);
        return;
    }
    out.extend(vr.as_bytes());
    if LONG.contains(&vr) {
        out.extend([0, 0]);
        long(out, length, syntax);
    } else {
        short(out, length as u16, syntax);
    }
}

fn element(out: &mut Vec<u8>, node: &Node, syntax: Syntax) {
    match &node.value {
        Value::Bytes(bytes) => {
            head(out, node, node.vr, bytes.len() as u32, syntax);
            out.extend(bytes);
        }
        Value::Lying(bytes, more) => {
            head(out, node, node.vr, bytes.len() as u32 + more, syntax);
            out.extend(bytes);
        }
        Value::Items(items, length) => {
            let inside = sequence(items, *length, syntax);
            let told = told(&inside, *length);
            head(out, node, "SQ", told, syntax);
            out.extend(inside);
        }
        Value::Hidden(items, length) => {
            let inside = sequence(items, *length, Syntax::ImplicitLittle);
            let told = told(&inside, *length);
            head(out, node, "UN", told, syntax);
            out.extend(inside);
        }
    }
}

const fn told(inside: &[u8], length: Length) -> u32 {
    match length {
        Length::Defined => inside.len() as u32,
        Length::Undefined => u32::MAX,
    }
}

fn sequence(items: &[Vec<Node>], length: Length, syntax: Syntax) -> Vec<u8> {
    let mut out = Vec::new();
    for item in items {
        let mut inside = Vec::new();
        data_set(&mut inside, item, syntax);
        tag(&mut out, 0xFFFE_E000, syntax);
        long(&mut out, told(&inside, length), syntax);
        out.extend(inside);
        if length == Length::Undefined {
            tag(&mut out, 0xFFFE_E00D, syntax);
            long(&mut out, 0, syntax);
        }
    }
    if length == Length::Undefined {
        tag(&mut out, 0xFFFE_E0DD, syntax);
        long(&mut out, 0, syntax);
    }
    out
}
