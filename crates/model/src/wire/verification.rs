//! The desktop's side of a hand-off to a phone (扫码核验), and verifications that serve again.

use crate::by_name::by_name;
use crate::{Finding, LinkChannel, Path, Timestamp, VerificationId, VerificationState};
use serde::{Deserialize, Serialize};

/// An earlier verification of the account that holds for a person of this filing (沿用已有核验).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerifiedBefore {
    /// The field that it would serve: a person's verification.
    pub of: Path,
    /// The earlier verification.
    pub verification: VerificationId,
    /// Name of the person, as it stands in this filing.
    pub name: String,
    /// Receipt number of the filing in which it was made; empty for this one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// When it passed.
    pub at: Timestamp,
    /// Until when it holds.
    pub until: Timestamp,
}

by_name! {
    VerifiedBefore,
    must { of verification name at until }
    may { number }
    VerifiedBefore { of: Path::Filing, verification: VerificationId(String::new()), name: String::new(), number: String::new(), at: Timestamp(0), until: Timestamp(0) }
}

/// A verification that was made: the only answer that ever carries the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationCreated {
    /// The verification.
    pub verification: VerificationView,
    /// One-time secret, 43 characters of base64url; belongs into the fragment of the phone page's address.
    pub secret: String,
}

by_name! {
    VerificationCreated,
    must { verification secret }
    may {  }
    VerificationCreated { verification: VerificationView::empty(), secret: String::new() }
}

wire! {
    /// Asks a phone for a verification of a responsible person, or for an attachment.
    pub struct VerificationRequest {
        /// The field: `organiser.responsible_person.verification`, a site person's, or the slot of an attachment.
        pub of: Path,
        /// For a person elsewhere (远程核验): the link holds longer than a code on the screen.
        #[serde(default)]
        pub remote: bool,
        /// The code that this one renews by itself, without a person having asked: refused (409) where a phone has claimed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub renews: Option<VerificationId>,
    }

    /// Sends the link of a waiting remote verification to the person (发送核验链接).
    pub struct LinkRequest {
        /// How.
        pub channel: LinkChannel,
        /// Mobile number in mainland China, or e-mail address.
        pub to: String,
        /// The secret that the creation answered with: the server keeps its hash only.
        pub secret: String,
    }

    /// Takes an earlier verification over, instead of recording again.
    pub struct VerificationReuse {
        /// The field.
        pub of: Path,
        /// The earlier verification, one of `verified_before`.
        pub verification: VerificationId,
    }

}

/// A verification as the desktop sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationView {
    /// The verification.
    pub id: VerificationId,
    /// The field that it is for: a person's verification, or the slot of an attachment.
    pub of: Path,
    /// State.
    pub state: VerificationState,
    /// Until when the code can be claimed, or the phone's session lasts.
    pub expires_at: Timestamp,
    /// Seconds until then, by the server's clock; 0 when it is over.
    pub expires_in: u32,
    /// For a person elsewhere.
    #[serde(default)]
    pub remote: bool,
    /// To whom the link was sent, masked: `138****8000`, `z***@example.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
    /// How many other phones tried this code after it was claimed.
    #[serde(default)]
    pub other_phones: u32,
    /// Grows with every change of this view; also the `ETag`.
    pub revision: u64,
    /// Both screens show these two words' numbers (0 to 255 each), so that a person can tell that their own phone is connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<[u8; 2]>,
    /// When the phone was last heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_seen_at: Option<Timestamp>,
    /// The person on the phone said that it is not them, or that they do not know who asks; they may still agree.
    #[serde(default)]
    pub declined: bool,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Finding>,
}

by_name! {
    VerificationView,
    must { id of state expires_at expires_in revision }
    may { remote sent_to other_phones words phone_seen_at declined reasons }
    VerificationView {
        id: VerificationId(String::new()),
        of: Path::Filing,
        state: VerificationState::Waiting,
        expires_at: Timestamp(0),
        expires_in: 0,
        remote: false,
        sent_to: None,
        other_phones: 0,
        revision: 0,
        words: None,
        phone_seen_at: None,
        declined: false,
        reasons: Vec::new(),
    }
}
