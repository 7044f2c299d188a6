// The cloud resource: one of the account's, each refused one with its reason, or an authorisation code.

import type { CloudResource } from "@shared/filing";
import { refusals, resourceKinds, wordOf } from "@shared/lists";
import { For, Show } from "solid-js";
import { TextField, type FrameProps } from "./fields";
import { lang, t } from "./language";

const CODE = "authorisation_code";

interface Props extends FrameProps {
  resources: CloudResource[];
  kind: string;
  value: string;
  onChoose: (kind: string, resource: string) => void;
  onLeave: () => void;
}

export function ResourceField(props: Props) {
  const choose = (kind: string, id: string) => {
    props.onChoose(kind, id);
    props.onLeave();
  };
  const detail = ({ refused, sites_left }: CloudResource) =>
    refused ? wordOf(refusals, refused, lang()) : t("sitesLeft", { n: sites_left });
  return (
    <fieldset class="choice" id={props.id} aria-describedby={`${props.id}-error`}>
      <legend>{props.label}</legend>
      <Show when={props.resources.length === 0}><p class="notice">{t("noResources")}</p></Show>
      <For each={props.resources}>
        {(one) => (
          <label>
            <input type="radio" name="resource" disabled={!!one.refused} checked={props.kind === one.kind && props.value === one.id}
              onChange={() => choose(one.kind, one.id)} />
            <strong>{one.name}</strong>
            <span class="choice__detail">{wordOf(resourceKinds, one.kind, lang())} · {one.address} · {detail(one)}</span>
          </label>
        )}
      </For>
      <label>
        <input type="radio" name="resource" checked={props.kind === CODE} onChange={() => choose(CODE, "")} />
        {wordOf(resourceKinds, CODE, lang())}
      </label>
      <Show when={props.kind === CODE}>
        <TextField id="resource-code" label={t("authorisationCode")} value={props.value} onText={(code) => props.onChoose(CODE, code)}
          onLeave={props.onLeave} />
      </Show>
      <p class="hint tone-bad" role="status" id={`${props.id}-error`}>{props.error}</p>
    </fieldset>
  );
}
