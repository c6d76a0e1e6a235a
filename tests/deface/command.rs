//! The command cuts a face, shows it before and after, and withholds what it cannot cut.

use super::head::{Head, Scan};

/// A folder with the made series, for the doors.
fn folder_of(scan: &Scan) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, file) in scan.files(&Head::default()).iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.dcm")), file).expect("a file");
    }
    folder
}

#[test]
fn the_command_looks_and_cuts_and_withholds_what_it_cannot_cut() {
    for (is_mr, code, cut) in [(false, 0, 1), (true, 1, 0)] {
        let folder = folder_of(&Scan {
            is_mr,
            ..Scan::default()
        });
        let out = tempfile::tempdir().expect("a folder");
        let json = out.path().join("out.json");
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_safelight"))
            .arg("deidentify")
            .arg(folder.path())
            .arg("--out")
            .arg(out.path().join("out.zip"))
            .args(["--burned-in", "no", "--answer", "head-volumes=deface"])
            .arg("--json")
            .arg(&json)
            .output()
            .expect("the command runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned()
            + &String::from_utf8_lossy(&done.stdout);
        assert_eq!(done.status.code(), Some(code), "{said}");
        let json = std::fs::read_to_string(json).expect("the result");
        let told: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let faces = &told["certificate"]["scope"]["faces"];
        assert_eq!(faces["cut_series"], cut, "{faces}");
        assert_eq!(faces["not_cut_series"], 1 - cut, "{faces}");
    }
}

/// Width, height and grey values of a picture that the command wrote.
fn png_at(path: &std::path::Path) -> (u32, u32, Vec<u8>) {
    let file = std::fs::File::open(path).expect("the picture");
    let decoder = png::Decoder::new(std::io::BufReader::new(file));
    let mut reader = decoder.read_info().expect("PNG");
    let mut grey = vec![0; reader.output_buffer_size().expect("a size")];
    let told = reader.next_frame(&mut grey).expect("a frame");
    assert_eq!(told.color_type, png::ColorType::Grayscale);
    (told.width, told.height, grey)
}

#[test]
fn the_command_writes_faces_before_and_after_apart_and_never_into_the_package() {
    let folder = folder_of(&Scan::default());
    let out = tempfile::tempdir().expect("a folder");
    let shown = out.path().join("faces");
    let package = out.path().join("out.zip");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("deidentify")
        .arg(folder.path())
        .arg("--out")
        .arg(&package)
        .args(["--burned-in", "no", "--answer", "head-volumes=deface"])
        .arg("--face-pictures")
        .arg(&shown)
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(
        said.contains("before and after the cut: 1 of 1 series"),
        "{said}"
    );
    let mut names: Vec<String> = std::fs::read_dir(&shown)
        .expect("the folder")
        .map(|one| {
            one.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let expected = ["front-after", "front-before", "side-after", "side-before"];
    assert_eq!(names, expected.map(|name| format!("face-1-{name}.png")));
    for view in ["front", "side"] {
        let of = |when: &str| png_at(&shown.join(format!("face-1-{view}-{when}.png")));
        let (before, after) = (of("before"), of("after"));
        assert_eq!((before.0, before.1), (after.0, after.1));
        let differ = before
            .2
            .iter()
            .zip(&after.2)
            .filter(|(one, two)| one != two);
        assert!(differ.count() * 20 > before.2.len(), "{view}");
    }
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&package).expect("a zip")).expect("zip");
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).expect("an entry");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("its bytes");
        let is_picture = bytes.windows(8).any(|part| part == b"\x89PNG\r\n\x1a\n");
        assert!(!is_picture, "{}", entry.name());
        assert!(!entry.name().contains("face"), "{}", entry.name());
    }
}
