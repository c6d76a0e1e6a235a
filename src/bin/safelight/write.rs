//! The zip on disk: it grows while files are still cleaned.
//!
//! A thread hands in what it has cleaned and verified. What leads the zip is
//! written in the order of the zip, by one thread at a time: two would wait for
//! each other inside the system. A large file is written while it is checked, when it
//! is its turn: it is read once, and what the check refuses is cut off again. In the
//! end the layout of the whole package says what the file must be; if it says
//! otherwise, all is written anew.

mod entry;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use safelight::package::{self, Packing, Piece, ZipStream};
use safelight::pipeline::Outcome;
use safelight::source::{Part, Source, read_range};
use safelight::verify::Taker;

use crate::inputs::{Input, LIMIT_LOADED_BYTES, Opened};
use crate::watch;

use entry::GrowingEntry;

/// Files that wait for an earlier one at most, each with as many bytes as are
/// loaded at once at most.
const MOST_WAITING: usize = 8;
const BUFFER_BYTES: usize = 1 << 16;
/// Of a slice that is read through.
const STEP_BYTES: u64 = 1 << 20;

/// A zip that grows beside its target and is renamed when it is whole: nothing
/// half-written has its name, and what is not finished is removed.
pub struct GrowingZip<'a> {
    partial: PathBuf,
    inputs: &'a [Input],
    packing: Packing,
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    /// Not there while a thread writes.
    head: Option<Head>,
    /// What came before its turn.
    waiting: BTreeMap<usize, Finished>,
    next: usize,
    done: Vec<(usize, Outcome)>,
    /// Memory for the files to come.
    rooms: Vec<Vec<u8>>,
    /// Why no package is made, though it could be written.
    refused: Option<String>,
}

/// An input that was cleaned, with its bytes if they are in memory.
struct Finished {
    place: usize,
    outcome: Outcome,
    held: Option<Vec<u8>>,
}

/// What is on disk so far.
struct Head {
    file: BufWriter<File>,
    packing: Packing,
    /// What is written goes through it, unless it is what was searched: bytes in memory.
    stream: Option<ZipStream>,
    entries: Vec<WrittenEntry>,
    failed: Option<String>,
}

/// An entry that is on disk: the bytes in front of it, and whose it is.
struct WrittenEntry {
    header: Vec<u8>,
    input: usize,
    size_bytes: u64,
}

impl<'a> GrowingZip<'a> {
    /// Begins a file beside the target.
    ///
    /// # Errors
    /// A sentence for the person, without a value of an input.
    pub fn beside(out: &Path, inputs: &'a [Input], packing: Packing) -> Result<Self, String> {
        let partial = out.with_extension("zip.partial");
        watch::partial(&partial);
        let file = File::create(&partial).map_err(|error| not_written(&error.to_string()))?;
        let head = Head {
            file: BufWriter::with_capacity(BUFFER_BYTES, file),
            packing,
            stream: smaller(packing),
            entries: Vec::new(),
            failed: None,
        };
        Ok(Self {
            partial,
            inputs,
            packing,
            state: Mutex::new(State {
                head: Some(head),
                waiting: BTreeMap::new(),
                next: 0,
                done: Vec::new(),
                rooms: Vec::new(),
                refused: None,
            }),
            moved: Condvar::new(),
        })
    }

    /// Memory for the next file.
    pub fn room(&self) -> Vec<u8> {
        self.lock().rooms.pop().unwrap_or_default()
    }

    /// Takes what came of an input whose entries may stand behind all others.
    pub fn keep(&self, place: usize, outcome: Outcome, opened: Option<Opened>) {
        let mut state = self.lock();
        state.done.push((place, outcome));
        state.rooms.extend(held(opened));
    }

    /// Takes what came of the input that leads the zip as number `turn`. Each
    /// number from nought on must come once, or the others wait for ever.
    pub fn hand_in(&self, turn: usize, place: usize, outcome: Outcome, opened: Option<Opened>) {
        let finished = Finished {
            place,
            outcome,
            held: held(opened),
        };
        let mut state = self.lock();
        state.waiting.insert(turn, finished);
        state = self.write_waiting(state);
        while state.waiting.len() >= MOST_WAITING {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Does the work on the input that leads the zip as number `turn` when all before it
    /// are written, and gives it the zip to write to. Else as [`Self::hand_in`].
    pub fn in_turn(&self, turn: usize, place: usize, work: impl FnOnce(&mut dyn Taker) -> Outcome) {
        let mut state = self.lock();
        let mut head = loop {
            match state.head.take() {
                Some(head) if state.next == turn => break head,
                other => state.head = other,
            }
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        };
        drop(state);
        let mut entry = GrowingEntry::of(&mut head);
        let outcome = work(&mut entry);
        entry.finish(place, &outcome.entries);
        let finished = Finished {
            place,
            outcome,
            held: None,
        };
        let state = self.lock();
        let state = self.written(state, head, finished);
        drop(self.write_waiting(state));
    }

    /// Puts the zip back.
    fn written<'s>(
        &'s self,
        mut state: MutexGuard<'s, State>,
        head: Head,
        finished: Finished,
    ) -> MutexGuard<'s, State> {
        state.head = Some(head);
        state.next += 1;
        state.done.push((finished.place, finished.outcome));
        state.rooms.extend(finished.held);
        self.moved.notify_all();
        state
    }

