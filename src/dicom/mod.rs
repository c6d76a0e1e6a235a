//! The DICOM room: one Part 10 file in, the same instance without identifiers out.
//!
//! | file | knows |
//! |---|---|
//! | `data` | the data set as a tree of raw values |
//! | `read`, `write`, `charset` | PS3.5 and PS3.10 encodings, no rules |
//! | `table`, `keep` | generated facts: PS3.15 Table E.1-1, what may stay |
//! | `profile` | the rules: element in, decision out, pure |
//! | `walk`, `actions`, `dates` | how a decision is carried out |
//! | `facts` | what pass 1 tells the plan about one instance |

pub mod charset;
pub mod data;
pub mod dates;
pub mod facts;
pub mod profile;
pub mod read;
pub mod standard;
pub mod write;
