//! Words in names that get a filing rejected (网站名称命名要求): national rules, the
//! ministry's finance list (上海管局 2022), and what names and contents tell of prior approvals.

use beian_model::{PreApprovalKind, ServiceContent};

/// Reserved for national bodies when a name begins with them.
pub static NATIONAL: &[&str] = &["中国", "中华", "中央", "人民", "人大", "国家", "全国"];

/// Refused anywhere in a name.
pub static REFUSED: &[&str] = &["反腐", "赌博", "廉政", "色情"];

/// Known to be refused without an approval for forums and the like: a risk.
pub static FORUM: &[&str] = &["博客", "论坛", "在线", "社区", "交流"];

/// Countries and international organisations: a risk, since 日本料理 is a restaurant.
pub static FOREIGN: &[&str] = &[
    "美国",
    "英国",
    "法国",
    "德国",
    "日本",
    "韩国",
    "朝鲜",
    "俄罗斯",
    "加拿大",
    "澳大利亚",
    "印度",
    "联合国",
    "世界卫生组织",
    "世贸组织",
    "欧盟",
    "奥委会",
    "国际刑警",
];

/// Words in the name of the organiser or of a site that need an approval (前置审批).
pub static APPROVALS: &[(&str, PreApprovalKind)] = &[
    ("交易所", PreApprovalKind::Finance),
    ("交易中心", PreApprovalKind::Finance),
    ("金融", PreApprovalKind::Finance),
    ("资产管理", PreApprovalKind::Finance),
    ("理财", PreApprovalKind::Finance),
    ("基金", PreApprovalKind::Finance),
    ("投资管理", PreApprovalKind::Finance),
    ("财富管理", PreApprovalKind::Finance),
    ("网贷", PreApprovalKind::Finance),
    ("网络借贷", PreApprovalKind::Finance),
    ("P2P", PreApprovalKind::Finance),
    ("股权众筹", PreApprovalKind::Finance),
    ("互联网保险", PreApprovalKind::Finance),
    ("支付", PreApprovalKind::Finance),
    ("信托", PreApprovalKind::Finance),
    ("新闻", PreApprovalKind::News),
    ("时政", PreApprovalKind::News),
    ("出版", PreApprovalKind::Publishing),
    ("音像", PreApprovalKind::Publishing),
    ("期刊", PreApprovalKind::Publishing),
    ("药品", PreApprovalKind::Medicine),
    ("医药", PreApprovalKind::Medicine),
    ("药店", PreApprovalKind::Medicine),
    ("医疗器械", PreApprovalKind::Medicine),
    ("视频", PreApprovalKind::Broadcasting),
    ("影视", PreApprovalKind::Broadcasting),
    ("直播", PreApprovalKind::Broadcasting),
    ("广播", PreApprovalKind::Broadcasting),
    ("音乐", PreApprovalKind::Culture),
    ("动漫", PreApprovalKind::Culture),
    ("网约车", PreApprovalKind::RideHailing),
    ("游戏", PreApprovalKind::Games),
    ("校外培训", PreApprovalKind::Tutoring),
    ("学科培训", PreApprovalKind::Tutoring),
    ("宗教", PreApprovalKind::Religion),
    ("佛教", PreApprovalKind::Religion),
    ("基督教", PreApprovalKind::Religion),
    ("伊斯兰", PreApprovalKind::Religion),
];

/// Contents that need an approval (前置审批).
pub static CONTENTS: &[(ServiceContent, PreApprovalKind)] = &[
    (ServiceContent::News, PreApprovalKind::News),
    (ServiceContent::Games, PreApprovalKind::Games),
    (ServiceContent::Music, PreApprovalKind::Culture),
    (ServiceContent::Film, PreApprovalKind::Broadcasting),
    (ServiceContent::Education, PreApprovalKind::Tutoring),
    (ServiceContent::Payment, PreApprovalKind::Finance),
    (ServiceContent::Banking, PreApprovalKind::Finance),
    (ServiceContent::Stocks, PreApprovalKind::Finance),
    (ServiceContent::Lending, PreApprovalKind::Finance),
    (ServiceContent::Crowdfunding, PreApprovalKind::Finance),
    (ServiceContent::Insurance, PreApprovalKind::Finance),
    (ServiceContent::AssetManagement, PreApprovalKind::Finance),
    (ServiceContent::NonBankPayment, PreApprovalKind::Finance),
];

/// How the names of enterprises end; one that does not may be short for another.
pub static ENTERPRISE_ENDS: &[&str] = &[
    "公司",
    "厂",
    "店",
    "中心",
    "行",
    "社",
    "部",
    "馆",
    "院",
    "所",
    "坊",
    "铺",
    "站",
    "室",
    "场",
    "企业",
    "集团",
    "合伙）",
    "合伙)",
    "摊",
    "楼",
    "户）",
    "户)",
    "吧",
    "屋",
    "庄",
    "城",
    "园",
    "局",
    "队",
    "办事处",
    "代表处",
    "市",
    "堂",
    "轩",
    "阁",
    "斋",
    "苑",
    "会",
    "点",
    "校",
    "台",
    "网",
];

/// Titles that people add to a name.
pub static TITLES: &[&str] = &["先生", "女士", "小姐", "经理", "老师", "总经理", "董事长"];
