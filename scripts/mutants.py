"""Takes one rule after the other out of the source and asks which test sees it.

usage: mutants.py [--again] [--minutes N] [--threats]

Every row below is a rule: its name, its file, the text that carries it out and
what stands there instead. The text must stand there once. The fast suites are
built and run; the first test that fails has killed the mutant. What came of it
is written to tests/mutants.tsv after each one; rows that are there already are
left out unless --again is given. --threats takes the controls of threats.py out,
each before its own suite; a suite of the page is bundled and run in the browsers. The source is put back after each mutant, and
nothing is started on a tree with changes in src/.

Rules that another one covers are no rows here: what no rule keeps goes anyway,
so that the rules by VR for names and the groups of overlays can be taken out
and nothing is kept; fragments in the place of a text are refused by its VR
before the rule for fragments is asked.

Rows of the tables themselves need no mutant: tests/standard.rs compares every
table with its facts, tests/table_rows.rs every row of Table E.1-1 with what it
decides.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import time

import threats

RESULTS = pathlib.Path("tests/mutants.tsv")
# The longest last: only what the others let live comes to it (--thorough).
SUITES = ["lib", "dicom_rules", "table_rows", "ten_actions", "report_patterns"]
LONGEST = "random_data_sets"
PROFILE = "src/dicom/profile.rs"
TABLE = "src/dicom/profile/table.rs"
ACTIONS = "src/dicom/actions.rs"
STRINGS = "src/dicom/strings.rs"
DATES = "src/dicom/dates.rs"
WALK = "src/dicom/walk.rs"
TEXTS = "src/dicom/walk/texts.rs"
BYTES = "src/dicom/letters_in_bytes.rs"
TRUST = "src/dicom/trust.rs"
STRUCTURED = "src/dicom/structured.rs"
MARKERS = "src/dicom/markers.rs"
HEADER = "src/text/header_string.rs"
PEOPLE = "src/text/header_string/people.rs"
KNOWN = "src/text/known.rs"
CALENDAR = "src/text/dates.rs"

MUTANTS = [
    ("UIDs are replaced by VR", PROFILE, "VR::UI => Action::Uids,", "VR::UI => Action::Label,"),
    ("dates move by VR", PROFILE, "VR::DA | VR::DT | VR::TM => Action::Moment,", "VR::DA | VR::DT | VR::TM => Action::Label,"),
    ("a VR the dictionary does not allow goes", PROFILE, "|| !agrees(attribute.vr, attribute.other_vr, vr)", "|| false"),
    ("Z empties", TABLE, "Code::Z => Action::Empty,", "Code::Z => Action::Label,"),
    ("D gets a dummy", TABLE, "Code::D => dummy,", "Code::D => Action::Label,"),
    ("Safe Harbor narrows characteristics", TABLE, "harbor == Some(MapAction::Keep)", "harbor != Some(MapAction::CapAge)"),
    ("the map's removals narrow options", TABLE, "let narrowed = harbor == Some(MapAction::Remove);", "let narrowed = false && harbor == Some(MapAction::Remove);"),
    ("code strings are terms", ACTIONS, "|| is_term(value)\n", "|| !value.is_empty()\n"),
    ("numbers are numbers", ACTIONS, "|| is_number(value, vr)\n", "|| !value.is_empty()\n"),
    ("bytes of numbers are no text", ACTIONS, "    looks_like_text(bytes) || begins_with_item(bytes) || holds_word(bytes)", "    begins_with_item(bytes)"),
    ("UIDs of the registry alone stay", ACTIONS, "None => of_the_standard && names_a_class(tag),", "None => of_the_standard || names_a_class(tag),"),
    ("text with controls is none", STRINGS, ".any(|letter| letter.is_control() && !matches!", ".any(|letter| letter == '\\u{1}' && !matches!"),
    ("a decimal string is no date", STRINGS, "&& !is_date_digits(value)", "&& !value.is_empty()"),
    ("letters of two bytes are seen", BYTES, "is_narrow_text(bytes) || is_wide_text(bytes, low) || is_wide_text(bytes, high)", "is_narrow_text(bytes) || is_wide_text(bytes, low) && is_wide_text(bytes, high)"),
    ("a sequence in place of bytes is seen", ACTIONS, "looks_like_text(bytes) || begins_with_item(bytes) || holds_word(bytes)", "looks_like_text(bytes) || holds_word(bytes)"),
    ("a word among numbers is seen", ACTIONS, "looks_like_text(bytes) || begins_with_item(bytes) || holds_word(bytes)", "looks_like_text(bytes) || begins_with_item(bytes)"),
    ("ages above 89", DATES, "unit == 'Y' && count >= 90", "unit == 'Y' && count >= 100"),
    ("dates shift", DATES, "let moved = Day(day.0 + i64::from(self.offset_days));", "let moved = Day(day.0 + 0 * i64::from(self.offset_days));"),
    ("other years keep the year alone", DATES, "days_on.map_or_else(|| new_year(day), ", "days_on.map_or_else(|| day, "),
    ("items of people hold no text", WALK, "Action::PlainItems => Surroundings::Identity,", "Action::PlainItems => Surroundings::Open,"),
    ("descriptions are cut", TEXTS, "            let text = crate::dicom::strings::cut(&seen, &spans, vr);", "            let text = crate::dicom::strings::cut(&seen, &[], vr);"),
    ("guesses do not hold for equipment", TRUST, "Self::Technical => !GUESSES_FROM_DIGITS.contains(&span.detector),", "Self::Technical => true,"),
    ("known values hold in codes", TRUST, "if is_of_a_header(span) {", "if is_of_a_header(span) && self != Self::Headers {"),
    ("the subject of a report is the patient", STRUCTURED, '"121029" | "121030"', '"121031" | "121030"'),
    ("people of a report are replaced", STRUCTURED, '"TEXT" | "PNAME" | "CODE" => ContentRule::Blank,', '"CODE" => ContentRule::Blank,\n        "TEXT" | "PNAME" => ContentRule::None,'),
    ("earlier markers are kept", MARKERS, "values.extend(ours);", "values = ours.to_vec();"),
    ("days in descriptions", HEADER, "    whole_dates(page, found);\n", ""),
    ("phones in descriptions", HEADER, "    contacts::find(page, &mut guesses);\n", ""),
    ("people that no header names", HEADER, "    people::find(page, found);\n", ""),
    ("a name ends where the description goes on", HEADER, "people::name_only(page, one, follows)", "Some(one).filter(|_| follows == follows)"),
    ("a number ends where the description goes on", HEADER, "Some(people::code_only(page, one))", "Some(one)"),
    ("usual names", PEOPLE, ".filter(|at| is_name(page, *at) || is_unlisted(page, *at))", ".filter(|at| is_unlisted(page, *at))"),
    ("unlisted names", PEOPLE, ".filter(|at| is_name(page, *at) || is_unlisted(page, *at))", ".filter(|at| is_name(page, *at))"),
    ("known names", KNOWN, "self.name(page, at, kind, found);", ""),
    ("known numbers", KNOWN, "self.code(page, at, found);", ""),
    ("a whole day behind a counting word", CALENDAR, "Form::Full => !is_counted(page, at) || is_whole_day(page, at, reading.end),", "Form::Full => !is_counted(page, at),"),
]


def named(suite):
    return ["--lib"] if suite == "lib" else ["--test", suite]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def chosen(names, own):
    """One of the tests that belong to the rule, if it is among those that failed."""
    return next((name for name in names if any(name.endswith(one) for one in own)), names[0] if names else "ended")


def killer(suites, own=()):
    """The test that fails, "the compiler", or nothing."""
    build = run("cargo", "test", "--no-run", "--quiet", *(part for suite in suites for part in named(suite)))
    if build.returncode != 0:
        return "the compiler"
    for suite in suites:
        result = run("cargo", "test", "--quiet", *named(suite))
        if result.returncode != 0:
            names = re.findall(r"^---- (\S+) stdout ----", result.stdout, re.M)
            return f"{suite}: {chosen(names, own)}"
    return ""


def page_killer(suite, own):
    build = run("node", "www/bundle.mjs")
    if build.returncode != 0:
        return "the compiler"
    test = f"tests/web/{suite.removeprefix('web:')}.test.mjs"
    result = run("timeout", "300", "node", "--test", "--test-concurrency=1", test)
    names = re.findall(r"^ *not ok \d+ - (.*)", result.stdout, re.M)
    return f"{suite}: {chosen(names, own)}" if result.returncode != 0 else ""


def mutate(changes, suites, own=()):
    kept = {}
    try:
        for path, old, new in changes:
            source = pathlib.Path(path)
            text = source.read_text()
            if text.count(old) != 1:
                return f"the rule does not stand there once ({text.count(old)})"
            kept.setdefault(source, text)
            source.write_text(text.replace(old, new))
        if suites[0].startswith("web:"):
            return page_killer(suites[0], own) or "survived"
        return killer(suites, own) or "survived"
    finally:
        for source, text in kept.items():
            source.write_text(text)
        if suites[0].startswith("web:"):
            run("node", "www/bundle.mjs")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--threats", action="store_true")
    parser.add_argument("--minutes", type=float, default=1e9)
    options = parser.parse_args()
    if run("git", "status", "--porcelain", "src", "www").stdout.strip():
        sys.exit("src/ or www/ has changes: commit them first")
    head = "# Which test sees that a rule is gone. Written by scripts/mutants.py.\nrule\tfile\tkilled by\n"
    seen = {}
    if RESULTS.exists() and not options.again:
        lines = RESULTS.read_text().splitlines()[2:]
        seen = {line.split("\t")[0]: line for line in lines}
    suites = SUITES + [LONGEST] * options.thorough
    started = time.monotonic()
    wanted = [(name, [(path, old, new)], suites, ()) for name, path, old, new in MUTANTS]
    if options.threats:
        wanted = [(row.name, row.out, [row.suite], row.tests) for row in threats.ROWS if row.out]
    for name, changes, before, own in wanted:
        if name in seen:
            continue
        if time.monotonic() - started > options.minutes * 60:
            break
        result = mutate(changes, before, own)
        seen[name] = f"{name}\t{changes[0][0]}\t{result}"
        print(f"{name}: {result}", flush=True)
        RESULTS.write_text(head + "".join(line + "\n" for line in seen.values()))
    alive = [line for line in seen.values() if line.split("\t")[2] in ("survived", "the compiler") or "does not stand" in line]
    print(f"{len(seen) - len(alive)} killed, {len(alive)} not, {sum(name not in seen for name, *_ in wanted)} left")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
