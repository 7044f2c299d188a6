//! A choice from a long list that can be searched by typing Chinese, pinyin initials or a code: the combobox of the ARIA
//! practices, so that keyboard and screen reader work as everywhere.

use super::field_frame::described_by;
use super::initials::Initials;
use super::text_input::{Typed, typed};
use crate::dynamic::{dynamic, effect, given, memo};
use crate::state::{t, use_filing, use_language};
use beian_browser::keys::is_composing;
use beian_locale::{Words, fill, ui::Ui};
use beian_model::Path;
use leptos::html;
use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code that is stored.
    pub code: String,
    /// The word that is shown.
    pub word: String,
    /// Its Chinese word, by which it is found in every language of the pages.
    pub chinese: String,
}

/// A choice with what it is found by.
#[derive(Clone, PartialEq)]
struct Entry {
    code: String,
    word: String,
    chinese: String,
    initials: String,
}

impl Entry {
    /// How well a search fits: 0 for the beginning of the word, more for less; nothing where it does not fit.
    fn rank(&self, search: &str) -> Option<u8> {
        let lower = search.to_ascii_lowercase();
        let word = self.word.to_ascii_lowercase();
        if word.starts_with(&lower) || self.chinese.starts_with(&lower) {
            Some(0)
        } else if self.initials.starts_with(&lower) || self.code.starts_with(&lower) {
            Some(1)
        } else if word.contains(&lower) || self.chinese.contains(&lower) {
            Some(2)
        } else {
            self.initials.contains(&lower).then_some(3)
        }
    }
}

/// The entries that fit a search, the best first, as places in the list.
fn fitting(entries: &[Entry], search: &str) -> Vec<usize> {
    let search = search.trim();
    if search.is_empty() {
        return (0..entries.len()).collect();
    }
    // Put in one by one: they are few, and a sort would be code of its own for this type.
    let mut ranked: Vec<(u8, usize)> = Vec::new();
    for (n, rank) in entries.iter().enumerate().filter_map(|(n, one)| Some((n, one.rank(search)?))) {
        ranked.insert(ranked.partition_point(|(other, _)| *other <= rank), (rank, n));
    }
    ranked.into_iter().map(|(_, n)| n).collect()
}

/// The one entry that a search names: the only one that fits, or the only one that is called just so. Else how many fit.
fn named(entries: &[Entry], search: &str) -> Result<usize, usize> {
    let found = fitting(entries, search);
    let name = search.trim().to_ascii_lowercase();
    let is_called = |n: &&usize| entries[**n].word.to_ascii_lowercase() == name || entries[**n].chinese == name;
    let called: Vec<_> = found.iter().filter(is_called).collect();
    match (found.as_slice(), called.as_slice()) {
        ([one], _) => Ok(*one),
        (_, [one]) => Ok(**one),
        _ => Err(found.len()),
    }
}

