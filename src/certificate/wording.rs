//! The sentences of the certificate.
//!
//! What a sentence says was done is done by the code, and what it says was not
//! done is said here as plainly. The words that must not be said are listed in
//! the tests of this room.

use crate::finding::{Done, TextSeen};
use crate::policy::options::{Options, ProfileOption};
use crate::policy::private_rules::RuleAction;
use crate::policy::{AtRisk, BurnedIn, DateRule, KeyOrigin, Preset, ReportStyle};
use crate::question::{Asked, Choice, Question};

use super::facts::{
    AccessionState, FaceCounts, Facts, Inspection, PixelOutcome, ReportIdentity, Risk, SeriesPixels,
};
use super::status::Status;

/// Title of the document.
pub const TITLE: &str = "De-identification certificate";

/// Whose determination it serves.
pub const NATURE: &str = "Engineering record for the covered entity's own determination under 45 CFR 164.514(b)(2). Not legal advice.";

/// Under the heading of the letters.
pub const LETTERS_NOTE: &str = "Identifiers of the individual and of relatives, employers and household members. Counts are values removed or replaced. Basis: required by the rule, product policy, or conservative reading. Text drawn into pictures is the subject of section 5, not of this table.";

/// Under the heading of the pictures, where no pixel was looked at.
const PIXELS_NOT_INSPECTED: &str = "Pixels were not inspected by a person in this run. What is said about text in pictures rests on the person's answer, on the SOP class, the modality and the attributes of each file.";

/// Under the heading of the pictures, where pixels were looked at in part.
const PIXELS_PARTLY_INSPECTED: &str = "Pixels were inspected only where the table says so. Elsewhere, what is said about text in pictures rests on the person's answer, on the SOP class, the modality and the attributes of each file.";

/// Under that, where text was read in pictures.
const TEXT_READ: &str = "The tool read text in the pictures of the series for which the table counts lines, as received and as written. A line counts as known with a searched value, also a misread one, or an identifier by its form. A word can be missed or misread: no line found does not mean that there is none.";

/// Under that, where no text was read.
const TEXT_NOT_READ: &str = "The tool read no text in pictures in this run.";

/// What was done with report text.
pub const NARRATIVE_METHOD: &str = "Report text was extracted, searched, and set anew; no object of a source document is in a written report.";

/// What stands in the place of a removed span.
#[must_use]
pub const fn report_style(style: ReportStyle) -> &'static str {
    match style {
        ReportStyle::Tags => {
            "Each removed span is replaced by a word for its kind or its code, shown on a tinted ground."
        }
        ReportStyle::Pseudonyms => {
            "Names of people in report text are made up: each word of a name is replaced by one that was drawn at random for this run, the same wherever it stands, and belongs to nobody. Made-up given names end in -osk, made-up family names in -quor. A date is replaced by its year where the profile keeps it, every other removed span by a word for its kind or its code. What was put in stands on a tinted ground."
        }
        ReportStyle::Years => {
            "A date is replaced by its year where the profile keeps it, every other removed span by a word for its kind or its code. What was put in stands on a tinted ground."
        }
    }
}

/// About the codes.
pub const CODES_METHOD: &str = "Every code and UID was drawn at random for this run and is not derived from an original value, 45 CFR 164.514(c)(1). One table holds for headers, references and reports.";

/// What was searched in which spellings.
const VERIFICATION_METHODS: [&str; 5] = [
    "Every written entry was read again from its finished bytes, by code apart from the code that cleaned it.",
    "Values known from the headers and from the labelled places of reports were searched in all bytes of each entry and in its decoded text: in the character sets of DICOM, in UTF-8 and UTF-16, name parts in both orders, dates in common spellings.",
    "Streams of PDF entries were inflated and their text searched.",
    "DICOM entries were parsed again by two parsers: preamble, file meta, every element at any depth. Bytes of pixels without a hidden region are taken over from the source, comments and application data of compressed pictures blanked; they were searched as bytes, not seen as a picture.",
    "An entry with a match, or one that does not read again, is withheld from the package.",
];

/// What was done besides where a box of a picture was hidden.
const VERIFICATION_OF_BOXES: &str = "Pictures with hidden regions were decoded again beside their source, by the same codecs: each region is of one value, every other sample is equal.";

