//! A finished package is inspected; each way to tamper with it has its own
//! message.

use std::collections::BTreeSet;

use safelight::attestation::envelope;
use safelight::attestation::key::Signer;
use safelight::sensitive::Sensitive;
use safelight::verify::ProblemKind::{
    CertificateUnreadable, CertifiedDiffers, CertifiedMissing, ChecksumDiffers,
    ChecksumsUnreadable, EntryDamaged, EnvelopeUnreadable, JsonOfAnotherRun, KeyContradicts,
    KeyUnexpected, ListedMissing, NoCertificate, NoCertificatePdf, NoChecksums, NoEnvelope,
    NotAZip, NotCertified, NotListed, NotSigned, PdfOfAnotherRun, RootDiffers, RootNotSigned,
    SignatureWrong, SignedDiffers, SignedMissing, StatusContradicts, StatusNotSigned,
};
use safelight::verify::{Fingerprint, ProblemKind, check_package, merkle};

use crate::made::{
    Entries, change_json, entries, kinds, kinds_for, package, package_of, reissued, statement,
    with_certificate, with_checksums, zipped,
};

const PDF: &str = "certificate.pdf";
const JSON: &str = "certificate.json";
const ATTESTATION: &str = "attestation.dsse.json";
const CHECKSUMS: &str = "SHA256SUMS";
const ADDED: &str = "REPORT/x.txt";

/// What is found after a change of the entries, and what is found when
/// `SHA256SUMS` follows it.
fn found(original: &Entries, change: &dyn Fn(&mut Entries)) -> [Vec<ProblemKind>; 2] {
    let mut entries = original.clone();
    change(&mut entries);
    [
        kinds(&zipped(&entries)),
        kinds(&zipped(&with_checksums(&entries))),
    ]
}

fn an_image(entries: &Entries) -> String {
    let mut names = entries.keys();
    names
        .find(|name| name.starts_with("DICOM/"))
        .unwrap()
        .clone()
}

#[test]
fn a_package_as_it_was_made_has_no_findings() {
    let zip = package();
    let report = check_package(&zip, None);
    assert_eq!(report.problems, []);
    assert!(report.instances >= 3 && report.is_sound());
    assert_eq!(report.preset.as_deref(), Some("second-opinion"));
    assert_eq!(report.issued.as_deref(), Some("2026-02-03"));
    assert!(report.status.unwrap().contains("ISSUED"));
    let key = report.signed_by.expect("signed");
    assert_eq!(key.origin, "this-run");
    let expected = Fingerprint::expected(&key.fingerprint).expect("a fingerprint");
    assert_eq!(kinds_for(&zip, Some(&expected)), []);
    assert_eq!(kinds(&zipped(&entries(&zip))), []);
}

/// One byte of each entry in turn: in the zip as it lies there, in a zip made
/// anew, and in one whose `SHA256SUMS` was made anew.
#[test]
fn one_flipped_byte_in_any_entry_is_told_with_the_name_of_the_entry() {
    let zip = package();
    let original = entries(&zip);
    assert!(original.len() >= 8, "entries and papers");
    for (name, bytes) in &original {
        let place = bytes.len() * 2 / 3;
        let flipped = |entries: &mut Entries| {
            let bytes = entries.get_mut(name).unwrap();
            bytes[place] ^= 1;
        };
        let mut lying = zip.clone();
        let start = start_of(&zip, bytes);
        lying[start + place] ^= 1;
        let report = check_package(&lying, None);
        let damaged = report.problems.iter().find(|one| one.kind == EntryDamaged);
        assert_eq!(damaged.unwrap().entry.as_ref(), Some(name));

        let [remade, followed] = found(&original, &flipped);
        match name.as_str() {
            CHECKSUMS => {
                // A digit of a hash, or a letter of a name.
                let seen: BTreeSet<_> = remade.iter().collect();
                let either = [ChecksumDiffers, ChecksumsUnreadable, ListedMissing];
                assert!(either.iter().any(|kind| seen.contains(kind)), "{remade:?}");
                assert_eq!(followed, [], "the list is as it was");
            }
            ATTESTATION => {
                assert!(remade.contains(&ChecksumDiffers));
                let [kind] = followed.as_slice() else {
                    panic!("{followed:?}");
                };
                assert!([SignatureWrong, EnvelopeUnreadable].contains(kind));
            }
            PDF | JSON => {
                assert!(remade.starts_with(&[ChecksumDiffers]), "{remade:?}");
                assert!(followed.contains(&SignedDiffers), "{followed:?}");
                assert!(!followed.contains(&SignatureWrong));
            }
            _ => {
                let three = [ChecksumDiffers, CertifiedDiffers, SignedDiffers];
                assert!(three.iter().all(|kind| remade.contains(kind)), "{remade:?}");
                assert!(followed.starts_with(&[CertifiedDiffers, SignedDiffers]));
            }
        }
    }
}

