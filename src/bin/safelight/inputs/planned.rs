//! Inputs that a plan names, and what a shard kept of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use safelight::finding::Refusal;
use safelight::sensitive::Sensitive;
use safelight::shards::{DiskPath, KeptSlice, KeptSource, PlannedInput, PlannedPlace};

use super::{DiskSlice, Input, Place};

/// What a shard kept of an input.
pub struct Kept {
    pub shard: Arc<PathBuf>,
    pub size_bytes: u64,
    pub slices: Vec<KeptSlice>,
}

impl Kept {
    pub(super) fn open(&self) -> Result<KeptSource<DiskSlice>, Refusal> {
        let file = DiskSlice::open(&self.shard)?;
        Ok(KeptSource::new(file, self.size_bytes, &self.slices))
    }
}

impl Input {
    /// Where it lies, for a plan: shards may start in another folder.
    pub fn planned(&self) -> Result<PlannedPlace, String> {
        Ok(match &self.place {
            Place::File(path) => PlannedPlace::File(disk_path(path)?),
            Place::Entry { zip, trail } => PlannedPlace::Entry {
                zip: disk_path(zip)?,
                trail: trail.clone(),
            },
            Place::Kept(kept) => PlannedPlace::File(disk_path(&kept.shard)?),
            Place::Refused(refusal) => PlannedPlace::Refused(*refusal),
        })
    }

    /// The input that a plan names.
    pub fn of_plan(planned: &PlannedInput) -> Result<Self, String> {
        let place = match &planned.place {
            PlannedPlace::File(path) => Place::File(path_of(path)?),
            PlannedPlace::Entry { zip, trail } => Place::Entry {
                zip: path_of(zip)?,
                trail: trail.clone(),
            },
            PlannedPlace::Refused(refusal) => Place::Refused(*refusal),
        };
        Ok(Self {
            shown: planned.shown.expose().clone(),
            place,
        })
    }

    /// What a shard kept of the input that a plan names.
    pub fn kept(planned: &PlannedInput, kept: Kept) -> Self {
        Self {
            shown: planned.shown.expose().clone(),
            place: Place::Kept(kept),
        }
    }
}

fn disk_path(path: &Path) -> Result<DiskPath, String> {
    let whole = std::path::absolute(path).map_err(|error| error.to_string())?;
    match whole.into_os_string().into_string() {
        Ok(text) => Ok(DiskPath::Text(text.into())),
        Err(name) => bytes_of(name),
    }
}

#[cfg(unix)]
fn bytes_of(name: OsString) -> Result<DiskPath, String> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(DiskPath::Bytes(Sensitive::new(name.into_vec())))
}

#[cfg(not(unix))]
fn bytes_of(_: OsString) -> Result<DiskPath, String> {
    Err("the path of a file cannot be written down: rename it".to_owned())
}

fn path_of(path: &DiskPath) -> Result<PathBuf, String> {
    match path {
        DiskPath::Text(text) => Ok(PathBuf::from(text.expose())),
        DiskPath::Bytes(bytes) => name_of(bytes.expose().clone()).map(PathBuf::from),
    }
}

#[cfg(unix)]
fn name_of(bytes: Vec<u8>) -> Result<OsString, String> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn name_of(_: Vec<u8>) -> Result<OsString, String> {
    Err("the path of a file of the plan is none on this system".to_owned())
}
