// The backend over JSON: what these two pages ask of `/api/v1`.

import type { Basic, CloudResource } from "./filing";

export interface View {
  version: number;
  filing: Document;
  facts: { resources: CloudResource[] };
}

/** The document, as far as the basic check knows it; everything else travels back as it came. */
interface Document {
  province?: string | null;
  organiser: { nature?: string | null; name: string; certificate_type?: string | null; certificate_number: string };
  sites: { domains: string[]; resource_kind?: string | null; resource: string }[];
}

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const json: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(40_000);
  const answer = await fetch(`/api/v1${path}`, { method, body: JSON.stringify(body), headers: { ...json, ...headers }, signal });
  if (!answer.ok) throw new Error(((await answer.json().catch(() => ({}))) as { detail?: string }).detail ?? String(answer.status));
  return answer.status === 204 ? (undefined as T) : answer.json();
}

/** Who is signed in. */
export const session = () => call<{ mobile: string }>("GET", "/session");
/** Ends the session. */
export const signOut = () => call<void>("DELETE", "/session");
/** Sends a code; the seconds until another may be asked for. */
export const sendCode = (mobile: string) => call<{ resend_in: number }>("POST", "/session/code", { mobile });
/** Signs in. */
export const signIn = (mobile: string, code: string) => call<{ mobile: string }>("POST", "/session", { mobile, code });
/** What the server knows against a domain. */
export const lookUp = (ascii: string) => call<{ findings: { message: string }[] }>("GET", `/domains/${ascii}`);
/** A filing. */
export const filing = (id: string) => call<View>("GET", `/filings/${id}`);

/** The fields of the basic check out of the document. */
export function basicOf({ filing: { province, organiser, sites } }: View): Basic {
  const site = sites[0];
  return {
    number: organiser.certificate_number,
    name: organiser.name,
    province: province ?? "",
    nature: organiser.nature ?? "",
    certificateType: organiser.certificate_type ?? "",
    domains: site?.domains.length ? site.domains : [""],
    resourceKind: site?.resource_kind ?? "",
    resource: site?.resource ?? "",
  };
}

function documentWith(document: Document, basic: Basic): Document {
  const organiser = {
    ...document.organiser,
    nature: basic.nature || null,
    name: basic.name,
    certificate_type: basic.certificateType || null,
    certificate_number: basic.number,
  };
  const [first, ...rest] = document.sites;
  const site = { ...first!, domains: basic.domains, resource_kind: basic.resourceKind || null, resource: basic.resource };
  return { ...document, province: basic.province || null, organiser, sites: [site, ...rest] };
}

export type SaveState = { is: "saved"; at: Date } | { is: "unsaved" | "saving" | "failed" };

/** Saves what changed after a pause in typing, one request at a time, over the version that it knows. */
export class Saver {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: Basic | undefined;
  #busy = false;

  constructor(
    private readonly id: string,
    private view: View,
    private readonly tell: (state: SaveState) => void,
  ) {}

  /** Takes what is to be saved. */
  put(basic: Basic): void {
    this.#next = basic;
    this.tell({ is: "unsaved" });
    this.#later(800);
  }

  /** Stops what waits. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), pause);
  }

  async #send(): Promise<void> {
    const basic = this.#next;
    if (!basic || this.#busy) return;
    this.#busy = true;
    this.#next = undefined;
    this.tell({ is: "saving" });
    try {
      const document = documentWith(this.view.filing, basic);
      this.view = await call<View>("PUT", `/filings/${this.id}`, document, { "If-Match": `"${this.view.version}"` });
      if (!this.#next) this.tell({ is: "saved", at: new Date() });
    } catch {
      this.#next ??= basic;
      this.tell({ is: "failed" });
    }
    this.#busy = false;
    if (this.#next) this.#later(5000);
  }
}
