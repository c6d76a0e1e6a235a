//! Cuts plain text into words, numbers, signs and line ends, and knows for
//! every word what the lexicon says about it.

use super::keyed::Key;
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
    /// Which tokens belong to a label with a sign behind it.
    labels: Vec<bool>,
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
        };
        page.labels = super::labels::mark(&page);
        page
    }

    /// The plain text in lower case.
    #[must_use]
    pub fn lower(&self) -> &'a str {
        &self.normal.lower
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
        self.labels.get(at).copied().unwrap_or(false)
    }

    /// True for a word.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).kind == Kind::Word
    }

    /// True for a number.
    #[must_use]
    pub fn is_number(&self, at: usize) -> bool {
        self.token(at).kind == Kind::Number
    }

    /// True for this sign.
    #[must_use]
    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        self.token(at).kind == Kind::Sign(sign)
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
        self.token(at).kind == Kind::LineEnd
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
        self.raw(at).parse().ok()
    }

    /// How many digits the number at a place has; 0 for anything else.
    #[must_use]
    pub fn digits(&self, at: usize) -> usize {
        let token = self.token(at);
        if token.kind == Kind::Number {
            token.end - token.start
        } else {
            0
        }
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
        match self.token(at).shape {
            Shape::Title | Shape::Upper | Shape::Initial => true,
            Shape::Mixed => self
                .raw(at)
                .starts_with(|letter: char| letter.is_uppercase()),
            Shape::Lower | Shape::None => false,
        }
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
        Some(before) if before.kind != Kind::LineEnd => start.saturating_sub(before.end),
        _ => usize::MAX,
    }
}

fn cut<'a>(normal: &'a Normal) -> Vec<Token<'a>> {
    let plain: &str = &normal.text;
    let mut tokens: Vec<Token> = Vec::with_capacity(plain.len() / 4);
    let mut line = 0;
    let mut start = 0;
    while let Some(letter) = first_letter(plain, start) {
        let after = start + letter.len_utf8();
        let (kind, end) = match letter {
            'a'..='z' | 'A'..='Z' => (Kind::Word, word_end(plain, after)),
            '0'..='9' => (Kind::Number, number_end(plain, after)),
            '\n' | '\u{0B}' | '\u{0C}' => (Kind::LineEnd, after),
            '\r' if plain.as_bytes().get(after) != Some(&b'\n') => (Kind::LineEnd, after),
            _ if !letter.is_ascii() && letter.is_alphabetic() => {
                (Kind::Word, word_end(plain, after))
            }
            _ if letter.is_whitespace() || letter.is_control() => {
                start = after;
                continue;
            }
            _ => (Kind::Sign(letter), after),
        };
        let low = normal.lower.get(start..end).unwrap_or_default();
        let (shape, key, entry) = if kind == Kind::Word {
            let key = Key::of(low);
            let shape = shape(plain.get(start..end).unwrap_or_default());
            (shape, key, lexicon::entry_of(key))
        } else {
            (Shape::None, Key::NOTHING, Entry::NONE)
        };
        tokens.push(Token {
            start,
            end,
            low,
            gap: gap(tokens.last(), start),
            kind,
            shape,
            entry,
            key,
            line,
        });
        if kind == Kind::LineEnd {
            line += 1;
        }
        start = end;
    }
    tokens
}

fn first_letter(plain: &str, start: usize) -> Option<char> {
    match plain.as_bytes().get(start) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => plain.get(start..)?.chars().next(),
    }
}

/// The first byte behind the letters that go on at `start`.
fn word_end(plain: &str, start: usize) -> usize {
    let rest = plain.as_bytes().get(start..).unwrap_or_default();
    let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let end = start + letters.count();
    if plain.as_bytes().get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    let rest = plain.get(end..).unwrap_or_default();
    end + rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len())
}

fn number_end(plain: &str, start: usize) -> usize {
    let rest = plain.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
        let first_upper = word.starts_with(|first: char| first.is_ascii_uppercase());
        return shape_of(word.len(), upper, first_upper);
    }
    let mut count = 0_usize;
    let mut upper = 0_usize;
    let mut first_upper = false;
    for letter in word.chars() {
        if letter.is_uppercase() {
            upper += 1;
            first_upper |= count == 0;
        }
        count += 1;
    }
    shape_of(count, upper, first_upper)
}

const fn shape_of(count: usize, upper: usize, first_upper: bool) -> Shape {
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
        if token.kind == Kind::LineEnd {
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
