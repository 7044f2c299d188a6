//! What a change of a filing says by SMS and e-mail (备案消息通知) to its applicant and to the responsible persons, and what reminds them.

use super::notices::in_china;
use super::{Lang, Word, Words, fields, fill};
use beian_model::{Event, Path, Timestamp};

/// Who reads a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader<'a> {
    /// Whose account has the filing (办理人): told to sign in.
    Applicant,
    /// A responsible person, who may have no account: told whom to ask, the applicant as others see them (`138****8000`).
    Person(&'a str),
}

/// A reason that a reviewer or the bureau gave.
#[derive(Clone, Debug)]
pub struct Said {
    /// The field.
    pub at: Path,
    /// Name of the site that it belongs to; may be empty.
    pub site: String,
    /// The reason.
    pub text: String,
}

/// What a message is about.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Receipt number of the filing.
    pub number: String,
    /// Name of the organiser; may be empty.
    pub organiser: String,
    /// The first domain of each site.
    pub domains: Vec<String>,
    /// Reasons for a return or a rejection, in full.
    pub reasons: Vec<Said>,
    /// What the reviewer says of the whole; may be empty.
    pub note: String,
    /// Until when the next step must be done.
    pub until: Option<Timestamp>,
    /// Numbers that get the ministry's code, as others see them, each with its role.
    pub phones: Vec<(Role, String)>,
    /// Number of the organiser (主体备案号), where there is one.
    pub organiser_number: String,
    /// Domain and number of each site (网站备案号).
    pub site_numbers: Vec<(String, String)>,
    /// Where the pages are; empty where the settings do not tell.
    pub address: String,
}

/// Which responsible person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 主体负责人.
    Organiser,
    /// 网站负责人.
    Site,
    /// Both.
    Both,
}

