import type { ReferenceRule } from './reference-rule.ts';
import { rule as arrayWithoutItems } from './rules/reference-array-without-items.ts';
import { rule as contractContested } from './rules/reference-contract-contested.ts';
import { rule as contractVersionMismatch } from './rules/reference-contract-version-mismatch.ts';
import { rule as dpPropertyNearMiss } from './rules/reference-dp-property-near-miss.ts';
import { rule as duplicateColumn } from './rules/reference-duplicate-column.ts';
import { rule as duplicateContract } from './rules/reference-duplicate-contract.ts';
import { rule as duplicateId } from './rules/reference-duplicate-id.ts';
import { rule as duplicateManifest } from './rules/reference-duplicate-manifest.ts';
import { rule as duplicatePort } from './rules/reference-duplicate-port.ts';
import { rule as duplicateProductId } from './rules/reference-duplicate-product-id.ts';
import { rule as duplicateProductKey } from './rules/reference-duplicate-product-key.ts';
import { rule as duplicateQuality } from './rules/reference-duplicate-quality.ts';
import { rule as duplicateRole } from './rules/reference-duplicate-role.ts';
import { rule as duplicateServer } from './rules/reference-duplicate-server.ts';
import { rule as duplicateTable } from './rules/reference-duplicate-table.ts';
import { rule as exampleFileMissing } from './rules/reference-example-file-missing.ts';
import { rule as examplePortMissing } from './rules/reference-example-port-missing.ts';
import { rule as exposureColumnMissing } from './rules/reference-exposure-column-missing.ts';
import { rule as exposurePortMissing } from './rules/reference-exposure-port-missing.ts';
import { rule as inputContractMissing } from './rules/reference-input-contract-missing.ts';
import { rule as inputContractUndeclared } from './rules/reference-input-contract-undeclared.ts';
import { rule as misplacedKey } from './rules/reference-misplaced-key.ts';
import { rule as modelArtifactMissing } from './rules/reference-model-artifact-missing.ts';
import { rule as modelPortMissing } from './rules/reference-model-port-missing.ts';
import { rule as nameGrammar } from './rules/reference-name-grammar.ts';
import { rule as needPortMissing } from './rules/reference-need-port-missing.ts';
import { rule as outputContractMissing } from './rules/reference-output-contract-missing.ts';
import { rule as pipelineFileMissing } from './rules/reference-pipeline-file-missing.ts';
import { rule as pipelineStepMissing } from './rules/reference-pipeline-step-missing.ts';
import { rule as primaryKeyPosition } from './rules/reference-primary-key-position.ts';
import { rule as publishGlobEmpty } from './rules/reference-publish-glob-empty.ts';
import { rule as qualityArgumentMissing } from './rules/reference-quality-argument-missing.ts';
import { rule as qualityOperatorContradiction } from './rules/reference-quality-operator-contradiction.ts';
import { rule as qualityOperatorMissing } from './rules/reference-quality-operator-missing.ts';
import { rule as relationshipArity } from './rules/reference-relationship-arity.ts';
import { rule as relationshipDangling } from './rules/reference-relationship-dangling.ts';
import { rule as scheduleWithoutScheduler } from './rules/reference-schedule-without-scheduler.ts';
import { rule as slaElementMissing } from './rules/reference-sla-element-missing.ts';

/** Every `reference-*` rule, in the order of their ids: one file a rule. */
export const referenceRules: readonly ReferenceRule[] = [
  arrayWithoutItems,
  contractContested,
  contractVersionMismatch,
  dpPropertyNearMiss,
  duplicateColumn,
  duplicateContract,
  duplicateId,
  duplicateManifest,
  duplicatePort,
  duplicateProductId,
  duplicateProductKey,
  duplicateQuality,
  duplicateRole,
  duplicateServer,
  duplicateTable,
  exampleFileMissing,
  examplePortMissing,
  exposureColumnMissing,
  exposurePortMissing,
  inputContractMissing,
  inputContractUndeclared,
  misplacedKey,
  modelArtifactMissing,
  modelPortMissing,
  nameGrammar,
  needPortMissing,
  outputContractMissing,
  pipelineFileMissing,
  pipelineStepMissing,
  primaryKeyPosition,
  publishGlobEmpty,
  qualityArgumentMissing,
  qualityOperatorContradiction,
  qualityOperatorMissing,
  relationshipArity,
  relationshipDangling,
  scheduleWithoutScheduler,
  slaElementMissing,
];
