//! Area codes (长途区号) and the provinces they belong to: the national numbering plan (YD/T 1010), without the leading zero.

use beian_model::Province;

/// Beginnings of area codes; the longest that fits counts.
pub static AREA_CODES: &[(&str, Province)] = &[
    ("10", Province::Beijing),
    ("20", Province::Guangdong),
    ("21", Province::Shanghai),
    ("22", Province::Tianjin),
    ("23", Province::Chongqing),
    ("24", Province::Liaoning),
    ("25", Province::Jiangsu),
    ("27", Province::Hubei),
    ("28", Province::Sichuan),
    ("29", Province::Shaanxi),
    ("31", Province::Hebei),
    ("335", Province::Hebei),
    ("349", Province::Shanxi),
    ("35", Province::Shanxi),
    ("37", Province::Henan),
    ("39", Province::Henan),
    ("41", Province::Liaoning),
    ("42", Province::Liaoning),
    ("43", Province::Jilin),
    ("45", Province::Heilongjiang),
    ("46", Province::Heilongjiang),
    ("47", Province::InnerMongolia),
    ("48", Province::InnerMongolia),
    ("51", Province::Jiangsu),
    ("52", Province::Jiangsu),
    ("53", Province::Shandong),
    ("54", Province::Shandong),
    ("63", Province::Shandong),
    ("55", Province::Anhui),
    ("56", Province::Anhui),
    ("57", Province::Zhejiang),
    ("58", Province::Zhejiang),
    ("59", Province::Fujian),
    ("66", Province::Guangdong),
    ("75", Province::Guangdong),
    ("76", Province::Guangdong),
    ("69", Province::Yunnan),
    ("87", Province::Yunnan),
    ("88", Province::Yunnan),
    ("70", Province::Jiangxi),
    ("79", Province::Jiangxi),
    ("71", Province::Hubei),
    ("72", Province::Hubei),
    ("73", Province::Hunan),
    ("74", Province::Hunan),
    ("77", Province::Guangxi),
    ("81", Province::Sichuan),
    ("82", Province::Sichuan),
    ("83", Province::Sichuan),
    ("85", Province::Guizhou),
    ("898", Province::Hainan),
    ("89", Province::Tibet),
    ("90", Province::Xinjiang),
    ("99", Province::Xinjiang),
    ("91", Province::Shaanxi),
    ("93", Province::Gansu),
    ("94", Province::Gansu),
    ("95", Province::Ningxia),
    ("97", Province::Qinghai),
];

/// The province of an area code without its zero; nothing for one that is not known.
pub fn province_of(area: &str) -> Option<Province> {
    let fits = AREA_CODES.iter().filter(|(code, _)| area.starts_with(code));
    fits.max_by_key(|(code, _)| code.len()).map(|(_, province)| *province)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_provinces() {
        use Province as P;
        for (area, province) in [
            ("10", P::Beijing),
            ("22", P::Tianjin),
            ("311", P::Hebei),
            ("351", P::Shanxi),
            ("471", P::InnerMongolia),
            ("24", P::Liaoning),
            ("431", P::Jilin),
            ("451", P::Heilongjiang),
            ("21", P::Shanghai),
            ("25", P::Jiangsu),
            ("571", P::Zhejiang),
            ("551", P::Anhui),
            ("591", P::Fujian),
            ("791", P::Jiangxi),
            ("531", P::Shandong),
            ("371", P::Henan),
            ("27", P::Hubei),
            ("731", P::Hunan),
            ("20", P::Guangdong),
            ("755", P::Guangdong),
            ("771", P::Guangxi),
            ("898", P::Hainan),
            ("23", P::Chongqing),
            ("28", P::Sichuan),
            ("851", P::Guizhou),
            ("871", P::Yunnan),
            ("891", P::Tibet),
            ("29", P::Shaanxi),
            ("931", P::Gansu),
            ("971", P::Qinghai),
            ("951", P::Ningxia),
            ("991", P::Xinjiang),
        ] {
            assert_eq!(province_of(area), Some(province), "{area}");
        }
        assert_eq!(province_of("300"), None);
    }
}
