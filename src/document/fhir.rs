//! FHIR in: the text of a DiagnosticReport, alone or in a Bundle.
//!
//! Shown are the examination, the narrative, the conclusion, the results and
//! attached texts. Every other string is harvested, under a label where its
//! place tells what it is, and not carried over.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};

use super::letters::{is_worded, plain_letters};
use super::model::{Document, DocumentNote, Form};
use super::{markup, rtf, txt};
use crate::finding::{Limit, ReasonCode, Refusal};

/// Texts that are kept aside.
const MAX_HIDDEN: usize = 50_000;

/// Values in values; the JSON reader has a limit of its own above this.
const MAX_DEPTH: usize = 100;

/// Reads a resource or a Bundle of resources.
///
/// # Errors
/// [`ReasonCode::Malformed`], [`ReasonCode::OverLimit`], or
/// [`ReasonCode::NoText`] if no DiagnosticReport in it has text.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let malformed = Refusal::of(ReasonCode::Malformed);
    let text = txt::decode(bytes).ok_or(malformed)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let whole: Value = serde_json::from_str(text).map_err(|_| malformed)?;
    if is_deeper(&whole, MAX_DEPTH) {
        return Err(Refusal::over(Limit::JsonDepth));
    }
    let mut reader = Reader::default();
    let mut resources = Vec::new();
    gather(&whole, &mut resources, 0);
    for resource in &resources {
        if kind(resource) == "DiagnosticReport" {
            reader.report(resource, &resources);
        }
    }
    reader.harvest("", "", &whole, 0);
    let mut pages = txt::pages(&reader.text)?;
    pages.extend(txt::withheld_pages(reader.attached));
    Ok(Document {
        form: Form::Flowing,
        pages,
        hidden: reader.hidden,
        notes: if reader.attached > 0 {
            vec![DocumentNote::Attachment]
        } else {
            Vec::new()
        },
    })
}

fn kind(resource: &Map<String, Value>) -> &str {
    text_at(resource, "resourceType")
}

fn text_at<'v>(object: &'v Map<String, Value>, key: &str) -> &'v str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether something lies inside of more arrays and objects than this.
fn is_deeper(value: &Value, levels: usize) -> bool {
    let inside: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return false,
    };
    match levels.checked_sub(1) {
        None => true,
        Some(levels) => inside.into_iter().any(|value| is_deeper(value, levels)),
    }
}

