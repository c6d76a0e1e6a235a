//! Whether two written names are one person's: in any order and case, with and
//! without middle names, accents, hyphens and titles.

use std::collections::BTreeSet;

use crate::sensitive::Sensitive;
use crate::text;

use super::Match;

/// Shorter words are not taken for misspelt ones.
const SHORTEST_MISSPELT: usize = 4;
/// Shortest beginning of a given name that stands for it: `Rob`.
const SHORTEST_BEGINNING: usize = 3;
/// Longer words cost more than they tell.
const LONGEST_WORD: usize = 40;
/// More words are compared with each other at a cost of their square.
const MOST_WORDS: usize = 12;

/// The words of a name in plain small letters; titles and particles are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameWords {
    /// Family names first, if the writing says which they are.
    words: Vec<String>,
    /// How many of them are family names; `None` if the writing does not say.
    family: Option<usize>,
}

impl NameWords {
    /// The names that have words.
    pub fn of(names: &BTreeSet<Sensitive<String>>) -> Vec<Self> {
        let names = names.iter().filter_map(|name| Self::read(name.expose()));
        names.collect()
    }

    fn read(name: &str) -> Option<Self> {
        let (family, given) = text::parts_of_name(name)?;
        let says = name.contains('^') && !family.is_empty() && !given.is_empty();
        let count = family.len();
        let words: Vec<String> = family.into_iter().chain(given).take(MOST_WORDS).collect();
        let has_name = words.iter().any(|word| is_name(word));
        has_name.then_some(Self {
            words,
            family: says.then_some(count),
        })
    }
}

fn is_name(word: &str) -> bool {
    word.chars().nth(1).is_some() || !word.is_ascii()
}

/// The best that any name of the headers and any of the report come to.
pub fn compared(headers: &[NameWords], stated: &[NameWords]) -> Match {
    let pairs = headers
        .iter()
        .flat_map(|header| stated.iter().map(move |name| one(header, name)));
    let mut best = Match::Absent;
    for pair in pairs {
        best = match (best, pair) {
            (Match::Same, _) | (_, Match::Same) => Match::Same,
            (Match::Near, _) | (_, Match::Near) => Match::Near,
            (Match::Differs, _) | (_, Match::Differs) => Match::Differs,
            (Match::Absent, Match::Absent) => Match::Absent,
        };
    }
    best
}

/// How the words of two names were paired.
struct Pairing<'a> {
    header: Side<'a>,
    stated: Side<'a>,
    /// Words that are the same or nearly.
    names: usize,
    /// Initials that stand for a word.
    initials: usize,
    /// Whether a pair is not letter by letter the same.
    is_near: bool,
}

/// The words of one name and which are paired.
struct Side<'a> {
    words: &'a [String],
    paired: Vec<bool>,
}

impl Side<'_> {
    fn rest(&self) -> impl Iterator<Item = (usize, &String)> {
        let words = self.words.iter().enumerate();
        words.filter(|(place, _)| !self.paired.get(*place).copied().unwrap_or(true))
    }

    fn mark(&mut self, place: usize) {
        if let Some(paired) = self.paired.get_mut(place) {
            *paired = true;
        }
    }

    /// A whole word that found no partner.
    fn has_rest(&self) -> bool {
        self.rest().any(|(_, word)| is_name(word))
    }

    fn is_paired(&self, place: usize) -> bool {
        self.paired.get(place).copied().unwrap_or(false)
    }
}

