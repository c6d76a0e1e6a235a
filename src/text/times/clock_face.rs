//! Positions on the clock face, ratios and durations, which look like times.

use crate::text::token::Page;

/// `2:1 ratio`, `12:30 position`, `4:30 minutes`, `at 10:00, 4 cm from the nipple`.
pub(super) fn is_position_or_ratio(page: &Page, at: usize, end: usize) -> bool {
    let before = page.low(at.wrapping_sub(1));
    if matches!(before, "ratio" | "titer" | "dilution" | "series" | "image") {
        return true;
    }
    if page.is_sign(end, '\'') && page.low(end.wrapping_sub(1)) == "o" {
        return true;
    }
    for step in 0..6 {
        let word = page.low(end + step);
        if page.is_line_end(end + step) || page.is_sign(end + step, ';') {
            break;
        }
        if matches!(
            word,
            "position"
                | "axis"
                | "oclock"
                | "clock"
                | "location"
                | "ratio"
                | "minutes"
                | "min"
                | "nipple"
                | "fn"
                | "radian"
                | "cmfn"
        ) {
            return true;
        }
    }
    let side = |step: usize| matches!(page.low(at.wrapping_sub(step)), "left" | "right");
    if side(1) {
        return true;
    }
    let breast = |step: usize| {
        matches!(
            page.low(at.wrapping_sub(step)),
            "breast" | "quadrant" | "areola" | "axilla"
        )
    };
    (1..=4).any(breast) || is_on_clock_face(page, at, end)
}

/// `lump at 3:00`, `tumor is possible at 4:30`: something found at a whole or
/// half hour of the clock face; nobody calls or signs before it.
fn is_on_clock_face(page: &Page, at: usize, end: usize) -> bool {
    let hour = page.value(at).is_some_and(|hour| (1..=12).contains(&hour));
    let half = matches!(page.value(at + 2), Some(0 | 30));
    let padded = page.raw(at).starts_with('0');
    let found = |word: &str| {
        matches!(
            word,
            "lump"
                | "lumps"
                | "mass"
                | "masses"
                | "asymmetry"
                | "distortion"
                | "calcification"
                | "calcifications"
                | "clip"
                | "marker"
                | "cyst"
                | "cysts"
                | "nodule"
                | "nodules"
                | "tumor"
                | "lesion"
                | "density"
                | "scar"
                | "fibroadenoma"
                | "hematoma"
                | "seroma"
                | "duct"
                | "pain"
                | "thickening"
        )
    };
    let told = |word: &str| {
        matches!(
            word,
            "called"
                | "notified"
                | "discussed"
                | "reported"
                | "signed"
                | "dictated"
                | "paged"
                | "told"
                | "phoned"
                | "seen"
                | "arrived"
                | "biopsied"
                | "placed"
        )
    };
    let before: Vec<&str> = (1..=10)
        .map_while(|step| at.checked_sub(step))
        .take_while(|&place| !page.is_line_end(place))
        .map(|place| page.low(place))
        .collect();
    end == at + 3
        && hour
        && half
        && !padded
        && before.iter().any(|word| found(word))
        && !before.iter().any(|word| told(word))
}
