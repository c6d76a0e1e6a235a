"""The fifty ways in which something leaks or breaks, each with its control and its tests.

usage: threats.py            writes the table into THREATS.md, below the line that names this file
       threats.py --check    ends with 1 where THREATS.md is not what would be written

A row has the number, what can leak or break, what is done, the tests, and how the
control is taken out: file, text and what stands there instead (once or several
times). `mutants.py` takes it out and notes in tests/mutants.tsv which test saw it;
a row without one says why. Tests of the page are named by their sentence.
"""

import pathlib
import sys
import typing

MARK = "<!-- Written by scripts/threats.py -->"


class Row(typing.NamedTuple):
    number: int
    leak: str
    control: str
    tests: list
    suite: str = ""
    out: list = []
    why: str = ""

    @property
    def name(self):
        return f"threat {self.number}: {self.leak}"


ROWS = [
    Row(1, "names of files and folders", "entries get running numbers; the engine is not given a name",
        ["nothing_planted_survives_in_any_output_byte"],
        why="no code that could be taken out: no input name reaches the place where entries are named"),
    Row(2, "times, extra fields and comments of the zip", "one fixed day, no extra field but zip64, own writer",
        ["the_zip_holds_the_parts_in_the_order_of_names"], "lib",
        [("src/package.rs", "const FIXED_DATE: u16 = 0x0021;", "const FIXED_DATE: u16 = 0x5A21;")]),
    Row(3, "DICOMDIR", "never copied; a new one is made of cleaned headers",
        ["a_directory_is_refused", "a_directory_of_headers_that_were_not_cleaned_is_refused"], "read_write",
        [("src/dicom/read.rs", 'const MEDIA_STORAGE_DIRECTORY: &str = "1.2.840.10008.1.3.10";',
          'const MEDIA_STORAGE_DIRECTORY: &str = "1.2.840.10008.1.3.10.1";')]),
    Row(4, "preamble, files of two kinds", "128 zero bytes; the check refuses anything else",
        ["meta_length_and_padding_are_right", "structure_that_no_cleaned_file_has_is_refused"], "verify",
        [("src/dicom/write.rs", "out.bytes(&[0; 128]);", "out.bytes(&[7; 128]);")]),
    Row(5, "file meta: AE titles, implementation, addresses", "group 0002 is made anew",
        ["the_file_meta_group_holds_nothing_of_the_old_one"], "dicom_rules",
        [("src/dicom/markers.rs", "    let mut meta = DataSet::default();\n    let class",
          "    let mut meta = file.meta.clone();\n    let class"),
         ("src/dicom/walk.rs", "        meta: DataSet::default(),", "        meta: file.meta.clone(),")]),
    Row(6, "private attributes, nested and in shifted blocks", "removed; listed ones stay by creator, element and VR",
        ["listed_elements_stay_in_any_block_and_at_any_depth_and_the_others_go"], "dicom_rules",
        [("src/dicom/profile.rs", "        return because(Action::Remove, Source::Private);", "        return because(Action::Label, Source::Private);")]),
    Row(7, "UN values and sequences hidden as UN", "read by the dictionary or as implicit items, else removed",
        ["a_sequence_hidden_as_un_is_read_and_cleaned", "un_of_defined_length_that_holds_items_is_a_sequence"], "dicom_rules",
        [("src/dicom/read/elements.rs", "            && let Some(items) = self.hidden_items(level, end, length)?\n",
          "            && false\n            && let Some(items) = self.hidden_items(level, end, length)?\n")]),
    Row(8, "deep nesting", "levels are limited; the file is refused",
        ["ten_thousand_levels_end_at_the_limit", "ten_thousand_levels_hidden_in_un_end_too"], "read_write",
        [("src/dicom/read/elements.rs", "if level.depth > self.limits.depth {", "if level.depth > usize::MAX - 1 {")]),
    Row(9, "original attributes, signatures, encrypted attributes", "removed by group, by table and by the map; what is nested is cleaned besides",
        ["signatures_and_what_they_sign_go", "attributes_of_before_and_encrypted_ones_go"], "table_rows",
        [("src/dicom/standard/table.rs", 'row(0x0400_0561, ONE, "OriginalAttributesSequence", X,', 'row(0x0400_0561, ONE, "OriginalAttributesSequence", XZU,'),
         ("src/dicom/standard/letters.rs", "letter(0x0400_0561, R, Remove)", "letter(0x0400_0561, R, Keep)")]),
    Row(10, "unknown, repeating and retired public tags", "what no table keeps is removed",
        ["a_planted_word_in_any_attribute_goes_or_passes_the_finder", "repeating_groups_go_in_every_group_and_under_every_choice"], "lib",
        [("src/dicom/profile.rs", "    let Some(attribute) = standard::attribute(tag) else {\n        return because(Action::Remove, Source::NotListed);",
          "    let Some(attribute) = standard::attribute(tag) else {\n        return because(Action::Label, Source::NotListed);")]),
    Row(11, "dates in other representations, ages in text", "kept strings go through the text room",
        ["a_date_that_no_row_names_moves_with_the_others", "every_check_of_the_ten_actions_passes_in_both_presets"], "ten_actions",
        [("src/text/header_string.rs", "    whole_dates(page, found);\n", "")]),
    Row(12, "UIDs with a root or a time, references, UIDs in text", "one random table for all that the standard does not own",
        ["no_uid_of_the_drop_is_left_anywhere", "every_reference_inside_the_drop_resolves_to_what_its_object_became"], "references",
        [("src/dicom/profile.rs", "VR::UI => Action::Uids,", "VR::UI => Action::Label,")]),
    Row(13, "accession numbers in other elements and in reports", "one random code for each, wherever it stands",
        ["an_accession_number_has_one_code_everywhere", "a_name_known_from_the_header_is_cut_from_descriptions_and_clinical_words_stay"], "dicom_rules",
        [("src/text/known.rs", "self.code(page, at, found);", "")]),
    Row(14, "overlays, in-pixel overlays, curves", "groups removed; bits beside the picture set to zero",
        ["a_drawing_beside_the_picture_is_gone_and_the_picture_stays", "overlays_curves_icons_and_padding_go"], "overlay_bits",
        [("src/dicom/overlay_bits.rs", "        *byte &= mask;\n", "        *byte &= mask | !mask;\n")]),
    Row(15, "icon images", "removed at every depth",
        ["icons_go_with_the_picture_in_them", "overlays_curves_icons_and_padding_go"], "dicom_rules",
        [("src/dicom/standard/letters.rs", "letter(0x0088_0200, Q, Remove)", "letter(0x0088_0200, Q, Keep)"),
         ("src/dicom/standard/table.rs", 'row(0x0088_0200, ONE, "IconImageSequence", X,', 'row(0x0088_0200, ONE, "IconImageSequence", XZU,')]),
    Row(16, "documents inside instances", "read as a report and made anew, else withheld by name",
        ["a_pdf_inside_an_instance_loses_its_people_and_keeps_its_findings", "a_document_that_cannot_be_read_withholds_its_instance_by_name"], "inner_documents",
        [("src/dicom/encapsulated.rs", "    let element = file.data_set.take(tag_of(ENCAPSULATED_DOCUMENT));",
          "    let element = file.data_set.take(tag_of(ENCAPSULATED_DOCUMENT)).map(|mut element| { if let Value::Bytes(bytes) = &mut element.value { bytes.truncate(40); } element });")]),
    Row(17, "structured reports: text, people, observers, times", "by value type and concept",
        ["a_structured_report_keeps_numbers_and_codes_and_loses_people_and_dates"], "dicom_rules",
        [("src/dicom/structured.rs", '"TEXT" | "PNAME" | "CODE" => ContentRule::Blank,', '"CODE" => ContentRule::Blank,\n        "TEXT" | "PNAME" => ContentRule::None,')]),
    Row(18, "presentation states, key objects, labels, annotations", "text cleaned, people removed",
        ["annotations_of_a_presentation_lose_people", "observers_of_key_objects_go", "labels_of_structures_lose_people", "notes_on_waveforms_lose_people"], "dicom_rules",
        [("src/dicom/walk/texts.rs", "            let text = crate::dicom::strings::cut(&seen, &spans, vr);", "            let text = crate::dicom::strings::cut(&seen, &[], vr);")]),
    Row(19, "text burned into pictures", "asked, boxes of a person or of the reader, else withheld; claimed only if looked at",
        ["what_speaks_for_text_in_the_pixels_is_told", "the_drop_counts_a_picture_as_at_risk_until_a_box_is_on_it_or_its_series_was_looked_at"], "boxes",
        [("src/pixels/hide.rs", "                put(&mut samples.values, place, *value);", "                let _ = (place, value);")]),
    Row(20, "hiding that can be undone", "samples change, and the result is decoded and compared",
        ["the_check_names_a_box_that_is_not_hidden_and_a_change_beside_it"], "boxes",
        [("src/verify/hidden.rs", "            .filter(|hidden| hidden.is_on(frame))", "            .filter(|hidden| hidden.is_on(frame) && false)")]),
    Row(21, "the rest of the picture compressed again", "lossless or uncompressed; equal outside of the boxes",
        ["a_compressed_picture_comes_out_native_and_equal_outside_of_the_box", "native_pictures_change_inside_the_box_alone_in_every_layout"], "boxes",
        [("src/pixels/hide.rs", "    for row in region.top..region.bottom {\n        for column in region.left..region.right {\n            let first",
          "    for row in region.top..region.bottom {\n        for column in region.left.saturating_sub(1)..region.right {\n            let first")]),
    Row(22, "padding: odd bytes, tails of frames and groups", "written anew, exact lengths",
        ["meta_length_and_padding_are_right", "overlays_curves_icons_and_padding_go"], "read_write",
        [("src/dicom/write.rs", "            self.bytes(&[pad]);", "            self.bytes(&[pad | 0x41]);")]),
    Row(23, "bytes between and behind fragments", "refused",
        ["bytes_between_fragments_are_refused"], "lib",
        [("src/dicom/read/fragments.rs", "            _ => return Err(Refusal::at(ReasonCode::Malformed, tag)),", "            (_, Length::Defined(length)) => length,\n            _ => return Err(Refusal::at(ReasonCode::Malformed, tag)),")]),
    Row(24, "comments, Exif and thumbnails in compressed pixels", "blanked in place, then searched",
        ["comments_and_application_data_of_jpeg_are_blanked_in_place", "comments_inside_compressed_pixels_are_found"], "lib",
        [("src/pixels/beside.rs", "                0xFE => places.push(zero(body, behind)),", "                0xFE => {}")]),
    Row(25, "character sets, look-alike letters, invisible marks", "decoded by the standard and leniently; folded before the search",
        ["spellings_of_one_name_fold_to_one", "undeclared_escapes_and_forgotten_calls_are_read", "the_search_sees_every_spelling"], "lib",
        [("src/verify/fold.rs", "        .filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter))", "        .filter(|letter| !is_combining_mark(*letter))")]),
    Row(26, "all of a PDF that is not on its pages", "a new PDF of reviewed text; no object of the old one; inflated and searched",
        ["nothing_beside_the_pages_is_carried_over_and_all_of_it_is_harvested", "streams_and_dictionaries_of_a_pdf_are_searched"], "verify",
        [("src/verify/pdf.rs", "        if objects.find(&object, 0)? {", "        if objects.find(&object, 0)? && false {")]),
    Row(27, "scanned pages, letterheads, codes, signatures", "no picture is carried over; withheld, or read and set anew",
        ["a_scanned_page_among_others_is_withheld_by_name", "a_small_picture_leaves_the_page_and_is_noted"],
        why="no code that could be taken out: the writer of pages has no way to set a picture"),
    Row(28, "hidden, deleted and commented text of a DOCX", "only what is shown is read; the rest is harvested",
        ["nothing_that_word_hides_is_in_the_output_and_everything_of_it_is_harvested"], "lib",
        [("src/document/docx/styles.rs", "(Some(true), _, _) | (_, Some(true), _) | (_, _, true) => Some(Hidden::Hidden),", "(_, Some(true), _) | (_, _, true) => Some(Hidden::Hidden),\n            (Some(true), _, _) => None,")]),
    Row(29, "names split by lines, hyphens, columns, blanks", "matched on joined text with a map of places",
        ["a_word_cut_by_a_line_end_is_one_word_and_leads_back_to_both_halves", "letters_that_are_spaced_out_are_one_word"], "lib",
        [("src/document/joined.rs", "if before.is_alphabetic() && after.is_alphabetic() && parts_word {", "if before.is_alphabetic() && after.is_numeric() && parts_word {")]),
    Row(30, "what is left: relatives, rare diseases, the news", "words that suggest a rare case are counted; the person attests actual knowledge",
        ["what_suggests_a_rare_case_is_counted_and_claims_no_more_than_that", "words_that_must_not_be_said_are_not_said"], "lib",
        [("src/certificate/status.rs", 'Self::Issued => "ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED",', 'Self::Issued => "ISSUED",')]),
    Row(31, "several patients, the wrong report", "identities are compared; asked, and withheld without an answer",
        ["whoever_states_another_patient_is_asked_about_and_withheld", "each_kind_of_mistake_is_asked_and_the_plan_refuses_until_it_is_answered"], "identity_gate",
        [("src/question.rs", "        Finding::OtherPatient { .. } => (Question::OtherPatient, ReasonCode::OtherPatient),", "        Finding::OtherPatient { .. } => return None,")]),
    Row(32, "certificate and messages", "counts and codes in types that no text of an input fits into",
        ["words_of_an_input_do_not_fit"], "lib",
        [("src/certificate/words.rs", "        let shape = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');", "        let shape = |c: char| c.is_ascii_graphic() || c == ' ' || matches!(c, '.' | '-' | '_' | '/');")]),
    Row(33, "the crosswalk in the package", "a file of its own, encrypted; the package holds listed entries alone",
        ["what_was_written_is_read_again_and_nothing_of_it_is_open", "an_entry_that_was_added_removed_or_renamed_is_told_apart"],
        why="no code that could be taken out: nothing writes the crosswalk into a package"),
    Row(34, "stores of the browser, history, address, title", "memory only; what is on disk for saving is cleared",
        ["cleared means forgotten: nothing of the case in the page, its address or any store"], "web:crash",
        [("www/app/visit.js", "    this.engine.end();\n    this.run.forget();\n    this.#forgetPackage();\n    for (const", "    for (const")]),
    Row(35, "the cache of the hosted page", "its own files by their hashes, nothing else",
        ["the hosted folder holds these files and no others", "a new edition takes over when the old page is closed, and a file that was changed on the server is not kept"], "web:hosted",
        [("www/service.js", "new Request(url, { integrity, cache: 'no-cache' })", "new Request(url, { cache: 'no-cache' })")]),
    Row(36, "console, errors, crash messages", "codes; no value is in a message",
        ["debug_text_shows_nothing_of_the_value", "a trap on one file costs that file, is listed, and the rest comes out"], "lib",
        [("src/sensitive.rs", 'formatter.write_str("***")', 'formatter.write_str("*")')]),
    Row(37, "clipboard, dragging out, print preview, pictures of the screen", "values are masked until shown; nothing copies by itself",
        ["by keyboard alone: shown and hidden by the space bar, taken out by Enter, and the focus is never lost"],
        why="what a person copies, prints or photographs is outside of the page"),
    Row(38, "telemetry, fonts, updates", "no request after load; the policy forbids every connection",
        ["the policy is strict, and no code names a way out", "from disk, the sample by its button, and not one request"], "web:package",
        [("www/bundle.mjs", "    'connect-src': \"'none'\",", "    'connect-src': '*',")]),
    Row(39, "a page or a part that somebody altered", "lockfiles, hashes, bill of materials, licence wall, own sum, reproducible build",
        ["the bill of materials names what the lockfiles name, with its check sum, and twice the same", "a licence that asks for more than a notice is refused, alone or joined, and a choice is taken"], "web:supply",
        [("scripts/supply.mjs", "    return ALLOWED.has(name);", "    return ALLOWED.has(name) || true;")]),
    Row(40, "markup in values", "text alone is set; Trusted Types; the policy",
        ["values that are markup are shown as text wherever the page shows them, and nothing of them runs"], "web:markup",
        [("www/app/elements/report-pages.js", "><span data-start=${span.start}>${text}</span><span class=", "><span data-start=${span.start} .innerHTML=${text}></span><span class="),
         ("www/app/elements/report-pages.js", "return html`${label}<span data-start=${piece.start}>${text}</span>`;", "return html`${label}<span data-start=${piece.start} .innerHTML=${text}></span>`;")]),
    Row(41, "formulas in the table of a crosswalk", "an apostrophe in front, every cell quoted",
        ["no_cell_of_the_table_is_a_formula"], "crosswalk",
        [("src/crosswalk.rs", "let mark = if !number && (controls || first.is_some_and(begins)) {", "let mark = if !number && controls && first.is_some_and(begins) {")]),
    Row(42, "zip bombs, entries that overlap, lies about sizes", "ratio, count, size and levels are limited before memory is taken",
        ["entries_that_overlap_are_refused", "a_declared_count_takes_no_memory"], "lib",
        [("src/container/directory.rs", "if start < free_from || start.saturating_add(30) > place.offset {", "if start.saturating_add(30) > place.offset {")]),
    Row(43, "paths that climb, absolute paths, names of devices", "input names name nothing; names of entries are checked",
        ["names_that_a_zip_must_not_hold_are_refused"], "lib",
        [("src/package.rs", "    check_names(entries.iter().map(|(_, entry)| entry.name()))?;\n\n    let mut pieces", "    let mut pieces")]),
    Row(44, "outside files and entity bombs in XML", "document types and unknown entities are refused",
        ["document_types_and_unknown_entities_are_refused", "entities_other_roots_and_bodies_that_are_files_are_refused"], "lib",
        [("src/document/xml.rs", "            Event::DocType(_) => return Err(XmlFault::Malformed),", "            Event::DocType(_) => {}")]),
    Row(45, "malformed input: endless, too large, a crash", "limits, a time for each file, one worker lost costs one file; fuzzed",
        ["a_declared_length_takes_no_memory", "a_deflate_bomb_ends_at_the_limit", "flipped_bytes_never_break_it", "a worker that never answers costs its file, which is listed with advice"], "read_write",
        [("src/dicom/read/deflate.rs", "            if self.out.len() as u64 > self.limit {", "            if self.out.len() as u64 > u64::MAX - 1 {")]),
    Row(46, "memory after the run", "workers end, seeds and keys are zeroed, a page kept by the browser is cleared; swap cannot be controlled",
        ["an element that is taken out of the page ends its workers, zeroes what it held and shows nothing"], "web:portal",
        [("www/app/engine.js", "    this.worker.terminate();\n", "")]),
    Row(47, "messages and frames of other pages", "a built-in list of exact origins; counts and codes alone go out",
        ["a page that is not on the list of the frame gets no answer, and the person is told"], "web:frame",
        [("www/app/framed.js", "  if (!allowed.includes(event.origin)) {", "  if (!allowed.includes(event.origin) && false) {")]),
    Row(48, "extensions, remote desktops, synchronised folders", "cannot be controlled from a page; the answers in the page say so",
        [], why="outside of the page: said in words"),
    Row(49, "randomness that fails or repeats", "the system's source or no run; a code is never given twice",
        ["every_name_is_another_and_is_known_again", "one_original_has_one_replacement_and_two_have_two"], "lib",
        [("src/remap.rs", "            if self.used.insert(token.clone()) {\n                return token;", "            if self.used.insert(token.clone()) || true {\n                return \"AAAAAA\".to_owned();")]),
    Row(50, "pictures compared with the source archive", "cannot be prevented while pictures stay; a limitation on the certificate",
        ["words_that_must_not_be_said_are_not_said"], why="a limitation that is said, not a control"),
]


