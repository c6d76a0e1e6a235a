//! What may be said at the top of the certificate, and why not more.

use serde::Serialize;

use crate::finding::ReasonCode;
use crate::policy::{Claim, DateRule};

use super::facts::{AccessionState, Facts, PixelOutcome};

/// The status of a record. Never a bare "passed": what the covered entity
/// knows is its own statement, 45 CFR 164.514(b)(2)(ii).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Every listed action was done and every listed check found no match.
    Issued,
    /// The same holds for what was written; something was not written, or
    /// needs a look.
    IssuedWithExceptions,
    /// The package exists, and no claim under the method is made.
    NotClaimed,
}

/// Why the status is not the best one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The preset shifts dates.
    DatesShifted,
    /// The preset makes no claim, and dates are not shifted.
    ResearchProfile,
    /// Pictures that may show an identifier were included on request.
    PixelsAtRiskIncluded,
    /// Reports in another language than the one whose names are looked for.
    ReportLanguage,
    /// Entries in the package that the second reading did not pass.
    EntriesNotChecked,
    /// No entry was written.
    NothingWritten,
    /// The second reading found a known value; the entries are withheld.
    MatchFound,
    /// Files or instances that were kept back.
    Withheld,
    /// Files that could not be read.
    NotRead,
    /// Report pages that are named and not shown.
    PagesWithheld,
    /// Report pages whose text was read from a picture.
    PagesReadFromPictures,
    /// Entries of the accession list that were not received.
    AccessionsMissing,
    /// Entries of the accession list of which a part is not in the output.
    AccessionsPartial,
    /// Accessions that were received and are not on the list.
    AccessionsNotListed,
    /// Reports whose numbers are not the same before and after.
    NumbersDiffer,
    /// Proposed spans that the reviewer rejected.
    ProposalsRejected,
    /// Head and neck series that were written without a person's decision.
    FacesUndecided,
    /// Series in whose written pictures something known was still read.
    TextStillRead,
    /// Characters that no built-in font can show.
    CharactersNotShown,
}

/// How heavy a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    NoClaim,
    Exception,
}

/// A reason and how often it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Why.
    pub reason: Reason,
    /// How often; 1 where nothing is counted.
    pub count: u64,
    /// The same as words.
    pub sentence: &'static str,
}

/// Status with its reasons, in the order of [`Reason`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// The status.
    pub status: Status,
    /// As printed.
    pub title: &'static str,
    /// Why.
    pub reasons: Vec<Finding>,
}

impl Status {
    /// As printed.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Issued => "ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED",
            Self::IssuedWithExceptions => "ISSUED WITH EXCEPTIONS",
            Self::NotClaimed => "SAFE HARBOR NOT CLAIMED",
        }
    }
}

impl Reason {
    const ALL: [Self; 19] = [
        Self::DatesShifted,
        Self::ResearchProfile,
        Self::PixelsAtRiskIncluded,
        Self::TextStillRead,
        Self::ReportLanguage,
        Self::EntriesNotChecked,
        Self::NothingWritten,
        Self::MatchFound,
        Self::Withheld,
        Self::NotRead,
        Self::PagesWithheld,
        Self::PagesReadFromPictures,
        Self::AccessionsMissing,
        Self::AccessionsPartial,
        Self::AccessionsNotListed,
        Self::NumbersDiffer,
        Self::ProposalsRejected,
        Self::FacesUndecided,
        Self::CharactersNotShown,
    ];

