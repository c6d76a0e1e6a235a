//! Random data sets with a value in every place that is found nowhere else and
//! that no rule may keep.

use std::sync::OnceLock;

use crate::encode::{Length, Node, Syntax, Value, even, file};
use crate::random::Random;

/// One attribute of PS3.6.
struct Attribute {
    tag: u32,
    vr: &'static str,
    /// Equipment, technique or a code: a word of any look may be a product or
    /// a code there, so that only what a header tells is planted.
    is_technical: bool,
}

fn attributes() -> &'static [Attribute] {
    static ATTRIBUTES: OnceLock<Vec<Attribute>> = OnceLock::new();
    ATTRIBUTES.get_or_init(|| {
        let technical: Vec<&str> = rows(include_str!("../../standard/keep.tsv"))
            .filter(|cells| cells[1].starts_with("technical") || cells[1] == "value")
            .map(|cells| cells[0])
            .collect();
        rows(include_str!("../../standard/ps36_attributes.tsv"))
            .filter_map(|cells| {
                let hex: String = cells[0].chars().filter(char::is_ascii_hexdigit).collect();
                let tag = u32::from_str_radix(&hex, 16)
                    .ok()
                    .filter(|_| hex.len() == 8)?;
                let vr = cells[1].get(..2).unwrap_or("UN");
                // Groups of messages and of file meta end the reading of a file.
                // Pixels are kept as they are: what they show is another suite's.
                let in_file =
                    !matches!(tag >> 16, 0 | 2) && !(0x7FE0_0008..=0x7FE0_0010).contains(&tag);
                let vr = VRS.iter().filter(|_| in_file).find(|known| **known == vr)?;
                Some(Attribute {
                    tag,
                    vr,
                    is_technical: technical.contains(&cells[3]),
                })
            })
            .collect()
    })
}

fn classes() -> &'static [&'static str] {
    static CLASSES: OnceLock<Vec<&str>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        rows(include_str!("../../standard/ps33_classes.tsv"))
            .map(|cells| cells[0])
            // Withheld whole: directories, documents, voices.
            .filter(|class| {
                !["1.3.10", "1.1.104", "1.1.9.4"]
                    .iter()
                    .any(|part| class.contains(part))
            })
            .collect()
    })
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|line| line.split('\t').collect())
}

const VRS: [&str; 34] = [
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL",
    "OV", "OW", "PN", "SH", "SL", "SQ", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US",
    "UT", "UV",
];

/// Deepest nesting.
const DEEPEST: usize = 8;
/// Public elements of the top level, and of an item.
const PLACES: u64 = 10;
const PLACES_INSIDE: u64 = 3;

/// A value and where it stands.
pub struct Planted {
    pub place: String,
    pub value: String,
}

/// A file and what is planted in it.
pub struct Case {
    pub bytes: Vec<u8>,
    pub planted: Vec<Planted>,
}

/// Makes one case: the same number gives the same bytes.
pub fn case(seed: u64, number: u64) -> Case {
    let mut maker = Maker {
        random: Random::new(seed ^ number.wrapping_mul(0x9E37_79B9)),
        number,
        count: 0,
        planted: Vec::new(),
        family: String::new(),
        id: String::new(),
        instance: String::new(),
    };
    let syntax = maker.random.one_of(&Syntax::ALL);
    let nodes = maker.top();
    let preamble = maker.marker("the preamble");
    let meta = maker.meta();
    Case {
        bytes: file(preamble.as_bytes(), &meta, &nodes, syntax),
        planted: maker.planted,
    }
}

struct Maker {
    random: Random,
    number: u64,
    count: u64,
    planted: Vec<Planted>,
    family: String,
    id: String,
    instance: String,
}

impl Maker {
    /// A word that stands nowhere else: syllables that count.
    fn word(&mut self) -> String {
        const HEADS: &[u8] = b"bdfgklmnprstv";
        const TAILS: &[u8] = b"aeiou";
        self.count += 1;
        let mut rest = (self.number * 97 + self.count * 7919) % 65_u64.pow(4);
        let mut word = String::from("Zqux");
        for _ in 0..4 {
            let syllable = rest % 65;
            rest /= 65;
            word.push(char::from(HEADS[(syllable / 5) as usize]));
            word.push(char::from(TAILS[(syllable % 5) as usize]));
        }
        word
    }

