//! How stored values become brightness: modality LUT, VOI LUT and window
//! (PS3.3 C.11.1, C.11.2, C.11.6).

/// A lookup table as PS3.3 C.11.1.1.1 describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lut {
    /// The input that the first entry is for.
    pub first: i32,
    /// Bits of an entry: 8 to 16.
    pub bits: u32,
    /// Outputs, never empty.
    pub entries: Vec<u16>,
}

impl Lut {
    /// The output for an input; inputs beyond the table take its first or last
    /// entry.
    #[must_use]
    pub fn at(&self, input: f64) -> u16 {
        let last = self.entries.len().saturating_sub(1);
        // A cast from floating point saturates; NaN becomes 0.
        let place = ((input - f64::from(self.first)).floor().max(0.0) as usize).min(last);
        self.entries.get(place).copied().unwrap_or_default()
    }

    /// The greatest output that its bits allow.
    #[must_use]
    pub fn greatest(&self) -> f64 {
        f64::from((1_u32 << self.bits.min(16)) - 1)
    }
}

/// VOI LUT Function (0028,1056), PS3.3 C.11.2.1.2 and C.11.2.1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowShape {
    /// LINEAR, the default.
    Linear,
    /// `LINEAR_EXACT`.
    LinearExact,
    /// SIGMOID.
    Sigmoid,
}

/// Window Center and Window Width, in the units behind the modality LUT.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Window Center (0028,1050).
    pub center: f64,
    /// Window Width (0028,1051), above zero.
    pub width: f64,
    /// How the inside is spread.
    pub shape: WindowShape,
}

impl Window {
    /// Where a value stands between black (0) and white (1).
    #[must_use]
    pub fn level(&self, value: f64) -> f64 {
        let from_center = value - self.center;
        match self.shape {
            WindowShape::Linear if self.width > 1.0 => {
                (from_center + 0.5) / (self.width - 1.0) + 0.5
            }
            // A width of 1 is a threshold, C.11.2.1.2.1.
            WindowShape::Linear => f64::from(u8::from(from_center > -0.5)),
            WindowShape::LinearExact => from_center / self.width + 0.5,
            WindowShape::Sigmoid => 1.0 / (1.0 + (-4.0 * from_center / self.width).exp()),
        }
        .clamp(0.0, 1.0)
    }
}

/// Presentation LUT Shape (2050,0020), PS3.3 C.11.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// As the photometric interpretation says.
    AsIs,
    /// INVERSE.
    Inverse,
}

/// All that decides how grey values of one frame are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Rescale Slope (0028,1053).
    pub slope: f64,
    /// Rescale Intercept (0028,1052).
    pub intercept: f64,
    /// Modality LUT; stands before slope and intercept.
    pub modality: Option<Lut>,
    /// The first VOI LUT; stands before the window.
    pub voi: Option<Lut>,
    /// The first window. Without any the values of the frame are spread from the
    /// least to the greatest.
    pub window: Option<Window>,
    /// Presentation LUT Shape.
    pub polarity: Polarity,
    /// Stored values that are padding, from and to (0028,0120), (0028,0121).
    pub padding: Option<(f64, f64)>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            slope: 1.0,
            intercept: 0.0,
            modality: None,
            voi: None,
            window: None,
            polarity: Polarity::AsIs,
            padding: None,
        }
    }
}

impl Look {
    /// The same look with a window of the person's, in the units of the modality.
    /// It stands in the place of a window and of a VOI LUT.
    ///
    /// `None` if the numbers are no window.
    #[must_use]
    pub fn windowed(&self, center: f64, width: f64) -> Option<Self> {
        let is_window = center.is_finite() && width.is_finite() && width > 0.0;
        is_window.then(|| Self {
            voi: None,
            window: Some(Window {
                center,
                width,
                shape: self
                    .window
                    .map_or(WindowShape::LinearExact, |window| window.shape),
            }),
            ..self.clone()
        })
    }

    /// A stored value in the units of the modality (HU, SUV, ...).
    #[must_use]
    pub fn modality_value(&self, stored: f64) -> f64 {
        match &self.modality {
            Some(lut) => f64::from(lut.at(stored)),
            None => stored * self.slope + self.intercept,
        }
    }

    /// Whether a stored value is padding.
    #[must_use]
    pub fn is_padding(&self, stored: f64) -> bool {
        self.padding
            .is_some_and(|(from, to)| (from..=to).contains(&stored))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_those_of_the_standard() {
        let window = |shape| Window {
            center: 2048.0,
            width: 4096.0,
            shape,
        };
        // PS3.3 C.11.2.1.2.1, first example: 0 is black, 4095 is white.
        let linear = window(WindowShape::Linear);
        assert!(linear.level(0.0) < 1e-9);
        assert!((linear.level(4095.0) - 1.0).abs() < 1e-9);
        assert!(linear.level(1.0) > 0.0);
        let exact = window(WindowShape::LinearExact);
        assert!(exact.level(0.0) < 1e-9);
        assert!((exact.level(4096.0) - 1.0).abs() < 1e-9);
        let sigmoid = window(WindowShape::Sigmoid);
        assert!((sigmoid.level(2048.0) - 0.5).abs() < 1e-9);
        let threshold = Window {
            center: 1.0,
            width: 1.0,
            shape: WindowShape::Linear,
        };
        assert_eq!((threshold.level(0.0), threshold.level(1.0)), (0.0, 1.0));
    }

    #[test]
    fn a_window_of_the_person_takes_the_place_of_table_and_window() {
        let look = Look {
            slope: 2.0,
            voi: Some(Lut {
                first: 0,
                bits: 8,
                entries: vec![0],
            }),
            ..Look::default()
        };
        let own = look.windowed(40.0, 400.0).expect("a window");
        assert_eq!((own.voi.as_ref(), own.slope), (None, 2.0));
        let window = own.window.expect("the window");
        assert_eq!((window.center, window.width), (40.0, 400.0));
        for (center, width) in [
            (f64::NAN, 1.0),
            (0.0, 0.0),
            (0.0, -1.0),
            (0.0, f64::INFINITY),
        ] {
            assert_eq!(look.windowed(center, width), None);
        }
    }

    #[test]
    fn a_table_takes_inputs_from_its_first_one_on() {
        let lut = Lut {
            first: -1,
            bits: 12,
            entries: vec![7, 8, 4095],
        };
        let outputs: Vec<u16> = [-9.0, -1.0, 0.0, 1.0, 99.0, f64::NAN]
            .map(|input| lut.at(input))
            .to_vec();
        assert_eq!(outputs, [7, 7, 8, 4095, 4095, 7]);
    }
}
