//! Refused requests in words: what happened, and what to do.

use super::{Lang, saving};
use beian_model::{Finding, Problem, ProblemKind, params};

messages! {
    /// What happened and what to do, where more can be said than of the kind alone.
    pub struct Because {
        CodesOfFiling: "这份备案一小时内生成的二维码过多，请稍后再试。", "Too many codes were made for this filing in an hour. Try again later.";
        CodesFromAddress: "这个网络一小时内生成的二维码过多，请稍后再试。", "Too many codes were made from this network in an hour. Try again later.";
        Person: "这项内容六小时内已用手机核验过多次，请稍后再试。", "This was tried by phone too often in 6 hours. Try again later.";
        NotMine: "这份备案多次连接到他人的手机或核验未通过，为安全起见暂停扫码，请稍后再试。", "This filing was connected to other people's phones, or failed, too often. For safety no code is made for a while. Try again later.";
        Claims: "这个网络一小时内扫码次数过多，请稍后再扫。", "Too many codes were scanned from this network in an hour. Try again later.";
        LinksOfFiling: "这份备案一小时内发送的链接过多，请稍后再发，或复制链接自行转发。", "Too many links were sent for this filing in an hour. Send it later, or copy the link and pass it on yourself.";
        LinksToOne: "短时间内发给这个号码或邮箱的链接过多，请稍后再发，或复制链接自行转发。", "Too many links were sent to this number or address. Send it later, or copy the link and pass it on yourself.";
        LinksOfAccount: "这个账号一天内发送的链接过多，请明天再发，或复制链接自行转发。", "This account has sent too many links today. Send it tomorrow, or copy the link and pass it on yourself.";
        LinksOff: "本站没有设置对外网址，不能代发链接，请复制链接自行转发。", "This site has no public address set, so it cannot send links. Copy the link and pass it on yourself.";
        Retakes: "一小时内重拍上传次数过多，请稍后再试。", "Too many pictures were retaken in an hour. Try again later.";
        ConsentFirst: "请先在手机上阅读并同意告知内容，再拍摄和提交。", "Read and agree on the phone before you take and send anything.";
        ConsentChanged: "告知内容已更新，请刷新页面，重新阅读后再同意。", "The text has changed. Reload the page, read it again and agree to it.";
        SmsFromAddress: "这个网络一小时内获取验证码次数过多，请稍后再试。", "Too many codes were requested from this network in an hour. Try again later.";
        SmsToNumber: "这个手机号一天内获取验证码次数过多，请稍后再试。", "Too many codes were sent to this number in a day. Try again later.";
        SmsToStrangers: "目前获取验证码的新用户过多，请一分钟后再试。", "Too many new visitors are asking for codes at the moment. Try again in a minute.";
        SmsOfAccount: "这个账号一天内发送的验证码过多，请稍后再试。", "This account has sent too many codes in a day. Try again later.";
        FilingsOfAccount: "这个账号一天内新建的备案过多，请稍后再试。", "This account has begun too many filings in a day. Try again later.";
        AccountFull: "这个账号上传的文件总量已达上限。如需更多空间，请联系客服。", "This account has reached the limit of what it may upload. Contact us if you need more.";
        TriesFromAddress: "这个网络尝试登录或验证的次数过多，请稍后再试。", "There were too many tries to sign in or confirm a number from this network. Try again later.";
        TriesOfNumber: "这个手机号一小时内尝试验证码次数过多，请稍后再试。", "There were too many tries with codes for this number in an hour. Try again later.";
        TriesOfEmail: "这个邮箱尝试登录次数过多，请稍后再试。", "There were too many tries with this e-mail address. Try again later.";
        TriesInBrowser: "这个浏览器尝试登录次数过多，请稍后再试。", "There were too many tries to sign in from this browser. Try again later.";
        TriesOfPassword: "当前密码尝试次数过多，请稍后再试。", "The current password was tried too often. Try again later.";
        PasswordWrong: "当前密码不正确，请核对后重试。", "The current password is wrong. Check it and try again.";
        PasswordShort: "新密码至少 12 个字符。", "The new password needs 12 characters or more.";
        PasswordLong: "新密码最多 256 个字符。", "The new password may have 256 characters at most.";
        PasswordGuessable: "新密码容易被猜到：它是常用密码，或由常用词、规律、您的姓名或邮箱组成。请换一个。", "The new password is easily guessed: it is a common one, or is made of common words, patterns, your name or e-mail address. Choose another.";
        PhoneCodesOff: "本站不用短信验证码登录，请打开登录页（/sign-in）。", "This site does not take codes by SMS to sign in. Open its sign-in page (/sign-in).";
        SecondFactorFirst: "本站要求设置两步验证，请重新登录并设置。", "This site asks for a second step at sign-in. Sign in again and set it up.";
        SecondFactorWrong: "验证码不正确，或已用过。请填入验证器应用现在显示的数字，或另一个恢复码。", "The code is wrong or was used already. Enter what your authenticator app shows now, or another recovery code.";
        SecondStepOver: "登录的第二步已超时，请重新输入密码登录。", "The second step of the sign-in took too long. Sign in with your password again.";
        Paused: "验证码多次输错，已失效；请稍后重新获取。", "The code was wrong too often and has expired. Ask for a new one later.";
        Waits: "这个账号同时打开的页面过多，请关闭一些。本页稍后会自动更新。", "Too many pages of this account are open. Close some of them. This page will go on by itself later.";
        TooSlow: "网络太慢，这次发送没有完成。请换一个网络，或稍后再试；已填写的内容不会丢失。", "The network was too slow, so this did not arrive. Use another network, or try again later. Nothing you typed is lost.";
        DiskFull: "服务器存储空间已满，暂时无法保存，请稍后重试；已填写的内容不会丢失。仍不成功，请联系网站管理员。", "The server is full, so nothing can be saved at the moment. Try again later. Nothing you typed is lost. If this continues, contact the site's administrator.";
        Decoding: "服务器正在处理较多图片，请稍后重新上传；已上传的部分不会丢失。", "The server is processing many pictures. Upload it again later. What has arrived is kept.";
        JsonOnly: "请求正文应为 application/json。", "The body of this request must be application/json.";
        LinkNotNow: "这个链接已失效或已被打开，不能再发送，请生成新的链接。", "This link has expired or was already opened, and cannot be sent. Make a new one.";
        Submitted: "这份备案已经提交，现在不能修改。需要修改时请先撤回，或等待审核结果。", "This filing was submitted and cannot be changed now. To change it, take it back first, or wait for the review.";
        Ended: "这份备案已经结束，不能再修改。", "This filing has ended and can no longer be changed.";
        PhoneAfterSubmission: "这份备案已经提交：这里没有做完的内容不会采用，已提交的保持不变。您无需操作；需要补充时，发起人会给您新的二维码或链接。", "The filing has been submitted. What was not finished here is not used, and what was submitted stands. You need not do anything. If more is needed, you will get a new code or link.";
        PhoneAfterEnd: "这份备案已经结束，您无需再操作，可以关闭本页。", "The filing has ended. You need not do anything more. You can close this page.";
        StillChecking: "一项真实性核验还在检查，通常只需几秒，最长五分钟。检查完成后请再次提交。", "A verification is still being checked. This usually takes a few seconds, 5 minutes at most. Submit again when it is done.";
        SmsNotOpen: "短信核验的期限已经结束，请刷新页面查看进度。", "The time for the SMS verification is over. Reload the page to see where the filing stands.";
        CopyOfFiled: "这份备案已有备案号，同一主体不能再办首次备案。新增网站或变更信息，请按页面说明联系我们办理。", "This filing has its number, and the organiser cannot file as new again. To add a site or change something, contact us.";
        FilingUnreadable: "这份备案的数据无法读取，问题已记录，我们会处理；其他备案不受影响。", "The data of this filing cannot be read. We have recorded the problem and will look into it. Other filings are not affected.";
        DecisionPending: "这份备案的决定即将生效；如需标注或重新决定，请先撤销。", "A decision on this filing is about to take effect. Undo it before you mark a field or decide again.";
        AnotherApproves: "您已经通过这份备案，需由另一位同事复核通过。", "You approved this filing already. Another colleague has to approve it as well.";
        TooLateToUndo: "这份备案的决定已经生效，不能再撤销。", "The decision on this filing has taken effect and can no longer be undone.";
        NewerForm: "这份内容的表单版本（schema）比服务器新，未保存。请刷新页面后重试；已填写的内容保留在本机。", "The form of this document (schema) is newer than the server knows, so it was not saved. Reload the page and try again. What you typed is kept on this device.";
    }
}

