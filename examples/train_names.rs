//! Trains the model of `src/text/learned` on the made-up reports of
//! `training/reports` and writes `src/text/learned/weights.bin`.
//!
//! usage: `cargo run --release --example train_names [PASSES]`
//!
//! A structured perceptron whose weights are averaged over all steps. Nearly
//! every name and every second site and place is exchanged at random in each
//! pass, so that the model learns what stands around names and not the names.
//! The same files give the same weights on every machine: all sums are whole
//! numbers, chance comes from a fixed seed.

use std::array;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use safelight::text::learned::{BUCKETS, Seen, Separator, Steps, Tag, best, tokens};

/// A piece of a report and what its mark says.
#[derive(Clone)]
struct Piece {
    text: String,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// Stays, or goes, as the model should answer.
    Is(Tag),
    /// Another kind of identifier, or a piece that may stay or go.
    Free,
}

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).unwrap()
    }

    fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }
}

/// Names and places of the lexicon, by how usual they are.
#[derive(Default)]
struct Pool {
    names: [Vec<String>; 3],
    cities: Vec<String>,
    words: Vec<String>,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let passes: usize = std::env::args()
        .nth(1)
        .map_or(30, |word| word.parse().expect("a number of passes"));
    let reports = reports(&root.join("training/reports"));
    let pool = pool(&root.join("src/text/lexicon/words.txt"));
    println!("{} reports", reports.len());
    let mut sum = Averages::new();
    for seed in SEEDS {
        let model = train(&reports, &pool, passes, seed);
        sum.add(&model);
    }
    let bytes = sum.bytes(reports.len());
    if let Some(folder) = std::env::args().nth(2) {
        check(&self::reports(Path::new(&folder)), &bytes);
    }
    std::fs::write(root.join("src/text/learned/weights.bin"), bytes).expect("weights are written");
}

/// Several models are trained, each with its own chance, and averaged: what one
/// of them believes by chance the others do not.
const SEEDS: [u64; 4] = [
    0x5AFE_1164_7000_0001,
    0x5AFE_1164_7000_0003,
    0x5AFE_1164_7000_0007,
    0x5AFE_1164_7000_000B,
];

fn train(reports: &[Vec<Piece>], pool: &Pool, passes: usize, seed: u64) -> Model {
    let mut chance = Chance(seed);
    let mut model = Model::new();
    for report in reports.iter().cycle().take(3 * reports.len()) {
        let (text, marks) = varied(report, pool, &mut chance);
        model.count(&gold(&text, &marks).0);
    }
    for pass in 0..passes {
        let (mut wrong, mut all) = (0, 0);
        let mut order: Vec<usize> = (0..reports.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, chance.below(at + 1));
        }
        for at in order {
            let (text, marks) = varied(&reports[at], pool, &mut chance);
            for (text, marks) in parts(text, marks, &mut chance) {
                let (seen, gold) = gold(&text, &marks);
                wrong += model.learn(&seen, &gold);
                all += seen.len();
            }
        }
        println!("pass {pass}: {wrong} of {all} wrong");
    }
    model
}

