//! A browser session over WebDriver, with a driver process of its own, and what a person does in it.

use crate::engine::Session;
use crate::patience::{PATIENCE, patiently};
use fantoccini::elements::Element;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::Path;

pub use crate::engine::{Device, Engine};

/// A browser.
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    name: &'static str,
    engine: Engine,
    device: Device,
    session: Session,
}

impl Browser {
    /// Opens Chromium as a device; `language` is what it prefers (`zh-CN`, `en`).
    pub async fn open(name: &'static str, device: Device, language: &str) -> Browser {
        Browser::open_in(Engine::Chromium, name, device, language).await
    }

    /// Opens a browser of an engine as a device.
    pub async fn open_in(engine: Engine, name: &'static str, device: Device, language: &str) -> Browser {
        let (client, session) = Session::start(engine, device, language).await;
        let browser = Browser { client, name, engine, device, session };
        if device == Device::Desktop {
            browser.show(1280, 800).await;
        }
        browser
    }

    /// Makes the page itself so wide and high; a window is larger by its frame.
    async fn show(&self, width: u32, height: u32) {
        let frame = "return [window.outerWidth - window.innerWidth, window.outerHeight - window.innerHeight]";
        let frame = self.client.execute(frame, vec![]).await.expect("a window has a size");
        let extra = |n: usize| frame.get(n).and_then(Value::as_u64).unwrap_or(0) as u32;
        self.client.set_window_size(width + extra(0), height + extra(1)).await.expect("the window can be sized");
    }

    /// Puts one of the drawn videos before the fake camera, for the next time that a camera opens.
    pub fn set_video(&self, name: &str) {
        self.session.set_video(name);
    }

    /// Which device it plays.
    pub fn device(&self) -> Device {
        self.device
    }

