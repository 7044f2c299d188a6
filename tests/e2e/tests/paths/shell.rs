//! The first field before the program runs: it can be typed into at once, and nothing of that is lost as the program takes over.

use beian_e2e::api::Account;
use beian_e2e::browser::{Browser, Device, Engine};
use beian_e2e::cdp::Line;
use beian_e2e::gate::Gate;
use beian_e2e::keyboard::keys;
use beian_e2e::outbox;
use beian_e2e::path::{self, APPLICANT_MOBILE};
use beian_e2e::server::Server;
use beian_e2e::steps::until_all_is_here;
use serde_json::{Value, json};

/// What the program is waited for with.
const PROGRAM: &str = ".wasm";
/// The pages whose shell has a field, and its id.
const PAGES: [(&str, &str); 2] = [("/", "domain-check"), ("/sign-in", "mobile")];
/// What is said of a shell's form that was sent.
const UNDER_WAY: &str = "[data-shell] form [role='status']:not([hidden])";

/// The field that has the focus: id, text, and what is selected.
const FOCUSED: &str = "(field => JSON.stringify([field?.id, field?.value, field?.selectionStart, field?.selectionEnd]))(\
    document.activeElement)";

/// The shell's field.
fn shells(id: &str) -> String {
    format!("[data-shell] [id='{id}']")
}

/// Types into the shell's field.
async fn type_early(visitor: &Browser, id: &str, text: &str) {
    visitor.find(&shells(id)).await.send_keys(text).await.expect("the shell's field takes keys");
    visitor.until("it is there", &format!("document.getElementById({}).value === {}", json!(id), json!(text))).await;
}

/// The program has its own field in place of the shell's, with this text, the focus, and this much selected.
async fn until_taken_over(visitor: &Browser, id: &str, text: &str, selected: (usize, usize)) {
    visitor.until("the program has taken over", "!document.querySelector('[data-shell]')").await;
    let expected = json!([id, text, selected.0, selected.1]).to_string();
    visitor.until(&format!("the field has {expected}"), &format!("{FOCUSED} === {}", json!(expected))).await;
    // Nobody takes the focus from it afterwards: frames have passed.
    let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    visitor.client.execute_async(frames, vec![]).await.expect("frames are drawn");
    let now = visitor.client.execute(&format!("return {FOCUSED}"), vec![]).await.expect("the page answers");
    assert_eq!(now, json!(expected));
}

/// How often the page has asked for what has this in its address.
async fn asked(visitor: &Browser, part: &str) -> usize {
    let script = format!(
        "return performance.getEntriesByType('resource').filter(it => it.name.includes({})).length",
        json!(part)
    );
    let count = visitor.client.execute(&script, vec![]).await.expect("the page answers");
    count.as_u64().expect("a count") as usize
}

/// Has the page note when its program wants to take over.
async fn note_take_over(visitor: &Browser) {
    let script = "const { take } = beianShell;
        beianShell.take = then => { window.isAsked = true; take(then); };";
    visitor.client.execute(script, vec![]).await.expect("the page answers");
}

/// The program stands ready, and lets the shell stand.
async fn until_it_waits(visitor: &Browser, id: &str) {
    visitor.until("the program is ready", "window.isAsked === true").await;
    assert!(visitor.has(&shells(id)).await, "the shell stands while something is composed");
}

