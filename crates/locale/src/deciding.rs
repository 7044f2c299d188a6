//! Words of deciding at the desk: what is marked, undone and done by keyboard.

messages! {
    /// Words of deciding at the desk.
    pub struct Deciding {
        Colon: "：", ": ";
        NotSaved: "尚未保存：{why}文字保留在这里，会自动重试。", "Not saved yet: {why} What you typed is kept here and will be sent again.";
        Bar: "审核操作", "Decision";
        ReturnN: "退回修改（{n}）", "Return ({n})";
        Undo: "撤销", "Undo";
        UndoFirst: "撤销我的通过", "Undo my approval";
        Decided: "{who} 的决定：{what}。撤销期内不会通知申请人。", "Decided by {who}: {what}. The applicant is not told until the time to undo is over.";
        Calls: "通话记录", "Calls";
        CallNumber: "拨打的号码", "Number called";
        CallNote: "通话内容（选填）", "What was said (optional)";
        CallOutcome: "通话结果", "What came of it";
        Reached: "已接通", "Reached";
        Missed: "无人接听", "No answer";
        Busy: "占线", "Busy";
        WrongNumber: "号码有误", "Wrong number";
        CallAgain: "上次没有接通，请于 {at} 再次拨打。", "The last call reached nobody. Call again at {at}.";
        MayReturn: "两次没有接通，可以退回修改，也可以在 {at} 后再次拨打。", "Two calls reached nobody: return it, or call again after {at}.";
        MarkMissed: "标为退回理由", "Mark it as a reason";
        MissedReason: "两次致电无人接听，请填写方便接听电话的时间，并在该时间保持电话畅通。", "Two calls reached nobody. Say when the responsible person can be called, and answer the telephone then.";
        CallHours: "申请人方便接听：{hours}", "The applicant can be reached: {hours}";
        MentionHint: "写 @同事姓名，对方会收到邮件。", "Write @ and a colleague's name: they get an e-mail.";
        Remarks: "内部备注", "Remarks";
        Remark: "告诉同事（申请人看不到）", "Tell colleagues (the applicant does not see it)";
        Tell: "添加备注", "Add";
        KeyCall: "记录通话", "Note a call";
        PreviewIntro: "生效后，申请人和负责人会通过短信和邮件收到：", "Once it takes effect, the applicant and the responsible persons get this by SMS and e-mail:";
        Confirm: "确认", "Confirm";
        FirstApproved: "{who} 已于 {at} 通过，等待另一位同事复核。", "Approved by {who} at {at}. Another colleague has to approve it as well.";
        SecondsLeft: "{n} 秒后生效", "Takes effect in {n} s";
        TakesEffect: "正在生效…", "Taking effect…";
        TakeOver: "接手", "Take over";
        Keys: "快捷键", "Keyboard shortcuts";
        Close: "关闭", "Close";
        KeyClaim: "开始审核", "Start the review";
        KeyFields: "下一字段、上一字段", "Next field, previous field";
        KeyMark: "标注当前字段", "Mark the field";
        KeyReasons: "在空的标注框中填入常用理由", "Enter a frequent reason, in an empty box";
        KeyFinding: "到下一处系统提示，再按一次作为退回理由", "To what the rules say next; again: take it as the reason";
        KeyLeave: "离开输入框，回到字段", "Leave the box, back to the field";
        KeyReturn: "退回修改", "Return for correction";
        KeyReject: "驳回（Shift + R）", "Reject (Shift + R)";
        KeyApprove: "审核通过", "Approve";
        KeyUndo: "撤销决定", "Undo the decision";
        KeyQueue: "返回审核队列", "Back to the queue";
        KeySheet: "显示快捷键", "Show the shortcuts";
    }
}
