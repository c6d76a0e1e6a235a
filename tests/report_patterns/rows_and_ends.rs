//! Rows of eponyms and products, in which nobody stands; and what a finding does
//! not take along: labels, articles, States, kinds of rooms.

use super::{cleaned, finder};

#[test]
fn a_row_of_eponyms_or_products_stays_whole() {
    let finder = finder();
    let changed: Vec<String> = ROWS
        .iter()
        .map(|row| (row, cleaned(&finder, row)))
        .filter(|(row, out)| *row != out)
        .map(|(row, out)| format!("{row} -> {out}"))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

const ROWS: &[&str] = &[
    "Syndromes considered: Apert, Crouzon, Muenke, Treacher Collins, Pierre Robin, Stickler, Goldenhar.",
    "Catheters: Cobra, Kumpe, Berenstein, Vitek, Simmons. Sheath: Raabe, Flexor.",
    "Normal survey per AIUM, ACOG and SMFM.",
    "QTc by Bazett 441 ms. Probability high by PIOPED II.",
    "Quadriceps tear, medium by DeOrio and Cofield.",
    "Atlas: Schaltenbrand-Wahren, Talairach, Paxinos.",
    "Augmentin, Keflex and Percocet were given.",
    "No Mallory Weiss tear, no Killian Jamieson diverticulum.",
    "Measured on TeraRecon iNtuition 4.4.1.3 and NordicICE 4.2.0.1.",
    "Leads are intact; Medtronic Azure XT DR. Degenerative change of the joints.",
    "Veteran of the Korean War.",
];

/// What stands between the marks goes, and not a word more.
#[test]
fn a_finding_takes_no_label_article_or_state_along() {
    let finder = finder();
    let wrong: Vec<String> = ENDS
        .iter()
        .map(|marked| (marked, cleaned(&finder, &marked.replace(['«', '»'], ""))))
        .filter(|(marked, out)| {
            let kept = marked.split(['«', '»']).step_by(2);
            let gone = marked.split(['«', '»']).skip(1).step_by(2);
            let stays = kept.clone().all(|piece| out.contains(piece));
            !stays || gone.into_iter().any(|piece| out.contains(piece))
        })
        .map(|(marked, out)| format!("{marked} -> {out}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const ENDS: &[&str] = &[
    "Seen on the «9th of April» for pain.",
    "He fell over «Labor Day» weekend.",
    "Signed «Ngozi Abara», MD «04/02/2024» «17:02» PST",
    "Patient: «Rosalind Achterberg» / MRN «1184420» / born «Dec 9, 1978»",
    "Insurance: Blue Choice ID «QZP440917733».",
    "this is doctor «pasang» dictating on «dieter achterberg» medical record number «mr951196»",
    "PATIENT «NAKAMURA-WELLS, JUNE» AGE 41 SEX F",
    "Member of «Bethel Synagogue»; back pain.",
    "Sent by «Tallgrass Memorial Hospital» Radiology, «Emporia», KS «66801».",
    "Pat Loc: «5 EAST MED/523-2» (Req'g Loc)",
    "Scanned in conference room «C-210» today.",
];

/// Places and names that are told by what stands around them.
#[test]
fn what_stands_behind_a_place_or_in_a_cell_goes() {
    let finder = finder();
    for (text, gone) in [
        ("Letter to 12 Copper St, Hazard, Ky. 41701.", "41701"),
        (
            "318 Old Post Road, Apt. 2R\nWoonsocket, R.I. 02895",
            "02895",
        ),
        ("| Takes The Gun, Summer Dawn | b. 9-30-2001 |", "Takes"),
        (
            "attending on Harlan Stone spelled S T O N E record five five one",
            "S T O N E",
        ),
        (
            "works as a roofer w sunrise slate, fell at the job",
            "sunrise",
        ),
        (
            "nail salon owner (lucky star nails in the plaza) robbed",
            "lucky",
        ),
        (
            "mjk typed for e. lindgren md 11/11/22  thief river mn",
            "thief",
        ),
        (
            "ROOMMATE CALLED 911 FROM UNIT 14, 880 ORCHARD TERRACE.",
            "14,",
        ),
        (
            "A pipefitter at Duquette Boiler Works in Superior. She is well.",
            "Superior",
        ),
        ("p. gadsden-royce m.d. 7 5 24\n", "7 5 24"),
        ("Discharged to Lolo Pines Assisted Living, cottage 5.", "5"),
    ] {
        let out = cleaned(&finder, text);
        assert!(!out.contains(gone), "{text} -> {out}");
    }
}
