//! Words of an attachment's field: how it is chosen, its way to the server, and the way over the phone.

messages! {
    /// Words of an attachment's field.
    pub struct Upload {
        Choose: "选择文件", "Choose a file";
        Template: "打印模板，签字盖章后上传", "Print this form, then sign, seal and upload it";
        AddPage: "再加一页", "Add a page";
        Replace: "换一张", "Replace";
        TurnLeft: "向左转", "Turn left";
        TurnRight: "向右转", "Turn right";
        Remove: "移除", "Remove";
        Restore: "撤销移除", "Put it back";
        ByPhone: "用手机拍摄", "Send by phone";
        CloseByPhone: "不用手机了", "Close";
        HowTo: "也可以把文件拖到这里，或粘贴图片。支持 JPG、PNG 和 PDF，大图自动缩小后上传。", "Or drop a file here, or paste a picture. JPG, PNG or PDF. Large pictures are scaled down.";
        HowToVideo: "也可以把视频拖到这里。支持 MP4、MOV、WebM。", "Or drop a video here. MP4, MOV or WebM.";
        DropHere: "松开即可上传", "Drop it to upload it";
        HeicHint: "此浏览器打不开 HEIC 照片：请用“用手机拍摄”，或在手机上另存为 JPG。", "This browser cannot open HEIC pictures. Use “Send by phone”, or save it as JPG on the phone.";
        Preparing: "正在处理…", "Preparing…";
        Started: "开始上传", "Upload started";
        Sending: "正在上传", "Uploading";
        Waiting: "网络中断，恢复后自动继续", "No network. Continues by itself";
        Cancel: "取消上传", "Cancel";
        Arrived: "已上传", "Uploaded";
        Cancelled: "已取消上传", "Cancelled";
        Failed: "上传未完成", "Not uploaded";
        Retry: "重新上传", "Upload again";
        Removed: "已移除", "Removed";
        ScanAttachment: "用手机扫描二维码，拍摄这份材料：", "Scan this with a phone to photograph the attachment:";
        StageAttachment: "照片", "Picture";
        AttachmentArrived: "手机拍摄的照片已收到", "The picture from the phone has arrived";
        AttachmentEnded: "这次手机拍摄已结束。", "Sending by phone has ended.";
        AttachmentQr: "拍摄材料的手机二维码", "QR code for photographing the attachment";
    }
}
