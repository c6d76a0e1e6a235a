//! RTF in: what a word processor shows, as lines of text.
//!
//! Hidden and deleted text, comments, field codes, properties and every group
//! that may be skipped are harvested for the table of known values and not
//! carried over. Pictures and objects are noted.

mod code_pages;
mod tokens;

use std::collections::HashMap;

use super::letters::{is_worded, plain_letters};
use super::model::{Document, DocumentNote, Form};
use super::txt;
use crate::finding::{Limit, ReasonCode, Refusal};
use code_pages::Letters;
use tokens::{Token, Tokens};

/// Groups in groups.
const MAX_DEPTH: usize = 1_000;

/// Texts that are kept aside.
const MAX_HIDDEN: usize = 50_000;

/// Fonts and colours of a document.
const MAX_TABLE: usize = 10_000;

/// Headers, footers and notes.
const MAX_PARTS: usize = 20_000;

/// Half points: nobody reads text of one point.
const TINY: i32 = 2;

/// How a file begins.
pub(super) const MARK: &[u8] = b"{\\rtf";

/// Reads an RTF.
///
/// # Errors
/// [`ReasonCode::Malformed`], [`ReasonCode::OverLimit`] or [`ReasonCode::NoText`].
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let (text, hidden, notes) = texts(bytes)?;
    Ok(Document {
        form: Form::Flowing,
        pages: txt::pages(&text)?,
        hidden,
        notes,
    })
}

/// What is shown, what is not, and what was left out.
pub(super) fn texts(bytes: &[u8]) -> Result<(String, Vec<String>, Vec<DocumentNote>), Refusal> {
    if !bytes.starts_with(MARK) {
        return Err(Refusal::of(ReasonCode::Malformed));
    }
    let mut reader = Reader::default();
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        if let Token::Word("bin", Some(count)) = token {
            tokens.pass_over(usize::try_from(count).unwrap_or(0));
        } else {
            reader.token(token)?;
        }
    }
    Ok(reader.finish())
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Header,
    Footer,
    Note,
    /// Not shown; harvested, with a label if one is known.
    Aside(&'static str),
    /// The table of fonts: which font has which letters.
    Fonts,
    /// The table of colours.
    Colours,
    /// Numbers and bytes, no words.
    Nothing,
}

/// What holds inside a group.
#[derive(Clone, Copy)]
struct State {
    place: Place,
    hidden: bool,
    deleted: bool,
    tiny: bool,
    /// Place in the table of colours.
    ink: i32,
    dark_ground: bool,
    font: i32,
    /// Stand-ins that follow a letter by number.
    stand_ins: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            place: Place::Body,
            hidden: false,
            deleted: false,
            tiny: false,
            ink: 0,
            dark_ground: false,
            font: -1,
            stand_ins: 1,
        }
    }
}

#[derive(Default)]
struct Reader {
    state: State,
    open: Vec<State>,
    page: Option<Letters>,
    fonts: HashMap<i32, Letters>,
    /// Red, green, blue.
    colours: Vec<[u8; 3]>,
    colour: [u8; 3],
    /// Bytes and UTF-16 units that are no letters yet.
    bytes: Vec<u8>,
    units: Vec<u16>,
    /// Stand-ins that are still to be left out.
    skip: usize,
    /// A group that nobody needs to know begins here.
    may_skip: bool,
    dark_row: bool,
    body: String,
    headers: Vec<String>,
    footers: Vec<String>,
    footnotes: Vec<String>,
    aside: String,
    hidden: Vec<String>,
    notes: Vec<DocumentNote>,
}

