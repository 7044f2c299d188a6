//! Over the table of fields: each has a step, words, a limit, and a line in preview and at the desk.

use beian_locale::{Lang, fields::label};
use beian_model::field::{Asked, Control, Kind, Need};
use beian_model::sample::{attachment, complete_filing};
use beian_model::{Filing, Paper, PaperKind, Path, PreApproval, PreApprovalKind, Requirement, SiteField, Step};
use beian_rules::step_of;
use std::collections::HashSet;

/// A filing that has every field.
fn filing() -> Filing {
    let (mut filing, _) = complete_filing();
    let mut second = filing.sites[0].clone();
    second.id = beian_model::SiteId(2);
    second.same_person = false;
    let document = vec![attachment("approval")];
    let approval = PreApproval { kind: PreApprovalKind::ALL[0], number: "1".to_owned(), document };
    second.pre_approvals = vec![approval.clone(), approval];
    second.domains.push("other-example.com".to_owned());
    let papers = |kind: &PaperKind| Paper { pages: vec![attachment("paper")], ..Paper::new(*kind) };
    filing.papers = PaperKind::ALL.iter().map(papers).collect();
    second.papers = filing.papers.clone();
    filing.sites.push(second);
    filing
}

#[test]
fn each_has_a_row_a_step_and_words() {
    let filing = filing();
    for path in filing.fields() {
        let row = path.row().unwrap();
        let step = step_of(&filing, path).unwrap();
        assert!(Step::ALL.contains(&step) && step != Step::Prepare, "{path}");
        if let Asked::On(named) = row.asked {
            let is_a_sites = path.site().is_some();
            assert!(named == step || (is_a_sites && step == Step::Websites), "{path}");
        }
        for lang in Lang::ALL {
            assert!(!label(path, *lang).trim().is_empty(), "{path}");
        }
    }
}

#[test]
fn each_text_has_a_limit_and_is_what_its_row_says() {
    let filing = filing();
    for path in filing.fields() {
        let row = path.row().unwrap();
        let has_text = filing.text(path).is_some();
        match row.kind {
            Kind::Text(_) | Kind::Date => {
                assert!(row.need.most().is_some_and(|most| most >= 32), "{path}");
                assert!(has_text, "{path}");
            }
            Kind::Choice(_) | Kind::Flag => assert!(has_text, "{path}"),
            Kind::File => {
                assert!(filing.pages(path).is_some() && !has_text, "{path}");
                assert_eq!((row.control, row.need.most()), (Control::Own, None), "{path}");
            }
            Kind::Several | Kind::Verification => {
                assert!(filing.pages(path).is_none() && !has_text, "{path}");
                assert_eq!(row.need, Need::Nothing, "{path}");
            }
        }
    }
}

#[test]
fn each_has_a_line_in_preview_and_at_the_desk_but_those_that_stand_in_anothers() {
    let filing = filing();
    let shown: Vec<Path> = filing.shown().into_iter().map(|(_, path)| path).collect();
    let once: HashSet<Path> = shown.iter().copied().collect();
    assert_eq!(once.len(), shown.len(), "a field stands there twice");
    for path in filing.fields() {
        let in_anothers = match path {
            // The district's, the resource's, the domains themselves, the list of approvals; the agreements are ticked below the preview.
            Path::Organiser(field) => field == beian_model::OrganiserField::City,
            Path::Site(_, field) => matches!(field, SiteField::ResourceKind | SiteField::Domains),
            Path::PreApproval(_, _, field) => field == beian_model::PreApprovalField::Kind,
            Path::Agreement(_) => true,
            _ => false,
        };
        assert_eq!(once.contains(&path), !in_anothers, "{path}");
    }
}

#[test]
fn what_a_row_says_of_bureaus_is_a_kind_that_one_of_them_asks() {
    let filing = filing();
    let provinces = beian_rules::provinces::all().unwrap();
    let mut asked: HashSet<_> = provinces.iter().flat_map(|of| &of.rules).map(|rule| rule.asks.kind()).collect();
    // No compiled file asks for a land line since Jiangsu's is a note; an operator's may.
    asked.insert(Requirement::Landline {}.kind());
    for path in filing.fields() {
        for kind in path.row().unwrap().bureau {
            assert!(asked.contains(kind), "{path}: {kind}");
        }
    }
}
