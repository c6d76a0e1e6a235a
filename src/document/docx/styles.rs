//! Styles and list numbers of a DOCX, as far as they decide what is read:
//! hidden text, headings, gaps between paragraphs, the signs of lists.

use std::collections::{BTreeMap, HashMap};

use super::xml::Element;
use crate::document::model::Weight;

/// Styles based on styles.
const MAX_CHAIN: usize = 16;

/// Levels of a list (ECMA-376 17.9.6).
const LEVELS: usize = 9;

/// What is set on a run or paragraph, or comes from its style.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub(super) hidden: Option<Hidden>,
    pub(super) weight: Option<Weight>,
    pub(super) ink: Option<Shade>,
    pub(super) ground: Option<Shade>,
    /// Twentieths of a point.
    pub(super) before: Option<u32>,
    /// Twentieths of a point.
    pub(super) after: Option<u32>,
    /// List and level.
    pub(super) list: Option<(String, usize)>,
}

/// Whether text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    Shown,
    Hidden,
}

/// Of ink and of what is under it: white on white is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    White,
    Other,
}

/// The shade that lies under a paragraph, run, row, cell or table, if its
/// properties set one.
pub(super) fn ground(properties: &Element) -> Option<Shade> {
    let marked = properties
        .child("highlight")
        .and_then(|mark| mark.attribute("val"))
        .is_some_and(|colour| !matches!(colour, "none" | "white"));
    if marked {
        return Some(Shade::Other);
    }
    let shading = properties.child("shd")?;
    let plain = matches!(shading.attribute("val"), None | Some("clear" | "nil"));
    let fill = shading.attribute("fill").map_or(Shade::White, shade);
    let themed = shading.attribute("themeFill").is_some();
    Some(if themed || !plain || fill == Shade::Other {
        Shade::Other
    } else {
        Shade::White
    })
}

/// Six hexadecimal digits; `auto` as ground is the paper.
fn shade(colour: &str) -> Shade {
    if colour.eq_ignore_ascii_case("FFFFFF") || colour == "auto" {
        Shade::White
    } else {
        Shade::Other
    }
}

/// `auto` as ink is what can be read.
fn ink(properties: &Element) -> Option<Shade> {
    let colour = properties.child("color")?;
    let themed = colour.attribute("themeColor");
    Some(match (themed, colour.attribute("val")) {
        (Some("background1" | "light1"), _) => Shade::White,
        (Some(_), _) | (None, None | Some("auto")) => Shade::Other,
        (None, Some(colour)) => shade(colour),
    })
}

impl Look {
    /// What is set here, and for the rest what `under` says.
    pub(super) fn over(self, under: &Look) -> Look {
        Look {
            hidden: self.hidden.or(under.hidden),
            weight: self.weight.or(under.weight),
            ink: self.ink.or(under.ink),
            ground: self.ground.or(under.ground),
            before: self.before.or(under.before),
            after: self.after.or(under.after),
            list: self.list.or_else(|| under.list.clone()),
        }
    }

    /// Reads paragraph properties (`pPr`), those of its runs not included.
    pub(super) fn of_paragraph(properties: &Element) -> Self {
        let spacing = properties.child("spacing");
        let twips = |name: &str| spacing?.attribute(name)?.parse().ok();
        let list = properties.child("numPr").and_then(|list| {
            let id = list.child("numId")?.attribute("val")?;
            let level = list
                .child("ilvl")
                .and_then(|level| level.attribute("val")?.parse().ok())
                .unwrap_or(0);
            Some((id.to_owned(), level))
        });
        let heading = properties.child("outlineLvl").is_some_and(|level| {
            level
                .attribute("val")
                .and_then(|level| level.parse::<u8>().ok())
                .is_some_and(|level| level < 9)
        });
        Self {
            hidden: None,
            weight: heading.then_some(Weight::Bold),
            ink: None,
            ground: ground(properties),
            before: twips("before"),
            after: twips("after"),
            list,
        }
    }

