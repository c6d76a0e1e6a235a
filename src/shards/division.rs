//! Which file goes into which shard.

use std::collections::BTreeMap;

use crate::plan::{FilePlan, Plan};

/// What a file costs beside its bytes, as bytes: opening, parsing, searching.
const FILE_BYTES: u64 = 64 << 10;

/// What may not be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Every file can go anywhere.
    Files,
    /// A series stays in one shard: what is read in its frames laid over each other
    /// needs all of them.
    Series,
}

/// The shard of every file of the plan, from nought on: neighbours stay neighbours,
/// and all shards get about as much to do. There may be more shards than files.
#[must_use]
pub fn divide(plan: &Plan, sizes_bytes: &[u64], shards: u32, together: Together) -> Vec<u32> {
    let mut units: Vec<Vec<usize>> = Vec::new();
    let mut series = BTreeMap::new();
    for (place, file) in plan.files.iter().enumerate() {
        let whole = match (together, file) {
            (Together::Series, FilePlan::Instance { facts, .. }) => {
                Some(&facts.series_instance_uid)
            }
            (
                Together::Files | Together::Series,
                FilePlan::Instance { .. } | FilePlan::Report { .. } | FilePlan::Withheld { .. },
            ) => None,
        };
        let known = whole.map(|uid| *series.entry(uid).or_insert(units.len()));
        match known.and_then(|unit| units.get_mut(unit)) {
            Some(unit) => unit.push(place),
            None => units.push(vec![place]),
        }
    }
    let weight = |unit: &[usize]| {
        unit.iter()
            .filter_map(|place| sizes_bytes.get(*place))
            .fold(0_u128, |sum, size| sum + u128::from(size + FILE_BYTES))
    };
    let total: u128 = units.iter().map(|unit| weight(unit)).sum::<u128>().max(1);
    let mut of = vec![0; plan.files.len()];
    let mut before = 0_u128;
    for unit in &units {
        let weight = weight(unit);
        // By its middle, so that no shard gets more than half a unit too much.
        let shard = (before * 2 + weight) * u128::from(shards) / (total * 2);
        before += weight;
        let shard = u32::try_from(shard).unwrap_or(u32::MAX);
        let shard = shard.min(shards.saturating_sub(1));
        for place in unit {
            if let Some(of) = of.get_mut(*place) {
                *of = shard;
            }
        }
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;
    use crate::plan::Surveyed;
    use crate::policy::Policy;
    use crate::sample;

    fn plan() -> (Plan, Vec<u64>) {
        let files = sample::files();
        let surveyed: Vec<Surveyed> = files
            .iter()
            .map(|file| {
                let ending = file.path.rsplit('.').next().unwrap_or_default();
                pipeline::survey(&file.bytes, ending)
            })
            .collect();
        let sizes = files.iter().map(|file| file.bytes.len() as u64).collect();
        (Plan::make(&surveyed, Policy::default(), [7; 32]), sizes)
    }

    #[test]
    fn every_file_has_a_shard_and_the_shards_are_about_alike() {
        let (plan, sizes) = plan();
        for shards in [1, 2, 3, 7, 1000] {
            let of = divide(&plan, &sizes, shards, Together::Files);
            assert_eq!(of.len(), plan.files.len());
            assert!(of.iter().all(|shard| *shard < shards));
            assert!(of.is_sorted(), "neighbours stay neighbours");
        }
        let of = divide(&plan, &sizes, 4, Together::Files);
        let total: u64 = sizes.iter().map(|size| size + FILE_BYTES).sum();
        let largest = sizes.iter().max().expect("files") + FILE_BYTES;
        for shard in 0..4 {
            let pairs = of.iter().zip(&sizes).filter(|(of, _)| **of == shard);
            let weight: u64 = pairs.map(|(_, size)| size + FILE_BYTES).sum();
            assert!(weight <= total / 4 + largest, "shard {shard}: {weight}");
        }
    }

    #[test]
    fn a_series_that_stays_together_is_in_one_shard() {
        let (plan, sizes) = plan();
        let split = |together| {
            let of = divide(&plan, &sizes, 5, together);
            let mut shards: BTreeMap<_, Vec<u32>> = BTreeMap::new();
            for (file, shard) in plan.files.iter().zip(of) {
                if let FilePlan::Instance { facts, .. } = file {
                    let of = shards.entry(&facts.series_instance_uid).or_default();
                    of.push(shard);
                }
            }
            let mut all = shards.values();
            all.any(|of| of.iter().any(|shard| Some(shard) != of.first()))
        };
        assert!(split(Together::Files), "the sample has a series to split");
        assert!(!split(Together::Series));
    }
}
