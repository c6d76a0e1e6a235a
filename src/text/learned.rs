//! Names, sites and places in running text, told by what stands around them: a
//! small linear model over a window of words. It finds what no title, label
//! or list promises; the rules of the other detectors find the rest.
//!
//! The weights are made by `examples/train_names.rs` from the made-up reports
//! in `training/`; nothing of a real report is in them.

mod features;
mod weights;

use features::Tokens;
pub use features::{BUCKETS, FEATURES, Separator};

use super::found::{Found, What};
use super::lexicon::Flag;
use super::normal::Normal;
use super::token::{LineCase, Page, Shape};
use weights::Weights;

/// What the model calls a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// Stays.
    Other,
    /// A person.
    Person,
    /// Hospital, practice, employer, school, any organisation.
    Site,
    /// Street, town, county, park, room.
    Place,
}

impl Tag {
    /// All of them; a place in this list is the row of the weights.
    pub const ALL: [Self; 4] = [Self::Other, Self::Person, Self::Site, Self::Place];

    const fn what(self) -> Option<What> {
        match self {
            Self::Other => None,
            Self::Person => Some(What::Name),
            Self::Site => Some(What::Institution),
            Self::Place => Some(What::Location),
        }
    }

    const fn detector(self) -> &'static str {
        match self {
            Self::Other => "",
            Self::Person => "learned-name",
            Self::Site => "learned-site",
            Self::Place => "learned-place",
        }
    }
}

/// How much names, sites and places are favoured: what stays by mistake harms
/// more than what goes. A step of the weights is one.
const FAVOUR: [i32; 3] = [36, 52, 52];

/// How sure a finding of the model is: less than any rule that knows why.
const CONFIDENCE: u8 = 50;

/// One token as the trainer sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its first byte.
    pub start: usize,
    /// The first byte behind it.
    pub end: usize,
    /// What stands before it.
    pub separator: Separator,
    /// Numbers of features; the weight is the one of the number modulo [`BUCKETS`].
    pub features: [u32; FEATURES],
}

/// Words and numbers of a text: what the trainer learns from.
#[must_use]
pub fn tokens(text: &str) -> Vec<Seen> {
    let normal = Normal::of(text);
    let page = Page::read(&normal);
    let tokens = Tokens::read(&page, &super::ruled(&page));
    (0..tokens.len())
        .map(|number| {
            let token = page.token(tokens.at(number));
            let (start, end) = normal.original(token.start, token.end);
            Seen {
                start,
                end,
                separator: tokens.separator(number),
                features: tokens.features(number),
            }
        })
        .collect()
}

/// Adds what the model finds.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let tokens = Tokens::read(page, found);
    let tags = tags(&tokens, &Weights::get());
    let mut runs: Vec<(usize, usize, Tag)> = Vec::new();
    for (number, &tag) in tags.iter().enumerate() {
        let at = tokens.at(number);
        match runs.last_mut() {
            Some((_, last, same)) if *same == tag && joins(page, *last, at) => *last = at,
            _ => runs.push((at, at, tag)),
        }
    }
    for (first, last, tag) in runs {
        let Some(what) = tag.what() else { continue };
        let (first, last) = without_ends(page, first, last, tag);
        if may_go(page, first, last, tag) {
            found.push(Found {
                start: page.token(first).start,
                end: page.token(last).end,
                what,
                detector: tag.detector(),
                confidence: CONFIDENCE,
            });
        }
    }
}

