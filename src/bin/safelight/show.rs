//! `safelight verify`, `safelight explain`, `safelight sample`.

use std::path::Path;

use safelight::dicom;
use safelight::policy::Preset;
use safelight::sample;
use safelight::verify::check_package;

use crate::End;
use crate::arguments::Sample;
use crate::inputs::DiskSlice;

/// Checks a package and prints what was found.
pub fn verify(path: &Path) -> Result<End, String> {
    let zip = DiskSlice::open(path).map_err(|refusal| format!("the zip: {refusal}"))?;
    let report = check_package(&zip);
    println!("{report}");
    Ok(if report.passed() { End::Done } else { End::Withheld })
}

/// Prints the profile table of a preset.
pub fn explain(preset: Preset) -> Result<End, String> {
    print!("{}", dicom::explain_text(preset));
    Ok(End::Done)
}

/// Writes the sample, or prints its identifying values.
pub fn sample(job: &Sample) -> Result<End, String> {
    match job {
        Sample::Values => {
            let values = serde_json::to_string_pretty(&sample::planted_values())
                .map_err(|error| error.to_string())?;
            println!("{values}");
        }
        Sample::Files(folder) => {
            for file in sample::files() {
                let path = folder.join(&file.path);
                let parent = path.parent().unwrap_or(folder);
                std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
                std::fs::write(&path, &file.bytes).map_err(|error| error.to_string())?;
            }
            println!("the sample is in {}", folder.display());
        }
    }
    Ok(End::Done)
}
