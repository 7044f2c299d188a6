//! Parts of the wizard that fail once, that never come, and that a deployment took away, in each browser engine: nothing typed is lost, and
//! it is said what can be done.

use beian_e2e::browser::{Browser, Device, Engine};
use beian_e2e::gate::Gate;
use beian_e2e::path;
use beian_e2e::server::Server;

/// In the addresses of the rules' chunk, and of the steps after the basic check.
const RULES: &str = "/beian-rules-";
const STEPS: &str = "/beian-steps-";
/// And of what reads drafts.
const FIELDS: &str = "/beian-fields-";
const MISSING: &str = "[data-part-missing]";
/// What the rules say of a domain that can be filed.
const SAID: &str = "[data-line='suffix'][data-tone='good']";

async fn faults(engine: Engine, name: &'static str) {
    let server = Server::start().await;
    let visitor = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    fails_once(&visitor, &server).await;
    never_comes(&visitor, &server).await;
    let id = is_gone_after_a_deployment(&visitor, &server).await;
    keeps_what_is_typed_without_what_reads_drafts(&visitor, &server, &id).await;
}

async fn fails_once(visitor: &Browser, server: &Server) {
    let gate = Gate::before(server, RULES);
    gate.refuse();
    visitor.goto(&gate.url("/")).await;
    visitor.type_into("domain-check", "example.com").await;
    gate.until_refused(1).await;
    gate.open();
    visitor.find(SAID).await;
    assert!(!visitor.has(MISSING).await, "it is asked for again without a word");
    assert_eq!(visitor.value("domain-check").await, "example.com");
}

async fn never_comes(visitor: &Browser, server: &Server) {
    // Another port is another origin: nothing of it is in a cache.
    let gate = Gate::before(server, RULES);
    gate.refuse();
    visitor.goto(&gate.url("/")).await;
    visitor.type_into("domain-check", "example.com").await;
    visitor.find(&format!("#domain-check-said {MISSING}")).await;
    assert_eq!(visitor.value("domain-check").await, "example.com");
    gate.open();
    visitor.click(&format!("#domain-check-said {MISSING} [data-action='load-again']")).await;
    visitor.find(SAID).await;
    assert!(!visitor.has(MISSING).await);
}

/// Gives the id of a filing that was begun.
async fn is_gone_after_a_deployment(applicant: &Browser, server: &Server) -> String {
    path::sign_in(applicant, server).await;
    let id = path::prepare(applicant).await;
    let gate = Gate::before(server, STEPS);
    gate.refuse();
    applicant.goto(&gate.url(&format!("/filings/{id}/basic-check"))).await;
    applicant.type_into("organiser.name", "某某科技有限公司").await;
    applicant.click(&format!(".stepper a[href$='/filings/{id}/websites']")).await;
    applicant.find(MISSING).await;
    // The new build has it.
    gate.open();
    applicant.click(&format!("{MISSING} [data-action='reload']")).await;
    applicant.find("[data-action='add-site']").await;
    applicant.goto(&gate.url(&format!("/filings/{id}/basic-check"))).await;
    applicant.find("[id='organiser.name']").await;
    assert_eq!(applicant.value("organiser.name").await, "某某科技有限公司");
    id
}

/// What reads the drafts of earlier visits does not come, and the session ends before what is typed is saved.
async fn keeps_what_is_typed_without_what_reads_drafts(applicant: &Browser, server: &Server, id: &str) {
    let gate = Gate::before(server, FIELDS);
    gate.refuse();
    let address = gate.url(&format!("/filings/{id}/basic-check"));
    applicant.goto(&address).await;
    applicant.find("[id='organiser.name']").await;
    gate.until_refused(1).await;
    applicant.client.delete_all_cookies().await.expect("cookies go");
    applicant.type_into("organiser.name", "另一家科技有限公司").await;
    applicant.find(".save-state[data-state='signed-out']").await;
    assert!(!applicant.has("[data-keeps-nothing]").await, "it is kept");
    gate.open();
    applicant.goto(&address).await;
    path::type_code(applicant, server, path::APPLICANT_MOBILE).await;
    applicant.find("[id='organiser.name']").await;
    applicant
        .until("what was typed is there", "document.getElementById('organiser.name').value === '另一家科技有限公司'")
        .await;
    applicant.until_saved().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_chromium() {
    faults(Engine::Chromium, "faults-chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_firefox() {
    faults(Engine::Firefox, "faults-firefox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_webkit() {
    faults(Engine::WebKit, "faults-webkit").await;
}
