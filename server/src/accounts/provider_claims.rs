//! What the claims of a provider mean here, as the settings say: a person's account, its real name (实名认证), a colleague's role.

use crate::accounts::stored::{IdentifiedApplicant, IdentifiedStaff, RealNameRow};
use crate::config::oidc::Claims as Named;
use crate::config::{Oidc, PhoneNumbers, StaffOidc};
use crate::oidc::claims::Claims;
use beian_model::wire::Role;
use beian_rules::normalised_mobile;

/// Says of a mobile number that it is the person's (OpenID Connect Core 1.0, 5.1).
const NUMBER_IS_VERIFIED: &str = "phone_number_verified";
/// The same of an e-mail address.
const EMAIL_IS_VERIFIED: &str = "email_verified";

/// Why somebody whom the provider knows is nobody here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    /// A claim is missing that is needed.
    Missing,
    /// No role is theirs.
    NoRole,
}

/// The applicant.
///
/// # Errors
/// [`Unsuitable::Missing`].
pub fn applicant(
    settings: &Oidc,
    issuer: &str,
    subject: &str,
    claims: &Claims,
) -> Result<IdentifiedApplicant, Unsuitable> {
    let named = &settings.claims;
    if named.required.iter().any(|path| claims.text(path).is_none()) {
        return Err(Unsuitable::Missing);
    }
    let believed = match settings.phone_numbers {
        PhoneNumbers::Verified => claims.is_true(NUMBER_IS_VERIFIED),
        PhoneNumbers::All => true,
        PhoneNumbers::None => false,
    };
    let mobile = claims.text(&named.mobile).filter(|_| believed);
    Ok(IdentifiedApplicant {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        // Something must tell a person that they are signed in.
        called: claims.text(&named.name).unwrap_or_else(|| subject.chars().take(24).collect()),
        mobile: mobile.and_then(|typed| normalised_mobile(&typed)),
        real_name: real_name(named, claims),
    })
}

fn real_name(named: &Named, claims: &Claims) -> RealNameRow {
    let kind = claims.text(&named.certificate_kind);
    RealNameRow {
        name: named.real_name.iter().find_map(|path| claims.text(path)).unwrap_or_default(),
        certificate_kind: kind.and_then(|kind| named.certificate_kinds.get(&kind).copied()),
        certificate_number: claims.text(&named.certificate_number).unwrap_or_default(),
    }
}

/// The colleague; their password is left to be made.
///
/// # Errors
/// [`Unsuitable`].
pub fn colleague(
    settings: &StaffOidc,
    issuer: &str,
    subject: &str,
    claims: &Claims,
) -> Result<IdentifiedStaff, Unsuitable> {
    let role = role(settings, claims).ok_or(Unsuitable::NoRole)?;
    let email = claims.text("email").map(|email| email.to_lowercase());
    let email = email.filter(|email| beian_rules::identifiers::email::is_email(email)).ok_or(Unsuitable::Missing)?;
    Ok(IdentifiedStaff {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        name: claims.text("name").or_else(|| claims.text("preferred_username")).unwrap_or_else(|| email.clone()),
        joins: settings.join_by_email && claims.is_true(EMAIL_IS_VERIFIED),
        email,
        role,
        password_hash: String::new(),
    })
}

