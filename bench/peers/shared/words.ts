// Words of the two pages, Chinese and English: the same as `crates/locale` and the rules have.

import type { Both } from "./lists";

export type Lang = 0 | 1;

export const words = {
  product: ["网站备案控制台", "Website filing console"],
  otherLanguage: ["English", "中文"],
  navigation: ["主导航", "Main navigation"],
  skip: ["跳到正文", "Skip to content"],
  signOut: ["退出登录", "Sign out"],
  footer: ["网站备案依据《非经营性互联网信息服务备案管理办法》办理，备案不收取任何费用。", "Filing follows the Measures for the Record-filing of Non-commercial Internet Information Services. It is free of charge."],
  loading: ["正在加载…", "Loading…"],
  offline: ["连接不上服务器。请检查网络；已填写的内容保留在本机。", "The server cannot be reached. Check the network; what you typed is kept on this device."],
  tryAgain: ["重试", "Try again"],

  landingTitle: ["网站备案", "Website filing"],
  landingLead: ["在线完成单位网站首次备案：从准备材料到拿到备案号，全程电子化。", "File your organisation's website online: from the first document to the ICP number, wholly electronically."],
  howItGoes: ["办理步骤", "How it goes"],
  landingBasic: ["填写主办单位与域名，校验是否可以备案", "Name the organiser and the domain; see at once whether it can be filed"],
  landingVerify: ["负责人用手机扫码，拍摄证件并完成视频核身", "The responsible person scans a code and is verified on the phone"],
  landingFill: ["填写主体信息和网站信息，随填随存", "Fill in organiser and websites; everything is saved as you type"],
  landingReview: ["提交审核，1 至 2 个工作日内得到初审结果", "Submit; the first review takes one to two working days"],
  landingDone: ["完成短信核验和管局审核，获得备案号", "Pass the ministry's SMS check and the bureau's review, and receive the number"],

  domainTitle: ["我的域名可以备案吗？", "Can my domain be filed?"],
  domainLabel: ["域名", "Domain"],
  domainLookHint: ["如 example.com 或 示例.中国，不用登录即可查询", "Such as example.com or 示例.中国; no sign-in needed"],
  domainLook: ["查询", "Check"],
  suffixGood: ["后缀 {suffix} 可以备案", "The suffix {suffix} can be filed"],
  registrable: ["{domain} 是可以备案的主域名", "{domain} is a domain that can be filed"],
  registrableBoth: ["{domain} 是可以备案的主域名，登记为 {ascii}", "{domain} is a domain that can be filed; registries write it {ascii}"],
  tryInstead: ["改查 {domain}", "Check {domain} instead"],
  asking: ["正在查询登记和备案情况…", "Looking up registration and filings…"],
  nothingAgainst: ["未发现妨碍备案的情况；所有者是否与主办单位一致，提交时核对", "Nothing is known against it; that its owner is the organiser is checked when you file"],

  checklistTitle: ["各省备案清单", "Checklist by province"],
  checklistLead: ["各省通信管理局的要求不同。选择省份，查看需要的材料、电话和地址要求以及预计时长，可打印。", "Bureaus differ. Choose a province to see the attachments, the rules for phones and addresses and how long it takes; it can be printed."],
  checklistShow: ["查看清单", "Show the checklist"],

  signIn: ["登录", "Sign in"],
  mobileLabel: ["手机号", "Mobile number"],
  mobileHint: ["中国大陆手机号，11 位数字", "A mobile number of mainland China, 11 digits"],
  mobileShape: ["请填写 11 位中国大陆手机号，如 13800138000", "Enter an 11-digit mobile number of mainland China, such as 13800138000"],
  smsCode: ["短信验证码", "Code from the SMS"],
  codeShape: ["请填写短信中的 6 位数字验证码", "Enter the six digits of the SMS"],
  sendCode: ["获取验证码", "Send code"],
  sendAgain: ["重新获取", "Send again"],

  step: ["第 2 步，共 6 步 · 基础信息校验", "Step 2 of 6 · Basic check"],
  basicTitle: ["基础信息校验", "Basic check"],
  basicLead: ["这些内容会与证件和域名登记信息核对，请与证件逐字一致。", "These answers are compared with the certificate and the domain's registration: type them character for character."],
  organiserHeading: ["主办单位", "Organiser"],
  domainHeading: ["网站域名", "Domain"],
  resourceHeading: ["云资源", "Cloud resource"],
  certificateNumber: ["证件号码", "Certificate number"],
  certificateNumberHint: ["三证合一的证件填 18 位统一社会信用代码，填完后自动带出省份、性质和证件类型。", "On a three-in-one certificate: the 18-character unified social credit code. Province, nature and certificate follow from it."],
  codeTells: ["号码显示：{province}登记，{nature}", "The number says: registered in {province}, {nature}"],
  name: ["主办单位名称", "Organiser's name"],
  nameHint: ["与证件逐字一致，括号的全角半角也要相同。", "Character for character as on the certificate, the width of brackets included."],
  province: ["备案省份", "Province"],
  provinceHint: ["与证件住所所在的省份一致，不能跨省备案。", "The province of the address on the certificate; another cannot be chosen."],
  nature: ["主办单位性质", "Nature of the organiser"],
  natureHint: ["个体工商户选“企业”。", "Individual businesses choose “Enterprise”."],
  certificateType: ["证件类型", "Certificate"],
  domainHint: ["只填主域名，不带 www、http:// 或路径。", "The registrable domain only: no www, no http://, no path."],
  otherDomain: ["其他域名", "Another domain"],
  addDomain: ["添加域名", "Add a domain"],
  remove: ["删除", "Remove"],
  resource: ["云资源", "Cloud resource"],
  noResources: ["账号内没有云资源。请先购买，或使用备案授权码。", "This account has no cloud resource. Buy one first, or use an authorisation code."],
  sitesLeft: ["还可备案 {n} 个网站", "can carry {n} more sites"],
  authorisationCode: ["备案授权码", "Filing authorisation code"],
  choose: ["请选择", "Choose"],
  next: ["保存并下一步", "Save and continue"],
  back: ["上一步", "Back"],
  problem: ["有问题需要处理", "There is a problem"],
  saved: ["已保存 {time}", "Saved {time}"],
  unsaved: ["有未保存的修改…", "Unsaved changes…"],
  saving: ["正在保存…", "Saving…"],
  notSaved: ["连接不上服务器，修改已保留在本机，将自动重试", "The server cannot be reached; your changes are kept on this device and will be sent"],
} as const satisfies Record<string, Both>;

