/// The part of DuckDB's C interface (1.5) that this package uses.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t idx_t;

// Type ids, as `duckdb_get_type_id` returns them.
enum {
    CDUCK_BOOLEAN = 1,
    CDUCK_TINYINT = 2,
    CDUCK_SMALLINT = 3,
    CDUCK_INTEGER = 4,
    CDUCK_BIGINT = 5,
    CDUCK_UTINYINT = 6,
    CDUCK_USMALLINT = 7,
    CDUCK_UINTEGER = 8,
    CDUCK_UBIGINT = 9,
    CDUCK_FLOAT = 10,
    CDUCK_DOUBLE = 11,
    CDUCK_TIMESTAMP = 12,
    CDUCK_DATE = 13,
    CDUCK_TIME = 14,
    CDUCK_INTERVAL = 15,
    CDUCK_HUGEINT = 16,
    CDUCK_VARCHAR = 17,
    CDUCK_BLOB = 18,
    CDUCK_DECIMAL = 19,
    CDUCK_TIMESTAMP_S = 20,
    CDUCK_TIMESTAMP_MS = 21,
    CDUCK_TIMESTAMP_NS = 22,
    CDUCK_ENUM = 23,
    CDUCK_LIST = 24,
    CDUCK_STRUCT = 25,
    CDUCK_MAP = 26,
    CDUCK_UUID = 27,
    CDUCK_UNION = 28,
    CDUCK_BIT = 29,
    CDUCK_TIME_TZ = 30,
    CDUCK_TIMESTAMP_TZ = 31,
    CDUCK_UHUGEINT = 32,
    CDUCK_ARRAY = 33,
    CDUCK_BIGNUM = 35,
    CDUCK_SQLNULL = 36,
    CDUCK_TIME_NS = 39,
    CDUCK_GEOMETRY = 40,
    CDUCK_VARIANT = 41,
};

// The class of an interrupted statement, as `duckdb_result_error_type` returns it.
enum { CDUCK_ERROR_INTERRUPT = 29 };

// Statement and result classes.
enum {
    CDUCK_STATEMENT_SELECT = 1,
    CDUCK_RETURNS_ROWS = 3,
};

typedef enum { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;
typedef enum {
    DUCKDB_PENDING_RESULT_READY = 0,
    DUCKDB_PENDING_RESULT_NOT_READY = 1,
    DUCKDB_PENDING_ERROR = 2,
    DUCKDB_PENDING_NO_TASKS_AVAILABLE = 3,
} duckdb_pending_state;

typedef struct cduck_database *duckdb_database;
typedef struct cduck_connection *duckdb_connection;
typedef struct cduck_config *duckdb_config;
typedef struct cduck_prepared *duckdb_prepared_statement;
typedef struct cduck_extracted *duckdb_extracted_statements;
typedef struct cduck_pending *duckdb_pending_result;
typedef struct cduck_logical_type *duckdb_logical_type;
typedef struct cduck_chunk *duckdb_data_chunk;
typedef struct cduck_vector *duckdb_vector;
typedef struct cduck_value *duckdb_value;
typedef struct cduck_scalar_function *duckdb_scalar_function;
typedef struct cduck_function_info *duckdb_function_info;
typedef struct cduck_bind_info *duckdb_bind_info;
typedef struct cduck_client_context *duckdb_client_context;
typedef struct cduck_file_system *duckdb_file_system;
typedef struct cduck_file_options *duckdb_file_open_options;
typedef struct cduck_file_handle *duckdb_file_handle;
typedef struct cduck_error_data *duckdb_error_data;

// What a file is opened for, as `duckdb_file_open_options_set_flag` takes it.
enum { CDUCK_FILE_READ = 1 };

/// The fields before `internal_data` are deprecated; the accessors below are used instead.
typedef struct {
    idx_t unused_column_count;
    idx_t unused_row_count;
    idx_t unused_rows_changed;
    void *unused_columns;
    char *unused_error_message;
    void *internal_data;
} duckdb_result;

typedef struct {
    double percentage;
    uint64_t rows_processed;
    uint64_t total_rows_to_process;
} duckdb_query_progress_type;

typedef struct {
    uint64_t offset;
    uint64_t length;
} duckdb_list_entry;

// Databases and connections.
duckdb_state duckdb_create_config(duckdb_config *out_config);
duckdb_state duckdb_set_config(duckdb_config config, const char *name, const char *option);
void duckdb_destroy_config(duckdb_config *config);
duckdb_state duckdb_open_ext(const char *path, duckdb_database *out, duckdb_config config, char **out_error);
void duckdb_close(duckdb_database *database);
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection *out);
void duckdb_disconnect(duckdb_connection *connection);
void duckdb_interrupt(duckdb_connection connection);
duckdb_query_progress_type duckdb_query_progress(duckdb_connection connection);
const char *duckdb_library_version(void);
/// The file that the engine was loaded from; null when the linker does not say.
const char *cduck_library_path(void);
void duckdb_free(void *pointer);

