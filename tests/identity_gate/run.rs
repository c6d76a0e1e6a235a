//! Made-up patients, their images and reports, and what the whole pipeline
//! makes of them.

use safelight::certificate::facts::{Facts, ReportIdentity};
use safelight::document;
use safelight::finding::ReasonCode;
use safelight::package::Piece;
use safelight::pipeline::{Cleaner, Outcome, finish, survey};
use safelight::plan::{Plan, ReportKind};
use safelight::policy::{BurnedIn, Policy};
use safelight::question::{Asked, Choice, Question};
use safelight::source::Part;

use crate::encode::{Given, part10, text};

/// Ending of the name, and the bytes.
pub type Input = (&'static str, Vec<u8>);

/// What the headers of a patient's study say.
pub struct Person {
    pub name: &'static str,
    pub id: &'static str,
    pub birth: &'static str,
    pub accession: &'static str,
    pub day: &'static str,
    pub study: &'static str,
}

pub const ODALYS: Person = Person {
    name: "Quillfeather^Odalys^Marisol",
    id: "QF-7720415-M",
    birth: "19520417",
    accession: "BLH-24-0098173",
    day: "20240312",
    study: "1",
};

pub const AMBERSEDGE: Person = Person {
    name: "Ambersedge^Lucian",
    id: "4410023",
    birth: "19611102",
    accession: "BLH-24-0100200",
    day: "20240514",
    study: "2",
};

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";

/// Elements of a patient's study.
pub fn header(person: &Person, class: &str, instance: &str) -> Vec<Given> {
    let study = person.study;
    vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", instance),
        text(0x0008_0020, "DA", person.day),
        text(0x0008_0050, "SH", person.accession),
        text(0x0008_0060, "CS", "CT"),
        text(0x0010_0010, "PN", person.name),
        text(0x0010_0020, "LO", person.id),
        text(0x0010_0030, "DA", person.birth),
        text(0x0010_1000, "LO", "BLH-OLD-9001"),
        text(0x0020_000D, "UI", &format!("2.999.71.{study}")),
        text(0x0020_000E, "UI", &format!("2.999.72.{study}")),
    ]
}

pub fn meta(class: &str, instance: &str) -> Vec<Given> {
    vec![
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", instance),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ]
}

/// One image of a patient.
pub fn image(person: &Person) -> Input {
    let instance = format!("2.999.73.{}", person.study);
    let data = header(person, CT, &instance);
    ("dcm", part10(&[], meta(CT, &instance), data))
}

pub fn report(text: &str) -> Input {
    ("txt", text.as_bytes().to_vec())
}

/// What came of a drop.
pub struct Done {
    pub asked: Vec<Asked>,
    pub refusals: Vec<Option<ReasonCode>>,
    pub facts: Facts,
    pieces: Vec<Piece>,
    pub plan: Plan,
    pub outcomes: Vec<Outcome>,
}

impl Done {
    pub fn identity(&self) -> ReportIdentity {
        self.facts
            .scope
            .report_identity
            .expect("reports and studies")
    }

    pub fn questions(&self) -> Vec<Question> {
        self.asked.iter().map(|one| one.question).collect()
    }

    /// The certificate's text with single blanks.
    pub fn certificate(&self) -> String {
        let text = self.pieces.iter().find_map(|piece| match &piece.part {
            Part::Bytes(bytes) if bytes.starts_with(b"%PDF") => {
                let read = document::read(ReportKind::Pdf, bytes).ok()?;
                let text = document::plain_text(&read);
                text.contains("De-identification certificate")
                    .then_some(text)
            }
            Part::Bytes(_) | Part::Slice { .. } => None,
        });
        let text = text.expect("a certificate");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of a written report.
    pub fn text_of(&self, place: usize) -> String {
        let entries = &self.outcomes[place].entries;
        let text = entries.iter().find(|entry| entry.name().ends_with(".txt"));
        String::from_utf8(bytes_of(text.expect("a text").parts())).expect("UTF-8")
    }
}

pub fn bytes_of(parts: &[Part]) -> Vec<u8> {
    let mut whole = Vec::new();
    for part in parts {
        match part {
            Part::Bytes(bytes) => whole.extend(bytes),
            Part::Slice { .. } => {}
        }
    }
    whole
}

pub fn run(inputs: &[Input], answers: &[(Question, Choice)]) -> Done {
    let mut policy = Policy {
        burned_in: BurnedIn::No,
        ..Policy::default()
    };
    for (question, choice) in answers {
        assert!(policy.answers.enter(*question, *choice));
    }
    run_with(inputs, policy)
}

pub fn run_with(inputs: &[Input], policy: Policy) -> Done {
    let surveyed: Vec<_> = inputs
        .iter()
        .map(|(ending, bytes)| survey(bytes, ending))
        .collect();
    let plan = Plan::make(&surveyed, policy, [0x31; 32]);
    let cleaner = Cleaner::new(plan.clone());
    let outcomes: Vec<Outcome> = inputs
        .iter()
        .enumerate()
        .map(|(place, (_, bytes))| cleaner.run(bytes, place))
        .collect();
    let refusals = outcomes
        .iter()
        .map(|outcome| outcome.refusal.map(|refusal| refusal.code))
        .collect();
    let finished = finish(&cleaner, outcomes.clone()).expect("a package");
    Done {
        asked: plan.questions.clone(),
        refusals,
        facts: finished.facts,
        pieces: finished.pieces,
        plan,
        outcomes,
    }
}