/// What was done besides where a face was cut out.
const VERIFICATION_OF_CUTS: &str = "Slices of series whose face was cut out were decoded again beside their source, by the same codecs: each pixel in the cut has the value of air, every other is equal. The skin before and after the cut can be shown to whoever makes the package; whether it was looked at is not recorded, and no such picture is in the package.";

/// What the record does not cover.
pub const LIMITATIONS: [&str; 9] = [
    "Text drawn into the pictures of a study is read only where section 5 counts lines, and words can be missed. An answer that there is none is the person's statement.",
    "Faces: head and neck volumes can be rendered to a likeness, and photographs can show one. They are recognised by what their headers say and asked about; pictures are not searched for faces. Where a face was cut out, section 3 says so: ears, the sides of the jaw and the shape of the skull stay, and nobody measured whether a person can still be recognised.",
    "Rare diseases, unusual findings, implants and circumstances can point to a person although no listed identifier is left. Only people who know the case can judge this.",
    "Unchanged pixels can be matched with the source archive by whoever has access to it. New UIDs do not prevent this.",
    "Report text is searched by rules and by known values. A misspelt or unusual mention can be missed; the text was made for reading before release.",
    "A value that stands nowhere in a header or in a labelled place of a report is not known to the second reading and is not searched by it.",
    "Text in languages other than English is searched by known values and patterns only.",
    "The year of a study, the sex, and an age up to 89 are kept where the profile keeps them.",
    "No statement is made under the GDPR. Pseudonymised data remain personal data for whoever holds the originals or a crosswalk.",
];

/// For whoever receives the package.
pub const RECIPIENT_TERMS: [&str; 3] = [
    "Do not identify or contact any individual, and do not try to. Do not link the package with other data for that purpose.",
    "If something in the package may identify a person, stop, tell the sender, and follow the sender's word on return or destruction.",
    "Keep this certificate with the package and with every copy of it.",
];

/// Heading of the California terms.
pub const CALIFORNIA: &str = "California";

/// California, where Safe Harbor is claimed.
const CALIFORNIA_TERMS: [&str; 5] = [
    "This package contains deidentified patient information. The method is the safe harbor method, 45 CFR 164.514(b)(2); see Cal. Civ. Code 1798.146(a)(4).",
    "Reidentifying this information, or attempting to, is prohibited by Cal. Civ. Code 1798.148.",
    "A contract for its sale or license with a party in California states the two points above and forbids further disclosure to a third party that is not bound by the same or stricter terms, Cal. Civ. Code 1798.148(c).",
    "A business that sells or discloses it says so in its privacy policy and names the method, Cal. Civ. Code 1798.130(a)(5)(D): \"We disclose deidentified patient information derived from patient information; it was deidentified by the HIPAA safe harbor method.\"",
    "The public commitment of Cal. Civ. Code 1798.140(m) is the sender's own; the tool cannot make it.",
];

/// California, where it is not.
const CALIFORNIA_NOT_CLAIMED: &str = "Safe Harbor is not claimed. This record therefore gives no ground to treat the package as deidentified patient information under Cal. Civ. Code 1798.146(a)(4) or 1798.140(m). Handle it as patient information.";

/// What the reviewer signs.
pub const REVIEWER_STATEMENT: &str = "I have viewed the parts of the package marked below. Where I saw an identifier, it was removed before release.";

/// The choices of the reviewer.
pub const REVIEWER_PARTS: [&str; 4] = [
    "pictures of every series",
    "header elements",
    "every page of every report",
    "sections 1 to 9 of this certificate",
];

/// What the covered entity signs.
pub const ENTITY_STATEMENT: &str = "45 CFR 164.514(b)(2)(ii): the covered entity does not have actual knowledge that the information in this package could be used alone or in combination with other information to identify an individual who is a subject of the information.";

/// Above the fields.
pub const NOT_SIGNED: &str = "The fields are empty at issue. Until (c) is signed, the determination is not made. Fill in a copy: it has other bytes than the certificate of this package, and a check of the package would name it as changed.";

/// About the list of files.
pub const INTEGRITY_METHOD: &str = "The root is the Merkle tree hash of RFC 6962 with SHA-256. A leaf is the line that sha256sum prints for an entry: hex digits, two blanks, name; leaves are in the order of the names.";

/// About the commitment over the inputs.
pub const COMMITMENT_METHOD: &str = "The input commitment of section 1 is HMAC-SHA256 over the sorted SHA-256 of every input. Its key is kept by the sender and is not in the package; without it the number tells nothing of the inputs.";

