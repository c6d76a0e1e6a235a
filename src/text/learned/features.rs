//! What the model sees of a token: itself and its neighbours, as numbers of
//! weights. The trainer reads the same.

use crate::text::found::{Found, What};
use crate::text::lexicon::{Entry, Flag};
use crate::text::token::{Kind, LineCase, Page, Shape};

/// How many weights each tag has, a power of two.
pub const BUCKETS: usize = 1 << 18;

/// How many features a token has.
pub const FEATURES: usize = 58;

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A space or nothing.
    Near,
    /// A comma.
    Comma,
    /// Hyphen, apostrophe or slash without a space.
    Inside,
    /// Several spaces, a tab or a bar: another column.
    Column,
    /// The end of a line.
    Line,
    /// Anything else.
    Sign,
}

impl Separator {
    /// How many there are.
    pub const COUNT: usize = 6;
}

/// A token alone, before its neighbours are looked at.
#[derive(Debug, Clone, Copy)]
struct Own {
    at: usize,
    word: u32,
    /// Usual as name and word, coarse.
    class: u32,
    /// Roles of the lexicon.
    roles: u32,
    shape: u32,
    /// Sign before and separator.
    before: u32,
    separator: Separator,
    ending: u32,
    beginning: u32,
    /// The label that governs the line here.
    label: u32,
    case: u32,
    /// What the rules found here.
    ruled: u32,
    /// What the rules and the spelling say of the same word elsewhere.
    elsewhere: u32,
    /// Which part of the report it stands in, and how near to its ends.
    part: u32,
    /// How many eponyms and products stand around it, and how many clinical words.
    crowd: u32,
    /// How many identifiers the rules found around it.
    found_near: u32,
}

const NOBODY: Own = Own {
    at: usize::MAX,
    word: 1,
    class: 1,
    roles: 1,
    shape: 77,
    before: 77,
    separator: Separator::Line,
    ending: 1,
    beginning: 1,
    label: 0,
    case: 0,
    ruled: 0,
    elsewhere: 0,
    part: 0,
    crowd: 0,
    found_near: 0,
};

/// The words and numbers of a page as the model sees them.
#[derive(Debug)]
pub struct Tokens {
    owns: Vec<Own>,
}

impl Tokens {
    /// Reads all words and numbers of a page, and what the rules found in it.
    #[must_use]
    pub fn read(page: &Page, found: &[Found]) -> Self {
        let mut owns = owns(page);
        mark_ruled(page, found, &mut owns);
        mark_elsewhere(page, &mut owns);
        mark_around(page, &mut owns);
        Self { owns }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.owns.len()
    }

    /// Number of the token on its page.
    #[must_use]
    pub fn at(&self, number: usize) -> usize {
        self.own(number).at
    }

    /// What stands before it.
    #[must_use]
    pub fn separator(&self, number: usize) -> Separator {
        self.own(number).separator
    }

    /// Numbers of features; the weight is the one of the number modulo [`BUCKETS`].
    #[must_use]
    pub fn features(&self, number: usize) -> [u32; FEATURES] {
        let mut features = [0; FEATURES];
        let mut places = features.iter_mut();
        self.each_feature(number, |feature| {
            if let Some(place) = places.next() {
                *place = feature;
            }
        });
        features
    }

    /// Shows the features of a token one by one: a weight is fetched while the
    /// next number is made.
    pub fn each_feature(&self, number: usize, see: impl FnMut(u32)) {
        let near = |step: isize| {
            let other = number.checked_add_signed(step);
            other.map_or(&NOBODY, |other| self.own(other))
        };
        let window = [
            near(-3),
            near(-2),
            near(-1),
            near(0),
            near(1),
            near(2),
            near(3),
        ];
        each_feature(window, see);
    }

    fn own(&self, number: usize) -> &Own {
        self.owns.get(number).unwrap_or(&NOBODY)
    }
}

