//! Words of the staff's pages.

use super::Word;
use beian_model::{Measure, TakenBy};

messages! {
    /// Words of the staff's pages.
    pub struct Desk {
        ProductName: "备案审核台", "Review desk";
        Navigation: "主导航", "Main navigation";
        OtherLanguage: "English", "中文";
        SignIn: "审核专员登录", "Staff sign-in";
        SignOut: "退出登录", "Sign out";
        Email: "邮箱", "E-mail";
        Password: "密码", "Password";
        Loading: "正在加载…", "Loading…";
        Queue: "审核队列", "Queue";
        QueueEmpty: "没有等待处理的备案。", "Nothing is waiting.";
        QueueTabs: "队列分类", "Parts of the queue";
        TabWaiting: "待处理", "Waiting";
        TabMine: "我的", "Mine";
        TabApplicant: "待申请人", "With the applicant";
        TabBureau: "管局处理中", "At the bureau";
        TabDone: "已结束", "Done";
        Due: "时限", "Due";
        QueueMore: "显示更多", "Show more";
        Search: "搜索", "Search";
        SearchHint: "订单号、主办单位、域名、手机号、证件号或姓名", "Number, organiser, domain, mobile, ID or name";
        Province: "省份", "Province";
        Nature: "主办单位性质", "Nature";
        Waited: "等待时间", "Waiting time";
        WaitedLate: "已超时限", "Late";
        WaitedInTime: "未超时限", "In time";
        Risk: "风险", "Risks";
        RiskSome: "有风险项", "Some";
        RiskNone: "无风险项", "None";
        Claimed: "领取情况", "Taken by";
        ClaimedNobody: "无人领取", "Nobody";
        ClaimedMe: "本人", "Me";
        ClaimedColleague: "同事", "A colleague";
        Order: "排序", "Order";
        OrderOldest: "最早优先", "Oldest first";
        OrderNewest: "最新优先", "Newest first";
        Any: "全部", "All";
        ClearFilters: "清除条件", "Clear";
        TakeNext: "领取下一件", "Take the next";
        NobodyWaits: "没有可领取的备案。", "There is nothing to take.";
        Calendar: "工作日历", "Working days";
        Shortcuts: "快捷键", "Shortcuts";
        Close: "关闭", "Close";
        Picked: "已选 {n} 件", "{n} chosen";
        Pick: "选择 {number}", "Choose {number}";
        TakePicked: "领取所选", "Take them";
        Colleague: "同事", "Colleague";
        HandOver: "转交", "Hand over";
        PickNone: "取消选择", "Choose none";
        NotAssigned: "{number}：{why}", "{number}: {why}";
        LeftMinutes: "剩余 {n} 分钟", "{n} min left";
        LeftHours: "剩余 {n} 小时", "{n} h left";
        LeftDays: "剩余 {n} 天", "{n} days left";
        LateMinutes: "超时 {n} 分钟", "{n} min late";
        LateHours: "超时 {n} 小时", "{n} h late";
        LateDays: "超时 {n} 天", "{n} days late";
        KeyRows: "下一行、上一行", "Next row, row before";
        KeyOpen: "打开备案", "Open the filing";
        KeyPick: "选择或取消选择", "Choose it, or not";
        KeyNext: "领取下一件", "Take the next one";
        KeySearch: "搜索", "Search";
        KeyTabs: "切换分类", "Part of the queue";
        KeySheet: "显示快捷键", "Show the shortcuts";
        Unreadable: "数据无法读取，请联系系统管理员", "The data cannot be read. Contact the administrator";
        Reload: "刷新", "Reload";
        Number: "订单号", "Number";
        Organiser: "主办单位", "Organiser";
        OrganiserPerson: "主体负责人", "Organiser's responsible person";
        Domains: "域名", "Domains";
        State: "状态", "State";
        Since: "进入此状态", "Since";
        Reviewer: "审核人", "Reviewer";
        Review: "审核", "Review";
        BackToQueue: "← 返回队列", "← Back to the queue";
        Claim: "开始审核", "Start the review";
        Release: "放回队列", "Put back in queue";
        TakenBy: "正在由同事审核：", "A colleague is reviewing it:";
        Approve: "审核通过", "Approve";
        Return: "退回修改", "Return for correction";
        Reject: "初审驳回", "Reject";
        HandToBureau: "已提交管局", "Record: sent to the bureau";
        SmsVerified: "短信核验已完成", "Record: SMS verified";
        SmsFailed: "短信核验失败", "Record: SMS failed";
        BureauAnswer: "管局审核结果", "The bureau's answer";
        BureauApprove: "记录备案号", "Record the numbers";
        BureauReject: "记录管局驳回", "Record the bureau's rejection";
        OrganiserNumber: "主体备案号", "Organiser's number";
        SiteNumber: "网站备案号", "Site's number";
        Mark: "标注", "Mark";
        WhatIsWrong: "哪里有问题，应当怎样填写", "What is wrong, and what would be right";
        Note: "整体说明（选填）", "Overall comment (optional)";
        MarksCount: "已标注 {n} 项。退回需要至少标注一项。", "Fields marked: {n}. Mark at least one to return it.";
        Documents: "材料", "Documents";
        Show: "查看", "Show";
        LookingIsNoted: "材料在您点击后才会加载，每次查看都会记录。", "A document loads when you open it. Each opening is recorded.";
        NotShown: "材料没有加载成功，链接可能已失效，请再次查看。", "The document did not load. Its link may have expired: show it again.";
        DeletedByRule: "{who}：照片和视频已于 {at} 按保留期限规则删除。", "{who}: pictures and video were deleted on {at} under the retention rule.";
        WhoLooked: "查看记录", "Who viewed the documents";
        NobodyLooked: "还没有人查看过。", "Nobody yet.";
        LookedAt: "查看了", "viewed";
        AskedFor: "申请查看", "asked to view";
        Seconds: "秒", "s";
        DigitsToSay: "视频中应读出的数字：", "Digits to be read in the video:";
        LowScore: "偏低", "low";
        TakenByItself: "自动拍摄（各项均合格）", "Taken automatically: everything was good";
        TakenByPerson: "本人拍摄（各项均合格）", "Taken by the person: everything was good";
        TakenOverruled: "本人忽略提示后拍摄", "Taken by the person, ignoring the hints";
        TakenByOther: "系统相机或相册，未测量", "From the phone's own camera or album: not measured";
        MeasureFill: "证件占画面比例", "Card fills the frame";
        MeasureStraight: "证件端正", "Card is straight";
        MeasureSharp: "清晰度", "Sharpness";
        MeasureLight: "亮度", "Light";
        MeasureGlare: "无反光", "No glare";
        MeasureCorners: "四角完整", "All corners seen";
        MeasureOneFace: "单人入镜", "One face only";
        MeasureCentred: "人脸居中", "Face is centred";
        MeasureFaceSize: "人脸大小", "Size of the face";
        MeasureWhite: "白色背景", "White background";
        MeasureEven: "背景均匀", "Even background";
        MeasureBackLight: "无逆光", "No light from behind";
    }
}

/// What was measured, in words.
pub const fn measure(measure: Measure) -> Word {
    match measure {
        Measure::Fill => Desk::MeasureFill,
        Measure::Straight => Desk::MeasureStraight,
        Measure::Sharp => Desk::MeasureSharp,
        Measure::Light => Desk::MeasureLight,
        Measure::Glare => Desk::MeasureGlare,
        Measure::Corners => Desk::MeasureCorners,
        Measure::OneFace => Desk::MeasureOneFace,
        Measure::Centred => Desk::MeasureCentred,
        Measure::FaceSize => Desk::MeasureFaceSize,
        Measure::White => Desk::MeasureWhite,
        Measure::Even => Desk::MeasureEven,
        Measure::BackLight => Desk::MeasureBackLight,
    }
}

/// How a picture or video came to be taken, in words.
pub const fn taken_by(by: TakenBy) -> Word {
    match by {
        TakenBy::Itself => Desk::TakenByItself,
        TakenBy::Person => Desk::TakenByPerson,
        TakenBy::Overruled => Desk::TakenOverruled,
        TakenBy::OtherCamera => Desk::TakenByOther,
    }
}
