//! The cloud resource (云资源) of a site: one of the account's that may carry one more, or an authorisation code.

use super::common;
use crate::identifiers::authorisation_code;
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path, ResourceKind, Site, SiteField, params};

pub(super) const CHECKS: &[Check] = &[Check::Site(resource)];

fn resource(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Resource);
    let Some(id) = common::text(case.filing, at) else { return };
    let others = || case.filing.sites.iter().filter(|other| other.resource_kind == site.resource_kind);
    if site.resource_kind == Some(ResourceKind::AuthorisationCode) {
        if authorisation_code::parse(id).is_none() {
            found.push(AUTHORISATION_CODE_SHAPE.at(at));
        } else if others().take_while(|other| other.id != site.id).any(|other| other.resource.trim() == id) {
            // One code carries one site (TQ 备案授权码).
            found.push(AUTHORISATION_CODE_TWICE.at(at));
        }
        return;
    }
    match case.facts.resources.iter().find(|one| one.id == id && Some(one.kind) == site.resource_kind) {
        None => found.push(RESOURCE_UNKNOWN.at(at)),
        Some(one) => {
            // Said at the sites that are too many, so that the first one's is right when it is asked for.
            let mut on_it = others().filter(|other| other.resource.trim() == one.id);
            let before = on_it.position(|other| other.id == site.id).unwrap_or(0);
            if let Some(reason) = one.refused {
                found.push(RESOURCE_REFUSED.at(at).with(params::REASON, reason));
            } else if before >= one.sites_left as usize {
                found.push(RESOURCE_SLOTS.at(at).with(params::LEFT, one.sites_left));
            }
        }
    }
}

const CODE: &[(&str, &str)] = &[("sites[3f2a9c01].resource_kind", "authorisation_code")];
const CODES: &[&str] = &["32a43232-a888-88e8-b9ec-00888be80000", "ABCD1234", "1131-0000-1111-2222-233"];

rules! {
    /// The account has no such resource.
    RESOURCE_UNKNOWN {
        id: "resource.unknown",
        said_by: Browser,
        severity: Error,
        zh: "账号内没有这个云资源，请重新选择",
        en: "This resource is not in the account: choose another",
        source: "TQ 备案云服务 2022",
        at: "sites[3f2a9c01].resource",
        breaks: &["ins-nobody", "lhins-1", "示例"],
        passes: &["ins-1a2b3c4d", " ins-1a2b3c4d ", "ins-expired"],
    }

    /// The resource cannot be chosen; `reason` is a code of `Refusal`.
    RESOURCE_REFUSED {
        id: "resource.refused",
        said_by: Browser,
        severity: Error,
        zh: "这个云资源不能用于备案：{reason}",
        en: "This resource cannot be used for a filing: {reason}",
        source: "TQ 备案云服务 2022",
        at: "sites[3f2a9c01].resource",
        breaks: &["ins-expired", "ins-full", "ins-overseas"],
        passes: &["ins-1a2b3c4d", " ins-1a2b3c4d ", "ins-nobody"],
    }

    /// The resource carries fewer sites than this filing puts on it.
    RESOURCE_SLOTS {
        id: "resource.slots",
        said_by: Browser,
        severity: Error,
        zh: "这个云资源只剩 {left} 个备案名额，请为其他网站另选",
        en: "This resource has room for only {left} more sites: choose another for the rest",
        source: "TQ 备案云服务 2022",
        at: "sites",
        breaks: &["6", "7", "10"],
        passes: &["1", "2", "5"],
    }

    /// Not the form of an authorisation code (备案授权码).
    AUTHORISATION_CODE_SHAPE {
        id: "authorisation-code.shape",
        said_by: Browser,
        severity: Error,
        zh: "备案授权码为 8 至 64 位字母、数字和连字符",
        en: "An authorisation code has 8 to 64 letters, digits and hyphens",
        source: "D",
        given: CODE,
        at: "sites[3f2a9c01].resource",
        breaks: &["short", "with_sign_1", "代码代码代码代码"],
        passes: CODES,
    }

    /// The same authorisation code on an earlier site.
    AUTHORISATION_CODE_TWICE {
        id: "authorisation-code.twice",
        said_by: Browser,
        severity: Error,
        zh: "一个授权码只能用于一个网站，请为每个网站各填一个",
        en: "One code is for one site: enter another for each site",
        source: "TQ 备案授权码 2022",
        given: &[("sites[3f2a9c01].resource_kind", "authorisation_code"), ("sites[3f2a9c01].resource", "ABCD1234")],
        at: "sites",
        breaks: &["2", "3", "10"],
        passes: &["1"],
    }

    /// No such authorisation code, used, made for another account, or no longer valid: the server says which.
    AUTHORISATION_CODE_REFUSED {
        id: "authorisation-code.refused",
        said_by: Server,
        severity: Error,
        zh: "{say}",
        en: "{say}",
        source: "TQ 备案授权码 2022",
        params: [
            ("say_zh", "授权码已用于另一份备案，请向对方另要一个"),
            ("say_en", "Another filing uses this code already: ask for another one"),
        ],
    }
}
