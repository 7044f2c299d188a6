// Fields of a form: label, hint, control, and what is wrong.

import type { Option } from "@shared/lists";
import { For, Show, type JSX, type ParentProps } from "solid-js";
import { lang, t } from "./language";

export interface FrameProps {
  id: string;
  label: string;
  hint?: string;
  /** What is wrong, in words; nothing until the field was left. */
  error?: string;
  risk?: string;
}

export function FieldFrame(props: ParentProps<FrameProps>) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <Show when={props.hint}><p class="hint" id={`${props.id}-hint`}>{props.hint}</p></Show>
      {props.children}
      <p class="hint" role="status" id={`${props.id}-error`} classList={{ "tone-bad": !!props.error, "tone-warn": !props.error }}>
        {props.error ?? props.risk}
      </p>
    </div>
  );
}

interface TextProps extends FrameProps {
  value: string;
  onText: (text: string) => void;
  onLeave?: () => void;
  type?: string;
  mode?: JSX.InputHTMLAttributes<HTMLInputElement>["inputmode"];
  autocomplete?: string;
}

export function TextField(props: ParentProps<TextProps>) {
  return (
    <FieldFrame id={props.id} label={props.label} hint={props.hint} error={props.error} risk={props.risk}>
      <div class="row">
        <input id={props.id} type={props.type ?? "text"} inputmode={props.mode} autocomplete={props.autocomplete ?? "off"}
          aria-invalid={!!props.error} aria-describedby={`${props.id}-hint ${props.id}-error`} value={props.value}
          onInput={(event) => props.onText(event.currentTarget.value)} onBlur={() => props.onLeave?.()} />
        {props.children}
      </div>
    </FieldFrame>
  );
}

export function ChoiceField(props: FrameProps & { value: string; options: Option[]; onText: (code: string) => void; onLeave: () => void }) {
  return (
    <FieldFrame id={props.id} label={props.label} hint={props.hint} error={props.error} risk={props.risk}>
      <select id={props.id} aria-invalid={!!props.error} aria-describedby={`${props.id}-hint ${props.id}-error`}
        onChange={(event) => props.onText(event.currentTarget.value)} onBlur={() => props.onLeave()}>
        <option value="" selected={!props.value}>{t("choose")}</option>
        <For each={props.options}>
          {(one) => <option value={one.code} selected={one.code === props.value}>{one.words[lang()]}</option>}
        </For>
      </select>
    </FieldFrame>
  );
}
