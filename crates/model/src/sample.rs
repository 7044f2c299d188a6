//! A complete filing that belongs to nobody, for tests, demonstrations and documentation.

use super::wire::CloudResource;
use super::{
    AgreementField, Attachment, AttachmentId, CertificateType, DocumentType, Filing, Nature, Paper, PaperKind, Path,
    PersonIs, PersonRef, Province, ResourceKind, ServiceContent, SiteId,
};
use crate::Facts;

/// The version of the agreements that the sample filing accepted: that of the texts which come with the server.
pub const AGREEMENT_VERSION: &str = "2026-11-29";

/// A picture that a sample filing refers to.
pub fn attachment(id: &str) -> Attachment {
    Attachment {
        id: AttachmentId(id.to_owned()),
        name: "样本.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 300_000,
        width: 1600,
        height: 1130,
    }
}

/// A filing with nothing wrong, and the facts under which that is so (24 November 2026). The certificate's region
/// (440399) and the numbers' regions are not assigned in GB/T 2260.
pub fn complete_filing() -> (Filing, Facts) {
    let mut filing = Filing::new(SiteId(0x3f2a_9c01));
    filing.province = Some(Province::Guangdong);
    let organiser = &mut filing.organiser;
    organiser.nature = Some(Nature::Enterprise);
    organiser.name = "深圳示例一科技有限公司".to_owned();
    organiser.certificate_type = Some(CertificateType::BusinessLicence);
    organiser.certificate_number = "91440399MA00AAAA44".to_owned();
    organiser.city = "440300".to_owned();
    organiser.district = "440305".to_owned();
    organiser.licence = vec![attachment("licence")];
    organiser.certificate_address = "深圳市南山区科技园路1号示例大厦2栋3层301室".to_owned();
    organiser.person_is = Some(PersonIs::LegalRepresentative);
    organiser.legal_representative = "示例甲".to_owned();
    organiser.legal_representative_number = "440399198512310026".to_owned();
    organiser.address = "科技园路1号示例大厦2栋3层301室".to_owned();
    let person = &mut organiser.responsible_person;
    person.document_type = Some(DocumentType::ResidentId);
    person.name = "示例甲".to_owned();
    person.document_number = "440399198512310026".to_owned();
    person.valid_from = "2020-01-01".to_owned();
    person.valid_until = "2040-01-01".to_owned();
    person.mobile = "13800100500".to_owned();
    person.emergency_phone = "13010112500".to_owned();
    person.email = "person@example.com".to_owned();
    let site = &mut filing.sites[0];
    site.name = "示例一企业展示".to_owned();
    site.domains = vec!["example-demo.com".to_owned()];
    site.resource_kind = Some(ResourceKind::Cvm);
    site.resource = "ins-1a2b3c4d".to_owned();
    site.service_content = Some(ServiceContent::OrganisationPortal);
    filing.papers = vec![Paper { pages: vec![attachment("pledge")], ..Paper::new(PaperKind::Pledge) }];
    for field in AgreementField::ALL {
        let _ = filing.set_text(Path::Agreement(*field), AGREEMENT_VERSION);
    }
    let in_force = |of: &AgreementField| format!("{of}@{AGREEMENT_VERSION}");
    let facts = Facts {
        today: super::Date::from_days(20_781),
        resources: vec![CloudResource {
            kind: ResourceKind::Cvm,
            id: "ins-1a2b3c4d".to_owned(),
            name: "示例云服务器".to_owned(),
            address: "192.0.2.10".to_owned(),
            sites_left: 5,
            refused: None,
        }],
        proved_mobiles: vec!["13800100500".to_owned()],
        verified: vec![PersonRef::Organiser],
        basic_check: Some(filing.basic_information()),
        province_rules: None,
        domains_per_site: None,
        domains_filed: 0,
        agreements: AgreementField::ALL.iter().map(in_force).collect(),
    };
    (filing, facts)
}
