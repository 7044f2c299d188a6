//! Words in the names of websites that get a filing rejected (网站名称命名要求); national rules N5, N6 and N8.

/// Reserved for national bodies when a name begins with them (N5).
pub static NATIONAL: &[&str] = &["中国", "中华", "中央", "人民", "人大", "国家", "全国"];

/// Refused anywhere in a name (N6).
pub static REFUSED: &[&str] = &["反腐", "赌博", "廉政", "色情"];

/// Known to be refused without an approval for forums and the like (N8): a risk.
pub static FORUM: &[&str] = &["博客", "论坛", "在线", "社区", "交流"];
