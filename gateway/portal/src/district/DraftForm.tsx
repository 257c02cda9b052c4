import { Alert, App, Button, Flex, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { IntentKey } from '../shared/api';
import { useDraft } from '../shared/draft';
import { DayInput, WanInput } from '../shared/fields';
import { instantText } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { Panel } from './common';
import { Changes, changesOf } from './Policy';

/** A term that is often changed, edited beside the JSON that holds all of them. */
export interface Term {
  path: string[];
  label: string;
  kind: 'money' | 'number';
}

const at = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], value);
function put(value: unknown, [name, ...rest]: string[], next: unknown): unknown {
  if (name === undefined) return next;
  const held = (value ?? {}) as Record<string, unknown>;
  return { ...held, [name]: put(held[name], rest, next) };
}

/** A new version drafted from another: the common terms as fields, all terms as JSON, the changes as they will be. */
export function DraftForm<P extends object>({
  title,
  draftKey,
  from,
  terms,
  send,
  back,
  refresh,
}: {
  title: string;
  /** Under which what is typed is kept in this browser. */
  draftKey: string;
  from: P;
  terms: Term[];
  send: (draft: { effectiveFrom: string; policy: P }, header: IntentKey) => Promise<{ data?: unknown }>;
  back: string;
  refresh: string[];
}) {
  const t = useText('district');
  const shared = useText('shared');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [typed, setTyped] = useState<{ json: string; effectiveFrom: string | null }>();
  const draft = useDraft(`policy:${draftKey}`, typed);
  const { json, effectiveFrom } = typed ?? draft.restored ?? { json: JSON.stringify(from, null, 2), effectiveFrom: null };
  const setJson = (next: string) => setTyped({ json: next, effectiveFrom });
  const setEffectiveFrom = (next: string | null) => setTyped({ json, effectiveFrom: next });
  const [touched, setTouched] = useState(false);
  let policy: P | undefined;
  let bad = '';
  try {
    policy = JSON.parse(json) as P;
  } catch (failure) {
    bad = failure instanceof Error ? failure.message : String(failure);
  }
  const action = useAction(send, {
    refresh: [refresh],
    onDone: () => {
      draft.clear();
      void message.success(t('policy.drafted'));
      void navigate(back);
    },
  });
  const change = (path: string[], value: unknown) => policy && setJson(JSON.stringify(put(policy, path, value), null, 2));
  return (
    <Page title={title} sub={t('policy.fourEyes')}>
      {draft.restored && (
        <Alert
          type="info"
          showIcon
          title={shared('draft.restored')}
          style={{ marginBottom: 16 }}
          action={
            <Button
              size="small"
              onClick={() => {
                setTyped({ json: JSON.stringify(from, null, 2), effectiveFrom: null });
                draft.clear();
              }}
            >
              {shared('draft.discard')}
            </Button>
          }
        />
      )}
      <Form
        layout="vertical"
        onFinish={() => {
          setTouched(true);
          if (policy && effectiveFrom) action.mutate({ effectiveFrom, policy });
        }}
      >
        <Panel title={t('policy.common')}>
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: '0 16px' }}>
            <Form.Item
              label={t('f.effectiveFrom')}
              htmlFor="effectiveFrom"
              required
              validateStatus={touched && !effectiveFrom ? 'error' : ''}
            >
              <DayInput id="effectiveFrom" value={effectiveFrom} onChange={setEffectiveFrom} />
            </Form.Item>
            {policy &&
              terms.map((term) => {
                const value = at(policy, term.path) as number | null | undefined;
                const id = term.path.join('-');
                return (
                  <Form.Item key={id} label={term.label} htmlFor={id}>
                    {term.kind === 'money' ? (
                      <WanInput id={id} value={value ?? null} onChange={(next) => change(term.path, next)} />
                    ) : (
                      <InputNumber
                        id={id}
                        value={value ?? null}
                        onChange={(next) => change(term.path, next)}
                        precision={0}
                        style={{ width: '100%' }}
                      />
                    )}
                  </Form.Item>
                );
              })}
          </div>
        </Panel>
        <Panel title={t('policy.changes')}>
          {policy ? <Changes changes={changesOf(from, policy)} empty={t('policy.noChanges')} /> : null}
        </Panel>
        <Panel title={t('policy.json')}>
          <Form.Item
            extra={t('policy.jsonHelp')}
            validateStatus={bad ? 'error' : ''}
            help={bad ? t('policy.jsonBad', { message: bad }) : undefined}
          >
            <Input.TextArea
              aria-label={t('policy.json')}
              value={json}
              onChange={(event) => setJson(event.target.value)}
              autoSize={{ minRows: 12, maxRows: 32 }}
              style={{ fontFamily: 'monospace', fontSize: 13 }}
              spellCheck={false}
            />
          </Form.Item>
        </Panel>
        <ProblemView error={action.error} />
        <Flex gap={8} style={{ marginTop: 16 }}>
          <Button type="primary" htmlType="submit" disabled={!policy} loading={action.isPending} onClick={() => setTouched(true)}>
            {t('policy.submit')}
          </Button>
          <Button onClick={() => void navigate(back)}>{shared('action.cancel')}</Button>
          {draft.savedAt && (
            <span className="muted small" style={{ alignSelf: 'center' }}>
              {shared('draft.saved', { at: instantText(draft.savedAt.toISOString()).slice(11) })}
            </span>
          )}
        </Flex>
      </Form>
    </Page>
  );
}
