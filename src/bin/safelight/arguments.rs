//! The command line.

mod sharded;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use safelight::package::Packing;
use safelight::policy::options::ProfileOption;
use safelight::policy::{AtRisk, BurnedIn, Policy, Preset, ReportStyle};
use safelight::question::{Answers, Question};

pub use sharded::{CleanShard, Merge, Planning};

/// What `safelight --help` prints.
pub const HELP: &str = "\
De-identifies DICOM studies and radiology reports on this machine.

safelight deidentify INPUT... --out OUT.zip
    INPUT                     files, folders, zips: studies and their reports
    --preset NAME             second-opinion (default), teaching, medicolegal, research
    --retain LIST             over the preset: safe-private, uids, device, institution,
                              characteristics, full-dates, modified-dates
    --drop LIST               of the preset: characteristics, modified-dates, descriptors,
                              structured-content, graphics (removed instead of cleaned)
    --private-rules FILE      own rules for private elements: JSON of creator, element, vr, action
    --burned-in ANSWER        yes, no, unsure (default): is text burned into the pictures?
    --at-risk CHOICE          withhold (default) or include pictures that may show text
    --boxes FILE.json         boxes of pictures to hide, and the series that you looked at
    --report-style STYLE      tags (default): words in brackets; pseudonyms: made-up names, one
                              for each person; years: bare years for dates
    --questions CHOICE        continue (default) or stop when the files hold what may be a
                              mistake and no --answer says what to do
    --answer QUESTION=CHOICE  split-study=two-persons|one-person, mixed-patients=separate,
                              shared-accession=is-right, repeated-instance=keep-all|keep-first,
                              other-patient=withhold|belongs, other-examination=keep|withhold,
                              face-photographs=withhold|no-face, head-volumes=keep|deface|withhold
    --face-pictures FOLDER    for head-volumes=deface: the skin before and after the cut, as PNG;
                              the ones before show the person, and are in no package
    --ocr FOLDER              read scanned pages of reports with the models in this folder; without
                              it they are withheld by name (scripts/setup.sh ocr fetches them);
                              and read written pictures again: withheld if something known shows
    --accessions FILE         list of accession numbers that should be there
    --crosswalk FILE.zip      save original and replacement apart, encrypted (AES-256 zip)
    --crosswalk-in FILE.zip   go on with the replacements of an earlier run
    --passphrase-file FILE    passphrase of both; without it SAFELIGHT_PASSPHRASE is read
    --sign-key KEY.pem        sign with an organisation's Ed25519 key (PKCS#8); without it a key
                              is drawn for the run: it shows that nothing changed, not who signed
    --commitment FILE.json    put a number for the inputs on the certificate, and save apart the
                              key that later shows which inputs it stands for
    --smaller                 deflate what gets smaller by it: a smaller zip that takes longer
    --seed-file FILE          repeat a run: 32 secret random bytes, or 64 hexadecimal digits
    --seed HEX64              the same for tests: a command line can be read by others
    --json RESULT.json        counts and what became of each file
    --map MAP.json            tests only: input to entry, old to new UIDs
    --kept KEPT.json          every distinct header text that stayed, for review before release
    --headers HEADERS.json    every header value before and after, for a review; holds original values
    --header-decisions FILE   texts of headers that go wherever they would stay
    --spans SPANS.json        the text of every report and each span found in it, for a review
    --decisions FILE.json     what a person says to these spans: accept, reject, relabel, add
    --file-seconds N          how long one file may be worked on, and a second for each megabyte
                              (600): then the run ends, names it and writes nothing
    --jobs N                  threads
safelight plan INPUT... --shards N --out PLAN [as deidentify, but --json, --map, --kept,
                 --sign-key, --smaller; --commitment stands alone]
                              what becomes of every file, for shards that are cleaned apart, on any
                              number of machines: the package is that of one run. PLAN is SECRET
safelight clean --plan PLAN --shard I/N --out FOLDER [--ocr FOLDER] [--jobs N]
                              cleans the files of one shard, counted from 1
safelight merge --plan PLAN FOLDER... --out OUT.zip [--json, --map, --kept, --sign-key,
                 --commitment FILE.json, --smaller, --jobs N]
                              reads all shards again and writes the package
safelight report INPUT... --out DIR [--as txt|pdf] [--known KNOWN.json]
                 [--ocr FOLDER] [--report-style STYLE] [--seed HEX64] [--spans SPANS.json] [--decisions FILE.json]
