//! Forms that only some sites write: lists of patients, military addresses,
//! older spellings of days and numbers.

use super::{cleaned, finder};

/// What has to go from a sentence, and what has to stay; all that went wrong is
/// told at once.
pub fn check(cases: &[(&str, &[&str], &[&str])]) {
    let mut wrong = Vec::new();
    for (text, gone, kept) in cases {
        let clean = cleaned(&finder(), text);
        let stays = gone.iter().filter(|word| clean.contains(*word));
        wrong.extend(stays.map(|word| format!("{word} stays in {clean}")));
        let lost = kept.iter().filter(|word| !clean.contains(*word));
        wrong.extend(lost.map(|word| format!("{word} is lost in {clean} of {text}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_list_with_a_day_a_name_and_a_number_in_each_line_loses_its_patients() {
    check(&[(
        "Drain log\nMon 7/29 Art Stone 30442 6 L cloudy\nTue 7/30 Ivy Cloud 30517 dry tap\nWed 7/31 CT Chest 71260 done\n",
        &["Stone", "30442", "Ivy", "30517"],
        &["cloudy", "dry tap", "CT Chest 71260"],
    )]);
}

#[test]
fn names_are_told_by_their_form_where_their_words_are_no_names() {
    check(&[
        ("PCP: MAY,WILL B", &["MAY", "WILL"], &["PCP"]),
        ("Injected by LUNG,HIP T CNMT", &["LUNG", "HIP"], &[]),
        ("FOR: HEAD,NECK W contrast", &[], &["HEAD,NECK W"]),
        ("Patient: O, Eun Bit. F59.", &["O,", "Eun"], &["F59"]),
        (
            "Operators: Farrow-Bligh K (fellow) and others.",
            &["Farrow", "Bligh"],
            &["fellow"],
        ),
        ("Grade 2 T (resident to check)", &[], &["Grade 2"]),
        (
            "Inmate Ace T. Spade was seen.",
            &["Ace", "Spade"],
            &["was seen"],
        ),
        (
            "Discussed with Wm. Tell today.",
            &["Wm", "Tell"],
            &["today"],
        ),
        (
            "Attending: O. B. Wan. I, Dr. Wan, was present.",
            &["Wan"],
            &["I, Dr."],
        ),
    ]);
}

#[test]
fn places_of_the_military_and_of_older_letters_go() {
    check(&[
        (
            "Mail to PSC 3, Box 1187, APO AP 96266 please",
            &["1187", "APO", "96266"],
            &["please"],
        ),
        ("PSC 3 with a dominant stricture", &[], &["PSC 3"]),
        (
            "Home is 1407\u{BD} Yesler Way, Apt. Q",
            &["1407", "Yesler"],
            &[],
        ),
        ("Post: 12, rue Cedar, Lewiston", &["rue", "Cedar"], &[]),
        (
            "Copy faxed to DAWSON FOOT AND ANKLE",
            &["DAWSON"],
            &["Copy"],
        ),
        (
            "Films from Open Sky MRI of Kalispell",
            &["Open Sky", "Kalispell"],
            &["Films"],
        ),
        (
            "Left Foot and Ankle views",
            &[],
            &["Left Foot and Ankle views"],
        ),
    ]);
}

#[test]
fn days_and_numbers_in_rare_spellings_go() {
    check(&[
        ("Compared with 8\u{B7}Jun\u{B7}2022.", &["Jun"], &["2022"]),
        ("signed 03MAR2023:14:22:07", &["MAR", "14:22"], &[]),
        ("Called back on the 23d.", &["23d"], &["Called back"]),
        (
            "3d reformats on the 3d workstation",
            &[],
            &["3d reformats", "3d workstation"],
        ),
        ("Read on the Ides of March.", &["Ides"], &["Read"]),
        (
            "xr elbow 7/4 fell off trampoline",
            &["7/4"],
            &["trampoline"],
        ),
        ("strength 4/5 after a fall", &[], &["4/5"]),
        ("paged 218-555-0120 #77 twice", &["0120", "#77"], &["twice"]),
        ("her phone, area 206, 555-0133", &["0133"], &["phone"]),
        ("nodules of 206, 555 and 133 HU", &[], &["206, 555"]),
        ("MRN ending -0918", &["0918"], &["MRN"]),
    ]);
}
