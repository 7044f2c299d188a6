//! Who asks, as seen from the filing that is asked about.

use beian_model::wire::Role;

/// Who of the colleagues has a filing, as one of them sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// Nobody.
    Nobody,
    /// This one.
    Them,
    /// Another.
    Another,
}

impl HeldBy {
    /// All of them.
    pub const ALL: [HeldBy; 3] = [HeldBy::Nobody, HeldBy::Them, HeldBy::Another];

    /// Who has a filing with this reviewer, as a colleague sees it.
    pub fn of(reviewer: Option<&str>, colleague: &str) -> HeldBy {
        match reviewer {
            None => HeldBy::Nobody,
            Some(reviewer) if reviewer == colleague => HeldBy::Them,
            Some(_) => HeldBy::Another,
        }
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Without a session of the kind that is needed.
    Nobody,
    /// An applicant.
    Applicant {
        /// The filing is theirs.
        owns: bool,
    },
    /// The phone of a hand-off.
    Phone {
        /// Of the hand-off that the request names; a request that names none is about the phone's own.
        of_it: bool,
    },
    /// A colleague.
    Colleague {
        /// What they may.
        role: Role,
        /// Who has the filing.
        held: HeldBy,
    },
}

impl Asker {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Asker> {
        let roles = Role::ALL.iter().copied();
        let colleagues = roles.flat_map(|role| HeldBy::ALL.map(|held| Asker::Colleague { role, held }));
        let others = [true, false].into_iter();
        [Asker::Nobody]
            .into_iter()
            .chain(others.clone().map(|owns| Asker::Applicant { owns }))
            .chain(others.map(|of_it| Asker::Phone { of_it }))
            .chain(colleagues)
    }

    /// Whose session they have.
    pub const fn session(self) -> SessionOf {
        match self {
            // A request that names another hand-off than its session's has no session.
            Asker::Nobody | Asker::Phone { of_it: false } => SessionOf::Nobody,
            Asker::Applicant { .. } => SessionOf::Applicant,
            Asker::Phone { of_it: true } => SessionOf::Phone,
            Asker::Colleague { .. } => SessionOf::Staff,
        }
    }
}

/// Whose session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOf {
    /// None.
    Nobody,
    /// An applicant's.
    Applicant,
    /// A colleague's.
    Staff,
    /// That of one hand-off's phone.
    Phone,
}
