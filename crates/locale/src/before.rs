//! Words of what comes before the first field: a domain looked up, a province's checklist, the filing that blocks another,
//! and what a new filing has from an earlier one.

messages! {
    /// Words of what comes before the first field.
    pub struct Before {
        DomainTitle: "我的域名可以备案吗？", "Can my domain be filed?";
        DomainLabel: "域名", "Domain";
        DomainHint: "如 example.com 或 示例.中国，不用登录即可查询", "Such as example.com or 示例.中国; no sign-in needed";
        DomainLook: "查询", "Check";
        SuffixGood: "后缀 {suffix} 可以备案", "The suffix {suffix} can be filed";
        Registrable: "{domain} 是可以备案的主域名", "{domain} is a domain that can be filed";
        RegistrableBoth: "{domain} 是可以备案的主域名，登记为 {ascii}", "{domain} is a domain that can be filed; registries write it {ascii}";
        TryInstead: "改查 {domain}", "Check {domain} instead";
        Asking: "正在查询登记和备案情况…", "Looking up registration and filings…";
        BlockingTitle: "同一时间只能有一个进行中的备案", "One filing at a time";
        BlockingWhy: "每个账号的备案须逐个办理。下面这个办结或放弃之后，就可以开始新的备案。", "An account files one after the other. Once the filing below is complete or ended, a new one can begin.";
        BlockDraft: "您可以继续填写并提交，也可以放弃它，马上开始新的备案。", "Go on with it and submit, or end it and begin a new one at once.";
        BlockReview: "可以等待初审结果；也可以先撤销提交，再修改或放弃。", "Wait for the first review; or take it back first, then change or end it.";
        BlockFix: "您可以修改后重新提交，也可以放弃它，马上开始新的备案。", "Correct it and submit again, or end it and begin a new one at once.";
        BlockToBureau: "可以等待我们提交管局；也可以撤销提交后修改，或放弃它。", "Wait until we hand it to the bureau; or take it back to change it, or end it.";
        BlockSms: "已提交管局，不能撤销或放弃。请负责人完成工信部短信核验，然后等待管局审核。", "It is with the bureau and cannot be taken back or ended. The responsible persons answer the ministry's SMS; then the bureau reviews it.";
        BlockSmsFailed: "短信核验超时，不能撤销或放弃。请等待我们重新提交，或退回给您修改。", "The SMS verification ran out; it cannot be taken back or ended now. Wait until we hand it in again or return it to you.";
        BlockBureau: "管局正在审核，不能撤销或放弃。请等待管局的结果，最长 20 个工作日。", "The bureau is reviewing it; it cannot be taken back or ended. Wait for the bureau, twenty working days at most.";
        NowFree: "已放弃。现在可以开始新的备案。", "Ended. You can start a new filing now.";
        HowItGoes: "办理步骤", "How it goes";
        ChecklistTitle: "各省备案清单", "Checklist by province";
        ChecklistLead: "各省通信管理局的要求不同。选择省份，查看需要的材料、电话和地址要求以及预计时长，可打印。", "Bureaus differ. Choose a province to see the attachments, the rules for phones and addresses and how long it takes; it can be printed.";
        ChecklistShow: "查看清单", "Show the checklist";
        ChecklistFor: "{province}备案清单", "Checklist for {province}";
        ChecklistPrint: "打印", "Print";
        ChecklistPrinted: "{date} 打印，以管局最新要求为准", "Printed {date}; the bureau's latest rules prevail";
        ChecklistToPrint: "打开可打印的清单", "Open the list to print it";
        FirstReview: "初审：1 至 2 个工作日", "First review: one to two working days";
        HandOver: "提交管局和短信核验：1 至 3 个工作日；收到短信后须在 24 小时内完成核验", "Hand-over to the bureau and SMS verification: one to three working days; the SMS must be answered within 24 hours";
        BureauReviewAnywhere: "管局审核：按规定最长 20 个工作日，实际通常 1 至 20 个工作日", "Bureau's review: twenty working days at most by the regulation, usually one to twenty";
        BureauReview: "管局审核：按规定最长 20 个工作日，实际通常 1 至 20 个工作日；该省没有公布更短的期限", "Bureau's review: twenty working days at most by the regulation, usually one to twenty; this bureau publishes no shorter term";
        BureauReviewOwn: "管局审核：按规定最长 20 个工作日；该省资料另有说明：", "Bureau's review: twenty working days at most by the regulation; of this bureau it is said:";
        NationalPerson: "负责人的证件有效期须剩余 3 个月以上", "Each responsible person's document stays valid for three months or more";
        NationalEmergency: "另备一个应急联系电话", "Another number for emergencies";
        NationalAddress: "通信地址写到门牌号或房间号，与实际办公地址一致", "The mailing address down to number or room, where the organiser really sits";
        NationalName: "网站名称至少三个汉字，不含禁用词；与主办单位无关的，在备注中说明", "The site's name has three Chinese characters or more and no refused word; where nothing connects it with the organiser, the remarks explain it";
        PreviousOffer: "沿用上次备案的主办单位：{name}", "Use the organiser of your last filing: {name}";
        PreviousText: "只填入还空着的项目；手机号须重新验证，负责人须重新核验。", "Fills in what is still empty. Numbers are confirmed and people verified anew.";
        PreviousDone: "已填入，请在后面各步核对。", "Filled in. Check it in the steps that follow.";
        NothingAgainst: "未发现妨碍备案的情况；所有者是否与主办单位一致，提交时核对", "Nothing is known against it; that its owner is the organiser is checked when you file";
    }
}