CODE = [("src", ".rs"), ("tests", ".rs"), ("tests", ".mjs")]
RESULTS = pathlib.Path("tests/mutants.tsv")
PAPER = pathlib.Path("THREATS.md")


def tests_missing():
    code = "\n".join(path.read_text() for folder, end in CODE for path in pathlib.Path(folder).rglob("*" + end))
    named = [(row.number, test) for row in ROWS for test in row.tests]
    ways = ("fn {}(", "test('{}'", "test(`${{name}}: {}`")
    return [f"{number}: {test}" for number, test in named if not any(way.format(test) in code for way in ways)]


def seen():
    lines = RESULTS.read_text().splitlines()[2:]
    return {name: killed for name, _file, killed in (line.split("\t") for line in lines)}


def proof(row, results):
    if row.why:
        return f"not taken out: {row.why}"
    killed = results.get(row.name, "")
    if not killed or killed in ("survived", "the compiler") or "does not stand" in killed:
        return "**not seen to fail yet**"
    return f"failed in {killed.replace('::', ' ').replace('|', ' ')}"


def table():
    results = seen()
    lines = [MARK, "", "| # | what leaks or breaks | control | tests | without the control |", "|---|---|---|---|---|"]
    for row in ROWS:
        tests = ", ".join(f"`{test}`" for test in row.tests)
        lines.append(f"| {row.number} | {row.leak} | {row.control} | {tests or 'none'} | {proof(row, results)} |")
    return "\n".join(lines) + "\n"


def main():
    missing = tests_missing()
    if missing:
        sys.exit("no such test: " + "; ".join(missing))
    head, mark, _old = PAPER.read_text().partition(MARK)
    if not mark:
        sys.exit(f"{PAPER} has no line {MARK}")
    wanted = head + table()
    if "--check" in sys.argv:
        return 0 if PAPER.read_text() == wanted else f"{PAPER} is old: python3 scripts/threats.py"
    PAPER.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