impl Reader {
    fn token(&mut self, token: Token<'_>) -> Result<(), Refusal> {
        match token {
            Token::Open => {
                self.flush();
                self.skip = 0;
                if self.open.len() >= MAX_DEPTH {
                    return Err(Refusal::over(Limit::ReportParts));
                }
                self.open.push(self.state);
                self.may_skip = false;
            }
            Token::Close => {
                self.flush();
                self.skip = 0;
                let before = self.open.pop().unwrap_or_default();
                if before.place != self.state.place || before.is_shown() != self.state.is_shown() {
                    self.put_aside();
                }
                self.state = before;
                self.may_skip = false;
            }
            Token::MaySkip => self.may_skip = true,
            Token::Word(word, number) => {
                if word != "u" {
                    self.flush();
                }
                let may_skip = std::mem::take(&mut self.may_skip);
                if !self.destination(word, may_skip) {
                    self.word(word, number);
                }
            }
            Token::Byte(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.flush_units();
                    self.bytes.push(byte);
                }
            }
            Token::Tab => self.sign("\t"),
            Token::Paragraph => self.sign("\n"),
            Token::Blank => self.sign(" "),
            Token::Hyphen => self.sign("-"),
        }
        Ok(())
    }

    /// A word that says where the text of its group goes.
    fn destination(&mut self, word: &str, may_skip: bool) -> bool {
        let place = match word {
            "header" | "headerl" | "headerr" | "headerf" => Place::Header,
            "footer" | "footerl" | "footerr" | "footerf" => Place::Footer,
            "footnote" => Place::Note,
            "fonttbl" => Place::Fonts,
            "colortbl" => Place::Colours,
            "author" | "operator" | "manager" => Place::Aside("Author: "),
            "company" => Place::Aside("Company: "),
            "title" | "subject" | "keywords" | "doccomm" | "category" | "hlinkbase" | "info"
            | "stylesheet" | "fldinst" | "sp" | "xe" | "tc" | "objclass" | "objname" | "ud"
            | "private" | "template" | "filetbl" | "revtbl" | "pn" => Place::Aside(""),
            "pict" | "objdata" | "themedata" | "datastore" | "colorschememapping" | "listtable"
            | "listoverridetable" | "rsidtbl" | "latentstyles" | "shprslt" | "nonshppict" => {
                Place::Nothing
            }
            // Known to carry what is shown: boxes, lists, results of objects.
            "shpinst" | "shptxt" | "shp" | "listtext" | "pntext" | "result" | "fldrslt"
            | "shppict" | "nesttableprops" => return true,
            _ if may_skip => {
                self.note(DocumentNote::HiddenText);
                Place::Aside("")
            }
            _ => return false,
        };
        match word {
            "pict" => self.note(DocumentNote::Picture),
            "objdata" => self.note(DocumentNote::Attachment),
            _ => {}
        }
        // A box stands in a group that is left out but for its text.
        let inside_nothing = matches!(self.state.place, Place::Nothing | Place::Aside(_));
        let labelled = matches!(place, Place::Aside(label) if !label.is_empty());
        if inside_nothing && !labelled {
            return true;
        }
        self.put_aside();
        self.enter(place);
        true
    }

    fn enter(&mut self, place: Place) {
        let parts = match place {
            Place::Header => &mut self.headers,
            Place::Footer => &mut self.footers,
            Place::Note => {
                let number = self.footnotes.len() + 1;
                self.write(&format!("[{number}]"));
                &mut self.footnotes
            }
            Place::Body | Place::Aside(_) | Place::Fonts | Place::Colours | Place::Nothing => {
                self.state.place = place;
                return;
            }
        };
        if parts.len() < MAX_PARTS {
            parts.push(String::new());
        }
        self.state.place = place;
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "par" | "line" | "softline" | "column" | "softcol" => self.sign("\n"),
            "sect" => self.sign("\n\n"),
            "page" => self.sign("\u{C}"),
            "tab" | "cell" | "nestcell" => self.sign("\t"),
            "row" | "nestrow" => {
                self.sign("\n");
                self.dark_row = false;
            }
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "bullet" => self.sign("•"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "emspace" | "enspace" | "qmspace" => self.sign(" "),
            "u" => self.unit(value),
            "uc" => self.state.stand_ins = usize::try_from(value).unwrap_or(1).min(16),
            "v" | "webhidden" => self.set(|state| state.hidden = on),
            "deleted" => self.set(|state| state.deleted = on),
            "fs" => self.set(|state| state.tiny = value <= TINY),
            "cf" => self.set(|state| state.ink = value),
            "cb" | "chcbpat" | "highlight" | "cbpat" => {
                self.set(|state| state.dark_ground = value != 0);
            }
            "clcbpat" => self.dark_row |= value != 0,
            "plain" => self.set(|state| {
                (state.hidden, state.deleted, state.tiny) = (false, false, false);
                (state.ink, state.dark_ground) = (0, false);
            }),
            "f" => self.state.font = value,
            "fcharset" if self.state.place == Place::Fonts => {
                if let Some(letters) = Letters::of_font(value)
                    && self.fonts.len() < MAX_TABLE
                {
                    self.fonts.insert(self.state.font, letters);
                }
            }
            "ansicpg" => self.page = Some(Letters::of_page(value)),
            "mac" => self.page = Some(Letters::of_page(10000)),
            "pc" => self.page = Some(Letters::of_page(437)),
            "pca" => self.page = Some(Letters::of_page(850)),
            "red" => self.shade(0, value),
            "green" => self.shade(1, value),
            "blue" => self.shade(2, value),
            _ => {}
        }
    }

    /// Changes the look; what was hidden so far is put aside.
    fn set(&mut self, change: impl FnOnce(&mut State)) {
        let shown = self.is_shown();
        change(&mut self.state);
        if shown != self.is_shown() {
            self.put_aside();
        }
    }

    fn shade(&mut self, channel: usize, value: i32) {
        if let Some(shade) = self.colour.get_mut(channel) {
            *shade = u8::try_from(value).unwrap_or(u8::MAX);
        }
    }

    /// A letter by its UTF-16 unit; numbers above 32767 are written below zero.
    fn unit(&mut self, value: i32) {
        self.flush_bytes();
        self.units.push((value & 0xFFFF) as u16);
        self.skip = self.state.stand_ins;
    }

    fn sign(&mut self, sign: &str) {
        self.flush();
        self.write(sign);
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state.place == Place::Colours {
            for _ in bytes.iter().filter(|byte| **byte == b';') {
                if self.colours.len() < MAX_TABLE {
                    self.colours.push(self.colour);
                }
                self.colour = [0; 3];
            }
            return;
        }
        let page = self.page.unwrap_or(Letters::of_page(1252));
        let letters = self.fonts.get(&self.state.font).copied().unwrap_or(page);
        let text = plain_letters(&letters.read(&bytes));
        self.write(&text);
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            let units = std::mem::take(&mut self.units);
            let text = plain_letters(&String::from_utf16_lossy(&units));
            self.write(&text);
        }
    }

    fn is_shown(&self) -> bool {
        let white = usize::try_from(self.state.ink)
            .ok()
            .and_then(|place| self.colours.get(place))
            == Some(&[u8::MAX; 3]);
        let unseen = white && !self.state.dark_ground && !self.dark_row;
        self.state.is_shown() && !unseen
    }

    fn write(&mut self, text: &str) {
        let shown = self.is_shown();
        match (self.state.place, shown) {
            (Place::Fonts | Place::Colours | Place::Nothing, _) => {}
            (Place::Aside(_), _) | (_, false) => self.aside.push_str(text),
            (Place::Body, true) => self.body.push_str(text),
            (Place::Header, true) => push_last(&mut self.headers, text),
            (Place::Footer, true) => push_last(&mut self.footers, text),
            (Place::Note, true) => push_last(&mut self.footnotes, text),
        }
    }

    /// Ends a stretch of text that is not shown.
    fn put_aside(&mut self) {
        let text = std::mem::take(&mut self.aside);
        let text = text.trim();
        if !is_worded(text) || self.hidden.len() >= MAX_HIDDEN {
            return;
        }
        let label = match self.state.place {
            Place::Aside(label) => label,
            Place::Body | Place::Header | Place::Footer | Place::Note => {
                self.note(DocumentNote::HiddenText);
                ""
            }
            Place::Fonts | Place::Colours | Place::Nothing => "",
        };
        self.hidden.push(format!("{label}{text}"));
    }

    fn note(&mut self, note: DocumentNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Header, body, notes, footer; what several pages repeat comes once.
    fn finish(mut self) -> (String, Vec<String>, Vec<DocumentNote>) {
        self.flush();
        self.put_aside();
        let mut parts: Vec<String> = once_each(self.headers);
        parts.push(self.body);
        for (place, note) in self.footnotes.into_iter().enumerate() {
            parts.push(format!("[{}] {}", place + 1, note.trim()));
        }
        parts.extend(once_each(self.footers));
        parts.retain(|part| !part.trim().is_empty());
        let text = parts.join("\n\n");
        let rows: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        self.notes.sort_unstable();
        (rows.join("\n"), self.hidden, self.notes)
    }
}

impl State {
    fn is_shown(&self) -> bool {
        !(self.hidden || self.deleted || self.tiny)
    }
}

fn push_last(parts: &mut [String], text: &str) {
    if let Some(last) = parts.last_mut() {
        last.push_str(text);
    }
}

fn once_each(parts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    // Sections without end repeat one of a few headers.
    for part in parts.into_iter().take(200) {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen
}

#[cfg(test)]
mod tests;