#[rustfmt::skip]
fn each_feature(window: [&Own; 7], mut see: impl FnMut(u32)) {
    let [third, second, before, own, next, after, far] = window;
    let shape = own.shape << 4 | own.case;
    see(bucket(0, 0, 0, 0));
    see(bucket(1, own.word, 0, 0));
    see(bucket(2, own.word, own.shape, 0));
    see(bucket(3, own.class, shape, 0));
    see(bucket(4, own.roles, own.shape, 0));
    see(bucket(5, own.ending, own.shape, 0));
    see(bucket(6, own.beginning, own.shape, 0));
    see(bucket(7, before.word, own.separator as u32, 0));
    see(bucket(8, next.word, next.separator as u32, 0));
    see(bucket(9, second.word, before.separator as u32, 0));
    see(bucket(10, after.word, after.separator as u32, 0));
    see(bucket(11, before.word, own.class, own.shape));
    see(bucket(12, next.word, own.class, own.shape));
    see(bucket(13, second.word, before.word, own.shape));
    see(bucket(14, next.word, after.word, own.shape));
    see(bucket(15, before.word, next.word, own.shape));
    see(bucket(16, before.class, own.class, shape));
    see(bucket(17, own.class, next.class, shape));
    see(bucket(18, before.class << 12 | before.shape, own.class, next.class << 12 | next.shape));
    see(bucket(19, before.shape, shape, next.shape));
    see(bucket(20, before.roles, own.class, own.shape));
    see(bucket(21, next.roles, own.class, own.shape));
    see(bucket(22, second.roles, before.class, own.class));
    see(bucket(23, after.roles, next.class, own.class));
    see(bucket(24, own.before, own.class, shape));
    see(bucket(25, own.before, next.before, shape));
    see(bucket(26, own.before, before.word, own.class));
    see(bucket(27, next.before, next.word, own.class));
    see(bucket(28, own.label, own.class, own.shape));
    see(bucket(29, own.label, own.before, 0));
    see(bucket(30, before.roles, own.roles, 0));
    see(bucket(31, own.roles, next.roles, 0));
    see(bucket(32, second.shape << 8 | before.shape, own.shape, next.shape << 8 | after.shape));
    see(bucket(33, before.before, own.before, next.before));
    see(bucket(34, third.word, own.class, own.shape));
    see(bucket(35, far.word, own.class, own.shape));
    see(bucket(36, second.word, own.class, own.shape));
    see(bucket(37, after.word, own.class, own.shape));
    see(bucket(38, second.class, before.class, own.class));
    see(bucket(39, next.class, after.class, own.class));
    see(bucket(40, before.ending, own.class, own.shape));
    see(bucket(41, own.ending, before.class, before.shape));
    see(bucket(42, own.ruled, own.class, own.shape));
    see(bucket(43, before.ruled, own.ruled, next.ruled));
    see(bucket(44, before.ruled, own.class, own.separator as u32));
    see(bucket(45, next.ruled, own.class, next.separator as u32));
    see(bucket(46, own.elsewhere, own.class, own.shape));
    see(bucket(47, own.elsewhere, own.ruled, 0));
    see(bucket(48, before.elsewhere, own.class, next.elsewhere));
    see(bucket(49, own.ruled, own.word, 0));
    see(bucket(50, own.part >> 3, own.class, own.shape));
    see(bucket(51, own.part, own.ruled, own.shape));
    see(bucket(52, own.part & 7, own.class, shape));
    see(bucket(53, own.crowd >> 3, own.class, own.shape));
    see(bucket(54, own.crowd & 7, own.class, own.shape));
    see(bucket(55, own.crowd, own.shape, own.elsewhere));
    see(bucket(56, own.found_near, own.class, own.shape));
    see(bucket(57, own.part >> 3, own.crowd, own.found_near << 4 | own.shape));
}

fn owns(page: &Page) -> Vec<Own> {
    let mut owns = Vec::with_capacity(page.len());
    let (mut label, mut last_word) = (0, 0);
    let mut line = usize::MAX;
    let mut sign = '\n';
    let mut section = 0;
    for (at, token) in page.tokens.iter().enumerate() {
        if token.line != line {
            line = token.line;
            label = 0;
            section = heading(page, at).unwrap_or(section);
        }
        match token.kind {
            Kind::LineEnd => sign = '\n',
            Kind::Sign(one) => {
                if matches!(one, ':' | '=') {
                    label = last_word;
                }
                if sign != '\n' || !matches!(one, '-' | '*') {
                    sign = one;
                }
            }
            Kind::Word | Kind::Number => {
                let separator = separator(page, at, sign);
                let low = page.low(at);
                let number = token.kind == Kind::Number;
                let word = if number {
                    7 + u32::try_from(low.len()).unwrap_or(9).min(9)
                } else {
                    hash(low)
                };
                owns.push(Own {
                    at,
                    word,
                    class: if number { word } else { class(token.entry) },
                    roles: token.entry.roles(),
                    shape: shape(token.shape, number, low.len()),
                    before: u32::from(sign) << 3 | separator as u32,
                    separator,
                    ending: hash(low.get(low.len().saturating_sub(3)..).unwrap_or_default()),
                    beginning: hash(low.get(..low.len().min(3)).unwrap_or_default()),
                    label,
                    ruled: 0,
                    elsewhere: 0,
                    part: section << 3 | place_of_line(page, line),
                    crowd: 0,
                    found_near: 0,
                    case: match page.case(at) {
                        LineCase::Mixed => 1,
                        LineCase::Caps => 2,
                        LineCase::Lower => 3,
                    },
                });
                last_word = word;
                sign = ' ';
            }
        }
    }
    owns
}

