//! What a colleague's password must be: long enough, and none that is guessed early.

use crate::accounts::stored::Staff;
use beian_locale::Word;
use beian_locale::problems::Because;
use zxcvbn::{Score, zxcvbn};

/// Fewest characters.
pub const SHORTEST: usize = 12;
/// Most characters.
pub const LONGEST: usize = 256;
/// What everybody would try here besides.
const OURS: [&str; 8] = ["beian", "备案", "icp", "reviewer", "审核", "desk", "shenhe", "admin"];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// It has fewer characters than [`SHORTEST`].
    #[error("the password is shorter than {SHORTEST} characters")]
    Short,
    /// It has more than [`LONGEST`].
    #[error("the password is longer than {LONGEST} characters")]
    Long,
    /// It is among the common ones, or is made of such, of names, dates, keys beside each other, or of the colleague's own words.
    #[error(
        "the password is easily guessed: it is a common one, or is made of common words, patterns or the colleague's own name"
    )]
    Guessable,
}

impl Weak {
    /// What is said of it.
    pub const fn because(self) -> Word {
        match self {
            Weak::Short => Because::PasswordShort,
            Weak::Long => Because::PasswordLong,
            Weak::Guessable => Because::PasswordGuessable,
        }
    }
}

/// Looks at a new password of a colleague. Takes some milliseconds.
///
/// # Errors
/// [`Weak`].
pub fn look(password: &str, of: &Staff) -> Result<(), Weak> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weak::Short);
    }
    if length > LONGEST {
        return Err(Weak::Long);
    }
    // Words, and words put together: three beside each other count as a sequence that is hard to guess.
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 1);
        let joined = text.chars().filter(|c| c.is_alphanumeric()).collect();
        parts.map(str::to_owned).chain([joined]).collect()
    };
    let own = [of.email.split('@').next().unwrap_or_default(), &of.email, &of.name].map(words).concat();
    let own: Vec<&str> = own.iter().map(String::as_str).chain([of.email.as_str()]).chain(OURS).collect();
    // 10⁸ guesses and more: out of reach of who guesses here, and of who stole a hash for as long as it takes to change it.
    if zxcvbn(password, &own).score() >= Score::Three { Ok(()) } else { Err(Weak::Guessable) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret;
    use beian_model::wire::Role;

    #[test]
    fn what_is_guessed_early_is_not_taken() {
        let staff = Staff::new("zhang.weiguo@example.com", "Zhang Weiguo", String::new(), Role::Reviewer);
        for (password, taken) in [
            ("short", Err(Weak::Short)),
            ("elevenchars", Err(Weak::Short)),
            (&"长".repeat(257), Err(Weak::Long)),
            ("passwordpassword", Err(Weak::Guessable)),
            ("qwertyuiop123", Err(Weak::Guessable)),
            ("123456789012", Err(Weak::Guessable)),
            ("P@ssw0rd1234", Err(Weak::Guessable)),
            ("aaaaaaaaaaaaaaaaaaaa", Err(Weak::Guessable)),
            ("zhangweiguo1", Err(Weak::Guessable)),
            ("example.com1", Err(Weak::Guessable)),
            ("adminadmin2026", Err(Weak::Guessable)),
            ("correct horse battery staple", Ok(())),
            ("七月的雨落在旧屋檐上面", Err(Weak::Short)),
            ("七月的雨落在旧屋檐上面了", Ok(())),
            (&secret::password(), Ok(())),
        ] {
            assert_eq!(look(password, &staff), taken, "{password}");
        }
    }
}
