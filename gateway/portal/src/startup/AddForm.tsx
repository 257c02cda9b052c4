import { App as AntApp, Button, Form, Modal } from 'antd';
import type { FormInstance } from 'antd';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../shared/i18n';
import type { Problem } from '../shared/problem';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';

/** A button that opens a small form; the form stays with everything typed until the service took it. */
export function AddForm<V extends object>({
  open,
  text,
  submit,
  done,
  action,
  children,
}: {
  open: string;
  text: string;
  submit: string;
  done: string;
  action: UseMutationResult<unknown, Problem, V>;
  children: (form: FormInstance<V>) => ReactNode;
}) {
  const shared = useText('shared');
  const { message } = AntApp.useApp();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const onField = useFieldProblems(form as FormInstance, action.error);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {open}
      </Button>
      <Modal
        open={isOpen}
        title={open}
        okText={submit}
        cancelText={shared('action.cancel')}
        okButtonProps={{ loading: action.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        mask={{ closable: false }}
      >
        <p className="muted">{text}</p>
        <Form
          form={form}
          layout="vertical"
          scrollToFirstError={{ focus: true }}
          onFinish={(values) =>
            action.mutate(values, {
              onSuccess: () => {
                form.resetFields();
                setOpen(false);
                void message.success(done);
              },
            })
          }
        >
          {children(form)}
        </Form>
        <ProblemView error={action.error} skip={onField} />
      </Modal>
    </>
  );
}
