//! The members of every option list, and of the states, events and steps.

use super::{Lang, Words};
use beian_model::wire::{Refusal, Role};
use beian_model::{
    Actor, Capture, CertificateType, DocumentType, Event, Language, Measure, Nature, PersonIs, PreApprovalKind,
    Province, ResourceKind, ServiceContent, Status, Step, VerificationState,
};

/// Gives each member of a list its word in both languages; a member without one does not compile.
macro_rules! words {
    ($list:ty { $($member:ident: $zh:literal, $en:literal;)+ }) => {
        impl Words for $list {
            fn text(self, lang: Lang) -> &'static str {
                match self {
                    $(<$list>::$member => match lang { Lang::Chinese => $zh, Lang::English => $en },)+
                }
            }
        }
    };
}

words!(Nature {
    Enterprise: "企业", "Enterprise";
    Government: "政府机关", "Government body";
    PublicInstitution: "事业单位", "Public institution";
    SocialOrganisation: "社会团体", "Social organisation";
    PrivateNonEnterprise: "民办非企业单位", "Private non-enterprise unit";
    Foundation: "基金会", "Foundation";
    LawFirm: "律师执业机构", "Law firm";
    ForeignCulturalCentre: "外国在华文化中心", "Foreign cultural centre";
    MassOrganisation: "群众性团体组织", "Mass organisation";
    ForensicInstitution: "司法鉴定机构", "Forensic institution";
    ReligiousBody: "宗教团体", "Religious body";
    OverseasBody: "境外机构", "Overseas body";
    MedicalInstitution: "医疗机构", "Medical institution";
    NotaryOffice: "公证机构", "Notary office";
    CollectiveEconomy: "集体经济", "Collective economy";
    ArbitrationBody: "仲裁机构", "Arbitration body";
    Defence: "国防机构", "Defence body";
});

words!(CertificateType {
    BusinessLicence: "营业执照", "Business licence";
    CreditCodeCertificate: "统一社会信用代码证书", "Unified social credit code certificate";
    OrganisationCode: "组织机构代码证", "Organisation code certificate";
    PublicInstitutionCertificate: "事业单位法人证书", "Public institution certificate";
    SocialOrganisationCertificate: "社会团体法人登记证书", "Social organisation certificate";
    PrivateNonEnterpriseCertificate: "民办非企业单位登记证书", "Private non-enterprise certificate";
    SocialServiceCertificate: "社会服务机构登记证书", "Social service institution certificate";
    PrivateSchoolPermit: "民办学校办学许可证", "Private school permit";
    FoundationCertificate: "基金会法人登记证书", "Foundation certificate";
    LawFirmLicence: "律师事务所执业许可证", "Law firm licence";
    ForeignCulturalCentreCertificate: "外国在华文化中心登记证", "Foreign cultural centre certificate";
    ForeignRepresentativeOffice: "外国企业常驻代表机构登记证", "Foreign representative office certificate";
    ForensicPermit: "司法鉴定许可证", "Forensic permit";
    ReligiousVenueCertificate: "宗教活动场所登记证", "Religious venue certificate";
    OverseasBodyCertificate: "其他境外机构登记证", "Other overseas body's certificate";
    MedicalLicence: "医疗机构执业许可证", "Medical institution licence";
    NotaryLicence: "公证机构执业证", "Notary office licence";
    CollectiveEconomyCertificate: "农村集体经济组织登记证", "Rural collective certificate";
    ArbitrationCertificate: "仲裁委员会登记证", "Arbitration commission certificate";
    MilitaryUnitCode: "部队代号", "Military unit code";
    MilitaryServicePermit: "军队单位对外有偿服务许可证", "Military paid service permit";
    TourismOffice: "外国政府旅游部门常驻代表机构批准登记证", "Foreign tourism office's certificate";
    EmbassySchoolPermit: "北京市外国驻华使馆人员子女学校办学许可证", "Embassy school permit (Beijing)";
    OverseasNgo: "境外非政府组织代表机构登记证", "Overseas NGO office's certificate";
    NewsBureau: "外国驻华新闻机构证", "Foreign news bureau's certificate";
    RegionalTourismOffice: "港澳台旅游部门代表机构登记证", "Tourism office's certificate (Hong Kong, Macau, Taiwan)";
    SocialCreditCode: "中华人民共和国社会信用代码证书", "Social credit code certificate (People's Republic of China)";
});

words!(Role {
    Reviewer: "审核员", "Reviewer";
    Senior: "高级审核员", "Senior reviewer";
    Admin: "管理员", "Administrator";
});

words!(PersonIs {
    LegalRepresentative: "法定代表人本人", "The legal representative";
    Other: "其他人（需授权书）", "Somebody else, with a letter of authorisation";
});

