//! What is asked of a hand-off once: its link sent to somebody elsewhere, and an earlier verification in its place.

use super::watched_handoff::WatchedHandoff;
use super::{ApiError, Request};
use beian_browser::client::verification;
use beian_model::wire::{LinkRequest, VerificationReuse, VerificationView, VerifiedBefore};
use beian_model::{Finding, LinkChannel, ProblemKind};
use leptos::prelude::*;

impl WatchedHandoff {
    /// Sends the link to a person elsewhere; `on_wrong` hears where it cannot be sent there. Nothing is sent where this page has
    /// no link to send.
    pub fn send_link(
        self,
        request: Request,
        channel: LinkChannel,
        to: String,
        on_wrong: impl FnOnce(Finding) + 'static,
    ) {
        let id = self.view.with_untracked(|view| view.as_ref().map(|view| view.id.clone()));
        let (Some(id), Some(secret)) = (id, self.secret.get_untracked()) else { return };
        let filing = self.filing.id();
        request.send(async move {
            match verification::send_link(&filing, &id, &LinkRequest { channel, to, secret }).await {
                Ok(answer) => {
                    // A phone may have claimed it meanwhile, and the poll have said so before.
                    if self.is_newer(&answer) {
                        self.note(answer);
                    }
                    Ok(())
                }
                Err(ApiError::Problem(mut problem))
                    if problem.kind() == Some(ProblemKind::Invalid) && !problem.findings.is_empty() =>
                {
                    on_wrong(problem.findings.swap_remove(0));
                    Ok(())
                }
                Err(refused) => Err(refused),
            }
        });
    }

    /// Takes an earlier verification over instead of recording again.
    pub fn reuse(self, request: Request, before: VerifiedBefore) {
        let id = self.filing.id();
        request.send(async move {
            // It is offered for the name and number as they are saved; what was typed since goes first.
            self.filing.flush().await?;
            let wanted = VerificationReuse { of: before.of, verification: before.verification };
            let view = verification::reuse(&id, &wanted).await?;
            if self.view.try_with_untracked(|_| ()).is_none() {
                return Ok(());
            }
            let taken = view.verifications.iter().find(|one| one.of == self.of).cloned();
            self.generation.update_value(|n| *n += 1);
            self.filing.acknowledge_newer(view);
            self.secret.set(None);
            self.view.set(taken);
            Ok(())
        });
    }

    fn is_newer(self, answer: &VerificationView) -> bool {
        let same_or_older = |known: &VerificationView| known.id != answer.id || known.revision >= answer.revision;
        self.view.try_with_untracked(|view| !view.as_ref().is_some_and(same_or_older)) == Some(true)
    }
}
