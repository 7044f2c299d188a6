//! All that is done with the queue beside reading it: it comes with the chunk `case`, and is shown in a place that is kept for it.

use super::case;
use super::queue_state::{QueueState, Tools};
use super::{queue_bulk, queue_due, queue_tools};
use beian_browser::styles;
use leptos::prelude::*;
use std::rc::Rc;

/// What stands above the queue's table, and what is drawn into its rows.
#[derive(Clone, Copy)]
pub struct QueueTools {
    bar: fn(QueueState) -> AnyView,
    rows: Tools,
}

impl QueueTools {
    /// All of it.
    pub fn all() -> QueueTools {
        styles::add(include_str!("../../style/dialog.css"));
        styles::add(include_str!("../../style/keys.css"));
        styles::add(include_str!("../../style/tools.css"));
        let rows =
            Tools { tick: queue_bulk::tick, more: queue_tools::more, since: queue_due::since, due: queue_due::due };
        QueueTools { bar: queue_tools::bar, rows }
    }
}

/// What stands above the table. Without it the queue is read all the same.
pub fn bar(queue: QueueState) -> AnyView {
    case::with(Rc::new(move |case| {
        queue.tools.set(Some(case.tools.rows));
        (case.tools.bar)(queue)
    }))
}
