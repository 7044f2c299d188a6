//! Naming a field: one typed path that labels, findings, merges, events and return reasons all carry.
//!
//! Printed form: `organiser.name`, `organiser.responsible_person.mobile`, `sites[3f2a9c01].domains[0]`.

use super::{
    AgreementField, OrganiserField, PaperField, PaperKind, PersonField, PersonRef, PreApprovalField, SiteField, SiteId,
    UnknownCode,
};
use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

/// Names a field of a filing, or the filing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Path {
    /// The filing as a whole: `filing`.
    Filing,
    /// `province`.
    Province,
    /// `organiser.<field>`.
    Organiser(OrganiserField),
    /// `organiser.responsible_person.<field>`.
    OrganiserPerson(PersonField),
    /// `sites`: the list of sites.
    Sites,
    /// `sites[<id>].<field>`.
    Site(SiteId, SiteField),
    /// `sites[<id>].domains[<n>]`.
    Domain(SiteId, u8),
    /// `sites[<id>].pre_approvals[<n>].<field>`.
    PreApproval(SiteId, u8, PreApprovalField),
    /// `sites[<id>].responsible_person.<field>`.
    SitePerson(SiteId, PersonField),
    /// `papers[<kind>].<field>`: of the filing.
    Paper(PaperKind, PaperField),
    /// `sites[<id>].papers[<kind>].<field>`.
    SitePaper(SiteId, PaperKind, PaperField),
    /// `agreements.<field>`.
    Agreement(AgreementField),
}

impl Path {
    /// The field of a responsible person, whoever's it is.
    pub const fn person(of: PersonRef, field: PersonField) -> Path {
        match of {
            PersonRef::Organiser => Path::OrganiserPerson(field),
            PersonRef::Site(id) => Path::SitePerson(id, field),
        }
    }

    /// The field of a paper, a site's or the filing's.
    pub const fn paper(of: Option<SiteId>, kind: PaperKind, field: PaperField) -> Path {
        match of {
            None => Path::Paper(kind, field),
            Some(id) => Path::SitePaper(id, kind, field),
        }
    }

    /// Which field of which paper the path is, if it is one.
    pub const fn paper_field(self) -> Option<(PaperKind, PaperField)> {
        match self {
            Path::Paper(kind, field) | Path::SitePaper(_, kind, field) => Some((kind, field)),
            _ => None,
        }
    }

    /// Whose verification (真实性核验) the path is, if it is one.
    pub const fn verified_person(self) -> Option<PersonRef> {
        match self {
            Path::OrganiserPerson(PersonField::Verification) => Some(PersonRef::Organiser),
            Path::SitePerson(id, PersonField::Verification) => Some(PersonRef::Site(id)),
            _ => None,
        }
    }

    /// The site that the path lies in, if any.
    pub const fn site(self) -> Option<SiteId> {
        match self {
            Path::Site(id, _)
            | Path::Domain(id, _)
            | Path::PreApproval(id, ..)
            | Path::SitePerson(id, _)
            | Path::SitePaper(id, ..) => Some(id),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.site() {
            write!(f, "sites[{id}].")?;
        }
        // Texts one after the other: a format of each would be three times as much code.
        let (of, field) = match *self {
            Path::Filing => ("", "filing"),
            Path::Province => ("", "province"),
            Path::Sites => ("", "sites"),
            Path::Organiser(field) => ("organiser.", field.as_str()),
            Path::OrganiserPerson(field) => ("organiser.responsible_person.", field.as_str()),
            Path::Site(_, field) => ("", field.as_str()),
            Path::SitePerson(_, field) => ("responsible_person.", field.as_str()),
            Path::Agreement(field) => ("agreements.", field.as_str()),
            Path::Domain(_, n) => return write!(f, "domains[{n}]"),
            Path::PreApproval(_, n, field) => {
                write!(f, "pre_approvals[{n}")?;
                ("].", field.as_str())
            }
            Path::Paper(kind, field) | Path::SitePaper(_, kind, field) => {
                f.write_str("papers[")?;
                f.write_str(kind.as_str())?;
                ("].", field.as_str())
            }
        };
        f.write_str(of)?;
        f.write_str(field)
    }
}

/// What stands before `].`, and what follows.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (inside, rest) = text.split_once(']')?;
    Some((inside, rest.strip_prefix('.')?))
}

