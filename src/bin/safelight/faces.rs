//! `--face-pictures`: the skin of every series whose face is cut out, before and after,
//! for the person who answers for the cut. They stand apart from the package.

use std::io::Write as _;
use std::path::Path;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use safelight::deface::Surface;
use safelight::pipeline;
use safelight::plan::Surveyed;
use safelight::question::Answers;

use crate::crosswalk::write_private;

/// Writes `face-1-front-before.png` and its like, readable for their owner alone, and
/// says what they are. The names hold a number and no value.
pub fn write(folder: &Path, surveyed: &[Surveyed], answers: &Answers) -> Result<(), String> {
    let lost = |_| "a picture of a face could not be written: see --face-pictures".to_owned();
    std::fs::create_dir_all(folder).map_err(lost)?;
    let all = pipeline::show_faces(surveyed, answers);
    let mut shown = 0;
    for (number, series) in (1_usize..).zip(&all) {
        let Ok(surfaces) = &series.surfaces else {
            continue;
        };
        shown += 1;
        for (view, pair) in [("front", &surfaces.front), ("side", &surfaces.side)] {
            for (when, surface) in [("before", &pair.before), ("after", &pair.after)] {
                let path = folder.join(format!("face-{number}-{view}-{when}.png"));
                write_private(&path, &png(surface).map_err(lost)?).map_err(lost)?;
            }
        }
    }
    eprintln!(
        "pictures of faces before and after the cut: {shown} of {} series; the ones before \
         show the person: keep them as you keep the study",
        all.len()
    );
    Ok(())
}

/// PNG (RFC 2083) of 8 bit grey, with no text and no time in it.
fn png(surface: &Surface) -> std::io::Result<Vec<u8>> {
    let (width, height, grey) = surface.picture();
    let size = |pixels: usize| u32::try_from(pixels).map_err(std::io::Error::other);
    let mut header = Vec::new();
    header.extend(size(width)?.to_be_bytes());
    header.extend(size(height)?.to_be_bytes());
    // Bits of a sample, grey, deflate, filters of the standard, no interlace.
    header.extend([8, 0, 0, 0, 0]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in grey.chunks(width.max(1)) {
        packed.write_all(&[0])?;
        packed.write_all(row)?;
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", header),
        (b"IDAT", packed.finish()?),
        (b"IEND", Vec::new()),
    ] {
        file.extend(size(data.len())?.to_be_bytes());
        let mut sum = Crc::new();
        for part in [kind.as_slice(), &data] {
            sum.update(part);
            file.extend(part);
        }
        file.extend(sum.sum().to_be_bytes());
    }
    Ok(file)
}
