//! The zip on disk: written in shares by several threads, each at its place.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use safelight::package::Piece;
use safelight::source::{Part, Source};

use crate::inputs::Input;

/// Copied at once.
const CHUNK_BYTES: u64 = 1024 * 1024;
/// A thread takes pieces up to this size before it asks for more.
const SHARE_BYTES: u64 = 16 * CHUNK_BYTES;

/// Writes beside the target and renames: nothing half-written has its name.
///
/// # Errors
/// A sentence for the person, without a value of an input.
pub fn write_zip(
    out: &Path,
    pieces: &[Piece],
    inputs: &[Input],
    jobs: usize,
) -> Result<(), String> {
    let partial = out.with_extension("zip.partial");
    let written = write_pieces(&partial, pieces, inputs, jobs)
        .and_then(|()| std::fs::rename(&partial, out).map_err(|error| error.to_string()));
    if written.is_err() {
        // The reason that is told is the first one; the rest may not be there.
        let _ = std::fs::remove_file(&partial);
    }
    written.map_err(|error| format!("the zip could not be written: {error}"))
}

/// A stretch of the output: a part of one piece, at its place in the file.
struct Stretch<'a> {
    piece: &'a Piece,
    /// Where in the piece it begins.
    from: u64,
    length: u64,
}

/// Stretches that follow each other, and where in the file they begin.
struct Share<'a> {
    begin: u64,
    stretches: Vec<Stretch<'a>>,
}

fn write_pieces(
    path: &Path,
    pieces: &[Piece],
    inputs: &[Input],
    jobs: usize,
) -> Result<(), String> {
    File::create(path).map_err(|error| error.to_string())?;
    let shares = shares(pieces);
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(share) = shares.get(next.fetch_add(1, Ordering::Relaxed)) {
            write_share(path, share, inputs)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.min(shares.len()).max(1))
            .map(|_| scope.spawn(work))
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .map_err(|_| "a thread was lost".to_owned())
                .and_then(|written| written)
        })
    })
}

/// Cuts the output into shares; a large piece is cut as well.
fn shares(pieces: &[Piece]) -> Vec<Share<'_>> {
    let mut shares: Vec<Share<'_>> = Vec::new();
    let (mut place, mut full) = (0_u64, SHARE_BYTES);
    for piece in pieces {
        let size = piece.part.size_bytes();
        let mut from = 0;
        while from < size {
            if full >= SHARE_BYTES {
                shares.push(Share {
                    begin: place,
                    stretches: Vec::new(),
                });
                full = 0;
            }
            let length = (size - from).min(SHARE_BYTES - full);
            if let Some(share) = shares.last_mut() {
                share.stretches.push(Stretch {
                    piece,
                    from,
                    length,
                });
            }
            from += length;
            full += length;
            place += length;
        }
    }
    shares
}

fn write_share(path: &Path, share: &Share<'_>, inputs: &[Input]) -> Result<(), String> {
    let mut file = OpenOptions::new()
        .write(true)
        .open(path)
        .map_err(|error| error.to_string())?;
    file.seek(SeekFrom::Start(share.begin))
        .map_err(|error| error.to_string())?;
    let mut writer = BufWriter::with_capacity(1 << 18, file);
    let mut buffer = Vec::new();
    for stretch in &share.stretches {
        match &stretch.piece.part {
            Part::Bytes(bytes) => {
                copy(
                    bytes,
                    stretch.from,
                    stretch.length,
                    &mut buffer,
                    &mut writer,
                )?;
            }
            Part::Slice { offset, .. } => {
                let input = stretch.piece.input.and_then(|place| inputs.get(place));
                let opened = input
                    .ok_or("an input is missing")?
                    .open()
                    .map_err(|refusal| refusal.to_string())?;
                let from = offset + stretch.from;
                copy(
                    opened.source(),
                    from,
                    stretch.length,
                    &mut buffer,
                    &mut writer,
                )?;
            }
        }
    }
    writer.flush().map_err(|error| error.to_string())
}

fn copy(
    source: &dyn Source,
    mut offset: u64,
    length: u64,
    buffer: &mut Vec<u8>,
    writer: &mut impl Write,
) -> Result<(), String> {
    let end = offset.saturating_add(length);
    let room = usize::try_from(length.min(CHUNK_BYTES)).unwrap_or(0);
    if buffer.len() < room {
        buffer.resize(room, 0);
    }
    while offset < end {
        let now = usize::try_from((end - offset).min(CHUNK_BYTES)).unwrap_or(0);
        let chunk = buffer.get_mut(..now).ok_or("no buffer")?;
        source
            .read_exact_at(offset, chunk)
            .map_err(|error| error.to_string())?;
        writer.write_all(chunk).map_err(|error| error.to_string())?;
        offset += now as u64;
    }
    Ok(())
}
