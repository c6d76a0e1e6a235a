//! The arguments of `plan`, `clean` and `merge`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};
use safelight::package::Packing;

use super::{Command, Deidentify, empty, enter, jobs, need, path, seconds, text, word};

/// `safelight plan`.
pub struct Planning {
    /// What `deidentify` would do, with the plan as its output.
    pub drop: Deidentify,
    pub shards: u32,
}

/// `safelight clean`.
pub struct CleanShard {
    pub plan: PathBuf,
    /// From nought on.
    pub shard: u32,
    pub shards: u32,
    pub out: PathBuf,
    pub ocr: Option<PathBuf>,
    pub file_seconds: Option<f64>,
    pub jobs: usize,
}

/// `safelight merge`.
pub struct Merge {
    pub plan: PathBuf,
    pub shards: Vec<PathBuf>,
    pub out: PathBuf,
    pub json: Option<PathBuf>,
    pub map: Option<PathBuf>,
    pub kept: Option<PathBuf>,
    pub sign_key: Option<PathBuf>,
    pub commitment: Option<PathBuf>,
    pub packing: Packing,
    pub jobs: usize,
}

/// Options of `deidentify` that say what is done in the end.
const OF_THE_MERGE: &[&str] = &["json", "map", "kept", "sign-key", "smaller"];

pub fn plan(parser: &mut Parser) -> Result<Command, String> {
    let mut drop = empty();
    let mut shards = None;
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(path) => drop.inputs.push(path.into()),
            Arg::Long("shards") => shards = Some(word(parser)?),
            // What opens it is known, and written, when all shards are there.
            Arg::Long("commitment") => drop.commitment = Some(PathBuf::new()),
            Arg::Long(name) if OF_THE_MERGE.contains(&name) => {
                return Err(format!("--{name} belongs to `safelight merge`"));
            }
            Arg::Long(name) => {
                let name = name.to_owned();
                enter(&mut drop, &name, parser)?;
            }
            other => return Err(text(other.unexpected())),
        }
    }
    need(&drop.inputs, &drop.out)?;
    let shards = shards.ok_or("--shards is missing: into how many?")?;
    let shards = match shards.parse() {
        Ok(number @ 1..=100_000) => number,
        _ => return Err("--shards takes a number from 1 to 100000".to_owned()),
    };
    Ok(Command::Plan(Box::new(Planning { drop, shards })))
}

pub fn clean(parser: &mut Parser) -> Result<Command, String> {
    let mut job = CleanShard {
        plan: PathBuf::new(),
        shard: 0,
        shards: 0,
        out: PathBuf::new(),
        ocr: None,
        file_seconds: None,
        jobs: threads(),
    };
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Long("plan") => job.plan = path(parser)?,
            Arg::Long("shard") => (job.shard, job.shards) = shard(&word(parser)?)?,
            Arg::Long("out") => job.out = path(parser)?,
            Arg::Long("ocr") => job.ocr = Some(path(parser)?),
            Arg::Long("file-seconds") => job.file_seconds = Some(seconds(&word(parser)?)?),
            Arg::Long("jobs") => job.jobs = jobs(&word(parser)?)?,
            other => return Err(text(other.unexpected())),
        }
    }
    need(std::slice::from_ref(&job.plan), &job.out)?;
    planned(&job.plan)?;
    if job.shards == 0 {
        return Err("--shard is missing, as in --shard 3/7".to_owned());
    }
    Ok(Command::Clean(job))
}

pub fn merge(parser: &mut Parser) -> Result<Command, String> {
    let mut job = Merge {
        plan: PathBuf::new(),
        shards: Vec::new(),
        out: PathBuf::new(),
        json: None,
        map: None,
        kept: None,
        sign_key: None,
        commitment: None,
        packing: Packing::default(),
        jobs: threads(),
    };
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(path) => job.shards.push(path.into()),
            Arg::Long("plan") => job.plan = path(parser)?,
            Arg::Long("out") => job.out = path(parser)?,
            Arg::Long("json") => job.json = Some(path(parser)?),
            Arg::Long("map") => job.map = Some(path(parser)?),
            Arg::Long("kept") => job.kept = Some(path(parser)?),
            Arg::Long("sign-key") => job.sign_key = Some(path(parser)?),
            Arg::Long("commitment") => job.commitment = Some(path(parser)?),
            Arg::Long("smaller") => job.packing = Packing::Deflated,
            Arg::Long("jobs") => job.jobs = jobs(&word(parser)?)?,
            other => return Err(text(other.unexpected())),
        }
    }
    need(&job.shards, &job.out)?;
    planned(&job.plan)?;
    Ok(Command::Merge(job))
}

fn planned(plan: &std::path::Path) -> Result<(), String> {
    if plan.as_os_str().is_empty() {
        return Err("--plan is missing".to_owned());
    }
    Ok(())
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// `3/7`, counted from 1, as nought-based number and count.
fn shard(word: &str) -> Result<(u32, u32), String> {
    let wrong = || "--shard takes number/count, as in 3/7".to_owned();
    let (shard, shards) = word.split_once('/').ok_or_else(wrong)?;
    let shard: u32 = shard.parse().map_err(|_| wrong())?;
    let shards: u32 = shards.parse().map_err(|_| wrong())?;
    if (1..=shards).contains(&shard) {
        Ok((shard - 1, shards))
    } else {
        Err(wrong())
    }
}
