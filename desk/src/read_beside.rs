//! What was read from a document beside what was typed, the difference marked to the character.

use super::measured::at_verification;
use beian::state::t;
use beian_locale::{reading::ReadWords, viewing::Viewing};
use beian_model::wire::ReviewView;
use beian_model::{Path, ReadField};
use beian_rules::compared::{Compared, Piece, compared};
use leptos::prelude::*;

/// What stands beside a field: what its document says, or how the captures of a verification were measured; nothing beside most fields.
pub fn beside(view: StoredValue<ReviewView>, path: Path) -> AnyView {
    if let Some(person) = path.verified_person() {
        return at_verification(view, person);
    }
    let told = view.with_value(|view| {
        let read = read_of(view, path)?;
        let typed = view.view.filing.text(path)?;
        Some((compared(path, typed, &read.text, view.view.facts.today), read.sure))
    });
    let Some((Compared { is_same, typed, read }, is_sure)) = told else { return ().into_any() };
    if is_same {
        return view! { <p class="beside beside--same" data-read="same">"✓ " {t(Viewing::ReadSame)}</p> }.into_any();
    }
    view! {
        <div class="beside beside--other" data-read="other">
            <p>{t(Viewing::Typed)} {marked(typed)}</p>
            <p>
                {t(Viewing::ReadOther)} {marked(read)}
                {(!is_sure).then(|| view! { " " <span class="tag">{t(ReadWords::Unsure)}</span> })}
            </p>
        </div>
    }
    .into_any()
}

/// What was read for a field.
fn read_of(view: &ReviewView, path: Path) -> Option<&ReadField> {
    let fields = view.background.readings.iter().flat_map(|one| &one.reading.fields);
    fields.into_iter().find(|one| one.path == path && !one.text.is_empty())
}

/// A text with what differs in `mark`.
fn marked(pieces: Vec<Piece>) -> AnyView {
    let piece = |Piece { text, differs }| match differs {
        true => view! { <mark>{text}</mark> }.into_any(),
        false => text.into_any(),
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}
