//! What the person at a phone reads of their own situation, in sentences that the server sends: whether a computer stands beside them, or
//! they opened a link that somebody sent them from elsewhere.

use super::{Lang, notices};
use beian_model::{Path, PersonRef, Timestamp};

/// A hand-off as its sentences know it.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What is asked for: a person's verification, or the slot of an attachment.
    pub of: Path,
    /// Name of the site that it belongs to; may be empty.
    pub site: &'a str,
    /// Who asks: the account's mobile number, masked; may be empty.
    pub account: &'a str,
    /// Until when it must be finished, where the person is elsewhere; nothing where they have the code from a screen.
    pub remote_until: Option<Timestamp>,
    /// Seconds without a request after which it ends.
    pub idle: i64,
    /// Names of what an earlier attempt left that is not taken again.
    pub kept: &'a [String],
}

/// A sentence each: before the person agrees, after they said no, after it was sent, and once it has passed.
pub fn lines(it: &Situation<'_>, lang: Lang) -> [String; 4] {
    // What an applicant typed breaks no sentence in two: the page tells them apart by their lines.
    sentences(it, lang).map(|one| one.replace(char::is_control, " "))
}

fn sentences(it: &Situation<'_>, lang: Lang) -> [String; 4] {
    let said = |both: (&str, &str)| match lang {
        Lang::Chinese => both.0.to_owned(),
        Lang::English => both.1.to_owned(),
    };
    let mut before = before(it, lang);
    if !it.kept.is_empty() {
        let between = if lang == Lang::Chinese { "、" } else { "; " };
        let kept = it.kept.join(between);
        before += &match lang {
            Lang::Chinese => format!("上次拍好的会沿用，不用重拍：{kept}。要全部重拍，请另要一个二维码或链接。"),
            Lang::English => format!(
                " Kept from last time, and not taken again: {kept}. To take everything anew, ask for another code or link."
            ),
        };
    }
    let Some(until) = it.remote_until else {
        let passed = match it.of.verified_person() {
            Some(_) => (
                "电脑上的页面会自动继续。现在可以关闭本页。",
                "The page on the computer goes on by itself. You can close this page.",
            ),
            None => (
                "材料已放入备案，电脑上的页面会自动显示。现在可以关闭本页。",
                "The attachment is in the filing, and the page on the computer shows it by itself. You can close this page.",
            ),
        };
        return [
            before,
            said(("电脑上已显示您的答复。", "The computer shows what you said.")),
            said((
                "服务器正在检查，通常只需几秒。现在就可以关闭本页，结果也会显示在电脑上。",
                "The server checks what you sent, in a few seconds as a rule. You can close this page now: the computer shows the result too.",
            )),
            said(passed),
        ];
    };
    let (until, idle) = (notices::in_china(until), it.idle / 60);
    let who = match (it.account, lang) {
        ("", Lang::Chinese) => "发起人",
        ("", Lang::English) => "whoever asked you",
        (account, _) => account,
    };
    match lang {
        Lang::Chinese => {
            let minutes = if it.of.verified_person().is_some() { "约 3 分钟，" } else { "" };
            let passed = if it.of.verified_person().is_some() { "" } else { "材料已放入备案。" };
            [
                format!(
                    "{before}{minutes}只用这部手机，身边不需要电脑。请在 {until} 前完成；中途离开 {idle} 分钟，链接也会失效。"
                ),
                format!("{who} 会看到您的答复。"),
                format!("服务器正在检查，通常只需几秒。现在就可以关闭本页，{who} 会看到结果。"),
                format!("{passed}现在可以关闭本页，{who} 会看到结果。"),
            ]
        }
        Lang::English => {
            let is_person = it.of.verified_person().is_some();
            let minutes = if is_person { "It takes about 3 minutes. " } else { "" };
            let passed = if is_person { "" } else { "The attachment is in the filing. " };
            [
                format!(
                    "{before} {minutes}You need this phone only, and no computer. Finish before {until} (China); after {idle} minutes away the link ends as well."
                ),
                format!("Your answer is shown to {who}."),
                format!(
                    "The server checks what you sent, in a few seconds as a rule. You can close this page now: the result is shown to {who}."
                ),
                format!("{passed}You can close this page: the result is shown to {who}."),
            ]
        }
    }
}

