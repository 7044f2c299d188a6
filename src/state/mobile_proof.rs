//! A responsible person's mobile number (联系方式1) and the code that proves it.

use super::{OpenFiling, Request, SentCode, use_filing};
use crate::dynamic::memo;
use beian_browser::client::filings;
use beian_model::Path;
use beian_model::wire::CodeAnswer;
use leptos::prelude::*;

/// The proof of the mobile number that stands in a field.
#[derive(Clone, Copy)]
pub struct MobileProof {
    /// The code that was sent.
    pub code: SentCode,
    /// The request for a code, or the one that sends it back.
    pub request: Request,
    /// The number is proved.
    pub proved: Memo<bool>,
    filing: OpenFiling,
    at: Path,
    number: Memo<String>,
}

impl MobileProof {
    /// The proof of the number in this field of the open filing.
    pub fn of(at: Path) -> MobileProof {
        let filing = use_filing();
        let number = filing.text(at);
        let proved = memo(move || {
            let number = beian_rules::normalised_mobile(&number.read());
            number.is_some_and(|number| filing.server.read().facts.proved_mobiles.contains(&number))
        });
        MobileProof { code: SentCode::new(), request: Request::new(), proved, filing, at, number }
    }

    /// Has a code sent to the number; `then` is called once it is under way.
    pub fn send(self, then: impl FnOnce() + 'static) {
        let (id, mobile) = (self.filing.id(), self.number.get_untracked());
        self.request.send(async move {
            match filings::send_phone_code(&id, mobile).await {
                Ok(answer) => {
                    self.code.note(answer);
                    then();
                    Ok(())
                }
                Err(refused) => {
                    self.filing.touch(self.at);
                    Err(refused)
                }
            }
        });
    }

    /// Sends a code back; `then` is called where it proved the number.
    pub fn prove(self, code: String, then: impl FnOnce() + 'static) {
        let (id, answer) = (self.filing.id(), CodeAnswer { mobile: self.number.get_untracked(), code });
        self.request.send(async move {
            // The number must be with the server before its proof is.
            self.filing.flush().await?;
            self.filing.acknowledge_newer(filings::prove_phone(&id, answer).await?);
            self.code.sent.try_set(None);
            then();
            Ok(())
        });
    }
}
