import { Alert, Button, Space, Typography } from 'antd';
import type { FormInstance } from 'antd';
import { useEffect } from 'react';
import { useLanguage, useText } from './i18n';
import { asProblem } from './problem';
import type { Problem, Refusal } from './problem';
import { refusalsZh, tellRefusal } from './refusals';

/** Every reason why not, with its source and the way out: `<ProblemView error={action.error} onRetry={...} />`. Nothing is shown without an error. */
export function ProblemView({ error, onRetry, skip }: { error: unknown; onRetry?: () => void; skip?: (refusal: Refusal) => boolean }) {
  const t = useText('shared');
  const language = useLanguage();
  if (!error) return null;
  const problem = asProblem(error);
  const refusals = problem.refusals.filter((refusal) => !skip?.(refusal));
  if (problem.refusals.length > 0 && refusals.length === 0) return null;
  const title =
    refusals.length > 1
      ? t('problem.several', { count: refusals.length })
      : refusals.length === 1
        ? undefined
        : plain(problem, language, t('problem.unknown')).text;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={title ?? <Reason refusal={refusals[0] as Refusal} />}
      description={
        <Space orientation="vertical" size={8}>
          {refusals.length > 1 && (
            <ul className="reasons">
              {refusals.map((refusal, i) => (
                <li key={i}>
                  <Reason refusal={refusal} />
                </li>
              ))}
            </ul>
          )}
          {refusals.length === 0 && <span>{plain(problem, language, '').remedy || t('problem.unknownRemedy')}</span>}
          {problem.status >= 500 && problem.traceId && (
            <Typography.Text type="secondary">
              {t('problem.trace')}: <code>{problem.traceId}</code>
            </Typography.Text>
          )}
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          )}
        </Space>
      }
    />
  );
}

/** One refusal in words: text, way out, source. Also for eligibility answers, which are refusals that nobody threw. */
export function Reason({ refusal }: { refusal: Refusal }) {
  const t = useText('shared');
  const told = tellRefusal(refusal, useLanguage());
  return (
    <div className="reason">
      <strong>{told.text}</strong>
      {told.remedy && (
        <div>
          {t('problem.remedy')}: {told.remedy}
        </div>
      )}
      <div className="muted small">
        {t('problem.source')}: {told.source}
        {told.field && ` · ${t('problem.field')}: ${told.field}`}
      </div>
    </div>
  );
}

function plain(problem: Problem, language: 'zh' | 'en', unknown: string) {
  const known = refusalsZh[problem.code];
  if (language === 'zh') return { text: known?.text ?? unknown, remedy: known?.remedy ?? '' };
  return {
    text: problem.status < 0 ? unknown : problem.message,
    remedy: problem.status === 0 ? 'Check your connection and try again; nothing you typed is lost.' : problem.status < 0 ? '' : ' ',
  };
}

/** Puts refusals beside the form's fields; the rest goes to `<ProblemView skip={onField}>`. `const onField = useFieldProblems(form, action.error, { 'account.password': 'password' })` */
export function useFieldProblems(
  form: FormInstance,
  error: unknown,
  names: Record<string, string | (string | number)[]> = {},
): (refusal: Refusal) => boolean {
  const language = useLanguage();
  const target = (refusal: Refusal) => {
    if (!refusal.field) return undefined;
    const name = names[refusal.field] ?? (refusal.field.includes('.') ? refusal.field.split('.') : refusal.field);
    return form.getFieldInstance(name) === undefined ? undefined : name;
  };
  useEffect(() => {
    if (!error) return;
    const marked = asProblem(error).refusals.flatMap((refusal) => {
      const name = target(refusal);
      const told = tellRefusal(refusal, language);
      return name === undefined ? [] : [{ name, errors: [told.remedy ? `${told.text} · ${told.remedy}` : told.text] }];
    });
    if (marked.length === 0) return;
    form.setFields(marked);
    form.scrollToField(marked[0]?.name, { block: 'center', focus: true });
    // Once for each error; the names are constant.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [error, language]);
  return (refusal) => target(refusal) !== undefined;
}
