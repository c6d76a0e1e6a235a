//! The certificate for machines: the facts and what follows from them.

use serde::Serialize;

use super::facts::Facts;
use super::letters::{self, LetterRow};
use super::merkle;
use super::status::{Assessment, Status};
use super::wording;
use super::words::Digest;

/// Name of the form; changes when a field changes its meaning.
pub const FORM: &str = "safelight-certificate/1";

#[derive(Serialize)]
struct Certificate<'a> {
    form: &'static str,
    tool: Tool,
    assessment: Assessment,
    merkle_root: Digest,
    letters_table: Vec<LetterRow>,
    statements: Statements,
    #[serde(flatten)]
    facts: &'a Facts,
}

/// The sentences that the PDF prints.
#[derive(Serialize)]
struct Statements {
    nature: &'static str,
    tool: String,
    status: &'static str,
    dates: &'static str,
    pixels: &'static str,
    codes: &'static str,
    verification: Vec<&'static str>,
    limitations: Vec<&'static str>,
    recipients: Vec<&'static str>,
    california: Vec<&'static str>,
    reviewer_to_sign: &'static str,
    covered_entity_to_sign: &'static str,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// The certificate as JSON, fields in a fixed order.
#[must_use]
pub fn json(facts: &Facts) -> String {
    let assessment = facts.assess();
    let certificate = Certificate {
        form: FORM,
        letters_table: letters::rows(facts),
        statements: statements(facts, assessment.status),
        tool: Tool {
            name: "Safelight",
            version: env!("CARGO_PKG_VERSION"),
        },
        assessment,
        merkle_root: merkle::root(&facts.files),
        facts,
    };
    // No map here has keys that JSON cannot hold, so this does not fail.
    serde_json::to_string_pretty(&certificate).unwrap_or_default()
}

fn statements(facts: &Facts, status: Status) -> Statements {
    Statements {
        nature: wording::NATURE,
        tool: wording::tool_statement(facts, status),
        status: wording::status_sentence(status),
        dates: wording::dates(facts.choices.options.dates),
        pixels: wording::pixels(facts),
        codes: wording::CODES_METHOD,
        verification: wording::verification(facts),
        limitations: wording::LIMITATIONS.to_vec(),
        recipients: wording::RECIPIENT_TERMS.to_vec(),
        california: wording::california(status).to_vec(),
        reviewer_to_sign: wording::REVIEWER_STATEMENT,
        covered_entity_to_sign: wording::ENTITY_STATEMENT,
    }
}
