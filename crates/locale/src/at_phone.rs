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
            let minutes = if it.of.verified_person().is_some() { "It takes about 3 minutes. " } else { "" };
            [
                format!(
                    "{before} {minutes}You need this phone only, and no computer. Finish before {until} (China); after {idle} minutes away the link ends as well."
                ),
                format!("Your answer is shown to {who}."),
                format!(
                    "The server checks what you sent, in a few seconds as a rule. You can close this page now: the result is shown to {who}."
                ),
                format!("You can close this page: the result is shown to {who}."),
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