/// How anybody checks it.
pub const INTEGRITY_RECIPE: &str = "To check: unpack the zip and run, in its folder, sha256sum -c SHA256SUMS (macOS: shasum -a 256 -c SHA256SUMS); or run safelight verify OUT.zip; or open verify.html.";

/// What the signature shows, and what it does not.
#[must_use]
pub const fn signature(origin: KeyOrigin) -> &'static str {
    match origin {
        KeyOrigin::ThisRun => {
            "attestation.dsse.json signs every entry and this certificate with Ed25519 (in-toto Statement v1 in a DSSE envelope). The key was drawn for this run and not kept: the signature shows that the package is unchanged since issue; it does not show who issued it."
        }
        KeyOrigin::Organisation => {
            "attestation.dsse.json signs every entry and this certificate with Ed25519 (in-toto Statement v1 in a DSSE envelope). The key is one that the sender loaded: who issued the package is shown only by comparing the fingerprint with the one that the organisation publishes."
        }
    }
}

/// The statement of the tool, (a) of the attestations.
#[must_use]
pub fn tool_statement(facts: &Facts, status: Status) -> String {
    let checked = facts.verification.entries_checked > 0
        && facts.verification.entries_passed >= facts.files.len() as u64;
    let mut text = String::from("The tool performed the listed actions on the listed files.");
    if checked {
        text.push_str(" The listed checks found no match in the entries of the package.");
    }
    text.push(' ');
    text.push_str(match status {
        Status::Issued | Status::IssuedWithExceptions => {
            "It is a record for the covered entity's own determination under 45 CFR 164.514(b)(2)."
        }
        Status::NotClaimed => "No claim under 45 CFR 164.514(b)(2) is made for this package.",
    });
    text
}

/// What was said about text in pictures, and on what it rests.
#[must_use]
pub fn pixels(facts: &Facts) -> &'static str {
    let mut series = facts.pixels.iter().flat_map(|study| &study.series);
    if facts.pixels.is_empty() {
        "No instance with pixels was received."
    } else if series.any(|series| series.inspection != Inspection::None) {
        PIXELS_PARTLY_INSPECTED
    } else {
        PIXELS_NOT_INSPECTED
    }
}

/// Whether text was read in pictures; nothing where there are none.
#[must_use]
pub fn text_read(facts: &Facts) -> Option<&'static str> {
    let mut series = facts.pixels.iter().flat_map(|study| &study.series);
    if facts.pixels.is_empty() {
        None
    } else if series.any(|series| series.text_read.is_some()) {
        Some(TEXT_READ)
    } else {
        Some(TEXT_NOT_READ)
    }
}

/// What the second reading did.
#[must_use]
pub fn verification(facts: &Facts) -> Vec<&'static str> {
    if facts.verification.entries_checked == 0 {
        return vec!["No entry was read a second time."];
    }
    let mut series = facts.pixels.iter().flat_map(|study| &study.series);
    let of_boxes = series.any(|series| series.regions_hidden > 0);
    let of_cuts = facts.scope.faces.cut_series > 0;
    let mut methods = VERIFICATION_METHODS.to_vec();
    methods.extend(of_boxes.then_some(VERIFICATION_OF_BOXES));
    methods.extend(of_cuts.then_some(VERIFICATION_OF_CUTS));
    methods
}

/// The California terms that this status allows.
#[must_use]
pub const fn california(status: Status) -> &'static [&'static str] {
    match status {
        Status::Issued | Status::IssuedWithExceptions => &CALIFORNIA_TERMS,
        Status::NotClaimed => &[CALIFORNIA_NOT_CLAIMED],
    }
}

/// What the status means.
#[must_use]
pub const fn status_sentence(status: Status) -> &'static str {
    match status {
        Status::Issued => {
            "The actions of the profile were carried out on everything received. The determination is complete once the covered entity has signed section 11 (c)."
        }
        Status::IssuedWithExceptions => {
            "The actions of the profile were carried out on everything in the package. Read the exceptions below before you rely on it; section 11 (c) is not yet signed."
        }
        Status::NotClaimed => {
            "The package was made as chosen. It must not be called de-identified by the safe harbor method, for the reasons below."
        }
    }
}

/// Name of a profile.
#[must_use]
pub const fn profile(preset: Preset) -> &'static str {
    match preset {
        Preset::SecondOpinion => "Second opinion (Safe Harbor family)",
        Preset::Teaching => "Teaching (Safe Harbor family)",
        Preset::Medicolegal => "Medicolegal (Safe Harbor family)",
        Preset::Research => "Research (Safe Harbor not claimed)",
    }
}

