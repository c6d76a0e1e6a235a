//! What surveys and outcomes have in common: as many are held as there are files.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{KeptText, Outcome};
use crate::dicom::directory;
use crate::finding::Tally;
use crate::identities::Identities;
use crate::plan::Surveyed;

/// What the headers of a drop have in common: nearly all state the same identities.
#[derive(Debug, Default)]
pub struct SharedFacts(BTreeSet<Arc<Identities>>);

impl SharedFacts {
    /// What was surveyed, with what is there already in the place of its own copy.
    #[must_use]
    pub fn share(&mut self, mut surveyed: Surveyed) -> Surveyed {
        if let Surveyed::Instance(facts) = &mut surveyed {
            once(&mut self.0, &mut facts.identities);
            facts.known.shrink_to_fit();
            facts.uids.shrink_to_fit();
            facts.retainable.shrink_to_fit();
        }
        surveyed
    }
}

/// Each once: instances of a series are counted alike, and keep the same texts.
#[derive(Debug, Default)]
pub struct Shared {
    directory: directory::Shared,
    tallies: BTreeSet<Arc<Tally>>,
    kept: BTreeSet<Arc<Vec<KeptText>>>,
}

impl Shared {
    /// The outcome, with what is there already in the place of its own copies.
    #[must_use]
    pub fn share(&mut self, mut outcome: Outcome) -> Outcome {
        if let Some(entry) = &mut outcome.directory {
            self.directory.share(entry);
        }
        once(&mut self.tallies, &mut outcome.tally);
        once(&mut self.kept, &mut outcome.kept);
        outcome.entries.shrink_to_fit();
        outcome
    }
}

fn once<T: Ord>(all: &mut BTreeSet<Arc<T>>, one: &mut Arc<T>) {
    match all.get(one) {
        Some(same) => *one = Arc::clone(same),
        None => {
            all.insert(Arc::clone(one));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, Cleaner};
    use crate::plan::Plan;
    use crate::policy::Policy;
    use crate::sample;

    #[test]
    fn what_slices_of_a_series_have_in_common_is_held_once_and_is_what_it_was() {
        let slices: Vec<Vec<u8>> = sample::files()
            .into_iter()
            .filter(|file| file.path.contains("/CT_") && file.path.contains("MPR_CHEST"))
            .map(|file| file.bytes)
            .take(8)
            .collect();
        let surveyed: Vec<Surveyed> = slices
            .iter()
            .map(|slice| pipeline::survey(slice, "dcm"))
            .collect();
        let mut facts = SharedFacts::default();
        let shared: Vec<Surveyed> = surveyed
            .iter()
            .cloned()
            .map(|one| facts.share(one))
            .collect();
        assert_eq!(shared, surveyed);
        let [Surveyed::Instance(one), .., Surveyed::Instance(other)] = shared.as_slice() else {
            panic!("the sample has slices");
        };
        assert!(Arc::ptr_eq(&one.identities, &other.identities));

        let cleaner = Cleaner::new(Plan::make(&surveyed, Policy::default(), [7; 32]));
        let mut common = Shared::default();
        let outcomes: Vec<Outcome> = (0..slices.len())
            .map(|place| {
                let outcome = cleaner.run(&slices[place], place);
                let sealed = outcome.seal(&cleaner.plan().receipt_key);
                let shared = common.share(outcome);
                assert_eq!(sealed, shared.seal(&cleaner.plan().receipt_key));
                shared
            })
            .collect();
        for one in &outcomes {
            for other in &outcomes {
                let same = Arc::ptr_eq(&one.tally, &other.tally);
                assert_eq!(same, one.tally == other.tally);
                let same = Arc::ptr_eq(&one.kept, &other.kept);
                assert_eq!(same, one.kept == other.kept);
            }
        }
        let tallies: BTreeSet<&Arc<Tally>> = outcomes.iter().map(|one| &one.tally).collect();
        assert!(tallies.len() < outcomes.len(), "some are counted alike");
    }
}