messages! {
    /// The sentences of messages.
    pub struct Told {
        Head: "【网站备案】{who}备案订单 {number} ", "[Website filing] {who}filing {number} ";
        Of: "{organiser}的", "“{organiser}”: ";
        OfSites: "{organiser}（{domain}）的", "“{organiser}” ({domain}): ";
        AndMore: "{domain} 等 {count} 个网站", "{domain}, {count} websites in all";
        Submitted: "已提交审核。审核专员会在 1 至 2 个工作日内致电负责人核实，请保持接听。", "was submitted. A reviewer calls the responsible persons within one to two working days: please answer the phone.";
        Returned: "需要修改。{reasons}{todo}", "needs changes. {reasons}{todo}";
        Rejected: "初审未通过。{reasons}{todo}", "was rejected at the first review. {reasons}{todo}";
        Approved: "已通过初审。接下来由我们提交管局，您暂时无需操作。{note}", "passed the first review. We hand it to the bureau next; you need not do anything now. {note}";
        HandedOver: "已提交管局。工信部会向{phones}发送短信验证码，请机主在 {until} 前打开 https://beian.miit.gov.cn 的短信核验页，填写手机号、验证码和证件号码后六位；没有收到可在该页重发。", "went to the bureau. The ministry sends a code to {phones}. Before {until} (China time), each of them opens the SMS verification page of https://beian.miit.gov.cn and enters the number, the code and the last six characters of the ID document; the page can send the code again.";
        Verified: "短信核验已完成，管局正在审核。", "passed the SMS verification; the bureau is reviewing it.";
        Lapsed: "短信核验未在时限内完成。我们会重新提交，请留意新的验证码。", "was not verified by SMS in time. We hand it in again: please expect a new code.";
        Issued: "备案成功。主体备案号 {organiser_number}；{sites}。请在网站首页底部标明备案号，并链接到 https://beian.miit.gov.cn 。", "is filed. Organiser's number {organiser_number}; {sites}. Show the number at the foot of the home page, linked to https://beian.miit.gov.cn .";
        BureauRejected: "被管局驳回。{reasons}{todo}", "was rejected by the bureau. {reasons}{todo}";
        Expired: "长时间未处理，已失效。仍需备案请重新提交。", "has lapsed: nothing was done for too long. Start a new one if the website is still to be filed.";
        One: "{n}. {field}：{text}", "{n}. {field}: {text}";
        Between: "；", "; ";
        End: "。", ". ";
        SiteField: "“{site}”{field}", "“{site}”, {field}";
        Whole: "整体", "as a whole";
        SignIn: "请在 {until} 前登录 {address} 修改后重新提交，逾期失效。", "Sign in at {address}, correct it and submit it again before {until} (China time); after that it lapses.";
        SignInSomewhere: "请在 {until} 前登录备案控制台修改后重新提交，逾期失效。", "Sign in to the filing console, correct it and submit it again before {until} (China time); after that it lapses.";
        AskApplicant: "请联系办理人 {applicant} 修改。", "Please ask {applicant}, who files it, to correct it.";
        OrganiserPerson: "主体负责人 {phone}", "{phone} (the organiser's responsible person)";
        SitePerson: "网站负责人 {phone}", "{phone} (the website's responsible person)";
        BothPersons: "主体和网站负责人 {phone}", "{phone} (responsible for organiser and website)";
        PhoneBetween: "、", ", ";
        SiteNumber: "{domain}：{number}", "{domain}: {number}";
        NotSubmitted: "还没有提交，已搁置 {days} 天。请在 {until} 前登录 {address} 完成，逾期失效。", "is not submitted yet; nothing was done for {days} days. Sign in at {address} and finish it before {until} (China time); after that it lapses.";
        NotCorrected: "退回后还没有重新提交，已过 {days} 天。请在 {until} 前登录 {address} 修改，逾期失效。", "was returned {days} days ago and not submitted again. Sign in at {address} and correct it before {until} (China time); after that it lapses.";
        NotVerified: "的短信核验将在 {until} 截止。如{phones}还没有核验，请机主打开 https://beian.miit.gov.cn 填写手机号、验证码和证件号码后六位；已完成请忽略。", "must be verified by SMS before {until} (China time). If that is not done yet, {phones} opens https://beian.miit.gov.cn and enters the number, the code and the last six characters of the ID document. If it is done, ignore this message.";
        Overdue: "【网站备案】{count} 件备案等待我们处理已超过 2 个工作日：{list}{more}。请安排审核：{address}", "[Website filing] {count} filings have waited for us longer than two working days: {list}{more}. Please see to them: {address}";
        OverdueMore: "等", " and others";
        OverdueNobody: "{number}（{organiser}，无人认领）", "{number} ({organiser}, nobody has it)";
        OverdueWith: "{number}（{organiser}，{who}）", "{number} ({organiser}, {who})";
        Desk: "审核台", "the desk";
        Mentioned: "【网站备案】{by} 在备案订单 {number}（{organiser}）的内部备注中提到了您：{text}\n查看：{address}", "[Website filing] {by} named you in a remark on filing {number} ({organiser}): {text}\nSee it: {address}";
        CallAgain: "【网站备案】备案订单 {number}（{organiser}）一小时前的电话没有接通，请再次拨打。{hours}查看：{address}", "[Website filing] The call about filing {number} ({organiser}) reached nobody an hour ago: please call again. {hours}See it: {address}";
        CallHours: "申请人方便接听的时间：{hours}。", "The applicant can be reached: {hours}. ";
        TurnOff: "不再接收提醒：{address}", "Turn reminders off: {address}";
        Console: "备案控制台", "the filing console";
    }
}

/// What reminds somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// A draft that was not submitted (草稿), for so many days.
    NotSubmitted(i64),
    /// A returned one that was not submitted again, for so many days.
    NotCorrected(i64),
    /// The SMS verification (短信核验) runs out.
    NotVerified,
}

/// A template with its places filled; what the list does not name is empty.
fn with(word: Word, lang: Lang, values: &[(&str, &str)]) -> String {
    fill(word.text(lang), |name| Some(values.iter().find(|(of, _)| *of == name).map_or("", |(_, value)| value)))
}

