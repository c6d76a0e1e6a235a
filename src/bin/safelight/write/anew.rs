//! A file that is not what the layout says is written anew, from what lies in it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use safelight::package::Packing;

use super::{BUFFER_BYTES, Head, smaller};
use crate::inputs::DiskSlice;
use crate::watch;

/// The file that grew, beside the one that takes its place.
pub(super) struct Grown {
    pub(super) slice: DiskSlice,
    /// Whose entries lie in it.
    inputs: BTreeSet<usize>,
    /// The file that is written now.
    pub(super) anew: PathBuf,
}

impl Grown {
    /// Whether what was kept of an input lies here.
    pub(super) fn holds(&self, input: Option<usize>) -> bool {
        input.is_some_and(|input| self.inputs.contains(&input))
    }
}

impl Head {
    /// Begins again. Nothing is given of a packed file: what was packed is in memory.
    pub(super) fn begin_anew(&mut self, partial: &Path) -> Result<Option<Grown>, String> {
        self.begin(partial).map_err(|error| error.to_string())
    }

    fn begin(&mut self, partial: &Path) -> std::io::Result<Option<Grown>> {
        self.stream = smaller(self.packing);
        if self.packing == Packing::Deflated {
            self.file.seek(SeekFrom::Start(0))?;
            self.file.get_mut().set_len(0)?;
            return Ok(None);
        }
        self.file.flush()?;
        let slice = DiskSlice::open(partial)
            .map_err(|refusal| std::io::Error::other(refusal.to_string()))?;
        let anew = partial.with_extension("anew");
        watch::partial(&anew);
        self.file = BufWriter::with_capacity(BUFFER_BYTES, File::create(&anew)?);
        let inputs = self.entries.iter().map(|entry| entry.input).collect();
        Ok(Some(Grown {
            slice,
            inputs,
            anew,
        }))
    }
}
