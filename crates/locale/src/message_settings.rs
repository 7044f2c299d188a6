//! The page on which an account says how it is written to, which the server writes: no program in a browser has these words.

messages! {
    /// What the page says.
    pub struct MessageSettings {
        Title: "消息设置", "Messages";
        Language: "English", "中文";
        Intro: "备案有进展时，我们会发短信或邮件给您，以及主体和网站负责人。", "When something happens to a filing, we tell you and the responsible persons by SMS or e-mail.";
        SentIn: "消息语言", "Language of your messages";
        Reminders: "提醒我处理搁置的备案", "Remind me of filings that I left unfinished";
        RemindersHint: "没有提交，或退回后没有修改的备案，会在第 7、15、30 天和失效前 3 天提醒。备案的进展和短信核验的时限不受此项影响，仍会通知。", "Of a filing that is not submitted, or was returned and not corrected, after 7, 15 and 30 days and three days before it lapses. What happens to a filing and the time limit of the SMS verification are told in any case.";
        Save: "保存", "Save";
        Saved: "已保存。", "Saved.";
        SignIn: "登录后设置", "Sign in to set this";
        SignedOut: "登录已过期，设置还没有保存。请在新窗口登录，再回到这里保存。", "Your session has ended, and nothing was saved. Sign in in a new window, then come back here and save again.";
        SignInThere: "在新窗口登录", "Sign in in a new window";
    }
}
