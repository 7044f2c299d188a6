// Suffixes that may be filed (可备案域名后缀), the same lists as `crates/rules/src/data/suffixes.rs` has, and how enterprises' names
// end (`crates/rules/src/data/words.rs`).

/** Suffixes of two labels, in ASCII; looked for before `cn`. */
export const twoLabels = new Set(`
  com.cn net.cn org.cn gov.cn edu.cn ac.cn mil.cn xn--zfr164b.cn xn--55qw42g.cn bj.cn tj.cn sh.cn cq.cn he.cn
  sx.cn nm.cn ln.cn jl.cn hl.cn js.cn zj.cn ah.cn fj.cn jx.cn sd.cn ha.cn hb.cn hn.cn gd.cn gx.cn hi.cn sc.cn
  gz.cn yn.cn xz.cn sn.cn gs.cn qh.cn nx.cn xj.cn tw.cn hk.cn mo.cn
`.trim().split(/\s+/));

/** Suffixes of one label, in ASCII. */
export const oneLabel = new Set(`
  cn com net info mobi pro biz co me tv cc asia ren wang citic top sohu xin club xyz vip site shop ink red kim ltd
  group auto link work law beer store tech fun online art design wiki love center video social team show cool zone
  world today city chat company live fund gold plus guru run pub email life fashion fit luxe yoga baidu cloud host
  space press website archi bio black blue green lotto organic pet pink poker promo ski vote voto icu fans unicom
  jpmorgan chase band cab cafe cash fan fyi games market mba news media sale shopping studio tax technology vin
  baby college monster protection rent security storage theatre bond cyou uno school global xn--fiqs8s xn--zfr164b
  xn--55qw42g xn--55qx5d xn--io0a7i xn--ses554g xn--czru2d xn--hxt814e xn--fiq64b xn--czr694b xn--xhq521b
  xn--1qqw23a xn--vuq861b xn--kput3i xn--3ds443g xn--fiq228c5hs xn--3bst00m xn--6qq986b3xl xn--czrs0t xn--vhquv
  xn--fjq720a xn--unup4y xn--g2xx48c xn--imr513n xn--otu796d xn--9et52u xn--6frz82g xn--5tzm5g xn--8y0a063a
  xn--rhqv96g xn--nyqy26a
`.trim().split(/\s+/));

/** Suffixes of two labels below one that may be filed, and which themselves may not. */
export const others = new Set(`
  arts.co com.co edu.co firm.co gov.co info.co int.co mil.co net.co nom.co org.co rec.co web.co co.me net.me
  org.me edu.me ac.me gov.me its.me priv.me aaa.pro aca.pro acct.pro avocat.pro bar.pro cpa.pro eng.pro jur.pro
  law.pro med.pro recht.pro xn--55qx5d.cn xn--io0a7i.cn xn--od0alg.cn
`.trim().split(/\s+/));

const publicBodies = ["government", "public_institution"];

/** Suffixes kept for organisers of some natures. */
export const kept: Record<string, string[]> = {
  "gov.cn": publicBodies,
  "xn--zfr164b.cn": publicBodies,
  "xn--zfr164b": publicBodies,
  "mil.cn": ["defence"],
};

/** Suffixes under which public bodies are expected, and how that is said. */
export const expected: Record<string, { under: string[]; said: string }> = {
  government: { under: ["gov.cn", "xn--zfr164b.cn", "xn--zfr164b"], said: ".gov.cn、.政务" },
  public_institution: {
    under: "cn gov.cn edu.cn ac.cn org.cn xn--55qw42g xn--55qw42g.cn xn--zfr164b xn--zfr164b.cn".split(" "),
    said: ".cn、.公益",
  },
};

/** How the names of enterprises end; one that does not may be short for another. */
export const enterpriseEnds = `
  公司 厂 店 中心 行 社 部 馆 院 所 坊 铺 站 室 场 企业 集团 合伙） 合伙) 摊 楼 户） 户) 吧 屋 庄 城 园 局 队 办事处 代表处 市 堂 轩 阁 斋 苑 会 点 校 台 网
`.trim().split(/\s+/);
