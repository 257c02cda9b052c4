import { Alert } from 'antd';
import { api } from '../shared/api';
import { useText } from '../shared/i18n';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { isAsk, isWhole } from './ApplyPage';
import type { Values } from './ApplyPage';
import { useSettled } from './useSettled';

/** Eligibility while the form is filled in: every reason, and what would change it. */
export function CanApply({ values, wantsPledge }: { values: Values; wantsPledge: boolean }) {
  const t = useText('startup');
  const ask = useSettled({
    productCode: values.productCode ?? '',
    amountYuan: values.amountYuan ?? 0,
    tenorMonths: values.tenorMonths ?? 0,
    use: values.use ?? '',
    pledge: wantsPledge && isWhole(values.pledge) ? values.pledge : null,
  });
  const ready = isAsk(ask);
  const found = useData(['loan', 'eligibility', ask], () => api.POST('/api/loan/eligibility', { body: ask }), { enabled: ready });
  const refusals = found.data?.refusals ?? [];
  return (
    <section className="panel" aria-live="polite">
      <h2>{t('apply.eligibility')}</h2>
      {!ready && <span className="muted">{t('apply.fillFirst')}</span>}
      {ready && found.isLoading && <span className="muted">{t('apply.checking')}</span>}
      <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      {found.data && refusals.length === 0 && <Alert type="success" showIcon title={t('apply.eligible')} />}
      {refusals.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('apply.notEligible', { count: refusals.length })}
          description={
            <>
              <ul className="reasons">
                {refusals.map((refusal, i) => (
                  <li key={i}>
                    <Reason refusal={refusal} />
                  </li>
                ))}
              </ul>
              <p className="muted small" style={{ marginBottom: 0 }}>
                {t('apply.unsure')}
              </p>
            </>
          }
        />
      )}
    </section>
  );
}