/// Every resource of a Bundle, and those that resources contain.
fn gather<'v>(value: &'v Value, found: &mut Vec<&'v Map<String, Value>>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| gather(value, found, depth + 1)),
        Value::Object(object) => {
            if object.contains_key("resourceType") {
                found.push(object);
            }
            for key in ["entry", "resource", "contained"] {
                if let Some(value) = object.get(key) {
                    gather(value, found, depth + 1);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[derive(Default)]
struct Reader {
    text: String,
    hidden: Vec<String>,
    attached: usize,
}

impl Reader {
    /// The shown parts of a report, in the order in which they are read.
    fn report(&mut self, report: &Map<String, Value>, resources: &[&Map<String, Value>]) {
        self.labelled("Exam", &concept(report.get("code")));
        let date = text_at(report, "effectiveDateTime");
        self.labelled("Exam date", date.get(..10).unwrap_or(date));
        self.text.push('\n');
        if let Some(Value::Object(narrative)) = report.get("text") {
            self.markup(text_at(narrative, "div"));
        }
        let conclusion = text_at(report, "conclusion");
        if !letters_of(&self.text).contains(&letters_of(conclusion)) {
            self.line("Conclusion");
            self.line(conclusion);
        }
        for code in items(report.get("conclusionCode")) {
            self.line(&concept(Some(code)));
        }
        for note in items(report.get("note")).filter_map(Value::as_object) {
            self.line(text_at(note, "text"));
        }
        for resource in resources {
            if kind(resource) == "Observation" {
                self.result(resource);
            }
        }
        for form in items(report.get("presentedForm")).filter_map(Value::as_object) {
            self.attachment(form);
        }
    }

    /// An Observation, with its components.
    fn result(&mut self, observation: &Map<String, Value>) {
        let name = concept(observation.get("code"));
        self.labelled(&name, &measured(observation));
        for part in items(observation.get("component")).filter_map(Value::as_object) {
            self.labelled(&concept(part.get("code")), &measured(part));
        }
        for note in items(observation.get("note")).filter_map(Value::as_object) {
            self.line(text_at(note, "text"));
        }
    }

    /// A report as it was presented: texts are read, documents are withheld.
    fn attachment(&mut self, form: &Map<String, Value>) {
        let kind = text_at(form, "contentType").to_lowercase();
        let Some(bytes) = decoded(text_at(form, "data")) else {
            self.attached += 1;
            return;
        };
        self.text.push('\n');
        if kind.contains("rtf") || bytes.starts_with(rtf::MARK) {
            match rtf::texts(&bytes) {
                Ok((text, hidden, _)) => {
                    self.line(&text);
                    hidden.iter().for_each(|text| self.hide(text));
                }
                Err(_) => self.attached += 1,
            }
            return;
        }
        let text =
            txt::decode(&bytes).filter(|_| kind.starts_with("text/") || kind.contains("html"));
        match text {
            Some(text) if kind.contains("html") => self.markup(&text),
            Some(text) if !kind.contains("xml") => self.line(&text.replace("\r\n", "\n")),
            _ => self.attached += 1,
        }
    }

    fn markup(&mut self, text: &str) {
        let shown = markup::shown(text);
        self.line(&shown.text);
        shown.hidden.iter().for_each(|text| self.hide(text));
    }

    fn labelled(&mut self, label: &str, value: &str) {
        match (label.is_empty(), value.trim().is_empty()) {
            (_, true) => {}
            (true, false) => self.line(value),
            (false, false) => self.line(&format!("{label}: {value}")),
        }
    }

    fn line(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        for line in text.trim_end_matches('\n').split('\n') {
            let cells: Vec<String> = line.split('\t').map(plain_letters).collect();
            self.text.push_str(cells.join("\t").trim_end());
            self.text.push('\n');
        }
    }

    fn hide(&mut self, text: &str) {
        let text = text.trim();
        if is_worded(text) && self.hidden.len() < MAX_HIDDEN {
            self.hidden.push(text.to_owned());
        }
    }

    /// Strings with the label that their place gives. `resource` is the kind
    /// of the resource around, `key` the element that holds the value.
    fn harvest(&mut self, resource: &str, key: &str, value: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match value {
            Value::String(text) => {
                // Narrative, documents and the names of code systems.
                if !matches!(key, "div" | "data" | "system" | "resourceType" | "url") {
                    match label(resource, key) {
                        Some(label) => self.hide(&format!("{label}: {text}")),
                        None => self.hide(text),
                    }
                }
            }
            Value::Array(values) => {
                for value in values {
                    self.harvest(resource, key, value, depth + 1);
                }
            }
            Value::Object(object) => {
                let own = kind(object);
                let resource = if own.is_empty() { resource } else { own };
                self.composed(resource, key, object);
                for (inner, value) in object {
                    // The value of an identifier or telecom, by what it is of.
                    let name = match (key, inner.as_str()) {
                        ("identifier" | "telecom", "value") => key,
                        ("subject" | "performer" | "resultsInterpreter", "display") => key,
                        _ => inner,
                    };
                    self.harvest(resource, name, value, depth + 1);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Names and addresses that stand in several strings.
    fn composed(&mut self, resource: &str, key: &str, object: &Map<String, Value>) {
        let all = |key: &str| {
            items(object.get(key))
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(" ")
        };
        if object.contains_key("family") {
            let name = format!("{} {}", all("given"), text_at(object, "family"));
            let label = match resource {
                "Patient" | "" | "DiagnosticReport" => "Patient",
                "RelatedPerson" => "Next of kin",
                _ => "Physician",
            };
            self.hide(&format!("{label}: {}", name.trim()));
        }
        if key == "address" {
            let parts = [
                all("line"),
                text_at(object, "city").to_owned(),
                text_at(object, "postalCode").to_owned(),
            ];
            self.hide(&format!("Address: {}", parts.join(", ")));
        }
    }
}

/// What a string is, by where it stands.
fn label(resource: &str, key: &str) -> Option<&'static str> {
    Some(match (resource, key) {
        (_, "birthDate") => "Date of birth",
        (_, "telecom") => "Phone",
        ("Patient", "identifier") => "MRN",
        ("Organization" | "Location", "name") => "Facility",
        (_, "identifier") => "Accession number",
        (_, "subject") => "Patient",
        (_, "performer" | "resultsInterpreter") => "Physician",
        _ => return None,
    })
}

/// The elements of a list; a single value is a list of one.
fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (list, single) = match value {
        Some(Value::Array(values)) => (values.as_slice(), None),
        single => (Default::default(), single),
    };
    list.iter().chain(single)
}

/// The words of a CodeableConcept.
fn concept(value: Option<&Value>) -> String {
    let Some(concept) = value.and_then(Value::as_object) else {
        return String::new();
    };
    let text = text_at(concept, "text");
    if !text.is_empty() {
        return text.to_owned();
    }
    items(concept.get("coding"))
        .filter_map(Value::as_object)
        .map(|coding| text_at(coding, "display"))
        .find(|display| !display.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// What an Observation says: its value, as people write it.
fn measured(observation: &Map<String, Value>) -> String {
    let found = observation
        .iter()
        .find_map(|(key, value)| Some((key.strip_prefix("value")?, value)));
    match found {
        Some(("CodeableConcept", value)) => concept(Some(value)),
        Some((_, Value::Object(quantity))) => {
            let number = quantity.get("value").map(Value::to_string);
            let sign = text_at(quantity, "comparator");
            format!(
                "{sign}{} {}",
                number.unwrap_or_default(),
                text_at(quantity, "unit")
            )
            .trim()
            .to_owned()
        }
        Some((_, Value::String(text))) => text.clone(),
        Some((_, value @ (Value::Number(_) | Value::Bool(_)))) => value.to_string(),
        Some((_, Value::Null | Value::Array(_))) | None => String::new(),
    }
}

fn letters_of(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Base64 (RFC 4648), line ends left out, padded or not; `None` for anything
/// else, and for nothing.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let padding = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let letters: String = text.split_ascii_whitespace().collect();
    let bytes = GeneralPurpose::new(&STANDARD, padding)
        .decode(letters)
        .ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    const REPORT: &str = r##"{
      "resourceType": "Bundle", "entry": [
        {"resource": {"resourceType": "DiagnosticReport", "id": "zaqid", "code": {"coding": [{"code": "1", "display": "CT chest"}]},
          "subject": {"reference": "#p", "display": "Oda Zaqshown"}, "performer": [{"display": "Ruth Zaqdoctor"}],
          "identifier": [{"value": "ZQ99"}], "effectiveDateTime": "2023-03-14T09:30:00Z",
          "text": {"div": "<div><p>Lungs are clear.</p><p>Stable <b>node</b>.</p></div>"},
          "conclusion": "Stable node.",
          "presentedForm": [
            {"contentType": "text/plain", "title": "Zaqtitle", "data": "QWRkZW5kdW06IG5vbmUu"},
            {"contentType": "application/pdf", "data": "JVBERi0="}]}},
        {"resource": {"resourceType": "Observation", "code": {"text": "Size"}, "valueQuantity": {"value": 7.5, "unit": "mm"}}},
        {"resource": {"resourceType": "Patient", "identifier": [{"value": "4711471"}],
          "name": [{"family": "Zaq", "given": ["Oda", "Quill"]}], "birthDate": "1950-01-02",
          "telecom": [{"value": "(206) 555-0100"}], "address": [{"line": ["1 Zaq Street"], "city": "Zaqtown"}]}}]}"##;

    #[test]
    fn the_report_is_text_and_the_rest_is_harvested() {
        let document = read(REPORT.as_bytes()).unwrap_or_default();
        assert_eq!(
            plain_text(&document),
            format!(
                "Exam: CT chest\nExam date: 2023-03-14\n\nLungs are clear.\nStable node.\nSize: 7.5 mm\n\nAddendum: none.\n\u{C}[Page 2 withheld: {}]\n",
                ReasonCode::EncapsulatedDocument.sentence()
            )
        );
        let harvested = document.hidden.join("\n");
        for value in [
            "Patient: Oda Quill Zaq",
            "Patient: Oda Zaqshown",
            "Physician: Ruth Zaqdoctor",
            "MRN: 4711471",
            "Accession number: ZQ99",
            "Date of birth: 1950-01-02",
            "Phone: (206) 555-0100",
            "Address: 1 Zaq Street, Zaqtown",
            "Zaqtitle",
            "zaqid",
        ] {
            assert!(harvested.contains(value), "{value}: {harvested}");
        }
    }

    #[test]
    fn what_is_no_report_is_refused_by_name() {
        let code = |text: &str| read(text.as_bytes()).err().map(|refusal| refusal.code);
        assert_eq!(
            code(r#"{"resourceType":"Patient"}"#),
            Some(ReasonCode::NoText)
        );
        assert_eq!(code("{"), Some(ReasonCode::Malformed));
        assert_eq!(code(&"[".repeat(100_000)), Some(ReasonCode::Malformed));
    }

    #[test]
    fn base_64_is_read_or_refused() {
        assert_eq!(decoded("T2Rh\nIQ==").as_deref(), Some(b"Oda!".as_slice()));
        assert_eq!(decoded("T2R*"), None);
        assert_eq!(decoded(""), None);
    }
}