safelight verify OUT.zip [--key KEY] [--json RESULT.json]
    --key KEY                 the expected key: its fingerprint, or a file with it in PEM
    --commitment FILE.json INPUT...
                              whether these are the inputs that the certificate stands for
safelight boxes INPUT... --ocr FOLDER --out BOXES.json
                              finds text in pictures with the models in this folder and writes
                              boxes for `deidentify --boxes`; no series counts as looked at by it
    --jobs N                  threads
safelight explain             what the four purposes keep, in one table
safelight explain --preset NAME [--retain LIST] [--drop LIST]
                              what becomes of every attribute, and why
safelight elements FILE...     tags, VRs and lengths of written instances as the check reads them
safelight sample DIR          writes the made-up sample study and report
safelight sample --values     prints the identifying values of the sample

Exit codes: 0 done, 1 done with something withheld, 2 could not run.";

/// What to do.
pub enum Command {
    /// Print the help.
    Help,
    /// Print the version.
    Version,
    /// Study and report to zip.
    Deidentify(Box<Deidentify>),
    /// A plan for shards.
    Plan(Box<Planning>),
    /// One shard of a plan.
    Clean(CleanShard),
    /// All shards of a plan to zip.
    Merge(Merge),
    /// Reports alone.
    Report(Report),
    /// Check a package.
    Verify(Verify),
    /// Find text in pictures.
    Boxes(Boxes),
    /// Print the profile of a purpose with its options.
    Explain(Box<Policy>),
    /// Print the table of the purposes.
    Purposes,
    /// List the elements of written instances.
    Elements(Vec<PathBuf>),
    /// The made-up sample.
    Sample(Sample),
}

/// `safelight deidentify`.
pub struct Deidentify {
    pub inputs: Vec<PathBuf>,
    pub out: PathBuf,
    pub preset: Preset,
    pub retain: BTreeSet<ProfileOption>,
    pub drop: BTreeSet<ProfileOption>,
    pub private_rules: Option<PathBuf>,
    pub burned_in: BurnedIn,
    pub at_risk: AtRisk,
    pub boxes: Option<PathBuf>,
    pub report_style: ReportStyle,
    pub questions: Questions,
    pub answers: Answers,
    pub ocr: Option<PathBuf>,
    pub accessions: Option<PathBuf>,
    pub crosswalk: Option<PathBuf>,
    pub crosswalk_in: Option<PathBuf>,
    pub passphrase_file: Option<PathBuf>,
    pub sign_key: Option<PathBuf>,
    pub commitment: Option<PathBuf>,
    pub seed: Option<[u8; 32]>,
    pub json: Option<PathBuf>,
    pub map: Option<PathBuf>,
    pub kept: Option<PathBuf>,
    pub face_pictures: Option<PathBuf>,
    pub headers: Option<PathBuf>,
    pub header_decisions: Option<PathBuf>,
    pub spans: Option<PathBuf>,
    pub decisions: Option<PathBuf>,
    pub packing: Packing,
    pub file_seconds: Option<f64>,
    pub jobs: usize,
}

/// What is done when a question of the drop has no answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Questions {
    /// The cautious choice is taken and told.
    Continue,
    /// Nothing is written.
    Stop,
}

/// `safelight report`.
pub struct Report {
    pub inputs: Vec<PathBuf>,
    pub out: PathBuf,
    pub form: ReportForm,
    pub style: ReportStyle,
    pub seed: Option<[u8; 32]>,
    pub known: Option<PathBuf>,
    pub ocr: Option<PathBuf>,
    pub spans: Option<PathBuf>,
    pub decisions: Option<PathBuf>,
}

/// `safelight verify`.
#[derive(Default)]
pub struct Verify {
    pub zip: PathBuf,
    pub key: Option<String>,
    pub json: Option<PathBuf>,
    pub commitment: Option<PathBuf>,
    pub inputs: Vec<PathBuf>,
}

/// `safelight boxes`.
#[derive(Default)]
pub struct Boxes {
    pub inputs: Vec<PathBuf>,
    pub out: PathBuf,
    pub ocr: PathBuf,
    pub jobs: usize,
}

/// What `safelight report` writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ReportForm {
    Txt,
    Pdf,
}

/// `safelight sample`.
pub enum Sample {
    /// Write the files.
    Files(PathBuf),
    /// Print the values.
    Values,
}