/// What the model may not take, whatever stands around it: the words of the
/// reader. Losing a finding is as bad as keeping a name.
fn may_go(page: &Page, first: usize, last: usize, tag: Tag) -> bool {
    let words = || (first..=last).filter(|&at| page.is_word(at));
    let long = words().any(|at| page.low(at).len() >= 2);
    // `Exp  Time`: the heads of columns.
    let heads = (first..=last).all(|at| page.is_label(at) || is_form_word(page.low(at)));
    if !long || heads || words().all(|at| page.is_label(at)) {
        return false;
    }
    // `Varian Halcyon`, `GE Signa Premier`
    let product = |at| page.has(at, Flag::Product);
    if product(first.wrapping_sub(1)) || words().all(product) {
        return false;
    }
    if tag != Tag::Person && is_eponym(page, first, last) {
        return false;
    }
    let mixed = page.case(first) == LineCase::Mixed;
    let small = words().all(|at| !page.is_capital(at));
    match tag {
        Tag::Other => false,
        Tag::Person => {
            !is_eponym(page, first, last)
                && !(mixed && opens_sentence(page, first, last))
                && words().any(|at| may_be_name(page, at, mixed && small))
        }
        // In mixed case the names of sites and places have capitals.
        Tag::Site | Tag::Place => {
            let entry = page.token(first).entry;
            let ordinary = entry.word() >= 2 && !entry.is_city() && entry.family() < 2;
            !(mixed && small || first == last && ordinary)
                && words().any(|at| is_distinctive(page, at))
        }
    }
}

/// What stands printed on the form itself.
fn is_form_word(word: &str) -> bool {
    matches!(
        word,
        "transmittal"
            | "attestation"
            | "addendum"
            | "reading"
            | "phys"
            | "studyinstanceuid"
            | "exp"
            | "time"
            | "dipl"
            | "sig"
            | "req"
            | "overread"
            | "interpreter"
            | "office"
            | "overnight"
            | "offsite"
    )
}

/// The run without what can be no part of it at its ends: `pruitt dictating a`,
/// `Baby Boy Castellanos`, `WAHPETON ND`. Initials stay.
fn without_ends(page: &Page, first: usize, last: usize, tag: Tag) -> (usize, usize) {
    let small = (first..=last).all(|at| !page.is_capital(at));
    let goes = |at: usize| {
        let entry = page.token(at).entry;
        let plain = match tag {
            Tag::Other => false,
            Tag::Person => {
                page.token(at).shape != Shape::Initial
                    // `T-Boy`
                    && !page.is_sign(at.wrapping_sub(1), '-')
                    && (matches!(page.low(at), "baby" | "boy" | "girl" | "twin" | "infant")
                        || !may_be_name(page, at, small && page.case(at) == LineCase::Mixed))
            }
            Tag::Site | Tag::Place => {
                entry.has(Flag::StateCode) && page.token(at).shape == Shape::Upper
                    || entry.has(Flag::Stop)
            }
        };
        page.is_word(at) && (plain || page.is_label(at))
    };
    let (mut first, mut last) = (first, last);
    // `3V. Jayden`
    if first < last && page.is_glued(first) && page.is_number(first.wrapping_sub(1)) {
        first += 1;
    }
    while first < last && goes(last) {
        last -= 1;
    }
    while first < last && goes(first) {
        first += 1;
    }
    (first, last)
}

/// A word that tells one site or place from another: `Breast Imaging` and
/// `Clinic` name no site.
fn is_distinctive(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let general = [
        Flag::Stop,
        Flag::Study,
        Flag::Facility,
        Flag::Staff,
        Flag::Credential,
        Flag::Product,
        Flag::Unit,
        Flag::Title,
        Flag::Patient,
        Flag::Relative,
        Flag::State,
        Flag::StateCode,
    ];
    let word = page.low(at);
    let branch = word.ends_with("ology")
        || word.ends_with("iatrics")
        || word.ends_with("dontics")
        || word.ends_with("iatry");
    let service = matches!(
        word,
        "service" | "services" | "palliative" | "team" | "board" | "office" | "call" | "meeting"
    );
    word.len() > 1
        && !branch
        && !service
        && !(entry.is_clinical() && entry.given().max(entry.family()) < 2)
        && !general.into_iter().any(|flag| entry.has(flag))
}

