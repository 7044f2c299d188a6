//! The rules, one file a subject. A file holds its checks (small functions, each with what it reads) and, for the handbook
//! and the tests, its rules: id, weight, source, and values that break it or do not. To add a rule, write it in its file and
//! its words in `locale::rules`; a new subject is one more name in the list below.

mod common;

pub use common::is_not_legal;
pub use domains::kept_for;

/// The subjects, in the order in which their findings stand on one field.
macro_rules! subjects {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        /// Every check, subject by subject.
        pub static CHECKS: &[&[super::registry::Check]] = &[$($file::CHECKS),+];

        /// Every rule, subject by subject, with the subject's name.
        #[cfg(any(test, feature = "handbook"))]
        pub static RULES: &[(&str, &[super::handbook::Rule])] = &[$((stringify!($file), $file::RULES)),+];
    };
}

subjects! {
    fields,
    certificate,
    organiser_name,
    address,
    legal_representative,
    person,
    copies,
    phones,
    domains,
    resource,
    site_name,
    content,
    remarks,
    materials,
    agreements,
    read_as,
}
