// The part of a filing that the basic check asks for, and its rules: `crates/rules/src/checks` has the same.

import { isSameDomain, parseDomain, toUnicode } from "./domain";
import { certificates, natures, provinces, refusals, wordOf, type Option } from "./lists";
import { checkLicenceNumber, checkOrganisationCode, isAuthorisationCode, parseUscc } from "./numbers";
import { enterpriseEnds, expected, kept } from "./suffixes";
import { fill, rules, words, type Lang, type Params } from "./words";

export interface Basic {
  number: string;
  name: string;
  province: string;
  nature: string;
  certificateType: string;
  domains: string[];
  resourceKind: string;
  resource: string;
}

export interface CloudResource {
  kind: string;
  id: string;
  name: string;
  address: string;
  sites_left: number;
  refused?: string;
}

/** A field: one of the document, or a line of its domains. */
export type At = Exclude<keyof Basic, "domains" | "resourceKind"> | `domains[${number}]`;

export interface Finding {
  at: At;
  rule: keyof typeof rules;
  /** A risk may stay; an error may not. */
  risk?: boolean;
  params?: (lang: Lang) => Params;
}

const labels = { number: "certificateNumber", name: "name", province: "province", nature: "nature", certificateType: "certificateType", resource: "resource" } as const;

/** What a field is called. */
export const labelOf = (at: At, lang: Lang): string =>
  words[at in labels ? labels[at as keyof typeof labels] : at === "domains[0]" ? "domainLabel" : "otherDomain"][lang];

/** The finding in words. */
export const message = ({ at, rule, params }: Finding, lang: Lang): string =>
  fill(rules[rule][lang], { label: labelOf(at, lang), ...params?.(lang) });

/** The certificates on offer: all of them until a nature is chosen. */
export function certificatesFor(nature: string): Option[] {
  const of = natures.find((one) => one.code === nature)?.certificates;
  return of ? certificates.filter((one) => of.includes(one.code)) : certificates;
}

/** What a whole credit code tells: province, nature and certificate; nothing of any other number. */
export function told(number: string) {
  const read = parseUscc(number);
  if (!("code" in read)) return undefined;
  const nature = natures.find((one) => one.kinds.includes(read.code.slice(0, 2)));
  const province = provinces.find((one) => one.digits === read.code.slice(2, 4));
  return nature && { province: province?.code, nature: nature.code, certificateType: nature.certificates[0]! };
}

/** The document with what its number tells in the choices that are still empty. */
export function filledIn(basic: Basic): Basic {
  const known = told(basic.number);
  if (!known) return basic;
  const same = !basic.nature || basic.nature === known.nature;
  return {
    ...basic,
    province: basic.province || (known.province ?? ""),
    nature: same ? known.nature : basic.nature,
    certificateType: same ? basic.certificateType || known.certificateType : basic.certificateType,
  };
}

/** Everything that can be found from the document and the account's resources. */
export function check(basic: Basic, resources: CloudResource[]): Finding[] {
  return [...lengths(basic), ...organiser(basic), ...basic.domains.flatMap((_, n) => [...domain(basic, n)]), ...resource(basic, resources)];
}

function* lengths(basic: Basic): Generator<Finding> {
  const bounds: [At, string, number, number][] = [
    ["number", basic.number, 4, 64],
    ["name", basic.name, 2, 128],
    ["province", basic.province, 0, 64],
    ["nature", basic.nature, 0, 64],
    ["certificateType", basic.certificateType, 0, 64],
    ...basic.domains.map((one, n): [At, string, number, number] => [`domains[${n}]`, one, 0, 1024]),
    ["resource", basic.resource, 0, 1024],
  ];
  for (const [at, typed, min, max] of bounds) {
    const count = [...typed.trim()].length;
    if (count === 0) yield { at, rule: "required" };
    else if (count < min) yield { at, rule: "too-short", params: () => ({ min }) };
    else if (count > max) yield { at, rule: "too-long", params: () => ({ max, count }) };
  }
}

