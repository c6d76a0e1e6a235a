//! What a scanner misreads, and what only looks so.

use super::odd_forms::check;

#[test]
fn names_days_and_numbers_that_a_scanner_misread_go() {
    check(&[
        ("Name: HARR1S0N, G1LBERT", &["HARR1S0N", "G1LBERT"], &[]),
        ("Narne: Orla Fenwick", &["Orla", "Fenwick"], &[]),
        ("Patierit: QUILL, ROSA", &["QUILL", "ROSA"], &[]),
        ("Referred by Dr. Cromwe11 today", &["Cromwe"], &["today"]),
        ("Patient: 0liver P0tter", &["0liver", "P0tter"], &[]),
        ("D.O.B.: O9/l2/l941", &["O9", "l2/"], &[]),
        ("B/D: 7 - I9 - 4O", &["I9", "4O"], &[]),
        ("Chest, l4 Feb 1979.", &["l4 Feb"], &["1979"]),
        ("seen 3O Aug 1968 at noon", &["3O Aug"], &["1968"]),
        ("X-ray N\u{B0}: 81-l3O7", &["81-l3O7"], &["X-ray"]),
        (
            "The lung fie1ds 0f both sides are c1ear. St . Agnes lnfirmary, Ba1timore",
            &["Agnes", "Ba1timore"],
            &["fie1ds 0f both sides are c1ear"],
        ),
        ("Ward: Women's Med. IV", &["Women", "IV"], &["Ward"]),
    ]);
}

#[test]
fn levels_codes_and_litres_are_no_misreadings() {
    for kept in [
        "T10 to L1 fusion with S1 screws.",
        "BRCA1 carrier, IL10 raised, CD20 positive.",
        "O2 at 2l/min, SpO2 98.",
        "FIGO 1B1 cervix, PI-RADS 5.",
        "I131 ablation, 5FU and B12.",
        "Reflux into the terminal i1eum 0f contrast.",
        "Ward: stable overnight",
        "Series 10, images l2 to 14.",
    ] {
        check(&[(kept, &[], &[kept])]);
    }
}
