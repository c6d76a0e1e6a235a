//! Names of people that name a sign, a device or a disease.

use super::{cleaned, finder};

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
