//! `safelight plan`: what becomes of every file, written down for shards.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use safelight::plan::FilePlan;
use safelight::shards::{Head, PlanFile, PlannedInput, Together, divide};

use crate::End;
use crate::arguments::Planning;
use crate::counted::counted;
use crate::crosswalk::create_anew;
use crate::prepare::{Prepared, Sums, prepare, program_sha256};

/// Of this program, for the plan and for who cleans by it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Surveys the drop and writes the plan.
pub fn run(job: &Planning) -> Result<End, String> {
    let out = &job.drop.out;
    outside(out, &job.drop.inputs)?;
    let drop = prepare(&job.drop, Sums::Made)?;
    let plan = drop.cleaner.plan();
    let together = match job.drop.ocr {
        Some(_) => Together::Series,
        None => Together::Files,
    };
    let inputs = planned(&drop, job.shards, together)?;
    let head = Head::new(ENGINE, plan.engine_sha256, drop.seed, together, job.shards);
    let files = inputs.len() as u64;
    write(out, |file| {
        PlanFile::write(head, plan.clone(), inputs, file).map(|_| ())
    })?;
    if let Some(path) = &job.drop.crosswalk {
        drop.crosswalk.write(path, &plan.tables)?;
    }
    let withheld = plan.files.iter().filter(|file| match file {
        FilePlan::Withheld { .. } => true,
        FilePlan::Instance { .. } | FilePlan::Report { .. } => false,
    });
    println!(
        "{} for {}, {} of them withheld",
        counted(files, "file", "files"),
        counted(job.shards.into(), "shard", "shards"),
        withheld.count()
    );
    println!(
        "SECRET: the plan holds original names and numbers, what replaces them, and keys. Keep it as you keep the originals; delete it after the merge."
    );
    println!("written: {}", out.display());
    Ok(End::Done)
}

fn planned(drop: &Prepared, shards: u32, together: Together) -> Result<Vec<PlannedInput>, String> {
    let size = |sum: &Option<(u64, [u8; 32])>| sum.map_or(0, |(size, _)| size);
    let sizes: Vec<u64> = drop.sums.iter().map(size).collect();
    let of = divide(drop.cleaner.plan(), &sizes, shards, together);
    let rows = drop.inputs.iter().zip(&drop.sums).zip(of);
    rows.map(|((input, sum), shard)| {
        let place = input.planned()?;
        Ok(PlannedInput::new(&input.shown, place, *sum, shard))
    })
    .collect()
}

/// A plan among the inputs would go where they go.
fn outside(out: &Path, inputs: &[PathBuf]) -> Result<(), String> {
    let absolute = |path: &Path| std::path::absolute(path).map_err(|error| error.to_string());
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    // A folder that is not there yet cannot hold the inputs.
    let folder = match folder.canonicalize() {
        Ok(folder) => folder,
        Err(_) => absolute(folder)?,
    };
    let is_inside = |input: &PathBuf| {
        let input = input.canonicalize();
        input.is_ok_and(|input| input.is_dir() && folder.starts_with(input))
    };
    if inputs.iter().any(is_inside) {
        return Err("the plan is secret: write it outside the folders of the inputs".to_owned());
    }
    Ok(())
}

/// Writes secret material as it comes, for its owner alone; it has its name when it
/// is whole.
fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), String> {
    let (partial, file) = create_anew(path).map_err(|error| not_written(&error))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let written = content(&mut file)
        .and_then(|()| file.flush())
        .and_then(|()| file.get_ref().sync_all())
        .and_then(|()| std::fs::rename(&partial, path));
    written.map_err(|error| {
        // The reason that is told is the first one; the rest may not be there.
        let _ = std::fs::remove_file(&partial);
        not_written(&error)
    })
}

fn not_written(error: &std::io::Error) -> String {
    format!("the plan could not be written: {error}")
}

/// Reads a plan of this program.
pub fn read(path: &Path) -> Result<PlanFile, String> {
    let program = std::thread::spawn(program_sha256);
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| said(&error))?;
    warn_if_others_read(&file);
    let mut file = BufReader::with_capacity(1 << 20, file);
    let plan = PlanFile::read(&mut file).map_err(|error| said(&error))?;
    let program = program.join().ok().flatten();
    plan.head
        .check_program(ENGINE, program)
        .map_err(|error| said(&error))?;
    Ok(plan)
}

#[cfg(unix)]
fn warn_if_others_read(file: &File) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata().map(|data| data.permissions().mode());
    if mode.is_ok_and(|mode| mode & 0o077 != 0) {
        eprintln!("warning: others on this machine can read the plan; it is secret");
    }
}

#[cfg(not(unix))]
fn warn_if_others_read(_: &File) {}
