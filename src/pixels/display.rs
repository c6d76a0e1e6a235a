//! A frame for the eye and for recognition of text: 8 bit grey or RGB.

use super::color::{full_range, studio_range};
use super::image::{Image, Photometric};
use super::looks::{Look, Polarity, Window, WindowShape};
use super::pixel_error::PixelError;
use super::samples::{Samples, Values};
use super::tags;

/// What stands side by side for each pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownChannels {
    /// One byte: 0 is black.
    Grey,
    /// Three bytes: red, green, blue.
    Rgb,
}

impl ShownChannels {
    /// Bytes of a pixel.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

/// One frame as a viewer shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Pixels in a row.
    pub width_px: usize,
    /// Rows.
    pub height_px: usize,
    /// Bytes of a pixel.
    pub channels: ShownChannels,
    /// Row by row, from the top left.
    pub bytes: Vec<u8>,
}

/// Makes the picture.
pub(super) fn show(samples: &Samples, image: &Image, look: &Look) -> Result<Shown, PixelError> {
    let (channels, bytes) = match samples.photometric {
        Photometric::Monochrome1 | Photometric::Monochrome2 => {
            (ShownChannels::Grey, grey(samples, look))
        }
        Photometric::PaletteColor => {
            let palette = image.palette.as_ref().ok_or(PixelError::Missing {
                tag: tags::PALETTE_DESCRIPTORS[0],
            })?;
            let colors = samples
                .values
                .numbers()
                .flat_map(|value| palette.color(value));
            (ShownChannels::Rgb, colors.collect())
        }
        Photometric::Rgb | Photometric::YbrIct | Photometric::YbrRct | Photometric::Xyb => {
            (ShownChannels::Rgb, color(samples, |pixel| pixel))
        }
        Photometric::YbrFull | Photometric::YbrFull422 | Photometric::YbrFull420 => {
            let bits = samples.bits;
            (
                ShownChannels::Rgb,
                color(samples, |pixel| full_range(pixel, bits)),
            )
        }
        Photometric::YbrPartial422 | Photometric::YbrPartial420 => {
            (ShownChannels::Rgb, color(samples, studio_range))
        }
    };
    Ok(Shown {
        width_px: samples.columns,
        height_px: samples.rows,
        channels,
        bytes,
    })
}

/// The window that a frame is shown by, for a person who goes on from it; `None` if
/// it is no grey frame. A table and a spread of values are told as the window that
/// is nearest to them.
pub(super) fn window(samples: &Samples, look: &Look) -> Option<Window> {
    match samples.photometric {
        Photometric::Monochrome1 | Photometric::Monochrome2 => Scale::of(samples, look).window(),
        Photometric::PaletteColor
        | Photometric::Rgb
        | Photometric::YbrFull
        | Photometric::YbrFull422
        | Photometric::YbrFull420
        | Photometric::YbrPartial422
        | Photometric::YbrPartial420
        | Photometric::YbrIct
        | Photometric::YbrRct
        | Photometric::Xyb => None,
    }
}

/// From 0 to 1 → 0 to 255.
fn byte(level: f64) -> u8 {
    // A cast from floating point saturates; NaN becomes 0.
    (level * 255.0 + 0.5) as u8
}

fn color(samples: &Samples, convert: impl Fn([f64; 3]) -> [f64; 3]) -> Vec<u8> {
    let greatest = 2_f64.powi(i32::try_from(samples.bits).unwrap_or(8)) - 1.0;
    let mut numbers = samples.values.numbers();
    let mut bytes = Vec::with_capacity(samples.values.len());
    while let (Some(first), Some(second), Some(third)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        let pixel = convert([first, second, third]);
        bytes.extend(pixel.map(|one| byte(one / greatest)));
    }
    bytes
}

