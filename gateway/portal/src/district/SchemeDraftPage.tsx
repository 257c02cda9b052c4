import { useParams } from 'react-router';
import { api } from '../shared/api';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { DraftForm } from './DraftForm';

/** A new version of a pool's scheme, begun from an existing one. */
export default function SchemeDraftPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const { data: scheme, error } = useData(['riskpool', 'schemes', id], () =>
    api.GET('/api/riskpool/schemes/{id}', { params: { path: { id } } }),
  );
  if (error) return <ProblemView error={error} />;
  if (!scheme) return <Waiting />;
  return (
    <DraftForm
      title={t('policy.draftTitle', { code: scheme.name })}
      draftKey={`scheme:${id}`}
      from={scheme.policy}
      back="/district/schemes"
      refresh={['riskpool', 'schemes']}
      terms={[
        { path: ['capBp'], label: t('policy.capBp'), kind: 'number' },
        { path: ['governmentCapBp'], label: t('policy.governmentCapBp'), kind: 'number' },
        { path: ['warnBp'], label: t('policy.warnBp'), kind: 'number' },
        { path: ['blockBp'], label: t('policy.blockBp'), kind: 'number' },
        { path: ['reservationDays'], label: t('policy.reservationDays'), kind: 'number' },
        { path: ['bankLimitYuan'], label: t('policy.bankLimit'), kind: 'money' },
        { path: ['largestContractYuan'], label: t('policy.largestContract'), kind: 'money' },
      ]}
      send={({ effectiveFrom, policy }, header) =>
        api.POST('/api/riskpool/schemes', {
          params: { header },
          body: { code: scheme.code, name: scheme.name, districtCode: scheme.districtCode, effectiveFrom, policy },
        })
      }
    />
  );
}