/// Tokens of names that stay and of other words that go in marked reports that
/// were not learned, for several handicaps of what stays.
fn check(reports: &[Vec<Piece>], bytes: &[u8]) {
    let head = bytes.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let steps = Separator::COUNT * 16;
    let weight = |at: usize| i32::from(bytes[head + at] as i8);
    for handicap in [-20, -10, 0, 10, 20, 30, 40] {
        let (mut names, mut missed, mut others, mut taken) = (0, 0, 0, 0);
        for report in reports {
            let (mut text, mut marks) = (String::new(), Vec::new());
            for piece in report {
                marks.push((text.len(), text.len() + piece.text.len(), piece.mark));
                text.push_str(&piece.text);
            }
            let (seen, gold) = gold(&text, &marks);
            let score = |at: usize| {
                let mut scores = [0, handicap, handicap, handicap];
                for &feature in &seen[at].features {
                    for tag in 1..4 {
                        scores[tag] += weight(steps + feature as usize % BUCKETS * 3 + tag - 1);
                    }
                }
                scores
            };
            let step = |separator: usize| array::from_fn(|at| weight(separator * 16 + at));
            let tags = best(separators(&seen), score, &table(&array::from_fn(step)));
            if handicap == 0 && std::env::args().nth(3).is_some() {
                for ((one, tag), right) in tokens(&text).iter().zip(&tags).zip(&gold) {
                    if right.is_some_and(|right| (right == Tag::Other) != (*tag == Tag::Other)) {
                        let from = one.start.saturating_sub(30);
                        let near: String = text
                            .bytes()
                            .skip(from)
                            .take(one.end - from + 20)
                            .map(char::from)
                            .collect();
                        println!(
                            "{right:?} -> {tag:?}: {:?} in {near:?}",
                            &text[one.start..one.end]
                        );
                    }
                }
            }
            for (tag, gold) in tags.iter().zip(&gold) {
                match gold {
                    Some(Tag::Other) => {
                        others += 1;
                        taken += usize::from(*tag != Tag::Other);
                    }
                    Some(_) => {
                        names += 1;
                        missed += usize::from(*tag == Tag::Other);
                    }
                    None => {}
                }
            }
        }
        println!(
            "handicap {handicap}: {missed} of {names} stay ({:.2} %), {taken} of {others} others go ({:.2} %)",
            100.0 * f64::from(missed as u32) / f64::from(names as u32),
            100.0 * f64::from(taken as u32) / f64::from(others as u32)
        );
    }
}

/// The marked files; `%% name` opens a report.
fn reports(folder: &Path) -> Vec<Vec<Piece>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("training/reports")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut reports = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path).expect("UTF-8");
        for part in format!("\n{file}").split("\n%% ").skip(1) {
            let body = part.split_once('\n').map_or("", |(_, body)| body);
            reports.push(pieces(body));
        }
    }
    reports
}

fn pieces(body: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let body = body.replace(['\u{27EA}', '\u{27EB}'], "");
    let mut rest = body.as_str();
    while let Some((before, inner)) = rest.split_once('\u{27E6}') {
        let (inner, behind) = inner.split_once('\u{27E7}').expect("a closed mark");
        let (name, text) = inner.split_once('|').expect("a mark with a name");
        pieces.push(Piece {
            text: before.to_owned(),
            mark: Mark::Is(Tag::Other),
        });
        pieces.push(Piece {
            text: text.to_owned(),
            mark: mark(name),
        });
        rest = behind;
    }
    pieces.push(Piece {
        text: rest.to_owned(),
        mark: Mark::Is(Tag::Other),
    });
    pieces
}

fn mark(name: &str) -> Mark {
    match name {
        "A.pt" | "A.dr" | "A.staff" | "A.rel" => Mark::Is(Tag::Person),
        "A.emp" | "A.sch" | "A.org" | "B.fac" => Mark::Is(Tag::Site),
        "B.street" | "B.city" | "B.county" | "B.unit" | "B.geo" => Mark::Is(Tag::Place),
        _ => Mark::Free,
    }
}

/// Front-coded lists: a class in hexadecimal behind `=`, then how many letters
/// stay and the new ones.
fn pool(path: &Path) -> Pool {
    let mut pool = Pool::default();
    let (mut class, mut word) = (0_u32, String::new());
    for line in std::fs::read_to_string(path).expect("words.txt").lines() {
        match line.as_bytes().first() {
            None | Some(b'#') => {}
            Some(b'=') => {
                class = u32::from_str_radix(&line[1..], 16).expect("a class");
                word.clear();
            }
            Some(keep) => {
                word.truncate(usize::from(keep - b'a'));
                word.push_str(&line[1..]);
                let usual = (class & 3).max(class >> 2 & 3);
                if usual > 0 && word.len() > 2 && class >> 4 & 3 < 2 {
                    pool.names[usual as usize - 1].push(word.clone());
                }
                if class & 1 << 7 != 0 {
                    pool.cities.push(word.clone());
                }
                if class >> 4 & 3 >= 1 && word.len() > 3 {
                    pool.words.push(word.clone());
                }
            }
        }
    }
    pool
}