    fn note(&mut self, place: &str, value: &str) {
        self.planted.push(Planted {
            place: place.to_owned(),
            value: value.to_owned(),
        });
    }

    fn marker(&mut self, place: &str) -> String {
        let word = self.word();
        self.note(place, &word);
        word
    }

    fn uid(&mut self, place: &str) -> String {
        self.count += 1;
        let uid = format!("2.999.{}.{}", 10_000_000 + self.number, 40_000 + self.count);
        self.note(place, &uid);
        uid
    }

    /// Days of one spring and summer: no moved or rebased day falls among them.
    fn day(&mut self) -> String {
        self.count += 1;
        let day = self.count % 250;
        format!("1957{:02}{:02}", 3 + day / 28, 1 + day % 28)
    }

    fn meta(&mut self) -> Vec<Node> {
        let class = self.random.one_of(classes());
        let instance = self.instance.clone();
        let mut meta = vec![
            node(0x0002_0001, "OB", vec![0, 1]),
            node(0x0002_0002, "UI", even(class.as_bytes(), 0)),
            node(0x0002_0003, "UI", even(instance.as_bytes(), 0)),
        ];
        for (tag, vr) in [
            (0x0002_0013, "SH"),
            (0x0002_0016, "AE"),
            (0x0002_0102, "OB"),
        ] {
            let word = self.marker("file meta");
            meta.push(node(tag, vr, even(word.as_bytes(), b' ')));
        }
        meta
    }

    fn top(&mut self) -> Vec<Node> {
        self.family = self.marker("(0010,0010) family");
        self.id = format!(
            "{}",
            7_000_000_000 + self.number * 31 + self.random.below(30)
        );
        let (family, id) = (self.family.clone(), self.id.clone());
        self.note("(0010,0020)", &id);
        self.instance = self.uid("(0008,0018)");
        let instance = self.instance.clone();
        let study = self.uid("(0020,000D)");
        let class = self.random.one_of(classes());
        let depth = self.random.below(DEEPEST as u64 + 1) as usize;
        let mut nodes = self.level(0, depth, "");
        nodes.extend([
            node(0x0008_0016, "UI", even(class.as_bytes(), 0)),
            node(0x0008_0018, "UI", even(instance.as_bytes(), 0)),
            node(0x0010_0010, "PN", even(family.as_bytes(), b' ')),
            node(0x0010_0020, "LO", even(id.as_bytes(), b' ')),
            node(0x0020_000D, "UI", even(study.as_bytes(), 0)),
        ]);
        in_order(nodes)
    }

    fn level(&mut self, level: usize, depth: usize, above: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        let places = if level == 0 { PLACES } else { PLACES_INSIDE };
        for _ in 0..places {
            nodes.push(self.public(above));
        }
        for _ in 0..self.random.below(2) {
            nodes.extend(self.private(above));
        }
        nodes.push(self.stray(above));
        if level < depth {
            nodes.push(self.sequence(level, depth, above));
        }
        in_order(nodes)
    }

    /// An element of PS3.6, now and then in a wrong representation.
    fn public(&mut self, above: &str) -> Node {
        let all = attributes();
        let place = self.random.below(all.len() as u64) as usize;
        let attribute = &all[place];
        // A sequence that is none is refused with the file; now and then one is.
        let vr = match self
            .random
            .below(if attribute.vr == "SQ" { 400 } else { 5 })
        {
            0 => self.random.one_of(&VRS),
            _own => attribute.vr,
        };
        let name = format!(
            "{above}({:04X},{:04X}) {vr}",
            attribute.tag >> 16,
            attribute.tag & 0xFFFF
        );
        if vr == "SQ" {
            return self.pair(attribute.tag, above);
        }
        self.filled(attribute.tag, vr, attribute.is_technical, &name)
    }

