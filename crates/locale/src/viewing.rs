//! Words around the documents of a filing at the desk, and around what stands behind it.

messages! {
    /// Words around documents, and what changed since a return.
    pub struct Viewing {
        SiteN: "网站 {n}", "Website {n}";
        SitePersonN: "网站 {n} 负责人", "Person of website {n}";
        Proof: "证明材料", "Proof";
        Proves: "对应字段：", "Field:";
        ChooseDocument: "请选择要查看的材料。", "Choose a document to look at.";
        Follows: "已认领：移到字段时自动显示证明材料。", "You have this filing: a field shows its proof when you move to it.";
        Toolbar: "查看方式", "View";
        ZoomIn: "放大", "Zoom in";
        ZoomOut: "缩小", "Zoom out";
        Turn: "旋转", "Rotate";
        Light: "亮度", "Brightness";
        Reset: "还原", "Reset";
        Previous: "上一页", "Previous page";
        Next: "下一页", "Next page";
        OpenAlone: "在新窗口打开", "Open in a new window";
        Keys: "按键：+ − 缩放，R 旋转，B 亮度，0 还原，[ ] 翻页，方向键移动", "Keys: + − zoom, R rotates, B brightness, 0 resets, [ ] pages, arrows move";
        VideoKeys: "按键：, . 逐帧，[ ] 翻页", "Keys: , . frame by frame, [ ] pages";
        Speed: "播放速度", "Speed";
        FrameBack: "上一帧", "Previous frame";
        FrameOn: "下一帧", "Next frame";
        ReadSame: "与证件一致", "As the document says";
        ReadOther: "证件上为：", "The document says:";
        Typed: "填写为：", "Typed:";
        LastReturn: "上次退回的 {n} 处", "Returned last time: {n}";
        ReturnedAt: "{at} 退回。", "Returned on {at}.";
        Answered: "已修改", "Changed";
        NotAnswered: "未修改", "Not changed";
        ChangedSince: "退回后修改的内容", "Changed since the return";
        NothingChanged: "退回后没有修改内容。", "Nothing was changed since the return.";
        Was: "改自：", "Was:";
        Added: "新增", "Added";
        Removed: "已删除", "Removed";
        UploadedAgain: "重新上传，共 {n} 页", "Uploaded again, pages: {n}";
        VerifiedAgain: "重新核验", "Verified again";
        Nothing: "（空）", "(empty)";
        Related: "主办单位和负责人的其他备案", "Other filings of this organiser and its people";
        NoneRelated: "没有其他备案。", "None.";
        SameOrganiser: "同一主办单位", "Same organiser";
        SamePerson: "同一负责人", "Same person";
        AccountFacts: "账号注册于 {at}，已提交 {n} 件备案，其中 {m} 件已备案。", "The account was made on {at}. Filings submitted: {n}; approved: {m}.";
    }
}