/// Words of a heading.
const LONGEST_HEADING: usize = 6;

/// The part of a report that a line opens: `CLINICAL HISTORY:`, `Left kidney -`,
/// or a line that is nothing but a heading.
fn heading(page: &Page, first: usize) -> Option<u32> {
    let line = page.line_of(first);
    let reach = line.end.min(first + LONGEST_HEADING);
    let end = (first..reach)
        .find(|&at| !page.is_word(at) && !matches!(page.sign(at), '/' | '&' | '*' | '#'))
        .unwrap_or(reach);
    let signed = matches!(page.sign(end), ':' | '-' | '=' | '>');
    if end == first || !signed && end != line.end {
        return None;
    }
    let parts = (first..end).map(|at| part_of_report(page, at));
    let part = parts.max().unwrap_or(0);
    (part > 0 || page.is_sign(end, ':')).then_some(part)
}

/// What a word of a heading says about the part below it; the surest is the highest.
fn part_of_report(page: &Page, at: usize) -> u32 {
    match page.low(at) {
        "impression" | "impressions" | "impr" | "imp" | "conclusion" | "conclusions"
        | "opinion" | "assessment" | "summary" | "diagnosis" | "dx" | "interpretation" => 7,
        "findings" | "finding" | "observations" | "results" => 6,
        "technique" | "protocol" | "method" | "methods" | "procedure" | "technical"
        | "equipment" | "contrast" | "acquisition" | "sequences" => 5,
        "comparison" | "comparisons" | "prior" | "priors" | "compared" => 4,
        "history" | "indication" | "indications" | "hx" | "reason" | "clinical" | "story"
        | "complaint" | "hpi" | "background" => 3,
        _ if page.token(at).entry.is_clinical() || page.has(at, Flag::Study) => 2,
        _ => u32::from(page.label(at).is_some()),
    }
}

/// The first lines of a text and the last ones tell who it is about and who wrote it.
fn place_of_line(page: &Page, line: usize) -> u32 {
    let left = page.lines.len().saturating_sub(line);
    match (line, left) {
        (0..2, _) => 1,
        (_, 0..4) => 2,
        (2..8, _) => 3,
        (_, 4..9) => 4,
        _ => 5,
    }
}

/// How many words to each side tell what a passage is about.
const AROUND: usize = 10;

/// Counts what stands around each word: a row of eponyms or of findings has few
/// names in it, a row of identifiers has more.
fn mark_around(page: &Page, owns: &mut [Own]) {
    let mut sums = Vec::with_capacity(owns.len() + 1);
    let mut sum = [0_u32; 3];
    sums.push(sum);
    for own in owns.iter() {
        let entry = page.token(own.at).entry;
        let named = entry.has(Flag::Eponym) || entry.has(Flag::Product);
        let small = matches!(own.shape, 1 | 2) && own.case == 1;
        sum[0] += u32::from(named && !small);
        sum[1] += u32::from(entry.is_clinical());
        sum[2] += u32::from((1..=3).contains(&(own.ruled >> 4)) && own.ruled & 15 >= 7);
        sums.push(sum);
    }
    let last = owns.len();
    for (number, own) in owns.iter_mut().enumerate() {
        let sum = |at: usize| sums.get(at).copied().unwrap_or_default();
        let (from, to) = (
            sum(number.saturating_sub(AROUND)),
            sum((number + 1 + AROUND).min(last)),
        );
        let (before, behind) = (sum(number), sum(number + 1));
        let count = |kind: usize| {
            let part = |sum: [u32; 3]| sum.get(kind).copied().unwrap_or_default();
            part(to) - part(from) - (part(behind) - part(before))
        };
        let few = |count: u32| match count {
            0..3 => count,
            3..5 => 3,
            5..8 => 4,
            _ => 5,
        };
        own.crowd = few(count(0)) << 3 | few(count(1));
        own.found_near = few(count(2));
    }
}

