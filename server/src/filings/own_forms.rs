//! A form of a bureau's own as it is given: its bytes under the kind that they are, in place of the page that the server draws.

use crate::app::App;
use axum::response::{IntoResponse, Response};
use beian_model::{OrganiserField, PaperField, PaperKind, Path as FieldPath, Province, SiteField};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};

/// Largest file that is given.
const LARGEST: u64 = 20 * 1024 * 1024;

/// A page of the operator may have styles and pictures in itself, and runs nothing; a viewer of PDF files is an object of the page's own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// A kind of file: its media type, how a file of it ends, and whether a browser shows it.
type Kind = (&'static str, &'static str, bool);

const PDF: Kind = ("application/pdf", "pdf", true);
const PNG: Kind = ("image/png", "png", true);
const JPEG: Kind = ("image/jpeg", "jpg", true);
const HTML: Kind = ("text/html; charset=utf-8", "html", true);
const WORD: Kind = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", false);
const WORD_97: Kind = ("application/msword", "doc", false);

/// The province's own form of a slot; nothing where it has none, or where its file cannot be given, which is logged.
pub async fn of(app: &App, province: Option<Province>, slot: FieldPath) -> Option<Response> {
    let (province, name) = (province?, name_of(slot)?);
    let file = app.templates.file(province, name)?;
    let wrong = match read(file).await {
        Ok(bytes) => match kind_of(&bytes) {
            Some(kind) => return Some(given(bytes, kind, &format!("{province}-{name}"))),
            None => "it is no PDF, Word document, PNG, JPEG or HTML page".to_owned(),
        },
        Err(error) => error.to_string(),
    };
    tracing::warn!(file = %file.display(), wrong, "a province's own form cannot be given; ours is given instead");
    None
}

/// How a slot's form is named in the operator's folder.
const fn name_of(slot: FieldPath) -> Option<&'static str> {
    Some(match slot {
        FieldPath::Organiser(OrganiserField::AuthorisationLetter) => "organiser_letter",
        FieldPath::Site(_, SiteField::AuthorisationLetter) => "site_letter",
        FieldPath::Site(_, SiteField::DomainRecord) => "domain_record",
        FieldPath::Paper(kind, PaperField::Pages) | FieldPath::SitePaper(_, kind, PaperField::Pages) => match kind {
            PaperKind::Pledge => "pledge",
            PaperKind::Notice => "notice",
            PaperKind::ConstructionPlan => "construction_plan",
            _ => return None,
        },
        _ => return None,
    })
}

async fn read(file: &std::path::Path) -> std::io::Result<Vec<u8>> {
    if tokio::fs::metadata(file).await?.len() > LARGEST {
        return Err(std::io::Error::other("it is larger than 20 MB"));
    }
    tokio::fs::read(file).await
}

/// What the bytes are, whatever the file is called.
fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let holds = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(PDF),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(PNG),
        [0xff, 0xd8, 0xff, ..] => Some(JPEG),
        [b'P', b'K', 3, 4, ..] => holds(b"word/document.xml").then_some(WORD),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Some(WORD_97),
        _ => {
            let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
            let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
            (begins("<!doctype html") || begins("<html")).then_some(HTML)
        }
    }
}

fn given(bytes: Vec<u8>, (media_type, end, is_shown): Kind, name: &str) -> Response {
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    let how = if is_shown { "inline" } else { "attachment" };
    if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename=\"{name}.{end}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::templates::NAMES;
    use beian_model::attachments::has_template;
    use beian_model::sample::complete_filing;
    use beian_model::{Paper, PaperKind};

    #[test]
    fn the_slots_with_a_form_are_those_that_a_file_can_be_named_for() {
        let (mut filing, _) = complete_filing();
        filing.sites[0].same_person = false;
        filing.papers = PaperKind::ALL.iter().map(|kind| Paper::new(*kind)).collect();
        filing.sites[0].papers = filing.papers.clone();
        let mut named = Vec::new();
        for path in filing.fields() {
            assert_eq!(name_of(path).is_some(), has_template(path), "{path}");
            named.extend(name_of(path));
        }
        for name in NAMES {
            assert!(named.contains(&name), "{name}");
        }
        assert!(named.iter().all(|name| NAMES.contains(name)));
    }

    #[test]
    fn a_file_is_what_its_bytes_are() {
        for (bytes, end) in [
            (&b"%PDF-1.7\n"[..], Some("pdf")),
            (b"\x89PNG\r\n\x1a\n...", Some("png")),
            (b"\xff\xd8\xff\xe0", Some("jpg")),
            (b"PK\x03\x04....word/document.xml", Some("docx")),
            (b"PK\x03\x04....xl/workbook.xml", None),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some("doc")),
            ("\u{feff}\n<!DOCTYPE HTML><p>承诺书".as_bytes(), Some("html")),
            (b"<html lang=\"zh\">", Some("html")),
            ("<htm\u{6c49}".as_bytes(), None),
            (b"<html \xff", None),
            (b"MZ", None),
            (b"", None),
        ] {
            assert_eq!(kind_of(bytes).map(|kind| kind.1), end, "{bytes:?}");
        }
    }
}