    /// A sequence of one item with two plain elements.
    fn pair(&mut self, tag: u32, above: &str) -> Node {
        let name = format!("{above}({:04X},{:04X})>", tag >> 16, tag & 0xFFFF);
        let mut item = Vec::new();
        for _ in 0..2 {
            let one = loop {
                let all = attributes();
                let one = &all[self.random.below(all.len() as u64) as usize];
                if one.vr != "SQ" {
                    break one;
                }
            };
            let place = format!(
                "{name}({:04X},{:04X}) {}",
                one.tag >> 16,
                one.tag & 0xFFFF,
                one.vr
            );
            item.push(self.filled(one.tag, one.vr, one.is_technical, &place));
        }
        let length = self.random.one_of(&[Length::Defined, Length::Undefined]);
        Node {
            tag,
            vr: "SQ",
            value: Value::Items(vec![in_order(item)], length),
        }
    }

    /// A private block: creator and elements.
    fn private(&mut self, above: &str) -> Vec<Node> {
        let group = (9 + 2 * self.random.below(200) as u32) << 16;
        let block = 0x10 + self.random.below(0xE0) as u32;
        let creator = self.marker(&format!("{above}creator"));
        let mut nodes = vec![node(group | block, "LO", even(creator.as_bytes(), b' '))];
        for _ in 0..2 {
            let tag = group | block << 8 | self.random.below(256) as u32;
            let vr = self.random.one_of(&VRS);
            let name = format!("{above}private {vr}");
            nodes.push(match vr {
                "SQ" => self.pair(tag, &name),
                _plain => self.filled(tag, vr, false, &name),
            });
        }
        nodes
    }

    /// Repeating and foreign groups, and tags that no standard knows.
    fn stray(&mut self, above: &str) -> Node {
        let element = self.random.below(0xFFFF) as u32;
        let group = self.random.one_of(&[
            0x0004, 0x0006, 0x0016, 0x1010, 0x5000, 0x5002, 0x501E, 0x6000, 0x6012, 0x7000, 0x7F00,
            0x0008, 0x0010, 0x0040, 0xFFFC,
        ]);
        let vr = self.random.one_of(&VRS);
        let tag = group << 16 | element;
        let all = attributes();
        let place = all.binary_search_by_key(&tag, |one| one.tag);
        let attribute = place.ok().and_then(|place| all.get(place));
        if vr == "SQ" || attribute.is_some_and(|one| one.vr == "SQ") {
            return self.pair(tag, above);
        }
        let technical = attribute.is_some_and(|one| one.is_technical);
        let name = format!("{above}({group:04X},{element:04X}) {vr} stray");
        self.filled(tag, vr, technical, &name)
    }

    fn sequence(&mut self, level: usize, depth: usize, above: &str) -> Node {
        let all = attributes();
        let sequences: usize = all.len();
        let mut attribute = &all[self.random.below(sequences as u64) as usize];
        // Mostly sequences of the standard, now and then any other tag.
        while attribute.vr != "SQ" && self.random.below(12) != 0 {
            attribute = &all[self.random.below(sequences as u64) as usize];
        }
        let name = format!(
            "{above}({:04X},{:04X})>",
            attribute.tag >> 16,
            attribute.tag & 0xFFFF
        );
        let items = (0..=self.random.below(5) / 4)
            .map(|_| self.level(level + 1, depth, &name))
            .collect();
        let length = self.random.one_of(&[Length::Defined, Length::Undefined]);
        let value = match self.random.below(6) {
            0 => Value::Hidden(items, length),
            _plain => Value::Items(items, length),
        };
        Node {
            tag: attribute.tag,
            vr: "SQ",
            value,
        }
    }

