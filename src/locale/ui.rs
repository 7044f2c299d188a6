//! Words of the applicant's pages.

messages! {
    /// Words of the applicant's pages.
    pub enum Ui {
        ProductName: "网站备案", "Website filing";
    }
}
