//! Roads, grounds, rooms, towns and organisations of many kinds, and words
//! that only look like them.

use super::{cleaned, finder};

/// Nothing of the words behind the bar may survive in the text before it.
fn all_go(rows: &[&str]) {
    let finder = finder();
    for row in rows {
        let (text, words) = row.split_once(" | ").unwrap_or((row, ""));
        assert!(!words.is_empty(), "{row}");
        let clean = cleaned(&finder, text);
        for word in words.split(' ') {
            assert!(text.contains(word), "{row}");
            assert!(!clean.contains(word), "{word}: {clean}");
        }
    }
}

#[test]
fn roads_and_crossings_go_without_a_house_number() {
    all_go(&[
        "The truck left Highway 412 near a farm. | 412",
        "Rollover on I-87 before dawn. | 87",
        "Struck a deer on US 31 last night. | 31",
        "Hit head on along La. 417 at dusk. | 417",
        "Found in a ditch by County Road ZZ. | ZZ",
        "HOME: RT 4 BOX 233, GENEVA | 233",
        "Fell from a scooter on Tamarind Road. | Tamarind",
        "Hit by a car at Birch St and Kellerman. | Birch Kellerman",
        "He fell at the corner of Dunmore and 14th. | Dunmore 14th",
        "she fell on her bike on larkin blvd last week and has pain in the wrist since | larkin",
    ]);
}

#[test]
fn grounds_and_rooms_go() {
    all_go(&[
        "Rescued above Lake Wenonah by the crew. | Wenonah",
        "Skied at Mt. Corvino all day. | Corvino",
        "Fell at the Tolland Creek bridge. | Tolland Creek",
        "He was camping near Sorrel Canyon. | Sorrel",
        "She was moved to bay 14 at once. | 14",
        "Hit by an inmate in pod 6D today. | 6D",
        "The patient is in ED-22C now. | 22C",
        "Scheduled in Procedure Room D. | D.",
        "He came from Larch 6 West today. | Larch 6 West",
    ]);
}

#[test]
fn towns_of_several_words_and_towns_behind_a_preposition_go() {
    all_go(&[
        "Her father lives in Eau Claire with a dog. | Eau Claire",
        "Transferred to Klamath Falls for surgery. | Klamath Falls",
        "Parents are in Kyoto, with his sister. | Kyoto",
        "Seen by a surgeon in Boston. | Boston",
        "She flew to Sheboygan for the week. | Sheboygan",
        "He came over from Zhytomyr in 2022. | Zhytomyr",
        "Come again to the Glendale office. | Glendale",
        "she was seen in chula vista for the same pain and had films there | chula vista",
        "he works nights and lives in warner robins with a brother who drove him here | warner robins",
    ]);
}

