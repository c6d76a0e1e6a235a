//! Numbers, handles and initials of people, in the places where they are written.

use super::{cleaned, finder};

#[test]
fn numbers_of_people_go_wherever_they_are_written() {
    let finder = finder();
    let wrong: Vec<String> = PLACES
        .iter()
        .map(|(text, secret)| (text, secret, cleaned(&finder, text)))
        .filter(|(text, secret, result)| !text.contains(*secret) || result.contains(*secret))
        .map(|(text, secret, result)| format!("{secret}: {text} -> {result}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(PLACES.len() >= 90, "{} places", PLACES.len());
}

const PLACES: &[(&str, &str)] = &[
    // Telephones and pagers.
    ("Call ext 5-5507 today.", "5-5507"),
    ("paged at pager 5-0931; answered", "0931"),
    ("voicemail box 4-5512", "5512"),
    ("Reach me at (304) 555-0148.", "0148"),
    ("ring 336 555 0121 today", "0121"),
    ("phone 714.555.0136, no answer", "0136"),
    ("pressed x4412 twice", "4412"),
    ("write jane dot doe at hospital dot org today", "doe"),
    // Codes with odd signs between their parts.
    ("4/1 0505 px*24*8801 et tube 4 cm above the carina", "8801"),
    ("Read as BQC'23-4471 yesterday.", "4471"),
    ("Order QV~77/0044 is closed.", "0044"),
    ("Images saved as rwx22_qelb_a on the server.", "qelb"),
    ("Photo zqx_hand_2 was sent.", "zqx"),
    ("Slip {QV-77}0044 came late.", "0044"),
    // Records, plans, accounts, licences.
    ("med rec no. A 20 114", "20 114"),
    (
        "Record of Lindy Crabtree, OG 402 771, read today.",
        "402 771",
    ),
    ("The CT of Bernard Kowalczyk (MP 55 18 20), done.", "55 18"),
    ("Vang, Pa Houa (8810-226), 61, seamstress.", "8810-226"),
    ("The liver of Umberto Sandifer (CR 2208), in water.", "2208"),
    ("chest, hope, 40 41 187. 67f bus driver", "40 41"),
    ("seen, 56, outpatient, 21 77 09 44", "77 09"),
    (
        "chart hs 60213, brca two, small letters in the line",
        "60213",
    ),
    ("HAGGERTY, FINOLA  72F  603117  SURGEON PRIDE", "603117"),
    ("boy - 24-Jul-2012 - #SB 40 2281", "2281"),
    ("Date 8 Jan 25    # PHR 3381-07", "3381"),
    ("| GTB 4417 | attending", "4417"),
    ("fermin archuleta 63 m 19-5520", "5520"),
    ("Reg: 2214-07", "2214"),
    ("Band\tKR0771", "0771"),
    ("mrn here kns-7713. small letters", "7713"),
    ("wc # NE 22 40931", "40931"),
    ("ins xqp 8812 0041 under the plan", "0041"),
    ("a copy of the plan card (AZB 7741 20 03).", "7741"),
    ("member, w 2281 77190 02, ref", "77190"),
    ("the payer H55 2091 884", "2091"),
    ("Roy Castellaw, MD  |  Lic. G 88214  |", "88214"),
    ("licensed in Florida no. ME 155093", "155093"),
    ("A-number A 219 555 048, born abroad", "555 048"),
    ("SSN 402-55-9910.", "9910"),
    ("SSN XXX-XX-6617.", "6617"),
    ("PATIENT: YOUNG,LONNIE (Y4417)", "4417"),
    ("Veteran: Hope, Merle D., H5541, exam", "5541"),
    ("Ann Quill RDMS 88123", "88123"),
    ("incident 2023-8812 of the day", "8812"),
    // Vehicles.
    ("tags KY 123-ABC on the van", "123"),
    ("Driver fled, partial plate HGT 4, police", "HGT"),
    ("the truck (bumper HQ-114).", "114"),
    ("plate starts ELR 0, police", "ELR"),
    ("Their pickup, tag GA RKV 4471, was booked", "4471"),
    ("His silver pickup (OR 558 KZT) was stopped.", "558"),
    ("the red truck, TX KJR 8812, rolled", "8812"),
    ("the car (KRT 5529).", "5529"),
    ("Ambulance LEE 4471, crew of two", "4471"),
    ("in a taxi (medallion 6K44) then", "6K44"),
    ("VIN 1FBZX2YM5HKA55018.", "55018"),
    // Devices.
    ("0.1 mmol/kg. (lot KT0B4XW)", "KT0B4XW"),
    ("the Carestream CS 9600 (unit FKJD0283).", "FKJD0283"),
    ("serial PJN7719032.", "7719032"),
    ("PRBC unit W0413 24 118820", "118820"),
    ("(01)00844588003288(17)141120(10)7654321D", "7654321"),
    // Nets and files.
    ("\"host\":\"fe80::9c21:55ff:fe01:2b\"", "9c21"),
    ("IP 10.44.7.2 of the reader", "10.44.7.2"),
    ("\"media\":\"/pacs/eh/2025/0217/bridges_t/\"", "bridges"),
    ("images archived //pmct/2019/0662_pritchard", "0662"),
    ("file D:/ICAT/2025/SUBRA_20250120.inv", "SUBRA"),
    ("file C:\\scans\\smith.dcm", "smith"),
    ("uploaded as AC3318_Eku_0822.dcm.", "0822"),
    ("photographed, KRO-6610-face.png. Start", "KRO-6610"),
    ("printed by BPLAINS\\CHASEJ", "CHASEJ"),
    ("see https://pacs.hospital.example/v?id=3381", "3381"),
    ("write to s.rose@hall.example", "rose@"),
    ("study UID 1.2.840.113999.698.20231023.4410.1", "113999"),
    // Users and initials.
    ("Emeka Nwachukwu, MD (reader code enwach02)", "enwach02"),
    ("** printed by jfrost2 2024-10-30", "jfrost2"),
    ("Dr. Vladimir Stanek read it. ZSG|vstanek|final", "vstanek"),
    ("e-sig Dr. Ottoline Frome ofrome", "ofrome"),
    ("Signed: Lindqvist, Per MD    Trans: gmw 11/03/23", "gmw"),
    ("dictated RC / typed pjm", "pjm"),
    ("Transcribed /ltm.", "ltm"),
    ("Minutes: w.p.   File", "w.p."),
    ("transcribed mmk job 4408127", "mmk"),
    ("mjk typed for the doctor", "mjk"),
    ("Typist bq.", "bq"),
    ("Dictated but not read. PY:grl", "grl"),
    ("F. GOLDBLATT MD /VQ D:021925 T:022025", "VQ"),
    ("[Transcribed 12/26/2022 pmc.", "pmc"),
    ("Dr. P. Hope-Wallace agrees. PHW 9/12/24 11:06", "PHW"),
    (
        "Dr. Louisa Marsh-Grant read it.\nIt should read 2. LMG",
        "LMG",
    ),
    ("T: 04/22/2021 0731 RJB", "RJB"),
    ("I agree. SBR 3/4/23 10:11 am", "SBR"),
    ("End of report.\n-SBR", "SBR"),
    ("Performed by TB RT(R)(CT)", "TB"),
    ("Contrast by JM", "JM"),
    ("CT HEAD WO   22:10  MBK\nDr. Miriam B. Kaplowitz", "MBK"),
    // Other codes.
    ("Site 0417 of the trial", "0417"),
    ("Protocol LKS-RCC-302; arm B", "LKS"),
    ("\"trial\":\"JK-LYM-07\"", "LYM"),
    ("the bullet in bag P-3381.", "3381"),
    ("tag FA-088\n", "088"),
    ("Disc 50931 was made.", "50931"),
    ("file SP3391\n", "3391"),
    ("Ofc. Sample, badge 4418. Then", "4418"),
    ("sheriff case 24-3318 / copy", "3318"),
    ("(case HCSO 23-08817, deputy)", "08817"),
    ("accession OS24-118830", "118830"),
    // What tells who it is.
    (
        "She was the first woman elected sheriff of the parish.",
        "sheriff",
    ),
    ("He is the last living player of the 1948 Giants.", "player"),
    (
        "a shrimper on the trawler Miss Charlene out of port",
        "Charlene",
    ),
    // Ages above 89.
    ("Woman of 92 brought from home", "92"),
    ("Mr. Benally, 96, was a rifleman.", "96"),
    ("He says \"I'm ninety-two and well\".", "ninety"),
    ("reached her one hundred and first birthday", "hundred"),
    ("on her 95th birthday", "95"),
    ("She is only ninety.", "ninety"),
    ("hard of hearing at 96, he asked", "96"),
    ("OLE GUNDERSEN M 93 | CT", "93"),
    ("patient / ninety-four / 1928\n", "1928"),
];
