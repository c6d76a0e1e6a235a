//! What a scanner misreads: `M0ORE`, `Hartwe11`, `O4/l7/l938`, `2O Mar 1978`.
//! A second writing of the text, of the same length, has the letters and digits
//! that were meant; findings in it count where they hold such a letter.

use super::calendar;
use super::found::Found;
use super::lexicon;

/// The text as it was before it was misread.
#[derive(Debug)]
pub struct Reread {
    /// Of the same length as the text.
    pub text: String,
    /// The bytes that are others now, in order.
    changed: Vec<usize>,
    /// How many runs became words of a dictionary or names of a list.
    words: usize,
}

/// So many words with digits in them make a scanned page.
const WORDS_OF_SCAN: usize = 2;
/// Longest run that is looked at.
const LONGEST: usize = 40;

impl Reread {
    /// Keeps what goes over a letter that was misread. On a page that shows no
    /// other misreading, places that promise a value are asked for.
    #[must_use]
    pub fn kept(&self, found: Vec<Found>) -> Vec<Found> {
        let scanned = self.words >= WORDS_OF_SCAN;
        let promised = |one: &Found| {
            one.detector.starts_with("labelled")
                || one.detector.starts_with("known")
                || matches!(one.detector, "title" | "role" | "date")
        };
        found
            .into_iter()
            .filter(|one| self.touches(one) && (scanned || promised(one)))
            .collect()
    }

    fn touches(&self, one: &Found) -> bool {
        let next = self.changed.partition_point(|&at| at < one.start);
        self.changed.get(next).is_some_and(|&at| at < one.end)
    }

    fn put(&mut self, start: usize, run: &str) {
        let old = self.text.get(start..start + run.len()).unwrap_or_default();
        let other = old.bytes().zip(run.bytes()).enumerate();
        self.changed
            .extend(other.filter_map(|(at, (old, new))| (old != new).then_some(start + at)));
        if old.len() == run.len() {
            self.text.replace_range(start..start + run.len(), run);
        }
    }
}

/// The second writing; `None` if nothing was misread.
#[must_use]
pub fn reread(plain: &str) -> Option<Reread> {
    let mut new: Option<Reread> = None;
    let bytes = plain.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let run = plain.get(at..at + length).unwrap_or_default();
        if let Some((run, is_word)) = misread(plain, at, run) {
            let new = new.get_or_insert_with(|| Reread {
                text: plain.to_owned(),
                changed: Vec::new(),
                words: 0,
            });
            new.put(at, &run);
            new.words += usize::from(is_word);
        }
        at += length;
    }
    if let Some(new) = new.as_mut().filter(|new| new.words >= WORDS_OF_SCAN) {
        new.close_points();
    }
    new
}

impl Reread {
    /// `88 E . Broad`, `St . Ann`: the point stands behind its letter.
    fn close_points(&mut self) {
        let bytes = self.text.as_bytes();
        let short = |at: usize| {
            let before = |step: usize| at.checked_sub(step).and_then(|place| bytes.get(place));
            let ends = |place: Option<&u8>| !place.is_some_and(u8::is_ascii_alphabetic);
            let street = before(2) == Some(&b' ') && before(3).is_some_and(u8::is_ascii_digit);
            before(1).is_some_and(u8::is_ascii_uppercase) && street
                || before(1).is_some_and(u8::is_ascii_lowercase)
                    && before(2).is_some_and(u8::is_ascii_uppercase)
                    && ends(before(3))
        };
        let apart: Vec<usize> = bytes
            .windows(2)
            .enumerate()
            .filter(|(at, pair)| *pair == b" ." && short(*at))
            .map(|(at, _)| at)
            .collect();
        for at in apart {
            self.text.replace_range(at..at + 2, ". ");
            self.changed.extend([at, at + 1]);
        }
        self.changed.sort_unstable();
    }
}

/// The run as it was meant, and whether it is a word of a list now.
fn misread(plain: &str, at: usize, run: &str) -> Option<(String, bool)> {
    if run.len() > LONGEST || run.len() < 2 {
        return None;
    }
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return capital(run).map(|word| (word, true));
    }
    if digits == run.len() {
        return None;
    }
    word(run, digits).or_else(|| number(plain, at, run).map(|number| (number, false)))
}

/// `lnfirmary`, `lMPRESSION`: no word begins so.
fn capital(run: &str) -> Option<String> {
    let rest = run.strip_prefix('l')?;
    let cluster = rest.starts_with(|next| "nmsrtdcNMSRTDC".contains(next));
    let low = format!("i{}", rest.to_ascii_lowercase());
    (cluster && rest.len() >= 3 && is_listed(&low)).then(|| format!("I{rest}"))
}

