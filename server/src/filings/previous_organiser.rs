//! The organiser of the account's last filing, taken over into the next: what is asked again in every filing and has not changed.

use crate::access::own::Own;
use crate::accounts::stored::Account;
use crate::app::App;
use crate::filings::checks::is_same_organiser;
use crate::filings::routes::answer;
use crate::filings::transitions;
use crate::http::problem::Answer;
use crate::secret;
use crate::storage::FilingRow;
use crate::uploads::attachments;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use beian_model::wire::{FilingView, PreviousOrganiser};
use beian_model::{
    Attachment, AttachmentId, Filing, FilingId, OrganiserField, Path as FieldPath, PersonField, Problem, ProblemKind,
    Status,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, take_over))
}

/// The newest other filing of the account that names an organiser, and led to no number: whoever is filed already begins no first filing
/// again.
async fn previous(app: &App, account: &Account, id: &FilingId) -> Answer<Option<FilingRow>> {
    let rows: Vec<FilingRow> = app.store.filings_of(&account.id).await?.into_iter().filter_map(Result::ok).collect();
    let is_filed = |row: &FilingRow| {
        let mut filed = rows.iter().filter(|other| other.status == Status::Approved);
        filed.any(|filed| filed.id == row.id || is_same_organiser(&filed.document, &row.document))
    };
    let named = |row: &&FilingRow| row.id != *id && !row.document.organiser.name.trim().is_empty();
    Ok(rows.iter().filter(named).find(|row| !is_filed(row)).cloned())
}

/// Whose organiser could be taken over.
#[utoipa::path(get, path = "/filings/{id}/previous-organiser", tag = "filings", params(("id" = String, Path)), responses(
    (status = 200, body = PreviousOrganiser), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(State(app): State<App>, Own { account, filing: row }: Own) -> Answer<Json<PreviousOrganiser>> {
    let name = previous(&app, &account, &row.id).await?.map(|other| other.document.organiser.name);
    Ok(Json(PreviousOrganiser { name }))
}

/// Takes the organiser of the last filing over: into fields that are still empty, and into no others. Verifications and proved
/// numbers stay with the filing that they were made for.
#[utoipa::path(post, path = "/filings/{id}/previous-organiser", tag = "filings",
    params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn take_over(State(app): State<App>, Own { account, filing: row }: Own) -> Answer<Response> {
    let from = previous(&app, &account, &row.id).await?.ok_or(ProblemKind::NotFound)?;
    let mut document = row.document.clone();
    fill_in(&mut document, &from.document);
    if document.organiser.licence.is_empty() && is_same_certificate(&document, &from.document) {
        for page in &from.document.organiser.licence {
            document.organiser.licence.extend(copy(&app, &row.id, page).await?);
        }
    }
    if document == row.document {
        return answer(&app, &row).await;
    }
    answer(&app, &transitions::write(&app, row, document, None).await?).await
}

/// Puts every text and choice of the earlier organiser where the present one has none. What only means something beside
/// another answer (a city beside its province) is left where that answer differs.
fn fill_in(document: &mut Filing, from: &Filing) {
    let carried: Vec<FieldPath> = from.fields().filter(|path| path.is_carried()).collect();
    for path in carried {
        let beside = match path {
            FieldPath::Organiser(OrganiserField::City) => FieldPath::Province,
            FieldPath::Organiser(OrganiserField::District) => FieldPath::Organiser(OrganiserField::City),
            FieldPath::Organiser(OrganiserField::CertificateType) => FieldPath::Organiser(OrganiserField::Nature),
            FieldPath::Organiser(OrganiserField::CertificateNumber) => {
                FieldPath::Organiser(OrganiserField::CertificateType)
            }
            FieldPath::OrganiserPerson(PersonField::DocumentNumber) => {
                FieldPath::OrganiserPerson(PersonField::DocumentType)
            }
            _ => FieldPath::Filing,
        };
        let (Some(now), Some(earlier)) = (document.text(path), from.text(path)) else { continue };
        if now.trim().is_empty() && !earlier.is_empty() && document.text(beside) == from.text(beside) {
            // What a filing has read, another takes.
            let _ = document.set_text(path, earlier);
        }
    }
}

/// The picture belongs to the certificate that is named now.
fn is_same_certificate(one: &Filing, other: &Filing) -> bool {
    let (one, other) = (&one.organiser, &other.organiser);
    one.certificate_type == other.certificate_type && one.certificate_number == other.certificate_number
}

/// A picture of the earlier filing as one of this filing: the same bytes under a name of their own, so that neither filing
/// depends on the other. Nothing where the bytes are gone: the picture is then uploaded again, and the rest is taken over.
async fn copy(app: &App, to: &FilingId, attachment: &Attachment) -> Answer<Option<Attachment>> {
    let bytes = match app.files.get(attachment.id.as_str()).await {
        Ok(bytes) => bytes,
        Err(error) if error.is_away() => return Err(error.into()),
        Err(error) => {
            tracing::warn!(%error, "an earlier upload cannot be read and is not taken over");
            return Ok(None);
        }
    };
    let copied = Attachment { id: AttachmentId(secret::id()), ..attachment.clone() };
    let sha256 = secret::sha256(&bytes);
    attachments::put(app, copied.id.as_str(), bytes).await?;
    let slot = FieldPath::Organiser(OrganiserField::Licence).to_string();
    let kept = app.store.add_attachment(to, &slot, &copied, &sha256, app.clock.now()).await;
    kept?;
    Ok(Some(copied))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;
    use beian_model::{Nature, Province, SiteId};

    #[test]
    fn what_is_empty_is_filled_and_what_is_typed_stays() {
        let (from, _) = complete_filing();
        let mut document = Filing::new(SiteId(7));
        document.organiser.responsible_person.mobile = "13800138001".to_owned();
        fill_in(&mut document, &from);
        assert_eq!(document.organiser.responsible_person.mobile, "13800138001");
        let mut expected = from.organiser.clone();
        expected.responsible_person.mobile = "13800138001".to_owned();
        expected.licence = Vec::new();
        assert_eq!((document.province, &document.organiser), (from.province, &expected));
        assert_eq!(document.sites, Filing::new(SiteId(7)).sites, "a site is another matter");
        assert_eq!(document.agreements, Default::default(), "and so are agreements");
    }

    /// What `bench typing` counts as taken over, is.
    #[test]
    fn everything_is_filled_in_that_is_counted_so() {
        use beian_model::field::Known;
        use beian_rules::typing::{Case, Way, way};
        let (from, _) = complete_filing();
        let mut document = Filing::new(SiteId(7));
        fill_in(&mut document, &from);
        for path in from.fields().filter(|path| from.text(*path).is_some()) {
            if way(path, Case::Next) == Way::Known(Known::LastFiling) {
                assert_eq!(document.text(path), from.text(path), "{path}");
            }
        }
    }

    #[test]
    fn what_goes_with_another_answer_is_left_where_that_answer_differs() {
        let (from, _) = complete_filing();
        let mut document = Filing::new(SiteId(7));
        document.province = Some(Province::Jiangsu);
        document.organiser.nature = Some(Nature::Government);
        fill_in(&mut document, &from);
        let organiser = &document.organiser;
        assert_eq!((document.province, organiser.nature), (Some(Province::Jiangsu), Some(Nature::Government)));
        assert!(organiser.city.is_empty() && organiser.district.is_empty());
        assert!(organiser.certificate_type.is_none() && organiser.certificate_number.is_empty());
        assert_eq!(organiser.name, from.organiser.name);
    }
}
