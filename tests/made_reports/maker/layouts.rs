//! Heads of reports: fields in many arrangements, and forms of their own.

use super::body::{Body, in_case};
use super::dates::Day;
use super::gold::{Kind, Sheet};
use super::world::{Case, World};

const TEMPLATES: &str = include_str!("lists/templates.txt");

/// Fields of a head: what they may be called, what stands in them, and how
/// often they are there.
#[rustfmt::skip]
const FIELDS: &[(&[&str], &str, usize)] = &[
    (&["Patient", "Patient Name", "Name", "Pt Name", "Pt", "Patient's name"], "{pt.lf}", 97),
    (&["MRN", "Medical Record No.", "MR#", "Patient ID", "Unit No", "Med Rec #", "Chart No", "ID"], "{mrn}", 90),
    (&["DOB", "Date of Birth", "Birth Date", "D.O.B.", "Born"], "{dob}", 85),
    (&["Sex", "Gender"], "{sexletter}", 40),
    (&["Age"], "{agenum}", 25),
    (&["Exam Date", "Date of Exam", "Date of Service", "Study Date", "DOS", "Date"], "{dh}", 85),
    (&["Exam Time", "Time"], "{time}", 15),
    (&["Accession", "Accession No.", "Accession #", "Acc", "ACC#", "Accession Number"], "{acc}", 75),
    (&["Order", "Order No.", "Order #", "Requisition"], "{order}", 15),
    (&["Referring", "Referring Physician", "Ordering Provider", "Ordering MD", "Ref. Phys", "Requested by", "Attending"], "{ref.lf}", 70),
    (&["PCP", "Primary Care", "Copy to"], "{doc2.full}", 15),
    (&["Facility", "Site", "Institution", "Performed at"], "{fac}", 35),
    (&["Location", "Room", "Pt Loc", "Unit", "Nursing Unit"], "{unit}", 30),
    (&["Phone", "Tel", "Home phone", "Cell", "Contact"], "{phone}", 20),
    (&["Address", "Home address", "Street"], "{street}, {town}, {st} {zip}", 18),
    (&["SSN", "Social Security No.", "SS#"], "{ssn}", 10),
    (&["Account", "Acct", "Account No.", "Acct #", "FIN"], "{acct}", 25),
    (&["Insurance", "Member ID", "Policy No.", "Subscriber ID", "Medicare No."], "{plan}", 14),
    (&["Email", "E-mail"], "{email}", 8),
    (&["Employer"], "{emp}", 6),
    (&["Next of kin", "Emergency contact", "Guardian", "Mother"], "{kin1.full}", 8),
    (&["Technologist", "Tech", "Performed by", "Sonographer"], "{tech.full}", 20),
    (&["Radiologist", "Interpreting", "Read by", "Interpreting Physician"], "{rad.full}", 25),
    (&["Status", "Report Status"], "[Final|Preliminary|Signed]", 20),
    (&["CSN", "Visit No.", "Encounter", "Visit #"], "{id.job}", 12),
    (&["Study UID", "Study Instance UID"], "{uid}", 6),
];

/// Arrangements of the fields.
const ARRANGEMENTS: usize = 18;

/// Ways to write a head, for a test that holds their number.
pub fn count() -> usize {
    TEMPLATES.matches("%% ").count() + ARRANGEMENTS + 4
}

struct Field {
    label: String,
    value: Sheet,
}

fn fields(world: &mut World) -> Vec<Field> {
    let upper = world.rng.chance(35);
    let shuffled = world.rng.chance(30);
    let mut all = Vec::new();
    for (labels, template, percent) in FIELDS {
        if world.rng.chance(*percent) {
            let label = world.rng.pick(labels);
            let label = if upper {
                label.to_uppercase()
            } else {
                label.to_owned()
            };
            let value = world.fill(template, Kind::Plain);
            all.push(Field { label, value });
        }
    }
    if shuffled {
        for number in (1..all.len()).rev() {
            all.swap(number, world.rng.below(number + 1));
        }
    }
    all
}

/// A whole report.
pub fn report(world: &mut World) -> Sheet {
    let way = world.rng.below(count());
    let templates = TEMPLATES.matches("%% ").count();
    let case = world.habits.case;
    if way < templates {
        return from_template(world, way);
    }
    let mut sheet = match way - templates {
        way if way < ARRANGEMENTS => {
            let mut sheet = arranged(world, way);
            let body = Body::made(world);
            sheet.append(body.joined(world));
            finish(world, &mut sheet, case);
            return sheet;
        }
        way if way == ARRANGEMENTS => segments(world),
        way if way == ARRANGEMENTS + 1 => object(world),
        way if way == ARRANGEMENTS + 2 => tags(world),
        _ => elements(world),
    };
    if case == Case::Upper {
        in_case(&mut sheet, case);
    }
    sheet
}

fn finish(world: &mut World, sheet: &mut Sheet, case: Case) {
    if world.habits.slips {
        sheet.slip(&mut world.rng);
    }
    in_case(sheet, case);
    if let Some(width) = world.habits.wrap {
        let indent = world.rng.pick(&["", "", "", "  ", "      "]);
        sheet.wrap(width, indent);
    }
}

