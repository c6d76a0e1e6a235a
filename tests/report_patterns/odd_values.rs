//! Values in forms of other countries, of dictation and of old papers.

use super::odd_forms::check;

#[test]
fn days_of_letters_in_other_languages_go() {
    check(&[
        ("F. nac. 3 de mayo de 1951", &["3 de", "mayo"], &["1951"]),
        ("Nacida el 21 de mayo de 1949.", &["21", "mayo"], &["1949"]),
        (
            "Control el 4 de octubre.",
            &["4 de", "octubre"],
            &["Control"],
        ),
        (
            "IRM du genou le 1er mai 2020",
            &["1er mai"],
            &["2020", "genou"],
        ),
        ("MRT am 3. Mai 2021", &["3. Mai"], &["2021"]),
        ("Visita il 2 giugno 2019", &["2 giugno"], &["2019"]),
        (
            "Consulta 7 de setembro de 2022",
            &["7 de", "setembro"],
            &["2022"],
        ),
        ("primero de mayo de 2018", &["primero", "mayo"], &["2018"]),
        (
            "Mayo 5 cm lesion, Mayo score 2",
            &[],
            &["Mayo score 2", "5 cm"],
        ),
        ("12 de Quervain releases", &[], &["12 de Quervain"]),
        ("am 3 of 10 nodes", &[], &["3 of 10 nodes"]),
    ]);
}

#[test]
fn numbers_of_old_exchanges_and_of_dictation_go() {
    check(&[
        (
            "His landline is KLondike 5-0166.",
            &["KLondike", "0166"],
            &["landline"],
        ),
        ("call PEnnsylvania 6-5000 now", &["6-5000"], &["now"]),
        ("or MUrray Hill 7-9933", &["Hill", "9933"], &[]),
        ("phone 520-555-0114/0115.", &["0114", "0115"], &[]),
        ("at 480-555-0121 or 0122", &["0121", "0122"], &[]),
        (
            "pager line five five five zero one nine nine",
            &["five", "nine"],
            &["pager"],
        ),
        (
            "call two one two five five five zero one four four",
            &["five"],
            &["call"],
        ),
        (
            "levels two three four and five six",
            &[],
            &["two three four", "five six"],
        ),
        ("DWI 5-0166 images", &[], &["DWI"]),
        ("ROOM FOUR OH SIX.", &["FOUR OH SIX"], &["ROOM"]),
        ("bed two one four, stable", &["two one four"], &["stable"]),
    ]);
}

#[test]
fn record_numbers_with_dots_pairs_and_commas_go() {
    check(&[
        ("dossier HD\u{B7}55120", &["55120"], &[]),
        ("MRN: KV\u{B7}88\u{B7}114", &["KV", "114"], &[]),
        ("jacket 44 07 71", &["44 07 71"], &["jacket"]),
        ("Chart No: 12 88 40", &["12 88 40"], &[]),
        ("CENSUS=318,447", &["318", "447"], &[]),
        (
            "FIN 1002 4471 88; stable",
            &["1002", "4471", "88"],
            &["stable"],
        ),
        ("coil lot 14209977 x4", &["14209977"], &["x4"]),
        ("SITE CODE KQV7", &["KQV7"], &[]),
        (
            "mrn ...20471 1. Perforated sigmoid",
            &["20471"],
            &["1. Perforated"],
        ),
        ("total of 318,447 counts", &[], &["318,447 counts"]),
        ("a jacket of fat 4 mm", &[], &["jacket of fat 4 mm"]),
        ("born 12-OCT-1928 (96), frail", &["(96)"], &["frail"]),
        (
            "Comparison: 5/5 prior studies reviewed",
            &[],
            &["5/5 prior"],
        ),
    ]);
}