async fn text_focus_and_selection_stay(engine: Engine, name: &'static str) {
    let server = Server::start().await;
    let visitor = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    for (page, id) in PAGES {
        let gate = Gate::before(&server, PROGRAM);
        visitor.goto(&gate.url(page)).await;
        let text = if id == "mobile" { APPLICANT_MOBILE } else { "example.com" };
        type_early(&visitor, id, text).await;
        let select = "document.activeElement.setSelectionRange(2, 5, 'backward')";
        visitor.client.execute(select, vec![]).await.expect("text can be selected");
        assert!(visitor.has(&shells(id)).await, "the program has not come yet");
        gate.open();
        until_taken_over(&visitor, id, text, (2, 5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_with_focus_and_selection_in_chromium() {
    text_focus_and_selection_stay(Engine::Chromium, "shell-chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_with_focus_and_selection_in_firefox() {
    text_focus_and_selection_stay(Engine::Firefox, "shell-firefox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_with_focus_and_selection_in_webkit() {
    text_focus_and_selection_stay(Engine::WebKit, "shell-webkit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_key_goes_to_where_the_caret_was() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let visitor = Browser::open("shell-keys", Device::Desktop, "en").await;
    visitor.goto(&gate.url("/")).await;
    type_early(&visitor, "domain-check", "exmple.com").await;
    visitor.client.execute("document.activeElement.setSelectionRange(2, 2)", vec![]).await.expect("a caret");
    gate.open();
    until_taken_over(&visitor, "domain-check", "exmple.com", (2, 2)).await;
    keys(&visitor, "a").await;
    // It is looked up as anything that is typed.
    visitor.find("[data-line='against'][data-tone='good']").await;
    assert_eq!(visitor.value("domain-check").await, "example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_that_was_sent_is_looked_up_once() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let visitor = Browser::open("shell-sent", Device::Desktop, "en").await;
    visitor.goto(&gate.url("/")).await;
    type_early(&visitor, "domain-check", "example.com").await;
    keys(&visitor, "\u{E007}").await;
    visitor.find(UNDER_WAY).await;
    assert_eq!(visitor.text_of(UNDER_WAY).await, "Loading…");
    visitor.picture("under-way").await;
    visitor.click(&format!("{} ~ button", shells("domain-check"))).await;
    gate.open();
    visitor.find("[data-line='against'][data-tone='good']").await;
    assert_eq!(visitor.value("domain-check").await, "example.com");
    assert_eq!(asked(&visitor, "/domains/").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_asked_for_is_sent_once() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let applicant = Browser::open("shell-code", Device::Phone, "zh-CN").await;
    applicant.goto(&gate.url("/sign-in")).await;
    type_early(&applicant, "mobile", APPLICANT_MOBILE).await;
    let send = format!("{} ~ button", shells("mobile"));
    applicant.click(&send).await;
    applicant.click(&send).await;
    applicant.find(UNDER_WAY).await;
    gate.open();
    applicant.find("#code").await;
    assert_eq!(applicant.value("mobile").await, APPLICANT_MOBILE);
    assert_eq!(asked(&applicant, "/session/code").await, 1);
    applicant.until("the code's field has the focus", "document.activeElement?.id === 'code'").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_input_method_composes_is_not_broken_off() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let visitor = Browser::open("shell-composing", Device::Desktop, "zh-CN").await;
    visitor.goto(&gate.url("/")).await;
    visitor.click(&shells("domain-check")).await;
    note_take_over(&visitor).await;
    visitor.compose("shi").await;
    gate.open();
    until_it_waits(&visitor, "domain-check").await;
    visitor.compose("shi li").await;
    assert_eq!(visitor.value("domain-check").await, "shi li", "the shell can be typed into");
    visitor.commit("示例.中国").await;
    until_taken_over(&visitor, "domain-check", "示例.中国", (5, 5)).await;
}

/// The same as browsers tell of it, where no driver has an input method.
async fn a_composition_is_waited_for(engine: Engine, name: &'static str) {
    let server = Server::start().await;
    let visitor = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    for (ends, event) in [("it ends", "compositionend"), ("the field is left", "blur")] {
        let gate = Gate::before(&server, PROGRAM);
        visitor.goto(&gate.url("/")).await;
        type_early(&visitor, "domain-check", "shi").await;
        note_take_over(&visitor).await;
        let tell = |event: &str| {
            format!("document.activeElement.dispatchEvent(new CompositionEvent('{event}', {{ bubbles: true }}))")
        };
        visitor.client.execute(&tell("compositionstart"), vec![]).await.expect("the page answers");
        gate.open();
        until_it_waits(&visitor, "domain-check").await;
        visitor.client.execute("document.activeElement.value = '示例.中国'", vec![]).await.expect("the page answers");
        visitor.client.execute(&tell(event), vec![]).await.expect("the page answers");
        visitor.until(ends, "!document.querySelector('[data-shell]')").await;
        assert_eq!(visitor.value("domain-check").await, "示例.中国", "{ends}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_composition_is_waited_for_in_firefox() {
    a_composition_is_waited_for(Engine::Firefox, "shell-composing-firefox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_composition_is_waited_for_in_webkit() {
    a_composition_is_waited_for(Engine::WebKit, "shell-composing-webkit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_sees_no_field_of_who_is_not() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let applicant = Browser::open("shell-signed-in", Device::Desktop, "en").await;
    applicant.forget_files().await;
    gate.open();
    applicant.goto(&gate.url("/sign-in")).await;
    applicant.type_into("mobile", APPLICANT_MOBILE).await;
    applicant.click_action("send-code").await;
    let code = outbox::code_for(&server, APPLICANT_MOBILE).await;
    applicant.type_into("code", &code).await;
    applicant.find("[data-action='new-filing']").await;
    for page in ["/", "/sign-in"] {
        gate.close();
        applicant.goto(&gate.url(page)).await;
        applicant.find("[data-shell] .skeleton").await;
        assert!(!applicant.has("form").await, "{page}: {}", applicant.text_of("body").await);
        gate.open();
        applicant.find("[data-action='new-filing']").await;
    }
    // Once they have left, the next visit begins with the field.
    path::leave(&applicant).await;
    applicant.find("[data-action='check-domain']").await;
    gate.close();
    applicant.goto(&gate.url("/")).await;
    applicant.find(&shells("domain-check")).await;
    gate.open();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stands_where_the_program_does_not_come() {
    let server = Server::start().await;
    let visitor = Browser::open("shell-failed", Device::Phone, "en").await;
    visitor.block(&["*/assets/beian-*.wasm"]).await;
    visitor.goto(&server.url("/")).await;
    type_early(&visitor, "domain-check", "example.com").await;
    visitor.click(&format!("{} ~ button", shells("domain-check"))).await;
    visitor.find("[data-start-failed]:not([hidden])").await;
    visitor.picture("told").await;
    assert_eq!(visitor.value("domain-check").await, "example.com");
    assert!(!visitor.has("[data-shell] [role='status']").await, "nothing is under way any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_once_the_server_answers() {
    let server = Server::start().await;
    let gate = Gate::before(&server, PROGRAM);
    let visitor = Browser::open("shell-offline", Device::Desktop, "en").await;
    visitor.block(&["*/api/v1/session"]).await;
    visitor.goto(&gate.url("/")).await;
    type_early(&visitor, "domain-check", "example.com").await;
    gate.open();
    visitor.find("main:not([data-shell]) > .notice--warn").await;
    visitor.block(&[]).await;
    visitor.click("main > .notice--warn + .button").await;
    until_taken_over(&visitor, "domain-check", "example.com", (11, 11)).await;
}

/// What the shell shares with the program: where it stands, and what it says.
const DRAWN: &str = "return ['.header__brand', 'h1', '.lead', 'h2', 'form', 'form label', 'form .field__hint', 'form input',
    'form button', '.card'].flatMap(css => {
        const one = document.querySelector(css);
        if (!one) return [];
        const { x, y, width, height } = one.getBoundingClientRect();
        const box = css === 'form' || css === '.card' ? [x, y, width] : [x, y, width, height];
        const { font, color, backgroundColor } = getComputedStyle(one);
        const own = ['class', 'id', 'type', 'inputmode', 'autocomplete', 'autocapitalize', 'spellcheck', 'aria-describedby'];
        const attributes = own.map(name => name === 'type' && css === 'form button' ? null : one.getAttribute(name));
        return [[css, box, css === 'form' || css === '.card' ? '' : one.innerText, font, color, backgroundColor,
            css === 'h1' ? null : attributes]];
    })";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_shell_moves_as_the_program_takes_over() {
    let server = Server::start().await;
    for (device, language, name) in [
        (Device::Desktop, "zh-CN", "shell-place-desktop-zh"),
        (Device::Desktop, "en", "shell-place-desktop-en"),
        (Device::Phone, "zh-CN", "shell-place-phone-zh"),
        (Device::Phone, "en", "shell-place-phone-en"),
    ] {
        let visitor = Browser::open(name, device, language).await;
        for (page, id) in PAGES {
            let gate = Gate::before(&server, PROGRAM);
            visitor.goto(&gate.url(page)).await;
            visitor.find(&shells(id)).await;
            let drawn = async || visitor.client.execute(DRAWN, vec![]).await.expect("the page answers");
            let shell = drawn().await;
            visitor.picture(&format!("{id}-shell")).await;
            gate.open();
            visitor.until("the program has taken over", "!document.querySelector('[data-shell]')").await;
            let program = drawn().await;
            visitor.picture(&format!("{id}-program")).await;
            let pairs = |drawn: &Value| drawn.as_array().cloned().unwrap_or_default();
            for (shells, programs) in pairs(&shell).iter().zip(pairs(&program)) {
                assert_eq!(*shells, programs, "{name}, {page}");
            }
            assert_eq!(pairs(&shell).len(), pairs(&program).len());
        }
    }
}

/// How much of the window has moved by itself since the page was asked for, and how far: the sum that web vitals count.
const MOVED: &str = "const done = arguments[0];
    const all = [];
    const watch = new PerformanceObserver(list => all.push(...list.getEntries()));
    watch.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        all.push(...watch.takeRecords());
        const told = all.map(({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
        done([all.reduce((sum, { value }) => sum + value, 0), told]);
    })));";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_jumps_as_a_page_comes_in_parts() {
    let server = Server::start().await;
    let account = Account::sign_in(&server, APPLICANT_MOBILE).await;
    let id = account.begin().await;
    for (language, name) in [("zh-CN", "shell-jumps-zh"), ("en", "shell-jumps-en")] {
        let visitor = Browser::open(name, Device::Phone, language).await;
        nothing_jumps(&visitor, &server.url("/"), "[id='domain-check-said'] > ul").await;
        account.enter(&visitor, &server).await;
        nothing_jumps(&visitor, &server.url("/"), ".filings").await;
        nothing_jumps(&visitor, &server.url(&format!("/filings/{id}/prepare")), "[id='organiser.nature']").await;
        nothing_jumps(&visitor, &server.url(&format!("/filings/{id}/basic-check")), "[id='organiser.name']").await;
        // What does move is seen.
        let push = "document.querySelector('main').style.marginBlockStart = '10rem'";
        visitor.client.execute(push, vec![]).await.expect("the page answers");
        let moved = moved(&visitor).await;
        assert!(moved[0].as_f64().expect("a sum") > 0.1, "{moved}");
    }
}

/// Opens a page cold on a slow line, and looks at what has moved once something is there.
async fn nothing_jumps(visitor: &Browser, url: &str, there: &str) {
    visitor.forget_files().await;
    visitor.set_network(Line::SLOW).await;
    visitor.goto(url).await;
    visitor.find(there).await;
    until_all_is_here(visitor).await;
    let moved = moved(visitor).await;
    // A hundredth is what nobody sees: a tenth is called good.
    assert!(moved[0].as_f64().expect("a sum") < 0.01, "{url}: {moved}");
    visitor.set_network(Line::OWN).await;
}

async fn moved(visitor: &Browser) -> Value {
    visitor.client.execute_async(MOVED, vec![]).await.expect("the page answers")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_whose_session_is_not_known_says_so_and_opens_once_it_is() {
    let server = Server::start().await;
    let account = Account::sign_in(&server, APPLICANT_MOBILE).await;
    let id = account.begin().await;
    let gate = Gate::before(&server, "/api/v1/session");
    gate.open();
    let visitor = Browser::open("shell-unreached", Device::Phone, "zh-CN").await;
    account.enter(&visitor, &server).await;
    // A server that cannot answer says nothing of who is here: nobody is asked to sign in.
    gate.refuse();
    visitor.goto(&gate.url(&format!("/filings/{id}/basic-check"))).await;
    visitor.find("[data-action='ask-again']").await;
    assert!(!visitor.has("[data-session-ended]").await, "{}", visitor.text_of("main").await);
    visitor.picture("said").await;
    visitor.click_action("ask-again").await;
    gate.until_refused(2).await;
    visitor.until("the button has the focus again", "document.activeElement.id === 'ask-again'").await;
    gate.open();
    visitor.click_action("ask-again").await;
    visitor.find("[id='organiser.name']").await;
}
