//! Words that close the name of an organisation only because a word of its
//! own stands before them: `Upper Cumberland Regional`, `Rend Lake Stables`,
//! `First Lutheran`.

use std::sync::OnceLock;

use crate::text::keyed::{Key, Keyed};

/// What sort of organisation a word closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Where people are cared for, live or are held.
    Care,
    /// Where people learn.
    School,
    /// Where people pray.
    Faith,
    /// Where people work or trade.
    Trade,
    /// What people belong to.
    Group,
}

static KINDS: &[(Kind, &str)] = &[
    (
        Kind::Care,
        "regional memorial general trauma correctional corrections medical surgical perinatal fertility ob obgyn mfm \
         geriatrics womens childrens children mercy deaconess vamc vahcs va mri ortho heart rhythm spine derm optometry \
         chiropractic physio wellness orphanage asylum detention house haven manor villa terrace lodge cottage commons \
         living estates gardens place reformatory shelter medcenter hosp imaging occupational radiology urgent \
         ambulatory teleclinic convalescent residence emergency orthopedic orthopaedic hyperbaric annex interventional \
         diagnostic diagnostics therapy pediatrics dermatology midwifery baptist methodist adventist presbyterian providence samaritan cardiac vascular perinatology",
    ),
    (
        Kind::School,
        "high middle elementary prep preparatory consolidated charter magnet vocational isd conservatory polytechnic \
         junior intermediate montessori",
    ),
    (
        Kind::Faith,
        "church cathedral chapel basilica parish synagogue temple mosque masjid gurdwara lutheran baptist methodist \
         presbyterian episcopal orthodox pentecostal catholic congregational tabernacle ministries ministry mission zion \
         monastery abbey convent priory friary diocese archdiocese assembly fellowship",
    ),
    (
        Kind::Trade,
        "storage stables stable feedyard feedlot cannery coolers nails tavern bar pub grill grille pizza pizzeria tile \
         granite marble upholstery railroad railway transit offshore drilling woolen woolens textile textiles shoe shoes \
         concrete paving asphalt scallop produce packing packers linen supply elevator cooperative poultry meats creamery \
         distillery marina fitness spa tailors jewelers tires towing salvage recycling excavating excavation timber \
         logging sawmill plastics pallet fabrication welding machining aerospace aviation airways cab taxi couriers \
         movers rentals staffing theatre bowl lanes arcade kennels veterinary hatchery fishery fisheries seafood halal \
         mart bazaar deli cafe roasters donuts tacos taqueria catering shack furniture upholsterers boatyard shipbuilding \
         carriers dispatch turf greenhouse greenhouses orchards timberlands quarry quarries slate mining coal oil gas \
         petroleum pipeline utilities telecom brands apparel toys automotive collision glassworks ceramics \
         brickworks wholesale outfitters cycle bicycles lumberyard propane roofers haulers brothers bros sons works cattle yard yards mix \
         seafoods shellfish oyster oysters aggregate stamping citrus lifts exteriors interiors uniform uniforms \
         semiconductor canning haul gazette bootery gin milling stump print prints freight leather lath iron steel \
         bread egg barn bank diesel gravel sand brick cement forge casting castings plating cabinets flooring floors \
         carpets pools spas pest septic drywall insulation scaffolding rigging tower crane cranes parcel logistics \
         freightways pump pumps valve tool tools",
    ),
    (
        Kind::Group,
        "grange lodge post chorale choir players society consortium foundation rollers chorus orchestra symphony \
         squadron auxiliary legion rotary kiwanis elks association federation brotherhood alliance defense rescue \
         athletics council institute collaborative cooperative committee tribe nation mission network mustangs eagles tigers lions bears wildcats panthers bulldogs warriors \
         hawks knights raiders rangers readers consultants practitioners collective partnership circle club ladies guild \
         auxiliary aerie sodality stake band troupe troop brigade crew academy",
    ),
];

/// The kind that the word of a key closes.
pub(super) fn kind(key: Key) -> Option<Kind> {
    static TABLE: OnceLock<Keyed<Kind>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let mut table = Keyed::default();
            for (kind, words) in KINDS {
                for word in words.split_ascii_whitespace() {
                    table.add(Key::of(word), *kind);
                }
            }
            // A word of two kinds is of the first.
            table.finish(|_, _| {});
            table
        })
        .get(key)
        .copied()
}

/// Kinds that are told also in lines without capitals, behind a preposition.
pub(super) fn is_told_in_small_letters(word: &str) -> bool {
    matches!(
        word,
        "medical"
            | "surgical"
            | "imaging"
            | "trauma"
            | "access"
            | "ortho"
            | "derm"
            | "cardiology"
            | "rehab"
            | "ctr"
            | "center"
            | "correctional"
            | "hosp"
            | "manor"
            | "stables"
            | "feedyard"
            | "feedlot"
            | "cannery"
            | "coolers"
            | "nails"
            | "lutheran"
            | "presbyterian"
            | "methodist"
            | "baptist"
            | "prep"
            | "charter"
            | "storage"
            | "elevator"
            | "transit"
            | "railroad"
            | "sawmill"
            | "roofing"
            | "trucking"
            | "church"
            | "chapel"
            | "cathedral"
            | "consolidated"
            | "elementary"
            | "stone"
            | "tile"
            | "diner"
            | "bakery"
            | "brewery"
            | "dairy"
            | "foods"
            | "motors"
            | "cleaners"
            | "market"
            | "mart"
            | "logging"
            | "yard"
            | "yards"
            | "mill"
            | "mills"
            | "mine"
            | "quarry"
            | "fisheries"
            | "seafood"
            | "lumber"
            | "grange"
            | "slate"
            | "poultry"
            | "orchards"
            | "living"
            | "memorial"
            | "regional"
            | "hospice"
    )
}
