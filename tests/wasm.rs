//! The engine gives the same bytes in a browser as on the machine.
//!
//! Native: the test writes the digest of the sample's package to the file named
//! by `SAFELIGHT_DIGEST_FILE`. In the browser: the digest that was handed to
//! the build as `SAFELIGHT_EXPECTED_SHA256` must come out again.

use safelight::pipeline::{Cleaner, finish, survey};
use safelight::plan::Plan;
use safelight::policy::{BurnedIn, Policy};
use safelight::sample;
use safelight::source::Part;
use sha2::{Digest, Sha256};

#[cfg(target_arch = "wasm32")]
#[path = "wasm/pictures.rs"]
mod pictures;

const SEED: [u8; 32] = [0x5A; 32];

/// The package of the sample, made by the stages as a door calls them.
fn package() -> Vec<u8> {
    let files = sample::files();
    let surveyed: Vec<_> = files
        .iter()
        .map(|file| {
            let extension = file.path.rsplit('.').next().unwrap_or_default();
            survey(&file.bytes, extension)
        })
        .collect();
    let policy = Policy {
        burned_in: BurnedIn::No,
        issue_date: String::from("2026-01-31"),
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, SEED));
    let outcomes: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(index, file)| cleaner.run(&file.bytes, index))
        .collect();
    assert!(
        outcomes
            .iter()
            .filter(|outcome| !outcome.entries.is_empty())
            .count()
            >= 30
    );
    let finished = finish(&cleaner, outcomes).expect("the sample can be packed");
    let mut zip = Vec::new();
    for piece in finished.pieces {
        match piece.part {
            Part::Bytes(bytes) => zip.extend(bytes),
            Part::Slice { offset, length } => {
                let input = piece.input.expect("a slice has an input");
                let start = usize::try_from(offset).expect("fits");
                let end = start + usize::try_from(length).expect("fits");
                zip.extend_from_slice(&files[input].bytes[start..end]);
            }
        }
    }
    zip
}

fn digest() -> String {
    Sha256::digest(package())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    #[test]
    fn the_same_seed_gives_the_same_package() {
        let digest = super::digest();
        assert_eq!(digest, super::digest());
        if let Ok(path) = std::env::var("SAFELIGHT_DIGEST_FILE") {
            std::fs::write(path, digest).expect("the digest file can be written");
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_dedicated_worker);

    #[wasm_bindgen_test]
    fn the_sample_is_the_same_in_the_browser() {
        let files = safelight::sample::files();
        assert!(files.len() >= 41);
        assert!(files.iter().all(|file| !file.bytes.is_empty()));
    }

    #[wasm_bindgen_test]
    fn the_package_is_the_one_that_native_code_makes() {
        let expected = option_env!("SAFELIGHT_EXPECTED_SHA256");
        assert_eq!(Some(super::digest().as_str()), expected);
    }
}
