//! What is read is written again, whatever form it stands in; what cannot be
//! read whole is refused with its place.

mod bytes;
mod forms;
mod hostile;
mod memory;
mod round_trip;
