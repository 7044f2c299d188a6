//! The sample filings: one for each state, each gone there by the same moves as a real one.

use super::DemoError;
use crate::app::App;
use crate::filings::stored::{FilingChange, NewFiling};
use crate::filings::transitions::{self, Move};
use crate::secret;
use crate::storage::{CaptureRow, FilingRow, VerificationRow};
use crate::uploads::pictures;
use crate::verification::stored::Claim;
use beian_model::wire::{IcpNumbers, ReturnReason, ReturnRequest, SiteNumber};
use beian_model::{
    Actor, Attachment, AttachmentId, CONSENT_VERSION, Capture, DocumentType, Event, Filing, FilingId, OrganiserField,
    Paper, PaperField, PaperKind, Path as FieldPath, PersonField, PersonRef, ProblemKind, SiteField, SiteId, Status,
};
use beian_rules::VerificationEvent;
use beian_rules::identifiers::uscc::Uscc;
use bytes::Bytes;
use std::path::Path;

/// Mobile number of the applicant whose filing is in a state; numbers of the carrier's own service range.
pub fn mobile(status: Status) -> String {
    format!("138001380{:02}", place(status))
}

fn place(status: Status) -> usize {
    Status::ALL.iter().position(|one| *one == status).unwrap_or_default()
}

/// The events that lead to a state, and who makes them.
fn way(status: Status) -> Vec<(Event, Actor)> {
    use Actor::{Applicant, Clock, Reviewer};
    let before = |status: Status| way(status);
    let (mut events, last) = match status {
        Status::Draft => return Vec::new(),
        Status::FirstReview => (Vec::new(), (Event::Submit, Applicant)),
        Status::NeedsFix => (before(Status::FirstReview), (Event::Return, Reviewer)),
        Status::Resubmitted => (before(Status::NeedsFix), (Event::Submit, Applicant)),
        Status::FirstRejected => (before(Status::FirstReview), (Event::Reject, Reviewer)),
        Status::ToBureau => (before(Status::FirstReview), (Event::Approve, Reviewer)),
        Status::SmsPending => (before(Status::ToBureau), (Event::HandToBureau, Reviewer)),
        Status::SmsFailed => (before(Status::SmsPending), (Event::SmsFailed, Reviewer)),
        Status::BureauReview => (before(Status::SmsPending), (Event::SmsVerified, Reviewer)),
        Status::BureauRejected => (before(Status::BureauReview), (Event::BureauReject, Reviewer)),
        Status::Approved => (before(Status::BureauReview), (Event::BureauApprove, Reviewer)),
        Status::Expired => (Vec::new(), (Event::Expire, Clock)),
        Status::Abandoned => (Vec::new(), (Event::Abandon, Applicant)),
    };
    events.push(last);
    events
}

/// Makes a filing for each state.
pub async fn filings(app: &App, samples: &Path) -> Result<(), DemoError> {
    let documents = Documents::read(samples)?;
    // Those in flight last: of each account only one may be.
    for status in Status::ALL {
        filing(app, &documents, *status).await?;
    }
    Ok(())
}

/// The pictures that a filing refers to.
struct Documents {
    licence: Bytes,
    certificate: Bytes,
    pledge: Bytes,
    portrait: Bytes,
    emblem: Bytes,
}

impl Documents {
    fn read(samples: &Path) -> Result<Documents, DemoError> {
        let read = |name: &str| {
            let file = samples.join(name);
            std::fs::read(&file).map(Bytes::from).map_err(|error| DemoError::Sample(file, error))
        };
        Ok(Documents {
            licence: read("licence.jpg")?,
            certificate: read("domain-certificate.jpg")?,
            pledge: read("pledge.jpg")?,
            portrait: read("id-portrait.jpg")?,
            emblem: read("id-emblem.jpg")?,
        })
    }
}