/// Whether reports and studies are of the same patients.
#[must_use]
pub fn report_identity(identity: &ReportIdentity) -> String {
    let mut sentence = format!(
        "Reports and documents compared with the patients of the studies: {}. Agreed: {}",
        identity.compared, identity.agreed
    );
    let kinds = identity.agreed_by.in_words();
    if !kinds.is_empty() {
        sentence.push_str(&format!(" (by {kinds})"));
    }
    if identity.with_doubt > 0 {
        let doubt = format!(
            ", {} of them with a misspelt name or another number beside what agrees",
            identity.with_doubt
        );
        sentence.push_str(&doubt);
    }
    sentence.push_str(&format!(
        ". Nothing to compare: {}. Written on a person's decision though they differ: {}. Written and of another examination: {}. Withheld because they differ: {}.",
        identity.nothing_to_compare,
        identity.decided_by_person,
        identity.other_examination,
        identity.withheld
    ));
    sentence
}

/// What can show a face, and what was decided.
#[must_use]
pub fn faces(faces: &FaceCounts, questions: &[Asked]) -> Option<String> {
    let said = |question: Question| {
        let asked = questions.iter().find(|asked| asked.question == question);
        asked.and_then(|asked| asked.answer).map(Choice::sentence)
    };
    let mut parts = Vec::new();
    if let Some(said) = said(Question::HeadVolumes) {
        let whose = match faces.undecided {
            0 => "on a person's decision",
            _undecided => "without a person's decision",
        };
        parts.push(format!(
            "series of head or neck: {}, {said}, {whose}",
            faces.head_series
        ));
        if faces.cut_series > 0 {
            parts.push(format!(
                "cut out in {} series, {} of {} slices changed: all in front of a curve behind the forehead, from above the brow to below the chin, without the skull, is air; this is geometry alone and no proof against every reconstruction",
                faces.cut_series, faces.slices_cut, faces.slices_of_cut
            ));
        }
        if faces.not_cut_series > 0 {
            parts.push(format!(
                "withheld because the face could not be cut out: {} series",
                faces.not_cut_series
            ));
        }
    }
    if let Some(said) = said(Question::FacePhotographs) {
        parts.push(format!("photographs: {}, {said}", faces.photographs));
    }
    (!parts.is_empty()).then(|| {
        format!(
            "What can show a face, by what the headers say: {}.",
            parts.join("; ")
        )
    })
}

/// What became of dates.
#[must_use]
pub const fn dates(rule: DateRule) -> &'static str {
    match rule {
        DateRule::YearAndIntervals => {
            "Year kept; month, day and time of day removed; times count from the first event of the study. Ages of 90 and over are one category, 090Y."
        }
        DateRule::Remove => {
            "Removed, or a dummy where an element must have a value. Ages of 90 and over are one category, 090Y."
        }
        DateRule::ShiftPerPatient => {
            "Moved by a random number of days for each patient; time of day kept. In report text whole dates move with the patient that the report states; every other date, and the birth date, is removed. Ages of 90 and over are one category, 090Y."
        }
        DateRule::Keep => {
            "Kept in headers, as chosen; the birth date is removed. Dates in reports are reduced to the year. Ages of 90 and over are one category, 090Y."
        }
    }
}

/// The options of PS3.15 E.3 in force, in the words of CID 7050.
#[must_use]
pub fn options(options: &Options) -> String {
    let names: Vec<&str> = options.in_force().map(option).collect();
    names.join("; ")
}

const fn option(option: ProfileOption) -> &'static str {
    match option {
        ProfileOption::SafePrivate => "Retain Safe Private (113111)",
        ProfileOption::Uids => "Retain UIDs (113110)",
        ProfileOption::Device => "Retain Device Identity (113109)",
        ProfileOption::Institution => "Retain Institution Identity (113112)",
        ProfileOption::Characteristics => "Retain Patient Characteristics (113108)",
        ProfileOption::FullDates => "Retain Longitudinal Full Dates (113106)",
        ProfileOption::ModifiedDates => "Retain Longitudinal Modified Dates (113107)",
        ProfileOption::Descriptors => "Clean Descriptors (113105)",
        ProfileOption::StructuredContent => "Clean Structured Content (113104)",
        ProfileOption::Graphics => "Clean Graphics (113103)",
    }
}

