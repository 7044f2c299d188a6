//! Words of the desktop's side of a hand-off to a phone: the code, the link to somebody elsewhere, what the phone is doing, the
//! result, and an earlier verification that holds.

messages! {
    /// Words of the desktop's side of a hand-off.
    pub struct Handoff {
        GoOnHere: "在这部手机上继续", "Continue on this phone";
        ShowCode: "显示二维码", "Show the QR code";
        NewCode: "换一个新的二维码", "New code";
        QrLabel: "手机核验二维码", "QR code for the phone";
        ScanThis: "请用手机相机或微信“扫一扫”扫描二维码。", "Scan this with the phone's camera or WeChat.";
        CodeHoldsFor: "有效时间还剩", "Valid for";
        CodeRenewed: "二维码已更新，请扫描新的二维码。", "The code was renewed. Scan the new one.";
        OrOpenLink: "也可以在手机上打开这个链接：", "Or open this link on the phone:";
        PhoneLink: "手机核验链接", "Link for the phone";
        CopyLink: "复制链接", "Copy link";
        CopyYourself: "链接已选中，请按 Ctrl+C（苹果电脑按 ⌘C）复制。", "The link is selected: press Ctrl+C (⌘C on a Mac) to copy it.";
        LoopbackNote: "手机打不开本机地址。真机测试请用 `cargo xtask run --lan` 启动。", "A phone cannot open this machine's own address. Start with `cargo xtask run --lan`.";
        CodeShownBefore: "之前的二维码不能再显示，请换一个新的；正在用它的手机仍可继续。", "The earlier code cannot be shown again. Get a new one. A phone that scanned it can continue.";
        CodeTooOld: "二维码已过期。", "The code has expired.";
        CodeRests: "二维码已过期，需要时请换一个新的二维码。", "The code has expired. Get a new code when you need it.";
        PhoneTooSlow: "手机没有在时限内完成，请换一个新的二维码重新开始。", "The phone did not finish in time. Start again with a new code.";

        Elsewhere: "本人不在身边", "The person is not here";
        AttachmentElsewhere: "材料不在身边", "The attachment is elsewhere";
        PersonIsHere: "本人就在身边：显示二维码", "Person is here: show a code";
        LinkExplained: "把链接发给负责人，对方在自己的手机上打开即可核验。之前的二维码已作废。", "Send this link to the responsible person to open on their own phone. The earlier code no longer works.";
        AttachmentLinkExplained: "把链接发给持有材料的人，对方在手机上打开即可拍摄。之前的二维码已作废。", "Send this link to whoever has the attachment. The earlier code no longer works.";
        HoldsUntil: "有效期至 {when}", "Valid until {when}";
        SendBy: "由本站代发", "Send it for me";
        BySms: "短信", "By SMS";
        ByEmail: "电子邮件", "By e-mail";
        ToMobile: "对方手机号", "Their mobile number";
        ToEmail: "对方邮箱", "Their e-mail address";
        Send: "发送链接", "Send the link";
        SendAnother: "再次发送", "Send again";
        Sending: "正在发送…", "Sending…";
        SentTo: "已发送至 {to}。没有收到？可以再次发送，或改发给其他号码或邮箱。", "Sent to {to}. Not received? Send it again, or elsewhere.";
        LinkOutTo: "发送至 {to} 的链接，对方还没有打开。", "The link sent to {to} is not opened yet.";
        LinkOut: "发出的链接，对方还没有打开。", "The link that was made is not opened yet.";
        LinkHidden: "为安全起见，链接不再显示；可以作废，或重新生成。", "For safety it cannot be shown again. You can cancel it or make a new one.";
        LinkOver: "链接已过期。", "The link has expired.";
        NewLink: "重新生成链接", "Make a new link";
        CancelLink: "作废链接", "Cancel the link";

        SameWords: "两边屏幕应显示相同的词：", "Both screens must show the same words:";
        StageConnected: "手机已连接", "Phone connected";
        StagePortrait: "证件人像面", "Identity document, portrait side";
        StageEmblem: "证件另一面", "Identity document, other side";
        StageVideo: "核验视频", "Video";
        Arrived: "已收到", "received";
        Awaited: "等待中", "waiting";
        PhoneSilent: "手机已超过两分钟没有响应。可以继续等待，或换一个新的二维码。", "The phone has not answered for 2 minutes. Keep waiting, or show a new code.";
        OtherPhones: "另有手机扫过这个二维码（{n} 次），均已拒绝。不是您或负责人的，请点“这不是我的手机”。", "Other phones tried this code ({n}) and were refused. If they were not yours, click “That is not my phone”.";
        OtherPhonesAfter: "另有手机扫过这个二维码（{n} 次），均已拒绝。", "Other phones tried this code ({n}) and were refused.";
        Declined: "手机上的人没有同意：不是本人，或不认识这个单位。对方可以在手机上返回并同意；发错了人的，请点“这不是我的手机”，再换一个新的二维码。", "The person on the phone did not agree: it is not them, or they do not know the organiser. They can go back on their phone and agree. If the wrong person has it, click “That is not my phone” and show a new code.";
        AttachmentDeclined: "手机上的人没有同意拍摄。对方可以在手机上返回并同意；发错了人的，请点“这不是我的手机”，再换一个新的二维码。", "The person on the phone did not agree. They can go back on their phone and agree. If the wrong person has it, click “That is not my phone” and show a new code.";
        NotMyPhone: "这不是我的手机", "That is not my phone";
        PhoneFinished: "手机已完成，正在检查…", "The phone is done. Checking…";
        StillVerified: "之前的核验仍然有效，不重新核验也可以继续。", "The earlier verification is still valid. You can continue without a new one.";
        KeepEarlier: "不重新核验了", "Keep the earlier one";
        VerifyAgain: "重新核验", "Verify again";
        ReviewerLooks: "审核专员会重点核对：", "A reviewer will look at:";
        VerificationFailed: "核验未通过，请按原因重新核验。", "The verification failed. Correct what is listed and try again.";
        AttachmentFailed: "没有收到可用的照片，请按原因重新拍摄。", "No usable picture has arrived. Correct what is listed and try again.";
        VerificationEnded: "这次核验已结束。", "This verification has ended.";
        EndedHere: "已结束，那部手机发送的内容不会采用。需要时请换一个新的二维码。", "Ended. Nothing that phone sent is used. Get a new code when you need one.";
        LinkCancelled: "链接已作废，不能再打开。需要时请重新生成。", "Cancelled. The link no longer works. Make a new one when you need it.";
        Outdated: "核验之后，姓名或证件号码有改动，请重新核验。", "The name or number was changed after the verification. Verify again.";

        LostTryingIn: "与服务器的连接中断，{n} 秒后重试。手机不受影响。", "Connection to the server lost. Trying again in {n} s. The phone is not affected.";
        LostTrying: "与服务器的连接中断，正在重试…手机不受影响。", "Connection to the server lost. Trying now… The phone is not affected.";
        Lost: "与服务器的连接中断，将自动重试。", "Connection to the server lost. This page keeps trying.";

        BeforeHere: "{name}已于 {at} 在本次备案中通过核验，有效期至 {until}。", "{name} was verified on {at} in this filing, valid until {until}.";
        BeforeElsewhere: "{name}已于 {at} 在备案 {number} 中通过核验，有效期至 {until}。", "{name} was verified on {at} in filing {number}, valid until {until}.";
        TakeOver: "沿用，不再拍摄", "Use it again";
        OrRecordAgain: "也可以重新拍摄核验。", "Or verify again.";
        TakingOver: "正在沿用…", "Using it again…";
    }
}
