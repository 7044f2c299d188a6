//! What reviewers and the bureau say (审核).

use crate::rule::rules;

pub(super) const CHECKS: &[crate::registry::Check] = &[];

rules! {
    /// Review: not the form of an ICP number of the province (`prefix`), or none for a site.
    ICP_NUMBER {
        id: "icp-number",
        said_by: Server,
        severity: Error,
        zh: "备案号应如“{prefix}ICP备12345678号”，网站备案号在后面加“-1”，每个网站一个",
        en: "Enter a number such as {prefix}ICP备12345678号, and for each site the same with -1 after it",
        source: "K",
        params: [("prefix", "粤")],
    }

    /// A reviewer's or the bureau's reason, in their words: `text`, `by`.
    RETURNED {
        id: "review.returned",
        said_by: Reviewer,
        severity: Error,
        zh: "{by}：{text}",
        en: "{by}: {text}",
        source: "D",
        params: [("text", "请重新上传"), ("by", "审核专员")],
    }
}