words!(DocumentType {
    ResidentId: "居民身份证", "Resident ID card";
    HongKongMacauPermit: "港澳居民来往内地通行证", "Mainland travel permit (Hong Kong, Macau)";
    HongKongMacauResidence: "港澳居民居住证", "Residence permit (Hong Kong, Macau)";
    TaiwanPermit: "台湾居民来往大陆通行证", "Mainland travel permit (Taiwan)";
    TaiwanResidence: "台湾居民居住证", "Residence permit (Taiwan)";
    Passport: "护照", "Passport";
    PermanentResidence: "外国人永久居留身份证", "Foreigner's permanent residence card";
});

words!(ServiceContent {
    OrganisationPortal: "单位门户网站", "Organisation's own site";
    GeneralPortal: "综合门户", "General portal";
    Blog: "博客/个人空间", "Blog or personal space";
    Other: "其他", "Other";
    InstantMessaging: "即时通信", "Instant messaging";
    SearchEngine: "搜索引擎", "Search engine";
    WebMail: "网上邮局", "Web mail";
    News: "网络新闻", "News";
    Advertising: "网络广告/信息", "Advertising and information";
    Shopping: "网络购物", "Shopping";
    Payment: "网上支付", "Payment";
    Banking: "网上银行", "Banking";
    Stocks: "网上炒股/股票基金", "Stocks and funds";
    Games: "网络游戏", "Games";
    Music: "网络音乐", "Music";
    Film: "网络影视", "Film and television";
    Pictures: "网络图片", "Pictures";
    Downloads: "网络软件/下载", "Software and downloads";
    Jobs: "网上求职", "Jobs";
    Dating: "网上交友/婚介", "Dating";
    Property: "网上房产", "Property";
    Education: "网络教育", "Education";
    SiteBuilding: "网站建设", "Site building";
    Lending: "网络借贷信息中介", "Lending platform";
    Crowdfunding: "互联网股权融资", "Equity crowdfunding";
    Insurance: "互联网保险", "Insurance";
    AssetManagement: "互联网跨界金融及资产管理", "Finance and asset management";
    NonBankPayment: "网上非银支付", "Non-bank payment";
});

words!(PreApprovalKind {
    News: "新闻", "News";
    Publishing: "出版", "Publishing";
    Medicine: "药品和医疗器械", "Medicine and medical devices";
    Culture: "文化", "Culture";
    Broadcasting: "广播电影电视节目", "Radio, film and television";
    RideHailing: "网络预约车", "Ride hailing";
    Finance: "互联网金融", "Internet finance";
    Tutoring: "校外培训（高中及以下阶段）", "Tutoring up to high school";
    Religion: "宗教", "Religion";
    Games: "游戏", "Games";
    Education: "教育", "Education";
    Health: "医疗保健", "Health care";
    BulletinBoard: "电子公告服务", "Forums and message boards";
});

words!(Language {
    SimplifiedChinese: "中文简体", "Simplified Chinese";
    TraditionalChinese: "中文繁体", "Traditional Chinese";
    Uyghur: "维吾尔语", "Uyghur";
    Kazakh: "哈萨克语", "Kazakh";
    Kyrgyz: "柯尔克孜语", "Kyrgyz";
    Mongolian: "蒙古语", "Mongolian";
    Tibetan: "藏语", "Tibetan";
    Zhuang: "壮语", "Zhuang";
    Korean: "朝鲜语", "Korean";
    Yi: "彝文", "Yi";
    Hmong: "苗语", "Hmong";
    English: "英语", "English";
    Japanese: "日语", "Japanese";
    French: "法语", "French";
    Russian: "俄罗斯语", "Russian";
    Spanish: "西班牙语", "Spanish";
    Arabic: "阿拉伯语", "Arabic";
});

words!(ResourceKind {
    Cvm: "云服务器 CVM", "Cloud server (CVM)";
    Lighthouse: "轻量应用服务器", "Lighthouse server";
    Serverless: "Serverless（云函数资源包）", "Serverless package";
    CloudBaseRun: "云托管", "CloudBase Run";
    LoadBalancer: "负载均衡", "Load balancer";
    AuthorisationCode: "使用备案授权码", "Use a filing authorisation code";
});

words!(Refusal {
    PayAsYouGo: "按量计费，须为包年包月", "billed by use, not by month or year";
    NoPublicAddress: "没有公网 IP", "no public IP address";
    BoughtTooShort: "购买时长不足三个月", "bought for less than three months";
    TooLittleLeft: "剩余有效期不足一个月", "less than a month left";
    Expired: "已过期", "expired";
    NoSlotLeft: "备案名额已用完", "no filing places left";
    Overseas: "不在中国大陆地区", "outside mainland China";
    UnderThreeMonths: "剩余有效期不足三个月", "less than three months left";
    NoPackage: "没有资源包", "no package";
    NotBound: "未绑定云服务器", "not bound to a server";
    BoundServer: "绑定的云服务器不符合条件", "its server does not qualify";
});

