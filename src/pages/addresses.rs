//! What the applicant's pages are called: the one place where an address is put together.

use beian_model::{FilingId, Path, Province, Step};

/// My filings.
pub const HOME: &str = "/";
/// Sign-in.
pub const SIGN_IN: &str = "/sign-in";

/// The checklist, of a province where one is chosen.
pub fn checklist(province: Option<Province>) -> String {
    match province {
        Some(province) => format!("/checklist?province={province}"),
        None => "/checklist".to_owned(),
    }
}

/// Where a filing stands.
pub fn filing(id: &FilingId) -> String {
    format!("/filings/{id}")
}

/// A step of a filing.
pub fn step(id: &FilingId, step: Step) -> String {
    format!("/filings/{id}/{step}")
}

/// A field of a filing, on the page that asks for it.
pub fn field(id: &FilingId, on: Step, path: Path) -> String {
    // The brackets of a path have no place in a query.
    let path = path.to_string().replace('[', "%5B").replace(']', "%5D");
    format!("/filings/{id}/{on}?field={path}")
}
