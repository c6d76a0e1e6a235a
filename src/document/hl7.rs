//! HL7 v2 in: the text of a result (OBX, NTE) with the name of the examination.
//!
//! All other segments hold who, where and when: they are harvested under labels
//! for the table of known values and not carried over.

use super::letters::{is_worded, plain_letters};
use super::model::{Document, DocumentNote, Form};
use super::{rtf, txt};
use crate::finding::{Limit, ReasonCode, Refusal};

/// Segments of one file.
const MAX_SEGMENTS: usize = 200_000;

/// Texts that are kept aside.
const MAX_HIDDEN: usize = 50_000;

/// Whether a file begins as a message, or as a batch of messages, does.
#[must_use]
pub fn is_message(head: &[u8]) -> bool {
    let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
    let head = head.strip_prefix(&[0x0B]).unwrap_or(head);
    let starts = ["MSH", "FHS", "BHS"]
        .iter()
        .any(|name| head.starts_with(name.as_bytes()));
    // The separators follow, and the second one is hardly ever another.
    let separators = head.get(3..8).unwrap_or_default();
    starts
        && separators
            .iter()
            .all(|byte| byte.is_ascii_punctuation() || *byte == b'|')
        && separators.len() == 5
}

/// Reads the messages of a file.
///
/// # Errors
/// [`ReasonCode::UnknownKind`], [`ReasonCode::OverLimit`], [`ReasonCode::NoText`].
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let text = txt::decode(bytes).ok_or(Refusal::of(ReasonCode::UnknownKind))?;
    let mut reader = Reader::default();
    for segment in segments(&text)? {
        reader.segment(&segment);
    }
    let mut pages = txt::pages(&reader.text)?;
    pages.extend(txt::withheld_pages(reader.attached));
    Ok(Document {
        form: Form::Flowing,
        pages,
        hidden: reader.hidden,
        notes: if reader.attached > 0 {
            vec![DocumentNote::Attachment]
        } else {
            Vec::new()
        },
    })
}

/// Segments. A line that does not begin like one goes on with the one before:
/// systems that do not escape line ends write texts so.
fn segments(text: &str) -> Result<Vec<String>, Refusal> {
    let mut segments: Vec<String> = Vec::new();
    for line in text.split(['\r', '\n', '\u{B}', '\u{1C}']) {
        let starts = line.get(..3).is_some_and(|name| {
            name.chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        }) && line
            .chars()
            .nth(3)
            .is_some_and(|letter| letter.is_ascii_punctuation());
        match segments.last_mut() {
            Some(last) if !starts => {
                last.push('\n');
                last.push_str(line);
            }
            _ => segments.push(line.to_owned()),
        }
        if segments.len() > MAX_SEGMENTS {
            return Err(Refusal::over(Limit::ReportParts));
        }
    }
    Ok(segments)
}

/// The separators of a message (HL7 v2.5.1, 2.5.4).
#[derive(Clone, Copy)]
struct Marks {
    field: char,
    component: char,
    repetition: char,
    escape: char,
    part: char,
}

const STANDARD: Marks = Marks {
    field: '|',
    component: '^',
    repetition: '~',
    escape: '\\',
    part: '&',
};

/// Fields that say who it is, and the label under which each is harvested.
#[rustfmt::skip]
const LABELS: &[(&str, usize, &str)] = &[
    ("MSH", 4, "Facility"), ("MSH", 6, "Facility"), ("MSH", 10, "Message ID"),
    ("PID", 2, "MRN"), ("PID", 3, "MRN"), ("PID", 4, "MRN"), ("PID", 5, "Patient"),
    ("PID", 6, "Mother's maiden name"), ("PID", 7, "Date of birth"), ("PID", 9, "Alias"),
    ("PID", 11, "Address"), ("PID", 13, "Phone"), ("PID", 14, "Phone"),
    ("PID", 18, "Account number"), ("PID", 19, "SSN"), ("PID", 20, "License number"),
    ("PID", 23, "Birthplace"), ("NK1", 2, "Next of kin"), ("NK1", 4, "Address"),
    ("NK1", 5, "Phone"), ("NK1", 6, "Phone"), ("GT1", 3, "Guarantor"), ("GT1", 5, "Address"),
    ("IN1", 16, "Insured"), ("IN1", 36, "Policy number"), ("PV1", 3, "Ward"),
    ("PV1", 7, "Attending physician"), ("PV1", 8, "Referring physician"),
    ("PV1", 9, "Consulting physician"), ("PV1", 17, "Admitting physician"),
    ("PV1", 19, "Visit number"), ("ORC", 2, "Order number"), ("ORC", 3, "Accession number"),
    ("ORC", 10, "Transcribed by"), ("ORC", 11, "Verified by"), ("ORC", 12, "Ordering physician"),
    ("OBR", 2, "Order number"), ("OBR", 3, "Accession number"), ("OBR", 10, "Performed by"),
    ("OBR", 16, "Ordering physician"), ("OBR", 17, "Phone"), ("OBR", 18, "Accession number"),
    ("OBR", 19, "Accession number"), ("OBR", 20, "Accession number"), ("OBR", 28, "Copies to"),
    ("OBR", 32, "Interpreting physician"), ("OBR", 33, "Resident"), ("OBR", 34, "Technologist"),
    ("OBR", 35, "Transcribed by"), ("OBX", 16, "Interpreting physician"),
];