/// Which part of a request cannot be read, and what would be right there where that is a range.
pub fn misread(part: &str, right: Option<(u64, u64)>, lang: Lang) -> String {
    match (lang, right) {
        (Lang::Chinese, Some((least, most))) => format!("请求中的 {part} 应为 {least} 至 {most}。"),
        (Lang::English, Some((least, most))) => format!("`{part}` of the request must be {least} to {most}."),
        (Lang::Chinese, None) => format!("请求中的 {part} 缺少或无法识别，请核对后重试。"),
        (Lang::English, None) => {
            format!("`{part}` of the request is missing or cannot be read. Check it and try again.")
        }
    }
}

/// A refusal in words: in this language as it is now, unless the server knew more to say than the kind's own words.
pub fn refused(problem: &Problem, lang: Lang) -> String {
    match problem.kind() {
        // The document as a whole, not a file.
        Some(ProblemKind::TooLarge) if problem.findings.is_empty() => saving::said(problem.status, lang),
        Some(kind) if is_of_kind(kind, &problem.detail) => detail(kind, lang).to_owned(),
        Some(_) => problem.detail.clone(),
        None => format!("{} {}", problem.title, problem.detail),
    }
}

/// The sentence that a server's answer gives a finding; the rule's name where it gives none.
pub fn sentence(finding: &Finding, lang: Lang) -> String {
    let sentence = match lang {
        Lang::Chinese => params::SENTENCE_ZH,
        Lang::English => params::SENTENCE_EN,
    };
    finding.get(sentence).unwrap_or_else(|| finding.rule.to_string())
}

