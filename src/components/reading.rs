//! What pictures say, beside the crop that says it: to be used, confirmed or left. Nothing that the person typed is ever
//! written over without a click.

use crate::dynamic::{dynamic, memo};
use crate::state::read_values::Agreement;
use crate::state::readings::{self, Heard};
use crate::state::{t, uploads, use_filing, use_language, use_read_values};
use beian_browser::focus::focus_soon;
use beian_locale::{Lang, Words, fields, fill, reading::ReadWords, ui::Ui};
use beian_model::{Path, PersonRef, ReadField, ReadingState, Region, ResponsiblePerson};
use leptos::prelude::*;

/// So wide the whole picture would be on the page, in pixels: the print of a certificate is then as tall as the page's.
const WHOLE_WIDTH: u64 = 1100;

/// What the organiser's certificate says, once it is uploaded; nothing where the server reads no pictures.
#[component]
pub fn LicenceReading() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let Heard { told, missed } = readings::of_licence();
    let said = move || {
        if missed.get() {
            return Some(ReadWords::NoAnswer.text(language.get()).to_owned());
        }
        let told = told.read();
        let (_, reading) = told.as_ref()?;
        announced(reading.state, reading.fields.len(), false, language.get())
    };
    let lines = move || {
        let (id, reading) = told.get().filter(|(_, reading)| !reading.fields.is_empty())?;
        let source = uploads::address(filing, &id);
        let picture = Some(Picture { source, width: reading.width, height: reading.height });
        Some(view! { <ReadLines read=reading.fields picture /> })
    };
    view! {
        <div class="reading" data-reading="licence">
            <p class="reading__said" role="status">{dynamic(said)}</p>
            {dynamic(lines)}
        </div>
    }
    .into_any()
}

/// What the ID card of a responsible person says, as their phone photographed it; nothing before they are verified.
/// Fields that are empty are filled in at once.
#[component]
pub fn PersonReadingNote(
    /// Whose card.
    of: PersonRef,
) -> impl IntoView {
    let language = use_language();
    let Heard { told, missed } = readings::of_card(of);
    let said = move || {
        if missed.get() {
            return Some(ReadWords::CardNoAnswer.text(language.get()).to_owned());
        }
        let told = told.read();
        let (_, reading) = told.as_ref()?;
        announced(reading.state, reading.fields.len(), true, language.get())
    };
    let lines = move || {
        let (_, reading) = told.get().filter(|(_, reading)| !reading.fields.is_empty())?;
        Some(view! { <ReadLines read=reading.fields picture=None /> })
    };
    view! {
        <div class="reading" data-reading=of.to_string()>
            <p class="reading__said" role="status">{dynamic(said)}</p>
            {dynamic(lines)}
        </div>
    }
    .into_any()
}

/// Beside a field: it was filled in from a picture, and waits for the person's word.
#[component]
pub fn ReadMark(
    /// The field.
    at: Path,
) -> impl IntoView {
    let filing = use_filing();
    let values = use_read_values();
    let waits = memo(move || values.is_unconfirmed(filing, at));
    move || {
        waits.get().then(|| {
            view! {
                <p class="reading__mark">
                    {t(ReadWords::ToCheck)} " "
                    <button type="button" class="button button--quiet" data-action="confirm-read"
                        on:click=move |_| {
                            values.confirm(at);
                            focus_soon(at.to_string());
                        }>
                        {t(ReadWords::Right)}
                    </button>
                </p>
            }
        })
    }
}

/// What a screen reader is told of a reading; nothing where there is nothing to tell.
fn announced(state: ReadingState, count: usize, card: bool, lang: Lang) -> Option<String> {
    let word = match (state, count, card) {
        (ReadingState::Off, ..) | (ReadingState::Done, 0, true) => return None,
        (ReadingState::Running, _, false) => ReadWords::Running,
        (ReadingState::Running, _, true) => ReadWords::CardRunning,
        (ReadingState::Done, 0, false) => ReadWords::Nothing,
        (ReadingState::Done, _, false) => ReadWords::FieldsRead,
        (ReadingState::Done, _, true) => ReadWords::CardRead,
    };
    let count = count.to_string();
    Some(fill(word.text(lang), |_| Some(&count)))
}

