//! The looks at one picture in which it is read, and two readings of one line.

use super::FoundLine;
use super::gather::{pixels, shared};
use super::judge::{Judge, Reading};
use crate::ocr::{Bounds, Channels, Line, OcrError, Picture as Read, Reader};
use crate::pixels::{Look, Picture, PixelError, Shown, ShownChannels};

/// A line of which this share was read already is read a second time: three
/// fifths.
const SECOND: (u64, u64) = (3, 5);

/// The looks at one frame: as a viewer shows it, and, where a window hides a part
/// of the values, all of them from the least to the greatest.
pub(super) fn looks(picture: &Picture<'_>, frame: u32) -> Result<Vec<Shown>, PixelError> {
    let samples = picture.decode(frame)?;
    let look = picture.image().look(frame);
    let mut looks = vec![picture.show_with(&samples, look)?];
    if look.window.is_some() || look.voi.is_some() {
        let whole = Look {
            window: None,
            voi: None,
            ..look.clone()
        };
        let shown = picture.show_with(&samples, &whole)?;
        if looks.first() != Some(&shown) {
            looks.push(shown);
        }
    }
    Ok(looks)
}

/// Reads parts of a picture as it is and with dark and bright changed.
pub(super) fn read(
    reader: &impl Reader,
    shown: &Shown,
    parts: &[Bounds],
) -> Result<Vec<Line>, OcrError> {
    let channels = match shown.channels {
        ShownChannels::Grey => Channels::Grey,
        ShownChannels::Rgb => Channels::Colour,
    };
    let mut lines = Vec::new();
    let inverted = shown.bytes.iter().map(|byte| !byte).collect();
    for bytes in [shown.bytes.clone(), inverted] {
        let picture = Read::new(shown.width_px, shown.height_px, channels, bytes)?;
        lines.extend(reader.read(&picture, parts)?);
    }
    Ok(lines)
}

/// The lines of all readings. Of several readings of one line the surest counts;
/// of the others known values.
pub(super) fn joined(lines: &[Line], judge: &Judge<'_>, size: (usize, usize)) -> Vec<FoundLine> {
    let mut judged: Vec<(f32, Reading)> = lines
        .iter()
        .filter_map(|line| Some((line.confidence, judge.line(line, size)?)))
        .collect();
    judged.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut joined: Vec<FoundLine> = Vec::new();
    for (_, Reading { line, is_known }) in judged {
        let is_same = |first: &FoundLine| {
            let least = pixels(&first.place).min(pixels(&line.place));
            shared(&first.place, &line.place) * SECOND.1 >= least * SECOND.0
        };
        let covered: u64 = joined
            .iter()
            .map(|first| shared(&first.place, &line.place))
            .sum();
        let is_second = covered * SECOND.1 >= pixels(&line.place) * SECOND.0;
        if !is_second {
            joined.push(line);
            continue;
        }
        let first = joined.iter_mut().find(|first| is_same(first));
        if let Some(first) = first.filter(|first| is_known && first.verdict < line.verdict) {
            first.verdict = line.verdict;
            first.boxes.extend(line.boxes);
        }
    }
    joined.sort_by_key(|line| (line.place.top, line.place.left));
    joined
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::super::allowed::AllowList;
    use super::super::near::Needles;
    use super::super::tests::line;
    use super::*;
    use crate::known::{Known, KnownKind, KnownValue, Role};
    use crate::policy::DateRule;
    use crate::safe_harbor::Letter;
    use crate::sensitive::Sensitive;
    use crate::text::Finder;

    #[test]
    fn of_two_readings_the_surer_counts_unless_the_other_holds_a_known_value() {
        let known = Known::from_values([KnownValue {
            kind: KnownKind::PersonName,
            letter: Letter::A,
            role: Role::Patient,
            value: Sensitive::from("QUILLFEATHER^ODA"),
        }]);
        let judge = Judge {
            needles: &Needles::new(&known),
            finder: &Finder::new(&known, DateRule::Remove),
            allowed: &AllowList::of("CR"),
        };
        let reading = |text: &str, confidence| Line {
            confidence,
            ..line(text)
        };
        let verdicts = |readings: &[Line]| -> Vec<(Verdict, usize)> {
            let joined = joined(readings, &judge, (800, 400));
            joined
                .iter()
                .map(|line| (line.verdict, line.boxes.len()))
                .collect()
        };
        let readings = [reading("SUPINF", 0.7), reading("SUPINE", 0.98)];
        assert_eq!(verdicts(&readings), [(Verdict::Allowed, 0)]);
        let readings = [reading("FRSUPINE ODA", 0.7), reading("PORTABLE 120", 0.98)];
        assert_eq!(verdicts(&readings)[0].0, Verdict::Identifier);
    }
}
