//! Safelight: de-identifies DICOM studies and radiology reports on the machine
//! of the person who holds them. Nothing is uploaded.
//!
//! Data goes one way: bytes → [`survey`](pipeline) → plan → clean → verify →
//! package → one zip. Each stage takes the result of the one before it by
//! value; only [`verify`] can make a `Verified`, so packing bytes that were not
//! verified does not compile. The engine has no clock, no files, no network, no
//! log and no randomness of its own: a door (`bin/safelight`, `wasm`) passes
//! such things in.
//!
//! | room | what it does |
//! |---|---|
//! | [`sensitive`], [`finding`], [`policy`], [`known`], [`source`] | words everyone may use |
//! | [`remap`] | random tables: UIDs, pseudonyms, day offsets |
//! | [`dicom`] | one instance: read, decide, clean, write |
//! | [`pixels`] | frames of an instance → samples, and a picture for the eye |
//! | [`deface`] | the face cut out of the slices of a head |
//! | [`wall`] | which pictures a person can look at before the run |
//! | [`text`] | narrative in, spans out |
//! | [`belonging`] | which patient of the drop a report is about |
//! | [`review`] | what a person says to the spans |
//! | [`document`] | PDF, DOCX, TXT in; a new PDF out |
//! | [`ocr`] | text in pictures: pixels in, lines with their places out |
//! | [`screening`] | text in pictures: what of it to hide |
//! | [`verify`] | re-reads finished bytes as a stranger |
//! | [`typeset`] | text on pages → a tagged PDF |
//! | [`certificate`] | counts → PDF and JSON |
//! | [`package`] | verified entries → one zip |
//! | [`pipeline`] | the order of the stages |
//! | [`shards`] | one drop cleaned in parts: plan and shards as files |

#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod accession;
pub mod attestation;
pub mod belonging;
pub mod boxes;
pub mod certificate;
pub mod coded_text;
pub mod container;
pub mod crosswalk;
pub mod deface;
pub mod dicom;
pub mod document;
pub mod finding;
pub mod header_diff;
pub mod identities;
pub mod inventory;
pub mod kept;
pub mod known;
pub mod narrative;
pub mod package;
pub mod pipeline;
pub mod pixels;
pub mod plan;
pub mod policy;
pub mod question;
pub mod record;
pub mod remap;
pub mod review;
pub mod safe_harbor;
pub mod sample;
pub mod screening;
pub mod sensitive;
pub mod shards;
pub mod source;
pub mod summary;
pub mod survey;
pub mod text;
pub mod typeset;
pub mod verify;
pub mod wall;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use safelight_ocr as ocr;
