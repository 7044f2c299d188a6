//! Words of the staff's pages.

messages! {
    /// Words of the staff's pages.
    pub enum Desk {
        ProductName: "网站备案", "Website filing";
    }
}