/// The highest role that a value of the claim means.
fn role(settings: &StaffOidc, claims: &Claims) -> Option<Role> {
    let theirs = claims.texts(&settings.roles);
    let is = |values: &[String]| values.iter().any(|value| theirs.contains(&value.as_str()));
    let by_height =
        [(Role::Admin, &settings.admin), (Role::Senior, &settings.senior), (Role::Reviewer, &settings.reviewer)];
    by_height.into_iter().find_map(|(role, values)| is(values).then_some(role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::CertificateType;
    use serde_json::{Value, json};

    fn identified(settings: &Oidc, claims: Value) -> Result<IdentifiedApplicant, Unsuitable> {
        applicant(settings, "https://id.example", "subject-1", &Claims::of(claims))
    }

    #[test]
    fn a_number_counts_where_the_settings_believe_it() {
        use PhoneNumbers::{All, None, Verified};
        let own = Some("13800138000");
        for (phone_numbers, claims, mobile) in [
            (Verified, json!({ "phone_number": "+86 138 0013 8000", "phone_number_verified": true }), own),
            (Verified, json!({ "phone_number": "13800138000", "phone_number_verified": "true" }), own),
            (Verified, json!({ "phone_number": "13800138000", "phone_number_verified": false }), Option::None),
            (Verified, json!({ "phone_number": "13800138000" }), Option::None),
            (Verified, json!({ "phone_number": "+1 212 555 0100", "phone_number_verified": true }), Option::None),
            (Verified, json!({ "phone_number_verified": true }), Option::None),
            (All, json!({ "phone_number": "13800138000" }), own),
            (None, json!({ "phone_number": "13800138000", "phone_number_verified": true }), Option::None),
        ] {
            let settings = Oidc { phone_numbers, ..Oidc::default() };
            assert_eq!(identified(&settings, claims.clone()).unwrap().mobile.as_deref(), mobile, "{claims}");
        }
    }

    #[test]
    fn a_real_name_is_what_the_settings_name() {
        let mut settings = Oidc::default();
        let claims = json!({
            "name": "示例甲", "org": { "name": "深圳示例一科技有限公司", "kind": 1, "number": "91440300MA00D0021P" },
        });
        let plain = identified(&settings, claims.clone()).unwrap();
        assert!(plain.real_name.is_empty() && plain.called == "示例甲", "{plain:?}");
        settings.claims.real_name = vec!["org.name".to_owned(), "name".to_owned()];
        settings.claims.certificate_kind = "org.kind".to_owned();
        settings.claims.certificate_number = "org.number".to_owned();
        settings.claims.certificate_kinds = [("1".to_owned(), CertificateType::BusinessLicence)].into();
        assert_eq!(
            identified(&settings, claims).unwrap().real_name,
            RealNameRow {
                name: "深圳示例一科技有限公司".to_owned(),
                certificate_kind: Some(CertificateType::BusinessLicence),
                certificate_number: "91440300MA00D0021P".to_owned(),
            }
        );
        let person = identified(&settings, json!({ "name": "示例甲", "org": { "kind": 2 } })).unwrap();
        assert_eq!((person.real_name.name.as_str(), person.real_name.certificate_kind), ("示例甲", None));
        settings.claims.required = vec!["org.number".to_owned()];
        assert_eq!(identified(&settings, json!({ "name": "示例甲" })).unwrap_err(), Unsuitable::Missing);
        // Who has no name is told by the provider's.
        settings.claims.required.clear();
        assert_eq!(identified(&settings, json!({})).unwrap().called, "subject-1");
    }

    #[test]
    fn the_highest_role_counts_and_without_one_nobody_is_a_colleague() {
        let mut settings = StaffOidc { roles: "realm_access.roles".to_owned(), ..StaffOidc::default() };
        settings.reviewer = vec!["desk".to_owned(), "desk-2".to_owned()];
        settings.admin = vec!["desk-admin".to_owned()];
        let whole = |roles: Value| json!({ "email": " Some@Example.com ", "realm_access": { "roles": roles } });
        let colleague = |claims: Value| colleague(&settings, "https://id.example", "s", &Claims::of(claims));
        for (roles, role) in [
            (json!(["desk-2"]), Ok(Role::Reviewer)),
            (json!("desk"), Ok(Role::Reviewer)),
            (json!(["desk", "desk-admin"]), Ok(Role::Admin)),
            (json!(["Desk", "desk-admin "]), Err(Unsuitable::NoRole)),
            (json!([]), Err(Unsuitable::NoRole)),
            (json!({ "desk": true }), Err(Unsuitable::NoRole)),
        ] {
            assert_eq!(colleague(whole(roles.clone())).map(|one| one.role), role, "{roles}");
        }
        let one = colleague(whole(json!("desk"))).unwrap();
        assert_eq!((one.email.as_str(), one.name.as_str(), one.joins), ("some@example.com", "some@example.com", false));
        for email in [json!(null), json!("none"), json!(7)] {
            let claims = json!({ "email": email, "realm_access": { "roles": ["desk"] } });
            assert_eq!(colleague(claims).unwrap_err(), Unsuitable::Missing);
        }
    }

    #[test]
    fn a_colleague_of_before_is_joined_where_the_settings_and_the_provider_say_so() {
        for (join_by_email, verified, joins) in [(false, true, false), (true, false, false), (true, true, true)] {
            let settings = StaffOidc { reviewer: vec!["desk".to_owned()], join_by_email, ..StaffOidc::default() };
            let claims = json!({ "email": "a@example.com", "email_verified": verified, "roles": ["desk"] });
            let one = colleague(&settings, "https://id.example", "s", &Claims::of(claims)).unwrap();
            assert_eq!(one.joins, joins, "{join_by_email} {verified}");
        }
    }
}
