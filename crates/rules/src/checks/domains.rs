//! Domains (网站域名): registrable, under a suffix that may be filed by this organiser in this province, each once.

use super::common;
use crate::data::suffixes::{EXPECTED, KEPT};
use crate::identifiers::domain::{Domain, DomainError};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Nature, Path, Requirement, Severity, Site, params};

pub(super) const CHECKS: &[Check] =
    &[Check::Site(each), Check::Site(twice), Check::Site(per_site), Check::Filing(count)];

/// The domains of a site with their paths.
fn of_site(site: &Site) -> impl Iterator<Item = (Path, &str)> {
    let numbered = site.domains.iter().enumerate();
    numbered.filter_map(|(n, typed)| Some((Path::Domain(site.id, u8::try_from(n).ok()?), typed.trim())))
}

fn each(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let approved = approved(&case.asked);
    for (at, typed) in of_site(site).filter(|(_, typed)| !typed.is_empty()) {
        match Domain::parse_with(typed, approved) {
            Ok(domain) => {
                kept(case, at, &domain, found);
                by_province(case, at, &domain, found);
            }
            Err(error) => found.push(error.finding(at, typed)),
        }
    }
}

/// Suffixes that the bureau takes beyond the national list.
fn approved<'a>(asked: &[(&'a Requirement, Severity)]) -> &'a [String] {
    let of = |(asks, _): &(&'a Requirement, Severity)| match asks {
        Requirement::Suffix { approved, .. } if !approved.is_empty() => Some(&**approved),
        _ => None,
    };
    asked.iter().find_map(of).unwrap_or_default()
}

impl DomainError {
    /// The same as a finding on a field that holds what was typed.
    pub fn finding(&self, at: Path, typed: &str) -> Finding {
        match self {
            DomainError::Shape => {
                // A name is 253 characters at the most: of anything longer the beginning tells enough.
                let typed: String = typed.chars().take(253).collect();
                DOMAIN_SHAPE.at(at).with(params::TYPED, typed)
            }
            DomainError::NotBare(right) => DOMAIN_NOT_BARE.at(at).with(params::SUGGESTION, right),
            DomainError::Sub(right) => DOMAIN_SUB.at(at).with(params::SUGGESTION, right),
            DomainError::Suffix(suffix) => DOMAIN_SUFFIX.at(at).with(params::SUFFIX, suffix),
        }
    }
}

/// Suffixes kept for others, and those that are expected of public bodies.
fn kept(case: &Case, at: Path, domain: &Domain, found: &mut Vec<Finding>) {
    let Some(nature) = case.filing.organiser.nature else { return };
    let suffix = domain.suffix();
    if let Some((who, finding)) = kept_for(at, domain)
        && !who.contains(&nature)
    {
        return found.push(finding);
    }
    if let Some((_, _, expected)) = EXPECTED.iter().find(|(of, under, _)| *of == nature && !under.contains(&suffix)) {
        let severity = if nature == Nature::Government { Severity::Error } else { Severity::Risk };
        let finding = DOMAIN_PUBLIC_BODY.weighing(severity, at);
        found.push(finding.with(params::NATURE, nature).with(params::EXPECTED, expected));
    }
}

/// Whom a domain's suffix is kept for, and what to say to everybody else.
pub fn kept_for(at: Path, domain: &Domain) -> Option<(&'static [Nature], Finding)> {
    let suffix = domain.suffix();
    let (_, who) = KEPT.iter().find(|(kept, _)| *kept == suffix)?;
    let first = who.first().copied().unwrap_or(Nature::Government);
    let shown = crate::identifiers::idn::to_unicode(suffix);
    Some((who, DOMAIN_SUFFIX_NATURE.at(at).with(params::SUFFIX, shown).with(params::WHO, first)))
}

