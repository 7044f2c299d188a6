//! A demonstration: a data folder with filings in every state, one colleague, and the simulator of ministry and bureau.
//!
//! - `seed`: the sample filings; `simulator`: the page that plays ministry and bureau.

mod seed;
pub mod simulator;

use crate::accounts::stored::Staff;
use crate::app::App;
use crate::config::Config;
use crate::secret;
use crate::storage::StoreError;
use beian_model::wire::Role;
use std::path::Path;

/// E-mail address of the demonstration's colleague.
pub const STAFF_EMAIL: &str = "reviewer@example.com";
/// Their name.
const STAFF_NAME: &str = "示例审核员";
/// The ministry's window for the SMS code: a quarter of an hour instead of a day.
const SMS_WINDOW: i64 = 15 * 60;

/// Why a demonstration cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The sample documents are not where they should be.
    #[error("{0}: {1}; `cargo xtask samples` draws the sample documents")]
    Sample(std::path::PathBuf, std::io::Error),
    /// The database failed.
    #[error("the database: {0}")]
    Store(#[from] StoreError),
    /// The upload folder failed.
    #[error("the upload folder: {0}")]
    Files(#[from] crate::sealing::files::FilesError),
    /// A password could not be hashed.
    #[error("the password: {0}")]
    Password(argon2::password_hash::Error),
    /// A step of the path was refused.
    #[error("a sample filing: {0}")]
    Refused(&'static str),
}

/// Sets what a demonstration needs: short clocks, and room for many sites on a resource.
pub fn configure(config: &mut Config) {
    config.demo.enabled = true;
    config.deadlines.sms = config.deadlines.sms.min(SMS_WINDOW);
    config.deadlines.tick = config.deadlines.tick.min(2);
    for resource in &mut config.resources {
        resource.slots = Some(resource.slots().max(100));
    }
}

/// Who can sign in to look around.
#[derive(Clone, Debug)]
pub struct Visitors {
    /// Password of the colleague, of this start on.
    pub password: String,
    /// Mobile number of the applicant of each sample filing.
    pub applicants: Vec<(beian_model::Status, String)>,
}

/// Fills an empty data folder, and gives the colleague a new password.
///
/// # Errors
/// [`DemoError`].
pub async fn prepare(app: &App, samples: &Path) -> Result<Visitors, DemoError> {
    let password = secret::password();
    let password_hash = secret::hash_password(&password).map_err(DemoError::Password)?;
    let now = app.clock.now();
    match app.store.staff_by_email(STAFF_EMAIL).await? {
        Some(staff) => app.store.reset_staff(&staff.id, &password_hash).await?,
        None => {
            let staff = Staff::new(STAFF_EMAIL, STAFF_NAME, password_hash, Role::Admin);
            app.store.add_staff(&staff, now).await?;
            seed::filings(app, samples).await?;
        }
    }
    let applicants = beian_model::Status::ALL.iter().map(|status| (*status, seed::mobile(*status))).collect();
    Ok(Visitors { password, applicants })
}