/// A word that can be a name; in a line of mixed case a small one must be usual
/// as one.
fn may_be_name(page: &Page, at: usize, small: bool) -> bool {
    let entry = page.token(at).entry;
    let names = entry.given().max(entry.family());
    let technical = [
        Flag::Study,
        Flag::Unit,
        Flag::Product,
        Flag::HeadNoun,
        Flag::PersonVerb,
        Flag::Month,
        Flag::Weekday,
    ];
    if technical.into_iter().any(|flag| entry.has(flag)) && names < 2 {
        return false;
    }
    if page.low(at).len() < 2 || entry.has(Flag::Weekday) || entry.has(Flag::Stop) && names < 2 {
        return false;
    }
    // `to Opal, RN, at`; `(0010,0030) DA`; `in Macon, Georgia`
    let credential = entry.has(Flag::Credential) && names < 2;
    let state = entry.has(Flag::State) && page.is_sign(at.wrapping_sub(1), ',');
    let code = page.token(at).shape == Shape::Upper
        && page.low(at).len() == 2
        && page.is_sign(at.wrapping_sub(1), ')');
    if credential || state || code {
        return false;
    }
    // `Lu-177`
    if page.low(at).len() <= 2
        && page.is_sign(at + 1, '-')
        && page.is_glued(at + 1)
        && page.is_number(at + 2)
        && page.is_glued(at + 2)
    {
        return false;
    }
    // `45 HU`; `low risk by PESI` in a line of mixed case.
    let unit = entry.has(Flag::Unit) && page.is_number(at.wrapping_sub(1));
    let acronym = page.case(at) == LineCase::Mixed
        && page.token(at).shape == Shape::Upper
        && page.low(at).len() > 3
        && names < 1;
    // `MD, CCD, 03.03.2022`; `09:03 CDT`; `&GDT|`
    let before = at.wrapping_sub(1);
    let listed = page.case(at) == LineCase::Mixed
        && page.token(at).shape == Shape::Upper
        && page.low(at).len() <= 4
        && names < 1
        && (page.is_number(before)
            || matches!(page.sign(before), '&' | '|')
            || page.is_sign(before, ',') && page.has(before.wrapping_sub(1), Flag::Credential));
    if unit || acronym || listed {
        return false;
    }
    if small {
        return names >= 2 && entry.word() < 2 && !entry.is_clinical();
    }
    // A usual word that is no usual name, whatever its case.
    if entry.word() >= 2 && names < 1 || entry.word() >= 3 && names < 2 {
        return false;
    }
    names >= 2 || !entry.is_clinical()
}

/// `Banks of sclerosis`, `Summer flare reported`: a word that has a capital
/// because it is the first one, unless it does or says something.
fn opens_sentence(page: &Page, first: usize, last: usize) -> bool {
    // `"Head and neck: left tonsil`
    let technical = |at: usize| page.has(at, Flag::Study) || page.token(at).entry.is_clinical();
    if first == last
        && technical(first)
        && matches!(page.low(last + 1), "and" | "or")
        && technical(last + 2)
        && page.token(last + 2).shape == Shape::Lower
    {
        return true;
    }
    let before = first.wrapping_sub(1);
    let behind = page.token(last + 1).entry;
    let ordinary = page.token(first).entry.word() >= 1
        || behind.is_clinical()
        || behind.has(Flag::Study)
        || page.low(last + 1) == "of";
    first == last
        && ordinary
        && (page.line_of(first).first == first || matches!(page.sign(before), '.' | ';'))
        && page.is_word(last + 1)
        && page.gap(last + 1) == 1
        && page.token(last + 1).shape == Shape::Lower
        && !page.has(last + 1, Flag::PersonVerb)
        && !matches!(
            page.low(last + 1),
            "is" | "was" | "has" | "had" | "and" | "will"
        )
}