/** What each rule says. */
export const rules = {
  "required": ["请填写{label}", "Fill in: {label}"],
  "too-short": ["至少 {min} 个字", "At least {min} characters"],
  "too-long": ["超过 {max} 个字，现在有 {count} 个", "At most {max} characters; there are {count}"],
  "not-allowed-here": ["与主办单位性质不符，请重新选择", "Does not go with the nature of the organiser: choose another"],
  "character": ["不能含有“{character}”（第 {position} 个字符），请核对", "“{character}” cannot stand here (character {position}): check it"],
  "uscc.shape": ["统一社会信用代码为 18 位数字和大写字母，现在有 {count} 位", "A unified social credit code has 18 digits and capital letters; there are {count}"],
  "uscc.check": ["最后一位校验码与前 17 位不符，请逐位核对", "The check character does not fit the first 17: compare one by one"],
  "uscc.inner": ["第 9 至 17 位（组织机构代码）的校验码不符，请对照证件核对", "Characters 9 to 17 (the organisation code) do not fit together: compare with the certificate"],
  "uscc.kind": ["前两位为“{kind}”，与所选主办单位性质通常不符（一般以 {expected} 开头），请核对性质和号码", "It begins with “{kind}”, which is unusual for this nature (usually {expected}): compare both"],
  "organiser.other-province": ["证件在{province}登记，与备案省份不同，可能因跨省被驳回", "The certificate was registered in {province}, not the province of the filing: a known reason for rejection"],
  "licence-number.check": ["15 位注册号的校验码不符；新版执照请填 18 位统一社会信用代码", "The check digit of the 15-digit number does not fit; on a new licence take the 18-character credit code"],
  "licence-number.old": ["15 位注册号自 2015 年起换发；执照上有 18 位统一社会信用代码的，请填新代码", "Numbers of 15 digits were replaced from 2015 on: where the licence shows an 18-character credit code, give that"],
  "organisation-code.shape": ["组织机构代码为 8 位数字或字母加 1 位校验码，如 12345678-8", "An organisation code has eight digits or letters and a check character, such as 12345678-8"],
  "organisation-code.check": ["最后一位校验码不符，请逐位核对", "The check character does not fit: compare one by one"],
  "organiser.name-short": ["企业名称一般以“公司”“厂”“店”“中心”等结尾，请确认是证件上的全称", "Enterprises' names usually end with 公司, 厂, 店 or 中心: make sure that this is the whole name on the certificate"],
  "domain.shape": ["“{typed}”不是域名；域名由字母、数字、连字符或汉字和后缀组成，如 example.com", "“{typed}” is no domain; one has letters, digits, hyphens or Chinese characters and a suffix, such as example.com"],
  "domain.not-bare": ["只填主域名，不带 www 和网址：{suggestion}", "The domain alone, without www or address: {suggestion}"],
  "domain.suffix": ["后缀 {suffix} 未获工信部批准，不能备案；请换用 .com、.cn 等可备案的域名", "The suffix {suffix} is not approved for filing: take a domain under .com, .cn or another approved suffix"],
  "domain.sub": ["子域名无需单独备案，请填 {suggestion}", "A sub-domain is covered by its parent: give {suggestion}"],
  "domain.twice": ["这个域名已填写过，请删除其中一处", "This domain stands here twice: remove one"],
  "domain.suffix-nature": [".{suffix} 仅限{who}使用，请更换域名或核对主办单位性质", ".{suffix} is kept for {who}: take another domain, or check the organiser's nature"],
  "domain.public-body": ["{nature}的网站一般应使用 {expected} 域名", "Sites of this nature ({nature}) are expected under {expected}"],
  "resource.unknown": ["账号内没有这个云资源，请重新选择", "The account has no such resource: choose another"],
  "resource.refused": ["这个云资源不可用于备案：{reason}", "This resource cannot carry a filing: {reason}"],
  "authorisation-code.shape": ["备案授权码为 8 至 64 位字母、数字和连字符", "An authorisation code has 8 to 64 letters, digits and dashes"],
} as const satisfies Record<string, Both>;

export type Word = keyof typeof words;
export type Params = Record<string, string | number>;

/** A text with its `{places}` filled. */
export const fill = (text: string, params: Params = {}): string =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));

/** A word in a language. */
export const say = (word: Word, lang: Lang, params?: Params): string => fill(words[word][lang], params);

/** The language of who reads: what was chosen here, else what the browser prefers. */
export function firstLanguage(): Lang {
  const chosen = localStorage.getItem("language");
  return (chosen ?? navigator.language).startsWith("zh") ? 0 : 1;
}

/** Keeps a choice of language, and tells the document. */
export function keepLanguage(lang: Lang): void {
  const tag = lang === 0 ? "zh-CN" : "en";
  localStorage.setItem("language", tag);
  document.documentElement.lang = tag;
  document.title = say("product", lang);
}
