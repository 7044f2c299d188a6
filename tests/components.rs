//! Components in a browser, as a person meets them: typed into, left, clicked, read in another language.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::agreement_field::Agreement;
use beian::components::dialog::ReasonDialog;
use beian::components::error_summary::ErrorSummary;
use beian::components::field::Field;
use beian::components::mobile_field::MobileField;
use beian::components::person_is::PersonIsField;
use beian::components::qr_code::QrImage;
use beian::components::reading::{Picture, ReadLines};
use beian::components::refusal::Refusal;
use beian::components::save_line::{Conflicts, SaveLine};
use beian::pages::sign_in::SignInForm;
use beian::state::OpenFiling;
use beian_browser::client::ApiError;
use beian_locale::{Lang, ui::Ui};
use beian_model::wire::CodeSent;
use beian_model::{
    AgreementField, OrganiserField, Path, PersonField, PersonRef, Problem, ProblemKind, ReadField, Region, Step,
};
use beian_rules::checks::fields::REQUIRED;
use leptos::prelude::*;
use leptos::task::tick;
use stage::fields::{Fields, draft, empty, insert, show, show_with};
use stage::{Stage, fire};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const NAME: Path = Path::Organiser(OrganiserField::Name);
const NUMBER: Path = Path::Organiser(OrganiserField::CertificateNumber);

