//! A finished PDF, inflated and read.

use std::collections::HashSet;
use std::ops::Range;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{MaybeRef, Object};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

use sha2::{Digest as _, Sha256};

use super::Both;
use super::searcher::Searcher;
use super::sieve::Terrain;
use super::text::Place;
use crate::finding::{ReasonCode, Refusal};

/// A PDF that the product writes is small.
const LIMIT_BYTES: usize = 256 << 20;
const LIMIT_OBJECTS: usize = 1_000_000;
const LIMIT_DEPTH: usize = 32;

/// Checks every object, every stream and the text of every page.
pub fn check(searcher: &Searcher, bytes: &[u8], place: Place, both: &Both) -> Result<(), Refusal> {
    let (mut objects, mut pages) = (None, None);
    both(
        &mut || objects = Some(check_objects(searcher, bytes, place)),
        &mut || pages = Some(check_pages(searcher, bytes, place)),
    );
    let lost = Refusal::of(ReasonCode::WorkerLost);
    objects.ok_or(lost)?.and(pages.ok_or(lost)?)
}

fn read(bytes: &[u8]) -> Result<Pdf, Refusal> {
    let refused = Refusal::of(ReasonCode::NotVerified);
    if bytes.len() > LIMIT_BYTES || !bytes.starts_with(b"%PDF-") {
        return Err(refused);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| refused)?;
    if pdf.len() > LIMIT_OBJECTS || pdf.pages().is_empty() {
        return Err(refused);
    }
    Ok(pdf)
}

fn check_objects(searcher: &Searcher, bytes: &[u8], place: Place) -> Result<(), Refusal> {
    let mut objects = Objects {
        searcher,
        // A string of a paper is no narrative.
        place: match place {
            Place::OwnPaper => Place::OwnPaper,
            Place::Narrative | Place::Value | Place::Numeric => Place::Value,
        },
        clear: HashSet::new(),
    };
    for object in read(bytes)?.objects() {
        if objects.find(&object, 0)? {
            return Err(Refusal::of(ReasonCode::LeakFound));
        }
    }
    Ok(())
}

fn check_pages(searcher: &Searcher, bytes: &[u8], place: Place) -> Result<(), Refusal> {
    for text in page_texts(&read(bytes)?) {
        // Once as the pieces stand, once with a blank between them.
        for text in [&text.joined, &text.spaced] {
            if searcher.finds_in_text(text, place)
                || (place != Place::OwnPaper && searcher.finds_without_blanks(text))
            {
                return Err(Refusal::of(ReasonCode::LeakFound));
            }
        }
    }
    Ok(())
}

/// The text of each page, a line for a line; `None` if it does not read.
#[must_use]
pub fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let readable = pdf.len() <= LIMIT_OBJECTS && !pdf.pages().is_empty();
    let texts = || page_texts(&pdf).into_iter().map(|text| text.spaced);
    readable.then(|| texts().collect())
}

/// Looks into strings, names and keys, and into streams with their filters
/// undone.
struct Objects<'a> {
    searcher: &'a Searcher,
    place: Place,
    /// Names that hold nothing: a structure tree says the same few again and
    /// again.
    clear: HashSet<String>,
}

