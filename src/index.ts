/** The library's main door: all that the commands do, as functions. See `docs/library.md`. */

// What is read, decided and found.
export type { Call, MalformedRecord, RecordedCall } from './model/call.ts';
export type { Decision, DecisionCode, LimitUse, TraceStep } from './model/decision.ts';
export { decisionCodes } from './model/decision.ts';
export type { Diagnostic, Edit, Fix, Reading, Severity } from './model/diagnostic.ts';
export type { DocumentKind, Plan, PolicyDocument } from './model/documents.ts';
export type { Finding, LintResult, LintSummary, Witness } from './model/finding.ts';
export type { JsonObject, JsonValue } from './model/json.ts';
export { InexactNumber, UnjudgeableArguments } from './model/json.ts';
export type { Place, Range } from './model/place.ts';
export type { Action } from './model/rule.ts';
export type { EffectivePolicy, EffectiveWorkspace } from './model/workspace.ts';
export type { Level, TranscriptSource, WorkspaceConfig } from './model/workspace-config.ts';
export { defaultConfig } from './model/workspace-config.ts';

// A workspace: from a folder, or from texts at hand.
export type { LoadedWorkspace } from './host/load-workspace.ts';
export { loadWorkspace, workspaceDiagnostics } from './host/load-workspace.ts';
export { UserMistake } from './host/user-mistake.ts';
export { readConfig } from './parse/read-config.ts';
export type { DocumentReading } from './parse/read-document.ts';
export { readDocument } from './parse/read-document.ts';
export type { WorkspaceReading } from './parse/read-workspace.ts';
export { readWorkspace } from './parse/read-workspace.ts';
export type { ResolvedWorkspace } from './engine/resolve-workspace.ts';
export { resolveWorkspace } from './engine/resolve-workspace.ts';
export type { SourceText } from './text/source-text.ts';

// policy eval, policy show
export type {
  DecideOptions,
  Engine,
  EngineOptions,
  LimitStore,
  SqlParser,
  SqlReading,
} from './engine/index.ts';
export { createEngine, createMemoryLimitStore } from './engine/index.ts';
export { loadSqlGrammar } from './runtime/load-sql-grammar.ts';
export type { EvaluatedCall, EvalOutput } from './report/eval-report.ts';
export { evalOutput, prettyEval } from './report/eval-report.ts';
export type { EffectiveView } from './report/effective-view.ts';
export { effectiveView } from './report/effective-view.ts';
export { showText } from './report/show-text.ts';

// policy lint, policy rules
export type { FixedWorkspace, FixOptions } from './lint/fix-workspace.ts';
export { fixWorkspace } from './lint/fix-workspace.ts';
export { catalogueCoverage, catalogueNames } from './lint/controls/catalogue-coverage.ts';
export type { WorkspaceLint } from './lint/lint-workspace.ts';
export { lintReading, lintWorkspace } from './lint/lint-workspace.ts';
export { lintRule, lintRules } from './lint/registry.ts';
export type { LintRule } from './lint/rule.ts';
export type { LintOptions, LintOutcome } from './lint/run-lint.ts';
export type { Memory } from './model/memory.ts';
export type { FixReport } from './report/fix-report.ts';
export { fixOutput, fixPretty } from './report/fix-report.ts';
export { controlsPretty } from './report/controls-pretty.ts';
export { lintGithub } from './report/lint-github.ts';
export { lintGitlab } from './report/lint-gitlab.ts';
export { lintJson } from './report/lint-json.ts';
export { lintJunit } from './report/lint-junit.ts';
export { lintMarkdown } from './report/lint-markdown.ts';
export { lintPretty } from './report/lint-pretty.ts';
export { lintSarif } from './report/lint-sarif.ts';

// policy simulate
export type { JsonPointer } from './simulate/json-pointer.ts';
export { parseJsonPointer } from './simulate/json-pointer.ts';
export type { ReplayComparison } from './simulate/compare-replay.ts';
export { createComparedReplay } from './simulate/compare-replay.ts';
export type { Replay, ReplayOptions } from './simulate/replay.ts';
export { createReplay } from './simulate/replay.ts';
export { createBoundaryJudge } from './simulate/boundary-judge.ts';
export { createApprovals } from './simulate/sections/approvals.ts';
export { createAttacks } from './simulate/sections/attacks.ts';
export { createChanges } from './simulate/sections/changes.ts';
export type { CoverageRow } from './simulate/coverage-rows.ts';
export { coverageByLine, coverageState, coverageSummary } from './simulate/coverage-summary.ts';
export { createCoverage } from './simulate/sections/coverage.ts';
export type { ExpectedLabel, LabelReading } from './simulate/expected-labels.ts';
export { readExpectedLabels } from './simulate/expected-labels.ts';
export { createExpectations } from './simulate/sections/expectations.ts';
export { createLimits } from './simulate/sections/limits.ts';
export { createResults } from './simulate/sections/results.ts';
export { createSwap } from './simulate/sections/swap.ts';
export type { JudgedCall } from './simulate/judged-call.ts';
export type { CallCounts, ReplaySummary } from './simulate/replay-summary.ts';
export { joinShards } from './simulate/join-shards.ts';
export { readSimulateOutput } from './simulate/read-output.ts';
export type { SimulateOutput } from './simulate/simulate-output.ts';
export { simulateOutput, summaryOf } from './simulate/simulate-output.ts';
export type { TenantSources } from './simulate/tell-tenant.ts';
export type { TenantMap, TenantMapReading } from './simulate/tenant-map.ts';
export { readTenantMap } from './simulate/tenant-map.ts';
export type { TranscriptOpening } from './transcript/open-transcript.ts';
export { openTranscript } from './transcript/open-transcript.ts';
export type { SeenTexts } from './transcript/messages/seen-texts.ts';
export { createSeenTexts } from './transcript/messages/seen-texts.ts';
export { transcriptFormats } from './transcript/formats.ts';
export type { TranscriptFormat, TranscriptRecord } from './transcript/transcript-format.ts';
export { simulateJson } from './report/simulate-json.ts';
export { simulateLine } from './report/simulate-jsonl.ts';
export { simulateJunit } from './report/simulate-junit.ts';
export { simulateMarkdown } from './report/simulate-markdown.ts';
export { simulatePretty } from './report/simulate-pretty.ts';

