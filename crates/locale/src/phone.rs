//! Words of the phone's page.

messages! {
    /// Words of the phone's page.
    pub struct Phone {
        ByItself: "拿稳后自动拍摄", "Take it when held still";
        ProductName: "网站备案", "Website filing";
        OtherLanguage: "English", "中文";
        Loading: "正在连接…", "Connecting…";
        SameWords: "发起人的屏幕上也显示：", "Also on the screen of the person who asks:";

        ConsentTitle: "真实性核验", "Verify who you are";
        AskedFor: "主办单位", "For the organiser";
        AskedBy: "发起人手机号", "Asked by";
        NoName: "（尚未填写名称）", "(no name yet)";
        WillTake: "接下来要做", "What you will do";
        TakeSide: "拍摄{side}", "Photograph: {side}";
        TakeVideo: "录制一段 5 至 15 秒的视频：正对镜头，读出四位数字", "Record a video of 5 to 15 seconds: face the camera and read four digits aloud";
        WillNeed: "请先准备", "What you need";
        NeedCard: "上述证件的原件；持其他证件的，请发起人先改选", "The original of that document. If yours is another kind, ask for it to be chosen first";
        NeedWall: "一面白墙作背景，没有墙角、门缝和杂物", "A white wall behind you, without corners, doors or objects";
        NeedLight: "光线均匀，不逆光、不反光", "Even light, not from behind, no glare";
        NeedFace: "不戴帽子、墨镜和耳机，露出整张脸", "No hat, sunglasses or earphones, your whole face visible";
        NeedQuiet: "安静的地方，两三分钟", "A quiet place, for 2 or 3 minutes";
        ConsentVersion: "版本", "Version";
        ConsentFace: "我单独同意录制本人人脸（属于生物识别信息）。", "I separately agree to the recording of my face, which is biometric information.";
        FaceFirst: "请先勾选上面的单独同意。", "Tick the agreement above first.";
        Privacy: "个人信息处理规则", "How personal information is handled";
        Leave: "不是我，或不认识这个单位", "Not me, or I do not know them";
        LeftTitle: "您没有同意", "You did not agree";
        LeftText: "没有拍摄，也没有上传任何内容，可以关闭本页。不认识发起人的，请不要把链接转给别人。", "Nothing was taken or uploaded. You can close this page. If you do not know who asks, do not pass the link on.";
        LeftBack: "返回", "Go back";
        ToFiling: "回到备案", "Back to the filing";
        Human: "人工帮助：", "Help from a person:";
        Begin: "同意并开始", "Agree and begin";

        AttachmentTitle: "拍摄材料", "Photograph an attachment";
        AttachmentWanted: "需要的材料：", "What is needed:";
        AttachmentOfSite: "网站“{site}”", "for the website “{site}”";
        AttachmentHow: "拍摄原件：平放，四角完整，文字清晰，避免反光和阴影。", "Photograph the original: flat, all four corners visible, every word legible, no glare or shadow.";
        AttachmentReview: "照片已上传，还差最后一步。", "The picture is uploaded. One step is left.";
        AttachmentPassedTitle: "已发送", "Sent";

        VideoTitle: "视频核验", "Video";
        HoldCard: "把证件放满方框，四角完整，避免反光", "Fill the frame, all four corners visible, no glare";
        OpeningCamera: "正在打开相机…", "Opening the camera…";
        TurnPhone: "把手机横过来，证件可以拍得更大", "Turn the phone sideways to take it larger";
        CameraDenied: "没有相机权限。请在浏览器的网站设置中允许使用相机，然后点“重新打开相机”；也可以用下面的按钮拍照或选择文件。", "The camera is blocked. Allow it in the browser's site settings, then tap “Open the camera again”; or take or choose a file below.";
        DeniedOnIphone: "没有相机权限。请打开 iPhone 的“设置”，找到“Safari 浏览器”（或您用的浏览器），把“相机”改为“允许”，然后回来点“重新打开相机”；也可以用下面的按钮拍照或选择文件。", "The camera is blocked. In the iPhone's Settings open Safari (or the browser you use), set Camera to Allow, come back and tap “Open the camera again”; or take or choose a file below.";
        DeniedOnAndroid: "没有相机权限。请点地址栏左侧的锁形图标，在“权限”中允许相机；如仍无效，在手机“设置”的应用权限中允许浏览器使用相机。然后点“重新打开相机”；也可以用下面的按钮拍照或选择文件。", "The camera is blocked. Tap the lock in the address bar and allow the camera under Permissions. If that does not help, allow it for the browser in the phone's Settings. Then tap “Open the camera again”; or take or choose a file below.";
        DeniedInWechat: "没有相机权限。请在手机“设置”中找到“微信”，允许使用相机和麦克风，然后回来点“重新打开相机”；也可以用下面的按钮拍照或选择文件。", "The camera is blocked. In the phone's Settings open WeChat and allow camera and microphone, come back and tap “Open the camera again”; or take or choose a file below.";
        CameraBusy: "相机正被其他应用或通话占用。请关闭后点“重新打开相机”。", "Another app or a call is using the camera. Close it, then tap “Open the camera again”.";
        OpenAgain: "重新打开相机", "Open the camera again";
        CameraMissing: "这个浏览器打不开相机。请用下面的按钮直接拍照或选择文件。", "This browser cannot open the camera. Use the button below to take or choose a file.";
        NoRecorder: "这个浏览器不能录像。请用下面的按钮直接拍摄或选择文件。", "This browser cannot record. Use the button below to take or choose a file.";
        Take: "拍照", "Take picture";
        PickCamera: "用系统相机拍摄", "Take it with the camera app";
        PickPicture: "从相册选择", "Choose from the album";
        PickVideo: "用系统相机录制或选择视频", "Record or choose a video";
        LookAt: "请看清楚：文字能看清吗？四角都在吗？", "Check: is the text legible, and are all four corners visible?";
        LookAtVideo: "请回放检查：脸部完整、睁眼、无遮挡，四位数字听得清吗？", "Play it back: is your whole face visible, eyes open, nothing covering it? Can you hear the digits?";
        TakenAlt: "拍摄的照片", "The picture that was taken";
        Use: "使用", "Use it";
        Again: "重拍", "Take it again";
        Sending: "正在上传", "Uploading";
        Waiting: "没有网络，恢复后自动继续。拍摄的内容还在。", "No network. It continues by itself. What you took is still here.";
        Back: "不重拍了，用已上传的", "Keep the uploaded one";
        Retry: "重试上传", "Upload again";

        FaceCamera: "正对镜头，背景为白墙，光线均匀，单人出镜", "Face the camera before a white wall, in even light, alone";
        ReadAloud: "录制时请读出：", "While recording, read aloud:";
        Record: "开始录制", "Start recording";
        Stop: "结束录制", "Stop recording";
        StopIn: "还需 {n} 秒", "{n} more seconds";
        Recorded: "已录 {n} 秒，最长 15 秒", "{n} s recorded, 15 s at most";
        NoSound: "没有麦克风权限，视频将没有声音，审核时可能被退回。", "The microphone is blocked. The video has no sound, and the reviewer may return it.";

        Interrupted: "录制被中断（切换了页面、来电或相机被占用），请重新录制。", "The recording was interrupted (another page, a call, or the camera was taken away). Record it again.";

        ReviewTitle: "检查并提交", "Check and finish";
        ReviewText: "都已上传。确认无误后提交。", "Everything is uploaded. Finish when it is right.";
        Arrived: "已上传", "Uploaded";
        Finish: "提交", "Finish";

        CheckingTitle: "已提交，正在检查", "Sent, now being checked";
        PassedTitle: "核验已提交", "Sent";
        ReviewerLooks: "以下几点由审核专员核对，您无需操作：", "A reviewer will check the following. You need not do anything:";
        FailedTitle: "核验未通过", "Not verified";
        FailedText: "请按上面的提示准备好，再向发起人要一个新的二维码或链接。", "Correct what is listed, then ask for a new code or link.";
        OtherReason: "有一处需要人工核对", "Something needs a manual check";
        EndedTitle: "已结束", "This has ended";
        CancelledTitle: "发起人已结束", "Ended by the person who asked";
        ExpiredTitle: "二维码或链接已失效", "The code or link has expired";
        ExpiredText: "已超时，或已有新的二维码。请向发起人要一个新的二维码或链接。", "It timed out, or there is a newer one. Ask for a new code or link.";
        UsedTitle: "另一部手机已在使用", "Another phone is using it";
        UsedText: "这个二维码或链接已被另一部手机打开，只能用一次。如果那不是您的手机，请让发起人点“这不是我的手机”，再给您一个新的。", "Another phone has opened this code or link, which works once. If that was not your phone, ask the sender to click “That is not my phone” and to give you a new one.";
        NoSessionTitle: "这里没有进行中的任务", "Nothing is in progress here";
        NoSession: "请重新扫描电脑上的二维码，或再次打开收到的链接。", "Scan the code on the computer again, or reopen the link you were sent.";
        ServerAway: "服务器暂时无法接收，请稍后再试。拍摄的内容还在这部手机上。", "The server is not available. Try again later. What you took is still on this phone.";

        CardDiffers: "身份证与填写的信息不完全一致，请与发起人核对。", "The card does not fully match what was entered. Check with the person who asked you.";
        Offline: "网络不通，请检查网络。已拍摄的内容还在。", "No network. Check your connection. What you took is still here.";
        Unreadable: "服务器的响应无法识别，请稍后重试。", "The server's answer could not be read. Try again later.";
        TryAgain: "重试", "Try again";
    }
}
