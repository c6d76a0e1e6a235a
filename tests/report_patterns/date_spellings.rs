//! A table of spellings of dates, each in a sentence of its own.

use safelight::text::Span;

use super::finder;

const TABLE: &str = include_str!("date_spellings.txt");

/// Words that tell no day: titles of days of the week, small words, the zone.
const SMALL: &[&str] = &[
    "the", "of", "and", "or", "between", "on", "at", "sunday", "saturday", "tuesday", "sun", "mon",
    "st", "nd", "rd", "th", "de",
];

/// The sentence without its marks, and the marked pieces in bytes.
fn unmarked(line: &str) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (number, piece) in line.split(['«', '»']).enumerate() {
        let start = text.len();
        text.push_str(piece);
        if number % 2 == 1 {
            marks.push((start, text.len()));
        }
    }
    (text, marks)
}

fn covered(spans: &[Span], start: usize, end: usize) -> bool {
    spans
        .iter()
        .any(|span| span.start <= start && end <= span.end)
}

/// Letters or digits that stand together.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut before = '\0';
    for (at, letter) in text.char_indices() {
        let goes_on = letter.is_alphabetic() && before.is_alphabetic()
            || letter.is_ascii_digit() && before.is_ascii_digit();
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(last) if goes_on => last.1 = end,
            _ if letter.is_alphanumeric() => words.push((at, end)),
            _ => {}
        }
        before = letter;
    }
    words
}

#[test]
fn every_spelling_of_the_table_goes_and_the_sentence_stays() {
    let finder = finder();
    let mut rows = std::collections::BTreeSet::new();
    let mut wrong = String::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let (text, marks) = unmarked(line);
        let spans = finder.find(&text);
        assert!(!marks.is_empty(), "{line}");
        for (start, end) in words(&text) {
            let word = text[start..end].to_lowercase();
            let marked = marks.iter().any(|mark| mark.0 <= start && end <= mark.1);
            let year = word.len() == 4
                && word
                    .parse()
                    .is_ok_and(|year: u32| (1900..2100).contains(&year));
            let bad = if marked {
                !covered(&spans, start, end) && !year && !SMALL.contains(&word.as_str())
            } else {
                // Times of day may go with their date.
                covered(&spans, start, end) && word.parse::<u32>().is_err() && word != "am" && !year
            };
            if bad {
                wrong.push_str(&format!("{line}: {word}\n"));
            }
        }
        rows.insert(line);
    }
    assert!(rows.len() >= 200, "{} spellings", rows.len());
    assert!(wrong.is_empty(), "{wrong}");
}