/// What a rule of the person does.
#[must_use]
pub const fn rule_action(action: RuleAction) -> &'static str {
    match action {
        RuleAction::Keep => "kept",
        RuleAction::Clean => "kept, identifiers cut out",
        RuleAction::Remove => "removed",
    }
}

/// The person's answer.
#[must_use]
pub const fn answer(answer: BurnedIn) -> &'static str {
    match answer {
        BurnedIn::Yes => "yes, there is text",
        BurnedIn::No => "no text",
        BurnedIn::Unsure => "not sure",
    }
}

/// The choice for pictures at risk.
#[must_use]
pub const fn at_risk(choice: AtRisk) -> &'static str {
    match choice {
        AtRisk::Withhold => "withheld and listed",
        AtRisk::Include => "included on explicit choice",
    }
}

/// What speaks for text in the picture.
#[must_use]
pub const fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "nothing in the file",
        Risk::Class => "class or modality",
        Risk::Declared => "declared by the file",
    }
}

/// What became of the pixels.
#[must_use]
pub const fn outcome(series: &SeriesPixels) -> &'static str {
    match (series.outcome, series.overlay_bits_cleared) {
        (PixelOutcome::PartlyWithheld, _) if series.regions_hidden > 0 => {
            "Part withheld, regions hidden in the rest"
        }
        (PixelOutcome::IncludedAtRisk, _) if series.regions_hidden > 0 => {
            "Included at risk in part, regions hidden in the rest"
        }
        (PixelOutcome::PartlyWithheld, _) if series.slices_cut > 0 => {
            "Part withheld, face cut out of the rest"
        }
        (PixelOutcome::IncludedAtRisk, _) if series.slices_cut > 0 => {
            "Included at risk, face cut out"
        }
        (PixelOutcome::FaceCut, _) => "Included, face cut out",
        (PixelOutcome::Unchanged, 0) => "Included, unchanged",
        (PixelOutcome::Unchanged, _) => "Included, overlay bits set to zero",
        (PixelOutcome::Redacted, _) => "Included, regions hidden",
        (PixelOutcome::Withheld, _) => "Withheld",
        (PixelOutcome::PartlyWithheld, 0) => "Part withheld, rest unchanged",
        (PixelOutcome::PartlyWithheld, _) => "Part withheld, overlay bits of the rest set to zero",
        (PixelOutcome::IncludedAtRisk, 0) => "Included at risk, unchanged",
        (PixelOutcome::IncludedAtRisk, _) => "Included at risk, overlay bits set to zero",
    }
}

/// Who looked.
#[must_use]
pub fn inspection(inspection: Inspection) -> String {
    match inspection {
        Inspection::None => String::from("Not inspected"),
        Inspection::Person(count) => format!("By a person: {}", views(count)),
        Inspection::TextRecognition(count) => format!("Text recognition: {}", views(count)),
    }
}

/// Lines that were read in a series.
#[must_use]
pub fn lines(seen: &TextSeen) -> String {
    let mut text = format!(
        "Lines: {}, known {}; written: {}, known {}",
        seen.lines_before, seen.known_before, seen.lines_after, seen.known_after
    );
    if seen.not_read > 0 {
        text.push_str(&format!("; instances not read: {}", seen.not_read));
    }
    text
}

fn views(count: u64) -> String {
    match count {
        1 => String::from("1 view"),
        other => format!("{other} views"),
    }
}

/// State of a listed accession.
#[must_use]
pub const fn accession(state: AccessionState) -> &'static str {
    match state {
        AccessionState::Found => "Found",
        AccessionState::Partial => "Found in part",
        AccessionState::Missing => "Missing",
    }
}

/// What was done with an element.
#[must_use]
pub const fn done(done: Done) -> &'static str {
    match done {
        Done::Removed => "removed",
        Done::Emptied => "emptied",
        Done::Replaced => "replaced by a value without meaning",
        Done::UidReplaced => "replaced by a random UID",
        Done::Pseudonymized => "replaced by a random code",
        Done::YearOnly => "reduced to the year",
        Done::Rebased => "counted from the first event",
        Done::Shifted => "shifted",
        Done::AgeCapped => "capped at 90",
        Done::Cleaned => "identifiers cut out, rest kept",
        Done::Kept => "kept",
        Done::Added => "written by the tool",
    }
}