/// The document of a state's filing: the sample under another name, number and domain.
fn document(status: Status) -> Filing {
    let place = place(status);
    let (mut filing, _) = beian_model::sample::complete_filing();
    let letter = ['二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿'][place % 13];
    filing.organiser.name = format!("深圳示例{letter}科技有限公司");
    filing.organiser.certificate_number = credit_code(place);
    let site = &mut filing.sites[0];
    site.id = SiteId(0x5eed_0000 + place as u32);
    site.name = format!("示例{letter}企业展示");
    site.domains = vec![format!("example-demo-{}.com", place + 2)];
    if status == Status::Draft {
        // Begun, not finished.
        filing.sites[0].name.clear();
        filing.organiser.address.clear();
        filing.agreements = Default::default();
    }
    filing
}

/// A code of the sample region (not assigned) whose both check characters are right.
fn credit_code(place: usize) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("91440399MA00D{place:03}");
    let pairs = ALPHABET.chars().flat_map(|inner| ALPHABET.chars().map(move |outer| (inner, outer)));
    let mut codes = pairs.map(|(inner, outer)| format!("{body}{inner}{outer}"));
    codes.find(|code| Uscc::parse(code).is_ok_and(|code| code.has_right_inner_code())).unwrap_or(body)
}

async fn filing(app: &App, documents: &Documents, status: Status) -> Result<(), DemoError> {
    let now = app.clock.now();
    let account = app.store.account_of(&mobile(status), now).await?;
    let id = FilingId(secret::id());
    let mut document = document(status);
    let new = NewFiling { id: id.clone(), account: account.id.clone(), document: Filing::new(document.sites[0].id) };
    let id = app.store.create_filing(&new, &secret::id(), now).await?;
    document.organiser.licence =
        vec![picture(app, &id, "organiser.licence", "营业执照.jpg", &documents.licence).await?];
    let slot = FieldPath::Site(document.sites[0].id, SiteField::DomainCertificate).to_string();
    document.sites[0].domain_certificate =
        vec![picture(app, &id, &slot, "域名证书.jpg", &documents.certificate).await?];
    let slot = FieldPath::Paper(PaperKind::Pledge, PaperField::Pages);
    let pledge = picture(app, &id, &slot.to_string(), "承诺书.jpg", &documents.pledge).await?;
    document.papers = vec![Paper { pages: vec![pledge], ..Paper::new(PaperKind::Pledge) }];
    app.store.add_proof(&id, &document.organiser.responsible_person.mobile, now).await?;
    verification(app, &id, documents).await?;
    let mut row = app.store.filing(&id).await?.ok_or(DemoError::Refused("it is gone"))?;
    let version = app.store.set_basic_check(&id, row.version, &document.basic_information(), now).await?;
    row = FilingRow { version, basic_check: Some(document.basic_information()), document, ..row };
    let change = FilingChange { row, moved: None, submitted: None, key: None, passed: None, messages: Vec::new() };
    row = transitions::commit(app, change).await.map_err(refused)?;
    for (event, actor) in way(status) {
        row = step(app, row, event, actor).await?;
    }
    Ok(())
}

fn refused(refused: crate::http::problem::Refused) -> DemoError {
    DemoError::Refused(ProblemKind::as_str(refused.kind()))
}

async fn step(app: &App, mut row: FilingRow, event: Event, actor: Actor) -> Result<FilingRow, DemoError> {
    let mut note = "";
    match event {
        Event::Return | Event::Reject | Event::BureauReject => {
            let (path, text) = match event {
                Event::Return => {
                    (FieldPath::Organiser(OrganiserField::Address), "请填写到门牌号，例如“2 栋 3 层 301 室”。")
                }
                Event::Reject => (FieldPath::Filing, "营业执照经营范围与网站内容不一致，请更换网站内容后重新提交。"),
                _ => (
                    FieldPath::Site(row.document.sites[0].id, SiteField::Name),
                    "网站名称与主办单位关系不明确，请修改。",
                ),
            };
            let request =
                ReturnRequest { reasons: vec![ReturnReason { path, text: text.to_owned() }], note: String::new() };
            row.reasons =
                transitions::reasons(&request, super::STAFF_NAME, &row, &[], app.clock.now()).map_err(refused)?;
        }
        Event::Abandon => note = "不再需要该网站",
        Event::BureauApprove => row.numbers = Some(numbers(&row)),
        // Corrected as the reviewer asked.
        Event::Submit if row.status == Status::NeedsFix => row.document.organiser.address.push_str("（前台）"),
        _ => {}
    }
    transitions::make(app, row, Move { event, actor, note, key: None }).await.map_err(refused)
}

