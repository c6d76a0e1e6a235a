//! The annexes: long lists.

use std::collections::BTreeMap;

use crate::finding::{TagCode, Tally};
use crate::typeset::flow::Flow;
use crate::typeset::table::Column;

use crate::certificate::facts::{Accessions, ActionCount, Facts, FileFact, OwnRules};
use crate::certificate::merkle;
use crate::certificate::wording;

use super::front::{ROWS_IN_SECTION, accession_table};
use super::look::{CODE, SMALL, cell, count, digits, grid, note, section, text};
use super::middle::series_table;

/// Entries that are listed one by one on pages; beyond, by folder.
const FILES_ON_PAGES: usize = 600;

/// Annex A.
pub fn actions(flow: &mut Flow, facts: &Facts) {
    if facts.actions.is_empty() {
        return;
    }
    flow.new_page();
    section(flow, "A", "Annex: what was done to which element");
    note(
        flow,
        "Times over all written instances, at any depth. Private elements are counted together, see Annex B. No value is listed.",
    );
    if let Some(review) = &facts.header_review {
        let sentence = format!(
            "Review of the headers by a person: {} distinct texts were taken out that the rules would keep, at {} places.",
            digits(review.texts),
            digits(review.values)
        );
        text(flow, &sentence);
    }
    let mut by_tag: BTreeMap<TagCode, Vec<&ActionCount>> = BTreeMap::new();
    for action in &facts.actions {
        by_tag.entry(action.tag).or_default().push(action);
    }
    let rows = by_tag
        .into_iter()
        .map(|(tag, actions)| {
            let name = match actions.first() {
                _ if tag == Tally::PRIVATE => "private elements",
                Some(action) if !action.keyword.is_empty() => action.keyword,
                Some(_) | None => "no keyword",
            };
            let shown = if tag == Tally::PRIVATE {
                String::from("odd groups")
            } else {
                tag.to_string()
            };
            let done: Vec<String> = actions
                .iter()
                .map(|action| format!("{} × {}", digits(action.count), wording::done(action.done)))
                .collect();
            vec![
                cell(shown, CODE),
                cell(name, SMALL),
                cell(done.join("; "), SMALL),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("Element", Column::names(0.14)),
            ("Keyword in PS3.6", Column::names(0.42)),
            ("Done, times", Column::text(0.44)),
        ],
        rows,
    );
}

/// Annex B.
pub fn private(flow: &mut Flow, facts: &Facts) {
    section(flow, "B", "Annex: private elements");
    let private = &facts.private;
    let sentence = format!(
        "Removed: {}. Kept because the program's table of private elements or a rule of the person names them, their creators included: {}. Creators are named only if they stand on a public list; the others are counted together, because such a name can hold a person's or a site's.",
        digits(private.removed),
        digits(private.kept)
    );
    text(flow, &sentence);
    if let Some(own) = &facts.private_rules {
        own_rules(flow, own);
    }
    if private.creators.is_empty() {
        return;
    }
    let named: u64 = private.creators.values().sum();
    let mut rows: Vec<_> = private
        .creators
        .iter()
        .map(|(creator, removed)| vec![cell(*creator, SMALL), count(*removed)])
        .collect();
    rows.push(vec![
        cell("other", SMALL),
        count(private.removed.saturating_sub(named)),
    ]);
    grid(
        flow,
        &[
            ("Creator", Column::names(0.8)),
            ("Removed", Column::number(0.2)),
        ],
        rows,
    );
}

/// The person's own rules: each with its creator, and the hash of all.
fn own_rules(flow: &mut Flow, own: &OwnRules) {
    let sentence = format!(
        "Rules of the person for private elements: {}. SHA-256 of their canonical JSON: {}.",
        digits(own.count),
        own.sha256.hex()
    );
    text(flow, &sentence);
    let rows = own
        .rules
        .iter()
        .map(|rule| {
            vec![
                cell(rule.creator.as_str(), SMALL),
                cell(rule.element.to_string(), CODE),
                cell(rule.vr, SMALL),
                cell(wording::rule_action(rule.action), SMALL),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("Creator", Column::names(0.4)),
            ("Element", Column::names(0.2)),
            ("VR", Column::names(0.1)),
            ("Action", Column::text(0.3)),
        ],
        rows,
    );
}

/// Letter of the annex of series: the one behind the accession list, if that
/// has an annex.
pub fn series_letter(facts: &Facts) -> &'static str {
    match long_list(facts) {
        Some(_) => "E",
        None => "D",
    }
}

fn long_list(facts: &Facts) -> Option<&Accessions> {
    let list = facts.scope.accessions.as_ref()?;
    (list.listed.len() + list.not_on_list.len() > ROWS_IN_SECTION).then_some(list)
}

/// Annex D, if the list is too long for section 3.
pub fn accessions(flow: &mut Flow, facts: &Facts) {
    if let Some(list) = long_list(facts) {
        section(flow, "D", "Annex: accession list");
        accession_table(flow, list);
    }
}

/// The last annex, if there are too many series for section 5.
pub fn series(flow: &mut Flow, facts: &Facts) {
    let count = facts.pixels.iter().flat_map(|study| &study.series).count();
    if count > ROWS_IN_SECTION {
        section(flow, series_letter(facts), "Annex: pictures by series");
        series_table(flow, &facts.pixels);
    }
}

/// Annex C.
pub fn files(flow: &mut Flow, facts: &Facts) {
    section(flow, "C", "Annex: entries of the package");
    if facts.files.is_empty() {
        text(flow, "The package has no other entry.");
    } else if facts.files.len() <= FILES_ON_PAGES {
        let rows = facts
            .files
            .iter()
            .map(|file| {
                vec![
                    cell(file.name.as_str(), CODE),
                    cell(digits(file.size_bytes), CODE),
                    cell(file.sha256.hex(), CODE),
                ]
            })
            .collect();
        grid(
            flow,
            &[
                ("Name", Column::names(0.33)),
                ("Bytes", Column::number(0.11)),
                ("SHA-256", Column::text(0.56)),
            ],
            rows,
        );
    } else {
        text(
            flow,
            "The JSON form of this certificate lists every entry. Here they stand by folder, each with the Merkle root over its own entries.",
        );
        folders(flow, &facts.files);
    }
}

fn folders(flow: &mut Flow, files: &[FileFact]) {
    let mut folders: BTreeMap<&str, Vec<FileFact>> = BTreeMap::new();
    for file in files {
        let folder = file
            .name
            .as_str()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(file.clone());
    }
    let rows = folders
        .into_iter()
        .map(|(folder, files)| {
            vec![
                cell(if folder.is_empty() { "(top)" } else { folder }, CODE),
                count(files.len() as u64),
                cell(merkle::root(&files).hex(), CODE),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("Folder", Column::names(0.34)),
            ("Entries", Column::number(0.1)),
            ("Merkle root", Column::text(0.56)),
        ],
        rows,
    );
}
