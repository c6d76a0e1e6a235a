//! What form an element is really in, where the file does not follow the form
//! that it declares.

use dicom_core::VR;

use crate::finding::{ReasonCode, Refusal};

use super::elements::{Level, Walk, code};
use super::header::{
    Form, Header, ITEM, Length, SEQUENCE_END, dictionary_vr, has_long_length, letters,
};

/// Whether a level has so many bytes left.
enum Room {
    Enough,
    TooShort,
}

impl Walk<'_> {
    /// The form that the first element of a level is really in: items are found
    /// in another form than the sequence around them (PS3.5 forbids it, gateways
    /// do it).
    pub(super) fn form_here(&mut self, level: Level) -> Form {
        let Ok(head) = self.peek8(level) else {
            return level.form;
        };
        if level.depth == 0 || level.form.tag(head).group() == 0xFFFE {
            return level.form;
        }
        let implicit = self.room_after(Form::ImplicitLittle.without_vr(head), level);
        let explicit = VR::from_binary(letters(head)).is_some();
        match (level.form, implicit) {
            (Form::ImplicitLittle, Room::TooShort) if explicit => Form::ExplicitLittle,
            (Form::ExplicitLittle, Room::Enough) if !explicit => Form::ImplicitLittle,
            (form, Room::Enough | Room::TooShort) => form,
        }
    }

    /// Whether a value of the declared length could stand here.
    fn room_after(&self, header: Header, level: Level) -> Room {
        let room = level.end.saturating_sub(self.input.position());
        match header.length {
            Length::Undefined => Room::Enough,
            Length::Defined(length) if length <= room.saturating_sub(header.size_bytes) => {
                Room::Enough
            }
            Length::Defined(_) => Room::TooShort,
        }
    }

    /// The header here, in the level's form; explicit headers without a known
    /// VR are read as what the bytes behind them bear out.
    pub(super) fn header(&mut self, level: Level) -> Result<Header, Refusal> {
        let head = self.peek8(level)?;
        let form = level.form;
        if form == Form::ImplicitLittle || form.tag(head).group() == 0xFFFE {
            return Ok(form.without_vr(head));
        }
        if let Some(vr) = VR::from_binary(letters(head)) {
            if !has_long_length(vr) {
                return Ok(form.short(head, vr));
            }
            let head = self.input.peek::<12>()?;
            return Ok(form.long(head, vr));
        }
        self.odd_header(head, level)
    }

    /// An explicit header whose VR is none of PS3.5: a VR of a later edition
    /// (long form), a private one (short form), or an implicit element.
    fn odd_header(&mut self, head: [u8; 8], level: Level) -> Result<Header, Refusal> {
        let form = level.form;
        let known = dictionary_vr(form.tag(head), level.samples);
        let implicit = Form::ImplicitLittle.without_vr(head);
        let short = Header {
            vr: None,
            ..form.short(head, known)
        };
        let long = self.input.peek::<12>().ok().map(|head| Header {
            vr: None,
            ..form.long(head, known)
        });
        let is_upper = letters(head).iter().all(u8::is_ascii_uppercase);
        let implicit = (form == Form::ExplicitLittle).then_some(implicit);
        let candidates = if is_upper {
            [long, Some(short), implicit]
        } else {
            [implicit, Some(short), long]
        };
        for candidate in candidates.into_iter().flatten() {
            if self.is_borne_out(candidate, level) {
                return Ok(candidate);
            }
        }
        Err(Refusal::at(ReasonCode::Malformed, code(form.tag(head))))
    }

    /// Whether an item or the end of the sequence stands behind a header of
    /// undefined length.
    fn is_followed_by_item(&mut self, header: Header, level: Level) -> bool {
        let behind = self.input.position().saturating_add(header.size_bytes);
        let next = self.input.look_at::<8>(behind);
        let next = next.map(|next| level.form.tag(next));
        behind < level.end && matches!(next, Ok(ITEM | SEQUENCE_END))
    }

    /// Whether something plausible stands behind an element.
    fn is_borne_out(&mut self, header: Header, level: Level) -> bool {
        let Length::Defined(length) = header.length else {
            return self.is_followed_by_item(header, level);
        };
        let here = self.input.position();
        let behind = here
            .saturating_add(header.size_bytes)
            .saturating_add(length);
        if behind >= level.end {
            return behind == level.end;
        }
        self.input.look_at::<8>(behind).is_ok_and(|next| {
            let tag = level.form.tag(next);
            let implicit = Form::ImplicitLittle.without_vr(next);
            let known = dictionary_vr(implicit.tag, level.samples) != VR::UN
                && matches!(self.room_after(implicit, level), Room::Enough);
            let explicit = VR::from_binary(letters(next)).is_some();
            tag.group() == 0xFFFE || (tag > header.tag && (explicit || known))
        })
    }
}
