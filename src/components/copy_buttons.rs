//! Presses that copy what was already said elsewhere in the filing: nothing is typed twice, and nothing stays linked.

use crate::dynamic::{given, memo};
use crate::state::{t, use_filing};
use beian_browser::focus::focus_soon;
use beian_locale::ui::Ui;
use beian_model::{DocumentType, OrganiserField, Path, PersonField, PersonRef};
use leptos::prelude::*;

/// "Copy the legal representative": name, number and kind of document are theirs.
#[component]
pub fn LegalRepresentativeIs(
    /// Whose person.
    of: PersonRef,
) -> impl IntoView {
    let filing = use_filing();
    let name = filing.text(Path::Organiser(OrganiserField::LegalRepresentative));
    let number = filing.text(Path::Organiser(OrganiserField::LegalRepresentativeNumber));
    let at = move |field| Path::person(of, field);
    let own_name = filing.text(at(PersonField::Name));
    let own_number = filing.text(at(PersonField::DocumentNumber));
    let offered = memo(move || {
        let (name, number) = (name.read(), number.read());
        !name.is_empty() && !number.is_empty() && (*name != *own_name.read() || *number != *own_number.read())
    });
    let copy = move |_| {
        let today = filing.server.with_untracked(|server| server.facts.today);
        let number = number.get_untracked();
        filing.set_text(at(PersonField::Name), &name.read_untracked());
        filing.set_text(at(PersonField::DocumentNumber), &number);
        if beian_rules::holder_of(&number, today).is_some() {
            filing.set_text(at(PersonField::DocumentType), DocumentType::ResidentId.as_str());
        }
        focus_soon(at(PersonField::ValidFrom).to_string());
    };
    view! {
        {given(move || offered.get(), move || view! {
            <p class="field">
                <button type="button" class="button button--secondary" data-action="person-is-legal" on:click=copy>
                    {t(Ui::PersonIsLegal)}
                </button>
            </p>
        })}
    }
    .into_any()
}

/// "As on the certificate": the mailing address is the certificate's, without the region that is chosen apart.
#[component]
pub fn AddressOfCertificate(
    /// Names of province, city and district, once they are known.
    region: Signal<Vec<String>>,
) -> impl IntoView {
    let filing = use_filing();
    let at = Path::Organiser(OrganiserField::Address);
    let certificate = filing.text(Path::Organiser(OrganiserField::CertificateAddress));
    let own = filing.text(at);
    let taken = memo(move || {
        let names = region.read();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        beian_rules::without_region(&certificate.read(), &names).to_owned()
    });
    let copy = move |_| {
        filing.set_text(at, &taken.read_untracked());
        focus_soon(at.to_string());
    };
    view! {
        {given(move || !taken.read().is_empty() && *taken.read() != *own.read(), move || view! {
            <p class="field">
                <button type="button" class="button button--secondary" data-action="address-of-certificate" on:click=copy>
                    {t(Ui::AddressOfCertificate)}
                </button>
            </p>
        })}
    }
    .into_any()
}
