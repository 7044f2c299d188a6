//! Requests that wait are put aside: everything that was made to answer one goes, its connection keeps the few bytes that ask it anew, and
//! at the change it is asked anew from its beginning. Whoever waits is therefore somebody who may still see what changed.

use crate::http::wait::Aside;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, REFERER, USER_AGENT};
use http::{Extensions, HeaderName, HeaderValue, Method, Uri, Version};

/// What is needed to ask a request again.
pub struct Kept {
    uri: Uri,
    version: Version,
    headers: Vec<(HeaderName, HeaderValue)>,
    extensions: Extensions,
}

/// Says of the browser what no answer depends on.
fn is_of_the_browser(name: &HeaderName) -> bool {
    [ACCEPT, ACCEPT_ENCODING, REFERER, USER_AGENT].contains(name)
        || name.as_str().starts_with("sec-")
        || name.as_str().starts_with("priority")
}

impl Kept {
    /// Of a request that may wait; nothing of one that cannot.
    pub fn of(request: &Request) -> Option<Kept> {
        let asks = |query: &str| query.split('&').any(|part| part.starts_with("wait="));
        if request.method() != Method::GET
            || !request.uri().query().is_some_and(asks)
            || !request.body().is_end_stream()
        {
            return None;
        }
        // Copies: what came is one piece of memory with everything that was read along with it.
        let uri = request.uri().to_string().parse().ok()?;
        let headers = request.headers().iter().filter(|(name, _)| !is_of_the_browser(name));
        let copied = headers.map(|(name, value)| {
            let mut copy = HeaderValue::from_bytes(value.as_bytes()).ok()?;
            copy.set_sensitive(value.is_sensitive());
            Some((HeaderName::from_bytes(name.as_str().as_bytes()).ok()?, copy))
        });
        let headers = copied.collect::<Option<Vec<_>>>()?;
        Some(Kept { uri, version: request.version(), headers, extensions: request.extensions().clone() })
    }

    /// The head as it would be sent again. It names no body, for there was none.
    pub fn head(&self) -> Bytes {
        let mut head = format!("GET {} {:?}\r\n", self.uri, self.version).into_bytes();
        for (name, value) in self.headers.iter().filter(|(name, _)| name != CONTENT_LENGTH) {
            head.extend_from_slice(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        head.extend_from_slice(b"\r\n");
        head.into()
    }

    fn request(&self, aside: &Aside) -> Request {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = self.uri.clone();
        *request.version_mut() = self.version;
        for (name, value) in &self.headers {
            request.headers_mut().append(name.clone(), value.clone());
        }
        *request.extensions_mut() = self.extensions.clone();
        request.extensions_mut().insert(aside.clone());
        request
    }
}

/// The answer to a request, once it has one: asked again at each change that it waits for, and once more when its time is over.
pub async fn answered(kept: Kept, next: Next) -> Response {
    let aside = Aside::new();
    loop {
        // In a piece of memory of its own, which goes before the wait.
        let answer = Box::pin(next.clone().run(kept.request(&aside))).await;
        let Some(mut watch) = aside.take() else { return answer };
        drop(answer);
        if !watch.changed().await {
            aside.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::requests;
    use crate::http::wait::Wait;
    use crate::notifier::{Key, Notifier};
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::response::IntoResponse;
    use axum::routing::get;
    use beian_model::FilingId;
    use http::StatusCode;
    use http::header::{COOKIE, IF_NONE_MATCH};
    use std::future::ready;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::sync::mpsc;
    use tower::ServiceExt;

    fn asked(method: Method, uri: &str) -> Request {
        let request = http::Request::builder().method(method).uri(uri).extension(7_u8);
        let request = request.header(COOKIE, "a=1").header(COOKIE, "b=2").header(IF_NONE_MATCH, "\"3\"");
        request.header(USER_AGENT, "long").header("sec-fetch-mode", "cors").body(Body::empty()).unwrap()
    }

    #[test]
    fn what_is_asked_again_is_what_was_asked_without_what_describes_the_browser() {
        let kept = Kept::of(&asked(Method::GET, "/api/v1/handoff?wait=25")).unwrap();
        for _ in 0..2 {
            let again = kept.request(&Aside::new());
            assert_eq!((again.method(), again.uri().to_string().as_str()), (&Method::GET, "/api/v1/handoff?wait=25"));
            assert_eq!(again.headers().get_all(COOKIE).iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
            assert_eq!(again.headers()[IF_NONE_MATCH], "\"3\"");
            assert_eq!(again.headers().len(), 3);
            assert_eq!(again.extensions().get::<u8>(), Some(&7));
            assert!(again.extensions().get::<Aside>().is_some());
        }
        assert!(Kept::of(&asked(Method::PUT, "/api/v1/handoff?wait=25")).is_none());
        assert!(Kept::of(&asked(Method::GET, "/api/v1/handoff")).is_none());
    }

    #[tokio::test]
    async fn who_waits_is_asked_anew_at_each_change_and_answered_by_what_is_found_then() {
        let key = || Key::Filing(FilingId("one".to_owned()));
        let (notifier, looks) = (Notifier::default(), Arc::new(AtomicU32::new(0)));
        let (looked, mut heard) = mpsc::unbounded_channel();
        let inside = notifier.clone();
        let look = move |wait: Wait| {
            let watch = inside.watch(key(), wait.time());
            let look = looks.fetch_add(1, Ordering::Relaxed) + 1;
            looked.send(look).unwrap();
            // As somebody who was signed out meanwhile.
            ready(if look == 3 { StatusCode::UNAUTHORIZED.into_response() } else { wait.unchanged(watch, None) })
        };
        let router: Router = Router::new().route("/", get(look)).layer(from_fn(requests::under_way));
        let waits = tokio::spawn(router.clone().oneshot(asked(Method::GET, "/?wait=25")));
        for look in 1..=2 {
            assert_eq!(heard.recv().await, Some(look));
            notifier.announce(&key());
        }
        assert_eq!(waits.await.unwrap().unwrap().status(), StatusCode::UNAUTHORIZED);
        assert_eq!(heard.recv().await, Some(3));
        // Who has no time is answered at once.
        let answer = router.oneshot(asked(Method::GET, "/?wait=0")).await.unwrap();
        assert_eq!((answer.status(), heard.recv().await), (StatusCode::NOT_MODIFIED, Some(4)));
    }
}
