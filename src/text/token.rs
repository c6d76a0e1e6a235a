//! Cuts plain text into words, numbers, signs and line ends, and knows for
//! every word what the lexicon says about it.

use std::cell::OnceCell;

use super::eponyms;
use super::keyed::Key;
use super::labels::{self, Label};
use super::lexicon::{self, Entry, Flag};
use super::normal::Normal;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// One other character.
    Sign(char),
    /// End of a line.
    LineEnd,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `lower`
    Lower,
    /// `Title`
    Title,
    /// `UPPER`, two letters or more.
    Upper,
    /// `U`
    Initial,
    /// `McDonald`, `mAs`
    Mixed,
    /// Not a word.
    None,
}

/// How the letters of a whole line are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineCase {
    /// Capitals tell something.
    Mixed,
    /// Everything in capitals.
    Caps,
    /// Everything in small letters.
    Lower,
}

/// One token. Offsets are bytes of the plain text.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// First byte.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
    /// Its text in lower case.
    low: &'a str,
    /// Bytes of white space before it on its line; the most there can be
    /// before the first one.
    gap: usize,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
    /// A word that begins with a capital letter.
    capital: bool,
    /// What the lexicon says.
    pub entry: Entry,
    /// Stands for the word in tables.
    key: Key,
    /// Which line it stands on.
    pub line: usize,
}

/// One line of text, in tokens.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// First token.
    pub first: usize,
    /// The line end, or the number of tokens.
    pub end: usize,
    /// How its letters are written.
    pub case: LineCase,
}

const NOTHING: Token = Token {
    start: 0,
    end: 0,
    low: "",
    gap: usize::MAX,
    kind: Kind::LineEnd,
    shape: Shape::None,
    capital: false,
    entry: Entry::NONE,
    key: Key::NOTHING,
    line: usize::MAX,
};

/// A text, read: plain form, tokens, lines. Every accessor takes any number
/// and answers with "nothing there" beyond the ends.
#[derive(Debug)]
pub struct Page<'a> {
    /// The plain text.
    pub normal: &'a Normal<'a>,
    /// All tokens in order.
    pub tokens: Vec<Token<'a>>,
    /// All lines in order.
    pub lines: Vec<Line>,
    /// The labels that are listed or guessed, by their first tokens.
    labels: Vec<Option<Label>>,
    /// Which tokens belong to a label with a sign behind it.
    is_label: Vec<bool>,
    has_carets: bool,
    /// Where eponyms stand; looked for when somebody asks first.
    eponyms: OnceCell<Vec<(usize, usize)>>,
    /// How many words before each token name a sign, a disease or a product.
    named: OnceCell<Vec<u32>>,
}

impl<'a> Page<'a> {
    /// Reads a plain text.
    #[must_use]
    pub fn read(normal: &'a Normal<'a>) -> Self {
        let tokens = cut(normal);
        let lines = lines(&tokens);
        let mut page = Self {
            normal,
            tokens,
            lines,
            labels: Vec::new(),
            is_label: Vec::new(),
            has_carets: normal.text.contains('^'),
            eponyms: OnceCell::new(),
            named: OnceCell::new(),
        };
        page.labels = labels::all(&page);
        page.is_label = labels::mark(&page);
        page
    }