impl About {
    fn head(&self, lang: Lang) -> String {
        let count = self.domains.len().to_string();
        let domain = match self.domains.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, ..] => with(Told::AndMore, lang, &[("domain", first), ("count", &count)]),
        };
        let who = match (self.organiser.as_str(), domain.as_str()) {
            ("", "") => String::new(),
            (one, "") | ("", one) => with(Told::Of, lang, &[("organiser", one)]),
            (organiser, domain) => with(Told::OfSites, lang, &[("organiser", organiser), ("domain", domain)]),
        };
        with(Told::Head, lang, &[("who", &who), ("number", &self.number)])
    }

    fn reasons(&self, lang: Lang) -> String {
        let mut said: Vec<String> = Vec::new();
        for (n, reason) in self.reasons.iter().enumerate() {
            let label = match reason.at {
                Path::Filing => Told::Whole.text(lang),
                at => fields::label(at, lang),
            };
            let field = match reason.site.as_str() {
                "" => label.to_owned(),
                site => with(Told::SiteField, lang, &[("site", site), ("field", label)]),
            };
            // A sentence that ends itself needs no end from us.
            let text = reason.text.trim_end_matches(['。', '.', '；', ';']);
            let n = (n + 1).to_string();
            said.push(with(Told::One, lang, &[("n", &n), ("field", &field), ("text", text)]));
        }
        let note = self.note.trim_end_matches(['。', '.']);
        said.extend((!note.is_empty()).then(|| note.to_owned()));
        if said.is_empty() { String::new() } else { said.join(Told::Between.text(lang)) + Told::End.text(lang) }
    }

    fn until(&self) -> String {
        self.until.map(in_china).unwrap_or_default()
    }

    fn address(&self, lang: Lang) -> &str {
        if self.address.is_empty() { Told::Console.text(lang) } else { &self.address }
    }

    fn to_do(&self, reader: Reader<'_>, lang: Lang) -> String {
        let until = self.until();
        match reader {
            Reader::Person(applicant) => with(Told::AskApplicant, lang, &[("applicant", applicant)]),
            Reader::Applicant if self.address.is_empty() => with(Told::SignInSomewhere, lang, &[("until", &until)]),
            Reader::Applicant => with(Told::SignIn, lang, &[("until", &until), ("address", &self.address)]),
        }
    }

    fn phones(&self, lang: Lang) -> String {
        let said: Vec<String> = self
            .phones
            .iter()
            .map(|(role, phone)| {
                let word = match role {
                    Role::Organiser => Told::OrganiserPerson,
                    Role::Site => Told::SitePerson,
                    Role::Both => Told::BothPersons,
                };
                with(word, lang, &[("phone", phone)])
            })
            .collect();
        said.join(Told::PhoneBetween.text(lang))
    }

    fn sites(&self, lang: Lang) -> String {
        let said: Vec<String> = self
            .site_numbers
            .iter()
            .map(|(domain, number)| with(Told::SiteNumber, lang, &[("domain", domain), ("number", number)]))
            .collect();
        said.join(Told::Between.text(lang))
    }
}

/// What a change of state says; nothing where nobody needs to be told.
pub fn event(event: Event, about: &About, reader: Reader<'_>, lang: Lang) -> Option<String> {
    let word = match event {
        Event::Submit => Told::Submitted,
        Event::Return => Told::Returned,
        Event::Reject => Told::Rejected,
        Event::Approve => Told::Approved,
        Event::HandToBureau => Told::HandedOver,
        Event::SmsVerified => Told::Verified,
        Event::SmsFailed => Told::Lapsed,
        Event::BureauApprove => Told::Issued,
        Event::BureauReject => Told::BureauRejected,
        Event::Expire => Told::Expired,
        Event::Withdraw | Event::Abandon => return None,
    };
    let text = with(
        word,
        lang,
        &[
            ("reasons", &about.reasons(lang)),
            ("todo", &about.to_do(reader, lang)),
            ("note", &about.note),
            ("phones", &about.phones(lang)),
            ("until", &about.until()),
            ("organiser_number", &about.organiser_number),
            ("sites", &about.sites(lang)),
        ],
    );
    Some((about.head(lang) + &text).trim_end().to_owned())
}

