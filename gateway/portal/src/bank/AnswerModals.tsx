import { Alert, Form, Input, Modal, Select } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { stateOptions } from '../shared/states';

interface Props {
  id: string;
  onClose: () => void;
  onDone: (text: string) => void;
}
const refresh = [['loan', 'invitations']];

/** A question to the firm; the clock stands until it answers. */
export function AskModal({ id, onClose, onDone }: Props) {
  const t = useText('bank');
  const [form] = Form.useForm<{ text: string }>();
  const ask = useAction(
    (text: string, header) => api.POST('/api/loan/invitations/{id}/ask', { params: { path: { id }, header }, body: { text } }),
    { refresh, onDone: () => onDone(t('act.asked')) },
  );
  const onField = useFieldProblems(form, ask.error);
  return (
    <Modal
      title={t('act.ask')}
      open
      onCancel={onClose}
      okText={t('act.askSend')}
      onOk={() => form.submit()}
      okButtonProps={{ loading: ask.isPending }}
    >
      <ProblemView error={ask.error} skip={onField} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ text }) => ask.mutate(text.trim())}>
        <Form.Item
          name="text"
          label={t('act.askTitle')}
          extra={t('act.askHelp')}
          rules={[{ required: true, whitespace: true, message: t('act.textNeeded') }]}
        >
          <Input.TextArea rows={5} maxLength={2000} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A no with its coded reason, which the firm sees. */
export function DeclineModal({ id, onClose, onDone }: Props) {
  const t = useText('bank');
  const language = useLanguage();
  const [form] = Form.useForm<{ reason: Loan['DeclineReason']; text?: string }>();
  const reason = Form.useWatch('reason', form);
  const decline = useAction(
    (body: Loan['AnswerInvitationDeclineRequest'], header) =>
      api.POST('/api/loan/invitations/{id}/decline', { params: { path: { id }, header }, body }),
    { refresh, onDone: () => onDone(t('act.declined')) },
  );
  const onField = useFieldProblems(form, decline.error);
  return (
    <Modal
      title={t('act.declineTitle')}
      open
      onCancel={onClose}
      okText={t('act.decline')}
      onOk={() => form.submit()}
      okButtonProps={{ danger: true, loading: decline.isPending }}
    >
      <ProblemView error={decline.error} skip={onField} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => decline.mutate({ reason: values.reason, ...(values.text?.trim() ? { text: values.text.trim() } : {}) })}
      >
        <Form.Item name="reason" label={t('act.reason')} rules={[{ required: true, message: t('act.reasonNeeded') }]}>
          <Select listHeight={400} autoFocus options={stateOptions('decline', language)} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item
          name="text"
          label={t('act.remark')}
          rules={[{ required: reason === 'Other', whitespace: true, message: t('act.remarkNeeded') }]}
        >
          <Input.TextArea rows={4} maxLength={1000} showCount />
        </Form.Item>
        <Alert type="info" showIcon title={t('act.remarkHelp')} />
      </Form>
    </Modal>
  );
}
