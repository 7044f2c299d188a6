// Option lists with their words, Chinese and English. The same members, codes and words as `crates/model/src/lists.rs`,
// `crates/model/src/province.rs` and `crates/locale/src/lists.rs` have.

export type Both = readonly [zh: string, en: string];
export interface Option { code: string; words: Both }
export interface Nature extends Option {
  /** How credit codes of the nature begin (GB 32100-2015, tables 1 and 2). */
  kinds: string[];
  /** Certificates that prove it, the usual one first. */
  certificates: string[];
}
export interface Province extends Option {
  /** First two digits of its region codes (GB/T 2260). */
  digits: string;
}

export const natures: Nature[] = [
  { code: "enterprise", words: ["企业", "Enterprise"], kinds: ["91", "92", "93"], certificates: ["business_licence", "organisation_code", "foreign_representative_office"] },
  { code: "government", words: ["政府机关", "Government body"], kinds: ["11"], certificates: ["credit_code_certificate", "organisation_code"] },
  { code: "public_institution", words: ["事业单位", "Public institution"], kinds: ["12"], certificates: ["public_institution_certificate", "credit_code_certificate", "organisation_code"] },
  { code: "social_organisation", words: ["社会团体", "Social organisation"], kinds: ["51"], certificates: ["social_organisation_certificate", "organisation_code"] },
  { code: "private_non_enterprise", words: ["民办非企业单位", "Private non-enterprise unit"], kinds: ["52"], certificates: ["private_non_enterprise_certificate", "social_service_certificate", "private_school_permit", "organisation_code"] },
  { code: "foundation", words: ["基金会", "Foundation"], kinds: ["53"], certificates: ["foundation_certificate", "organisation_code"] },
  { code: "law_firm", words: ["律师执业机构", "Law firm"], kinds: ["31"], certificates: ["law_firm_licence", "organisation_code"] },
  { code: "foreign_cultural_centre", words: ["外国在华文化中心", "Foreign cultural centre"], kinds: ["41"], certificates: ["foreign_cultural_centre_certificate"] },
  { code: "mass_organisation", words: ["群众性团体组织", "Mass organisation"], kinds: ["13", "81"], certificates: ["credit_code_certificate"] },
  { code: "forensic_institution", words: ["司法鉴定机构", "Forensic institution"], kinds: ["34"], certificates: ["forensic_permit"] },
  { code: "religious_body", words: ["宗教团体", "Religious body"], kinds: ["71", "72"], certificates: ["religious_venue_certificate"] },
  { code: "overseas_body", words: ["境外机构", "Overseas body"], kinds: ["21", "61", "62"], certificates: ["overseas_body_certificate"] },
  { code: "medical_institution", words: ["医疗机构", "Medical institution"], kinds: ["12", "52", "91"], certificates: ["medical_licence"] },
  { code: "notary_office", words: ["公证机构", "Notary office"], kinds: ["32"], certificates: ["notary_licence"] },
  { code: "collective_economy", words: ["集体经济", "Collective economy"], kinds: ["N1", "N2", "N3"], certificates: ["collective_economy_certificate"] },
  { code: "arbitration_body", words: ["仲裁机构", "Arbitration body"], kinds: ["35"], certificates: ["arbitration_certificate"] },
  { code: "defence", words: ["国防机构", "Defence body"], kinds: ["A1", "A9"], certificates: ["military_unit_code", "military_service_permit"] },
];

export const certificates: Option[] = [
  { code: "business_licence", words: ["营业执照", "Business licence"] },
  { code: "credit_code_certificate", words: ["统一社会信用代码证书", "Unified social credit code certificate"] },
  { code: "organisation_code", words: ["组织机构代码证", "Organisation code certificate"] },
  { code: "public_institution_certificate", words: ["事业单位法人证书", "Public institution certificate"] },
  { code: "social_organisation_certificate", words: ["社会团体法人登记证书", "Social organisation certificate"] },
  { code: "private_non_enterprise_certificate", words: ["民办非企业单位登记证书", "Private non-enterprise certificate"] },
  { code: "social_service_certificate", words: ["社会服务机构登记证书", "Social service institution certificate"] },
  { code: "private_school_permit", words: ["民办学校办学许可证", "Private school permit"] },
  { code: "foundation_certificate", words: ["基金会法人登记证书", "Foundation certificate"] },
  { code: "law_firm_licence", words: ["律师事务所执业许可证", "Law firm licence"] },
  { code: "foreign_cultural_centre_certificate", words: ["外国在华文化中心登记证", "Foreign cultural centre certificate"] },
  { code: "foreign_representative_office", words: ["外国企业常驻代表机构登记证", "Foreign representative office certificate"] },
  { code: "forensic_permit", words: ["司法鉴定许可证", "Forensic permit"] },
  { code: "religious_venue_certificate", words: ["宗教活动场所登记证", "Religious venue certificate"] },
  { code: "overseas_body_certificate", words: ["境外机构证件", "Overseas body's certificate"] },
  { code: "medical_licence", words: ["医疗机构执业许可证", "Medical institution licence"] },
  { code: "notary_licence", words: ["公证机构执业证", "Notary office licence"] },
  { code: "collective_economy_certificate", words: ["农村集体经济组织登记证", "Rural collective certificate"] },
  { code: "arbitration_certificate", words: ["仲裁委员会登记证", "Arbitration commission certificate"] },
  { code: "military_unit_code", words: ["部队代号", "Military unit code"] },
  { code: "military_service_permit", words: ["军队单位对外有偿服务许可证", "Military paid service permit"] },
];

