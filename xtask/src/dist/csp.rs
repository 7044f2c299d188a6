//! The Content-Security-Policy of the pages.

/// Nothing evaluated, except WebAssembly, which has a permission of its own. Pictures may be shown before they are uploaded (`blob:`), and
/// so may the video; everything else comes from the site itself.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page: nothing inline but these scripts, each by its hash (`sha256-…`).
pub fn policy(inline: &[String]) -> String {
    let hashes: String = inline.iter().map(|hash| format!(" '{hash}'")).collect();
    POLICY.replace("'wasm-unsafe-eval'", &format!("'wasm-unsafe-eval'{hashes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_its_hash_alone() {
        assert_eq!(policy(&[]), POLICY);
        let one = policy(&["sha256-x=".to_owned()]);
        assert!(one.contains("; script-src 'self' 'wasm-unsafe-eval' 'sha256-x='; style-src"), "{one}");
    }

    #[test]
    fn allows_nothing_unsafe_but_webassembly() {
        assert!(!POLICY.contains("'unsafe-inline'") && !POLICY.contains("'unsafe-eval'") && !POLICY.contains('*'));
        assert!(!POLICY.contains("  ") && !POLICY.contains('\n'));
    }
}
