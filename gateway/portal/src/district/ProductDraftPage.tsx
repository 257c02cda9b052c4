import { useParams } from 'react-router';
import { api } from '../shared/api';
import { Waiting } from '../shared/guard';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { DraftForm } from './DraftForm';
import { useVersion } from './ProductVersionPage';

/** A new version of a product's policy, begun from an existing one. */
export default function ProductDraftPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const language = useLanguage();
  const { data: version, error } = useVersion(id);
  if (error) return <ProblemView error={error} />;
  if (!version) return <Waiting />;
  return (
    <DraftForm
      title={t('policy.draftTitle', { code: language === 'zh' ? version.policy.name : version.policy.nameEnglish })}
      draftKey={`product:${id}`}
      from={version.policy}
      back="/district/products"
      refresh={['loan', 'products']}
      terms={[
        { path: ['amountYuanMin'], label: t('policy.amountMin'), kind: 'money' },
        { path: ['amountYuanMax'], label: t('policy.amountMax'), kind: 'money' },
        { path: ['tenorMonthsMin'], label: t('policy.tenorMin'), kind: 'number' },
        { path: ['tenorMonthsMax'], label: t('policy.tenorMax'), kind: 'number' },
        { path: ['banksMax'], label: t('policy.banksMax'), kind: 'number' },
        { path: ['offerDaysMax'], label: t('policy.offerDays'), kind: 'number' },
        { path: ['payoutWorkingDays'], label: t('policy.payoutDays'), kind: 'number' },
        { path: ['secondPersonAboveYuan'], label: t('policy.secondPerson'), kind: 'money' },
        { path: ['sla', 'firstResponseHours'], label: t('policy.firstResponse'), kind: 'number' },
        { path: ['sla', 'decisionWorkingDays'], label: t('policy.decisionDays'), kind: 'number' },
      ]}
      send={(body, header) => api.POST('/api/loan/products/versions', { params: { header }, body })}
    />
  );
}