fn one(header: &NameWords, stated: &NameWords) -> Match {
    let pairing = Pairing::of(header, stated);
    let few = |name: &NameWords| name.words.len() < 2;
    if few(header) || few(stated) {
        // A family name alone tells nobody from the relatives, and one word of
        // a report behind a label may be no name at all.
        return match pairing.names == 0 && few(header) && !few(stated) {
            true => Match::Differs,
            false => Match::Absent,
        };
    }
    if pairing.names == 0 || pairing.names + pairing.initials < 2 {
        return Match::Differs;
    }
    let has_both_rests = pairing.header.has_rest() && pairing.stated.has_rest();
    if let Some(family) = header.family {
        let mut families = 0..family;
        let mut given = family..header.words.len();
        let is_paired = |place| pairing.header.is_paired(place);
        let first_given = is_paired(family) || !pairing.stated.has_rest();
        if !families.any(is_paired) || !given.any(is_paired) || !first_given {
            return Match::Differs;
        }
    } else if has_both_rests && pairing.names < 2 {
        return Match::Differs;
    }
    let initials_differ =
        pairing.stated.rest().next().is_some() && pairing.header.rest().next().is_some();
    if pairing.is_near || has_both_rests || initials_differ {
        Match::Near
    } else {
        Match::Same
    }
}

impl<'a> Pairing<'a> {
    fn of(header: &'a NameWords, stated: &'a NameWords) -> Self {
        let side = |name: &'a NameWords| Side {
            words: &name.words,
            paired: vec![false; name.words.len()],
        };
        let mut pairing = Self {
            header: side(header),
            stated: side(stated),
            names: 0,
            initials: 0,
            is_near: false,
        };
        pairing.pair(|one, other| is_name(one) && one == other);
        pairing.join();
        let exact = pairing.names;
        pairing.pair(is_misspelt);
        pairing.pair(is_beginning);
        pairing.is_near = pairing.names > exact;
        let names = pairing.names;
        pairing.pair(|one, other| is_initial_of(one, other) || is_initial_of(other, one));
        pairing.initials = pairing.names - names;
        pairing.names = names;
        pairing
    }

    /// Pairs words that are left, each with the first that fits.
    fn pair(&mut self, fits: impl Fn(&str, &str) -> bool) {
        for (place, word) in self.header.words.iter().enumerate() {
            if self.header.is_paired(place) {
                continue;
            }
            let partner = self.stated.rest().find(|(_, other)| fits(word, other));
            if let Some((other, _)) = partner {
                self.header.mark(place);
                self.stated.mark(other);
                self.names += 1;
            }
        }
    }

    /// Two words of one side that are one word of the other: `Anne Marie`.
    fn join(&mut self) {
        let (header, stated) = (&mut self.header, &mut self.stated);
        self.names += joined(header, stated) + joined(stated, header);
    }
}

fn joined(two: &mut Side<'_>, one: &mut Side<'_>) -> usize {
    let mut count = 0;
    for (place, pair) in two.words.windows(2).enumerate() {
        if two.is_paired(place) || two.is_paired(place + 1) {
            continue;
        }
        let whole = pair.concat();
        let partner = one.rest().find(|(_, word)| **word == whole);
        if let Some((other, _)) = partner {
            two.mark(place);
            two.mark(place + 1);
            one.mark(other);
            count += 1;
        }
    }
    count
}

fn is_initial_of(letter: &str, word: &str) -> bool {
    let mut letters = letter.chars();
    let first = letters.next();
    first.is_some() && letters.next().is_none() && word.chars().next() == first
}

fn is_beginning(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.chars().count() >= SHORTEST_BEGINNING && long.starts_with(short)
}

/// One letter more, less or another, or two that changed places.
fn is_misspelt(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().take(LONGEST_WORD + 1).collect();
    let other: Vec<char> = other.chars().take(LONGEST_WORD + 1).collect();
    let longest = one.len().max(other.len());
    if !(SHORTEST_MISSPELT..=LONGEST_WORD).contains(&longest) {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest_of = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    let (a, b) = (rest_of(&one, same), rest_of(&other, same));
    let swapped = a.len() >= 2
        && a.first() == b.get(1)
        && a.get(1) == b.first()
        && rest_of(&a, 2) == rest_of(&b, 2);
    rest_of(&a, 1) == b || a == rest_of(&b, 1) || rest_of(&a, 1) == rest_of(&b, 1) || swapped
}
