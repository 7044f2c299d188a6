//! The bureau's room (管局报送): packages, and the results that come back. Pages that the server writes for colleagues.

use super::Word;

messages! {
    /// What the pages say.
    pub struct BureauPage {
        Title: "管局报送", "To the bureau";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Account: "我的账号", "My account";
        Intro: "这里列出待报送、短信核验中、短信核验失败和管局审核中的备案。勾选待报送的备案，生成报送包，交给管局后登记结果。", "Filings that wait for the bureau, or that ministry and bureau have. Tick those that are to go there, make a package, hand it over, and record what comes back.";
        All: "全部", "All";
        Filings: "备案", "Filings";
        Choose: "选择", "Choose";
        ChooseOne: "选择 {number}", "Choose {number}";
        Number: "订单号", "Number";
        Organiser: "主办单位", "Organiser";
        Domains: "域名", "Domains";
        State: "状态", "State";
        Since: "进入状态时间", "Since";
        Unreadable: "数据无法读取", "Its data cannot be read";
        None: "没有备案。", "There are none.";
        Next: "下一页", "Next page";
        First: "第一页", "First page";
        MakePackage: "生成报送包", "Make a package";
        ChooseSome: "请至少选择一个备案。", "Choose one filing or more.";
        AtMost: "一个报送包最多 50 个备案，文件合计不超过 128 MB。", "A package takes 50 filings and 128 MB of documents.";
        Package: "报送包 {made}", "Package of {made}";
        Packages: "最近的报送包", "Recent packages";
        Made: "已生成，未报送", "Made, not handed over";
        Sending: "正在报送（已尝试 {tries} 次）", "Being sent (tries: {tries})";
        HandedOver: "已报送", "Handed over";
        Failed: "报送失败：{said}", "Not handed over: {said}";
        LastTry: "上次未成功：{said}", "The last try failed: {said}";
        Open: "查看", "Open";
        OpenOne: "查看 {made} 的报送包", "Open the package of {made}";
        Download: "下载报送包（ZIP）", "Download the package (ZIP)";
        DownloadHint: "内含证件照片和视频，只用于报送，用完请删除。每次下载都有记录。", "It holds pictures of documents and videos: use it for the bureau alone, and delete it afterwards. Each download is noted.";
        HandOver: "登记为已报送", "Record as handed over";
        HandOverHint: "登记后短信核验的 24 小时开始计时，申请人会收到通知。", "The 24 hours of the SMS verification begin, and the applicants are told.";
        Send: "发送给管局系统", "Send to the bureau's system";
        SendAgain: "重新发送", "Send again";
        SendHint: "由系统发送并自动重试，管局接收后自动登记。", "The server sends it and tries again by itself; what the bureau takes is recorded.";
        Outcome: "结果", "Outcome";
        Waiting: "在报送包中", "In the package";
        OutcomeHandedOver: "已报送", "Handed over";
        OutcomeRefused: "管局未接收：{said}", "Not taken: {said}";
        OutcomeChanged: "生成报送包后有变化，未登记", "Changed since it was packed: not recorded";
        OutcomeLeftOut: "未放入：{said}", "Left out: {said}";
        WhyUnreadable: "数据无法读取", "its data cannot be read";
        WhyState: "现在不是待报送状态", "it does not wait for the bureau";
        WhyHeld: "由其他审核员处理", "a colleague has it";
        WhyUnderway: "正在另一个报送包中发送", "it is being sent in another package";
        WhyDeleted: "核验照片或视频已按规定删除", "a verification's pictures were deleted by rule";
        WhyFile: "有文件缺失或无法读取", "a document is missing or cannot be read";
        WhyTooLarge: "超出报送包大小，请分开报送", "too large for this package: make another";
        DoneHandedOver: "已登记为报送。", "It was recorded as handed over.";
        DoneSending: "已交给系统发送。", "The server will send it now.";
        DoneChanged: "状态已变化，请看下面的最新情况。", "Something changed meanwhile: this is how it stands.";
        Results: "登记结果", "Results";
        ResultsIntro: "上传管局结果的 CSV 文件。先显示每一行会做什么，确认后才登记。", "Upload a CSV file with the bureau's results. You see what each row will do before anything is recorded.";
        ResultsFile: "CSV 文件（UTF-8 或 GBK，最多 500 行、128 KB）", "CSV file (UTF-8 or GBK, 500 rows and 128 KB at most)";
        Preview: "预览", "Preview";
        TemplateZh: "下载中文模板", "Template in Chinese";
        TemplateEn: "下载英文模板", "Template in English";
    }
}

