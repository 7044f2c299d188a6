//! A colleague changes their password.

use crate::accounts::passwords;
use crate::accounts::people::OwnAccount;
use crate::accounts::staff_tries::count_own;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::audit::doing;
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use axum::extract::State;
use beian_locale::problems::Because;
use beian_model::wire::PasswordChange;
use beian_model::{Problem, ProblemKind};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(send))
}

/// Changes the password of who asks. Their other sessions end.
#[utoipa::path(post, path = "/staff/password", tag = "staff", request_body = PasswordChange, responses(
    (status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send(State(app): State<App>, own: OwnAccount, Json(asked): Json<PasswordChange>) -> Answer<StatusCode> {
    change(&app, &own, asked).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The password is this colleague's; counted, for a session that was left open.
///
/// # Errors
/// `wrong-credentials`, `too-many`.
pub async fn require(app: &App, staff: &Staff, password: String) -> Answer<()> {
    count_own(app, staff).await?;
    let stored = staff.password_hash.clone();
    let right = tokio::task::spawn_blocking(move || secret::verify_password(&password, Some(&stored)));
    if right.await.map_err(Refused::internal)? { Ok(()) } else { Err(wrong()) }
}

fn wrong() -> Refused {
    // The page of the account says so, and is an answer like any other.
    doing::note_refused(ProblemKind::WrongCredentials);
    Refused::new(ProblemKind::WrongCredentials).because(Because::PasswordWrong)
}

/// Changes it.
///
/// # Errors
/// `wrong-credentials` where the present one is another, `invalid` where the new one will not do, `too-many`.
pub async fn change(app: &App, own: &OwnAccount, asked: PasswordChange) -> Answer<()> {
    require(app, &own.staff, asked.old).await?;
    let staff = own.staff.clone();
    let made = tokio::task::spawn_blocking(move || {
        let weak = |weak: passwords::Weak| Refused::new(ProblemKind::Invalid).because(weak.because());
        passwords::look(&asked.new, &staff).map_err(weak)?;
        secret::hash_password(&asked.new).map_err(|error| Refused::internal(error.to_string()))
    });
    let hash = made.await.map_err(Refused::internal)??;
    let done = app.store.change_password(&own.staff, &hash, own.staying()).await?;
    if done { Ok(()) } else { Err(wrong()) }
}
