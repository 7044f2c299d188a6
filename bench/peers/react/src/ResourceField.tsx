// The cloud resource: one of the account's, each refused one with its reason, or an authorisation code.

import type { At, CloudResource } from "@shared/filing";
import { refusals, resourceKinds, wordOf } from "@shared/lists";
import { Alert, Input, Radio } from "antd";
import { FieldFrame } from "./fields";
import { useWords } from "./language";

const CODE = "authorisation_code";

interface Props {
  at: At;
  id: string;
  label: string;
  error?: string;
  risk?: string;
  resources: CloudResource[];
  kind: string;
  value: string;
  onChoose: (kind: string, resource: string) => void;
  onLeave: (at: At) => void;
}

export function ResourceField({ at, resources, kind, value, onChoose, onLeave, ...frame }: Props) {
  const { lang, t } = useWords();
  const chosen = kind === CODE ? CODE : value;
  const choose = (choice: string) => {
    const one = resources.find(({ id }) => id === choice);
    onChoose(one?.kind ?? CODE, one?.id ?? "");
    onLeave(at);
  };
  return (
    <FieldFrame {...frame}>
      {resources.length === 0 && <Alert type="info" title={t("noResources")} />}
      <Radio.Group className="choice" value={chosen} onChange={(event) => choose(event.target.value)}>
        {resources.map(({ id, name, kind, address, sites_left, refused }) => (
          <Radio key={id} value={id} disabled={!!refused}>
            <strong>{name}</strong>
            <span className="choice__detail">
              {wordOf(resourceKinds, kind, lang)} · {address} · {refused ? wordOf(refusals, refused, lang) : t("sitesLeft", { n: sites_left })}
            </span>
          </Radio>
        ))}
        <Radio value={CODE}>{wordOf(resourceKinds, CODE, lang)}</Radio>
      </Radio.Group>
      {kind === CODE && (
        <label>
          {t("authorisationCode")}
          <Input id="resource-code" autoComplete="off" value={value} onChange={(event) => onChoose(CODE, event.target.value)} onBlur={() => onLeave(at)} />
        </label>
      )}
    </FieldFrame>
  );
}
