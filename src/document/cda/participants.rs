//! What a CDA document says outside its narrative, as labelled lines: people,
//! numbers, addresses, days of birth.

use crate::document::letters::is_worded;
use crate::document::xml::{Element, Node};

/// Texts that are taken.
const MAX_TEXTS: usize = 50_000;

/// Lines for the table of known values.
pub(super) fn hidden(root: &Element) -> Vec<String> {
    let mut lines = Vec::new();
    walk(root, Around::Document, &mut lines);
    lines
}

/// Whose name or number it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Document,
    Patient,
    Person,
    Organization,
}

impl Around {
    fn inside(self, name: &str) -> Self {
        match name {
            "patientRole" | "patient" => Self::Patient,
            _ if name.ends_with("Organization") || name.ends_with("Custodian") => {
                Self::Organization
            }
            _ if name.ends_with("Person") || name.ends_with("Entity") || name == "guardian" => {
                Self::Person
            }
            _ => self,
        }
    }
}

fn walk(element: &Element, around: Around, lines: &mut Vec<String>) {
    // The narrative is read by itself.
    let name = element.name.as_str();
    if name == "text" || name == "title" || lines.len() >= MAX_TEXTS {
        return;
    }
    match (name, around) {
        ("name", Around::Patient) => return push(lines, "Patient name", &words(element)),
        ("name", Around::Person) => return push(lines, "Physician", &words(element)),
        ("addr", _) => return push(lines, "Address", &words(element)),
        ("id", Around::Patient) => push_value(lines, "MRN", element, "extension"),
        ("id", _) => push_value(lines, "ID", element, "extension"),
        ("telecom", _) => {
            let value = element.attribute("value").unwrap_or_default();
            let number = value.split_once(':').map_or(value, |(_, number)| number);
            push(lines, "Phone", number);
        }
        ("birthTime", _) => {
            let value = element.attribute("value").unwrap_or_default();
            if let (Some(year), Some(month), Some(day)) =
                (value.get(..4), value.get(4..6), value.get(6..8))
            {
                push(lines, "Date of birth", &format!("{year}-{month}-{day}"));
            }
        }
        _ => {}
    }
    let inside = around.inside(name);
    for child in &element.children {
        match child {
            Node::Element(child) => walk(child, inside, lines),
            Node::Text(text) if is_worded(text.trim()) => lines.push(text.trim().to_owned()),
            Node::Text(_) => {}
        }
    }
}

/// The parts of a name or an address with blanks between.
fn words(element: &Element) -> String {
    let mut words: Vec<String> = Vec::new();
    for child in &element.children {
        let text = match child {
            Node::Element(part) => part.text(),
            Node::Text(text) => text.clone(),
        };
        words.extend(text.split_whitespace().map(str::to_owned));
    }
    words.join(" ")
}

fn push_value(lines: &mut Vec<String>, label: &str, element: &Element, attribute: &str) {
    push(
        lines,
        label,
        element.attribute(attribute).unwrap_or_default(),
    );
}

fn push(lines: &mut Vec<String>, label: &str, text: &str) {
    if !text.trim().is_empty() {
        lines.push(format!("{label}: {}", text.trim()));
    }
}