    /// The plain text in lower case.
    #[must_use]
    pub fn lower(&self) -> &'a str {
        &self.normal.lower
    }

    /// True if a caret stands anywhere: names may be in the form of DICOM.
    #[must_use]
    pub const fn has_carets(&self) -> bool {
        self.has_carets
    }

    /// First and last byte of each eponym, in order.
    pub fn eponyms(&self) -> &[(usize, usize)] {
        self.eponyms.get_or_init(|| eponyms::phrases(self))
    }

    /// How many eponyms and products stand around a run of tokens, without it.
    pub fn named_around(&self, first: usize, end: usize, reach: usize) -> u32 {
        let named = self.named.get_or_init(|| eponyms::counts(self));
        let count = |from: usize, to: usize| {
            let at = |place: usize| named.get(place.min(self.len())).copied().unwrap_or(0);
            at(to) - at(from)
        };
        count(first.saturating_sub(reach), first) + count(end, end.saturating_add(reach))
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place, or an empty line end.
    #[must_use]
    pub fn token(&self, at: usize) -> &Token<'a> {
        self.tokens.get(at).unwrap_or(&NOTHING)
    }

    /// The token's text in lower case; empty beyond the ends.
    #[must_use]
    pub fn low(&self, at: usize) -> &'a str {
        self.token(at).low
    }

    /// What stands for the word in tables; [`Key::NOTHING`] for anything else.
    #[must_use]
    pub fn key(&self, at: usize) -> Key {
        self.token(at).key
    }

    /// The token's text as written.
    #[must_use]
    pub fn raw(&self, at: usize) -> &'a str {
        let token = self.token(at);
        self.normal
            .text
            .get(token.start..token.end)
            .unwrap_or_default()
    }

    /// Plain text between two bytes.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.normal.text.get(start..end).unwrap_or_default()
    }

    /// Plain lower-case text between two bytes.
    #[must_use]
    pub fn low_slice(&self, start: usize, end: usize) -> &'a str {
        self.normal.lower.get(start..end).unwrap_or_default()
    }

    /// True for a part of a label with a sign: `Req Phys:`.
    #[must_use]
    pub fn is_label(&self, at: usize) -> bool {
        self.is_label.get(at).copied().unwrap_or(false)
    }

    /// The label that begins at a word.
    #[must_use]
    pub fn label(&self, at: usize) -> Option<Label> {
        self.labels.get(at).copied().flatten()
    }

    /// True for a word.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        matches!(self.token(at).kind, Kind::Word)
    }

    /// True for a number.
    #[must_use]
    pub fn is_number(&self, at: usize) -> bool {
        matches!(self.token(at).kind, Kind::Number)
    }

    /// True for this sign.
    #[must_use]
    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        matches!(self.token(at).kind, Kind::Sign(seen) if seen == sign)
    }

    /// The sign at a place; `'\0'` for anything else.
    #[must_use]
    pub fn sign(&self, at: usize) -> char {
        match self.token(at).kind {
            Kind::Sign(sign) => sign,
            Kind::Word | Kind::Number | Kind::LineEnd => '\0',
        }
    }

    /// True for a line end, and beyond the ends of the text.
    #[must_use]
    pub fn is_line_end(&self, at: usize) -> bool {
        matches!(self.token(at).kind, Kind::LineEnd)
    }

    /// True if the word carries the flag.
    #[must_use]
    pub fn has(&self, at: usize, flag: Flag) -> bool {
        self.token(at).entry.has(flag)
    }

    /// How many bytes of white space stand before the token on its line.
    #[must_use]
    pub fn gap(&self, at: usize) -> usize {
        match self.tokens.get(at) {
            Some(token) => token.gap,
            // The end of the text touches the last token.
            None if at == self.len() => gap(self.tokens.last(), 0),
            None => usize::MAX,
        }
    }

    /// True if the character before the token is a tab.
    #[must_use]
    pub fn is_behind_tab(&self, at: usize) -> bool {
        let before = self.token(at).start.wrapping_sub(1);
        self.normal.text.as_bytes().get(before) == Some(&b'\t')
    }

    /// True if the token stands directly behind the one before it.
    #[must_use]
    pub fn is_glued(&self, at: usize) -> bool {
        self.gap(at) == 0
    }

    /// The digits at a place as a number; `None` if not a number or over nine digits.
    #[must_use]
    pub fn value(&self, at: usize) -> Option<u32> {
        if !self.is_number(at) || self.digits(at) > 9 {
            return None;
        }
        let digits = self.low(at).bytes();
        Some(digits.fold(0, |value, digit| value * 10 + u32::from(digit & 0xF)))
    }

    /// How many digits the number at a place has; 0 for anything else.
    #[must_use]
    pub fn digits(&self, at: usize) -> usize {
        let token = self.token(at);
        if matches!(token.kind, Kind::Number) {
            token.end - token.start
        } else {
            0
        }
    }

    /// The first token of a stretch of bytes and the one behind it.
    #[must_use]
    pub fn tokens_of(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.tokens.partition_point(|token| token.end <= start);
        let behind = self.tokens.partition_point(|token| token.start < end);
        (first, behind)
    }

    /// How the line of a token is written.
    #[must_use]
    pub fn case(&self, at: usize) -> LineCase {
        self.lines
            .get(self.token(at).line)
            .map_or(LineCase::Mixed, |line| line.case)
    }

    /// True if the word begins with a capital letter.
    #[must_use]
    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).capital
    }

    /// The line of a token.
    #[must_use]
    pub fn line_of(&self, at: usize) -> Line {
        self.lines
            .get(self.token(at).line)
            .copied()
            .unwrap_or(Line {
                first: at,
                end: at,
                case: LineCase::Mixed,
            })
    }

    /// The next token that is no line end, at most one line further.
    #[must_use]
    pub fn over_line_end(&self, at: usize) -> usize {
        if at < self.len() && self.is_line_end(at) && !self.is_line_end(at + 1) {
            at + 1
        } else {
            at
        }
    }
}

/// White space between a token and what begins at `start`.
fn gap(before: Option<&Token>, start: usize) -> usize {
    match before {
        Some(before) if !matches!(before.kind, Kind::LineEnd) => start.saturating_sub(before.end),
        _ => usize::MAX,
    }
}

