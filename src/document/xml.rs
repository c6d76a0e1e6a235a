//! XML without document types and entities, as a small tree.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements and texts of one part.
const MAX_NODES: usize = 2_000_000;

/// Elements in elements. Word itself stays below thirty.
const MAX_DEPTH: usize = 160;

/// Attributes of one element.
const MAX_ATTRIBUTES: usize = 256;

/// Why a part cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum XmlFault {
    /// Not well formed, or it has a document type or an unknown entity.
    Malformed,
    /// More or deeper than the limits.
    OverLimit,
}

/// An element with local names: prefixes may be chosen freely by a writer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute, by local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements directly inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name directly inside.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All text inside, at any depth.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => element.push_text(text),
            }
        }
    }
}

/// Parses a part.
///
/// # Errors
/// [`XmlFault`]; nothing of the text is repeated.
pub(super) fn parse(text: &str) -> Result<Element, XmlFault> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let mut nodes = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| XmlFault::Malformed)?;
        nodes += 1;
        if nodes > MAX_NODES || open.len() > MAX_DEPTH {
            return Err(XmlFault::OverLimit);
        }
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => {
                let element = element(&start)?;
                put(&mut open, Node::Element(element))?;
            }
            Event::End(_) => {
                let element = open.pop().ok_or(XmlFault::Malformed)?;
                put(&mut open, Node::Element(element))?;
            }
            Event::Text(part) => put(&mut open, Node::Text(part.xml10_content().into_owned()))?,
            Event::CData(part) => put(&mut open, Node::Text(part.into_inner().into_owned()))?,
            Event::GeneralRef(reference) => {
                put(&mut open, Node::Text(letter(&reference)?.to_string()))?;
            }
            // THREATS: entity bombs and outside files come through here.
            Event::DocType(_) => return Err(XmlFault::Malformed),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    let mut open = open.into_iter();
    match (open.next(), open.next()) {
        (Some(document), None) => document
            .children
            .into_iter()
            .find_map(|child| match child {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .ok_or(XmlFault::Malformed),
        _ => Err(XmlFault::Malformed),
    }
}

fn put(open: &mut [Element], node: Node) -> Result<(), XmlFault> {
    let parent = open.last_mut().ok_or(XmlFault::Malformed)?;
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => parent.children.push(node),
    }
    Ok(())
}

fn element(start: &BytesStart<'_>) -> Result<Element, XmlFault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| XmlFault::Malformed)?;
        let value =
            quick_xml::escape::unescape(&attribute.value).map_err(|_| XmlFault::Malformed)?;
        let key = local(attribute.key.0);
        attributes.push((key.to_owned(), value.into_owned()));
        if attributes.len() > MAX_ATTRIBUTES {
            return Err(XmlFault::OverLimit);
        }
    }
    Ok(Element {
        name: local(start.name().0).to_owned(),
        attributes,
        children: Vec::new(),
    })
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The five letters that XML names itself, and letters by number.
fn letter(reference: &BytesRef<'_>) -> Result<char, XmlFault> {
    let name: &str = reference;
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => {
            let number = match name.strip_prefix("#x") {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => name
                    .strip_prefix('#')
                    .and_then(|number| number.parse().ok()),
            };
            number.and_then(char::from_u32).ok_or(XmlFault::Malformed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_dropped_and_letters_by_number_are_letters() {
        let tree =
            parse("<?xml version=\"1.0\"?><w:a x:k='1 &amp; 2'>A&#x42;&lt;<b/></w:a>").unwrap();
        assert_eq!(tree.name, "a");
        assert_eq!(tree.attribute("k"), Some("1 & 2"));
        assert_eq!(tree.text(), "AB<");
        assert!(tree.child("b").is_some());
    }

    #[test]
    fn document_types_and_unknown_entities_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
        assert_eq!(parse(bomb), Err(XmlFault::Malformed));
        assert_eq!(parse("<a>&name;</a>"), Err(XmlFault::Malformed));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(parse(&deep), Err(XmlFault::OverLimit));
        assert_eq!(parse("<a><b></a>"), Err(XmlFault::Malformed));
    }
}