    /// Writes what waits and whose turn it is.
    fn write_waiting<'s>(&'s self, mut state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        while let Some((mut head, finished)) = state.turn() {
            drop(state);
            head.write(&finished, self.inputs);
            state = self.written(self.lock(), head, finished);
        }
        state
    }

    /// Whether an input can be written while it is checked: it is large, and lies in the
    /// zip as it is.
    pub fn streams(&self, place: usize) -> bool {
        self.packing == Packing::Stored && self.inputs.get(place).is_some_and(Input::is_large)
    }

    /// Whether an entry could not be written: nothing more needs to be done.
    pub fn has_failed(&self) -> bool {
        let state = self.lock();
        let head = state.head.as_ref();
        state.refused.is_some() || head.is_some_and(|head| head.failed.is_some())
    }

    /// Ends the writing for a reason that lies in an input.
    pub fn fail(&self, error: String) {
        let mut state = self.lock();
        state.refused.get_or_insert(error);
    }

    /// All outcomes in the order of the inputs, once the threads have ended.
    ///
    /// # Errors
    /// A sentence for the person if an entry could not be written.
    pub fn outcomes(&self) -> Result<Vec<Outcome>, String> {
        let mut state = self.lock();
        if let Some(error) = &state.refused {
            return Err(error.clone());
        }
        if let Some(error) = state.head.as_ref().and_then(|head| head.failed.as_ref()) {
            return Err(not_written(error));
        }
        let mut done = std::mem::take(&mut state.done);
        done.sort_by_key(|(place, _)| *place);
        Ok(done.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// Writes what the layout has behind the entries that are on disk, and
    /// gives the file its name.
    ///
    /// # Errors
    /// A sentence for the person, without a value of an input.
    pub fn finish(self, out: &Path, pieces: &[Piece]) -> Result<(), String> {
        let head = self.lock().head.take();
        let mut head = head.ok_or_else(|| not_written("a thread was lost"))?;
        head.finish(pieces, self.inputs)
            .and_then(|()| {
                drop(head);
                std::fs::rename(&self.partial, out).map_err(|error| error.to_string())
            })
            .map_err(|error| not_written(&error))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for GrowingZip<'_> {
    fn drop(&mut self) {
        // Renamed if all went well; else the reason that is told is the first.
        let _ = std::fs::remove_file(&self.partial);
    }
}

impl State {
    /// The file and what is next in it, if it is there and nobody writes.
    fn turn(&mut self) -> Option<(Head, Finished)> {
        let head = self.head.take()?;
        match self.waiting.remove(&self.next) {
            Some(finished) => Some((head, finished)),
            None => {
                self.head = Some(head);
                None
            }
        }
    }
}

impl Head {
    /// Appends the entries of one input; after an error nothing more.
    fn write(&mut self, finished: &Finished, inputs: &[Input]) {
        if self.failed.is_some() {
            return;
        }
        let work = || self.append(finished, inputs);
        let written = catch_unwind(AssertUnwindSafe(work));
        self.failed = written
            .unwrap_or_else(|_| Err("a thread was lost".to_owned()))
            .err();
    }

    fn append(&mut self, finished: &Finished, inputs: &[Input]) -> Result<(), String> {
        if self.packing == Packing::Stored {
            // Read again from the disk: it may not be what it was.
            let is_read = finished.held.is_none();
            self.stream = is_read.then(|| ZipStream::new(self.packing));
        }
        for entry in &finished.outcome.entries {
            let header = package::local_header(entry).map_err(|error| error.to_string())?;
            self.bytes(&header)?;
            for part in entry.parts() {
                match (part, &finished.held) {
                    (Part::Bytes(bytes), _) => self.bytes(bytes)?,
                    (Part::Slice { offset, length }, Some(held)) => {
                        self.bytes(stretch(held, *offset, *length)?)?;
                    }
                    (Part::Slice { offset, length }, None) => {
                        self.slice(inputs.get(finished.place), *offset, *length)?;
                    }
                }
            }
            self.entries.push(WrittenEntry {
                header,
                input: finished.place,
                size_bytes: entry.size_bytes(),
            });
        }
        Ok(())
    }

    fn finish(&mut self, pieces: &[Piece], inputs: &[Input]) -> Result<(), String> {
        let rest = match behind(&self.entries, pieces) {
            Some(rest) => rest,
            None => {
                self.file
                    .seek(SeekFrom::Start(0))
                    .and_then(|_| self.file.get_mut().set_len(0))
                    .map_err(|error| error.to_string())?;
                self.stream = smaller(self.packing);
                pieces
            }
        };
        if self.packing == Packing::Stored {
            self.stream = Some(ZipStream::new(self.packing));
        }
        for piece in rest {
            match &piece.part {
                Part::Bytes(bytes) => self.bytes(bytes)?,
                Part::Slice { offset, length } => {
                    let input = piece.input.and_then(|place| inputs.get(place));
                    self.slice(input, *offset, *length)?;
                }
            }
        }
        if let Some(stream) = self.stream.take() {
            let mut out = Vec::new();
            stream.finish(&mut out).map_err(|error| error.to_string())?;
            self.bytes(&out)?;
        }
        self.file.flush().map_err(|error| error.to_string())
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), String> {
        let mut out = Vec::new();
        let bytes = match &mut self.stream {
            Some(stream) => {
                stream
                    .push(bytes, &mut out)
                    .map_err(|error| error.to_string())?;
                &out
            }
            None => bytes,
        };
        self.file
            .write_all(bytes)
            .map_err(|error| error.to_string())
    }

    /// A stretch of an input that is not in memory.
    fn slice(&mut self, input: Option<&Input>, offset: u64, length: u64) -> Result<(), String> {
        let opened = input
            .ok_or("an input is missing")?
            .open()
            .map_err(|refusal| refusal.to_string())?;
        let source: &dyn Source = match &opened {
            Opened::InMemory(bytes) => return self.bytes(stretch(bytes, offset, length)?),
            Opened::OnDisk(slice) => slice,
            Opened::Kept(kept) => kept,
        };
        let end = offset.saturating_add(length);
        let mut place = offset;
        while place < end {
            let step = STEP_BYTES.min(end - place);
            let bytes = read_range(source, place, step).map_err(|error| error.to_string())?;
            self.bytes(&bytes)?;
            place += step;
        }
        Ok(())
    }
}

fn smaller(packing: Packing) -> Option<ZipStream> {
    match packing {
        Packing::Stored => None,
        Packing::Deflated => Some(ZipStream::new(packing)),
    }
}

/// The pieces behind the entries that are on disk; nothing, if these do not
/// stand first in the layout, each with its own header and of its own size.
fn behind<'a>(entries: &[WrittenEntry], pieces: &'a [Piece]) -> Option<&'a [Piece]> {
    let mut rest = pieces;
    for entry in entries {
        let (first, behind) = rest.split_first()?;
        if first.input.is_some() || first.part != Part::Bytes(entry.header.clone()) {
            return None;
        }
        rest = behind;
        let mut missing = entry.size_bytes;
        while missing > 0 {
            let (piece, behind) = rest.split_first()?;
            if piece.input.is_some_and(|input| input != entry.input) {
                return None;
            }
            missing = missing.checked_sub(piece.part.size_bytes())?;
            rest = behind;
        }
    }
    Some(rest)
}

