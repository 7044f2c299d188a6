// Step 2: the basic check. What is typed is checked at each change and saved after a pause.

import { basicOf, Saver, type SaveState, type View } from "@shared/api";
import { certificatesFor, check, filledIn, labelOf, message, told, type At, type Basic } from "@shared/filing";
import { natures, provinces, wordOf } from "@shared/lists";
import type { RouteSectionProps } from "@solidjs/router";
import { createEffect, createMemo, createResource, createSignal, ErrorBoundary, Index, on, onCleanup, Show } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { ChoiceField, TextField } from "./fields";
import { lang, t } from "./language";
import { ResourceField } from "./ResourceField";

export default function BasicCheck(props: RouteSectionProps<Promise<View>>) {
  const [view] = createResource(() => props.data);
  return (
    <ErrorBoundary fallback={(error: Error) => <p class="notice tone-bad" role="alert">{t("offline")} {error.message}</p>}>
      <Show when={view()} fallback={<p role="status">{t("loading")}</p>}>
        {(view) => <BasicForm id={props.params.id ?? ""} view={view()} />}
      </Show>
    </ErrorBoundary>
  );
}

function BasicForm(props: { id: string; view: View }) {
  const [basic, setBasic] = createStore<Basic>(structuredClone(basicOf(props.view)));
  const [left, setLeft] = createSignal<ReadonlySet<At>>(new Set());
  const [tried, setTried] = createSignal(false);
  const [saved, setSaved] = createSignal<SaveState>();
  const { resources } = props.view.facts;
  const saver = new Saver(props.id, props.view, setSaved);
  onCleanup(() => saver.stop());
  const document = createMemo((): Basic => ({ ...basic, domains: [...basic.domains] }));
  createEffect(on(document, (document) => saver.put(document), { defer: true }));

  const findings = createMemo(() => check(document(), resources));
  const errors = () => findings().filter((one) => !one.risk);
  const leave = (at: At) => setLeft((left) => (left.has(at) ? left : new Set(left).add(at)));
  const words = (at: At, isRisk: boolean) => {
    const one = (tried() || left().has(at)) && findings().find((one) => one.at === at && (one.risk ?? false) === isRisk);
    return one ? message(one, lang()) : undefined;
  };
  const change = (part: Partial<Basic>) => setBasic(reconcile(filledIn({ ...unwrap(basic), ...part })));
  /** What every field is given. */
  const field = (at: At) => ({
    get label() { return labelOf(at, lang()); },
    get error() { return words(at, false); },
    get risk() { return words(at, true); },
    onLeave: () => leave(at),
  });
  const numberHint = () => {
    const known = told(basic.number);
    if (!known?.province) return t("certificateNumberHint");
    return t("codeTells", { province: wordOf(provinces, known.province, lang()), nature: wordOf(natures, known.nature, lang()) });
  };
  const saveWords = () => {
    const state = saved();
    if (!state) return "";
    return state.is === "saved" ? t("saved", { time: state.at.toLocaleTimeString() }) : t(state.is === "failed" ? "notSaved" : state.is);
  };
  return (
    <form class="basic" novalidate onSubmit={(event) => { event.preventDefault(); setTried(true); }}>
      <p class="hint">{t("step")}</p>
      <h1>{t("basicTitle")}</h1>
      <p class="lead">{t("basicLead")}</p>
      <Show when={tried() && errors().length > 0}>
        <div class="notice tone-bad" role="alert">
          <strong>{t("problem")}</strong>
          <ul><Index each={errors()}>{(one) => <li>{message(one(), lang())}</li>}</Index></ul>
        </div>
      </Show>
      <h2>{t("organiserHeading")}</h2>
      <TextField {...field("number")} id="organiser.certificate_number" hint={numberHint()} value={basic.number}
        onText={(number) => change({ number })} />
      <TextField {...field("name")} id="organiser.name" hint={t("nameHint")} autocomplete="organization" value={basic.name}
        onText={(name) => change({ name })} />
      <ChoiceField {...field("province")} id="province" hint={t("provinceHint")} options={provinces} value={basic.province}
        onText={(province) => change({ province })} />
      <ChoiceField {...field("nature")} id="organiser.nature" hint={t("natureHint")} options={natures} value={basic.nature}
        onText={(nature) => change({ nature })} />
      <ChoiceField {...field("certificateType")} id="organiser.certificate_type" options={certificatesFor(basic.nature)}
        value={basic.certificateType} onText={(certificateType) => change({ certificateType })} />
      <h2>{t("domainHeading")}</h2>
      <Index each={basic.domains}>
        {(domain, n) => (
          <TextField {...field(`domains[${n}]`)} id={`domains[${n}]`} mode="url" hint={n ? undefined : t("domainHint")} value={domain()}
            onText={(text) => setBasic("domains", n, text)}>
            <Show when={n > 0}>
              <button type="button" class="quiet" onClick={() => change({ domains: basic.domains.filter((_, at) => at !== n) })}>{t("remove")}</button>
            </Show>
          </TextField>
        )}
      </Index>
      <button type="button" class="quiet" onClick={() => change({ domains: [...basic.domains, ""] })}>{t("addDomain")}</button>
      <h2>{t("resourceHeading")}</h2>
      <ResourceField {...field("resource")} id="resource" resources={resources} kind={basic.resourceKind} value={basic.resource}
        onChoose={(resourceKind, resource) => change({ resourceKind, resource })} />
      <div class="actions">
        <span role="status">{saveWords()}</span>
        <button type="submit" class="primary">{t("next")}</button>
      </div>
    </form>
  );
}
