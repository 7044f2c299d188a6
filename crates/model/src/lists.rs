//! Option lists of the forms: natures, certificates, documents, service contents, approvals, languages, resources.
//!
//! The numbers in the comments are the ids of the national system (工信部备案管理系统), for who maps to it.

coded! {
    /// Nature of the organiser (主办单位性质). Individuals (个人) file by another process and are not in this list.
    pub enum Nature {
        /// 企业 (4), individual businesses included.
        Enterprise = "enterprise",
        /// 政府机关 (2).
        Government = "government",
        /// 事业单位 (3).
        PublicInstitution = "public_institution",
        /// 社会团体 (6).
        SocialOrganisation = "social_organisation",
        /// 民办非企业单位 (9).
        PrivateNonEnterprise = "private_non_enterprise",
        /// 基金会 (10).
        Foundation = "foundation",
        /// 律师执业机构 (11).
        LawFirm = "law_firm",
        /// 外国在华文化中心 (12).
        ForeignCulturalCentre = "foreign_cultural_centre",
        /// 群众性团体组织 (13).
        MassOrganisation = "mass_organisation",
        /// 司法鉴定机构 (14).
        ForensicInstitution = "forensic_institution",
        /// 宗教团体 (15).
        ReligiousBody = "religious_body",
        /// 境外机构 (16).
        OverseasBody = "overseas_body",
        /// 医疗机构 (17).
        MedicalInstitution = "medical_institution",
        /// 公证机构 (18).
        NotaryOffice = "notary_office",
        /// 集体经济 (19).
        CollectiveEconomy = "collective_economy",
        /// 仲裁机构 (20).
        ArbitrationBody = "arbitration_body",
        /// 国防机构 (1).
        Defence = "defence",
    }
}

coded! {
    /// Who the organiser's responsible person (主体负责人) is.
    pub enum PersonIs {
        /// The legal representative (法定代表人).
        LegalRepresentative = "legal_representative",
        /// Somebody else, with a letter of authorisation (主体负责人授权书).
        Other = "other",
    }
}

coded! {
    /// Certificate that proves the organiser (主办单位证件类型).
    pub enum CertificateType {
        /// 营业执照 (1).
        BusinessLicence = "business_licence",
        /// 统一社会信用代码证书 (13, 15, 24).
        CreditCodeCertificate = "credit_code_certificate",
        /// 组织机构代码证 (3, 9, 10, 12, 16, 18, 20).
        OrganisationCode = "organisation_code",
        /// 事业单位法人证书 (4).
        PublicInstitutionCertificate = "public_institution_certificate",
        /// 社会团体法人登记证书 (6).
        SocialOrganisationCertificate = "social_organisation_certificate",
        /// 民办非企业单位登记证书 (17).
        PrivateNonEnterpriseCertificate = "private_non_enterprise_certificate",
        /// 社会服务机构登记证书 (36).
        SocialServiceCertificate = "social_service_certificate",
        /// 民办学校办学许可证 (37).
        PrivateSchoolPermit = "private_school_permit",
        /// 基金会法人登记证书 (19).
        FoundationCertificate = "foundation_certificate",
        /// 律师事务所执业许可证 (21).
        LawFirmLicence = "law_firm_licence",
        /// 外国在华文化中心登记证 (22).
        ForeignCulturalCentreCertificate = "foreign_cultural_centre_certificate",
        /// 外国企业常驻代表机构登记证 (27).
        ForeignRepresentativeOffice = "foreign_representative_office",
        /// 司法鉴定许可证 (28).
        ForensicPermit = "forensic_permit",
        /// 宗教活动场所登记证 (25).
        ReligiousVenueCertificate = "religious_venue_certificate",
        /// 其他境外机构登记证 (35).
        OverseasBodyCertificate = "overseas_body_certificate",
        /// 医疗机构执业许可证 (38).
        MedicalLicence = "medical_licence",
        /// 公证机构执业证 (39).
        NotaryLicence = "notary_licence",
        /// 农村集体经济组织登记证 (43).
        CollectiveEconomyCertificate = "collective_economy_certificate",
        /// 仲裁委员会登记证 (44).
        ArbitrationCertificate = "arbitration_certificate",
        /// 部队代号 (5).
        MilitaryUnitCode = "military_unit_code",
        /// 军队单位对外有偿服务许可证 (23).
        MilitaryServicePermit = "military_service_permit",
        /// 外国政府旅游部门常驻代表机构批准登记证 (34).
        TourismOffice = "tourism_office",
        /// 北京市外国驻华使馆人员子女学校办学许可证 (40).
        EmbassySchoolPermit = "embassy_school_permit",
        /// 境外非政府组织代表机构登记证 (46).
        OverseasNgo = "overseas_ngo",
        /// 外国驻华新闻机构证 (47).
        NewsBureau = "news_bureau",
        /// 港澳台旅游部门代表机构登记证 (48).
        RegionalTourismOffice = "regional_tourism_office",
        /// 中华人民共和国社会信用代码证书 (49).
        SocialCreditCode = "social_credit_code",
    }
}

