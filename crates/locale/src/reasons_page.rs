//! The library of reasons, on a page that the server writes for administrators.

messages! {
    /// What the page says.
    pub struct ReasonsPage {
        Title: "退回理由库", "Library of reasons";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Intro: "审核时，在空的标注框中按 1 至 9 即可填入适用于该字段的理由，常用的在前。每条写明哪里不对、应当怎样做。", "In an empty mark, the keys 1 to 9 enter the reasons for that field, the most used first. Each says what is wrong and what to do.";
        New: "新增理由", "A new reason";
        All: "全部理由", "All reasons";
        Chinese: "中文", "Chinese";
        English: "英文", "English";
        Fields: "适用字段（选填，空格分隔；如 sites[].name）", "Fields (optional, with blanks between them; such as sites[].name)";
        Used: "已使用 {n} 次", "Used {n} times";
        Save: "保存", "Save";
        Remove: "删除", "Remove";
        BothLanguages: "中文和英文都需要填写。", "Enter both languages.";
        TooLong: "中文和英文合计不超过 499 个字符，请缩短。", "Both languages together may have 499 characters. Shorten them.";
        WrongFields: "适用字段只能用小写字母、点、下划线和方括号，最多 20 个。", "Fields take small letters, dots, underscores and brackets; 20 at most.";
        Full: "理由库最多 300 条，请先删除不用的。", "A library has 300 reasons at most. Remove some first.";
    }
}