// Statements.
idx_t duckdb_extract_statements(duckdb_connection connection, const char *query, duckdb_extracted_statements *out);
duckdb_state duckdb_prepare_extracted_statement(
    duckdb_connection connection, duckdb_extracted_statements statements, idx_t index, duckdb_prepared_statement *out);
const char *duckdb_extract_statements_error(duckdb_extracted_statements statements);
void duckdb_destroy_extracted(duckdb_extracted_statements *statements);
duckdb_state duckdb_prepare(duckdb_connection connection, const char *query, duckdb_prepared_statement *out);
const char *duckdb_prepare_error(duckdb_prepared_statement statement);
void duckdb_destroy_prepare(duckdb_prepared_statement *statement);
idx_t duckdb_prepared_statement_column_count(duckdb_prepared_statement statement);
const char *duckdb_prepared_statement_column_name(duckdb_prepared_statement statement, idx_t index);
duckdb_logical_type duckdb_prepared_statement_column_logical_type(duckdb_prepared_statement statement, idx_t index);
int duckdb_prepared_statement_type(duckdb_prepared_statement statement);
duckdb_state duckdb_pending_prepared(duckdb_prepared_statement statement, duckdb_pending_result *out);
duckdb_state duckdb_pending_prepared_streaming(duckdb_prepared_statement statement, duckdb_pending_result *out);
const char *duckdb_pending_error(duckdb_pending_result pending);
duckdb_state duckdb_execute_pending(duckdb_pending_result pending, duckdb_result *out);
void duckdb_destroy_pending(duckdb_pending_result *pending);

// Results.
void duckdb_destroy_result(duckdb_result *result);
const char *duckdb_result_error(duckdb_result *result);
int duckdb_result_error_type(duckdb_result *result);
idx_t duckdb_column_count(duckdb_result *result);
const char *duckdb_column_name(duckdb_result *result, idx_t column);
duckdb_logical_type duckdb_column_logical_type(duckdb_result *result, idx_t column);
idx_t duckdb_rows_changed(duckdb_result *result);
int duckdb_result_return_type(duckdb_result result);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);

// Chunks and vectors.
void duckdb_destroy_data_chunk(duckdb_data_chunk *chunk);
idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t column);
void *duckdb_vector_get_data(duckdb_vector vector);
uint64_t *duckdb_vector_get_validity(duckdb_vector vector);
void duckdb_vector_ensure_validity_writable(duckdb_vector vector);
void duckdb_vector_assign_string_element_len(duckdb_vector vector, idx_t index, const char *text, idx_t length);
duckdb_vector duckdb_struct_vector_get_child(duckdb_vector vector, idx_t index);
duckdb_vector duckdb_list_vector_get_child(duckdb_vector vector);
duckdb_state duckdb_list_vector_set_size(duckdb_vector vector, idx_t size);
duckdb_state duckdb_list_vector_reserve(duckdb_vector vector, idx_t capacity);
duckdb_vector duckdb_array_vector_get_child(duckdb_vector vector);

