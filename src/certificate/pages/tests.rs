//! The words of the certificate and its pages.

use super::*;
use crate::certificate::facts::ReportCount;
use crate::certificate::json;
use crate::certificate::letters::citation;
use crate::certificate::made_up_tests::{clean, exceptions, large, not_claimed, retained};
use crate::certificate::status::Status;
use crate::plan::ReportKind;
use crate::policy::ReportStyle;
use crate::safe_harbor::Letter;
use crate::text::rarity::RareKind;
use crate::typeset::paper::Mark;

fn all() -> [(&'static str, Facts); 8] {
    let styled = |style| {
        let mut facts = clean();
        facts.choices.report_style = style;
        facts
    };
    [
        ("pseudonyms", styled(ReportStyle::Pseudonyms)),
        ("years", styled(ReportStyle::Years)),
        ("clean", clean()),
        ("exceptions", exceptions()),
        ("not-claimed", not_claimed()),
        ("retained", retained()),
        ("large", large()),
        ("empty", Facts::default()),
    ]
}

/// Everything that is printed, in order, lines joined by blanks.
fn words(facts: &Facts) -> String {
    let faces = Faces::load().expect("fonts");
    let flow = set(facts, &faces);
    let mut text = String::new();
    for (_, mark) in flow.paper.sheets.iter().flat_map(|sheet| &sheet.marks) {
        match mark {
            Mark::Text { text: piece, .. } => {
                text.push_str(piece);
                text.push(' ');
            }
            Mark::Fill { .. } | Mark::Frame { .. } => {}
        }
    }
    let foot = foot(facts);
    text.push_str(&foot.left);
    text.push_str(&foot.running_head.unwrap_or_default());
    text.push_str(&json(facts));
    text
}

#[test]
fn what_is_retained_and_the_rules_of_the_person_are_printed() {
    let text = words(&retained());
    for said in [
        "Retain UIDs (113110)",
        "Retain Longitudinal Full Dates (113106)",
        "Rules of the person for private elements: 2",
        "ACME_CT_01",
        "(0019,xx0D)",
        "Not followed: retained by choice",
        "does not follow the safe harbor method",
    ] {
        let said = said.to_lowercase();
        assert!(text.to_lowercase().contains(&said), "{said}");
    }
    assert!(!text.contains("dates are shifted"));
}

#[test]
fn the_style_of_reports_is_printed_and_stands_in_the_json() {
    for (style, said) in [
        (ReportStyle::Tags, "is replaced by a word for its kind"),
        (
            ReportStyle::Pseudonyms,
            "Names of people in report text are made up",
        ),
        (ReportStyle::Years, "A date is replaced by its year"),
    ] {
        let mut facts = clean();
        facts.choices.report_style = style;
        let text = words(&facts);
        assert!(text.contains(said), "{said}");
        let field = format!("\"report_style\": \"{}\"", style.name());
        assert!(text.contains(&field), "{field}");
    }
}

#[test]
fn what_suggests_a_rare_case_is_counted_and_claims_no_more_than_that() {
    let mut facts = clean();
    assert!(words(&facts).contains("Words that suggest a rare case: none of the tool's lists"));
    facts.narrative.reports_with_rare = 1;
    facts.narrative.rare = [(RareKind::Diagnosis, 2), (RareKind::SmallGroup, 1)].into();
    let text = words(&facts);
    assert!(
        text.contains("3 places in 1 report (rare diagnosis"),
        "{text}"
    );
    assert!(text.contains("They suggest that somebody could be recognised"));
    assert!(text.contains("expert determination, 45 CFR 164.514(b)(1)"));
    assert!(text.contains("\"small-group\": 1"));
}

#[test]
fn a_report_that_was_not_read_has_no_pages_and_one_is_not_many() {
    let mut facts = clean();
    facts.scope.reports = vec![ReportCount {
        kind: ReportKind::Pdf,
        received: 1,
        written: 0,
        pages_received: 0,
        pages_withheld: 0,
        pages_written: 0,
    }];
    let text = words(&facts);
    assert!(text.contains("Report, PDF (no page read)"), "{text}");
    assert!(!text.contains("0 of 0"));
}

#[test]
fn words_that_must_not_be_said_are_not_said() {
    let mut banned: Vec<String> = [
        "anonym",
        "guarantee",
        "irreversib",
        "zero risk",
        "risk is very small",
        "very small risk",
        "no phi remains",
        "phi-free",
        "hhs",
        "endorsed",
        "compliant",
        "compliance with",
        "passed all",
        "completely",
        "perfect",
    ]
    .map(String::from)
    .to_vec();
    // Put together here, so that the list itself says none of them.
    banned.extend(["%", " %", " per cent"].map(|sign| format!("100{sign}")));
    for word in ["certified", "approved", "conform"] {
        banned.extend([" ", "-"].map(|between| format!("hipaa{between}{word}")));
    }
    for (name, facts) in all() {
        let text = words(&facts).to_lowercase();
        for word in &banned {
            assert!(!text.contains(word.as_str()), "{name}: {word}");
        }
        // "safe" only as the name of the method, of the product or of the option
        // (PS3.15 E.3.10).
        let left = text
            .replace("safe harbor", "")
            .replace("safelight", "")
            .replace("retain safe private (113111)", "")
            .replace("\"safe-private\"", "");
        assert!(!left.contains("safe"), "{name}");
    }
}

/// Every place of the law that may be cited, and for what.
const LAW: [&str; 8] = [
    "45 CFR 164.514(b)(2)",
    "45 CFR 164.514(b)(2)(i)",
    "45 CFR 164.514(b)(2)(ii)",
    "45 CFR 164.514(c)(1)",
    "Cal. Civ. Code 1798.130(a)(5)(D)",
    "Cal. Civ. Code 1798.140(m)",
    "Cal. Civ. Code 1798.146(a)(4)",
    "Cal. Civ. Code 1798.148",
];

#[test]
fn every_citation_stands_in_the_table_of_law() {
    let pattern = regex::Regex::new(r"(?:164|1798)\.\d+(?:\([A-Za-z0-9]+\))*").expect("a pattern");
    let mut known: Vec<String> = LAW
        .iter()
        .map(|law| law.rsplit(' ').next().unwrap_or_default().to_owned())
        .collect();
    known.push(String::from("1798.148(c)"));
    known.extend(
        Letter::ALL
            .iter()
            .map(|letter| format!("164.514(b)(2)(i)({})", letter.as_char())),
    );
    for (name, facts) in all() {
        let text = words(&facts);
        for found in pattern.find_iter(&text) {
            assert!(
                known.iter().any(|law| law == found.as_str()),
                "{name}: {}",
                found.as_str()
            );
        }
    }
}

#[test]
fn the_letters_cite_their_own_paragraph_in_the_order_of_the_rule() {
    let letters: String = Letter::ALL.iter().map(|letter| letter.as_char()).collect();
    assert_eq!(letters, "ABCDEFGHIJKLMNOPQR");
    let titles = [
        (Letter::A, "Names"),
        (Letter::B, "Geographic"),
        (Letter::C, "Dates"),
        (Letter::D, "Telephone"),
        (Letter::E, "Fax"),
        (Letter::F, "Email"),
        (Letter::G, "Social security"),
        (Letter::H, "Medical record"),
        (Letter::I, "Health plan"),
        (Letter::J, "Account"),
        (Letter::K, "Certificate"),
        (Letter::L, "Vehicle"),
        (Letter::M, "Device"),
        (Letter::N, "Web"),
        (Letter::O, "IP"),
        (Letter::P, "Biometric"),
        (Letter::Q, "Full-face"),
        (Letter::R, "Any other"),
    ];
    for (letter, title) in titles {
        assert!(letter.title().starts_with(title));
        assert_eq!(
            citation(letter),
            format!("45 CFR 164.514(b)(2)(i)({})", letter.as_char())
        );
    }
}

#[test]
fn the_status_claims_no_more_than_was_done() {
    assert_eq!(clean().assess().status, Status::Issued);
    assert_eq!(exceptions().assess().status, Status::IssuedWithExceptions);
    assert_eq!(not_claimed().assess().status, Status::NotClaimed);
    assert_eq!(Facts::default().assess().status, Status::NotClaimed);
    let mut unchecked = clean();
    unchecked.verification.entries_passed -= 1;
    assert_eq!(unchecked.assess().status, Status::NotClaimed);
    assert!(!words(&unchecked).contains("listed checks found no match"));
}

#[test]
fn california_terms_are_given_only_where_the_method_is_claimed() {
    let given = "This package contains deidentified patient information.";
    let flat = |facts: &Facts| {
        words(facts)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(flat(&clean()).contains(given));
    assert!(!flat(&not_claimed()).contains(given));
}

#[test]
fn nothing_leaves_its_page_and_no_text_covers_another() {
    let faces = Faces::load().expect("fonts");
    for (name, facts) in all() {
        let flow = set(&facts, &faces);
        for (number, sheet) in flow.paper.sheets.iter().enumerate() {
            let mut areas: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
            for (_, mark) in &sheet.marks {
                let Mark::Text {
                    left_pt,
                    baseline_pt,
                    size_pt,
                    face,
                    text,
                    ..
                } = mark
                else {
                    continue;
                };
                let right = left_pt + faces.width_em(*face, text.trim_end()) * size_pt;
                assert!(*left_pt >= FORMAT.side_pt - 0.1, "{name} {number}: {text}");
                assert!(
                    right <= FORMAT.width_pt - FORMAT.side_pt + 0.5,
                    "{name} {number}: {text}"
                );
                assert!(
                    *baseline_pt <= FORMAT.end_pt() + 0.1,
                    "{name} {number}: {text}"
                );
                let area = (
                    left_pt + 0.4,
                    right - 0.4,
                    baseline_pt - 0.5 * size_pt,
                    *baseline_pt,
                    text.as_str(),
                );
                for other in &areas {
                    let apart = area.1 <= other.0
                        || other.1 <= area.0
                        || area.3 <= other.2
                        || other.3 <= area.2;
                    assert!(apart, "{name} {number}: {area:?} {other:?}");
                }
                areas.push(area);
            }
        }
    }
}

#[test]
fn it_is_written_as_archival_and_accessible_pdf_and_always_the_same() {
    for (name, facts) in all() {
        let bytes = pdf(&facts).expect("a PDF");
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            text.contains("pdfuaid") && text.contains("pdfaid"),
            "{name}"
        );
        assert_eq!(bytes, pdf(&facts).expect("a PDF"), "{name}");
    }
}

#[test]
fn a_character_of_the_program_itself_is_never_shown_as_a_box() {
    let faces = Faces::load().expect("fonts");
    for (name, facts) in all() {
        assert_eq!(faces.missing(&words(&facts)), 0, "{name}");
    }
}

#[test]
#[ignore = "writes certificates to look at into the temporary folder"]
fn write_certificates_to_look_at() {
    let folder = std::env::temp_dir().join("safelight-look");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, facts) in all() {
        let bytes = pdf(&facts).expect("a PDF");
        std::fs::write(folder.join(format!("certificate-{name}.pdf")), bytes).expect("written");
        std::fs::write(
            folder.join(format!("certificate-{name}.json")),
            json(&facts),
        )
        .expect("written");
    }
}
