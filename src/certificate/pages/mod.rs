//! The certificate for people: the facts set on pages.

mod annex;
mod back;
mod front;
mod look;
mod middle;

use crate::typeset::TypesetError;
use crate::typeset::face::Faces;
use crate::typeset::flow::{Flow, Foot, Format};
use crate::typeset::paper::About;

use super::facts::Facts;
use super::wording::TITLE;

/// US Letter, a little tighter than running text needs.
const FORMAT: Format = Format {
    side_pt: 50.0,
    top_pt: 50.0,
    bottom_pt: 50.0,
    ..Format::LETTER
};

/// The certificate as a PDF.
///
/// # Errors
/// As [`crate::typeset`]: a built-in font does not load, or the library refuses
/// the pages.
pub fn pdf(facts: &Facts) -> Result<Vec<u8>, TypesetError> {
    let faces = Faces::load()?;
    let foot = foot(facts);
    let about = About {
        title: format!("{TITLE} {}", facts.identity.certificate),
        language: "en",
        year: facts.identity.issued.year(),
    };
    set(facts, &faces).finish_with(&foot, &about)
}

fn set<'f>(facts: &Facts, faces: &'f Faces) -> Flow<'f> {
    let assessment = facts.assess();
    let mut flow = Flow::new(faces, FORMAT);
    front::masthead(&mut flow, facts);
    front::identity(&mut flow, facts);
    front::status(&mut flow, &assessment);
    front::scope(&mut flow, facts);
    middle::letters(&mut flow, facts);
    middle::pixels(&mut flow, facts);
    middle::narrative(&mut flow, facts);
    middle::codes(&mut flow, facts);
    back::verification(&mut flow, facts);
    back::limitations(&mut flow);
    back::terms(&mut flow, assessment.status);
    back::attestations(&mut flow, facts, assessment.status);
    back::integrity(&mut flow, facts);
    annex::actions(&mut flow, facts);
    annex::private(&mut flow, facts);
    annex::files(&mut flow, facts);
    annex::accessions(&mut flow, facts);
    annex::series(&mut flow, facts);
    flow
}

fn foot(facts: &Facts) -> Foot {
    let version = env!("CARGO_PKG_VERSION");
    Foot {
        left: format!(
            "Safelight {version} · Certificate {}",
            facts.identity.certificate
        ),
        running_head: Some(format!("{TITLE} · {}", facts.assess().title)),
    }
}

#[cfg(test)]
mod tests;
