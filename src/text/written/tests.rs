use super::people::Kind;
use super::*;
use crate::known::{KnownKind, KnownValue, Role};
use crate::remap::made_up::{self, NamePart};
use crate::text::lexicon;

/// A run that knows people by these names.
struct Run {
    tables: Tables,
    writer: Writer,
}

impl Run {
    fn of(seed: u8, headers: &[&str], called: &[&str]) -> Self {
        let known = Known::from_values(headers.iter().map(|name| KnownValue {
            kind: KnownKind::PersonName,
            letter: Letter::A,
            role: Role::Patient,
            value: Sensitive::from(*name),
        }));
        let all = headers.iter().chain(called);
        let people = all.map(|name| Sensitive::from(*name)).collect();
        let mut tables = TableWriter::new([seed; 32]);
        enter_people(&mut tables, &known, &people);
        let tables = tables.finish();
        let writer = Writer::new(ReportStyle::Pseudonyms, &tables, &people);
        Self { tables, writer }
    }

    /// What stands for the one word of a name.
    fn name(&self, word: &str) -> String {
        let mut names = self.tables.names();
        let row = names.find(|(original, _)| original.expose() == word);
        row.map(|(_, name)| name.to_owned()).unwrap_or_default()
    }

    /// A text that is one name from end to end.
    fn written(&self, name: &str) -> String {
        let mut spans = [span(0, name.len(), Letter::A, "[NAME]")];
        self.writer.write(name, &mut spans);
        spans[0].replacement.clone()
    }
}

fn span(start: usize, end: usize, letter: Letter, replacement: &str) -> Span {
    Span {
        start,
        end,
        letter,
        role: Role::Patient,
        replacement: replacement.to_owned(),
        detector: "test",
        confidence: 90,
    }
}

#[test]
fn one_person_has_one_name_in_every_writing() {
    let run = Run::of(
        1,
        &["QUILLFEATHER^ODALYS^MAE^DR^III"],
        &["Elowen Quillfeather", "J. Fennimore-Voss"],
    );
    let (given, middle) = (run.name("odalys"), run.name("mae"));
    let family = run.name("quillfeather");
    let (other, half) = (run.name("elowen"), run.name("voss"));
    let letter = |name: &str| name.get(..1).unwrap_or_default().to_owned();
    let (g, m, f) = (letter(&given), letter(&middle), letter(&family));
    let j = letter(&run.name("j fennimore"));
    let fennimore = run.name("fennimore");
    for (name, wanted) in [
        ("Odalys Quillfeather", format!("{given} {family}")),
        ("Quillfeather, Odalys", format!("{family}, {given}")),
        (
            "QUILLFEATHER^ODALYS^MAE",
            format!("{family}^{given}^{middle}").to_uppercase(),
        ),
        (
            "odalys quillfeather",
            format!("{given} {family}").to_lowercase(),
        ),
        ("Quillfeather's", format!("{family}'s")),
        (
            "QUILLFEATHER\u{2019}S",
            format!("{}\u{2019}S", family.to_uppercase()),
        ),
        ("O. Quillfeather", format!("{g}. {family}")),
        ("O.M. Quillfeather", format!("{g}.{m}. {family}")),
        ("Quillfeather OM", format!("{family} {g}{m}")),
        ("Odalys M. Quillfeather", format!("{given} {m}. {family}")),
        ("Odalys Q.", format!("{given} {f}.")),
        ("Qu\u{ED}llfeather", family.clone()),
        ("Quilfeather", family.clone()),
        ("Odalys\n   Quillfeather", format!("{given} {family}")),
        ("Dr. Odalys Quillfeather, MD", format!("{given} {family}")),
        ("Elowen Quillfeather", format!("{other} {family}")),
        (
            "Odalys and Elowen Quillfeather",
            format!("{given} and {other} {family}"),
        ),
        ("J. Fennimore-Voss", format!("{j}. {fennimore}-{half}")),
        ("O.Q.", format!("{g}.{f}.")),
    ] {
        assert_eq!(run.written(name), wanted, "{name}");
    }
    assert!(family.ends_with("quor") && given.ends_with("osk"));
    let plain = |initials: &str| initials.replace('.', "");
    let other = Run::of(1, &[], &["Miriam B. Kaplowitz"]);
    assert_eq!(
        plain(&other.written("MBK")),
        plain(&other.written("M.B.K."))
    );
    assert_eq!(plain(&other.written("MBK")).len(), 3);
    assert_eq!(plain(&run.written("OQ")), format!("{g}{f}"));
    assert_eq!(plain(&run.written("qo")), format!("{f}{g}").to_lowercase());
}

