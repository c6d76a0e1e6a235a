//! One drop cleaned in parts: the plan as a file, the division into shards, and what
//! a shard gives.
//!
//! The plan is made once, of all files, and says what becomes of each; cleaning a file
//! needs the plan and that file alone. So the files can be cleaned by any number of
//! machines in any order, and what they give makes the package that one run makes, byte
//! for byte. A plan file holds original values and the tables: it is secret material, as
//! the originals are. A shard file holds what goes into the package, and counts; it is no
//! package, and says so by its form.

mod division;
mod plan_file;
mod shard_file;

pub use division::{Together, divide};
pub use plan_file::{DiskPath, Head, PlanFile, PlanFileError, PlannedInput, PlannedPlace};
pub use shard_file::{
    KeptSlice, KeptSource, ShardContent, ShardError, ShardRow, beginning, ending, open,
};
