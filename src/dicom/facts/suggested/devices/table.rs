//! Where known devices write names into their pictures: 131 places of 120 kinds of
//! picture, kept by hand.
//!
//! Facts from the scripts of two tools, in their order: CTP's
//! `DicomPixelAnonymizer.script` (2025-05-13, RSNA public license) and
//! `deid.dicom` of pydicom/deid 0.4.13 (MIT). The name behind a row is its place
//! there. Mended on the way:
//!
//! - A chapter of CTP's script that deid took for a modality is none (`MRI`,
//!   `PET/CT`, `Other`), nor is one a manufacturer (`VITREA`).
//! - Names that are wrong or misspelt: `Manfacturer`, `Manufacture`, EPIQ as a
//!   manufacturer, CXD1 for CXDI, 786 rows of an iU22 for 768, AW electronic field
//!   for film, GE or Stanford as a model.
//! - `AAA` and `Report` of a VITAL worksheet are two cases of it, and an Image Type
//!   has its three values in any order.
//! - GE is a name by itself: Agfa-Gevaert and Merge are other makers.
//! - Corners of deid are sizes here, where they are corners at all.
//! - What another row says with fewer conditions is left out, and so are the rows
//!   that go by the ultrasound regions.
//!
//! Texts are in small letters: they are compared without case. A place may reach
//! over the edge of a picture.

use super::Signature;

use Attribute::{
    BurnedIn, CodeMeaning, Columns, DoseComment, ImageType, ImplementationVersion, Manufacturer,
    Modality, Model, OverlayDescription, Protocol, Rows, SeriesDescription, WindowWidth,
};
use Term::{Begins, Has, Is};

/// What a condition asks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    /// (0008,0060).
    Modality,
    /// (0008,0070).
    Manufacturer,
    /// (0008,1090).
    Model,
    /// (0028,0010).
    Rows,
    /// (0028,0011).
    Columns,
    /// (0008,103E).
    SeriesDescription,
    /// (0008,0008), all values.
    ImageType,
    /// (0028,0301).
    BurnedIn,
    /// Comments on Radiation Dose (0040,0310).
    DoseComment,
    /// (0018,1030).
    Protocol,
    /// (0008,0104) of the data set itself.
    CodeMeaning,
    /// (0028,1051).
    WindowWidth,
    /// (60xx,0022), of all overlays.
    OverlayDescription,
    /// (0002,0013).
    ImplementationVersion,
}

impl Attribute {
    pub(super) const ALL: [Self; 14] = [
        Modality,
        Manufacturer,
        Model,
        Rows,
        Columns,
        SeriesDescription,
        ImageType,
        BurnedIn,
        DoseComment,
        Protocol,
        CodeMeaning,
        WindowWidth,
        OverlayDescription,
        ImplementationVersion,
    ];
}