impl Pool {
    fn name(&self, chance: &mut Chance) -> String {
        let list = match chance.below(100) {
            0..40 => &self.names[2],
            40..70 => &self.names[1],
            70..88 => &self.names[0],
            _ => return made_up(chance),
        };
        list[chance.below(list.len())].clone()
    }

    fn place(&self, chance: &mut Chance) -> String {
        match chance.below(100) {
            0..45 => self.cities[chance.below(self.cities.len())].clone(),
            45..75 => self.name(chance),
            _ => self.words[chance.below(self.words.len())].clone(),
        }
    }
}

/// A word of syllables that is in no list.
fn made_up(chance: &mut Chance) -> String {
    const HEADS: [&str; 20] = [
        "ba", "ko", "tu", "ngo", "ade", "sha", "vi", "kri", "mo", "zhe", "la", "qua", "phe", "yu",
        "oke", "tsi", "ran", "del", "ha", "wen",
    ];
    const TAILS: [&str; 16] = [
        "nwe", "dez", "ski", "tra", "mura", "vong", "elli", "sson", "wale", "pour", "ich", "ani",
        "quist", "oma", "ette", "ara",
    ];
    let middle = HEADS[chance.below(HEADS.len())];
    let middle = if chance.percent(50) { middle } else { "" };
    format!(
        "{}{middle}{}",
        HEADS[chance.below(HEADS.len())],
        TAILS[chance.below(TAILS.len())]
    )
}

/// Words of sites, streets and titles that say what a thing is.
const GENERIC: &str = " hospital medical center clinic imaging radiology health regional community memorial \
    university institute general county school high elementary middle academy church college street st road rd \
    avenue ave drive dr lane ln court ct boulevard blvd way highway hwy route suite ste unit floor room rm bed \
    park lake river creek north south east west urgent care family practice associates group partners of the and \
    at for in city town company inc llc co corp plant warehouse store police fire department dept children women \
    van von der den de del la las los el al ibn bin da dos di mac mc saint sr jr iii ii mr mrs ms miss md do rn np pa \
    baby boy girl twin officer sgt coach pastor father sister ";

/// The report with other names, sites and places, and at times another case.
fn varied(
    report: &[Piece],
    pool: &Pool,
    chance: &mut Chance,
) -> (String, Vec<(usize, usize, Mark)>) {
    let case = match chance.below(100) {
        0..13 => 1,
        13..26 => 2,
        _ => 0,
    };
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in report {
        let share = match piece.mark {
            Mark::Is(Tag::Person) => 75,
            Mark::Is(Tag::Site | Tag::Place) => 45,
            _ => 0,
        };
        let mut changed = String::new();
        if share == 0 {
            changed.push_str(&piece.text);
        } else {
            for word in words(&piece.text) {
                let low = word.to_lowercase();
                let plain = word.chars().count() > 2
                    && word.chars().all(char::is_alphabetic)
                    && !GENERIC.contains(&format!(" {low} "));
                if !plain {
                    changed.push_str(word);
                    continue;
                }
                let other = names.entry(low.clone()).or_insert_with(|| {
                    if !chance.percent(share) {
                        low.clone()
                    } else if piece.mark == Mark::Is(Tag::Person) {
                        pool.name(chance)
                    } else {
                        pool.place(chance)
                    }
                });
                changed.push_str(&as_written(word, other));
            }
        }
        let changed = match case {
            1 => changed.to_lowercase(),
            2 => changed.to_uppercase(),
            _ => changed,
        };
        let start = text.len();
        text.push_str(&changed);
        marks.push((start, text.len(), piece.mark));
    }
    (text, marks)
}

/// A text and the stretches of it with their marks.
type Marked = (String, Vec<(usize, usize, Mark)>);