/// `This is Enneking IIB`, `angle of Louis`, `Harris lines`: a word that names
/// a sign or a class where nothing speaks of a person.
fn is_eponym(page: &Page, first: usize, last: usize) -> bool {
    let (first, last) = compound(page, first, last);
    if page.has(first.wrapping_sub(1), Flag::Title) {
        return false;
    }
    // People who are called so are told by a title or by another mention.
    let grade = |at| at > first && page.token(at).shape == Shape::Initial;
    if (first..=last).all(|at| !page.is_word(at) || page.has(at, Flag::Eponym) || grade(at)) {
        return true;
    }
    let behind = if page.is_sign(last + 1, '\'') {
        last + 3
    } else {
        last + 1
    };
    if !page.has(last, Flag::Eponym) {
        return false;
    }
    let grade = page.is_number(behind) && page.digits(behind) <= 2
        || page.token(behind).shape == Shape::Initial
        || matches!(
            page.low(behind),
            "i" | "ii" | "iii" | "iv" | "iia" | "iib" | "iiia" | "iiib"
        );
    let noun = page.has(behind, Flag::HeadNoun) || page.token(behind).entry.is_clinical();
    let of =
        page.low(first.wrapping_sub(1)) == "of" && page.has(first.wrapping_sub(2), Flag::HeadNoun);
    grade || noun || of || page.is_sign(behind, '-') && page.has(behind + 1, Flag::Eponym)
}

/// The run with the words that hyphens join to it: `May-Thurner`.
fn compound(page: &Page, first: usize, last: usize) -> (usize, usize) {
    let joined = |sign: usize, word: usize| {
        page.is_sign(sign, '-')
            && page.is_glued(sign)
            && page.is_glued(sign + 1)
            && page.is_word(word)
    };
    let (mut first, mut last) = (first, last);
    for _ in 0..3 {
        if first >= 2 && joined(first - 1, first - 2) {
            first -= 2;
        }
        if joined(last + 1, last + 2) {
            last += 2;
        }
    }
    (first, last)
}

/// Only signs that stand inside names lie between two tokens.
fn joins(page: &Page, before: usize, at: usize) -> bool {
    at - before <= 2
        && (before + 1..at).all(|between| {
            match page.sign(between) {
                '-' | '\'' => page.is_glued(between) && page.is_glued(between + 1),
                '&' => true,
                // Behind an initial; elsewhere a point ends the sentence.
                '.' => page.token(before).shape == Shape::Initial,
                _ => false,
            }
        })
}

/// The best sequence of tags. Linear in the text.
#[must_use]
fn tags(tokens: &Tokens, weights: &Weights) -> Vec<Tag> {
    let separators = (0..tokens.len()).map(|number| tokens.separator(number));
    let score = |number| weights.scores(tokens, number, FAVOUR);
    best(separators, score, &weights.steps())
}

/// What one tag behind another says, by separator, first and second tag.
pub type Steps = [[[i32; 4]; 4]; Separator::COUNT];

/// Viterbi over four tags: `score` of a token for each tag, `steps` between two.
pub fn best(
    separators: impl Iterator<Item = Separator>,
    score: impl Fn(usize) -> [i32; 4],
    steps: &Steps,
) -> Vec<Tag> {
    let mut sums = [0_i32, -1_000, -1_000, -1_000];
    let mut from: Vec<[u8; 4]> = Vec::new();
    for (number, separator) in separators.enumerate() {
        let own = score(number);
        let [first, behind @ ..] = steps.get(separator as usize).unwrap_or(&[[0; 4]; 4]);
        let mut next = first.map(|step| sums[0] + step);
        let mut back = [0_u8; 4];
        for ((tag, before), row) in (1..).zip(&sums[1..]).zip(behind) {
            for ((sum, back), step) in next.iter_mut().zip(&mut back).zip(row) {
                if before + step > *sum {
                    (*sum, *back) = (before + step, tag);
                }
            }
        }
        for (sum, own) in next.iter_mut().zip(own) {
            *sum += own;
        }
        // What all have in common is taken off: endless texts would fill a number.
        sums = next.map(|sum| sum - next[0]);
        from.push(back);
    }
    let mut tag = (0..4)
        .max_by_key(|&tag| sums.get(tag).copied())
        .unwrap_or_default();
    let mut tags = vec![Tag::Other; from.len()];
    for (place, back) in tags.iter_mut().zip(&from).rev() {
        *place = Tag::ALL.get(tag).copied().unwrap_or(Tag::Other);
        tag = back.get(tag).copied().map_or(0, usize::from);
    }
    tags
}
