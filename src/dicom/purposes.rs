//! What the four purposes keep, as one short table: `safelight explain` prints
//! it, the README shows it.
//!
//! Every cell is made of the choices that the profile carries out, so the table
//! cannot say something else.

use std::fmt::Write as _;

use crate::policy::options::{
    Cleaning, DeviceIdentity, InstitutionIdentity, Options, PrivateElements, ProfileOption, Uids,
};
use crate::policy::{AccessionCodes, Characteristics, Claim, DateRule, Preset};

/// One row: what it is about, and what it says for a purpose.
type Row = (&'static str, fn(Preset) -> String);

const ROWS: &[Row] = &[
    ("Safe Harbor, 45 CFR 164.514(b)(2)", |preset| {
        claim(preset.claim()).to_owned()
    }),
    ("Dates and times", |preset| {
        dates(Options::of(preset).dates).to_owned()
    }),
    ("UIDs", |preset| uids(Options::of(preset).uids).to_owned()),
    ("Patient name and ID", |_| String::from("random code")),
    ("Accession number", |preset| {
        accessions(preset.accession_codes()).to_owned()
    }),
    ("Patient characteristics", characteristics),
    ("Device identity", |preset| {
        device(Options::of(preset).device).to_owned()
    }),
    ("Institution identity", |preset| {
        institution(Options::of(preset).institution).to_owned()
    }),
    ("Private elements", |preset| {
        private(Options::of(preset).private).to_owned()
    }),
    ("Descriptors", |preset| {
        cleaning(Options::of(preset).descriptors).to_owned()
    }),
    ("Structured content", |preset| {
        cleaning(Options::of(preset).structured).to_owned()
    }),
    ("Graphics", |preset| {
        cleaning(Options::of(preset).graphics).to_owned()
    }),
    ("Names and dates in reports", |preset| {
        reports(Options::of(preset).dates).to_owned()
    }),
    ("Text burned into pictures", |_| {
        String::from("asked; boxes hidden, else withheld, or included on request")
    }),
    ("`--retain` may add", retainable),
    ("`--drop` may take away", droppable),
];

/// The table as Markdown.
#[must_use]
pub fn purposes() -> String {
    let mut cells: Vec<Vec<String>> = vec![
        std::iter::once(String::new())
            .chain(Preset::ALL.map(|preset| preset.name().to_owned()))
            .collect(),
    ];
    cells.extend(ROWS.iter().map(|(topic, says)| {
        std::iter::once((*topic).to_owned())
            .chain(Preset::ALL.map(says))
            .collect()
    }));
    let mut table = String::new();
    for (number, row) in cells.iter().enumerate() {
        let _ = writeln!(table, "| {} |", row.join(" | "));
        if number == 0 {
            let _ = writeln!(table, "|{}", " --- |".repeat(row.len()));
        }
    }
    table
}

const fn claim(claim: Claim) -> &'static str {
    match claim {
        Claim::SafeHarbor => "claimed",
        Claim::NotClaimed => "not claimed",
    }
}

const fn dates(rule: DateRule) -> &'static str {
    match rule {
        DateRule::YearAndIntervals => "year; times from the study's first event",
        DateRule::Remove => "removed",
        DateRule::ShiftPerPatient => "shifted by random days per patient",
        DateRule::Keep => "kept",
    }
}

const fn uids(rule: Uids) -> &'static str {
    match rule {
        Uids::Replace => "random, one table",
        Uids::Keep => "kept",
    }
}

const fn accessions(codes: AccessionCodes) -> &'static str {
    match codes {
        AccessionCodes::Random => "random code",
        AccessionCodes::Dropped => "emptied",
    }
}

/// Sex and age stay everywhere; Safe Harbor narrows the rest to size and weight.
fn characteristics(preset: Preset) -> String {
    let kept = match (Options::of(preset).characteristics, preset.claim()) {
        (Characteristics::Remove, _) => "sex; age, 90 and over as 90",
        (Characteristics::Keep, Claim::SafeHarbor) => "sex, size, weight; age, 90 and over as 90",
        (Characteristics::Keep, Claim::NotClaimed) => "all of them; age, 90 and over as 90",
    };
    kept.to_owned()
}

const fn device(rule: DeviceIdentity) -> &'static str {
    match rule {
        DeviceIdentity::Remove => "removed; maker and model stay",
        DeviceIdentity::Keep => "kept",
    }
}

const fn institution(rule: InstitutionIdentity) -> &'static str {
    match rule {
        InstitutionIdentity::Remove => "removed",
        InstitutionIdentity::Keep => "kept",
    }
}

const fn private(rule: PrivateElements) -> &'static str {
    match rule {
        PrivateElements::Remove => "removed",
        PrivateElements::KeepListed => "listed ones kept, cleaned",
    }
}

const fn cleaning(rule: Cleaning) -> &'static str {
    match rule {
        Cleaning::Clean => "cleaned",
        Cleaning::Remove => "removed",
    }
}

/// A year is written only where dates are reduced to it.
const fn reports(rule: DateRule) -> &'static str {
    match rule {
        DateRule::YearAndIntervals | DateRule::Keep => {
            "words in brackets; or made-up names, or bare years"
        }
        DateRule::Remove | DateRule::ShiftPerPatient => "words in brackets; or made-up names",
    }
}

/// The options that are not in force and that the claim allows.
fn retainable(preset: Preset) -> String {
    names(|option| {
        let only = [option].into();
        let allowed = Options::chosen(preset, &only, &[].into()).is_ok();
        allowed && !Options::of(preset).is_in_force(option)
    })
}

/// The options in force.
fn droppable(preset: Preset) -> String {
    names(|option| Options::of(preset).is_in_force(option))
}

fn names(holds: impl Fn(ProfileOption) -> bool) -> String {
    let names: Vec<&str> = ProfileOption::ALL
        .into_iter()
        .filter(|option| holds(*option))
        .map(ProfileOption::name)
        .collect();
    if names.is_empty() {
        String::from("nothing")
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_purposes_differ_where_they_should() {
        let table = purposes();
        let row = |topic: &str| {
            let line = table
                .lines()
                .find(|line| line.starts_with(&format!("| {topic}")))
                .unwrap_or_default();
            line.trim_matches(['|', ' '])
                .split(" | ")
                .skip(1)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(row("Safe Harbor")[0], "claimed");
        assert_eq!(row("Safe Harbor")[3], "not claimed");
        assert_eq!(row("Dates")[1], "removed");
        assert_eq!(row("Accession")[1], "emptied");
        assert_eq!(row("`--retain`")[0], "safe-private");
        assert_eq!(row("`--retain`")[1], "safe-private, characteristics");
        assert_eq!(
            row("`--retain`")[3],
            "safe-private, uids, device, institution, full-dates"
        );
        assert!(
            table
                .lines()
                .all(|line| line.matches(" | ").count() == 4 || line.starts_with("| ---"))
        );
    }
}
