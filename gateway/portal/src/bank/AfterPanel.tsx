import { Alert, App, Button, Checkbox, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DayInput, WanInput } from '../shared/fields';
import { Instant, Money, State, moneyText } from '../shared/format';
import { useText } from '../shared/i18n';
import { ProblemView, Reason, useFieldProblems } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { Facts, Panel } from './Facts';

/** After the firm accepted our offer: the contract, then the payouts. */
export function AfterPanel({ application, loan }: { application: Loan['ApplicationView']; loan: Loan['LoanView'] | null }) {
  const t = useText('bank');
  const [signing, setSigning] = useState(false);
  const canSign = loan === null && application.state === 'Covered';
  return (
    <Panel title={t('after.title')}>
      <div className="actions-column">
        {loan === null && application.state === 'Accepted' && <Alert type="info" showIcon title={t('after.waitCover')} />}
        {canSign && <Alert type="success" showIcon title={t('after.won')} />}
        {application.payoutBy && <Facts rows={[[t('after.payoutBy'), <Instant key="p" at={application.payoutBy} />]]} />}
        {canSign && (
          <Button type="primary" block onClick={() => setSigning(true)}>
            {t('after.contract')}
          </Button>
        )}
        {loan && (
          <>
            <Facts
              right
              rows={[
                [t('common.state'), <State key="s" of="loan" value={loan.state} />],
                [t('loan.contractAmount'), <Money key="c" yuan={loan.contractYuan} unit />],
                [t('loan.paid'), <Money key="p" yuan={loan.paidYuan} unit strong />],
                [t('loan.covered'), <Money key="v" yuan={loan.coveredYuan} unit strong />],
                [t('loan.coverNumber'), loan.coverNumber ?? undefined],
              ]}
            />
            {loan.coverRefusals.map((refusal, i) => (
              <Alert key={i} type="warning" showIcon title={<Reason refusal={refusal} />} />
            ))}
            <PayOut loan={loan} />
            <Link to={`/bank/loans/${loan.id}`}>{t('after.loan')}</Link>
          </>
        )}
      </div>
      {signing && <SignModal applicationId={application.id} onClose={() => setSigning(false)} />}
    </Panel>
  );
}

function SignModal({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const t = useText('bank');
  const { message } = App.useApp();
  const [form] = Form.useForm<Loan['SignContractRequest']>();
  const sign = useAction(
    (body: Loan['SignContractRequest'], header) =>
      api.POST('/api/loan/applications/{id}/contract', { params: { path: { id: applicationId }, header }, body }),
    {
      refresh: [['loan']],
      onDone: () => {
        void message.success(t('after.signed'));
        onClose();
      },
    },
  );
  const onField = useFieldProblems(form, sign.error);
  return (
    <Modal
      title={t('after.contract')}
      open
      onCancel={onClose}
      okText={t('after.contract')}
      onOk={() => form.submit()}
      okButtonProps={{ loading: sign.isPending }}
    >
      <ProblemView error={sign.error} skip={onField} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ signedOn: today() }}
        onFinish={(values) => sign.mutate(values)}
      >
        <Form.Item name="contractNumber" label={t('after.contractNumber')} rules={[{ required: true, message: t('offer.needed') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="signedOn" label={t('after.signedOn')} rules={[{ required: true, message: t('offer.needed') }]}>
          <DayInput max={today()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A payout under a signed contract; the last one closes it and confirms the cover. */
export function PayOut({ loan }: { loan: Loan['LoanView'] }) {
  const t = useText('bank');
  const [open, setOpen] = useState(false);
  if (!loan.allowedMoves.includes('PayPart') && !loan.allowedMoves.includes('PayLast')) return null;
  return (
    <>
      <Button type="primary" block onClick={() => setOpen(true)}>
        {t('after.payout')}
      </Button>
      {open && <PayModal loan={loan} onClose={() => setOpen(false)} />}
    </>
  );
}

function PayModal({ loan, onClose }: { loan: Loan['LoanView']; onClose: () => void }) {
  const t = useText('bank');
  const { message } = App.useApp();
  const [form] = Form.useForm<Loan['PayOutLoanRequest']>();
  const left = Math.round((loan.contractYuan - loan.paidYuan) * 100) / 100;
  const pay = useAction(
    (body: Loan['PayOutLoanRequest'], header) =>
      api.POST('/api/loan/loans/{id}/disbursements', { params: { path: { id: loan.id }, header }, body }),
    {
      refresh: [['loan'], ['riskpool']],
      onDone: () => {
        void message.success(t('after.paid'));
        onClose();
      },
    },
  );
  const onField = useFieldProblems(form, pay.error);
  return (
    <Modal
      title={t('after.payout')}
      open
      onCancel={onClose}
      okText={t('after.payout')}
      onOk={() => form.submit()}
      okButtonProps={{ loading: pay.isPending }}
    >
      <ProblemView error={pay.error} skip={onField} />
      <p>
        {t('after.left')}: <Money yuan={left} unit strong />
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ amountYuan: left, disbursedOn: today(), final: true }}
        onFinish={({ reference, final, ...values }) =>
          pay.mutate({ ...values, final: !loan.inParts || final, ...(reference ? { reference } : {}) })
        }
      >
        <Form.Item
          name="amountYuan"
          label={t('after.payAmount')}
          rules={[
            { required: true, message: t('offer.needed') },
            { type: 'number', max: left, message: `${t('after.tooMuch')} (${moneyText(left)})` },
          ]}
        >
          <WanInput />
        </Form.Item>
        <Form.Item name="disbursedOn" label={t('after.payDay')} rules={[{ required: true, message: t('offer.needed') }]}>
          <DayInput min={loan.signedOn} max={today()} />
        </Form.Item>
        <Form.Item name="reference" label={t('after.reference')} extra={t('after.referenceHelp')}>
          <Input maxLength={60} />
        </Form.Item>
        {loan.inParts && (
          <Form.Item
            name="final"
            valuePropName="checked"
            extra={t('after.finalHelp')}
            dependencies={['amountYuan']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, final: boolean) =>
                  !final && Number(getFieldValue('amountYuan')) >= left
                    ? Promise.reject(new Error(t('after.mustFinal')))
                    : Promise.resolve(),
              }),
            ]}
          >
            <Checkbox>{t('after.final')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

/** The business day in China. */
const today = () =>
  dayjs()
    .add(480 + new Date().getTimezoneOffset(), 'minute')
    .format('YYYY-MM-DD');
