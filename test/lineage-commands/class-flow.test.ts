import { describe, expect, test } from 'vitest';
import { classFlows } from '../../src/core/lineage/class-flow.ts';
import type { Mesh } from '../../src/core/lineage/mesh.ts';
import { meshOf, type SourceText } from './support-mesh.ts';

function flows(mesh: Mesh, name = 'pii'): unknown[] {
  return [...classFlows(mesh, mesh.graph.edges, name).flows.values()].map(({ edge, columns, isPossible, crosses }) => `${edge.from.slice(8)} → ${edge.to.replace(/^product:/u, '')}: ${columns.join(', ')}${isPossible ? ' possible' : ''}${crosses ? ' crosses' : ''}`).sort();
}

const orders: SourceText = { key: 'sales/orders', columns: { order_id: {}, customer_email: { isPersonal: true }, customer_id: { isPersonal: true }, amount: {} } };

describe('personal data on its way', () => {
  test('goes along what columns say they are made from, over several products and into another domain', () => {
    const mesh = meshOf([
      orders,
      { key: 'sales/customers', reads: ['sales-orders'], columns: { who: { from: ['sales-orders.t.customer_id'] }, spent: { from: ['sales-orders.t.amount'] } } },
      { key: 'marketing/segments', reads: ['sales-customers'], columns: { member: { from: ['t.who'] } }, exposures: [{ type: 'dashboard', name: 'Segments', port: 'out', columns: ['t.member'] }] },
      { key: 'finance/totals', reads: ['sales-customers'], columns: { total: { from: ['t.spent'] } } },
    ]);
    expect(flows(mesh)).toEqual([
      'marketing/segments → exposure:marketing/segments:Segments: t.member',
      'sales/customers → marketing/segments: t.who crosses',
      'sales/orders → sales/customers: t.customer_id',
    ]);
  });

  test('is only possible where a reader leaves open what its columns are made from, and from there on', () => {
    const mesh = meshOf([
      orders,
      { key: 'marketing/mails', reads: ['sales-orders'], columns: { subject: {}, order: { from: ['t.order_id'] } } },
      { key: 'finance/mail-costs', reads: ['marketing-mails'], columns: { subject: { from: ['t.subject'] } } },
      { key: 'finance/order-costs', reads: ['marketing-mails'], columns: { order: { from: ['t.order'] } } },
    ]);
    expect(flows(mesh)).toEqual(['marketing/mails → finance/mail-costs:  possible crosses', 'sales/orders → marketing/mails: t.customer_email, t.customer_id possible crosses']);
  });

  test('does not possibly go where the reader’s contract says that it holds none, but does by the word of its columns', () => {
    const reader = { key: 'finance/counts', reads: ['sales-orders'], personalData: false };
    expect(flows(meshOf([orders, { ...reader, columns: { count: {} } }]))).toEqual([]);
    expect(flows(meshOf([orders, { ...reader, columns: { count: {}, who: { from: ['t.customer_id'] } } }]))).toEqual(['sales/orders → finance/counts: t.customer_id crosses']);
  });

  test('counts a reader of the whole table as a reader of its marked columns', () => {
    expect(flows(meshOf([orders, { key: 'finance/copies', reads: ['sales-orders'], columns: { row: { from: ['sales-orders.t'] } } }]))).toEqual(['sales/orders → finance/copies: t.customer_email, t.customer_id crosses']);
  });

  test('comes to an end in a circle', () => {
    const circle = (key: string, from: string): SourceText => ({ key, reads: [from], columns: { who: { from: [`${from}.t.who`] } } });
    const mesh = meshOf([{ key: 'crm/people', columns: { who: { tags: ['PII'] } } }, circle('crm/a', 'crm-c'), { key: 'crm/b', reads: ['crm-a', 'crm-people'], columns: { who: { from: ['crm-a.t.who', 'crm-people.t.who'] } } }, circle('crm/c', 'crm-b')]);
    expect(flows(mesh)).toEqual(['crm/a → crm/b: t.who', 'crm/b → crm/c: t.who', 'crm/c → crm/a: t.who', 'crm/people → crm/b: t.who']);
  });

  test('is told from data of other classes, which are classifications or tags', () => {
    const mesh = meshOf([{ key: 'hr/salaries', columns: { amount: { classification: 'Restricted' }, team: { classification: 'internal' } } }, { key: 'finance/costs', reads: ['hr-salaries'], columns: { cost: { from: ['t.amount'] }, team: { from: ['t.team'] } } }]);
    expect([flows(mesh), flows(mesh, 'restricted'), flows(mesh, 'internal')]).toEqual([[], ['hr/salaries → finance/costs: t.amount crosses'], ['hr/salaries → finance/costs: t.team crosses']]);
  });
});
