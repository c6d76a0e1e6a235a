//! A finished package is inspected; each way to tamper with it has its own
//! message.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use safelight::pipeline::{Cleaner, finish, survey};
use safelight::plan::Plan;
use safelight::policy::{BurnedIn, Policy};
use safelight::sample;
use safelight::source::Part;
use safelight::verify::{ProblemKind, check_package};
use sha2::{Digest as _, Sha256};

/// The zip that the pipeline makes of part of the sample.
fn package() -> Vec<u8> {
    let extension = |path: &str| path.rsplit('.').next().unwrap_or("").to_lowercase();
    let files: Vec<sample::SampleFile> = sample::files()
        .into_iter()
        .enumerate()
        .filter(|(number, file)| number % 12 == 0 || extension(&file.path) == "pdf")
        .map(|(_, file)| file)
        .collect();
    let surveyed: Vec<_> = files
        .iter()
        .map(|file| survey(&file.bytes, &extension(&file.path)))
        .collect();
    let policy = Policy {
        burned_in: BurnedIn::No,
        issue_date: String::from("2026-02-03"),
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [3; 32]));
    let outcomes = files
        .iter()
        .enumerate()
        .map(|(index, file)| cleaner.run(&file.bytes, index))
        .collect();
    let mut zip = Vec::new();
    for piece in finish(&cleaner, outcomes).unwrap().pieces {
        match piece.part {
            Part::Bytes(bytes) => zip.extend(bytes),
            Part::Slice { offset, length } => {
                let input = &files[piece.input.unwrap()].bytes;
                zip.extend_from_slice(&input[offset as usize..(offset + length) as usize]);
            }
        }
    }
    zip
}

type Entries = BTreeMap<String, Vec<u8>>;

fn entries(zip: &[u8]) -> Entries {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        })
        .collect()
}

fn zipped(entries: &Entries) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn kinds(zip: &[u8]) -> Vec<ProblemKind> {
    let report = check_package(&zip.to_vec());
    let mut kinds: Vec<_> = report.problems.iter().map(|problem| problem.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// Entries whose checksums and certificate follow a change, as a forger's do.
fn with_checksums(mut entries: Entries) -> Entries {
    let hex = |bytes: &[u8]| safelight::verify::merkle::hex(&Sha256::digest(bytes));
    let certificate = entries.get("certificate.json").unwrap();
    let mut certificate: serde_json::Value = serde_json::from_slice(certificate).unwrap();
    let mut leaves = Vec::new();
    for file in certificate["files"].as_array_mut().unwrap() {
        let name = file["name"].as_str().unwrap().to_owned();
        let hash = hex(&entries[&name]);
        leaves.push(format!("{hash}  {name}"));
        file["sha256"] = hash.into();
    }
    let root = safelight::verify::merkle::root(&leaves);
    certificate["merkle_root"] = safelight::verify::merkle::hex(&root).into();
    entries.insert(
        String::from("certificate.json"),
        serde_json::to_vec(&certificate).unwrap(),
    );
    entries.remove("SHA256SUMS");
    let lines: String = entries
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hex(bytes)))
        .collect();
    entries.insert(String::from("SHA256SUMS"), lines.into_bytes());
    entries
}

#[test]
fn a_package_as_it_was_made_has_no_findings() {
    let zip = package();
    let report = check_package(&zip);
    assert_eq!(report.problems, []);
    assert!(report.instances >= 3 && report.is_sound());
    assert_eq!(report.preset.as_deref(), Some("second-opinion"));
    assert!(report.status.unwrap().contains("ISSUED"));
    assert_eq!(kinds(&zipped(&with_checksums(entries(&zip)))), []);
}

