//! The reader of scanned pages and of written pictures: models from a folder.

use std::path::Path;
use std::sync::Arc;

use safelight::document::PictureReader;

/// The reader with the models of this folder; without a folder there is none.
pub fn reader(folder: Option<&Path>) -> Result<Option<Arc<PictureReader>>, String> {
    folder.map(load).transpose().map(Option::flatten)
}

#[cfg(feature = "ocr")]
fn load(folder: &Path) -> Result<Option<Arc<PictureReader>>, String> {
    let read = |name: &str| {
        std::fs::read(folder.join(name)).map_err(|_| {
            format!("--ocr: {name} is not in the folder; scripts/setup.sh ocr fetches the models")
        })
    };
    let (detector, recogniser) = (read("det.onnx")?, read("rec.onnx")?);
    let reader = PictureReader::load(detector, recogniser, &read("dict.txt")?);
    let reader = reader.map_err(|error| format!("--ocr: {error}"))?;
    Ok(Some(Arc::new(reader)))
}

#[cfg(not(feature = "ocr"))]
fn load(_folder: &Path) -> Result<Option<Arc<PictureReader>>, String> {
    Err("this build reads no pictures: it was made without the feature `ocr`".to_owned())
}