/// Reads the command line.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let Some(first) = parser.next().map_err(text)? else {
        return Ok(Command::Help);
    };
    let Arg::Value(name) = first else {
        return match first {
            Arg::Long("version") | Arg::Short('V') => Ok(Command::Version),
            Arg::Long("help") | Arg::Short('h') => Ok(Command::Help),
            other => Err(text(other.unexpected())),
        };
    };
    match name.to_str() {
        Some("deidentify") => deidentify(&mut parser),
        Some("plan") => sharded::plan(&mut parser),
        Some("clean") => sharded::clean(&mut parser),
        Some("merge") => sharded::merge(&mut parser),
        Some("report") => report(&mut parser),
        Some("verify") => verify(&mut parser),
        Some("boxes") => boxes(&mut parser),
        Some("explain") => explain(&mut parser),
        Some("elements") => elements(&mut parser),
        Some("sample") => sample(&mut parser),
        Some("help") => Ok(Command::Help),
        _ => Err("no such command; `safelight --help` lists them".to_owned()),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "used in map_err")]
fn text(error: lexopt::Error) -> String {
    error.to_string()
}

/// Nothing chosen.
fn empty() -> Deidentify {
    Deidentify {
        inputs: Vec::new(),
        out: PathBuf::new(),
        preset: Preset::default(),
        retain: BTreeSet::new(),
        drop: BTreeSet::new(),
        private_rules: None,
        burned_in: BurnedIn::default(),
        at_risk: AtRisk::default(),
        boxes: None,
        report_style: ReportStyle::default(),
        questions: Questions::Continue,
        answers: Answers::default(),
        ocr: None,
        accessions: None,
        crosswalk: None,
        crosswalk_in: None,
        passphrase_file: None,
        sign_key: None,
        commitment: None,
        seed: None,
        json: None,
        map: None,
        kept: None,
        face_pictures: None,
        headers: None,
        header_decisions: None,
        spans: None,
        decisions: None,
        packing: Packing::default(),
        file_seconds: None,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
    }
}

fn deidentify(parser: &mut Parser) -> Result<Command, String> {
    let mut job = empty();
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(path) => job.inputs.push(path.into()),
            Arg::Long(name) => {
                let name = name.to_owned();
                enter(&mut job, &name, parser)?;
            }
            other => return Err(text(other.unexpected())),
        }
    }
    need(&job.inputs, &job.out)?;
    Ok(Command::Deidentify(Box::new(job)))
}

/// One option of the main job.
fn enter(job: &mut Deidentify, name: &str, parser: &mut Parser) -> Result<(), String> {
    match name {
        "out" => job.out = path(parser)?,
        "preset" => job.preset = preset(parser)?,
        "retain" => job.retain.extend(options("--retain", &word(parser)?)?),
        "drop" => job.drop.extend(options("--drop", &word(parser)?)?),
        "private-rules" => job.private_rules = Some(path(parser)?),
        "burned-in" => job.burned_in = answer(&word(parser)?)?,
        "at-risk" => job.at_risk = at_risk(&word(parser)?)?,
        "boxes" => job.boxes = Some(path(parser)?),
        "report-style" => job.report_style = report_style(&word(parser)?)?,
        "questions" => job.questions = questions(&word(parser)?)?,
        "answer" => answer_to(&word(parser)?, &mut job.answers)?,
        "face-pictures" => job.face_pictures = Some(path(parser)?),
        "ocr" => job.ocr = Some(path(parser)?),
        "accessions" => job.accessions = Some(path(parser)?),
        "crosswalk" => job.crosswalk = Some(path(parser)?),
        "crosswalk-in" => job.crosswalk_in = Some(path(parser)?),
        "passphrase-file" => job.passphrase_file = Some(path(parser)?),
        "sign-key" => job.sign_key = Some(path(parser)?),
        "commitment" => job.commitment = Some(path(parser)?),
        "seed" => job.seed = Some(seed(&word(parser)?)?),
        "json" => job.json = Some(path(parser)?),
        "headers" => job.headers = Some(path(parser)?),
        "header-decisions" => job.header_decisions = Some(path(parser)?),
        "kept" => job.kept = Some(path(parser)?),
        "map" => job.map = Some(path(parser)?),
        "spans" => job.spans = Some(path(parser)?),
        "decisions" => job.decisions = Some(path(parser)?),
        "seed-file" => job.seed = Some(seed_of(&path(parser)?)?),
        "file-seconds" => job.file_seconds = Some(seconds(&word(parser)?)?),
        "smaller" => job.packing = Packing::Deflated,
        "jobs" => job.jobs = jobs(&word(parser)?)?,
        _ => return Err(format!("invalid option '--{name}'")),
    }
    Ok(())
}

