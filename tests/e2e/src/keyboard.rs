//! The keyboard alone: keys where the focus is, and Tab to where it should be.

use crate::browser::Browser;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

/// Presses keys where the focus is: as a keyboard does, so that a file field takes Tab as any other.
pub async fn keys(browser: &Browser, text: &str) {
    let strokes = text.chars().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
        keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
    });
    browser.client.perform_actions(strokes).await.expect("keys are taken");
}

/// Ctrl and a letter.
pub async fn with_control(browser: &Browser, value: char) {
    let control = char::from(Key::Control);
    let strokes = KeyActions::new("keyboard".to_owned())
        .then(KeyAction::Down { value: control })
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value })
        .then(KeyAction::Up { value: control });
    browser.client.perform_actions(strokes).await.expect("keys are taken");
}

/// Presses one key that has a name.
pub async fn press(browser: &Browser, key: Key) {
    keys(browser, &char::from(key).to_string()).await;
}

/// Goes on with Tab until such an element has the focus, as a person does.
pub async fn tab_to(browser: &Browser, css: &str) {
    browser.find(css).await;
    let there = format!("return document.activeElement?.matches({})", serde_json::json!(css));
    for _ in 0..120 {
        press(browser, Key::Tab).await;
        if browser.client.execute(&there, vec![]).await.is_ok_and(|answer| answer == serde_json::json!(true)) {
            return;
        }
    }
    browser.picture("failed").await;
    panic!("Tab never comes to {css}");
}

/// Types a date part by part, in the order in which this browser shows them.
pub async fn date(browser: &Browser, id: &str, date: &str) {
    tab_to(browser, &format!("[id='{id}']")).await;
    for part in date_parts(browser).await {
        let digits = match part.as_str() {
            "year" => &date[..4],
            "month" => &date[5..7],
            _ => &date[8..],
        };
        keys(browser, digits).await;
        // After two digits of a month or a day the next part is there by itself; after four of a year it is not.
        if digits.len() == 4 {
            press(browser, Key::Right).await;
        }
    }
    browser.until(&format!("{id} is {date}"), &format!("document.getElementById('{id}').value === '{date}'")).await;
}

/// The parts of a date (`year`, `month`, `day`) in the order in which this browser's control has them.
pub async fn date_parts(browser: &Browser) -> Vec<String> {
    let order = "return new Intl.DateTimeFormat().formatToParts(new Date()).map(part => part.type)";
    let order = browser.client.execute(order, vec![]).await.expect("the browser has an order");
    let parts = order.as_array().into_iter().flatten().filter_map(Value::as_str);
    parts.filter(|part| *part != "literal").map(str::to_owned).collect()
}