/// What the bureau does not take, or asks about.
fn by_province(case: &Case, at: Path, domain: &Domain, found: &mut Vec<Finding>) {
    for (asks, severity) in common::asked(case) {
        match asks {
            Requirement::Suffix { refused, .. } => {
                let suffix = domain.suffix();
                if refused.iter().any(|one| one == suffix) {
                    found.push(
                        common::by_bureau(case, severity, at, &DOMAIN_SUFFIX_PROVINCE).with(params::SUFFIX, suffix),
                    );
                }
            }
            Requirement::LabelWords { words } => {
                let label = domain.label();
                if let Some(word) = words.iter().find(|word| label.contains(word.as_str())) {
                    found.push(common::by_bureau(case, severity, at, &DOMAIN_WORD).with(params::WORD, word));
                }
            }
            _ => {}
        }
    }
}

/// The same domain twice in the filing; said at the second.
fn twice(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    for (at, typed) in of_site(site).filter(|(_, typed)| !typed.is_empty()) {
        let earlier = case.filing.sites.iter().flat_map(of_site).take_while(|(other, _)| *other != at);
        if earlier.into_iter().any(|(_, other)| Domain::is_same(typed, other)) {
            found.push(DOMAIN_TWICE.at(at));
        }
    }
}

/// More domains than one site may have; said at the first that is too many.
fn per_site(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    if let Some(max) = case.facts.domains_per_site
        && site.domains.iter().filter(|domain| !domain.trim().is_empty()).count() > max as usize
    {
        found.push(DOMAINS_PER_SITE.at(Path::Domain(site.id, max as u8)).with(params::MAX, max));
    }
}

/// More domains than the bureau takes without further attachments.
fn count(case: &Case, found: &mut Vec<Finding>) {
    let count = count_of(case);
    for (asks, severity) in common::asked(case) {
        if let Requirement::Domains { max } = asks
            && count > usize::from(*max)
        {
            found.push(
                common::by_bureau(case, severity, Path::Sites, &DOMAIN_LIMIT)
                    .with(params::COUNT, count)
                    .with(params::MAX, max),
            );
        }
    }
}

/// How many domains the organiser has with this filing: those that are filed already count.
pub fn count_of(case: &Case) -> usize {
    let filed = case.facts.domains_filed as usize;
    filed + case.filing.sites.iter().flat_map(|site| &site.domains).filter(|domain| !domain.trim().is_empty()).count()
}

const GOOD: &[&str] = &["example-demo.com", "示例甲.中国", "ｅｘａｍｐｌｅ．ｃｏｍ.cn"];

