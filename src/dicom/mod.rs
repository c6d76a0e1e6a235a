//! The DICOM room: one Part 10 file in, the same instance without identifiers out.
//!
//! | file | knows |
//! |---|---|
//! | `data` | the data set as a tree of raw values |
//! | `read`, `write`, `charset` | PS3.5 and PS3.10 encodings, no rules |
//! | `standard` | generated facts of PS3.15, PS3.6, PS3.3; what may stay and why |
//! | `profile` | the rules: element in, decision out, pure |
//! | `walk`, `actions`, `strings`, `dates` | how a decision is carried out |
//! | `letters_in_bytes` | text in the place of numbers or opaque bytes |
//! | `trust` | which findings hold in which kind of value |
//! | `overlay_bits` | overlays in the unused bits of pixel cells |
//! | `references` | references that stay because their object is in the drop |
//! | `structured` | content items of structured reports |
//! | `encapsulated` | documents inside instances: taken out, put in |
//! | `markers` | what the product writes itself; the file meta group |
//! | `directory` | the new DICOMDIR, made of what cleaned instances say |
//! | `explain`, `purposes` | the profile as printable tables |
//! | `private` | which private elements stay |
//! | `facts` | what pass 1 tells the plan about one instance |

pub mod actions;
pub mod charset;
pub mod data;
pub mod dates;
pub mod directory;
pub mod encapsulated;
pub mod explain;
pub mod facts;
pub mod hidden;
pub mod identity;
mod letters_in_bytes;
mod lookup;
mod markers;
pub mod overlay_bits;
mod private;
pub mod profile;
mod purposes;
pub mod read;
pub mod references;
pub mod standard;
pub mod strings;
pub mod structured;
pub mod trust;
pub mod walk;
pub mod write;

pub use explain::{ExplainRow, Reason, ReasonKind, explain};
pub use facts::facts;
pub use markers::is_own_text;
pub use purposes::purposes;
pub use walk::{
    CleanInstance, Cleaning, Compared, ComparedValue, FindText, Form, Shown, Step, clean, compare,
};
