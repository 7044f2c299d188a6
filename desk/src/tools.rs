//! What comes with the desk's chunk `tools`: all that is done with the queue beside reading it. It is shown in a place that is kept for it.

use super::queue_state::{QueueState, Tools};
use super::{queue_bulk, queue_due, queue_tools};
use beian::chunk::{at_last, chunked};
use beian::dynamic::dynamic;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the chunk brings.
#[derive(Clone, Copy)]
struct Brought {
    bar: fn(QueueState) -> AnyView,
    rows: Tools,
}

chunked! {
    tools: fn fetch_tools() -> Brought {
        Brought { bar: queue_tools::bar, rows: Tools { tick: queue_bulk::tick, due: queue_due::due } }
    }
}

/// What stands above the table. Without it the queue is read all the same: it is asked for until it comes.
pub fn bar(queue: QueueState) -> AnyView {
    let bar = StoredValue::new(None::<fn(QueueState) -> AnyView>);
    spawn_local(async move {
        let brought = at_last(fetch_tools).await;
        bar.try_set_value(Some(brought.bar));
        queue.tools.try_set(Some(brought.rows));
    });
    dynamic(move || queue.tools.read().is_some().then(|| bar.get_value().map(|bar| bar(queue))))
}
