//! The phone's page in a browser, before a server that the test plays: consent, what a reload must not lose, the network gone.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
#[path = "../../tests/stage/mod.rs"]
mod stage;

use beian_browser::store;
use beian_model::wire::HandoffView;
use beian_model::{Capture, Path, PersonField, Problem, ProblemKind, Timestamp, VerificationId, VerificationState};
use beian_phone::app::page;
use beian_phone::handoff::Handoff;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use stage::Stage;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

const PERSON: Path = Path::OrganiserPerson(PersonField::Verification);

fn view(consented: bool, code: &str, received: &[Capture]) -> HandoffView {
    HandoffView {
        id: VerificationId("one".to_owned()),
        state: VerificationState::Connected,
        words: [1, 2],
        organiser: "深圳示例一科技有限公司".to_owned(),
        account: "138****8000".to_owned(),
        consented_at: consented.then_some(Timestamp(1)),
        declined: false,
        consent_version: "2026-11-29".to_owned(),
        consent_zh: "由示例云收集。\n\n30 天后删除。".to_owned(),
        consent_en: "Asked for by Example Cloud.\n\nDeleted after 30 days.".to_owned(),
        contact: "客服 400-000-0000".to_owned(),
        revision: 1,
        of: PERSON,
        wanted: vec![Capture::Portrait, Capture::Emblem, Capture::Video],
        asked_zh: "正面\n背面\n视频".to_owned(),
        asked_en: "front\nback\nvideo".to_owned(),
        said_zh: "您将作为主体负责人接受核验。\n发起人会看到您的答复。\n正在检查。\n可以关闭本页。".to_owned(),
        said_en: "You are verified.\nYour answer is shown.\nBeing checked.\nClose this page.".to_owned(),
        is_page: false,
        site: String::new(),
        code: code.to_owned(),
        received: received.to_vec(),
        expires_at: Timestamp(0),
        reasons: Vec::new(),
    }
}

/// From now on the server answers like this, by the end of the address; what is not in the list cannot be reached, and what is
/// waited for does not come.
fn answer(answers: &[(&str, &HandoffView)]) {
    let list: Vec<_> = answers.iter().map(|(path, view)| (path, serde_json::to_string(view).unwrap())).collect();
    let list = serde_json::to_string(&list).unwrap();
    let script = format!(
        "{{ const answers = {list}; window.fetch = async ({{ url }}) => {{
            if (url.includes('wait=')) return new Promise(() => {{}});
            const found = answers.find(([path]) => url.endsWith(path));
            if (!found) throw new TypeError('no network');
            return new Response(found[1], {{ status: 200 }});
        }} }}"
    );
    js_sys::eval(&script).unwrap();
}

fn open() -> (Stage, Handoff) {
    let kept = Rc::new(Cell::new(None));
    let give = kept.clone();
    let stage = Stage::draw(move || {
        let handoff = Handoff::provide();
        give.set(Some(handoff));
        handoff.begin();
        page()
    });
    (stage, kept.take().unwrap())
}

async fn click_action(stage: &Stage, action: &str) {
    stage.wait_for(&format!("[data-action='{action}']")).await.unchecked_into::<HtmlElement>().click();
}

/// Leaves a picture behind, as a page does that is closed.
async fn leave_behind(code: &str, capture: Capture, is_going: bool) -> String {
    assert!(store::open().await);
    let key = format!("capture {PERSON} 1 2 {code} {capture}");
    let bytes = Uint8Array::from(&b"a picture"[..]);
    let record = Array::of4(&bytes.buffer(), &"image/jpeg".into(), &"null".into(), &is_going.into());
    assert!(store::put(&key, &record).await);
    key
}

