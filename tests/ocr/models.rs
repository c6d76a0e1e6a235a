//! The model files that the set-up fetches, or a loud word that they are missing.

use safelight::ocr::Ocr;

/// Set where the set-up has run: then missing files are a failure.
const DEMANDED: &str = "SAFELIGHT_NEEDS_OCR";

/// Detector, recogniser, dictionary.
pub fn bytes() -> Option<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("build/ocr");
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let files = read("det.onnx").zip(read("rec.onnx")).zip(read("dict.txt"));
    if files.is_none() {
        assert!(
            std::env::var_os(DEMANDED).is_none(),
            "no models in build/ocr: run scripts/setup.sh"
        );
        eprintln!(
            "SKIPPED, NOTHING WAS TESTED: no models in build/ocr; scripts/setup.sh fetches them"
        );
    }
    let ((detector, recogniser), dictionary) = files?;
    Some((detector, recogniser, dictionary))
}

/// The networks, ready to run.
pub fn ocr() -> Option<Ocr> {
    let (detector, recogniser, dictionary) = bytes()?;
    Some(Ocr::load(detector, recogniser, &dictionary).expect("the models load"))
}
