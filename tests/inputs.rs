//! The controls in a browser: what a person types is theirs, whatever their browser, their input method and their autofill do.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::agreement_field::Agreement;
use beian::components::bureau_checklist::ProvinceChoice;
use beian::components::domains_field::DomainsField;
use beian::components::field::Field;
use beian::components::languages_field::LanguagesField;
use beian::components::mobile_field::MobileField;
use beian::components::resource_field::ResourceField;
use beian::components::same_person::SamePerson;
use beian::components::site_card::add_site;
use beian::components::validity_field::ValidityField;
use beian_browser::client::new_key;
use beian_browser::random;
use beian_locale::Lang;
use beian_model::{
    AgreementField, Language, OrganiserField, Path, PersonField, PersonRef, Province, ResourceKind, ResponsiblePerson,
    Site, SiteField, SiteId,
};
use beian_rules::words::message;
use leptos::prelude::*;
use leptos::task::tick;
use stage::fields::{Fields, empty, insert, show_with};
use stage::{fire, painted};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlInputElement, HtmlSelectElement};

wasm_bindgen_test_configure!(run_in_browser);

const NAME: Path = Path::Organiser(OrganiserField::Name);
const EMAIL: Path = Path::OrganiserPerson(PersonField::Email);
const VALID_FROM: Path = Path::OrganiserPerson(PersonField::ValidFrom);
const VALID_UNTIL: Path = Path::OrganiserPerson(PersonField::ValidUntil);
const SITE: SiteId = SiteId(1);

/// Counts from now on how often a program writes the control's text.
fn watch_writes(input: &HtmlInputElement) {
    let watch = js_sys::Function::new_with_args(
        "input",
        "const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value');
        input.writes = 0;
        Object.defineProperty(input, 'value', { configurable: true, get() { return own.get.call(this); },
            set(text) { this.writes += 1; own.set.call(this, text); } });",
    );
    watch.call1(&wasm_bindgen::JsValue::NULL, input).unwrap();
}

fn writes(input: &HtmlInputElement) -> f64 {
    js_sys::Reflect::get(input, &"writes".into()).unwrap().as_f64().unwrap()
}

/// The control holds half a date from now on, or no longer: no script can bring a browser's own control there.
fn set_half(input: &HtmlInputElement, is_half: bool) {
    let validity = js_sys::JSON::parse(&format!("{{\"badInput\": {is_half}}}")).unwrap();
    js_sys::Reflect::define_property(input, &"validity".into(), &{
        let how = js_sys::Object::new();
        js_sys::Reflect::set(&how, &"configurable".into(), &true.into()).unwrap();
        js_sys::Reflect::set(&how, &"value".into(), &validity).unwrap();
        how
    })
    .unwrap();
}

#[wasm_bindgen_test]
async fn what_is_typed_stands_in_the_order_in_which_it_was_typed() {
    let (stage, filing) = show_with(|_| view! { <Field at=EMAIL /> });
    let input = stage.control(EMAIL);
    for typed in ["zhang@qq。com", " zhang@qq.com", "ａ@qq．com"] {
        input.set_value("");
        fire(&input, "change");
        watch_writes(&input);
        let mut so_far = String::new();
        for c in typed.chars() {
            insert(&input, &c.to_string()).await;
            so_far.push(c);
            assert_eq!(input.value(), so_far, "{typed}");
            assert_eq!(filing.text(EMAIL).get_untracked(), so_far, "{typed}");
        }
        assert_eq!(writes(&input), 0.0, "nobody but the person writes it");
    }
}