    fn filled(&mut self, tag: u32, vr: &'static str, technical: bool, place: &str) -> Node {
        let mut bytes = if technical {
            self.known(place)
        } else {
            self.value(vr, place)
        };
        let padding = if vr == "UI" { 0 } else { b' ' };
        if matches!(
            vr.as_bytes(),
            [b'A', b'T']
                | [
                    b'F' | b'O' | b'S' | b'U',
                    b'B' | b'D' | b'F' | b'L' | b'S' | b'V' | b'W'
                ]
        ) {
            bytes.resize(bytes.len().next_multiple_of(8), b' ');
        }
        // Odd and lying lengths are rare: most such files are refused whole. One
        // that takes in the next elements must not take the patient's name.
        let behind_names = !place.contains('>') && tag > 0x0020_000D;
        let value = match self.random.below(400) {
            0 => Value::Bytes(bytes),
            1..=4 if behind_names => Value::Lying(bytes, 2 + self.random.below(40) as u32),
            _right => Value::Bytes(even(&bytes, padding)),
        };
        Node { tag, vr, value }
    }

    /// What a header tells too: the patient's name or number.
    fn known(&mut self, place: &str) -> Vec<u8> {
        let (family, id) = (self.family.clone(), self.id.clone());
        let text = match self.random.below(3) {
            0 => family.clone(),
            1 => format!("{} 2.0", family.to_uppercase()),
            _ => format!("ID {id}"),
        };
        self.note(place, if text.contains(&id) { &id } else { &family });
        text.into_bytes()
    }

    fn value(&mut self, vr: &str, place: &str) -> Vec<u8> {
        if self.random.below(12) == 0 {
            return self.known(place);
        }
        match vr {
            "UI" => self.uid(place).into_bytes(),
            "DA" => self.moment(place, ""),
            "DT" => self.moment(place, "134729.813"),
            "PN" => {
                let (family, given) = (self.marker(place), self.marker(place));
                format!("{family}^{given}").into_bytes()
            }
            "AE" | "CS" | "AS" | "TM" | "DS" | "IS" => {
                self.marker(place).to_uppercase().into_bytes()
            }
            "UR" => format!("http://{}.example/", self.marker(place).to_lowercase()).into_bytes(),
            "LO" | "SH" | "UC" | "ST" | "LT" | "UT" => self.text(place),
            _binary => self.binary(place),
        }
    }

    /// A day, one or two, well written or not.
    fn moment(&mut self, place: &str, time: &str) -> Vec<u8> {
        let day = self.day();
        self.note(place, &day);
        let second = self.day();
        match self.random.below(4) {
            0 => {
                self.note(place, &second);
                format!("{day}{time}\\{second}{time}").into_bytes()
            }
            1 => format!("{day} \n").into_bytes(),
            _ => format!("{day}{time}").into_bytes(),
        }
    }

    /// A text as people write it, short enough for SH.
    fn text(&mut self, place: &str) -> Vec<u8> {
        let day = self.day();
        match self.random.below(7) {
            0 => self.marker(place),
            1 => self.marker(place).to_uppercase(),
            2 => format!("CT {}", self.marker(place)),
            3 => format!("Dr. {}", self.marker(place)),
            4 => format!("{}\\{}", self.marker(place), self.marker(place)),
            5 => {
                self.note(place, &day);
                day
            }
            _ => self.uid(place),
        }
        .into_bytes()
    }

    /// Text where numbers or opaque bytes belong.
    fn binary(&mut self, place: &str) -> Vec<u8> {
        let word = self.marker(place);
        let mut bytes: Vec<u8> = match self.random.below(3) {
            0 => word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            1 => word.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => word.into_bytes(),
        };
        // Whole numbers of every width, or the file is refused.
        bytes.resize(bytes.len().next_multiple_of(8), b' ');
        bytes
    }
}

fn node(tag: u32, vr: &'static str, bytes: Vec<u8>) -> Node {
    Node {
        tag,
        vr,
        value: Value::Bytes(bytes),
    }
}

/// Ascending, each tag once; the one that was given last stays.
fn in_order(nodes: Vec<Node>) -> Vec<Node> {
    let mut by_tag = std::collections::BTreeMap::new();
    for node in nodes {
        by_tag.insert(node.tag, node);
    }
    by_tag.into_values().collect()
}
