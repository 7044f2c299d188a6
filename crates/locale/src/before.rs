//! Words of what comes before the first field: a domain looked up, a province's checklist, the filing that blocks another,
//! and what a new filing has from an earlier one.

messages! {
    /// Words of what comes before the first field.
    pub struct Before {
        DomainTitle: "我的域名可以备案吗？", "Can my domain be filed?";
        DomainLabel: "域名", "Domain";
        DomainHint: "如 example.com 或 示例.中国，不用登录", "Such as example.com or 示例.中国; no sign-in needed";
        DomainLook: "查询", "Check";
        SuffixGood: "后缀 {suffix} 可以备案", "The suffix {suffix} can be filed";
        Registrable: "{domain} 是主域名，可以备案", "{domain} can be filed";
        RegistrableBoth: "{domain} 是主域名，可以备案，登记为 {ascii}", "{domain} can be filed; it is registered as {ascii}";
        LookedAt: "已按主域名 {domain} 查询：备案不填 www.、子域名和网址", "Checked {domain}. Enter the main domain without www., sub-domain or web address";
        Asking: "正在查询本平台的域名和备案记录…", "Checking the domain and filing records here…";
        BlockingTitle: "一次只能办理一个备案", "One filing at a time";
        BlockingWhy: "下面这个办结或放弃后，才能开始新的备案。", "Complete or end the filing below before you start a new one.";
        BlockDraft: "可以继续填写并提交，也可以放弃。", "You can complete and submit it, or end it.";
        BlockReview: "可以等待初审结果，也可以撤回修改或放弃。", "You can wait for the first review, take it back to change, or end it.";
        BlockFix: "可以修改后重新提交，也可以放弃。", "You can correct and submit it again, or end it.";
        BlockToBureau: "可以等待提交管局，也可以撤回修改或放弃。", "You can wait until it goes to the bureau, take it back to change, or end it.";
        BlockSms: "已提交管局，不能撤回或放弃。请负责人完成工信部短信核验，再等待管局审核。", "It is with the bureau and cannot be taken back or ended. The responsible persons must complete the ministry's SMS verification; then the bureau reviews it.";
        BlockSmsFailed: "短信核验超时，不能撤回或放弃。我们会重新提交管局，或退回给您修改。", "The SMS verification timed out. The filing cannot be taken back or ended. We will send it to the bureau again or return it to you.";
        BlockBureau: "管局正在审核，不能撤回或放弃。最长 20 个工作日有结果。", "The bureau is reviewing it, so it cannot be taken back or ended. This takes 20 working days at most.";
        NowFree: "已放弃。现在可以开始新的备案。", "Ended. You can start a new filing now.";
        Start: "登录后开始备案", "Sign in to start";
        Need: "需要准备", "What you need";
        NeedText: "主办单位证件、负责人证件和手机号、已实名认证的域名、中国大陆的云服务器。各省另有要求。", "The organiser's certificate, the responsible person's document and mobile number, a domain with real-name verification and a server in mainland China. Provinces may ask for more.";
        HowItGoes: "办理步骤", "How it works";
        ChecklistTitle: "各省备案清单", "Checklist by province";
        ChecklistLead: "选择省份，查看材料、要求和时长。", "Choose a province to see what it asks for and how long it takes.";
        ChecklistFor: "{province}备案清单", "Checklist for {province}";
        ChecklistPrint: "打印", "Print";
        ChecklistPrinted: "{date} 打印，以管局最新要求为准", "Printed {date}. The bureau's latest rules apply";
        ChecklistToPrint: "打印清单", "Print the list";
        OwnAre: "标“本地”的是{province}通信管理局的要求，其余全国通用。", "The bureau of {province} asks for what is marked “Local”. The rest applies everywhere.";
        Own: "本地", "Local";
        Counted: "共 {all} 项，必须 {must} 项", "{must} required, {all} in all";
        CountedAll: "共 {all} 项", "{all} in all";
        BlankForm: "空白模板", "Blank form";
        SiteLetter: "授权书（网站负责人不是法定代表人时）", "A letter of authorisation, unless the site's person is the legal representative";
        FirstReview: "初审：1 至 2 个工作日，审核专员来电", "First review: 1 to 2 working days, with a call from our reviewer";
        HandOver: "提交管局和短信核验：1 至 3 个工作日，收到短信后 24 小时内核验", "Sending to the bureau and SMS verification: 1 to 3 working days. Answer the SMS within 24 hours";
        BureauReview: "管局审核：最长 20 个工作日", "Bureau's review: 20 working days at most";
        BureauReviewOwn: "管局审核：最长 20 个工作日；该局另有说明：", "Bureau's review: 20 working days at most. The bureau adds:";
        NationalPerson: "负责人的证件有效期须剩余 3 个月以上", "Each responsible person's document must be valid for 3 more months";
        NationalEmergency: "另备一个应急联系电话", "A second number, for emergencies";
        NationalAddress: "通信地址写到门牌号或房间号，与实际办公地址一致", "A mailing address down to the number or room, where the organiser actually works";
        NationalName: "网站名称至少三个汉字，不含禁用词；与主办单位无关的，在备注中说明", "A site name of 3 Chinese characters or more, without banned words. If it has nothing to do with the organiser, explain it in the remarks";
        PreviousOffer: "沿用上次的：{name}", "Use again: {name}";
        PreviousText: "只填入空白项；手机号和负责人须重新核验。", "Only empty fields are filled in. Mobile numbers and people must be verified again.";
        PreviousDone: "已填入，请在后面各步核对。", "Filled in. Check it in the next steps.";
        NothingAgainst: "已查本平台的域名和备案记录，没有问题。未查：是否在其他服务商备案过、所有者是否为主办单位", "Nothing found in the domain and filing records here. Not checked: filings with other providers, and whether the organiser owns it";
    }
}
