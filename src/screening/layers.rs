//! The frames of a series over each other.

use crate::ocr::{OcrError, Reader};
use crate::pixels::{Projection, Shown, ShownChannels};

use super::{AllowList, FrameLines, Screener, Sheet};

/// All frames of a series: those of one size and kind are one picture.
#[derive(Debug, Default)]
pub struct Layers {
    sizes: Vec<Layer>,
}

/// Frames of one size and kind, and whose they are.
#[derive(Debug)]
pub struct Layer {
    form: (usize, usize, ShownChannels),
    projection: Projection,
    /// Places of its instances in the series, each with how many of its frames.
    instances: Vec<(u32, u32)>,
}

impl Layers {
    /// Adds a frame of an instance, by the place of the instance in the series.
    pub fn add(&mut self, instance: u32, shown: Shown) {
        let form = (shown.width_px, shown.height_px, shown.channels);
        let place = self.sizes.iter().position(|layer| layer.form == form);
        let place = place.unwrap_or_else(|| {
            self.sizes.push(Layer {
                form,
                projection: Projection::default(),
                instances: Vec::new(),
            });
            self.sizes.len() - 1
        });
        let Some(layer) = self.sizes.get_mut(place) else {
            return;
        };
        layer.projection.add(shown);
        match layer.instances.last_mut().filter(|last| last.0 == instance) {
            Some(last) => last.1 = last.1.saturating_add(1),
            None => layer.instances.push((instance, 1)),
        }
    }

    /// The layers, in the order in which their sizes were met.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.sizes
    }
}

impl Layer {
    /// The darkest, mean and brightest levels of its frames.
    #[must_use]
    pub const fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The lines of all its frames together.
    ///
    /// # Errors
    /// [`OcrError`].
    pub fn sheet<R: Reader>(
        &self,
        screener: &Screener<R>,
        allowed: &AllowList,
    ) -> Result<Sheet, OcrError> {
        let lines = screener.projection(&self.projection, allowed)?;
        let edge = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Ok(Sheet {
            size: (edge(self.form.0), edge(self.form.1)),
            instances: self.instances.clone(),
            frames: vec![FrameLines { frame: 0, lines }],
            is_layered: true,
        })
    }
}