export const provinces: Province[] = [
  { code: "bj", words: ["北京市", "Beijing"], digits: "11" },
  { code: "tj", words: ["天津市", "Tianjin"], digits: "12" },
  { code: "he", words: ["河北省", "Hebei"], digits: "13" },
  { code: "sx", words: ["山西省", "Shanxi"], digits: "14" },
  { code: "nm", words: ["内蒙古自治区", "Inner Mongolia"], digits: "15" },
  { code: "ln", words: ["辽宁省", "Liaoning"], digits: "21" },
  { code: "jl", words: ["吉林省", "Jilin"], digits: "22" },
  { code: "hl", words: ["黑龙江省", "Heilongjiang"], digits: "23" },
  { code: "sh", words: ["上海市", "Shanghai"], digits: "31" },
  { code: "js", words: ["江苏省", "Jiangsu"], digits: "32" },
  { code: "zj", words: ["浙江省", "Zhejiang"], digits: "33" },
  { code: "ah", words: ["安徽省", "Anhui"], digits: "34" },
  { code: "fj", words: ["福建省", "Fujian"], digits: "35" },
  { code: "jx", words: ["江西省", "Jiangxi"], digits: "36" },
  { code: "sd", words: ["山东省", "Shandong"], digits: "37" },
  { code: "ha", words: ["河南省", "Henan"], digits: "41" },
  { code: "hb", words: ["湖北省", "Hubei"], digits: "42" },
  { code: "hn", words: ["湖南省", "Hunan"], digits: "43" },
  { code: "gd", words: ["广东省", "Guangdong"], digits: "44" },
  { code: "gx", words: ["广西壮族自治区", "Guangxi"], digits: "45" },
  { code: "hi", words: ["海南省", "Hainan"], digits: "46" },
  { code: "cq", words: ["重庆市", "Chongqing"], digits: "50" },
  { code: "sc", words: ["四川省", "Sichuan"], digits: "51" },
  { code: "gz", words: ["贵州省", "Guizhou"], digits: "52" },
  { code: "yn", words: ["云南省", "Yunnan"], digits: "53" },
  { code: "xz", words: ["西藏自治区", "Tibet"], digits: "54" },
  { code: "sn", words: ["陕西省", "Shaanxi"], digits: "61" },
  { code: "gs", words: ["甘肃省", "Gansu"], digits: "62" },
  { code: "qh", words: ["青海省", "Qinghai"], digits: "63" },
  { code: "nx", words: ["宁夏回族自治区", "Ningxia"], digits: "64" },
  { code: "xj", words: ["新疆维吾尔自治区", "Xinjiang"], digits: "65" },
];

export const resourceKinds: Option[] = [
  { code: "cvm", words: ["云服务器 CVM", "Cloud server (CVM)"] },
  { code: "lighthouse", words: ["轻量应用服务器", "Lighthouse server"] },
  { code: "serverless", words: ["Serverless（云函数资源包）", "Serverless package"] },
  { code: "cloudbase_run", words: ["云托管", "CloudBase Run"] },
  { code: "load_balancer", words: ["负载均衡", "Load balancer"] },
  { code: "authorisation_code", words: ["使用备案授权码", "Use a filing authorisation code"] },
];

export const refusals: Option[] = [
  { code: "pay_as_you_go", words: ["按量计费，须为包年包月", "billed by use; it must be bought by month or year"] },
  { code: "no_public_address", words: ["没有公网 IP", "no public address"] },
  { code: "bought_too_short", words: ["购买时长不足三个月", "bought for less than three months"] },
  { code: "too_little_left", words: ["剩余有效期不足一个月", "less than a month left"] },
  { code: "expired", words: ["已过期", "expired"] },
  { code: "no_slot_left", words: ["备案名额已用完", "carries as many sites as it may"] },
  { code: "overseas", words: ["不在中国大陆地区", "outside mainland China"] },
];

/** The word of a member in a language; the code where the list has no such member. */
export const wordOf = (list: Option[], code: string, lang: 0 | 1): string =>
  list.find((one) => one.code === code)?.words[lang] ?? code;
