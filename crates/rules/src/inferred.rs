//! What one answer tells of others, so that nobody types it: a credit code tells nature, certificate and province.

use super::identifiers::document;
use super::identifiers::resident_id::ResidentId;
use super::identifiers::uscc::{Uscc, natures_of};
use beian_model::{CertificateType, Date, Filing, Nature, Province};

/// What a unified social credit code (统一社会信用代码) tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The province whose department registered the organiser; nothing for the national one.
    pub province: Option<Province>,
    /// Its nature; of several that share a kind of code, the usual one.
    pub nature: Nature,
    /// The certificate on which such a code is printed for that nature.
    pub certificate_type: Option<CertificateType>,
}

/// What a certificate number tells; nothing unless it is a whole credit code with the right check character
/// (GB 32100-2015, tables 1 and 2).
pub fn inferred_from(number: &str) -> Option<Inferred> {
    let code = Uscc::parse(number).ok()?;
    let nature = natures_of(code.kind()).next()?;
    Some(Inferred { province: code.province(), nature, certificate_type: nature.certificates().first().copied() })
}

/// What an ID number (公民身份号码) tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Birth date (出生日期).
    pub birth: Date,
    /// A woman (女), else a man (男).
    pub is_woman: bool,
    /// Age in completed years (周岁) on the day of the check.
    pub age: i16,
}

/// What the number of an ID card or of a foreigner's permanent residence card tells; nothing unless it is whole and its check
/// character right (GB 11643-1999).
pub fn holder_of(number: &str, today: Date) -> Option<Holder> {
    let (birth, is_woman) = match ResidentId::parse(number, today) {
        Ok(id) => (id.birth(), id.is_woman()),
        Err(_) => document::permanent_residence(number, today).map(|holder| (holder.birth, holder.is_woman)).ok()?,
    };
    Some(Holder { birth, is_woman, age: birth.years_until(today) })
}

/// Puts what the certificate number tells into the choices that are still empty. Says whether any was.
pub fn fill_in_inferred(filing: &mut Filing) -> bool {
    let Some(told) = inferred_from(&filing.organiser.certificate_number) else { return false };
    let before = (filing.province, filing.organiser.nature, filing.organiser.certificate_type);
    let organiser = &mut filing.organiser;
    // A nature that was chosen decides which certificates there are; the code's own is then none of our business.
    if organiser.nature.is_none_or(|nature| nature == told.nature) {
        organiser.nature = Some(told.nature);
        organiser.certificate_type = organiser.certificate_type.or(told.certificate_type);
    }
    filing.province = filing.province.or(told.province);
    before != (filing.province, filing.organiser.nature, filing.organiser.certificate_type)
}

/// A mailing address (通信地址) out of the address on the certificate (证件住所): without province, city and district, which are
/// chosen apart. The names are official ones; a city that is a municipality is not said twice.
pub fn without_region<'a>(address: &'a str, names: &[&str]) -> &'a str {
    let mut rest = address.trim();
    for name in names.iter().filter(|name| !name.is_empty()) {
        rest = rest.strip_prefix(name).unwrap_or(rest).trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::SiteId;

    #[test]
    fn a_mailing_address_is_the_rest_of_the_certificates() {
        let names = ["广东省", "深圳市", "南山区"];
        for (address, rest) in [
            ("广东省深圳市南山区科技园路1号301室", "科技园路1号301室"),
            ("深圳市南山区科技园路1号301室", "科技园路1号301室"),
            ("广东省 深圳市 南山区 科技园路1号", "科技园路1号"),
            ("科技园路1号301室", "科技园路1号301室"),
            ("", ""),
        ] {
            assert_eq!(without_region(address, &names), rest, "{address}");
        }
        assert_eq!(without_region("北京市朝阳区建国路1号", &["北京市", "北京市", "朝阳区"]), "建国路1号");
    }

    #[test]
    fn an_id_number_tells_birth_sex_and_age() {
        let today: Date = "2026-11-24".parse().unwrap();
        let birth = "1985-12-31".parse().unwrap();
        assert_eq!(holder_of("440399198512310026", today), Some(Holder { birth, is_woman: true, age: 40 }));
        assert_eq!(holder_of("440399198512310027", today), None, "the check character is wrong");
        assert_eq!(holder_of("", today), None);
    }

    #[test]
    fn a_code_fills_what_is_empty_and_nothing_else() {
        let mut filing = Filing::new(SiteId(1));
        assert!(!fill_in_inferred(&mut filing));
        filing.organiser.certificate_number = "91440399MA00AAAA4".to_owned();
        assert!(!fill_in_inferred(&mut filing), "not yet whole");
        filing.organiser.certificate_number = "91440399MA00AAAA44".to_owned();
        assert!(fill_in_inferred(&mut filing));
        assert_eq!(filing.province, Some(Province::Guangdong));
        assert_eq!(filing.organiser.nature, Some(Nature::Enterprise));
        assert_eq!(filing.organiser.certificate_type, Some(CertificateType::BusinessLicence));
        assert!(!fill_in_inferred(&mut filing), "nothing is left to fill");

        let mut chosen = Filing::new(SiteId(1));
        chosen.province = Some(Province::Beijing);
        chosen.organiser.nature = Some(Nature::LawFirm);
        chosen.organiser.certificate_number = "91440399MA00AAAA44".to_owned();
        assert!(!fill_in_inferred(&mut chosen), "what was chosen stays");
        assert_eq!((chosen.province, chosen.organiser.certificate_type), (Some(Province::Beijing), None));
    }
}