impl FromStr for Path {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "filing" => return Ok(Path::Filing),
            "province" => return Ok(Path::Province),
            "sites" => return Ok(Path::Sites),
            _ => {}
        }
        if let Some(rest) = text.strip_prefix("organiser.") {
            return match rest.strip_prefix("responsible_person.") {
                Some(field) => field.parse().map(Path::OrganiserPerson),
                None => rest.parse().map(Path::Organiser),
            };
        }
        if let Some(field) = text.strip_prefix("agreements.") {
            return field.parse().map(Path::Agreement);
        }
        if let Some(paper) = text.strip_prefix("papers[") {
            return paper_of(paper).map(|(kind, field)| Path::Paper(kind, field));
        }
        let (id, rest) = text.strip_prefix("sites[").and_then(|rest| in_brackets(rest)).ok_or(UnknownCode)?;
        let id: SiteId = id.parse()?;
        if let Some(field) = rest.strip_prefix("responsible_person.") {
            return field.parse().map(|field| Path::SitePerson(id, field));
        }
        if let Some(rest) = rest.strip_prefix("domains[") {
            return index(rest.strip_suffix(']').ok_or(UnknownCode)?).map(|n| Path::Domain(id, n));
        }
        if let Some(rest) = rest.strip_prefix("pre_approvals[") {
            let (n, field) = in_brackets(rest).ok_or(UnknownCode)?;
            return Ok(Path::PreApproval(id, index(n)?, field.parse()?));
        }
        if let Some(paper) = rest.strip_prefix("papers[") {
            return paper_of(paper).map(|(kind, field)| Path::SitePaper(id, kind, field));
        }
        rest.parse().map(|field| Path::Site(id, field))
    }
}

/// What follows `papers[`.
fn paper_of(text: &str) -> Result<(PaperKind, PaperField), UnknownCode> {
    let (kind, field) = in_brackets(text).ok_or(UnknownCode)?;
    Ok((kind.parse()?, field.parse()?))
}

/// A list index in its one printed form: no sign, no leading zero.
fn index(text: &str) -> Result<u8, UnknownCode> {
    let n: u8 = text.parse().map_err(|_| UnknownCode)?;
    let canonical = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if canonical { Ok(n) } else { Err(UnknownCode) }
}

impl Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("no such field"))
    }
}

/// A regular expression for every printed path.
#[cfg(feature = "openapi")]
fn pattern() -> String {
    fn any<T: fmt::Display>(of: &[T]) -> String {
        format!("({})", of.iter().map(T::to_string).collect::<Vec<_>>().join("|"))
    }
    // 0 to 255, as [`index`] reads it.
    const INDEX: &str = r"\[([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\]";
    let person = format!(r"responsible_person\.{}", any(PersonField::ALL));
    let organiser = format!(r"organiser\.({}|{person})", any(OrganiserField::ALL));
    let approval = format!(r"pre_approvals{INDEX}\.{}", any(PreApprovalField::ALL));
    let paper = format!(r"papers\[{}\]\.{}", any(PaperKind::ALL), any(PaperField::ALL));
    let of_site = format!(r"({}|domains{INDEX}|{approval}|{person}|{paper})", any(SiteField::ALL));
    let agreement = any(AgreementField::ALL);
    format!(r"^(filing|province|sites|{organiser}|sites\[[0-9a-f]{{8}}\]\.{of_site}|{paper}|agreements\.{agreement})$")
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Path {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(pattern()))
            .examples([serde_json::json!("organiser.name"), serde_json::json!("sites[3f2a9c01].domains[0]")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Path {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_path() -> impl Strategy<Value = Path> {
        let site = any::<u32>().prop_map(SiteId);
        let paper = (proptest::sample::select(PaperKind::ALL), proptest::sample::select(PaperField::ALL));
        prop_oneof![
            Just(Path::Filing),
            Just(Path::Province),
            Just(Path::Sites),
            proptest::sample::select(OrganiserField::ALL).prop_map(Path::Organiser),
            proptest::sample::select(PersonField::ALL).prop_map(Path::OrganiserPerson),
            (site.clone(), proptest::sample::select(SiteField::ALL)).prop_map(|(id, field)| Path::Site(id, field)),
            (site.clone(), any::<u8>()).prop_map(|(id, n)| Path::Domain(id, n)),
            (site.clone(), any::<u8>(), proptest::sample::select(PreApprovalField::ALL))
                .prop_map(|(id, n, field)| Path::PreApproval(id, n, field)),
            (site, proptest::sample::select(PersonField::ALL)).prop_map(|(id, field)| Path::SitePerson(id, field)),
            (proptest::option::of(any::<u32>().prop_map(SiteId)), paper)
                .prop_map(|(id, (kind, field))| Path::paper(id, kind, field)),
            proptest::sample::select(AgreementField::ALL).prop_map(Path::Agreement),
        ]
    }

    proptest! {
        #[test]
        fn prints_and_parses_back(path in any_path()) {
            prop_assert_eq!(path.to_string().parse::<Path>(), Ok(path));
        }

        #[test]
        fn what_parses_prints_the_same(text in "[a-z._\\[\\]0-9]{0,40}") {
            if let Ok(path) = text.parse::<Path>() {
                prop_assert_eq!(path.to_string(), text);
            }
        }
    }

    #[test]
    fn refuses_what_names_nothing() {
        for text in [
            "",
            "organiser",
            "organiser.",
            "organiser.nam",
            "sites[3f2a].name",
            "sites[3f2a9c01]",
            "sites[3f2a9c01].domains[01]",
            "sites[3f2a9c01].domains[+1]",
            "sites[3F2A9C01].name",
            "agreements.all",
            "papers[pledge]",
            "papers[].pages",
            "sites[3f2a9c01].papers[pledge].page",
        ] {
            assert_eq!(text.parse::<Path>(), Err(UnknownCode), "{text}");
        }
    }
}
