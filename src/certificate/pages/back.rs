//! Sections 8 to 12: verification, limitations, terms, attestations, integrity.

use crate::typeset::flow::Flow;
use crate::typeset::line::Piece;

use crate::certificate::facts::Facts;
use crate::certificate::merkle;
use crate::certificate::status::Status;
use crate::certificate::wording;

use super::front::plural;
use super::look::{
    CODE, STRONG, TEXT, blanks_to_fill, boxes_to_tick, bullets, cell, digits, long_fields, note,
    section, subsection, text,
};

/// Section 8.
pub fn verification(flow: &mut Flow, facts: &Facts) {
    section(flow, "8", "Verification");
    let checked = &facts.verification;
    bullets(flow, wording::verification(facts));
    if checked.entries_checked == 0 {
        return;
    }
    let sentence = format!(
        "Entries checked: {} ({}). Values searched: {}, in {}. Entries with a match: {}. Entries that did not read again: {}. Entries passed and in the package: {}.",
        digits(checked.entries_checked),
        plural(checked.bytes_checked, "byte", "bytes"),
        digits(checked.values_searched),
        plural(checked.spellings_searched, "spelling", "spellings"),
        digits(checked.entries_with_hits),
        digits(checked.entries_not_readable),
        digits(checked.entries_passed),
    );
    flow.paragraph(&[Piece::new(sentence, STRONG)], super::look::LINES);
}

/// Section 9.
pub fn limitations(flow: &mut Flow) {
    section(flow, "9", "Limitations");
    bullets(flow, wording::LIMITATIONS);
}

/// Section 10.
pub fn terms(flow: &mut Flow, status: Status) {
    section(flow, "10", "Terms for recipients");
    bullets(flow, wording::RECIPIENT_TERMS);
    subsection(flow, wording::CALIFORNIA);
    bullets(flow, wording::california(status).iter().copied());
}

/// Before the names of the fields of (b) and (c).
const REVIEWER: &str = "Reviewer";
const ENTITY: &str = "Covered entity";

/// Section 11.
pub fn attestations(flow: &mut Flow, facts: &Facts, status: Status) {
    // The heading stays with what the tool states.
    flow.need(120.0);
    section(flow, "11", "Attestations");
    note(flow, wording::NOT_SIGNED);
    subsection(flow, "(a) Tool");
    text(flow, &wording::tool_statement(facts, status));
    flow.need(120.0);
    subsection(flow, "(b) Reviewer");
    text(flow, wording::REVIEWER_STATEMENT);
    boxes_to_tick(flow, REVIEWER, &wording::REVIEWER_PARTS);
    blanks_to_fill(
        flow,
        REVIEWER,
        &[
            ("Name", 0.3),
            ("Role", 0.25),
            ("Signature", 0.3),
            ("Date", 0.15),
        ],
    );
    flow.need(140.0);
    subsection(flow, "(c) Covered entity");
    text(flow, wording::ENTITY_STATEMENT);
    blanks_to_fill(
        flow,
        ENTITY,
        &[("Name", 0.35), ("Title", 0.3), ("Covered entity", 0.35)],
    );
    blanks_to_fill(
        flow,
        ENTITY,
        &[
            ("Scope, if not the whole package", 0.3),
            ("Signature", 0.34),
            ("Date", 0.16),
            ("Review by", 0.2),
        ],
    );
}

/// Section 12.
pub fn integrity(flow: &mut Flow, facts: &Facts) {
    section(flow, "12", "Integrity");
    let bytes: u64 = facts.files.iter().map(|file| file.size_bytes).sum();
    let listed = format!(
        "{}, {}; listed in Annex C. This certificate and its JSON form are not in the list.",
        plural(facts.files.len() as u64, "entry", "entries"),
        plural(bytes, "byte", "bytes")
    );
    let mut rows = vec![
        ("Merkle root", cell(merkle::root(&facts.files).hex(), CODE)),
        ("Entries", cell(listed, TEXT)),
    ];
    if let Some(key) = &facts.identity.signing_key {
        rows.push(("Key fingerprint", cell(key.fingerprint.hex(), CODE)));
    }
    long_fields(flow, &rows);
    text(flow, wording::INTEGRITY_METHOD);
    if let Some(key) = &facts.identity.signing_key {
        text(flow, wording::signature(key.origin));
    }
    if facts.identity.input_commitment.is_some() {
        text(flow, wording::COMMITMENT_METHOD);
    }
    text(flow, wording::INTEGRITY_RECIPE);
}
