//! Whom the present task works for. The guard says it before a handler runs, the jobs and the command line say it of themselves; what is
//! written to the database within then has its author, however deep it lies.

use crate::audit::act::{Act, Details, Draft, outcome};
use crate::audit::{What, Who};
use beian_model::{FilingId, ProblemKind};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

tokio::task_local! {
    static DOING: Arc<Doing>;
}

/// Whom a task works for.
#[derive(Debug)]
pub struct Doing {
    /// Who.
    pub who: Who,
    /// The filing that they ask about.
    pub filing: Option<FilingId>,
    /// From which network; empty where there is none.
    pub address: String,
    /// Browser and system by name.
    pub browser: String,
    refused: Mutex<Option<ProblemKind>>,
    /// Whom a refusal is about.
    about: Mutex<Details>,
}

impl Doing {
    /// For somebody, from somewhere.
    pub fn new(who: Who, address: String, browser: String) -> Doing {
        Doing { who, filing: None, address, browser, refused: Mutex::default(), about: Mutex::default() }
    }

    /// For the server itself.
    pub fn system(what: &str) -> Doing {
        Doing::new(Who::system(what), String::new(), String::new())
    }

    /// For whoever started this program.
    pub fn command_line() -> Doing {
        Doing::new(Who::command_line(), String::new(), String::new())
    }

    /// An entry of what was done, or refused.
    pub fn draft(&self, act: Act, refused: Option<ProblemKind>) -> Draft {
        let mut details = act.details;
        if refused.is_some() {
            details.extend(self.about.lock().unwrap_or_else(PoisonError::into_inner).clone());
        }
        Draft {
            what: act.what,
            who: act.by.unwrap_or_else(|| self.who.clone()),
            filing: act.filing,
            address: self.address.clone(),
            browser: self.browser.clone(),
            outcome: outcome(refused),
            details: Value::Object(details).to_string(),
        }
    }

    /// Why it was refused, where the answer itself does not say so.
    pub fn refused(&self) -> Option<ProblemKind> {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something for somebody.
pub async fn within<F: Future>(doing: Arc<Doing>, work: F) -> F::Output {
    DOING.scope(doing, work).await
}

/// Whom the present task works for: the server itself where nobody said so.
pub fn present() -> Arc<Doing> {
    DOING.try_with(Arc::clone).unwrap_or_else(|_| Arc::new(Doing::system("server")))
}

/// An entry of what the present task has done.
pub fn done(act: Act) -> Draft {
    present().draft(act, None)
}

/// The present task was refused something, though its answer is a page like any other.
pub fn note_refused(kind: ProblemKind) {
    let _ = DOING.try_with(|doing| *doing.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(kind));
}

/// Says whose account the present task tries to enter, by its id, for where it is refused.
pub fn about(name: &str, value: impl Into<Value>) {
    let _ = DOING.try_with(|doing| {
        doing.about.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), value.into())
    });
}

/// The event of a refusal of the present task, for who writes it.
pub fn refused(doing: &Doing, what: What, kind: ProblemKind) -> Draft {
    let act = Act { filing: doing.filing.clone(), ..Act::new(what) };
    doing.draft(act, Some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::who::Kind;

    #[tokio::test]
    async fn what_is_done_within_has_its_author_and_what_is_done_without_is_the_servers() {
        assert_eq!(done(Act::new(What::FilingBegun)).who, Who::system("server"));
        let doing = Arc::new(Doing::new(Who::applicant("a"), "192.0.2.*".to_owned(), String::new()));
        let draft = within(doing.clone(), async {
            about("account", "b");
            done(Act::new(What::FilingBegun).with("version", 1))
        });
        let draft = draft.await;
        assert_eq!((draft.who.kind, draft.address.as_str(), draft.outcome), (Kind::Applicant, "192.0.2.*", "done"));
        assert_eq!(draft.details, r#"{"version":1}"#);
        let wrong = refused(&doing, What::SessionRefused, ProblemKind::WrongCode);
        assert_eq!((wrong.details.as_str(), wrong.outcome), (r#"{"account":"b"}"#, "wrong-code"));
        let signed_in = doing.draft(Act::new(What::SessionOpened).by(Who::colleague("c")), None);
        assert_eq!(signed_in.who, Who::colleague("c"));
    }
}
