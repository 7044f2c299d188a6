//! The real name of an account (账号实名认证) against the organiser of its filing: the two must be the same (TQ 主体信息).

use crate::accounts::stored::Account;
use crate::app::App;
use crate::config::KnownAccount;
use crate::config::tables::is_same_number;
use crate::http::problem::Answer;
use beian_locale::known::RealName;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::{Date, Finding, OrganiserField, Path, params};
use beian_rules::checks::organiser_name::REAL_NAME;
use beian_rules::{mask_document, text, text_as_read};

/// What is known of the real name of an account: what the identity provider said with which it signed in, or else the embedded table of the
/// settings, by its mobile number. A provider's own system is asked here.
///
/// # Errors
/// When the database fails, or who is asked does not answer; the table always does.
async fn known(app: &App, account: &Account) -> Answer<Option<KnownAccount>> {
    if let Some(said) = app.store.real_name_of(&account.id).await? {
        return Ok(Some(KnownAccount {
            mobile: account.mobile.clone(),
            name: said.name,
            kind: said.certificate_kind,
            number: said.certificate_number,
        }));
    }
    Ok(app.config.accounts.iter().find(|one| is_same_number(&one.mobile, &account.mobile)).cloned())
}

/// Where a filing's organiser is not whom the account's real name names, each field by itself. What is not known of the account stands
/// against nothing, and neither does what is still empty.
///
/// # Errors
/// As for [`known`].
pub async fn against(app: &App, account: &Account, filing: &beian_model::Filing) -> Answer<Vec<Finding>> {
    let Some(known) = known(app, account).await? else { return Ok(Vec::new()) };
    Ok(differing(&known, filing, &app.config.real_name_guide, app.clock.now().date_in_china()))
}

fn differing(known: &KnownAccount, filing: &beian_model::Filing, guide: &str, today: Date) -> Vec<Finding> {
    let read = |field, text: &str| {
        let path = Path::Organiser(field);
        text_as_read(path, text, today).into_owned()
    };
    let of = |field: OrganiserField, typed: &str, real: &str, is_same: fn(&str, &str) -> bool, word: Word| {
        let (typed, real) = (read(field, typed), read(field, real));
        let differs = !typed.is_empty() && !real.is_empty() && !is_same(&typed, &real);
        differs.then(|| said(word, Path::Organiser(field), &real, guide))
    };
    let organiser = &filing.organiser;
    let same_number = |one: &str, other: &str| text::number(one) == text::number(other);
    let name = of(OrganiserField::Name, &organiser.name, &known.name, text::is_same_name, RealName::Name);
    let kind = known.kind.filter(|real| organiser.certificate_type.is_some_and(|typed| typed != *real));
    let kind = kind.map(|real| {
        let path = Path::Organiser(OrganiserField::CertificateType);
        said_by(RealName::Kind, path, |lang| real.text(lang).to_owned(), guide)
    });
    let number = of(
        OrganiserField::CertificateNumber,
        &organiser.certificate_number,
        &known.number,
        same_number,
        RealName::Number,
    );
    name.into_iter().chain(kind).chain(number).collect()
}

/// The sentence in both languages; the operator's guide stands behind it, where there is one.
fn said(word: Word, at: Path, real: &str, guide: &str) -> Finding {
    said_by(word, at, |_| real.to_owned(), guide)
}

/// The same, where what is known is called otherwise in each language.
fn said_by(word: Word, at: Path, real: impl Fn(Lang) -> String, guide: &str) -> Finding {
    let sentence = |lang| {
        let (real, masked) = (real(lang), mask_document(&real(lang)));
        let mut sentence = word.text(lang).to_owned();
        if !guide.is_empty() {
            sentence.push_str(RealName::Guide.text(lang));
        }
        fill(&sentence, |name| match name {
            "name" | "kind" => Some(&real),
            "number" => Some(&masked),
            _ => Some(guide),
        })
    };
    REAL_NAME.at(at).with(params::SAY_ZH, sentence(Lang::Chinese)).with(params::SAY_EN, sentence(Lang::English))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::CertificateType;
    use beian_model::sample::complete_filing;

    #[test]
    fn only_what_is_known_and_another_is_said() {
        let (filing, _) = complete_filing();
        let (own_name, own_number) = (filing.organiser.name.as_str(), filing.organiser.certificate_number.as_str());
        let (name, number) = ("organiser.name", "organiser.certificate_number");
        let spaced: String = own_number.to_lowercase().chars().flat_map(|c| [c, ' ']).collect();
        let table: [(&str, &str, &[&str]); 7] = [
            ("", "", &[]),
            (own_name, own_number, &[]),
            (own_name, "", &[]),
            (&format!(" {own_name} "), &spaced, &[]),
            ("深圳示例二科技有限公司", own_number, &[name]),
            (own_name, "91440399MA00D00000", &[number]),
            ("示例甲", "91440399MA00D00000", &[name, number]),
        ];
        let today = "2026-11-24".parse().unwrap();
        for (real_name, real_number, expected) in table {
            let known =
                KnownAccount { mobile: String::new(), name: real_name.into(), kind: None, number: real_number.into() };
            let found: Vec<_> =
                differing(&known, &filing, "", today).into_iter().map(|one| one.path.to_string()).collect();
            assert_eq!(found, expected, "{real_name} {real_number}");
        }
    }

    #[test]
    fn another_kind_of_certificate_is_said_by_its_name() {
        let (filing, _) = complete_filing();
        let today = "2026-11-24".parse().unwrap();
        let own = filing.organiser.certificate_type.unwrap();
        let found = |kind| {
            let known = KnownAccount { mobile: String::new(), name: String::new(), kind, number: String::new() };
            differing(&known, &filing, "", today)
        };
        assert!(found(None).is_empty() && found(Some(own)).is_empty());
        let other = if own == CertificateType::OrganisationCode {
            CertificateType::BusinessLicence
        } else {
            CertificateType::OrganisationCode
        };
        let found = found(Some(other));
        assert_eq!(found[0].path.to_string(), "organiser.certificate_type");
        let said = found[0].get(params::SAY_ZH).unwrap();
        assert!(said.contains(other.text(Lang::Chinese)) && !said.contains('{'), "{said}");
    }

    #[test]
    fn the_sentence_says_whom_and_where_to_change_it_and_no_whole_number() {
        let (filing, _) = complete_filing();
        let real = ("深圳示例二科技有限公司", "91440399MA00D00000");
        let known = KnownAccount { mobile: String::new(), name: real.0.into(), kind: None, number: real.1.into() };
        let today = "2026-11-24".parse().unwrap();
        let found = differing(&known, &filing, "https://help.example.com/real-name", today);
        for (finding, named) in found.iter().zip([real.0, &mask_document(real.1)]) {
            for say in [params::SAY_ZH, params::SAY_EN] {
                let text = finding.get(say).unwrap();
                assert!(text.contains(named) && text.contains("https://help.example.com/real-name"), "{text}");
                assert!(!text.contains(real.1) && !text.contains('{'), "{text}");
            }
        }
        let without = &differing(&known, &filing, "", today)[0];
        assert!(!without.get(params::SAY_EN).unwrap().contains("http"));
    }
}
