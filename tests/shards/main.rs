//! A drop that is cleaned in shards gives the package of one run, byte for byte; what is
//! missing, doubled, changed or made up gives a sentence and no package.
#![cfg(not(target_arch = "wasm32"))]

#[cfg(unix)]
mod drivers;
#[path = "../planted/drop.rs"]
#[allow(dead_code, reason = "other tests look into the drop")]
mod drop;
#[path = "../planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;
mod faults;
#[path = "../planted/paper.rs"]
mod paper;
#[path = "../planted/places.rs"]
mod places;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use safelight::sample;

use drop::Drop;

const SEED: &str = "5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe";
const LARGE_BYTES: u32 = 9 << 20;

/// A drop in a folder of its own, and what is made of it beside it.
pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    /// The planted study with its reports and zips, the sample, a picture that is too
    /// large to be read at once, a name that is no text.
    pub fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let drop = place.at("drop");
        Drop::new().write(&drop);
        for file in sample::files() {
            let path = drop.join("sample").join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, &file.bytes).expect("written");
        }
        fs::write(drop.join("large.dcm"), large()).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            let name = std::ffi::OsStr::from_bytes(b"no-text-\xFF.txt");
            fs::write(drop.join(name), "FINDINGS: Nodule of 8 mm.\n").expect("written");
        }
        fs::write(place.at("seed"), [0x5A_u8, 0xFE].repeat(16)).expect("written");
        place
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn safelight(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_safelight"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("the command runs")
    }

    /// What the command says; it has done its work.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.safelight(arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            matches!(output.status.code(), Some(0 | 1)) && output.stderr.is_empty(),
            "{arguments:?}: {output:?}"
        );
        said
    }

    /// What the command says; it has not done its work.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.safelight(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// The package of one run.
    fn single(&self, more: &[&str]) -> Vec<u8> {
        let start = ["deidentify", "drop", "--out", "single.zip", "--seed", SEED];
        self.done(&[&start, more].concat());
        fs::read(self.at("single.zip")).expect("the package")
    }

    pub fn plan(&self, plan: &str, shards: u32, more: &[&str]) -> String {
        let shards = shards.to_string();
        let start = ["plan", "drop", "--shards", &shards, "--out", plan];
        self.done(&[&start, ["--seed-file", "seed"].as_slice(), more].concat())
    }

    pub fn clean(&self, plan: &str, shard: u32, shards: u32, out: &str) -> String {
        let shard = format!("{shard}/{shards}");
        self.done(&["clean", "--plan", plan, "--shard", &shard, "--out", out])
    }
}

fn large() -> Vec<u8> {
    let mut large = sample::files()
        .into_iter()
        .find(|file| file.path.contains("/CT_"))
        .expect("the sample has a CT")
        .bytes;
    let header = b"\xE0\x7F\x10\0OW\0\0";
    let pixels = memchr::memmem::rfind(&large, header).expect("it has pixels") + header.len();
    large.truncate(pixels);
    large.extend_from_slice(&LARGE_BYTES.to_le_bytes());
    large.resize(large.len() + LARGE_BYTES as usize, 0x5A);
    let uid = memchr::memmem::find_iter(&large[..pixels], b"\x08\0\x18\0UI").next();
    let uid = uid.expect("it has a UID");
    let length = usize::from(large[uid + 6]);
    large[uid + 7 + length - 2] = b'9';
    large
}

/// An order that is not that of the numbers.
fn shuffled(shards: u32) -> Vec<u32> {
    let mut order: Vec<u32> = (1..=shards).collect();
    order.reverse();
    order.rotate_left(shards as usize / 3);
    if shards > 1 {
        assert!(!order.is_sorted(), "{order:?}");
    }
    order
}

pub fn is_in(folder: &Path, ending: &str) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(ending))
        .count()
}

