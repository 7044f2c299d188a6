//! A provider: its metadata and keys, asked for when they are first needed and kept for a while; where people are sent, and what the code that they
//! bring back is exchanged for.

use super::OidcError;
use super::asking::{AskError, Asking};
use super::claims::Claims;
use super::flow::Flow;
use crate::config::OidcProvider;
use crate::config::oidc::is_loopback;
use beian_locale::Lang;
use beian_model::Timestamp;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreGenderClaim, CoreIdToken, CoreJwsSigningAlgorithm,
    CoreProviderMetadata,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    SubjectIdentifier, TokenResponse, UserInfoClaims, UserInfoError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::error::Error;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Seconds for which metadata and keys are kept.
const KEPT_FOR: i64 = 3600;
/// Seconds after which a provider that did not answer is asked again: meanwhile nobody waits for it.
const ASKED_AFTER: i64 = 5;
/// Seconds after which keys may be asked for again, for a signature that none of those that are kept made.
const KEYS_AFTER: i64 = 60;
/// Longest name of a person at a provider (OpenID Connect Core 1.0, 2: `sub`).
const LONGEST_SUBJECT: usize = 255;

/// Signatures that are believed: those of a key that the provider alone has. One of a shared secret is none of them, nor is none at all.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// All claims of a UserInfo answer beyond the standard ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Others(Map<String, Value>);

impl AdditionalClaims for Others {}

/// Why a provider identifies nobody. What it wrote itself is not shown to people.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It does not answer, or not as a provider does.
    #[error("the provider cannot be used: {0}")]
    Down(String),
    /// What it says cannot be believed, or it does not take the code.
    #[error("the provider's answer is refused: {0}")]
    Refused(String),
    /// The sign-in was not as strong as the settings ask for.
    #[error("the provider says another strength of sign-in (`acr`)")]
    TooWeak,
}

/// A provider of the settings.
pub struct Provider {
    settings: OidcProvider,
    secret: Option<ClientSecret>,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    asking: Asking,
    known: Mutex<Known>,
}

/// What is known of it.
#[derive(Default)]
struct Known {
    /// Its metadata and keys, and when they came.
    found: Option<(Arc<Client>, Timestamp)>,
    /// When it last did not answer.
    failed: Option<Timestamp>,
}

/// An error with what is behind it, by which a provider's administrator finds it.
fn told(error: &(dyn Error + 'static)) -> String {
    let behind = std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| (*error).source());
    let all: Vec<String> = behind.map(ToString::to_string).collect();
    all.join(": ").chars().filter(|c| !c.is_control()).take(300).collect()
}

