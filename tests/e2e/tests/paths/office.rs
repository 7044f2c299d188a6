//! A week of the office: three applicants' filings, two reviewers and a senior without a mouse, the bureau's answers from a file, and every
//! message that anybody got of it.

use crate::desk::{decide, down_to, until_kept};
use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{keys, press, tab_to};
use beian_e2e::path::{self, PERSON_MOBILE};
use beian_e2e::patience::{PATIENCE, patiently};
use beian_e2e::server::{STAFF_PASSWORD, Server};
use beian_model::Status;
use fantoccini::key::Key;
use std::collections::BTreeMap;

/// A reviewer like the second: who is senior could take a filing over, where both ask for it at once.
const FIRST: (&str, &str) = ("second@example.com", "审核员丙");
const SECOND: (&str, &str) = ("third@example.com", "审核员乙");
const SENIOR: (&str, &str) = ("senior@example.com", "示例主管");
const ADMIN: &str = "admin@example.com";
/// The address of the responsible person of every filing of the demonstration.
const PERSON_EMAIL: &str = "person@example.com";

/// A filing that somebody submitted.
struct Submitted {
    id: String,
    number: String,
    account: Account,
    mobile: String,
}

/// The demonstration's filing that was made in a state.
async fn filing(server: &Server, status: Status) -> Submitted {
    let mobile = demo_mobile(status);
    let account = Account::sign_in(server, &mobile).await;
    let id = account.filings().await.remove(0);
    let number = account.filing(&id).await.number;
    Submitted { id, number, account, mobile }
}

/// Signs in by keyboard.
async fn sign_in(desk: &Browser, server: &Server, email: &str) {
    desk.goto(&server.url("/desk")).await;
    tab_to(desk, "#email").await;
    keys(desk, email).await;
    tab_to(desk, "#password").await;
    keys(desk, STAFF_PASSWORD).await;
    press(desk, Key::Enter).await;
    desk.find("[data-action='next']").await;
}

/// Opens a filing as it is now, by its address.
async fn open(desk: &Browser, server: &Server, id: &str) {
    desk.goto("about:blank").await;
    desk.goto(&server.url(&format!("/desk#/filings/{id}"))).await;
    desk.find("[data-action='claim'], [data-action='take-over'], [data-action='release']").await;
}

/// A key that does something, once the page shows this.
async fn key(desk: &Browser, key: &str, then: &str) {
    keys(desk, key).await;
    desk.find(then).await;
}

/// Goes to a control and presses Enter.
async fn enter(desk: &Browser, css: &str) {
    tab_to(desk, css).await;
    press(desk, Key::Enter).await;
}

/// Leaves what is typed into.
async fn leave(desk: &Browser) {
    desk.client.execute("document.activeElement?.blur()", vec![]).await.expect("the page answers");
}

/// Two approve, one after the other.
async fn approve_twice(server: &Server, id: &str, first: &Browser, second: &Browser) {
    for (desk, then) in [(first, "[data-first-approval]"), (second, "[data-status='to_bureau']")] {
        open(desk, server, id).await;
        if !desk.has("[data-action='approve']").await {
            key(desk, "c", "[data-action='approve']").await;
        }
        decide(desk, "a", "已通过初审").await;
        desk.find(then).await;
    }
}

/// The applicant corrects it and submits it again.
async fn correct(of: &Submitted, change: impl FnOnce(&mut beian_model::Filing)) {
    of.account.change(&of.id, change).await;
    of.account.submit(&of.id).await;
}

async fn until_status(server: &Server, of: &Submitted, status: Status) {
    let reached = patiently(PATIENCE, async || {
        let (now, _) = server.filing(&of.id).await;
        if now == status.as_str() { Ok(()) } else { Err(now) }
    });
    reached.await.unwrap_or_else(|now| panic!("{} is {now}, not {status}", of.number));
}

/// Nothing keeps anybody out of the page.
async fn open_to_all(browser: &Browser, page: &str) {
    let barriers = browser.barriers().await;
    assert!(barriers.is_empty(), "{page}: {}", barriers.join("\n"));
}