/// How an attribute is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// It is this text.
    Is(Attribute, &'static str),
    /// The text stands in it.
    Has(Attribute, &'static str),
    /// It begins so.
    Begins(Attribute, &'static str),
}

const fn sig(
    label: &'static str,
    conditions: &'static [&'static [Term]],
    places: &'static [super::Place],
) -> Signature {
    Signature {
        label,
        conditions,
        places,
    }
}

const CT: &[Term] = &[Is(Modality, "ct")];
const NM: &[Term] = &[Is(Modality, "nm")];
const PT: &[Term] = &[Is(Modality, "pt")];
const US: &[Term] = &[Is(Modality, "us")];
const GE: &[Term] = &[Is(Manufacturer, "ge"), Begins(Manufacturer, "ge ")];

#[rustfmt::skip]
pub(super) static SIGNATURES: &[Signature] = &[
    sig("dose series", &[&[Has(CodeMeaning, "iec body dosimetry phantom")]], &[(0, 0, 512, 200)]), // CTP-001
    sig("dose report", &[&[Has(SeriesDescription, "dose report")]], &[(0, 0, 512, 110)]), // CTP-002
    sig("GE dose report", &[&[Has(Manufacturer, "ge medical")], &[Has(DoseComment, "dlp")]], &[(0, 0, 512, 110)]), // CTP-003
    sig("GE AW electronic film", &[&[Has(Manufacturer, "ge medical")], &[Has(BurnedIn, "yes")], &[Has(SeriesDescription, "aw electronic film")]], &[(0, 0, 512, 80)]), // CTP-004
    sig("GE screen capture", &[&[Has(Manufacturer, "ge medical")], &[Has(BurnedIn, "yes")], &[Is(Rows, "512")]], &[(0, 0, 512, 25)]), // CTP-005
    sig("GE vessel analysis", &[&[Has(Manufacturer, "ge medical")], &[Has(BurnedIn, "yes")], &[Has(SeriesDescription, "ava report")], &[Is(Rows, "512")]], &[(0, 0, 200, 250)]), // CTP-006
    sig("volume rendering", &[&[Has(ImageType, "volren")], &[Is(Rows, "512")], &[Is(Columns, "512")]], &[(350, 0, 162, 30), (390, 80, 122, 15)]), // CTP-007
    sig("GE screen capture", &[&[Has(Manufacturer, "ge medical")], &[Has(BurnedIn, "yes")], &[Is(Rows, "1024")]], &[(0, 0, 300, 150), (724, 0, 300, 150)]), // CTP-008
    sig("VITAL worksheet", &[&[Has(Manufacturer, "vital images")], &[Has(SeriesDescription, "aaa"), Has(SeriesDescription, "report")], &[Is(Rows, "1041")]], &[(0, 0, 795, 150)]), // CTP-009
    sig("Siemens dose series", &[CT, &[Has(Manufacturer, "siemens")], &[Has(ImageType, "secondary")], &[Is(Rows, "860")]], &[(0, 0, 1132, 60)]), // CTP-010
    sig("Philips dose series", &[&[Has(Manufacturer, "philips")], &[Has(ImageType, "dose")]], &[(0, 0, 512, 135)]), // CTP-011
    sig("Toshiba dose series", &[CT, &[Has(Manufacturer, "toshiba")], &[Has(Model, "aquilion one")], &[Has(ImageType, "secondary")], &[Is(Columns, "512")], &[Is(Rows, "512")], &[Is(WindowWidth, "1")]], &[(0, 0, 410, 240)]), // CTP-012
    sig("Siemens MedCom overlay", &[&[Has(OverlayDescription, "siemens medcom object graphics")]], &[(0, 0, 512, 90)]), // CTP-013
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips medical systems")], &[Has(Model, "gemini")], &[Is(Rows, "446")], &[Is(Columns, "245")]], &[(0, 0, 125, 50)]), // CTP-014
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips medical systems")], &[Has(Model, "gemini")], &[Is(Rows, "445")], &[Is(Columns, "493")]], &[(0, 0, 140, 55)]), // CTP-015
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips medical systems")], &[Has(Model, "gemini")], &[Is(Rows, "373")], &[Is(Columns, "492")]], &[(0, 0, 100, 25)]), // CTP-016
    sig("Mindray", &[US, &[Has(ImplementationVersion, "mindray")]], &[(0, 0, 1229, 69)]), // CTP-017
    sig("GE LOGIQ9", &[&[Has(Model, "logiq9")]], &[(0, 0, 640, 40)]), // CTP-018
    sig("GE LOGIQE9", &[&[Has(Model, "logiqe9")]], &[(0, 0, 960, 70)]), // CTP-019
    sig("GE V830", &[&[Has(Model, "v830")]], &[(0, 0, 960, 70)]), // CTP-020
    sig("Philips iU22", &[&[Has(Model, "iu22")], &[Is(Rows, "480")]], &[(0, 0, 640, 47)]), // CTP-021
    sig("Philips iU22", &[&[Has(Model, "iu22")], &[Is(Rows, "768")]], &[(0, 0, 1024, 75)]), // CTP-022
    sig("Philips iU22", &[&[Has(Model, "iu22")], &[Is(Rows, "600")]], &[(0, 0, 800, 59)]), // CTP-023
    sig("Philips EPIQ", &[&[Has(Model, "epiq")], &[Is(Rows, "600")]], &[(0, 0, 1024, 49)]), // CTP-024
    sig("Philips EPIQ", &[&[Has(Model, "epiq")], &[Is(Rows, "768")]], &[(0, 0, 1024, 49)]), // CTP-025
    sig("Philips CX50", &[&[Has(Model, "cx50")], &[Is(Rows, "600")]], &[(0, 0, 800, 59)]), // CTP-026
    sig("Philips Sparq", &[&[Has(Manufacturer, "philips")], &[Has(Model, "sparq")], &[Is(Rows, "600")]], &[(80, 0, 720, 55)]), // CTP-027
    sig("Philips Lumify", &[&[Has(Manufacturer, "philips")], &[Has(Model, "lumify")], &[Is(Rows, "768")]], &[(0, 0, 768, 35)]), // CTP-028
    sig("Zonare Z_ONE", &[&[Has(Model, "z_one")]], &[(0, 0, 800, 65)]), // CTP-029
    sig("ATL HDI 5000", &[US, &[Has(Manufacturer, "atl")], &[Has(Model, "hdi 5000")], &[Is(Rows, "476")], &[Is(Columns, "640")]], &[(40, 0, 200, 40), (240, 0, 190, 16)]), // CTP-030
    sig("Siemens SC2000", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "sc2000")], &[Has(ImageType, "secondary")], &[Is(Rows, "768")], &[Is(Columns, "1024")]], &[(230, 50, 260, 370)]), // CTP-031
    sig("Siemens ANTARES", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "antares")], &[Is(Rows, "768")], &[Is(Columns, "1024")]], &[(0, 0, 1024, 60), (200, 60, 20, 20), (800, 65, 104, 14)]), // CTP-032
    sig("Siemens ACUSON", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "acuson")], &[Is(Rows, "600")], &[Is(Columns, "800")]], &[(0, 0, 800, 43), (128, 56, 16, 16)]), // CTP-033
    sig("Siemens S2000", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "s2000")], &[Is(Rows, "768")], &[Is(Columns, "1024")]], &[(0, 0, 1024, 60)]), // CTP-034
    sig("ACUSON SEQUOIA", &[US, &[Has(Manufacturer, "acuson")], &[Has(Model, "sequoia")], &[Is(Rows, "480")], &[Is(Columns, "640")]], &[(0, 0, 640, 30)]), // CTP-035
    sig("Toshiba A500", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "a500")], &[Is(Rows, "720")], &[Is(Columns, "960")]], &[(0, 0, 960, 60)]), // CTP-036
    sig("Toshiba A400", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "a400")], &[Is(Rows, "720")], &[Is(Columns, "960")]], &[(0, 0, 960, 60)]), // CTP-037
    sig("Toshiba AI600", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "ai600")], &[Is(Rows, "960")], &[Is(Columns, "1280")]], &[(0, 0, 1280, 60)]), // CTP-038
    sig("Toshiba AI700", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "ai700")], &[Is(Rows, "960")], &[Is(Columns, "1280")]], &[(0, 0, 1280, 60)]), // CTP-039
    sig("Canon AA000", &[US, &[Has(Manufacturer, "canon")], &[Has(Model, "aa000")], &[Is(Rows, "960")], &[Is(Columns, "1280")]], &[(0, 0, 1280, 70)]), // CTP-040
    sig("SuperSonic Imagine Aixplorer", &[US, &[Has(Manufacturer, "supersonic imagine sa")], &[Has(Model, "aixplorer")], &[Is(Rows, "1050")], &[Is(Columns, "1400")]], &[(0, 0, 1400, 89)]), // CTP-041
    sig("SENO", &[US, &[Has(Manufacturer, "seno")], &[Is(Rows, "1058")], &[Is(Columns, "1920")]], &[(161, 0, 1632, 50)]), // CTP-042
    sig("SENO", &[US, &[Has(Manufacturer, "seno")], &[Is(Rows, "1056")], &[Is(Columns, "1920")]], &[(161, 0, 1632, 50)]), // CTP-043
    sig("Volcano FFR", &[&[Has(Manufacturer, "volcano")], &[Has(SeriesDescription, "ffr")], &[Is(Rows, "1024")], &[Is(Columns, "1280")]], &[(404, 9, 580, 40)]), // CTP-044
    sig("Philips FFR", &[&[Has(Manufacturer, "philips")], &[Has(SeriesDescription, "ffr")], &[Is(Rows, "1024")], &[Is(Columns, "1280")]], &[(470, 5, 600, 70)]), // CTP-045
    sig("Canon CXDI", &[&[Has(Manufacturer, "canon")], &[Has(Model, "cxdi")], &[Is(Rows, "2592")]], &[(0, 0, 2208, 80), (0, 2512, 2208, 80)]), // CTP-046
    sig("Siemens NM", &[NM, &[Has(Manufacturer, "siemens")], &[Has(ImageType, "secondary")], &[Is(Rows, "860")]], &[(0, 0, 1132, 90), (0, 780, 1132, 80)]), // CTP-047
    sig("Siemens NM", &[NM, &[Has(Manufacturer, "siemens")], &[Has(ImageType, "secondary")], &[Is(Rows, "865")]], &[(0, 0, 1132, 35)]), // CTP-048
    sig("Siemens NM", &[NM, &[Has(Manufacturer, "siemens")], &[Has(ImageType, "secondary")], &[Is(Rows, "882")]], &[(0, 0, 1132, 65)]), // CTP-049
    sig("ADAC", &[&[Has(Manufacturer, "adac")], &[Is(Rows, "832")], &[Is(Columns, "1024")]], &[(0, 0, 1024, 80), (0, 762, 1024, 80)]), // CTP-050
    sig("ADAC", &[&[Has(Manufacturer, "adac")], &[Is(Rows, "832")], &[Is(Columns, "1024")], &[Has(Protocol, "dual detec")]], &[(0, 0, 1024, 130), (0, 762, 1024, 80)]), // CTP-051
    sig("MEDRAD injection profile", &[&[Has(SeriesDescription, "medrad")], &[Is(Rows, "1077")], &[Is(Columns, "750")]], &[(0, 0, 750, 230)]), // CTP-052
    sig("GE LightSpeed dose report", &[CT, &[Has(Model, "lightspeed vct")], &[Has(ImageType, "screen save"), Has(SeriesDescription, "dose")]], &[(0, 0, 512, 121)]), // DEID-001
    sig("GE LightSpeed localizer", &[CT, &[Has(Model, "lightspeed vct")], &[Has(ImageType, "local"), Has(SeriesDescription, "localizer")]], &[(0, 0, 80, 85)]), // DEID-002
    sig("Siemens SOMATOM enhancement curve", &[CT, &[Has(Model, "somatom definition as+")], &[Has(ImageType, "other"), Has(SeriesDescription, "enhancement")]], &[(0, 0, 512, 121)]), // DEID-003
    sig("Siemens SOMATOM localizer", &[CT, &[Has(Model, "somatom definition as+")], &[Has(ImageType, "local"), Has(SeriesDescription, "localizer")]], &[(0, 0, 80, 85)]), // DEID-004
    sig("Siemens SOMATOM 3D", &[CT, &[Has(Model, "somatom definition as+")], &[Has(SeriesDescription, "3d")]], &[(450, 0, 222, 85)]), // DEID-005
    sig("GE dose report", &[CT, GE, &[Has(DoseComment, "dlp")]], &[(0, 0, 512, 110)]), // DEID-008
    sig("GE screen capture", &[CT, GE, &[Is(Rows, "1024")], &[Has(BurnedIn, "yes")]], &[(0, 0, 300, 150), (724, 0, 300, 150)]), // DEID-013
    sig("VITREA worksheet", &[CT, &[Is(Rows, "1041")], &[Has(Manufacturer, "vital images"), Has(Manufacturer, "vitrea")], &[Has(SeriesDescription, "aaa"), Has(SeriesDescription, "report")]], &[(0, 0, 795, 150)]), // DEID-014
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips")], &[Has(Model, "gemini")], &[Is(Rows, "446")], &[Is(Columns, "245")]], &[(0, 0, 125, 50)]), // DEID-020
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips")], &[Has(Model, "gemini")], &[Is(Rows, "445")], &[Is(Columns, "493")]], &[(0, 0, 140, 55)]), // DEID-021
    sig("Philips GEMINI", &[PT, &[Has(Manufacturer, "philips")], &[Has(Model, "gemini")], &[Is(Rows, "373")], &[Is(Columns, "492")]], &[(0, 0, 100, 25)]), // DEID-022
    sig("GE LOGIQE9", &[US, GE, &[Has(Model, "logiqe9"), Has(Model, "v830")]], &[(0, 0, 960, 70)]), // DEID-025
    sig("GE LOGIQE", &[US, GE, &[Has(Model, "logiqe")], &[Is(Rows, "614")]], &[(0, 0, 1150, 75)]), // DEID-026
    sig("Philips Affiniti 70G", &[US, &[Has(Manufacturer, "philips")], &[Has(Model, "affiniti 70g")], &[Is(Rows, "768")]], &[(0, 0, 1024, 22)]), // DEID-030
    sig("Philips ClearVue 650", &[US, &[Has(Manufacturer, "philips")], &[Has(Model, "clearvue 650")], &[Is(Rows, "600")]], &[(0, 0, 1150, 22)]), // DEID-031
    sig("Philips Affiniti 70G", &[US, &[Has(Manufacturer, "philips")], &[Has(Model, "affiniti 70g")], &[Is(Rows, "825")]], &[(0, 0, 1140, 70)]), // DEID-032
    sig("Philips EPIQ", &[US, &[Has(Manufacturer, "philips")], &[Has(Model, "epiq")], &[Is(Rows, "825")]], &[(0, 0, 800, 59)]), // DEID-035
    sig("Philips CX50", &[US, &[Has(Manufacturer, "philips")], &[Has(Model, "cx50")]], &[(0, 0, 800, 59)]), // DEID-036
    sig("Philips EPIQ", &[&[Has(Manufacturer, "philips")], &[Has(Model, "epiq")], &[Is(Rows, "600"), Is(Rows, "768")]], &[(0, 0, 800, 59)]), // DEID-037
    sig("Zonare ZS3", &[US, &[Has(Manufacturer, "zonare")], &[Has(Model, "zs3")], &[Is(Rows, "600")]], &[(0, 0, 1150, 55)]), // DEID-039
    sig("ATL HDI4000", &[US, &[Has(Manufacturer, "atl")], &[Has(Model, "hdi4000")], &[Is(Rows, "480")]], &[(0, 0, 1140, 62)]), // DEID-041
    sig("Siemens G40", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "g40")], &[Is(Rows, "600")]], &[(0, 0, 980, 45)]), // DEID-044
    sig("Siemens ACUSON NX3", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "acuson nx3")], &[Is(Rows, "768")]], &[(0, 0, 1150, 58)]), // DEID-045
    sig("Siemens X150", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "x150")], &[Is(Rows, "600")]], &[(0, 0, 1145, 50)]), // DEID-046
    sig("Siemens S3000", &[US, &[Has(Manufacturer, "siemens")], &[Has(Model, "s3000")], &[Is(Rows, "768")]], &[(0, 0, 1040, 60)]), // DEID-047
    sig("Toshiba A400", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "a400"), Has(Model, "a500")], &[Is(Rows, "720")], &[Is(Columns, "960")]], &[(0, 0, 960, 60)]), // DEID-051
    sig("Toshiba TUS-A300", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "tus-a300")], &[Is(Rows, "632")]], &[(0, 0, 1150, 72)]), // DEID-052
    sig("Toshiba TUS-A300", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "tus-a300")], &[Is(Rows, "720")]], &[(0, 0, 1150, 68)]), // DEID-053
    sig("Toshiba TUS-A500", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "tus-a500")], &[Is(Rows, "903")]], &[(0, 0, 930, 50)]), // DEID-054
    sig("Toshiba TUS-A500", &[US, &[Has(Manufacturer, "toshiba")], &[Has(Model, "tus-a500")], &[Is(Rows, "632")]], &[(0, 0, 1150, 60)]), // DEID-055
    sig("SuperSonic Imagine Aixplorer", &[US, &[Has(Manufacturer, "supersonic imagine sa"), Has(Manufacturer, "supersonic")], &[Has(Model, "aixplorer")], &[Is(Rows, "1050")], &[Is(Columns, "1400")]], &[(0, 0, 1400, 89)]), // DEID-056
    sig("Esaote 6100", &[US, &[Has(Manufacturer, "esaote")], &[Has(Model, "6100")], &[Is(Rows, "608")]], &[(0, 0, 790, 52)]), // DEID-067
    sig("Esaote 6150", &[US, &[Has(Manufacturer, "esaote")], &[Has(Model, "6150")], &[Is(Rows, "804")]], &[(0, 0, 1030, 45)]), // DEID-068
    sig("Esaote 6150", &[US, &[Has(Manufacturer, "esaote")], &[Has(Model, "6150")], &[Is(Rows, "608")]], &[(0, 0, 1140, 72)]), // DEID-070
    sig("Esaote 6150", &[US, &[Has(Manufacturer, "esaote")], &[Has(Model, "6150")], &[Is(Rows, "555")]], &[(0, 0, 1140, 72)]), // DEID-071
    sig("Medison Accuvix V20", &[US, &[Has(Manufacturer, "medison")], &[Has(Model, "accuvix v20")], &[Is(Rows, "768")]], &[(0, 0, 1010, 65)]), // DEID-072
    sig("GE Voluson P8", &[US, &[Has(Manufacturer, "ge healthcare austria")], &[Has(Model, "voluson p8")], &[Is(Rows, "727")]], &[(0, 0, 1150, 65)]), // DEID-073
    sig("GE Voluson P8", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "voluson p8")], &[Is(Rows, "727")]], &[(0, 0, 1150, 65)]), // DEID-074
    sig("GE Voluson S", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "voluson s")], &[Is(Rows, "743")]], &[(0, 0, 925, 62)]), // DEID-075
    sig("GE Voluson S10", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "voluson s10")], &[Is(Rows, "852")]], &[(0, 0, 1040, 62)]), // DEID-077
    sig("GE Voluson S10", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "voluson s10")], &[Is(Rows, "600")]], &[(0, 0, 1040, 62)]), // DEID-078
    sig("GE LOGIQS7", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqs7")], &[Is(Rows, "720")]], &[(0, 0, 1060, 67)]), // DEID-079
    sig("GE LOGIQS8", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqs8")], &[Is(Rows, "873")]], &[(0, 0, 1160, 65)]), // DEID-080
    sig("GE LOGIQS8", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqs8")], &[Is(Rows, "768")]], &[(0, 0, 1150, 60)]), // DEID-081
    sig("GE LOGIQS8", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqs8")], &[Is(Rows, "819")]], &[(0, 0, 937, 57)]), // DEID-082
    sig("GE LOGIQS8", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqs8")], &[Is(Rows, "720")]], &[(0, 0, 1140, 50)]), // DEID-083
    sig("GE LOGIQP", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiqp")], &[Is(Rows, "614")]], &[(0, 0, 1060, 67)]), // DEID-084
    sig("GE LOGIQ S6", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiq s6")], &[Is(Rows, "768")]], &[(0, 0, 800, 80)]), // DEID-085
    sig("GE LOGIQ7", &[US, &[Has(Manufacturer, "ge healthcare")], &[Has(Model, "logiq7")], &[Is(Rows, "989")]], &[(0, 0, 1150, 24)]), // DEID-086
    sig("Mindray M6", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "m6")], &[Is(Rows, "600")]], &[(0, 0, 1050, 75)]), // DEID-087
    sig("Mindray M7", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "m7")], &[Is(Rows, "600")]], &[(0, 0, 800, 50)]), // DEID-088
    sig("Mindray M7", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "m7")], &[Is(Rows, "768")]], &[(0, 0, 1080, 80)]), // DEID-089
    sig("Mindray Z5", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "z5")], &[Is(Rows, "600")]], &[(0, 0, 1130, 62)]), // DEID-090
    sig("Mindray DC-8 PRO", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "dc-8 pro")], &[Is(Rows, "900")]], &[(0, 0, 1150, 60)]), // DEID-091
    sig("Mindray M9", &[US, &[Has(Manufacturer, "mindray")], &[Has(Model, "m9")], &[Is(Rows, "910")]], &[(0, 0, 1150, 60)]), // DEID-092
    sig("SIUI CTS-8800", &[US, &[Has(Manufacturer, "siui")], &[Has(Model, "cts-8800")]], &[(0, 0, 1360, 100)]), // DEID-093
    sig("Kretztechnik V730", &[US, &[Has(Manufacturer, "kretztechnik")], &[Has(Model, "v730")], &[Is(Rows, "600")]], &[(0, 0, 1140, 80)]), // DEID-094
    sig("Hitachi HI VISION Preirus", &[US, &[Has(Manufacturer, "hitachi")], &[Has(Model, "hi vision preirus")], &[Is(Rows, "768")]], &[(0, 0, 1150, 60)]), // DEID-095
    sig("Hitachi HI VISION Avius", &[US, &[Has(Manufacturer, "hitachi")], &[Has(Model, "hi vision avius")], &[Is(Rows, "768")]], &[(0, 0, 1140, 74)]), // DEID-096
    sig("Hitachi ProSound F75", &[US, &[Has(Manufacturer, "hitachi")], &[Has(Model, "prosound f75")], &[Is(Rows, "768")]], &[(0, 0, 1025, 50)]), // DEID-097
    sig("Samsung UGEO H60", &[US, &[Has(Manufacturer, "samsung")], &[Has(Model, "ugeo h60")], &[Is(Rows, "720")]], &[(0, 0, 1150, 70)]), // DEID-098
    sig("Samsung SonoAce R7", &[US, &[Has(Manufacturer, "samsung")], &[Has(Model, "sonoace r7")], &[Is(Rows, "768")]], &[(0, 0, 1024, 60)]), // DEID-099
    sig("Medison SonoAce R7", &[US, &[Has(Manufacturer, "medison")], &[Has(Model, "sonoace r7")], &[Is(Rows, "768")]], &[(0, 0, 1140, 60)]), // DEID-100
    sig("Chison q9-new", &[US, &[Has(Manufacturer, "chison")], &[Has(Model, "q9-new")], &[Is(Rows, "568")]], &[(0, 0, 1250, 80)]), // DEID-101
    sig("Ultrasonix SONIX", &[US, &[Has(Manufacturer, "ultrasonix")], &[Has(Model, "sonix")], &[Is(Rows, "768")]], &[(0, 0, 970, 60)]), // DEID-102
    sig("Ultrasonix SONIX", &[US, &[Has(Manufacturer, "ultrasonix")], &[Has(Model, "sonix")], &[Is(Rows, "600")]], &[(0, 0, 970, 60)]), // DEID-103
    sig("GE dose report", &[CT, GE, &[Has(SeriesDescription, "dose"), Has(ImageType, "screen save")]], &[(0, 0, 512, 121)]), // DEID-104
    sig("GE screen capture", &[GE, &[Has(ImageType, "derived")], &[Has(ImageType, "secondary")], &[Has(ImageType, "screen save")]], &[(0, 0, 512, 121)]), // DEID-105
];
