//! Reads an accession list as people have it: pasted, a text file, a sheet.
//! `www/app/accessions.js` reads by the same rules.

use std::collections::BTreeSet;

use crate::sensitive::Sensitive;

/// Longest list that is read, in entries.
const MOST_ENTRIES: usize = 100_000;
/// Longer than SH (PS3.5 Table 6.2-1: 16), shorter than a sentence.
const LONGEST: usize = 64;
/// What may stand between two numbers of a line.
const SEPARATORS: [char; 4] = ['\t', ';', '|', ','];
/// A title or two may stand above the heading of a sheet.
const ROWS_WITH_HEADING: usize = 5;
/// Numbers of different lengths are two numbers from this length on.
const SHORTEST_OF_TWO: usize = 4;

/// A list in its order, each number once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessionList {
    /// The numbers.
    pub numbers: Vec<Sensitive<String>>,
    /// How many entries were there more than once.
    pub repeated: u32,
}

/// Reads a pasted or loaded list.
///
/// Entries stand between line ends, tabs, semicolons, bars or commas; quotes
/// go, and what stands between them is one entry. If a heading names an
/// accession column, only that column counts. Blanks separate only where every
/// piece looks like a number of its own.
#[must_use]
pub fn read_list(text: &str) -> AccessionList {
    let lines: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .split(['\n', '\r'])
        .collect();
    let mut gathered = Gathered::default();
    match heading(&lines) {
        Some(heading) => {
            for line in lines.iter().skip(heading.line + 1) {
                let cells = cells_of(line, &[heading.separator]);
                if let Some(cell) = cells.get(heading.column) {
                    gathered.cell(cell);
                }
            }
        }
        None => {
            let cells = lines.iter().flat_map(|line| cells_of(line, &SEPARATORS));
            cells.for_each(|cell| gathered.cell(&cell));
        }
    }
    gathered.list
}

/// A list that is one already: blanks around the entries go, repeated ones too.
#[must_use]
pub fn list_of(numbers: &[String]) -> AccessionList {
    let mut gathered = Gathered::default();
    for number in numbers {
        gathered.number(number.trim());
    }
    gathered.list
}

#[derive(Default)]
struct Gathered {
    list: AccessionList,
    seen: BTreeSet<String>,
}

impl Gathered {
    fn cell(&mut self, cell: &Cell) {
        if is_heading(&cell.text) {
            return;
        }
        match cell.quotes {
            Quotes::Around => self.number(&cell.text),
            Quotes::None => pieces(&cell.text)
                .into_iter()
                .for_each(|one| self.number(one)),
        }
    }

    fn number(&mut self, number: &str) {
        if number.is_empty() || number.chars().count() > LONGEST {
            return;
        }
        if !self.seen.insert(number.to_uppercase()) {
            self.list.repeated = self.list.repeated.saturating_add(1);
        } else if self.list.numbers.len() < MOST_ENTRIES {
            self.list.numbers.push(Sensitive::from(number));
        }
    }
}

/// One cell of a line.
struct Cell {
    text: String,
    quotes: Quotes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    Around,
}

/// Cells of one line; a separator inside double quotes is part of its cell.
fn cells_of(line: &str, separators: &[char]) -> Vec<Cell> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match (letter, cells.last_mut()) {
            ('"', Some(cell)) => {
                quoted = !quoted;
                cell.push('"');
            }
            (letter, _) if !quoted && separators.contains(&letter) => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            (_, None) => {}
        }
    }
    cells.iter().map(|cell| cell_of(cell)).collect()
}

fn cell_of(raw: &str) -> Cell {
    let raw = raw.trim();
    let inner = raw.trim_matches('"');
    let quotes = if raw.len() >= 2 && raw.starts_with('"') && raw.ends_with('"') {
        Quotes::Around
    } else {
        Quotes::None
    };
    Cell {
        text: inner.trim().trim_matches('\'').trim().replace("\"\"", "\""),
        quotes,
    }
}

/// Where the heading of a sheet stands.
struct Heading {
    line: usize,
    column: usize,
    separator: char,
}