impl Provider {
    /// The one that the settings name, which leads back to an address.
    ///
    /// # Errors
    /// [`OidcError`].
    pub fn open(settings: OidcProvider, back: &str) -> Result<Provider, OidcError> {
        let address = |error: &(dyn Error + 'static)| OidcError::Address(error.to_string());
        let secret = match (&settings.client_secret, &settings.client_secret_file) {
            (Some(secret), _) => Some(secret.0.clone()),
            (None, Some(file)) => {
                let read = std::fs::read_to_string(file);
                Some(read.map_err(|error| OidcError::Secret(file.clone(), error))?.trim().to_owned())
            }
            (None, None) => None,
        };
        Ok(Provider {
            secret: secret.map(ClientSecret::new),
            issuer: IssuerUrl::new(settings.issuer.clone()).map_err(|error| address(&error))?,
            redirect: RedirectUrl::new(back.to_owned()).map_err(|error| address(&error))?,
            asking: Asking::new(is_loopback(&settings.issuer), settings.timeout)?,
            known: Mutex::default(),
            settings,
        })
    }

    /// Its address, by which it is told from others.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// What people know it by.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.settings.name_zh,
            Lang::English => &self.settings.name_en,
        }
    }

    /// Metadata and keys as they are now.
    async fn discover(&self) -> Result<Client, Failure> {
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.asking).await;
        let metadata = found.map_err(|error| Failure::Down(told(&error)))?;
        let is_here = is_loopback(&self.settings.issuer);
        let endpoint = metadata.authorization_endpoint().as_str();
        if !(endpoint.starts_with("https://") || is_here && is_loopback(endpoint)) {
            return Err(Failure::Down("its authorisation endpoint has no `https://` address".to_owned()));
        }
        // Without a word of it a provider takes the header (OpenID Connect Discovery 1.0, 3).
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_some_and(|methods| methods.contains(&method));
        let in_body = takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic);
        let id = ClientId::new(self.settings.client_id.clone());
        let client = CoreClient::from_provider_metadata(metadata, id, self.secret.clone());
        let client = client.set_redirect_uri(self.redirect.clone());
        Ok(if in_body { client.set_auth_type(AuthType::RequestBody) } else { client })
    }

    /// Metadata and keys that are not older than so many seconds, or those that are there where the provider does not answer.
    async fn client(&self, oldest: i64, now: Timestamp) -> Result<Arc<Client>, Failure> {
        // One asks, and the others wait for it.
        let mut known = self.known.lock().await;
        let is_recent = |at: Timestamp, within: i64| (0..within).contains(&(now.0 - at.0));
        if let Some((client, since)) = &known.found
            && is_recent(*since, oldest)
        {
            return Ok(client.clone());
        }
        let before = known.found.as_ref().map(|(client, _)| client.clone());
        if known.failed.is_some_and(|at| is_recent(at, ASKED_AFTER)) {
            return before.ok_or_else(|| Failure::Down("it did not answer a moment ago".to_owned()));
        }
        match self.discover().await {
            Ok(client) => {
                let client = Arc::new(client);
                *known = Known { found: Some((client.clone(), now)), failed: None };
                Ok(client)
            }
            Err(failure) => {
                known.failed = Some(now);
                let Some(before) = before else { return Err(failure) };
                tracing::warn!(%failure, "metadata of before are used");
                Ok(before)
            }
        }
    }

    /// Where somebody is sent to sign in.
    ///
    /// # Errors
    /// [`Failure::Down`].
    pub async fn address(&self, flow: &Flow, lang: Lang, now: Timestamp) -> Result<String, Failure> {
        let client = self.client(KEPT_FOR, now).await?;
        let verifier = PkceCodeVerifier::new(flow.verifier.clone());
        let (state, nonce) = (flow.state.clone(), flow.nonce.clone());
        let mut asked = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || Nonce::new(nonce))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .add_extra_param("ui_locales", lang.as_str());
        for scope in self.settings.scopes.iter().filter(|scope| *scope != "openid") {
            asked = asked.add_scope(Scope::new(scope.clone()));
        }
        for acr in &self.settings.acr {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        Ok(asked.url().0.into())
    }

    /// Who somebody is, by the code that they brought back: the claims, and the name by which the provider knows them (`sub`).
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn identify(&self, code: &str, flow: &Flow, now: Timestamp) -> Result<(String, Claims), Failure> {
        let client = self.client(KEPT_FOR, now).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let exchange = exchange.map_err(|error| Failure::Down(told(&error)))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()));
        let answer = exchange.request_async(&self.asking).await.map_err(|error| match error {
            // What is in an answer may be a token.
            RequestTokenError::ServerResponse(answer) => Failure::Refused(format!("{:?}", answer.error().to_string())),
            RequestTokenError::Request(error) => Failure::Down(told(&error)),
            RequestTokenError::Parse(..) => Failure::Down("its answer to a code cannot be read".to_owned()),
            RequestTokenError::Other(_) => Failure::Down("it answered a code with something else".to_owned()),
        })?;
        let token = answer.id_token().ok_or_else(|| Failure::Refused("there is no ID token".to_owned()))?;
        let subject = match self.checked(&client, token, answer.access_token(), flow) {
            Err(Unchecked::Signature(_)) => {
                // Its keys may be others by now.
                let client = self.client(KEYS_AFTER, now).await?;
                self.checked(&client, token, answer.access_token(), flow)
            }
            checked => checked,
        };
        let subject = subject.map_err(|why| match why {
            Unchecked::Weak => Failure::TooWeak,
            Unchecked::Signature(why) | Unchecked::Other(why) => Failure::Refused(why),
        })?;
        if subject.len() > LONGEST_SUBJECT || subject.is_empty() {
            return Err(Failure::Refused("its name of the person is too long".to_owned()));
        }
        let claims = Claims::of_token(&token.to_string()).unwrap_or_default();
        let more = self.user_info(&client, answer.access_token(), &subject).await?;
        Ok((subject, claims.or(more)))
    }

    /// An ID token is this provider's, for this server, of this flow, of now, and as strong as is asked for: whom it names (OpenID Connect
    /// Core 1.0, 3.1.3.7).
    fn checked(
        &self,
        client: &Client,
        token: &CoreIdToken,
        access: &AccessToken,
        flow: &Flow,
    ) -> Result<String, Unchecked> {
        let allowed = &self.settings.acr;
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNED_BY).set_auth_context_verifier_fn(|acr| {
            let is_one = acr.is_some_and(|acr| allowed.contains(acr));
            if allowed.is_empty() || is_one { Ok(()) } else { Err(String::new()) }
        });
        let claims = token.claims(&verifier, &Nonce::new(flow.nonce.clone())).map_err(|error| match error {
            ClaimsVerificationError::SignatureVerification(_) => Unchecked::Signature(told(&error)),
            ClaimsVerificationError::InvalidAuthContext(_) => Unchecked::Weak,
            _ => Unchecked::Other(told(&error)),
        })?;
        if let Some(expected) = claims.access_token_hash() {
            let other = |error: &(dyn Error + 'static)| Unchecked::Other(told(error));
            let algorithm = token.signing_alg().map_err(|error| other(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| other(&error))?;
            let hash = AccessTokenHash::from_token(access, algorithm, key).map_err(|error| other(&error))?;
            if hash != *expected {
                return Err(Unchecked::Other("the access token is of another ID token".to_owned()));
            }
        }
        Ok(claims.subject().to_string())
    }

    /// What the provider says besides, where it answers such questions.
    async fn user_info(&self, client: &Client, access: &AccessToken, subject: &str) -> Result<Claims, Failure> {
        // Without an endpoint all is in the token.
        let whom = SubjectIdentifier::new(subject.to_owned());
        let Ok(asked) = client.user_info(access.clone(), Some(whom)) else { return Ok(Claims::default()) };
        let answer: Result<UserInfoClaims<Others, CoreGenderClaim>, _> = asked.request_async(&self.asking).await;
        let said = answer.map_err(|error: UserInfoError<AskError>| match error {
            UserInfoError::Request(error) => Failure::Down(told(&error)),
            UserInfoError::ClaimsVerification(error) => Failure::Refused(told(&error)),
            UserInfoError::Response(status, ..) => Failure::Down(format!("UserInfo answers {status}")),
            _ => Failure::Down("its UserInfo cannot be read".to_owned()),
        })?;
        Ok(Claims::of(serde_json::to_value(&said).unwrap_or_default()))
    }
}

/// Why an ID token is not believed.
enum Unchecked {
    /// No key that is known made its signature.
    Signature(String),
    /// The sign-in was too weak.
    Weak,
    /// Anything else.
    Other(String),
}
