//! Where somebody goes back to once they are signed in: a page of ours, or the first one. No address of another host is any.

use crate::accounts::provider_sign_in::Way;
use http::uri::PathAndQuery;

/// Most characters of a path.
const LONGEST: usize = 512;

/// The path that was asked for, where it is that of a page of this side; else its first page.
pub fn of(asked: Option<&str>, way: Way) -> String {
    asked.filter(|path| is_page(path, way)).unwrap_or(way.home()).to_owned()
}

fn is_page(path: &str, way: Way) -> bool {
    // `//host` and `/\host` are addresses of another host (URL Standard, "relative slash state").
    let is_own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let is_plain = path.len() <= LONGEST && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if !is_own || !is_plain {
        return false;
    }
    let Ok(read) = path.parse::<PathAndQuery>() else { return false };
    let first = read.path().split('/').nth(1).unwrap_or_default();
    // What the API answers is no page to go back to; a sign-in would begin the next.
    match way {
        Way::Applicant => !["api", "desk", "p"].contains(&first),
        Way::Staff => first == "desk",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_ours_is_gone_back_to() {
        for (asked, applicant, staff) in [
            ("/", "/", "/desk"),
            ("/filings/abc/preview?field=a%5B0%5D", "/filings/abc/preview?field=a%5B0%5D", "/desk"),
            ("/desk/filings/abc", "/", "/desk/filings/abc"),
            ("//evil.example", "/", "/desk"),
            ("/\\evil.example", "/", "/desk"),
            ("/a\\..\\..//evil.example", "/", "/desk"),
            ("\\\\evil.example", "/", "/desk"),
            ("https://evil.example/", "/", "/desk"),
            ("evil.example", "/", "/desk"),
            ("javascript:alert(1)", "/", "/desk"),
            ("/%0d%0aSet-Cookie:a", "/%0d%0aSet-Cookie:a", "/desk"),
            ("/a\r\nb", "/", "/desk"),
            ("/\t/evil.example", "/", "/desk"),
            ("/a b", "/", "/desk"),
            ("/a#b", "/", "/desk"),
            ("/备案", "/", "/desk"),
            ("/api/v1/session/provider", "/", "/desk"),
            ("/desk.evil.example", "/desk.evil.example", "/desk"),
            ("", "/", "/desk"),
        ] {
            assert_eq!(of(Some(asked), Way::Applicant), applicant, "{asked}");
            assert_eq!(of(Some(asked), Way::Staff), staff, "{asked}");
        }
        assert_eq!(of(None, Way::Staff), "/desk");
        assert_eq!(of(Some(&format!("/{}", "a".repeat(512))), Way::Applicant), "/");
    }
}