/// The picture that was read.
#[derive(Clone)]
pub struct Picture {
    /// Its address.
    pub source: String,
    /// Pixels across, as it is shown.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Picture {
    /// The part of the picture that says a value, with a little around it; nothing where the picture has no such part.
    fn crop(&self, region: Region, alt: impl Fn() -> String + Send + Sync + 'static) -> Option<AnyView> {
        let Picture { source, width, height } = self.clone();
        let part = region.padded(region.height / 5 + 4, width, height);
        if part.width == 0 || part.height == 0 {
            return None;
        }
        let across = u64::from(part.width) * WHOLE_WIDTH / u64::from(width.max(1));
        // Styles are set one by one, through the object model: the policy allows no style attribute.
        let crop = view! {
            <span class="reading__crop" style:inline-size=format!("{across}px")
                style:aspect-ratio=format!("{} / {}", part.width, part.height)>
                <img src=source alt=alt style:inline-size=percent(width, part.width)
                    style:inset-inline-start=format!("-{}", percent(part.x, part.width))
                    style:inset-block-start=format!("-{}", percent(part.y, part.height)) />
            </span>
        };
        Some(crop.into_any())
    }
}

/// One length as a share of another, to the hundredth: `412.50%`.
fn percent(length: u32, of: u32) -> String {
    let hundredths = u64::from(length) * 10_000 / u64::from(of.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The lines of a reading, and one button for all that is empty.
#[component]
pub fn ReadLines(
    /// The fields that were read.
    read: Vec<ReadField>,
    /// Where they were read; nothing for an ID card, whose pictures are not shown here.
    picture: Option<Picture>,
) -> impl IntoView {
    let filing = use_filing();
    let values = use_read_values();
    let language = use_language();
    let title_id = match read.first() {
        Some(one) => format!("reading-{}-title", one.path),
        None => String::new(),
    };
    let texts = StoredValue::new(read.iter().map(|one| (one.path, one.text.clone())).collect::<Vec<_>>());
    let empty = memo(move || {
        texts.with_value(|texts| {
            let is_empty = |(path, text): &&(Path, String)| values.agreement(filing, *path, text) == Agreement::Empty;
            texts.iter().filter(is_empty).map(|(path, _)| *path).collect::<Vec<_>>()
        })
    });
    let (named_by, heading) = (title_id.clone(), title_id.clone());
    let use_empty = move |_| {
        let empty = empty.get_untracked();
        for (path, text) in texts.get_value().into_iter().filter(|(path, _)| empty.contains(path)) {
            values.fill(filing, path, &text);
            filing.touch(path);
        }
        focus_soon(heading.clone());
    };
    let all = move || {
        let count = empty.read().len().to_string();
        fill(ReadWords::UseEmpty.text(language.get()), |_| Some(&count))
    };
    let title = if picture.is_none() { ReadWords::CardTitle } else { ReadWords::Title };
    let lines = read.into_iter().map(|one| line(one, picture.as_ref())).collect_view();
    view! {
        <div class="reading__box" role="group" aria-labelledby=named_by>
            <p class="reading__title" id=title_id tabindex="-1">{t(title)}</p>
            <button type="button" class="button button--secondary" data-action="use-all-read" on:click=use_empty
                hidden=move || empty.read().is_empty()>
                {dynamic(all)}
            </button>
            <ul class="reading__lines">{lines}</ul>
        </div>
    }
    .into_any()
}

/// A field that was read: its label, the crop, what was read, how that stands to the form, and what can be done.
fn line(one: ReadField, picture: Option<&Picture>) -> impl IntoView {
    let card = picture.is_none();
    let filing = use_filing();
    let values = use_read_values();
    let language = use_language();
    let ReadField { path, text, sure, region } = one;
    let read = StoredValue::new(text);
    let agreement = memo(move || read.with_value(|text| values.agreement(filing, path, text)));
    let label = move || fields::label(path, language.get());
    let alt = move || fill(ReadWords::Crop.text(language.get()), |_| Some(label()));
    let crop = picture.and_then(|picture| picture.crop(region, alt));
    let said = move || {
        let word = match (agreement.get(), card) {
            (Agreement::Same, false) => ReadWords::Agrees,
            (Agreement::Same, true) => ReadWords::CardAgrees,
            (Agreement::ToCheck, false) => ReadWords::ToCheck,
            (Agreement::ToCheck, true) => ReadWords::CardToCheck,
            (Agreement::Empty, _) => ReadWords::NotFilled,
            (Agreement::Differs, false) => ReadWords::Differs,
            (Agreement::Differs, true) => ReadWords::CardDiffers,
            (Agreement::Left, _) => ReadWords::Left,
        };
        let tone = match agreement.get() {
            Agreement::Same => "tag tag--good",
            Agreement::Differs | Agreement::ToCheck => "tag tag--warn",
            Agreement::Empty | Agreement::Left => "tag",
        };
        view! { <span class=tone>{t(word)}</span> }
    };
    let typed = filing.text(path);
    let typed = move || {
        let differs = matches!(agreement.get(), Agreement::Differs | Agreement::Left);
        differs.then(|| {
            view! {
                <span class="reading__typed">{t(ReadWords::Typed)} {t(Ui::Colon)} {dynamic(move || shown(&typed.read(), language.get()))}</span>
            }
        })
    };
    let line_id = format!("reading-{path}");
    // The clicked button goes away: the line takes its focus.
    let here = StoredValue::new(line_id.clone());
    let take = move |_| {
        read.with_value(|text| values.fill(filing, path, text));
        filing.touch(path);
        focus_soon(here.get_value());
    };
    let leave = move |_| {
        read.with_value(|text| values.turn_down(path, text));
        focus_soon(here.get_value());
    };
    let right = move |_| {
        values.confirm(path);
        focus_soon(here.get_value());
    };
    let instead = if card { ReadWords::CardUse } else { ReadWords::UseInstead };
    let buttons = move || {
        match agreement.get() {
        Agreement::Same => ().into_any(),
        Agreement::ToCheck => view! {
            <button type="button" class="button button--secondary" data-action="confirm-read" on:click=right>
                {t(ReadWords::Right)}
            </button>
        }
        .into_any(),
        Agreement::Empty => view! {
            <button type="button" class="button button--secondary" data-action="use-read" on:click=take>
                {t(ReadWords::Use)}
            </button>
        }
        .into_any(),
        Agreement::Left => view! {
            <button type="button" class="button button--quiet" data-action="use-read" on:click=take>{t(instead)}</button>
        }
        .into_any(),
        Agreement::Differs => view! {
            <button type="button" class="button button--secondary" data-action="use-read" on:click=take>{t(instead)}</button>
            <button type="button" class="button button--quiet" data-action="leave-typed" on:click=leave>
                {t(ReadWords::Leave)}
            </button>
        }
        .into_any(),
    }
    };
    view! {
        <li class="reading__line" id=line_id tabindex="-1" data-read=path.to_string()>
            <span class="reading__label">{dynamic(label)} " " {dynamic(said)}</span>
            {crop}
            <span class="reading__text">
                {dynamic(move || read.with_value(|text| shown(text, language.get())))}
                {(!sure).then(|| view! { " " <span class="tag">{t(ReadWords::Unsure)}</span> })}
            </span>
            {dynamic(typed)}
            <span class="reading__actions">{dynamic(buttons)}</span>
        </li>
    }
    .into_any()
}

/// A value as a person reads it.
fn shown(text: &str, lang: Lang) -> String {
    if text == ResponsiblePerson::LONG_TERM { Ui::LongTerm.text(lang).to_owned() } else { text.to_owned() }
}