    /// Reads run properties (`rPr`).
    pub(super) fn of_run(properties: &Element) -> Self {
        let on = |name: &str| properties.child(name).map(is_on);
        // Half points: nobody reads text of one point.
        let tiny = properties
            .child("sz")
            .and_then(|size| size.attribute("val")?.parse::<u32>().ok())
            .is_some_and(|size| size <= 2);
        let hidden = match (on("vanish"), on("specVanish"), tiny) {
            (Some(true), _, _) | (_, Some(true), _) | (_, _, true) => Some(Hidden::Hidden),
            (Some(false), _, _) => Some(Hidden::Shown),
            (None, _, _) => None,
        };
        Self {
            hidden,
            weight: on("b").map(|bold| if bold { Weight::Bold } else { Weight::Regular }),
            ink: ink(properties),
            ground: ground(properties),
            ..Self::default()
        }
    }
}

/// On unless it says off (ECMA-376 17.17.4).
fn is_on(property: &Element) -> bool {
    !matches!(
        property.attribute("val"),
        Some("0" | "false" | "off" | "none")
    )
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    looks: HashMap<String, Look>,
    standard: Look,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(tree: &Element) -> Self {
        let mut raw: HashMap<&str, (&Element, Option<&str>)> = HashMap::new();
        let mut default_paragraph = None;
        for style in tree.elements().filter(|element| element.name == "style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let based_on = style
                .child("basedOn")
                .and_then(|base| base.attribute("val"));
            raw.insert(id, (style, based_on));
            let is_default = matches!(style.attribute("default"), Some("1" | "true" | "on"));
            if is_default && style.attribute("type") == Some("paragraph") {
                default_paragraph = Some(id);
            }
        }
        let looks: HashMap<String, Look> = raw
            .keys()
            .map(|id| ((*id).to_owned(), chain(id, &raw)))
            .collect();
        let defaults = tree.child("docDefaults").map(defaults).unwrap_or_default();
        let standard = default_paragraph
            .and_then(|id| looks.get(id).cloned())
            .unwrap_or_default()
            .over(&defaults);
        Self { looks, standard }
    }

    /// The look that a style gives; the standard one for no style.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let own = id.and_then(|id| self.looks.get(id)).cloned();
        own.unwrap_or_default().over(&self.standard)
    }

    /// What a character style sets itself.
    pub(super) fn run_look(&self, id: &str) -> Look {
        self.looks.get(id).cloned().unwrap_or_default()
    }
}

fn defaults(element: &Element) -> Look {
    let paragraph = element
        .child("pPrDefault")
        .and_then(|default| default.child("pPr"))
        .map(Look::of_paragraph);
    let run = element
        .child("rPrDefault")
        .and_then(|default| default.child("rPr"))
        .map(Look::of_run);
    run.unwrap_or_default().over(&paragraph.unwrap_or_default())
}

fn chain(id: &str, raw: &HashMap<&str, (&Element, Option<&str>)>) -> Look {
    let mut look = Look::default();
    let mut next = Some(id);
    for _ in 0..MAX_CHAIN {
        let Some((style, base)) = next.and_then(|id| raw.get(id)) else {
            break;
        };
        look = look.over(&own_look(style));
        next = *base;
    }
    look
}

fn own_look(style: &Element) -> Look {
    let run = style.child("rPr").map(Look::of_run).unwrap_or_default();
    let paragraph = style.child("pPr").map(Look::of_paragraph);
    let name = style
        .child("name")
        .and_then(|name| name.attribute("val"))
        .unwrap_or_default()
        .to_lowercase();
    let heading = (name.starts_with("heading") || name == "title").then_some(Weight::Bold);
    let mut look = run.over(&paragraph.unwrap_or_default());
    look.weight = look.weight.or(heading);
    look
}

/// The signs of lists, with their counters.
#[derive(Default)]
pub(super) struct Lists {
    /// List → its pattern.
    patterns: BTreeMap<String, String>,
    /// Pattern → its levels.
    levels: BTreeMap<String, Vec<Level>>,
    /// List and level → last number.
    counters: HashMap<(String, usize), u32>,
}