messages! {
    /// What the preview of results says, and what was done.
    pub struct ResultPage {
        Title: "管局结果预览", "Preview of results";
        DoneTitle: "管局结果", "Results";
        Back: "返回管局报送", "Back to the bureau's room";
        Row: "行", "Row";
        Given: "文件中的结果", "In the file";
        Will: "将会", "What it will do";
        Did: "处理结果", "What was done";
        WillApprove: "登记备案号 {organiser}；网站 {sites}", "Record {organiser}; sites {sites}";
        WillReject: "登记管局驳回（{field}：{reason}）", "Record the bureau's rejection ({field}: {reason})";
        WillLapse: "登记短信核验失败", "Record that the SMS verification failed";
        WillVerify: "登记短信核验完成", "Record that the SMS verification is complete";
        Count: "将登记 {right} 行，{wrong} 行不会登记。", "Rows that will be recorded: {right}. Rows that will not: {wrong}.";
        Apply: "确认登记", "Record these";
        Nothing: "没有可以登记的行。", "There is nothing to record.";
        HasChanged: "预览后有变化，没有登记任何一行。请核对标出的行，再确认。", "Something changed since the preview, so nothing was recorded. Look at the marked rows, and confirm again.";
        Changed: "有变化", "Changed";
        Done: "已登记 {right} 行。", "Rows recorded: {right}.";
        Recorded: "已登记", "Recorded";
        NotRecorded: "未登记：刚刚有变化，请重新上传这一行", "Not recorded: it changed in this moment; upload this row again";
        Skipped: "未登记", "Not recorded";
        NotCsv: "无法读取文件。请使用 UTF-8 或 GBK 编码的 CSV。", "The file cannot be read. Use CSV in UTF-8 or GBK.";
        NoFile: "请选择文件。", "Choose a file.";
        TooLong: "文件超过 500 行或 128 KB，请分开上传。", "More than 500 rows or 128 KB: upload it in parts.";
        NoHeader: "第一行应有“订单号”和“结果”两列，请使用模板。", "The first row must name the columns number and result: use the template.";
        Empty: "文件中没有数据行。", "The file has no rows.";
        WrongNumber: "没有这个订单号。应如 BA20261124000001", "There is no such number. It looks like BA20261124000001";
        WrongUnreadable: "这个备案的数据无法读取", "The filing's data cannot be read";
        WrongResult: "结果“{given}”无法识别。应为“通过”“驳回”“短信核验失败”或“短信核验完成”", "The result {given} is none of approved, rejected, sms_failed and sms_verified";
        WrongState: "现在是“{now}”，这个结果只能登记给“{right}”的备案", "It is in the state “{now}”; this result is for “{right}”";
        WrongHeld: "由其他审核员处理。请由本人或高级审核员登记", "A colleague has it: they, or a senior, record it";
        WrongIcp: "主体备案号应如“{prefix}ICP备12345678号”", "Enter the organiser's number such as {prefix}ICP备12345678号";
        WrongProvince: "这个备案没有省份", "The filing has no province";
        WrongReason: "驳回须写明原因", "A rejection needs its reason";
        WrongReasonLong: "原因不超过 500 字，现有 {count} 字", "A reason takes 500 characters; this one has {count}";
        WrongField: "没有字段“{given}”。应为字段名称，或如 organiser.address；不清楚时留空", "There is no field {given}. Use its label, or such as organiser.address, or leave it empty";
        WrongRepeated: "与第 {row} 行相同，只登记一次", "The same as row {row}: it is recorded once";
        WrongContradicts: "与第 {row} 行是同一备案，但结果不同，两行都不登记", "Row {row} says otherwise of this filing: neither is recorded";
    }
}

impl BureauPage {
    /// What is said of something that was done and led back to the page, by its name in the address.
    pub fn done(name: &str) -> Option<Word> {
        Some(match name {
            "handed_over" => BureauPage::DoneHandedOver,
            "sending" => BureauPage::DoneSending,
            "changed" => BureauPage::DoneChanged,
            "none" => BureauPage::ChooseSome,
            _ => return None,
        })
    }

    /// Why a filing is not packed, by its code.
    pub fn why(code: &str) -> Option<Word> {
        Some(match code {
            "unreadable" => BureauPage::WhyUnreadable,
            "state" => BureauPage::WhyState,
            "held" => BureauPage::WhyHeld,
            "underway" => BureauPage::WhyUnderway,
            "deleted" => BureauPage::WhyDeleted,
            "file" => BureauPage::WhyFile,
            "too_large" => BureauPage::WhyTooLarge,
            _ => return None,
        })
    }
}
