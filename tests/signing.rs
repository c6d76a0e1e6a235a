//! The command signs what it writes, keeps the key of a commitment apart, and
//! tells by name what was done to a package.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use safelight::verify::Fingerprint;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

/// RFC 8410 §10.3 and §10.1.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";

struct Place(tempfile::TempDir);

impl Place {
    /// A folder with a report and one image of the sample.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        let files = safelight::sample::files();
        let image = files.iter().find(|file| file.path.ends_with(".dcm"));
        let report = files.iter().find(|file| file.path.ends_with(".pdf"));
        fs::create_dir(place.path("study")).expect("a folder");
        for (name, file) in [("study/a.dcm", image), ("study/b.pdf", report)] {
            fs::write(place.path(name), &file.expect("in the sample").bytes).expect("written");
        }
        fs::write(place.path("key.pem"), PRIVATE).expect("written");
        fs::write(place.path("key.pub"), PUBLIC).expect("written");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_safelight"))
            .current_dir(self.0.path())
            .args(words)
            .output()
            .expect("the command runs")
    }

    /// The words of a run that ended with this code.
    fn said(&self, code: i32, words: &[&str]) -> String {
        let output = self.run(words);
        let text = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {text}");
        text
    }

    fn deidentify(&self, out: &str, more: &[&str]) -> Vec<u8> {
        let mut words = vec!["deidentify", "study", "--out", out, "--burned-in", "no"];
        words.extend(more);
        self.said(0, &words);
        fs::read(self.path(out)).expect("a zip")
    }
}

#[test]
fn the_same_seed_gives_the_same_signed_zip_and_another_key_another() {
    let place = Place::new();
    let seed = "5c".repeat(32);
    let one = place.deidentify("one.zip", &["--seed", &seed]);
    let two = place.deidentify("two.zip", &["--seed", &seed]);
    assert!(one == two, "the same bytes");
    let fresh = place.deidentify("fresh.zip", &[]);
    let key = |zip: &str| {
        place.said(0, &["verify", zip, "--json", "found.json"]);
        let found = fs::read(place.path("found.json")).expect("a result");
        let found: Value = serde_json::from_slice(&found).expect("JSON");
        found["signed_by"]["fingerprint"]
            .as_str()
            .expect("signed")
            .to_owned()
    };
    assert!(one != fresh);
    assert_ne!(key("one.zip"), key("fresh.zip"));
}

#[test]
fn an_organisations_key_signs_and_is_compared() {
    let place = Place::new();
    place.deidentify("own.zip", &["--sign-key", "key.pem"]);
    place.deidentify("other.zip", &[]);
    let fingerprint = Fingerprint::expected(PUBLIC).expect("a key");
    let said = place.said(0, &["verify", "own.zip", "--key", "key.pub"]);
    assert!(said.contains(fingerprint.as_str()), "{said}");
    place.said(0, &["verify", "own.zip", "--key", fingerprint.as_str()]);
    let said = place.said(1, &["verify", "other.zip", "--key", "key.pub"]);
    assert!(said.contains("another key than the expected one"), "{said}");
    let said = place.said(0, &["verify", "other.zip"]);
    assert!(said.contains("does not show who signed"), "{said}");
    // What is no key stops the run before it begins, and is not printed.
    fs::write(place.path("no.pem"), PRIVATE.replace("MC4C", "MC4D")).expect("written");
    let words = [
        "deidentify",
        "study",
        "--out",
        "no.zip",
        "--sign-key",
        "no.pem",
    ];
    let said = place.said(2, &words);
    assert!(
        said.contains("no Ed25519 key") && !said.contains("MC4D"),
        "{said}"
    );
    assert!(!place.path("no.zip").exists());
    place.said(2, &["verify", "own.zip", "--key", "no.pem"]);
}

#[test]
fn a_commitment_opens_for_the_inputs_alone_and_its_key_stays_outside() {
    let place = Place::new();
    let zip = place.deidentify("out.zip", &["--commitment", "keep.json"]);
    let kept = fs::read_to_string(place.path("keep.json")).expect("kept");
    let opening: Value = serde_json::from_str(&kept).expect("JSON");
    let key = opening["key"].as_str().expect("a key");
    let value = opening["value"].as_str().expect("a value");
    let holds = |text: &str| memchr::memmem::find(&zip, text.as_bytes()).is_some();
    assert!(
        holds(value) && !holds(key),
        "the value is told, the key is not"
    );
    let verify = ["verify", "out.zip", "--commitment", "keep.json", "study"];
    assert!(place.said(0, &verify).contains("they are the inputs"));
    // One byte of one input.
    let image = place.path("study/a.dcm");
    let original = fs::read(&image).expect("an image");
    let mut changed = original.clone();
    *changed.last_mut().expect("bytes") ^= 1;
    fs::write(&image, changed).expect("written");
    assert!(place.said(1, &verify).contains("they are not the inputs"));
    fs::write(&image, original).expect("written");
    // A commitment of another run; inputs without a commitment.
    place.deidentify("other.zip", &["--commitment", "other.json"]);
    let said = place.said(
        1,
        &["verify", "out.zip", "--commitment", "other.json", "study"],
    );
    assert!(said.contains("not the one on the certificate"), "{said}");
    place.said(2, &["verify", "out.zip", "study"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(place.path("keep.json"))
            .expect("kept")
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "its owner alone reads it");
    }
}

