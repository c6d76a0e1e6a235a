//! Every limit of docs/LIMITS.md: a file over it is refused with its name and place, and
//! with no value. What a door cannot read or write gives a sentence and nothing that is
//! half-written under its name.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use encode::{Given, part10, short, text};
use safelight::container::{self, EntryPlace};
use safelight::dicom::data::{DicomFile, PixelForm, PixelSpan, Value};
use safelight::dicom::read::{Limits, read};
use safelight::dicom::write;
use safelight::finding::{Limit, ReasonCode, Refusal, TagCode};
use safelight::pipeline::{self, Cleaner};
use safelight::plan::{Plan, Surveyed};
use safelight::policy::pixel_decisions::PixelDecisions;
use safelight::policy::{BurnedIn, Policy};
use zip::write::SimpleFileOptions;

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
/// Stands in every file that is over a limit, and in no message.
const NAME: &str = "Quillfeather^Oda";

fn instance(side: u16, more: Vec<Given>) -> Vec<u8> {
    let mut data = vec![
        text(0x0008_0016, "UI", CT),
        text(0x0008_0018, "UI", "2.999.61.1"),
        text(0x0008_0060, "CS", "CT"),
        text(0x0010_0010, "PN", NAME),
        text(0x0010_0020, "LO", "QF-48213"),
        text(0x0020_000D, "UI", "2.999.62"),
        text(0x0020_000E, "UI", "2.999.63"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        short(0x0028_0010, side),
        short(0x0028_0011, side),
        short(0x0028_0100, 8),
        short(0x0028_0101, 8),
        short(0x0028_0102, 7),
        short(0x0028_0103, 0),
        Given::Bytes(0x7FE0_0010, "OB", vec![1, 2, 3, 4]),
    ];
    data.extend(more);
    let meta = vec![
        text(0x0002_0002, "UI", CT),
        text(0x0002_0003, "UI", "2.999.61.1"),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    part10(&[], meta, data)
}

/// Where the sequence of the nested file lies.
const SEQUENCE: TagCode = TagCode(0x0008_1140);

fn nested(levels: usize) -> Vec<u8> {
    let mut bytes = instance(2, Vec::new());
    let at = memchr::memmem::find(&bytes, b"\x10\0\x10\0PN").expect("a name");
    let level = b"\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF";
    bytes.truncate(at);
    bytes.extend(level.repeat(levels));
    bytes
}

fn dicom(bytes: &Vec<u8>, limits: &Limits) -> Refusal {
    read(bytes, limits).err().expect("it is over a limit")
}

fn surveyed(bytes: &Vec<u8>, ending: &str) -> Refusal {
    match pipeline::survey(bytes, ending) {
        Surveyed::Refused(refusal) => refusal,
        Surveyed::Instance(_) | Surveyed::Report(_) => panic!("a file of {ending} is taken"),
    }
}

fn longer_than_can_be_written() -> Refusal {
    let mut file: DicomFile = read(&instance(2, Vec::new()), &Limits::default()).expect("it reads");
    let mut elements = file.data_set.elements.iter_mut();
    let pixels = elements.find(|one| one.tag.group() == 0x7FE0);
    pixels.expect("pixels").value = Value::Pixels(PixelSpan {
        offset: 0,
        length: 5 << 30,
        form: PixelForm::Native,
    });
    write::write(&file).expect_err("no element is so long")
}

fn picture() -> Refusal {
    let decisions = r#"{"format": "safelight-boxes", "version": 1, "boxes": [
        {"series": "2.999.63", "left": 2, "top": 1, "width": 4, "height": 3}], "seen": []}"#;
    let bytes = instance(20_000, Vec::new());
    let policy = Policy {
        burned_in: BurnedIn::No,
        pixels: PixelDecisions::parse(decisions).expect("a box"),
        ..Policy::default()
    };
    let surveyed = [pipeline::survey(&bytes, "dcm")];
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [7; 32]));
    cleaner.run(&bytes, 0).refusal.expect("it is withheld")
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let plain = SimpleFileOptions::default();
        zip.start_file(*name, plain).expect("a name");
        zip.write_all(bytes).expect("into memory");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A zip whose entry says in its headers that it unpacks to so many bytes.
fn declaring(size_bytes: u32, entries: usize) -> Vec<u8> {
    let names: Vec<String> = (0..entries)
        .map(|number| format!("{number:03}.dcm"))
        .collect();
    let content: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"zzzzzzzzzzzzzzzzzzzzzzzz".as_slice()))
        .collect();
    let mut zip = zipped(&content);
    for (mark, at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&zip, mark).collect();
        for place in places {
            zip[place + at..place + at + 4].copy_from_slice(&size_bytes.to_le_bytes());
        }
    }
    zip
}

fn zip_directory() -> Refusal {
    let mut zip = vec![0; 300 << 20];
    zip[..4].copy_from_slice(b"PK\x03\x04");
    let directory: u32 = 299 << 20;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(directory.to_le_bytes());
    zip.extend((1_u32 << 20).to_le_bytes());
    zip.extend([0, 0]);
    container::zip_entries(&zip).expect_err("its directory is too long")
}

