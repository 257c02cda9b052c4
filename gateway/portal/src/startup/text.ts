import type { Like } from '../shared/i18n';

export const zh = {
  applications: {
    title: '我的申请',
    number: '编号',
    product: '产品',
    amount: '金额（万元）',
    tenor: '期限（月）',
    state: '状态',
    empty: '还没有申请',
  },
} as const;

export const en: Like<typeof zh> = {
  applications: {
    title: 'My applications',
    number: 'Number',
    product: 'Product',
    amount: 'Amount (10k CNY)',
    tenor: 'Months',
    state: 'State',
    empty: 'No applications yet',
  },
};
