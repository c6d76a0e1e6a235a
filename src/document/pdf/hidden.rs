//! Every text of a PDF that is not on its pages: Info, XMP, form values, notes,
//! bookmarks, names and text of attachments, scripts. Harvested, never kept.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::texts::pdf_text;
use crate::document::letters::is_worded;
use crate::document::model::{Document, DocumentNote};
use crate::document::txt;

/// Texts that are taken from one document.
const MAX_TEXTS: usize = 20_000;

/// Letters that are taken from one document.
const MAX_LETTERS: usize = 4_000_000;

/// Bytes of one stream that are read for text.
const MAX_STREAM_BYTES: usize = 4_000_000;

/// Arrays in dictionaries in arrays.
const MAX_DEPTH: usize = 24;

/// Keys whose strings are never words: encryption, digests, fonts, appearance.
const WORDLESS_KEYS: &[&[u8]] = &[
    b"ID",
    b"O",
    b"U",
    b"OE",
    b"UE",
    b"Perms",
    b"CheckSum",
    b"CharSet",
    b"Panose",
    b"Registry",
    b"Ordering",
    b"DA",
    b"DS",
    b"Lookup",
    b"ByteRange",
    b"Cert",
    b"DigestValue",
    b"OCSPs",
];

/// Keys that label what stands under them: the label helps to tell a name.
const LABELS: &[&[u8]] = &[
    b"Author",
    b"Title",
    b"Subject",
    b"Keywords",
    b"Creator",
    b"Manager",
    b"Company",
    b"Name",
    b"Reason",
    b"Location",
    b"ContactInfo",
];

/// Gathers the hidden texts of a PDF and notes what carries them.
pub(super) fn harvest(pdf: &Pdf, document: &mut Document) {
    let mut harvest = Harvest::default();
    for object in pdf.objects() {
        if harvest.is_full() {
            break;
        }
        harvest.object(&object, 0);
    }
    if harvest.attachments {
        document.notes.push(DocumentNote::Attachment);
    }
    if pdf.xref().has_optional_content_groups() {
        document.notes.push(DocumentNote::HiddenText);
    }
    document.hidden.append(&mut harvest.texts);
}

#[derive(Default)]
struct Harvest {
    texts: Vec<String>,
    letters: usize,
    attachments: bool,
}

impl Harvest {
    fn is_full(&self) -> bool {
        self.texts.len() >= MAX_TEXTS || self.letters >= MAX_LETTERS
    }

    fn push(&mut self, text: &str) {
        let text = text.trim();
        if is_worded(text) && !self.is_full() {
            self.letters += text.len();
            self.texts.push(text.to_owned());
        }
    }

    fn object(&mut self, object: &Object<'_>, depth: usize) {
        if depth > MAX_DEPTH || self.is_full() {
            return;
        }
        match object {
            Object::String(text) => self.push(&pdf_text(text.as_bytes())),
            Object::Array(array) => self.array(array, depth),
            Object::Dict(dict) => self.dict(dict, depth),
            Object::Stream(stream) => {
                self.dict(stream.dict(), depth);
                self.stream(stream);
            }
            Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::Name(_) => {}
        }
    }

    /// Values only: what a reference leads to is an object of its own.
    fn array(&mut self, array: &Array<'_>, depth: usize) {
        for item in array.raw_iter() {
            if let hayro_interpret::hayro_syntax::object::MaybeRef::NotRef(item) = item {
                self.object(&item, depth + 1);
            }
        }
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) {
        self.note(dict);
        self.labelled(dict);
        for (key, value) in dict.entries() {
            let key: &[u8] = key.as_ref();
            if WORDLESS_KEYS.contains(&key) {
                continue;
            }
            if let hayro_interpret::hayro_syntax::object::MaybeRef::NotRef(value) = value {
                self.object(&value, depth + 1);
            }
        }
    }

    /// Texts with the label under which they stand: properties, form fields,
    /// the author of a note.
    fn labelled(&mut self, dict: &Dict<'_>) {
        let text = |key: &[u8]| match dict.get::<Object<'_>>(key) {
            Some(Object::String(text)) => Some(pdf_text(text.as_bytes())),
            _ => None,
        };
        for key in LABELS {
            if let (Some(value), Ok(label)) = (text(key), std::str::from_utf8(key)) {
                self.push(&format!("{label}: {}", value.trim()));
            }
        }
        if let Some(title) = text(b"T") {
            let is_note = dict.contains_key(b"Contents") && !dict.contains_key(b"FT");
            if is_note {
                self.push(&format!("Author: {}", title.trim()));
            }
            if let Some(value) = text(b"V") {
                self.push(&format!("{}: {}", title.trim(), value.trim()));
            }
        }
    }

    /// What a reader of the source sees or gets beside the pages.
    fn note(&mut self, dict: &Dict<'_>) {
        let is = |key: &[u8], values: &[&[u8]]| {
            dict.get::<Name<'_>>(key)
                .is_some_and(|name| values.contains(&name.as_ref()))
        };
        let link = is(b"Subtype", &[b"Link"]);
        let annotation = is(b"Type", &[b"Annot"]) && !link;
        let field = dict.contains_key(b"FT") && dict.contains_key(b"V");
        let attached = is(b"Type", &[b"EmbeddedFile", b"Filespec"]) && dict.contains_key(b"EF")
            || is(b"Type", &[b"EmbeddedFile"]);
        self.attachments |= annotation || field || attached;
    }

    /// XMP, XFA and attached texts.
    fn stream(&mut self, stream: &Stream<'_>) {
        let dict = stream.dict();
        let name = |key: &[u8]| dict.get::<Name<'_>>(key);
        let is = |key: &[u8], value: &[u8]| name(key).is_some_and(|name| name.as_ref() == value);
        let attached = is(b"Type", b"EmbeddedFile");
        let xmp = is(b"Type", b"Metadata") || is(b"Subtype", b"XML");
        // XFA parts, scripts and long notes carry no type.
        let untyped = name(b"Type").is_none()
            && name(b"Subtype").is_none()
            && !dict.contains_key(b"Length1")
            && !dict.contains_key(b"FunctionType")
            && !dict.contains_key(b"N");
        if !(attached || xmp || untyped) {
            return;
        }
        let Ok(bytes) = stream.decoded_data() else {
            return;
        };
        let bytes = bytes.get(..MAX_STREAM_BYTES).unwrap_or(&bytes);
        let Some(text) = txt::decode(bytes) else {
            return;
        };
        let markup = text.trim_start().starts_with('<');
        if markup {
            for piece in markup_texts(&text) {
                self.push(piece);
            }
        } else if attached {
            self.push(&text);
        }
    }
}

/// The texts and attribute values of markup, without reading it as XML: no
/// entity is resolved, no rule of XML can stop it.
fn markup_texts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['<', '>', '"', '\''])
        .map(str::trim)
        .filter(|piece| !piece.starts_with(['/', '?', '!']) && !piece.ends_with('='))
}