fn report(parser: &mut Parser) -> Result<Command, String> {
    let mut job = Report {
        inputs: Vec::new(),
        out: PathBuf::new(),
        form: ReportForm::Txt,
        style: ReportStyle::default(),
        seed: None,
        known: None,
        ocr: None,
        spans: None,
        decisions: None,
    };
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(path) => job.inputs.push(path.into()),
            Arg::Long("out") => job.out = path(parser)?,
            Arg::Long("ocr") => job.ocr = Some(path(parser)?),
            Arg::Long("known") => job.known = Some(path(parser)?),
            Arg::Long("spans") => job.spans = Some(path(parser)?),
            Arg::Long("decisions") => job.decisions = Some(path(parser)?),
            Arg::Long("report-style") => job.style = report_style(&word(parser)?)?,
            Arg::Long("seed") => job.seed = Some(seed(&word(parser)?)?),
            Arg::Long("as") => {
                job.form = match word(parser)?.as_str() {
                    "txt" => ReportForm::Txt,
                    "pdf" => ReportForm::Pdf,
                    _ => return Err("--as takes txt or pdf".to_owned()),
                }
            }
            other => return Err(text(other.unexpected())),
        }
    }
    need(&job.inputs, &job.out)?;
    Ok(Command::Report(job))
}

fn verify(parser: &mut Parser) -> Result<Command, String> {
    let mut job = Verify::default();
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(zip) if job.zip.as_os_str().is_empty() => job.zip = zip.into(),
            Arg::Value(input) => job.inputs.push(input.into()),
            Arg::Long("key") => job.key = Some(word(parser)?),
            Arg::Long("json") => job.json = Some(path(parser)?),
            Arg::Long("commitment") => job.commitment = Some(path(parser)?),
            other => return Err(text(other.unexpected())),
        }
    }
    if job.zip.as_os_str().is_empty() {
        return Err("which zip? `safelight verify OUT.zip`".to_owned());
    }
    if job.inputs.is_empty() == job.commitment.is_some() {
        return Err(
            "--commitment and the inputs that it stands for go together: verify OUT.zip --commitment FILE.json INPUT...".to_owned(),
        );
    }
    Ok(Command::Verify(job))
}

fn boxes(parser: &mut Parser) -> Result<Command, String> {
    let mut job = Boxes {
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        ..Boxes::default()
    };
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(path) => job.inputs.push(path.into()),
            Arg::Long("out") => job.out = path(parser)?,
            Arg::Long("ocr") => job.ocr = path(parser)?,
            Arg::Long("jobs") => job.jobs = jobs(&word(parser)?)?,
            other => return Err(text(other.unexpected())),
        }
    }
    need(&job.inputs, &job.out)?;
    if job.ocr.as_os_str().is_empty() {
        return Err("--ocr is missing: the folder of the models".to_owned());
    }
    Ok(Command::Boxes(job))
}

fn explain(parser: &mut Parser) -> Result<Command, String> {
    let mut policy = None;
    while let Some(argument) = parser.next().map_err(text)? {
        if argument == Arg::Long("purposes") {
            continue;
        }
        let policy: &mut Policy = policy.get_or_insert_with(Policy::default);
        match argument {
            Arg::Long("preset") => policy.preset = preset(parser)?,
            Arg::Long("retain") => policy.retain.extend(options("--retain", &word(parser)?)?),
            Arg::Long("drop") => policy.drop.extend(options("--drop", &word(parser)?)?),
            other => return Err(text(other.unexpected())),
        }
    }
    Ok(match policy {
        Some(policy) => Command::Explain(Box::new(policy)),
        None => Command::Purposes,
    })
}

fn elements(parser: &mut Parser) -> Result<Command, String> {
    let mut files = Vec::new();
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Arg::Value(file) => files.push(file.into()),
            other => return Err(text(other.unexpected())),
        }
    }
    if files.is_empty() {
        return Err("a file is missing".to_owned());
    }
    Ok(Command::Elements(files))
}

fn sample(parser: &mut Parser) -> Result<Command, String> {
    match parser.next().map_err(text)? {
        Some(Arg::Value(folder)) => Ok(Command::Sample(Sample::Files(folder.into()))),
        Some(Arg::Long("values")) => Ok(Command::Sample(Sample::Values)),
        Some(other) => Err(text(other.unexpected())),
        None => Err("where to? `safelight sample DIR`".to_owned()),
    }
}