/// As whom the person is verified, or where an attachment goes.
fn before(it: &Situation<'_>, lang: Lang) -> String {
    let site = it.site.trim();
    match (it.of.verified_person(), lang) {
        (Some(PersonRef::Organiser), Lang::Chinese) => "您将作为主体负责人接受核验。".to_owned(),
        (Some(PersonRef::Organiser), Lang::English) => {
            "You are verified as the organiser's responsible person.".to_owned()
        }
        (Some(PersonRef::Site(_)), Lang::Chinese) if site.is_empty() => "您将作为网站负责人接受核验。".to_owned(),
        (Some(PersonRef::Site(_)), Lang::Chinese) => format!("您将作为网站“{site}”的负责人接受核验。"),
        (Some(PersonRef::Site(_)), Lang::English) if site.is_empty() => {
            "You are verified as a website's responsible person.".to_owned()
        }
        (Some(PersonRef::Site(_)), Lang::English) => {
            format!("You are verified as the person responsible for the website “{site}”.")
        }
        (None, Lang::Chinese) => "拍好后直接放入备案。".to_owned(),
        (None, Lang::English) => "What you photograph goes straight into the filing.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{OrganiserField, PersonField, SiteId};

    fn said(of: Path, remote: bool, kept: &[String]) -> [[String; 4]; 2] {
        // Noon of 24 November 2026 in China.
        let noon = Timestamp(20_781 * 86_400 + 4 * 3600);
        let it = Situation {
            of,
            site: "示例一\n企业展示",
            account: "138****8000",
            remote_until: remote.then_some(noon),
            idle: 1800,
            kept,
        };
        [lines(&it, Lang::Chinese), lines(&it, Lang::English)]
    }

    #[test]
    fn a_person_elsewhere_reads_who_sees_the_result_until_when_and_of_no_computer() {
        let site = Path::person(PersonRef::Site(SiteId(1)), PersonField::Verification);
        for of in [Path::OrganiserPerson(PersonField::Verification), site, Path::Organiser(OrganiserField::Licence)] {
            let is_person = of.verified_person().is_some();
            let [zh, en] = said(of, true, &[]);
            for (lines, computer, minutes) in [(&zh, "电脑", "约 3 分钟"), (&en, "computer", "3 minutes")] {
                assert!(lines[0].contains("2026-11-24 12:00") && lines[0].contains("30"), "{lines:?}");
                assert_eq!(lines[0].contains(minutes), is_person, "{lines:?}");
                assert!(lines[1..].iter().all(|line| line.contains("138****8000")), "{lines:?}");
                assert!(lines[1..].iter().all(|line| !line.contains(computer)), "{lines:?}");
                assert_eq!(lines[0].matches(computer).count(), 1, "that there is none: {lines:?}");
            }
            // Beside a computer, that is where it goes on.
            let [zh, en] = said(of, false, &[]);
            assert!(zh[1..].iter().all(|line| line.contains("电脑")) && !zh[0].contains("电脑"), "{zh:?}");
            assert!(en[1..].iter().all(|line| line.contains("computer")), "{en:?}");
            for line in zh.iter().chain(&en) {
                assert!(!line.is_empty() && !line.contains('\n') && !line.contains("  "), "{line}");
            }
        }
        assert!(
            said(site, false, &[]).iter().all(|lines| lines[0].contains("示例一 企业展示")),
            "a line break is a blank"
        );
    }

    #[test]
    fn what_is_kept_is_named_and_how_to_take_it_anew() {
        let kept = ["身份证人像面".to_owned(), "核验视频".to_owned()];
        for remote in [false, true] {
            let [zh, _] = said(Path::OrganiserPerson(PersonField::Verification), remote, &kept);
            assert!(zh[0].contains("身份证人像面、核验视频。要全部重拍"), "{zh:?}");
        }
    }
}
