//! The verdict of each word of a line.

use std::ops::Range;

use super::allowed::{AllowList, Class, Number};
use super::near::Needles;
use super::words::{self, Word};
use super::{FoundLine, Verdict};
use crate::ocr::Line;
use crate::sensitive::Sensitive;
use crate::text::Finder;

/// A line that is read with less may say anything.
const LEAST_CONFIDENCE: f32 = 0.5;

/// A letter is at most so many heights of its line wide: a line with fewer
/// letters was not read whole.
const WIDEST_LETTER: f32 = 2.5;

/// A word in whose middle a blank was read has at least so many letters.
const PARTED_LETTERS: usize = 5;

/// Digits of plain numbers side by side that may stay.
const MOST_DIGITS_TOGETHER: usize = 4;

/// Least numbers of a scale: three are a day too.
const SCALE: usize = 4;

/// What a line is compared with.
pub(super) struct Judge<'a> {
    pub(super) needles: &'a Needles,
    pub(super) finder: &'a Finder,
    pub(super) allowed: &'a AllowList,
}

/// A line with its verdict.
pub(super) struct Reading {
    pub(super) line: FoundLine,
    /// Whether a known value stands in it.
    pub(super) is_known: bool,
}

/// A word with what is known of it.
struct Judged {
    word: Word,
    class: Option<Class>,
    verdict: Verdict,
    is_known: bool,
    /// A letter of the list, behind which a number may stand.
    is_label: bool,
}

/// Which way a line is gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forth,
    Back,
}

impl Judge<'_> {
    /// The verdict of a line, and the boxes of its words. `None` if it lies
    /// beside the picture.
    pub(super) fn line(&self, line: &Line, size: (usize, usize)) -> Option<Reading> {
        let place = words::area(line, &(0.0..1.0), size)?;
        let judged = self.words(line);
        let is_readable = is_readable(line);
        let boxed = |one: &Judged| one.verdict > Verdict::Allowed && one.class != Some(Class::Sign);
        let worst = judged.iter().map(|one| one.verdict).max();
        let verdict = match (worst, is_readable) {
            (Some(Verdict::Identifier), _) => Verdict::Identifier,
            (Some(Verdict::Allowed), true) => Verdict::Allowed,
            (Some(Verdict::Unknown), _) | (Some(Verdict::Allowed) | None, _) => Verdict::Unknown,
        };
        let stays = judged
            .iter()
            .any(|one| !boxed(one) && one.class != Some(Class::Sign));
        let boxes = if verdict == Verdict::Allowed {
            Vec::new()
        } else if stays && is_readable {
            let runs = runs(&judged, &boxed);
            let areas = runs.iter().map(|along| words::area(line, along, size));
            areas.flatten().collect()
        } else {
            vec![place]
        };
        Some(Reading {
            is_known: judged.iter().any(|one| one.is_known),
            line: FoundLine {
                place,
                verdict,
                boxes,
                text: Sensitive::from(line.text.as_str()),
            },
        })
    }

    fn words(&self, line: &Line) -> Vec<Judged> {
        let words = words::words(line);
        let known = self.needles.known(&words);
        let spans = self.spans(line);
        let in_span = |word: &Word| spans.iter().any(|span| touch(span, &word.letters));
        let mut classes: Vec<Option<Class>> = words
            .iter()
            .map(|word| self.allowed.class(&word.text))
            .collect();
        self.parted(&words, &mut classes);
        let is_number = |place: usize| matches!(classes.get(place), Some(Some(Class::Number(_))));
        // `W 400`: a letter of the list, not one of direction alone.
        let is_label = |place: usize| {
            classes.get(place) == Some(&Some(Class::Side))
                && words
                    .get(place)
                    .is_some_and(|word| self.allowed.has(&word.text))
        };
        // `L` in a column of its own is no initial of the name in another.
        let is_alone = |place: usize| {
            let apart = |place: usize| words.get(place).is_none_or(|word| word.is_apart);
            apart(place) && apart(place + 1)
        };
        let judge = |(place, (word, is_known)): (usize, (&Word, &bool))| {
            let class = classes.get(place).copied().flatten();
            if *is_known {
                return Verdict::Identifier;
            }
            match class {
                Some(Class::Word | Class::Unit | Class::Measure | Class::Sign) => Verdict::Allowed,
                Some(Class::Number(_)) if is_counted(&classes, place) => Verdict::Allowed,
                Some(Class::Side) if is_label(place) && is_number(place + 1) => Verdict::Allowed,
                Some(Class::Number(_)) if place > 0 && is_label(place - 1) => Verdict::Allowed,
                Some(Class::Side) if is_alone(place) => Verdict::Allowed,
                Some(Class::Side | Class::Number(_)) | None if in_span(word) => Verdict::Identifier,
                Some(Class::Side | Class::Number(_)) => Verdict::Allowed,
                None => Verdict::Unknown,
            }
        };
        let pairs = words.iter().zip(&known).enumerate();
        let verdicts: Vec<Verdict> = pairs.map(judge).collect();
        let labels: Vec<bool> = (0..words.len()).map(is_label).collect();
        let mut judged: Vec<Judged> = words
            .into_iter()
            .zip(classes)
            .zip(verdicts)
            .zip(known)
            .zip(labels)
            .map(|((((word, class), verdict), is_known), is_label)| Judged {
                word,
                class,
                verdict,
                is_known,
                is_label,
            })
            .collect();
        numbers_together(&mut judged);
        spread(&mut judged, Way::Forth);
        spread(&mut judged, Way::Back);
        judged
    }

    /// A word of the list in whose middle a blank was read (`SU PINE`).
    fn parted(&self, words: &[Word], classes: &mut [Option<Class>]) {
        let plain = |word: &Word| word.text.chars().all(char::is_alphabetic);
        for (pair, place) in words.windows(2).zip(0..) {
            let [one, next] = pair else { continue };
            let joined = format!("{}{}", one.text, next.text);
            let is_one = plain(one)
                && plain(next)
                && !next.is_apart
                && joined.chars().count() >= PARTED_LETTERS
                && self.allowed.has(&joined);
            if let Some([one, next]) = classes.get_mut(place..place + 2)
                && is_one
                && (one.is_none() || next.is_none())
            {
                (*one, *next) = (Some(Class::Word), Some(Class::Word));
            }
        }
    }

    /// The letters in which the rules of the text room see an identifier.
    fn spans(&self, line: &Line) -> Vec<Range<usize>> {
        let text: String = line
            .letters
            .iter()
            .map(|letter| letter.text.as_str())
            .collect();
        let mut ends = Vec::with_capacity(line.letters.len());
        let mut end = 0;
        for letter in &line.letters {
            end += letter.text.len();
            ends.push(end);
        }
        let letter_at = |byte: usize| ends.partition_point(|end| *end <= byte);
        let spans = self.finder.find_in_note(&text);
        let ranges = spans.iter().filter(|span| span.start < span.end);
        ranges
            .map(|span| letter_at(span.start)..letter_at(span.end - 1) + 1)
            .collect()
    }
}

fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether enough of a line was read for what was read to be all of it.
fn is_readable(line: &Line) -> bool {
    let length = line.quad.length_px() / line.quad.height_px().max(1.0);
    let letters = line.letters.len().max(1) as f32;
    line.confidence >= LEAST_CONFIDENCE && length <= WIDEST_LETTER * letters + 1.0
}

/// Whether a number has a unit behind it or a word of the list before it.
fn is_counted(classes: &[Option<Class>], place: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|at| classes.get(at)).copied().flatten();
    let before = at(place.checked_sub(1));
    let behind = at(place.checked_add(1));
    behind == Some(Class::Unit) || matches!(before, Some(Class::Word | Class::Unit))
}

/// Plain numbers side by side are one number of so many digits, unless they are
/// those of a scale: each as far from the next.
fn numbers_together(judged: &mut [Judged]) {
    let number = |one: &Judged| match one.class {
        Some(Class::Number(number)) => Some(number),
        Some(Class::Word | Class::Unit | Class::Measure | Class::Side | Class::Sign) | None => None,
    };
    let same = |one: &Judged, other: &Judged| number(one).is_some() == number(other).is_some();
    for run in judged.chunk_by_mut(same) {
        let numbers: Vec<Number> = run.iter().filter_map(number).collect();
        let digits: usize = numbers.iter().filter_map(|one| one.whole_digits).sum();
        if is_scale(&numbers) {
            for one in run.iter_mut().filter(|one| !one.is_known) {
                one.verdict = Verdict::Allowed;
            }
            continue;
        }
        if numbers.len() < 2 || digits <= MOST_DIGITS_TOGETHER {
            continue;
        }
        for one in run.iter_mut().filter(|one| one.verdict == Verdict::Allowed) {
            one.verdict = Verdict::Unknown;
        }
    }
}

fn is_scale(numbers: &[Number]) -> bool {
    let steps: Vec<f64> = numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .map(|(one, next)| next.value - one.value)
        .collect();
    let first = steps.first().copied().unwrap_or_default();
    numbers.len() >= SCALE
        && first != 0.0
        && steps
            .iter()
            .all(|step| (step - first).abs() < 1e-6 * first.abs())
}

