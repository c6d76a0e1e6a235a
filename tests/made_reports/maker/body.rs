//! What stands under the head: history, technique, comparison, findings,
//! impression and the end, each composed for itself.

use super::gold::{Kind, Sheet};
use super::world::{Case, World};

/// One file of sentences for each modality.
const FINDINGS: &[&str] = &[
    include_str!("lists/findings/breast.txt"),
    include_str!("lists/findings/cardiac.txt"),
    include_str!("lists/findings/ct_abdomen.txt"),
    include_str!("lists/findings/ct_chest.txt"),
    include_str!("lists/findings/ct_head.txt"),
    include_str!("lists/findings/ir.txt"),
    include_str!("lists/findings/mr_brain.txt"),
    include_str!("lists/findings/mr_joint.txt"),
    include_str!("lists/findings/mr_spine.txt"),
    include_str!("lists/findings/nuclear.txt"),
    include_str!("lists/findings/ob.txt"),
    include_str!("lists/findings/us_general.txt"),
    include_str!("lists/findings/xr_bone.txt"),
    include_str!("lists/findings/xr_chest.txt"),
];
const STORIES: &str = include_str!("lists/stories.txt");
const COMPARISONS: &str = include_str!("lists/comparisons.txt");
const IMPRESSIONS: &str = include_str!("lists/impressions.txt");
const CLOSINGS: &str = include_str!("lists/closings.txt");

/// What stands in no story of a child.
const GROWN: &[&str] = &[
    "{emp}",
    "Former",
    "Veteran",
    "smoking",
    "LMP",
    "Delivered",
    "Inmate",
    "alone",
    "mammogram",
    "Homeless",
];

/// A part of a report: its heading and what stands in it.
pub struct Section {
    pub heading: &'static str,
    pub text: Sheet,
}

/// The parts of one report and the title of the exam.
pub struct Body {
    pub exam: String,
    pub sections: Vec<Section>,
    pub closing: Sheet,
}

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
}

/// The counts of what is composed, for a test that holds them.
pub fn counts() -> (usize, usize, usize, usize) {
    let fewest = FINDINGS.iter().map(|file| sentences(file).len()).min();
    let closings = CLOSINGS.split("%%\n").count() - 1;
    (
        FINDINGS.len(),
        fewest.unwrap_or(0),
        lines(STORIES).len(),
        closings,
    )
}

