//! The rules on the command line: values, one JSON line each, or a whole filing. Needs no settings and no database.

use crate::config::catalogue::{Catalogue, CatalogueError};
use beian_model::sample::complete_filing;
use beian_model::{AgreementField, Date, Facts, Filing, Finding, Path as FieldPath, Province, Severity};
use beian_rules::{ValueKind, check, check_value};
use serde::Serialize;
use std::io::{self, BufRead, Read, Write};

/// Why nothing was checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Standard input or output failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(String, io::Error),
    /// The file holds no filing.
    #[error("{0} is no filing: {1}")]
    NoFiling(String, serde_json::Error),
    /// The filing is of a form that this program does not know.
    #[error("{0}: {1}")]
    NewerForm(String, beian_model::NewerForm),
    /// A line cannot be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The provinces' files cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// A line of the output.
#[derive(Serialize)]
struct Line<'a> {
    kind: ValueKind,
    value: &'a str,
    ok: bool,
    normalised: &'a str,
    findings: &'a [Finding],
}

/// Checks values, or with the one value `-` each line of the input; gives whether all are right.
///
/// # Errors
/// When input or output fail.
pub fn values(
    kind: ValueKind,
    values: &[String],
    today: Date,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<bool, CheckError> {
    let mut all = true;
    let mut one = |value: &str| -> Result<(), CheckError> {
        let checked = check_value(kind, value, today);
        let ok = checked.is_ok();
        all &= ok;
        let line = Line { kind, value, ok, normalised: &checked.normalised, findings: &checked.findings };
        writeln!(output, "{}", serde_json::to_string(&line)?)?;
        Ok(())
    };
    if values == ["-"] {
        for line in input.lines() {
            one(&line?)?;
        }
    } else {
        values.iter().try_for_each(|value| one(value))?;
    }
    Ok(all)
}

/// Checks the filing of a JSON file (or of the input, `-`), one JSON line a finding; gives whether nothing is wrong. What only
/// an account knows (resources, proved numbers, verifications) is taken as given, since nobody is asked.
///
/// # Errors
/// When the file is no filing, or output fails.
pub fn filing(
    file: &str,
    province: Option<Province>,
    today: Date,
    catalogue: &Catalogue,
    mut input: impl Read,
    mut output: impl Write,
) -> Result<bool, CheckError> {
    let mut text = String::new();
    match file {
        "-" => input.read_to_string(&mut text).map(|_| ())?,
        file => text = std::fs::read_to_string(file).map_err(|error| CheckError::Unreadable(file.to_owned(), error))?,
    }
    let document: Filing = serde_json::from_str(&text).map_err(|error| CheckError::NoFiling(file.to_owned(), error))?;
    let mut document = document.migrated().map_err(|newer| CheckError::NewerForm(file.to_owned(), newer))?;
    if province.is_some() {
        document.province = province;
    }
    let facts = facts_of(&document, today, catalogue);
    let found = check(&document, &facts);
    for finding in &found {
        writeln!(output, "{}", serde_json::to_string(finding)?)?;
    }
    Ok(found.iter().all(|one| one.severity != Severity::Error))
}

/// The facts under which everything that only an account knows is as the document says.
fn facts_of(document: &Filing, today: Date, catalogue: &Catalogue) -> Facts {
    let (_, sample) = complete_filing();
    let people = std::iter::once((beian_model::PersonRef::Organiser, &document.organiser.responsible_person))
        .chain(document.sites.iter().map(|site| (beian_model::PersonRef::Site(site.id), &site.responsible_person)));
    let (verified, mobiles): (Vec<_>, Vec<_>) = people.map(|(person, one)| (person, &one.mobile)).unzip();
    let resource = sample.resources.first().cloned();
    let resources = document.sites.iter().filter_map(|site| {
        let mut known = resource.clone()?;
        known.kind = site.resource_kind?;
        known.id = site.resource.trim().to_owned();
        known.sites_left = u32::try_from(document.sites.len()).ok()?;
        Some(known)
    });
    // Whatever version was ticked: which one is in force is the operator's.
    let agreements = sample.agreements_in_force().into_iter().map(|(of, version)| {
        let ticked = document.text(FieldPath::Agreement(of)).filter(|version| !version.is_empty());
        (of, ticked.unwrap_or(version))
    });
    let agreements = agreements.filter(|(of, _)| *of != AgreementField::FilingPledge);
    Facts {
        today,
        agreements: agreements.map(|(of, version)| format!("{of}@{version}")).collect(),
        resources: resources.collect(),
        proved_mobiles: mobiles.into_iter().filter_map(|mobile| beian_rules::normalised_mobile(mobile)).collect(),
        verified,
        basic_check: Some(document.basic_information()),
        province_rules: document.province.and_then(|province| catalogue.checked(province)).map(Into::into),
        domains_per_site: None,
        domains_filed: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::from_days(20_781)
    }

    #[test]
    fn a_line_of_json_each_from_arguments_and_from_the_input() {
        let mut out = Vec::new();
        let given = ["91110199MA00AAAA49".to_owned(), "9111".to_owned()];
        let all = values(ValueKind::Uscc, &given, today(), io::empty(), &mut out).unwrap();
        assert!(!all);
        let lines: Vec<serde_json::Value> =
            String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["ok"], true);
        assert_eq!(lines[0]["normalised"], "91110199MA00AAAA49");
        assert_eq!(lines[1]["findings"][0]["rule"], "uscc.shape");

        let mut out = Vec::new();
        let input = io::Cursor::new("13800138000\n12345678901\n");
        assert!(!values(ValueKind::Mobile, &["-".to_owned()], today(), input, &mut out).unwrap());
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_filing_is_checked_whole_and_under_another_province() {
        let (sample, _) = complete_filing();
        let json = serde_json::to_string(&sample).unwrap();
        let run = |province| {
            let mut out = Vec::new();
            let right =
                filing("-", province, today(), &Catalogue::load(None, None).unwrap(), json.as_bytes(), &mut out)
                    .unwrap();
            (right, String::from_utf8(out).unwrap())
        };
        let (right, found) = run(None);
        assert!(right, "{found}");
        let (right, found) = run(Some(Province::Jiangsu));
        assert!(!right && found.contains("region.other-province") && found.contains("material.missing"), "{found}");
        assert!(filing("-", None, today(), &Catalogue::load(None, None).unwrap(), "{".as_bytes(), Vec::new()).is_err());
    }
}
