//! Reads the lists of words: for `build.rs`, and for the tests of what it made.

use std::collections::BTreeMap;

use super::flags::{SECTIONS, TOWN};

/// All words of the lists with their classes and roles.
pub fn classes(words: &str, towns: &str, roles: &str) -> BTreeMap<String, u32> {
    let mut classes = BTreeMap::new();
    add_words(words, &mut classes);
    add_towns(towns, &mut classes);
    add_roles(roles, &mut classes);
    classes
}

fn add_words(list: &str, classes: &mut BTreeMap<String, u32>) {
    let mut class = 0;
    let mut word = String::new();
    for line in list.lines() {
        let mut letters = line.chars();
        match letters.next() {
            None | Some('#') => {}
            Some('=') => {
                class = u32::from_str_radix(letters.as_str(), 16).unwrap_or_default();
                word.clear();
            }
            Some(same) => {
                // How many letters stay: a for none.
                let keep = u32::from(same).saturating_sub(u32::from('a'));
                word.truncate(usize::try_from(keep).unwrap_or_default());
                word.push_str(letters.as_str());
                *classes.entry(word.clone()).or_default() |= class;
            }
        }
    }
}

/// Towns of one word; the others are looked up by their first.
fn add_towns(list: &str, classes: &mut BTreeMap<String, u32>) {
    let towns = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for town in towns.filter(|line| !line.contains(' ')) {
        *classes.entry(town.to_owned()).or_default() |= TOWN;
    }
}

fn add_roles(list: &str, classes: &mut BTreeMap<String, u32>) {
    let mut bits = 0;
    for line in list.lines().map(str::trim) {
        if line.starts_with('#') {
            continue;
        }
        let head = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        if let Some(head) = head {
            let section = SECTIONS.iter().find(|(name, _)| *name == head);
            bits = section.map_or(0, |(_, flag)| flag.bit());
            continue;
        }
        for word in line.split_ascii_whitespace() {
            *classes.entry(word.to_owned()).or_default() |= bits;
        }
    }
}