#[test]
fn what_the_table_does_not_know_keeps_its_word_in_brackets() {
    let run = Run::of(1, &["QUILLFEATHER^ODALYS"], &[]);
    for name in [
        "Percival Silverstrand",
        "XK",
        "Room 4711",
        "4711",
        "MD",
        "",
        "Odalys Silverstrand",
    ] {
        assert_eq!(run.written(name), "[NAME]", "{name}");
    }
}

#[test]
fn a_made_up_name_that_stands_in_the_text_is_not_written() {
    let run = Run::of(1, &["QUILLFEATHER^ODALYS"], &[]);
    let text = format!("Odalys of {} Street", run.name("odalys"));
    let mut spans = [span(0, 6, Letter::A, "[PATIENT]")];
    run.writer.write(&text, &mut spans);
    assert_eq!(spans[0].replacement, "[PATIENT]");
}

#[test]
fn a_name_in_a_script_without_capitals_has_a_made_up_one() {
    let run = Run::of(
        1,
        &[
            "\u{738B}^\u{5C0F}\u{660E}",
            "\u{42F}\u{448}\u{438}\u{43D}^\u{410}\u{43D}\u{43D}\u{430}",
        ],
        &[],
    );
    assert!(made_up::is_made_up(&run.name("\u{738B}")));
    let anna = run.written("\u{410}\u{43D}\u{43D}\u{430} \u{42F}\u{448}\u{438}\u{43D}");
    assert!(anna.split(' ').all(made_up::is_made_up), "{anna}");
}

#[test]
fn dates_are_bare_years_where_nothing_reads_with_them() {
    let writer = |style| {
        let tables = TableWriter::new([1; 32]).finish();
        Writer::new(style, &tables, &BTreeSet::new())
    };
    let year = "[DATE 2023]";
    for (before, replacement, behind, wanted) in [
        ("CT of ", year, ".", "2023"),
        ("", year, ", 2022", "[2023]"),
        ("image 3/12 ", year, "", "[2023]"),
        ("seen", year, "", "[2023]"),
        ("seen ", year, "at noon", "[2023]"),
        ("on ", "[DATE]", "", "[DATE]"),
        ("at ", "[TIME]", "", "[TIME]"),
        ("aged ", "[AGE 90+]", "", "[AGE 90+]"),
    ] {
        let text = format!("{before}11/02/23{behind}");
        let place = before.len()..before.len() + 8;
        for style in [ReportStyle::Years, ReportStyle::Pseudonyms] {
            let mut spans = [span(place.start, place.end, Letter::C, replacement)];
            writer(style).write(&text, &mut spans);
            assert_eq!(spans[0].replacement, wanted, "{text}");
        }
        let mut spans = [span(place.start, place.end, Letter::C, replacement)];
        writer(ReportStyle::Tags).write(&text, &mut spans);
        assert_eq!(spans[0].replacement, replacement);
    }
}

#[test]
fn beside_a_year_counts_what_is_written_there() {
    let tables = TableWriter::new([1; 32]).finish();
    let years = Writer::new(ReportStyle::Years, &tables, &BTreeSet::new());
    let text = "4711 1/2/23 10:15, 3/4/23-5/6/23, seen";
    let mut spans = [
        span(0, 4, Letter::R, "AC4711"),
        span(5, 11, Letter::C, "[DATE 2023]"),
        span(12, 17, Letter::C, "[TIME]"),
        span(19, 25, Letter::C, "[DATE 2023]"),
        span(26, 32, Letter::C, "[DATE 2023]"),
    ];
    years.write(text, &mut spans);
    let written = spans.map(|span| span.replacement);
    assert_eq!(written, ["AC4711", "[2023]", "[TIME]", "2023", "2023"]);
}

