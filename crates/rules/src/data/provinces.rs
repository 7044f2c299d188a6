//! Provinces as addresses and names write them.

use beian_model::Province;

/// Short names, by which an address begins; the rest (省, 市, 自治区) follows or is left out.
static NAMES: &[(&str, Province)] = &[
    ("北京", Province::Beijing),
    ("天津", Province::Tianjin),
    ("河北", Province::Hebei),
    ("山西", Province::Shanxi),
    ("内蒙古", Province::InnerMongolia),
    ("辽宁", Province::Liaoning),
    ("吉林", Province::Jilin),
    ("黑龙江", Province::Heilongjiang),
    ("上海", Province::Shanghai),
    ("江苏", Province::Jiangsu),
    ("浙江", Province::Zhejiang),
    ("安徽", Province::Anhui),
    ("福建", Province::Fujian),
    ("江西", Province::Jiangxi),
    ("山东", Province::Shandong),
    ("河南", Province::Henan),
    ("湖北", Province::Hubei),
    ("湖南", Province::Hunan),
    ("广东", Province::Guangdong),
    ("广西", Province::Guangxi),
    ("海南", Province::Hainan),
    ("重庆", Province::Chongqing),
    ("四川", Province::Sichuan),
    ("贵州", Province::Guizhou),
    ("云南", Province::Yunnan),
    ("西藏", Province::Tibet),
    ("陕西", Province::Shaanxi),
    ("甘肃", Province::Gansu),
    ("青海", Province::Qinghai),
    ("宁夏", Province::Ningxia),
    ("新疆", Province::Xinjiang),
];

/// The province that a text begins with, and the length of its short name in bytes.
pub fn begins_with(text: &str) -> Option<(Province, usize)> {
    NAMES.iter().find(|(name, _)| text.starts_with(name)).map(|(name, province)| (*province, name.len()))
}

/// The province that an address says it lies in: one that it begins with, followed by what can follow a province (`吉林市`
/// alone is a city of Jilin, `海南路` a street).
pub fn of_address(address: &str) -> Option<Province> {
    let (province, length) = begins_with(address)?;
    let rest = &address[length..];
    let municipality =
        matches!(province, Province::Beijing | Province::Tianjin | Province::Shanghai | Province::Chongqing);
    let follows = ["省", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区"];
    let named = follows.iter().any(|word| rest.starts_with(word)) || (municipality && rest.starts_with('市'));
    // 广东深圳市南山区: the province without its word, a city of two or three characters, then a district of it.
    let city = rest.char_indices().skip(2).take(2).find(|(_, c)| *c == '市').map(|(at, _)| &rest[at..]);
    let district = |behind: &str| behind.chars().take(6).any(|c| matches!(c, '区' | '县' | '镇'));
    (named || (!municipality && city.is_some_and(district))).then_some(province)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_their_province_only_where_it_is_plain() {
        for (address, province) in [
            ("广东省深圳市南山区科技园路1号", Some(Province::Guangdong)),
            ("广东深圳市南山区", Some(Province::Guangdong)),
            ("北京市海淀区", Some(Province::Beijing)),
            ("内蒙古自治区呼和浩特市", Some(Province::InnerMongolia)),
            ("广西壮族自治区南宁市", Some(Province::Guangxi)),
            ("深圳市南山区科技园路1号", None),
            ("上海路1号", None),
            ("北京东路2号", None),
            ("上海城市花园1号", None),
            ("海南超市大楼3层", None),
            ("吉林市船营区", None),
            ("", None),
        ] {
            assert_eq!(of_address(address), province, "{address}");
        }
    }
}
