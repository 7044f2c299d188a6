//! What the applicant's pages are called: the one place where an address is put together and read.

use beian_browser::client::api_base;
use beian_locale::Lang;
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

/// A text of the operator, and the blank form of a slot, which the server draws.
pub use beian_browser::client::texts::{blank_form, text};

/// Where a filing stands.
pub fn filing(id: &FilingId) -> String {
    format!("/filings/{id}")
}

/// The server's page of where a filing stands.
pub fn standing(id: &FilingId, lang: Lang) -> String {
    format!("{}/filings/{id}/standing?lang={}", api_base(), lang.as_str())
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

/// The same from the preview: who has corrected the field comes back to it.
pub fn field_and_back(id: &FilingId, on: Step, path: Path) -> String {
    field(id, on, path) + "&then=preview"
}

/// A page of the applicant's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What comes before the first filing, or my filings.
    Home,
    /// Sign-in.
    SignIn,
    /// The checklist (备案准备清单).
    Checklist,
    /// A page of one filing.
    Filing(FilingPage),
    /// There is no such page.
    Unknown,
}

/// A page of one filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilingPage {
    /// Where it stands.
    Status,
    /// A step of the wizard.
    Step(Step),
}

/// The page at an address's path; a slash at its end changes nothing.
pub fn page(path: &str) -> Page {
    match parts(path).as_slice() {
        [] => Page::Home,
        ["sign-in"] => Page::SignIn,
        ["checklist"] => Page::Checklist,
        ["filings", _] => Page::Filing(FilingPage::Status),
        ["filings", _, step] => step.parse().map_or(Page::Unknown, |step| Page::Filing(FilingPage::Step(step))),
        _ => Page::Unknown,
    }
}

/// The filing that an address's path names.
pub fn filing_of(path: &str) -> FilingId {
    FilingId(parts(path).get(1).copied().unwrap_or_default().to_owned())
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_put_together_is_read() {
        let id = FilingId("3f2a".to_owned());
        for (address, page_of_it) in [
            (HOME.to_owned(), Page::Home),
            (SIGN_IN.to_owned(), Page::SignIn),
            (checklist(None), Page::Checklist),
            (filing(&id), Page::Filing(FilingPage::Status)),
            (filing(&id) + "/", Page::Filing(FilingPage::Status)),
            ("/filings".to_owned(), Page::Unknown),
            (filing(&id) + "/elsewhere", Page::Unknown),
            (filing(&id) + "/preview/more", Page::Unknown),
            ("/nowhere".to_owned(), Page::Unknown),
        ] {
            assert_eq!(page(&address), page_of_it, "{address}");
        }
        for one in Step::ALL {
            let address = step(&id, *one);
            assert_eq!(page(&address), Page::Filing(FilingPage::Step(*one)));
            assert_eq!(filing_of(&address), id);
        }
    }
}
