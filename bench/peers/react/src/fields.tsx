// Fields of the form, each drawn again only where what it is given has changed.

import type { At } from "@shared/filing";
import type { Option } from "@shared/lists";
import { Form, Input, Select } from "antd";
import { memo, type ReactNode } from "react";
import { useWords } from "./language";

interface Frame {
  id: string;
  label: string;
  hint?: string;
  /** What is wrong, in words; nothing until the field was left. */
  error?: string;
  risk?: string;
}

export function FieldFrame({ id, label, hint, error, risk, children }: Frame & { children: ReactNode }) {
  return (
    <Form.Item label={label} htmlFor={id} extra={hint} validateStatus={error ? "error" : risk ? "warning" : ""} help={error ?? risk}>
      {children}
    </Form.Item>
  );
}

interface Control extends Frame {
  at: At;
  value: string;
  onChange: (at: At, value: string) => void;
  onLeave: (at: At) => void;
}

export const TextField = memo(function TextField(props: Control & { mode?: "url"; autoComplete?: string; after?: ReactNode }) {
  const { at, id, value, onChange, onLeave, mode, autoComplete = "off", after } = props;
  return (
    <FieldFrame {...props}>
      <div className="row">
        <Input id={id} value={value} inputMode={mode} autoComplete={autoComplete}
          onChange={(event) => onChange(at, event.target.value)} onBlur={() => onLeave(at)} />
        {after}
      </div>
    </FieldFrame>
  );
});

export const ChoiceField = memo(function ChoiceField(props: Control & { options: Option[] }) {
  const { lang, t } = useWords();
  const { at, id, value, onChange, onLeave, options } = props;
  return (
    <FieldFrame {...props}>
      <Select id={id} value={value || undefined} placeholder={t("choose")} showSearch={{ optionFilterProp: "label" }}
        options={options.map(({ code, words }) => ({ value: code, label: words[lang] }))}
        onChange={(code) => onChange(at, code)} onBlur={() => onLeave(at)} />
    </FieldFrame>
  );
});
