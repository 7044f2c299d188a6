//! Reading and writing a field of the document by its [`Path`]: texts as they are, enums as their code, flags as `true`.

use super::{
    AgreementField, Attachment, Filing, OrganiserField, Path, PersonField, PreApproval, PreApprovalField,
    ResponsiblePerson, SiteField,
};

/// Why a field was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The path names no field that exists (the site was removed, the list is shorter).
    NoSuchField,
    /// The path names a list or an attachment, which is not written as text.
    NotText,
    /// The text is not a code of the field's list.
    UnknownCode,
}

const TRUE: &str = "true";

fn flag(on: bool) -> &'static str {
    if on { TRUE } else { "" }
}

fn choice<T: core::str::FromStr>(slot: &mut Option<T>, text: &str) -> Result<(), NotWritten> {
    *slot = match text {
        "" => None,
        code => Some(code.parse().map_err(|_| NotWritten::UnknownCode)?),
    };
    Ok(())
}

fn write(slot: &mut String, text: &str) -> Result<(), NotWritten> {
    slot.clear();
    slot.push_str(text);
    Ok(())
}

impl Filing {
    /// The value at `path` as text; `None` where the path names no field with a text of its own.
    pub fn text(&self, path: Path) -> Option<&str> {
        Some(match path {
            Path::Filing | Path::Sites => return None,
            Path::Province => self.province.map_or("", |it| it.as_str()),
            Path::Organiser(field) => {
                let it = &self.organiser;
                match field {
                    OrganiserField::Nature => it.nature.map_or("", |it| it.as_str()),
                    OrganiserField::Name => &it.name,
                    OrganiserField::CertificateType => it.certificate_type.map_or("", |it| it.as_str()),
                    OrganiserField::CertificateNumber => &it.certificate_number,
                    OrganiserField::City => &it.city,
                    OrganiserField::District => &it.district,
                    OrganiserField::CertificateAddress => &it.certificate_address,
                    OrganiserField::LegalRepresentative => &it.legal_representative,
                    OrganiserField::LegalRepresentativeNumber => &it.legal_representative_number,
                    OrganiserField::Address => &it.address,
                    OrganiserField::Investor => &it.investor,
                    OrganiserField::Remark => &it.remark,
                    OrganiserField::Licence | OrganiserField::AuthorisationLetter => return None,
                }
            }
            Path::OrganiserPerson(field) => return person_text(&self.organiser.responsible_person, field),
            Path::SitePerson(id, field) => return person_text(&self.site(id)?.responsible_person, field),
            Path::Site(id, field) => {
                let it = self.site(id)?;
                match field {
                    SiteField::Name => &it.name,
                    SiteField::ResourceKind => it.resource_kind.map_or("", |it| it.as_str()),
                    SiteField::Resource => &it.resource,
                    SiteField::ServiceContent => it.service_content.map_or("", |it| it.as_str()),
                    SiteField::Remark => &it.remark,
                    SiteField::SamePerson => flag(it.same_person),
                    SiteField::Domains
                    | SiteField::Languages
                    | SiteField::PreApprovals
                    | SiteField::DomainCertificate
                    | SiteField::AuthorisationLetter
                    | SiteField::DomainRecord => return None,
                }
            }
            Path::Domain(id, n) => self.site(id)?.domains.get(usize::from(n))?,
            Path::PreApproval(id, n, field) => {
                let it = self.site(id)?.pre_approvals.get(usize::from(n))?;
                match field {
                    PreApprovalField::Kind => it.kind.as_str(),
                    PreApprovalField::Number => &it.number,
                    PreApprovalField::Document => return None,
                }
            }
            Path::Agreement(AgreementField::InformationSecurity) => flag(self.agreements.information_security),
            Path::Agreement(AgreementField::AssistedCorrection) => flag(self.agreements.assisted_correction),
        })
    }

