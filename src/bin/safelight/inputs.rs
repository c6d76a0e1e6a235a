//! Files, folders and zips on disk as sources of the engine.

mod planned;

use std::fs::{DirEntry, File, FileType};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use safelight::container::{self, EntryPlace, MOST_ZIP_LEVELS, StoredEntry, ZipEntry};
use safelight::finding::{Limit, ReasonCode, Refusal};
use safelight::shards::KeptSource;
use safelight::source::{Source, SourceError};
use safelight::survey::{self, FileKind};

use crate::threads::each;
use crate::watch::Stamp;

pub use planned::Kept;

/// Folders inside folders that are walked at most.
const MOST_FOLDERS_DEEP: usize = 64;
/// Files up to this size are read at once; of larger ones only what is asked
/// for.
pub const LIMIT_LOADED_BYTES: u64 = 8 << 20;

/// One file of the drop: on disk, or inside a zip on disk.
pub struct Input {
    /// Path on disk, with the names inside zips behind `!/`. Never leaves the
    /// machine; shown to the person who gave it.
    pub shown: String,
    place: Place,
}

enum Place {
    File(PathBuf),
    Entry {
        zip: PathBuf,
        trail: Vec<ZipEntry>,
    },
    /// What a shard kept of it.
    Kept(Kept),
    Refused(Refusal),
}

/// What became readable of an input.
pub enum Opened {
    /// A file on disk, from this byte on.
    OnDisk(DiskSlice),
    /// Unpacked bytes.
    InMemory(Vec<u8>),
    /// Slices of it in a shard file.
    Kept(KeptSource<DiskSlice>),
}

impl Opened {
    /// The bytes as the engine reads them.
    pub fn source(&self) -> &dyn Source {
        match self {
            Self::OnDisk(slice) => slice,
            Self::InMemory(bytes) => bytes,
            Self::Kept(kept) => kept,
        }
    }

    /// Whether nothing more is read of the disk.
    pub const fn is_in_memory(&self) -> bool {
        matches!(self, Self::InMemory(_))
    }
}

/// A file on disk, or a stored entry in it.
pub struct DiskSlice {
    file: File,
    offset: u64,
    length: u64,
}

impl DiskSlice {
    /// Opens a whole file.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let unreadable = |_| Refusal::of(ReasonCode::Unreadable);
        // A pipe or a device has no end, or makes whoever opens it wait for ever.
        if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(Refusal::of(ReasonCode::Unreadable));
        }
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        Ok(Self {
            file,
            offset: 0,
            length,
        })
    }

    /// Its bytes, if they are few and can be read; else itself, so that
    /// whoever reads on meets the error.
    fn loaded(self, mut room: Vec<u8>) -> Opened {
        let length = usize::try_from(self.length).ok();
        match length.filter(|_| self.length <= LIMIT_LOADED_BYTES) {
            Some(length) => {
                room.resize(length, 0);
                match self.read_exact_at(0, &mut room) {
                    Ok(()) => Opened::InMemory(room),
                    Err(_) => Opened::OnDisk(self),
                }
            }
            None => Opened::OnDisk(self),
        }
    }
}

impl Source for DiskSlice {
    fn size_bytes(&self) -> u64 {
        self.length
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let wanted_end = offset.saturating_add(buffer.len() as u64);
        if wanted_end > self.length {
            return Err(SourceError::PastEnd { wanted_end });
        }
        read_at(&self.file, self.offset + offset, buffer).map_err(|_| SourceError::Failed)
    }
}

#[cfg(unix)]
fn read_at(file: &File, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut offset: u64, mut buffer: &mut [u8]) -> std::io::Result<()> {
    while !buffer.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, buffer, offset)?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        offset += read as u64;
        buffer = &mut std::mem::take(&mut buffer)[read..];
    }
    Ok(())
}

/// A machine without files, on which the command is built but never run: a
/// browser's tests build it beside themselves.
#[cfg(not(any(unix, windows)))]
fn read_at(_: &File, _: u64, _: &mut [u8]) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

