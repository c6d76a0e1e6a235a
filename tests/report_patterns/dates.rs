//! Days in all their spellings, and the year where the policy says so.

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::Finder;

use super::{cleaned, finder};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Many spellings of one day; `{` stands for nothing else in them.
fn spellings(year: u32, month: u32, day: u32) -> Vec<String> {
    let name = MONTHS[month as usize - 1];
    let short = &name[..3];
    let ordinal = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let two = year % 100;
    let mut all = Vec::new();
    for separator in ["/", "-", "."] {
        all.push(format!("{month}{separator}{day}{separator}{year}"));
        all.push(format!("{month:02}{separator}{day:02}{separator}{year}"));
        all.push(format!("{month:02}{separator}{day:02}{separator}{two:02}"));
        all.push(format!("{day:02}{separator}{month:02}{separator}{year}"));
        all.push(format!("{year}{separator}{month:02}{separator}{day:02}"));
    }
    for month_name in [
        name.to_owned(),
        short.to_owned(),
        format!("{short}."),
        name.to_uppercase(),
        short.to_uppercase(),
    ] {
        all.push(format!("{month_name} {day}, {year}"));
        all.push(format!("{month_name} {day} {year}"));
        all.push(format!("{month_name} {day}{ordinal}, {year}"));
        all.push(format!("{day} {month_name} {year}"));
        all.push(format!("{day}{ordinal} {month_name} {year}"));
        all.push(format!("{day}{ordinal} of {month_name} {year}"));
        all.push(format!("{month_name} {year}"));
    }
    for glue in ["", "-", "/"] {
        all.push(format!(
            "{day:02}{glue}{}{glue}{year}",
            short.to_uppercase()
        ));
        all.push(format!("{day:02}{glue}{short}{glue}{year}"));
        all.push(format!("{day:02}{glue}{short}{glue}{two:02}"));
    }
    all.push(format!("{year}{month:02}{day:02}"));
    all.push(format!("{year}{month:02}{day:02}143015"));
    all.push(format!("{year}{month:02}{day:02}143015.123+0100"));
    all.push(format!("{year}-{month:02}-{day:02}T14:30:15Z"));
    all.push(format!("Tuesday, {name} {day}, {year}"));
    all.push(format!("Tue {day} {short} {year}"));
    all.push(format!("{month}/{year}"));
    all.push(format!("the {day}{ordinal} of {name}, {year}"));
    all.push(format!("{name} the {day}{ordinal}, {year}"));
    all.push(format!("{short} '{two:02}"));
    all
}

#[test]
fn a_day_in_any_spelling_leaves_no_month_and_no_day() {
    let finder = finder();
    let mut count = 0;
    for (year, month, day) in [(2023, 4, 5), (1961, 10, 23), (2019, 12, 31), (2024, 2, 11)] {
        for spelling in spellings(year, month, day) {
            let text = format!("Comparison is made with the study of {spelling}; no change.");
            let result = cleaned(&finder, &text);
            let name = &MONTHS[month as usize - 1][..3].to_lowercase();
            let (before, rest) = result.split_once("study of ").unwrap();
            let (place, behind) = rest.split_once("; no change.").unwrap_or((rest, "?"));
            assert_eq!(
                (before, behind),
                ("Comparison is made with the ", ""),
                "{spelling}: {result}"
            );
            let outside: String = place
                .split('[')
                .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
                .collect();
            assert!(
                !outside.to_lowercase().contains(name)
                    && !outside.bytes().any(|byte| byte.is_ascii_digit()),
                "{spelling}: {result}"
            );
            assert!(place.contains("[DATE"), "{spelling}: {result}");
            count += 1;
        }
    }
    assert!(count >= 200, "{count} spellings");
}

#[test]
fn other_forms_of_dates_go() {
    let finder = finder();
    for text in [
        "Seen on 4/5 for pain.",
        "Last seen in March.",
        "Prior: July.",
        "since last October",
        "He fell on Christmas Eve.",
        "Comparison from Thanksgiving.",
        "on the 4th of July",
        "Studied in spring 2021.",
        "the summer of 2019",
        "Q3 2022",
        "dictated april fifth twenty twenty two",
        "exam of october second two thousand and nineteen",
        "the twenty third of june",
        "between May 3 and May 9",
        "March 3-5, 2021",
        "from 3/2 to 3/9",
        "mid-August",
        "Sunday 8/4",
        "on New Year's Eve",
        "Mother's Day weekend",
        "on Saturday the 14th",
        "since the 3rd of December",
        "week 2022-W31",
        "12 enero 2023",
    ] {
        let result = cleaned(&finder, text);
        assert!(result.contains("[DATE"), "{text}: {result}");
    }
}

#[test]
fn the_year_goes_where_the_policy_says_so() {
    let text = "Comparison 03/12/2024. Ms. Quill is 94 years old, born 1930.";
    let kept = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    assert_eq!(
        cleaned(&kept, text),
        "Comparison [DATE 2024]. Ms. [NAME] is [AGE 90+] years old, born [DATE]."
    );
    let removed = Finder::new(&Known::default(), DateRule::Remove);
    assert_eq!(
        cleaned(&removed, text),
        "Comparison [DATE]. Ms. [NAME] is [AGE 90+] years old, born [DATE]."
    );
}

#[test]
fn a_second_row_of_heads_begins_a_table_of_its_own() {
    let text = "Patient Name             MRN\n\
                Okorafor, Tamsin    973 975\n\
                Date of Birth            Exam Date\n\
                Thursday, January 13, 1944    4/3/24\n";
    let told = Known::from_values(safelight::text::harvest(text));
    for known in [Known::default(), told] {
        let finder = Finder::new(&known, DateRule::YearAndIntervals);
        assert_eq!(
            cleaned(&finder, text),
            "Patient Name             MRN\n[PATIENT]    [MRN]\n\
             Date of Birth            Exam Date\nThursday, [DATE 1944]    [DATE 2024]\n"
        );
    }
}
