import type { Rule } from 'eslint';

export const fence: Rule.RuleModule;
