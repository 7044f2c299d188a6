//! The cloud resource (云资源) of a site: one of the account's that may carry one more, or an authorisation code.

use super::common;
use crate::model::{Path, ResourceKind, Site, SiteField};
use crate::rules::identifiers::authorisation_code;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

pub const CHECKS: &[Check] = &[Check {
    watches: &[Watch::EverySite(SiteField::Resource), Watch::EverySite(SiteField::ResourceKind)],
    run: Run::Site(resource),
}];

fn resource(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Resource);
    let Some(id) = common::text(case.filing, at) else { return };
    let others = || case.filing.sites.iter().filter(|other| other.resource_kind == site.resource_kind);
    if site.resource_kind == Some(ResourceKind::AuthorisationCode) {
        if authorisation_code::parse(id).is_none() {
            found.push(Finding::error(at, RuleId::AuthorisationCodeShape));
        } else if others().take_while(|other| other.id != site.id).any(|other| other.resource.trim() == id) {
            // One code carries one site (TQ 备案授权码).
            found.push(Finding::error(at, RuleId::AuthorisationCodeTwice));
        }
        return;
    }
    match case.facts.resources.iter().find(|one| one.id == id && Some(one.kind) == site.resource_kind) {
        None => found.push(Finding::error(at, RuleId::ResourceUnknown)),
        Some(one) => {
            // Said at the sites that are too many, so that the first one's is right when it is asked for.
            let mut on_it = others().filter(|other| other.resource.trim() == one.id);
            let before = on_it.position(|other| other.id == site.id).unwrap_or(0);
            if let Some(reason) = one.refused {
                found.push(Finding::error(at, RuleId::ResourceRefused).with("reason", reason));
            } else if before >= one.sites_left as usize {
                found.push(Finding::error(at, RuleId::ResourceSlots).with("left", one.sites_left));
            }
        }
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::RuleId;
    use crate::rules::handbook::{NATIONAL, Rule};

    const CODE: &[(&str, &str)] = &[("sites[3f2a9c01].resource_kind", "authorisation_code")];
    const RESOURCE: Rule = Rule { at: "sites[3f2a9c01].resource", source: "TQ 备案云服务 2022", ..NATIONAL };
    const CODES: &[&str] =
        &["32a43232-a888-88e8-b9ec-00888be80000", "ABCD1234", "1131-0000-1111-2222-233"];

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::ResourceUnknown,
            breaks: &["ins-nobody", "lhins-1", "示例"],
            passes: &["ins-1a2b3c4d", " ins-1a2b3c4d ", "ins-expired"],
            ..RESOURCE
        },
        Rule {
            id: RuleId::ResourceRefused,
            breaks: &["ins-expired", "ins-full", "ins-overseas"],
            passes: &["ins-1a2b3c4d", " ins-1a2b3c4d ", "ins-nobody"],
            ..RESOURCE
        },
        Rule {
            id: RuleId::ResourceSlots,
            at: "sites",
            breaks: &["6", "7", "10"],
            passes: &["1", "2", "5"],
            ..RESOURCE
        },
        Rule {
            id: RuleId::AuthorisationCodeShape,
            source: "D",
            given: CODE,
            breaks: &["short", "with_sign_1", "代码代码代码代码"],
            passes: CODES,
            ..RESOURCE
        },
        Rule {
            id: RuleId::AuthorisationCodeTwice,
            source: "TQ 备案授权码 2022",
            at: "sites",
            given: &[("sites[3f2a9c01].resource_kind", "authorisation_code"), ("sites[3f2a9c01].resource", "ABCD1234")],
            breaks: &["2", "3", "10"],
            passes: &["1", "1", "1"],
            ..RESOURCE
        },
    ];
}