/// Unpacks, changes, packs again, asks the command.
fn told(place: &Place, entries: &BTreeMap<String, Vec<u8>>) -> String {
    write_zip(&place.path("changed.zip"), entries);
    place.said(1, &["verify", "changed.zip"])
}

fn write_zip(path: &Path, entries: &BTreeMap<String, Vec<u8>>) {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip");
}

fn read_zip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().to_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_command_tells_each_kind_of_tampering_by_its_name() {
    let place = Place::new();
    let entries = read_zip(&place.deidentify("out.zip", &[]));
    let other = read_zip(&place.deidentify("other.zip", &[]));
    for (name, bytes) in &entries {
        let mut changed = entries.clone();
        let flipped = changed.get_mut(name).expect("there");
        flipped[bytes.len() / 2] ^= 4;
        let said = told(&place, &changed);
        let own = match name.as_str() {
            "SHA256SUMS" => "SHA256SUMS",
            "attestation.dsse.json" => "attestation.dsse.json: the ",
            name => name,
        };
        assert!(said.contains(own), "{name}: {said}");
        assert!(!said.contains("every check passed"));
    }
    let image = entries
        .keys()
        .find(|name| name.starts_with("DICOM/"))
        .expect("an image");
    let with = |change: &dyn Fn(&mut BTreeMap<String, Vec<u8>>)| {
        let mut changed = entries.clone();
        change(&mut changed);
        told(&place, &changed)
    };
    let added = with(&|changed| {
        changed.insert("REPORT/more.txt".to_owned(), b"more".to_vec());
    });
    assert!(
        added.contains("REPORT/more.txt: the signature does not cover this entry"),
        "{added}"
    );
    let removed = with(&|changed| {
        changed.remove(image);
    });
    assert!(removed.contains(&format!("{image}: an entry that was signed is not there")));
    for (name, message) in [
        ("certificate.pdf", "certificate.pdf belongs to another run"),
        (
            "certificate.json",
            "certificate.json belongs to another run",
        ),
    ] {
        let swapped = with(&|changed| {
            changed.insert(name.to_owned(), other[name].clone());
        });
        assert!(swapped.contains(message), "{swapped}");
    }
    let status = with(&|changed| {
        let text = String::from_utf8(changed["certificate.json"].clone()).expect("text");
        let other = text.replace("\"title\": \"ISSUED", "\"title\": \"VERIFIED");
        assert_ne!(other, text);
        changed.insert("certificate.json".to_owned(), other.into_bytes());
    });
    assert!(status.contains("the status of the certificate is not the one that was signed"));
    let unsigned = with(&|changed| {
        changed.remove("attestation.dsse.json");
    });
    assert!(unsigned.contains("nothing is signed"), "{unsigned}");
}

/// What `sha256sum` prints for the files of these folders, by name, summed again.
fn sum_of_rules() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src/dicom"), root.join("src/text")];
    let mut lines = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("inside").to_string_lossy();
            let sum = sum_of(&fs::read(&path).expect("a file"));
            lines.insert(name.replace('\\', "/"), sum);
        }
    }
    let list: Vec<String> = lines
        .iter()
        .map(|(name, sum)| format!("{sum}  {name}\n"))
        .collect();
    sum_of(list.concat().as_bytes())
}

fn sum_of(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn certificate_and_statement_name_the_program_and_its_rules() {
    let place = Place::new();
    let zip = place.deidentify("out.zip", &[]);
    let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let mut read = |name: &str| -> Value {
        serde_json::from_reader(zip.by_name(name).expect("an entry")).expect("JSON")
    };
    let program = sum_of(&fs::read(env!("CARGO_BIN_EXE_safelight")).expect("the command"));
    let identity = &read("certificate.json")["identity"];
    assert_eq!(identity["engine_sha256"], program.as_str());
    assert_eq!(identity["rules_sha256"], sum_of_rules().as_str());
    let envelope = read("attestation.dsse.json");
    let statement = BASE64_STANDARD
        .decode(envelope["payload"].as_str().expect("a payload"))
        .expect("base64");
    let statement: Value = serde_json::from_slice(&statement).expect("JSON");
    let tool = &statement["predicate"]["tool"];
    assert_eq!(tool["engineSha256"], program.as_str());
    assert_eq!(tool["rulesSha256"], sum_of_rules().as_str());
}
