//! Every refusal as a problem document (RFC 9457), in the reader's language; internals are logged and never sent.

use crate::app::App;
use crate::http::plain_page;
use crate::sealing::files::FilesError;
use crate::storage::{StoreError, busy, disk};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_locale::problems::Because;
use beian_locale::{Lang, Word, Words, problems};
use beian_model::problem::PROBLEM_TYPE_PREFIX;
use beian_model::{FilingId, Finding, Problem, ProblemKind, RuleId};
use beian_rules::words::with_sentences;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, ALLOW, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::html;

/// Seconds after which to ask again where too much was asked at a time.
const BUSY_FOR: u32 = 5;

/// Why a request is refused. Handlers return it; `?` works on storage errors.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Refused {
    kind: ProblemKind,
    findings: Vec<Finding>,
    retry_after: Option<u32>,
    tries_left: Option<u32>,
    filing: Option<FilingId>,
    because: Option<Word>,
    misread: Option<Box<Misread>>,
}

/// The part of a request that cannot be read.
#[derive(Clone, Debug)]
struct Misread {
    /// A parameter, a header, or a path into the body.
    part: String,
    /// The least and the most that it may be, where it is a number.
    right: Option<(u64, u64)>,
}

/// What a handler answers.
pub type Answer<T> = Result<T, Refused>;

impl Refused {
    /// A refusal of a kind.
    pub fn new(kind: ProblemKind) -> Refused {
        Refused {
            kind,
            findings: Vec::new(),
            retry_after: None,
            tries_left: None,
            filing: None,
            because: None,
            misread: None,
        }
    }

    /// Fields are wrong.
    pub fn invalid(findings: Vec<Finding>) -> Refused {
        Refused { findings, ..Refused::new(ProblemKind::Invalid) }
    }

    /// A parameter, a header or a part of the body cannot be read.
    pub fn misread(part: impl Into<String>) -> Refused {
        let misread = Some(Box::new(Misread { part: part.into(), right: None }));
        Refused { misread, ..Refused::new(ProblemKind::Unreadable) }
    }

    /// A parameter is none of the numbers that it may be.
    pub fn out_of_range(part: &str, least: u64, most: u64) -> Refused {
        let misread = Some(Box::new(Misread { part: part.to_owned(), right: Some((least, most)) }));
        Refused { misread, ..Refused::new(ProblemKind::Unreadable) }
    }

    /// Too many tries; again after so many seconds.
    pub fn too_many(seconds: i64) -> Refused {
        Refused {
            retry_after: Some(seconds.clamp(1, i64::from(u32::MAX)) as u32),
            ..Refused::new(ProblemKind::TooMany)
        }
    }

    /// A wrong code; it may be tried so often again.
    pub fn wrong_code(tries_left: u32) -> Refused {
        Refused { tries_left: Some(tries_left), ..Refused::new(ProblemKind::WrongCode) }
    }

    /// Another filing is in flight.
    pub fn in_flight(filing: FilingId) -> Refused {
        Refused { filing: Some(filing), ..Refused::new(ProblemKind::FilingInFlight) }
    }

    /// The filing that is in the way; nothing where it is refused for something else.
    pub fn in_the_way(&self) -> Option<&FilingId> {
        self.filing.as_ref()
    }

    /// With a finding on a field.
    pub fn with(mut self, finding: Finding) -> Refused {
        self.findings.push(finding);
        self
    }

    /// With words of its own instead of its kind's.
    pub fn because(mut self, because: Word) -> Refused {
        self.because = Some(because);
        self
    }

    /// Our own fault: logged here, told to nobody. Only that the disk is full, or too much asked at a time, is said: no request is to blame,
    /// and it may go on later.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Refused {
        let error = error.into();
        tracing::error!(%error, "internal error");
        if busy::is_busy(error.as_ref()) {
            return Refused { retry_after: Some(BUSY_FOR), ..Refused::new(ProblemKind::Unavailable) };
        }
        if disk::is_full(error.as_ref()) {
            return Refused::disk_full();
        }
        Refused::new(ProblemKind::Internal)
    }

    /// Nothing can be kept at the moment.
    pub fn disk_full() -> Refused {
        Refused::new(ProblemKind::Unavailable).because(Because::DiskFull)
    }

    /// The kind.
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// Why, where more can be said than of the kind alone.
    pub fn reason(&self) -> Option<Word> {
        self.because
    }

    /// What happened and what to do, in a language.
    pub fn said(&self, lang: Lang) -> String {
        match (self.misread.as_deref(), self.because) {
            (Some(Misread { part, right }), _) => problems::misread(part, *right, lang),
            (None, Some(because)) => because.text(lang).to_owned(),
            (None, None) => problems::detail(self.kind, lang).to_owned(),
        }
    }

    /// Says in the headers of its answer after how long to try again.
    pub fn say_when(&self, headers: &mut HeaderMap) {
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
    }

    /// The rules of its findings.
    pub fn rules(&self) -> impl Iterator<Item = &RuleId> {
        self.findings.iter().map(|one| &one.rule)
    }
}