    /// Writes the value at `path` from text; an empty text clears a choice.
    ///
    /// # Errors
    /// [`NotWritten`] where the path names no text, or the text is no code of the field's list; nothing changes then.
    pub fn set_text(&mut self, path: Path, text: &str) -> Result<(), NotWritten> {
        match path {
            Path::Filing | Path::Sites => Err(NotWritten::NotText),
            Path::Province => choice(&mut self.province, text),
            Path::Organiser(field) => {
                let it = &mut self.organiser;
                match field {
                    OrganiserField::Nature => choice(&mut it.nature, text),
                    OrganiserField::Name => write(&mut it.name, text),
                    OrganiserField::CertificateType => choice(&mut it.certificate_type, text),
                    OrganiserField::CertificateNumber => write(&mut it.certificate_number, text),
                    OrganiserField::City => write(&mut it.city, text),
                    OrganiserField::District => write(&mut it.district, text),
                    OrganiserField::CertificateAddress => write(&mut it.certificate_address, text),
                    OrganiserField::LegalRepresentative => write(&mut it.legal_representative, text),
                    OrganiserField::LegalRepresentativeNumber => write(&mut it.legal_representative_number, text),
                    OrganiserField::Address => write(&mut it.address, text),
                    OrganiserField::Investor => write(&mut it.investor, text),
                    OrganiserField::Remark => write(&mut it.remark, text),
                    OrganiserField::Licence | OrganiserField::AuthorisationLetter => Err(NotWritten::NotText),
                }
            }
            Path::OrganiserPerson(field) => set_person_text(&mut self.organiser.responsible_person, field, text),
            Path::SitePerson(id, field) => {
                let site = self.site_mut(id).ok_or(NotWritten::NoSuchField)?;
                set_person_text(&mut site.responsible_person, field, text)
            }
            Path::Site(id, field) => {
                let it = self.site_mut(id).ok_or(NotWritten::NoSuchField)?;
                match field {
                    SiteField::Name => write(&mut it.name, text),
                    SiteField::ResourceKind => choice(&mut it.resource_kind, text),
                    SiteField::Resource => write(&mut it.resource, text),
                    SiteField::ServiceContent => choice(&mut it.service_content, text),
                    SiteField::Remark => write(&mut it.remark, text),
                    SiteField::SamePerson => {
                        it.same_person = text == TRUE;
                        Ok(())
                    }
                    SiteField::Domains
                    | SiteField::Languages
                    | SiteField::PreApprovals
                    | SiteField::DomainCertificate
                    | SiteField::AuthorisationLetter
                    | SiteField::DomainRecord => Err(NotWritten::NotText),
                }
            }
            Path::Domain(id, n) => {
                let site = self.site_mut(id).ok_or(NotWritten::NoSuchField)?;
                write(site.domains.get_mut(usize::from(n)).ok_or(NotWritten::NoSuchField)?, text)
            }
            Path::PreApproval(id, n, field) => {
                let site = self.site_mut(id).ok_or(NotWritten::NoSuchField)?;
                let it = site.pre_approvals.get_mut(usize::from(n)).ok_or(NotWritten::NoSuchField)?;
                match field {
                    PreApprovalField::Kind => {
                        it.kind = text.parse().map_err(|_| NotWritten::UnknownCode)?;
                        Ok(())
                    }
                    PreApprovalField::Number => write(&mut it.number, text),
                    PreApprovalField::Document => Err(NotWritten::NotText),
                }
            }
            Path::Agreement(field) => {
                let slot = match field {
                    AgreementField::InformationSecurity => &mut self.agreements.information_security,
                    AgreementField::AssistedCorrection => &mut self.agreements.assisted_correction,
                };
                *slot = text == TRUE;
                Ok(())
            }
        }
    }