#[test]
fn names_of_registers_in_capitals_go() {
    check(&[
        (
            "REPORT - WORTHY,LONG T  done",
            &["WORTHY", "LONG"],
            &["REPORT"],
        ),
        ("REQ: BELL,MAY ANN", &["BELL", "MAY"], &["REQ"]),
        ("ALERT SENT TO FERN,K AND SURGERY", &["FERN"], &["SURGERY"]),
        ("STAFF: HILL,FOREST", &["HILL", "FOREST"], &[]),
        ("READ BY: STONE,GRANT", &["STONE", "GRANT"], &[]),
        ("Patient: O, Sun Hee. F59.", &["Sun", "Hee"], &["F59"]),
        ("EXAM: CHEST,ABDOMEN,PELVIS", &[], &["CHEST,ABDOMEN,PELVIS"]),
        ("VIEWS: PA,LATERAL", &[], &["PA,LATERAL"]),
        ("FOR: HEAD,NECK W contrast", &[], &["HEAD,NECK"]),
    ]);
}

#[test]
fn degrees_titles_and_headings_around_names_stay() {
    check(&[
        ("by Owen ap Rhys, MBBCh.", &["Owen"], &["MBBCh"]),
        (
            "Sonographer: Tina. Electronically signed",
            &["Tina"],
            &["Electronically signed"],
        ),
        (
            "Proceduralist: Amrit Kaur PA (W)",
            &["Amrit", "Kaur"],
            &["PA (W)"],
        ),
        ("Radiology Resident Call Log", &[], &["Call Log"]),
        ("From: Result Note", &[], &["Result Note"]),
        (
            "Tele-neuro Vo-Nguyen paged",
            &["Vo-Nguyen"],
            &["Tele-neuro"],
        ),
        (
            "Patient Chastity Bond G4P2012",
            &["Chastity", "Bond"],
            &["G4P2012"],
        ),
        (
            "Inmate Ace Spade. Spade-like density in the base.",
            &["Ace"],
            &["Spade-like"],
        ),
    ]);
}

#[test]
fn crews_sites_and_marks_of_a_road_go() {
    check(&[
        (
            "per EMS (Rural/Metro Engine 44): found down",
            &["Rural", "Metro", "44"],
            &["found down"],
        ),
        (
            "Air Methods Eagle 7 brought both",
            &["Methods", "Eagle"],
            &["brought both"],
        ),
        (
            "by Cedar Valley Medic 12 to us",
            &["Cedar", "Medic 12"],
            &["to us"],
        ),
        (
            "Brought in by Mercy Flight Angel 3.",
            &["Mercy", "Angel"],
            &["Brought"],
        ),
        (
            "with Oak Hollow Rescue 9 crew",
            &["Oak", "Hollow"],
            &["crew"],
        ),
        (
            "films for MedCenter Four Corners today",
            &["MedCenter", "Corners"],
            &["films"],
        ),
        (
            "seen at WellTrust at Juniper Mesa",
            &["WellTrust", "Mesa"],
            &["seen"],
        ),
        (
            "from HealthPoint Silver Creek",
            &["HealthPoint", "Creek"],
            &[],
        ),
        (
            "crash at mile marker 211 of I-40",
            &["211", "40"],
            &["crash"],
        ),
        ("near milepost 88 on US 93", &["88"], &["near"]),
        (
            "Urology: Bldg. 7, Level G.",
            &["Bldg", "Level G"],
            &["Urology"],
        ),
        (
            "office in Building C, Suite 210",
            &["Suite 210"],
            &["office"],
        ),
        (
            "she is here from beulaville with her mom today",
            &["beulaville"],
            &["mom"],
        ),
        (
            "he was driving to clarksburg this morning when it rolled",
            &["clarksburg"],
            &["rolled"],
        ),
        (
            "Driver: Rusty Steele 57M - effusion",
            &["Rusty", "Steele"],
            &["57M", "effusion"],
        ),
        (
            "later Joy Park 9F - free fluid",
            &["Joy", "Park"],
            &["9F", "free fluid"],
        ),
        (
            "bed 2 Amos Thorne 81M stable",
            &["Amos", "Thorne"],
            &["81M"],
        ),
        ("Right Knee 57M", &[], &["Right Knee 57M"]),
        (
            "Building up of plaque, level 3 nodes",
            &[],
            &["Building up", "level 3"],
        ),
        (
            "Star 4 artifact and Eagle syndrome",
            &[],
            &["Eagle syndrome"],
        ),
        (
            "a mile walk, marker 3 placed",
            &[],
            &["mile walk, marker 3"],
        ),
    ]);
}