/// At times the report is cut into its sentences: notes and content items come
/// without a report around them.
fn parts(text: String, marks: Vec<(usize, usize, Mark)>, chance: &mut Chance) -> Vec<Marked> {
    if !chance.percent(30) {
        return vec![(text, marks)];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let ends = text
        .match_indices(['.', '\n'])
        .map(|(at, sign)| at + sign.len());
    for end in ends.chain([text.len()]) {
        let inside = marks
            .iter()
            .any(|&(from, to, mark)| from < end && end < to && mark != Mark::Is(Tag::Other));
        let last = end == text.len();
        if !last && (inside || end - start < 20 || chance.percent(40)) {
            continue;
        }
        let cut = marks
            .iter()
            .filter(|&&(from, to, _)| from < end && start < to)
            .map(|&(from, to, mark)| (from.max(start) - start, to.min(end) - start, mark))
            .collect();
        parts.push((text[start..end].to_owned(), cut));
        start = end;
    }
    parts
}

/// Runs of letters and what stands between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let now = letter.is_alphabetic();
        if before.is_some_and(|before| before != now) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(now);
    }
    words.push(&text[start..]);
    words
}

fn as_written(model: &str, word: &str) -> String {
    let mut letters = model.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next().is_some_and(char::is_uppercase);
    if first && second {
        return word.to_uppercase();
    }
    let mut written = word.chars();
    match written.next() {
        Some(letter) if first => letter.to_uppercase().chain(written).collect(),
        _ => word.to_owned(),
    }
}

/// The tokens and what each of them is; `None` if it may be anything.
fn gold(text: &str, marks: &[(usize, usize, Mark)]) -> (Vec<Seen>, Vec<Option<Tag>>) {
    let mut seen = Vec::new();
    let mut gold = Vec::new();
    for one in tokens(text) {
        let (start, end) = (one.start, one.end);
        let mark = marks
            .iter()
            .find(|(from, to, _)| *from <= start && start < *to)
            .map_or(Mark::Is(Tag::Other), |(_, _, mark)| *mark);
        let word = text.get(start..end).unwrap_or_default().to_lowercase();
        let title = " dr mr mrs ms miss md do rn pa np phd doctor ".contains(&format!(" {word} "));
        gold.push(match mark {
            Mark::Is(tag) if !title => Some(tag),
            _ => None,
        });
        seen.push(one);
    }
    (seen, gold)
}

fn separators(seen: &[Seen]) -> impl Iterator<Item = Separator> {
    seen.iter().map(|one| one.separator)
}

/// The steps of each separator by their first and second tags.
fn table(rows: &[[i32; 16]; Separator::COUNT]) -> Steps {
    rows.map(|row| array::from_fn(|from| array::from_fn(|to| row[from * 4 + to])))
}

/// How much a wrong tag is favoured while learning, so that the right one wins
/// with room to spare; a name that stays costs more than a word that goes.
const MISSED: i32 = 400;
const TAKEN: i32 = 300;
/// What one step changes.
const STEP: i32 = 32;

struct Model {
    features: Vec<[i32; 4]>,
    sums: Vec<[i64; 4]>,
    steps: [[i32; 16]; Separator::COUNT],
    step_sums: [[i64; 16]; Separator::COUNT],
    clock: i64,
    /// How often a feature was met before learning.
    met: HashMap<u32, u32>,
}

/// What is rarer says more about one report than about reports.
const FEWEST: u32 = 9;

impl Model {
    fn new() -> Self {
        Self {
            features: vec![[0; 4]; BUCKETS],
            sums: vec![[0; 4]; BUCKETS],
            steps: [[0; 16]; Separator::COUNT],
            step_sums: [[0; 16]; Separator::COUNT],
            clock: 0,
            met: HashMap::new(),
        }
    }

    fn count(&mut self, seen: &[Seen]) {
        for &feature in seen.iter().flat_map(|one| &one.features) {
            *self.met.entry(feature).or_default() += 1;
        }
    }