#[wasm_bindgen_test]
async fn the_caret_stays_in_the_middle() {
    for at in [NAME, EMAIL, Path::Organiser(OrganiserField::Remark), Path::OrganiserPerson(PersonField::Mobile)] {
        let (stage, filing) = show_with(move |filing| {
            filing.set_text(at, "1234");
            view! { <Field at /> }
        });
        let input = stage.control(at);
        input.focus().unwrap();
        input.set_selection_range(2, 2).unwrap();
        for (typed, whole) in [("a", "12a34"), ("b", "12ab34"), (" ", "12ab 34"), ("c", "12ab c34")] {
            insert(&input, typed).await;
            assert_eq!(input.value(), whole, "{at}");
        }
        assert_eq!(input.selection_start().unwrap(), Some(6), "{at}");
        assert_eq!(filing.text(at).get_untracked(), "12ab c34", "{at}");
    }
}

#[wasm_bindgen_test]
async fn what_changes_elsewhere_is_shown_with_the_focus_and_without() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    let input = stage.control(NAME);
    filing.set_text(NAME, "从执照读到的名称");
    tick().await;
    assert_eq!(input.value(), "从执照读到的名称", "without the focus");
    input.focus().unwrap();
    filing.set_text(NAME, "别处保存的名称");
    tick().await;
    assert_eq!(input.value(), "别处保存的名称", "with it: the next key would write over it unseen");
    insert(&input, "。").await;
    assert_eq!(filing.text(NAME).get_untracked(), input.value());
    // As it was before: the same text as an earlier one, but not as what stands there.
    filing.set_text(NAME, "别处保存的名称");
    tick().await;
    assert_eq!(input.value(), "别处保存的名称");
}

#[wasm_bindgen_test]
async fn nothing_is_written_while_an_input_method_composes() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    let input = stage.control(NAME);
    watch_writes(&input);
    fire(&input, "compositionstart");
    filing.set_text(NAME, "别处");
    tick().await;
    assert_eq!((input.value().as_str(), writes(&input)), ("", 0.0));
    // Given up: what waited is shown.
    fire(&input, "compositionend");
    tick().await;
    assert_eq!(input.value(), "别处");
    // Taken: it stands, and is the field's text.
    fire(&input, "compositionstart");
    input.set_value("别处gongsi");
    fire(&input, "input");
    painted().await;
    filing.set_text(NAME, "又是别处");
    tick().await;
    input.set_value("别处公司");
    fire(&input, "compositionend");
    tick().await;
    assert_eq!(input.value(), "别处公司");
    assert_eq!(filing.text(NAME).get_untracked(), "别处公司");
}

/// Every text of the wizard that is typed.
fn texts() -> Vec<(Path, &'static str)> {
    use OrganiserField as O;
    use PersonField as P;
    let mut all: Vec<(Path, &'static str)> = [
        O::Name,
        O::CertificateNumber,
        O::CertificateAddress,
        O::LegalRepresentative,
        O::LegalRepresentativeNumber,
        O::Address,
        O::Investor,
        O::Remark,
    ]
    .map(|field| (Path::Organiser(field), "自动填充"))
    .into();
    for person in [PersonRef::Organiser, PersonRef::Site(SITE)] {
        let text = [P::Name, P::DocumentNumber, P::SecondPhone, P::EmergencyPhone, P::Email];
        all.extend(text.map(|field| (Path::person(person, field), "138@example.com")));
        all.push((Path::person(person, P::ValidFrom), "2020-01-31"));
    }
    all.extend([SiteField::Name, SiteField::Remark].map(|field| (Path::Site(SITE, field), "自动填充")));
    all
}