function* organiser(basic: Basic): Generator<Finding> {
  const name = [...basic.name.trim()];
  const sign = name.findIndex((c) => !/[\p{Alphabetic}\p{N}（）()〔〕·•&、，,\-—.“”《》 ’'：:/+！!]/u.test(c));
  if (sign >= 0) {
    yield { at: "name", rule: "character", params: () => ({ character: name[sign]!, position: sign + 1 }) };
  } else if (basic.nature === "enterprise" && name.length >= 2 && !enterpriseEnds.some((end) => basic.name.trim().endsWith(end))) {
    yield { at: "name", rule: "organiser.name-short", risk: true };
  }
  const nature = natures.find((one) => one.code === basic.nature);
  if (nature && basic.certificateType && !nature.certificates.includes(basic.certificateType)) {
    yield { at: "certificateType", rule: "not-allowed-here" };
  }
  if (basic.number.trim()) yield* number(basic);
}

function* number(basic: Basic): Generator<Finding> {
  const at = "number";
  if (basic.certificateType === "organisation_code") {
    const is = checkOrganisationCode(basic.number);
    if (is !== "right") yield { at, rule: `organisation-code.${is}` };
    return;
  }
  const read = parseUscc(basic.number);
  if ("code" in read) {
    const { code } = read;
    if (checkOrganisationCode(code.slice(8, 17)) !== "right") yield { at, rule: "uscc.inner", risk: true };
    const kinds = natures.find((one) => one.code === basic.nature)?.kinds;
    if (kinds && !kinds.includes(code.slice(0, 2))) {
      yield { at, rule: "uscc.kind", risk: true, params: () => ({ kind: code.slice(0, 2), expected: kinds.join("、") }) };
    }
    const registered = provinces.find((one) => one.digits === code.slice(2, 4));
    if (basic.province && registered && registered.code !== basic.province) {
      yield { at, rule: "organiser.other-province", risk: true, params: (lang) => ({ province: registered.words[lang] }) };
    }
    return;
  }
  const isLicence = basic.certificateType === "business_licence";
  if (!isLicence && basic.certificateType !== "credit_code_certificate") return;
  // Licences from before 2015 have 15 digits.
  const old = isLicence ? checkLicenceNumber(basic.number) : "shape";
  if (old === "right") yield { at, rule: "licence-number.old", risk: true };
  else if (old === "check") yield { at, rule: "licence-number.check" };
  else {
    const { error } = read;
    if (error.kind === "character") yield { at, rule: "character", params: () => ({ character: error.found, position: error.at }) };
    else if (error.kind === "shape") yield { at, rule: "uscc.shape", params: () => ({ count: error.count }) };
    else yield { at, rule: "uscc.check" };
  }
}

/** What is wrong with a domain, as a finding at a field that holds it. */
export function domainFinding(at: At, typed: string): Finding | undefined {
  const read = parseDomain(typed);
  if (read.ok) return undefined;
  const { kind, ...params } = read.error;
  return { at, rule: `domain.${kind}`, params: () => (kind === "shape" ? { typed: [...typed].slice(0, 253).join("") } : params) };
}

/** Whom a suffix is kept for. */
export function keptFor(at: At, suffix: string): Finding | undefined {
  const who = kept[suffix]?.[0];
  return who ? { at, rule: "domain.suffix-nature", params: (lang) => ({ suffix: toUnicode(suffix), who: wordOf(natures, who, lang) }) } : undefined;
}

function* domain(basic: Basic, n: number): Generator<Finding> {
  const at: At = `domains[${n}]`;
  const typed = basic.domains[n]!.trim();
  if (!typed) return;
  const read = parseDomain(typed);
  if (!read.ok) yield domainFinding(at, typed)!;
  else if (basic.nature) {
    const { suffix } = read.domain;
    const found = keptFor(at, suffix);
    const wanted = expected[basic.nature];
    if (found && !kept[suffix]!.includes(basic.nature)) yield found;
    else if (wanted && !wanted.under.includes(suffix)) {
      const { nature } = basic;
      yield { at, rule: "domain.public-body", risk: true, params: (lang) => ({ nature: wordOf(natures, nature, lang), expected: wanted.said }) };
    }
  }
  if (basic.domains.slice(0, n).some((other) => isSameDomain(other, typed))) yield { at, rule: "domain.twice" };
}

function* resource(basic: Basic, resources: CloudResource[]): Generator<Finding> {
  const [at, id] = ["resource", basic.resource.trim()] as const;
  if (!id) return;
  if (basic.resourceKind === "authorisation_code") {
    if (!isAuthorisationCode(id)) yield { at, rule: "authorisation-code.shape" };
    return;
  }
  const one = resources.find((one) => one.id === id && one.kind === basic.resourceKind);
  if (!one) yield { at, rule: "resource.unknown" };
  else if (one.refused) {
    const reason = one.refused;
    yield { at, rule: "resource.refused", params: (lang) => ({ reason: wordOf(refusals, reason, lang) }) };
  }
}
