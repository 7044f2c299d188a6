//! What binds the answer of a provider to the browser that began: everything but the state follows from a secret that this browser alone has,
//! so that the database holds none of it (OpenID Connect Core 1.0, 15.5.2; RFC 7636, 4.1).

use crate::secret;
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// One sign-in under way.
pub struct Flow {
    /// What the provider hands back as it is (RFC 6749, 10.12).
    pub state: String,
    /// What the ID token must hold.
    pub nonce: String,
    /// What goes with the code, and whose hash went before it (PKCE): 43 characters.
    pub verifier: String,
}

impl Flow {
    /// A new one of a browser, by what it keeps.
    pub fn begin(browser: &str) -> Flow {
        Flow::of(browser, &secret::token())
    }

    /// The one of a state.
    pub fn of(browser: &str, state: &str) -> Flow {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&Sha256::digest(browser.as_bytes()));
        let derived = |what: &str| {
            let mut hash: Hmac<Sha256> = Hmac::new(&key.into());
            hash.update(what.as_bytes());
            hash.update(b"\0");
            hash.update(state.as_bytes());
            BASE64URL_NOPAD.encode(&hash.finalize().into_bytes())
        };
        Flow { nonce: derived("nonce"), verifier: derived("verifier"), state: state.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_one_browsers_and_one_states() {
        let (browser, other) = (secret::token(), secret::token());
        let begun = Flow::begin(&browser);
        let again = Flow::of(&browser, &begun.state);
        assert_eq!((&begun.nonce, &begun.verifier), (&again.nonce, &again.verifier));
        assert_eq!(begun.verifier.len(), 43);
        let elsewhere = Flow::of(&other, &begun.state);
        let later = Flow::begin(&browser);
        let all = [&begun.nonce, &begun.verifier, &elsewhere.nonce, &elsewhere.verifier, &later.nonce, &later.verifier];
        for (n, one) in all.iter().enumerate() {
            assert!(!all[..n].contains(one) && **one != begun.state);
        }
    }
}
