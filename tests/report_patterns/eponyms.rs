//! Names of people that name a sign, a device or a disease.

use safelight::known::{KnownKind, Role};
use safelight::safe_harbor::Letter;

use super::{cleaned, finder, knowing};

#[test]
fn eponyms_stay_with_what_they_name() {
    let finder = finder();
    let mut count = 0;
    for line in EPONYMS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        for text in [
            format!("There is a {line} on the right."),
            format!("No {line}."),
            format!("FINDINGS: {} IS SEEN.", line.to_uppercase()),
        ] {
            assert_eq!(cleaned(&finder, &text), text);
        }
        count += 1;
    }
    assert!(count >= 100, "{count} eponyms");
}

/// What the finder itself knows: names, a colon, and what they name.
const NAMED: &str = include_str!("../../src/text/lexicon/eponyms.txt");

/// Every name before each of its nouns.
fn phrases() -> Vec<(String, String)> {
    let mut phrases = Vec::new();
    for line in NAMED.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, heads)) = line.split_once(':') else {
            continue;
        };
        let name: Vec<String> = name.split(' ').map(capitalised).collect();
        for head in heads.split_whitespace() {
            phrases.push((name.join(" "), head.to_owned()));
        }
    }
    phrases
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// In the way of a sentence, of capitals and of small letters.
fn assert_stays(finder: &safelight::text::Finder, text: &str, bad: &mut Vec<String>) {
    for text in [text.to_owned(), text.to_uppercase(), text.to_lowercase()] {
        let out = cleaned(finder, &text);
        if out != text {
            bad.push(format!("{text} -> {out}"));
        }
    }
}

#[test]
fn a_name_before_what_it_names_stays_in_any_writing() {
    let finder = finder();
    let phrases = phrases();
    let mut bad = Vec::new();
    for (name, head) in &phrases {
        assert_stays(
            &finder,
            &format!("There is a {name} {head} on the left."),
            &mut bad,
        );
        let hyphened = name.replace(' ', "-");
        assert_stays(
            &finder,
            &format!("Evaluation for {hyphened} {head}."),
            &mut bad,
        );
    }
    assert!(phrases.len() >= 1200, "{} phrases", phrases.len());
    assert!(
        bad.is_empty(),
        "{} of {}:\n{}",
        bad.len(),
        phrases.len() * 6,
        bad.join("\n")
    );
}

