//! Documents inside instances: read as a report is, set anew, put back.

use super::reports::{TITLE, withheld_page};
use super::{Cleaner, told_by};
use crate::dicom::CleanInstance;
use crate::dicom::data::DicomFile;
use crate::dicom::encapsulated::{self, DocumentForm, ENCAPSULATED_DOCUMENT, InnerDocument};
use crate::dicom::facts::InstanceFacts;
use crate::document::{self, model::Document};
use crate::finding::Refusal;
use crate::narrative::NarrativeFacts;
use crate::plan::ReportKind;

/// Adds what the document inside an instance tells of its people. One that
/// cannot be read tells nothing; cleaning says why.
pub(super) fn harvest(mut file: DicomFile, facts: &mut InstanceFacts) {
    let Ok(Some(inner)) = encapsulated::take(&mut file) else {
        return;
    };
    if let Ok(document) = read(inner) {
        let told = told_by(&document);
        facts.people.extend(told.people);
        facts.known.extend(told.known);
        facts.known.sort();
        facts.known.dedup();
    }
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
    ) -> Result<(NarrativeFacts, Option<Refusal>), Refusal> {
        let here = |code| Refusal::at(code, ENCAPSULATED_DOCUMENT);
        let form = inner.form;
        let document = read(inner).map_err(|refusal| here(refusal.code))?;
        let (clean, narrative) = self.cleaned(&document).map_err(|why| here(why.code))?;
        let bytes = match form {
            DocumentForm::Pdf => document::pdf(&clean, TITLE)?,
        };
        encapsulated::put(&mut instance.file, form, bytes, &mut instance.tally);
        Ok((narrative, withheld_page(&clean).map(here)))
    }
}

fn read(inner: InnerDocument) -> Result<Document, Refusal> {
    match inner.form {
        DocumentForm::Pdf => document::read(ReportKind::Pdf, &inner.bytes),
    }
}
