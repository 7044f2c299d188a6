//! Whether a cloud resource may carry a filing (备案云服务), of the facts that are known of it: each kind has its own conditions.

use crate::config::{Billing, Region, Resource};
use beian_model::wire::Refusal;
use beian_model::{Date, ResourceKind};

/// Months for which a server must have been bought in all, renewals included (TQ 备案准备).
const BOUGHT: u16 = 3;
/// Months that a server must have left while it carries a filing (TQ 备案准备).
const SERVER_LEFT: u16 = 1;
/// Months that a package of CloudBase Run must have left (TQ 备案准备).
const PACKAGE_LEFT: u16 = 3;

/// Why a resource cannot carry a filing today; nothing where it can. `all` are those of its account, among which a load balancer finds its
/// server. How many sites it carries is asked elsewhere.
pub fn refused(one: &Resource, all: &[Resource], today: Date) -> Option<Refusal> {
    if one.region == Region::Elsewhere {
        return Some(Refusal::Overseas);
    }
    match one.kind {
        ResourceKind::Cvm => server(one, today),
        // It has a public address always.
        ResourceKind::Lighthouse => bought(one, today),
        ResourceKind::Serverless => package(one, today, 0),
        ResourceKind::CloudBaseRun => package(one, today, PACKAGE_LEFT),
        ResourceKind::LoadBalancer => {
            let id = one.bound_to.as_deref();
            let bound = all.iter().find(|other| other.kind == ResourceKind::Cvm && Some(other.id.as_str()) == id);
            let Some(bound) = bound else { return Some(Refusal::NotBound) };
            refused(bound, all, today).map(|_| Refusal::BoundServer)
        }
        ResourceKind::AuthorisationCode => None,
    }
}

fn server(one: &Resource, today: Date) -> Option<Refusal> {
    match one.address.trim() {
        "" => Some(Refusal::NoPublicAddress),
        _ => bought(one, today),
    }
}

fn bought(one: &Resource, today: Date) -> Option<Refusal> {
    if one.billing == Billing::Postpaid {
        return Some(Refusal::PayAsYouGo);
    }
    if one.expires.is_some_and(|last| last < today) {
        return Some(Refusal::Expired);
    }
    if one.months.is_some_and(|months| months < BOUGHT) {
        return Some(Refusal::BoughtTooShort);
    }
    let short = one.expires.is_some_and(|last| last < today.plus_months(SERVER_LEFT));
    short.then_some(Refusal::TooLittleLeft)
}

