//! People in lists, fields, asides and small letters, and words that only look
//! like people.

use super::{cleaned, finder};

#[test]
fn people_go_wherever_a_report_names_them() {
    let finder = finder();
    let rows = [
        // Lists.
        "Present: Okonjo (rad onc), el-Sayed (pulm), Rich (path). | Okonjo Sayed Rich",
        "In attendance: Mahlangu, Head, Short, Villarreal. | Mahlangu Head Short Villarreal",
        "Votes: Gray 2b, Pellerin 2a, Sato-Bright 2b. | Gray Pellerin Sato Bright",
        // Fields.
        "<pt last=\"Osmani\" first=\"Hodan\" dob=\"2001-12-30\"/> | Osmani Hodan",
        "<name><family>THIBAULT</family><given>CLOTILDE</given></name> | THIBAULT CLOTILDE",
        "{\"tech\": \"Will Sandoval\", \"by\":\"Lindgren-Obi, Tamsin\"} | Will Sandoval Lindgren Tamsin",
        "acc,mrn,last,first,sex,rad\nW24-1,5533804,Head,Colon,M,Long | Head Colon Long",
        "#  Patient              Site    Rad\n-----\n1  BLACKFOX, DELROY     TSEGI   MBK | BLACKFOX DELROY TSEGI MBK",
        "Age 71     Name Phommavong, Bounmy     Sex M | Phommavong Bounmy",
        "Name........ GRAVES, Delmar Running Bear | GRAVES Delmar Running Bear",
        "Reader 1: Banerjee   Reader 2: Castellani | Banerjee Castellani",
        "OBR|1|7720|ANATOMY|GRANT&CHARLOTTE||F | GRANT CHARLOTTE",
        "ESCORT|C/O Ramos and C/O Tuiasosopo|VAN | Ramos Tuiasosopo",
        "SIGN|TADESSE, MULUGETA|02 | TADESSE MULUGETA",
        "LT BREAST US * PHANTHAVONG,SOMCHAI KEO 0033 | PHANTHAVONG SOMCHAI KEO",
        "Case 1. Vang, Pa Houa (8810-226), 61 | Vang Houa",
        "Mon. YELLOWTAIL, SUMMER HOPE. b. 8/8/71. | YELLOWTAIL SUMMER HOPE",
        // What somebody is also called.
        "Patient: Ole \"Sonny\" Gunderson | Ole Sonny Gunderson",
        "Patient: Hnub Yaj (also written Nou Yang in the old chart) | Nou Yang",
        "Seen with Mr. Alcide \"T-Boy\" Robichaux today. | Alcide Boy Robichaux",
        // Words of the language that are names.
        "cc: Dr. Will Youngblood, rheumatology | Will Youngblood",
        "Signed: Lindqvist, Per MD | Lindqvist Per",
        "His coach, Frank Bighorse, was with him. | Frank Bighorse",
        "I messaged Young instead of calling. | Young",
        "Please call Hope at our desk. | Hope",
        "Thank you for sending us Chase Yellowtail, who fell. | Chase Yellowtail",
        "Dear Summer,\nThank you. | Summer",
        "Uploaded by T. Hope from disc. | Hope",
        "FORENSIC NURSE A. WHITE PRESENT. | WHITE",
        "His daughter-in-law Dawn is a teacher. | Dawn",
        "She asks that her husband Per be told. | Per",
        "The resident on call, Will Adeyemi-Long, found it. | Will Adeyemi Long",
        "PRELIM (Hope Achterberg, R2): no clot. | Hope Achterberg",
        "lyle goodbear, 44, was kicked by a horse and has pain in the left knee and the ankle | lyle goodbear",
        "the accepting surgeon is dr. maxine tallsalt, who has seen the films of the left knee | maxine tallsalt",
        // Small letters and capitals.
        "i talked to priya in the er and she is calling the face team for this fracture | priya",
        "his husband beto signed the papers and took the films home with him today | beto",
        "will talk with the niece hope kettleman on comfort care as the bleed is large | hope kettleman",
        "read by s. ramanathan, teleradiology, after hours with no old films on the system | ramanathan",
        "EXAM DONE ON NEW YEARS DAY. MOTHER BOUAVANH HAD BREAST CANCER. | BOUAVANH",
    ];
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
fn the_words_around_a_name_stay() {
    let finder = finder();
    for (text, kept) in [
        ("School nurse Mrs. Dombrowsky splinted it.", "splinted"),
        ("Dr. Hauk-Young attests to this.", "attests"),
        ("Co-worker Marcus Doyle helped him.", "Co-worker"),
        ("Foreman Bill Cutler saw it.", "Foreman"),
        (
            "To: Clinical Director Stanislav Petrov",
            "Clinical Director",
        ),
        (
            "Requested by: Joaquin Summers (Sports Cardiology)",
            "Sports Cardiology",
        ),
        ("Read by Jean Fontaine, DABR", "DABR"),
        ("Taught at Cane River High 41 years.", "41 years"),
    ] {
        let clean = cleaned(&finder, text);
        assert!(clean.contains(kept) && clean.contains('['), "{clean}");
    }
}

#[test]
fn words_of_medicine_that_look_like_people_stay() {
    let finder = finder();
    for text in [
        "Low risk by PESI.",
        "EF 25 percent by Simpson.",
        "Intermediate risk by Duke and SDS.",
        "Grade 3 axonal injury by Adams criteria.",
        "Young-Burgess LC-II pelvic ring injury.",
        "Pell and Gregory class II B.",
        "Sister Mary Joseph nodule, present.",
        "By Tanner-Whitehouse 3 it is 10.2 years.",
        "No transfusion by Quintero staging.",
        "This is Enneking IIB.",
        "this is Budd-Chiari and has been.",
        "Braxton Hicks contraction of the left wall.",
        "One loss treated by D and C. AMH 1.9.",
        "Edwards Sapien 3 valve, well seated.",
        "tech: Gray scale and color Doppler.",
        "Right hip Austin Moore prosthesis.",
        "Native T1 1012 ms. Chiari network in the right atrium.",
        "MURPHY SIGN: NEGATIVE",
        "LIVER, SPLEEN AND PANCREAS: NORMAL",
        "ABDOMEN,PELVIS",
        "C/O Pain in the hip.",
        "Exam,Side,View,Dose\nHand,Left,Lateral,Low",
        "Will Need Follow Up",
        "Meets a criterion of the Padua criteria.",
        "Contrast present: yes",
        "Called Code Stroke at once.",
        "Team: trauma",
        "\"name\":\"CT chest\"",
        "told patient to come back in a week for a new film of the left wrist and hand",
        "culture grew e. coli and s. aureus from the abscess in the left lower lobe",
        "evans jensen three, boyd griffin two, reverse oblique no, and the femoral head is round",
        "the mother had breast cancer and the sister has colon cancer and both had genetic tests",
    ] {
        assert_eq!(cleaned(&finder, text), text);
    }
}
