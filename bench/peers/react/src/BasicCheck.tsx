// Step 2: the basic check. What is typed is checked at each change and saved after a pause.

import { basicOf, Saver, type SaveState, type View } from "@shared/api";
import { certificatesFor, check, filledIn, labelOf, message, told, type At, type Basic } from "@shared/filing";
import { natures, provinces, wordOf } from "@shared/lists";
import { Alert, Button, Form } from "antd";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Await, useLoaderData } from "react-router";
import { ChoiceField, TextField } from "./fields";
import { useWords } from "./language";
import { ResourceField } from "./ResourceField";

export function BasicCheck() {
  const { t } = useWords();
  const { id, view } = useLoaderData<{ id: string; view: Promise<View> }>();
  return (
    <Suspense fallback={<p role="status">{t("loading")}</p>}>
      <Await resolve={view} errorElement={<Alert type="error" showIcon title={t("offline")} />}>
        {(view) => <BasicForm id={id} view={view} />}
      </Await>
    </Suspense>
  );
}

function BasicForm({ id, view }: { id: string; view: View }) {
  const { lang, t } = useWords();
  const [basic, setBasic] = useState<Basic>(() => basicOf(view));
  const [left, setLeft] = useState<ReadonlySet<At>>(new Set());
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState<SaveState>();
  const saver = useRef<Saver>(undefined);
  const { resources } = view.facts;
  useEffect(() => {
    const own = (saver.current = new Saver(id, view, setSaved));
    return () => own.stop();
  }, [id, view]);
  const first = useRef(basic);
  useEffect(() => {
    if (first.current !== basic) saver.current?.put(basic);
  }, [basic]);

  const change = useCallback((at: At, value: string) => setBasic((basic) => filledIn(withField(basic, at, value))), []);
  const leave = useCallback((at: At) => setLeft((left) => (left.has(at) ? left : new Set(left).add(at))), []);
  const findings = useMemo(() => check(basic, resources), [basic, resources]);
  const errors = findings.filter((one) => !one.risk);

  const field = (at: At) => {
    const shown = tried || left.has(at) ? findings.filter((one) => one.at === at) : [];
    const words = (isRisk: boolean) => {
      const one = shown.find(({ risk = false }) => risk === isRisk);
      return one && message(one, lang);
    };
    return { at, label: labelOf(at, lang), onChange: change, onLeave: leave, error: words(false), risk: words(true) };
  };
  const known = told(basic.number);
  const numberHint = known?.province
    ? t("codeTells", { province: wordOf(provinces, known.province, lang), nature: wordOf(natures, known.nature, lang) })
    : t("certificateNumberHint");
  const removeDomain = (n: number) => setBasic({ ...basic, domains: basic.domains.filter((_, at) => at !== n) });
  return (
    <Form className="basic" layout="vertical" onFinish={() => setTried(true)}>
      <p className="hint">{t("step")}</p>
      <h1>{t("basicTitle")}</h1>
      <p className="lead">{t("basicLead")}</p>
      {tried && errors.length > 0 && (
        <Alert type="error" role="alert" title={t("problem")}
          description={<ul>{errors.map((one) => <li key={one.at + one.rule}>{message(one, lang)}</li>)}</ul>} />
      )}
      <h2>{t("organiserHeading")}</h2>
      <TextField {...field("number")} id="organiser.certificate_number" value={basic.number} hint={numberHint} />
      <TextField {...field("name")} id="organiser.name" value={basic.name} hint={t("nameHint")} autoComplete="organization" />
      <ChoiceField {...field("province")} id="province" value={basic.province} hint={t("provinceHint")} options={provinces} />
      <ChoiceField {...field("nature")} id="organiser.nature" value={basic.nature} hint={t("natureHint")} options={natures} />
      <ChoiceField {...field("certificateType")} id="organiser.certificate_type" value={basic.certificateType}
        options={certificatesFor(basic.nature)} />
      <h2>{t("domainHeading")}</h2>
      {basic.domains.map((domain, n) => (
        <TextField key={n} {...field(`domains[${n}]`)} id={`domains[${n}]`} value={domain} mode="url" hint={n ? undefined : t("domainHint")}
          after={n > 0 && <Button type="text" onClick={() => removeDomain(n)}>{t("remove")}</Button>} />
      ))}
      <Button type="text" onClick={() => setBasic({ ...basic, domains: [...basic.domains, ""] })}>{t("addDomain")}</Button>
      <h2>{t("resourceHeading")}</h2>
      <ResourceField {...field("resource")} id="resource" resources={resources} kind={basic.resourceKind} value={basic.resource}
        onChoose={(resourceKind, resource) => setBasic({ ...basic, resourceKind, resource })} />
      <div className="actions">
        <span role="status">
          {saved && (saved.is === "saved" ? t("saved", { time: saved.at.toLocaleTimeString() }) : t(saved.is === "failed" ? "notSaved" : saved.is))}
        </span>
        <Button type="primary" htmlType="submit">{t("next")}</Button>
      </div>
    </Form>
  );
}

function withField(basic: Basic, at: At, value: string): Basic {
  const line = /^domains\[(\d+)\]$/.exec(at);
  if (!line) return { ...basic, [at]: value };
  return { ...basic, domains: basic.domains.map((one, n) => (n === Number(line[1]) ? value : one)) };
}