fn package(one: &Resource, today: Date, left: u16) -> Option<Refusal> {
    if !one.package {
        return Some(Refusal::NoPackage);
    }
    if one.expires.is_some_and(|last| last < today) {
        return Some(Refusal::Expired);
    }
    one.expires.is_some_and(|last| last < today.plus_months(left)).then_some(Refusal::UnderThreeMonths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ResourceKind::{CloudBaseRun, Cvm, Lighthouse, LoadBalancer, Serverless};

    fn of(kind: ResourceKind) -> Resource {
        Resource::new(kind, "one", "示例", "192.0.2.1")
    }

    fn on(one: &Resource, today: &str) -> Option<Refusal> {
        let server = Resource { id: "ins-1".to_owned(), ..of(Cvm) };
        refused(one, &[server, one.clone()], today.parse().unwrap())
    }

    fn until(kind: ResourceKind, day: &str) -> Resource {
        let bound_to = (kind == LoadBalancer).then(|| "ins-1".to_owned());
        Resource { expires: Some(day.parse().unwrap()), bound_to, ..of(kind) }
    }

    #[test]
    fn each_condition_of_each_kind() {
        let bound = Resource { bound_to: Some("ins-1".to_owned()), ..of(LoadBalancer) };
        let elsewhere = |one: Resource| Resource { region: Region::Elsewhere, ..one };
        let by_use = |one: Resource| Resource { billing: Billing::Postpaid, ..one };
        let no_address = |one: Resource| Resource { address: " ".to_owned(), ..one };
        let months = |one: Resource, months| Resource { months: Some(months), ..one };
        let no_package = |one: Resource| Resource { package: false, ..one };
        for (one, expected) in [
            (of(Cvm), None),
            (elsewhere(of(Cvm)), Some(Refusal::Overseas)),
            (by_use(of(Cvm)), Some(Refusal::PayAsYouGo)),
            (no_address(of(Cvm)), Some(Refusal::NoPublicAddress)),
            (months(of(Cvm), 2), Some(Refusal::BoughtTooShort)),
            (months(of(Cvm), 3), None),
            (of(Lighthouse), None),
            (elsewhere(of(Lighthouse)), Some(Refusal::Overseas)),
            (by_use(of(Lighthouse)), Some(Refusal::PayAsYouGo)),
            (no_address(of(Lighthouse)), None),
            (months(of(Lighthouse), 2), Some(Refusal::BoughtTooShort)),
            (months(of(Lighthouse), 3), None),
            (no_address(of(Serverless)), None),
            (elsewhere(of(Serverless)), Some(Refusal::Overseas)),
            (no_package(of(Serverless)), Some(Refusal::NoPackage)),
            (by_use(of(Serverless)), None),
            (months(of(Serverless), 1), None),
            (no_address(of(CloudBaseRun)), None),
            (elsewhere(of(CloudBaseRun)), Some(Refusal::Overseas)),
            (no_package(of(CloudBaseRun)), Some(Refusal::NoPackage)),
            (months(of(CloudBaseRun), 1), None),
            (of(LoadBalancer), Some(Refusal::NotBound)),
            (by_use(bound.clone()), None),
            (elsewhere(bound.clone()), Some(Refusal::Overseas)),
            (bound, None),
        ] {
            assert_eq!(on(&one, "2026-11-24"), expected, "{one:?}");
        }
    }

    #[test]
    fn what_must_be_left_is_exact_to_the_day() {
        for (one, today, expected) in [
            (until(Cvm, "2026-12-24"), "2026-11-24", None),
            (until(Cvm, "2026-12-23"), "2026-11-24", Some(Refusal::TooLittleLeft)),
            (until(Cvm, "2026-11-24"), "2026-11-24", Some(Refusal::TooLittleLeft)),
            (until(Cvm, "2026-11-23"), "2026-11-24", Some(Refusal::Expired)),
            // A month from the last day of January ends with February.
            (until(Cvm, "2027-02-28"), "2027-01-31", None),
            (until(Cvm, "2027-02-27"), "2027-01-31", Some(Refusal::TooLittleLeft)),
            (until(Lighthouse, "2026-12-24"), "2026-11-24", None),
            (until(Lighthouse, "2026-12-23"), "2026-11-24", Some(Refusal::TooLittleLeft)),
            (until(Serverless, "2026-11-24"), "2026-11-24", None),
            (until(Serverless, "2026-11-23"), "2026-11-24", Some(Refusal::Expired)),
            (until(CloudBaseRun, "2027-02-24"), "2026-11-24", None),
            (until(CloudBaseRun, "2027-02-23"), "2026-11-24", Some(Refusal::UnderThreeMonths)),
            (until(CloudBaseRun, "2026-11-23"), "2026-11-24", Some(Refusal::Expired)),
            // A balancer is paid for by use; its server is what must last.
            (until(LoadBalancer, "2026-11-23"), "2026-11-24", None),
        ] {
            assert_eq!(on(&one, today), expected, "{one:?} on {today}");
        }
    }

    #[test]
    fn a_load_balancer_is_as_good_as_its_server() {
        let balancer = Resource { bound_to: Some("ins-1".to_owned()), ..of(LoadBalancer) };
        let server = Resource { id: "ins-1".to_owned(), ..of(Cvm) };
        let today: Date = "2026-11-24".parse().unwrap();
        for (bound, expected) in [
            (server.clone(), None),
            (Resource { months: Some(1), ..server.clone() }, Some(Refusal::BoundServer)),
            (Resource { address: String::new(), ..server.clone() }, Some(Refusal::BoundServer)),
            (Resource { expires: Some(today.plus_days(-1)), ..server.clone() }, Some(Refusal::BoundServer)),
            (Resource { region: Region::Elsewhere, ..server.clone() }, Some(Refusal::BoundServer)),
            (Resource { kind: Lighthouse, ..server }, Some(Refusal::NotBound)),
        ] {
            assert_eq!(refused(&balancer, &[balancer.clone(), bound.clone()], today), expected, "{bound:?}");
        }
    }
}
