//! Tables of spellings, each in a sentence of its own: what stands between
//! marks goes, the rest of the sentence stays.

use std::collections::BTreeSet;

use safelight::text::Span;

use super::finder;

/// Words inside of marks that tell nothing.
const SMALL: &[&str] = &[
    "the", "of", "and", "or", "between", "on", "at", "sunday", "saturday", "tuesday", "sun", "mon",
    "st", "nd", "rd", "th", "de", "ext", "x", "https", "com", "org", "net", "xxx", "xx",
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

/// Rows of the table, and the words that stand or are lost.
fn judged(table: &'static str, keeps_years: Years) -> (usize, String) {
    let finder = finder();
    let mut rows = BTreeSet::new();
    let mut wrong = String::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (text, marks) = unmarked(line);
        let spans = finder.find(&text);
        assert!(!marks.is_empty(), "{line}");
        for (start, end) in words(&text) {
            let word = text[start..end].to_lowercase();
            let marked = marks.iter().any(|mark| mark.0 <= start && end <= mark.1);
            let number = word.parse::<u32>();
            let year = keeps_years == Years::Stay
                && word.len() == 4
                && number
                    .as_ref()
                    .is_ok_and(|year| (1900..2100).contains(year));
            let bad = if marked {
                !covered(&spans, start, end) && !year && !SMALL.contains(&word.as_str())
            } else {
                // Times of day may go with their date.
                covered(&spans, start, end) && number.is_err() && word != "am" && !year
            };
            if bad {
                wrong.push_str(&format!("{line}: {word}\n"));
            }
        }
        rows.insert(line);
    }
    (rows.len(), wrong)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Years {
    Stay,
    Go,
}

#[test]
fn every_date_of_the_table_goes_and_its_sentence_stays() {
    let (rows, wrong) = judged(include_str!("date_spellings.txt"), Years::Stay);
    assert!(rows >= 200, "{rows} spellings");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_number_of_the_table_goes_and_its_sentence_stays() {
    let (rows, wrong) = judged(include_str!("number_spellings.txt"), Years::Go);
    assert!(rows >= 70, "{rows} spellings");
    assert!(wrong.is_empty(), "{wrong}");
}