/// What a reminder says.
pub fn reminder(of: Reminder, about: &About, lang: Lang) -> String {
    let (word, days) = match of {
        Reminder::NotSubmitted(days) => (Told::NotSubmitted, days),
        Reminder::NotCorrected(days) => (Told::NotCorrected, days),
        Reminder::NotVerified => (Told::NotVerified, 0),
    };
    let text = with(
        word,
        lang,
        &[
            ("days", &days.to_string()),
            ("until", &about.until()),
            ("address", about.address(lang)),
            ("phones", &about.phones(lang)),
        ],
    );
    about.head(lang) + &text
}

/// A filing that waits for staff for too long.
#[derive(Clone, Debug)]
pub struct Overdue {
    /// Receipt number.
    pub number: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Who has it (their name).
    pub who: Option<String>,
}

/// Most filings that a message names.
const MOST_NAMED: usize = 20;

/// What seniors are told of filings that wait too long (升级提醒); `desk` is the address of the desk, empty where it is not known.
pub fn overdue(filings: &[Overdue], desk: &str, lang: Lang) -> String {
    let one = |filing: &Overdue| {
        let word = if filing.who.is_some() { Told::OverdueWith } else { Told::OverdueNobody };
        let who = filing.who.as_deref().unwrap_or_default();
        with(word, lang, &[("number", &filing.number), ("organiser", &filing.organiser), ("who", who)])
    };
    let named: Vec<String> = filings.iter().take(MOST_NAMED).map(one).collect();
    let more = if filings.len() > MOST_NAMED { Told::OverdueMore.text(lang) } else { "" };
    with(
        Told::Overdue,
        lang,
        &[
            ("count", &filings.len().to_string()),
            ("list", &named.join(Told::Between.text(lang))),
            ("more", more),
            ("address", if desk.is_empty() { Told::Desk.text(lang) } else { desk }),
        ],
    )
}

/// A filing, to colleagues.
#[derive(Clone, Debug)]
pub struct Case {
    /// Receipt number.
    pub number: String,
    /// Name of the organiser.
    pub organiser: String,
}

/// What a colleague is told whom a remark names; `case` is the address of the filing at the desk, empty where it is not known.
pub fn mentioned(of: &Case, by: &str, text: &str, case: &str, lang: Lang) -> String {
    let address = if case.is_empty() { Told::Desk.text(lang) } else { case };
    let Case { number, organiser } = of;
    let values = [("by", by), ("number", number), ("organiser", organiser), ("text", text), ("address", address)];
    with(Told::Mentioned, lang, &values)
}

/// What reminds a colleague to call again (再次致电); `hours`: when the applicant can be reached, in their words, may be empty.
pub fn call_again(of: &Case, hours: &str, case: &str, lang: Lang) -> String {
    let address = if case.is_empty() { Told::Desk.text(lang) } else { case };
    let hours = hours.trim();
    let hours = if hours.is_empty() { String::new() } else { with(Told::CallHours, lang, &[("hours", hours)]) };
    let Case { number, organiser } = of;
    let values = [("number", number.as_str()), ("organiser", organiser), ("hours", &hours), ("address", address)];
    with(Told::CallAgain, lang, &values)
}