impl Objects<'_> {
    fn find(&mut self, object: &Object, depth: usize) -> Result<bool, Refusal> {
        if depth > LIMIT_DEPTH {
            return Err(Refusal::of(ReasonCode::NotVerified));
        }
        match object {
            Object::Null(_) | Object::Boolean(_) | Object::Number(_) => Ok(false),
            Object::String(string) => Ok(string_texts(string.as_bytes())
                .iter()
                .any(|text| self.searcher.finds_in_text(text, self.place))),
            Object::Name(name) => Ok(self.name(name.as_str())),
            Object::Array(array) => {
                for item in array.raw_iter() {
                    if let MaybeRef::NotRef(item) = item
                        && self.find(&item, depth + 1)?
                    {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Object::Dict(dict) => {
                for (key, item) in dict.entries() {
                    if self.name(key.as_str()) {
                        return Ok(true);
                    }
                    // Streams and dictionaries behind a reference are objects of
                    // their own and come by themselves.
                    if let MaybeRef::NotRef(item) = item
                        && self.find(&item, depth + 1)?
                    {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Object::Stream(stream) => {
                let dict = Object::Dict(stream.dict().clone());
                if self.find(&dict, depth + 1)? {
                    return Ok(true);
                }
                let data = stream
                    .decoded_data()
                    .map_err(|_| Refusal::of(ReasonCode::NotVerified))?;
                Ok(stream_finds(self.searcher, &data, self.place))
            }
        }
    }

    fn name(&mut self, name: &str) -> bool {
        if self.clear.contains(name) {
            return false;
        }
        if self.searcher.finds_in_text(name, self.place) {
            return true;
        }
        self.clear.insert(name.to_owned());
        false
    }
}

/// Inflated bytes: raw needles everywhere; XMP and other marked-up text is
/// read as text besides.
fn stream_finds(searcher: &Searcher, data: &[u8], place: Place) -> bool {
    if let Some(names) = own_names(data) {
        let (before, behind) = (data.get(..names.start), data.get(names.end..));
        return [before, behind]
            .into_iter()
            .flatten()
            .any(|part| searcher.finds_in_bytes(part, Terrain::Written, place));
    }
    if searcher.finds_in_bytes(data, Terrain::Written, place) {
        return true;
    }
    data.trim_ascii_start().starts_with(b"<")
        && std::str::from_utf8(data).is_ok_and(|text| searcher.finds_in_text(text, place))
}

/// SHA-256 of the table of names (ISO/IEC 14496-22 5.2.7) of each built-in font, as
/// it stands in a subset: makers, licence, trade marks. A patient may be called like
/// one of their words; these very bytes come from no input.
const OWN_NAMES: [[u8; 32]; 3] = [
    hex_literal(b"ebd629651fa2c1813ad64ed7e255d0e166c29a0f1880bfbad5e5e662b625e6d1"),
    hex_literal(b"c9451e503546b593593e28f34e71edc4c160e01f38c5118a89f770c22ca7eb5a"),
    hex_literal(b"dde6c3803ec60be36168af7d7d8f0b8a3af316683874dc752a749c59ab91ed04"),
];

/// Where the table of names of a built-in font stands in a font program; `None` for
/// any other stream, and for a font whose names are others.
fn own_names(data: &[u8]) -> Option<Range<usize>> {
    let long = |at: usize| -> Option<usize> {
        let bytes = data.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    if !data.starts_with(&[0, 1, 0, 0]) {
        return None;
    }
    let tables = usize::from(u16::from_be_bytes(data.get(4..6)?.try_into().ok()?));
    let row = (0..tables)
        .map(|table| 12 + 16 * table)
        .find(|row| data.get(*row..row + 4) == Some(b"name"))?;
    let start = long(row + 8)?;
    let names = start..start.checked_add(long(row + 12)?)?;
    let sum: [u8; 32] = Sha256::digest(data.get(names.clone())?).into();
    OWN_NAMES.contains(&sum).then_some(names)
}

const fn hex_literal(digits: &[u8; 64]) -> [u8; 32] {
    const fn value(digit: u8) -> u8 {
        match digit {
            b'0'..=b'9' => digit - b'0',
            _letter => digit - b'a' + 10,
        }
    }
    let mut bytes = [0; 32];
    let mut at = 0;
    while at < 32 {
        bytes[at] = value(digits[2 * at]) << 4 | value(digits[2 * at + 1]);
        at += 1;
    }
    bytes
}

/// A PDF text string: UTF-16 with a mark, UTF-8 with a mark, or
/// PDFDocEncoding, of which Latin-1 is near enough (ISO 32000-1 §7.9.2.2).
fn string_texts(bytes: &[u8]) -> Vec<String> {
    if let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") {
        let units = wide
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| u16::from_be_bytes(*pair));
        return vec![
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        ];
    }
    let latin = bytes.iter().copied().map(char::from).collect();
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![text.trim_start_matches('\u{FEFF}').to_owned(), latin],
        Err(_) => vec![latin],
    }
}

/// The text of a page in drawing order.
#[derive(Default)]
struct PageText {
    /// Pieces follow each other without anything between.
    joined: String,
    /// A blank between pieces.
    spaced: String,
    last: Option<Point>,
}

fn page_texts(pdf: &Pdf) -> Vec<PageText> {
    let cache = InterpreterCache::new();
    pdf.pages()
        .iter()
        .map(|page| {
            let mut text = PageText::default();
            let mut context = Context::new(
                Affine::IDENTITY,
                Rect::new(-1e6, -1e6, 1e6, 1e6),
                &cache,
                page.xref(),
                InterpreterSettings::default(),
            );
            interpret_page(page, &mut context, &mut text);
            text
        })
        .collect()
}

impl PageText {
    fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.spaced.push_str(text);
    }

    /// A new line where the baseline moves or the text goes back.
    fn begin_run(&mut self, at: Point) {
        let new_line = self
            .last
            .is_some_and(|last| (last.y - at.y).abs() > 1.0 || at.x < last.x);
        if new_line {
            self.push("\n");
        } else {
            self.spaced.push(' ');
        }
        self.last = Some(at);
    }
}

impl<'a> Device<'a> for PageText {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        if let Some(first) = run.glyphs().first() {
            self.begin_run((props.transform * first.transform()) * Point::ZERO);
        }
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => self.push(letter.encode_utf8(&mut [0; 4])),
                Some(BfString::String(letters)) => self.push(&letters),
                None => self.push("\u{FFFD}"),
            }
        }
        if let Some(last) = run.glyphs().last() {
            self.last = Some((props.transform * last.transform()) * Point::ZERO);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
