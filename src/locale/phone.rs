//! Words of the phone's page.

messages! {
    /// Words of the phone's page.
    pub enum Phone {
        ProductName: "网站备案", "Website filing";
    }
}