#[test]
fn shards_in_any_order_give_the_package_of_one_run() {
    let place = Place::new();
    let plain: &[&str] = &["--burned-in", "no"];
    let other: &[&str] = &[
        "--preset",
        "research",
        "--report-style",
        "pseudonyms",
        "--at-risk",
        "include",
    ];
    for (more, counts) in [(plain, [1, 2, 3, 7].as_slice()), (other, &[3])] {
        let single = place.single(more);
        assert!(
            single.len() > LARGE_BYTES as usize,
            "the large one is in it"
        );
        for shards in counts {
            let (plan, out) = (format!("plan-{shards}"), format!("shards-{shards}"));
            place.plan(&plan, *shards, more);
            for shard in shuffled(*shards) {
                place.clean(&plan, shard, *shards, &out);
            }
            assert_eq!(is_in(&place.at(&out), ".shard"), *shards as usize);
            assert_eq!(is_in(&place.at(&out), ".partial"), 0);
            let zip = format!("{shards}.zip");
            place.done(&["merge", "--plan", &plan, &out, "--out", &zip]);
            let merged = fs::read(place.at(&zip)).expect("the package");
            assert!(merged == single, "{shards} shards differ from one run");
        }
    }
    place.done(&["verify", "7.zip"]);
}

#[test]
fn what_the_merge_tells_is_what_one_run_tells() {
    let place = Place::new();
    let more = ["--burned-in", "no", "--commitment"];
    let lists = ["--json", "a.json", "--kept", "a.kept", "--map", "a.map"];
    let mut single = vec!["deidentify", "drop", "--out", "out.zip", "--seed", SEED];
    single.extend(more.iter().chain(&["a.opening"]).chain(&lists));
    let said = place.done(&single);
    let first = fs::read(place.at("out.zip")).expect("the package");
    place.plan("plan", 2, &more);
    place.clean("plan", 2, 2, "shards");
    place.clean("plan", 1, 2, "shards");
    let lists = ["--json", "b.json", "--kept", "b.kept", "--map", "b.map"];
    let mut merge = vec!["merge", "--plan", "plan", "shards", "--out", "out.zip"];
    assert!(
        place
            .refused(&merge)
            .contains("--commitment FILE.json is needed")
    );
    merge.extend(["--commitment", "b.opening"].iter().chain(&lists));
    assert_eq!(place.done(&merge), said);
    assert!(fs::read(place.at("out.zip")).expect("the package") == first);
    for list in ["json", "kept", "map", "opening"] {
        let [one, other] = ["a", "b"].map(|name| {
            fs::read_to_string(place.at(&format!("{name}.{list}"))).expect("it is written")
        });
        assert!(one.len() > 20);
        assert!(one == other, "{list} differs");
    }
    let opened = ["verify", "out.zip", "--commitment", "b.opening", "drop"];
    let said = place.done(&opened);
    assert!(said.contains("they are the inputs that"), "{said}");
}

#[test]
fn the_plan_holds_the_originals_and_says_so_and_nothing_of_it_is_in_the_package() {
    let place = Place::new();
    let said = place.plan("plan", 2, &["--burned-in", "no"]);
    assert!(said.contains("SECRET"), "{said}");
    let plan = fs::read(place.at("plan")).expect("the plan");
    assert!(plan.starts_with(b"{\"secret\":\"SECRET"));
    let planted = Drop::new().planted;
    let holds = |bytes: &[u8], value: &str| memchr::memmem::find(bytes, value.as_bytes()).is_some();
    let in_plan = planted
        .iter()
        .filter(|one| holds(&plan, &one.value))
        .count();
    assert!(in_plan > 60, "the plant did not take: {in_plan}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| {
            let data = fs::metadata(place.at(name)).expect("it is there");
            data.permissions().mode() & 0o777
        };
        assert_eq!(mode("plan"), 0o600);
        place.clean("plan", 1, 2, "shards");
        assert_eq!(mode("shards/00001-of-00002.shard"), 0o600);
    }
    // What a cluster prints goes to a log that others read.
    let printed = place.clean("plan", 2, 2, "shards");
    place.clean("plan", 1, 2, "shards");
    place.done(&["merge", "--plan", "plan", "shards", "--out", "out.zip"]);
    let zip = fs::read(place.at("out.zip")).expect("the package");
    for one in &planted {
        assert!(!holds(&zip, &one.value), "{}", one.place);
        assert!(!printed.contains(&one.value), "{}", one.place);
    }
    // An old plan that others could read is not written into.
    fs::write(place.at("drop/plan"), "").expect("written");
    let inside = ["plan", "drop", "--shards", "2", "--out", "drop/plan"];
    assert!(
        place
            .refused(&inside)
            .contains("outside the folders of the inputs")
    );
}
