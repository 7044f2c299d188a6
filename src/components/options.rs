//! The choices of each field that is a choice: code and word, in the order of the list.

use beian_locale::{Lang, Words};
use beian_model::field::{Kind, List};
use beian_model::{
    CertificateType, DocumentType, Filing, Nature, Path, PersonIs, PreApprovalKind, Province, ResourceKind,
    ServiceContent,
};

/// One choice: the code that is stored, the word that is shown.
pub type Choice = (&'static str, &'static str);

fn listed<T: Words + 'static>(all: &[T], code: impl Fn(T) -> &'static str, lang: Lang) -> Vec<Choice> {
    all.iter().map(|one| (code(*one), one.text(lang))).collect()
}

/// The choices at a path, for an organiser of a nature; `None` where the field is not a choice.
pub fn choices(nature: Option<Nature>, path: Path, lang: Lang) -> Option<Vec<Choice>> {
    let Kind::Choice(list) = path.row()?.kind else { return None };
    Some(match list {
        List::Provinces => listed(Province::ALL, Province::as_str, lang),
        List::Natures => listed(Nature::ALL, Nature::as_str, lang),
        List::CertificateTypes => {
            // Before a nature is chosen every certificate is on offer: choosing one first is no mistake.
            let all = nature.map_or(CertificateType::ALL, Nature::certificates);
            listed(all, CertificateType::as_str, lang)
        }
        List::PersonIs => listed(PersonIs::ALL, PersonIs::as_str, lang),
        List::DocumentTypes => listed(DocumentType::ALL, DocumentType::as_str, lang),
        List::ServiceContents => listed(ServiceContent::ALL, ServiceContent::as_str, lang),
        List::ResourceKinds => listed(ResourceKind::ALL, ResourceKind::as_str, lang),
        List::PreApprovalKinds => listed(PreApprovalKind::ALL, PreApprovalKind::as_str, lang),
    })
}

/// What a value at a path is called: the word of a choice, and everything else as it is.
pub fn shown(filing: &Filing, path: Path, lang: Lang) -> String {
    let value = filing.text(path).unwrap_or_default();
    match choices(filing.organiser.nature, path, lang) {
        Some(choices) => choices.iter().find(|(code, _)| *code == value).map_or(value, |(_, word)| word).to_owned(),
        None => value.to_owned(),
    }
}