#[wasm_bindgen_test]
async fn nothing_opens_before_the_person_agreed_and_the_server_knows() {
    answer(&[("/handoff", &view(false, "0001", &[]))]);
    let (stage, _) = open();
    let consent = stage.wait_for("[data-screen='consent']").await;
    let said = consent.text_content().unwrap_or_default();
    let privacy = stage.wait_for(".phone__consent a").await.get_attribute("href").unwrap();
    // In the language of the browser.
    let (lang, asks, kept) = match said.contains("由示例云收集") {
        true => ("zh", "由示例云收集", "30 天后删除"),
        false => ("en", "Asked for by Example Cloud", "Deleted after 30 days"),
    };
    for word in ["深圳示例一科技有限公司", "138****8000", asks, kept, "2026-11-29"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(privacy.ends_with(&format!("/texts/{lang}/privacy")), "{privacy}");
    // Without the tick for the face nothing is sent, and it is said.
    click_action(&stage, "begin").await;
    stage.wait_for("[data-screen='consent'] [data-problem='face']").await;
    stage.wait_for("#face").await.unchecked_into::<HtmlElement>().click();
    // The network is gone: it is said, and nothing opens.
    click_action(&stage, "begin").await;
    stage.wait_for("[data-screen='consent'] [data-problem='offline']").await;
    assert!(stage.find("video").is_none());
    answer(&[("/handoff/consent", &view(true, "0001", &[]))]);
    click_action(&stage, "begin").await;
    stage.wait_for("[data-screen='portrait']").await;
    assert!(stage.find("[data-action='back']").is_none(), "nothing was sent yet that could be kept");
}

#[wasm_bindgen_test]
async fn a_server_in_trouble_is_no_end_and_costs_nothing_that_was_taken() {
    let own = leave_behind("0009", Capture::Portrait, false).await;
    js_sys::eval("window.fetch = async () => new Response('a gateway', { status: 502 })").unwrap();
    let (stage, _) = open();
    stage.wait_for("[data-screen='loading'] [data-action='retry']").await;
    assert!(!store::value(&own).await.unwrap().is_undefined());
    answer(&[("/handoff", &view(true, "0009", &[]))]);
    click_action(&stage, "retry").await;
    stage.wait_for("[data-screen='portrait'] [data-action='use']").await;
}

#[wasm_bindgen_test]
async fn who_says_no_is_asked_nothing_more() {
    let said_no = HandoffView { declined: true, ..view(false, "0002", &[]) };
    answer(&[("/handoff", &view(false, "0002", &[]))]);
    let (stage, _) = open();
    click_action(&stage, "leave").await;
    // Without a network too; only that it was told is not said then.
    let left = stage.wait_for("[data-screen='left']").await;
    assert!(left.text_content().unwrap_or_default().contains("400-000-0000"));
    click_action(&stage, "back").await;
    stage.wait_for("[data-screen='consent']").await;
    answer(&[("/handoff/decline", &said_no), ("/handoff", &said_no)]);
    click_action(&stage, "leave").await;
    stage.wait_for("[data-screen='left'] [data-told]").await;
    drop(stage);
    // A reload does not ask again.
    let (stage, _) = open();
    stage.wait_for("[data-screen='left'] [data-action='back']").await;
}

#[wasm_bindgen_test]
async fn a_picture_that_was_taken_is_there_after_a_reload_and_of_this_handoff_only() {
    let strange = leave_behind("9999", Capture::Portrait, false).await;
    let own = leave_behind("0003", Capture::Emblem, false).await;
    answer(&[("/handoff", &view(true, "0003", &[Capture::Portrait]))]);
    let (stage, _) = open();
    stage.wait_for("[data-screen='emblem'] [data-action='use']").await;
    assert!(store::value(&strange).await.unwrap().is_undefined(), "another hand-off's is gone");
    assert!(!store::value(&own).await.unwrap().is_undefined(), "its own stays until it is sent");
    // Thrown away, it does not come back.
    click_action(&stage, "again").await;
    stage.wait_for("[data-screen='emblem'] input[type='file']").await;
    assert!(store::value(&own).await.unwrap().is_undefined());
}

#[wasm_bindgen_test]
async fn what_was_on_its_way_goes_on_by_itself_and_waits_for_the_network_in_words() {
    leave_behind("0004", Capture::Portrait, true).await;
    answer(&[("/handoff", &view(true, "0004", &[]))]);
    let (stage, handoff) = open();
    let waiting = stage.wait_for("[data-screen='portrait'] [data-waiting]").await;
    let status = waiting.query_selector("[role='status']").unwrap().unwrap();
    let said = status.text_content().unwrap_or_default();
    assert!(said.contains("No network") || said.contains("没有网络"), "{said}");
    assert!(waiting.query_selector("progress").unwrap().is_some());
    // The end takes it off the phone.
    let mut over = view(true, "0004", &[]);
    over.state = VerificationState::Cancelled;
    handoff.go_on(over);
    stage.wait_for("[data-screen='ended'] [data-problem='cancelled']").await;
    for _ in 0..200 {
        if store::keys().await.iter().all(|key| !key.starts_with("capture ")) {
            return;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("it is still there");
}

/// The filing was submitted while the phone was at its last look: the server says so, and what there is to do.
#[wasm_bindgen_test]
async fn what_the_server_says_of_the_end_is_shown() {
    use Capture::{Emblem, Portrait, Video};
    answer(&[("/handoff", &view(true, "0006", &[Portrait, Emblem, Video]))]);
    let (stage, _) = open();
    stage.wait_for("[data-screen='review'] [data-action='finish']").await;
    let detail = "The filing was submitted meanwhile.".to_owned();
    let problem = Problem { detail, ..Problem::new(ProblemKind::Cancelled) };
    let problem = serde_json::to_string(&problem).unwrap();
    let script = format!(
        "{{ const problem = {}; window.fetch = async () => new Response(problem, {{ status: 410 }}) }}",
        serde_json::to_string(&problem).unwrap()
    );
    js_sys::eval(&script).unwrap();
    click_action(&stage, "finish").await;
    let said = stage.wait_for("[data-screen='ended'] [data-problem='cancelled']").await;
    assert_eq!(said.text_content().as_deref(), Some("The filing was submitted meanwhile."));
}

#[wasm_bindgen_test]
async fn the_last_look_offers_each_again_also_without_its_picture() {
    use Capture::{Emblem, Portrait, Video};
    answer(&[("/handoff", &view(true, "0005", &[Portrait, Emblem, Video]))]);
    let (stage, _) = open();
    stage.wait_for("[data-screen='review'] [data-action='finish']").await;
    for capture in [Portrait, Emblem, Video] {
        assert!(stage.find(&format!("[data-again='{capture}']")).is_some(), "{capture}");
    }
    stage.wait_for("[data-again='emblem']").await.unchecked_into::<HtmlElement>().click();
    // What was sent stands until another takes its place.
    stage.wait_for("[data-screen='emblem']").await;
    click_action(&stage, "back").await;
    stage.wait_for("[data-screen='review']").await;
}

/// What a browser lacks, as a script takes it away; what is said of it to whoever should video themselves with it.
const LACKS: [(&str, &str); 6] = [
    ("delete window.MediaRecorder", "cannot record"),
    ("window.MediaRecorder = undefined", "cannot record"),
    // Without TLS, and in a browser from before cameras.
    (
        "Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined })",
        "cannot open the camera",
    ),
    ("navigator.mediaDevices.getUserMedia = undefined", "cannot open the camera"),
    (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError') }",
        "cannot open the camera",
    ),
    (
        "window.MediaRecorder = class { constructor() { throw new DOMException('', 'NotSupportedError') } \
        static isTypeSupported() { return true } }",
        "cannot record",
    ),
];

/// A camera whose picture is a canvas's; `cameras` holds what was opened. `give_back` undoes this and what was taken away.
const CAMERA: &str = "
    window.cameras = [];
    const recorder = window.MediaRecorder;
    navigator.mediaDevices.getUserMedia = async () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d').fillRect(0, 0, 9, 9);
        const stream = canvas.captureStream(10);
        window.cameras.push(...stream.getTracks());
        return stream;
    };
    window.giveBack = () => {
        delete navigator.mediaDevices;
        delete navigator.mediaDevices.getUserMedia;
        window.MediaRecorder = recorder;
    };";

#[wasm_bindgen_test]
async fn a_browser_that_cannot_record_says_so_and_offers_a_file() {
    answer(&[("/handoff", &view(true, "0006", &[Capture::Portrait, Capture::Emblem]))]);
    for (lack, said) in LACKS {
        js_sys::eval(&format!("{{ {CAMERA} {lack} }}")).unwrap();
        let (stage, _) = open();
        stage.wait_for("[data-screen='video'] input[type='file'][capture]").await;
        if lack.contains("constructor") {
            // Only a recording that begins can tell.
            stage.wait_for("[data-action='record']:not([disabled])").await.unchecked_into::<HtmlElement>().click();
        }
        let hint = stage.wait_for(".phone__hint--live").await;
        let mut words = String::new();
        for _ in 0..200 {
            words = hint.text_content().unwrap_or_default();
            if words.contains(said) {
                break;
            }
            TimeoutFuture::new(20).await;
        }
        assert!(words.contains(said), "{lack}: {words}");
        assert_eq!(hint.get_attribute("data-hint"), None, "{lack}: no hint about what nobody sees");
        assert!(stage.find(".phone__camera:not([hidden])").is_none(), "{lack}");
        assert!(stage.find("[data-action='record']").is_none(), "{lack}");
        assert!(stage.find("[data-action='camera']").is_none(), "{lack}: nothing to be opened again");
        let pick = stage.find("label[for^='file-']").unwrap();
        assert_eq!(pick.get_attribute("class").as_deref(), Some("button button--primary"), "{lack}");
        let live = js_sys::eval("window.cameras.filter((track) => track.readyState === 'live').length").unwrap();
        assert_eq!(live.as_f64(), Some(0.0), "{lack}: no camera is on that nobody sees");
        drop(stage);
        js_sys::eval("window.giveBack()").unwrap();
    }
}
