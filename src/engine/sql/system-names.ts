/** Columns that every table has. They tell where a row is and who wrote it when, and so of the rows around it. */
export const systemColumns: ReadonlySet<string> = new Set([
  'ctid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
  'tableoid',
]);

/** Functions of PostgreSQL that take a row: where `o` has no column `f`, `o.f` calls them. */
export const rowFunctions: ReadonlySet<string> = new Set(
  `any_out anycompatible_out anycompatiblenonarray_out anyelement_out anynonarray_out concat hash_record hash_record_extended
   json_build_array json_build_object jsonb_build_array jsonb_build_object num_nonnulls num_nulls pg_clear_attribute_stats
   pg_clear_relation_stats pg_collation_for pg_column_compression pg_column_size pg_column_toast_chunk_id
   pg_restore_attribute_stats pg_restore_relation_stats pg_typeof quote_literal quote_nullable record_out record_send
   row_to_json to_json to_jsonb`.split(/\s+/),
);