/// The kind of a problem in a few words.
pub fn title(kind: ProblemKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        ProblemKind::Unreadable => ("请求无法识别", "The request cannot be read"),
        ProblemKind::SignedOut => ("未登录", "Not signed in"),
        ProblemKind::WrongCredentials => ("邮箱或密码不正确", "Wrong e-mail or password"),
        ProblemKind::ForeignOrigin => ("请求来自其他网站", "The request came from another site"),
        ProblemKind::NotFound => ("不存在", "Not found"),
        ProblemKind::MethodNotAllowed => ("不支持的操作", "Method not allowed"),
        ProblemKind::FilingInFlight => ("已有进行中的备案", "Another filing is in progress"),
        ProblemKind::NotNow => ("当前状态不支持此操作", "Not possible in the present state"),
        ProblemKind::KeyReused => ("请求标识重复", "The idempotency key was used before"),
        ProblemKind::WrongOffset => ("上传位置不符", "The part does not follow the last one"),
        ProblemKind::SecretUsed => ("二维码已被另一部手机使用", "The code was used by another phone"),
        ProblemKind::SecretExpired => ("二维码已失效", "The code has expired"),
        ProblemKind::Cancelled => ("发起人已结束", "Ended by the person who asked"),
        ProblemKind::Stale => ("内容已在别处更新", "Changed elsewhere"),
        ProblemKind::TooLarge => ("文件过大", "Too large"),
        ProblemKind::UnsupportedMedia => ("不支持的文件格式", "File type not accepted"),
        ProblemKind::Invalid => ("填写有误", "Something is not right"),
        ProblemKind::WrongCode => ("验证码不正确", "Wrong code"),
        ProblemKind::CodeExpired => ("验证码已失效", "The code has expired"),
        ProblemKind::PreconditionRequired => ("缺少版本或请求标识", "A required header is missing"),
        ProblemKind::TooMany => ("操作过于频繁", "Too many tries"),
        ProblemKind::Internal => ("服务器出错", "Server error"),
        ProblemKind::Unavailable => ("服务暂不可用", "Not available at the moment"),
    };
    match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    }
}

