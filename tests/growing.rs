//! The zip grows while files are cleaned: the order in which threads finish
//! changes no byte of it, and a run that fails leaves nothing behind.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use safelight::sample::files;

const SEED: &str = "5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe";

/// The sample in a folder, and once more with a picture that is too large to
/// be read at once.
fn drop_in(folder: &Path) {
    for file in files() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, &file.bytes).expect("written");
    }
    let mut large = files()
        .into_iter()
        .find(|file| file.path.contains("/CT_"))
        .expect("the sample has a CT")
        .bytes;
    let header = b"\xE0\x7F\x10\0OW\0\0";
    let pixels = memchr::memmem::rfind(&large, header).expect("it has pixels") + header.len();
    large.truncate(pixels);
    large.extend_from_slice(&LARGE_BYTES.to_le_bytes());
    large.resize(large.len() + LARGE_BYTES as usize, 0x5A);
    // A file of its own: another instance with a number of the same length.
    let uid = memchr::memmem::find_iter(&large[..pixels], b"\x08\0\x18\0UI").next();
    let uid = uid.expect("it has a UID");
    let length = usize::from(large[uid + 6]);
    large[uid + 7 + length - 2] = b'9';
    fs::write(folder.join("large.dcm"), large).expect("written");
}

const LARGE_BYTES: u32 = 9 << 20;

fn command(drop: &Path, out: &Path, jobs: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_safelight"));
    command.arg("deidentify").arg(drop).arg("--out").arg(out);
    command.args(["--burned-in", "no", "--seed", SEED, "--jobs", jobs]);
    command
}

fn ran(mut command: Command) -> Output {
    command.output().expect("the command runs")
}

#[test]
fn the_number_of_threads_changes_no_byte_and_the_names_are_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let drop = folder.path().join("drop");
    drop_in(&drop);
    let [one, many] = ["1", "7"].map(|jobs| {
        let out = folder.path().join(format!("{jobs}.zip"));
        let output = ran(command(&drop, &out, jobs));
        assert!(output.stderr.is_empty(), "{output:?}");
        fs::read(out).expect("the zip is there")
    });
    assert!(one == many, "two runs differ");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&one)).expect("a zip");
    let mut sizes = Vec::new();
    let mut names = Vec::new();
    for place in 0..archive.len() {
        // Reading to the end checks the CRC-32.
        let mut entry = archive.by_index(place).expect("an entry");
        sizes.push(std::io::copy(&mut entry, &mut std::io::sink()).expect("it reads"));
        names.push(entry.name().to_owned());
    }
    assert!(names.is_sorted(), "{names:?}");
    assert!(names.len() > 40);
    assert!(sizes.iter().any(|size| *size > u64::from(LARGE_BYTES)));
    let shown = Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("verify")
        .arg(folder.path().join("7.zip"))
        .output()
        .expect("the command runs");
    assert!(shown.status.success(), "{shown:?}");
}

/// A large file is written while it is checked: what the check refuses must not stay.
#[test]
fn nothing_of_a_large_file_with_a_known_number_in_its_pixels_stays_in_the_zip() {
    let folder = tempfile::tempdir().expect("a folder");
    let drop = folder.path().join("drop");
    drop_in(&drop);
    let path = drop.join("large.dcm");
    let mut large = fs::read(&path).expect("it is there");
    let element = b"\x20\0\x0D\0UI";
    let study = memchr::memmem::find(&large, element).expect("it has a study") + element.len();
    let length = usize::from(large[study]);
    let uid = large[study + 2..study + 2 + length].to_vec();
    let uid = uid.trim_ascii_end().to_vec();
    assert!(uid.len() > 20, "a UID that stands nowhere by chance");
    let middle = large.len() - (LARGE_BYTES as usize) / 2;
    large[middle..middle + uid.len()].copy_from_slice(&uid);
    fs::write(&path, large).expect("written");
    let [one, many] = ["1", "7"].map(|jobs| {
        let out = folder.path().join(format!("{jobs}.zip"));
        let output = ran(command(&drop, &out, jobs));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("withheld: "), "{said}");
        assert!(said.contains("large.dcm"), "{said}");
        fs::read(out).expect("the zip is there")
    });
    assert!(one == many, "two runs differ");
    assert!(one.len() < LARGE_BYTES as usize, "{}", one.len());
    assert!(memchr::memmem::find(&one, &uid).is_none());
    let shown = Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("verify")
        .arg(folder.path().join("7.zip"))
        .output()
        .expect("the command runs");
    assert!(shown.status.success(), "{shown:?}");
}

#[test]
fn a_smaller_zip_holds_the_same_entries_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let drop = folder.path().join("drop");
    drop_in(&drop);
    let [stored, one, many] =
        [("1", None), ("1", Some(())), ("7", Some(()))].map(|(jobs, smaller)| {
            let out = folder.path().join("out.zip");
            let mut command = command(&drop, &out, jobs);
            if smaller.is_some() {
                command.arg("--smaller");
            }
            let output = ran(command);
            assert!(output.stderr.is_empty(), "{output:?}");
            fs::read(out).expect("the zip is there")
        });
    assert!(one == many, "two runs differ");
    assert!(
        one.len() < stored.len() / 3,
        "{} of {}",
        one.len(),
        stored.len()
    );
    let contents = |zip: &[u8]| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a zip");
        let mut all = Vec::new();
        for place in 0..archive.len() {
            let mut entry = archive.by_index(place).expect("an entry");
            let mut bytes = Vec::new();
            std::io::copy(&mut entry, &mut bytes).expect("it reads");
            all.push((entry.name().to_owned(), bytes));
        }
        all
    };
    assert!(contents(&one) == contents(&stored), "the entries differ");
    let shown = Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("verify")
        .arg(folder.path().join("out.zip"))
        .output()
        .expect("the command runs");
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
}

#[test]
#[cfg(unix)]
fn a_disk_that_is_full_in_the_middle_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let drop = folder.path().join("drop");
    drop_in(&drop);
    let out = folder.path().join("out.zip");
    fs::write(&out, "what was there before").expect("written");
    let mut limited = Command::new("sh");
    // Blocks of 512 bytes: about one in five of the package fits.
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$@\"";
    limited.args(["-c", script, "sh"]);
    let wanted = command(&drop, &out, "3");
    limited.arg(wanted.get_program()).args(wanted.get_args());
    let output = ran(limited);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the zip could not be written"), "{said}");
    assert_eq!(
        fs::read_to_string(&out).expect("it is still there"),
        "what was there before"
    );
    let mut left: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["drop", "out.zip"]);
}
