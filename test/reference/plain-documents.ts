/** The documents of a workspace as a naive YAML load gives them: only what decisions depend on has a type here. */
export interface PlainWorkspace {
  readonly config: PlainConfig;
  readonly tenants: readonly PlainTenant[];
  readonly templates: readonly PlainTemplate[];
  /** Absent where there is no plans document. */
  readonly plans?: PlainPlans;
  readonly baseline: readonly PlainBaseline[];
  readonly boundaries: readonly PlainBoundaries[];
}

export interface PlainConfig {
  readonly envelope?: { readonly required?: readonly string[] };
  readonly limits?: { readonly max_argument_bytes?: number };
}

export interface PlainTenant {
  readonly tenant_id: string;
  readonly name?: string;
  readonly plan?: string;
  readonly status?: 'active' | 'suspended';
  readonly extends?: string | readonly string[];
  readonly vars?: { readonly [name: string]: PlainVariable };
  readonly rules?: readonly PlainRule[];
  readonly default_action?: PlainAction;
}

export interface PlainTemplate {
  readonly kind: 'template';
  readonly name: string;
  readonly extends?: string | readonly string[];
  readonly vars?: {
    readonly [name: string]: {
      readonly type: 'string' | 'number' | 'list';
      readonly default?: PlainVariable;
    };
  };
  readonly rules?: readonly PlainRule[];
  readonly default_action?: PlainAction;
}

export interface PlainPlan {
  readonly rank?: number;
  readonly rate_limits?: { readonly [tool: string]: string };
  readonly tools?: readonly string[];
  readonly approvals?: 'required';
}

/** Either of the two forms of a plans document. */
export interface PlainPlans {
  readonly rate_limits?: { readonly [plan: string]: { readonly [tool: string]: string } };
  readonly plans?: { readonly [plan: string]: PlainPlan };
}

export interface PlainBaseline {
  readonly kind: 'baseline';
  readonly rules: readonly PlainRule[];
}

export interface PlainBoundaries {
  readonly kind: 'boundaries';
  readonly enforce?: boolean;
  readonly tools: { readonly [tool: string]: 'none' | { readonly [path: string]: PlainBoundaryEntry } };
}

export type PlainBoundaryEntry = PlainMatcher | 'open' | { readonly delegated: string };

export interface PlainRule {
  readonly id?: string;
  readonly tool: string | readonly string[];
  readonly constraints?: { readonly rate_limit?: string };
  readonly closed_arguments?: boolean;
  readonly conditions?: readonly PlainCondition[];
  readonly action?: PlainAction;
  readonly approval?: PlainApproval;
}

export interface PlainCondition {
  readonly id?: string;
  readonly match: { readonly [path: string]: PlainMatcher };
  readonly action: PlainAction;
  readonly approval?: PlainApproval;
}

interface PlainApproval {
  readonly channel: string;
  readonly timeout: string;
}

export type PlainAction = 'allow' | 'deny' | 'require_approval';
export type PlainScalar = string | number | boolean;
export type PlainVariable = PlainScalar | readonly PlainScalar[];

/** A regular expression as text, or a mapping of one matcher's name to what it is given. */
export type PlainMatcher = string | PlainTypedMatcher;

export interface PlainTypedMatcher {
  readonly equals?: PlainScalar;
  readonly one_of?: string | readonly PlainScalar[];
  readonly contains?: PlainScalar;
  readonly contains_any?: string | readonly PlainScalar[];
  readonly regex?: { readonly pattern: string; readonly ignore_case?: boolean };
  readonly path_within?: string | readonly string[];
  readonly key_within?: string | readonly string[];
  readonly url?: PlainUrl;
  readonly email?: { readonly domains: string | readonly string[]; readonly subdomains?: boolean };
  readonly ip_in?: string | readonly string[];
  readonly command?: {
    readonly programs: string | readonly string[];
    readonly paths_within?: string | readonly string[];
  };
  readonly filter?: PlainFilter;
  readonly number?: {
    readonly min?: number | string;
    readonly max?: number | string;
    readonly integer?: boolean;
  };
  readonly length?: { readonly min?: number | string; readonly max?: number | string };
  readonly exists?: boolean;
  readonly not?: PlainMatcher;
  readonly any_of?: readonly PlainMatcher[];
  readonly all_of?: readonly PlainMatcher[];
  readonly shared?: PlainMatcher;
}

export interface PlainFilter {
  readonly dialect?: 'pinecone' | 'chroma' | 'mongo' | 'qdrant';
  readonly must: { readonly [field: string]: PlainScalar };
}

export interface PlainUrl {
  readonly schemes?: string | readonly string[];
  readonly hosts: string | readonly string[];
  readonly ports?: number | readonly number[];
  readonly path_prefix?: string;
  readonly query?: 'any' | 'none';
}