#[test]
fn names_stand_behind_what_they_name_too_and_before_a_grade() {
    let finder = finder();
    let mut bad = Vec::new();
    for phrase in OTHERWISE.lines().filter(|line| !line.is_empty()) {
        assert_stays(
            &finder,
            &format!("Findings suggest {phrase} on the right."),
            &mut bad,
        );
        assert_stays(&finder, &format!("There is {phrase}."), &mut bad);
    }
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn people_who_are_called_like_an_eponym_are_still_found() {
    let finder = finder();
    for (text, name) in PEOPLE {
        let out = cleaned(&finder, text);
        assert!(text.contains(name), "{text}");
        assert!(!out.contains(name), "{text} -> {out}");
    }
}

#[test]
fn an_eponym_stays_where_the_patient_is_called_like_it() {
    for (family, phrase) in CALLED_SO {
        let patient = format!("{family}^ZOLTAN");
        let finder = knowing(&[(KnownKind::PersonName, Letter::A, Role::Patient, &patient)]);
        let text = format!("No change of the {phrase} since the last study.");
        assert_eq!(cleaned(&finder, &text), text);
        let text = format!("Mr. {family} was scanned and has no {phrase}.");
        let expected = format!("Mr. [PATIENT] was scanned and has no {phrase}.");
        assert_eq!(cleaned(&finder, &text), expected);
    }
}

/// Family name, and an eponym with the same word.
const CALLED_SO: &[(&str, &str)] = &[
    ("BAKER", "Baker popliteal cyst"),
    ("BAKER", "left Baker's cyst"),
    ("STRUTHERS", "ligament of Struthers"),
    ("WEBER", "Weber type B ankle fracture"),
    ("JEFFERSON", "Jefferson fracture"),
    ("GARDNER", "Gardner syndrome"),
    ("HUNTER", "Hunter canal"),
    ("MORTON", "Morton neuroma"),
    ("FISHER", "modified Fisher grade 3"),
    ("STANFORD", "Stanford type B dissection"),
    ("HUNT", "Hunt and Hess grade 2"),
    ("FOLEY", "Foley balloon catheter"),
    ("SANDERS", "Sanders type III fracture"),
    ("COOPER", "Cooper ligaments"),
    ("MONRO", "foramen of Monro"),
    ("WILLIS", "circle of Willis"),
    ("DOUGLAS", "pouch of Douglas"),
    ("LOUIS", "angle of Louis"),
    ("YOUNG", "Young's modulus"),
    ("MARSH", "Marsh 3b lesion"),
    ("MARSH", "marsh grade 3c"),
    ("IVORY", "ivory vertebra"),
    ("COTTON", "Cotton osteotomy"),
    ("PAGE", "Page kidney"),
    ("AUSTIN", "Austin Moore prosthesis"),
    ("BISHOP", "Bishop score"),
    ("DUKE", "Duke criteria"),
    ("THOMAS", "Thomas test"),
];

/// Sentence, and what must not stay of it.
const PEOPLE: &[(&str, &str)] = &[
    ("Seen by Dr. Baker, cyst was drained.", "Baker"),
    ("Performed by: David Ross\nProcedure: CT chest", "Ross"),
    ("Patient: Morgan Paget\nDisease: none", "Paget"),
    (
        "I discussed this with Mr. Hunter. Canal is patent.",
        "Hunter",
    ),
    (
        "Ordered by Dr. Thomas Colles. Fracture of the radius.",
        "Colles",
    ),
    ("Mrs. Wilson, disease free since May.", "Wilson"),
    ("John Baker has a Baker cyst.", "John Baker"),
];

/// Reversed, with two names, with a grade, possessive, without apostrophe.
const OTHERWISE: &str = "
angle of Louis
foramen of Monro
foramina of Luschka and Magendie
ligaments of Humphrey and Wrisberg
ligament of Treitz
ligament of Struthers
ligament of Marshall
ligament of Cooper
circle of Willis
fissure of Rolando
fissure of Sylvius
aqueduct of Sylvius
vein of Galen
vein of Labbe
vein of Trolard
artery of Adamkiewicz
artery of Percheron
artery of Heubner
ampulla of Vater
papilla of Vater
sphincter of Oddi
duct of Wirsung
duct of Santorini
valve of Heister
pouch of Douglas
pouch of Morison
space of Retzius
space of Bogros
triangle of Calot
triangle of Petit
canal of Guyon
canal of Schlemm
capsule of Tenon
node of Cloquet
node of Rosenmuller
node of Virchow
node of Rouviere
fossa of Rosenmuller
foramen of Morgagni
foramen of Bochdalek
tetralogy of Fallot
sinus of Valsalva
bundle of His
triangle of Koch
arcade of Frohse
line of Toldt
fascia of Gerota
tail of Spence
tubercle of Lister
tubercle of Gerdy
tubercle of Chaput
gland of Bartholin
column of Bertin
ring of Waldeyer
annulus of Zinn
cave of Meckel
area of Broca
gyrus of Heschl
law of Laplace
Enneking IIB
stage IIIA (Ann Arbor)
Enneking stage III
Singh grade 3
Singh 4
Morel-Lavallee collection
Morel-Lavallee effusion
Anderson and D'Alonzo type II
Anderson-D'Alonzo type III
Levine and Edwards type IIa
Fazekas 2
Fazekas grade 3
Schatzker VI
Schatzker type IV
Hawkins type III
Garden IV
Kellgren-Lawrence 3
Kellgren and Lawrence grade 4
Hunt and Hess grade 2
Hunt-Hess 3
modified Fisher 4
modified Fisher grade III
Spetzler-Martin grade II
Weber C
Weber type B ankle fracture
Danis-Weber B
Gustilo-Anderson IIIA
Gustilo type IIIB
Outerbridge IV
Goutallier 2
Goutallier grade 1
Rockwood V
Rockwood type III
Bosniak IIF
Bosniak 2F cyst
Deauville 4
Deauville score of 5
Stanford A
Stanford type B
DeBakey type III
Salter-Harris II
Salter Harris type IV
Balthazar E
Couinaud segment VII
Bismuth-Corlette IIIa
Todani type IVa
Hinchey III
Forrest Ib
Child-Pugh B
Gleason 7
Modic 1
Modic type 2
Pfirrmann IV
Meyerding grade I
Knosp 3
Papile IV
Masaoka stage IIb
Mason type II
Pauwels III
Catterall III
Tonnis 1
Marsh type 3a
Mason-Johnston type II
Lauge-Hansen classification
Rutgeerts score
Ishak stage
Brostrom repair
Strayer procedure
Ludington test
Samilson-Prieto grade 2
Chvostek sign
Dix-Hallpike maneuver
Kernohan notch
Krukenberg tumor
Cantrell pentalogy
Savary-Miller grade
Wassel type IV
Hoehn and Yahr stage 3
Mann-Whitney test
Cox regression
Bland-Altman plot
Bakri balloon
Amplatz wire
Ommaya reservoir
Baker's cyst
Bakers cyst
Baker's popliteal cyst
Hashimoto's thyroiditis
Crohns disease
Crohn's ileitis
Graves' disease
Zenker's diverticulum
Meckel's diverticulum
Barretts esophagus
Hill-Sachs and Bankart lesions
Hill Sachs/Bankart lesions
Heberden and Bouchard nodes
Cooper's ligaments
Kerley B lines
Brunner's glands
Virchow-Robin spaces
Schmorl's nodes
Tarlov cysts
Haller cells
Nabothian cysts
Hounsfield units
Swan-Ganz catheters
";

const EPONYMS: &str = "
Baker cyst
Baker's cyst
Tarlov cyst
Schmorl node
Bankart lesion
Hill-Sachs deformity
Colles fracture
Smith fracture
Jones fracture
Bennett fracture
Rolando fracture
Monteggia fracture
Galeazzi fracture
Maisonneuve fracture
Segond fracture
Jefferson fracture
Chance fracture
Salter-Harris fracture
Lisfranc fracture
Chopart dislocation
Weber B fracture
Tillaux fracture
Barton fracture
Hutchinson fracture
Pott disease
Paget disease
Crohn disease
Graves disease
Hashimoto thyroiditis
Wilson disease
Parkinson disease
Alzheimer disease
Huntington disease
Hodgkin lymphoma
Burkitt lymphoma
Wilms tumor
Ewing sarcoma
Kaposi sarcoma
Klatskin tumor
Krukenberg tumor
Pancoast tumor
Warthin tumor
Morton neuroma
Meckel diverticulum
Zenker diverticulum
Killian-Jamieson diverticulum
Schatzki ring
Barrett esophagus
Mallory-Weiss tear
Boerhaave syndrome
Budd-Chiari syndrome
Chiari malformation
Dandy-Walker malformation
Ebstein anomaly
Fallot tetralogy
Eisenmenger syndrome
Marfan syndrome
Turner syndrome
Down syndrome
Horner syndrome
Sturge-Weber syndrome
Peutz-Jeghers syndrome
Gardner syndrome
Lynch syndrome
Mirizzi syndrome
Ogilvie syndrome
May-Thurner syndrome
Nutcracker syndrome
Eagle syndrome
Murphy sign
Homan sign
Hampton hump
Westermark sign
Kerley B lines
Rigler sign
Monro foramen
Luschka foramen
Sylvian fissure
Rolandic fissure
Meckel cave
Virchow node
Rosenmuller fossa
Morison pouch
Douglas pouch
Gerota fascia
Cooper ligament
Treitz ligament
Vater ampulla
Wirsung duct
Santorini duct
Kupffer cell
Haller cell
Onodi cell
Heschl gyrus
Broca area
Wernicke area
Fleischner criteria
Bosniak cyst
Gleason score
Agatston score
Fuhrman grade
Kellgren-Lawrence grade
Pirads score
Foley catheter
Hickman catheter
Swan-Ganz catheter
Greenfield filter
Dobhoff tube
Kirschner wire
Harrington rod
Whipple procedure
Nissen fundoplication
Billroth anastomosis
Fontan procedure
Hartmann pouch
Freiberg infraction
Kienbock disease
Scheuermann disease
Osgood-Schlatter disease
Legg-Calve-Perthes disease
Blount disease
Charcot joint
Madelung deformity
Sprengel deformity
Haglund deformity
";
