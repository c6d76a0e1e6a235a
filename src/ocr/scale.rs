//! Pictures made larger or smaller.

use super::picture::Picture;

/// A picture in another size: samples from 0 to 255, channel after channel.
pub(super) struct Scaled {
    pub(super) width: usize,
    pub(super) height: usize,
    /// One plane for a grey picture, three for a coloured one.
    pub(super) planes: Vec<Vec<f32>>,
}

/// What one new sample takes from the old ones.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// The picture in this size. A triangle as wide as a new pixel weighs the old
/// ones, so that thin strokes do not fall between the samples.
pub(super) fn scaled(picture: &Picture, width: usize, height: usize) -> Scaled {
    let across = taps(picture.width(), width);
    let down = taps(picture.height(), height);
    let count = picture.channels().count();
    let planes = (0..count).map(|channel| {
        let mut rows = Vec::with_capacity(picture.height() * width);
        for row in picture.rows() {
            let samples: Vec<f32> = row
                .iter()
                .skip(channel)
                .step_by(count)
                .map(|sample| f32::from(*sample))
                .collect();
            rows.extend(across.iter().map(|taps| taps.of(&samples)));
        }
        upright(&rows, width, &down)
    });
    Scaled {
        width,
        height,
        planes: planes.collect(),
    }
}

fn upright(rows: &[f32], width: usize, down: &[Taps]) -> Vec<f32> {
    let mut plane = Vec::with_capacity(width * down.len());
    let mut line = vec![0.0_f32; width];
    for taps in down {
        line.fill(0.0);
        let sources = rows.chunks_exact(width).skip(taps.first);
        for (source, weight) in sources.zip(&taps.weights) {
            for (sum, sample) in line.iter_mut().zip(source) {
                *sum += sample * weight;
            }
        }
        plane.extend_from_slice(&line);
    }
    plane
}

fn taps(from: usize, to: usize) -> Vec<Taps> {
    let step = from as f32 / to.max(1) as f32;
    let reach = step.max(1.0);
    let taps = (0..to).map(|place| {
        let middle = (place as f32 + 0.5) * step;
        let first = (middle - reach).floor().max(0.0) as usize;
        let end = ((middle + reach).ceil() as usize).min(from);
        let weights = (first..end)
            .map(|source| (1.0 - ((source as f32 + 0.5 - middle) / reach).abs()).max(0.0));
        let mut weights: Vec<f32> = weights.collect();
        let sum: f32 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum.max(1e-6);
        }
        Taps { first, weights }
    });
    taps.collect()
}

impl Taps {
    fn of(&self, samples: &[f32]) -> f32 {
        let sources = samples.iter().skip(self.first);
        sources
            .zip(&self.weights)
            .map(|(sample, weight)| sample * weight)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::Channels;
    use super::*;

    #[test]
    fn the_same_size_is_the_same_picture() {
        let samples: Vec<u8> = (0..24).collect();
        let picture = Picture::new(4, 2, Channels::Colour, samples).unwrap();
        let same = scaled(&picture, 4, 2);
        assert_eq!(same.planes.len(), 3);
        assert_eq!(
            same.planes[1],
            [1, 4, 7, 10, 13, 16, 19, 22].map(|v| v as f32)
        );
    }

    #[test]
    fn a_thin_stroke_survives_being_made_small() {
        let mut samples = vec![0_u8; 64];
        for row in samples.chunks_mut(16) {
            row[5] = 240;
        }
        let picture = Picture::new(16, 4, Channels::Grey, samples).unwrap();
        let small = scaled(&picture, 4, 1);
        assert!(small.planes[0][1] > 25.0, "{:?}", small.planes[0]);
    }
}
