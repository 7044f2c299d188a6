//! The three pages.

use clap::ValueEnum;

/// One of the three pages, each with a WebAssembly of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Entry {
    /// The applicant's wizard.
    Applicant,
    /// The phone's page.
    Phone,
    /// The staff's desk.
    Desk,
}

impl Entry {
    /// All three.
    pub const ALL: [Entry; 3] = [Entry::Applicant, Entry::Phone, Entry::Desk];

    /// Its program.
    pub const fn bin(self) -> &'static str {
        match self {
            Entry::Applicant => "beian",
            Entry::Phone => "phone",
            Entry::Desk => "desk",
        }
    }

    /// Its html shell.
    pub const fn html(self) -> &'static str {
        match self {
            Entry::Applicant => "index.html",
            Entry::Phone => "phone.html",
            Entry::Desk => "desk.html",
        }
    }

    /// Its package.
    pub const fn package(self) -> &'static str {
        match self {
            Entry::Applicant => "beian",
            Entry::Phone => "beian-phone",
            Entry::Desk => "beian-desk",
        }
    }

    /// Its program comes in chunks.
    pub const fn is_in_chunks(self) -> bool {
        matches!(self, Entry::Applicant | Entry::Desk)
    }

    /// What it asks the API for as it starts; nothing where that depends.
    pub const fn question(self) -> &'static str {
        match self {
            Entry::Applicant => "/session",
            Entry::Desk => "/staff/session",
            Entry::Phone => "",
        }
    }

    /// Addresses that need a chunk at once, by their first part, or by their fragment's where that is an address itself (the desk's): it is
    /// fetched while the first file still travels.
    pub const fn early(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Entry::Applicant => &[("filings", "filing"), ("checklist", "mine")],
            Entry::Desk => &[("filings", "case")],
            Entry::Phone => &[],
        }
    }
}
