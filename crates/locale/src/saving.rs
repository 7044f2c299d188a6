//! Why a save failed, by the HTTP status that came back: what happened, and what can be done.

use super::{Lang, Word, Words, fill};

messages! {
    /// Why a save failed; `status` is what came back.
    pub struct NotSaved {
        NotOurs: "收到的响应并非来自本站（状态 {status}），网络可能需要先登录认证。将自动再试。", "The answer is not this site's (status {status}). The network may need you to sign in to it first. We will try again.";
        Unreadable: "服务器无法识别这次保存（状态 {status}）。请刷新页面后再试。", "The server could not read what was sent (status {status}). Reload the page and try again.";
        Forbidden: "这次保存被拦截（状态 {status}），可能是网络设备所为。请换一个网络，或从本站网址重新打开页面。", "The save was blocked (status {status}), perhaps by the network. Use another network, or open this site's own address again.";
        Gone: "服务器上找不到这份备案（状态 {status}），它可能已结束，或属于另一个账号。请回到“我的备案”查看。", "The server cannot find this filing (status {status}). It may have ended, or belong to another account. Check “My filings”.";
        Locked: "这份备案当前不可修改（状态 {status}），可能已在别处提交。请刷新页面查看。", "This filing cannot be changed now (status {status}). It may have been submitted elsewhere. Reload the page to check.";
        Stale: "这份备案正在别处被修改（状态 {status}）。将自动合并后再试。", "This filing is being changed elsewhere (status {status}). The changes will be merged. We will try again.";
        TooLarge: "内容过大，服务器没有接收（状态 {status}）。请缩短过长的内容，之后会自动保存。", "This is too large for the server (status {status}). Shorten what is too long, and it will be saved.";
        Invalid: "服务器没有接收其中的内容（状态 {status}）。请按页面上的提示修改，之后会自动保存。", "The server did not accept part of this (status {status}). Correct what the page lists, and it will be saved.";
        Mismatch: "服务器不接受这样的请求（状态 {status}），页面可能已有新版本。请刷新页面；仍有问题，请联系客服。", "The server did not accept this request (status {status}). There may be a newer version of this page. Reload it. If this continues, contact support.";
        Busy: "服务器繁忙（状态 {status}）。稍后自动再试。", "The server is busy (status {status}). We will try again.";
        Broken: "服务器出错（状态 {status}）。将自动再试；仍不成功，请联系客服。", "Something went wrong on the server (status {status}). We will try again. If this continues, contact support.";
        Gateway: "服务器没有及时响应（状态 {status}）。将自动再试。", "The server did not answer in time (status {status}). We will try again.";
        Away: "服务器暂时不可用（状态 {status}）。将自动再试。", "The server is not available (status {status}). We will try again.";
        Full: "服务器存储空间已满（状态 {status}）。将自动再试；仍不成功，请联系客服。", "The server is full (status {status}). We will try again. If this continues, contact support.";
        Other: "没有保存成功（状态 {status}）。请刷新页面后再试；仍有问题，请联系客服。", "It was not saved (status {status}). Reload the page and try again. If this continues, contact support.";
    }
}

impl NotSaved {
    /// What a status means.
    pub const fn of(status: u16) -> Word {
        match status {
            200..=399 => NotSaved::NotOurs,
            400 => NotSaved::Unreadable,
            401 | 403 | 407 | 451 | 511 => NotSaved::Forbidden,
            404 | 410 => NotSaved::Gone,
            409 | 423 => NotSaved::Locked,
            412 => NotSaved::Stale,
            413 | 414 | 431 => NotSaved::TooLarge,
            422 => NotSaved::Invalid,
            405 | 406 | 411 | 415 | 417 | 426 | 428 | 501 | 505 => NotSaved::Mismatch,
            408 | 425 | 429 => NotSaved::Busy,
            502 | 504 | 520..=530 => NotSaved::Gateway,
            503 => NotSaved::Away,
            507 => NotSaved::Full,
            500..=599 => NotSaved::Broken,
            _ => NotSaved::Other,
        }
    }
}

/// The same save may go well later.
pub const fn is_tried_again(status: u16) -> bool {
    matches!(status, 200..=399 | 408 | 412 | 425 | 429 | 500 | 502..=504 | 506..=510 | 512..=599)
}

/// Why a save failed and what can be done, with the status.
pub fn said(status: u16, lang: Lang) -> String {
    let number = status.to_string();
    fill(NotSaved::of(status).text(lang), |_| Some(&number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::ProblemKind;

    #[test]
    fn each_status_has_words_and_its_number() {
        for status in (400..600).chain([200, 302]) {
            for lang in Lang::ALL {
                assert!(said(status, *lang).contains(&status.to_string()), "{status}");
            }
        }
    }

    #[test]
    fn no_refusal_of_ours_is_left_without_words_of_its_own() {
        for kind in ProblemKind::ALL {
            assert_ne!(NotSaved::of(kind.status()), NotSaved::Other, "{kind}");
        }
    }

    #[test]
    fn what_is_tried_again_says_so_and_nothing_else_does() {
        for status in 200..600 {
            let (zh, en) = (said(status, Lang::Chinese), said(status, Lang::English));
            let promises = zh.contains("自动") && zh.contains("再试");
            assert_eq!(promises, is_tried_again(status), "{status}: {zh}");
            let promises = en.contains("We will try again");
            assert_eq!(promises, is_tried_again(status), "{status}: {en}");
        }
    }
}
