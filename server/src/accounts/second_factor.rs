//! The second factor of colleagues: codes of an authenticator app (TOTP, RFC 6238), and recovery codes that each stand in for one once.

use crate::accounts::stored::{Staff, Staying, TotpRow};
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use bytes::Bytes;
use data_encoding::BASE64;
use qrcode::QrCode;
use qrcode::render::svg;
use rand::Rng;
use totp_rs::{Algorithm, Builder, Totp};

/// Bytes of a secret (RFC 4226, 4: 160 bits).
const SECRET: usize = 20;
/// Digits of a code.
const DIGITS: u8 = 6;
/// Seconds of a step of time; the codes of the step before and after are taken too, for clocks that go wrong.
const STEP: u64 = 30;
/// Steps before and after.
const SKEW: u16 = 1;
/// Recovery codes that are made at a time.
const RECOVERY_CODES: usize = 10;
/// Pixels on a side of the picture, at least.
const PICTURE: u32 = 220;

/// A secret as its colleague sees it, to be put into their app.
pub struct Shown {
    /// The address that the picture holds (`otpauth://totp/…`).
    pub address: String,
    /// The secret in base32, in groups of four.
    pub text: String,
    /// The address as a QR code, SVG.
    pub picture: String,
}

/// A new secret.
fn new_secret() -> Vec<u8> {
    rand::rng().random::<[u8; SECRET]>().to_vec()
}

/// What the secret of a colleague is sealed under.
fn sealed_for(staff: &str) -> String {
    format!("totp of {staff}")
}

fn seal(app: &App, staff: &str, secret: &[u8]) -> Answer<String> {
    let sealed = app.vault.seal(&sealed_for(staff), secret).map_err(Refused::internal)?;
    Ok(BASE64.encode(&sealed))
}

fn open(app: &App, staff: &str, sealed: &str) -> Answer<Bytes> {
    let sealed = BASE64.decode(sealed.as_bytes()).map_err(Refused::internal)?;
    app.vault.open(&sealed_for(staff), sealed.into()).map_err(Refused::internal)
}

fn totp(app: &App, staff: &Staff, secret: &[u8]) -> Answer<Totp> {
    // A colon parts the two in the address.
    let provider = if app.config.provider.is_empty() { "Beian" } else { app.config.provider.as_str() };
    let builder = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP)
        .with_skew(SKEW)
        .with_secret(secret.to_vec())
        .with_issuer(Some(provider.replace(':', " ")))
        .with_account_name(staff.email.replace(':', " "));
    builder.build().map_err(|error| Refused::internal(error.to_string()))
}

/// Makes a secret for a colleague who has no second factor yet, to be shown and confirmed. False where they have one.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App, staff: &Staff) -> Answer<bool> {
    let sealed = seal(app, &staff.id, &new_secret())?;
    Ok(app.store.begin_totp(&staff.id, &sealed, app.clock.now()).await?)
}

/// A secret that is to be confirmed, as its colleague sees it.
///
/// # Errors
/// When it does not open.
pub fn shown(app: &App, staff: &Staff, row: &TotpRow) -> Answer<Shown> {
    let totp = totp(app, staff, &open(app, &staff.id, &row.secret)?)?;
    let address = totp.to_url().map_err(|error| Refused::internal(error.to_string()))?;
    let code = QrCode::new(address.as_bytes()).map_err(|error| Refused::internal(error.to_string()))?;
    let picture = code.render::<svg::Color>().min_dimensions(PICTURE, PICTURE).build();
    // A document within a page has no declaration.
    let picture = picture.split_once("?>").map_or(picture.as_str(), |(_, svg)| svg).to_owned();
    let secret = totp.secret().to_base32();
    let groups: Vec<String> =
        secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Ok(Shown { address, text: groups.join(" "), picture })
}

/// The step of time whose code this is, if it is one of about now.
fn step_of(totp: &Totp, typed: &str, now: i64) -> Option<i64> {
    let step = totp.check(typed, u64::try_from(now).ok()?)?;
    i64::try_from(step).ok()
}