fn grey(samples: &Samples, look: &Look) -> Vec<u8> {
    let scale = Scale::of(samples, look);
    let dark_is_high = samples.photometric == Photometric::Monochrome1;
    let inverted = dark_is_high != (look.polarity == Polarity::Inverse);
    let shade = |stored: f64| {
        let level = scale.level(look.modality_value(stored));
        byte(if inverted { 1.0 - level } else { level })
    };
    match &samples.values {
        // A table of all values is quicker than arithmetic for each pixel.
        Values::U8(cells) => {
            let table: Vec<u8> = (0..=u8::MAX).map(|value| shade(f64::from(value))).collect();
            let at = |cell: &u8| table.get(usize::from(*cell)).copied().unwrap_or_default();
            cells.iter().map(at).collect()
        }
        Values::U16(cells) if cells.len() > 1 << 16 => {
            let table: Vec<u8> = (0..=u16::MAX)
                .map(|value| shade(f64::from(value)))
                .collect();
            let at = |cell: &u16| table.get(usize::from(*cell)).copied().unwrap_or_default();
            cells.iter().map(at).collect()
        }
        Values::I16(cells) if cells.len() > 1 << 16 => {
            let table: Vec<u8> = (0..=u16::MAX)
                .map(|value| shade(f64::from(value.cast_signed())))
                .collect();
            let at = |cell: &i16| {
                let place = usize::from(cell.cast_unsigned());
                table.get(place).copied().unwrap_or_default()
            };
            cells.iter().map(at).collect()
        }
        Values::U16(_)
        | Values::I16(_)
        | Values::U32(_)
        | Values::I32(_)
        | Values::F32(_)
        | Values::F64(_) => samples.values.numbers().map(shade).collect(),
    }
}

/// What brings a modality value between black and white.
enum Scale<'a> {
    Table(&'a super::looks::Lut),
    Window(Window),
    Range { least: f64, greatest: f64 },
}

impl<'a> Scale<'a> {
    fn of(samples: &Samples, look: &'a Look) -> Self {
        if let Some(lut) = &look.voi {
            return Self::Table(lut);
        }
        if let Some(window) = look.window {
            return Self::Window(window);
        }
        let mut least = f64::INFINITY;
        let mut greatest = f64::NEG_INFINITY;
        for stored in samples.values.numbers() {
            if stored.is_finite() && !look.is_padding(stored) {
                let value = look.modality_value(stored);
                least = least.min(value);
                greatest = greatest.max(value);
            }
        }
        Self::Range { least, greatest }
    }

    /// `None` if no value is a number.
    fn window(&self) -> Option<Window> {
        let (least, greatest) = match self {
            Self::Window(window) => return Some(*window),
            Self::Table(lut) => {
                let first = f64::from(lut.first);
                let entries = u32::try_from(lut.entries.len()).unwrap_or(u32::MAX);
                (first, first + f64::from(entries))
            }
            Self::Range { least, greatest } => (*least, *greatest),
        };
        let width = greatest - least;
        (width >= 0.0 && width.is_finite()).then(|| Window {
            center: least + width / 2.0,
            width: if width > 0.0 { width } else { 1.0 },
            shape: WindowShape::LinearExact,
        })
    }

