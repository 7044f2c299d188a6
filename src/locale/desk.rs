//! Words of the staff's pages.

messages! {
    /// Words of the staff's pages.
    pub enum Desk {
        ProductName: "备案审核台", "Review desk";
        Navigation: "主导航", "Main navigation";
        OtherLanguage: "English", "中文";
        SignIn: "审核人员登录", "Staff sign-in";
        SignOut: "退出登录", "Sign out";
        Email: "邮箱", "E-mail";
        Password: "密码", "Password";
        Loading: "正在加载…", "Loading…";
        Queue: "审核队列", "Queue";
        QueueEmpty: "没有等待处理的备案。", "Nothing is waiting.";
        Reload: "刷新", "Reload";
        Number: "订单号", "Number";
        Organiser: "主办单位", "Organiser";
        OrganiserPerson: "主体负责人", "Organiser's responsible person";
        Site: "网站", "Website";
        SitePerson: "网站负责人", "Site's responsible person";
        Domains: "域名", "Domains";
        State: "状态", "State";
        Since: "进入此状态", "Since";
        Reviewer: "审核人", "Reviewer";
        Review: "审核", "Review";
        BackToQueue: "← 返回队列", "← Back to the queue";
        Claim: "开始审核", "Take this filing";
        Release: "放回队列", "Give back";
        TakenBy: "正在由同事审核：", "A colleague is reviewing it:";
        Approve: "审核通过", "Approve";
        Return: "退回修改", "Return for correction";
        Reject: "初审驳回", "Reject";
        HandToBureau: "已提交管局", "Record: handed to the bureau";
        SmsVerified: "短信核验已完成", "Record: SMS verified";
        SmsFailed: "短信核验失败", "Record: SMS failed";
        BureauAnswer: "管局审核结果", "The bureau's answer";
        BureauApprove: "记录备案号", "Record the numbers";
        BureauReject: "记录管局驳回", "Record the bureau's rejection";
        OrganiserNumber: "主体备案号", "Organiser's number";
        SiteNumber: "网站备案号", "Site's number";
        Mark: "标注", "Mark";
        WhatIsWrong: "哪里有问题，应当怎样填写", "What is wrong, and what would be right";
        Note: "整体说明（选填）", "A word on the whole (optional)";
        MarksCount: "已标注 {n} 项。退回需要至少标注一项。", "{n} fields marked. A return needs at least one.";
        Documents: "材料", "Documents";
        Verified: "核验已完成", "Verified";
        NotVerified: "尚未核验", "Not verified";
        LongTerm: "长期有效", "No expiry (long-term)";
        Yes: "是", "Yes";
        No: "否", "No";
    }
}