/// A plain number beside a word that goes belongs to it, and a single letter is
/// the initial of one with letters. A number that is counted or labelled belongs to
/// its unit or label, a letter in a column of its own to nobody.
fn spread(judged: &mut [Judged], way: Way) {
    let mut near: Option<(Verdict, bool)> = None;
    for step in 0..judged.len() {
        let (place, gap) = match way {
            Way::Forth => (step, step),
            Way::Back => (judged.len() - 1 - step, judged.len() - step),
        };
        let is_apart = judged.get(gap).is_none_or(|one| one.word.is_apart);
        let is_held = is_held(judged, place);
        let Some(one) = judged.get_mut(place) else {
            return;
        };
        let has_letters = one.word.text.chars().any(char::is_alphabetic);
        match one.class {
            Some(Class::Sign) => continue,
            Some(Class::Number(_)) if !is_held => {
                if let Some((verdict, _)) = near {
                    one.verdict = one.verdict.max(verdict);
                }
            }
            Some(Class::Side) if !is_apart => {
                if let Some((verdict, true)) = near {
                    one.verdict = one.verdict.max(verdict);
                }
            }
            Some(Class::Side | Class::Number(_) | Class::Word | Class::Unit | Class::Measure)
            | None => {}
        }
        near = (one.verdict > Verdict::Allowed).then_some((one.verdict, has_letters));
    }
}

/// Whether a unit stands behind a number, or directly before it a word or letter of
/// the list that stays: `Im 45`, `W 350`.
fn is_held(judged: &[Judged], place: usize) -> bool {
    let behind = judged.get(place + 1).and_then(|one| one.class);
    let is_next = judged.get(place).is_some_and(|one| !one.word.is_apart);
    let before = place.checked_sub(1).and_then(|before| judged.get(before));
    let is_labelled = before.is_some_and(|one| {
        let labels = one.is_label || matches!(one.class, Some(Class::Word | Class::Unit));
        labels && one.verdict == Verdict::Allowed
    });
    behind == Some(Class::Unit) || (is_next && is_labelled)
}