rules! {
    /// Not a domain: what was entered is in `typed`.
    DOMAIN_SHAPE {
        id: "domain.shape",
        said_by: Browser,
        severity: Error,
        zh: "“{typed}”不是域名；域名由字母、数字、连字符或汉字和后缀组成，如 example.com",
        en: "“{typed}” is not a domain: use letters, digits, hyphens or Chinese characters and a suffix, such as example.com",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["-bad.com", "a_b.com", "ab--cd.com"],
        passes: GOOD,
    }

    /// Begins with `www`, or has a scheme, port or path: `suggestion` is what would be right.
    DOMAIN_NOT_BARE {
        id: "domain.not-bare",
        said_by: Browser,
        severity: Error,
        zh: "只填主域名，不带 www 和网址：{suggestion}",
        en: "Enter the domain alone, without www or web address: {suggestion}",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["www.example.com", "https://example.com/a?b", "example.com:8080"],
        passes: GOOD,
    }

    /// The suffix is not approved for filing.
    DOMAIN_SUFFIX {
        id: "domain.suffix",
        said_by: Browser,
        severity: Error,
        zh: "后缀 {suffix} 未获工信部批准，不能备案；请换用 .com、.cn 等可备案的域名",
        en: "The suffix {suffix} is not approved for filing: use a domain under .com, .cn or another approved suffix",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["example.io", "example.org", "示例甲.香港"],
        passes: GOOD,
    }

    /// A sub-domain; `suggestion` is the domain to file.
    DOMAIN_SUB {
        id: "domain.sub",
        said_by: Browser,
        severity: Error,
        zh: "子域名无需单独备案，请填 {suggestion}",
        en: "A sub-domain is covered by its main domain: enter {suggestion}",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["shop.example.com.cn", "a.b.example.com", "商店.示例甲.中国"],
        passes: GOOD,
    }

    /// Twice in this filing.
    DOMAIN_TWICE {
        id: "domain.twice",
        said_by: Browser,
        severity: Error,
        zh: "这个域名已填写过，请删除其中一处",
        en: "This domain is entered twice: remove one",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        at: "sites[3f2a9c01].domains",
        breaks: &["example.com,EXAMPLE.com", "示例甲.中国,xn--fsqv13goyc.xn--fiqs8s", "a.cn,b.cn,a.cn"],
        passes: &["example.com,example.cn", "示例甲.中国,示例乙.中国", "a.cn"],
    }

    /// A suffix that is kept for others (`who`).
    DOMAIN_SUFFIX_NATURE {
        id: "domain.suffix-nature",
        said_by: Browser,
        severity: Error,
        zh: ".{suffix} 仅限{who}使用，请更换域名或核对主办单位性质",
        en: ".{suffix} is only for {who}: use another domain, or check the organiser's nature",
        source: "HW 备案域名咨询 2025",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["example.gov.cn", "示例甲.政务", "example.mil.cn"],
        passes: GOOD,
    }

    /// A body of the state (党政机关) outside its own suffixes; of a public institution a risk.
    DOMAIN_PUBLIC_BODY {
        id: "domain.public-body",
        said_by: Browser,
        severity: Error,
        zh: "{nature}的网站应使用 {expected} 域名",
        en: "Sites of this nature ({nature}) should use domains under {expected}",
        source: "《互联网政务应用安全管理规定》2024；HW 备案域名咨询 2025",
        given: &[("organiser.nature", "government")],
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["example.com", "example.cn", "示例甲.公司"],
        passes: &["example.gov.cn", "示例甲.政务", "示例甲.政务.cn"],
    }

    /// The bureau does not take this suffix.
    DOMAIN_SUFFIX_PROVINCE {
        id: "domain.suffix-province",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局不受理 .{suffix} 域名",
        en: "The bureau of {province} does not accept domains under .{suffix}",
        source: "TQ 各省管局要求 2022（北京）",
        bureau: "kind = \"suffix\"\nrefused = [\"asia\", \"me\"]",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["example.asia", "example.me", "EXAMPLE.ASIA"],
        passes: GOOD,
    }

    /// A word in the domain that the bureau asks about.
    DOMAIN_WORD {
        id: "domain.word",
        said_by: Browser,
        severity: Error,
        zh: "域名含“{word}”，{province}通信管理局要求相应资质或在备注中说明",
        en: "The domain contains “{word}”: the bureau of {province} asks for an approval or an explanation in the remarks",
        source: "TQ 各省管局要求 2022（上海、北京）",
        bureau: "kind = \"label_words\"\nwords = [\"game\", \"国家\"]",
        at: "sites[3f2a9c01].domains[0]",
        breaks: &["mygame.com", "game.cn", "国家示例.中国"],
        passes: GOOD,
    }

    /// More domains than the bureau takes without further attachments.
    DOMAIN_LIMIT {
        id: "domain.limit",
        said_by: Browser,
        severity: Error,
        zh: "连同已备案的共 {count} 个域名；超过 {max} 个时，{province}通信管理局要求补充说明材料",
        en: "{count} domains with those already filed: beyond {max} the bureau of {province} asks for further attachments",
        source: "TQ 各省管局要求 2022",
        bureau: "kind = \"domains\"\nmax = 2",
        at: "sites[3f2a9c01].domains",
        breaks: &["a.cn,b.cn,c.cn", "a.com,b.com,c.com,d.com", "示例甲.中国,示例乙.中国,a.cn"],
        passes: &["a.cn,b.cn", "a.cn", "示例甲.中国,示例乙.中国"],
    }

    /// More domains at one site than the operator or the bureau takes.
    DOMAINS_PER_SITE {
        id: "domain.per-site",
        said_by: Browser,
        severity: Error,
        zh: "每个网站最多填 {max} 个域名，请删除多余的",
        en: "A site can have at most {max} domains: remove the others",
        source: "TQ 网站信息 2022",
        at: "sites[3f2a9c01].domains",
        breaks: &["a.cn,b.cn,c.cn", "a.cn,b.cn,c.cn,d.cn", "示例甲.中国,示例乙.中国,a.cn"],
        passes: &["a.cn", "a.cn,b.cn", ""],
    }

    /// A suffix that the bureau of one province takes, and no other.
    DOMAIN_SUFFIX_SOME {
        id: "domain.suffix-some",
        said_by: Server,
        severity: Risk,
        zh: ".{suffix} 域名只能在{province}备案",
        en: "Domains under .{suffix} can be filed in {province} only",
        source: "TQ 备案域名 2022",
        params: [("suffix", "tel"), ("province", "bj")],
    }

    /// The operator's newer list of suffixes has it no more; the list's date and whom to ask are in `say`.
    DOMAIN_SUFFIX_UNLISTED {
        id: "domain.suffix-unlisted",
        said_by: Server,
        severity: Error,
        zh: "本站的可备案域名后缀名单里没有 .{suffix}，请换用其他域名，或联系客服确认{say}",
        en: "This provider's list of suffixes that can be filed does not have .{suffix}: take another domain, or ask its support{say}",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        params: [
            ("suffix", "xyz"),
            ("say_zh", "（名单日期 2026-11-01，客服 400-000-0000）"),
            ("say_en", " (list of 2026-11-01; 400-000-0000)"),
        ],
    }

    /// Filed here already.
    DOMAIN_FILED {
        id: "domain.filed",
        said_by: Server,
        severity: Error,
        zh: "这个域名已备案，不用再办首次备案；更换主办单位的，请先注销原备案",
        en: "This domain is already filed and needs no first filing; if it has a new organiser, cancel the old filing first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// Filed already, or in another running filing.
    DOMAIN_TAKEN {
        id: "domain.taken",
        said_by: Server,
        severity: Error,
        zh: "这个域名已备案，或正在其他订单中备案，请先注销或取消那一处",
        en: "This domain is already filed, or in another open filing: cancel that one first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// Not registered, as far as the registry says.
    DOMAIN_UNREGISTERED {
        id: "domain.unregistered",
        said_by: Server,
        severity: Error,
        zh: "查不到这个域名的注册信息，请先注册并完成实名认证",
        en: "No registration of this domain was found: register it and verify the owner first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// Its registration ends too soon (`until`).
    DOMAIN_EXPIRES {
        id: "domain.expires",
        said_by: Server,
        severity: Error,
        zh: "域名将于 {until} 到期，请先续费",
        en: "The registration ends on {until}: renew it first",
        source: "TQ 备案域名 2022",
        params: [("until", "2026-12-01")],
    }

    /// Registered by somebody else than the organiser.
    DOMAIN_HOLDER {
        id: "domain.holder",
        said_by: Server,
        severity: Error,
        zh: "域名所有者与主办单位不一致，请先过户或更正实名信息",
        en: "The domain's owner is not the organiser: transfer it or correct its real-name data first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// The registrar is not approved in mainland China.
    DOMAIN_REGISTRAR {
        id: "domain.registrar",
        said_by: Server,
        severity: Error,
        zh: "域名在未获批准的注册商处注册，请先转入境内注册商",
        en: "The registrar is not approved in mainland China: transfer the domain first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// The registration hides its owner.
    DOMAIN_PRIVACY {
        id: "domain.privacy",
        said_by: Server,
        severity: Error,
        zh: "域名开启了隐私保护，请先关闭",
        en: "Privacy protection hides the domain's owner: switch it off first",
        source: "TQ 备案域名 2022",
        params: [],
    }

    /// The owner was not verified, or too recently (`ready`).
    DOMAIN_UNVERIFIED {
        id: "domain.unverified",
        said_by: Server,
        severity: Error,
        zh: "域名实名信息尚未同步到工信部，请在 {ready} 之后提交",
        en: "The domain's real-name data has not reached the ministry: submit after {ready}",
        source: "TQ 备案域名 2022",
        params: [("ready", "2026-12-01")],
    }

    /// The site answers although it is not filed.
    DOMAIN_LIVE {
        id: "domain.live",
        said_by: Server,
        severity: Risk,
        zh: "网站已能访问；备案完成前须暂停解析或关闭网站",
        en: "The site is already online: pause its DNS or close it until the filing is complete",
        source: "TQ 备案域名 2022",
        params: [],
    }
}
