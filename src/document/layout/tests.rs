use super::*;

/// A run of glyphs of half-em width, a blank for each space.
fn run(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
    text.chars()
        .enumerate()
        .map(|(place, letter)| Glyph {
            text: letter.to_string(),
            x: x + place as f32 * 0.5 * size,
            y,
            advance_pt: 0.5 * size,
            size_pt: size,
            direction: 0,
            weight: Weight::Regular,
        })
        .collect()
}

fn shown(laid: &Laid) -> String {
    let mut out = String::new();
    for segment in &laid.segments {
        out.push_str(&segment.text);
        out.push_str(match segment.then {
            Break::None => "",
            Break::Space => " ",
            Break::Tab => " | ",
            Break::Line => " / ",
            Break::Paragraph => " // ",
        });
    }
    out
}

fn page(parts: &[Vec<Glyph>]) -> String {
    shown(&lay_out(&parts.concat(), 612.0, 792.0))
}

#[test]
fn words_are_parted_by_blanks_and_by_gaps() {
    let mut glued = run("leftlung", 100.0, 100.0, 10.0);
    for glyph in glued.iter_mut().skip(4) {
        glyph.x += 2.5;
    }
    assert_eq!(page(&[glued]), "left lung // ");
    assert_eq!(
        page(&[run("left lung", 100.0, 100.0, 10.0)]),
        "left lung // "
    );
}

#[test]
fn letters_that_are_spaced_out_are_one_word() {
    let mut spaced = run("QUILLFEATHER", 100.0, 100.0, 10.0);
    for (place, glyph) in spaced.iter_mut().enumerate() {
        glyph.x += place as f32 * 3.0;
    }
    assert_eq!(page(&[spaced]), "QUILLFEATHER // ");
}

#[test]
fn rows_of_a_table_are_read_across() {
    let rows: Vec<Vec<Glyph>> = (0..6)
        .flat_map(|row| {
            let y = 100.0 + row as f32 * 12.0;
            [
                run("Lobe", 50.0, y, 10.0),
                run("4 mm", 200.0, y, 10.0),
                run("stable", 350.0, y, 10.0),
            ]
        })
        .collect();
    let row = "Lobe | 4 mm | stable";
    let expected = format!("{} // ", [row; 6].join(" / "));
    assert_eq!(page(&rows), expected);
}

#[test]
fn columns_of_prose_are_read_one_after_the_other_below_their_title() {
    let mut parts = vec![run(
        "A title over both of the two columns of the page",
        50.0,
        80.0,
        10.0,
    )];
    for row in 0..6 {
        let y = 110.0 + row as f32 * 12.0;
        parts.push(run(
            &format!("left column line number {row}"),
            50.0,
            y,
            10.0,
        ));
        parts.push(run(
            &format!("right column line number {row}"),
            320.0,
            y,
            10.0,
        ));
    }
    let text = page(&parts);
    let (last_left, first_right) = (
        text.find("left column line number 5"),
        text.find("right column line number 0"),
    );
    assert!(text.starts_with("A title"));
    assert!(last_left.is_some() && last_left < first_right, "{text}");
}

#[test]
fn short_columns_are_known_by_their_drawing_order() {
    let column = |x: f32, text: [&str; 3]| -> Vec<Glyph> {
        (0_u8..)
            .zip(text)
            .flat_map(|(row, line)| run(line, x, 100.0 + f32::from(row) * 12.0, 10.0))
            .collect()
    };
    let left = column(50.0, ["seen by Oda", "Quillfeather", "on Monday again"]);
    let right = column(
        320.0,
        ["no change of", "the small node", "in the left lobe"],
    );
    assert_eq!(
        page(&[left, right]),
        "seen by Oda / Quillfeather / on Monday again // no change of / the small node / in the left lobe // "
    );
    let labels = column(
        50.0,
        ["Name of patient:", "Date of birth:", "Her location:"],
    );
    let values = column(320.0, ["Oda Quillfeather", "1 of May", "the second ward"]);
    assert!(page(&[labels, values]).starts_with("Name of patient: | Oda Quillfeather / "));
}

#[test]
fn wide_blanks_of_justified_text_are_no_columns() {
    let mut glyphs = run("Best regards from", 50.0, 100.0, 10.0);
    for glyph in glyphs.iter_mut().skip(5) {
        glyph.x += 15.0;
    }
    assert_eq!(page(&[glyphs]), "Best regards from // ");
    let mut glyphs = run("Lobe   size", 50.0, 100.0, 10.0);
    for glyph in glyphs.iter_mut().skip(7) {
        glyph.x += 5.0;
    }
    assert_eq!(page(&[glyphs]), "Lobe | size // ");
}

