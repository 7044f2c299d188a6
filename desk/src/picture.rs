//! A picture in its stage: enlarged, turned, moved and lit by keys, mouse and touch, without being loaded again.

use super::documents::Place;
use super::lens::Lens;
use beian::dynamic::dynamic;
use leptos::html;
use leptos::prelude::*;
use web_sys::{PointerEvent, WheelEvent};

/// Where fingers and the mouse's pointer are: each by its number.
type Pointers = StoredValue<Vec<(i32, (i32, i32))>>;

/// A picture that was opened.
#[component]
pub fn Picture(
    /// Its address.
    source: String,
    /// What it shows, in words.
    label: Signal<String>,
    /// How it is looked at.
    lens: RwSignal<Lens>,
    /// The place on it that is framed.
    place: Signal<Option<Place>>,
    /// It did not load.
    on_failure: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let stage = NodeRef::<html::Div>::new();
    let drawn = NodeRef::<html::Div>::new();
    // Drawn anew once it has a size.
    let loaded = RwSignal::new(false);
    let transform = move || {
        loaded.track();
        let stage = stage.get().map_or((0, 0), |stage| (stage.client_width(), stage.client_height()));
        let drawn = drawn.get().map_or((0, 0), |drawn| (drawn.offset_width(), drawn.offset_height()));
        lens.get().transform(stage, drawn)
    };
    let pointers: Pointers = StoredValue::new(Vec::new());
    let down = move |event: PointerEvent| {
        let at = (event.client_x(), event.client_y());
        pointers.update_value(|all| all.push((event.pointer_id(), at)));
        if let Some(stage) = stage.get_untracked()
            && lens.get_untracked().is_large()
        {
            // Moves are heard to their end, wherever the pointer goes.
            let _ = stage.set_pointer_capture(event.pointer_id());
        }
    };
    let moves = move |event: PointerEvent| {
        let at = (event.client_x(), event.client_y());
        let changed = pointers.try_update_value(|all| change(all, event.pointer_id(), at)).flatten();
        match changed {
            Some(Change::Moved(x, y)) => lens.update(|lens| *lens = lens.moved(x, y)),
            Some(Change::Pinched(from, to)) => lens.update(|lens| *lens = lens.pinched(from, to)),
            None => {}
        }
    };
    let up = move |event: PointerEvent| pointers.update_value(|all| all.retain(|(id, _)| *id != event.pointer_id()));
    // The browser's own sign of two fingers on a touch pad; a wheel alone scrolls the page.
    let wheel = move |event: WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
            lens.update(|lens| *lens = if event.delta_y() < 0.0 { lens.larger() } else { lens.smaller() });
        }
    };
    let frame = move || {
        place.get().map(|Place([left, top, width, height])| {
            view! {
                <span class="viewing__place" data-place="" style:left=percent(left) style:top=percent(top)
                    style:width=percent(width) style:height=percent(height)></span>
            }
        })
    };
    view! {
        <div class="viewing__stage" class:viewing__stage--large=move || lens.get().is_large() node_ref=stage on:pointerdown=down
            on:pointermove=moves on:pointerup=up on:pointercancel=up on:pointerleave=up on:wheel=wheel>
            <div class="viewing__picture" node_ref=drawn style:transform=transform>
                <img src=source alt=move || label.get() draggable="false" style:filter=move || lens.get().filter()
                    on:load=move |_| loaded.set(true) on:error=move |_| on_failure() />
                {dynamic(frame)}
            </div>
        </div>
    }
    .into_any()
}

/// What the movement of a pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// The picture goes with it.
    Moved(i32, i32),
    /// Two fingers were so far from each other, and are so far now.
    Pinched(u32, u32),
}

/// Notes where a pointer is now; one that is not down does nothing.
fn change(all: &mut [(i32, (i32, i32))], id: i32, at: (i32, i32)) -> Option<Change> {
    let apart = |all: &[(i32, (i32, i32))]| match all {
        [(_, one), (_, other)] => Some(one.0.abs_diff(other.0) + one.1.abs_diff(other.1)),
        _ => None,
    };
    let before = apart(all);
    let was = all.iter_mut().find(|(known, _)| *known == id).map(|(_, place)| std::mem::replace(place, at))?;
    match (before, apart(all)) {
        (Some(from), Some(to)) => Some(Change::Pinched(from, to)),
        _ if all.len() == 1 => Some(Change::Moved(at.0 - was.0, at.1 - was.1)),
        _ => None,
    }
}

/// Hundredths of a percent as a length.
fn percent(hundredths: u32) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pointer_moves_and_two_pinch() {
        let mut all = vec![(1, (10, 10))];
        assert_eq!(change(&mut all, 1, (15, 8)), Some(Change::Moved(5, -2)));
        assert_eq!(change(&mut all, 2, (0, 0)), None, "it is not down");
        all.push((2, (15, 108)));
        assert_eq!(change(&mut all, 2, (15, 208)), Some(Change::Pinched(100, 200)));
    }
}
