import { type Block, type Cell, code, type Page, plain, type Tone } from '../page/page.ts';
import type { Compliance, DomainCompliance, RuleCompliance, Tally, WaiverLine } from './compliance.ts';

/** The compliance report as a page: an overview, the exceptions, and a section for each domain. */
export function compliancePage(report: Compliance): Page {
  return {
    title: `Compliance on ${report.date}`,
    blocks: [
      { kind: 'paragraph', cells: [plain(summaryOf(report.total))] },
      { kind: 'table', header: ['domain', 'complies', 'pass', 'fail', 'waived', 'not judged'], rows: report.domains.map((domain) => [plain(domain.domain), ...tallyCells(domain)]) },
      ...report.domains.flatMap(domainBlocks),
      ...ruleBlocks(report.rules),
      ...waiverBlocks(report),
    ],
  };
}

function summaryOf({ pass, fail, waived, error }: Tally): string {
  return `${String(pass + fail + waived)} verdicts: ${String(pass)} pass, ${String(fail)} fail, ${String(waived)} waived.${error === 0 ? '' : ` ${String(error)} could not be judged.`}`;
}

function tallyCells(tally: Tally): Cell[] {
  return [shareCell(tally), plain(String(tally.pass)), plain(String(tally.fail), tally.fail > 0 ? 'bad' : 'good'), plain(String(tally.waived), tally.waived > 0 ? 'warning' : 'quiet'), plain(String(tally.error), 'quiet')];
}

function shareCell({ share }: Tally): Cell {
  return share === null ? plain('nothing judged', 'quiet') : plain(`${(share * 100).toFixed(1)} %`, share === 1 ? 'good' : share < 0.8 ? 'bad' : 'warning');
}

function domainBlocks({ domain, products }: DomainCompliance): Block[] {
  return [
    { kind: 'heading', level: 2, text: `Domain ${domain}`, anchor: `domain-${domain}` },
    {
      kind: 'table',
      header: ['product', 'complies', 'pass', 'fail', 'waived', 'not judged', 'breaks'],
      rows: products.map((product) => [code(product.product), ...tallyCells(product), plain(product.failing.length === 0 ? '-' : product.failing.join(', '))]),
    },
  ];
}

function ruleBlocks(rules: readonly RuleCompliance[]): Block[] {
  const broken = rules.filter(({ fail }) => fail > 0);
  const rest = rules.length - broken.length;
  return [
    { kind: 'heading', level: 2, text: 'Rules that are broken' },
    ...(broken.length === 0 ? [] : [{ kind: 'table' as const, header: ['rule', 'enforcement', 'stage', 'complies', 'pass', 'fail', 'waived', 'not judged'], rows: broken.map((rule) => [code(rule.rule), plain(rule.enforcement), plain(rule.stage), ...tallyCells(rule)]) }]),
    ...(rest === 0 ? [] : [{ kind: 'paragraph' as const, cells: [plain(rest === 1 ? '1 rule is broken by nobody.' : `${String(rest)} rules are broken by nobody.`, 'good')] }]),
  ];
}

const tones: Readonly<Record<WaiverLine['state'], Tone>> = { active: 'good', expiring: 'warning', expired: 'bad' };

function waiverBlocks({ waivers, mostWaived }: Compliance): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: 'Exceptions' };
  if (waivers.length === 0) return [heading, { kind: 'paragraph', cells: [plain('There are none.')] }];
  const rows = waivers.map(({ id, rule, product, owner, approvedBy, reason, expires, state, excuses }) => [plain(expires), plain(state, tones[state]), plain(id), code(rule), plain(product), plain(owner), plain(approvedBy), plain(String(excuses)), plain(reason)]);
  return [
    heading,
    { kind: 'table', header: ['ends', 'state', 'id', 'rule', 'product', 'owner', 'approved by', 'excuses', 'reason'], rows },
    ...(mostWaived.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 3 as const, text: 'Waived most' },
          { kind: 'table' as const, header: ['rule', 'waived', 'fail', 'pass'], rows: mostWaived.map(({ rule, waived, fail, pass }) => [code(rule), plain(String(waived), 'warning'), plain(String(fail)), plain(String(pass))]) },
        ]),
  ];
}