/// What a route does not answer for itself is our own fault. Where a stale version or a missing row is no fault, the route says so before.
impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Refused {
        Refused::internal(error)
    }
}

/// A store that is away, or full, is no fault of a request, which may be sent again; a file that is missing or does not open is ours.
impl From<FilesError> for Refused {
    fn from(error: FilesError) -> Refused {
        if !error.is_away() {
            return Refused::internal(error);
        }
        tracing::error!(%error, "the store of uploads is away");
        if disk::is_full(&error) { Refused::disk_full() } else { Refused::new(ProblemKind::Unavailable) }
    }
}

impl From<ProblemKind> for Refused {
    fn from(kind: ProblemKind) -> Refused {
        Refused::new(kind)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        // The words need the reader's language, which `in_words` knows.
        let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// The language that the reader asks for.
pub fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Lang::from_preference(wanted)
}

/// Puts refusals into words, those of the framework (wrong method, unreadable JSON) included.
pub async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let page = page_language(&request);
    let mut answer = next.run(request).await;
    let refused = match answer.extensions_mut().remove::<Refused>() {
        Some(refused) => refused,
        None if is_plain_error(&answer) => Refused::new(match answer.status().as_u16() {
            404 => ProblemKind::NotFound,
            405 => ProblemKind::MethodNotAllowed,
            413 => ProblemKind::TooLarge,
            415 => ProblemKind::UnsupportedMedia,
            400 | 422 => ProblemKind::Unreadable,
            _ => ProblemKind::Internal,
        }),
        None => return answer,
    };
    match page {
        Some(lang) => as_page(&refused, lang, &app.config.contact, &answer),
        None => render(refused, lang, &app.config.contact, &answer),
    }
}

/// The language of a page for a browser that sent a form or goes to a page, as the address or the browser says it; nothing for who asks for
/// anything else.
fn page_language(request: &Request) -> Option<Lang> {
    let headers = request.headers();
    let is = |name, kind| headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|it| it.contains(kind));
    let is_form = is(CONTENT_TYPE, "application/x-www-form-urlencoded") || is(CONTENT_TYPE, "multipart/form-data");
    let goes = headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    if !is_form && !goes || !is(ACCEPT, "text/html") {
        return None;
    }
    let mut asked = request.uri().query().unwrap_or_default().split('&');
    let asked = asked.find_map(|one| one.strip_prefix("lang=")?.parse().ok());
    Some(asked.unwrap_or_else(|| language(headers)))
}

/// An error answer that is not yet a problem document, nor a page that says what happened.
fn is_plain_error(answer: &Response) -> bool {
    let of_us = answer
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/problem+json" || kind.as_bytes().starts_with(b"text/html"));
    (answer.status().is_client_error() || answer.status().is_server_error()) && !of_us
}

/// A refusal as a page of its own.
fn as_page(refused: &Refused, lang: Lang, contact: &str, from: &Response) -> Response {
    let said = html! {
        p role="alert" { (refused.said(lang)) }
        @if !contact.is_empty() { p { (contact) } }
    };
    let mut answer = plain_page::page_in(lang, problems::title(refused.kind, lang), &said);
    *answer.status_mut() = StatusCode::from_u16(refused.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    complete(&mut answer, refused, lang, from);
    answer
}

/// What the headers of a refusal say, and what those say that the refused handler had set.
fn complete(answer: &mut Response, refused: &Refused, lang: Lang, from: &Response) {
    let headers = answer.headers_mut();
    for (name, value) in from.headers().iter().filter(|(name, _)| matches!(**name, SET_COOKIE | ALLOW)) {
        headers.append(name.clone(), value.clone());
    }
    headers.insert(http::header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.as_str()));
    refused.say_when(headers);
}

fn render(mut refused: Refused, lang: Lang, contact: &str, from: &Response) -> Response {
    let kind = refused.kind;
    let findings = std::mem::take(&mut refused.findings);
    let problem = Problem {
        type_: format!("{PROBLEM_TYPE_PREFIX}{kind}"),
        title: problems::title(kind, lang).to_owned(),
        status: kind.status(),
        detail: refused.said(lang),
        findings: with_sentences(findings),
        retry_after: refused.retry_after,
        tries_left: refused.tries_left,
        filing: refused.filing.clone(),
        contact: (kind == ProblemKind::TooMany && !contact.is_empty()).then(|| contact.to_owned()),
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = (status, axum::Json(problem)).into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    complete(&mut answer, &refused, lang, from);
    answer
}
