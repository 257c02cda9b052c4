import { App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { useMay, useSession } from '../shared/session';

const refresh = [
  ['loan', 'offers'],
  ['loan', 'invitations'],
];

/** The second person's yes or no to an offer; never to one's own. */
export function Decide({ offer, block = false }: { offer: Loan['OfferView']; block?: boolean }) {
  const t = useText('bank');
  const may = useMay();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const [rejecting, setRejecting] = useState(false);
  const approve = useAction(
    (offerId: string, header) => api.POST('/api/loan/offers/{offerId}/approve', { params: { path: { offerId }, header } }),
    { refresh, onDone: () => void message.success(t('queue.approved')) },
  );
  if (!may('BankApprover')) return <span className="muted small">{t('queue.onlyApprover')}</span>;
  if (offer.madeBy === me) return <span className="muted small">{t('queue.own')}</span>;
  return (
    <div className={block ? 'actions-column' : undefined}>
      <Space className="no-print">
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
        <Button danger size={block ? 'middle' : 'small'} disabled={approve.isPending} onClick={() => setRejecting(true)}>
          {t('queue.reject')}
        </Button>
      </Space>
      <ProblemView error={approve.error} />
      {rejecting && <Reject offer={offer} onClose={() => setRejecting(false)} />}
    </div>
  );
}

/** A no says why: whoever made the offer reads it. */
function Reject({ offer, onClose }: { offer: Loan['OfferView']; onClose: () => void }) {
  const t = useText('bank');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const reject = useAction(
    (reason: string, header) =>
      api.POST('/api/loan/offers/{offerId}/reject', { params: { path: { offerId: offer.id }, header }, body: { reason } }),
    {
      refresh,
      onDone: () => {
        void message.success(t('queue.rejected'));
        onClose();
      },
    },
  );
  const onField = useFieldProblems(form, reject.error);
  return (
    <Modal
      title={t('queue.rejectTitle', { firm: offer.firmName })}
      open
      onCancel={onClose}
      okText={t('queue.reject')}
      onOk={() => form.submit()}
      okButtonProps={{ danger: true, loading: reject.isPending }}
    >
      <p className="muted" style={{ marginTop: 0 }}>
        {t('queue.rejectAsk')}
      </p>
      <ProblemView error={reject.error} skip={onField} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => reject.mutate(reason.trim())}>
        <Form.Item
          name="reason"
          label={t('queue.reason')}
          extra={t('queue.reasonHelp')}
          rules={[{ required: true, whitespace: true, message: t('queue.reasonNeeded') }]}
        >
          <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 3, maxRows: 8 }} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
