//! The machine form of the certificate: an in-toto Statement v1 about every
//! entry of the package, in a DSSE envelope, signed with Ed25519.
//!
//! | file | knows |
//! |---|---|
//! | `key` | the signing key: drawn for the run, or an organisation's |
//! | `statement` | what is said of the package |
//! | `envelope` | how it is signed |
//! | `commitment` | a number that stands for the inputs and tells nothing of them |
//!
//! The order avoids a circle: entries, their Merkle root, the certificate that
//! prints it, the statement about all of these, `SHA256SUMS` about everything.

pub mod commitment;
pub mod envelope;
pub mod key;
pub mod statement;

#[cfg(test)]
mod schema_tests;
