import { App, Button, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import { Day, Money, Rate, State } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { Panel, Rejected, WithReason } from './common';
import { Signed } from './Signed';
import { AllTerms, Difference } from './Policy';

/** One version of a pool's scheme, its difference to the one in force, and the second person's decision. */
export default function SchemePage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const may = useMay();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const {
    data: scheme,
    error,
    refetch,
  } = useData(['riskpool', 'schemes', id], () => api.GET('/api/riskpool/schemes/{id}', { params: { path: { id } } }));
  const diff = useData(['riskpool', 'schemes', id, 'diff'], () => api.GET('/api/riskpool/schemes/{id}/diff', { params: { path: { id } } }));
  const done = { refresh: [['riskpool']], onDone: () => void message.success(t('policy.decided')) };
  const path = { id };
  const approve = useAction((_: string, header) => api.POST('/api/riskpool/schemes/{id}/approve', { params: { path, header } }), done);
  const reject = useAction(
    (reason: string, header) => api.POST('/api/riskpool/schemes/{id}/reject', { params: { path, header }, body: { reason } }),
    done,
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!scheme) return <Waiting />;
  const { policy } = scheme;
  return (
    <Page
      title={t('policy.versionTitle', { code: scheme.name, number: scheme.version })}
      sub={
        <Flex gap={8} align="center">
          <State of="draft" value={scheme.state} /> {t('policy.fourEyes')}
        </Flex>
      }
      actions={
        <>
          {scheme.state === 'Proposed' && may('PoolApprover') && scheme.draftedBy.accountId !== me && (
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
            <Link to={`/district/schemes/${id}/draft`}>
              <Button tabIndex={-1}>{t('policy.draftFrom')}</Button>
            </Link>
          )}
        </>
      }
    >
      <ProblemView error={approve.error} />
      <Rejected because={scheme.rejectedBecause} by={scheme.decidedBy?.name} />
      <Panel title={t('detail.overview')}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'code', label: t('f.pool'), children: scheme.code },
            { key: 'from', label: t('f.effectiveFrom'), children: <Day on={scheme.effectiveFrom} /> },
            { key: 'until', label: t('f.effectiveUntil'), children: <Day on={scheme.effectiveUntil} /> },
            { key: 'drafted', label: t('f.draftedBy'), children: <Signed by={scheme.draftedBy} /> },
            { key: 'decided', label: t('f.decidedBy'), children: <Signed by={scheme.decidedBy} /> },
            { key: 'gov', label: t('f.share'), children: <Rate bp={policy.governmentCapBp} /> },
            { key: 'limit', label: t('limits.title'), children: <Money yuan={policy.bankLimitYuan} unit /> },
            ...policy.layers.map((layer) => ({
              key: layer.code,
              label: `${t('f.layer')} ${layer.code}`,
              children: t('cockpit.leverageNone', { limit: layer.leverageMultiple }),
            })),
          ]}
        />
      </Panel>
      <ProblemView error={diff.error} onRetry={() => void diff.refetch()} />
      <Difference diff={diff.data} />
      <AllTerms policy={policy} />
    </Page>
  );
}
