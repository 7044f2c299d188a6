//! The organiser's name (主办单位名称): character for character as on the certificate, so only what no certificate shows is wrong.

use super::certificate::CHARACTER;
use super::common;
use crate::data::words::ENTERPRISE_ENDS;
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Nature, OrganiserField, Path, params};

pub(super) const CHECKS: &[Check] = &[Check::Filing(name)];

const AT: Path = Path::Organiser(OrganiserField::Name);

fn name(case: &Case, found: &mut Vec<Finding>) {
    let Some(name) = common::text(case.filing, AT) else { return };
    let sign = |c: &char| !c.is_alphanumeric() && !"（）()〔〕·•&、，,-—.“”《》 ’'：:/+！!".contains(*c);
    if let Some((n, character)) = name.chars().enumerate().find(|(_, c)| sign(c)) {
        return found.push(CHARACTER.at(AT).with(params::CHARACTER, character).with(params::POSITION, n + 1));
    }
    let enterprise = case.filing.organiser.nature == Some(Nature::Enterprise);
    if enterprise && name.chars().count() >= 2 && !ENTERPRISE_ENDS.iter().any(|end| name.ends_with(end)) {
        found.push(ORGANISER_NAME_SHORT.at(AT));
    }
}

rules! {
    /// The name seems to be short for another.
    ORGANISER_NAME_SHORT {
        id: "organiser.name-short",
        said_by: Browser,
        severity: Risk,
        zh: "企业名称一般以“公司”“厂”“店”“中心”等结尾，请确认是证件上的全称",
        en: "An enterprise's name usually ends with 公司, 厂, 店 or 中心: check that this is the full name on the certificate",
        source: "TQ 常见驳回原因及其处理 2022",
        at: "organiser.name",
        breaks: &["示例一科技", "示例一", "示例网络科技"],
        passes: &["示例一科技有限公司", "示例餐饮店", "示例中心（有限合伙）"],
    }

    /// The organiser has another filing in flight.
    ORGANISER_IN_FLIGHT {
        id: "organiser.in-flight",
        said_by: Server,
        severity: Error,
        zh: "这个主办单位已有进行中的备案，请先办结或放弃",
        en: "This organiser has another filing in progress: complete or end that one first",
        source: "TQ 主体信息 2022",
        params: [],
    }

    /// The organiser is filed here already: a first filing is not the right one.
    ORGANISER_FILED {
        id: "organiser.filed",
        said_by: Server,
        severity: Error,
        zh: "这个主办单位已有备案号，不能再办首次备案：增加网站请办理“新增网站”，已备案的网站更换服务商请办理“新增接入”{say}",
        en: "This organiser already has an ICP number and cannot make a first filing again: add a website under that number (新增网站), or move a filed site to this provider (新增接入){say}",
        source: "TQ 主体信息 2022；HW 备案管局咨询 2025",
        params: [("say_zh", "（400-000-0000）"), ("say_en", " (400-000-0000)")],
    }

    /// The account's real name (账号实名认证) is another one: the server says which, and what to do.
    REAL_NAME {
        id: "organiser.real-name",
        said_by: Server,
        severity: Error,
        zh: "{say}",
        en: "{say}",
        source: "TQ 主体信息 2022",
        params: [
            ("say_zh", "账号实名认证的名称是“深圳示例二科技有限公司”，须与主办单位一致：请改正这里，或先变更实名认证"),
            ("say_en", "The account's real name is 深圳示例二科技有限公司. It must be the organiser's: correct it here, or change the real name first"),
        ],
    }

    + CHARACTER {
        source: "TB 2011；K",
        at: "organiser.name",
        breaks: &["示例★有限公司", "示例|有限公司", "示例@有限公司"],
        passes: &["深圳示例一科技有限公司", "示例（深圳）有限公司", "示例·甲（集团）公司"],
    }
}
