//! A name drawn into the unused bits of pixel cells (PS3.3 C.9.2, retired) is
//! gone, the picture's own bits stay, and the certificate does not say
//! "unchanged".
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
mod encode;

use encode::{Given, part10, short, text};
use safelight::certificate::facts::PixelOutcome;
use safelight::pipeline::{self, Cleaner, Finished, Outcome};
use safelight::plan::Plan;
use safelight::policy::{BurnedIn, Policy};
use safelight::source::Part;

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
/// A row of cells whose upper four bits draw something.
const CELLS: [u16; 8] = [
    0x1123, 0x0ABC, 0xF001, 0x0FFF, 0x8000, 0x7777, 0x0001, 0x4FF0,
];

fn picture(cells: &[u16], overlay_bit: u16) -> Vec<u8> {
    let meta = vec![
        text(0x0002_0002, "UI", CT),
        text(0x0002_0003, "UI", "1.2.3.4.1"),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    let pixels: Vec<u8> = cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
    let data: Vec<Given> = vec![
        text(0x0008_0016, "UI", CT),
        text(0x0008_0018, "UI", "1.2.3.4.1"),
        text(0x0008_0060, "CS", "CT"),
        text(0x0010_0010, "PN", "Quillfeather^Odalys"),
        text(0x0010_0020, "LO", "QF-771"),
        text(0x0020_000D, "UI", "1.2.3.4"),
        text(0x0020_000E, "UI", "1.2.3.4.0"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        short(0x0028_0010, 2),
        short(0x0028_0011, 4),
        short(0x0028_0100, 16),
        short(0x0028_0101, 12),
        short(0x0028_0102, 11),
        short(0x0028_0103, 0),
        short(0x6000_0010, 2),
        short(0x6000_0011, 4),
        text(0x6000_0040, "CS", "G"),
        short(0x6000_0100, 16),
        short(0x6000_0102, overlay_bit),
        Given::Bytes(0x7FE0_0010, "OW", pixels),
    ];
    part10(&[0; 128], meta, data)
}

fn run(input: &[u8]) -> (Outcome, Finished) {
    let input = input.to_vec();
    let surveyed = vec![pipeline::survey(&input, "dcm")];
    let policy = Policy {
        burned_in: BurnedIn::No,
        issue_date: String::from("2031-05-05"),
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [5; 32]));
    let outcome = cleaner.run(&input, 0);
    let again = cleaner.run(&input, 0);
    let finished = pipeline::finish(&cleaner, vec![again]).expect("a package");
    (outcome, finished)
}

fn last_bytes(outcome: &Outcome, input: &[u8]) -> Vec<u8> {
    let entry = outcome.entries.first().expect("it is written");
    let whole: Vec<u8> = entry
        .parts()
        .iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { offset, length } => {
                input[*offset as usize..(*offset + *length) as usize].to_vec()
            }
        })
        .collect();
    whole[whole.len() - 2 * CELLS.len()..].to_vec()
}

#[test]
fn a_drawing_beside_the_picture_is_gone_and_the_picture_stays() {
    let input = picture(&CELLS, 12);
    let (outcome, finished) = run(&input);
    let expected: Vec<u8> = CELLS
        .iter()
        .flat_map(|cell| (cell & 0x0FFF).to_le_bytes())
        .collect();
    assert_eq!(last_bytes(&outcome, &input), expected);
    let series = &finished.facts.pixels[0].series[0];
    assert_eq!(series.outcome, PixelOutcome::Unchanged);
    assert_eq!(series.overlay_bits_cleared, 1);
    assert!(
        finished
            .certificate_json
            .contains("\"overlay_bits_cleared\"")
    );
}

#[test]
fn cells_without_a_drawing_stay_a_slice_of_the_source() {
    let cells = CELLS.map(|cell| cell & 0x0FFF);
    let input = picture(&cells, 12);
    let (outcome, finished) = run(&input);
    let parts = outcome.entries[0].parts();
    assert!(parts.iter().any(|part| matches!(part, Part::Slice { .. })));
    assert_eq!(finished.facts.pixels[0].series[0].overlay_bits_cleared, 0);
}

#[test]
fn an_overlay_inside_the_bits_of_the_picture_withholds_it() {
    let (outcome, _) = run(&picture(&CELLS, 3));
    assert!(outcome.entries.is_empty() && outcome.refusal.is_some());
}