/// What happened and what to do.
pub fn detail(kind: ProblemKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        ProblemKind::Unreadable => (
            "服务器无法识别这个请求，请刷新页面后重试。",
            "The server could not read the request. Reload the page and try again.",
        ),
        ProblemKind::SignedOut => (
            "登录已过期，请重新登录；已填写的内容保留在本机。",
            "Your session has ended. Sign in again. What you typed is kept on this device.",
        ),
        ProblemKind::WrongCredentials => {
            ("邮箱或密码不正确，请核对后重试。", "The e-mail or password is wrong. Check both and try again.")
        }
        ProblemKind::ForeignOrigin => (
            "这个请求来自其他网站，未被接受。请从本网站的页面操作。",
            "The request came from another site and was not accepted. Use this site's own pages.",
        ),
        ProblemKind::NotFound => ("找不到这项内容，或您无权查看。", "It does not exist, or you may not see it."),
        ProblemKind::MethodNotAllowed => ("这个地址不支持此操作。", "This address does not accept this method."),
        ProblemKind::FilingInFlight => (
            "您已有一份进行中的备案，办结或放弃后才能开始新的。",
            "You already have a filing in progress. Complete or end it before starting another.",
        ),
        ProblemKind::NotNow => (
            "备案当前状态不支持此操作，请刷新页面查看。",
            "The filing's present state does not allow this. Reload the page to check.",
        ),
        ProblemKind::KeyReused => (
            "同一个请求标识已用于不同的内容，请换用新的标识。",
            "The same idempotency key came with another request. Use a new one.",
        ),
        ProblemKind::WrongOffset => (
            "这一段与已收到的内容不衔接，请查询进度后从该处继续上传。",
            "This part does not begin where the last one ended. Ask how far the upload is and go on from there.",
        ),
        ProblemKind::SecretUsed => (
            "这个二维码或链接已被另一部手机使用。如果不是您本人，请让发起人结束它，再给您一个新的。",
            "Another phone has used this code or link. If that was not you, ask for it to be ended, and for a new one.",
        ),
        ProblemKind::SecretExpired => {
            ("二维码或链接已失效，请向发起人要一个新的。", "The code or link has expired. Ask for a new one.")
        }
        ProblemKind::Cancelled => (
            "发起人结束了这次任务，或换了新的二维码。需要继续时，请用新的二维码或链接。",
            "The person who asked you ended it, or made a newer code. To continue, use that one.",
        ),
        ProblemKind::Stale => (
            "这份备案在别处被修改过，您的修改尚未保存，仍保留在本页。",
            "The filing was changed elsewhere. Your change is not saved yet but still on this page.",
        ),
        ProblemKind::TooLarge => {
            ("文件超过大小限制，请压缩后重新上传。", "The file is too large. Make it smaller and upload it again.")
        }
        ProblemKind::UnsupportedMedia => (
            "不支持这种文件。请上传 JPG、PNG 或 PDF，视频用 MP4 或 WebM；改扩展名不能转换格式。",
            "This type of file is not accepted. Upload a JPG, PNG or PDF; of a video an MP4 or WebM. Renaming a file does not convert it.",
        ),
        ProblemKind::Invalid => ("请按下列提示修改。", "Correct what is listed."),
        ProblemKind::WrongCode => ("验证码不正确，请核对短信。", "The code is wrong. Check the SMS."),
        ProblemKind::CodeExpired => ("验证码已失效，请重新获取。", "The code has expired. Ask for a new one."),
        ProblemKind::PreconditionRequired => (
            "请求缺少 If-Match、Idempotency-Key 或 Content-Digest。",
            "The request lacks If-Match, Idempotency-Key or Content-Digest.",
        ),
        ProblemKind::TooMany => ("尝试次数过多，请稍后再试。", "Too many tries. Try again later."),
        ProblemKind::Internal => (
            "服务器出错，已记录。请稍后重试；已填写的内容不会丢失。",
            "Something went wrong on our side and was recorded. Try again later. Nothing you typed is lost.",
        ),
        ProblemKind::Unavailable => (
            "服务暂时不可用，请稍后重试；已填写的内容不会丢失。",
            "Not available at the moment. Try again later. Nothing you typed is lost.",
        ),
    };
    match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    }
}

/// A detail says no more than the kind does by itself, in whichever language.
pub fn is_of_kind(kind: ProblemKind, said: &str) -> bool {
    said.is_empty() || [Lang::Chinese, Lang::English].iter().any(|lang| detail(kind, *lang) == said)
}