/// Where the bytes of a stored entry lie.
fn start_of(zip: &[u8], bytes: &[u8]) -> usize {
    memchr::memmem::find(zip, bytes).expect("stored as it is")
}

#[test]
fn an_entry_that_was_added_removed_or_renamed_is_told_apart() {
    let original = entries(&package());
    let image = an_image(&original);
    let add = |entries: &mut Entries| {
        entries.insert(ADDED.to_owned(), b"more".to_vec());
    };
    let remove = |entries: &mut Entries| {
        entries.remove(&image);
    };
    let rename = |entries: &mut Entries| {
        let bytes = entries.remove(&image).unwrap();
        entries.insert(format!("{image}7"), bytes);
    };
    assert_eq!(
        found(&original, &add),
        [
            vec![NotListed, NotCertified, NotSigned],
            vec![NotCertified, NotSigned]
        ]
    );
    assert_eq!(
        found(&original, &remove),
        [
            vec![ListedMissing, CertifiedMissing, SignedMissing],
            vec![CertifiedMissing, SignedMissing]
        ]
    );
    assert_eq!(
        found(&original, &rename)[1],
        [NotCertified, CertifiedMissing, NotSigned, SignedMissing]
    );
    // One that the certificate lists too: still not signed.
    let mut added = original.clone();
    add(&mut added);
    change_json(&mut added, JSON, &|certificate| {
        let files = certificate["files"].as_array_mut().unwrap();
        let mut file = files[0].clone();
        file["name"] = ADDED.into();
        files.push(file);
    });
    assert_eq!(
        kinds(&zipped(&with_certificate(&added))),
        [NotSigned, SignedDiffers, RootNotSigned]
            .into_iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_missing_or_unreadable_paper_is_told() {
    let original = entries(&package());
    for (name, missing, unreadable) in [
        (CHECKSUMS, NoChecksums, ChecksumsUnreadable),
        (JSON, NoCertificate, CertificateUnreadable),
        (PDF, NoCertificatePdf, PdfOfAnotherRun),
        (ATTESTATION, NoEnvelope, EnvelopeUnreadable),
    ] {
        let [remade, _] = found(&original, &|entries| {
            entries.remove(name);
        });
        assert!(remade.contains(&missing), "{name}: {remade:?}");
        let [broken, _] = found(&original, &|entries| {
            entries.insert(name.to_owned(), b"[".to_vec());
        });
        assert!(broken.contains(&unreadable), "{name}: {broken:?}");
        assert!(!broken.contains(&missing), "{name}");
    }
}

#[test]
fn a_certificate_of_another_run_is_told_by_its_form() {
    let original = entries(&package());
    let other = entries(&package_of([4; 32], None));
    let swap = |name: &'static str| {
        let other = &other;
        move |entries: &mut Entries| {
            entries.insert(name.to_owned(), other[name].clone());
        }
    };
    let [_, pdf] = found(&original, &swap(PDF));
    assert_eq!(pdf, [SignedDiffers, PdfOfAnotherRun]);
    let [_, json] = found(&original, &swap(JSON));
    assert!(json.contains(&JsonOfAnotherRun) && json.contains(&KeyContradicts));
    assert!(!json.contains(&PdfOfAnotherRun));
    let [_, envelope] = found(&original, &swap(ATTESTATION));
    assert!(envelope.contains(&JsonOfAnotherRun) && envelope.contains(&PdfOfAnotherRun));
    assert!(envelope.contains(&SignedMissing) && envelope.contains(&NotSigned));
}

#[test]
fn a_changed_status_is_told() {
    let original = entries(&package());
    let titled = |title: &'static str, status: &'static str| {
        move |entries: &mut Entries| {
            change_json(entries, JSON, &|certificate| {
                certificate["assessment"]["title"] = title.into();
                certificate["assessment"]["status"] = status.into();
            });
        }
    };
    let was: serde_json::Value = serde_json::from_slice(&original[JSON]).unwrap();
    assert_ne!(was["assessment"]["status"], "not-claimed");
    // Words that no status has.
    let [_, said] = found(&original, &titled("ISSUED AND COMPLETE", "issued"));
    assert_eq!(said, [StatusContradicts, SignedDiffers, StatusNotSigned]);
    // Another status, well formed.
    let [_, other] = found(&original, &|entries| {
        titled("SAFE HARBOR NOT CLAIMED", "not-claimed")(entries);
        change_json(entries, JSON, &|certificate| {
            let reasons = &mut certificate["assessment"]["reasons"];
            *reasons = serde_json::json!([{ "reason": "x", "count": 1, "sentence": "y" }]);
        });
    });
    assert_eq!(other, [SignedDiffers, StatusNotSigned]);
    let [_, root] = found(&original, &|entries| {
        change_json(entries, JSON, &|certificate| {
            certificate["merkle_root"] = "0".repeat(64).into();
        });
    });
    assert_eq!(root, [RootDiffers, SignedDiffers, RootNotSigned]);
}

#[test]
fn a_signature_is_checked_and_a_key_compared() {
    let original = entries(&package());
    // Another statement under the old signature.
    let [_, said] = found(&original, &|entries| {
        let mut payload = statement(entries);
        payload["predicate"]["title"] = "ISSUED AND COMPLETE".into();
        let payload = serde_json::to_vec(&payload).unwrap();
        let other = envelope::sealed(&payload, &Signer::for_this_run([8; 32]));
        let other: serde_json::Value = serde_json::from_str(&other).unwrap();
        change_json(entries, ATTESTATION, &|envelope| {
            envelope["payload"] = other["payload"].clone();
        });
    });
    assert_eq!(said, [SignatureWrong]);
    // The same statement, signed by somebody else in the name of the key.
    let [_, signed] = found(&original, &|entries| {
        let payload = serde_json::to_vec(&statement(entries)).unwrap();
        let other = envelope::sealed(&payload, &Signer::for_this_run([8; 32]));
        entries.insert(ATTESTATION.to_owned(), other.into_bytes());
    });
    assert_eq!(signed, [SignatureWrong]);
    // Everything made anew is a package of its own: the key alone tells.
    let mut forged = original.clone();
    let report = original.keys().find(|name| name.ends_with(".txt")).unwrap();
    forged.get_mut(report).unwrap().extend(b"No fracture.\n");
    let forged = zipped(&reissued(&forged));
    assert_eq!(kinds(&forged), []);
    let signed_by = check_package(&package(), None).signed_by.unwrap();
    let expected = Fingerprint::expected(&signed_by.fingerprint).unwrap();
    assert_eq!(kinds_for(&forged, Some(&expected)), [KeyUnexpected]);
}

#[test]
fn a_package_signed_with_an_organisations_key_is_known_by_its_public_half() {
    // RFC 8410 §10.3.
    let pem = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
    let public = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";
    let signer = Signer::from_pem(&Sensitive::from(pem)).expect("a key");
    let expected = Fingerprint::expected(public).expect("a key");
    assert_eq!(expected.as_str(), merkle::hex(&signer.key_id()));
    let zip = package_of([3; 32], Some(signer));
    assert_eq!(kinds_for(&zip, Some(&expected)), []);
    let signed_by = check_package(&zip, None).signed_by.expect("signed");
    assert_eq!(signed_by.origin, "organisation");
    assert_eq!(kinds_for(&package(), Some(&expected)), [KeyUnexpected]);
    let secret = [0xD4, 0xEE, 0x72, 0xDB, 0xF9, 0x13, 0x58, 0x4A];
    assert_eq!(
        memchr::memmem::find(&zip, &secret),
        None,
        "the key stays out"
    );
}

#[test]
fn what_is_no_whole_zip_is_told() {
    let zip = package();
    assert_eq!(kinds(b"no zip at all"), [NotAZip]);
    assert_eq!(kinds(&zip[..zip.len() - 40]), [NotAZip]);
}

/// Every kind of finding has a sentence of its own.
#[test]
fn no_two_findings_say_the_same() {
    let all = [
        CertificateUnreadable,
        CertifiedDiffers,
        CertifiedMissing,
        ChecksumDiffers,
        ChecksumsUnreadable,
        EntryDamaged,
        EnvelopeUnreadable,
        JsonOfAnotherRun,
        KeyContradicts,
        KeyUnexpected,
        ListedMissing,
        NoCertificate,
        NoCertificatePdf,
        NoChecksums,
        NoEnvelope,
        NotAZip,
        NotCertified,
        NotListed,
        NotSigned,
        PdfOfAnotherRun,
        RootDiffers,
        RootNotSigned,
        SignatureWrong,
        SignedDiffers,
        SignedMissing,
        StatusContradicts,
        StatusNotSigned,
    ];
    let sentences: BTreeSet<&str> = all.iter().map(|kind| kind.sentence()).collect();
    assert_eq!(sentences.len(), all.len());
}
