//! The 31 provinces that keep filings (备案省份), with the codes of GB/T 2260 and the prefix of their ICP numbers.

coded! {
    /// A province, autonomous region or municipality of mainland China (备案省份); the code is the letters of its `.xx.cn` suffix.
    pub enum Province {
        /// 北京市.
        Beijing = "bj",
        /// 天津市.
        Tianjin = "tj",
        /// 河北省.
        Hebei = "he",
        /// 山西省.
        Shanxi = "sx",
        /// 内蒙古自治区.
        InnerMongolia = "nm",
        /// 辽宁省.
        Liaoning = "ln",
        /// 吉林省.
        Jilin = "jl",
        /// 黑龙江省.
        Heilongjiang = "hl",
        /// 上海市.
        Shanghai = "sh",
        /// 江苏省.
        Jiangsu = "js",
        /// 浙江省.
        Zhejiang = "zj",
        /// 安徽省.
        Anhui = "ah",
        /// 福建省.
        Fujian = "fj",
        /// 江西省.
        Jiangxi = "jx",
        /// 山东省.
        Shandong = "sd",
        /// 河南省.
        Henan = "ha",
        /// 湖北省.
        Hubei = "hb",
        /// 湖南省.
        Hunan = "hn",
        /// 广东省.
        Guangdong = "gd",
        /// 广西壮族自治区.
        Guangxi = "gx",
        /// 海南省.
        Hainan = "hi",
        /// 重庆市.
        Chongqing = "cq",
        /// 四川省.
        Sichuan = "sc",
        /// 贵州省.
        Guizhou = "gz",
        /// 云南省.
        Yunnan = "yn",
        /// 西藏自治区.
        Tibet = "xz",
        /// 陕西省.
        Shaanxi = "sn",
        /// 甘肃省.
        Gansu = "gs",
        /// 青海省.
        Qinghai = "qh",
        /// 宁夏回族自治区.
        Ningxia = "nx",
        /// 新疆维吾尔自治区.
        Xinjiang = "xj",
    }
}

impl Province {
    /// The two digits of GB/T 2260 that begin every region code of the province.
    pub const fn digits(self) -> &'static str {
        match self {
            Province::Beijing => "11",
            Province::Tianjin => "12",
            Province::Hebei => "13",
            Province::Shanxi => "14",
            Province::InnerMongolia => "15",
            Province::Liaoning => "21",
            Province::Jilin => "22",
            Province::Heilongjiang => "23",
            Province::Shanghai => "31",
            Province::Jiangsu => "32",
            Province::Zhejiang => "33",
            Province::Anhui => "34",
            Province::Fujian => "35",
            Province::Jiangxi => "36",
            Province::Shandong => "37",
            Province::Henan => "41",
            Province::Hubei => "42",
            Province::Hunan => "43",
            Province::Guangdong => "44",
            Province::Guangxi => "45",
            Province::Hainan => "46",
            Province::Chongqing => "50",
            Province::Sichuan => "51",
            Province::Guizhou => "52",
            Province::Yunnan => "53",
            Province::Tibet => "54",
            Province::Shaanxi => "61",
            Province::Gansu => "62",
            Province::Qinghai => "63",
            Province::Ningxia => "64",
            Province::Xinjiang => "65",
        }
    }

    /// The character that begins the province's ICP numbers (备案号前缀), such as `粤`.
    pub const fn icp_prefix(self) -> char {
        match self {
            Province::Beijing => '京',
            Province::Tianjin => '津',
            Province::Hebei => '冀',
            Province::Shanxi => '晋',
            Province::InnerMongolia => '蒙',
            Province::Liaoning => '辽',
            Province::Jilin => '吉',
            Province::Heilongjiang => '黑',
            Province::Shanghai => '沪',
            Province::Jiangsu => '苏',
            Province::Zhejiang => '浙',
            Province::Anhui => '皖',
            Province::Fujian => '闽',
            Province::Jiangxi => '赣',
            Province::Shandong => '鲁',
            Province::Henan => '豫',
            Province::Hubei => '鄂',
            Province::Hunan => '湘',
            Province::Guangdong => '粤',
            Province::Guangxi => '桂',
            Province::Hainan => '琼',
            Province::Chongqing => '渝',
            Province::Sichuan => '蜀',
            Province::Guizhou => '黔',
            Province::Yunnan => '滇',
            Province::Tibet => '藏',
            Province::Shaanxi => '陕',
            Province::Gansu => '陇',
            Province::Qinghai => '青',
            Province::Ningxia => '宁',
            Province::Xinjiang => '新',
        }
    }

    /// The province's official Chinese name.
    pub const fn chinese_name(self) -> &'static str {
        match self {
            Province::Beijing => "北京市",
            Province::Tianjin => "天津市",
            Province::Hebei => "河北省",
            Province::Shanxi => "山西省",
            Province::InnerMongolia => "内蒙古自治区",
            Province::Liaoning => "辽宁省",
            Province::Jilin => "吉林省",
            Province::Heilongjiang => "黑龙江省",
            Province::Shanghai => "上海市",
            Province::Jiangsu => "江苏省",
            Province::Zhejiang => "浙江省",
            Province::Anhui => "安徽省",
            Province::Fujian => "福建省",
            Province::Jiangxi => "江西省",
            Province::Shandong => "山东省",
            Province::Henan => "河南省",
            Province::Hubei => "湖北省",
            Province::Hunan => "湖南省",
            Province::Guangdong => "广东省",
            Province::Guangxi => "广西壮族自治区",
            Province::Hainan => "海南省",
            Province::Chongqing => "重庆市",
            Province::Sichuan => "四川省",
            Province::Guizhou => "贵州省",
            Province::Yunnan => "云南省",
            Province::Tibet => "西藏自治区",
            Province::Shaanxi => "陕西省",
            Province::Gansu => "甘肃省",
            Province::Qinghai => "青海省",
            Province::Ningxia => "宁夏回族自治区",
            Province::Xinjiang => "新疆维吾尔自治区",
        }
    }

    /// The province whose region codes begin with these two digits.
    pub fn from_digits(digits: &str) -> Option<Province> {
        Province::ALL.iter().copied().find(|province| province.digits() == digits)
    }
}
