//! The server's outbox page: what it would have sent by SMS and e-mail.

use crate::patience::{PATIENCE, patiently};
use crate::server::Server;

/// The newest six-digit code that was sent to a number, once there is one.
pub async fn code_for(server: &Server, mobile: &str) -> String {
    newer_code_for(server, mobile, None).await
}

/// The newest code to a number that is not the one already known.
pub async fn newer_code_for(server: &Server, mobile: &str, known: Option<&str>) -> String {
    let found = patiently(PATIENCE, async || {
        let page = page(server).await;
        newest_code(&page, mobile).filter(|code| Some(code.as_str()) != known).ok_or(page)
    });
    found.await.unwrap_or_else(|page| panic!("no code for {mobile} in the outbox:\n{page}"))
}

/// The newest code to a number, if there is one.
pub async fn newest(server: &Server, mobile: &str) -> Option<String> {
    newest_code(&page(server).await, mobile)
}

/// The newest link to a phone's page that was sent to a number or address, once there is one.
pub async fn link_to(server: &Server, to: &str) -> String {
    let found = patiently(PATIENCE, async || {
        let page = page(server).await;
        newest_link(&page, to).ok_or(page)
    });
    found.await.unwrap_or_else(|page| panic!("no link for {to} in the outbox:\n{page}"))
}

/// The page as it is.
pub async fn page(server: &Server) -> String {
    let answer = reqwest::get(server.url("/outbox")).await.expect("the outbox answers");
    answer.text().await.expect("a page")
}

/// Newest first: the first article to this number that holds a code.
fn newest_code(page: &str, mobile: &str) -> Option<String> {
    let to = format!("data-to=\"{mobile}\"");
    page.split("<article").skip(1).filter(|article| article.contains(&to)).find_map(|article| {
        let (_, rest) = article.split_once("<code>")?;
        let (code, _) = rest.split_once("</code>")?;
        (code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())).then(|| code.to_owned())
    })
}

/// Newest first: the first article to this number or address that holds the way to a phone's page.
fn newest_link(page: &str, to: &str) -> Option<String> {
    let to = format!("data-to=\"{to}\"");
    page.split("<article").skip(1).filter(|article| article.contains(&to)).find_map(|article| {
        let secret = article.find("/p#")?;
        let begin = article[..secret].rfind("http")?;
        let link = article[begin..].split(|c: char| c.is_whitespace() || c == '<' || c == '"').next()?;
        Some(link.replace("&#x2F;", "/"))
    })
}
