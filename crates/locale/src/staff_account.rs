//! A colleague's own account, and the second step of their sign-in: pages that the server writes, so that no program in a browser has these words.

use super::Word;

messages! {
    /// What the pages say.
    pub struct AccountPage {
        Title: "我的账号", "My account";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Reasons: "退回理由库", "Library of reasons";
        SignedOut: "您还没有登录，或登录已过期。", "You are not signed in, or your session has ended.";
        SignIn: "登录审核台", "Sign in at the desk";
        WhoIsIt: "{name}，{email}，{role}", "{name}, {email}, {role}";
        MustEnrol: "本站要求设置两步验证，设置后才能使用审核台。", "This site asks for a second step at sign-in. Set it up to use the desk.";
        Password: "修改密码", "Change the password";
        PasswordIntro: "修改后，您在其他浏览器上的登录会结束。", "Your sessions in other browsers end with the change.";
        PasswordNow: "当前密码", "Current password";
        PasswordNew: "新密码", "New password";
        PasswordHint: "至少 12 个字符。几个不相关的词连在一起，比加符号的短密码更安全。", "12 characters or more. A few unrelated words are safer than a short password with signs in it.";
        PasswordAgain: "再输入一次新密码", "The new password again";
        PasswordsDiffer: "两次输入的新密码不一致。", "The two new passwords differ.";
        PasswordChanged: "密码已修改，其他浏览器上的登录已结束。", "The password was changed, and your sessions in other browsers have ended.";
        Step: "两步验证", "Second step at sign-in";
        StepOff: "未启用。启用后，登录时除密码外还需输入验证器应用（TOTP）中的 6 位数字。", "Off. With it, signing in takes six digits of an authenticator app (TOTP) besides the password.";
        StepOn: "已启用。剩余恢复码：{left}。", "On. Recovery codes left: {left}.";
        StepBegin: "设置两步验证", "Set it up";
        StepScan: "用验证器应用扫描二维码，或手动输入密钥，再填入应用显示的 6 位数字。", "Scan the code with your authenticator app, or type the key into it, then enter the six digits that it shows.";
        StepPicture: "两步验证的二维码", "QR code of the second step";
        StepKey: "密钥", "Key";
        Code: "验证码", "Code";
        StepConfirm: "启用", "Turn it on";
        StepAnew: "换一个密钥", "Use another key";
        StepWrong: "验证码不正确。请确认手机时间准确，再填入应用现在显示的 6 位数字。", "The code is wrong. Check that your phone's clock is right, and enter the six digits that the app shows now.";
        StepIsOn: "两步验证已启用，其他浏览器上的登录已结束。", "The second step is on, and your sessions in other browsers have ended.";
        Recovery: "恢复码", "Recovery codes";
        RecoveryIntro: "请现在抄写或打印，只显示这一次。手机不在身边时，可用其中一个代替验证码；每个只能用一次。", "Write these down or print them now: they are shown this once. Without your phone, one of them stands in for a code; each works once.";
        RecoveryKept: "我已保存", "I have kept them";
        StepEnd: "停用两步验证", "Turn it off";
        StepEnded: "两步验证已停用，原有的恢复码已失效。", "The second step is off, and its recovery codes are void.";
        Sessions: "登录的浏览器", "Where you are signed in";
        Browser: "浏览器", "Browser";
        Address: "网络", "Network";
        Opened: "登录时间", "Signed in";
        Seen: "最近使用", "Last used";
        Unknown: "未知", "Unknown";
        ThisOne: "本浏览器", "This browser";
        SessionEnd: "结束", "End";
        SessionEndOne: "结束 {opened} 的登录（{browser}）", "End the session of {opened} ({browser})";
        SessionEnded: "已结束这次登录。", "The session has ended.";
        StepTitle: "两步验证", "Second step";
        StepIntro: "密码正确。请再输入一个验证码，完成登录。", "The password is right. Enter a code to finish signing in.";
        StepHint: "验证器应用显示的 6 位数字；手机不在身边时，用一个恢复码。", "Six digits of your authenticator app; without your phone, one of the recovery codes.";
        StepSend: "登录", "Sign in";
        StepBack: "返回登录页", "Back to the sign-in";
    }
}

impl AccountPage {
    /// What is said of something that was done and led back to the page, by its name in the address.
    pub fn done(name: &str) -> Option<Word> {
        Some(match name {
            "password" => AccountPage::PasswordChanged,
            "off" => AccountPage::StepEnded,
            "end" => AccountPage::SessionEnded,
            _ => return None,
        })
    }
}
