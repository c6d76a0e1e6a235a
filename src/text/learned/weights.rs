//! The weights of the model, as `examples/train_names.rs` writes them.

use std::sync::OnceLock;

use super::features::{BUCKETS, Separator};

static BYTES: &[u8] = include_bytes!("weights.bin");

/// Weights of each feature for person, site and place; what stays has none.
pub struct Weights {
    features: &'static [u8],
    steps: &'static [u8],
}

/// Steps from four tags to four tags for each separator.
const STEPS: usize = Separator::COUNT * 16;

impl Weights {
    /// The built-in weights: a line of text for the reader, then the numbers,
    /// one signed byte each.
    pub fn get() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| {
            let head = BYTES
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(0, |at| at + 1);
            let numbers = BYTES.get(head..).unwrap_or_default();
            let (steps, features) = numbers.split_at_checked(STEPS).unwrap_or_default();
            Self { features, steps }
        })
    }

    /// What the features of one token say for each tag.
    pub fn scores(&self, features: &[u32], favour: i32) -> [i32; 4] {
        let mut scores = [0, favour, favour, favour];
        for &feature in features {
            let at = feature as usize % BUCKETS * 3;
            if let Some([person, site, place]) = self.features.get(at..at + 3) {
                scores[1] += signed(*person);
                scores[2] += signed(*site);
                scores[3] += signed(*place);
            }
        }
        scores
    }

    /// What one tag behind another says.
    pub fn step(&self, separator: Separator, from: usize, to: usize) -> i32 {
        let at = separator as usize * 16 + from * 4 + to;
        self.steps.get(at).map_or(0, |&byte| signed(byte))
    }
}

fn signed(byte: u8) -> i32 {
    i32::from(byte as i8)
}
