//! The value of a field in words, as the preview and the desk show it.

use super::options;
use beian_locale::{Lang, Words, ui::Ui};
use beian_model::field::Kind;
use beian_model::{Attachment, Filing, Path, PersonRef, ResponsiblePerson, SiteField};

/// The value at a path in words; nothing where there is none.
pub fn value_in_words(filing: &Filing, verified: &[PersonRef], path: Path, lang: Lang) -> Option<String> {
    let text = filing.text(path).unwrap_or_default();
    let words = match path.row()?.kind {
        Kind::Verification => {
            let passed = path.verified_person().is_some_and(|person| verified.contains(&person));
            if passed { Ui::VerificationPassed } else { Ui::NotVerifiedYet }.text(lang).to_owned()
        }
        Kind::Flag => if text.is_empty() { Ui::No } else { Ui::Yes }.text(lang).to_owned(),
        Kind::File => names(filing.pages(path)?, lang),
        Kind::Several => several(filing, path, lang)?,
        Kind::Date if text == ResponsiblePerson::LONG_TERM => Ui::LongTerm.text(lang).to_owned(),
        Kind::Text(_) | Kind::Date | Kind::Choice(_) => match path {
            Path::Site(id, SiteField::Resource) if !text.is_empty() => {
                format!("{} · {text}", options::shown(filing, Path::Site(id, SiteField::ResourceKind), lang))
            }
            _ => options::shown(filing, path, lang),
        },
    };
    (!words.is_empty()).then_some(words)
}

/// The members of a list that is no list of fields.
fn several(filing: &Filing, path: Path, lang: Lang) -> Option<String> {
    let Path::Site(id, field) = path else { return None };
    let site = filing.site(id)?;
    let words: Vec<&str> = match field {
        SiteField::Languages => site.languages.iter().map(|one| one.text(lang)).collect(),
        SiteField::PreApprovals if site.pre_approvals.is_empty() => vec![Ui::NoneOfThese.text(lang)],
        SiteField::PreApprovals => site.pre_approvals.iter().map(|one| one.kind.text(lang)).collect(),
        _ => return None,
    };
    Some(words.join(comma(lang)))
}

/// The names of an attachment's pages.
pub fn names(pages: &[Attachment], lang: Lang) -> String {
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    names.join(comma(lang))
}

const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "、",
        Lang::English => ", ",
    }
}