/// Numbers as a bureau would issue them.
pub fn numbers(row: &FilingRow) -> IcpNumbers {
    let prefix = row.document.province.map_or('粤', |province| province.icp_prefix());
    // Of the receipt number, so that each filing has its own.
    let digits: String = row.number.chars().filter(char::is_ascii_digit).collect();
    let organiser = format!("{prefix}ICP备{:0>8}号", digits.get(digits.len().saturating_sub(8)..).unwrap_or_default());
    let sites = row.document.sites.iter().enumerate();
    let sites = sites.map(|(n, site)| SiteNumber { site: site.id, number: format!("{organiser}-{}", n + 1) }).collect();
    IcpNumbers { organiser, sites }
}

async fn picture(app: &App, filing: &FilingId, slot: &str, name: &str, bytes: &Bytes) -> Result<Attachment, DemoError> {
    let looked = pictures::look_at(app, bytes.clone(), FieldPath::Filing, 1).await.map_err(refused)?;
    let attachment = Attachment {
        id: AttachmentId(secret::id()),
        name: name.to_owned(),
        media_type: looked.media_type.to_owned(),
        size: bytes.len() as u64,
        width: looked.width,
        height: looked.height,
    };
    app.files.put(attachment.id.as_str(), bytes.clone()).await?;
    app.store.add_attachment(filing, slot, &attachment, &secret::sha256(bytes), app.clock.now()).await?;
    Ok(attachment)
}

/// The responsible person was verified by phone.
async fn verification(app: &App, filing: &FilingId, documents: &Documents) -> Result<(), DemoError> {
    let now = app.clock.now();
    let of = FieldPath::person(PersonRef::Organiser, PersonField::Verification);
    let expires_at = now.plus(app.config.verification.claim_within);
    let mut row = VerificationRow::new(filing.clone(), of, &secret::token(), now, expires_at);
    app.store.create_verification(&row, None).await?;
    let claim = Claim { session: secret::hash(&secret::token()), key: None };
    app.store.claim_verification(&row.id, &claim, DocumentType::ResidentId, row.expires_at, now).await?;
    app.store.consent(&row.id, CONSENT_VERSION, now).await?;
    for (capture, bytes) in [(Capture::Portrait, &documents.portrait), (Capture::Emblem, &documents.emblem)] {
        let file = secret::id();
        app.files.put(&file, bytes.clone()).await?;
        let media_type = "image/jpeg".to_owned();
        let (size, sha256) = (bytes.len() as u64, secret::sha256(bytes));
        let verification = row.id.clone();
        let taken = CaptureRow {
            verification,
            capture,
            file,
            media_type,
            size,
            sha256,
            measured: None,
            tenths: None,
            silent: false,
            at: now,
        };
        app.store.take_capture(&taken, None, row.expires_at, now).await?;
    }
    row.phone_seen_at = Some(now);
    app.store.update_verification(&row, VerificationEvent::Pass, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{Severity, sample};

    #[test]
    fn every_state_has_a_way_that_the_table_of_moves_allows() {
        for status in Status::ALL {
            let mut at = Status::Draft;
            for (event, actor) in way(*status) {
                at = beian_rules::transition(at, event, actor).unwrap();
            }
            assert_eq!(at, *status);
        }
    }

    #[test]
    fn what_was_submitted_passes_the_rules() {
        for status in Status::ALL.iter().filter(|status| **status != Status::Draft) {
            let mut filing = document(*status);
            filing.organiser.licence = vec![sample::attachment("licence")];
            let (_, mut facts) = sample::complete_filing();
            facts.basic_check = Some(filing.basic_information());
            let wrong = beian_rules::check(&filing, &facts);
            assert!(wrong.iter().all(|one| one.severity != Severity::Error), "{status}: {wrong:?}");
        }
    }
}
