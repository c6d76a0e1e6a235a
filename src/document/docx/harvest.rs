//! The parts of a DOCX that are not shown: properties, comments, people,
//! custom data, settings, building blocks, charts.

use super::xml::{Element, Node};
use crate::document::letters::is_worded;
use crate::document::model::DocumentNote;

/// Texts that are taken.
const MAX_TEXTS: usize = 50_000;

/// Attributes that hold words of people.
const WORDED: &[&str] = &[
    "author",
    "initials",
    "userId",
    "descr",
    "title",
    "alt",
    "tooltip",
    "Target",
    "displayText",
    "string",
    "text",
    "connectString",
    "query",
];

/// Elements and the label under which a form would show their text.
const LABELS: &[(&str, &str)] = &[
    ("creator", "Author"),
    ("lastModifiedBy", "Author"),
    ("author", "Author"),
    ("title", "Title"),
    ("subject", "Subject"),
    ("keywords", "Keywords"),
    ("category", "Category"),
    ("Manager", "Manager"),
    ("Company", "Company"),
];

/// Parts that describe how text looks: no words of people.
const WORDLESS_PARTS: &[&str] = &[
    "[Content_Types].xml",
    "theme",
    "fontTable.xml",
    "webSettings.xml",
    "styles.xml",
    "stylesWithEffects.xml",
    "latentStyles",
];

/// Texts and notes of hidden parts.
#[derive(Default)]
pub(super) struct Harvest {
    pub(super) texts: Vec<String>,
    pub(super) notes: Vec<DocumentNote>,
}

impl Harvest {
    /// Takes the texts of one part.
    pub(super) fn part(&mut self, name: &str, tree: &Element) {
        if WORDLESS_PARTS.iter().any(|part| name.contains(part)) {
            return;
        }
        let comments = [
            "comments",
            "people",
            "glossary",
            "customXml",
            "charts",
            "diagrams",
        ];
        if comments.iter().any(|part| name.contains(part)) {
            self.notes.push(DocumentNote::Attachment);
        }
        self.element(tree);
    }

    fn element(&mut self, element: &Element) {
        for (key, value) in &element.attributes {
            if WORDED.contains(&key.as_str()) {
                self.push(value);
            }
        }
        if let Some(author) = element.attribute("author") {
            self.push(&format!("Author: {author}"));
        }
        let named = element.attribute("name");
        if let (Some(name), Some(value)) = (named, element.attribute("val")) {
            self.push(&format!("{name}: {value}"));
        }
        if matches!(element.name.as_str(), "p" | "property") {
            // A paragraph's words stand in many runs.
            let text = element.text();
            match named {
                Some(name) => self.push(&format!("{name}: {}", text.trim())),
                None => self.push(&text),
            }
        }
        for child in &element.children {
            match child {
                Node::Element(child) => self.element(child),
                Node::Text(text) => self.text(&element.name, text),
            }
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        match LABELS.iter().find(|(element, _)| *element == name) {
            Some((_, label)) => self.push(&format!("{label}: {}", text.trim())),
            None => self.push(text),
        }
    }

    fn push(&mut self, text: &str) {
        let text = text.trim();
        if is_worded(text) && self.texts.len() < MAX_TEXTS {
            self.texts.push(text.to_owned());
        }
    }
}
