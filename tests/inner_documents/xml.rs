//! CDA inside an instance.

use safelight::document::{cda, plain_text};
use safelight::finding::ReasonCode;

use crate::encode::text;
use crate::study::{inner, run};
use crate::{errors, value, words, written};

const CDA_CLASS: &str = "1.2.840.10008.5.1.4.1.1.104.2";

const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="Zqstyle.xsl"?><!-- Zqcomment -->
<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="2.999.9" extension="ZQDOC4711"/>
<code code="18748-4" codeSystem="2.16.840.1.113883.6.1"/><title>Report of Dr. Brackenridge</title>
<recordTarget><patientRole><id root="2.999.9" extension="ZQMRN0815"/>
<addr><streetAddressLine>Zqlane 7</streetAddressLine></addr><telecom value="tel:+1-555-0134"/>
<patient><name><given>Odalys</given><family>Quillfeather</family></name><birthTime value="19501211"/></patient>
</patientRole></recordTarget>
<author><assignedAuthor><assignedPerson><name><given>Tamsin</given><family>Brackenridge</family></name>
</assignedPerson></assignedAuthor></author>
<component><structuredBody>
<component><section><title>Findings</title><text>
<paragraph>Nodule of 8 mm in the right upper lobe &lt; 1 cm.</paragraph>
<paragraph>Mrs. Quillfeather was told; Brackenridge agrees.</paragraph>
<table><tbody><tr><td>Series 3</td><td>image 12</td></tr></tbody></table>
</text><entry><observation><value value="Zqentry"/></observation></entry></section></component>
<component><section><title>Impression</title><text>Follow-up in 6 months.</text></section></component>
</structuredBody></component></ClinicalDocument>"#;

#[test]
fn a_cda_inside_an_instance_loses_its_people_and_keeps_its_findings() {
    let run = run(inner(CDA_CLASS, "text/XML", REPORT.into(), vec![]));
    let document = cda::read(&value(written(&run), 0x0042, 0x0011)).expect("a CDA");
    let shown = plain_text(&document.document);
    for stays in [
        "Findings\nNodule of 8 mm in the right upper lobe < 1 cm.\n",
        "Series 3\timage 12",
        "Impression\nFollow-up in 6 months.",
    ] {
        assert!(shown.contains(stays), "{stays}: {shown}");
    }
    // Brackenridge is named as a person outside of the narrative alone.
    for goes in [
        "Quillfeather",
        "Odalys",
        "Brackenridge",
        "Tamsin",
        "Zqlane",
        "Zqstyle",
        "Zqcomment",
        "Zqentry",
        "ZQDOC",
        "555-0134",
        "2.999.9",
    ] {
        assert!(!shown.contains(goes), "{goes}: {shown}");
        run.assert_nowhere(goes);
    }
    assert_eq!(run.facts.scope.documents.rewritten, 1);
}

#[test]
fn the_instance_around_a_new_cda_is_valid_and_has_its_number() {
    let more = vec![text(0x0040_E001, "ST", "2.999.9^ZQDOC4711")];
    let run = run(inner(CDA_CLASS, "text/XML", REPORT.into(), more));
    let file = written(&run);
    assert_eq!(errors(run.bytes_of(1).expect("written")), [""; 0]);
    let uid = words(file, 0x0008, 0x0018);
    assert_eq!(words(file, 0x0040, 0xE001), uid);
    let document = String::from_utf8(value(file, 0x0042, 0x0011)).expect("UTF-8");
    assert!(document.contains(&format!("<id root=\"{uid}\"/>")));
    run.assert_nowhere("ZQDOC4711");
}

#[test]
fn a_cda_whose_body_is_a_file_is_withheld_by_name() {
    let body = "<ClinicalDocument><component><nonXMLBody><text representation=\"B64\">\
        JVBERi0=</text></nonXMLBody></component></ClinicalDocument>";
    let bomb = REPORT.replace("<!-- Zqcomment -->", "<!DOCTYPE a [<!ENTITY b \"c\">]>");
    for (document, code) in [
        (body, ReasonCode::NoText),
        (bomb.as_str(), ReasonCode::Malformed),
    ] {
        let run = run(inner(CDA_CLASS, "text/XML", document.into(), vec![]));
        assert!(run.files[1].is_none());
        assert_eq!(run.facts.scope.documents.withheld, [(code, 1)].into());
    }
}