    /// Learns one report; how many tokens were told wrong.
    fn learn(&mut self, seen: &[Seen], gold: &[Option<Tag>]) -> usize {
        let guessed = best(
            separators(seen),
            |at| {
                let mut scores = [0; 4];
                for &feature in &seen[at].features {
                    for (score, weight) in scores
                        .iter_mut()
                        .zip(self.features[feature as usize % BUCKETS])
                    {
                        *score += weight;
                    }
                }
                for (tag, score) in scores.iter_mut().enumerate() {
                    *score += match gold[at] {
                        Some(right) if right as usize == tag => 0,
                        Some(Tag::Other) => TAKEN,
                        Some(_) if tag == 0 => MISSED,
                        // Which kind of name it is matters less than that it goes.
                        Some(_) => TAKEN / 4,
                        None => 0,
                    };
                }
                scores
            },
            &table(&self.steps),
        );
        self.clock += 1;
        let mut wrong = 0;
        let right = |at: usize| gold[at].unwrap_or(guessed[at]);
        for at in 0..seen.len() {
            let (wanted, said) = (right(at), guessed[at]);
            if wanted != said {
                wrong += 1;
                for &feature in &seen[at].features {
                    if self.met.get(&feature).is_none_or(|&times| times < FEWEST) {
                        continue;
                    }
                    let feature = feature as usize % BUCKETS;
                    self.features[feature][wanted as usize] += STEP;
                    self.features[feature][said as usize] -= STEP;
                    self.sums[feature][wanted as usize] += i64::from(STEP) * self.clock;
                    self.sums[feature][said as usize] -= i64::from(STEP) * self.clock;
                }
            }
            if at > 0 {
                let separator = seen[at].separator as usize;
                let was = guessed[at - 1] as usize * 4 + said as usize;
                let should = right(at - 1) as usize * 4 + wanted as usize;
                if was != should {
                    self.steps[separator][should] += STEP;
                    self.steps[separator][was] -= STEP;
                    self.step_sums[separator][should] += i64::from(STEP) * self.clock;
                    self.step_sums[separator][was] -= i64::from(STEP) * self.clock;
                }
            }
        }
        wrong
    }
}

/// The sum of what several models say.
struct Averages {
    models: f64,
    steps: Vec<f64>,
    features: Vec<[f64; 4]>,
}

impl Averages {
    fn new() -> Self {
        Self {
            models: 0.0,
            steps: vec![0.0; Separator::COUNT * 16],
            features: vec![[0.0; 4]; BUCKETS],
        }
    }

    /// Adds the average of one model over all its steps.
    fn add(&mut self, model: &Model) {
        let average =
            |weight: i32, sum: i64| f64::from(weight) - sum as f64 / (model.clock + 1) as f64;
        self.models += 1.0;
        let steps = model.steps.iter().flatten();
        let sums = model.step_sums.iter().flatten();
        for ((all, step), sum) in self.steps.iter_mut().zip(steps).zip(sums) {
            *all += average(*step, *sum);
        }
        let features = model.features.iter().zip(&model.sums);
        for (all, (weights, sums)) in self.features.iter_mut().zip(features) {
            for ((all, weight), sum) in all.iter_mut().zip(weights).zip(sums) {
                *all += average(*weight, *sum);
            }
        }
    }

    /// One signed byte each; features of what stays count as nothing.
    fn bytes(&self, reports: usize) -> Vec<u8> {
        let scale = SCALE * self.models;
        let small = |weight: f64| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        let mut bytes = format!(
            "# Weights of src/text/learned, written by examples/train_names.rs from {reports} made-up reports in training/reports; do not edit.\n"
        )
        .into_bytes();
        bytes.extend(self.steps.iter().map(|step| small(*step)));
        let (mut full, mut cut) = (0, 0);
        for weights in &self.features {
            full += usize::from(weights.iter().any(|weight| *weight != 0.0));
            for tag in 1..4 {
                let weight = weights[tag] - weights[0];
                cut += usize::from((weight / scale).abs() > 127.0);
                bytes.push(small(weight));
            }
        }
        println!("{full} of {BUCKETS} weights used, {cut} cut");
        bytes
    }
}

/// How much of a step one unit of a written weight is.
const SCALE: f64 = 14.0;
