//! What a message looks like as an e-mail: its subject out of its text, and the text twice, plain and as HTML with its addresses as links.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use maud::{DOCTYPE, Markup, html};

/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 78;

/// Whom a letter is from, and where answers go.
pub struct Sender {
    /// From.
    pub from: Mailbox,
    /// To whom answers go.
    pub reply_to: Option<Mailbox>,
}

/// A message as an e-mail. The same `id` makes the same `Message-ID`, so that one that is sent twice is one.
///
/// # Errors
/// What is wrong with its address.
pub fn letter(sender: &Sender, to: &str, text: &str, id: i64) -> Result<Message, String> {
    let to: Mailbox = to.parse().map_err(|_| "the address cannot be read".to_owned())?;
    let mut letter = Message::builder()
        .from(sender.from.clone())
        .to(to)
        .subject(subject(text))
        .message_id(Some(format!("<beian-{id}@{}>", sender.from.email.domain())));
    if let Some(reply_to) = &sender.reply_to {
        letter = letter.reply_to(reply_to.clone());
    }
    let part = |kind, body: String| SinglePart::builder().header(kind).body(body);
    let parts = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, text.to_owned()))
        .singlepart(part(ContentType::TEXT_HTML, page(text).into_string()));
    let mut letter = letter.multipart(parts).map_err(|error| error.to_string())?;
    // Nobody's absence answers it (RFC 3834).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    letter.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    Ok(letter)
}

/// The first sentence of a message.
pub fn subject(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let ends = |(at, c): &(usize, char)| match c {
        '。' | '；' => true,
        '.' | ';' => line[at + 1..].starts_with(' ') || line[at + 1..].is_empty(),
        _ => false,
    };
    let end = line.char_indices().find(ends).map_or(line.len(), |(at, _)| at);
    let first: String = line[..end].chars().filter(|c| !c.is_control()).collect();
    match first.char_indices().nth(LONGEST_SUBJECT) {
        Some((at, _)) => format!("{}…", first[..at].trim_end()),
        None => first,
    }
}

/// The text as a page.
fn page(text: &str) -> Markup {
    html! {
        (DOCTYPE)
        html {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width"; }
            body style="font: 16px/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif; max-width: 40em; margin: 0 auto; padding: 16px" {
                @for line in text.lines() { p { @for piece in pieces(line) { (shown(piece)) } } }
            }
        }
    }
}

fn shown(piece: Piece<'_>) -> Markup {
    match piece {
        Piece::Text(text) => html! { (text) },
        Piece::Address(address) => html! { a href=(address) { (address) } },
    }
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Address(&'a str),
}

/// A line, its addresses apart from the words around them. Ours stand between blanks.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let is_in = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>');
        let length = rest[at..].find(|c| !is_in(c)).unwrap_or(rest.len() - at);
        let address = rest[at..at + length].trim_end_matches(['.', ',', ';', ')']);
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
        }
        pieces.push(Piece::Address(address));
        rest = &rest[at + address.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_the_first_sentence() {
        let cases = [
            (
                "【网站备案】“示例”的备案订单 BA1 需要修改。1. 通信地址：不详",
                "【网站备案】“示例”的备案订单 BA1 需要修改",
            ),
            ("[Website filing] filing BA1 needs changes. 1. Address: no", "[Website filing] filing BA1 needs changes"),
            ("Filed: example.com.cn and more. Then", "Filed: example.com.cn and more"),
            ("one line\nanother", "one line"),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(subject(text), wanted);
        }
        assert_eq!(subject(&"长".repeat(200)).chars().count(), LONGEST_SUBJECT + 1);
    }

    #[test]
    fn addresses_are_links_and_nothing_else_is_markup() {
        let line = "请打开 https://beian.example.com/p#a1 。See http://x.example.com. <b>";
        assert_eq!(
            pieces(line),
            [
                Piece::Text("请打开 "),
                Piece::Address("https://beian.example.com/p#a1"),
                Piece::Text(" 。See "),
                Piece::Address("http://x.example.com"),
                Piece::Text(". <b>"),
            ]
        );
        let page = page(line).into_string();
        assert!(page.contains("<a href=\"https://beian.example.com/p#a1\">") && page.contains("&lt;b&gt;"), "{page}");
    }

    #[test]
    fn a_letter_says_the_same_twice_and_has_one_name() {
        let sender = Sender { from: "网站备案 <no-reply@example.com>".parse().unwrap(), reply_to: None };
        let letter = |to| letter(&sender, to, "【网站备案】好。\nhttps://example.com", 7);
        let bytes = String::from_utf8(letter("person@example.com").unwrap().formatted()).unwrap();
        assert!(
            bytes.contains("Message-ID: <beian-7@example.com>") && bytes.contains("Auto-Submitted: auto-generated")
        );
        assert!(bytes.contains("text/plain") && bytes.contains("text/html"), "{bytes}");
        assert!(letter("no address").is_err());
    }
}