#[derive(Default)]
struct Reader {
    marks: Option<Marks>,
    text: String,
    /// The last label that was written over results.
    label: String,
    hidden: Vec<String>,
    attached: usize,
}

impl Reader {
    fn segment(&mut self, segment: &str) {
        let name = segment.get(..3).unwrap_or_default().to_owned();
        if matches!(name.as_str(), "MSH" | "FHS" | "BHS") {
            self.marks = Some(marks(segment));
        }
        let marks = self.marks.unwrap_or(STANDARD);
        let mut fields: Vec<&str> = segment.split(marks.field).collect();
        // The first field of a header is the separator itself.
        if matches!(name.as_str(), "MSH" | "FHS" | "BHS") {
            fields.insert(1, "|");
        }
        let field = |place: usize| fields.get(place).copied().unwrap_or_default();
        match name.as_str() {
            "OBR" => {
                let examination = words_of(field(4), marks);
                self.paragraph();
                self.line(&labelled("Exam", &examination));
                self.line(&labelled("Exam date", &date(field(7))));
                self.paragraph();
                self.label = examination;
            }
            "OBX" => {
                let label = words_of(field(3), marks);
                self.result(field(2), &label, field(5), field(6), marks);
            }
            "NTE" => {
                for part in field(3).split(marks.repetition) {
                    let text = unescaped(part, marks);
                    self.line(&text);
                }
            }
            _ => {}
        }
        self.harvest(&name, &fields, marks);
    }

    /// One result by its type (OBX-2).
    fn result(&mut self, kind: &str, label: &str, value: &str, units: &str, marks: Marks) {
        match kind {
            // Documents inside the message are not read.
            "ED" | "RP" => self.attached += 1,
            "TX" | "FT" | "ST" | "" => {
                if self.label != label && !label.is_empty() {
                    self.paragraph();
                    self.line(label);
                }
                self.label = label.to_owned();
                for part in value.split(marks.repetition) {
                    let text = unescaped(part, marks);
                    match text.trim_start().starts_with("{\\rtf") {
                        true => self.rich_text(text.trim_start()),
                        false => self.line(&text),
                    }
                }
            }
            "DT" | "TS" | "DTM" | "TM" => self.line(&labelled(label, &date(value))),
            "SN" => {
                let text = parts(value, marks).concat();
                self.measure(label, &text, units, marks);
            }
            "CE" | "CWE" | "CNE" | "CF" => {
                for one in value.split(marks.repetition) {
                    self.line(&labelled(label, &words_of(one, marks)));
                }
            }
            _ => {
                let text = parts(value, marks).join(" ");
                self.measure(label, &text, units, marks);
            }
        }
    }

    fn measure(&mut self, label: &str, value: &str, units: &str, marks: Marks) {
        let unit = parts(units, marks).into_iter().next().unwrap_or_default();
        self.line(&labelled(label, format!("{} {unit}", value.trim()).trim()));
    }

    fn rich_text(&mut self, text: &str) {
        match rtf::texts(text.as_bytes()) {
            Ok((text, hidden, _)) => {
                self.line(&text);
                hidden.iter().for_each(|text| self.hide(text));
            }
            Err(_) => self.attached += 1,
        }
    }