coded! {
    /// Personal document of a responsible person (负责人证件类型).
    pub enum DocumentType {
        /// 居民身份证 (2).
        ResidentId = "resident_id",
        /// 港澳居民来往内地通行证 (14).
        HongKongMacauPermit = "hong_kong_macau_permit",
        /// 港澳居民居住证 (41).
        HongKongMacauResidence = "hong_kong_macau_residence",
        /// 台湾居民来往大陆通行证 (11).
        TaiwanPermit = "taiwan_permit",
        /// 台湾居民居住证 (42).
        TaiwanResidence = "taiwan_residence",
        /// 护照 (7).
        Passport = "passport",
        /// 外国人永久居留身份证 (30).
        PermanentResidence = "permanent_residence",
    }
}

coded! {
    /// What a website offers (网站服务内容); bits of the national list in the comments.
    pub enum ServiceContent {
        /// 单位门户网站 (128).
        OrganisationPortal = "organisation_portal",
        /// 综合门户 (4).
        GeneralPortal = "general_portal",
        /// 博客/个人空间 (32).
        Blog = "blog",
        /// 其他 (8388608).
        Other = "other",
        /// 即时通信 (1).
        InstantMessaging = "instant_messaging",
        /// 搜索引擎 (2).
        SearchEngine = "search_engine",
        /// 网上邮局 (8).
        WebMail = "web_mail",
        /// 网络新闻 (16).
        News = "news",
        /// 网络广告/信息 (64).
        Advertising = "advertising",
        /// 网络购物 (256).
        Shopping = "shopping",
        /// 网上支付 (512).
        Payment = "payment",
        /// 网上银行 (1024).
        Banking = "banking",
        /// 网上炒股/股票基金 (2048).
        Stocks = "stocks",
        /// 网络游戏 (4096).
        Games = "games",
        /// 网络音乐 (8192).
        Music = "music",
        /// 网络影视 (16384).
        Film = "film",
        /// 网络图片 (32768).
        Pictures = "pictures",
        /// 网络软件/下载 (65536).
        Downloads = "downloads",
        /// 网上求职 (131072).
        Jobs = "jobs",
        /// 网上交友/婚介 (262144).
        Dating = "dating",
        /// 网上房产 (524288).
        Property = "property",
        /// 网络教育 (1048576).
        Education = "education",
        /// 网站建设 (2097152).
        SiteBuilding = "site_building",
        /// 网络借贷信息中介 (268435456).
        Lending = "lending",
        /// 互联网股权融资 (536870912).
        Crowdfunding = "crowdfunding",
        /// 互联网保险 (1073741824).
        Insurance = "insurance",
        /// 互联网跨界金融及资产管理 (2147483648).
        AssetManagement = "asset_management",
        /// 网上非银支付 (4294967296).
        NonBankPayment = "non_bank_payment",
    }
}

coded! {
    /// Kinds of content that another authority must approve first (前置审批类型); WX ids in the comments.
    pub enum PreApprovalKind {
        /// 新闻 (1).
        News = "news",
        /// 出版 (2).
        Publishing = "publishing",
        /// 药品和医疗器械 (5).
        Medicine = "medicine",
        /// 文化 (9).
        Culture = "culture",
        /// 广播电影电视节目 (10).
        Broadcasting = "broadcasting",
        /// 网络预约车 (11).
        RideHailing = "ride_hailing",
        /// 互联网金融 (13).
        Finance = "finance",
        /// 校外培训 (14).
        Tutoring = "tutoring",
        /// 宗教.
        Religion = "religion",
        /// 游戏.
        Games = "games",
        // These three are asked for by single bureaus only.
        /// 教育 (3).
        Education = "education",
        /// 医疗保健 (4).
        Health = "health",
        /// 电子公告服务 (6).
        BulletinBoard = "bulletin_board",
    }
}