/// How reminders are turned off, to be said behind one; nothing where the pages' address is not known.
pub fn turn_off(page: &str, lang: Lang) -> String {
    with(Told::TurnOff, lang, &[("address", page)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{OrganiserField, SiteField, SiteId};

    fn about() -> About {
        About {
            number: "BA20261128000014".to_owned(),
            organiser: "深圳示例一科技有限公司".to_owned(),
            domains: vec!["example.com".to_owned(), "example-shop.cn".to_owned()],
            reasons: vec![
                Said {
                    at: Path::Organiser(OrganiserField::Address),
                    site: String::new(),
                    text: "请填写到门牌号。".to_owned(),
                },
                Said {
                    at: Path::Site(SiteId(1), SiteField::Name),
                    site: "示例商城".to_owned(),
                    text: "名称与经营范围不符".to_owned(),
                },
            ],
            // Noon of 24 November 2026 in China.
            until: Some(Timestamp(20_781 * 86_400 + 4 * 3600)),
            phones: vec![(Role::Organiser, "138****8000".to_owned()), (Role::Site, "139****9000".to_owned())],
            organiser_number: "粤ICP备2026000001号".to_owned(),
            site_numbers: vec![("example.com".to_owned(), "粤ICP备2026000001号-1".to_owned())],
            address: "https://beian.example.com".to_owned(),
            ..About::default()
        }
    }

    #[test]
    fn a_return_says_of_what_why_in_full_until_when_and_where() {
        let text = event(Event::Return, &about(), Reader::Applicant, Lang::Chinese).unwrap();
        assert_eq!(
            text,
            "【网站备案】深圳示例一科技有限公司（example.com 等 2 个网站）的备案订单 BA20261128000014 需要修改。1. 通信地址：请填写到门牌号；2. “示例商城”网站名称：名称与经营范围不符。请在 2026-11-24 12:00 前登录 https://beian.example.com 修改后重新提交，逾期失效。"
        );
        let english = event(Event::Return, &about(), Reader::Applicant, Lang::English).unwrap();
        for part in
            ["(example.com, 2 websites in all): filing BA2026", "1. Mailing address: ", "before 2026-11-24 12:00"]
        {
            assert!(english.contains(part), "{part}: {english}");
        }
    }

    #[test]
    fn who_may_have_no_account_is_told_whom_to_ask_and_not_to_sign_in() {
        for what in [Event::Return, Event::Reject, Event::BureauReject] {
            let text = event(what, &about(), Reader::Person("138****8000"), Lang::Chinese).unwrap();
            assert!(text.contains("请联系办理人 138****8000") && !text.contains("登录"), "{text}");
        }
    }

    #[test]
    fn no_message_has_a_place_left_and_each_names_its_filing() {
        let everything = [about(), About { number: "BA1".to_owned(), ..About::default() }];
        for (about, lang) in everything.iter().flat_map(|about| Lang::ALL.iter().map(move |lang| (about, *lang))) {
            for what in Event::ALL {
                for reader in [Reader::Applicant, Reader::Person("138****8000")] {
                    let Some(text) = event(*what, about, reader, lang) else {
                        assert!(matches!(what, Event::Withdraw | Event::Abandon));
                        continue;
                    };
                    assert!(!text.contains(['{', '}']) && text.contains(&about.number), "{text}");
                    assert!(!text.contains("“”") && !text.contains("（）"), "{text}");
                }
            }
            for of in [Reminder::NotSubmitted(7), Reminder::NotCorrected(15), Reminder::NotVerified] {
                let text = reminder(of, about, lang);
                assert!(!text.contains(['{', '}']) && text.contains(&about.number), "{text}");
            }
        }
    }

    #[test]
    fn what_waits_too_long_is_named_up_to_twenty_with_who_has_it() {
        let one = |n: usize| Overdue {
            number: format!("BA{n}"),
            organiser: "深圳示例一科技有限公司".to_owned(),
            who: (n == 1).then(|| "示例审核员".to_owned()),
        };
        let all: Vec<Overdue> = (1..=21).map(one).collect();
        for lang in Lang::ALL {
            let text = overdue(&all, "https://beian.example.com/desk", *lang);
            assert!(text.contains("21") && text.contains("BA1") && text.contains("示例审核员"), "{text}");
            assert!(text.contains("BA20") && !text.contains("BA21") && !text.contains(['{', '}']), "{text}");
        }
        let two = overdue(&all[..2], "", Lang::Chinese);
        assert!(two.contains("BA2（深圳示例一科技有限公司，无人认领）。请安排审核：审核台"), "{two}");
    }

    #[test]
    fn the_numbers_and_the_phones_are_said_in_full() {
        let issued = event(Event::BureauApprove, &about(), Reader::Applicant, Lang::Chinese).unwrap();
        assert!(issued.contains("主体备案号 粤ICP备2026000001号；example.com：粤ICP备2026000001号-1。"), "{issued}");
        let handed = event(Event::HandToBureau, &about(), Reader::Applicant, Lang::Chinese).unwrap();
        assert!(handed.contains("向主体负责人 138****8000、网站负责人 139****9000发送"), "{handed}");
    }
}
