//! The looks at one picture in which it is read, and two readings of one line.

use super::FoundLine;
use super::film;
use super::gather::{pixels, shared};
use super::judge::{Judge, Reading};
use crate::boxes::PixelArea;
use crate::ocr::{Channels, Line, OcrError, Picture as Read, Reader, Seen};
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

/// Where a picture is read with dark and bright changed.
#[derive(Clone, Copy)]
pub(super) enum Changed {
    /// In the same parts as it is.
    Everywhere,
    /// Where the picture as it is gave a hint of text.
    AtHints,
}

/// Reads parts of a picture as it is and with dark and bright changed.
pub(super) fn read(
    reader: &impl Reader,
    shown: &Shown,
    parts: &[PixelArea],
    changed: Changed,
) -> Result<Vec<Line>, OcrError> {
    let channels = match shown.channels {
        ShownChannels::Grey => Channels::Grey,
        ShownChannels::Rgb => Channels::Colour,
    };
    let picture = |bytes| Read::new(shown.width_px, shown.height_px, channels, bytes);
    let bounds = |parts: &[PixelArea]| parts.iter().map(film::bounds).collect::<Vec<_>>();
    let Seen { mut lines, hints } = reader.read(&picture(shown.bytes.clone())?, &bounds(parts))?;
    let again = match changed {
        Changed::Everywhere => parts.to_vec(),
        Changed::AtHints => film::hinted(parts, &hints, (shown.width_px, shown.height_px)),
    };
    if !again.is_empty() {
        let inverted = shown.bytes.iter().map(|byte| !byte).collect();
        lines.extend(reader.read(&picture(inverted)?, &bounds(&again))?.lines);
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
    use std::cell::RefCell;

    use super::super::Verdict;
    use super::super::allowed::AllowList;
    use super::super::near::Needles;
    use super::super::tests::line;
    use super::*;
    use crate::known::{Known, KnownKind, KnownValue, Role};
    use crate::ocr::Bounds;
    use crate::policy::DateRule;
    use crate::safe_harbor::Letter;
    use crate::sensitive::Sensitive;
    use crate::text::Finder;

    /// Sees no line, and a hint at one place; notes what it is asked.
    struct Hinting {
        hints: Vec<Bounds>,
        asked: RefCell<Vec<(u8, Vec<Bounds>)>>,
    }

    impl Reader for Hinting {
        fn read(&self, picture: &Read, parts: &[Bounds]) -> Result<Seen, OcrError> {
            let level = picture.samples()[0];
            self.asked.borrow_mut().push((level, parts.to_vec()));
            Ok(Seen {
                lines: Vec::new(),
                hints: self.hints.clone(),
            })
        }
    }

    #[test]
    fn dark_and_bright_are_changed_everywhere_or_where_a_hint_is() {
        let area = |left, top, width, height| PixelArea {
            left,
            top,
            width,
            height,
        };
        let shown = Shown {
            width_px: 400,
            height_px: 200,
            channels: ShownChannels::Grey,
            bytes: vec![20; 400 * 200],
        };
        let asked = |hints: &[PixelArea], changed| {
            let reader = Hinting {
                hints: hints.iter().map(film::bounds).collect(),
                asked: RefCell::default(),
            };
            let parts = [area(96, 0, 304, 160)];
            assert!(read(&reader, &shown, &parts, changed).is_ok());
            let asked = reader.asked.into_inner();
            assert_eq!(asked[0], (20, vec![film::bounds(&parts[0])]));
            asked.get(1).cloned()
        };
        let whole = vec![film::bounds(&area(96, 0, 304, 160))];
        let hint = area(120, 40, 20, 20);
        assert_eq!(asked(&[], Changed::AtHints), None);
        // With its ground, as far as the part goes.
        let around = vec![film::bounds(&area(96, 0, 80, 96))];
        assert_eq!(asked(&[hint], Changed::AtHints), Some((235, around)));
        let everywhere = [area(96, 0, 304, 160)];
        for hints in [&[][..], &[hint], &everywhere] {
            let changed = asked(hints, Changed::Everywhere);
            assert_eq!(changed, Some((235, whole.clone())));
        }
        let changed = asked(&everywhere, Changed::AtHints);
        assert_eq!(changed, Some((235, whole)));
    }

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