coded! {
    /// Language of a website (网站语言).
    pub enum Language {
        /// 中文简体.
        SimplifiedChinese = "zh-Hans",
        /// 中文繁体.
        TraditionalChinese = "zh-Hant",
        /// 维吾尔语.
        Uyghur = "ug",
        /// 哈萨克语.
        Kazakh = "kk",
        /// 柯尔克孜语.
        Kyrgyz = "ky",
        /// 蒙古语.
        Mongolian = "mn",
        /// 藏语.
        Tibetan = "bo",
        /// 壮语.
        Zhuang = "za",
        /// 朝鲜语.
        Korean = "ko",
        /// 彝文.
        Yi = "ii",
        /// 苗语.
        Hmong = "hmn",
        /// 英语.
        English = "en",
        /// 日语.
        Japanese = "ja",
        /// 法语.
        French = "fr",
        /// 俄罗斯语.
        Russian = "ru",
        /// 西班牙语.
        Spanish = "es",
        /// 阿拉伯语.
        Arabic = "ar",
    }
}

coded! {
    /// Cloud resource that will carry the website (云资源).
    pub enum ResourceKind {
        /// 云服务器 CVM.
        Cvm = "cvm",
        /// 轻量应用服务器 Lighthouse.
        Lighthouse = "lighthouse",
        /// Serverless (云函数资源包).
        Serverless = "serverless",
        /// 云托管 CloudBase Run.
        CloudBaseRun = "cloudbase_run",
        /// 负载均衡 CLB.
        LoadBalancer = "load_balancer",
        /// 备案授权码: a code from another account, instead of an own resource.
        AuthorisationCode = "authorisation_code",
    }
}

impl DocumentType {
    /// A passport has one page that says whose it is; all others are cards of two sides.
    pub const fn is_booklet(self) -> bool {
        matches!(self, DocumentType::Passport)
    }
}

impl Nature {
    /// A body of the state, which may carry its words in a name.
    pub const fn is_public(self) -> bool {
        matches!(self, Nature::Government | Nature::PublicInstitution | Nature::MassOrganisation | Nature::Defence)
    }

    /// The certificates that prove an organiser of this nature, the usual one first (national table, 2023).
    pub const fn certificates(self) -> &'static [CertificateType] {
        use CertificateType as C;
        match self {
            Nature::Enterprise => &[C::BusinessLicence, C::OrganisationCode, C::ForeignRepresentativeOffice],
            Nature::Government => &[C::CreditCodeCertificate, C::OrganisationCode, C::SocialCreditCode],
            Nature::PublicInstitution => {
                &[C::PublicInstitutionCertificate, C::CreditCodeCertificate, C::OrganisationCode, C::SocialCreditCode]
            }
            Nature::SocialOrganisation => &[C::SocialOrganisationCertificate, C::OrganisationCode],
            Nature::PrivateNonEnterprise => &[
                C::PrivateNonEnterpriseCertificate,
                C::SocialServiceCertificate,
                C::PrivateSchoolPermit,
                C::OrganisationCode,
            ],
            Nature::Foundation => &[C::FoundationCertificate, C::OrganisationCode, C::OverseasNgo],
            Nature::LawFirm => &[C::LawFirmLicence, C::OrganisationCode],
            // The national table leaves open whether 34 and 40 are of 外国在华文化中心 or of 境外机构: both may have them.
            Nature::ForeignCulturalCentre => {
                &[C::ForeignCulturalCentreCertificate, C::TourismOffice, C::EmbassySchoolPermit]
            }
            Nature::MassOrganisation => &[C::CreditCodeCertificate, C::SocialCreditCode],
            Nature::ForensicInstitution => &[C::ForensicPermit],
            Nature::ReligiousBody => &[C::ReligiousVenueCertificate],
            Nature::OverseasBody => &[
                C::OverseasBodyCertificate,
                C::OverseasNgo,
                C::TourismOffice,
                C::RegionalTourismOffice,
                C::NewsBureau,
                C::EmbassySchoolPermit,
            ],
            Nature::MedicalInstitution => &[C::MedicalLicence, C::BusinessLicence, C::PublicInstitutionCertificate],
            Nature::NotaryOffice => &[C::NotaryLicence],
            Nature::CollectiveEconomy => &[C::CollectiveEconomyCertificate],
            Nature::ArbitrationBody => &[C::ArbitrationCertificate],
            Nature::Defence => &[C::MilitaryUnitCode, C::MilitaryServicePermit],
        }
    }
}