fn sentences(file: &'static str) -> Vec<&'static str> {
    let title = |line: &&str| line.starts_with("exam: ") || line.starts_with("technique: ");
    lines(file)
        .into_iter()
        .filter(|line| !title(line))
        .collect()
}

fn titles(file: &'static str, key: &str) -> Vec<&'static str> {
    let row = file.lines().find_map(|line| line.strip_prefix(key));
    row.unwrap_or_default().split(" | ").collect()
}

impl Body {
    pub fn made(world: &mut World) -> Self {
        let file = FINDINGS[world.rng.below(FINDINGS.len())];
        let exam = world.rng.pick(&titles(file, "exam: ")).to_owned();
        let mut sections = Vec::new();
        let heading = world.rng.pick(&[
            "CLINICAL HISTORY",
            "HISTORY",
            "INDICATION",
            "REASON FOR EXAM",
            "CLINICAL INFORMATION",
        ]);
        sections.push(Section {
            heading,
            text: history(world),
        });
        if world.rng.chance(70) {
            let technique = world.rng.pick(&titles(file, "technique: "));
            sections.push(Section {
                heading: "TECHNIQUE",
                text: world.fill(technique, Kind::Keep),
            });
        }
        if world.rng.chance(80) {
            let comparison = world.rng.pick(&lines(COMPARISONS));
            sections.push(Section {
                heading: "COMPARISON",
                text: world.fill(comparison, Kind::Plain),
            });
        }
        sections.push(Section {
            heading: "FINDINGS",
            text: findings(world, &sentences(file)),
        });
        sections.push(Section {
            heading: "IMPRESSION",
            text: impression(world, &sentences(file)),
        });
        let mut closing = Sheet::default();
        for _ in 0..=world.rng.below(3) {
            let forms: Vec<&str> = CLOSINGS.split("%%\n").skip(1).collect();
            let form = world.rng.pick(&forms);
            closing.append(world.fill(form.trim_end(), Kind::Plain));
            closing.plain("\n");
        }
        Self {
            exam,
            sections,
            closing,
        }
    }

    /// The parts one under the other, in one of several manners.
    pub fn joined(self, world: &mut World) -> Sheet {
        let manner = if world.habits.dictated {
            3
        } else {
            world.rng.below(6)
        };
        let mut sheet = Sheet::default();
        if manner != 4 {
            sheet.plain(
                world
                    .rng
                    .pick(&["EXAM: ", "", "PROCEDURE: ", "EXAMINATION: "]),
            );
            sheet.add(Kind::Keep, &self.exam);
            sheet.plain("\n\n");
        }
        for section in self.sections {
            let heading = section.heading;
            let low = heading[..1].to_owned() + &heading[1..].to_lowercase();
            sheet.plain(&match manner {
                0 => format!("{heading}:\n"),
                1 => format!("{heading}: "),
                2 => format!("{low}: "),
                3 => format!("{} ", heading.to_lowercase()),
                4 => String::new(),
                _ => format!("== {heading} ==\n"),
            });
            sheet.append(section.text);
            sheet.plain(if manner == 3 || manner == 4 {
                "\n"
            } else {
                "\n\n"
            });
        }
        sheet.append(self.closing);
        sheet
    }
}

fn history(world: &mut World) -> Sheet {
    let all = lines(STORIES);
    let mut sheet = Sheet::default();
    let mut used = Vec::new();
    for _ in 0..1 + world.rng.below(5) {
        let number = world.rng.below(all.len());
        let line = all[number];
        let for_whom = match line.split_once(": ") {
            Some(("90", story)) => (world.age >= 90).then_some(story),
            Some(("child", story)) => (world.age < 18).then_some(story),
            _ if world.age < 18 && GROWN.iter().any(|word| line.contains(word)) => None,
            _ => Some(line),
        };
        if let Some(story) = for_whom.filter(|_| !used.contains(&number)) {
            used.push(number);
            let mut text = world.fill(story, Kind::Plain);
            text.capital();
            if sheet.len() > 0 {
                sheet.plain(" ");
            }
            sheet.append(text);
        }
    }
    if sheet.len() == 0 {
        sheet = world.fill("{cond}.", Kind::Plain);
    }
    sheet
}

fn findings(world: &mut World, from: &[&'static str]) -> Sheet {
    let mut sheet = Sheet::default();
    let manner = world.rng.below(3);
    for number in 1..=3 + world.rng.below(7) {
        let sentence = world.rng.pick(from);
        match (number, manner) {
            (1, 0 | 1) => {}
            (_, 0) => sheet.plain(" "),
            (_, 1) => sheet.plain("\n"),
            (1, _) => sheet.plain("- "),
            (_, _) => sheet.plain("\n- "),
        }
        let sentence = world.fill(sentence, Kind::Keep);
        // Each sentence counts for itself.
        sheet.pieces.extend(sentence.pieces);
    }
    sheet
}

fn impression(world: &mut World, from: &[&'static str]) -> Sheet {
    let mut sheet = Sheet::default();
    let count = 1 + world.rng.below(3);
    for number in 1..=count {
        if count > 1 {
            sheet.plain(&format!(
                "{}{number}. ",
                if number == 1 { "" } else { "\n" }
            ));
        }
        let own = world.rng.chance(50);
        let sentence = if own {
            world.rng.pick(from)
        } else {
            world.rng.pick(&lines(IMPRESSIONS))
        };
        let kind = if own { Kind::Keep } else { Kind::Plain };
        let mut sentence = world.fill(sentence, kind);
        sentence.capital();
        sheet.pieces.extend(sentence.pieces);
    }
    sheet
}

/// Applies the case of the house to a finished text.
pub fn in_case(sheet: &mut Sheet, case: Case) {
    match case {
        Case::Usual => {}
        Case::Upper => sheet.change(str::to_uppercase),
        Case::Lower => sheet.change(str::to_lowercase),
    }
}