fn zip_entry() -> Refusal {
    let zip = declaring(0x6000_0000, 1);
    match container::zip_entries(&zip).expect("it is listed")[0].place {
        EntryPlace::Refused(refusal) => refusal,
        _ => panic!("an entry of a gigabyte and a half is taken"),
    }
}

fn inflated() -> Refusal {
    let zip = declaring(8, 1);
    let entries = container::zip_entries(&zip).expect("it is listed");
    container::inflate_entry(&zip, &entries[0]).expect_err("more comes out than was said")
}

fn docx(parts: usize, body: &str) -> Vec<u8> {
    let mut entries: Vec<(String, String)> = vec![(
        "word/document.xml".to_owned(),
        format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
    )];
    let more = (0..parts).map(|part| (format!("word/header{part}.xml"), String::from("<a/>")));
    entries.extend(more);
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    entries.push(("[Content_Types].xml".to_owned(), types.to_owned()));
    let content: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    zipped(&content)
}

/// A PDF of one page with this content.
fn pdf(content: &[u8], filter: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<>>>>";
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.as_bytes().to_vec(),
        [
            format!("<<{filter}/Length {}>>stream\n", content.len()).into_bytes(),
            content.to_vec(),
            b"\nendstream".to_vec(),
        ]
        .concat(),
    ];
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj", number + 1).as_bytes());
        bytes.extend(object);
        bytes.extend(b"endobj\n");
    }
    let table = bytes.len();
    bytes.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    bytes.extend(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n");
    bytes.extend(format!("{table}\n%%EOF\n").as_bytes());
    bytes
}

/// A PDF whose page unpacks to this.
fn packed(content: &[u8]) -> Refusal {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).expect("into memory");
    let content = packer.finish().expect("into memory");
    surveyed(&pdf(&content, "/Filter/FlateDecode"), "pdf")
}

/// What a file over this limit is refused with.
fn over(limit: Limit) -> Refusal {
    let few = |limits: Limits| dicom(&instance(2, Vec::new()), &limits);
    let default = Limits::default;
    match limit {
        Limit::DicomDepth => dicom(&nested(100), &default()),
        Limit::DicomElements => few(Limits {
            elements: 5,
            ..default()
        }),
        Limit::DicomValues => few(Limits {
            value_bytes: 40,
            ..default()
        }),
        Limit::DicomLength => longer_than_can_be_written(),
        Limit::Inflated => inflated(),
        // The unit test of dicom/read/fragments holds it: five million are many.
        Limit::Fragments => Refusal::over(limit).with_tag(TagCode(0x7FE0_0010)),
        Limit::Picture => picture(),
        Limit::ZipEntries => zip_directory(),
        Limit::ZipRatio => container::zip_entries(&declaring(0xF000_0000, 40))
            .expect_err("it says that it unpacks to 150 GB"),
        Limit::ZipEntry => zip_entry(),
        Limit::ZipLevels => surveyed(&zipped(&[("a", b"b")]), "zip"),
        Limit::ReportBytes => surveyed(&vec![b'a'; 33 << 20], "txt"),
        Limit::ReportPages => surveyed(&"Nodule.\u{C}".repeat(2_100).into_bytes(), "txt"),
        Limit::ReportParts => surveyed(&"a\n".repeat(600_000).into_bytes(), "txt"),
        Limit::Xml => surveyed(&docx(0, &"<w:p>".repeat(300)), "docx"),
        Limit::JsonDepth => {
            let deep = format!("{}1{}", "[".repeat(110), "]".repeat(110));
            let report = format!(r#"{{"resourceType": "DiagnosticReport", "text": {deep}}}"#);
            surveyed(&report.into_bytes(), "json")
        }
        Limit::DocxParts => surveyed(&docx(4_100, "<w:p/>"), "docx"),
        Limit::PdfStreams => packed(&vec![b' '; 120 << 20]),
        Limit::PdfContent => packed(&b"n ".repeat(21_000_000)),
    }
}

#[test]
fn every_limit_is_told_by_its_name_and_listed() {
    let list = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/LIMITS.md"));
    let list = list.expect("the list of limits");
    let with_tag = [
        (Limit::DicomDepth, SEQUENCE),
        (Limit::DicomValues, TagCode(0x0002_0010)),
        (Limit::DicomLength, TagCode(0x7FE0_0010)),
        (Limit::Picture, TagCode(0x7FE0_0010)),
    ];
    for limit in Limit::ALL {
        let refusal = over(limit);
        assert_eq!(
            (refusal.code, refusal.limit),
            (ReasonCode::OverLimit, Some(limit)),
            "{}",
            limit.name()
        );
        for (_, tag) in with_tag.iter().filter(|(one, _)| *one == limit) {
            assert_eq!(refusal.tag, Some(*tag), "{}", limit.name());
        }
        let said = refusal.to_string();
        assert!(
            said.contains(&format!("(limit: {})", limit.name())),
            "{said}"
        );
        assert!(!said.contains("Quillfeather"), "{said}");
        assert!(
            list.contains(&format!("| `{}` |", limit.name())),
            "{}",
            limit.name()
        );
    }
}

fn safelight(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command runs")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A drop of two files beside an empty folder for what comes out.
fn two_files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("drop")).expect("made");
    fs::create_dir(folder.path().join("out")).expect("made");
    let files = safelight::sample::files();
    for (place, file) in files.iter().take(4).enumerate() {
        let path = folder.path().join(format!("drop/{place}.dcm"));
        fs::write(path, &file.bytes).expect("written");
    }
    folder
}

