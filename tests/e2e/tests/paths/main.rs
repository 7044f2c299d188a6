//! What a person does in a browser, from the first page to the number, faults included. One program, so that it is linked once.

mod accessible;
mod afterwards;
mod all_errors;
mod bad_input;
mod before_the_first_field;
mod chunk_faults;
mod chunks;
mod desk;
mod engines;
mod everything;
mod fields;
mod guidance;
mod handoff;
mod interrupted;
mod keyboard;
mod less_typing;
mod narrow;
mod nothing_lost;
mod office;
mod on_postgres;
mod papers;
mod phone_alone;
mod phone_files;
mod pictures;
mod print;
mod qr_code;
mod returned;
mod shell;
mod simulator;
mod start;
#[path = "../../../../server/tests/common/throw_away.rs"]
mod throw_away;
mod typing;
mod uploads;
mod waits;
mod whole_path;