/// What was typed, without the blanks and dashes that apps and papers show, and with digits as keyboards for Chinese have them made plain.
fn plain(typed: &str) -> String {
    beian_rules::text::number(typed).to_lowercase()
}

/// Confirms the secret that was shown by a code of it; from then on it is asked for, and the colleague's sessions but this one end. Gives the
/// recovery codes, this once; nothing where the code is wrong.
///
/// # Errors
/// When it does not open.
pub async fn confirm(app: &App, staff: &Staff, typed: &str, but: Staying<'_>) -> Answer<Option<Vec<String>>> {
    let Some(row) = app.store.totp(&staff.id).await?.filter(|row| !row.confirmed) else { return Ok(None) };
    let (totp, now) = (totp(app, staff, &open(app, &staff.id, &row.secret)?)?, app.clock.now());
    let Some(step) = step_of(&totp, &plain(typed), now.0) else { return Ok(None) };
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| secret::recovery_code()).collect();
    let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(&staff.id, code)).collect();
    let confirmed = app.store.confirm_totp(&staff.id, (&row.secret, step), &hashes, but, now).await?;
    Ok(confirmed.then_some(codes))
}

fn recovery_hash(staff: &str, typed: &str) -> String {
    secret::hash(&format!("{staff} {}", plain(typed)))
}

/// Takes a code of a colleague's app, or one of their recovery codes; each once. False where it is none of them, or was taken already.
///
/// # Errors
/// When the secret does not open, which a recovery code does not need.
pub async fn take(app: &App, staff: &Staff, typed: &str) -> Answer<bool> {
    let (code, now) = (plain(typed), app.clock.now());
    if code.len() != usize::from(DIGITS) {
        return Ok(app.store.take_recovery_code(&staff.id, &recovery_hash(&staff.id, &code), now).await?);
    }
    let Some(row) = app.store.confirmed_totp(&staff.id).await? else { return Ok(false) };
    let totp = totp(app, staff, &open(app, &staff.id, &row.secret)?)?;
    match step_of(&totp, &code, now.0) {
        Some(step) => Ok(app.store.take_step(&staff.id, step).await?),
        None => Ok(false),
    }
}

/// What sealing the secrets anew did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// How many were sealed with another key.
    pub from_other_keys: usize,
    /// How many are sealed with the active one already.
    pub current: usize,
    /// Those that could not be sealed anew: the colleague's id, and why.
    pub failed: Vec<(String, String)>,
}

/// Seals the secrets of all with the active key.
///
/// # Errors
/// When the database fails.
pub async fn reseal(app: &App) -> Answer<Resealed> {
    let mut resealed = Resealed::default();
    for (staff, row) in app.store.all_totp().await? {
        let file = BASE64.decode(row.secret.as_bytes()).unwrap_or_default();
        if app.vault.is_current(&file).unwrap_or(false) {
            resealed.current += 1;
            continue;
        }
        let opened = app.vault.open(&sealed_for(&staff), file.into());
        match opened.and_then(|secret| app.vault.seal(&sealed_for(&staff), &secret)) {
            Ok(sealed) => {
                app.store.reseal_totp(&staff, &row.secret, &BASE64.encode(&sealed)).await?;
                resealed.from_other_keys += 1;
            }
            Err(error) => resealed.failed.push((staff, error.to_string())),
        }
    }
    Ok(resealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = Builder::new().with_secret(b"12345678901234567890".to_vec()).with_skew(SKEW).build().unwrap();
        for (at, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(step_of(&totp, code, at), Some(at / 30));
            // A step early or late, and no more.
            assert_eq!(step_of(&totp, code, at + 30), Some(at / 30));
            assert_eq!(step_of(&totp, code, at - 30), Some(at / 30));
            assert_eq!(step_of(&totp, code, at + 60), None);
        }
        for wrong in ["", "28708", "2870822", "+28708", "２８７０８２"] {
            assert_eq!(step_of(&totp, wrong, 59), None);
        }
    }

    #[test]
    fn what_is_typed_is_read_as_people_write_it() {
        assert_eq!(plain(" 287 082\n"), "287082");
        assert_eq!(plain("ABCD-efgh jk"), "abcdefghjk");
    }
}
