//! Entries that no cleaning makes are found by their form, also when every
//! paper of the package was made anew for them.

use safelight::document;
use safelight::plan::ReportKind;
use safelight::verify::ProblemKind;

use crate::made::{entries, kinds, package, reissued, zipped};

/// Replaces bytes of the same length everywhere in one entry.
fn replaced(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..bytes.len() - from.len())
        .filter(|place| bytes[*place..].starts_with(from))
        .collect();
    assert!(!places.is_empty(), "the plant did not take");
    for place in places {
        bytes[place..place + to.len()].copy_from_slice(to);
    }
}

#[test]
fn forged_entries_are_found_by_their_form() {
    let original = entries(&package());
    let image = original
        .iter()
        .find(|(name, bytes)| {
            name.starts_with("DICOM/") && bytes.windows(4).any(|four| four == b"0101")
        })
        .map(|(name, _)| name.clone())
        .unwrap();
    let text = original
        .keys()
        .find(|name| name.ends_with(".txt"))
        .unwrap()
        .clone();
    let forged = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut entries = original.clone();
        change(entries.get_mut(name).unwrap());
        kinds(&zipped(&reissued(&entries)))
    };
    use ProblemKind::{
        DateNotReduced, EmailAddress, IdentityNotRemoved, MetaElement, NotDicom, PreambleUsed,
        PrivateElement, SocialSecurityNumber, TelephoneNumber, TextNotUtf8, UidNotRandom,
        WebAddress,
    };
    assert_eq!(forged(&image, &|bytes| bytes[5] = b'M'), [PreambleUsed]);
    assert_eq!(
        forged(&image, &|bytes| replaced(
            bytes,
            b"CS\x04\0YES ",
            b"CS\x04\0NO  "
        )),
        [IdentityNotRemoved]
    );
    assert!(
        forged(&image, &|bytes| replaced(
            bytes,
            b"UI\x2c\x002.25.",
            b"UI\x2c\x001.25."
        ))
        .contains(&UidNotRandom)
    );
    assert_eq!(
        forged(&image, &|bytes| replaced(
            bytes,
            b"0101\x08\0",
            b"0317\x08\0"
        )),
        [DateNotReduced]
    );
    assert_eq!(
        forged(&image, &|bytes| replaced(
            bytes,
            b"\x12\0\x62\0CS",
            b"\x13\0\x62\0CS"
        )),
        [NotDicom, IdentityNotRemoved]
            .into_iter()
            .chain([PrivateElement])
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(
        forged(&image, &|bytes| replaced(
            bytes,
            b"\x02\0\x13\0SH",
            b"\x02\0\x16\0AE"
        )),
        [MetaElement]
    );
    for (more, kind) in [
        ("write to o.quill@example.org", EmailAddress),
        ("call (555) 013-7744 now", TelephoneNumber),
        ("SSN 078-05-1120", SocialSecurityNumber),
        ("see https://example.org/x", WebAddress),
    ] {
        assert_eq!(
            forged(&text, &|bytes| bytes.extend_from_slice(more.as_bytes())),
            [kind],
            "{more}"
        );
    }
    assert_eq!(forged(&text, &|bytes| bytes.push(0xFF)), [TextNotUtf8]);
}

/// The report of the sample, set anew with a line of text more.
fn report_with(line: &str) -> Vec<u8> {
    let text = format!("FINDINGS: made-up.\n{line}\n").into_bytes();
    let document = document::read(ReportKind::Text, &text).expect("a document");
    document::pdf(&document, "Report").expect("a PDF")
}

#[test]
fn the_pages_of_a_report_are_read_again() {
    let original = entries(&package());
    let name = original
        .keys()
        .find(|name| name.starts_with("REPORT/") && name.ends_with(".pdf"))
        .unwrap();
    let forged = |bytes: Vec<u8>| {
        let mut entries = original.clone();
        entries.insert(name.clone(), bytes);
        kinds(&zipped(&reissued(&entries)))
    };
    assert_eq!(forged(report_with("nothing else")), []);
    assert_eq!(
        forged(report_with("call (555) 013-7744 now")),
        [ProblemKind::TelephoneNumber]
    );
    assert_eq!(
        forged(report_with("write to o.quill@example.org")),
        [ProblemKind::EmailAddress]
    );
    assert_eq!(
        forged(b"%PDF-1.7 and no more".to_vec()),
        [ProblemKind::PdfUnreadable]
    );
}
