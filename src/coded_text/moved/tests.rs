use super::*;
use crate::known::Known;
use crate::text::Finder;

const BIRTH: &str = "19520417";

/// The text with its dates moved by -10 days.
fn moved(text: &str, style: ReportStyle) -> String {
    let finder = Finder::new(&Known::default(), DateRule::ShiftPerPatient);
    let mut spans = finder.find(text);
    let shift = Shift {
        days: -10,
        births: [BIRTH].into(),
        known: ["20240312"].into(),
        is_searched: &|written| written.contains("2024-06-20"),
    };
    write(text, &mut spans, style, &shift);
    crate::text::redact(text, &spans)
}

fn in_tags(text: &str) -> String {
    moved(text, ReportStyle::Tags)
}

#[test]
fn a_whole_date_moves_in_every_spelling() {
    for date in [
        "March 25, 2024",
        "25 March 2024",
        "2024-03-25",
        "03/25/2024",
        "25.03.2024",
        "3/25/24",
    ] {
        let text = format!("Comparison is made to the CT of {date}.");
        let wanted = "Comparison is made to the CT of [DATE 2024-03-15].";
        assert_eq!(in_tags(&text), wanted, "{date}");
    }
}

#[test]
fn what_is_no_whole_day_stays_removed() {
    for text in [
        "The CT of March 2024 is unchanged.",
        "The CT of March 25 is unchanged.",
    ] {
        let moved = in_tags(text);
        assert!(moved.contains("[DATE]") && !moved.contains("20"), "{moved}");
    }
}

#[test]
fn a_day_and_a_month_that_can_change_places_need_a_hint() {
    let open = "Compared with 05/06/2024.";
    assert_eq!(in_tags(open), "Compared with [DATE].");
    let american = "Exam date: 04/25/2024. Compared with 05/06/2024.";
    assert_eq!(
        in_tags(american),
        "Exam date: [DATE 2024-04-15]. Compared with [DATE 2024-04-26]."
    );
    let european = "Exam date: 25/04/2024. Compared with 05/06/2024.";
    assert_eq!(
        in_tags(european),
        "Exam date: [DATE 2024-04-15]. Compared with [DATE 2024-05-26]."
    );
    // The day of the headers tells the order too.
    let known = "Exam date: 12/03/2024. Compared with 05/06/2024.";
    assert_eq!(
        in_tags(known),
        "Exam date: [DATE 2024-03-02]. Compared with [DATE 2024-05-26]."
    );
    let both = "Exam date: 25/04/2024 or 04/25/2024. Compared with 05/06/2024.";
    assert!(in_tags(both).ends_with("Compared with [DATE]."));
}

#[test]
fn a_birth_date_and_a_day_that_the_check_would_find_stay_removed() {
    assert_eq!(in_tags("Seen 04/17/1952 (MR)."), "Seen [DATE] (MR).");
    let unknown = "A woman born on May 30, 1948. The CT of March 25, 2024.";
    assert_eq!(
        in_tags(unknown),
        "A woman born on [DATE]. The CT of [DATE 2024-03-15]."
    );
    assert_eq!(in_tags("The CT of June 30, 2024."), "The CT of [DATE].");
    assert_eq!(
        in_tags("The CT of July 1, 2024."),
        "The CT of [DATE 2024-06-21]."
    );
}

#[test]
fn a_style_with_bare_years_has_bare_days() {
    for style in [ReportStyle::Years, ReportStyle::Pseudonyms] {
        assert_eq!(
            moved("The CT of March 25, 2024.", style),
            "The CT of 2024-03-15."
        );
    }
}