/// Messages about a filing: how, to whom, what.
async fn messages(server: &Server, number: &str) -> Vec<(String, String, String)> {
    let sql = "SELECT kind, recipient, text FROM outbox WHERE text LIKE '%' || ? || '%' ORDER BY id";
    sqlx::query_as(sql).bind(number).fetch_all(&server.database().await).await.expect("an outbox")
}

/// Since so many messages about a filing there was one of each of these events to everybody whom it concerns, and no other but what colleagues are told.
async fn all_were_told(server: &Server, of: &Submitted, before: usize, but: &str, events: &[&str]) {
    let mut told: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let all = messages(server, &of.number).await.split_off(before);
    for (kind, to, text) in all.into_iter().filter(|(_, _, text)| but.is_empty() || !text.contains(but)) {
        let of_event: Vec<&&str> = events.iter().filter(|event| text.contains(**event)).collect();
        assert_eq!(of_event.len(), 1, "{text}");
        told.entry((kind, to)).or_default().push((*of_event[0]).to_owned());
    }
    let expected = [("email", PERSON_EMAIL), ("sms", PERSON_MOBILE), ("sms", of.mobile.as_str())];
    let expected: BTreeMap<(String, String), Vec<String>> = expected
        .map(|(kind, to)| ((kind.to_owned(), to.to_owned()), events.iter().map(|event| (*event).to_owned()).collect()))
        .into();
    assert_eq!(told, expected, "{}", of.number);
}

