//! A verification by phone (真实性核验): what the server finds in pictures and video.

use crate::rule::rules;

pub(super) const CHECKS: &[crate::registry::Check] = &[];

rules! {
    /// Verification: the bytes are no video of a kind that is taken.
    VIDEO_KIND {
        id: "video.kind",
        said_by: Server,
        severity: Error,
        zh: "不是 MP4 或 WebM 视频，请重新录制",
        en: "Not an MP4 or WebM video: record it again",
        source: "D",
        params: [],
    }

    /// Verification: the video is too short to be one.
    VIDEO_TOO_SHORT {
        id: "video.too-short",
        said_by: Server,
        severity: Error,
        zh: "视频太短，请录制 5 至 15 秒",
        en: "The video is too short: record 5 to 15 seconds",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: the video is longer than it may be.
    VIDEO_TOO_LONG {
        id: "video.too-long",
        said_by: Server,
        severity: Error,
        zh: "视频太长，请录制 5 至 15 秒",
        en: "The video is too long: record 5 to 15 seconds",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: the video is cut off or damaged.
    VIDEO_UNREADABLE {
        id: "video.unreadable",
        said_by: Server,
        severity: Error,
        zh: "视频不完整或已损坏，无法播放，请重新录制",
        en: "The video is incomplete or damaged and cannot be played: record it again",
        source: "D",
        params: [],
    }

    /// Verification: the video has no sound.
    VIDEO_SILENT {
        id: "video.silent",
        said_by: Server,
        severity: Risk,
        zh: "视频没有声音，听不到四位数字，审核时可能被退回；请允许使用麦克风后重新录制",
        en: "The video has no sound, so the digits cannot be heard, and a reviewer may return it: allow the microphone and record it again",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: something is missing that the phone should have sent.
    CAPTURE_MISSING {
        id: "capture.missing",
        said_by: Server,
        severity: Error,
        zh: "缺少照片或视频，请补拍后再完成",
        en: "A picture or the video is missing: take it before finishing",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: one picture was sent for both sides.
    CAPTURES_SAME {
        id: "capture.same",
        said_by: Server,
        severity: Error,
        zh: "两面是同一张照片，请分别拍摄证件的两面",
        en: "Both sides are the same picture: take each side of the document",
        source: "D",
        params: [],
    }

    /// Verification: what the phone measured (`measures`) of a picture or video (`capture`) was not good.
    CAPTURE_QUALITY {
        id: "capture.quality",
        said_by: Server,
        severity: Risk,
        zh: "{capture}不够理想（{measures}），将由审核专员核对；重拍一次更稳妥",
        en: "{capture} could be better ({measures}). A reviewer will check it; retaking it is safer",
        source: "S 2022 真实性核验",
        params: [("capture", "portrait"), ("measures", "sharp,light")],
    }

    /// Verification: taken against the page's hints.
    CAPTURE_OVERRULED {
        id: "capture.overruled",
        said_by: Server,
        severity: Risk,
        zh: "{capture}未按提示拍摄，将由审核专员核对；请确认清晰、完整",
        en: "{capture}: taken against the hints, so a reviewer will check it. Make sure it is sharp and complete",
        source: "D",
        params: [("capture", "video")],
    }

    /// Verification: taken by the phone's own camera, or from its album.
    CAPTURE_OTHER_CAMERA {
        id: "capture.other-camera",
        said_by: Server,
        severity: Risk,
        zh: "{capture}来自手机自带相机或相册，拍摄时未经检测，将由审核专员核对；请确认清晰、完整",
        en: "{capture}: from the phone's own camera or album, not measured, so a reviewer will check it. Make sure it is sharp and complete",
        source: "D",
        params: [("capture", "emblem")],
    }

    /// Verification: nothing was measured as it was taken (`capture`).
    CAPTURE_UNMEASURED {
        id: "capture.unmeasured",
        said_by: Server,
        severity: Risk,
        zh: "{capture}拍摄时手机未能检测画面，将由审核专员核对；请确认清晰、完整",
        en: "{capture}: the phone could not check it, so a reviewer will. Make sure it is sharp and complete",
        source: "D",
        params: [("capture", "portrait")],
    }

    /// Verification: the server could not read the ID card.
    CARD_UNREAD {
        id: "card.unread",
        said_by: Server,
        severity: Risk,
        zh: "系统未能识别身份证，将由审核专员核对；请确认照片清晰、无反光",
        en: "The card could not be read automatically, so a reviewer will check it. Make sure the pictures are sharp and without glare",
        source: "D",
        params: [],
    }

    /// Verification: another number on the card (`read`, masked) than in the form.
    CARD_NUMBER_DIFFERS {
        id: "card.number-differs",
        said_by: Server,
        severity: Risk,
        zh: "身份证上识别到的号码（{read}）与填写的不同，请核对",
        en: "The number on the card was read as {read}, not the one entered: check both",
        source: "S 2022 真实性核验",
        params: [("read", "4403**********0026")],
    }

    /// Verification: another name on the card (`read`) than in the form.
    CARD_NAME_DIFFERS {
        id: "card.name-differs",
        said_by: Server,
        severity: Risk,
        zh: "身份证上识别到的姓名“{read}”与填写的不同，请核对",
        en: "The name on the card was read as “{read}”, not the one entered: check both",
        source: "S 2022 真实性核验",
        params: [("read", "示例乙")],
    }

    /// Verification: another date on the card (`read`) than in the form.
    CARD_DATE_DIFFERS {
        id: "card.date-differs",
        said_by: Server,
        severity: Risk,
        zh: "身份证上识别到的有效期“{read}”与填写的不同，请核对",
        en: "The date on the card was read as {read}, not the one entered: check both",
        source: "S 2022 真实性核验",
        params: [("read", "2030-01-01")],
    }

    /// Verification: another name and number on the card than in the form.
    CARD_OTHER {
        id: "card.other-person",
        said_by: Server,
        severity: Error,
        zh: "身份证上的姓名和号码都与填写的负责人不同，请用负责人本人的身份证重新核验，或先更正填写的信息",
        en: "The name and number on the card are not the responsible person's: verify again with their own card, or first correct what was entered",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: another kind of document is chosen than the one that was photographed.
    CARD_OTHER_KIND {
        id: "card.other-kind",
        said_by: Server,
        severity: Error,
        zh: "手机拍摄的证件与填写的证件类型不同，请选对证件类型后重新核验",
        en: "The phone photographed another type of document than the one chosen: choose the right one, then verify again",
        source: "S 2022 真实性核验",
        params: [],
    }

    /// Verification: the card ended, or ends within `months` months (`until`).
    CARD_EXPIRES {
        id: "card.expires",
        said_by: Server,
        severity: Risk,
        zh: "身份证有效期到 {until}，须在 {months} 个月以上，请先换领新证再核验",
        en: "The card is valid until {until}; it needs {months} more months: renew it, then verify again",
        source: "TQ 备案材料上传 2022",
        params: [("until", "2026-12-01"), ("months", "3")],
    }

    /// Verification: name, kind or number of the document were changed after it.
    VERIFIED_OTHER {
        id: "person.verified-other",
        said_by: Server,
        severity: Note,
        zh: "核验之后姓名、证件类型或号码有改动：请改回，或重新核验",
        en: "The name, document type or number was changed after the verification: change it back, or verify again",
        source: "S 2022 真实性核验",
        params: [],
    }
}