// policy report
export type { DiffOutput } from './report/diff-json.ts';
export type { LintOutput } from './report/lint-json.ts';
export { diffPage } from './report/page/diff-page.ts';
export { lintPage } from './report/page/lint-page.ts';
export { type PageExtras, simulatePage } from './report/page/simulate-page.ts';
export { readSavedResult, type ResultReading } from './report/saved-result.ts';
export { readCallRecord } from './simulate/read-record.ts';

// policy diff
export type {
  DecidedSide,
  DecisionChange,
  TenantSide,
  ToolDiff,
  ToolDiffer,
} from './analysis/decision-change.ts';
export { type AnalysedWorkspace, withGrammar } from './analysis/analysed-workspace.ts';
export { diffTool } from './analysis/diff-tool.ts';
export type { DiffSide, GateSide, WorkspaceChange } from './analysis/diff/workspace-change.ts';
export type { PlanChange } from './analysis/plan-diff.ts';
export { diffPlans, givesMore } from './analysis/plan-diff.ts';
export type { DiffVerdict, TenantChange, TenantDiff } from './analysis/tenant-change.ts';
export { diffTenantPlans } from './analysis/tenant-plan-diff.ts';
export type { ChangeGroup, DiffOptions, PlanDiff, WorkspaceDiff } from './analysis/workspace-diff.ts';
export { diffWorkspaces } from './analysis/workspace-diff.ts';
export { describeMatcher } from './report/describe-matcher.ts';
export type { PlanComparison } from './report/diff-json.ts';
export { diffJson } from './report/diff-json.ts';
export { diffMarkdown } from './report/diff-markdown.ts';
export { diffPretty } from './report/diff-pretty.ts';
export type { WorkspaceComparison } from './report/diff-view.ts';
export type { TextPatch } from './report/text-patches.ts';
export { textPatches } from './report/text-patches.ts';

// policy bundle
export type { BuildOptions, BuiltBundle } from './bundle/build-bundle.ts';
export { buildBundle } from './bundle/build-bundle.ts';
export type { BundleCheck, BundleProblem } from './bundle/bundle-problem.ts';
export type { InspectedBundle } from './bundle/inspect-bundle.ts';
export { inspectBundle } from './bundle/inspect-bundle.ts';
export type { BundleManifest } from './bundle/manifest.ts';
export type { ReadBundle, ReadOptions } from './bundle/read-bundle.ts';
export { readBundle } from './bundle/read-bundle.ts';
export type { TenantSelection } from './bundle/select-tenants.ts';
export { collectScanners } from './engine/collect-scanners.ts';
export { encodeScanner } from './pattern/encode-scanner.ts';
export { bundleSummary } from './report/bundle-summary.ts';
export { bundleText } from './report/bundle-text.ts';

// policy tools import, policy init --boundaries
export type { DeclaredTool } from './analysis/declared-tools.ts';
export type { ToolMeanings } from './analysis/tool-meanings.ts';
export { toolMeanings } from './analysis/tool-meanings.ts';
export type { ToolInUse } from './lint/tools-in-use.ts';
export { toolsInUse } from './lint/tools-in-use.ts';
export type { MatchedTool } from './profile/match-profiles.ts';
export { serverProfiles } from './profile/profiles.ts';
export type {
  ProfileArgument,
  ProfileBoundary,
  ServerProfile,
  ToolProfile,
} from './profile/server-profile.ts';
export type { DescribedTool } from './tools/describe-tool.ts';
export { draftBoundaries } from './tools/draft/draft-boundaries.ts';
export { draftYaml } from './tools/draft/draft-yaml.ts';
export type { DraftedEntry, DraftedTool } from './tools/draft/drafted-tool.ts';
export type { ImportOutput } from './tools/import-output.ts';
export { importOutput } from './tools/import-output.ts';
export { importTools } from './tools/import-tools.ts';
export type { ListedTool, ListProblem } from './tools/listed-tool.ts';
export type { ToolListReading } from './tools/read-tool-list.ts';
export { readToolList } from './tools/read-tool-list.ts';
export { toolsYaml } from './tools/tools-yaml.ts';

// How reports look.
export type { Palette } from './report/palette.ts';
export { plainPalette } from './report/palette.ts';
export { jsonText } from './report/json-text.ts';
