//! The Content-Security-Policy of the pages.

/// Nothing inline and nothing evaluated, except WebAssembly, which has a permission of its own. Pictures may be shown
/// before they are uploaded (`blob:`), and so may the video; everything else comes from the site itself.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[cfg(test)]
mod tests {
    use super::POLICY;

    #[test]
    fn allows_nothing_unsafe_but_webassembly() {
        assert!(!POLICY.contains("'unsafe-inline'") && !POLICY.contains("'unsafe-eval'") && !POLICY.contains('*'));
        assert!(!POLICY.contains("  ") && !POLICY.contains('\n'));
    }
}
