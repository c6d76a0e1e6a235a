//! DOCX in: what Word shows, as lines and paragraphs.
//!
//! Only runs that are shown are read. Deleted and hidden text, comments,
//! properties, alternative texts, field codes and every part that is not
//! known are harvested for the table of known values and not carried over.

mod blocks;
mod harvest;
mod package;
mod styles;
mod walk;

use super::model::{Document, DocumentNote, Form};
use super::xml;
use crate::finding::{ReasonCode, Refusal};
use blocks::{Block, Paragraph};
use harvest::Harvest;
use package::{Package, Reach, Relationship};
use styles::{Lists, Styles};
use walk::{NoteKind, Walker};
use xml::Element;

/// Reads a DOCX.
///
/// # Errors
/// [`ReasonCode::Encrypted`], [`ReasonCode::Malformed`],
/// [`ReasonCode::OverLimit`] or [`ReasonCode::NoText`].
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let package = Package::open(bytes)?;
    let main = main_part(&package)?;
    let related = package.relationships(&main)?;
    let mut read: Vec<String> = vec![main.clone()];
    let mut part = |kind: &str| -> Result<Vec<Element>, Refusal> {
        let names = related
            .iter()
            .filter(|part| part.kind == kind && part.reach == Reach::Part);
        let mut trees = Vec::new();
        for name in names {
            if let Some(tree) = package.tree(&name.target)? {
                read.push(name.target.clone());
                trees.push(tree);
            }
        }
        Ok(trees)
    };
    let styles = part("styles")?.first().map(Styles::read);
    let lists = part("numbering")?.first().map(Lists::read);
    let mut walker = Walker::new(styles.unwrap_or_default(), lists.unwrap_or_default());
    let mut blocks = once_each(part("header")?, &mut walker)?;
    let body = package
        .tree(&main)?
        .ok_or(Refusal::of(ReasonCode::Malformed))?;
    blocks.extend(walker.blocks(&body)?);
    for (kind, name) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
        for tree in part(name)? {
            blocks.extend(notes(kind, &tree, &mut walker)?);
        }
    }
    blocks.extend(once_each(part("footer")?, &mut walker)?);
    let mut harvest = Harvest::default();
    for name in package
        .names()
        .filter(|name| !read.iter().any(|read| read == name))
    {
        if let Some(tree) = package.tree(name)? {
            harvest.part(name, &tree);
        }
    }
    finish(blocks, walker, harvest, &package.others)
}

fn main_part(package: &Package) -> Result<String, Refusal> {
    let related = package.relationships("")?;
    let named = related
        .into_iter()
        .find(|part: &Relationship| part.kind == "officeDocument" && part.reach == Reach::Part)
        .map(|part| part.target);
    let standard = || {
        let name = "word/document.xml";
        package
            .names()
            .any(|part| part == name)
            .then(|| name.to_owned())
    };
    named
        .or_else(standard)
        .ok_or(Refusal::of(ReasonCode::Malformed))
}

/// Headers and footers: those of first, even and other pages often say the same.
fn once_each(trees: Vec<Element>, walker: &mut Walker) -> Result<Vec<Block>, Refusal> {
    let mut seen: Vec<Vec<Block>> = Vec::new();
    for tree in trees {
        let blocks = walker.blocks(&tree)?;
        if !seen.contains(&blocks) {
            seen.push(blocks);
        }
    }
    Ok(seen.concat())
}

/// Foot and endnotes that the text refers to, in its order; others are hidden.
fn notes(kind: NoteKind, tree: &Element, walker: &mut Walker) -> Result<Vec<Block>, Refusal> {
    let mut found: Vec<(usize, Vec<Block>)> = Vec::new();
    for note in tree.elements() {
        // Separators carry a type and no text of the author.
        if note.attribute("type").is_some_and(|kind| kind != "normal") {
            continue;
        }
        let id = note.attribute("id").unwrap_or_default();
        match walker.note_number(kind, id) {
            Some(number) => {
                let mut blocks = walker.blocks(note)?;
                if let Some(Block::Paragraph(first)) = blocks.first_mut() {
                    first.put_sign(&format!("[{number}]"));
                }
                found.push((number, blocks));
            }
            None => walker.hide(&note.text()),
        }
    }
    found.sort_by_key(|(number, _)| *number);
    Ok(found.into_iter().flat_map(|(_, blocks)| blocks).collect())
}

fn finish(
    blocks: Vec<Block>,
    walker: Walker,
    harvest: Harvest,
    others: &[String],
) -> Result<Document, Refusal> {
    let mut document = Document {
        form: Form::Flowing,
        pages: blocks::pages(&blocks)?,
        hidden: walker.hidden,
        notes: walker.notes,
    };
    document.hidden.extend(harvest.texts);
    document.notes.extend(harvest.notes);
    for name in others {
        let picture = name.contains("/media/") || name.contains("thumbnail");
        document.notes.push(if picture {
            DocumentNote::Picture
        } else {
            DocumentNote::Attachment
        });
    }
    document.notes.sort_unstable();
    document.notes.dedup();
    if document.pages.iter().all(|page| page.segments.is_empty()) {
        return Err(Refusal::of(ReasonCode::NoText));
    }
    Ok(document)
}

impl Paragraph {
    /// Puts a sign (list number, number of a note) before the text.
    fn put_sign(&mut self, sign: &str) {
        self.pieces.insert(
            0,
            blocks::Piece::Text(format!("{sign} "), super::model::Weight::Regular),
        );
    }
}
#[cfg(test)]
mod tests;
