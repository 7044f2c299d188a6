//! What pages are made of. A component takes what it shows, and a field its path and nothing else; none fetches or navigates: what
//! it asks for is a request of `state` or of its page.
//!
//! - `field`: a labelled text, date or choice; `options`: the choices of each field.
//! - `text_input`, `tick_input`, `select_input`: the controls themselves; every page is made of these. `code_input`: that of an SMS code.
//! - `combobox`: a choice that is searched by typing, with `initials` of pinyin; `beside`: what is said beside a field.
//! - `bureau_checklist`: what is asked in a province; `previous_organiser`: that of the last filing; `domain_check` with `domain_verdict`: whether a domain can be filed.
//! - `validity_field`, `mobile_field`, `region_field`, `domains_field`, `resource_field`, `approvals_field`,
//!   `languages_field`, `upload_field`, `agreement_field`: fields that are more than one control.
//! - `person_fields`: all fields of a responsible person; `same_person`: the organiser's as the site's; `person_is`: who that is, asked before a camera; `photo_rules`.
//! - `copy_buttons`: buttons that copy what was said elsewhere in the filing.
//! - `site_card`: one website; `undo_bar`: putting back what was removed.
//! - `reading`: what pictures say, to be used, confirmed or left.
//! - `frame`: header and footer of the applicant's pages; `stepper`, `save_line`, `slow_answer`.
//! - `precheck`: everything that would get the filing rejected, one key away, and beside a step its own; `field_link`: a line that leads to a field.
//! - `error_summary`: everything wrong on a step, each line a way to its field; `refusal`: a refused request in words.
//! - `handoff_panel`: a hand-off to a phone as the desktop sees it, one part a stage: `handoff_code` with `qr_code` and
//!   `countdown`, `handoff_link` to somebody elsewhere, `handoff_progress`; `verified_before`: an earlier verification.
//! - `summary`: check your answers; `timeline`; `status_tag`.
//! - `filing_ends`: taking a filing back or ending it; `blocking`: the filing that blocks a new one.
//! - `part`: a part of a page that comes with a chunk; `below`: one that is drawn behind the first frame.
//! - `scope`: what can be filed here; `text_link`: a link to a text of the operator.
//! - `dialog`: a question with a reason; `heading`: that of a page.

pub mod agreement_field;
pub mod approvals_field;
pub mod below;
pub mod blocking;
pub mod bureau_checklist;
pub mod code_input;
pub mod combobox;
pub mod copy_buttons;
pub mod countdown;
pub mod dialog;
pub mod domain_check;
mod domain_verdict;
pub mod domains_field;
pub mod error_summary;
pub mod field;
pub mod field_frame;
pub mod field_link;
pub mod field_notes;
pub mod filing_ends;
pub mod frame;
pub mod handoff_code;
pub mod handoff_link;
pub mod handoff_panel;
pub mod handoff_progress;
pub mod heading;
mod initials;
pub mod languages_field;
pub mod mobile_field;
pub mod options;
pub mod papers_field;
pub mod part;
pub mod person_fields;
pub mod person_is;
pub mod photo_rules;
pub mod precheck;
pub mod previous_organiser;
pub mod qr_code;
pub mod reading;
pub mod refusal;
pub mod region_field;
pub mod resource_field;
pub mod same_person;
pub mod save_line;
pub mod scope;
pub mod select_input;
pub mod site_card;
pub mod slow_answer;
pub mod standing_link;
pub mod status_tag;
pub mod stepper;
pub mod summary;
pub mod text_input;
pub mod text_link;
pub mod tick_input;
pub mod timeline;
pub mod undo_bar;
pub mod upload_field;
pub mod validity_field;
pub mod value_words;
pub mod verified_before;
