//! Public holidays, and the days worked for them (节假日与调休): a page that the server writes, so that no program in a browser has these words.

messages! {
    /// What the page says.
    pub struct CalendarPage {
        Title: "工作日历", "Working days";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Intro: "审核时限按工作日计算（北京时间）。周末之外的放假日和周末的调休上班日在此登记，以国务院办公厅每年的通知为准。", "The time promised for a review is counted in working days, in the time of China. Here stand the days that are free though no weekend, and the weekends that are worked, as the State Council's yearly notice says.";
        NotKnown: "{year} 年的节假日尚未登记，按周末计算。", "No holidays of {year} are entered yet: its weekends alone count.";
        AdminsOnly: "只有管理员可以修改。", "Only administrators can change them.";
        Add: "登记", "Enter days";
        First: "第一天", "First day";
        Last: "最后一天（只有一天时不填）", "Last day (leave it empty for one day)";
        Kind: "类型", "What they are";
        Free: "放假", "Free";
        Works: "上班", "Worked";
        Name: "节日", "Holiday";
        Save: "保存", "Save";
        Day: "日期", "Day";
        Remove: "删除", "Remove";
        RemoveOne: "删除 {day}", "Remove {day}";
        Saved: "已保存。", "Saved.";
        NotADay: "请填写存在的日期，最后一天不早于第一天，一次最多 31 天。", "Enter days that exist, the last not before the first, 31 at a time at the most.";
        NoName: "请填写节日名称，最多 30 个字。", "Enter the name of the holiday, 30 characters at the most.";
        None: "还没有登记。", "None is entered yet.";
    }
}
