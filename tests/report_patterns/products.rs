//! Makers, machines, devices, contrast media and software are nobody's names.

use super::{cleaned, finder};

#[test]
fn makers_and_products_stay_in_any_writing() {
    let finder = finder();
    let mut bad = Vec::new();
    let mut count = 0;
    for product in PRODUCTS.lines().filter(|line| !line.is_empty()) {
        for text in [
            format!("The examination was performed on a {product} system."),
            format!("There is a {product} in place."),
        ] {
            for text in [text.clone(), text.to_uppercase(), text.to_lowercase()] {
                let out = cleaned(&finder, &text);
                if out != text {
                    bad.push(format!("{text} -> {out}"));
                }
            }
        }
        count += 1;
    }
    assert!(count >= 150, "{count} products");
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

const PRODUCTS: &str = "
Siemens Magnetom Vida
Siemens Magnetom Skyra 3T
Siemens Somatom Force
Siemens Naeotom Alpha
Siemens Biograph Vision
Siemens Symbia Intevo
Siemens Artis Zeego
Siemens Mammomat Revelation
Siemens Acuson Sequoia
Siemens Healthineers Magnetom Sola
GE Signa Architect
GE Signa Premier
GE Discovery MR750
GE Revolution Apex
GE LightSpeed VCT
GE Optima CT660
GE Logiq E10
GE Voluson E8
GE Senographe Pristina
GE Lunar Prodigy
GE Innova
Philips Ingenia Ambition
Philips Achieva dStream
Philips Brilliance iCT
Philips IQon Spectral
Philips Azurion
Philips Epiq Elite
Philips Affiniti
Philips Vereos
Canon Aquilion Prime
Canon Aquilion Precision
Canon Vantage Galan
Canon Aplio i800
Toshiba Aquilion One
Hitachi Oasis
Hitachi Airis Vento
Fujifilm Amulet Innovality
Hologic Selenia Dimensions
Hologic Horizon
Hologic Affirm
Samsung Medison
Mindray Resona
Esaote MyLab
SonoSite Edge
Shimadzu Sonialvision
Carestream DRX Evolution
Konica Minolta
Varian TrueBeam
Varian Halcyon
Elekta Versa HD
Accuray CyberKnife
ViewRay MRIdian
Brainlab ExacTrac
Gamma Knife
Boston Scientific pacemaker
Boston Scientific Watchman
Boston Scientific Emblem
Medtronic Micra
Medtronic Strata valve
Medtronic Azure pacemaker
Medtronic CoreValve
Medtronic Evolut
Medtronic Endurant
Medtronic Pipeline
Abbott MitraClip
Abbott Amulet
Abbott HeartMate
Abbott Proclaim
Edwards Sapien
Edwards Sapien 3 valve
Edwards Magna valve
Carpentier-Edwards valve
Carpentier Edwards Perimount
St. Jude valve
St. Jude Medical pacemaker
Bjork-Shiley valve
Hancock valve
Biotronik pacemaker
Gore Excluder
Gore Viabahn
Gore TAG
Cook Zenith
Cook Celect filter
Cook Tulip filter
Gunther Tulip filter
Bard Denali filter
Bard Eclipse filter
Bard PowerPort
Cordis OptEase filter
Cordis TrapEase
Argon Option filter
Vena Tech filter
Bird's Nest filter
Greenfield filter
Amplatzer septal occluder
Amplatzer plug
Penumbra Indigo
Penumbra Ruby coil
Stryker Trevo
Stryker Surpass
Stryker Target coil
Terumo Azur coil
Terumo Glidewire
Merit Embosphere
TheraSphere
Sirtex SIR-Spheres
Onyx
Zimmer Biomet
Zimmer NexGen
Zimmer Persona
Smith and Nephew
Smith & Nephew Journey
Smith and Nephew Oxinium
DePuy Synthes
DePuy Attune
DePuy Corail
DePuy Pinnacle
Stryker Triathlon
Stryker Accolade
Stryker Gamma nail
Stryker Tritanium
Arthrex
Exactech
Charnley prosthesis
Birmingham hip resurfacing
Harrington rods
Prodisc
Codman Hakim valve
Codman Certas
Rickham reservoir
Ommaya reservoir
Baclofen pump
Jackson-Pratt drain
Blake drain
Penrose drain
Hemovac drain
Dobhoff tube
Salem sump
Foley catheter
Hickman catheter
Broviac catheter
Groshong catheter
Tenckhoff catheter
Swan-Ganz catheter
Quinton catheter
Mahurkar catheter
Palindrome catheter
PleurX catheter
Omnipaque 350
Isovue 370
Visipaque 320
Ultravist 300
Optiray 350
Gadavist
Dotarem
Clariscan
ProHance
MultiHance
Eovist
Ablavar
Feraheme
Definity
Lumason
Lexiscan
Cardiolite
Myoview
Pylarify
Illuccix
Posluma
Axumin
Netspot
Detectnet
Cerianna
Lutathera
Pluvicto
Mirena
Kyleena
Paragard
Nexplanon
Essure
PowerScribe 360
Nuance PowerScribe
Dragon
Epic Radiant
Cerner
Intelerad
Sectra
Visage
TeraRecon Aquarius
Vital Vitrea
RapidAI
Viz
Aidoc
Medrad Stellant
Bracco
Guerbet
Lantheus
Bayer
";
