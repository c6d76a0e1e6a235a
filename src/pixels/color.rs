//! Luminance and chrominance to red, green and blue (PS3.3 C.7.6.3.1.2).

/// `YBR_FULL`: ITU-R BT.601, full range, at `bits` bits.
pub(super) fn full_range(pixel: [f64; 3], bits: u32) -> [f64; 3] {
    let middle = 2_f64.powi(i32::try_from(bits).unwrap_or(8) - 1);
    let [luminance, blue, red] = pixel;
    let (blue, red) = (blue - middle, red - middle);
    [
        luminance + 1.402 * red,
        luminance - 0.344_136 * blue - 0.714_136 * red,
        luminance + 1.772 * blue,
    ]
}

/// `YBR_PARTIAL`: luminance 16 to 235, chrominance 16 to 240, at 8 bits.
pub(super) fn studio_range(pixel: [f64; 3]) -> [f64; 3] {
    let [luminance, blue, red] = pixel;
    let luminance = (luminance - 16.0) * 255.0 / 219.0;
    let blue = (blue - 128.0) * 255.0 / 224.0 + 128.0;
    let red = (red - 128.0) * 255.0 / 224.0 + 128.0;
    full_range([luminance, blue, red], 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(pixel: [f64; 3]) -> [i32; 3] {
        pixel.map(|one| one.round() as i32)
    }

    #[test]
    fn grey_stays_grey_and_red_is_red() {
        assert_eq!(rounded(full_range([77.0, 128.0, 128.0], 8)), [77, 77, 77]);
        assert_eq!(rounded(full_range([76.0, 85.0, 255.0], 8)), [254, 0, 0]);
        assert_eq!(
            rounded(studio_range([235.0, 128.0, 128.0])),
            [255, 255, 255]
        );
        assert_eq!(rounded(studio_range([16.0, 128.0, 128.0])), [0, 0, 0]);
    }
}
