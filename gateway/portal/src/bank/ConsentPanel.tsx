import { Alert, Typography } from 'antd';
import { api } from '../shared/api';
import { Day, Instant, Money } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { useSession } from '../shared/session';
import { stateName } from '../shared/states';
import { Facts, Panel } from './Facts';

/** What the firm lets this bank see in its own words: papers and figures, by its consent and only while it lasts. */
export function ConsentPanel({ firmId }: { firmId: string }) {
  const t = useText('bank');
  const language = useLanguage();
  const session = useSession();
  const consents = useData(['registry', 'consents', firmId], () =>
    api.GET('/api/registry/consents', { params: { query: { firmId, limit: 200 } } }),
  );
  const live = (consents.data?.items ?? []).filter(
    (consent) => consent.live && consent.firmId === firmId && consent.granteeId === session?.organisationId,
  );
  const scopes = new Set(live.flatMap((consent) => consent.scopes));
  const documents = useData(
    ['registry', 'documents', firmId],
    () => api.GET('/api/registry/documents', { params: { query: { firmId, limit: 200 } } }),
    { enabled: scopes.has('Documents') },
  );
  const firm = useData(
    ['registry', 'organisations', firmId],
    () => api.GET('/api/registry/organisations/{id}', { params: { path: { id: firmId } } }),
    { enabled: scopes.has('Profile') && scopes.has('Financials') },
  );
  return (
    <Panel title={t('app.documents')}>
      <ProblemView error={consents.error ?? documents.error} onRetry={() => void consents.refetch()} />
      {consents.data && live.length === 0 && <Alert type="info" showIcon title={t('app.noConsent')} />}
      {live.map((consent) => (
        <p key={consent.id} className="small muted" style={{ marginTop: 0 }}>
          {t('app.consentUntil', {
            day: consent.validUntil,
            scopes: consent.scopes.map((scope) => stateName('scope', scope, language)).join(language === 'zh' ? '、' : ', '),
          })}
          {' · '}
          {t('app.consentPurpose', { purpose: consent.purpose })}
        </p>
      ))}
      {firm.data?.profile && (
        <Facts
          rows={[
            [t('app.sales2'), firm.data.profile.salesYuan === null ? undefined : <Money yuan={firm.data.profile.salesYuan} unit />],
            [t('app.assets'), firm.data.profile.assetsYuan === null ? undefined : <Money yuan={firm.data.profile.assetsYuan} unit />],
            [t('app.founded'), <Day key="d" on={firm.data.profile.foundedOn} />],
          ]}
        />
      )}
      {live.length > 0 && !scopes.has('Documents') && <span className="muted">{t('app.notDocuments')}</span>}
      {documents.data && (
        <ul className="plain-list">
          {documents.data.items.length === 0 && <li className="muted">{t('app.noDocuments')}</li>}
          {documents.data.items.map((file) => (
            <li key={file.id}>
              <Typography.Link href={`/api/registry/documents/${file.id}/content`} target="_blank" rel="noreferrer">
                {file.name}
              </Typography.Link>
              <span className="muted small">
                {Math.max(1, Math.round(file.sizeBytes / 1024)).toLocaleString('zh-CN')} KB · <Instant at={file.uploadedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