    /// Every field that the filing has at the moment, in the order of the pages: texts, choices and uploads, not lists.
    pub fn fields(&self) -> impl Iterator<Item = Path> + '_ {
        let organiser = OrganiserField::ALL.iter().copied().map(Path::Organiser);
        let person = PersonField::ALL.iter().copied().map(Path::OrganiserPerson);
        let sites = self.sites.iter().flat_map(|site| {
            let id = site.id;
            let domains = indices(site.domains.len()).map(move |n| Path::Domain(id, n));
            let fields = SiteField::ALL.iter().map(move |field| Path::Site(id, *field));
            let approvals = indices(site.pre_approvals.len())
                .flat_map(move |n| PreApprovalField::ALL.iter().map(move |field| Path::PreApproval(id, n, *field)));
            let own = if site.same_person { &[] } else { PersonField::ALL };
            let person = own.iter().map(move |field| Path::SitePerson(id, *field));
            domains.chain(fields).chain(approvals).chain(person)
        });
        let agreements = AgreementField::ALL.iter().copied().map(Path::Agreement);
        std::iter::once(Path::Province).chain(organiser).chain(person).chain(sites).chain(agreements)
    }

    /// The slot at `path` where it holds an upload; `None` where it does not exist or holds something else.
    pub fn attachment(&self, path: Path) -> Option<&Option<Attachment>> {
        Some(match path {
            Path::Organiser(OrganiserField::Licence) => &self.organiser.licence,
            Path::Organiser(OrganiserField::AuthorisationLetter) => &self.organiser.authorisation_letter,
            Path::Site(id, SiteField::DomainCertificate) => &self.site(id)?.domain_certificate,
            Path::Site(id, SiteField::AuthorisationLetter) => &self.site(id)?.authorisation_letter,
            Path::Site(id, SiteField::DomainRecord) => &self.site(id)?.domain_record,
            Path::PreApproval(id, n, PreApprovalField::Document) => {
                &self.site(id)?.pre_approvals.get(usize::from(n))?.document
            }
            _ => return None,
        })
    }

    /// The same slot, to write to.
    pub fn attachment_mut(&mut self, path: Path) -> Option<&mut Option<Attachment>> {
        Some(match path {
            Path::Organiser(OrganiserField::Licence) => &mut self.organiser.licence,
            Path::Organiser(OrganiserField::AuthorisationLetter) => &mut self.organiser.authorisation_letter,
            Path::Site(id, SiteField::DomainCertificate) => &mut self.site_mut(id)?.domain_certificate,
            Path::Site(id, SiteField::AuthorisationLetter) => &mut self.site_mut(id)?.authorisation_letter,
            Path::Site(id, SiteField::DomainRecord) => &mut self.site_mut(id)?.domain_record,
            Path::PreApproval(id, n, PreApprovalField::Document) => {
                &mut self.site_mut(id)?.pre_approvals.get_mut(usize::from(n))?.document
            }
            _ => return None,
        })
    }

    /// Every upload that the document refers to, with its field.
    pub fn attachments(&self) -> impl Iterator<Item = (Path, &Attachment)> {
        let organiser = [OrganiserField::Licence, OrganiserField::AuthorisationLetter].map(Path::Organiser);
        let sites = self.sites.iter().flat_map(|site| {
            let papers = [SiteField::DomainCertificate, SiteField::AuthorisationLetter, SiteField::DomainRecord]
                .map(|field| Path::Site(site.id, field));
            let approvals = site.pre_approvals.iter().enumerate().filter_map(|(n, _): (usize, &PreApproval)| {
                Some(Path::PreApproval(site.id, u8::try_from(n).ok()?, PreApprovalField::Document))
            });
            papers.into_iter().chain(approvals)
        });
        organiser.into_iter().chain(sites).filter_map(|path| Some((path, self.attachment(path)?.as_ref()?)))
    }
}

/// The indices of a list that a path can name.
fn indices(len: usize) -> core::ops::Range<u8> {
    0..u8::try_from(len).unwrap_or(u8::MAX)
}