/// The bytes of an input, if they are in memory and few enough to wait there.
fn held(opened: Option<Opened>) -> Option<Vec<u8>> {
    match opened {
        Some(Opened::InMemory(bytes)) if bytes.len() as u64 <= LIMIT_LOADED_BYTES => Some(bytes),
        Some(Opened::InMemory(_) | Opened::OnDisk(_) | Opened::Kept(_)) | None => None,
    }
}

/// A stretch of bytes in memory.
fn stretch(bytes: &[u8], from: u64, length: u64) -> Result<&[u8], String> {
    usize::try_from(from)
        .ok()
        .zip(usize::try_from(length).ok())
        .and_then(|(from, length)| bytes.get(from..from.checked_add(length)?))
        .ok_or_else(|| "a piece is shorter than planned".to_owned())
}

fn not_written(error: &str) -> String {
    format!("the zip could not be written: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framing(bytes: &[u8]) -> Piece {
        Piece {
            input: None,
            part: Part::Bytes(bytes.to_vec()),
        }
    }

    fn slice(input: usize, length: u64) -> Piece {
        Piece {
            input: Some(input),
            part: Part::Slice { offset: 3, length },
        }
    }

    fn entry(header: &[u8], input: usize, size_bytes: u64) -> WrittenEntry {
        WrittenEntry {
            header: header.to_vec(),
            input,
            size_bytes,
        }
    }

    #[test]
    fn what_is_on_disk_is_kept_only_if_the_layout_has_it_first() {
        let written = [entry(b"one", 7, 12), entry(b"two", 8, 0)];
        let begin = || vec![framing(b"one"), framing(b"ab"), slice(7, 10)];
        let of = |more: &[Piece]| [begin(), more.to_vec()].concat();

        let whole = of(&[framing(b"two"), framing(b"end")]);
        assert_eq!(behind(&written, &whole), Some([framing(b"end")].as_slice()));
        let other_header = of(&[framing(b"owt"), framing(b"end")]);
        assert_eq!(behind(&written, &other_header), None);
        assert_eq!(behind(&written, &begin()), None, "the second is missing");
        let other_order = [framing(b"two"), framing(b"one"), slice(7, 12)];
        assert_eq!(behind(&written, &other_order), None);
        let other_size = [framing(b"one"), slice(7, 13), framing(b"two")];
        assert_eq!(behind(&written, &other_size), None);
        let other_input = [framing(b"one"), slice(8, 12), framing(b"two")];
        assert_eq!(behind(&written, &other_input), None);
    }

    /// A stored zip of one entry, as another program writes it.
    fn zip_of(body: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.start_file("entry", stored).expect("a name");
        zip.write_all(body).expect("written");
        zip.finish().expect("a zip").into_inner()
    }

    #[test]
    fn a_file_that_is_not_as_the_layout_says_is_written_anew() {
        let body = b"second".repeat(100);
        for packing in [Packing::Stored, Packing::Deflated] {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path().join("out.zip");
            let zip = GrowingZip::beside(&out, &[], packing).expect("a file");
            {
                let mut state = zip.lock();
                let head = state.head.as_mut().expect("nobody writes");
                let begun = zip_of(&b"first".repeat(200));
                head.bytes(&begun[..900]).expect("written");
                head.entries.push(entry(b"one", 0, 22));
            }
            let whole = zip_of(&body);
            zip.finish(&out, &[framing(&whole)]).expect("written");
            let written = std::fs::read(&out).expect("the zip");
            assert_eq!(written == whole, packing == Packing::Stored);
            assert!(written.len() <= whole.len());
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&written)).expect("a zip");
            assert_eq!(archive.len(), 1);
            let mut read = Vec::new();
            std::io::copy(&mut archive.by_index(0).expect("it"), &mut read).expect("it reads");
            assert!(read == body);
        }
    }

    #[test]
    fn an_input_that_changed_since_the_check_leaves_no_zip() {
        let body = b"pixels".repeat(100);
        let whole = zip_of(&body);
        let header = 30 + "entry".len();
        let folder = tempfile::tempdir().expect("a folder");
        let input = folder.path().join("input.dcm");
        for (content, is_same) in [(&body, true), (&b"others".repeat(100), false)] {
            std::fs::write(&input, content).expect("written");
            let inputs = crate::inputs::gather(&[input.clone()], 1).expect("an input");
            let slice = Part::Slice {
                offset: 0,
                length: body.len() as u64,
            };
            let pieces = [
                framing(&whole[..header]),
                Piece {
                    input: Some(0),
                    part: slice,
                },
                framing(&whole[header + body.len()..]),
            ];
            let out = folder.path().join("out.zip");
            let zip = GrowingZip::beside(&out, &inputs, Packing::Stored).expect("a file");
            let finished = zip.finish(&out, &pieces);
            assert_eq!(finished.is_ok(), is_same, "{finished:?}");
            assert_eq!(out.exists(), is_same);
            if is_same {
                std::fs::remove_file(&out).expect("it is there");
            } else {
                assert!(finished.is_err_and(|error| error.contains("has changed")));
            }
        }
    }

    #[test]
    fn files_that_come_in_any_order_are_all_there_in_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out.zip");
        let zip = GrowingZip::beside(&out, &[], Packing::Stored).expect("a file");
        // Every thread but the one with the first turn comes too early.
        std::thread::scope(|scope| {
            for turn in (0..3 * MOST_WAITING).rev() {
                let zip = &zip;
                scope.spawn(move || zip.hand_in(turn, turn, Outcome::default(), None));
            }
        });
        assert_eq!(
            zip.outcomes().expect("nothing failed").len(),
            3 * MOST_WAITING
        );
        drop(zip);
        assert_eq!(std::fs::read_dir(folder.path()).expect("it").count(), 0);
    }
}
