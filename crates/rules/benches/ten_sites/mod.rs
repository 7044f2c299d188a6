//! What is measured: a complete filing of ten sites, two of them with people of their own, under Guangdong's bureau.

use beian_model::sample::complete_filing;
use beian_model::{Facts, Filing, SiteId};
use beian_rules::provinces;

/// The filing and its facts.
pub fn filing() -> (Filing, Facts) {
    let (mut filing, mut facts) = complete_filing();
    for n in 1..10u32 {
        let mut site = filing.sites[0].clone();
        site.id = SiteId(n);
        site.name = format!("示例一产品手册{n}");
        site.domains = vec![format!("example-{n}.com")];
        if n % 5 == 0 {
            site.same_person = false;
            site.responsible_person = filing.organiser.responsible_person.clone();
        }
        filing.sites.push(site);
    }
    facts.resources[0].sites_left = 10;
    facts.basic_check = Some(filing.basic_information());
    let province = filing.province;
    facts.province_rules =
        provinces::all().ok().and_then(|all| all.into_iter().find(|it| Some(it.province) == province)).map(Into::into);
    (filing, facts)
}