#[test]
fn numbers_and_names_of_other_styles_stay_in_brackets() {
    let run = Run::of(1, &["QUILLFEATHER^ODALYS"], &[]);
    let mut spans = [span(0, 12, Letter::D, "[PHONE]")];
    run.writer.write("503-555-0142", &mut spans);
    assert_eq!(spans[0].replacement, "[PHONE]");
    let years = Writer::new(ReportStyle::Years, &run.tables, &BTreeSet::new());
    let mut spans = [span(0, 6, Letter::A, "[PATIENT]")];
    years.write("Odalys", &mut spans);
    assert_eq!(spans[0].replacement, "[PATIENT]");
}

#[test]
fn no_made_up_name_is_a_word_that_the_lists_know() {
    for part in [NamePart::Given, NamePart::Family] {
        for number in 0..made_up::COUNT {
            let name = made_up::name(part, number).to_lowercase();
            assert!(lexicon::entry(&name).is_unknown(), "{name}");
        }
    }
}

#[test]
fn the_words_of_names_have_their_parts() {
    let kinds = |name: &str| {
        let (words, _) = people::words(name).unwrap_or_default();
        words.iter().map(|word| word.kind).collect::<Vec<_>>()
    };
    use Kind::{And, Dropped, Initials, Name};
    assert_eq!(
        kinds("Dr. Jan van der Zwart, Ph.D."),
        [Dropped, Name, Dropped, Dropped, Name, Dropped]
    );
    assert_eq!(kinds("J.R. Oakhollow"), [Initials, Name]);
    assert_eq!(
        kinds("Bo and Ida O'Wrenmark-Zwart"),
        [Name, And, Name, Name, Name]
    );
    assert_eq!(kinds("ODA WRENMARK"), [Name, Name]);
    assert_eq!(kinds("Wrenmark JQ"), [Name, Initials]);
    assert_eq!(kinds("jqz"), [Initials]);
    assert_eq!(kinds("1548203377^WRENMARK^IDA"), [Dropped, Name, Name]);
    assert_eq!(kinds("Room 4B"), [Name, Dropped]);
    let people = People::of(["Zwart, Jan", "Wrenmark J", "Ida", "MD", "154^ROOK^BO"].into_iter());
    let words = people.words();
    let part = |word: &str| words.iter().find(|row| row.0 == word).map(|row| row.1);
    assert_eq!(part("zwart"), Some(NamePart::Family));
    assert_eq!(part("rook"), Some(NamePart::Family));
    assert_eq!(part("bo"), Some(NamePart::Given));
    assert_eq!(part("jan"), Some(NamePart::Given));
    assert_eq!(part("ida"), Some(NamePart::Given));
    assert_eq!(part("j wrenmark"), Some(NamePart::Given));
    assert_eq!((part("j"), part("md")), (None, None));
}

#[test]
fn of_any_name_nothing_is_written_but_made_up_names_and_initials() {
    let pieces = [
        "Quillfeather",
        "ODALYS",
        "Mae",
        "de la",
        "O'Wren",
        "\u{17B}\u{F3}\u{142}\u{107}",
        "\u{738B}",
        "J.",
        "Q",
        "JQ",
        "and",
        "Dr.",
        "MD",
        "\u{2019}s",
        "'",
        "-",
        "^",
        ", ",
        " ",
        "\n",
        "(",
        "4711",
        "7E",
        "Ph.D.",
        "\u{301}",
        "\u{FB01}n",
        "\u{130}",
        "\u{202E}",
    ];
    // A small generator: the same names in every run.
    let mut state = 7_u32;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % sides
    };
    let mut name = || -> String { (0..roll(9)).map(|_| pieces[roll(pieces.len())]).collect() };
    let mut replaced = 0;
    for _ in 0..400 {
        let headers: Vec<String> = (0..3).map(|_| name()).collect();
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let run = Run::of(3, &headers, &[]);
        for written in headers.iter().map(|name| run.written(name)) {
            if written == "[NAME]" {
                continue;
            }
            replaced += 1;
            for word in written.split(|letter: char| !letter.is_alphanumeric()) {
                let mut letters = word.chars();
                let first = letters.next().map(|first| first.to_ascii_uppercase());
                let cased: String = first.into_iter().collect();
                let cased = cased + &letters.as_str().to_lowercase();
                let initials = word.is_ascii() && word.len() <= 3;
                assert!(
                    initials || made_up::is_made_up(&cased),
                    "{headers:?} {written}"
                );
            }
        }
    }
    assert!(replaced > 400, "{replaced}");
}
