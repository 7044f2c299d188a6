//! Words of where a filing stands: whose turn it is, the ministry's code, what follows the number, and beginning again. The wizard says a few
//! of them; the server's page all.

use super::{Lang, Word, Words};
use beian_model::Party;
use beian_model::wire::SmsSaid;

messages! {
    /// Words of the page that says where a filing stands.
    pub struct Standing {
        TurnApplicant: "轮到您", "Your turn";
        TurnReviewer: "轮到审核专员", "Our reviewer's turn";
        TurnPeople: "轮到负责人", "The responsible persons' turn";
        TurnBureau: "轮到管局", "The bureau's turn";
        Turn: "{whose}，最迟 {time}", "{whose}, by {time}";
        By: "最迟 {time} 完成这一步", "This step is done by {time}";
        Title: "备案进度详情", "Where the filing stands";
        Back: "返回备案", "Back to the filing";
        Language: "English", "中文";
        Corrections: "修改进度和变更内容", "What is corrected, and what was changed";
        Corrected: "已修改 {n} 项，共 {m} 项", "{n} of {m} corrected";
        Done: "已修改", "Corrected";
        Accepted: "没有列在这里的内容已通过审核，请不要修改；修改过的会重新审核。", "What is not listed here was accepted: leave it as it is. What you change is reviewed again.";
        Changed: "上次审核后修改的内容", "Changed since the last review";
        Afterwards: "后续事项、打印和日历", "What is due, to print and for a calendar";
        Again: "用这些内容重新备案", "Begin again with what you entered";
        PoliceGo: "前往公安联网备案", "Go to the public security filing";
        Numbers: "备案号", "Numbers";
        Due: "后续事项", "What is due";
        Snippet: "首页底部的代码", "Code for the foot of the home page";
        PrintIt: "需要纸质存档的，用浏览器打印本页。", "For your records, print this page with the browser.";
        Blocked: "您有一个备案正在办理，办结或放弃后才能开始新的。", "Another filing is in progress. Complete or end it before you begin a new one.";
        Lapses: "到期未提交，备案失效；填写的内容仍可复制到新备案。", "If it is not submitted by then, it lapses. What you entered can still be copied into a new filing.";

        RoleOrganiser: "主体负责人", "the organiser's person";
        RoleSite: "网站负责人（{site}）", "person of the site {site}";
        SmsWhere: "在工信部备案系统首页选择“短信核验”，每个号码由收到的人填写一次；全部填写后才进入管局审核。", "On the ministry's home page choose “短信核验” (SMS verification). Whoever receives a code enters it once. The bureau begins when all are entered.";
        SmsDone: "已全部核验", "All are verified";
        SmsDoneAt: "{time}，您告诉我们已全部核验。", "On {time} you told us that all are verified.";
        SmsDoneNext: "无需再操作。工信部的结果可能晚几小时同步到这里，之后进入管局审核，我们会通知您。", "There is nothing more to do. The ministry's result can take some hours to arrive. Then the bureau reviews it, and we will tell you.";
        SmsTold: "{time}，您告诉我们：{what}。审核专员会处理；24 小时的期限不变。", "On {time} you told us: {what}. A reviewer will see to it. The 24 hours go on.";
        NotCome: "没有收到，或核验不成功？", "No code, or it does not work?";
        WaitTitle: "还没有收到", "Nothing has come yet";
        WaitText: "提交管局后约 5 分钟发送。10 分钟后仍未收到，请查看拦截的短信，再在工信部网站点“短信重发”。网站提示没有待核验的备案，说明尚未推送，请告诉我们。", "It is sent about 5 minutes after the filing goes to the bureau. After 10 minutes, look among blocked messages, then choose “短信重发” (resend) on the ministry's site. If the site knows of no check that waits, it has not been sent on: tell us.";
        WaitTell: "请重新推送", "Send it on again";
        SixTitle: "提示查无记录或信息不符", "No record found, or details differ";
        SixText: "填写备案时的手机号，和该负责人证件号码的后六位（居民身份证末位可能是 X，港澳通行证填通行证号码）。第 6 次输错会被退回。核对后仍不成功，请告诉我们。", "Enter the mobile number as filed, and the last 6 characters of that person's document (an ID card may end in X; of a Hong Kong or Macau permit take the permit's number). The 6th wrong try sends it back. If it still fails, tell us.";
        SixTell: "请核对信息", "Check our details";
        NumberTitle: "号码收不到短信", "The number cannot receive it";
        NumberText: "162、165、167、170、171 等虚拟运营商号段可能收不到工信部短信。需要换号码的，请告诉我们，退回后由您修改。", "Numbers of virtual operators (162, 165, 167, 170, 171) may not receive the ministry's messages. To change the number, tell us: we return the filing to you.";
        NumberTell: "需要更换手机号", "The number must change";
        PersonTitle: "负责人已更换", "The person has changed";
        PersonText: "验证码只发给提交时填写的负责人，本人配合核验最快。不能配合的，请告诉我们，退回后更换负责人并重新核验。", "The code goes to the person named in the filing; it is fastest if they enter it. If they cannot, tell us: we return the filing, and you name and verify another.";
        PersonTell: "需要更换负责人", "The person must change";
        Lapse: "没有按时完成会怎样？", "What if it is not done in time?";
        LapseText: "备案从工信部退回本平台，内容不丢失。资料无误的，我们在 3 个工作日内重新提交，会发送新的验证码，重新计时 24 小时；需要修改的，退回给您。", "The ministry returns the filing to us, and nothing is lost. If all is right we send it again within 3 working days: new codes, and 24 hours anew. If something must change, we return it to you.";
        FailedTitle: "短信核验未按时完成", "The SMS verification was not completed";
        FailedAgain: "资料无误：我们会重新提交管局，负责人将收到新的验证码，重新计时 24 小时。", "If all is right: we send it to the bureau again. New codes are sent, with 24 hours anew.";
        FailedChange: "手机号或负责人需要更换：我们退回给您，修改后重新提交，从初审开始。", "If a number or a person must change: we return it to you. You correct it and submit it again.";
        Contact: "联系我们：{contact}", "Contact us: {contact}";

        PoliceBy: "网站开通后 30 日内完成公安联网备案，最迟 {day}。", "Within 30 days of going online, by {day}, file with the public security authorities too.";
        Yearly: "每年核对一次备案信息，按管局通知完成年度核查；信息不实或网站无法访问的，备案号可能被注销。", "Once a year check what you filed, and complete the yearly check (年度核查) as the bureau asks. A number can be cancelled if its data are false or its site cannot be reached.";
        Change: "备案信息要变更的，提前 30 日办理变更备案；停办网站的，办理注销。", "File a change 30 days before anything you filed changes, and a cancellation when a site ends.";
        Calendar: "把这些日期加入日历", "Add these dates to a calendar";

        AgainTitle: "重新开始", "Begin again";
        AgainText: "新备案带上这里填写的内容和仍保存的材料。负责人和手机号须重新核验，协议须重新同意；视频和已按规定删除的材料须重新上传。", "A new filing takes what you entered here and the attachments that are still kept. People and mobile numbers are verified anew, and agreements accepted anew. Videos, and what was deleted by rule, are uploaded again.";
        Restart: "用这些内容重新备案", "Start again with this";
        Copy: "复制为新备案", "Copy as a new filing";
        OpenOther: "查看办理中的备案", "Open the one in progress";
    }
}

