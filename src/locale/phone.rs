//! Words of the phone's page.

messages! {
    /// Words of the phone's page.
    pub enum Phone {
        ProductName: "网站备案", "Website filing";
        OtherLanguage: "English", "中文";
        Loading: "正在连接…", "Connecting…";
        SameWords: "电脑上也显示：", "Also on the computer:";

        ConsentTitle: "真实性核验", "Verify who you are";
        AskedFor: "请您核验的主办单位：", "The organiser that asks you:";
        NoName: "（尚未填写名称）", "(no name yet)";
        AsOrganiserPerson: "您将作为主体负责人接受核验。", "You are verified as the organiser's responsible person.";
        AsSitePerson: "您将作为网站“{site}”的负责人接受核验。", "You are verified as the person responsible for the website “{site}”.";
        WillTake: "接下来需要：", "What comes next:";
        TakePortrait: "拍摄身份证人像面", "A picture of your ID card, portrait side";
        TakeEmblem: "拍摄身份证国徽面", "A picture of your ID card, emblem side";
        TakeVideo: "录制一段 5 至 15 秒的视频：正对镜头，背景为白墙，读出四位数字", "A video of 5 to 15 seconds: face the camera before a white wall and read four digits aloud";
        ConsentText: "照片和视频只用于本次网站备案的真实性核验，由服务商审核并按规定提交通信管理局；其他人无法查看。点“同意并开始”即表示您同意拍摄和提交。", "The pictures and the video serve this filing's verification only. The provider reviews them and hands them to the communications administration as the rules demand; nobody else sees them. By pressing “Agree and begin” you agree that they are taken and sent.";
        Begin: "同意并开始", "Agree and begin";

        PaperTitle: "拍摄材料", "Photograph a paper";
        PaperAskedFor: "请您拍摄一份备案材料的主办单位：", "The organiser that asks you for a paper of its filing:";
        PaperWanted: "需要的材料：", "The paper:";
        PaperOfSite: "网站“{site}”", "for the website “{site}”";
        PaperHow: "拍摄原件：平放，四角完整，文字清晰，避免反光和阴影。", "Photograph the original: flat, all four corners visible, every word legible, no glare or shadow.";
        PaperConsent: "照片只用于本次网站备案，由服务商审核并按规定提交通信管理局；其他人无法查看。", "The picture serves this filing only. The provider reviews it and hands it to the communications administration as the rules demand; nobody else sees it.";
        PaperTake: "拍照", "Take a picture";
        PaperPick: "从相册选择", "Choose from the album";
        PaperReview: "照片已上传，还差最后一步。", "The picture has arrived. One step is left.";
        PaperPassedTitle: "已发送", "Sent";
        PaperPassedText: "材料已放入备案，电脑上的页面会自动显示。现在可以关闭本页。", "The paper is in the filing, and the page on the computer shows it by itself. You can close this page.";

        PortraitTitle: "身份证人像面", "ID card, portrait side";
        EmblemTitle: "身份证国徽面", "ID card, emblem side";
        VideoTitle: "视频核验", "Video";
        HoldCard: "把身份证放满方框，四角完整，避免反光", "Let the card fill the frame, all four corners visible, no glare";
        OpeningCamera: "正在打开相机…", "Opening the camera…";
        CameraDenied: "没有相机权限。请在浏览器的网站设置中允许使用相机后刷新本页；也可以用下面的按钮直接拍照或选择文件。", "The camera is not allowed. Allow it in the browser's site settings and reload, or use the button below to take or choose a file.";
        CameraMissing: "这个浏览器打不开相机。请用下面的按钮直接拍照或选择文件。", "This browser cannot open the camera. Use the button below to take or choose a file.";
        Take: "拍照", "Take the picture";
        PickPicture: "用系统相机拍摄或从相册选择", "Take with the camera app or choose from the album";
        PickVideo: "用系统相机录制或选择视频", "Record with the camera app or choose a video";
        LookAt: "请看清楚：文字能看清吗？四角都在吗？", "Look closely: is the text legible, are all four corners there?";
        LookAtVideo: "请回放检查：脸部清楚、声音能听清吗？", "Play it back: is your face clear, can you be heard?";
        TakenAlt: "拍摄的照片", "The picture that was taken";
        Use: "使用", "Use it";
        Again: "重拍", "Take it again";
        Sending: "正在上传", "Sending";
        Retry: "重试上传", "Send again";

        FaceCamera: "正对镜头，背景为白墙，光线均匀，单人出镜", "Face the camera before a white wall, in even light, alone";
        ReadAloud: "录制时请读出：", "While recording, read aloud:";
        Record: "开始录制", "Start recording";
        Stop: "结束录制", "Stop recording";
        StopIn: "还需 {n} 秒", "{n} more seconds";
        Recorded: "已录 {n} 秒，最长 15 秒", "{n} s recorded, 15 s at most";
        NoSound: "没有麦克风权限，视频将没有声音，审核时可能被退回。", "The microphone is not allowed: the video has no sound and may be returned by the reviewer.";

        ReviewTitle: "检查并提交", "Check and finish";
        ReviewText: "三项都已上传。确认无误后提交。", "All three have arrived. Finish when they are right.";
        Arrived: "已上传", "Arrived";
        Finish: "提交", "Finish";
        Finishing: "正在提交…", "Finishing…";

        PassedTitle: "核验已提交", "Sent";
        PassedText: "电脑上的页面会自动继续。现在可以关闭本页。", "The page on the computer goes on by itself. You can close this page.";
        FailedTitle: "核验未通过", "Not verified";
        FailedText: "请按下面的提示，在电脑上换一个新的二维码重新核验。", "Put right what is listed, then show a new code on the computer and try again.";
        EndedTitle: "已结束", "It has ended";
        NoSession: "没有进行中的任务。请重新扫描电脑上的二维码。", "Nothing is in progress here. Scan the code on the computer again.";
        Offline: "网络不通，请检查网络。已拍摄的内容还在。", "No network. Check the connection; what you took is still here.";
        Unreadable: "服务器的回答无法识别，请稍后重试。", "The server's answer cannot be read. Try again later.";
        TryAgain: "重试", "Try again";
    }
}
