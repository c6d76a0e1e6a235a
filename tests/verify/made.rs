//! A package for tests: made, taken apart, put together again, forged.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use safelight::attestation::envelope;
use safelight::attestation::key::Signer;
use safelight::pipeline::{Cleaner, finish, survey};
use safelight::plan::Plan;
use safelight::policy::header_decisions::HeaderDecisions;
use safelight::policy::{BurnedIn, Policy};
use safelight::sample;
use safelight::sensitive::Sensitive;
use safelight::source::Part;
use safelight::verify::{Fingerprint, ProblemKind, check_package, merkle};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Name → bytes.
pub type Entries = BTreeMap<String, Vec<u8>>;

/// The zip that the pipeline makes of part of the sample, made once.
pub fn package() -> Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| package_of([3; 32], None)).clone()
}

/// As [`package`], of another run or signed by somebody.
pub fn package_of(seed: [u8; 32], signer: Option<Signer>) -> Vec<u8> {
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
    let series = Sensitive::from("AX CHEST 5 MM C+");
    let policy = Policy {
        burned_in: BurnedIn::No,
        // The certificate then tells of the review of headers, too.
        header_decisions: HeaderDecisions::of(vec![series]).unwrap(),
        issue_date: String::from("2026-02-03"),
        ..Policy::default()
    };
    let mut plan = Plan::make(&surveyed, policy, seed);
    if let Some(signer) = signer {
        plan.signer = signer;
    }
    let cleaner = Cleaner::new(plan);
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

pub fn entries(zip: &[u8]) -> Entries {
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

pub fn zipped(entries: &Entries) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What an inspection finds, each kind once.
pub fn kinds(zip: &[u8]) -> Vec<ProblemKind> {
    kinds_for(zip, None)
}

/// As [`kinds`], for somebody who expects a key.
pub fn kinds_for(zip: &[u8], expected: Option<&Fingerprint>) -> Vec<ProblemKind> {
    let report = check_package(&zip.to_vec(), expected);
    let mut kinds: Vec<_> = report.problems.iter().map(|problem| problem.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

pub fn hex(bytes: &[u8]) -> String {
    merkle::hex(&Sha256::digest(bytes))
}

/// Reads a JSON entry, changes it, puts it back.
pub fn change_json(entries: &mut Entries, name: &str, change: &dyn Fn(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&entries[name]).unwrap();
    change(&mut value);
    entries.insert(name.to_owned(), serde_json::to_vec(&value).unwrap());
}

/// `SHA256SUMS` follows a change.
pub fn with_checksums(entries: &Entries) -> Entries {
    let mut entries = entries.clone();
    entries.remove("SHA256SUMS");
    let lines: String = entries
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hex(bytes)))
        .collect();
    entries.insert(String::from("SHA256SUMS"), lines.into_bytes());
    entries
}

/// Certificate and checksums follow a change; nobody can sign it.
pub fn with_certificate(entries: &Entries) -> Entries {
    let mut entries = entries.clone();
    let hashes: BTreeMap<String, String> = entries
        .iter()
        .map(|(name, bytes)| (name.clone(), hex(bytes)))
        .collect();
    change_json(&mut entries, "certificate.json", &|certificate| {
        let mut leaves = Vec::new();
        for file in certificate["files"].as_array_mut().unwrap() {
            let hash = hashes[file["name"].as_str().unwrap()].clone();
            leaves.push(format!("{hash}  {}", file["name"].as_str().unwrap()));
            file["sha256"] = hash.into();
        }
        certificate["merkle_root"] = merkle::hex(&merkle::root(&leaves)).into();
    });
    with_checksums(&entries)
}

/// The statement in an envelope.
pub fn statement(entries: &Entries) -> Value {
    let envelope: Value = serde_json::from_slice(&entries["attestation.dsse.json"]).unwrap();
    let payload = STANDARD
        .decode(envelope["payload"].as_str().unwrap())
        .unwrap();
    serde_json::from_slice(&payload).unwrap()
}

/// Everything follows a change, signed with a key of the forger's own: this is
/// a new package, and only who expects another key can tell.
pub fn reissued(entries: &Entries) -> Entries {
    let forger = Signer::for_this_run([9; 32]);
    let fingerprint = merkle::hex(&forger.key_id());
    let mut entries = entries.clone();
    change_json(&mut entries, "certificate.json", &|certificate| {
        certificate["identity"]["signing_key"]["fingerprint"] = fingerprint.clone().into();
    });
    let mut entries = with_certificate(&entries);
    let certificate: Value = serde_json::from_slice(&entries["certificate.json"]).unwrap();
    let mut statement = statement(&entries);
    for subject in statement["subject"].as_array_mut().unwrap() {
        let hash = hex(&entries[subject["name"].as_str().unwrap()]);
        subject["digest"]["sha256"] = hash.into();
    }
    let predicate = &mut statement["predicate"];
    predicate["merkleRoot"] = certificate["merkle_root"].clone();
    predicate["signingKey"]["keyId"] = fingerprint.into();
    predicate["signingKey"]["publicKey"] = merkle::hex(&forger.public_key_der()).into();
    let payload = serde_json::to_vec(&statement).unwrap();
    let sealed = envelope::sealed(&payload, &forger);
    entries.insert(String::from("attestation.dsse.json"), sealed.into_bytes());
    with_checksums(&entries)
}
