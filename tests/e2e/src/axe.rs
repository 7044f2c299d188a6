//! What keeps people out of a page: axe-core's findings (WCAG 2.2 AA), targets too small, text cut off or scrolled sideways,
//! motion that nobody asked for.

use crate::browser::Browser;
use crate::cdp::Theme;
use crate::env_path;
use serde_json::{Value, json};
use std::sync::LazyLock;

static AXE: LazyLock<String> =
    LazyLock::new(|| std::fs::read_to_string(env_path("BEIAN_E2E_AXE")).expect("axe-core can be read"));

/// What axe-core looks for.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Runs axe-core; the arguments are what it runs only and the answer's callback.
const RUN: &str = "
    const [only, done] = arguments;
    axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then(
        found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id}: ${rule.help}\\n    ${node.html}\\n    ${node.failureSummary.replaceAll('\\n', '\\n    ')}`))),
        error => done([`axe-core failed: ${error}`]))";

/// Interactive targets smaller than 24×24 CSS pixels, with the exceptions of WCAG 2.2, 2.5.8: links inside a sentence, and targets
/// whose 24 pixel circle touches no other target and no other small one's circle. A tick box and its label are one target; what
/// is only there for screen readers is none.
const SMALL_TARGETS: &str = "
    const css = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"], '
        + '[role=button], [role=option], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=combobox]';
    const round = (box, x, y) => {
        const near = (at, from, to) => Math.max(from - at, 0, at - to);
        return Math.hypot(near(x, box.left, box.right), near(y, box.top, box.bottom));
    };
    const targets = [...document.querySelectorAll(css)].flatMap(element => {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (!element.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || box.height <= 1) return [];
        if (style.clipPath !== 'none' || style.pointerEvents === 'none' || style.opacity === '0') return [];
        const boxes = [box, ...(element.labels ?? [])].map(it => it.getBoundingClientRect?.() ?? it);
        const whole = ['checkbox', 'radio'].includes(element.type) && boxes.length > 1 ? {
            left: Math.min(...boxes.map(it => it.left)), right: Math.max(...boxes.map(it => it.right)),
            top: Math.min(...boxes.map(it => it.top)), bottom: Math.max(...boxes.map(it => it.bottom)),
        } : box;
        const inline = style.display === 'inline'
            && element.parentElement.textContent.trim().length > element.textContent.trim().length;
        const small = whole.right - whole.left < 24 || whole.bottom - whole.top < 24;
        return [{ element, box: whole, small, inline }];
    });
    const centre = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const crowded = one => targets.some(other => {
        if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return false;
        const [x, y] = centre(one);
        if (round(other.box, x, y) < 12) return true;
        const [otherX, otherY] = centre(other);
        return other.small && Math.hypot(x - otherX, y - otherY) < 24;
    });
    return targets.filter(one => one.small && !one.inline && crowded(one)).map(({ element, box }) =>
        `${(box.right - box.left).toFixed(1)}×${(box.bottom - box.top).toFixed(1)} ${element.outerHTML.slice(0, 200)}`)";

/// What sticks to an edge covers what can be scrolled clear of it, and is told apart from what covers for good: it stands in its place
/// while a page is looked at.
const UNSTICK: &str = "for (const element of document.querySelectorAll('main *')) {
        if (getComputedStyle(element).position === 'sticky') {
            element.style.position = 'static';
            element.dataset.stuck = '';
        }
    }";

/// And back.
const STICK: &str = "for (const element of document.querySelectorAll('[data-stuck]')) {
        element.style.position = '';
        delete element.dataset.stuck;
    }";

/// What sticks out at the side, if the page must be scrolled sideways for it.
const TOO_WIDE: &str = "
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter(it => it.getBoundingClientRect().right > width + 1);
    return out.slice(-3).map(it => `${Math.round(it.getBoundingClientRect().right)} of ${width}: ${it.outerHTML.slice(0, 200)}`)";

/// Words that their box cuts off, by neither wrapping nor scrolling.
const CUT_OFF: &str = "
    return [...document.querySelectorAll('button, .button, label, h1, h2, h3, p, li, summary, a, dt, dd')].filter(it => {
        const style = getComputedStyle(it);
        return it.checkVisibility() && style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.clipPath === 'none'
            && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
    }).slice(0, 3).map(it => it.outerHTML.slice(0, 200))";

const MOVING: &str = "
    return document.getAnimations().filter(it => it.playState === 'running')
        .map(it => (it.effect?.target?.outerHTML ?? String(it)).slice(0, 200))";

/// How much is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Everything.
    Whole,
    /// Contrast alone: what differs between light and dark is colour.
    Contrast,
}

impl Browser {
    /// What axe-core finds on the page as it is now.
    pub async fn axe(&self, depth: Depth) -> Vec<String> {
        let is_there = self.client.execute("return typeof window.axe === 'object'", vec![]).await;
        if is_there.expect("the page answers") == json!(false) {
            self.client.execute(&AXE, vec![]).await.expect("axe-core can be put into the page");
        }
        let only = match depth {
            Depth::Whole => json!({ "type": "tag", "values": TAGS }),
            Depth::Contrast => json!({ "type": "rule", "values": ["color-contrast"] }),
        };
        texts(self.client.execute_async(RUN, vec![only]).await.expect("axe-core answers"))
    }

    async fn ask(&self, script: &str) -> Vec<String> {
        texts(self.client.execute(script, vec![]).await.expect("the page answers"))
    }

    /// Everything that keeps people out of the page as it is now, on a light and on a dark screen; each begins with the
    /// circumstances. Leaves the browser light. Chromium only.
    pub async fn barriers(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut note = |what: &str, all: Vec<String>| found.extend(all.into_iter().map(|one| format!("{what}: {one}")));
        self.client.execute(UNSTICK, vec![]).await.expect("what sticks comes loose");
        self.set_media(Theme::Light, true).await;
        note("moves though less motion is asked for", self.ask(MOVING).await);
        note("light", self.axe(Depth::Whole).await);
        note("target below 24 px", self.ask(SMALL_TARGETS).await);
        self.set_media(Theme::Dark, true).await;
        note("dark", self.axe(Depth::Contrast).await);
        self.set_media(Theme::Light, true).await;
        self.set_width(320, 800).await;
        note("scrolls sideways at 320 px", self.ask(TOO_WIDE).await);
        note("cut off at 320 px", self.ask(CUT_OFF).await);
        note("target below 24 px at 320 px", self.ask(SMALL_TARGETS).await);
        self.set_own_width().await;
        let size = |size: &str| format!("document.documentElement.style.fontSize = '{size}'");
        self.client.execute(&size("200%"), vec![]).await.expect("the text grows");
        note("scrolls sideways at 200 % text", self.ask(TOO_WIDE).await);
        note("cut off at 200 % text", self.ask(CUT_OFF).await);
        self.client.execute(&size(""), vec![]).await.expect("the text shrinks");
        self.client.execute(STICK, vec![]).await.expect("what came loose sticks again");
        found
    }
}

fn texts(value: Value) -> Vec<String> {
    let all = value.as_array().cloned().unwrap_or_default();
    all.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect()
}
