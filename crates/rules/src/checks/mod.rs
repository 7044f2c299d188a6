//! The rules, one file a subject. A file holds its checks (small functions that find) and its rules, each one value. To add
//! a rule, write it in its file; a new subject is a module, and its name in the list below.

pub mod address;
pub mod agreements;
pub mod attachments;
pub mod basic_check;
pub mod certificate;
pub(super) mod common;
pub mod content;
pub mod copies;
pub mod document_number;
pub mod domains;
pub mod fields;
pub mod legal_representative;
pub mod organiser_name;
pub mod person;
pub mod phones;
pub mod read_as;
pub mod remarks;
pub mod resource;
pub mod review;
pub mod site_name;
pub mod uploads;
pub mod verification;

/// The subjects, in the order in which their findings stand on one field.
macro_rules! subjects {
    ($($file:ident),+ $(,)?) => {
        /// Every check, subject by subject.
        pub(super) static CHECKS: &[&[super::registry::Check]] = &[$($file::CHECKS),+];

        /// Every rule, subject by subject.
        pub(super) static RULES: &[&[&super::Rule]] = &[$($file::RULES),+];

        /// The handbook's lines, subject by subject, with the subject's name.
        pub(super) static HANDBOOK: &[(&str, &[super::example::Entry])] = &[$((stringify!($file), $file::HANDBOOK)),+];
    };
}

subjects! {
    fields,
    certificate,
    organiser_name,
    address,
    document_number,
    legal_representative,
    person,
    copies,
    phones,
    domains,
    resource,
    site_name,
    content,
    remarks,
    attachments,
    agreements,
    read_as,
    basic_check,
    uploads,
    verification,
    review,
}
