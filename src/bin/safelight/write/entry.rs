//! An entry that is written to the zip while it is checked: room for its header, its
//! bytes as they come, then the header, or all of it taken back.

use std::io::{Seek as _, SeekFrom, Write as _};

use safelight::package;
use safelight::pipeline::Outcome;
use safelight::verify::{Taker, Verified};

use super::{Head, WrittenEntry};

/// An entry that is written while it is checked.
pub(super) struct GrowingEntry<'a> {
    head: &'a mut Head,
    /// Where it begins, and how much room its header has there.
    room: Option<(u64, usize)>,
}

impl<'a> GrowingEntry<'a> {
    /// Nothing is written yet.
    pub(super) fn of(head: &'a mut Head) -> Self {
        // What comes is what is checked: it need not be compared with it.
        head.stream = None;
        Self { head, room: None }
    }

    fn attempt<T>(&mut self, work: impl FnOnce(&mut Head) -> Result<T, String>) -> Option<T> {
        if self.head.failed.is_some() {
            return None;
        }
        let done = work(self.head);
        done.map_err(|error| self.head.failed = Some(error)).ok()
    }

    /// Writes the header into its room, or cuts off what is no entry after all. Entries
    /// that were not written on their way are missed by the layout in the end.
    pub(super) fn finish(&mut self, input: usize, outcome: Outcome) -> Outcome {
        let Some((start, room)) = self.room.take() else {
            return outcome;
        };
        let written = self.attempt(|head| match outcome.entries.as_slice() {
            [entry] => head.close(start, room, entry, input).map(|()| true),
            _ => head.cut(start).map(|()| false),
        });
        match written {
            Some(true) => self.head.apart(outcome, vec![start + room as u64]),
            Some(false) | None => outcome,
        }
    }
}

impl Taker for GrowingEntry<'_> {
    fn begin(&mut self, name: &str, size_bytes: u64) {
        self.room = self.attempt(|head| {
            let room = package::header_room(name, size_bytes).map_err(|error| error.to_string())?;
            let start = head.file.stream_position();
            let start = start.map_err(|error| error.to_string())?;
            head.bytes(&room)?;
            Ok((start, room.len()))
        });
    }

    fn take(&mut self, bytes: &[u8]) {
        self.attempt(|head| head.bytes(bytes));
    }
}

impl Head {
    /// The header of an entry whose bytes are there.
    fn close(
        &mut self,
        start: u64,
        room: usize,
        entry: &Verified,
        input: usize,
    ) -> Result<(), String> {
        let header = package::local_header(entry).map_err(|error| error.to_string())?;
        let end = start + room as u64 + entry.size_bytes();
        let reached = self
            .file
            .stream_position()
            .map_err(|error| error.to_string())?;
        if header.len() != room || reached != end {
            return Err("an entry is not as long as it was checked".to_owned());
        }
        self.file
            .seek(SeekFrom::Start(start))
            .and_then(|_| self.file.write_all(&header))
            .and_then(|()| self.file.seek(SeekFrom::Start(end)))
            .map_err(|error| error.to_string())?;
        self.entries.push(WrittenEntry {
            header,
            input,
            size_bytes: entry.size_bytes(),
        });
        Ok(())
    }

    /// Takes back all from `start` on.
    fn cut(&mut self, start: u64) -> Result<(), String> {
        self.file
            .seek(SeekFrom::Start(start))
            .and_then(|_| self.file.get_mut().set_len(start))
            .map_err(|error| error.to_string())
    }
}
