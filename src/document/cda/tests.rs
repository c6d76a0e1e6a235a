use super::*;
use crate::document::plain_text;

const DOCUMENT: &str = r#"<?xml version="1.0"?><!-- Zqcomment --><ClinicalDocument xmlns="urn:hl7-org:v3">
<id root="2.999.1" extension="ZQ4711"/>
<code code="18745-0" codeSystem="2.16.840.1.113883.6.1" displayName="Zqname"/>
<title>Cardiac report</title><effectiveTime value="20230630"/>
<recordTarget><patientRole><id root="2.999.2" extension="ZQMRN77"/>
<addr><streetAddressLine>7 Mossgate Lane</streetAddressLine><city>Harrowdale</city></addr>
<telecom value="tel:+1-555-0199"/>
<patient><name><given>Odalys</given><family>Quillfeather</family></name><birthTime value="19501211"/></patient>
</patientRole></recordTarget>
<author><assignedAuthor><assignedPerson><name>Fenwick Trelawney</name></assignedPerson></assignedAuthor></author>
<component><structuredBody><component><section><title>Findings</title>
<text><paragraph>Nodule of 8&#160;mm &lt; 1 cm.<br/>Second
  line.</paragraph>
<table><tbody><tr><th>Side</th><th>Size</th></tr><tr><td>left</td><td>4 mm</td></tr></tbody></table>
<renderMultiMedia referencedObject="x"/></text>
<entry><observation><performer><assignedEntity><assignedPerson><name>Tamsin Brackenridge</name>
</assignedPerson></assignedEntity></performer></observation></entry>
<component><section><title>Impression</title><text>Follow-up.</text></section></component>
</section></component></structuredBody></component></ClinicalDocument>"#;

#[test]
fn sections_are_read_in_order_and_the_rest_is_harvested() {
    let cda = read(DOCUMENT.as_bytes()).unwrap();
    assert_eq!(
        plain_text(&cda.document),
        "Cardiac report\n\nFindings\nNodule of 8 mm < 1 cm.\nSecond line.\nSide\tSize\nleft\t4 mm\n\nImpression\nFollow-up.\n"
    );
    assert_eq!(cda.kind.as_deref(), Some("18745-0"));
    assert_eq!(cda.document.notes, [DocumentNote::Picture]);
    let hidden = &cda.document.hidden;
    for line in [
        "ID: ZQ4711",
        "MRN: ZQMRN77",
        "Patient name: Odalys Quillfeather",
        "Date of birth: 1950-12-11",
        "Address: 7 Mossgate Lane Harrowdale",
        "Phone: +1-555-0199",
        "Physician: Fenwick Trelawney",
        "Physician: Tamsin Brackenridge",
    ] {
        assert!(hidden.iter().any(|one| one == line), "{line}: {hidden:?}");
    }
}

#[test]
fn what_is_written_reads_as_the_same_text_and_holds_nothing_else() {
    let cda = read(DOCUMENT.as_bytes()).unwrap();
    let written = write(&cda.document, "Report", "2.25.7", cda.kind.as_deref());
    assert_eq!(written.len() % 2, 0);
    let again = read(&written).unwrap();
    let text = plain_text(&cda.document);
    assert_eq!(plain_text(&again.document), format!("Report\n\n{text}"));
    assert_eq!(again.kind, cda.kind);
    let written = String::from_utf8(written).unwrap();
    for gone in [
        "Quillfeather",
        "Trelawney",
        "Brackenridge",
        "ZQ",
        "Zq",
        "2023",
        "Mossgate",
        "2.999",
    ] {
        assert!(!written.contains(gone), "{gone}");
    }
    assert!(written.contains("<id root=\"2.25.7\"/>"));
}

#[test]
fn entities_other_roots_and_bodies_that_are_files_are_refused() {
    let code = |text: &str| read(text.as_bytes()).map(|_| ()).map_err(|why| why.code);
    let bomb = DOCUMENT.replace("<!-- Zqcomment -->", "<!DOCTYPE x [<!ENTITY e \"x\">]>");
    assert_eq!(code(&bomb), Err(ReasonCode::Malformed));
    assert_eq!(code("<html>x</html>"), Err(ReasonCode::Malformed));
    let file = "<ClinicalDocument><component><nonXMLBody><text mediaType=\"application/pdf\" \
        representation=\"B64\">JVBERi0=</text></nonXMLBody></component></ClinicalDocument>";
    assert_eq!(code(file), Err(ReasonCode::NoText));
    let kind = |code: &str| {
        read(DOCUMENT.replace("18745-0", code).as_bytes())
            .unwrap()
            .kind
    };
    assert_eq!(kind("ZQ4711"), None);
    assert_eq!(kind("123456-7"), None);
}
