//! The table of fields against the pages: each field is asked for on the step that its row names and on no other, and stands in the preview.

use beian_e2e::api::Account;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;
use beian_model::field::Asked;
use beian_model::{Filing, Path, PersonField, PreApproval, PreApprovalKind, Step};
use beian_rules::step_of;

/// Where a control is, or what frames it; a line of a summary asks for nothing.
const IS_ASKED: &str = "(path => !!document.getElementById(path)
    || [...document.querySelectorAll(`[data-path='${path}']`)].some(it => !it.closest('.summary')))";

/// A filing in which every field is asked for: persons who are not the legal representative, one of the website's own, an approval.
fn with_every_field(filing: &mut Filing) {
    filing.organiser.legal_representative = "示例甲".to_owned();
    filing.organiser.responsible_person.name = "示例乙".to_owned();
    let site = &mut filing.sites[0];
    site.same_person = false;
    site.responsible_person.name = "示例丙".to_owned();
    let kind = PreApprovalKind::ALL[0];
    site.pre_approvals = vec![PreApproval { kind, number: String::new(), document: Vec::new() }];
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_is_asked_for_on_one_step_and_stands_in_the_preview() {
    let server = Server::start().await;
    let browser = Browser::open("fields", Device::Desktop, "zh-CN").await;
    let account = Account::sign_in(&server, "13800138000").await;
    let id = account.begin().await;
    account.change(&id, with_every_field).await;
    let filing = account.filing(&id).await.filing;
    account.enter(&browser, &server).await;
    // What stands in another's line is asked for with that one.
    let paths: Vec<_> = filing.fields().filter(|path| path.row().is_some_and(|row| row.has_line)).collect();
    // The preparation asks for the nature to say what will be asked for, and shows no step of its own.
    for step in Step::ALL.iter().copied().filter(|step| *step != Step::Prepare) {
        browser.goto(&server.url(&format!("/filings/{id}/{step}"))).await;
        let (asked, elsewhere): (Vec<Path>, Vec<Path>) =
            paths.iter().partition(|path| step_of(&filing, **path) == Some(step));
        for path in asked {
            browser.until(&format!("{step} asks for {path}"), &format!("{IS_ASKED}('{path}')")).await;
        }
        // The first website's card shows its domains and its resource again.
        let is_shown_again = |path: &Path| path.row().is_some_and(|row| row.asked == Asked::WithTheFirstSite);
        // The phone photographs the document that is chosen: it is asked for beside the code, and again with its number.
        let document = Path::OrganiserPerson(PersonField::DocumentType);
        let may_be_here = |path: &Path| match step {
            Step::Websites => is_shown_again(path),
            Step::Verification => *path == document,
            _ => false,
        };
        for path in elsewhere.iter().filter(|path| !may_be_here(path)) {
            let is_here = browser.client.execute(&format!("return {IS_ASKED}('{path}')"), Vec::new()).await;
            assert_eq!(is_here.expect("the page answers"), false, "{step} asks for {path}");
        }
    }
    for (_, path) in filing.shown() {
        browser.find(&format!(".summary__row[data-path='{path}']")).await;
    }
}
