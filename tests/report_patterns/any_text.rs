//! No text whatever breaks the finder.

use safelight::known::{KnownKind, Role};
use safelight::safe_harbor::Letter;
use safelight::text::{Span, harvest, redact};

use super::knowing;

/// A small generator of numbers; the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

#[test]
fn any_text_gives_valid_spans() {
    let pieces = [
        "Dr. ",
        "MRN: ",
        "DOB ",
        "12/",
        "3",
        "/",
        "2024",
        "Smith",
        ", ",
        "John",
        "\n",
        "|",
        "^",
        "\t",
        "  ",
        ":",
        "-",
        "'",
        "\u{2019}",
        "(",
        ")",
        "555-0117",
        "@",
        "a.b",
        ".com",
        "\u{301}",
        "\u{fb01}",
        "\u{200b}",
        "\u{1f600}",
        "\u{4e2d}\u{6587}",
        "\u{fdfa}",
        "\u{0}",
        "\r",
        "\r\n",
        "\u{2028}",
        "\u{ad}",
        "\u{c4}rzte",
        "O'",
        "by ",
        "the ",
        "4th",
        "May ",
        "98",
        "F",
        "y.o.",
        "PID|1||",
        "Suite ",
        "St",
        ". ",
        "\"",
        "\\\\",
        "C:\\",
        "https://",
        "::",
        "1.2.840.",
        "x",
        "M.",
        "D.",
        "*",
        "#",
        "%",
        "\u{202e}",
        "\u{ff11}",
        "\u{bd}",
        "\u{0661}",
        "born ",
        "Hospital ",
        "& ",
        "of ",
    ];
    let finder = knowing(&[
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "Smith^John",
        ),
        (KnownKind::Identifier, Letter::H, Role::Patient, "3-2024-X"),
    ]);
    let mut dice = Dice(7);
    for _ in 0..4000 {
        let text: String = (0..dice.roll(60))
            .map(|_| match dice.roll(12) {
                0 => char::from_u32(u32::try_from(dice.roll(0x11_0000)).unwrap())
                    .map(String::from)
                    .unwrap_or_default(),
                _ => pieces[dice.roll(pieces.len())].to_owned(),
            })
            .collect();
        for spans in [finder.find(&text), finder.find_in_label(&text)] {
            check(&text, &spans);
            let _ = redact(&text, &spans);
        }
        let _ = harvest(&text);
    }
}

fn check(text: &str, spans: &[Span]) {
    let mut last = 0;
    for span in spans {
        assert!(
            span.start >= last && span.start < span.end && span.end <= text.len(),
            "{text:?}"
        );
        assert!(
            text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            "{text:?}"
        );
        last = span.end;
    }
}
