//! Which letters the bytes of an RTF stand for.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

/// How bytes become letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// By a known encoding.
    Encoded(&'static Encoding),
    /// By a code page of MS-DOS: ASCII below, this table above 127.
    Dos(&'static str),
    /// A symbol font: letters of the private area, as in a PDF.
    Symbol,
}

const PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

const PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

impl Letters {
    /// By the number of a code page; what is not known reads as Windows-1252.
    pub(super) fn of_page(number: i32) -> Self {
        Self::Encoded(match number {
            437 => return Self::Dos(PAGE_437),
            850 | 858 => return Self::Dos(PAGE_850),
            866 => IBM866,
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            65001 => encoding_rs::UTF_8,
            _ => WINDOWS_1252,
        })
    }

    /// By the character set of a font (`\fcharset`); `None` for the default.
    pub(super) fn of_font(charset: i32) -> Option<Self> {
        Some(Self::of_page(match charset {
            2 => return Some(Self::Symbol),
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        }))
    }

    /// The letters of some bytes.
    pub(super) fn read(self, bytes: &[u8]) -> String {
        match self {
            Self::Encoded(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(table) => bytes
                .iter()
                .map(|byte| match byte.checked_sub(128) {
                    None => char::from(*byte),
                    Some(place) => table
                        .chars()
                        .nth(usize::from(place))
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                })
                .collect(),
            Self::Symbol => bytes
                .iter()
                .map(|byte| match byte {
                    b' ' => ' ',
                    byte => char::from_u32(0xF000 + u32::from(*byte))
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_page() {
        assert_eq!(PAGE_437.chars().count(), 128);
        assert_eq!(PAGE_850.chars().count(), 128);
        assert_eq!(Letters::of_page(850).read(b"Gr\x94\xE1e"), "Größe");
        assert_eq!(Letters::of_page(1251).read(b"\xCB"), "Л");
        assert!(Letters::of_font(0).is_none());
        let greek = Letters::of_font(161).map(|letters| letters.read(b"\xE1"));
        assert_eq!(greek.as_deref(), Some("α"));
    }
}