// Types.
duckdb_logical_type duckdb_create_logical_type(int type);
duckdb_logical_type duckdb_create_list_type(duckdb_logical_type child);
duckdb_logical_type duckdb_create_struct_type(duckdb_logical_type *children, const char **names, idx_t count);
void duckdb_destroy_logical_type(duckdb_logical_type *type);
int duckdb_get_type_id(duckdb_logical_type type);
char *duckdb_logical_type_get_alias(duckdb_logical_type type);
uint8_t duckdb_decimal_width(duckdb_logical_type type);
uint8_t duckdb_decimal_scale(duckdb_logical_type type);
int duckdb_decimal_internal_type(duckdb_logical_type type);
int duckdb_enum_internal_type(duckdb_logical_type type);
uint32_t duckdb_enum_dictionary_size(duckdb_logical_type type);
char *duckdb_enum_dictionary_value(duckdb_logical_type type, idx_t index);
duckdb_logical_type duckdb_list_type_child_type(duckdb_logical_type type);
duckdb_logical_type duckdb_array_type_child_type(duckdb_logical_type type);
idx_t duckdb_array_type_array_size(duckdb_logical_type type);
duckdb_logical_type duckdb_map_type_key_type(duckdb_logical_type type);
duckdb_logical_type duckdb_map_type_value_type(duckdb_logical_type type);
idx_t duckdb_struct_type_child_count(duckdb_logical_type type);
char *duckdb_struct_type_child_name(duckdb_logical_type type, idx_t index);
duckdb_logical_type duckdb_struct_type_child_type(duckdb_logical_type type, idx_t index);
idx_t duckdb_union_type_member_count(duckdb_logical_type type);
char *duckdb_union_type_member_name(duckdb_logical_type type, idx_t index);
duckdb_logical_type duckdb_union_type_member_type(duckdb_logical_type type, idx_t index);

// Scalar functions.
typedef void (*duckdb_scalar_function_t)(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output);
typedef void (*duckdb_scalar_function_bind_t)(duckdb_bind_info info);
typedef void (*duckdb_delete_callback_t)(void *data);
typedef void *(*duckdb_copy_callback_t)(void *data);
duckdb_scalar_function duckdb_create_scalar_function(void);
void duckdb_destroy_scalar_function(duckdb_scalar_function *function);
void duckdb_scalar_function_set_name(duckdb_scalar_function function, const char *name);
void duckdb_scalar_function_add_parameter(duckdb_scalar_function function, duckdb_logical_type type);
void duckdb_scalar_function_set_return_type(duckdb_scalar_function function, duckdb_logical_type type);
void duckdb_scalar_function_set_special_handling(duckdb_scalar_function function);
void duckdb_scalar_function_set_extra_info(
    duckdb_scalar_function function, void *extra_info, duckdb_delete_callback_t destroy);
void duckdb_scalar_function_set_function(duckdb_scalar_function function, duckdb_scalar_function_t body);
duckdb_state duckdb_register_scalar_function(duckdb_connection connection, duckdb_scalar_function function);
void duckdb_scalar_function_set_bind(duckdb_scalar_function function, duckdb_scalar_function_bind_t bind);
void duckdb_scalar_function_set_bind_data(duckdb_bind_info info, void *data, duckdb_delete_callback_t destroy);
void duckdb_scalar_function_set_bind_data_copy(duckdb_bind_info info, duckdb_copy_callback_t copy);
void *duckdb_scalar_function_get_bind_data(duckdb_function_info info);
void *duckdb_scalar_function_bind_get_extra_info(duckdb_bind_info info);
void duckdb_scalar_function_get_client_context(duckdb_bind_info info, duckdb_client_context *out);
void duckdb_connection_get_client_context(duckdb_connection connection, duckdb_client_context *out);
idx_t duckdb_client_context_get_connection_id(duckdb_client_context context);
void duckdb_destroy_client_context(duckdb_client_context *context);
void *duckdb_scalar_function_get_extra_info(duckdb_function_info info);
void duckdb_scalar_function_set_error(duckdb_function_info info, const char *error);

// Files, as the engine and its extensions see them.
duckdb_file_system duckdb_client_context_get_file_system(duckdb_client_context context);
void duckdb_destroy_file_system(duckdb_file_system *files);
duckdb_error_data duckdb_file_system_error_data(duckdb_file_system files);
duckdb_file_open_options duckdb_create_file_open_options(void);
duckdb_state duckdb_file_open_options_set_flag(duckdb_file_open_options options, int flag, bool value);
void duckdb_destroy_file_open_options(duckdb_file_open_options *options);
duckdb_state duckdb_file_system_open(
    duckdb_file_system files, const char *path, duckdb_file_open_options options, duckdb_file_handle *out);
int64_t duckdb_file_handle_read(duckdb_file_handle file, void *buffer, int64_t size);
int64_t duckdb_file_handle_size(duckdb_file_handle file);
duckdb_error_data duckdb_file_handle_error_data(duckdb_file_handle file);
void duckdb_destroy_file_handle(duckdb_file_handle *file);
const char *duckdb_error_data_message(duckdb_error_data error);
void duckdb_destroy_error_data(duckdb_error_data *error);

#ifdef __cplusplus
}
#endif
