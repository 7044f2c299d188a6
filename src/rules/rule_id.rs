//! The closed list of rules. Each has words in both languages in `locale::rules`; one without does not compile.

coded! {
    /// Which rule a finding comes from.
    pub enum RuleId {
        /// The field is empty and must not be.
        Required = "required",
        /// More than `max` characters.
        TooLong = "too-long",
        /// Fewer than `min` characters.
        TooShort = "too-short",
        /// The choice does not go with another answer (certificate type of another nature).
        NotAllowedHere = "not-allowed-here",
        /// A character that cannot occur, named in `character`.
        Character = "character",

        /// 统一社会信用代码: not 18 characters of the alphabet (GB 32100-2015).
        UsccShape = "uscc.shape",
        /// 统一社会信用代码: the check character is wrong.
        UsccCheck = "uscc.check",
        /// 组织机构代码: not eight characters and a check character (GB 11714-1997).
        OrganisationCodeShape = "organisation-code.shape",
        /// 组织机构代码: the check character is wrong.
        OrganisationCodeCheck = "organisation-code.check",
        /// 营业执照注册号: 15 digits with a wrong check digit.
        LicenceNumberCheck = "licence-number.check",
        /// 公民身份号码: not 17 digits and a digit or X (GB 11643-1999).
        ResidentIdShape = "resident-id.shape",
        /// 公民身份号码: the region's first two digits do not exist.
        ResidentIdRegion = "resident-id.region",
        /// 公民身份号码: no such birth date, or it lies in the future.
        ResidentIdDate = "resident-id.date",
        /// 公民身份号码: the check character is wrong.
        ResidentIdCheck = "resident-id.check",
        /// The document's number is not of the form of its kind.
        DocumentShape = "document.shape",
        /// Younger than `min` years.
        TooYoung = "person.too-young",
        /// Not a date.
        DateShape = "date.shape",
        /// Ends before it begins.
        DateOrder = "date.order",
        /// The document ended, or ends within three months.
        DocumentExpires = "document.expires",
        /// Not a mobile number of mainland China.
        MobileShape = "mobile.shape",
        /// Neither a mobile number nor a land line with its area code.
        PhoneShape = "phone.shape",
        /// Not an e-mail address.
        EmailShape = "email.shape",
        /// The same number as `other`, and must be another.
        SamePhone = "phone.same",
        /// The number was not proved by an SMS code.
        MobileUnproved = "mobile.unproved",

        /// Not a domain: what was entered is in `typed`.
        DomainShape = "domain.shape",
        /// Begins with `www`, or has a scheme, port or path: `suggestion` is what would be right.
        DomainNotBare = "domain.not-bare",
        /// The suffix is not approved for filing.
        DomainSuffix = "domain.suffix",
        /// A sub-domain; `suggestion` is the domain to file.
        DomainSub = "domain.sub",
        /// Twice in this filing.
        DomainTwice = "domain.twice",
        /// Filed already, or in another running filing.
        DomainTaken = "domain.taken",
        /// Not registered, as far as the registry says.
        DomainUnregistered = "domain.unregistered",
        /// Its registration ends too soon (`until`).
        DomainExpires = "domain.expires",
        /// Registered by somebody else than the organiser.
        DomainHolder = "domain.holder",

        /// The account has no such resource.
        ResourceUnknown = "resource.unknown",
        /// The resource cannot be chosen; `reason` is a code of `Refusal`.
        ResourceRefused = "resource.refused",
        /// The resource carries fewer sites than this filing puts on it.
        ResourceSlots = "resource.slots",
        /// Not the form of an authorisation code (备案授权码).
        AuthorisationCodeShape = "authorisation-code.shape",
        /// No such authorisation code, used, or made for another account.
        AuthorisationCodeRefused = "authorisation-code.refused",

        /// Fewer than three Chinese characters in the site's name.
        SiteNameTooShort = "site-name.too-short",
        /// The site's name is a domain or address.
        SiteNameDomain = "site-name.domain",
        /// Only digits or Latin letters.
        SiteNameLatin = "site-name.latin",
        /// Begins with a word reserved for national bodies.
        SiteNameNational = "site-name.national",
        /// Contains a word that is refused: `word`.
        SiteNameWord = "site-name.word",
        /// An address without street, number or room.
        AddressDetail = "address.detail",
        /// The certificate's number names another province.
        OtherProvince = "organiser.other-province",
        /// The region is not one of the province.
        RegionOtherProvince = "region.other-province",
        /// A site needs at least one language.
        LanguageMissing = "site.language-missing",
        /// A filing has one to ten sites.
        SiteCount = "sites.count",
        /// The same approval twice.
        PreApprovalTwice = "pre-approval.twice",

        /// The basic check was not made, or its fields changed since.
        BasicUnchecked = "basic.unchecked",
        /// The organiser has another filing in flight.
        OrganiserInFlight = "organiser.in-flight",
        /// The person was not verified.
        NotVerified = "person.not-verified",
        /// The agreement was not ticked.
        AgreementMissing = "agreement.missing",

        /// Upload: larger than `max` bytes.
        FileTooLarge = "file.too-large",
        /// Upload: nothing in it.
        FileEmpty = "file.empty",
        /// Upload: the bytes are no picture of a kind that is taken (`found` is what they look like).
        FileKind = "file.kind",
        /// Upload: begins like a picture but cannot be decoded.
        FileUnreadable = "file.unreadable",
        /// Upload: fewer than `min` pixels on the long side.
        FileTooSmall = "file.too-small",
        /// Upload: more pixels than can be decoded safely (`max` million).
        FileTooManyPixels = "file.too-many-pixels",
        /// Verification: the bytes are no video of a kind that is taken.
        VideoKind = "video.kind",
        /// Verification: the video is too short to be one.
        VideoTooShort = "video.too-short",
        /// Review: not the form of an ICP number of the province (`prefix`), or none for a site.
        IcpNumber = "icp-number",
        /// Verification: something is missing that the phone should have sent.
        CaptureMissing = "capture.missing",

        /// A reviewer's or the bureau's reason, in their words: `text`, `by`.
        Returned = "review.returned",
    }
}
