//! Why filings were returned and rejected, a row for each field that a reason was on: what statistics count.

use super::tables::decision_reasons::{ActiveModel, Entity};
use super::*;
use beian_model::{Event, Path, SiteId};

/// Keeps the fields of the reasons with which a filing was returned or rejected.
pub(super) async fn count(transaction: &Tx, row: &FilingRow, event: Event, now: Timestamp) -> Stored<()> {
    if !matches!(event, Event::Return | Event::Reject | Event::BureauReject) || row.reasons.is_empty() {
        return Ok(());
    }
    let reasons = row.reasons.iter().map(|reason| ActiveModel {
        id: NotSet,
        filing: Set(row.id.to_string()),
        at: Set(now.0),
        event: Set(event.to_string()),
        field: Set(field_of(reason.finding.path).to_string()),
    });
    Entity::insert_many(reasons).exec_without_returning(transaction).await?;
    Ok(())
}

/// The field without its site or its place in a list: one field of all filings.
fn field_of(path: Path) -> Path {
    const ANY: SiteId = SiteId(0);
    match path {
        Path::Site(_, field) => Path::Site(ANY, field),
        Path::Domain(..) => Path::Domain(ANY, 0),
        Path::PreApproval(_, _, field) => Path::PreApproval(ANY, 0, field),
        Path::SitePerson(_, field) => Path::SitePerson(ANY, field),
        Path::SitePaper(_, kind, field) => Path::SitePaper(ANY, kind, field),
        path => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_one_wherever_it_stands() {
        let both =
            ["sites[00000007].domains[1]", "sites[00000009].domains[0]"].map(|path| field_of(path.parse().unwrap()));
        assert_eq!(both[0], both[1]);
        let name: Path = "organiser.name".parse().unwrap();
        assert_eq!(field_of(name), name);
        let site: Path = "sites[00000007].name".parse().unwrap();
        assert_eq!(field_of(site).to_string().parse::<Path>().unwrap(), field_of(site));
    }
}