    fn line(&mut self, text: &str) {
        for line in text.trim_end_matches('\n').split('\n') {
            self.text.push_str(plain_line(line).trim_end());
            self.text.push('\n');
        }
        if text.is_empty() {
            self.text.truncate(self.text.len().saturating_sub(1));
        }
    }

    fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn hide(&mut self, text: &str) {
        let text = text.trim();
        if is_worded(text) && self.hidden.len() < MAX_HIDDEN {
            self.hidden.push(text.to_owned());
        }
    }

    /// Every field but the shown ones, under its label if it has one.
    fn harvest(&mut self, name: &str, fields: &[&str], marks: Marks) {
        for (place, field) in fields.iter().enumerate().skip(1) {
            let shown = matches!((name, place), ("OBX", 3 | 5) | ("NTE", 3) | ("OBR", 4));
            if shown || field.is_empty() {
                continue;
            }
            let label = LABELS
                .iter()
                .find(|(segment, number, _)| *segment == name && *number == place)
                .map(|(.., label)| *label);
            for one in field.split(marks.repetition) {
                let values = parts(one, marks);
                let Some(label) = label else {
                    self.hide(&values.join(" "));
                    continue;
                };
                let value = match label {
                    "Date of birth" => date(one),
                    "Address" => values.join(", "),
                    _ if is_person(label) => person(&values),
                    _ => values.into_iter().next().unwrap_or_default(),
                };
                self.hide(&labelled(label, &value));
            }
        }
    }
}

/// Labels of persons: identifier and name, or name, in components.
fn is_person(label: &str) -> bool {
    [
        "physician",
        "Patient",
        "kin",
        "Guarantor",
        "Insured",
        "Alias",
        "name",
        " by",
        "Copies",
    ]
    .iter()
    .chain(&["Resident", "Technologist"])
    .any(|word| label.contains(word))
}

/// `Given Middle Family` of `family^given^middle` or `number^family^given`.
fn person(values: &[String]) -> String {
    let numbered = values.first().is_some_and(|first| {
        first.is_empty() || first.chars().any(|letter| letter.is_ascii_digit())
    });
    let mut names = values
        .iter()
        .skip(usize::from(numbered))
        .map(String::as_str);
    let family = names.next().unwrap_or_default();
    let given: Vec<&str> = names.take(2).filter(|name| !name.is_empty()).collect();
    format!("{} {family}", given.join(" ")).trim().to_owned()
}

fn marks(header: &str) -> Marks {
    let mut letters = header.chars().skip(3);
    Marks {
        field: letters.next().unwrap_or(STANDARD.field),
        component: letters.next().unwrap_or(STANDARD.component),
        repetition: letters.next().unwrap_or(STANDARD.repetition),
        escape: letters.next().unwrap_or(STANDARD.escape),
        part: letters.next().unwrap_or(STANDARD.part),
    }
}

fn parts(field: &str, marks: Marks) -> Vec<String> {
    field
        .split([marks.component, marks.part])
        .map(|part| unescaped(part, marks))
        .collect()
}

/// What a coded value is called: its text, or its code if it has none.
fn words_of(coded: &str, marks: Marks) -> String {
    let values: Vec<String> = coded
        .split(marks.component)
        .map(|part| unescaped(part, marks))
        .collect();
    [1, 4, 0]
        .iter()
        .filter_map(|place| values.get(*place))
        .find(|value| !value.trim().is_empty())
        .cloned()
        .unwrap_or_default()
}

fn labelled(label: &str, value: &str) -> String {
    match (label.is_empty(), value.trim().is_empty()) {
        (_, true) => String::new(),
        (true, false) => value.trim().to_owned(),
        (false, false) => format!("{label}: {}", value.trim()),
    }
}

/// `20230314…` as `2023-03-14`.
fn date(value: &str) -> String {
    let digits = value.get(..8).unwrap_or_default();
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{year}-{month}-{day}")
        }
        _ => value.to_owned(),
    }
}

/// Tabs stay, everything else is plain letters.
fn plain_line(line: &str) -> String {
    let cells: Vec<String> = line.split('\t').map(plain_letters).collect();
    cells.join("\t")
}

