import { App, Button, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import { Day, Money, State } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { Panel, Rejected, WithReason } from './common';
import { Signed, signature } from './Signed';
import { AllTerms, Difference } from './Policy';

export const useVersion = (id: string) =>
  useData(['loan', 'products', 'versions', 'one', id], () => api.GET('/api/loan/products/versions/{id}', { params: { path: { id } } }));

/** One version of a product's policy, its difference to the one in force, and the second person's decision. */
export default function ProductVersionPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const { data: version, error, refetch } = useVersion(id);
  const diff = useData(['loan', 'products', 'diff', id], () =>
    api.GET('/api/loan/products/versions/{id}/diff', { params: { path: { id } } }),
  );
  const done = { refresh: [['loan', 'products']], onDone: () => void message.success(t('policy.decided')) };
  const path = { id };
  const approve = useAction(
    (_: string, header) => api.POST('/api/loan/products/versions/{id}/approve', { params: { path, header } }),
    done,
  );
  const reject = useAction(
    (reason: string, header) => api.POST('/api/loan/products/versions/{id}/reject', { params: { path, header }, body: { reason } }),
    done,
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!version) return <Waiting />;
  const { policy } = version;
  return (
    <Page
      title={t('policy.versionTitle', { code: language === 'zh' ? policy.name : policy.nameEnglish, number: version.number })}
      sub={
        <Flex gap={8} align="center">
          <State of="policy" value={version.state} /> {t('policy.fourEyes')}
        </Flex>
      }
      actions={
        <>
          {version.state === 'Draft' && may('PoolApprover') && version.madeBy?.accountId !== me && (
            <>
              <Confirm type="primary" title={t('policy.approveTitle')} loading={approve.isPending} onConfirm={() => approve.mutate('')}>
                {t('policy.approve')}
              </Confirm>
              <WithReason
                danger
                title={t('policy.reject')}
                onSend={(reason) => reject.mutate(reason)}
                pending={reject.isPending}
                error={reject.error}
                done={reject.isSuccess}
              >
                {t('policy.reject')}
              </WithReason>
            </>
          )}
          {may('PoolOfficer') && (
            <Link to={`/district/products/${id}/draft`}>
              <Button tabIndex={-1}>{t('policy.draftFrom')}</Button>
            </Link>
          )}
        </>
      }
    >
      <ProblemView error={approve.error} />
      <Rejected because={version.state === 'Rejected' ? version.reason : null} by={version.decidedBy?.name} />
      <Panel title={t('detail.overview')}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'code', label: t('f.number'), children: version.code },
            { key: 'from', label: t('f.effectiveFrom'), children: <Day on={version.effectiveFrom} /> },
            { key: 'made', label: t('f.draftedBy'), children: <Signed by={signature(version.madeBy, version.madeAt)} /> },
            { key: 'decided', label: t('f.decidedBy'), children: <Signed by={signature(version.decidedBy, version.decidedAt)} /> },
            {
              key: 'amount',
              label: t('f.amount'),
              children: (
                <>
                  <Money yuan={policy.amountYuanMin} /> – <Money yuan={policy.amountYuanMax} unit />
                </>
              ),
            },
            {
              key: 'tenor',
              label: t('f.tenor'),
              children: `${policy.tenorMonthsMin} – ${t('f.months', { count: policy.tenorMonthsMax })}`,
            },
          ]}
        />
      </Panel>
      <ProblemView error={diff.error} onRetry={() => void diff.refetch()} />
      <Difference diff={diff.data} />
      <AllTerms policy={policy} />
    </Page>
  );
}
