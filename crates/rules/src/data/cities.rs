//! Cities of the provinces whose bureaus want mailing address and certificate in one city (河北, 河南, 广东, 贵州): name as an
//! address writes it, and the digits of GB/T 2260 that begin its region codes (public/regions, 2025).

static CITIES: &[(&str, &str)] = &[
    ("石家庄", "1301"),
    ("唐山", "1302"),
    ("秦皇岛", "1303"),
    ("邯郸", "1304"),
    ("邢台", "1305"),
    ("保定", "1306"),
    ("张家口", "1307"),
    ("承德", "1308"),
    ("沧州", "1309"),
    ("廊坊", "1310"),
    ("衡水", "1311"),
    ("郑州", "4101"),
    ("开封", "4102"),
    ("洛阳", "4103"),
    ("平顶山", "4104"),
    ("安阳", "4105"),
    ("鹤壁", "4106"),
    ("新乡", "4107"),
    ("焦作", "4108"),
    ("濮阳", "4109"),
    ("许昌", "4110"),
    ("漯河", "4111"),
    ("三门峡", "4112"),
    ("南阳", "4113"),
    ("商丘", "4114"),
    ("信阳", "4115"),
    ("周口", "4116"),
    ("驻马店", "4117"),
    ("济源", "419001"),
    ("广州", "4401"),
    ("韶关", "4402"),
    ("深圳", "4403"),
    ("珠海", "4404"),
    ("汕头", "4405"),
    ("佛山", "4406"),
    ("江门", "4407"),
    ("湛江", "4408"),
    ("茂名", "4409"),
    ("肇庆", "4412"),
    ("惠州", "4413"),
    ("梅州", "4414"),
    ("汕尾", "4415"),
    ("河源", "4416"),
    ("阳江", "4417"),
    ("清远", "4418"),
    ("东莞", "4419"),
    ("中山", "4420"),
    ("潮州", "4451"),
    ("揭阳", "4452"),
    ("云浮", "4453"),
    ("贵阳", "5201"),
    ("六盘水", "5202"),
    ("遵义", "5203"),
    ("安顺", "5204"),
    ("毕节", "5205"),
    ("铜仁", "5206"),
    ("黔西南布依族苗族自治州", "5223"),
    ("黔东南苗族侗族自治州", "5226"),
    ("黔南布依族苗族自治州", "5227"),
];

/// The beginning of the region code of the city that an address names, behind its province or without it.
pub fn of_address(address: &str) -> Option<&'static str> {
    let rest = match super::provinces::begins_with(address) {
        Some((_, length)) => address[length..].trim_start_matches('省'),
        None => address,
    };
    // 中山路 is a street, 深圳市 a city; counties and prefectures carry their kind in the name.
    let named = |name: &str| {
        rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('市') || name.ends_with(['州', '县', '区']))
    };
    CITIES.iter().find(|(name, _)| named(name)).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::of_address;

    #[test]
    fn the_city_behind_the_province_or_at_the_beginning() {
        for (address, code) in [
            ("广东省深圳市南山区", Some("4403")),
            ("深圳市南山区", Some("4403")),
            ("河南郑州市", Some("4101")),
            ("中山路5号", None),
            ("广州市中山大道1号", Some("4401")),
            ("黔西南布依族苗族自治州兴义市", Some("5223")),
            ("长沙市", None),
            ("科技园路1号", None),
        ] {
            assert_eq!(of_address(address), code, "{address}");
        }
    }
}