/// A row of several cells, one of which names accession numbers.
fn heading(lines: &[&str]) -> Option<Heading> {
    let filled = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    filled.take(ROWS_WITH_HEADING).find_map(|(line, text)| {
        SEPARATORS.into_iter().find_map(|separator| {
            let cells = cells_of(text, &[separator]);
            let column = cells.iter().position(|cell| is_heading(&cell.text))?;
            (cells.len() > 1).then_some(Heading {
                line,
                column,
                separator,
            })
        })
    })
}

/// A column heading names accession numbers and has no digit: `Accession
/// Number`, `ACC_NO`, `Acc #`.
fn is_heading(cell: &str) -> bool {
    let words: String = cell
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '#' {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let mut words = words.split_whitespace();
    let short = match (words.next(), words.next(), words.next()) {
        (Some("acc" | "akz"), Some("no" | "nr" | "num" | "number" | "nummer" | "#"), None) => true,
        (Some("acc" | "akz" | "acc#" | "accno" | "accnum"), None, None) => true,
        (_, _, _) => false,
    };
    let lower = cell.to_lowercase();
    let named = ["accession", "akzession"]
        .iter()
        .any(|word| lower.contains(word));
    (short || named) && !cell.chars().any(|letter| letter.is_ascii_digit())
}

/// `QX3 QX1 QX2` are three numbers, `CT 2291` and `ACC-00471 1` are one each:
/// blanks separate pieces that all hold a digit, are all digits or all not, and
/// are of one length or long enough.
fn pieces(cell: &str) -> Vec<&str> {
    let pieces: Vec<&str> = cell.split_whitespace().collect();
    let has_digit = |piece: &&str| piece.chars().any(|letter| letter.is_ascii_digit());
    let is_number = |piece: &&str| piece.chars().all(|letter| letter.is_ascii_digit());
    let Some(first) = pieces.first() else {
        return Vec::new();
    };
    let alike = pieces
        .iter()
        .all(|piece| has_digit(piece) && is_number(piece) == is_number(first));
    let length = |piece: &&str| piece.chars().count();
    let even = pieces.iter().all(|piece| length(piece) == length(first));
    let long = pieces.iter().all(|piece| length(piece) >= SHORTEST_OF_TWO);
    if alike && (even || long) {
        pieces
    } else {
        vec![cell]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        read_list(text)
            .numbers
            .into_iter()
            .map(Sensitive::into_inner)
            .collect()
    }

    #[test]
    fn a_list_is_read_with_any_separator_heading_and_repeat() {
        let text =
            "\u{feff}Accession Number\r\nZQ-1001; ZQ-1002,\"00417\"\n\nzq-1001\tZQ 1003|ZQ-9\n";
        let wanted = ["ZQ-1001", "ZQ-1002", "00417", "ZQ 1003", "ZQ-9"];
        assert_eq!(numbers(text), wanted);
        assert_eq!(read_list(text).repeated, 1);
        assert_eq!(
            list_of(&[String::from(" A,1 "), String::from("a,1")])
                .numbers
                .len(),
            1
        );
    }

    #[test]
    fn a_sheet_gives_its_accession_column_and_nothing_else() {
        for text in [
            "Patient;Accession Number;Date\nMade, Up;QX-1;2021\n;QX-2;2022\nX;;2023",
            "\"Patient\",\"ACC_NO\"\n\"Made, Up\",\"QX-1\"\n\"X\",\"QX-2\"",
            "Worklist of June\nPatient\tAcc #\nMade Up\tQX-1\nMade Up\tQX-2\n",
            "Name|Akzessionsnummer\nMade Up|QX-1\nMade Up|QX-2\n",
        ] {
            assert_eq!(numbers(text), ["QX-1", "QX-2"], "{text}");
        }
    }

    #[test]
    fn blanks_separate_numbers_and_not_the_parts_of_one() {
        assert_eq!(numbers("QX3 QX1  QX2"), ["QX3", "QX1", "QX2"]);
        assert_eq!(
            numbers("4711001 4711002 47110"),
            ["4711001", "4711002", "47110"]
        );
        for one in ["CT 2291", "ACC-00471 1", "471 1", "ZQ-ACC 4711"] {
            assert_eq!(numbers(one), [one]);
        }
        assert_eq!(numbers("\"4711001 4711002\""), ["4711001 4711002"]);
    }
}
