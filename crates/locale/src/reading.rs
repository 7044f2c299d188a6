//! Words around what was read from pictures.

messages! {
    /// Words around what was read from pictures (图片识别).
    pub struct ReadWords {
        Title: "证件上识别到的内容", "Read from the certificate";
        Running: "正在识别图片上的文字，您可以先填写其他内容。", "Reading the picture. You can continue meanwhile.";
        NoAnswer: "识别超时，请对照证件填写，或刷新页面再试。", "Reading took too long. Enter it from the certificate, or reload the page.";
        Nothing: "没有从图片上识别到可用的内容，请对照证件填写。", "Nothing could be read from the picture. Enter it from the certificate.";
        FieldsRead: "从图片上识别到 {n} 项内容，请逐项核对。", "Fields read from the picture: {n}. Check each of them.";
        UseEmpty: "填入所有空白项（{n}）", "Fill in all empty fields ({n})";
        Crop: "图片中“{field}”所在的部分", "The part of the picture that says: {field}";
        Use: "采用", "Use it";
        UseInstead: "改用图片上的", "Use what the picture says";
        Leave: "保留我填写的", "Keep what I typed";
        Right: "核对无误", "It is correct";
        Typed: "您填写的", "You typed";
        Agrees: "与图片一致", "Agrees with the picture";
        ToCheck: "由图片识别填入，请核对", "From the picture: check it";
        NotFilled: "尚未填写", "Not yet filled in";
        Differs: "与图片不一致，请核对", "Differs from the picture";
        Left: "已保留您填写的", "Kept as you typed it";
        Unsure: "可能识别有误", "May be misread";

        CardTitle: "手机所拍身份证上识别到的内容", "Read from the ID card photographed by phone";
        CardRunning: "正在识别身份证，识别完成后会自动填入空白项。", "Reading the ID card. Empty fields will be filled in from it.";
        CardNoAnswer: "识别超时，请自行填写，或刷新页面再试。", "Reading took too long. Fill it in yourself, or reload the page.";
        CardRead: "已从身份证识别 {n} 项内容；空白项已填入，请逐项核对。", "Fields read from the ID card: {n}. Empty ones are filled in. Check each of them.";
        CardAgrees: "与身份证一致", "Agrees with the card";
        CardToCheck: "由身份证识别填入，请核对", "From the card: check it";
        CardDiffers: "与身份证不一致，请核对", "Differs from the card";
        CardUse: "改用身份证上的", "Use what the card says";
    }
}
