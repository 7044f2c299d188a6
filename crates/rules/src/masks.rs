//! Numbers with their middle hidden, for screens and messages that others may see.

pub use super::identifiers::phone::masked as mask_mobile;

/// The last six characters of a document's number with the first two hidden: `**0010`. They are what the ministry's SMS
/// verification asks for; who holds the document knows the rest.
pub fn mask_document(number: &str) -> String {
    let last: Vec<char> = number.trim().chars().rev().take(6).collect();
    last.into_iter().rev().enumerate().map(|(n, c)| if n < 2 { '*' } else { c }).collect()
}

/// An e-mail address with what stands before the host hidden but for its first character: `z***@example.com`.
pub fn mask_email(address: &str) -> String {
    let (local, host) = address.trim().split_once('@').unwrap_or_default();
    let first: String = local.chars().take(1).collect();
    format!("{first}***@{host}")
}

#[cfg(test)]
mod tests {
    use super::{mask_document, mask_email};

    #[test]
    fn one_character_and_the_host_are_seen() {
        assert_eq!(mask_email(" zhang.san@example.com "), "z***@example.com");
        assert_eq!(mask_email("张@example.com"), "张***@example.com");
        assert_eq!(mask_email("nobody"), "***@");
    }

    #[test]
    fn six_at_most_and_two_hidden() {
        assert_eq!(mask_document("440399198512310026"), "**0026");
        assert_eq!(mask_document("12"), "**");
        assert_eq!(mask_document(""), "");
    }
}