words!(Status {
    Draft: "草稿", "Draft";
    FirstReview: "初审中", "First review";
    NeedsFix: "待修改", "To be corrected";
    Resubmitted: "已修改待审核", "Corrected, in review";
    FirstRejected: "初审驳回", "Rejected";
    ToBureau: "待提交管局", "To be sent to the bureau";
    SmsPending: "待短信核验", "SMS verification due";
    SmsFailed: "短信核验失败", "SMS verification failed";
    BureauReview: "管局审核中", "With the bureau";
    BureauRejected: "管局驳回", "Rejected by the bureau";
    Approved: "已备案", "Filed";
    Expired: "订单失效", "Lapsed";
    Abandoned: "已放弃", "Ended";
});

words!(Step {
    Prepare: "备案准备", "What to prepare";
    BasicCheck: "基础信息校验", "Basic check";
    Verification: "真实性核验", "Verification";
    Organiser: "主体信息", "Organiser";
    Websites: "网站信息", "Websites";
    Preview: "预览提交", "Check and submit";
});

words!(Event {
    Submit: "提交审核", "Submitted for review";
    Withdraw: "撤回修改", "Taken back to change";
    Abandon: "放弃备案", "Ended by the applicant";
    Approve: "初审通过", "Passed the first review";
    Return: "退回修改", "Returned for correction";
    Reject: "初审驳回", "Rejected";
    HandToBureau: "提交管局，发送短信验证码", "Sent to the bureau; SMS codes sent";
    SmsVerified: "短信核验完成", "SMS verification complete";
    SmsFailed: "短信核验失败", "SMS verification failed";
    BureauApprove: "管局审核通过", "Approved by the bureau";
    BureauReject: "管局驳回", "Rejected by the bureau";
    Expire: "订单失效", "Lapsed";
});

words!(Actor {
    Applicant: "申请人", "Applicant";
    Reviewer: "审核专员", "Reviewer";
    Clock: "系统", "System";
});

words!(VerificationState {
    Waiting: "等待扫码", "Waiting for the phone";
    Connected: "手机已连接", "Phone connected";
    Portrait: "人像面已收到", "Portrait side received";
    Emblem: "国徽面已收到", "Emblem side received";
    Video: "视频已收到", "Video received";
    Checking: "正在检查", "Checking";
    Passed: "核验已完成", "Verified";
    Failed: "核验未通过", "Failed";
    Expired: "二维码已过期", "Code expired";
    Cancelled: "已结束", "Ended";
});

words!(Capture {
    Attachment: "材料照片", "Picture of the attachment";
    Portrait: "证件人像面", "Portrait side of the identity document";
    Emblem: "证件另一面", "Other side of the identity document";
    Video: "核验视频", "Verification video";
});

words!(Measure {
    Fill: "证件大小", "size of the card";
    Straight: "证件端正", "straightness";
    Sharp: "清晰度", "sharpness";
    Light: "亮度", "light";
    Glare: "反光", "glare";
    Corners: "四角完整", "corners";
    OneFace: "单人入镜", "one face only";
    Centred: "人脸居中", "face in the middle";
    FaceSize: "人脸大小", "size of the face";
    White: "白色背景", "white background";
    Even: "背景均匀", "even background";
    BackLight: "逆光", "light from behind";
});

words!(Province {
    Beijing: "北京市", "Beijing";
    Tianjin: "天津市", "Tianjin";
    Hebei: "河北省", "Hebei";
    Shanxi: "山西省", "Shanxi";
    InnerMongolia: "内蒙古自治区", "Inner Mongolia";
    Liaoning: "辽宁省", "Liaoning";
    Jilin: "吉林省", "Jilin";
    Heilongjiang: "黑龙江省", "Heilongjiang";
    Shanghai: "上海市", "Shanghai";
    Jiangsu: "江苏省", "Jiangsu";
    Zhejiang: "浙江省", "Zhejiang";
    Anhui: "安徽省", "Anhui";
    Fujian: "福建省", "Fujian";
    Jiangxi: "江西省", "Jiangxi";
    Shandong: "山东省", "Shandong";
    Henan: "河南省", "Henan";
    Hubei: "湖北省", "Hubei";
    Hunan: "湖南省", "Hunan";
    Guangdong: "广东省", "Guangdong";
    Guangxi: "广西壮族自治区", "Guangxi";
    Hainan: "海南省", "Hainan";
    Chongqing: "重庆市", "Chongqing";
    Sichuan: "四川省", "Sichuan";
    Guizhou: "贵州省", "Guizhou";
    Yunnan: "云南省", "Yunnan";
    Tibet: "西藏自治区", "Tibet";
    Shaanxi: "陕西省", "Shaanxi";
    Gansu: "甘肃省", "Gansu";
    Qinghai: "青海省", "Qinghai";
    Ningxia: "宁夏回族自治区", "Ningxia";
    Xinjiang: "新疆维吾尔自治区", "Xinjiang";
});
