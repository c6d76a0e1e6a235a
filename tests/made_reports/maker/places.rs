//! Made-up places: hospitals, streets, firms, schools.

use super::rng::Rng;

const PARTS: &str = include_str!("lists/place_parts.txt");
const TOWNS: &str = include_str!("lists/towns.txt");

/// A part of a place by its kind, `street` or `trade`.
pub fn part(kind: &str, rng: &mut Rng) -> String {
    let parts = PARTS
        .lines()
        .find_map(|line| line.strip_prefix(kind)?.strip_prefix(": "))
        .unwrap_or_else(|| panic!("no parts of {kind}"));
    let parts: Vec<&str> = parts.split('|').collect();
    rng.pick(&parts).replace('@', " ")
}

#[derive(Debug, Clone)]
pub struct Town {
    pub name: String,
    pub state: String,
    pub state_name: String,
    pub zip: String,
}

pub fn town(rng: &mut Rng) -> Town {
    let towns: Vec<&str> = TOWNS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let row: Vec<&str> = rng.pick(&towns).split('|').collect();
    let form = if rng.chance(12) { "99-9999" } else { "99" };
    Town {
        name: row[0].to_owned(),
        state: row[1].to_owned(),
        state_name: row[2].to_owned(),
        zip: format!("{}{}", row[3], rng.form(form)),
    }
}

pub fn facility(town: &Town, rng: &mut Rng) -> String {
    let kind = part("hospital", rng);
    match rng.below(8) {
        0 => format!("{} {kind}", town.name),
        1 => format!("{} of {}", kind, town.name),
        2 if rng.chance(50) => format!("University of {} {kind}", part("name", rng)),
        3 => format!(
            "St. {} {kind}",
            rng.pick(&["Brigid", "Anselm", "Cuthbert", "Columba", "Odilia", "Mungo"])
        ),
        _ => format!("{} {kind}", part("name", rng)),
    }
}

pub fn street(rng: &mut Rng) -> String {
    let name = part("street", rng);
    let kind = part("street_kind", rng);
    let number = rng.between(2, 9800);
    let side = rng.pick(&["", "", "", "", "N ", "S. ", "West ", "NE "]);
    match rng.below(10) {
        0 => format!("{number} {side}{name} {kind}, Apt {}", rng.form("8@")),
        1 => format!("{number} {side}{name} {kind}, Suite {}", rng.form("899")),
        2 => format!("{number} {side}{name} {kind} #{}", rng.form("89")),
        _ => format!("{number} {side}{name} {kind}"),
    }
}

pub fn firm(rng: &mut Rng) -> String {
    format!("{} {}", part("firm", rng), part("trade", rng))
}

pub fn school(town: &Town, rng: &mut Rng) -> String {
    let kind = part("school", rng);
    match rng.below(4) {
        0 => format!("{} {kind}", town.name),
        1 => format!("{} {kind}", part("street", rng)),
        _ => format!("{} {kind}", part("name", rng)),
    }
}

pub fn club(rng: &mut Rng) -> String {
    if rng.chance(60) {
        format!("{} {}", part("saint", rng), part("church", rng))
    } else {
        format!("{} {}", part("name", rng), part("club", rng))
    }
}