fn need(inputs: &[PathBuf], out: &std::path::Path) -> Result<(), String> {
    if inputs.is_empty() {
        return Err("no input given".to_owned());
    }
    if out.as_os_str().is_empty() {
        return Err("--out is missing".to_owned());
    }
    Ok(())
}

fn path(parser: &mut Parser) -> Result<PathBuf, String> {
    Ok(parser.value().map_err(text)?.into())
}

fn word(parser: &mut Parser) -> Result<String, String> {
    parser.value().map_err(text)?.string().map_err(text)
}

fn preset(parser: &mut Parser) -> Result<Preset, String> {
    Preset::by_name(&word(parser)?).ok_or_else(|| {
        "--preset takes second-opinion, teaching, medicolegal or research".to_owned()
    })
}

/// Names of options, separated by commas.
fn options(argument: &str, list: &str) -> Result<Vec<ProfileOption>, String> {
    let names = || ProfileOption::ALL.map(ProfileOption::name).join(", ");
    list.split(',')
        .map(|name| {
            ProfileOption::by_name(name.trim())
                .ok_or_else(|| format!("{argument} takes a list of {}", names()))
        })
        .collect()
}

fn answer(word: &str) -> Result<BurnedIn, String> {
    match word {
        "yes" => Ok(BurnedIn::Yes),
        "no" => Ok(BurnedIn::No),
        "unsure" => Ok(BurnedIn::Unsure),
        _ => Err("--burned-in takes yes, no or unsure".to_owned()),
    }
}

fn questions(word: &str) -> Result<Questions, String> {
    match word {
        "continue" => Ok(Questions::Continue),
        "stop" => Ok(Questions::Stop),
        _ => Err("--questions takes continue or stop".to_owned()),
    }
}

fn answer_to(word: &str, answers: &mut Answers) -> Result<(), String> {
    let (question, choice) = word
        .split_once('=')
        .ok_or("--answer takes QUESTION=CHOICE, as in mixed-patients=separate")?;
    let question = Question::by_name(question).ok_or("--answer names no question")?;
    let mut choices = question.choices().iter();
    let choice = choices.find(|one| one.name() == choice);
    match choice {
        Some(choice) if answers.enter(question, *choice) => Ok(()),
        Some(_) | None => {
            let names: Vec<&str> = question.choices().iter().map(|one| one.name()).collect();
            let (question, names) = (question.name(), names.join(" or "));
            Err(format!("--answer {question}= takes {names}"))
        }
    }
}

fn at_risk(word: &str) -> Result<AtRisk, String> {
    match word {
        "withhold" => Ok(AtRisk::Withhold),
        "include" => Ok(AtRisk::Include),
        _ => Err("--at-risk takes withhold or include".to_owned()),
    }
}

fn report_style(word: &str) -> Result<ReportStyle, String> {
    ReportStyle::by_name(word)
        .ok_or_else(|| "--report-style takes tags, pseudonyms or years".to_owned())
}

/// How long a file may be worked on.
fn seconds(word: &str) -> Result<f64, String> {
    match word.parse() {
        Ok(number) if (0.001..=1e6).contains(&number) => Ok(number),
        _ => Err("--file-seconds takes a number of seconds".to_owned()),
    }
}

fn jobs(word: &str) -> Result<usize, String> {
    match word.parse() {
        Ok(number @ 1..=256) => Ok(number),
        _ => Err("--jobs takes a number from 1 to 256".to_owned()),
    }
}

/// A seed from a file: 32 bytes as they are, or 64 hexadecimal digits.
fn seed_of(path: &std::path::Path) -> Result<[u8; 32], String> {
    let bytes = std::fs::read(path).map_err(|_| "the seed file could not be read".to_owned())?;
    if let Ok(seed) = <[u8; 32]>::try_from(bytes.as_slice()) {
        return Ok(seed);
    }
    let digits = std::str::from_utf8(&bytes).unwrap_or_default().trim();
    seed(digits).map_err(|_| {
        "the seed file holds 32 bytes, or 64 hexadecimal digits: head -c 32 /dev/urandom > FILE"
            .to_owned()
    })
}

/// Sixty-four hexadecimal digits to 32 bytes.
fn seed(word: &str) -> Result<[u8; 32], String> {
    let wrong = || "--seed takes 64 hexadecimal digits".to_owned();
    if word.len() != 64 || !word.is_ascii() {
        return Err(wrong());
    }
    let mut seed = [0; 32];
    for (place, byte) in seed.iter_mut().enumerate() {
        let digits = word.get(place * 2..place * 2 + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(seed)
}
