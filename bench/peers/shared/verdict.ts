// What is said of a domain that is looked up before anything is filed: `src/components/domain_check.rs` says the same.

import { lookUp } from "./api";
import { parseDomain } from "./domain";
import { domainFinding, keptFor, message } from "./filing";
import { say, type Lang } from "./words";

/** Pause in typing after which the domain is looked at, milliseconds. */
export const PAUSE = 400;

export interface Line { tone: "good" | "bad" | "warn" | "waiting"; text: string }

/** What the server answered, and to which domain. */
export interface Known { domain: string; against: string[] | Error }

/** The mark of a tone, so that colour is not all that says it. */
export const marks = { good: "✓", bad: "✗", warn: "!", waiting: "…" } as const;

/** Asks the server about what is a domain; nothing for what is none. */
export async function ask(typed: string): Promise<Known | undefined> {
  const read = parseDomain(typed);
  if (!read.ok) return undefined;
  const domain = read.domain.ascii;
  try {
    return { domain, against: (await lookUp(domain)).findings.map((one) => one.message) };
  } catch (error) {
    return { domain, against: error as Error };
  }
}

/** What would be right in place of what was typed. */
export function suggestion(typed: string): string | undefined {
  const read = parseDomain(typed);
  return !read.ok && "suggestion" in read.error ? read.error.suggestion : undefined;
}

/** Everything that can be said; nothing of an empty field. */
export function verdict(typed: string, known: Known | undefined, lang: Lang): Line[] {
  if (!typed.trim()) return [];
  const read = parseDomain(typed);
  const suffixGood = (unicode: string): Line => ({
    tone: "good",
    text: say("suffixGood", lang, { suffix: unicode.slice(unicode.indexOf(".")) }),
  });
  if (!read.ok) {
    const wrong: Line = { tone: "bad", text: message(domainFinding("domains[0]", typed)!, lang) };
    return "suggestion" in read.error ? [suffixGood(read.error.suggestion), wrong] : [wrong];
  }
  const { ascii, unicode, suffix } = read.domain;
  const kept = keptFor("domains[0]", suffix);
  const lines: Line[] = [
    kept ? { tone: "warn", text: message(kept, lang) } : suffixGood(unicode),
    { tone: "good", text: say(ascii === unicode ? "registrable" : "registrableBoth", lang, { domain: unicode, ascii }) },
  ];
  if (known?.domain !== ascii) lines.push({ tone: "waiting", text: say("asking", lang) });
  else if (known.against instanceof Error) lines.push({ tone: "warn", text: say("offline", lang) });
  else if (known.against.length === 0) lines.push({ tone: "good", text: say("nothingAgainst", lang) });
  else lines.push(...known.against.map((text): Line => ({ tone: "bad", text })));
  return lines;
}