#[test]
#[cfg(unix)]
fn zips_that_are_too_deep_and_files_that_cannot_be_read_are_named_and_the_others_go_on() {
    let folder = two_files();
    let at = |name: &str| folder.path().join("drop").join(name);
    let mut zip = zipped(&[("inside.txt", b"FINDINGS: Nodule.\n")]);
    for _ in 0..6 {
        zip = zipped(&[("more.zip", &zip)]);
    }
    fs::write(at("deep.zip"), zip).expect("written");
    std::os::unix::fs::symlink("nowhere", at("link.dcm")).expect("linked");
    // Whoever opens a pipe waits for somebody who writes.
    let pipe = Command::new("mkfifo").arg(at("pipe.dcm")).status();
    assert!(pipe.expect("it runs").success());
    fs::write(at("secret.dcm"), "x").expect("written");
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(at("secret.dcm"), fs::Permissions::from_mode(0)).expect("closed");
    let output = safelight(folder.path(), &["deidentify", "drop", "--out", "out/a.zip"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said.contains("(limit: zip-levels)"), "{said}");
    for name in ["link.dcm", "pipe.dcm"] {
        let line = format!("withheld: drop/{name}: the file could not be read\n");
        assert!(said.contains(&line), "{said}");
    }
    // Who is root may read all.
    assert!(said.contains("withheld: drop/secret.dcm: "), "{said}");
    assert_eq!(names(&folder.path().join("out")), ["a.zip"]);
    assert!(said.contains("8 files in, 4 out"), "{said}");
}

/// The command with no more than so many blocks of 512 or 1,024 bytes for a file; the
/// signal that would end it is ignored, or not.
#[cfg(unix)]
fn on_a_full_disk(folder: &Path, signal: &str, arguments: &str) -> Output {
    let script = format!(
        "{signal} ulimit -f 300; exec '{}' {arguments}",
        env!("CARGO_BIN_EXE_safelight")
    );
    Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .output()
        .expect("it runs")
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_nothing_that_looks_whole() {
    let folder = two_files();
    let out = folder.path().join("out");
    let told = "trap '' XFSZ;";
    let plan = "plan drop --shards 1 --burned-in no --out PLAN";
    assert!(on_a_full_disk(folder.path(), told, plan).status.success());
    for (job, sentence) in [
        (
            "deidentify drop --burned-in no --out out/a.zip",
            "the zip could not be written",
        ),
        (
            "deidentify drop --burned-in no --smaller --jobs 1 --out out/a.zip",
            "the zip could not be written",
        ),
        (
            "clean --plan PLAN --shard 1/1 --out out",
            "the shard could not be written",
        ),
    ] {
        let output = on_a_full_disk(folder.path(), told, job);
        assert_eq!(output.status.code(), Some(2), "{job}: {output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(sentence), "{said}");
        assert_eq!(names(&out), [""; 0], "{job}");
        // Ended by the system in the middle: what is left has not its name.
        let output = on_a_full_disk(folder.path(), "", job);
        assert_eq!(output.status.code(), None, "{job}: {output:?}");
        let left = names(&out);
        assert!(
            left.iter().all(|name| name.ends_with(".partial")),
            "{left:?}"
        );
        for name in left {
            fs::remove_file(out.join(name)).expect("it was there");
        }
    }
    let output = safelight(
        folder.path(),
        &["deidentify", "drop", "--out", "none/a.zip"],
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the zip could not be written"), "{said}");
}

#[test]
fn a_file_that_takes_longer_than_it_may_ends_the_run_with_its_name() {
    let folder = two_files();
    let lines = "FINDINGS: Nodule of 8 mm in the right upper lobe, seen by Dr. Zqmarrow.\n";
    let report = folder.path().join("drop/long.txt");
    fs::write(report, lines.repeat(20_000)).expect("written");
    let job = ["deidentify", "drop", "--out", "out/a.zip", "--file-seconds"];
    let output = safelight(folder.path(), &[&job, ["0.01"].as_slice()].concat());
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("worked on longer than a file may take"),
        "{said}"
    );
    assert!(said.contains("drop/"), "{said}");
    assert_eq!(names(&folder.path().join("out")), [""; 0]);
}
