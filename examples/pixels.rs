//! Decodes frames of DICOM files for the judge of `scripts/pixels.py`.
//!
//! usage: `pixels FOLDER FILE...`: for each file a line of JSON on the standard
//! output and, for each frame, FOLDER/FILE-NUMBER.FRAME with the stored values,
//! lowest byte first. With `--show` the picture for the eye of the first frame instead.

use std::io::Write;
use std::path::Path;

use safelight::dicom::read::{Limits, read};
use safelight::pixels::{Picture, PixelError};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let shows = arguments.first().is_some_and(|first| first == "--show");
    if shows {
        arguments.remove(0);
    }
    let folder = arguments.remove(0);
    let mut out = std::io::stdout().lock();
    for (number, path) in arguments.iter().enumerate() {
        let line = one(Path::new(path), Path::new(&folder), number, shows);
        writeln!(out, "{line}").expect("standard output");
    }
}

fn one(path: &Path, folder: &Path, number: usize, shows: bool) -> serde_json::Value {
    let bytes = std::fs::read(path).expect("a file");
    let file = match read(&bytes, &Limits::default()) {
        Ok(file) => file,
        Err(refusal) => return serde_json::json!({ "refused": refusal.to_string() }),
    };
    let picture = match Picture::open(&file, &bytes) {
        Ok(picture) => picture,
        Err(error) => return serde_json::json!({ "error": error.to_string() }),
    };
    let mut frames = Vec::new();
    let started = std::time::Instant::now();
    let count = if shows { 1 } else { picture.image().frames };
    for frame in 0..count {
        let place = folder.join(format!("{number}.{frame}"));
        frames.push(match write(&picture, frame, &place, shows) {
            Ok(said) => said,
            Err(error) => serde_json::json!({ "error": error.to_string() }),
        });
    }
    serde_json::json!({
        "syntax": file.transfer_syntax,
        "seconds": started.elapsed().as_secs_f64(),
        "frames": frames,
    })
}

fn write(
    picture: &Picture<'_>,
    frame: u32,
    place: &Path,
    shows: bool,
) -> Result<serde_json::Value, PixelError> {
    if shows {
        let shown = picture.show(frame)?;
        std::fs::write(place, &shown.bytes).expect("a folder to write to");
        return Ok(serde_json::json!({
            "rows": shown.height_px,
            "columns": shown.width_px,
            "channels": shown.bytes.len() / (shown.height_px * shown.width_px),
        }));
    }
    let samples = picture.decode(frame)?;
    std::fs::write(place, samples.values.little_endian()).expect("a folder to write to");
    Ok(serde_json::json!({
        "rows": samples.rows,
        "columns": samples.columns,
        "channels": samples.channels,
        "form": samples.values.form(),
        "photometric": samples.photometric.term(),
    }))
}