#[wasm_bindgen_test]
async fn a_field_complains_when_it_is_left_and_no_longer_than_it_is_wrong() {
    let stage = show(|filing, _| {
        filing.set_text(Path::Province, "gd");
        filing.set_text(Path::Organiser(OrganiserField::Nature), "enterprise");
        filing.set_text(Path::Organiser(OrganiserField::CertificateType), "business_licence");
        view! { <Field at=NUMBER /> }
    });
    stage.type_into(NUMBER, "9144").await;
    assert!(stage.find(".field__error").is_none(), "not while it is first typed");
    stage.leave(NUMBER).await;
    let input: HtmlInputElement = stage.get("input");
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described = input.get_attribute("aria-describedby").unwrap();
    assert!(described.contains(&format!("{NUMBER}-error")), "{described}");
    stage.type_into(NUMBER, "91440399MA00AAAA44").await;
    assert!(stage.find(".field__error").is_none(), "{}", stage.text(".field__error"));
    assert_eq!(input.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn a_bureaus_source_is_folded_away_and_a_save_does_not_fold_what_was_opened() {
    const AT: Path = Path::OrganiserPerson(PersonField::Mobile);
    let gd = "province = 'gd'\n[[rule]]\nkind = 'mobile_local'\nseverity = 'risk'\nsource = 'TQ 各省管局要求'\ndate = '2024'";
    let (stage, filing) = show_with(|filing| {
        filing.set_text(Path::Province, "gd");
        view! { <Field at=AT /> }
    });
    let answer = |version| {
        let mut view = draft(version, filing.document.get_untracked());
        view.facts.province_rules = Some(beian_rules::provinces::read(gd).unwrap().into());
        view
    };
    filing.acknowledge(answer(2));
    tick().await;
    let details = stage.wait_for("details").await;
    assert!(!details.has_attribute("open") && details.text_content().unwrap().contains("(2024)"));
    let described = stage.control(AT).get_attribute("aria-describedby").unwrap();
    assert!(described.contains(&format!("{AT}-bureau")), "{described}");
    details.set_attribute("open", "").unwrap();
    filing.acknowledge(answer(3));
    tick().await;
    assert!(stage.find("details").unwrap().has_attribute("open"));
}

#[wasm_bindgen_test]
async fn who_the_person_is_gives_them_the_legal_representatives_name_or_a_letter() {
    let at = Path::Organiser(OrganiserField::PersonIs);
    let (legal, own) = (Path::Organiser(OrganiserField::LegalRepresentative), Path::OrganiserPerson(PersonField::Name));
    let number = |of_person| match of_person {
        true => Path::OrganiserPerson(PersonField::DocumentNumber),
        false => Path::Organiser(OrganiserField::LegalRepresentativeNumber),
    };
    let (stage, filing) = show_with(move |filing| {
        filing.set_text(legal, "示例甲");
        filing.set_text(number(true), "440399198512310026");
        view! { <PersonIsField /> }
    });
    let text = |at: Path| filing.text(at).get_untracked();
    let choose = async |one: &str| {
        let radio: HtmlInputElement = stage.get(&format!("[id='{at}-{one}']"));
        radio.set_checked(true);
        fire(&radio, "change");
        tick().await;
    };
    choose("other").await;
    assert_eq!((text(at).as_str(), text(own).as_str()), ("other", ""), "somebody else has another name");
    let form: HtmlElement = stage.get("[data-template]");
    assert!(form.get_attribute("href").unwrap().ends_with("/templates/organiser.authorisation_letter"));
    choose("legal_representative").await;
    assert!(stage.find("[data-template]").is_none());
    assert_eq!((text(own).as_str(), text(legal).as_str()), ("示例甲", "示例甲"));
    assert_eq!(text(number(false)), "440399198512310026", "each is filled from the other");
    choose("other").await;
    assert_eq!((text(own).as_str(), text(legal).as_str()), ("", "示例甲"), "what an answer filled in goes with it");
    assert_eq!(text(number(false)), "");
    choose("legal_representative").await;
    // What was typed stays.
    filing.set_text(own, "示例乙");
    choose("other").await;
    choose("legal_representative").await;
    assert_eq!((text(own).as_str(), text(legal).as_str()), ("示例乙", "示例甲"));
    assert_eq!(stage.said_of(at).as_deref(), None, "the numbers are the same");
    filing.set_text(number(true), "11019919900101007X");
    tick().await;
    assert_eq!(stage.said_of(at).as_deref(), Some("person.is-otherwise"));
}

#[wasm_bindgen_test]
async fn every_field_has_a_label_and_what_is_typed_stays_when_the_language_changes() {
    let kept = Rc::new(Cell::new(None));
    let give = kept.clone();
    let stage = show(move |_, language| {
        give.set(Some(language));
        view! { <Field at=NAME /> }
    });
    let language = kept.take().unwrap();
    stage.type_into(NAME, "深圳示例一科技有限公司").await;
    let label = stage.text(&format!("label[for='{NAME}']"));
    assert!(!label.is_empty());
    language.switch();
    tick().await;
    assert_ne!(stage.text(&format!("label[for='{NAME}']")), label);
    assert_eq!(stage.get::<HtmlInputElement>("input").value(), "深圳示例一科技有限公司");
    language.switch();
    tick().await;
    assert_eq!(stage.text(&format!("label[for='{NAME}']")), label);
}

#[wasm_bindgen_test]
async fn a_line_of_the_summary_takes_to_its_field() {
    let stage = show(|_, _| {
        let findings = Signal::derive(|| vec![REQUIRED.at(NAME)]);
        view! { <ErrorSummary findings /> <Field at=NAME /> }
    });
    tick().await;
    assert_eq!(stage.get::<Element>("#error-summary").get_attribute("role").as_deref(), Some("alert"));
    stage.get::<HtmlElement>("#error-summary a").click();
    tick().await;
    assert_eq!(document().active_element().map(|element| element.id()), Some(NAME.to_string()));
}

#[wasm_bindgen_test]
async fn an_attempt_to_go_on_makes_every_field_of_the_step_speak() {
    let stage = show(|filing, _| {
        view! {
            <button on:click=move |_| filing.attempt(Step::BasicCheck)></button>
            <Field at=NAME />
        }
    });
    tick().await;
    assert!(stage.find(".field__error").is_none());
    stage.get::<HtmlElement>("button").click();
    tick().await;
    assert_eq!(stage.get::<Element>(".field__error").get_attribute("data-rule").as_deref(), Some("required"));
}

fn read(path: Path, text: &str) -> ReadField {
    let region = Region { x: 400, y: 100, width: 200, height: 20 };
    ReadField { path, text: text.to_owned(), region, sure: true }
}

#[wasm_bindgen_test]
async fn what_was_read_is_filled_in_at_a_click_and_waits_for_a_word() {
    let seen = Rc::new(Cell::new(None));
    let give = seen.clone();
    let stage = show(move |filing, _| {
        give.set(Some(filing));
        filing.set_text(NUMBER, "91440399MA00AAAA45");
        let read = vec![read(NAME, "深圳示例一科技有限公司"), read(NUMBER, "91440399MA00AAAA44")];
        let picture = Some(Picture { source: "data:,".to_owned(), width: 1000, height: 700 });
        view! {
            <Field at=NAME />
            <ReadLines read picture />
        }
    });
    let filing = seen.take().unwrap();
    let line = |at: Path| format!("[data-read='{at}']");
    tick().await;
    // What differs from what was typed is told and left alone.
    stage.get::<HtmlElement>("[data-action='use-all-read']").click();
    tick().await;
    let text = |at| filing.document.get_untracked().text(at).map(str::to_owned);
    assert_eq!(text(NAME).as_deref(), Some("深圳示例一科技有限公司"));
    assert_eq!(text(NUMBER).as_deref(), Some("91440399MA00AAAA45"));
    assert!(stage.get::<HtmlElement>("[data-action='use-all-read']").hidden());
    // The field says where its text came from, until somebody says that it is right.
    stage.get::<HtmlElement>("[data-path='organiser.name'] [data-action='confirm-read']").click();
    tick().await;
    assert!(stage.find(".reading__mark").is_none());
    assert!(stage.find(&format!("{} button", line(NAME))).is_none());
    // Leave what was typed, then take the picture's after all; editing is a word too.
    stage.get::<HtmlElement>(&format!("{} [data-action='leave-typed']", line(NUMBER))).click();
    tick().await;
    assert!(stage.find("[data-action='leave-typed']").is_none());
    stage.get::<HtmlElement>(&format!("{} [data-action='use-read']", line(NUMBER))).click();
    tick().await;
    assert_eq!(text(NUMBER).as_deref(), Some("91440399MA00AAAA44"));
    assert!(stage.find(&format!("{} [data-action='confirm-read']", line(NUMBER))).is_some());
    filing.set_text(NUMBER, "91440399MA00AAAA4");
    tick().await;
    assert!(stage.find(&format!("{} [data-action='leave-typed']", line(NUMBER))).is_some());
}

#[wasm_bindgen_test]
async fn a_crop_shows_the_part_of_the_picture() {
    let stage = show(|_, _| {
        let picture = Some(Picture { source: "data:,".to_owned(), width: 1000, height: 700 });
        view! { <ReadLines read=vec![read(NAME, "示例")] picture /> }
    });
    tick().await;
    let style = |css: &str, name: &str| stage.get::<HtmlElement>(css).style().get_property_value(name).unwrap();
    // 400 to 600 across and 100 to 120 down, with eight pixels around.
    assert_eq!(style(".reading__crop", "aspect-ratio"), "216 / 36");
    assert_eq!(style(".reading__crop > img", "inline-size"), "462.96%");
    assert_eq!(style(".reading__crop > img", "inset-inline-start"), "-181.48%");
    assert_eq!(style(".reading__crop > img", "inset-block-start"), "-255.55%");
}

#[wasm_bindgen_test]
async fn an_agreement_is_unticked_until_its_version_is_ticked() {
    let seen = Rc::new(Cell::new(None));
    let give = seen.clone();
    let stage = show(move |filing, _| {
        give.set(Some(filing));
        let of = AgreementField::InformationSecurity;
        // An earlier version is no tick.
        filing.set_text(Path::Agreement(of), "1");
        view! { <Agreement of version="2".to_owned() /> }
    });
    let filing = seen.take().unwrap();
    tick().await;
    let tick_box: HtmlInputElement = stage.get("input[type='checkbox']");
    assert!(!tick_box.checked());
    let link: HtmlElement = stage.get("label a[target='_blank']");
    let address = link.get_attribute("href").unwrap();
    assert!(
        ["zh", "en"].iter().any(|lang| address.ends_with(&format!("/texts/{lang}/information_security"))),
        "{address}"
    );
    tick_box.click();
    tick().await;
    assert!(tick_box.checked());
    assert_eq!(filing.document.get_untracked().agreements.information_security, "2");
    tick_box.click();
    tick().await;
    assert_eq!(filing.document.get_untracked().agreements.information_security, "");
}

#[wasm_bindgen_test]
async fn a_question_gives_the_reason_only_to_who_says_yes() {
    let said = RwSignal::new(None::<String>);
    let open = RwSignal::new(true);
    let stage = show(move |_, _| {
        view! {
            <ReasonDialog open name="withdraw" title=Ui::Withdraw explained=Ui::Withdraw yes=Ui::Withdraw
                on_yes=move |reason| said.set(Some(reason)) />
        }
    });
    tick().await;
    assert!(stage.get::<web_sys::HtmlDialogElement>("dialog").open());
    stage.get::<HtmlElement>("[data-action='dismiss']").click();
    tick().await;
    assert!(!stage.get::<web_sys::HtmlDialogElement>("dialog").open() && said.get_untracked().is_none());
    open.set(true);
    tick().await;
    let reason: web_sys::HtmlTextAreaElement = stage.get("textarea");
    reason.set_value("要改域名");
    fire(&reason, "input");
    stage.get::<HtmlElement>("[data-action='confirm']").click();
    tick().await;
    assert_eq!(said.get_untracked().as_deref(), Some("要改域名"));
}

#[wasm_bindgen_test]
async fn a_refusal_is_announced_with_its_fields() {
    let error = RwSignal::new(None::<ApiError>);
    let stage = show(move |_, language| {
        if language.now() != Lang::Chinese {
            language.switch();
        }
        view! { <Refusal error=error /> }
    });
    tick().await;
    assert!(stage.find("[data-problem]").is_none());
    let problem = Problem { findings: vec![REQUIRED.at(NAME)], ..Problem::new(ProblemKind::Invalid) };
    error.set(Some(ApiError::Problem(Box::new(problem))));
    tick().await;
    assert_eq!(stage.get::<Element>("[data-problem]").get_attribute("data-problem").as_deref(), Some("invalid"));
    assert_eq!(stage.text("li"), "请填写主办单位名称");
    assert_eq!(
        stage.get::<Element>("[data-problem]").parent_element().unwrap().get_attribute("role").as_deref(),
        Some("alert")
    );
    error.set(Some(ApiError::Offline));
    tick().await;
    assert_eq!(stage.get::<Element>("[data-problem]").get_attribute("data-problem").as_deref(), Some("offline"));
}

#[wasm_bindgen_test]
async fn a_code_is_drawn_anew_when_its_text_changes() {
    let text = RwSignal::new("https://beian.example/p#one".to_owned());
    let stage = show(move |_, _| view! { <QrImage text=text label=Signal::stored("code".to_owned()) /> });
    tick().await;
    let path = |stage: &Stage| stage.get::<Element>("svg.qr path").get_attribute("d").unwrap();
    let first = path(&stage);
    text.set("https://beian.example/p#two".to_owned());
    tick().await;
    assert_ne!(path(&stage), first);
}

#[wasm_bindgen_test]
async fn what_others_saved_is_merged_and_the_same_field_asks() {
    let document: Rc<Cell<Option<OpenFiling>>> = Rc::default();
    let kept = Rc::clone(&document);
    let stage = show(move |filing, _| {
        kept.set(Some(filing));
        view! { <SaveLine /> <Conflicts /> <Field at=NAME /> <Field at=NUMBER /> }
    });
    let filing = document.get().unwrap();
    stage.type_into(NAME, "此处有限公司").await;
    let mut theirs = empty();
    theirs.version += 1;
    theirs.filing.set_text(NAME, "别处有限公司").unwrap();
    theirs.filing.set_text(NUMBER, "9144").unwrap();
    filing.acknowledge_newer(theirs);
    tick().await;
    assert_eq!(filing.text(NUMBER).get_untracked(), "9144", "merged without a question");
    assert_eq!(filing.text(NAME).get_untracked(), "此处有限公司", "what is typed stays");
    let choice = stage.text("[data-conflict-path='organiser.name']");
    assert!(choice.contains("此处有限公司") && choice.contains("别处有限公司"), "{choice}");
    stage.get::<HtmlElement>("[data-action='take-theirs']").click();
    tick().await;
    assert_eq!(filing.text(NAME).get_untracked(), "别处有限公司");
    assert!(stage.find("[data-conflict]").is_none());
}

#[wasm_bindgen_test]
async fn leaving_with_unsent_changes_warns_and_else_does_not() {
    let stage = show(|_, _| view! { <SaveLine /> <Field at=NAME /> });
    let asks = || {
        let how = EventInit::new();
        how.set_cancelable(true);
        let event = Event::new_with_event_init_dict("beforeunload", &how).unwrap();
        window().dispatch_event(&event).unwrap();
        event.default_prevented()
    };
    assert!(!asks(), "nothing was changed");
    stage.type_into(NAME, "深圳示例一科技有限公司").await;
    assert!(asks(), "the server does not have it yet");
    assert_eq!(stage.get::<Element>(".save-state").get_attribute("data-state").as_deref(), Some("unsaved"));
    stage.type_into(NAME, "").await;
    assert!(!asks(), "as the server has it");
}

/// From now on the server sends a code at each asking, refuses every code, and `window.sent` holds what it was sent.
fn refuse_codes() {
    let sent = serde_json::to_string(&CodeSent { expires_in: 600, resend_in: 60, outbox: None }).unwrap();
    let script = format!(
        "window.sent = [];
        window.fetch = async request => {{
            const {{ code }} = await request.json();
            if (code === undefined) return new Response(JSON.stringify({sent}), {{ status: 200 }});
            window.sent.push(code);
            return new Response('{{}}', {{ status: 500 }});
        }}"
    );
    js_sys::eval(&script).unwrap();
}

/// The codes that the server was sent.
fn sent() -> Vec<String> {
    js_sys::Array::from(&js_sys::eval("window.sent").unwrap()).iter().filter_map(|one| one.as_string()).collect()
}

/// What is pasted as a code, and what is sent of it; nothing where it is none.
const CODES: [(&str, Option<&str>); 7] = [
    ("941 370", Some("941370")),
    ("941370", Some("941370")),
    (" 941-370\u{200b}", Some("941370")),
    ("\u{feff}９４１３７０", Some("941370")),
    ("94137", None),
    ("94137a", None),
    ("9413700", None),
];

#[wasm_bindgen_test]
async fn a_code_is_taken_as_it_is_pasted_at_sign_in_and_sent_by_itself() {
    for (pasted, expected) in CODES {
        refuse_codes();
        let stage = show(|_, _| view! { <SignInForm /> });
        stage.get::<HtmlElement>("[data-action='send-code']").click();
        stage.wait_for("#code").await;
        insert(&stage.get("#code"), pasted).await;
        assert_eq!(stage.get::<HtmlInputElement>("#code").value(), pasted, "nothing is cut");
        match expected {
            Some(_) => stage.wait_for("[data-problem]").await,
            None => {
                assert!(sent().is_empty(), "{pasted}");
                stage.get::<HtmlElement>("[data-action='sign-in']").click();
                stage.wait_for("[data-code-error]").await
            }
        };
        assert_eq!(sent(), expected.into_iter().collect::<Vec<_>>(), "{pasted}");
    }
}

#[wasm_bindgen_test]
async fn a_code_is_taken_as_it_is_pasted_at_a_number_and_sent_by_itself() {
    let at = Path::OrganiserPerson(PersonField::Mobile);
    let css = format!("[id='{at}-code']");
    for (pasted, expected) in CODES {
        refuse_codes();
        let stage = show(move |_, _| view! { <MobileField of=PersonRef::Organiser /> });
        stage.get::<HtmlElement>("[data-action='send-code']").click();
        stage.wait_for(&css).await;
        insert(&stage.get(&css), pasted).await;
        match expected {
            Some(_) => stage.wait_for("[data-problem]").await,
            None => {
                assert!(sent().is_empty(), "{pasted}");
                stage.get::<HtmlElement>("[data-action='prove-mobile']").click();
                stage.wait_for("[data-code-error]").await
            }
        };
        assert_eq!(sent(), expected.into_iter().collect::<Vec<_>>(), "{pasted}");
        assert_eq!(stage.get::<HtmlInputElement>(&css).value(), pasted, "what was pasted stays");
    }
}
