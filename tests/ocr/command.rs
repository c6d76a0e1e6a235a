//! `safelight boxes` on files, and what `safelight deidentify` makes of its boxes.

use std::path::Path;
use std::process::{Command, Output};

use safelight::pixels;
use serde_json::Value;

use crate::drawing::{Canvas, Ground, Planted};
use crate::encode::{Given, part10, short, text};
use crate::models;

const ULTRASOUND: &str = "1.2.840.10008.5.1.4.1.1.6.1";
const NATIVE: &str = "1.2.840.10008.1.2.1";

/// An ultrasound picture of a made-up patient, with so many of its cells.
fn instance(uid: &str, canvas: &Canvas, cells: usize) -> Vec<u8> {
    let meta = vec![
        text(0x0002_0002, "UI", ULTRASOUND),
        text(0x0002_0003, "UI", uid),
        text(0x0002_0010, "UI", NATIVE),
    ];
    let mut bytes = canvas.bytes();
    bytes.truncate(cells);
    let data = vec![
        text(0x0008_0016, "UI", ULTRASOUND),
        text(0x0008_0018, "UI", uid),
        text(0x0008_0060, "CS", "US"),
        text(0x0010_0010, "PN", "QUILLFEATHER^ODA"),
        text(0x0010_0020, "LO", "QF-48213"),
        text(0x0020_000D, "UI", "1.2.3.4"),
        text(0x0020_000E, "UI", "1.2.3.4.0"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        short(0x0028_0010, canvas.height as u16),
        short(0x0028_0011, canvas.width as u16),
        short(0x0028_0100, 8),
        short(0x0028_0101, 8),
        short(0x0028_0102, 7),
        short(0x0028_0103, 0),
        Given::Bytes(0x7FE0_0010, "OB", bytes),
    ];
    part10(&[], meta, data)
}

fn safelight(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command runs")
}

fn models_folder() -> String {
    format!("{}/build/ocr", env!("CARGO_MANIFEST_DIR"))
}

/// How much of a planted line lies under the boxes of the file.
fn covered(planted: &Planted, boxes: &[Value]) -> f64 {
    let ink = &planted.ink;
    let edge = |one: &Value, name: &str| one[name].as_u64().expect("a number") as u32;
    let is_under = |x: u32, y: u32| {
        boxes.iter().any(|one| {
            let (left, top) = (edge(one, "left"), edge(one, "top"));
            let inside = |at: u32, start: u32, length: u32| at >= start && at < start + length;
            inside(x, left, edge(one, "width")) && inside(y, top, edge(one, "height"))
        })
    };
    let columns = ink.left_px..ink.left_px + ink.width_px;
    let pixels =
        columns.flat_map(|x| (ink.top_px..ink.top_px + ink.height_px).map(move |y| (x, y)));
    let under = pixels.filter(|(x, y)| is_under(*x, *y)).count();
    under as f64 / (f64::from(ink.width_px) * f64::from(ink.height_px))
}

#[test]
fn the_command_boxes_what_identifies_and_the_boxes_hide_it() {
    if models::bytes().is_none() {
        return;
    }
    let mut canvas = Canvas::new(448, 160, Ground::WhiteOnBlack, 9);
    let name = canvas.plant("QUILLFEATHER, ODA", 20.0, 12, 8);
    let unknown = canvas.plant("Wombledon", 14.0, 12, 60);
    let column = canvas.plant("L", 20.0, 300, 8);
    let measure = canvas.plant("12.5 mm", 20.0, 12, 110);
    let folder = tempfile::tempdir().expect("a folder");
    let whole = instance("1.2.3.4.1", &canvas, usize::MAX);
    std::fs::write(folder.path().join("whole.dcm"), &whole).expect("written");

    let models = models_folder();
    let find = [
        "boxes",
        "whole.dcm",
        "--ocr",
        &models,
        "--out",
        "boxes.json",
    ];
    let said = safelight(&find, folder.path());
    let printed = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    for value in ["QUILLFEATHER", "Wombledon", "48213"] {
        assert!(!printed.contains(value), "{printed}");
    }
    let file = std::fs::read_to_string(folder.path().join("boxes.json")).expect("a file");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(file["seen"], Value::Array(Vec::new()), "no person looked");
    let boxes = file["boxes"].as_array().expect("boxes");
    for planted in [&name, &unknown] {
        let share = covered(planted, boxes);
        assert!(share >= 0.9, "{}: {share}", planted.text);
    }
    for planted in [&column, &measure] {
        let share = covered(planted, boxes);
        assert!(share <= 0.1, "{}: {share}", planted.text);
    }

    let hide = [
        "deidentify",
        "whole.dcm",
        "--boxes",
        "boxes.json",
        "--out",
        "out.zip",
    ];
    let said = safelight(&hide, folder.path());
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let zip = std::fs::File::open(folder.path().join("out.zip")).expect("the zip");
    let mut zip = zip::ZipArchive::new(zip).expect("a zip");
    let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    let entry = names.iter().find(|name| name.starts_with("DICOM/"));
    let mut written = Vec::new();
    let mut entry = zip.by_name(entry.expect("an instance")).expect("it");
    std::io::copy(&mut entry, &mut written).expect("read");
    let shown = |bytes: &Vec<u8>| {
        let shown = pixels::with_picture(bytes, |picture| picture.show(0));
        shown.expect("it opens").expect("it decodes").bytes
    };
    let (before, after) = (shown(&whole), shown(&written));
    let ink = |bytes: &[u8], planted: &Planted| {
        let rows = planted.ink.top_px..planted.ink.top_px + planted.ink.height_px;
        let columns =
            planted.ink.left_px as usize..(planted.ink.left_px + planted.ink.width_px) as usize;
        let row = |row: u32| &bytes[row as usize * canvas.width..][columns.clone()];
        rows.flat_map(row).filter(|level| **level > 128).count()
    };
    for planted in [&name, &unknown] {
        assert!(ink(&before, planted) > 20, "the plant did not take");
        assert!(ink(&after, planted) * 10 < ink(&before, planted));
    }
    // The levels of all others are spread anew when the darkest or brightest goes.
    assert!(ink(&after, &measure) * 10 > ink(&before, &measure) * 9);
}

#[test]
fn a_picture_that_cannot_be_read_is_named_and_is_no_picture_without_text() {
    if models::bytes().is_none() {
        return;
    }
    let canvas = Canvas::new(64, 32, Ground::WhiteOnBlack, 3);
    let folder = tempfile::tempdir().expect("a folder");
    let short = instance("1.2.3.4.2", &canvas, 64);
    std::fs::write(folder.path().join("short.dcm"), short).expect("written");
    let models = models_folder();
    let find = [
        "boxes",
        "short.dcm",
        "--ocr",
        &models,
        "--out",
        "boxes.json",
    ];
    let said = safelight(&find, folder.path());
    let printed = String::from_utf8_lossy(&said.stdout);
    assert_eq!(said.status.code(), Some(1), "{printed}");
    assert!(printed.contains("not looked at: short.dcm"), "{printed}");
}

#[test]
fn a_folder_without_models_is_an_error_and_writes_nothing() {
    let canvas = Canvas::new(64, 32, Ground::WhiteOnBlack, 3);
    let folder = tempfile::tempdir().expect("a folder");
    let whole = instance("1.2.3.4.3", &canvas, usize::MAX);
    std::fs::write(folder.path().join("whole.dcm"), whole).expect("written");
    let find = ["boxes", "whole.dcm", "--ocr", ".", "--out", "boxes.json"];
    let said = safelight(&find, folder.path());
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stderr).contains("det.onnx"));
    assert!(!folder.path().join("boxes.json").exists());
}
