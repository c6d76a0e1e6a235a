//! A document inside an instance (PS3.3 A.45, C.24): which instances carry one
//! that is read, how it is taken out, and how a new one is put in its place.

use dicom_core::VR;

use super::data::{DataSet, DicomFile, Element, Encoding, Value};
use super::identity::Identity;
use super::lookup::{plain_text, tag_of, uid_at};
use super::profile::tags;
use super::strings;
use crate::finding::{Done, ReasonCode, Refusal, TagCode, Tally};

/// Encapsulated Document.
pub const ENCAPSULATED_DOCUMENT: TagCode = TagCode(0x0042_0011);
/// MIME Type of Encapsulated Document.
const MIME_TYPE: TagCode = TagCode(0x0042_0012);
/// List of MIME Types: of what stands inside the document.
const INNER_MIME_TYPES: TagCode = TagCode(0x0042_0014);
/// Encapsulated Document Length, without the padding.
const DOCUMENT_LENGTH: TagCode = TagCode(0x0042_0015);
/// HL7 Instance Identifier: the number of a CDA document.
const HL7_INSTANCE: TagCode = TagCode(0x0040_E001);
/// Burned In Annotation.
const BURNED_IN: TagCode = TagCode(0x0028_0301);

/// Root of the UIDs of all storage classes.
const STORAGE: &str = "1.2.840.10008.5.1.4.1.1.";

/// Formats of documents inside instances that are read and set anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentForm {
    /// Encapsulated PDF Storage.
    Pdf,
    /// Encapsulated CDA Storage.
    Cda,
}

/// A document that was taken out of its instance.
pub struct InnerDocument {
    /// Its format.
    pub form: DocumentForm,
    /// The file, padding included.
    pub bytes: Vec<u8>,
}

/// Whether a class carries a document: PDF, CDA, STL, OBJ, MTL.
#[must_use]
pub fn is_document_class(sop_class_uid: &str) -> bool {
    sop_class_uid
        .strip_prefix(STORAGE)
        .is_some_and(|class| class == "104" || class.starts_with("104."))
}

/// The format of the class's documents, if it is one that is read.
#[must_use]
pub fn form_of(sop_class_uid: &str) -> Option<DocumentForm> {
    match sop_class_uid.strip_prefix(STORAGE)? {
        "104.1" => Some(DocumentForm::Pdf),
        "104.2" => Some(DocumentForm::Cda),
        _ => None,
    }
}

/// The document of an instance, taken out of it; `None` if its class has none.
///
/// # Errors
/// [`ReasonCode::EmptyFile`] if the document is not there,
/// [`ReasonCode::EncapsulatedDocument`] if it stands in fragments.
pub fn take(file: &mut DicomFile) -> Result<Option<InnerDocument>, Refusal> {
    let Some(form) = form_of(&Identity::of(file).sop_class_uid) else {
        return Ok(None);
    };
    let refused = |code| Err(Refusal::at(code, ENCAPSULATED_DOCUMENT));
    let element = file.data_set.take(tag_of(ENCAPSULATED_DOCUMENT));
    match element.map(|element| element.value) {
        Some(Value::Bytes(bytes)) if !bytes.is_empty() => Ok(Some(InnerDocument { form, bytes })),
        Some(Value::Bytes(_)) | None => refused(ReasonCode::EmptyFile),
        Some(Value::Items(_) | Value::Pixels(_)) => refused(ReasonCode::EncapsulatedDocument),
    }
}

/// Puts a document that was set anew into its cleaned instance, and says in the
/// attributes of the document what it is now.
pub fn put(file: &mut DicomFile, form: DocumentForm, bytes: Vec<u8>, tally: &mut Tally) {
    let encoding = file.encoding;
    let uid = document_uid(file);
    let set = &mut file.data_set;
    let mime_type = match form {
        DocumentForm::Pdf => "application/pdf",
        DocumentForm::Cda => "text/XML",
    };
    put_text(set, MIME_TYPE, VR::LO, mime_type);
    // Nothing of another format is in what was set anew.
    set.take(tag_of(INNER_MIME_TYPES));
    set.take(tag_of(HL7_INSTANCE));
    if form == DocumentForm::Cda {
        put_text(set, HL7_INSTANCE, VR::ST, &uid);
    }
    if plain_text(set, BURNED_IN).as_deref() != Some("NO") {
        // The document is text that was cleaned; no picture is carried over.
        put_text(set, BURNED_IN, VR::CS, "NO");
        tally.count(BURNED_IN, Done::Replaced, None);
    }
    if set.get(tag_of(DOCUMENT_LENGTH)).is_some() {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        put_value(set, DOCUMENT_LENGTH, VR::UL, number(length, encoding));
    }
    put_value(set, ENCAPSULATED_DOCUMENT, VR::OB, bytes);
    tally.count(ENCAPSULATED_DOCUMENT, Done::Replaced, None);
}

/// The number of a new document: the instance's own new UID.
#[must_use]
pub fn document_uid(file: &DicomFile) -> String {
    uid_at(&file.data_set, tags::SOP_INSTANCE_UID).unwrap_or_default()
}

const fn number(number: u32, encoding: Encoding) -> [u8; 4] {
    match encoding {
        Encoding::ImplicitLittle | Encoding::ExplicitLittle => number.to_le_bytes(),
        Encoding::ExplicitBig => number.to_be_bytes(),
    }
}

fn put_text(set: &mut DataSet, tag: TagCode, vr: VR, text: &str) {
    put_value(set, tag, vr, strings::bytes(text, vr));
}

fn put_value(set: &mut DataSet, tag: TagCode, vr: VR, bytes: impl Into<Vec<u8>>) {
    set.put(Element {
        tag: tag_of(tag),
        vr,
        value: Value::Bytes(bytes.into()),
    });
}
