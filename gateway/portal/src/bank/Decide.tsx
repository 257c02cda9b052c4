import { App, Space } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { useMay } from '../shared/session';

/** The second person's yes or no to an offer; one's own offer the service refuses. */
export function Decide({ offer, block = false }: { offer: Loan['OfferView']; block?: boolean }) {
  const t = useText('bank');
  const may = useMay();
  const { message } = App.useApp();
  const refresh = [
    ['loan', 'offers'],
    ['loan', 'invitations'],
  ];
  const approve = useAction(
    (offerId: string, header) => api.POST('/api/loan/offers/{offerId}/approve', { params: { path: { offerId }, header } }),
    { refresh, onDone: () => void message.success(t('queue.approved')) },
  );
  const reject = useAction(
    (offerId: string, header) => api.POST('/api/loan/offers/{offerId}/reject', { params: { path: { offerId }, header } }),
    { refresh, onDone: () => void message.success(t('queue.rejected')) },
  );
  if (!may('BankApprover')) return <span className="muted small">{t('queue.onlyApprover')}</span>;
  return (
    <div className={block ? 'actions-column' : undefined}>
      <Space>
        <Confirm
          type="primary"
          size={block ? 'middle' : 'small'}
          title={t('queue.approve')}
          description={t('queue.approveAsk')}
          loading={approve.isPending}
          onConfirm={() => approve.mutate(offer.id)}
        >
          {t('queue.approve')}
        </Confirm>
        <Confirm
          danger
          size={block ? 'middle' : 'small'}
          title={t('queue.reject')}
          description={t('queue.rejectAsk')}
          loading={reject.isPending}
          onConfirm={() => reject.mutate(offer.id)}
        >
          {t('queue.reject')}
        </Confirm>
      </Space>
      <ProblemView error={approve.error ?? reject.error} />
    </div>
  );
}