#[derive(Clone, Debug)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Lists {
    /// Reads `numbering.xml`.
    pub(super) fn read(tree: &Element) -> Self {
        let mut lists = Self::default();
        for element in tree.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let levels = element
                        .elements()
                        .filter(|level| level.name == "lvl")
                        .take(LEVELS)
                        .map(level)
                        .collect();
                    lists.levels.insert(id.to_owned(), levels);
                }
                "num" => {
                    let pattern = element
                        .child("abstractNumId")
                        .and_then(|pattern| pattern.attribute("val"));
                    if let (Some(id), Some(pattern)) = (element.attribute("numId"), pattern) {
                        lists.patterns.insert(id.to_owned(), pattern.to_owned());
                    }
                }
                _ => {}
            }
        }
        lists
    }

    /// The sign of the next item of a list; `None` if it has none.
    pub(super) fn sign(&mut self, list: &str, level: usize) -> Option<String> {
        let pattern = self.patterns.get(list)?.clone();
        let levels = self.levels.get(&pattern)?.clone();
        let own = levels.get(level)?;
        if own.format == "none" {
            return None;
        }
        if own.format == "bullet" {
            let dash = matches!(own.text.as_str(), "-" | "–" | "—");
            return Some(if dash {
                "-".to_owned()
            } else {
                "•".to_owned()
            });
        }
        let counter = self
            .counters
            .entry((pattern.clone(), level))
            .or_insert_with(|| own.start.saturating_sub(1));
        *counter = counter.saturating_add(1);
        for deeper in level + 1..LEVELS {
            self.counters.remove(&(pattern.clone(), deeper));
        }
        let mut sign = own.text.clone();
        for (place, other) in levels.iter().enumerate().take(level + 1) {
            let number = self
                .counters
                .get(&(pattern.clone(), place))
                .copied()
                .unwrap_or(other.start);
            let mark = format!("%{}", place + 1);
            sign = sign.replace(&mark, &numeral(number, &other.format));
        }
        Some(sign)
    }
}

fn level(element: &Element) -> Level {
    let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
    Level {
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: value("lvlText").unwrap_or("%1.").to_owned(),
        start: value("start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
    }
}

fn numeral(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a, b, ... z, aa, bb (ECMA-376 17.18.59).
fn letters(number: u32) -> String {
    let place = number.saturating_sub(1);
    let letter = char::from_digit(10 + place % 26, 36).unwrap_or('a');
    let times = (place / 26 + 1).min(8);
    (0..times).map(|_| letter).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number.min(4_000);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::xml::parse;

    #[test]
    fn lists_count_and_start_again_below_a_new_item() {
        let tree = parse(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>\
             <w:lvl><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
             <w:lvl><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%1.%2)'/></w:lvl>\
             </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>",
        )
        .unwrap();
        let mut lists = Lists::read(&tree);
        let signs: Vec<Option<String>> = [0, 1, 1, 0, 1]
            .iter()
            .map(|level| lists.sign("1", *level))
            .collect();
        let expected = ["3.", "3.i)", "3.ii)", "4.", "4.i)"];
        assert_eq!(signs, expected.map(|sign| Some(sign.to_owned())));
        assert_eq!(lists.sign("2", 0), None);
    }

    #[test]
    fn a_style_takes_over_what_it_is_based_on() {
        let tree = parse(
            "<w:styles><w:style w:styleId='A'><w:rPr><w:vanish/></w:rPr></w:style>\
             <w:style w:styleId='B'><w:basedOn w:val='A'/></w:style>\
             <w:style w:styleId='C'><w:basedOn w:val='B'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>\
             <w:style w:styleId='D'><w:basedOn w:val='D'/></w:style></w:styles>",
        )
        .unwrap();
        let styles = Styles::read(&tree);
        assert_eq!(styles.look(Some("B")).hidden, Some(Hidden::Hidden));
        assert_eq!(styles.look(Some("C")).hidden, Some(Hidden::Shown));
        assert_eq!(styles.look(Some("D")).hidden, None);
    }
}
