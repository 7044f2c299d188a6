//! The staff's pages: sign-in, the queue, one filing with its documents beside the fields.
//!
//! - `app`: which page is shown; the address's fragment names the filing.
//! - `sign_in`, `queue`, `review`: the pages; `staff`: who is signed in. `case`: how the page of a filing comes; `viewing`: what comes in a file of its
//!   own, `review` and all below it.
//! - `fields`: the submitted values, `focused`: the one that the reviewer is at, `naming`: what parts of a filing are called;
//!   `written`: what the reviewer wrote, `saving`: how that is saved, `mark_box`: where they write it.
//! - `deciding`: `bar`, what can be decided, with `decide`, what is written of the whole; `calls`: calls and remarks;
//!   `preview`: what the applicant will read; `keys`: its keys, `key_sheet`; `next`: the next filing; `reasons`: the library of reasons at a mark.
//! - `queue_state`: what the queue shows. `tools`: what else comes in a file of its own, and is put together by `queue_tools`: `queue_tabs`; `queue_filters`, the search
//!   and what narrows it; `queue_bulk`, several filings at once; `queue_due`, how long there is; `queue_keys`, the keyboard; `queue_live`, changes.
//! - `viewer`: the documents beside the fields (`documents`), one of them shown at a time (`document`) by
//!   a link (`opening`), as a `picture` under a `lens` or as a `video`, by `toolbar` and `viewer_keys`; `measured`: what is known of a capture;
//!   `looked`: who looked. `read_beside`: what was read beside what was typed; `last_return`: what changed since the return; `related`: other filings.

pub mod app;
mod bar;
mod calls;
mod case;
mod decide;
mod deciding;
mod document;
mod documents;
mod fields;
mod focused;
mod key_sheet;
mod keys;
mod last_return;
mod lens;
mod looked;
mod mark_box;
mod measured;
mod naming;
mod next;
mod opening;
mod picture;
mod preview;
mod queue;
mod queue_bulk;
mod queue_due;
mod queue_filters;
mod queue_keys;
mod queue_live;
mod queue_state;
mod queue_tabs;
mod queue_tools;
mod read_beside;
mod reasons;
mod related;
mod review;
mod saving;
mod sign_in;
mod staff;
mod toolbar;
mod tools;
mod video;
mod viewer;
mod viewer_keys;
mod viewing;
mod written;