/// Uploads a file of results and looks at what it will do: so many rows, each with the number in the file that Excel shows.
async fn import(server: &Server, desk: &Browser, rows: &str, will: &[(&str, &str)]) {
    let file = server.data().join("results.csv");
    std::fs::write(&file, format!("\u{feff}订单号,结果,主体备案号,原因,字段\r\n{rows}")).expect("a file");
    desk.goto(&server.url("/api/v1/staff/bureau?lang=zh-CN")).await;
    desk.choose_file("file", &file).await;
    enter(desk, "form[enctype] button").await;
    desk.find("input[name='seen']").await;
    for (n, (number, says)) in will.iter().enumerate() {
        let row = format!("tbody tr:nth-child({})", n + 1);
        let text = desk.text_of(&row).await;
        assert!(text.contains(number) && text.contains(says), "{says}: {text}");
        assert_eq!(desk.text_of(&format!("{row} td")).await, (n + 2).to_string());
    }
    open_to_all(desk, "preview of results").await;
    enter(desk, "form.fields button").await;
    desk.until_text("p.mark", "已登记").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_filings_through_the_office() {
    let server = Server::start_demo_with("review = { undo_seconds = 0, two_persons = \"approve\" }").await;
    server.add_colleague(FIRST.0, FIRST.1, &[]);
    server.add_colleague(SECOND.0, SECOND.1, &[]);
    server.add_colleague(SENIOR.0, SENIOR.1, &["--role", "senior"]);
    let [a, b, c] = [Status::FirstReview, Status::Resubmitted, Status::NeedsFix].map(|status| filing(&server, status));
    let (a, b, c) = tokio::join!(a, b, c);
    let before = [&a, &b, &c].map(|one| messages(&server, &one.number));
    let [of_a, of_b, of_c] = before;
    let (of_a, of_b, of_c) = tokio::join!(of_a, of_b, of_c);
    correct(&c, |filing| filing.organiser.address = "科技园路1号示例大厦2栋3层303室".to_owned()).await;

    let one = Browser::open("office-one", Device::Desktop, "zh-CN").await;
    let two = Browser::open("office-two", Device::Desktop, "en").await;
    let senior = Browser::open("office-senior", Device::Desktop, "zh-CN").await;
    tokio::join!(
        sign_in(&one, &server, FIRST.0),
        sign_in(&two, &server, SECOND.0),
        sign_in(&senior, &server, SENIOR.0)
    );

    // Both take the first one at once: one has it, and the other is told so.
    tokio::join!(open(&one, &server, &a.id), open(&two, &server, &a.id));
    tokio::join!(keys(&one, "c"), keys(&two, "c"));
    for desk in [&one, &two] {
        desk.find("[data-action='release'], [data-problem]").await;
    }
    let one_has_it = one.has("[data-action='release']").await;
    let (holder, name, late) = if one_has_it { (&one, FIRST.1, &two) } else { (&two, SECOND.1, &one) };
    assert!(!late.has("[data-action='release']").await, "both have it");
    late.find("[data-problem='not-now']").await;
    enter(late, "[data-action='reload']").await;
    late.until_text(".bar", name).await;

    // Returned by who has it, and corrected.
    down_to(holder, "organiser.address").await;
    keys(holder, "m").await;
    holder.until("the box has the focus", "document.activeElement?.id === 'mark-organiser.address'").await;
    keys(holder, "请写到门牌号").await;
    press(holder, Key::Escape).await;
    until_kept(&server, "请写到门牌号").await;
    decide(holder, "r", "请写到门牌号").await;
    holder.find("[data-status='needs_fix']").await;
    correct(&a, |filing| filing.organiser.address = "科技园路1号示例大厦2栋3层302室".to_owned()).await;

    // The first of two approvals is taken back by who gave it, given again, and the second one is another's.
    open(holder, &server, &a.id).await;
    decide(holder, "a", "已通过初审").await;
    holder.find("[data-first-approval]").await;
    open_to_all(holder, "first approval").await;
    keys(holder, "u").await;
    holder.until("it is taken back", "!document.querySelector('[data-first-approval]')").await;
    approve_twice(&server, &a.id, holder, late).await;

    // A senior takes over what a reviewer has; who had it is told when they decide.
    open(&one, &server, &b.id).await;
    key(&one, "c", "[data-action='approve']").await;
    open(&senior, &server, &b.id).await;
    keys(&senior, "p").await;
    enter(&senior, "[data-action='take-over']").await;
    senior.find("[data-action='release']").await;
    keys(&one, "a").await;
    one.find("dialog[data-preview][open]").await;
    one.until("the answer has the focus", "document.activeElement?.id === 'preview-confirm'").await;
    press(&one, Key::Enter).await;
    one.find("[data-problem]").await;

    // Two calls reach nobody: a return is proposed, with its reason.
    for n in 1..=2 {
        keys(&senior, "p").await;
        senior.until("the note has the focus", "document.activeElement?.id === 'call-note'").await;
        tab_to(&senior, "[data-action='call-missed']").await;
        press(&senior, Key::Enter).await;
        let noted = format!("document.querySelectorAll('[data-call=missed]').length === {n}");
        senior.until("it is noted", &noted).await;
        leave(&senior).await;
    }
    senior.find("[data-follow-up][data-may-return]").await;
    keys(&senior, "p").await;
    enter(&senior, "[data-action='mark-missed']").await;
    until_kept(&server, "两次致电无人接听，请填写方便接听电话的时间，并在该时间保持电话畅通。").await;
    // Who is named in a remark hears of it.
    leave(&senior).await;
    keys(&senior, "p").await;
    tab_to(&senior, "#remark").await;
    keys(&senior, &format!("@{} 请复核", SECOND.1)).await;
    enter(&senior, "[data-action='remark']").await;
    senior.until_text("[data-calls]", "请复核").await;
    open_to_all(&senior, "calls and remarks").await;
    leave(&senior).await;
    decide(&senior, "r", "两次致电无人接听").await;
    senior.find("[data-status='needs_fix']").await;
    correct(&b, |filing| filing.organiser.call_hours = "工作日 9:00-18:00".to_owned()).await;
    open(&senior, &server, &b.id).await;
    senior.until_text("[data-call-hours]", "工作日 9:00-18:00").await;
    approve_twice(&server, &b.id, &senior, &one).await;
    approve_twice(&server, &c.id, &two, &one).await;

    // All three go to the bureau in one package.
    senior.goto(&server.url("/api/v1/staff/bureau?lang=zh-CN")).await;
    for one in [&a, &b, &c] {
        tab_to(&senior, &format!("tr[data-filing='{}'] input", one.id)).await;
        keys(&senior, " ").await;
    }
    enter(&senior, "form.fields button").await;
    senior.find("article[data-package]").await;
    open_to_all(&senior, "package").await;
    enter(&senior, "article[data-package] button").await;
    senior.until_text("p.mark", "已登记为报送").await;
    for one in [&a, &b, &c] {
        until_status(&server, one, Status::SmsPending).await;
    }

    // What ministry and bureau say comes from files: one lapses, one is rejected, one is approved.
    let (number_a, number_b, number_c) = (a.number.as_str(), b.number.as_str(), c.number.as_str());
    let rows = format!(
        "{number_a},短信核验完成,,,\r\n{number_b},短信核验失败,,,\r\n{number_c},短信核验完成,,,\r\nBA0,通过,,,\r\n"
    );
    let will =
        [(number_a, "短信核验完成"), (number_b, "短信核验失败"), (number_c, "短信核验完成"), ("BA0", "没有这个订单号")];
    import(&server, &senior, &rows, &will).await;
    until_status(&server, &b, Status::SmsFailed).await;
    let rows = format!(
        "{number_a},通过,粤ICP备20260001号,,\r\n{number_c},驳回,,\"网站名称与主办单位无关，\r\n请修改\",网站名称\r\n{number_b},通过,粤ICP备20260002号,,\r\n"
    );
    let will = [(number_a, "粤ICP备20260001号"), (number_c, "请修改"), (number_b, "只能登记给")];
    import(&server, &senior, &rows, &will).await;
    until_status(&server, &a, Status::Approved).await;
    until_status(&server, &c, Status::BureauRejected).await;

    // Everybody got one message of each event, in its order, and no other.
    let [submitted, returned, approved, handed] = ["已提交审核", "需要修改", "已通过初审", "已提交管局"];
    let verified = "短信核验已完成";
    all_were_told(&server, &a, of_a.len(), "", &[returned, submitted, approved, handed, verified, "备案成功"]).await;
    let named = format!("{} 在备案订单", SENIOR.1);
    let to_colleagues = messages(&server, &b.number).await.into_iter().filter(|(_, _, text)| text.contains(&named));
    let to_colleagues: Vec<String> = to_colleagues.map(|(_, to, _)| to).collect();
    assert_eq!(to_colleagues, [SECOND.0]);
    all_were_told(&server, &b, of_b.len(), &named, &[returned, submitted, approved, handed, "未在时限内完成"]).await;
    all_were_told(&server, &c, of_c.len(), "", &[submitted, approved, handed, verified, "被管局驳回"]).await;
}

/// The pages that the server writes for colleagues and for an applicant, with what stands on them when they are full.
async fn servers_pages(language: &'static str, name: &'static str) {
    let server = Server::start_demo().await;
    server.add_colleague(ADMIN, "示例管理员", &["--role", "admin"]);
    let browser = Browser::open(name, Device::Desktop, language).await;
    path::sign_in_as(&browser, &server, ADMIN).await;
    let approved = filing(&server, Status::Approved).await;
    let mut found = String::new();
    let audit = format!("staff/audit?filing={}&lang={language}", approved.number);
    for page in [
        "staff/bureau",
        "staff/statistics",
        "staff/audit",
        "staff/calendar",
        "staff/reasons/library",
        "staff/account",
        &audit,
    ] {
        let with = if page.contains('?') { String::new() } else { format!("?lang={language}") };
        browser.goto(&server.url(&format!("/api/v1/{page}{with}"))).await;
        browser.find("main h1").await;
        for barrier in browser.barriers().await {
            found.push_str(&format!("{page}: {barrier}\n"));
        }
    }
    browser.goto(&server.url(&format!("/api/v1/staff/bureau?lang={language}"))).await;
    browser.click("tbody input[type='checkbox']").await;
    browser.click("form.fields button").await;
    browser.find("article[data-package]").await;
    for barrier in browser.barriers().await {
        found.push_str(&format!("package: {barrier}\n"));
    }
    approved.account.enter(&browser, &server).await;
    browser.goto(&server.url(&format!("/api/v1/message-settings?lang={language}"))).await;
    browser.find("main form").await;
    for barrier in browser.barriers().await {
        found.push_str(&format!("message settings: {barrier}\n"));
    }
    assert!(found.is_empty(), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_pages_keep_nobody_out_in_chinese() {
    servers_pages("zh-CN", "pages-zh").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_pages_keep_nobody_out_in_english() {
    servers_pages("en", "pages-en").await;
}
