//! Sections 4 to 7: letters, pictures, report text, codes.

use crate::typeset::flow::Flow;
use crate::typeset::table::Column;

use crate::certificate::facts::{Facts, Narrative, StructuredTexts, StudyPixels};
use crate::certificate::letters::{self, Reach};
use crate::certificate::wording;
use crate::policy::CrosswalkExport;

use super::front::{ROWS_IN_SECTION, plural};
use super::look::{
    self, CODE, SMALL, SMALL_STRONG, cell, count, digits, grid, note, section, text,
};

/// Section 4.
pub fn letters(flow: &mut Flow, facts: &Facts) {
    section(
        flow,
        "4",
        "The eighteen identifiers, 45 CFR 164.514(b)(2)(i)",
    );
    note(flow, wording::LETTERS_NOTE);
    let rows = letters::rows(facts)
        .into_iter()
        .map(|row| {
            let reach = match row.reach {
                Reach::Handled => SMALL,
                Reach::InPart | Reach::NotAssessable | Reach::NotFollowed | Reach::Retained => {
                    SMALL_STRONG
                }
            };
            vec![
                cell(format!("({})", row.letter.as_char()), SMALL_STRONG),
                cell(row.title, SMALL_STRONG),
                cell(row.looked_for, SMALL),
                count(row.removed.elements),
                count(row.removed.spans),
                cell(row.basis, SMALL),
                cell(row.reach_words, reach),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("", Column::names(0.042)),
            ("Identifier", Column::names(0.165)),
            ("Looked for in", Column::text(0.29)),
            ("Header elements", Column::number(0.088)),
            ("Report spans", Column::number(0.072)),
            ("Basis", Column::text(0.215)),
            ("Status", Column::text(0.128)),
        ],
        rows,
    );
}

/// Section 5.
pub fn pixels(flow: &mut Flow, facts: &Facts) {
    section(flow, "5", "Pictures");
    text(flow, wording::pixels(facts));
    if let Some(read) = wording::text_read(facts) {
        text(flow, read);
    }
    if let Some(faces) = wording::faces(&facts.scope.faces, &facts.scope.questions) {
        text(flow, &faces);
    }
    if facts.pixels.is_empty() {
        return;
    }
    let series = || facts.pixels.iter().flat_map(|study| &study.series);
    let choice = format!(
        "Answer to \"is there text burned into the pictures?\" for studies without an answer of their own: {}. Pictures at risk: {}.",
        wording::answer(facts.choices.burned_in),
        wording::at_risk(facts.choices.at_risk),
    );
    text(flow, &choice);
    if series().count() <= ROWS_IN_SECTION {
        series_table(flow, &facts.pixels);
    } else {
        summary_table(flow, &facts.pixels);
        text(
            flow,
            &format!(
                "Annex {} lists every series.",
                super::annex::series_letter(facts)
            ),
        );
    }
}

/// One row for each series.
pub fn series_table(flow: &mut Flow, studies: &[StudyPixels]) {
    let rows = studies
        .iter()
        .flat_map(|study| {
            study.series.iter().map(|series| {
                let code = study.study.as_ref().map_or("–", |code| code.as_str());
                vec![
                    cell(code, CODE),
                    count(series.number),
                    cell(series.modality.as_str(), SMALL),
                    count(series.instances),
                    count(series.frames),
                    cell(wording::answer(study.answer), SMALL),
                    cell(wording::risk(series.risk), SMALL),
                    cell(wording::inspection(series.inspection), SMALL),
                    cell(outcome(series), SMALL),
                ]
            })
        })
        .collect();
    grid(
        flow,
        &[
            ("Study code", Column::names(0.12)),
            ("Series", Column::number(0.065)),
            ("Mod.", Column::text(0.06)),
            ("Instances", Column::number(0.09)),
            ("Frames", Column::number(0.075)),
            ("Answer", Column::text(0.115)),
            ("Speaks for text", Column::text(0.14)),
            ("Inspected", Column::text(0.13)),
            ("Outcome", Column::text(0.205)),
        ],
        rows,
    );
}

fn outcome(series: &crate::certificate::facts::SeriesPixels) -> String {
    let words = wording::outcome(series);
    let words = match series.regions_hidden {
        0 => words.to_owned(),
        some => format!("{words}: {some}"),
    };
    let words = match series.slices_cut {
        0 => words,
        some => format!("{words}; slices with a cut: {some}"),
    };
    match &series.text_read {
        None => words,
        Some(seen) => format!("{words}. {}", wording::lines(seen)),
    }
}

/// One row for each outcome.
fn summary_table(flow: &mut Flow, studies: &[StudyPixels]) {
    let mut sums: std::collections::BTreeMap<&'static str, (u64, u64, u64)> = Default::default();
    for series in studies.iter().flat_map(|study| &study.series) {
        let sum = sums.entry(wording::outcome(series)).or_default();
        *sum = (sum.0 + 1, sum.1 + series.instances, sum.2 + series.frames);
    }
    let rows = sums
        .into_iter()
        .map(|(outcome, (series, instances, frames))| {
            vec![
                cell(outcome, SMALL),
                count(series),
                count(instances),
                count(frames),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("Outcome", Column::names(0.55)),
            ("Series", Column::number(0.15)),
            ("Instances", Column::number(0.15)),
            ("Frames", Column::number(0.15)),
        ],
        rows,
    );
}

/// Section 6.
pub fn narrative(flow: &mut Flow, facts: &Facts) {
    section(flow, "6", "Report text");
    let narrative = &facts.narrative;
    if narrative.reports == 0 {
        text(flow, "No report was written.");
    } else {
        let style = wording::report_style(facts.choices.report_style);
        text(flow, &format!("{} {style}", wording::NARRATIVE_METHOD));
        text(flow, &numbers(facts));
        text(flow, &languages(facts));
        text(flow, &rare(narrative));
    }
    if facts.scope.documents.received > 0 {
        text(flow, &documents(facts));
    }
    if narrative.structured_texts != StructuredTexts::default() {
        text(flow, &structured_texts(narrative.structured_texts));
    }
    if !narrative.detectors.is_empty() {
        let rules = narrative.detectors.iter().map(|(rule, spans)| {
            let rule = rule.as_str().replace('-', " ");
            format!("{rule}\u{A0}{}", digits(*spans))
        });
        let rules: Vec<String> = rules.collect();
        text(
            flow,
            &format!("Removed spans by rule: {}.", rules.join(", ")),
        );
    }
    text(flow, &review(narrative));
}

/// What a person did with the spans, in one paragraph.
fn review(narrative: &Narrative) -> String {
    let Some(review) = &narrative.review else {
        return String::from("Review of the proposed spans by a person: none in this run.");
    };
    let mut told = format!(
        "Review by a person: written reports looked at: {} of {}. Spans: {} accepted, {} removed as proposed, {} under another kind, {} added, {} rejected.",
        digits(review.reports),
        digits(narrative.reports),
        digits(review.accepted),
        digits(review.as_proposed),
        digits(review.relabelled),
        digits(review.added),
        digits(review.rejected)
    );
    if review.rejected > 0 {
        let reasons = review.reasons.iter();
        let mut reasons: Vec<String> = reasons
            .map(|(reason, spans)| format!("{}\u{A0}{}", reason.sentence(), digits(*spans)))
            .collect();
        let without = review.rejected - review.reasons.values().sum::<u64>().min(review.rejected);
        if without > 0 {
            reasons.push(format!("without a reason\u{A0}{}", digits(without)));
        }
        told.push_str(&format!(
            " Rejected spans stayed in the text: {}; in {} of them stands a word of a known value that the second reading does not search alone.",
            reasons.join(", "),
            digits(review.rejected_known)
        ));
    }
    told
}

/// What became of the documents inside instances.
fn documents(facts: &Facts) -> String {
    let documents = &facts.scope.documents;
    let mut sentence = format!(
        "Documents inside the studies: {} received, {} read as a report and set anew (no object of the old file is in the new one)",
        digits(documents.received),
        digits(documents.rewritten),
    );
    let withheld = documents.withheld.iter();
    for (reason, count) in withheld {
        sentence.push_str(&format!(
            ", {} withheld ({})",
            digits(*count),
            reason.sentence()
        ));
    }
    sentence.push('.');
    sentence
}

/// What became of the text of structured reports.
fn structured_texts(texts: StructuredTexts) -> String {
    format!(
        "Text items of structured reports: {} searched and unchanged, {} with spans replaced, {} replaced or removed as a whole.",
        digits(texts.unchanged),
        digits(texts.changed),
        digits(texts.replaced),
    )
}

/// What the reports are written in, and what follows from it.
fn languages(facts: &Facts) -> String {
    let rows = &facts.narrative.languages;
    let told = rows
        .iter()
        .map(|(language, reports)| format!("{}\u{A0}{}", language.name(), digits(*reports)));
    let told: Vec<String> = told.collect();
    let mut sentence = format!("Languages of the reports: {}.", told.join(", "));
    if rows.keys().any(|one| !one.is_searched_for_names()) {
        sentence.push_str(
            " Names without a label are looked for in English text only: no statement is made about the narrative of the other reports.",
        );
    }
    sentence
}

/// What in report text suggests a rare case: counts, no words.
fn rare(narrative: &Narrative) -> String {
    if narrative.rare.is_empty() {
        return String::from(
            "Words that suggest a rare case: none of the tool's lists was met in the written text. Rare cases that the lists do not name are not noticed.",
        );
    }
    let kinds = narrative.rare.iter();
    let kinds: Vec<String> = kinds
        .map(|(kind, places)| format!("{}\u{A0}{places}", kind.name()))
        .collect();
    let (reports, places) = (
        narrative.reports_with_rare,
        narrative.rare.values().sum::<u64>(),
    );
    format!(
        "Words that suggest a rare case stay in the text: {} in {} ({}). They suggest that somebody could be recognised without a listed identifier; they do not show it. Where it may be so, the method to think of is expert determination, 45 CFR 164.514(b)(1).",
        plural(places, "place", "places"),
        plural(reports, "report", "reports"),
        kinds.join(", ")
    )
}

fn numbers(facts: &Facts) -> String {
    let narrative = &facts.narrative;
    let mut sentence = format!(
        "Reports written: {}. Number tokens (a number with its unit) outside removed spans: {} before, {} after; ",
        digits(narrative.reports),
        digits(narrative.numbers_before),
        digits(narrative.numbers_after),
    );
    sentence.push_str(&match narrative.reports_with_other_numbers {
        0 => String::from("equal in every report."),
        some => format!("not equal in {some} of the reports."),
    });
    if narrative.characters_without_glyph > 0 {
        sentence.push_str(&format!(
            " Characters shown as a box: {}.",
            digits(narrative.characters_without_glyph)
        ));
    }
    if narrative.reports_with_pictures > 0 {
        sentence.push_str(&format!(
            " Reports with pictures in the source, none of them carried over: {}.",
            digits(narrative.reports_with_pictures)
        ));
    }
    if narrative.pages_read_from_pictures > 0 {
        sentence.push_str(&format!(
            " Pages whose text was read from a picture (OCR), which can misread or miss a word: {}. The counts are of what was read.",
            digits(narrative.pages_read_from_pictures)
        ));
    }
    sentence
}

/// Section 7.
pub fn codes(flow: &mut Flow, facts: &Facts) {
    section(flow, "7", "Codes");
    let codes = &facts.codes;
    let crosswalk = match codes.crosswalk {
        CrosswalkExport::NotExported => {
            "The table of originals and codes was not exported; it is not in the package."
        }
        CrosswalkExport::ExportedSeparately => {
            "The person chose to keep the table of originals and codes, apart from the package; it is not in the package."
        }
    };
    let sentence = format!(
        "{} Distinct UIDs replaced: {}; patients: {}; accession numbers: {}. {crosswalk}",
        wording::CODES_METHOD,
        digits(codes.uids),
        digits(codes.patients),
        digits(codes.accessions),
    );
    look::text(flow, &sentence);
}
