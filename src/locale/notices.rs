//! What people are told by SMS and e-mail, in Simplified Chinese: the language of every filing.

use crate::model::Event;

/// An SMS code, for sign-in or for proving a number.
pub fn code(code: &str, minutes: i64) -> String {
    format!("【网站备案】您的验证码是 {code}，{minutes} 分钟内有效。请勿告诉他人。")
}

/// What a change of state says to the applicant and the responsible person; nothing where nobody needs to be told.
pub fn event(event: Event, number: &str) -> Option<String> {
    let text = match event {
        Event::Submit => "已提交审核，审核专员将在 1 至 2 个工作日内电话联系您，请保持接听。",
        Event::Return => "需要修改，请登录备案控制台查看原因并修改后重新提交。",
        Event::Reject => "初审未通过，请登录备案控制台查看原因。",
        Event::Approve => "初审已通过，即将提交管局。",
        Event::HandToBureau => {
            "已提交管局。工信部将发送短信验证码，请在 24 小时内到 https://beian.miit.gov.cn 完成短信核验。"
        }
        Event::SmsVerified => "短信核验已完成，管局正在审核。",
        Event::SmsFailed => "短信核验未在时限内完成，我们将重新提交，请留意新的验证码。",
        Event::BureauApprove => "备案成功，请登录备案控制台查看备案号，并在网站首页底部标明。",
        Event::BureauReject => "被管局驳回，请登录备案控制台查看原因并修改。",
        Event::Expire => "超过 45 天未处理，已失效。",
        Event::Withdraw | Event::Abandon => return None,
    };
    Some(format!("【网站备案】订单 {number} {text}"))
}
