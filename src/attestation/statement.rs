//! What is said of a package: an in-toto Statement v1.

use serde::Serialize;

use super::envelope;
use super::key::Signer;
use crate::certificate::facts::{Facts, FileFact, InputCommitment};
use crate::certificate::json::FORM;
use crate::certificate::merkle;
use crate::certificate::status::{Finding, Status};
use crate::certificate::words::Digest;
use crate::policy::{KeyOrigin, Preset};

/// Type of the statement, by the in-toto attestation framework.
const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
/// Type of what is said. A name and no address: `.example` belongs to nobody
/// (RFC 2606), so that nobody can come to own it.
pub const PREDICATE_TYPE: &str = "https://safelight.example/deidentification/v1";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Statement<'a> {
    #[serde(rename = "_type")]
    statement_type: &'static str,
    subject: Vec<Subject<'a>>,
    predicate_type: &'static str,
    predicate: Predicate,
}

#[derive(Serialize)]
struct Subject<'a> {
    name: &'a str,
    digest: Sha256Of,
}

#[derive(Serialize)]
struct Sha256Of {
    sha256: Digest,
}

/// The certificate in short; all of it is a subject.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Predicate {
    tool: Tool,
    certificate: Certificate,
    profile: Preset,
    status: Status,
    title: &'static str,
    reasons: Vec<Finding>,
    merkle_root: Digest,
    signing_key: SigningKey,
    input_commitment: Option<InputCommitment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tool {
    name: &'static str,
    version: &'static str,
    engine_sha256: Option<Digest>,
    rules_sha256: Option<Digest>,
}

#[derive(Serialize)]
struct Certificate {
    form: &'static str,
    id: String,
    issued: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SigningKey {
    algorithm: &'static str,
    key_id: Digest,
    /// SubjectPublicKeyInfo in DER, hexadecimal digits.
    public_key: String,
    origin: KeyOrigin,
}

/// The statement about a package, signed, as the JSON of its envelope.
///
/// `entries` are all entries that are there already, the certificate in both
/// forms among them, in any order.
#[must_use]
pub fn signed(facts: &Facts, entries: &[FileFact], signer: &Signer) -> String {
    let statement = statement(facts, entries, signer);
    // No map here has keys that JSON cannot hold, so this does not fail.
    let payload = serde_json::to_vec(&statement).unwrap_or_default();
    envelope::sealed(&payload, signer)
}

pub(super) fn statement<'a>(
    facts: &Facts,
    entries: &'a [FileFact],
    signer: &Signer,
) -> Statement<'a> {
    let mut entries: Vec<&FileFact> = entries.iter().collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let assessment = facts.assess();
    Statement {
        statement_type: STATEMENT_TYPE,
        subject: entries
            .into_iter()
            .map(|entry| Subject {
                name: entry.name.as_str(),
                digest: Sha256Of {
                    sha256: entry.sha256,
                },
            })
            .collect(),
        predicate_type: PREDICATE_TYPE,
        predicate: Predicate {
            tool: Tool {
                name: "Safelight",
                version: env!("CARGO_PKG_VERSION"),
                engine_sha256: facts.identity.engine_sha256,
                rules_sha256: facts.identity.rules_sha256,
            },
            certificate: Certificate {
                form: FORM,
                id: facts.identity.certificate.to_string(),
                issued: facts.identity.issued.to_string(),
            },
            profile: facts.choices.preset,
            status: assessment.status,
            title: assessment.title,
            reasons: assessment.reasons,
            merkle_root: merkle::root(&facts.files),
            signing_key: SigningKey {
                algorithm: "Ed25519",
                key_id: Digest(signer.key_id()),
                public_key: hexadecimal(&signer.public_key_der()),
                origin: signer.origin(),
            },
            input_commitment: facts.identity.input_commitment,
        },
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
