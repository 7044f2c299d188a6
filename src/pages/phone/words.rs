//! Refusals in words, as few as the phone can meet: the tables of the wizard's fields stay out of this entry.

use crate::client::ApiError;
use crate::locale::{Lang, Words, phone::Phone, problems};
use crate::model::ProblemKind;
use crate::rules::{Finding, RuleId};

/// What to say of a refused request.
pub fn refusal(error: &ApiError, lang: Lang) -> String {
    let problem = match error {
        ApiError::Offline => return Phone::Offline.text(lang).to_owned(),
        ApiError::Unreadable(_) => return Phone::Unreadable.text(lang).to_owned(),
        ApiError::Problem(problem) => problem,
    };
    match problem.kind() {
        Some(ProblemKind::SignedOut) => Phone::NoSession.text(lang).to_owned(),
        Some(kind) => match problem.findings.iter().find_map(|one| finding(one, lang)) {
            Some(said) => said,
            None => problems::detail(kind, lang).to_owned(),
        },
        None => format!("{} {}", problem.title, problem.detail),
    }
}

/// The code of a refusal, for styles and tests.
pub fn kind(error: &ApiError) -> &'static str {
    error.kind().map_or("offline", ProblemKind::as_str)
}

/// What the server found in a picture or a film.
pub fn finding(found: &Finding, lang: Lang) -> Option<String> {
    let (zh, en) = match found.rule {
        RuleId::FileKind => {
            ("不是 JPG 或 PNG 图片，请重拍或另选一张。", "Not a JPG or PNG picture: take it again or choose another.")
        }
        RuleId::FileHeic => (
            "这是 HEIC 格式照片，请直接在本页拍摄，或在相机设置中选择“兼容性最佳”后重拍。",
            "A HEIC photograph: take it on this page, or choose “most compatible” in the camera's settings first.",
        ),
        RuleId::FileUnreadable => ("图片已损坏，请重拍。", "The picture is damaged: take it again."),
        RuleId::FileEmpty => ("文件是空的，请重拍。", "The file is empty: take it again."),
        RuleId::FileTooSmall => {
            ("图片太小，看不清文字，请靠近重拍。", "The picture is too small to read: come closer and take it again.")
        }
        RuleId::FileTooLarge => ("文件过大，请重拍。", "The file is too large: take it again."),
        RuleId::FileTooManyPixels => ("图片像素过多，请重拍。", "The picture has too many pixels: take it again."),
        RuleId::VideoKind => ("不是 MP4 或 WebM 视频，请重新录制。", "Not an MP4 or WebM video: record it again."),
        RuleId::VideoTooShort => ("视频太短，请录制 5 至 15 秒。", "The video is too short: record 5 to 15 seconds."),
        RuleId::VideoTooLong => ("视频太长，请录制 5 至 15 秒。", "The video is too long: record 5 to 15 seconds."),
        RuleId::VideoUnreadable => ("视频已损坏，请重新录制。", "The video is damaged: record it again."),
        RuleId::CaptureMissing => ("还有一项没有上传。", "Something is still missing."),
        // A reviewer's own words.
        _ => return found.params.get("text").cloned(),
    };
    Some(
        match lang {
            Lang::Chinese => zh,
            Lang::English => en,
        }
        .to_owned(),
    )
}