#[wasm_bindgen_test]
async fn either_event_alone_is_heard_by_every_control() {
    for event in ["change", "input"] {
        for (at, text) in texts() {
            let (stage, filing) = show_with(move |_| view! { <Field at /> });
            let input = stage.control(at);
            input.set_value(text);
            fire(&input, event);
            painted().await;
            assert_eq!(filing.text(at).get_untracked(), text, "{event} in {at}");
        }
        let (stage, filing) = show_with(|filing| {
            filing.set_text(Path::Site(SITE, SiteField::ResourceKind), ResourceKind::AuthorisationCode.as_str());
            let person = PersonRef::Organiser;
            view! {
                <MobileField of=person />
                <ValidityField of=person />
                <DomainsField site=SITE />
                <ResourceField site=SITE />
                <LanguagesField site=SITE />
                <SamePerson site=SITE />
                <Agreement of=AgreementField::InformationSecurity version="2026-11-29".to_owned() />
                <Field at=Path::Organiser(OrganiserField::Nature) />
            }
        });
        tick().await;
        let text = |at: Path| filing.text(at).get_untracked();
        let resource = Path::Site(SITE, SiteField::Resource);
        for (at, id, typed) in [
            (Path::OrganiserPerson(PersonField::Mobile), None, "13800138000"),
            (VALID_UNTIL, None, "2040-01-31"),
            (Path::Domain(SITE, 0), None, "example.com"),
            (resource, Some(format!("{resource}-code")), "CODE-1234"),
        ] {
            let id = id.unwrap_or_else(|| at.to_string());
            let input: HtmlInputElement = stage.get(&format!("[id='{id}']"));
            input.set_value(typed);
            fire(&input, event);
            painted().await;
            assert_eq!(text(at), typed, "{event} in {id}");
        }
        let same = Path::Site(SITE, SiteField::SamePerson);
        let language = Language::ALL.iter().find(|one| !empty().filing.sites[0].languages.contains(one)).unwrap();
        let agreement = Path::Agreement(AgreementField::InformationSecurity);
        let was_same = !text(same).is_empty();
        for (id, ticked) in [
            (agreement.to_string(), true),
            (same.to_string(), !was_same),
            (format!("{}-{language}", Path::Site(SITE, SiteField::Languages)), true),
            (format!("{VALID_UNTIL}-long-term"), true),
        ] {
            let input: HtmlInputElement = stage.get(&format!("[id='{id}']"));
            input.set_checked(ticked);
            fire(&input, event);
        }
        assert_eq!(text(agreement), "2026-11-29", "{event}");
        assert_eq!(text(same).is_empty(), was_same, "{event}");
        assert_eq!(text(VALID_UNTIL), ResponsiblePerson::LONG_TERM, "{event}");
        assert!(filing.document.get_untracked().sites[0].languages.contains(language), "{event}");
        let nature: HtmlSelectElement = stage.get("[id='organiser.nature']");
        nature.set_value("enterprise");
        fire(&nature, event);
        assert_eq!(text(Path::Organiser(OrganiserField::Nature)), "enterprise", "{event}");
        // A resource of the account.
        let radio: HtmlInputElement = stage.get("input[type='radio'][id^='resource-']:not([disabled])");
        radio.set_checked(true);
        fire(&radio, event);
        assert_eq!(format!("resource-{}", text(resource)), radio.id(), "{event}");
    }
}

#[wasm_bindgen_test]
async fn a_persons_choice_sends_both_events_and_is_told_once() {
    let told = RwSignal::new(Vec::new());
    let chosen = RwSignal::new(None::<Province>);
    let choose = move |one: Option<Province>| {
        told.update(|told| told.push(one));
        chosen.set(one);
    };
    let (stage, _) = show_with(move |_| view! { <ProvinceChoice chosen on_choose=choose /> });
    let select: HtmlSelectElement = stage.get("select");
    for code in ["gd", "", "gd"] {
        select.set_value(code);
        fire(&select, "input");
        fire(&select, "change");
        tick().await;
    }
    assert_eq!(told.get_untracked().iter().flatten().count(), 2);
    assert_eq!(told.get_untracked().len(), 3);
}