fn cut<'a>(normal: &'a Normal) -> Vec<Token<'a>> {
    let plain: &str = &normal.text;
    let mut tokens: Vec<Token> = Vec::with_capacity(plain.len() / 3);
    let mut recent = lexicon::Recent::new();
    let mut line = 0;
    let mut start = 0;
    while let Some(letter) = first_letter(plain, start) {
        let after = start + letter.len_utf8();
        let (kind, end) = match letter {
            ' ' => {
                start = after;
                continue;
            }
            'a'..='z' | 'A'..='Z' => (Kind::Word, after),
            '0'..='9' => (Kind::Number, number_end(plain, after)),
            '\n' | '\u{0B}' | '\u{0C}' => (Kind::LineEnd, after),
            '\r' if plain.as_bytes().get(after) != Some(&b'\n') => (Kind::LineEnd, after),
            _ if !letter.is_ascii() && letter.is_alphabetic() => (Kind::Word, after),
            _ if letter.is_whitespace() || letter.is_control() => {
                start = after;
                continue;
            }
            _ => (Kind::Sign(letter), after),
        };
        let mut token = Token {
            start,
            end,
            kind,
            gap: gap(tokens.last(), start),
            line,
            ..NOTHING
        };
        if matches!(kind, Kind::Word) {
            read_word(plain, &mut token);
        }
        token.low = normal.lower.get(start..token.end).unwrap_or_default();
        if matches!(kind, Kind::Word) {
            token.key = Key::of(token.low);
            token.entry = recent.entry_of(token.key);
        }
        if matches!(kind, Kind::LineEnd) {
            line += 1;
        }
        start = token.end;
        tokens.push(token);
    }
    tokens
}

fn first_letter(plain: &str, start: usize) -> Option<char> {
    match plain.as_bytes().get(start) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => plain.get(start..)?.chars().next(),
    }
}

fn number_end(plain: &str, start: usize) -> usize {
    let rest = plain.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Where a word ends and how it is written.
fn read_word(plain: &str, token: &mut Token) {
    let rest = plain.as_bytes().get(token.start..).unwrap_or_default();
    let (mut count, mut upper) = (0, 0);
    for byte in rest {
        if byte.is_ascii_uppercase() {
            upper += 1;
        } else if !byte.is_ascii_lowercase() {
            break;
        }
        count += 1;
    }
    if rest.get(count).is_none_or(u8::is_ascii) {
        token.end = token.start + count;
        token.capital = rest.first().is_some_and(u8::is_ascii_uppercase);
        token.shape = shape(count, upper, token.capital);
        return;
    }
    let rest = plain.get(token.start..).unwrap_or_default();
    let end = rest.find(|letter: char| !letter.is_alphabetic());
    let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
    token.end = token.start + word.len();
    token.capital = word.starts_with(|letter: char| letter.is_uppercase());
    token.shape = shape(word.chars().count(), upper, token.capital);
}

const fn shape(count: usize, upper: usize, first_upper: bool) -> Shape {
    match (count, upper) {
        (1, 1) => Shape::Initial,
        (_, 0) => Shape::Lower,
        _ if upper == count => Shape::Upper,
        (_, 1) if first_upper => Shape::Title,
        _ => Shape::Mixed,
    }
}

fn lines(tokens: &[Token]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut first = 0;
    let mut letters = LetterCount::default();
    for (at, token) in tokens.iter().enumerate() {
        letters.add(token);
        if matches!(token.kind, Kind::LineEnd) {
            lines.push(Line {
                first,
                end: at,
                case: letters.case(),
            });
            first = at + 1;
            letters = LetterCount::default();
        }
    }
    lines.push(Line {
        first,
        end: tokens.len(),
        case: letters.case(),
    });
    if is_without_capitals(tokens) {
        for line in &mut lines {
            let words = tokens.get(line.first..line.end).unwrap_or_default();
            line.case = case_without_capitals(words, line.case);
        }
    }
    lines
}

/// A text of somebody who uses no capitals but in abbreviations.
fn is_without_capitals(tokens: &[Token]) -> bool {
    let count = |shape| tokens.iter().filter(|token| token.shape == shape).count();
    let small = count(Shape::Lower);
    small >= 12 && (count(Shape::Title) + count(Shape::Mixed)) * 40 < small
}

/// In such a text a line without capitalised words tells nothing by capitals,
/// even if it holds `CT`, `ED` or a heading.
fn case_without_capitals(line: &[Token], case: LineCase) -> LineCase {
    let count = |shape| line.iter().filter(|token| token.shape == shape).count();
    match case {
        LineCase::Mixed if count(Shape::Lower) >= 3 && count(Shape::Title) == 0 => LineCase::Lower,
        LineCase::Mixed | LineCase::Caps | LineCase::Lower => case,
    }
}

#[derive(Default)]
struct LetterCount {
    upper: usize,
    lower: usize,
    lower_words: usize,
}

impl LetterCount {
    fn add(&mut self, token: &Token) {
        let length = token.end - token.start;
        match token.shape {
            Shape::Upper => self.upper += length,
            Shape::Initial => self.upper += 1,
            Shape::Lower => {
                self.lower += length;
                self.lower_words += 1;
            }
            Shape::Title => {
                self.upper += 1;
                self.lower += length - 1;
            }
            Shape::Mixed => {
                self.upper += length / 2;
                self.lower += length / 2;
            }
            Shape::None => {}
        }
    }

    fn case(&self) -> LineCase {
        if self.upper >= 2 && self.upper > self.lower * 6 {
            LineCase::Caps
        } else if self.upper * 40 < self.lower && self.lower_words >= 3 {
            LineCase::Lower
        } else {
            LineCase::Mixed
        }
    }
}
