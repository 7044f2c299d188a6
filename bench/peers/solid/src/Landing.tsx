// The landing page: a domain looked up, the way in, a province's checklist, how it goes.

import { provinces } from "@shared/lists";
import { createSignal, For } from "solid-js";
import { DomainCheck } from "./DomainCheck";
import { lang, t } from "./language";
import { SignIn } from "./SignIn";

const steps = ["landingBasic", "landingVerify", "landingFill", "landingReview", "landingDone"] as const;

export default function Landing() {
  return (
    <>
      <h1>{t("landingTitle")}</h1>
      <p class="lead">{t("landingLead")}</p>
      <div class="landing">
        <section class="card" aria-labelledby="domain-title">
          <h2 id="domain-title">{t("domainTitle")}</h2>
          <DomainCheck />
        </section>
        <section class="card" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{t("signIn")}</h2>
          <SignIn />
        </section>
        <div class="landing__more">
          <Checklist />
          <h2>{t("howItGoes")}</h2>
          <ol><For each={steps}>{(step) => <li>{t(step)}</li>}</For></ol>
        </div>
      </div>
    </>
  );
}

function Checklist() {
  const [province, setProvince] = createSignal("");
  return (
    <section class="card" aria-labelledby="checklist-title">
      <h2 id="checklist-title">{t("checklistTitle")}</h2>
      <p>{t("checklistLead")}</p>
      <div class="field">
        <label for="checklist-province">{t("province")}</label>
        <select id="checklist-province" value={province()} onChange={(event) => setProvince(event.currentTarget.value)}>
          <option value="">{t("choose")}</option>
          <For each={provinces}>{(one) => <option value={one.code}>{one.words[lang()]}</option>}</For>
        </select>
      </div>
      <a class="button" href={`/checklist/${province()}`} rel="external">{t("checklistShow")}</a>
    </section>
  );
}
