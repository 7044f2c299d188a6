//! The organiser's name (主办单位名称): character for character as on the certificate, so only what no certificate shows is wrong.

use super::common;
use crate::model::{Nature, OrganiserField, Path};
use crate::rules::data::words::ENTERPRISE_ENDS;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

pub const CHECKS: &[Check] = &[Check {
    watches: &[Watch::Organiser(OrganiserField::Name), Watch::Organiser(OrganiserField::Nature)],
    run: Run::Filing(name),
}];

const AT: Path = Path::Organiser(OrganiserField::Name);

fn name(case: &Case, found: &mut Vec<Finding>) {
    let Some(name) = common::text(case.filing, AT) else { return };
    let sign = |c: &char| !c.is_alphanumeric() && !"（）()〔〕·•&、，,-—.“”《》 ’'：:/+！!".contains(*c);
    if let Some((n, character)) = name.chars().enumerate().find(|(_, c)| sign(c)) {
        return found.push(Finding::error(AT, RuleId::Character).with("character", character).with("position", n + 1));
    }
    let enterprise = case.filing.organiser.nature == Some(Nature::Enterprise);
    if enterprise && name.chars().count() >= 2 && !ENTERPRISE_ENDS.iter().any(|end| name.ends_with(end)) {
        found.push(Finding::risk(AT, RuleId::OrganiserNameShort));
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::Character,
            source: "TB 2011；K",
            at: "organiser.name",
            breaks: &["示例★有限公司", "示例|有限公司", "示例@有限公司"],
            passes: &["深圳示例一科技有限公司", "示例（深圳）有限公司", "示例·甲（集团）公司"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::OrganiserNameShort,
            severity: Severity::Risk,
            source: "TQ 常见驳回原因及其处理 2022",
            at: "organiser.name",
            breaks: &["示例一科技", "示例一", "示例网络科技"],
            passes: &["示例一科技有限公司", "示例餐饮店", "示例中心（有限合伙）"],
            ..NATIONAL
        },
    ];
}