impl Input {
    /// A file that ended the thread which looked into it.
    fn lost(path: &Path) -> Self {
        Self {
            shown: path.display().to_string(),
            place: Place::Refused(Refusal::of(ReasonCode::WorkerLost)),
        }
    }

    /// Opens it for reading.
    pub fn open(&self) -> Result<Opened, Refusal> {
        match &self.place {
            Place::File(path) => DiskSlice::open(path).map(Opened::OnDisk),
            Place::Entry { zip, trail } => open_entry(DiskSlice::open(zip)?, trail),
            Place::Kept(kept) => kept.open().map(Opened::Kept),
            Place::Refused(refusal) => Err(*refusal),
        }
    }

    /// A file, or a stored entry of a zip, that is never in memory as a whole.
    pub fn is_large(&self) -> bool {
        let size_bytes = match &self.place {
            Place::File(path) => std::fs::metadata(path).map_or(0, |file| file.len()),
            Place::Entry { trail, .. } => trail
                .iter()
                .map(|entry| match entry.place {
                    EntryPlace::Stored { length, .. } => length,
                    EntryPlace::Deflated { .. } | EntryPlace::Nothing | EntryPlace::Refused(_) => 0,
                })
                .min()
                .unwrap_or(0),
            Place::Kept(_) | Place::Refused(_) => 0,
        };
        size_bytes > LIMIT_LOADED_BYTES
    }

    /// Opens it for reading as a whole; a small file is read into `room`.
    pub fn load(&self, room: Vec<u8>) -> Result<Opened, Refusal> {
        self.open().map(|opened| match opened {
            Opened::OnDisk(slice) => slice.loaded(room),
            Opened::InMemory(_) | Opened::Kept(_) => opened,
        })
    }

    /// The file on the disk that it lies in, as it is now.
    pub fn stamp(&self) -> Option<Stamp> {
        match &self.place {
            Place::File(path) => Stamp::of(path),
            Place::Entry { zip, .. } => Stamp::of(zip),
            Place::Kept(kept) => Stamp::of(&kept.shard),
            Place::Refused(_) => None,
        }
    }

    /// The ending of its name in lower case.
    pub fn extension(&self) -> String {
        let name = self.shown.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase())
            .unwrap_or_default()
    }
}

/// Follows the entries of zips inside zips. Stored ones stay on disk.
fn open_entry(mut slice: DiskSlice, trail: &[ZipEntry]) -> Result<Opened, Refusal> {
    let mut rest = trail.iter();
    for entry in rest.by_ref() {
        match entry.place {
            EntryPlace::Stored { offset, length } => {
                slice = DiskSlice {
                    file: slice.file,
                    offset: slice.offset + offset,
                    length,
                };
            }
            EntryPlace::Deflated { .. } => {
                let mut bytes = container::inflate_entry(&slice, entry)?;
                for inner in rest {
                    bytes = entry_bytes(&bytes, inner)?;
                }
                return Ok(Opened::InMemory(bytes));
            }
            EntryPlace::Refused(refusal) => return Err(refusal),
            EntryPlace::Nothing => return Err(Refusal::of(ReasonCode::EmptyFile)),
        }
    }
    Ok(Opened::OnDisk(slice))
}

fn entry_bytes(zip: &Vec<u8>, entry: &ZipEntry) -> Result<Vec<u8>, Refusal> {
    match StoredEntry::new(zip, entry) {
        Some(stored) => safelight::source::read_range(&stored, 0, stored.size_bytes())
            .map_err(|_| Refusal::of(ReasonCode::Truncated)),
        None => container::inflate_entry(zip, entry),
    }
}

