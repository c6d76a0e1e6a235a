//! Made-up radiology reports with gold from their construction.
//!
//! A seed makes one report: a world of people, places and days, a head in one
//! of many layouts, a history of independent sentences, findings of one
//! modality and one to three forms of an end. The generator knows nothing of
//! the engine and shares no list with it.

mod body;
mod dates;
mod gold;
mod layouts;
mod numbers;
mod people;
mod places;
mod rng;
mod slots;
mod world;

use gold::{Kind, Sheet};
use world::World;

/// A report and what is in it; offsets count code points.
pub struct Made {
    pub name: String,
    pub text: String,
    pub spans: Vec<Row>,
    pub preserve: Vec<Row>,
    pub neutral: Vec<Row>,
}

/// One piece of the text. Pieces that are no identifiers have no letter.
#[derive(serde::Serialize)]
pub struct Row {
    pub start: usize,
    pub end: usize,
    pub text: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub category: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub sub: &'static str,
    pub advisory: bool,
}

/// The counts of modalities, of the fewest findings of one, of stories, of
/// ends, and of layouts.
pub fn variety() -> [usize; 5] {
    let (modalities, findings, stories, closings) = body::counts();
    [modalities, findings, stories, closings, layouts::count()]
}

/// The report of one seed.
pub fn report(seed: u64) -> Made {
    let mut world = World::new(seed);
    let sheet = layouts::report(&mut world);
    rendered(format!("m{seed:06}"), &sheet)
}

fn rendered(name: String, sheet: &Sheet) -> Made {
    let mut made = Made {
        name,
        text: String::new(),
        spans: Vec::new(),
        preserve: Vec::new(),
        neutral: Vec::new(),
    };
    let mut at = 0;
    for piece in &sheet.pieces {
        let end = at + piece.text.chars().count();
        made.text.push_str(&piece.text);
        let row = |category, sub| Row {
            start: at,
            end,
            text: piece.text.clone(),
            category,
            sub,
            advisory: sub == "time",
        };
        match piece.kind {
            Kind::Plain => {}
            Kind::Keep => made.preserve.push(row("", "")),
            Kind::Neutral => made.neutral.push(row("", "")),
            Kind::Mark(letter, sub) => made.spans.push(row(letter, sub)),
        }
        at = end;
    }
    made
}
