//! Cuts plain text into words, numbers, signs and line ends, and knows for
//! every word what the lexicon says about it.

use super::lexicon::{self, Entry, Flag};
use super::normal::{Normal, lower};

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
pub struct Token {
    /// First byte.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
    /// What the lexicon says.
    pub entry: Entry,
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
    kind: Kind::LineEnd,
    shape: Shape::None,
    entry: Entry::NONE,
    line: usize::MAX,
};

/// A text, read: plain form, tokens, lines. Every accessor takes any number
/// and answers with "nothing there" beyond the ends.
#[derive(Debug)]
pub struct Page {
    /// The plain text.
    pub normal: Normal,
    lower: String,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All lines in order.
    pub lines: Vec<Line>,
    /// Which tokens belong to a label with a sign behind it.
    labels: Vec<bool>,
}

impl Page {
    /// Reads a text.
    #[must_use]
    pub fn read(original: &str) -> Self {
        let normal = Normal::of(original);
        let lower = lower(&normal.text);
        let tokens = cut(&normal.text, &lower);
        let lines = lines(&tokens);
        let mut page = Self {
            normal,
            lower,
            tokens,
            lines,
            labels: Vec::new(),
        };
        page.labels = super::labels::mark(&page);
        page
    }

    /// The plain text in lower case.
    #[must_use]
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place, or an empty line end.
    #[must_use]
    pub fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(NOTHING)
    }

    /// The token's text in lower case; empty beyond the ends.
    #[must_use]
    pub fn low(&self, at: usize) -> &str {
        let token = self.token(at);
        self.lower.get(token.start..token.end).unwrap_or_default()
    }

    /// The token's text as written.
    #[must_use]
    pub fn raw(&self, at: usize) -> &str {
        let token = self.token(at);
        self.normal
            .text
            .get(token.start..token.end)
            .unwrap_or_default()
    }

    /// Plain text between two bytes.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.normal.text.get(start..end).unwrap_or_default()
    }

    /// Plain lower-case text between two bytes.
    #[must_use]
    pub fn low_slice(&self, start: usize, end: usize) -> &str {
        self.lower.get(start..end).unwrap_or_default()
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
        let token = self.token(at);
        match at.checked_sub(1).map(|before| self.token(before)) {
            Some(before) if before.kind != Kind::LineEnd => token.start.saturating_sub(before.end),
            _ => usize::MAX,
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

fn cut(plain: &str, lower: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(plain.len() / 4);
    let mut line = 0;
    let mut letters = plain.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let kind = match letter {
            '\n' | '\u{0B}' | '\u{0C}' => Kind::LineEnd,
            '\r' if letters.peek().is_none_or(|next| next.1 != '\n') => Kind::LineEnd,
            _ if letter.is_ascii_digit() => Kind::Number,
            _ if letter.is_alphabetic() => Kind::Word,
            _ if letter.is_whitespace() || letter.is_control() => continue,
            _ => Kind::Sign(letter),
        };
        let mut end = start + letter.len_utf8();
        let goes_on = |next: char| match kind {
            Kind::Word => next.is_alphabetic(),
            Kind::Number => next.is_ascii_digit(),
            Kind::Sign(_) | Kind::LineEnd => false,
        };
        while let Some(&(at, next)) = letters.peek() {
            if !goes_on(next) {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        let (shape, entry) = if kind == Kind::Word {
            let low = lower.get(start..end).unwrap_or_default();
            (
                shape(plain.get(start..end).unwrap_or_default()),
                lexicon::entry(low),
            )
        } else {
            (Shape::None, Entry::NONE)
        };
        tokens.push(Token {
            start,
            end,
            kind,
            shape,
            entry,
            line,
        });
        if kind == Kind::LineEnd {
            line += 1;
        }
    }
    tokens
}

fn shape(word: &str) -> Shape {
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
    lines
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
