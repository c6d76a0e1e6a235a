//! Faults: each is answered by a sentence, and no package is there.

use std::fs;

use sha2::{Digest as _, Sha256};

use super::{Place, is_in};

/// A plan for three shards, all of them clean.
fn three() -> Place {
    let place = Place::new();
    place.plan("plan", 3, &["--burned-in", "no"]);
    for shard in 1..=3 {
        place.clean("plan", shard, 3, "shards");
    }
    place
}

fn shard(number: u32) -> String {
    format!("shards/{number:05}-of-00003.shard")
}

impl Place {
    /// The merge is refused with this sentence and leaves nothing.
    fn no_package(&self, given: &[&str], sentence: &str) {
        let said =
            self.refused(&[&["merge", "--plan", "plan", "--out", "out.zip"], given].concat());
        assert!(said.contains(sentence), "{said}");
        assert!(!self.at("out.zip").exists(), "{sentence}");
        assert_eq!(is_in(self.folder.path(), ".partial"), 0, "{sentence}");
    }
}

#[test]
fn a_shard_that_is_lost_doubled_damaged_or_of_another_plan_gives_no_package() {
    let place = three();
    let (one, two, all) = (shard(1), shard(2), "shards");
    place.no_package(&[&one, &shard(3)], "1 of 3 shards missing: 2;");
    place.no_package(&[&one], "2 of 3 shards missing: 2, 3;");
    place.no_package(&[all, &two], "shard 2 of 3 is there twice");
    fs::copy(place.at(&two), place.at("shards/again.shard")).expect("copied");
    place.no_package(&[all], "shard 2 of 3 is there twice");
    fs::remove_file(place.at("shards/again.shard")).expect("it was there");

    let whole = fs::read(place.at(&two)).expect("a shard");
    let damaged = |bytes: &[u8], sentence: &str| {
        fs::write(place.at(&two), bytes).expect("written");
        place.no_package(&[all], sentence);
    };
    damaged(&whole[..whole.len() - 1], "it is cut off");
    damaged(&whole[..30], "it is cut off");
    damaged(b"", "it is no shard");
    let mut changed = whole.clone();
    let end = changed.len() - 200;
    changed[end] ^= 1;
    damaged(&changed, "it is damaged");
    // A sample of a picture, which only the receipt of its entry covers.
    let mut changed = whole.clone();
    changed[5000] ^= 1;
    damaged(&changed, "its bytes are not those that were checked");

    fs::rename(place.at("plan"), place.at("first")).expect("renamed");
    fs::write(place.at("seed"), [9_u8; 32]).expect("written");
    place.plan("plan", 3, &["--burned-in", "no"]);
    fs::write(place.at(&two), &whole).expect("written");
    place.no_package(&[all], "it was cleaned by another plan");
    fs::rename(place.at("first"), place.at("plan")).expect("renamed");
    place.done(&["merge", "--plan", "plan", "shards", "--out", "out.zip"]);
    assert!(place.at("out.zip").exists(), "the whole shards are taken");
}

#[test]
fn an_input_that_changed_since_the_plan_is_named_and_its_shard_is_not_written() {
    let place = Place::new();
    place.plan("plan", 1, &["--burned-in", "no"]);
    let clean = [
        "clean", "--plan", "plan", "--shard", "1/1", "--out", "shards",
    ];
    let large = place.at("drop/large.dcm");
    let whole = fs::read(&large).expect("it is there");
    let mut changed = whole.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let shorter = &whole[..last];
    for bytes in [changed.as_slice(), shorter] {
        fs::write(&large, bytes).expect("written");
        let said = place.refused(&clean);
        assert!(
            said.contains("drop/large.dcm: this file is not what it was"),
            "{said}"
        );
        assert_eq!(fs::read_dir(place.at("shards")).expect("made").count(), 0);
    }
    fs::remove_file(&large).expect("it was there");
    let said = place.refused(&clean);
    assert!(said.contains("drop/large.dcm: "), "{said}");
    fs::write(&large, &whole).expect("written");
    place.clean("plan", 1, 1, "shards");
    assert_eq!(is_in(&place.at("shards"), ".shard"), 1);
}

#[test]
fn a_plan_that_is_cut_off_changed_or_of_another_program_is_not_taken() {
    let place = three();
    let whole = fs::read_to_string(place.at("plan")).expect("the plan");
    let body = whole.trim_end().rsplit_once('\n').expect("lines").0;
    // Whoever changes a plan can make its check sum anew.
    let summed = |body: &str| {
        let body = format!("{}\n", body.trim_end());
        let sum: String = Sha256::digest(body.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{body}{{\"end\":\"{sum}\"}}\n")
    };
    assert_eq!(summed(body), whole, "the plan is summed as it says");
    let program = body.find("\"program_sha256\":\"").expect("it says so") + 18;
    let other = format!("{}0000{}", &body[..program], &body[program + 4..]);
    let cases: Vec<(String, &str)> = vec![
        (whole[..whole.len() / 2].to_owned(), "the plan is cut off"),
        (body.to_owned(), "the plan is cut off"),
        (
            whole.replacen("\"seed\":\"5afe", "\"seed\":\"0afe", 1),
            "its check sum does not agree",
        ),
        (
            summed(&body.replacen("\"version\":1", "\"version\":7", 1)),
            "the plan is of version 7",
        ),
        (summed(&other), "made by another build of safelight"),
        (
            summed(&body.replacen("\"DICOM/", "\"../../", 1)),
            "the name of an entry",
        ),
        (summed(&"[".repeat(1 << 20)), "this is no plan of safelight"),
        (
            String::from("{\"format\":\"safelight-plan\",\"version\":1}\n"),
            "line 1",
        ),
        (String::new(), "this is no plan of safelight"),
    ];
    for (plan, sentence) in cases {
        assert_ne!(plan, whole, "{sentence}: the change took");
        fs::write(place.at("plan"), plan).expect("written");
        place.no_package(&["shards"], sentence);
        let clean = ["clean", "--plan", "plan", "--shard", "1/3", "--out", "more"];
        let said = place.refused(&clean);
        assert!(said.contains(sentence), "{said}");
        assert!(!place.at("more").exists(), "{sentence}");
        assert!(!said.contains("Quillfeather"), "{said}");
    }
    fs::write(place.at("plan"), &whole).expect("written");
    let wrong = ["clean", "--plan", "plan", "--shard", "1/4", "--out", "more"];
    assert!(
        place
            .refused(&wrong)
            .contains("the plan is for 3 shards, not for 4")
    );
}