/// The searchable choice of a field; its frame is the caller's.
#[component]
pub fn Combobox(
    /// The field: its path is the control's id.
    at: Path,
    /// Code and word of each choice, in the order of the list.
    choices: Signal<Vec<Choice>>,
    /// The code that is chosen; empty for none.
    value: Memo<String>,
    /// Called with the code that the person chose; empty where they cleared the field.
    on_choice: Callback<String>,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let error_message = filing.error_message(at);
    let id = at.to_string();
    let list_id = format!("{id}-list");
    let entries = memo(move || {
        let initials = Initials::new();
        let of = |Choice { code, word, chinese }| Entry { initials: initials.of(&chinese), code, word, chinese };
        choices.get().into_iter().map(of).collect::<Vec<_>>()
    });
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(false);
    // What is being typed, or was and names no one choice; nothing while the field shows what is chosen.
    let search: RwSignal<Option<String>> = RwSignal::new(filing.unfinished.typed(at));
    let active = RwSignal::new(0_usize);
    let shown = memo(move || fitting(&entries.read(), search.read().as_deref().unwrap_or_default()));
    let word = memo(move || {
        let code = value.read();
        entries.read().iter().find(|one| one.code == *code).map_or_else(|| code.clone(), |one| one.word.clone())
    });
    let text = memo(move || search.get().unwrap_or_else(|| word.get()));
    let open = move || {
        if !is_open.get_untracked() {
            let chosen = value.get_untracked();
            let at = shown.read_untracked().iter().position(|n| entries.read_untracked()[*n].code == chosen);
            active.set(at.unwrap_or(0));
            is_open.set(true);
        }
    };
    let close = move || {
        is_open.set(false);
        search.set(None);
        filing.unfinished.clear(at);
    };
    // Another choice than the person's own, from elsewhere, is shown in place of what they left unfinished.
    let mut before = None;
    effect(move || {
        let now = value.get();
        if before.as_ref().is_some_and(|before| *before != now) && !is_open.get_untracked() {
            close();
        }
        before = Some(now);
    });
    let pick = move |n: usize| {
        let code = entries.read_untracked().get(n).map(|one| one.code.clone());
        if let Some(code) = code {
            on_choice.run(code);
            filing.touch(at);
        }
        close();
    };
    let pick_active = move || {
        if let Some(n) = shown.read_untracked().get(active.get_untracked()).copied() {
            pick(n);
        }
    };
    // What was typed is taken where it names one choice, and the choice is cleared where nothing was left. Else nothing is
    // chosen, and what was typed stays to be put right.
    let settle = move || {
        let Some(typed) = search.get_untracked() else { return close() };
        if typed.trim().is_empty() {
            on_choice.run(String::new());
            return close();
        }
        let named = named(&entries.read_untracked(), &typed);
        match named {
            Ok(n) => pick(n),
            Err(fitting) => {
                is_open.set(false);
                filing.unfinished.search(at, &typed, fitting);
                filing.touch(at);
            }
        }
    };
    let leave = move || {
        settle();
        filing.touch(at);
    };
    let step = move |by: isize| {
        let count = shown.read_untracked().len();
        if !is_open.get_untracked() {
            open();
        } else if count > 0 {
            active.update(|at| *at = (*at as isize + by).rem_euclid(count as isize) as usize);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        // Enter ends a composition, arrows move among its candidates: neither chooses anything here.
        if is_composing(&event) {
            return;
        }
        let handled = match event.key().as_str() {
            "ArrowDown" => {
                step(1);
                true
            }
            "ArrowUp" => {
                step(-1);
                true
            }
            "Enter" if is_open.get_untracked() => {
                pick_active();
                true
            }
            "Escape" if is_open.get_untracked() || search.read_untracked().is_some() => {
                close();
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let option_id = {
        let id = id.clone();
        move |n: usize| format!("{id}-option-{n}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || {
            let n = shown.read().get(active.get()).copied()?;
            is_open.get().then(|| option_id(n))
        }
    };
    // The highlighted line stays in sight.
    let follow = active_id.clone();
    effect(move || {
        if let Some(line) = follow().and_then(|id| document().get_element_by_id(&id)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let lines = move || {
        if !is_open.get() {
            return None;
        }
        let entries = entries.read();
        let lines = shown.get().into_iter().enumerate().map(|(at, n)| {
            let Entry { code, word, .. } = entries[n].clone();
            let mine = code.clone();
            view! {
                <li
                    class="combobox__option"
                    role="option"
                    id=option_id(n)
                    data-value=code
                    data-active=move || (active.get() == at).then_some("true")
                    aria-selected=move || if *value.read() == mine { "true" } else { "false" }
                    // Before the control loses the focus, which would close the list.
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| pick(n)
                >
                    {word}
                </li>
            }
            .into_any()
        });
        Some(lines.collect_view())
    };
    let count = move || {
        if search.read().is_none() {
            return String::new();
        }
        let lang = language.get();
        let n = shown.read().len();
        let text = n.to_string();
        if n == 0 { Ui::NothingFits.text(lang).to_owned() } else { fill(Ui::NFit.text(lang), |_| Some(&text)) }
    };
    let on_text = Callback::new(move |text: String| {
        search.set(Some(text));
        active.set(0);
        is_open.set(true);
        filing.unfinished.clear(at);
    });
    // Autofill may change the text without ever coming to the field: then nobody leaves it.
    let on_done = Some(Callback::new(move |()| settle()));
    let how = Typed { shown: text.into(), on_text, on_half: None, on_done, is_off: Signal::stored(false) };
    view! {
        <div class="combobox">
            <input
                class="input combobox__input"
                node_ref=input
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-haspopup="listbox"
                aria-controls=list_id.clone()
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-activedescendant=active_id
                aria-invalid=move || error_message.read().is_some().then_some("true")
                aria-describedby=described_by(at)
                placeholder=t(Ui::ChooseOrType)
                data-value=move || value.get()
                use:typed=how
                on:keydown=on_key
                on:click=move |_| open()
                on:focus=move |_| if let Some(input) = input.get_untracked() {
                    input.select();
                }
                on:blur=move |_| leave()
            />
            <ul class="combobox__list" role="listbox" id=list_id tabindex="-1" aria-label=t(Ui::Choose) hidden=move || !is_open.get()>
                {dynamic(lines)}
            </ul>
            <p class="visually-hidden" role="status">{dynamic(count)}</p>
            {given(move || is_open.get() && shown.read().is_empty(), move || view! {
                <p class="combobox__nothing">{t(Ui::NothingFits)}</p>
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_by_word_initials_and_code() {
        let entry = |code: &str, word: &str, initials: &str| Entry {
            code: code.to_owned(),
            word: word.to_owned(),
            chinese: word.to_owned(),
            initials: initials.to_owned(),
        };
        let entries = [
            entry("440300", "深圳市", "szs"),
            entry("440100", "广州市", "gzs"),
            entry("445100", "潮州市", "czs"),
            entry("441300", "惠州市", "hzs"),
        ];
        for (search, expected) in [
            ("", &[0, 1, 2, 3][..]),
            ("深", &[0]),
            ("州", &[1, 2, 3]),
            ("gz", &[1]),
            ("CZ", &[2]),
            ("zs", &[0, 1, 2, 3]),
            ("4403", &[0]),
            (" 惠州 ", &[3]),
            ("xyz", &[]),
        ] {
            assert_eq!(fitting(&entries, search), expected, "{search}");
        }
    }

    #[test]
    fn names_one_or_none() {
        let entry = |word: &str, chinese: &str, code: &str, initials: &str| Entry {
            code: code.to_owned(),
            word: word.to_owned(),
            chinese: chinese.to_owned(),
            initials: initials.to_owned(),
        };
        let entries = [
            entry("Hebei", "河北省", "he", "hbs"),
            entry("Hubei", "湖北省", "hb", "hbs"),
            entry("Jilin", "吉林", "jl", "jl"),
            entry("Jilin City", "吉林市", "jls", "jls"),
        ];
        for (search, expected) in [
            ("h", Err(2)),
            ("hebei", Ok(0)),
            ("河", Ok(0)),
            // The code of one, but the initials of both.
            ("hb", Err(2)),
            ("北", Err(2)),
            // Others begin like it, but only one is called so.
            ("吉林", Ok(2)),
            (" JILIN ", Ok(2)),
            ("jilin c", Ok(3)),
            ("xyz", Err(0)),
        ] {
            assert_eq!(named(&entries, search), expected, "{search}");
        }
    }
}