    /// Goes to an address.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.expect("the address opens");
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page reloads");
    }

    /// The path of the present address.
    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// Waits for an element and gives it.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                self.picture("failed").await;
                let text = self.text_of("body").await;
                panic!("{}: no {css}: {error}\n{text}", self.name)
            }
        }
    }

    /// There is such an element now.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.expect("the page answers").is_empty()
    }

    /// The text of the first such element now; empty where there is none.
    pub async fn text_of(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until a script's value is true.
    pub async fn until(&self, what: &str, script: &str) {
        let script = format!("return ({script})");
        let so = patiently(PATIENCE, async || {
            let value = self.client.execute(&script, vec![]).await;
            if value.is_ok_and(|value| value == json!(true)) { Ok(()) } else { Err(()) }
        });
        if so.await.is_err() {
            self.picture("failed").await;
            panic!("{}: not so: {what}\n{}", self.name, self.text_of("body").await);
        }
    }

    /// Waits until the address's path ends like this.
    pub async fn until_at(&self, end: &str) {
        self.until(&format!("at {end}"), &format!("location.pathname.endsWith({})", json!(end))).await;
    }

    /// Waits until the page asks a question in a window of the browser's own.
    pub async fn until_asked(&self) {
        let asked = patiently(PATIENCE, async || self.client.get_alert_text().await);
        asked.await.expect("the page asks");
    }

    /// Waits until the element shows a text.
    pub async fn until_text(&self, css: &str, text: &str) {
        let script = format!("(document.querySelector({})?.textContent ?? '').includes({})", json!(css), json!(text));
        self.until(&format!("{css} says {text}"), &script).await;
    }

    /// Presses the button or link with this `data-action`, wherever it has to be scrolled to.
    pub async fn click_action(&self, action: &str) {
        self.click(&format!("[data-action='{action}']")).await;
    }

    /// On the phone: agrees to what is asked, to the recording of a face by a tick of its own.
    pub async fn agree(&self) {
        self.find("[data-action='begin']").await;
        if self.has("#face:not(:checked)").await {
            self.tick("#face").await;
        }
        self.click_action("begin").await;
    }

    /// Clicks the first such element once it can be clicked.
    pub async fn click(&self, css: &str) {
        let ready = format!(
            "(e => !!e && !e.disabled && e.getAttribute('aria-disabled') !== 'true')(document.querySelector({}))",
            json!(css)
        );
        self.until(&format!("{css} can be clicked"), &ready).await;
        let element = self.find(css).await;
        // Where it was when the driver looked is where the driver presses: what still moves would be missed.
        let at_rest = "const [element, done] = arguments;
            const place = () => JSON.stringify(element.getBoundingClientRect());
            const soon = then => { const late = setTimeout(then, 300); requestAnimationFrame(() => { clearTimeout(late); then(); }); };
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const look = (before, left) => {
                const now = place();
                if (now === before || !left) done(now === before); else soon(() => look(now, left - 1));
            };
            soon(() => look('', 300));";
        let rests = self.client.execute_async(at_rest, vec![json!(element)]).await.expect("the page scrolls");
        assert_eq!(rests, json!(true), "{}: {css} does not come to rest", self.name);
        if let Err(error) = element.click().await {
            self.picture("failed").await;
            panic!("{}: {css} cannot be clicked: {error}", self.name);
        }
    }

    /// Clicks a box or a choice that is not ticked yet, and waits until it is.
    pub async fn tick(&self, css: &str) {
        self.click(css).await;
        self.until(&format!("{css} is ticked"), &format!("document.querySelector({})?.checked === true", json!(css)))
            .await;
    }

    /// Types into the program's field of this id, in place of what it holds; the shell's goes away.
    pub async fn type_into(&self, id: &str, text: &str) {
        let element = self.find(&format!("[id='{id}']:not([data-shell] *)")).await;
        element.clear().await.expect("the field can be cleared");
        element.send_keys(text).await.expect("the field takes keys");
        if self.engine == Engine::WebKit {
            // Its driver answers before the last keys are there, and the next field would get them.
            // A code that signs in takes its field along.
            let script = format!("(document.getElementById({})?.value ?? {1}) === {1}", json!(id), json!(text));
            self.until(&format!("{id} holds {text}"), &script).await;
        }
    }

    /// Sets a date field, whose keys differ between languages.
    pub async fn set_date(&self, id: &str, date: &str) {
        let element = self.find(&format!("[id='{id}']")).await;
        let script = "arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input', { bubbles: true }));
            arguments[0].dispatchEvent(new Event('blur'))";
        self.client.execute(script, vec![json!(element), json!(date)]).await.expect("the date is set");
    }

    /// Chooses an option by its code, once the list has it: of a select, or of a combobox and the list that it opens.
    pub async fn choose(&self, id: &str, code: &str) {
        let element = self.find(&format!("[id='{id}']")).await;
        if element.tag_name().await.expect("the page answers").eq_ignore_ascii_case("select") {
            self.find(&format!("[id='{id}'] option[value='{code}']")).await;
            element.select_by_value(code).await.expect("the option can be chosen");
        } else {
            self.click(&format!("[id='{id}']")).await;
            self.click(&format!("[id='{id}-list'] [data-value='{code}']")).await;
        }
        self.until_chosen(id, code).await;
    }

    /// Waits until a select or a combobox holds this code.
    pub async fn until_chosen(&self, id: &str, code: &str) {
        let script = format!(
            "(e => (e?.dataset.value ?? e?.value) === {})(document.getElementById({}))",
            json!(code),
            json!(id)
        );
        self.until(&format!("{id} is {code}"), &script).await;
    }

    /// The code that a select or a combobox holds.
    pub async fn chosen(&self, id: &str) -> String {
        let element = self.find(&format!("[id='{id}']")).await;
        let code = "return arguments[0].dataset.value ?? arguments[0].value";
        let code = self.client.execute(code, vec![json!(element)]).await.expect("the page answers");
        code.as_str().unwrap_or_default().to_owned()
    }

    /// Chooses a file, and waits until its picture is shown.
    pub async fn upload(&self, id: &str, file: &Path) {
        self.choose_file(id, file).await;
        self.find(&format!("[data-path='{id}'] .upload__preview img")).await;
    }

    /// Chooses a file in a file field.
    pub async fn choose_file(&self, id: &str, file: &Path) {
        let element = self.find(&format!("[id='{id}']")).await;
        element.send_keys(&file.display().to_string()).await.expect("the field takes a file");
    }

    /// The value that a field shows.
    pub async fn value(&self, id: &str) -> String {
        let element = self.find(&format!("[id='{id}']")).await;
        element.prop("value").await.expect("a value").unwrap_or_default()
    }

    /// Everything that is sent from now on goes through a narrow line of so many bytes a second.
    pub async fn slow_down(&self, bytes: u64) {
        // Parts that take their time: the page's own requests, held back one by one.
        let script = "const rate = arguments[0];
            const send = XMLHttpRequest.prototype.send;
            XMLHttpRequest.prototype.send = function (body) {
                this.waits = setTimeout(() => { this.waits = null; send.call(this, body); }, (body.size / rate) * 1000);
            };
            const abort = XMLHttpRequest.prototype.abort;
            XMLHttpRequest.prototype.abort = function () {
                if (!this.waits) return abort.call(this);
                clearTimeout(this.waits);
                this.dispatchEvent(new ProgressEvent('loadend'));
            };";
        self.client.execute(script, vec![json!(bytes)]).await.expect("the line is narrow");
    }

    /// Waits until everything typed is with the server.
    pub async fn until_saved(&self) {
        self.until_painted().await;
        self.find(".save-state[data-state='saved']").await;
    }

    /// Waits until what was typed is painted: the page hears of it right after. A page without frames has its own pause.
    async fn until_painted(&self) {
        let painted = "const done = arguments[0];
            setTimeout(done, 300);
            requestAnimationFrame(() => setTimeout(done));";
        self.client.execute_async(painted, vec![]).await.expect("the page paints");
    }

    /// Prints the page as a person would, as PDF, into the artifacts' folder too.
    pub async fn print(&self, what: &str) -> Vec<u8> {
        let pdf = self
            .client
            .print(PrintConfiguration::builder().size(PrintSize::A4).build().expect("A4 has room"))
            .await
            .expect("the page prints");
        if let Some(folder) = std::env::var_os("BEIAN_E2E_ARTIFACTS") {
            let folder = std::path::PathBuf::from(folder);
            std::fs::create_dir_all(&folder).expect("the artifacts' folder");
            std::fs::write(folder.join(format!("{}-{what}.pdf", self.name)), &pdf).expect("the print is written");
        }
        pdf
    }

    /// Takes a picture of the page into the artifacts' folder.
    pub async fn picture(&self, what: &str) {
        let Some(folder) = std::env::var_os("BEIAN_E2E_ARTIFACTS") else { return };
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).expect("the artifacts' folder");
        if let Ok(png) = self.client.screenshot().await {
            std::fs::write(folder.join(format!("{}-{what}.png", self.name)), png).expect("the picture is written");
        }
    }
}