/// All files of the given paths in a fixed order: arguments as given, folders
/// by name. Zips are opened, on `jobs` threads.
///
/// # Errors
/// A sentence, if an argument does not exist.
pub fn gather(paths: &[PathBuf], jobs: usize) -> Result<Vec<Input>, String> {
    let mut files = Vec::new();
    for path in paths {
        if !path.exists() {
            return Err(format!("no such file or folder: {}", path.display()));
        }
        walk(path.clone(), path.is_dir(), 0, &mut files);
    }
    let inputs = each(files.len(), jobs, |place| {
        let path = files.get(place)?;
        let lost = |_| vec![Input::lost(path)];
        Some(catch_unwind(|| inputs_of(path)).unwrap_or_else(lost))
    });
    Ok(inputs.into_iter().flatten().flatten().collect())
}

/// The file itself, or what is in it if it is a zip.
fn inputs_of(path: &Path) -> Vec<Input> {
    let shown = path.display().to_string();
    let place = match DiskSlice::open(path) {
        Err(refusal) => Place::Refused(refusal),
        Ok(slice) => match survey::kind(&slice, &ending(path)) {
            FileKind::Zip => {
                let mut inputs = Vec::new();
                expand(&slice, path, &shown, &[], &mut inputs);
                return inputs;
            }
            FileKind::Dicom | FileKind::Report(_) | FileKind::Refused(_) => {
                Place::File(path.to_path_buf())
            }
        },
    };
    vec![Input { shown, place }]
}

fn ending(path: &Path) -> String {
    path.extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn walk(path: PathBuf, is_folder: bool, depth: usize, files: &mut Vec<PathBuf>) {
    if !is_folder {
        files.push(path);
        return;
    }
    if depth >= MOST_FOLDERS_DEEP {
        return;
    }
    let Ok(entries) = std::fs::read_dir(&path) else {
        files.push(path);
        return;
    };
    let mut children: Vec<DirEntry> = entries.flatten().collect();
    children.sort_by_cached_key(DirEntry::file_name);
    for child in children {
        let path = child.path();
        let kind = child.file_type();
        let is_link = kind.as_ref().is_ok_and(FileType::is_symlink);
        let is_folder = match kind {
            Ok(kind) if !is_link => kind.is_dir(),
            Ok(_) | Err(_) => path.is_dir(),
        };
        // A link to a folder can lead round in a circle.
        if is_link && is_folder {
            continue;
        }
        walk(path, is_folder, depth + 1, files);
    }
}

fn expand(
    source: &dyn Source,
    zip: &Path,
    shown: &str,
    trail: &[ZipEntry],
    inputs: &mut Vec<Input>,
) {
    let entries = match container::zip_entries(source) {
        Ok(entries) if trail.len() < MOST_ZIP_LEVELS => entries,
        Ok(_) => return refuse(shown, Refusal::over(Limit::ZipLevels), inputs),
        Err(refusal) => {
            inputs.push(Input {
                shown: shown.to_owned(),
                place: Place::Refused(refusal),
            });
            return;
        }
    };
    for entry in entries {
        if entry.place == EntryPlace::Nothing {
            continue;
        }
        let name = format!("{shown}!/{}", entry.name.expose());
        let mut trail = trail.to_vec();
        trail.push(entry);
        let input = Input {
            shown: name.clone(),
            place: Place::Entry {
                zip: zip.to_path_buf(),
                trail: trail.clone(),
            },
        };
        match input.open() {
            Ok(opened) if is_zip(&opened, &input) => {
                expand(opened.source(), zip, &name, &trail, inputs);
            }
            Ok(_) => inputs.push(input),
            Err(refusal) => inputs.push(Input {
                shown: name,
                place: Place::Refused(refusal),
            }),
        }
    }
}

fn is_zip(opened: &Opened, input: &Input) -> bool {
    matches!(
        survey::kind(opened.source(), &input.extension()),
        FileKind::Zip
    )
}

fn refuse(shown: &str, refusal: Refusal, inputs: &mut Vec<Input>) {
    inputs.push(Input {
        shown: shown.to_owned(),
        place: Place::Refused(refusal),
    });
}
