import { DatePicker, InputNumber } from 'antd';
import type { InputNumberProps } from 'antd';
import dayjs from 'dayjs';
import { useText } from './i18n';

/** An amount typed in 万元, held in yuan: inside a `<Form.Item name="amountYuan">`. */
export function WanInput({
  value,
  onChange,
  ...rest
}: { value?: number | null; onChange?: (yuan: number | null) => void } & Omit<InputNumberProps<number>, 'value' | 'onChange'>) {
  const unit = useText('shared')('money.unit');
  return (
    <InputNumber<number>
      {...rest}
      value={value === null || value === undefined ? null : value / 10_000}
      onChange={(wan) => onChange?.(wan === null ? null : Math.round(wan * 1_000_000) / 100)}
      min={0}
      formatter={(wan, { userTyping, input }) => (userTyping ? input : toTheCent(wan))}
      suffix={unit}
      style={{ width: '100%', ...rest.style }}
    />
  );
}

/** As many decimals as the amount needs, for a cent is a millionth of 万元; at least two. */
const toTheCent = (wan: number | string | undefined) =>
  wan === undefined || wan === ''
    ? ''
    : Number(wan).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 6, useGrouping: false });

/** A day held as yyyy-MM-dd: inside a `<Form.Item name="validUntil">`. */
export function DayInput({
  value,
  onChange,
  id,
  label,
  min,
  max,
}: {
  value?: string | null;
  onChange?: (day: string | null) => void;
  id?: string;
  /** For a picker without a form item around it. */
  label?: string;
  min?: string;
  max?: string;
}) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      // Enter takes the day that was typed; it does not send the form around it.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      style={{ width: '100%' }}
    />
  );
}
