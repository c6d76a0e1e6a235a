//! The weights of the model, as `examples/train_names.rs` writes them.

use super::Steps;
use super::features::{BUCKETS, Separator, Tokens};

static BYTES: &[u8] = include_bytes!("weights.bin");

/// Weights of each feature for person, site and place; what stays has none.
pub struct Weights {
    features: &'static [[u8; 3]; BUCKETS],
    steps: &'static [u8],
}

/// Steps from four tags to four tags for each separator.
const STEPS: usize = Separator::COUNT * 16;

/// Stands for weights that are not there.
static NO_WEIGHTS: [[u8; 3]; BUCKETS] = [[0; 3]; BUCKETS];

impl Weights {
    /// The built-in weights: a line of text for the reader, then the numbers,
    /// one signed byte each.
    pub fn get() -> Self {
        let head = BYTES.iter().position(|&byte| byte == b'\n');
        let numbers = head.and_then(|head| BYTES.get(head + 1..));
        let (steps, features) = numbers
            .and_then(|numbers| numbers.split_at_checked(STEPS))
            .unwrap_or_default();
        let features = features.as_chunks().0.try_into();
        Self {
            features: features.unwrap_or(&NO_WEIGHTS),
            steps,
        }
    }

    /// What the features of one token say for each tag.
    pub fn scores(&self, tokens: &Tokens, number: usize, favour: [i32; 3]) -> [i32; 4] {
        let [mut person, mut site, mut place] = favour;
        tokens.each_feature(number, |feature| {
            if let Some(weights) = self.features.get(feature as usize % BUCKETS) {
                person += signed(weights[0]);
                site += signed(weights[1]);
                place += signed(weights[2]);
            }
        });
        [0, person, site, place]
    }

    /// What one tag behind another says, by separator, first and second tag.
    pub fn steps(&self) -> Steps {
        let mut steps = [[[0; 4]; 4]; Separator::COUNT];
        let places = steps.as_flattened_mut().as_flattened_mut();
        for (step, byte) in places.iter_mut().zip(self.steps) {
            *step = signed(*byte);
        }
        steps
    }
}

fn signed(byte: u8) -> i32 {
    i32::from(byte.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_all_there() {
        let weights = Weights::get();
        assert_eq!(weights.steps.len(), STEPS);
        assert!(weights.features.iter().any(|three| *three != [0; 3]));
    }
}
