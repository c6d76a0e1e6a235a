//! What the walk does with text: cut, replaced, and listed for review.

use dicom_core::VR;

use super::{Level, Walk};
use crate::dicom::actions::Outcome;
use crate::dicom::trust::Trust;
use crate::finding::{Done, TagCode};
use crate::sensitive::Sensitive;
use crate::text::span::Span;

impl Walk<'_> {
    /// Short text: identifiers cut out of each value.
    pub(super) fn label(
        &mut self,
        tag: TagCode,
        vr: VR,
        bytes: &[u8],
        level: &Level<'_>,
        trust: Trust,
    ) -> Option<Outcome> {
        let original = level.charset.decode(bytes);
        let mut done = Done::Kept;
        let mut written = Vec::new();
        for value in crate::dicom::strings::split(&original, vr) {
            if crate::dicom::strings::holds_controls(&value) {
                return None;
            }
            let seen = crate::dicom::strings::visible(&value, vr);
            let spans = trust.spans(self.cleaning.finder, &seen);
            let text = crate::dicom::strings::cut(&seen, &spans, vr);
            let text = self.unless_removed(text, &seen);
            if !spans.is_empty() || text != value {
                done = Done::Cleaned;
            }
            written.push(text);
        }
        if written.iter().all(String::is_empty) {
            return None;
        }
        self.keep(tag, written.iter().map(String::as_str));
        Some(Outcome::Text(written.join("\\"), done))
    }

    /// Free text: identifiers replaced by what they were.
    pub(super) fn narrative(
        &mut self,
        tag: TagCode,
        bytes: &[u8],
        level: &Level<'_>,
    ) -> Option<Outcome> {
        let original = level.charset.decode(bytes);
        if crate::dicom::strings::holds_controls(&original) {
            return None;
        }
        let seen = crate::dicom::strings::visible(&original, VR::UT);
        let spans = self.cleaning.finder.in_narrative(&seen);
        let done = if spans.is_empty() {
            Done::Kept
        } else {
            Done::Cleaned
        };
        let text = crate::dicom::strings::replaced(&seen, &spans);
        let text = self.unless_removed(text, &seen);
        if crate::dicom::strings::trimmed(&text).is_empty() {
            return None;
        }
        self.keep(tag, std::iter::once(text.as_str()));
        Some(Outcome::Text(text, done))
    }

    /// Remarks: line by line, so that what is cut leaves no hole.
    pub(super) fn comment(
        &mut self,
        tag: TagCode,
        vr: VR,
        bytes: &[u8],
        level: &Level<'_>,
    ) -> Option<Outcome> {
        let original = level.charset.decode(bytes);
        let seen = crate::dicom::strings::visible(&original, vr);
        let spans = self.cleaning.finder.in_comment(&seen);
        if spans.is_empty() {
            let text = self.unless_removed(seen.clone(), &seen);
            if text.is_empty() && !seen.is_empty() {
                return None;
            }
            self.keep(tag, std::iter::once(text.as_str()));
            return Some(Outcome::Text(text, Done::Kept));
        }
        let mut lines = Vec::new();
        let mut begin = 0;
        for line in seen.split_inclusive('\n') {
            let end = begin + line.len();
            let here: Vec<Span> = spans
                .iter()
                .filter(|span| span.start < end && span.end > begin)
                .map(|span| Span {
                    start: span.start.max(begin) - begin,
                    end: span.end.min(end) - begin,
                    ..span.clone()
                })
                .collect();
            lines.push(crate::dicom::strings::cut(line.trim_end(), &here, vr));
            begin = end;
        }
        lines.retain(|line| line.chars().any(char::is_alphanumeric));
        if lines.is_empty() {
            return None;
        }
        let text = self.unless_removed(lines.join("\r\n"), &seen);
        if text.is_empty() {
            return None;
        }
        self.keep(tag, std::iter::once(text.as_str()));
        Some(Outcome::Text(text, Done::Cleaned))
    }

    /// Enters free text and codes that stay in the list for review.
    pub(super) fn keep<'t>(&mut self, tag: TagCode, texts: impl Iterator<Item = &'t str>) {
        for text in texts.filter(|text| !text.is_empty()) {
            self.note_text(tag, text);
            self.keep_terms(tag, std::iter::once(text));
        }
    }

    /// Enters terms of the standard.
    pub(super) fn keep_terms<'t>(&mut self, tag: TagCode, texts: impl Iterator<Item = &'t str>) {
        let texts = texts.filter(|text| !text.is_empty());
        let kept = texts.map(|text| (tag, Sensitive::from(text)));
        self.record.kept_text.extend(kept);
    }
}
