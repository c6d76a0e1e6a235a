//! What a person sees of the DICOM rules, on instances made for the purpose:
//! read from bytes, cleaned by a plan, written, read again.

mod dates;
mod elements;
mod hiding_places;
mod instance;
mod method;
mod objects;
mod options;
mod private;