/// What the rules found: the kind of the finding and how sure it is.
fn mark_ruled(page: &Page, found: &[Found], owns: &mut [Own]) {
    let mut sorted: Vec<&Found> = found.iter().collect();
    sorted.sort_by_key(|one| (one.start, one.confidence));
    let mut from = 0;
    for one in sorted {
        while owns
            .get(from)
            .is_some_and(|own| page.token(own.at).end <= one.start)
        {
            from += 1;
        }
        for own in owns.iter_mut().skip(from) {
            let token = page.token(own.at);
            if token.start >= one.end {
                break;
            }
            let kind = match one.what {
                What::Patient | What::Clinician | What::Relative | What::Name => 1,
                What::Institution => 2,
                What::Location | What::Zip => 3,
                What::Date(_) | What::DateWithAge | What::Time | What::Age => 4,
                _ => 5,
            };
            own.ruled = kind << 4 | u32::from(one.confidence / 10);
        }
    }
}

/// The same word at other places of the text: found by a rule, or written in
/// small letters where a name would have a capital.
fn mark_elsewhere(page: &Page, owns: &mut [Own]) {
    // In the order of the words, so that the same ones are side by side.
    // Word and number in one: one number is sorted sooner than two.
    let mut words: Vec<u64> = (0_u32..)
        .zip(owns.iter())
        .filter(|(_, own)| own.word > 64)
        .map(|(number, own)| u64::from(own.word) << 32 | u64::from(number))
        .collect();
    words.sort_unstable();
    for same in words.chunk_by(|one, other| one >> 32 == other >> 32) {
        let numbers = || {
            let lows = same.iter().map(|both| both & u64::from(u32::MAX));
            lows.filter_map(|number| usize::try_from(number).ok())
        };
        let own = |number: usize| owns.get(number).unwrap_or(&NOBODY);
        let bits = numbers().fold(0, |bits, number| bits | told(page, own(number)));
        for number in numbers() {
            if let Some(own) = owns.get_mut(number) {
                own.elsewhere = bits;
            }
        }
    }
}

/// What one place of a word tells of the others.
fn told(page: &Page, own: &Own) -> u32 {
    let mut bits = 0;
    if (1..4).contains(&(own.ruled >> 4)) {
        bits |= 1 << (own.ruled >> 4);
    }
    if own.case == 1 && own.shape <= 2 {
        bits |= 1;
    }
    if own.case == 1
        && own.shape == 3
        && own.separator == Separator::Near
        && !starts_line(page, own.at)
    {
        bits |= 16;
    }
    bits
}

fn starts_line(page: &Page, at: usize) -> bool {
    page.line_of(at).first == at
}

fn separator(page: &Page, at: usize, sign: char) -> Separator {
    match sign {
        '\n' => Separator::Line,
        ',' => Separator::Comma,
        '|' | '\t' | '^' => Separator::Column,
        '-' | '\'' | '/' if page.is_glued(at) => Separator::Inside,
        ' ' if page.gap(at) > 2 => Separator::Column,
        ' ' => Separator::Near,
        _ => Separator::Sign,
    }
}

fn shape(shape: Shape, number: bool, length: usize) -> u32 {
    if number {
        return 8;
    }
    match shape {
        Shape::Lower if length <= 3 => 1,
        Shape::Lower => 2,
        Shape::Title => 3,
        Shape::Upper if length <= 4 => 4,
        Shape::Upper => 5,
        Shape::Initial => 6,
        Shape::Mixed => 7,
        Shape::None => 0,
    }
}

/// How usual the word is as a name and as a word.
fn class(entry: Entry) -> u32 {
    entry.given()
        | entry.family() << 2
        | entry.word() << 4
        | u32::from(entry.is_clinical()) << 6
        | u32::from(entry.is_city()) << 7
        | u32::from(entry.has(Flag::Eponym)) << 8
        | u32::from(entry.has(Flag::Stop)) << 9
        | 1 << 10
}

/// FNV-1a, 32 bits; never one of the small numbers that stand for something else.
fn hash(word: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in word.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash | 64
}

/// Mixes a template and what fills it.
fn bucket(template: u32, one: u32, two: u32, three: u32) -> u32 {
    let mut mixed = template
        .wrapping_mul(0x9E37_79B1)
        .wrapping_add(one)
        .wrapping_mul(0x85EB_CA6B)
        .rotate_left(13)
        .wrapping_add(two)
        .wrapping_mul(0xC2B2_AE35)
        .rotate_left(15)
        .wrapping_add(three)
        .wrapping_mul(0x27D4_EB2F);
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x2C1B_3C6D);
    mixed ^ mixed >> 14
}