#[wasm_bindgen_test]
async fn half_a_date_is_neither_saved_nor_thrown_away() {
    let (stage, filing) = show_with(|filing| {
        filing.set_text(VALID_FROM, "2020-01-31");
        view! { <Field at=VALID_FROM /> }
    });
    let text = || filing.text(VALID_FROM).get_untracked();
    let input = stage.control(VALID_FROM);
    assert_eq!(input.value(), "2020-01-31");
    // Backspace in the month: the browser tells an empty text, and that it is not empty.
    input.set_value("");
    set_half(&input, true);
    watch_writes(&input);
    fire(&input, "input");
    painted().await;
    assert_eq!(text(), "2020-01-31");
    assert!(stage.said_of(VALID_FROM).is_none(), "not while it is typed");
    stage.leave(VALID_FROM).await;
    assert_eq!((text().as_str(), writes(&input)), ("2020-01-31", 0.0), "the other two parts stand in the control");
    assert_eq!(stage.said_of(VALID_FROM).as_deref(), Some("date.shape"));
    assert!(filing.all_findings().iter().any(|one| one.path == VALID_FROM), "nobody goes on past it");
    // The month is typed: the date is whole.
    set_half(&input, false);
    input.set_value("2020-02-28");
    fire(&input, "input");
    painted().await;
    assert_eq!(text(), "2020-02-28");
    assert!(stage.said_of(VALID_FROM).is_none());
    // Cleared to the end, it is empty.
    input.set_value("");
    fire(&input, "input");
    painted().await;
    assert_eq!(text(), "");
    // Half of a date that never was whole changes no value, and no event tells of it but that it is left.
    set_half(&input, true);
    stage.leave(VALID_FROM).await;
    assert_eq!(stage.said_of(VALID_FROM).as_deref(), Some("date.shape"));
    // What comes from elsewhere takes its place.
    filing.set_text(VALID_FROM, "2021-01-01");
    tick().await;
    assert_eq!(input.value(), "2021-01-01");
    assert!(stage.said_of(VALID_FROM).is_none());
}

#[wasm_bindgen_test]
async fn half_a_date_counts_no_more_once_there_is_no_end_or_the_page_is_gone() {
    let is_there = RwSignal::new(true);
    let (stage, filing) = show_with(move |_| {
        view! { <Show when=move || is_there.get()><ValidityField of=PersonRef::Organiser /></Show> }
    });
    let half = || {
        let input = stage.control(VALID_UNTIL);
        set_half(&input, true);
        fire(&input, "blur");
    };
    let is_half = || {
        filing.with_findings(|found| {
            let words = found.get(&VALID_UNTIL).and_then(|found| found.first()).map(|one| message(one, Lang::English));
            words.is_some_and(|words| words.contains("full date"))
        })
    };
    half();
    assert!(is_half());
    let tick_box: HtmlInputElement = stage.get("input[type='checkbox']");
    tick_box.click();
    tick().await;
    assert!(!is_half());
    tick_box.click();
    tick().await;
    half();
    assert!(is_half());
    is_there.set(false);
    tick().await;
    assert!(!is_half());
}

#[wasm_bindgen_test]
async fn no_key_and_no_id_can_be_foretold() {
    // Whoever knows what `Math.random` gives knows nothing of them.
    js_sys::eval("window.before = [Math.random, Crypto.prototype.getRandomValues]; Math.random = () => 0.25").unwrap();
    let keys = [new_key(), new_key(), new_key()];
    assert!(keys[0] != keys[1] && keys[1] != keys[2], "{keys:?}");
    assert!(keys.iter().all(|key| key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit())), "{keys:?}");
    let (_stage, filing) = show_with(|_| view! { <p></p> });
    for _ in 0..2 {
        add_site(filing, Site::new, None);
    }
    let ids: Vec<_> = filing.document.get_untracked().sites.iter().map(|site| site.id).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
    // The generator is the browser's own.
    js_sys::eval("Crypto.prototype.getRandomValues = (into) => into.fill(7)").unwrap();
    assert_eq!(random::bytes::<4>(), [7; 4]);
    assert_eq!(new_key(), "07".repeat(16));
    js_sys::eval("[Math.random, Crypto.prototype.getRandomValues] = window.before").unwrap();
}