fn from_template(world: &mut World, number: usize) -> Sheet {
    let template = TEMPLATES.split("%% ").nth(number + 1).unwrap_or_default();
    let (name, text) = template.split_once('\n').unwrap_or_default();
    let (head, behind) = text.split_once("{body}").unwrap_or((text, ""));
    let mut case = world.habits.case;
    if name == "dictation" {
        world.habits.dictated = true;
        case = Case::Lower;
    }
    let mut sheet = world.fill(head, Kind::Plain);
    let body = Body::made(world);
    sheet.append(body.joined(world));
    sheet.plain(behind.trim_end());
    finish(world, &mut sheet, case);
    sheet
}

/// Fields in lines, columns, tables or rows.
fn arranged(world: &mut World, way: usize) -> Sheet {
    let all = fields(world);
    let mut sheet = Sheet::default();
    if world.rng.chance(50) {
        let heading = world.fill("[{facup}|{fac}|{fac}\n{street}, {town}, {st} {zip}|RADIOLOGY REPORT|FINAL REPORT|{fac} - {town}, {state}]", Kind::Plain);
        sheet.append(heading);
        sheet.plain("\n\n");
    }
    let widest = all
        .iter()
        .map(|field| field.label.chars().count())
        .max()
        .unwrap_or(0);
    if matches!(way, 5 | 13 | 14 | 15) {
        // Tables are not broken into lines.
        world.habits.wrap = None;
    }
    match way {
        4 => return columns(sheet, all),
        5 => return grid(sheet, all),
        14 => return rows(sheet, all),
        _ => {}
    }
    let count = all.len();
    for (number, field) in all.into_iter().enumerate() {
        let label = field.label;
        let last = number + 1 == count;
        let (before, after) = match way {
            0 => (format!("{label}: "), "\n"),
            1 => (format!("{label:.<width$}: ", width = widest + 4), "\n"),
            2 => (format!("{label:width$} : ", width = widest), "\n"),
            3 => (format!("{label}: "), if last { "\n" } else { " | " }),
            6 => (format!("{label}\t"), "\n"),
            7 => (
                format!("{label}:\t"),
                if number % 2 == 1 { "\n" } else { "\t\t" },
            ),
            8 => (format!("{label} = "), "\n"),
            9 => (format!("{label}: "), if last { "\n" } else { "; " }),
            10 => (format!("**{label}:** "), "\n"),
            11 => (format!("- {label}: "), "\n"),
            12 => (format!("{label}: "), if last { "\n" } else { " " }),
            13 => (format!("| {label} | "), " |\n"),
            15 => (format!("<tr><td>{label}</td><td>"), "</td></tr>\n"),
            16 => (
                format!("{label} : "),
                if number % 3 == 2 { "\n" } else { " , " },
            ),
            _ => (format!("[{label}] "), if last { "\n" } else { "  " }),
        };
        sheet.plain(&before);
        sheet.append(field.value);
        sheet.plain(after);
    }
    sheet.plain("\n");
    sheet
}

/// Two fields in a line, the second in its column.
fn columns(mut sheet: Sheet, all: Vec<Field>) -> Sheet {
    for (number, field) in all.into_iter().enumerate() {
        let length = field.label.chars().count() + 2 + field.value.len();
        sheet.plain(&format!("{}: ", field.label));
        sheet.append(field.value);
        if number % 2 == 0 {
            sheet.plain(&" ".repeat(44_usize.saturating_sub(length).max(3)));
        } else {
            sheet.plain("\n");
        }
    }
    sheet.plain("\n\n");
    sheet
}

/// A table drawn with signs.
fn grid(mut sheet: Sheet, all: Vec<Field>) -> Sheet {
    let rule = format!("+{}+{}+\n", "-".repeat(24), "-".repeat(40));
    sheet.plain(&rule);
    for field in all {
        let pad = 38_usize.saturating_sub(field.value.len());
        sheet.plain(&format!("| {:22} | ", field.label));
        sheet.append(field.value);
        sheet.plain(&format!("{} |\n", " ".repeat(pad)));
    }
    sheet.plain(&rule);
    sheet.plain("\n");
    sheet
}

/// Labels in one row, values in the next.
fn rows(mut sheet: Sheet, all: Vec<Field>) -> Sheet {
    let labels: Vec<String> = all.iter().map(|field| field.label.clone()).collect();
    sheet.plain(&format!(
        "| {} |\n|{}\n",
        labels.join(" | "),
        "---|".repeat(labels.len())
    ));
    sheet.plain("| ");
    for field in all {
        sheet.append(field.value);
        sheet.plain(" | ");
    }
    sheet.plain("\n\n");
    sheet
}

/// One line, as one field of a machine's format.
fn flat(mut sheet: Sheet) -> Sheet {
    sheet.change(|text| text.replace('\n', " "));
    sheet
}