/// Undoes escapes (HL7 v2.5.1, 2.7): separators, formatting, bytes.
fn unescaped(text: &str, marks: Marks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(marks.escape) {
        out.push_str(before);
        let Some((code, after)) = behind.split_once(marks.escape) else {
            out.push(marks.escape);
            rest = behind;
            continue;
        };
        match escaped(code, marks) {
            Some(letters) => {
                out.push_str(&letters);
                rest = after;
            }
            // A lone sign that begins no escape.
            None => {
                out.push(marks.escape);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

fn escaped(code: &str, marks: Marks) -> Option<String> {
    Some(match code {
        "F" => marks.field.to_string(),
        "S" => marks.component.to_string(),
        "T" => marks.part.to_string(),
        "R" => marks.repetition.to_string(),
        "E" => marks.escape.to_string(),
        "H" | "N" | ".fi" | ".nf" => String::new(),
        ".br" | ".ce" => "\n".to_owned(),
        code if code.starts_with(".sp") => "\n".to_owned(),
        code if code.starts_with(".in") || code.starts_with(".ti") || code.starts_with(".sk") => {
            " ".to_owned()
        }
        code => {
            let digits = code.strip_prefix('X')?;
            let bytes: Option<Vec<u8>> = (0..digits.len())
                .step_by(2)
                .map(|place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok())
                .collect();
            let text = txt::decode(&bytes?)?;
            text.replace("\r\n", "\n").replace('\r', "\n")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    const MESSAGE: &str = "\u{B}MSH|^~\\&|RIS|Zaqsender|EHR|Zaqreceiver|20230314||ORU^R01|1|P|2.5\r\
        PID|1||4711^^^HOSP^MR||ZAQ^ODA^Q||19500102|F|||1 Zaq Street^^Zaqtown^WA^98101||(206) 555-0100\r\
        PV1|1|O|||||77^ZAQDOCTOR^RUTH\r\
        OBR|1||ZQ99|71250^CT chest^CPT|||20230314093000\r\
        OBX|1|TX|71250&GDT^Findings||Lungs are clear.~No effusion\\.br\\Liver \\T\\ spleen.||||||F\r\
        OBX|2|NM|1^Size||7|mm|||||F\r\
        OBX|3|ED|2^Report||^application^pdf^Base64^JVBER||||||F\r\
        NTE|1||Addendum: none.\r\u{1C}\r";

    #[test]
    fn results_and_notes_are_text_and_the_rest_is_harvested() {
        let document = read(MESSAGE.as_bytes()).unwrap_or_default();
        assert_eq!(
            plain_text(&document),
            format!(
                "Exam: CT chest\nExam date: 2023-03-14\n\nFindings\nLungs are clear.\nNo effusion\nLiver & spleen.\nSize: 7 mm\nAddendum: none.\n\u{C}[Page 2 withheld: {}]\n",
                ReasonCode::EncapsulatedDocument.sentence()
            )
        );
        let harvested = document.hidden.join("\n");
        for value in [
            "Patient: ODA Q ZAQ",
            "MRN: 4711",
            "Date of birth: 1950-01-02",
            "Address: 1 Zaq Street, , Zaqtown",
            "Phone: (206) 555-0100",
            "Attending physician: RUTH ZAQDOCTOR",
            "Accession number: ZQ99",
            "Facility: Zaqsender",
        ] {
            assert!(harvested.contains(value), "{value}: {harvested}");
        }
        assert_eq!(document.notes, [DocumentNote::Attachment]);
    }

    #[test]
    fn separators_are_those_of_the_message_and_broken_lines_go_on() {
        let message = "MSH#*~\\&#A\nOBR#1###1*CT head\nOBX#1#TX#1*CT head##First\nsecond line\\F\\third \\X4142\\ 5\\6\n";
        assert_eq!(
            plain_text(&read(message.as_bytes()).unwrap_or_default()),
            "Exam: CT head\n\nFirst\nsecond line#third AB 5\\6\n"
        );
    }

    #[test]
    fn rich_text_in_a_result_is_read_as_such() {
        let message = "MSH|^~\\&|A\rOBX|1|FT|1^Report||{\\E\\rtf1 Clear {\\E\\b lungs}.{\\E\\v Zaq}\\E\\par }\r";
        assert_eq!(
            plain_text(&read(message.as_bytes()).unwrap_or_default()),
            "Report\nClear lungs.\n"
        );
    }

    #[test]
    fn messages_are_told_by_their_beginning() {
        assert!(is_message(MESSAGE.as_bytes()) && is_message(b"MSH#*~\\&#A"));
        assert!(!is_message(b"MSH joint is normal") && !is_message(b"MSH|") && !is_message(b""));
    }
}
