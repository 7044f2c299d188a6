//! What people are told by SMS and e-mail beside what happens to a filing (`told`): a code, and the link of a hand-off in the language of who
//! has it sent.

use super::{Lang, fields};
use beian_model::{Path, PersonRef, Timestamp};

/// A link that is sent to a person elsewhere (远程核验链接).
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// Who asks: the account's mobile number, masked.
    pub account: &'a str,
    /// Name of the organiser; may be empty.
    pub organiser: &'a str,
    /// What is asked for: a person's verification, or the slot of an attachment.
    pub of: Path,
    /// Name of the site that it belongs to; may be empty.
    pub site: &'a str,
    /// Until when the link can be opened.
    pub until: Timestamp,
    /// The address.
    pub address: &'a str,
}

/// Longest name in a message, in characters: a message is paid by length.
const LONGEST_NAME: usize = 40;

/// A moment as a message says it, in the time of China.
pub fn in_china(at: Timestamp) -> String {
    let minutes = (at.0 + 8 * 3600).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", at.date_in_china(), minutes / 60, minutes % 60)
}

/// Who asks whom for what, until when, and where: so that nobody opens a camera for a stranger.
pub fn link(link: &Link<'_>, lang: Lang) -> String {
    let Link { account, of, until, address, .. } = *link;
    let short = |name: &str| name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect::<String>();
    let (organiser, site) = (short(link.organiser.trim()), short(link.site.trim()));
    let until = in_china(until);
    match lang {
        Lang::Chinese => {
            let organiser =
                if organiser.is_empty() { "（名称未填写）".to_owned() } else { format!("“{organiser}”") };
            let site = if site.is_empty() { String::new() } else { format!("“{site}”") };
            let what = match of.verified_person() {
                Some(PersonRef::Organiser) => "以主体负责人身份完成真实性核验".to_owned(),
                Some(PersonRef::Site(_)) => format!("以网站{site}负责人身份完成真实性核验"),
                None => format!("拍摄备案材料：{}", fields::label(of, lang).trim_end_matches("（选填）")),
            };
            format!(
                "【网站备案】{account} 为主办单位{organiser}办理网站备案，请您{what}。请本人在 {until} 前用手机打开 {address} 。如不认识对方请勿打开，也不要转发。"
            )
        }
        Lang::English => {
            let organiser =
                if organiser.is_empty() { "(no name yet)".to_owned() } else { format!("“{organiser}”") };
            let site = if site.is_empty() { "a website".to_owned() } else { format!("the website “{site}”") };
            let what = match of.verified_person() {
                Some(PersonRef::Organiser) => "verify who you are, as its responsible person".to_owned(),
                Some(PersonRef::Site(_)) => format!("verify who you are, as the person responsible for {site}"),
                None => {
                    format!("photograph an attachment: {}", fields::label(of, lang).trim_end_matches(" (optional)"))
                }
            };
            format!(
                "[Website filing] {account} is filing a website for {organiser} and asks you to {what}. Open this on your own phone before {until} (China time): {address} If you do not know who asks, do not open it or pass it on."
            )
        }
    }
}

/// An SMS code, for sign-in or for proving a number.
pub fn code(code: &str, minutes: i64) -> String {
    format!("【网站备案】您的验证码是 {code}，{minutes} 分钟内有效。请勿告诉他人。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{OrganiserField, PersonField, SiteId};

    #[test]
    fn a_link_says_who_asks_for_what_and_until_when() {
        let site = SiteId(1);
        let person = |person| Path::person(person, PersonField::Verification);
        let said = |of, organiser, lang| {
            let (account, address) = ("138****8000", "https://beian.example.com/p#secret");
            // Noon of 24 November 2026 in China.
            let until = Timestamp(20_781 * 86_400 + 4 * 3600);
            link(&Link { account, organiser, of, site: "示例一企业展示", until, address }, lang)
        };
        for (of, words) in [
            (person(PersonRef::Organiser), ["主体负责人", "its responsible person"]),
            (person(PersonRef::Site(site)), ["网站“示例一企业展示”负责人", "the website “示例一企业展示”"]),
            (Path::Organiser(OrganiserField::Licence), ["主办单位证件照片", "Picture of the certificate"]),
        ] {
            for (lang, word) in Lang::ALL.iter().zip(words) {
                let text = said(of, "深圳示例一科技有限公司", *lang);
                for part in ["138****8000", "深圳示例一科技有限公司", "2026-11-24 12:00", "/p#secret", word]
                {
                    assert!(text.contains(part), "{part}: {text}");
                }
                // The address ends where a phone sees its end.
                assert!(text.contains("/p#secret "), "{text}");
            }
        }
        let long = "长".repeat(90);
        assert_eq!(said(person(PersonRef::Organiser), &long, Lang::Chinese).matches('长').count(), LONGEST_NAME);
        assert!(said(person(PersonRef::Organiser), " \n", Lang::Chinese).contains("（名称未填写）"));
    }
}