#[test]
fn every_way_to_tamper_has_its_own_message() {
    let zip = package();
    let original = entries(&zip);
    let image = original
        .keys()
        .find(|name| name.starts_with("DICOM/"))
        .unwrap()
        .clone();
    let tampered = |change: &dyn Fn(&mut Entries)| {
        let mut entries = original.clone();
        change(&mut entries);
        kinds(&zipped(&entries))
    };
    use ProblemKind::{
        CertificateUnreadable, CertifiedDiffers, CertifiedMissing, ChecksumDiffers,
        ChecksumsUnreadable, ListedMissing, NoCertificate, NoCertificatePdf, NoChecksums,
        NotCertified, NotListed, RootDiffers, StatusContradicts,
    };

    let flipped = tampered(&|entries| {
        let bytes = entries.get_mut(&image).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
    });
    assert_eq!(flipped, [ChecksumDiffers, CertifiedDiffers]);
    let added = tampered(&|entries| {
        entries.insert(String::from("REPORT/x.txt"), b"more".to_vec());
    });
    assert_eq!(added, [NotListed, NotCertified]);
    let removed = tampered(&|entries| {
        entries.remove(&image);
    });
    assert_eq!(removed, [ListedMissing, CertifiedMissing]);
    let renamed = tampered(&|entries| {
        let bytes = entries.remove(&image).unwrap();
        entries.insert(format!("{image}7"), bytes);
    });
    assert_eq!(
        renamed,
        [NotListed, ListedMissing, NotCertified, CertifiedMissing]
    );
    let status = tampered(&|entries| {
        let text = String::from_utf8(entries["certificate.json"].clone()).unwrap();
        let text = text.replace("ISSUED WITH EXCEPTIONS", "ISSUED AND COMPLETE");
        let text = text.replace("ISSUED - ACTUAL", "ISSUED AND - ACTUAL");
        entries.insert(String::from("certificate.json"), text.into_bytes());
    });
    assert_eq!(status, [ChecksumDiffers, StatusContradicts]);
    let root = tampered(&|entries| {
        let text = String::from_utf8(entries["certificate.json"].clone()).unwrap();
        let text = text.replace("\"merkle_root\": \"", "\"merkle_root\": \"0");
        entries.insert(String::from("certificate.json"), text.into_bytes());
        *entries = with_only_checksums(entries);
    });
    assert_eq!(root, [RootDiffers]);
    for (name, kind) in [
        ("SHA256SUMS", NoChecksums),
        ("certificate.json", NoCertificate),
        ("certificate.pdf", NoCertificatePdf),
    ] {
        let missing = tampered(&|entries| {
            entries.remove(name);
        });
        assert!(missing.contains(&kind), "{name}");
    }
    for (name, kind) in [
        ("SHA256SUMS", ChecksumsUnreadable),
        ("certificate.json", CertificateUnreadable),
    ] {
        let broken = tampered(&|entries| {
            entries.insert(name.to_owned(), b"[".to_vec());
        });
        assert!(broken.contains(&kind), "{name}");
    }
}

/// Only the checksums follow.
fn with_only_checksums(entries: &Entries) -> Entries {
    let mut entries = entries.clone();
    entries.remove("SHA256SUMS");
    let lines: String = entries
        .iter()
        .map(|(name, bytes)| {
            let hash = safelight::verify::merkle::hex(&Sha256::digest(bytes));
            format!("{hash}  {name}\n")
        })
        .collect();
    entries.insert(String::from("SHA256SUMS"), lines.into_bytes());
    entries
}

#[test]
fn one_flipped_byte_of_a_stored_entry_does_not_fit_its_crc() {
    let mut zip = package();
    let place = zip.windows(4).position(|four| four == b"DICM").unwrap();
    zip[place + 300] ^= 1;
    assert!(kinds(&zip).contains(&ProblemKind::EntryDamaged));
    assert_eq!(kinds(b"no zip at all"), [ProblemKind::NotAZip]);
    let cut = zip.len() - 40;
    assert_eq!(kinds(&zip[..cut]), [ProblemKind::NotAZip]);
}

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
        kinds(&zipped(&with_checksums(entries)))
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
