// The landing page: a domain looked up, the way in, a province's checklist, how it goes.

import { provinces } from "@shared/lists";
import { Button, Form, Select } from "antd";
import { useState } from "react";
import { DomainCheck } from "./DomainCheck";
import { useWords } from "./language";
import { SignIn } from "./SignIn";

const steps = ["landingBasic", "landingVerify", "landingFill", "landingReview", "landingDone"] as const;

export function Landing() {
  const { t } = useWords();
  return (
    <>
      <h1>{t("landingTitle")}</h1>
      <p className="lead">{t("landingLead")}</p>
      <div className="landing">
        <section className="card" aria-labelledby="domain-title">
          <h2 id="domain-title">{t("domainTitle")}</h2>
          <DomainCheck />
        </section>
        <section className="card" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{t("signIn")}</h2>
          <SignIn />
        </section>
        <div className="landing__more">
          <Checklist />
          <h2>{t("howItGoes")}</h2>
          <ol>{steps.map((step) => <li key={step}>{t(step)}</li>)}</ol>
        </div>
      </div>
    </>
  );
}

function Checklist() {
  const { lang, t } = useWords();
  const [province, setProvince] = useState<string>();
  return (
    <section className="card" aria-labelledby="checklist-title">
      <h2 id="checklist-title">{t("checklistTitle")}</h2>
      <p>{t("checklistLead")}</p>
      <Form layout="vertical">
        <Form.Item label={t("province")} htmlFor="checklist-province">
          <Select id="checklist-province" placeholder={t("choose")} value={province} onChange={setProvince} allowClear
            options={provinces.map(({ code, words }) => ({ value: code, label: words[lang] }))} />
        </Form.Item>
        <Button href={`/checklist/${province ?? ""}`}>{t("checklistShow")}</Button>
      </Form>
    </section>
  );
}
