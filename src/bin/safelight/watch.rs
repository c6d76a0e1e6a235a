//! What every run of the command keeps an eye on: files that take too long, files that
//! change, and half-written files that a run must not leave behind.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::inputs::Input;

/// A file may be worked on for so long, and longer by a second for every megabyte.
const FILE_SECONDS: f64 = 600.0;

/// What is worked on now, and what is not whole yet.
struct Watched {
    limit_seconds: f64,
    next: u64,
    files: BTreeMap<u64, (Instant, Duration, String)>,
    partial: Vec<PathBuf>,
}

static WATCHED: Mutex<Watched> = Mutex::new(Watched {
    limit_seconds: FILE_SECONDS,
    next: 0,
    files: BTreeMap::new(),
    partial: Vec::new(),
});

fn watched() -> MutexGuard<'static, Watched> {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One file that is worked on, until this is dropped.
pub struct AtWork(u64);

/// Notes that a file is worked on.
pub fn at_work(input: &Input) -> AtWork {
    let megabytes = input.stamp().map_or(0, |stamp| stamp.size_bytes >> 20);
    let mut watched = watched();
    let number = watched.next;
    watched.next += 1;
    let limit = Duration::from_secs_f64(watched.limit_seconds) + Duration::from_secs(megabytes);
    let row = (Instant::now(), limit, input.shown.clone());
    watched.files.insert(number, row);
    AtWork(number)
}

impl Drop for AtWork {
    fn drop(&mut self) {
        watched().files.remove(&self.0);
    }
}

/// Notes a file that is removed if the run is ended.
pub fn partial(path: &Path) {
    watched().partial.push(path.to_path_buf());
}

/// Ends the run when a file takes longer than it may: a thread cannot be ended alone.
pub fn start(limit_seconds: Option<f64>) {
    let limit = limit_seconds.unwrap_or(FILE_SECONDS);
    watched().limit_seconds = limit;
    let pause = Duration::from_secs_f64(limit.clamp(0.001, 1.0));
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(pause);
            let watched = watched();
            let mut files = watched.files.values();
            let over = files.find(|(since, limit, _)| since.elapsed() > *limit);
            let Some((_, limit, shown)) = over else {
                continue;
            };
            for path in &watched.partial {
                // It may have its name already, or be gone.
                let _ = std::fs::remove_file(path);
            }
            eprintln!(
                "safelight: {shown}: it was worked on longer than a file may take ({} s); nothing is written: leave it out, or give more with --file-seconds",
                limit.as_secs_f64()
            );
            std::process::exit(2);
        }
    });
}

/// What shows that a file is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub size_bytes: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    /// Of the file on disk; `None` if there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let data = std::fs::metadata(path).ok()?;
        Some(Self {
            size_bytes: data.len(),
            changed: data.modified().ok(),
        })
    }
}

/// Writes a file that has its name when it is whole.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let written = std::fs::File::create(&partial)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| std::fs::rename(&partial, path));
    written.inspect_err(|_| {
        // The reason that is told is the first one; the rest may not be there.
        let _ = std::fs::remove_file(&partial);
    })
}