#[test]
fn organisations_of_many_kinds_go() {
    all_go(&[
        "He is being moved to Upper Marlow Regional by air. | Marlow",
        "Seen at Penwick General in May. | Penwick",
        "Kicked by a horse at Brindle Lake Stables. | Brindle Stables",
        "He is a dock lead at Hartwell Cold Storage. | Hartwell Storage",
        "The game was against Morrow Consolidated. | Morrow Consolidated",
        "She sings with the choir at St. Columban's. | Columban",
        "He served aboard the USS Kestrel Bluff. | Kestrel Bluff",
        "A gunner with the 71st Bomb Wing in youth. | 71st Bomb Wing",
        "He drove a tank in the 6th Cavalry then. | Cavalry",
        "A member of the Knights of Columbia since youth. | Knights Columbia",
        "Shot outside the Grange of Mount Orrin A.M.E. Zion. | Orrin Zion",
        "AT A PICNIC BEHIND NEW DAWN M.B. CHURCH. | DAWN",
        "THE PATIENT CAME FROM GREY FOX PLAINS VAMC, ABERDEEN | FOX PLAINS VAMC",
        "he came in from the hadley ridge correctional with two officers and a swollen eye | hadley ridge",
        "she packs lettuce at tamura valley coolers and slipped on the wet dock this morning | tamura coolers",
        "he is employed by the triple bar feedyard and he will return on another day for films | triple feedyard",
        "the fall was at the cloverleaf grain elevator and he landed sitting down on the floor | cloverleaf grain elevator",
        "found on the floor at willow bend assisted living sunday and brought in by the crew | willow bend",
        "the pastor of first lutheran is coming to see the family and all of them at noon | lutheran",
        "Arrived from Pine Needle Assisted Living. | Pine Needle",
        "Two deckhands of Delahaye Brothers were there. | Delahaye Brothers",
        "Performed at Elmhurst Open MRI, Batavia. | Elmhurst Batavia",
        "Prior at Grey Fox Lakes VA Health Care System. | System",
        "DONE AT MOUNT HARLAN CENTER FOR THE AGING | HARLAN AGING",
        "sweetgrass valley clinic / xray / plain films of the left hand and wrist were done here | sweetgrass valley",
        "site: big sandy regional  status: stat for this read of the left hand and the wrist | big sandy regional",
        "he works the counter at mudgys, no comp, and the left hand was cut on the slicer today | mudgys",
        "SHE DRIVES FOR SUFFOLK PARATRANSIT AND FELL | SUFFOLK PARATRANSIT",
        "The bout was against Onega Valley Furies then. | Onega Furies",
        "He was to fly at Kingsley Mountain Print today. | Kingsley Print",
        "SHE FELL FROM THE BARS AT BERGFELD PARK DURING A PARTY. | BERGFELD",
        "PORTABLE CHEST -- GRAND KALUMET TRAUMA, GARY | KALUMET",
        "he was hurt on the job on monday, employer granite peak roofing. he has no other injury | granite peak",
        "MOTHER ERNESTINE OF PETERSBURG CALLED TWICE. | PETERSBURG",
        "Her lawyer is from Harbor Immigrant Defense. | Harbor Immigrant",
    ]);
}

#[test]
fn the_state_and_the_department_beside_a_place_stay() {
    let finder = finder();
    for (text, kept) in [
        ("Bardstown, KY 40004", "KY"),
        ("12 Mill Road, Bryson City, NC 28713", "NC"),
        ("Loess Hills Hospital RADIOLOGY", "RADIOLOGY"),
        ("Pikes Fork Medical Center Radiology", "Radiology"),
        ("Reduced in the ER of Humboldt Station Hospital.", "ER of"),
        ("She came with Auntie Bao to the clinic.", "Auntie"),
    ] {
        let clean = cleaned(&finder, text);
        assert!(clean.contains(kept) && clean.contains('['), "{clean}");
    }
}

#[test]
fn words_of_medicine_that_look_like_places_stay() {
    let finder = finder();
    for text in [
        "I-131 was given on day 2.",
        "Iodine I-123 scan of the neck.",
        "US 3 cm below the skin.",
        "Ann Arbor III lymphoma.",
        "Van Nuys intermediate grade.",
        "The ulnar nerve in Guyon canal is normal.",
        "Disc space 3 mm.",
        "Blunt Trauma",
        "Chest Trauma Protocol",
        "Patient in Trendelenburg position.",
        "Lake Louise criteria are met.",
        "The mass is in segment 4.",
        "In the right lower lobe.",
        "Ground Glass Opacity",
        "Port Catheter Placement",
        "A St. Jude valve is in place.",
        "Compared to Prior",
        "Level 2 node on the left.",
        "bay of pus in the right lower field of the left lung with air and fluid level",
        "Main pulmonary artery at the bridge of the nose.",
        "Cell 12 percent on wash.",
        "Station 4R node 16 mm. Station 7 node 9 mm.",
        "POD 3, no fever.",
        "geriatric clinic bone density, plain words version of the report for the patient here",
        "Consent was given in Spanish, and read back.",
        "Referred from Pediatrics.",
        "HEAD TRAUMA",
        "BLUNT ABDOMINAL TRAUMA",
        "Bone age (Greulich & Pyle): 13 y 0 m.",
        "This is not Le Fort. Haller cells.",
        "Bony Bankart 4 mm on the West Point.",
        "st james grade four, parks transsphincteric, and the rest of the pelvis is normal today",
        "he is here for the left hand and works with the right one and has no pain at rest now",
        "Compared with Mild Global Atrophy",
        "Generator: Medtronic Azure XT DR MRI",
    ] {
        assert_eq!(cleaned(&finder, text), text);
    }
}