    fn level(&self, value: f64) -> f64 {
        match self {
            Self::Table(lut) => f64::from(lut.at(value)) / lut.greatest(),
            Self::Window(window) => window.level(value),
            Self::Range { least, greatest } if greatest > least => {
                ((value - least) / (greatest - least)).clamp(0.0, 1.0)
            }
            // One value all over: no contrast to show.
            Self::Range { .. } => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::looks::{Lut, Window, WindowShape};
    use super::super::palette::Palette;
    use super::super::tests::{grey as grey_image, rgb};
    use super::*;

    fn samples(photometric: Photometric, values: Values) -> Samples {
        let channels = photometric.channels();
        Samples {
            rows: 1,
            columns: values.len() / channels,
            channels,
            photometric,
            bits: 8,
            values,
        }
    }

    fn shown(samples: &Samples, look: &Look) -> Vec<u8> {
        let image = grey_image(1, 1, 8, 8);
        show(samples, &image, look).expect("a picture").bytes
    }

    #[test]
    fn without_a_window_the_values_are_spread_and_padding_is_left_out() {
        let cells = samples(
            Photometric::Monochrome2,
            Values::I16(vec![-2000, -10, 0, 10]),
        );
        let look = Look {
            padding: Some((-2000.0, -2000.0)),
            ..Look::default()
        };
        assert_eq!(shown(&cells, &look), [0, 0, 128, 255]);
        let inverted = samples(Photometric::Monochrome1, Values::U8(vec![0, 255]));
        assert_eq!(shown(&inverted, &Look::default()), [255, 0]);
        let inverse = Look {
            polarity: Polarity::Inverse,
            ..Look::default()
        };
        assert_eq!(shown(&inverted, &inverse), [0, 255]);
    }

    #[test]
    fn rescale_comes_before_the_window() {
        let cells = samples(Photometric::Monochrome2, Values::U16(vec![0, 1024, 4095]));
        let look = Look {
            slope: 1.0,
            intercept: -1024.0,
            window: Some(Window {
                center: 0.0,
                width: 400.0,
                shape: WindowShape::LinearExact,
            }),
            ..Look::default()
        };
        assert_eq!(shown(&cells, &look), [0, 128, 255]);
    }

    #[test]
    fn tables_stand_before_numbers() {
        let lut = |entries: Vec<u16>| Lut {
            first: 0,
            bits: 8,
            entries,
        };
        let cells = samples(Photometric::Monochrome2, Values::U8(vec![0, 1]));
        let look = Look {
            slope: 50.0,
            modality: Some(lut(vec![1, 0])),
            voi: Some(lut(vec![200, 100])),
            ..Look::default()
        };
        assert_eq!(shown(&cells, &look), [100, 200]);
    }

    #[test]
    fn the_window_that_is_told_shows_the_same_picture() {
        let cells = samples(Photometric::Monochrome2, Values::I16(vec![-10, 0, 10, 30]));
        let look = Look {
            slope: 2.0,
            intercept: 5.0,
            ..Look::default()
        };
        let told = window(&cells, &look).expect("a window");
        assert_eq!((told.center, told.width), (25.0, 80.0));
        let again = Look {
            window: Some(told),
            ..look.clone()
        };
        assert_eq!(shown(&cells, &again), shown(&cells, &look));
        let table = Look {
            voi: Some(Lut {
                first: -2,
                bits: 8,
                entries: vec![0; 10],
            }),
            ..look
        };
        let told = window(&cells, &table).expect("a window");
        assert_eq!((told.center, told.width), (3.0, 10.0));
        let flat = samples(Photometric::Monochrome1, Values::U8(vec![7, 7]));
        let told = window(&flat, &Look::default()).expect("a window");
        assert_eq!((told.center, told.width), (7.0, 1.0));
        let none = samples(Photometric::Monochrome2, Values::F32(vec![f32::NAN]));
        assert_eq!(window(&none, &Look::default()), None);
        let color = samples(Photometric::Rgb, Values::U8(vec![1, 2, 3]));
        assert_eq!(window(&color, &Look::default()), None);
    }

    #[test]
    fn color_is_shown_as_red_green_and_blue() {
        let ybr = samples(Photometric::YbrFull, Values::U8(vec![76, 85, 255]));
        assert_eq!(shown(&ybr, &Look::default()), [254, 0, 0]);
        let plain = samples(Photometric::Rgb, Values::U8(vec![1, 2, 3]));
        assert_eq!(shown(&plain, &Look::default()), [1, 2, 3]);
        let table = |entries: [u16; 2]| Lut {
            first: 5,
            bits: 16,
            entries: entries.to_vec(),
        };
        let image = Image {
            palette: Some(Palette {
                tables: [table([0, 0xFFFF]), table([0, 0x8000]), table([0, 0x00FF])],
            }),
            ..rgb(1, 1)
        };
        let cells = samples(Photometric::PaletteColor, Values::U8(vec![5, 6]));
        let picture = show(&cells, &image, &Look::default()).expect("a palette");
        assert_eq!(picture.bytes, [0, 0, 0, 255, 128, 0]);
        let without = show(&cells, &rgb(1, 1), &Look::default());
        assert!(without.is_err());
    }

    #[test]
    fn no_number_is_too_strange_to_be_shown() {
        let cells = samples(
            Photometric::Monochrome2,
            Values::F32(vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1.0, 2.0]),
        );
        assert_eq!(shown(&cells, &Look::default()), [0, 255, 0, 0, 255]);
    }
}
