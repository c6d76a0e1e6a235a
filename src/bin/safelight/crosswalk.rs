//! `--crosswalk` and `--crosswalk-in`: the tables of a run under a passphrase.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use safelight::crosswalk;
use safelight::policy::CrosswalkExport;
use safelight::remap::Tables;
use safelight::sensitive::Sensitive;

use crate::arguments::Deidentify;
use crate::watch;

/// Where the passphrase may stand; never on the command line, which other
/// people of the machine can read.
const VARIABLE: &str = "SAFELIGHT_PASSPHRASE";
/// Shorter passphrases can be tried out.
const SHORT_PASSPHRASE: usize = 12;
/// More than any crosswalk.
const LIMIT_BYTES: u64 = 300 << 20;

/// What the job has to do with crosswalks.
pub struct Crosswalk {
    passphrase: Sensitive<String>,
    /// The tables to go on with.
    pub earlier: Tables,
}

impl Crosswalk {
    /// Reads passphrase and earlier crosswalk, before any work is done.
    pub fn of(job: &Deidentify) -> Result<Self, String> {
        let mut crosswalk = Self {
            passphrase: Sensitive::default(),
            earlier: Tables::default(),
        };
        if job.crosswalk.is_none() && job.crosswalk_in.is_none() {
            return Ok(crosswalk);
        }
        crosswalk.passphrase = passphrase(job.passphrase_file.as_deref())?;
        if job.crosswalk.as_ref() == Some(&job.out) {
            return Err("--crosswalk and --out name the same file".to_owned());
        }
        if let Some(path) = &job.crosswalk_in {
            let unreadable = |_| "the crosswalk could not be read".to_owned();
            let size = std::fs::metadata(path).map_err(unreadable)?.len();
            if size > LIMIT_BYTES {
                return Err(crosswalk::CrosswalkError::TooLarge.to_string());
            }
            let bytes = std::fs::read(path).map_err(unreadable)?;
            crosswalk.earlier = crosswalk::read(&bytes, &crosswalk.passphrase)
                .map_err(|error| error.to_string())?;
        }
        Ok(crosswalk)
    }

    /// Writes the tables of the run and the earlier ones.
    pub fn write(&self, path: &Path, run: &Tables) -> Result<(), String> {
        if self.passphrase.expose().chars().count() < SHORT_PASSPHRASE {
            println!(
                "warning: a passphrase of fewer than {SHORT_PASSPHRASE} characters can be tried out"
            );
        }
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|_| "the system gave no random bytes".to_owned())?;
        let bytes = crosswalk::write(run, &self.earlier, &self.passphrase, random)
            .map_err(|error| error.to_string())?;
        write_private(path, &bytes)
            .map_err(|error| format!("the crosswalk could not be written: {error}"))
    }
}

/// Writes secret material: for its owner alone, and under its name when whole.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let written = create(&partial)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&partial, path));
    written.inspect_err(|_| {
        // The reason that is told is the first one; the rest may not be there.
        let _ = std::fs::remove_file(&partial);
    })
}

/// What the certificate says of the crosswalk.
pub fn export_of(job: &Deidentify) -> CrosswalkExport {
    match job.crosswalk {
        Some(_) => CrosswalkExport::ExportedSeparately,
        None => CrosswalkExport::NotExported,
    }
}

/// A file beside this one that was not there before and that only its owner reads: two
/// that write the same name do not write into each other.
pub fn create_anew(path: &Path) -> std::io::Result<(PathBuf, std::fs::File)> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(std::io::Error::other)?;
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{:016x}.partial", u64::from_le_bytes(random)));
    let partial = path.with_file_name(name);
    watch::partial(&partial);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(&partial).map(|file| (partial, file))
}

/// A file that only its owner reads, where the system knows owners.
pub fn create(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn passphrase(file: Option<&Path>) -> Result<Sensitive<String>, String> {
    let text = match file {
        Some(path) => std::fs::read_to_string(path)
            .map_err(|_| "the passphrase file could not be read".to_owned())?,
        None => std::env::var(VARIABLE).map_err(|_| {
            format!("a crosswalk needs a passphrase: --passphrase-file FILE, or {VARIABLE}")
        })?,
    };
    let passphrase = text.trim_end_matches(['\r', '\n']);
    if passphrase.is_empty() {
        return Err("the passphrase is empty".to_owned());
    }
    Ok(Sensitive::from(passphrase))
}
