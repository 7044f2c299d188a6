//! Findings in words: what is wrong with a field, and what would be right. A rule's id is declared with its words, so that
//! one without words in both languages cannot exist.

use super::{Lang, Words, fields, fill, ui::Ui};
use crate::model::wire::Refusal;
use crate::model::{
    Capture, CertificateType, Measure, Nature, Path, PersonField, PreApprovalKind, Province, ServiceContent,
};
use crate::rules::Finding;

/// Declares the rules: `Variant = "id": "中文", "English";`.
macro_rules! rules {
    ($($(#[$meta:meta])* $variant:ident = $code:literal: $zh:literal, $en:literal;)+) => {
        coded! {
            /// Which rule a finding comes from.
            pub enum RuleId { $($(#[$meta])* $variant = $code),+ }
        }

        /// The words of a rule.
        const fn template(rule: RuleId) -> (&'static str, &'static str) {
            match rule { $(RuleId::$variant => ($zh, $en)),+ }
        }
    };
}

rules! {
    /// The field is empty and must not be.
    Required = "required": "请填写{label}", "Fill in: {label}";
    /// More than `max` characters.
    TooLong = "too-long": "超过 {max} 个字，现在有 {count} 个", "At most {max} characters; there are {count}";
    /// Fewer than `min` characters.
    TooShort = "too-short": "至少 {min} 个字", "At least {min} characters";
    /// The choice does not go with another answer (certificate type of another nature).
    NotAllowedHere = "not-allowed-here": "与主办单位性质不符，请重新选择", "Does not go with the nature of the organiser: choose another";
    /// What was typed into a list's search (`typed`) does not name one of its entries: so many (`count`) fit.
    ChoiceOpen = "choice.open": "列表中符合“{typed}”的有 {count} 项，请选择一项", "{count} entries of the list fit “{typed}”: choose one";
    /// A character that cannot occur, named in `character`.
    Character = "character": "不能含有“{character}”（第 {position} 个字符），请核对", "“{character}” cannot stand here (character {position}): check it";
    /// 统一社会信用代码: not 18 characters of the alphabet (GB 32100-2015).
    UsccShape = "uscc.shape": "统一社会信用代码为 18 位数字和大写字母，现在有 {count} 位", "A unified social credit code has 18 digits and capital letters; there are {count}";
    /// 统一社会信用代码: the check character is wrong.
    UsccCheck = "uscc.check": "最后一位校验码与前 17 位不符，请逐位核对", "The check character does not fit the first 17: compare one by one";
    /// 组织机构代码: not eight characters and a check character (GB 11714-1997).
    OrganisationCodeShape = "organisation-code.shape": "组织机构代码为 8 位数字或字母加 1 位校验码，如 12345678-8", "An organisation code has eight digits or letters and a check character, such as 12345678-8";
    /// 组织机构代码: the check character is wrong.
    OrganisationCodeCheck = "organisation-code.check": "最后一位校验码不符，请逐位核对", "The check character does not fit: compare one by one";
    /// 营业执照注册号: 15 digits with a wrong check digit.
    LicenceNumberCheck = "licence-number.check": "15 位注册号的校验码不符；新版执照请填 18 位统一社会信用代码", "The check digit of the 15-digit number does not fit; on a new licence take the 18-character credit code";
    /// 公民身份号码: not 17 digits and a digit or X (GB 11643-1999).
    ResidentIdShape = "resident-id.shape": "身份证号为 17 位数字加 1 位数字或 X", "An ID number has 17 digits and a digit or X";
    /// 公民身份号码: the region's first two digits do not exist.
    ResidentIdRegion = "resident-id.region": "前两位不是任何省份的代码，请核对", "The first two digits are no province's: compare with the card";
    /// 外国人永久居留身份证: digits 2 and 3 are no province.
    PermitRegion = "permanent-residence.region": "第 2、3 位不是任何省份的代码，请核对", "Digits 2 and 3 are no province's: compare with the card";
    /// 公民身份号码: no such birth date, or it lies in the future.
    ResidentIdDate = "resident-id.date": "第 7 至 14 位不是有效的出生日期，请核对", "Digits 7 to 14 are no possible birth date: compare with the card";
    /// 公民身份号码: the check character is wrong.
    ResidentIdCheck = "resident-id.check": "最后一位校验码与前 17 位不符，请逐位核对", "The last character does not fit the first 17: compare one by one";
    /// The document's number is not of the form of its kind.
    DocumentShape = "document.shape": "证件号码的格式不对，请对照证件核对", "Not the form of such a document's number: compare with the document";
    /// Younger than `min` years.
    TooYoung = "person.too-young": "负责人须年满 {min} 周岁", "The responsible person must be {min} years old";
    /// Not a date.
    DateShape = "date.shape": "请填写完整日期，如 2026-11-24", "Give a whole date, such as 2026-11-24";
    /// A year (`min` to `max`) in which no document of today begins or ends.
    DateYear = "date.year": "年份应在 {min} 至 {max} 之间，请核对", "The year must be between {min} and {max}: check it";
    /// Ends before it begins.
    DateOrder = "date.order": "到期日须晚于起始日", "It must end after it begins";
    /// Begins later than today.
    DateFuture = "date.future": "起始日不能晚于今天，请核对", "It cannot begin later than today: check it";
    /// The document ended, or ends within three months.
    DocumentExpires = "document.expires": "证件有效期须在 {months} 个月以上，请先换领证件", "The document must be valid for {months} more months: have it renewed first";
    /// Not a mobile number of mainland China.
    MobileShape = "mobile.shape": "请填写 11 位中国大陆手机号，如 13800138000", "Give an 11-digit mobile number of mainland China, such as 13800138000";
    /// Neither a mobile number nor a land line with its area code.
    PhoneShape = "phone.shape": "请填写手机号，或带区号的座机，如 0755-86013388", "Give a mobile, or a land line with its area code, such as 0755-86013388";
    /// Not an e-mail address.
    EmailShape = "email.shape": "请填写完整的邮箱地址，如 name@example.com", "Give a whole address, such as name@example.com";
    /// The same number as `other`, and must be another.
    SamePhone = "phone.same": "不能与“{other}”相同，请填另一个号码", "Must differ from “{other}”: give another number";
    /// The number was not proved by an SMS code.
    MobileUnproved = "mobile.unproved": "请获取短信验证码并完成验证", "Have a code sent to this number and confirm it";
    /// Not a domain: what was entered is in `typed`.
    DomainShape = "domain.shape": "“{typed}”不是域名；域名由字母、数字、连字符或汉字和后缀组成，如 example.com", "“{typed}” is no domain; one has letters, digits, hyphens or Chinese characters and a suffix, such as example.com";
    /// Begins with `www`, or has a scheme, port or path: `suggestion` is what would be right.
    DomainNotBare = "domain.not-bare": "只填主域名，不带 www 和网址：{suggestion}", "The domain alone, without www or address: {suggestion}";
    /// The suffix is not approved for filing.
    DomainSuffix = "domain.suffix": "后缀 {suffix} 未获工信部批准，不能备案；请换用 .com、.cn 等可备案的域名", "The suffix {suffix} is not approved for filing: take a domain under .com, .cn or another approved suffix";
    /// A sub-domain; `suggestion` is the domain to file.
    DomainSub = "domain.sub": "子域名无需单独备案，请填 {suggestion}", "A sub-domain is covered by its parent: give {suggestion}";
    /// Twice in this filing.
    DomainTwice = "domain.twice": "这个域名已填写过，请删除其中一处", "This domain stands here twice: remove one";
    /// Filed already, or in another running filing.
    DomainTaken = "domain.taken": "这个域名已备案，或正在其他订单中备案，请先注销或取消那一处", "This domain is filed already, or in another running filing: cancel that one first";
    /// Not registered, as far as the registry says.
    DomainUnregistered = "domain.unregistered": "查不到这个域名的注册信息，请先注册并完成实名认证", "No registration of this domain was found: register it and verify the owner first";
    /// Its registration ends too soon (`until`).
    DomainExpires = "domain.expires": "域名将于 {until} 到期，请先续费", "The registration ends on {until}: renew it first";
    /// Registered by somebody else than the organiser.
    DomainHolder = "domain.holder": "域名所有者与主办单位不一致，请先过户或更正实名信息", "The domain's owner is not the organiser: transfer it or correct its real-name data first";
    /// The account has no such resource.
    ResourceUnknown = "resource.unknown": "账号内没有这个云资源，请重新选择", "The account has no such resource: choose another";
    /// The resource cannot be chosen; `reason` is a code of `Refusal`.
    ResourceRefused = "resource.refused": "这个云资源不可用于备案：{refusal}", "This resource cannot carry a filing: {refusal}";
    /// The resource carries fewer sites than this filing puts on it.
    ResourceSlots = "resource.slots": "这个云资源只剩 {left} 个备案名额，请为其他网站另选", "This resource can carry {left} more sites only: choose another for the rest";
    /// Not the form of an authorisation code (备案授权码).
    AuthorisationCodeShape = "authorisation-code.shape": "备案授权码为 8 至 64 位字母、数字和连字符", "An authorisation code has 8 to 64 letters, digits and dashes";
    /// No such authorisation code, used, or made for another account.
    AuthorisationCodeRefused = "authorisation-code.refused": "授权码不存在、已使用，或不是发给您的账号，请向对方核对", "No such code, used already, or made for another account: check with who gave it";
    /// The same authorisation code on an earlier site.
    AuthorisationCodeTwice = "authorisation-code.twice": "一个授权码只能用于一个网站，请为每个网站各填一个", "One code carries one site: give each site its own";
    /// Fewer than three Chinese characters in the site's name.
    SiteNameTooShort = "site-name.too-short": "至少三个汉字，如“示例一企业展示”", "At least three Chinese characters, such as 示例一企业展示";
    /// The site's name is a domain or address.
    SiteNameDomain = "site-name.domain": "不能使用域名作为网站名称，请用汉字命名", "A domain is no site name: name it in Chinese characters";
    /// Only digits or Latin letters.
    SiteNameLatin = "site-name.latin": "不能只用数字或字母，至少三个汉字", "Not digits or Latin letters alone: at least three Chinese characters";
    /// Begins with a word reserved for national bodies.
    SiteNameNational = "site-name.national": "“{word}”开头的名称仅限国家机构使用，请改名", "Names that begin with “{word}” are for national bodies: take another";
    /// Contains a word that is refused: `word`.
    SiteNameWord = "site-name.word": "网站名称不能含有“{word}”，请改名", "A site's name cannot hold “{word}”: take another";
    /// Reads as a forum, which needs an approval.
    SiteNameForum = "site-name.forum": "“{word}”会被当作论坛、博客类网站，通常须先取得审批，建议改名", "“{word}” reads as a forum or blog, which usually needs an approval: another name is safer";
    /// An address without street, number or room.
    AddressDetail = "address.detail": "请写到门牌号或房间号，如“科技园路1号示例大厦301室”", "Down to number and room, such as 科技园路1号示例大厦301室";
    /// The certificate's number names another province.
    OtherProvince = "organiser.other-province": "证件在{province}登记，与备案省份不同，可能因跨省被驳回", "The certificate was registered in {province}, not the province of the filing: a known reason for rejection";
    /// The region is not one of the province.
    RegionOtherProvince = "region.other-province": "不属于所选的备案省份，请重新选择", "Not in the province of the filing: choose again";
    /// A site needs at least one language.
    LanguageMissing = "site.language-missing": "至少选择一种语言", "Choose at least one language";
    /// A filing has one to ten sites.
    SiteCount = "sites.count": "每次备案 1 至 {max} 个网站", "A filing has one to {max} websites";
    /// A word (`word`) that the bureau wants an approval for, whichever it is.
    NeedsSomeApproval = "pre-approval.some": "“{where}”中的“{word}”，{province}通信管理局一般要求相应的前置审批，请添加审批、改名或在备注中说明", "The bureau of {province} usually wants an approval for “{word}” in “{where}”: add it, change the name, or explain it in the remarks";
    /// More sites than the bureau takes at once.
    SiteCountProvince = "sites.count-province": "{province}通信管理局规定每次最多备案 {max} 个网站，其余请另行备案", "The bureau of {province} takes {max} at most in one filing: file the rest afterwards";
    /// The same approval twice.
    PreApprovalTwice = "pre-approval.twice": "同一类审批只需填写一次", "The same approval stands here twice: remove one";
    /// The basic check was not made, or its fields changed since.
    BasicUnchecked = "basic.unchecked": "基础信息尚未校验，或校验后有修改，请重新校验", "The basic check was not made, or its fields changed since: make it again";
    /// The organiser has another filing in flight.
    OrganiserInFlight = "organiser.in-flight": "这个主办单位已有进行中的备案，请先办结或放弃", "This organiser has another filing in progress: complete or end that one first";
    /// The person was not verified.
    NotVerified = "person.not-verified": "负责人尚未完成真实性核验，请用手机扫码完成", "The responsible person was not verified yet: scan the code with their phone";
    /// The agreement was not ticked.
    AgreementMissing = "agreement.missing": "请阅读并勾选{label}", "Read and tick: {label}";
    /// Upload: larger than `max` bytes.
    FileTooLarge = "file.too-large": "文件超过 {megabytes} MB，请压缩后重新上传", "Larger than {megabytes} MB: make it smaller and send it again";
    /// Upload: nothing in it.
    FileEmpty = "file.empty": "文件是空的，请重新选择", "The file is empty: choose another";
    /// Upload: the bytes are no picture of a kind that is taken (`found` is what they look like).
    FileKind = "file.kind": "不是 JPG 或 PNG 图片，请重新拍照或扫描", "Not a JPG or PNG picture: photograph or scan it again";
    /// Upload: begins like a picture but cannot be decoded.
    FileUnreadable = "file.unreadable": "图片已损坏，无法打开，请重新拍照或扫描", "The picture is damaged and cannot be opened: photograph or scan it again";
    /// Upload: a telephone's own kind of picture (HEIC), which few browsers show.
    FileHeic = "file.heic": "这是手机的 HEIC 格式照片，请在相机设置中选择“兼容性最佳”后重拍，或直接在本页拍摄", "This is a HEIC photograph, a telephone's own kind: choose “most compatible” in the camera's settings and take it again, or take it on this page";
    /// Upload: what arrived is not what was sent, by its checksum.
    FileAltered = "file.altered": "文件在传输中受损，请重新上传", "The file was damaged on its way: send it again";
    /// Upload: fewer than `min` pixels on the long side.
    FileTooSmall = "file.too-small": "图片太小，长边至少 {min} 像素", "The picture is too small: at least {min} pixels on the long side";
    /// Upload: more pixels than can be decoded safely (`max` million).
    FileTooManyPixels = "file.too-many-pixels": "图片像素过多，请缩小到 {max} 百万像素以内", "Too many pixels: scale it to at most {max} million";
    /// Verification: the bytes are no video of a kind that is taken.
    VideoKind = "video.kind": "不是 MP4 或 WebM 视频，请重新录制", "Not an MP4 or WebM video: record it again";
    /// Verification: the video is too short to be one.
    VideoTooShort = "video.too-short": "视频太短，请录制 5 至 15 秒", "The video is too short: record 5 to 15 seconds";
    /// Verification: the video is longer than it may be.
    VideoTooLong = "video.too-long": "视频太长，请录制 5 至 15 秒", "The video is too long: record 5 to 15 seconds";
    /// Verification: the video is cut off or damaged.
    VideoUnreadable = "video.unreadable": "视频不完整或已损坏，无法播放，请重新录制", "The video is cut off or damaged and cannot be played: record it again";
    /// Review: not the form of an ICP number of the province (`prefix`), or none for a site.
    IcpNumber = "icp-number": "备案号应如“{prefix}ICP备12345678号”，网站备案号在其后加“-1”，每个网站一个", "A number reads {prefix}ICP备12345678号, a site's the same with -1 behind it; one for each site";
    /// Verification: something is missing that the phone should have sent.
    CaptureMissing = "capture.missing": "缺少照片或视频，请补拍后再完成", "A picture or the video is missing: take it before finishing";
    /// Verification: one picture was sent for both sides.
    CapturesSame = "capture.same": "人像面与国徽面是同一张照片，请分别拍摄身份证的两面", "Both sides are one and the same picture: take each side of the card";
    /// Verification: what the phone measured (`measures`) of a picture or video (`capture`) was not good.
    CaptureQuality = "capture.quality": "{capture}不够理想（{measures}），将由审核人员人工核对；重拍一次更稳妥", "{capture} could be better ({measures}): a reviewer will look at it; taking it again is safer";
    /// Verification: taken against the page's hints.
    CaptureOverruled = "capture.overruled": "{capture}未按提示拍摄，将由审核人员人工核对；请确认清晰、完整", "{capture}: taken against the hints, so a reviewer will look at it; make sure that it is sharp and whole";
    /// Verification: taken by the phone's own camera, or from its album.
    CaptureOtherCamera = "capture.other-camera": "{capture}来自手机自带相机或相册，拍摄时未经检测，将由审核人员人工核对；请确认清晰、完整", "{capture}: from the phone's own camera or album, where nothing is measured, so a reviewer will look at it; make sure that it is sharp and whole";
    /// Verification: nothing was measured as it was taken (`capture`).
    CaptureUnmeasured = "capture.unmeasured": "{capture}拍摄时手机未能检测画面，将由审核人员人工核对；请确认清晰、完整", "{capture}: the phone could not look at it as it was taken, so a reviewer will; make sure that it is sharp and whole";
    /// Verification: the video has no sound.
    VideoSilent = "video.silent": "视频没有声音，听不到读出的四位数字，审核时可能退回；请允许使用麦克风后重新录制", "The video has no sound, so the digits cannot be heard, and a reviewer may return it: allow the microphone and record it again";
    /// Verification: the server could not read the ID card.
    CardUnread = "card.unread": "系统未能读出身份证上的文字，将由审核人员人工核对；请确认照片清晰、无反光", "The card could not be read by itself, so a reviewer will; make sure that the pictures are sharp and without glare";
    /// Verification: another number on the card (`read`, masked) than in the form.
    CardNumberDiffers = "card.number-differs": "身份证上读到的号码（{read}）与填写的不同，请核对填写的号码", "The card's number was read as {read}, another than the one given: compare both";
    /// Verification: another name on the card (`read`) than in the form.
    CardNameDiffers = "card.name-differs": "身份证上读到的姓名是“{read}”，与填写的不同，请核对填写的姓名", "The card's name was read as “{read}”, another than the one given: compare both";
    /// Verification: another date on the card (`read`) than in the form.
    CardDateDiffers = "card.date-differs": "身份证上读到的日期是“{read}”，与填写的有效期不同，请核对填写的日期", "The card's date was read as {read}, another than the one given: compare both";
    /// Verification: another name and number on the card than in the form.
    CardOther = "card.other-person": "身份证上的姓名和号码都与填写的负责人不同，请用负责人本人的身份证重新核验，或先更正填写的信息", "Name and number on the card are not those of the responsible person: verify again with their own card, or correct what was filled in first";
    /// Verification: the card ended, or ends within `months` months (`until`).
    CardExpires = "card.expires": "身份证有效期到 {until}，须在 {months} 个月以上，请先换领新证再核验", "The card is valid until {until}; it must be for {months} more months: have it renewed, then verify again";
    /// Verification: name, kind or number of the document were changed after it.
    VerifiedOther = "person.verified-other": "核验之后姓名、证件类型或号码有改动，原核验只对原来的人有效；请改回，或重新核验", "Name, kind or number of the document were changed after the verification, which holds for that person only: change them back, or verify again";
    /// A reviewer's or the bureau's reason, in their words: `text`, `by`.
    Returned = "review.returned": "{by}：{text}", "{by}: {text}";

    /// 组织机构代码 inside a credit code: its check character is wrong; some codes from before 2015 break this.
    UsccInner = "uscc.inner": "第 9 至 17 位（组织机构代码）的校验码不符，请对照证件核对", "Characters 9 to 17 (the organisation code) do not fit together: compare with the certificate";
    /// The first two characters are not those of the organiser's nature (`expected`).
    UsccKind = "uscc.kind": "前两位为“{kind}”，与所选主办单位性质通常不符（一般以 {expected} 开头），请核对性质和号码", "It begins with “{kind}”, which is unusual for this nature (usually {expected}): compare both";
    /// 营业执照注册号: right, but replaced by the credit code since 2015.
    LicenceNumberOld = "licence-number.old": "15 位注册号自 2015 年起换发；执照上有 18 位统一社会信用代码的，请填新代码", "Numbers of 15 digits were replaced from 2015 on: where the licence shows an 18-character credit code, give that";
    /// 15-digit ID number: `suggestion` is its present form.
    ResidentIdOld = "resident-id.old": "15 位旧号码已停用，对应的 18 位号码应为 {suggestion}，请对照证件填写", "Numbers of 15 digits are no longer valid; this one became {suggestion}: compare with the card";
    /// Not as typed, but as `value`, will it be filed: blanks, dashes, full-width and lower-case letters were put right.
    ReadAs = "read-as": "将按“{value}”填报", "Will be filed as “{value}”";
    /// The organiser's person was changed after they were copied as the site's (`where` they differ).
    CopyDiffers = "site.person-copy": "主体负责人后来有修改，与这里带入的不同（{where}）：请重新带入，或取消勾选另填", "The organiser's person was changed after being copied here ({where}): copy again, or untick and give another";
    /// A range of virtual operators (`range`), which may not receive the ministry's SMS.
    MobileVirtual = "mobile.virtual": "{range} 是虚拟运营商号段，可能收不到工信部核验短信，建议换用其他号码", "{range} belongs to virtual operators and may not receive the ministry's SMS: another number is safer";
    /// A range of machines (`range`): no person can receive an SMS there.
    MobileMachine = "mobile.machine": "{range} 是物联网号段，不能接收核验短信，请换用手机号", "{range} is a range for machines and receives no SMS: give a person's mobile";
    /// A satellite telephone's range.
    MobileSatellite = "mobile.satellite": "{range} 是卫星电话号段，不能接收核验短信，请换用手机号", "{range} is a satellite range and receives no such SMS: give a mobile";
    /// A range that nobody was known to use when the table was written.
    MobileUnknown = "mobile.unknown-range": "{range} 号段未在号码规划中，请核对号码", "{range} is in no number plan known here: check the number";
    /// Another province's number, or one that cannot be told, where the bureau asks for a local one.
    MobileLocal = "mobile.local": "{province}通信管理局要求使用本地手机号，请确认号码归属地", "The bureau of {province} asks for a local mobile number: make sure that this is one";
    /// The area code is another province's.
    AreaCode = "phone.area-code": "区号 {area} 属于{province}，与备案省份不同，请核对", "Area code {area} belongs to {province}, not the province of the filing: check it";
    /// Two persons, one number.
    PhoneShared = "phone.shared": "与另一位负责人的号码相同；不同的人须留不同的号码", "Another responsible person has this number too: two persons need two numbers";
    /// Fewer different numbers among two persons than the bureau asks for.
    PhonesTooFew = "phone.too-few": "{province}通信管理局要求两位负责人的手机号和应急电话至少有 {count} 个不同号码", "The bureau of {province} asks for {count} different numbers among both persons' mobiles and emergency phones";
    /// The bureau asks for a land line.
    LandlineMissing = "phone.landline": "{province}通信管理局要求单位填写本地座机，如 0755-86013388", "The bureau of {province} asks for a land line of the organisation, such as 0755-86013388";
    /// Two persons, one mailbox.
    EmailShared = "email.shared": "与另一位负责人的邮箱相同；不同的人须留不同的邮箱", "Another responsible person has this address too: two persons need two addresses";
    /// Not a name as a document shows it: blanks, titles, digits or signs in it.
    PersonName = "person.name-form": "请按证件填写姓名，不加空格、称谓或其他符号（“{found}”）", "Give the name as the document shows it, without blanks, titles or signs (“{found}”)";
    /// The same name as the legal representative, another number.
    NumberDiffers = "person.number-differs": "与法定代表人同名，但证件号码不同，请核对", "The same name as the legal representative, but another number: check both";
    /// The legal representative's number, another name.
    NameDiffers = "person.name-differs": "与法定代表人证件号码相同，但姓名不同，请核对", "The legal representative's number, but another name: check both";
    /// Older than the bureau allows.
    TooOld = "person.too-old": "{province}通信管理局要求负责人不超过 {max} 周岁", "The bureau of {province} wants responsible persons of {max} years at most";
    /// Young enough to need a proof of work or income.
    AgeProof = "person.age-proof": "未满 {below} 周岁，{province}通信管理局要求另附收入或工作证明", "Under {below}: the bureau of {province} asks for a proof of work or income";
    /// The bureau accepts the legal representative only.
    NotLegalRepresentative = "person.not-legal": "{province}通信管理局要求主体负责人为法定代表人", "The bureau of {province} accepts the legal representative only as the organiser's responsible person";
    /// The bureau accepts a shareholder or executive only, with papers.
    NotExecutive = "person.not-executive": "非法定代表人时，{province}通信管理局只接受股东或高管，并须附章程和授权书", "Unless it is the legal representative, the bureau of {province} accepts a shareholder or executive only, with the articles and a letter";
    /// The site's person must be the organiser's.
    SitePersonOther = "person.site-same": "{province}通信管理局要求网站负责人与主体负责人为同一人", "The bureau of {province} wants the same person for organiser and site";
    /// A letter that many bureaus ask for.
    LetterAdvised = "letter.advised": "负责人不是法定代表人时，管局常要求授权书，建议上传", "The person is not the legal representative: bureaus often ask for a letter, so add one";
    /// The person, or the number, serves another organiser.
    PersonTaken = "person.taken": "此人已是其他主办单位的负责人，可能被驳回，请更换负责人或先变更原备案", "This person answers for another organiser already: a known reason for rejection; choose another or change that filing first";
    /// The number belongs to another organiser's filing.
    PhoneTaken = "phone.taken": "此号码已用于其他主办单位的备案，请更换号码", "This number stands in another organiser's filing: give another";

    /// A suffix that is kept for others (`who`).
    DomainSuffixNature = "domain.suffix-nature": ".{suffix} 仅限{who}使用，请更换域名或核对主办单位性质", ".{suffix} is kept for {who}: take another domain, or check the organiser's nature";
    /// A public body under a suffix that bureaus do not expect of it.
    DomainPublicBody = "domain.public-body": "{nature}的网站一般应使用 {expected} 域名", "Sites of this nature ({nature}) are expected under {expected}";
    /// The bureau does not take this suffix.
    DomainSuffixProvince = "domain.suffix-province": "{province}通信管理局不受理 .{suffix} 域名", "The bureau of {province} takes no domains under .{suffix}";
    /// A word in the domain that the bureau asks about.
    DomainWord = "domain.word": "域名含“{word}”，{province}通信管理局要求相应资质或在备注中说明", "The domain holds “{word}”: the bureau of {province} asks for an approval or an explanation in the remarks";
    /// More domains than the bureau takes without further papers.
    DomainLimit = "domain.limit": "本次共 {count} 个域名；超过 {max} 个时，{province}通信管理局要求补充说明材料", "{count} domains: beyond {max} the bureau of {province} asks for further papers";
    /// The registrar is not approved in mainland China.
    DomainRegistrar = "domain.registrar": "域名在未获批准的注册商处注册，请先转入境内注册商", "The registrar is not approved in mainland China: transfer the domain first";
    /// The registration hides its owner.
    DomainPrivacy = "domain.privacy": "域名开启了隐私保护，请先关闭", "The registration hides the owner: switch the privacy service off first";
    /// The owner was not verified, or too recently (`ready`).
    DomainUnverified = "domain.unverified": "域名实名信息尚未同步到工信部，请在 {ready} 之后提交", "The domain's real-name data has not reached the ministry: submit after {ready}";
    /// The site answers although it is not filed.
    DomainLive = "domain.live": "域名已能访问；首次备案期间须暂停解析或关闭网站", "The site answers already: during a first filing it must not; pause its DNS";

    /// A word (`word`) of the bureau's own list.
    SiteNameProvince = "site-name.province-word": "{province}通信管理局不接受含“{word}”的网站名称", "The bureau of {province} takes no site name with “{word}”";
    /// Latin letters, where the bureau wants none.
    SiteNameLatinProvince = "site-name.province-latin": "{province}通信管理局要求网站名称不含英文", "The bureau of {province} wants no Latin letters in a site's name";
    /// A place and 网: a portal of a region, which needs a licence.
    SiteNamePlace = "site-name.place": "“地名+网”式名称需相应资质，{province}通信管理局通常不接受", "A place with 网 reads as a portal of the region: the bureau of {province} usually refuses it without a licence";
    /// A foreign country or an international organisation.
    SiteNameForeign = "site-name.foreign": "含有国家或国际组织名称“{word}”，容易被驳回，请改名", "It names a country or an international organisation (“{word}”): a known reason for rejection, take another";
    /// The same name as another site of this filing.
    SiteNameTwice = "site-name.twice": "与本次另一网站同名；两站内容须不同，并在备注中说明", "Another site of this filing has this name: their content must differ; say how in the remarks";
    /// Nothing in common with the organiser's name, and no remark that explains it.
    SiteNameUnrelated = "site-name.unrelated": "看不出与主办单位的关系，请在网站备注中说明（如“本公司××产品网站”），或改名", "Nothing connects it with the organiser: explain it in the site's remarks, or take another name";
    /// A word (`word`) that needs an approval of a kind (`approval`).
    NeedsApproval = "pre-approval.word": "“{where}”中的“{word}”一般需要{approval}前置审批，请添加审批或改名", "“{word}” in “{where}” usually needs an approval ({approval}): add it, or change the name";
    /// A content that needs an approval.
    ContentApproval = "pre-approval.content": "“{content}”一般需要{approval}前置审批，请添加审批或核对服务内容", "“{content}” usually needs an approval ({approval}): add it, or check what the site offers";
    /// The bureau takes only, or does not take, this content.
    ContentProvince = "service-content.province": "{province}通信管理局不接受所选的服务内容，一般选“{expected}”", "The bureau of {province} does not take this content; “{expected}” is usual";
    /// The bureau does not take this certificate of this nature.
    CertificateProvince = "certificate.province": "{province}通信管理局不接受用所选证件备案，请使用{expected}", "The bureau of {province} does not take this certificate: use {expected}";
    /// 投资者或上级主管单位 is asked for.
    InvestorMissing = "investor.missing": "{province}通信管理局要求：{say}", "The bureau of {province} asks: {say}";
    /// The name seems to be short for another.
    OrganiserNameShort = "organiser.name-short": "企业名称一般以“公司”“厂”“店”“中心”等结尾，请确认是证件上的全称", "Enterprises' names usually end with 公司, 厂, 店 or 中心: make sure that this is the whole name on the certificate";
    /// 市辖区 or the like instead of a district.
    AddressRepeats = "address.repeats-region": "不用重复省、市、区，从街道写起", "Without province, city and district: begin with the street";
    /// A telephone number or an e-mail address in an address.
    AddressContact = "address.contact": "地址中不要写电话或邮箱", "No telephone number or e-mail in an address";
    /// The address on the certificate lies in another province (`other`).
    AddressProvince = "address.other-province": "地址在{other}，与备案省份不同；不能跨省备案", "The address is in {other}, not the province of the filing: filings across provinces are refused";
    /// The mailing address and the certificate's are in different cities.
    AddressCity = "address.other-city": "{province}通信管理局要求通信地址与证件住所在同一城市", "The bureau of {province} wants the mailing address in the city of the certificate's address";
    /// A remark that the bureau asks for in this case.
    RemarkMissing = "remark.missing": "{province}通信管理局要求备注：{say}", "The bureau of {province} asks for a remark: {say}";
    /// A word that is refused in names is refused here too.
    RemarkWord = "remark.word": "备注中的“{word}”容易被驳回，请换一种说法", "“{word}” in a remark is a known reason for rejection: say it otherwise";
    /// A paper that the bureau asks for in this case.
    MaterialMissing = "material.missing": "{province}通信管理局要求：{say}", "The bureau of {province} asks for: {say}";
}

/// A finding in words, its parameters filled in.
pub fn message(finding: &Finding, lang: Lang) -> String {
    let (zh, en) = match finding.rule {
        RuleId::Required => required(finding.path),
        rule => template(rule),
    };
    let text = match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    };
    let param = |name: &str| finding.params.get(name).map(String::as_str);
    let measures = param("measures").map(|codes| measures(codes, lang));
    let megabytes = param("max").and_then(|max| max.parse::<u64>().ok()).map(|max| (max >> 20).to_string());
    fill(text, |name| match name {
        "label" => Some(fields::label(finding.path, lang)),
        "measures" => measures.as_deref(),
        "megabytes" => Some(megabytes.as_deref().unwrap_or("?")),
        "refusal" => param("reason").and_then(|code| code.parse::<Refusal>().ok()).map(|one| one.text(lang)),
        "other" if finding.rule == RuleId::SamePhone => {
            let other = param(name).and_then(|code| code.parse::<PersonField>().ok());
            other.map(|field| fields::label(Path::OrganiserPerson(field), lang))
        }
        "where" => param(name).and_then(|code| code.parse::<Path>().ok()).map(|path| fields::label(path, lang)),
        // What a bureau asks is said in its file, in both languages.
        "say" => param(match lang {
            Lang::Chinese => "say_zh",
            Lang::English => "say_en",
        }),
        _ => param(name).map(|value| listed(name, value, lang).unwrap_or(value)),
    })
}

/// Measures that are parted by commas, in words.
fn measures(codes: &str, lang: Lang) -> String {
    let words = codes.split(',').filter_map(|code| code.parse::<Measure>().ok()).map(|one| one.text(lang));
    words.collect::<Vec<_>>().join(match lang {
        Lang::Chinese => "、",
        Lang::English => ", ",
    })
}

/// What to do about an empty field: fill in, choose, or upload.
fn required(path: Path) -> (&'static str, &'static str) {
    use crate::model::{OrganiserField as O, PersonField as P, PreApprovalField as A, SiteField as S};
    match path {
        Path::Organiser(O::Licence | O::AuthorisationLetter)
        | Path::Site(_, S::DomainCertificate | S::AuthorisationLetter | S::DomainRecord)
        | Path::PreApproval(_, _, A::Document) => ("请上传{label}", "Upload: {label}"),
        Path::Province
        | Path::Organiser(O::Nature | O::CertificateType | O::City | O::District)
        | Path::OrganiserPerson(P::DocumentType)
        | Path::SitePerson(_, P::DocumentType)
        | Path::Site(_, S::Resource | S::ServiceContent) => ("请选择{label}", "Choose: {label}"),
        _ => template(RuleId::Required),
    }
}

/// A finding in words where its field is not beside it: the field's name first, unless the words name it themselves.
pub fn line(finding: &Finding, lang: Lang) -> String {
    let words = message(finding, lang);
    if finding.path == Path::Filing || template(finding.rule).0.contains("{label}") {
        return words;
    }
    // That a field may be left out is no more to be said where something is wrong with it.
    let label = fields::label(finding.path, lang);
    let label = label.strip_suffix("（选填）").or_else(|| label.strip_suffix(" (optional)")).unwrap_or(label);
    format!("{label}{}{words}", Ui::Colon.text(lang))
}

/// The word of a parameter that is a member of a list.
fn listed(name: &str, code: &str, lang: Lang) -> Option<&'static str> {
    fn word<T: core::str::FromStr + Words>(code: &str, lang: Lang) -> Option<&'static str> {
        code.parse::<T>().ok().map(|one| one.text(lang))
    }
    match name {
        "province" => word::<Province>(code, lang),
        "other" => word::<Province>(code, lang),
        "nature" | "who" => word::<Nature>(code, lang),
        "approval" => word::<PreApprovalKind>(code, lang),
        "content" => word::<ServiceContent>(code, lang),
        "capture" => word::<Capture>(code, lang),
        "expected" => word::<CertificateType>(code, lang).or_else(|| word::<ServiceContent>(code, lang)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_whose_places_agree() {
        let table: Vec<(&str, &str, &str)> = RuleId::ALL
            .iter()
            .map(|rule| {
                let (zh, en) = template(*rule);
                (rule.as_str(), zh, en)
            })
            .collect();
        crate::locale::tests::check_table(&table);
    }

    #[test]
    fn what_the_rules_say_leaves_no_place_empty() {
        use crate::model::{Filing, SiteId, sample::complete_filing};
        let (complete, facts) = complete_filing();
        let mut wrong = vec![Filing::new(SiteId(1))];
        for (path, text) in [
            ("organiser.name", "甲"),
            ("organiser.certificate_number", "91110199MA00AAAA49"),
            ("organiser.certificate_number", "9111"),
            ("organiser.responsible_person.document_number", "440399201512310026"),
            ("organiser.responsible_person.emergency_phone", "13800100500"),
            ("organiser.responsible_person.valid_until", "2026-12-01"),
            ("sites[3f2a9c01].name", "中国论坛示例"),
            ("sites[3f2a9c01].domains[0]", "https://www.example.io"),
            ("sites[3f2a9c01].domains[0]", "www.example.com"),
            ("sites[3f2a9c01].domains[0]", "_"),
        ] {
            let mut filing = complete.clone();
            filing.set_text(path.parse().unwrap(), text).unwrap();
            wrong.push(filing);
        }
        for filing in wrong {
            for finding in crate::rules::check(&filing, &facts) {
                for lang in [Lang::Chinese, Lang::English] {
                    let text = message(&finding, lang);
                    assert!(!text.contains('{') && !text.is_empty(), "{}: {text}", finding.rule);
                }
            }
        }
    }
}
