//! Documents inside instances: read as a report is, set anew, put back.

use super::reports::{TITLE, Whose, withheld_page};
use super::{Cleaner, told_by};
use crate::dicom::data::DicomFile;
use crate::dicom::encapsulated::{self, DocumentForm, ENCAPSULATED_DOCUMENT, InnerDocument};
use crate::dicom::facts::InstanceFacts;
use crate::dicom::structured;
use crate::dicom::{self, CleanInstance};
use crate::document::cda::{self, Cda};
use crate::document::model::Document;
use crate::document::{self, PictureReader};
use crate::finding::{ReasonCode, Refusal};
use crate::narrative::NarrativeFacts;
use crate::plan::ReportKind;
use crate::source::Source;
use crate::text;

/// Adds what the document inside an instance, or the text of a structured
/// report, tells of its people. A document that cannot be read tells nothing;
/// cleaning says why.
pub(super) fn harvest(
    mut file: DicomFile,
    facts: &mut InstanceFacts,
    pictures: Option<&PictureReader>,
) {
    if structured::is_report_class(&facts.sop_class_uid) {
        facts.known.extend(text::harvest(&structured::texts(&file)));
    } else {
        let Ok(Some(inner)) = encapsulated::take(&mut file) else {
            return;
        };
        let Ok(read) = read(inner, pictures) else {
            return;
        };
        let told = told_by(&read.document);
        facts.people.extend(told.people);
        facts.inner = Some(told.identities);
        facts.inner_nature = Some(told.nature);
        facts.known.extend(told.known);
    }
    facts.known.sort();
    facts.known.dedup();
}

/// The document inside an instance, as it is read.
///
/// # Errors
/// [`ReasonCode::UnknownKind`] for an instance without one, or why it cannot be
/// read.
pub(super) fn document(
    source: &dyn Source,
    pictures: Option<&PictureReader>,
) -> Result<Document, Refusal> {
    let mut file = dicom::read::read(source, &dicom::read::Limits::default())?;
    let inner = encapsulated::take(&mut file)?;
    let inner = inner.ok_or(Refusal::of(ReasonCode::UnknownKind))?;
    Ok(read(inner, pictures)?.document)
}

impl Cleaner {
    /// Sets the document of an instance anew and puts it in. Says what was
    /// done, and why a page of it is not carried over, if so.
    ///
    /// # Errors
    /// Why the document cannot be read or written: the instance goes nowhere
    /// then.
    pub(super) fn rewrite(
        &self,
        inner: InnerDocument,
        instance: &mut CleanInstance,
        index: usize,
    ) -> Result<(NarrativeFacts, Option<Refusal>), Refusal> {
        let here = |code| Refusal::at(code, ENCAPSULATED_DOCUMENT);
        let form = inner.form;
        let read = read(inner, self.pictures()).map_err(|refusal| here(refusal.code))?;
        let cleaned = self.cleaned(&read.document, Whose::File(index));
        let (clean, narrative) = cleaned.map_err(|why| here(why.code))?;
        let bytes = match form {
            DocumentForm::Pdf => document::pdf(&clean, TITLE)?,
            DocumentForm::Cda => {
                let uid = encapsulated::document_uid(&instance.file);
                cda::write(&clean, TITLE, &uid, read.kind.as_deref())
            }
        };
        encapsulated::put(&mut instance.file, form, bytes, &mut instance.tally);
        Ok((narrative, withheld_page(&clean).map(here)))
    }
}

/// A document and, of a CDA, what kind it says it is.
fn read(inner: InnerDocument, pictures: Option<&PictureReader>) -> Result<Cda, Refusal> {
    match inner.form {
        DocumentForm::Pdf => {
            let document = document::read_with(ReportKind::Pdf, &inner.bytes, pictures)?;
            Ok(Cda {
                document,
                kind: None,
            })
        }
        DocumentForm::Cda => cda::read(&inner.bytes),
    }
}