fn person_text(it: &ResponsiblePerson, field: PersonField) -> Option<&str> {
    Some(match field {
        PersonField::DocumentType => it.document_type.map_or("", |it| it.as_str()),
        PersonField::Name => &it.name,
        PersonField::DocumentNumber => &it.document_number,
        PersonField::ValidFrom => &it.valid_from,
        PersonField::ValidUntil => &it.valid_until,
        PersonField::Mobile => &it.mobile,
        PersonField::SecondPhone => &it.second_phone,
        PersonField::EmergencyPhone => &it.emergency_phone,
        PersonField::Email => &it.email,
        PersonField::Verification => return None,
    })
}

fn set_person_text(it: &mut ResponsiblePerson, field: PersonField, text: &str) -> Result<(), NotWritten> {
    match field {
        PersonField::DocumentType => choice(&mut it.document_type, text),
        PersonField::Name => write(&mut it.name, text),
        PersonField::DocumentNumber => write(&mut it.document_number, text),
        PersonField::ValidFrom => write(&mut it.valid_from, text),
        PersonField::ValidUntil => write(&mut it.valid_until, text),
        PersonField::Mobile => write(&mut it.mobile, text),
        PersonField::SecondPhone => write(&mut it.second_phone, text),
        PersonField::EmergencyPhone => write(&mut it.emergency_phone, text),
        PersonField::Email => write(&mut it.email, text),
        PersonField::Verification => Err(NotWritten::NotText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SiteId;

    #[test]
    fn writes_are_read_back_and_unknown_codes_change_nothing() {
        let id = SiteId(0x3f2a_9c01);
        let mut filing = Filing::new(id);
        for (path, text) in [
            (Path::Province, "gd"),
            (Path::Organiser(OrganiserField::Name), "深圳示例一科技有限公司"),
            (Path::OrganiserPerson(PersonField::DocumentType), "resident_id"),
            (Path::Domain(id, 0), "example.com"),
            (Path::Site(id, SiteField::SamePerson), ""),
            (Path::Agreement(AgreementField::AssistedCorrection), "true"),
        ] {
            assert_eq!(filing.set_text(path, text), Ok(()), "{path}");
            assert_eq!(filing.text(path), Some(text), "{path}");
        }
        assert_eq!(filing.set_text(Path::Province, "xx"), Err(NotWritten::UnknownCode));
        assert_eq!(filing.text(Path::Province), Some("gd"));
        assert_eq!(filing.set_text(Path::Domain(id, 9), "a.cn"), Err(NotWritten::NoSuchField));
        assert_eq!(filing.set_text(Path::Site(SiteId(1), SiteField::Name), "x"), Err(NotWritten::NoSuchField));
    }

    #[test]
    fn serde_form_names_fields_as_paths_do() {
        let filing = Filing::new(SiteId(1));
        let json = serde_json::to_value(&filing).unwrap();
        for field in OrganiserField::ALL {
            assert!(json["organiser"].get(field.as_str()).is_some(), "{field}");
        }
        for field in SiteField::ALL {
            assert!(json["sites"][0].get(field.as_str()).is_some(), "{field}");
        }
        for field in PersonField::ALL.iter().filter(|field| **field != PersonField::Verification) {
            assert!(json["organiser"]["responsible_person"].get(field.as_str()).is_some(), "{field}");
        }
        assert_eq!(serde_json::from_value::<Filing>(json).unwrap(), filing);
    }

    #[test]
    fn a_document_of_an_unknown_older_form_is_read() {
        let old = serde_json::json!({ "province": "gd", "sites": [{ "id": "00000001", "name": "示例一企业展示" }] });
        let filing = serde_json::from_value::<Filing>(old).unwrap().migrated().unwrap();
        assert_eq!(filing.schema, Filing::SCHEMA);
        assert_eq!(filing.sites[0].name, "示例一企业展示");
    }
}