    /// What it means. Where something is counted, the count follows.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::DatesShifted => {
                "The research profile shifts dates and keeps their elements; 45 CFR 164.514(b)(2)(i)(C) is not followed."
            }
            Self::ResearchProfile => {
                "The research profile does not follow the safe harbor method; section 1 names the options in force."
            }
            Self::PixelsAtRiskIncluded => {
                "Instances with pictures that may show an identifier, included on request without a change of their pixels"
            }
            Self::TextStillRead => {
                "Series with pictures in which a known value was still read by the tool, included on request"
            }
            Self::ReportLanguage => {
                "Reports that are not in English, searched by known values and patterns only: no statement is made about their narrative"
            }
            Self::EntriesNotChecked => {
                "Entries of the package that the second reading did not pass"
            }
            Self::NothingWritten => "No instance and no report was written.",
            Self::MatchFound => {
                "Entries withheld because the second reading found a searched value"
            }
            Self::Withheld => "Files kept back (reasons in section 3)",
            Self::NotRead => "Files not readable or of no handled kind (reasons in section 3)",
            Self::PagesWithheld => "Report pages named in the output and not shown",
            Self::PagesReadFromPictures => {
                "Report pages whose text was read from a picture (OCR): a word that was misread or missed is not searched"
            }
            Self::AccessionsMissing => "Entries of the accession list that were not received",
            Self::AccessionsPartial => {
                "Entries of the accession list of which a part is not in the package"
            }
            Self::AccessionsNotListed => "Accessions received that are not on the accession list",
            Self::NumbersDiffer => {
                "Reports whose number tokens outside removed spans are not the same before and after"
            }
            Self::ProposalsRejected => {
                "Spans that the tool proposed to remove and the reviewer kept"
            }
            Self::FacesUndecided => {
                "Head and neck series written without a person's decision about the likeness of a face"
            }
            Self::CharactersNotShown => "Characters of reports that no built-in font can show",
        }
    }

    /// Whether a count belongs to it.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(
            self,
            Self::DatesShifted | Self::ResearchProfile | Self::NothingWritten
        )
    }

    const fn weight(self) -> Weight {
        match self {
            Self::DatesShifted
            | Self::ResearchProfile
            | Self::PixelsAtRiskIncluded
            | Self::TextStillRead
            | Self::ReportLanguage
            | Self::EntriesNotChecked
            | Self::NothingWritten => Weight::NoClaim,
            Self::MatchFound
            | Self::Withheld
            | Self::NotRead
            | Self::PagesWithheld
            | Self::PagesReadFromPictures
            | Self::AccessionsMissing
            | Self::AccessionsPartial
            | Self::AccessionsNotListed
            | Self::NumbersDiffer
            | Self::ProposalsRejected
            | Self::FacesUndecided
            | Self::CharactersNotShown => Weight::Exception,
        }
    }

    fn count(self, facts: &Facts) -> u64 {
        let accessions = |state| {
            let lists = facts.scope.accessions.iter();
            lists
                .flat_map(|list| &list.listed)
                .filter(|row| row.state == state)
                .fold(0, |count, _| count + 1)
        };
        let no_claim = facts.choices.preset.claim() == Claim::NotClaimed;
        let is_shifted = facts.choices.options.dates == DateRule::ShiftPerPatient;
        match self {
            Self::DatesShifted => u64::from(no_claim && is_shifted),
            Self::ResearchProfile => u64::from(no_claim && !is_shifted),
            Self::PixelsAtRiskIncluded => facts
                .pixels
                .iter()
                .flat_map(|study| &study.series)
                .filter(|series| series.outcome == PixelOutcome::IncludedAtRisk)
                .map(|series| series.instances)
                .sum(),
            Self::TextStillRead => facts
                .pixels
                .iter()
                .flat_map(|study| &study.series)
                .filter(|series| series.is_still_read())
                .fold(0, |count, _| count + 1),
            Self::ReportLanguage => facts
                .narrative
                .languages
                .iter()
                .filter(|(language, _)| !language.is_searched_for_names())
                .map(|(_, reports)| reports)
                .sum(),
            Self::EntriesNotChecked => {
                (facts.files.len() as u64).saturating_sub(facts.verification.entries_passed)
            }
            Self::NothingWritten => u64::from(facts.written() == 0),
            Self::MatchFound => facts.verification.entries_with_hits,
            Self::Withheld => facts.not_written(Kept::Back),
            Self::NotRead => facts.not_written(Kept::NotRead),
            Self::PagesWithheld => {
                let reports = facts.scope.reports.iter().map(|row| row.pages_withheld);
                reports.sum::<u64>() + facts.scope.documents.pages_withheld
            }
            Self::PagesReadFromPictures => facts.narrative.pages_read_from_pictures,
            Self::AccessionsMissing => accessions(AccessionState::Missing),
            Self::AccessionsPartial => accessions(AccessionState::Partial),
            Self::AccessionsNotListed => facts
                .scope
                .accessions
                .iter()
                .map(|list| list.not_on_list.len() as u64)
                .sum(),
            Self::NumbersDiffer => facts.narrative.reports_with_other_numbers,
            Self::ProposalsRejected => {
                let review = facts.narrative.review.as_ref();
                review.map_or(0, |review| review.rejected)
            }
            Self::FacesUndecided => facts.scope.faces.undecided,
            Self::CharactersNotShown => facts.narrative.characters_without_glyph,
        }
    }
}

