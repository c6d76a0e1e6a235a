//! The zip on disk: written in shares by several threads, each at its place.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use safelight::package::Piece;
use safelight::source::Part;

use crate::inputs::{Input, Opened};

/// A thread takes pieces up to this size before it asks for more.
const SHARE_BYTES: u64 = 16 * 1024 * 1024;

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
    let failed = |error: std::io::Error| error.to_string();
    for stretch in &share.stretches {
        match &stretch.piece.part {
            Part::Bytes(bytes) => copy(bytes, stretch.from, stretch.length, &mut writer)?,
            Part::Slice { offset, .. } => {
                let input = stretch.piece.input.and_then(|place| inputs.get(place));
                let opened = input
                    .ok_or("an input is missing")?
                    .open()
                    .map_err(|refusal| refusal.to_string())?;
                let from = offset + stretch.from;
                match &opened {
                    Opened::OnDisk(slice) => {
                        writer.flush().map_err(failed)?;
                        slice
                            .copy_to(from, stretch.length, writer.get_mut())
                            .map_err(failed)?;
                    }
                    Opened::InMemory(bytes) => copy(bytes, from, stretch.length, &mut writer)?,
                }
            }
        }
    }
    writer.flush().map_err(failed)
}

/// Writes a stretch of bytes in memory.
fn copy(bytes: &[u8], from: u64, length: u64, writer: &mut impl Write) -> Result<(), String> {
    let stretch = usize::try_from(from)
        .ok()
        .zip(usize::try_from(length).ok())
        .and_then(|(from, length)| bytes.get(from..from.checked_add(length)?))
        .ok_or("a piece is shorter than planned")?;
    writer.write_all(stretch).map_err(|error| error.to_string())
}