impl Words for SmsSaid {
    fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (SmsSaid::Entered, Lang::Chinese) => "短信核验已全部完成",
            (SmsSaid::Entered, Lang::English) => "the SMS verification is complete",
            (SmsSaid::NothingCame, Lang::Chinese) => "没有收到验证码，请重新推送",
            (SmsSaid::NothingCame, Lang::English) => "no code came, please send it on again",
            (SmsSaid::NumberCannot, Lang::Chinese) => "手机号收不到验证码，需要更换",
            (SmsSaid::NumberCannot, Lang::English) => "a number cannot receive the code and must change",
            (SmsSaid::PersonChanged, Lang::Chinese) => "负责人需要更换",
            (SmsSaid::PersonChanged, Lang::English) => "a responsible person must change",
            (SmsSaid::NotFound, Lang::Chinese) => "提示查无记录或信息不符，请核对",
            (SmsSaid::NotFound, Lang::English) => "the ministry finds no record, please check the details",
        }
    }
}

/// Whose turn it is, in words.
pub const fn turn(of: Party) -> Word {
    match of {
        Party::Applicant => Standing::TurnApplicant,
        Party::Reviewer => Standing::TurnReviewer,
        Party::People => Standing::TurnPeople,
        Party::Bureau => Standing::TurnBureau,
    }
}

/// Who says it and what, in both languages: a line that staff read among what they tell each other.
pub fn sms_report(said: SmsSaid) -> (String, String) {
    let text = format!("短信核验：{} / SMS: {}", said.text(Lang::Chinese), said.text(Lang::English));
    ("申请人 / Applicant".to_owned(), text)
}
