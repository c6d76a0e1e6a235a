//! People who bear a word of the program's own papers as their name.

use std::collections::BTreeSet;

use safelight::document;
use safelight::known::KnownKind;
use safelight::plan::ReportKind;
use safelight::policy::Preset;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind, Searcher};

use crate::made::{entries, package};
use crate::plan_with;

const PAPERS: &[(&str, EntryKind)] = &[
    ("certificate.pdf", EntryKind::Pdf),
    ("certificate.json", EntryKind::Json),
    ("attestation.dsse.json", EntryKind::Envelope),
    ("SHA256SUMS", EntryKind::Text),
];

/// Words as somebody could be called; codes and keys are none.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| (4..=20).contains(&word.len()))
        .filter(|word| {
            word.bytes().all(|letter| letter.is_ascii_alphabetic())
                && word
                    .bytes()
                    .skip(1)
                    .all(|letter| letter.is_ascii_lowercase())
        })
        .map(str::to_lowercase)
}

/// The metadata of a PDF stands in it as it is.
fn metadata(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let begins = text.find("<?xpacket begin").unwrap();
    let ends = text.find("<?xpacket end").unwrap();
    text[begins..ends].to_owned()
}

#[test]
fn a_patient_named_writer_or_letters_does_not_stop_the_package() {
    let entries = entries(&package());
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (name, kind) in PAPERS {
        let bytes = &entries[*name];
        if *kind == EntryKind::Pdf {
            let read = document::read(ReportKind::Pdf, bytes).unwrap();
            named.extend(words(&document::plain_text(&read)));
            named.extend(words(&metadata(bytes)));
        } else if *kind != EntryKind::Envelope {
            named.extend(words(&String::from_utf8_lossy(bytes)));
        }
    }
    let certificate = String::from_utf8_lossy(&entries["certificate.json"]);
    assert!(
        certificate.contains("\"header_review\": {"),
        "no header review"
    );
    // Of the built-in fonts: makers and trade marks, as UTF-16 in their programs.
    named.extend(["united", "countries", "tuominen", "adobe"].map(String::from));
    assert!(named.len() > 300 && named.contains("writer") && named.contains("letters"));
    let people: Vec<String> = named.iter().map(|word| format!("{word}^Zedora")).collect();
    let known: Vec<(KnownKind, &str)> = people
        .iter()
        .map(|person| (KnownKind::PersonName, person.as_str()))
        .collect();
    let searcher = Searcher::new(&plan_with(Preset::SecondOpinion, &known));
    let nothing: Vec<u8> = Vec::new();
    for (name, kind) in PAPERS {
        let paper = Cleaned {
            name: (*name).to_owned(),
            kind: *kind,
            parts: vec![Part::Bytes(entries[*name].clone())],
        };
        let refused = searcher.verify(&nothing, paper).err();
        assert_eq!(
            refused,
            None,
            "{name}: {:?}",
            found_in(&entries[*name], *kind, &named)
        );
    }
}

/// Which names stop a paper, one by one.
fn found_in(bytes: &[u8], kind: EntryKind, named: &BTreeSet<String>) -> Vec<String> {
    let nothing: Vec<u8> = Vec::new();
    let stops = |word: &&String| {
        let person = format!("{word}^Zedora");
        let known = [(KnownKind::PersonName, person.as_str())];
        let paper = Cleaned {
            name: String::from("certificate.json"),
            kind,
            parts: vec![Part::Bytes(bytes.to_vec())],
        };
        Searcher::new(&plan_with(Preset::SecondOpinion, &known))
            .verify(&nothing, paper)
            .is_err()
    };
    named.iter().filter(stops).cloned().collect()
}
