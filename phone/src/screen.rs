//! The screens of the page, and which one follows from what the server has.

use beian_model::wire::HandoffView;
use beian_model::{Capture, VerificationState};

/// A screen of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The server is asked.
    Loading,
    /// Who asks, and for what.
    Consent,
    /// A side of the identity document.
    Picture(Capture),
    /// The video.
    Video,
    /// An attachment.
    Attachment,
    /// All is there.
    Review,
    /// Sent, and not yet looked at by the server.
    Checking,
    /// Taken.
    Passed,
    /// Refused, with reasons.
    Failed,
    /// Nothing can be done here any more.
    Ended,
    /// The person said no.
    Left,
}

impl Screen {
    /// The code of the screen, for styles and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Screen::Loading => "loading",
            Screen::Consent => "consent",
            Screen::Picture(capture) => capture.as_str(),
            Screen::Video => "video",
            Screen::Attachment => "attachment",
            Screen::Review => "review",
            Screen::Checking => "checking",
            Screen::Passed => "passed",
            Screen::Failed => "failed",
            Screen::Ended => "ended",
            Screen::Left => "left",
        }
    }

    /// Where something is taken.
    pub const fn of(capture: Capture) -> Screen {
        match capture {
            Capture::Portrait | Capture::Emblem => Screen::Picture(capture),
            Capture::Video => Screen::Video,
            Capture::Attachment => Screen::Attachment,
        }
    }
}

/// The screen that follows from what the server has.
pub fn next(view: &HandoffView) -> Screen {
    match view.state {
        VerificationState::Passed => Screen::Passed,
        VerificationState::Checking => Screen::Checking,
        VerificationState::Failed => Screen::Failed,
        VerificationState::Expired | VerificationState::Cancelled => Screen::Ended,
        _ if view.declined => Screen::Left,
        _ if view.consented_at.is_none() => Screen::Consent,
        _ => match view.wanted.iter().find(|one| !view.received.contains(one)) {
            Some(one) => Screen::of(*one),
            None => Screen::Review,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{DocumentType, OrganiserField, Path, PersonField, Timestamp, VerificationId};

    #[test]
    fn what_is_missing_comes_next() {
        let with = |document, consented: bool, of, state, received: &[Capture]| HandoffView {
            id: VerificationId("one".to_owned()),
            state,
            words: [1, 2],
            organiser: String::new(),
            account: String::new(),
            consented_at: consented.then_some(Timestamp(1)),
            declined: false,
            consent_version: String::new(),
            consent_zh: String::new(),
            consent_en: String::new(),
            contact: String::new(),
            revision: 0,
            of,
            wanted: Capture::needed_for(of, document).to_vec(),
            asked_zh: String::new(),
            asked_en: String::new(),
            said_zh: String::new(),
            said_en: String::new(),
            is_page: false,
            site: String::new(),
            code: "1234".to_owned(),
            received: received.to_vec(),
            expires_at: Timestamp(0),
            reasons: Vec::new(),
        };
        let of_consented =
            |consented, of, state, received: &[Capture]| with(DocumentType::ResidentId, consented, of, state, received);
        let view = |of, state, received: &[Capture]| of_consented(true, of, state, received);
        use Capture::{Emblem, Portrait, Video};
        use VerificationState as State;
        for (state, received, screen) in [
            (State::Connected, &[][..], Screen::Picture(Portrait)),
            (State::Portrait, &[Portrait], Screen::Picture(Emblem)),
            (State::Connected, &[Emblem], Screen::Picture(Portrait)),
            (State::Emblem, &[Portrait, Emblem], Screen::Video),
            (State::Video, &[Portrait, Emblem, Video], Screen::Review),
            // One that is taken again may be missing while the others stay.
            (State::Video, &[Portrait, Video], Screen::Picture(Emblem)),
            (State::Checking, &[Portrait, Emblem, Video], Screen::Checking),
            (State::Passed, &[Portrait, Emblem, Video], Screen::Passed),
            (State::Expired, &[Portrait], Screen::Ended),
            (State::Cancelled, &[], Screen::Ended),
            (State::Failed, &[Portrait, Emblem, Video], Screen::Failed),
        ] {
            let person = Path::OrganiserPerson(PersonField::Verification);
            assert_eq!(next(&view(person, state, received)), screen, "{state} {received:?}");
        }
        // A passport has one page.
        for (received, screen) in
            [(&[][..], Screen::Picture(Portrait)), (&[Portrait], Screen::Video), (&[Portrait, Video], Screen::Review)]
        {
            let person = Path::OrganiserPerson(PersonField::Verification);
            let view = with(DocumentType::Passport, true, person, State::Emblem, received);
            assert_eq!(next(&view), screen, "{received:?}");
        }
        let attachment = Path::Organiser(OrganiserField::Licence);
        for (state, received, screen) in [
            (State::Connected, &[][..], Screen::Attachment),
            (State::Connected, &[Capture::Attachment], Screen::Review),
            (State::Passed, &[Capture::Attachment], Screen::Passed),
        ] {
            assert_eq!(next(&view(attachment, state, received)), screen, "{state} {received:?}");
        }
        // Nothing opens before the person agreed; what is over is shown all the same.
        for (of, state, screen) in [
            (Path::OrganiserPerson(PersonField::Verification), State::Connected, Screen::Consent),
            (Path::OrganiserPerson(PersonField::Verification), State::Video, Screen::Consent),
            (attachment, State::Connected, Screen::Consent),
            (attachment, State::Passed, Screen::Passed),
            (attachment, State::Cancelled, Screen::Ended),
        ] {
            assert_eq!(next(&of_consented(false, of, state, &[])), screen, "{of} {state}");
        }
        // Who said no is not asked again by a reload.
        let said_no = HandoffView { declined: true, ..of_consented(false, attachment, State::Connected, &[]) };
        assert_eq!(next(&said_no), Screen::Left);
        assert_eq!(next(&HandoffView { state: State::Cancelled, ..said_no }), Screen::Ended);
    }
}