/// HL7 version 2.
fn segments(world: &mut World) -> Sheet {
    let head = "MSH|^~\\&|RIS|{fac}|PACS|{fac}|{dstamp}||ORU^R01|{id.msg}|P|2.3\n\
        PID|1||{mrn}^^^{fac}||{pt.hl7}||{dob.stamp}|{sexletter}|||{street}^^{town}^{st}^{zip}||{phone}\n\
        PV1|1|O|{unit}||||{ref.hl7}\n\
        OBR|1|{order}|{acc}|71260^";
    let mut sheet = world.fill(head, Kind::Plain);
    let body = Body::made(world);
    sheet.add(Kind::Keep, &body.exam);
    sheet.append(world.fill("|||{dstamp}|||||||||{ref.hl7}\n", Kind::Plain));
    let closing = super::body::Section {
        heading: "SIGNATURE",
        text: body.closing,
    };
    for (number, section) in body.sections.into_iter().chain([closing]).enumerate() {
        sheet.plain(&format!("OBX|{}|TX|{}||", number + 1, section.heading));
        sheet.append(flat(section.text));
        sheet.plain("\n");
    }
    sheet
}

/// JSON.
fn object(world: &mut World) -> Sheet {
    let head = "{fac}|{pt.lf}|{mrn}|{dob.iso}|{acc}|{ref.full}|{diso}|{phone}|{user}";
    let keys = [
        "institution",
        "patientName",
        "patientId",
        "birthDate",
        "accession",
        "referringPhysician",
        "studyDate",
        "phone",
        "reader",
    ];
    let mut sheet = Sheet::default();
    sheet.plain("{");
    for (key, slot) in keys.iter().zip(head.split('|')) {
        sheet.plain(&format!("\"{key}\": \""));
        sheet.append(quoted(world.fill(slot, Kind::Plain)));
        sheet.plain("\", ");
    }
    let body = Body::made(world);
    for section in body.sections {
        sheet.plain(&format!("\"{}\": \"", section.heading.to_lowercase()));
        sheet.append(quoted(flat(section.text)));
        sheet.plain("\", ");
    }
    sheet.plain("\"closing\": \"");
    sheet.append(quoted(flat(body.closing)));
    sheet.plain("\"}");
    sheet
}

fn quoted(mut sheet: Sheet) -> Sheet {
    sheet.change(|text| text.replace('\\', "\\\\").replace('"', "\\\""));
    sheet
}

/// XML.
fn tags(world: &mut World) -> Sheet {
    let rows = [
        ("Institution", "{fac}"),
        ("PatientName", "{pt.lf}"),
        ("PatientID", "{mrn}"),
        ("BirthDate", "{dob.iso}"),
        ("Accession", "{acc}"),
        ("ReferringPhysician", "{ref.lf}"),
        ("StudyDate", "{dh}"),
        ("Address", "{street}, {town}, {st} {zip}"),
    ];
    let mut sheet = Sheet::default();
    sheet.plain("<Report>\n");
    for (tag, slot) in rows {
        sheet.plain(&format!("  <{tag}>"));
        sheet.append(marked_up(world.fill(slot, Kind::Plain)));
        sheet.plain(&format!("</{tag}>\n"));
    }
    let body = Body::made(world);
    let closing = super::body::Section {
        heading: "Signature",
        text: body.closing,
    };
    for section in body.sections.into_iter().chain([closing]) {
        let tag: String = section.heading.split(' ').collect();
        sheet.plain(&format!("  <{tag}>"));
        sheet.append(marked_up(section.text));
        sheet.plain(&format!("</{tag}>\n"));
    }
    sheet.plain("</Report>\n");
    sheet
}

fn marked_up(mut sheet: Sheet) -> Sheet {
    sheet.change(|text| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    });
    sheet
}

/// A listing of DICOM elements with the report under it.
fn elements(world: &mut World) -> Sheet {
    let rows = [
        ("0008,0020", "DA", "{dstudy}", "StudyDate"),
        ("0008,0050", "SH", "{acc}", "AccessionNumber"),
        ("0008,0080", "LO", "{fac}", "InstitutionName"),
        ("0008,0090", "PN", "{ref.hl7}", "ReferringPhysicianName"),
        ("0010,0010", "PN", "{pt.hl7}", "PatientName"),
        ("0010,0020", "LO", "{mrn}", "PatientID"),
        ("0010,0030", "DA", "{dob.stamp}", "PatientBirthDate"),
        ("0020,000d", "UI", "{uid}", "StudyInstanceUID"),
    ];
    let mut sheet = Sheet::default();
    for (tag, form, slot, name) in rows {
        sheet.plain(&format!("({tag}) {form} ["));
        if slot == "{dstudy}" {
            sheet.add(Kind::Mark("C", "date"), &Day::stamp(world.exam));
        } else {
            sheet.append(world.fill(slot, Kind::Plain));
        }
        sheet.plain(&format!("] # {name}\n"));
    }
    sheet.plain("\n");
    let body = Body::made(world);
    sheet.append(body.joined(world));
    sheet
}
