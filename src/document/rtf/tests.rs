use super::*;
use crate::document::plain_text;

fn text_of(rtf: &str) -> String {
    match read(rtf.as_bytes()) {
        Ok(document) => plain_text(&document),
        Err(refusal) => format!("refused: {}", refusal.code.code()),
    }
}

#[test]
fn letters_come_by_byte_by_number_and_by_name() {
    let rtf = r"{\rtf1\ansi\ansicpg1252 Gr\'f6\'dfe \u8805\'3f12\~cm\emdash stable \{x\}\par \u-10179?\u-8448? end}";
    assert_eq!(text_of(rtf), "Größe ≥12 cm—stable {x}\n🜀 end\n");
    let cyrillic = r"{\rtf1{\fonttbl{\f1\fcharset204 A;}}A \f1 \'cb\'b8\'e3\'ea\'e8\'e5}";
    assert_eq!(text_of(cyrillic), "A Лёгкие\n");
    let japanese = r"{\rtf1{\fonttbl{\f2\fcharset128 A;}}\f2 \'94\'78}";
    assert_eq!(text_of(japanese), "肺\n");
}

#[test]
fn what_is_not_shown_is_harvested_and_not_carried_over() {
    let rtf = r"{\rtf1{\fonttbl{\f0 Zaqfont;}}{\colortbl;\red255\green255\blue255;}{\stylesheet{Zaqstyle;}}
{\info{\title Zaqtitle}{\author Zaqauthor}}{\*\generator Zaqgenerator;}{\*\userprops{\propname a}{\staticval Zaqown}}
Shown{\v  Zaqhidden}{\deleted  Zaqdeleted}{\fs1 Zaqtiny}\v Zaqopen\v0 {\cf1 Zaqwhite}{\cf1\highlight2  on blue} text.\par
{\field{\*\fldinst HYPERLINK Zaqcode}{\fldrslt Result.}}{\*\annotation Zaqcomment}{\xe Zaqindex}
{\pict\wmetafile8 5a61717069637475 72}{\*\shppict{\pict 00}}{\object{\objdata 5a6171}{\result Drawn.}}
{\shp{\*\shpinst{\sp{\sn wzName}{\sv Zaqshape}}{\shptxt Box.\par}}{\shprslt Zaqagain}}}";
    let document = read(rtf.as_bytes()).unwrap_or_default();
    let text = plain_text(&document);
    assert!(!text.contains("Zaq"), "{text}");
    for shown in ["Shown on blue text.", "Result.", "Drawn.", "Box."] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    let harvested = document.hidden.join("\n");
    for value in [
        "Zaqtitle",
        "Author: Zaqauthor",
        "Zaqown",
        "Zaqhidden",
        "Zaqdeleted",
        "Zaqtiny",
        "Zaqopen",
        "Zaqwhite",
        "Zaqcode",
        "Zaqcomment",
        "Zaqindex",
        "Zaqshape",
    ] {
        assert!(harvested.contains(value), "{value}: {harvested}");
    }
    assert_eq!(
        document.notes,
        [
            DocumentNote::Picture,
            DocumentNote::Attachment,
            DocumentNote::HiddenText
        ]
    );
}

#[test]
fn headers_notes_tables_and_pages_come_in_order() {
    let rtf = r"{\rtf1{\headerf Head\par}{\header Head\par}{\footer Foot}
Size{\footnote By hand.}\par\trowd\cellx1 Site\cell Size\cell\row \page Next}";
    assert_eq!(
        text_of(rtf),
        "Head\n\nSize[1]\nSite    Size\n\u{C}Next\n\n[1] By hand.\n\nFoot\n"
    );
}

#[test]
fn bytes_of_a_picture_are_no_text_and_do_not_end_a_group() {
    let rtf = r"{\rtf1 before{\pict\bin5 }}}}}} after}";
    assert_eq!(text_of(rtf), "before after\n");
}

#[test]
fn broken_files_are_read_as_far_as_they_go_or_refused_by_name() {
    assert_eq!(text_of("{\\rtf1 text"), "text\n");
    assert_eq!(text_of("{\\rtf1 text}}} more \\'4"), "text more 4\n");
    assert_eq!(text_of("{\\rtf1 }"), "refused: no-text");
    assert_eq!(text_of("no RTF"), "refused: malformed");
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert_eq!(text_of(&deep), "refused: over-limit");
    let whole = br"{\rtf1{\fonttbl{\f1\fcharset204 A;}}{\*\x y}\u8805 ?\'e4\bin3 abc{\v z}}";
    for place in 0..whole.len() {
        for byte in [b'{', b'}', b'\\', b'9', 0xFF] {
            let mut broken = whole.to_vec();
            if let Some(at) = broken.get_mut(place) {
                *at = byte;
            }
            let _ = read(&broken);
        }
    }
}
