/**
 * How a function behaves. `total`: gives a value for every row, with the arguments that `isTotalCall` says. `fallible`: may end in an error, which tells of the row
 * it was computed of. `aggregate`: of rows that were chosen.
 */
export type FunctionTrait = 'total' | 'fallible' | 'aggregate';

const byTrait: readonly (readonly [FunctionTrait, string])[] = [
  [
    'aggregate',
    `array_agg avg bit_and bit_or bool_and bool_or corr count every json_agg json_object_agg jsonb_agg
     jsonb_object_agg max min mode percentile_cont percentile_disc regr_slope stddev stddev_pop stddev_samp string_agg
     sum var_pop var_samp variance`,
  ],
  [
    'total',
    `ascii array_length array_to_string array_upper array_lower bit_length btrim cardinality ceil ceiling
     char_length character_length clock_timestamp concat concat_ws cume_dist date_part date_trunc dense_rank extract
     first_value floor
     gen_random_uuid initcap isfinite jsonb_extract_path jsonb_extract_path_text json_extract_path
     json_extract_path_text jsonb_typeof json_typeof lag last_value lead left length lower ltrim md5 now
     octet_length percent_rank position rank replace reverse right round row_number rtrim sign
     starts_with statement_timestamp strpos timezone timeofday transaction_timestamp translate trunc unnest
     upper uuidv4`,
  ],
  [
    'fallible',
    `abs age array_append array_cat array_position array_prepend array_remove cbrt chr date date_bin div encode decode exp factorial
     format gcd generate_series json_array_elements json_array_elements_text json_array_length json_build_array
     json_build_object json_each json_each_text json_object_keys jsonb_array_elements jsonb_array_elements_text
     jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_object_keys jsonb_pretty
     jsonb_set jsonb_strip_nulls justify_days justify_hours justify_interval lcm like_escape ln log log10 lpad
     make_date make_interval make_time make_timestamp mod nth_value ntile overlaps overlay power quote_literal random
     regexp_count regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr
     repeat row_to_json rpad similar_to_escape split_part sqrt string_to_array string_to_table substr substring to_char
     to_date to_json to_jsonb to_number to_timestamp uuidv7 width_bucket`,
  ],
];

/** The functions that may be called where a policy lists none: they read what they are given, and change nothing. */
export const pureFunctions: ReadonlyMap<string, FunctionTrait> = new Map(
  byTrait.flatMap(([trait, names]) => names.split(/\s+/).map((name) => [name, trait] as const)),
);

/** Units of time that dates, timestamps and intervals have. */
export const timeUnits: ReadonlySet<string> = new Set(['year', 'month', 'day', 'quarter']);

/** Aggregates that give a value of whatever rows there are. `sum` and `avg` do of a column of a table, which holds no huge floats. */
export const totalAggregates: ReadonlySet<string> = new Set(
  'avg bool_and bool_or count every max min sum'.split(' '),
);