/// How a file that is not in the output is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was understood and kept back.
    Back,
    /// It was not understood, or is of no handled kind.
    NotRead,
    /// Nothing is missing without it: a media directory only lists files, and
    /// of a repeated object the person chose the first.
    ByDesign,
}

/// How files with this reason are counted.
#[must_use]
pub const fn kept(reason: ReasonCode) -> Kept {
    match reason {
        ReasonCode::MediaDirectory | ReasonCode::Repeated => Kept::ByDesign,
        ReasonCode::UnknownKind
        | ReasonCode::EmptyFile
        | ReasonCode::Unreadable
        | ReasonCode::Truncated
        | ReasonCode::Malformed
        | ReasonCode::OverLimit
        | ReasonCode::TransferSyntax
        | ReasonCode::MissingUid
        | ReasonCode::NoText
        | ReasonCode::Encrypted => Kept::NotRead,
        ReasonCode::Voice
        | ReasonCode::PrivateSopClass
        | ReasonCode::EncapsulatedDocument
        | ReasonCode::BurnedIn
        | ReasonCode::PixelsNotHidden
        | ReasonCode::TextReadable
        | ReasonCode::OtherPatient
        | ReasonCode::OtherExamination
        | ReasonCode::FaceLikeness
        | ReasonCode::FaceNotRemoved
        | ReasonCode::ReviewMismatch
        | ReasonCode::TextChanged
        | ReasonCode::LeakFound
        | ReasonCode::NotVerified
        | ReasonCode::WorkerLost
        | ReasonCode::TimeLimit => Kept::Back,
    }
}

impl Facts {
    /// Instances and reports in the output.
    #[must_use]
    pub fn written(&self) -> u64 {
        let instances: u64 = self.scope.instances.iter().map(|row| row.written).sum();
        let reports: u64 = self.scope.reports.iter().map(|row| row.written).sum();
        instances + reports
    }

    /// Files that are not in the output, of one sort.
    #[must_use]
    pub fn not_written(&self, sort: Kept) -> u64 {
        self.scope
            .not_written
            .iter()
            .filter(|row| kept(row.reason) == sort)
            .map(|row| row.count)
            .sum()
    }

    /// The status that these facts allow, with every reason against a better one.
    #[must_use]
    pub fn assess(&self) -> Assessment {
        let reasons: Vec<Finding> = Reason::ALL
            .into_iter()
            .map(|reason| Finding {
                reason,
                count: reason.count(self),
                sentence: reason.sentence(),
            })
            .filter(|finding| finding.count > 0)
            .collect();
        let against = |weight| reasons.iter().any(|found| found.reason.weight() == weight);
        let status = if against(Weight::NoClaim) {
            Status::NotClaimed
        } else if against(Weight::Exception) {
            Status::IssuedWithExceptions
        } else {
            Status::Issued
        };
        Assessment {
            status,
            title: status.title(),
            reasons,
        }
    }
}
