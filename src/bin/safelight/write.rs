//! The zip on disk: it grows while files are still cleaned.
//!
//! A thread hands in what it has cleaned and verified. What leads the zip is
//! written in the order of the zip, by one thread at a time: two would wait for
//! each other inside the system. A large file is written while it is checked, when it
//! is its turn: it is read once, and what the check refuses is cut off again. In the
//! end the layout of the whole package says what the file must be; if it says
//! otherwise, all is written anew, from the file that grew. What is on disk is not kept
//! in memory, unless it lies there packed.

mod anew;
mod entry;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use safelight::package::{self, Packing, Piece, ZipStream};
use safelight::pipeline::{Outcome, Shared};
use safelight::source::{Part, Source, read_range};
use safelight::verify::Taker;

use crate::inputs::{Input, LIMIT_LOADED_BYTES, Opened};
use crate::watch;

use anew::Grown;
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
    /// What outcomes have in common.
    shared: Shared,
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
                shared: Shared::default(),
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
        state.enter(place, outcome);
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
        let outcome = entry.finish(place, outcome);
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
        state.enter(finished.place, finished.outcome);
        state.rooms.extend(finished.held);
        self.moved.notify_all();
        state
    }

    /// Writes what waits and whose turn it is.
    fn write_waiting<'s>(&'s self, mut state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        while let Some((mut head, finished)) = state.turn() {
            drop(state);
            let finished = head.write(finished, self.inputs);
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
        let anew = head.finish(pieces, self.inputs, &self.partial);
        drop(head);
        anew.and_then(|anew| {
            let whole = anew.as_ref().unwrap_or(&self.partial);
            std::fs::rename(whole, out).map_err(|error| error.to_string())
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
    /// Takes an outcome, as small as it can be.
    fn enter(&mut self, place: usize, outcome: Outcome) {
        let outcome = self.shared.share(outcome);
        self.done.push((place, outcome));
    }

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
    fn write(&mut self, mut finished: Finished, inputs: &[Input]) -> Finished {
        if self.failed.is_some() {
            return finished;
        }
        let work = || self.append(&finished, inputs);
        let written = catch_unwind(AssertUnwindSafe(work));
        match written.unwrap_or_else(|_| Err("a thread was lost".to_owned())) {
            Ok(starts) => finished.outcome = self.apart(finished.outcome, starts),
            Err(error) => self.failed = Some(error),
        }
        finished
    }

    /// The outcome whose entries lie in the file from these places on.
    fn apart(&self, outcome: Outcome, starts: Vec<u64>) -> Outcome {
        match self.packing {
            Packing::Deflated => outcome,
            Packing::Stored => Outcome {
                entries: (outcome.entries.into_iter().zip(starts))
                    .map(|(entry, start)| entry.apart(start).0)
                    .collect(),
                ..outcome
            },
        }
    }

    /// Where each entry begins in the file.
    fn append(&mut self, finished: &Finished, inputs: &[Input]) -> Result<Vec<u64>, String> {
        let mut starts = Vec::new();
        if self.packing == Packing::Stored {
            // Read again from the disk: it may not be what it was.
            let is_read = finished.held.is_none();
            self.stream = is_read.then(|| ZipStream::new(self.packing));
        }
        for entry in &finished.outcome.entries {
            let header = package::local_header(entry).map_err(|error| error.to_string())?;
            self.bytes(&header)?;
            let start = self.file.stream_position();
            starts.push(start.map_err(|error| error.to_string())?);
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
        Ok(starts)
    }

    /// Writes the rest, or all anew: then into the file that it gives.
    fn finish(
        &mut self,
        pieces: &[Piece],
        inputs: &[Input],
        partial: &Path,
    ) -> Result<Option<PathBuf>, String> {
        let (rest, grown) = match behind(&self.entries, pieces) {
            Some(rest) => (rest, None),
            None => (pieces, self.begin_anew(partial)?),
        };
        let written = self.rest(rest, inputs, grown.as_ref());
        let anew = grown.map(|grown| grown.anew);
        if let (Err(_), Some(path)) = (&written, &anew) {
            // The reason that is told is the first.
            let _ = std::fs::remove_file(path);
        }
        written.map(|()| anew)
    }

    fn rest(
        &mut self,
        rest: &[Piece],
        inputs: &[Input],
        grown: Option<&Grown>,
    ) -> Result<(), String> {
        if self.packing == Packing::Stored {
            self.stream = Some(ZipStream::new(self.packing));
        }
        for piece in rest {
            match &piece.part {
                Part::Bytes(bytes) => self.bytes(bytes)?,
                Part::Slice { offset, length } => {
                    let (offset, length) = (*offset, *length);
                    let place = piece.input;
                    match grown.filter(|grown| grown.holds(place)) {
                        Some(grown) => self.copy(&grown.slice, offset, length)?,
                        None => self.slice(place.and_then(|p| inputs.get(p)), offset, length)?,
                    }
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
        self.copy(source, offset, length)
    }

    fn copy(&mut self, source: &dyn Source, offset: u64, length: u64) -> Result<(), String> {
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
mod tests;