/// `fie1ds`, `M0ORE`, `Hartwe11`: letters with the digits that look like some.
fn word(run: &str, digits: usize) -> Option<(String, bool)> {
    let like = |byte: u8| matches!(byte, b'0' | b'1' | b'5' | b'8');
    let letters = run.len() - digits;
    let only_like = run.bytes().all(|byte| !byte.is_ascii_digit() || like(byte));
    if !only_like || letters <= digits && run.len() > 2 {
        return None;
    }
    let small = matches!(run, "0f" | "0n" | "0r" | "t0" | "n0" | "1n" | "1s" | "1t");
    if run.len() < 4 && !small && !matches!(run, "f0r" | "y0u" | "n0t" | "h1s" | "h0w" | "tw0") {
        return None;
    }
    let upper = !run.bytes().any(|byte| byte.is_ascii_lowercase());
    let written = |one: char, first: bool| -> String {
        run.char_indices()
            .map(|(at, letter)| match letter {
                '0' if at == 0 && first || upper && letter == '0' => 'O',
                '0' => 'o',
                '1' if upper => one.to_ascii_uppercase(),
                '1' => one,
                '5' if upper || at == 0 => 'S',
                '5' => 's',
                '8' if upper || at == 0 => 'B',
                '8' => 'b',
                _ => letter,
            })
            .collect()
    };
    let ones = if upper { ['i', 'l'] } else { ['l', 'i'] };
    // `miT0`: no word is written so.
    let letters_of = |from: usize| run.bytes().skip(from).filter(u8::is_ascii_alphabetic);
    let even = upper || letters_of(1).all(|byte| byte.is_ascii_lowercase());
    if !even {
        return None;
    }
    let listed = ones
        .into_iter()
        .find(|&one| is_listed(&written(one, false).to_ascii_lowercase()));
    if let Some(one) = listed {
        let low = written(one, false).to_ascii_lowercase();
        return Some((written(one, !is_ordinary(&low)), true));
    }
    (is_inside(run) && letters >= 3).then(|| (written(ones[0], true), false))
}

/// Every digit of the run has a letter behind it and before it.
fn is_inside(run: &str) -> bool {
    let ends = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic());
    ends(run.bytes().next()) && ends(run.bytes().next_back())
}

fn is_ordinary(low: &str) -> bool {
    lexicon::entry(low).word() >= 2
}

fn is_listed(low: &str) -> bool {
    let entry = lexicon::entry(low);
    entry.word() > 0
        || entry.is_clinical()
        || entry.given() > 0
        || entry.family() > 0
        || entry.is_city()
}

/// `O4`, `l938`, `2O`, `I3`: digits with the letters that look like some, in a
/// chain of numbers with signs, or before a month.
fn number(plain: &str, at: usize, run: &str) -> Option<String> {
    let like = |byte: u8| matches!(byte, b'O' | b'o' | b'l' | b'I');
    let good = run
        .bytes()
        .all(|byte| byte.is_ascii_digit() || like(byte) || matches!(byte, b'S' | b'B'));
    let lettered = run
        .bytes()
        .filter(|&byte| matches!(byte, b'S' | b'B'))
        .count();
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if !good || lettered > 0 && digits < 2 {
        return None;
    }
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || like(byte));
    let sign = |byte: Option<u8>| matches!(byte, Some(b'/' | b'-' | b'.'));
    let before = plain.get(..at).unwrap_or_default().trim_end_matches(' ');
    let behind = plain.get(at + run.len()..).unwrap_or_default();
    let next = behind.trim_start_matches(' ');
    let joins = |sign_byte: Option<u8>, rest: Option<u8>| sign(sign_byte) && digit(rest);
    let earlier = before.strip_suffix(['/', '-', '.']).unwrap_or_default();
    let later = next.strip_prefix(['/', '-', '.']).unwrap_or_default();
    let behind_sign = joins(
        before.bytes().next_back(),
        earlier.trim_end_matches(' ').bytes().next_back(),
    );
    let before_sign = joins(
        next.bytes().next(),
        later.trim_start_matches(' ').bytes().next(),
    );
    // `l4-5`: vertebrae.
    let vertebra = matches!(run.as_bytes(), [b'l' | b'I', b'1'..=b'6']);
    let linked = if vertebra {
        behind_sign && before_sign
    } else {
        behind_sign || before_sign
    };
    let month: String = next
        .chars()
        .take(10)
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let dated = behind.len() > next.len()
        && run.len() <= 2
        && calendar::month(&month.to_ascii_lowercase()).is_some();
    (linked || dated).then(|| {
        run.chars()
            .map(|letter| match letter {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                'S' => '5',
                'B' => '8',
                _ => letter,
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_letters_and_digits_come_back_and_codes_stay_as_they_are() {
        let again = |text: &str| reread(text).map_or(text.to_owned(), |new| new.text);
        for (text, meant) in [
            ("M0ORE, CLAYT0N", "MOORE, CLAYTON"),
            ("born O4/l7/l938", "born 04/17/1938"),
            ("on 2O Mar 1978", "on 20 Mar 1978"),
            ("the lung fie1ds 0f both", "the lung fields of both"),
            ("lnfirmary", "Infirmary"),
            ("5 - I3 - 4l", "5 - 13 - 41"),
        ] {
            assert_eq!(again(text), meant);
        }
        for kept in [
            "T10 to L1",
            "BRCA1",
            "SpO2 98",
            "O2 at 2l/min",
            "C5-C6",
            "T1-weighted",
            "CD10",
            "S1-S2",
            "IL10",
            "H2O",
            "N1a",
            "l4-5 disc",
            "l5/s1",
            "PI-RADS 5",
            "B12",
            "5FU",
            "I131 ablation",
            "FIGO 1B1",
        ] {
            assert_eq!(again(kept), kept);
        }
    }
}