/// The parts of a line to be hidden: boxed words side by side are one part.
fn runs(judged: &[Judged], boxed: &impl Fn(&Judged) -> bool) -> Vec<Range<f32>> {
    let mut runs: Vec<Range<f32>> = Vec::new();
    let mut goes_on = false;
    for one in judged.iter().filter(|one| one.class != Some(Class::Sign)) {
        if !boxed(one) {
            goes_on = false;
            continue;
        }
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.end = one.word.along.end,
            None => runs.push(one.word.along.clone()),
        }
        goes_on = true;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::tests::line;
    use super::*;
    use crate::known::{Known, KnownKind, KnownValue, Role};
    use crate::policy::DateRule;
    use crate::safe_harbor::Letter;

    /// What of a line of letters 10 pixels wide, from column 100 on, goes.
    fn judged(modality: &str, line: &Line) -> FoundLine {
        let known = Known::from_values(
            [
                (KnownKind::PersonName, "QUILLFEATHER^ODA"),
                (KnownKind::Identifier, "4711"),
            ]
            .map(|(kind, value)| KnownValue {
                kind,
                letter: Letter::A,
                role: Role::Patient,
                value: Sensitive::from(value),
            }),
        );
        let judge = Judge {
            needles: &Needles::new(&known),
            finder: &Finder::new(&known, DateRule::Remove),
            allowed: &AllowList::of(modality),
        };
        judge.line(line, (2000, 400)).expect("in the picture").line
    }

    fn verdict(modality: &str, text: &str) -> Verdict {
        judged(modality, &line(text)).verdict
    }

    /// Letters of the line that are hidden whole.
    fn hidden(modality: &str, text: &str) -> String {
        let found = judged(modality, &line(text));
        let is_hidden = |place: usize| {
            let (left, right) = (100 + 10 * place as u32, 110 + 10 * place as u32);
            let mut boxes = found.boxes.iter();
            boxes.any(|one| one.left <= left && one.left + one.width >= right)
        };
        let letters = text.chars().enumerate();
        letters
            .filter(|(place, _)| is_hidden(*place))
            .map(|(_, letter)| letter)
            .collect()
    }

    #[test]
    fn lines_of_allowed_words_stay() {
        for (modality, text) in [
            ("US", "TIS 0.4 MI 1.2"),
            ("US", "FR 45 Hz Gn 62 %"),
            ("CT", "kV 120 mA 210"),
            ("CT", "W 400 L 40"),
            ("CT", "W 400"),
            ("CR", "R SUPINE PORTABLE"),
            ("CR", "AP"),
            ("MR", "T2 FLAIR TR 9000 ms"),
            ("US", "0 5 10 15 20"),
            ("US", "Dist 12.5 mm"),
            ("CT", "Se 3 Im 45"),
        ] {
            let found = judged(modality, &line(text));
            assert_eq!(
                (found.verdict, found.boxes.len()),
                (Verdict::Allowed, 0),
                "{text}"
            );
        }
    }

    #[test]
    fn known_and_unknown_words_go_and_allowed_ones_beside_them_stay() {
        assert_eq!(verdict("CR", "0DA QUILFEATHER"), Verdict::Identifier);
        assert_ne!(verdict("CR", "WOMBLEDON"), Verdict::Allowed);
        assert_eq!(verdict("CR", "zq"), Verdict::Unknown);
        assert_eq!(hidden("CR", "QUILLFEATHER SUPINE"), "QUILLFEATHER");
        assert_eq!(hidden("CR", "PORTABLE WOMBLEDON AP"), "WOMBLEDON");
        assert_eq!(hidden("CR", "WOMBLEDON TUX"), "WOMBLEDON TUX");
        assert_eq!(hidden("US", "WOMBLEDON 12.5 mm"), "WOMBLEDON");
        assert_eq!(hidden("CR", "SUPINE 4711 AP"), "4711");
    }

    #[test]
    fn numbers_and_letters_beside_a_word_that_goes_go_with_it() {
        assert_eq!(hidden("CR", "WOMBLEDON 77 12 SUPINE"), "WOMBLEDON 77 12");
        assert_eq!(hidden("CR", "R WOMBLEDON SUPINE"), "R WOMBLEDON");
        assert_eq!(verdict("CR", "47 11 22 90"), Verdict::Unknown);
        assert_eq!(verdict("CR", "1952-03-07"), Verdict::Identifier);
        assert_eq!(verdict("CR", "4712"), Verdict::Allowed);
    }

    #[test]
    fn a_letter_in_a_column_of_its_own_is_no_initial() {
        assert_eq!(hidden("CR", "QUILLFEATHER L"), "QUILLFEATHER L");
        assert_eq!(hidden("CR", "L QUILLFEATHER"), "L QUILLFEATHER");
        assert_eq!(hidden("CR", "R L WOMBLEDON"), "R L WOMBLEDON");
        for name in ["QUILLFEATHER", "WOMBLEDON", "Smith, John"] {
            assert!(!hidden("CR", &format!("{name}   L")).ends_with('L'));
            assert!(!hidden("CR", &format!("L   {name}")).starts_with('L'));
            assert!(!hidden("CR", &format!("{name}   L   {name}")).contains(" L "));
        }
    }

    #[test]
    fn a_number_belongs_to_its_label_and_not_to_the_name_beside_it() {
        assert_eq!(hidden("CT", "Im 45 WOMBLEDON"), "WOMBLEDON");
        assert_eq!(hidden("CT", "kV 120   QUILLFEATHER"), "QUILLFEATHER");
        assert_eq!(hidden("CT", "W 350   QUILLFEATHER"), "QUILLFEATHER");
        assert_eq!(hidden("CT", "QUILLFEATHER   L 40"), "QUILLFEATHER");
        assert_eq!(hidden("CT", "QUILLFEATHER L 40"), "QUILLFEATHER L 40");
        assert_eq!(hidden("CT", "HEAD   45 WOMBLEDON"), "45 WOMBLEDON");
        assert_eq!(hidden("CT", "45   WOMBLEDON"), "45   WOMBLEDON");
    }

    #[test]
    fn a_word_of_the_list_that_was_read_in_two_stays_and_a_name_in_two_does_not() {
        assert_eq!(verdict("CR", "SU PINE"), Verdict::Allowed);
        assert_eq!(hidden("CR", "SU PINE WOMBLEDON"), "WOMBLEDON");
        assert_ne!(verdict("CR", "SU   PINE"), Verdict::Allowed);
        assert_eq!(verdict("CR", "QUILL FEATHER"), Verdict::Identifier);
        assert_ne!(verdict("CR", "WOMBLE DON"), Verdict::Allowed);
    }

    #[test]
    fn a_line_that_was_not_read_whole_goes_whole() {
        let doubtful = Line {
            confidence: 0.4,
            ..line("SUPINE")
        };
        let found = judged("CR", &doubtful);
        assert_eq!(
            (found.verdict, found.boxes),
            (Verdict::Unknown, vec![found.place])
        );
        let mut sparse = line("L");
        sparse.quad = line("ABCDEFGHIJKL").quad;
        assert_eq!(judged("CR", &sparse).verdict, Verdict::Unknown);
        let nothing = judged("CR", &line(""));
        assert_eq!(
            (nothing.verdict, nothing.boxes.len()),
            (Verdict::Unknown, 1)
        );
    }
}