#[test]
fn a_header_block_in_two_columns_is_read_in_rows() {
    let mut parts = Vec::new();
    for (row, (left, right)) in [
        ("Patient: Oda Quillfeather", "Accession: 123"),
        ("Birth date: a b c", "Exam: CT of the chest"),
        ("Referred: Dr. One Two", "Location: the ward"),
        ("Sex: of the patient", "Status: it is final"),
    ]
    .iter()
    .enumerate()
    {
        let y = 100.0 + row as f32 * 12.0;
        parts.push(run(left, 50.0, y, 10.0));
        parts.push(run(right, 320.0, y, 10.0));
    }
    assert!(page(&parts).starts_with("Patient: Oda Quillfeather | Accession: 123 / Birth"));
}

#[test]
fn a_wide_step_a_larger_line_and_a_bold_line_part_paragraphs() {
    let mut bold = run("IMPRESSION", 50.0, 160.0, 10.0);
    for glyph in &mut bold {
        glyph.weight = Weight::Bold;
    }
    let text = page(&[
        run("Report", 50.0, 60.0, 16.0),
        run("one", 50.0, 100.0, 10.0),
        run("two", 50.0, 112.0, 10.0),
        run("three", 50.0, 136.0, 10.0),
        run("four", 50.0, 148.0, 10.0),
        bold,
        run("five", 50.0, 172.0, 10.0),
    ]);
    assert_eq!(
        text,
        "Report // one / two // three / four // IMPRESSION // five // "
    );
}

#[test]
fn a_page_that_stands_on_its_side_is_turned() {
    // Reads upwards: each glyph above the one before, lines going right.
    let line = |text: &str, x: f32| -> Vec<Glyph> {
        run(text, 0.0, 0.0, 10.0)
            .into_iter()
            .map(|glyph| Glyph {
                y: 700.0 - glyph.x,
                x,
                direction: 270,
                ..glyph
            })
            .collect()
    };
    let laid = lay_out(
        &[line("first line", 100.0), line("second", 112.0)].concat(),
        612.0,
        792.0,
    );
    assert_eq!((laid.width_pt, laid.height_pt), (792.0, 612.0));
    assert_eq!(shown(&laid), "first line / second // ");
    assert!(laid.segments.iter().all(|segment| segment.left_pt == 92.0));
}

#[test]
fn text_of_another_direction_follows_below() {
    let margin: Vec<Glyph> = run("margin note", 0.0, 0.0, 8.0)
        .into_iter()
        .map(|glyph| Glyph {
            x: 20.0,
            y: 100.0 + glyph.x,
            direction: 90,
            ..glyph
        })
        .collect();
    let text = page(&[margin, run("the text of the page", 50.0, 100.0, 10.0)]);
    assert_eq!(text, "the text of the page // margin note // ");
}

#[test]
fn raised_digits_stay_raised() {
    let text = page(&[
        run("about 10", 50.0, 100.0, 10.0),
        run("9", 90.0, 96.0, 6.0),
        run("/L of the cells", 93.0, 100.0, 10.0),
    ]);
    assert_eq!(text, "about 10⁹/L of the cells // ");
}

#[test]
fn a_change_of_weight_inside_a_word_leaves_no_blank() {
    let mut parts = run("Findings: none", 50.0, 100.0, 10.0);
    for glyph in parts.iter_mut().take(4) {
        glyph.weight = Weight::Bold;
    }
    let laid = lay_out(&parts, 612.0, 792.0);
    assert_eq!(shown(&laid), "Findings: none // ");
    assert_eq!(laid.segments.len(), 2);
}

#[test]
fn thousands_of_glyphs_at_one_place_end_in_time() {
    let heap: Vec<Glyph> = (0..20_000)
        .flat_map(|_| run("x", 50.0, 100.0, 10.0))
        .collect();
    assert!(!lay_out(&heap, 612.0, 792.0).segments.is_empty());
}

#[test]
fn two_texts_of_different_size_that_touch_are_two_words() {
    let name = run("Testerino", 100.0, 100.0, 10.0);
    let date = run("Date", 145.0, 100.0, 5.0);
    assert_eq!(page(&[date, name]), "Testerino Date // ");
    // A large first letter and a raised number belong to their word.
    let (large, rest) = (run("R", 100.0, 100.0, 10.0), run("IGHT", 105.0, 100.0, 7.0));
    assert_eq!(page(&[large, rest]), "RIGHT // ");
}
