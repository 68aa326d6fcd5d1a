/// The part of ONNX Runtime's C interface that is used here, over its table of functions.
///
/// The library is opened when first needed, so nothing is linked. The table only ever grows at its end: a slot's number
/// is the same in every release since the one that added it, and every slot here is in 1.17 or older.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct OrtApi OrtApi;
typedef struct OrtStatus OrtStatus;
typedef struct OrtEnv OrtEnv;
typedef struct OrtSession OrtSession;
typedef struct OrtSessionOptions OrtSessionOptions;
typedef struct OrtMemoryInfo OrtMemoryInfo;
typedef struct OrtAllocator OrtAllocator;
typedef struct OrtValue OrtValue;
typedef struct OrtTypeInfo OrtTypeInfo;
typedef struct OrtTensorInfo OrtTensorInfo;
typedef struct OrtSequenceInfo OrtSequenceInfo;
typedef struct OrtMapInfo OrtMapInfo;
typedef struct OrtModelMetadata OrtModelMetadata;

/// What opening the library came to.
typedef enum { ORT_OPENED = 0, ORT_NOT_FOUND = 1, ORT_NOT_THE_LIBRARY = 2, ORT_TOO_OLD = 3 } OrtOpening;

/// Opens the library at `path` (or of that name). `version` receives its version ("1.32.0") when it has one, `message`
/// what the dynamic linker said; `where` the file that was loaded. Nothing is printed.
OrtOpening ort_open(const char *path, const OrtApi **api, char *version, char *message, char *where, size_t size);

/// An environment that reports nothing by itself: errors come back from the calls that fail.
OrtStatus *ort_create_quiet_env(const OrtApi *api, OrtEnv **env);

#define ORT_SLOT(api, number, result, ...) ((result(*)(__VA_ARGS__))(((void *const *)(const void *)(api))[number]))

// Status
static inline int ort_error_code(const OrtApi *api, const OrtStatus *status) {
    return ORT_SLOT(api, 1, int, const OrtStatus *)(status);
}
static inline const char *ort_error_message(const OrtApi *api, const OrtStatus *status) {
    return ORT_SLOT(api, 2, const char *, const OrtStatus *)(status);
}
static inline void ort_release_status(const OrtApi *api, OrtStatus *status) {
    ORT_SLOT(api, 93, void, OrtStatus *)(status);
}

// Session options
static inline OrtStatus *ort_create_session_options(const OrtApi *api, OrtSessionOptions **options) {
    return ORT_SLOT(api, 10, OrtStatus *, OrtSessionOptions **)(options);
}
static inline OrtStatus *ort_set_log_severity(const OrtApi *api, OrtSessionOptions *options, int severity) {
    return ORT_SLOT(api, 22, OrtStatus *, OrtSessionOptions *, int)(options, severity);
}
static inline OrtStatus *ort_set_intra_op_threads(const OrtApi *api, OrtSessionOptions *options, int count) {
    return ORT_SLOT(api, 24, OrtStatus *, OrtSessionOptions *, int)(options, count);
}
static inline OrtStatus *ort_set_inter_op_threads(const OrtApi *api, OrtSessionOptions *options, int count) {
    return ORT_SLOT(api, 25, OrtStatus *, OrtSessionOptions *, int)(options, count);
}
static inline OrtStatus *ort_add_config_entry(
    const OrtApi *api, OrtSessionOptions *options, const char *key, const char *value) {
    return ORT_SLOT(api, 130, OrtStatus *, OrtSessionOptions *, const char *, const char *)(options, key, value);
}
static inline void ort_release_session_options(const OrtApi *api, OrtSessionOptions *options) {
    ORT_SLOT(api, 100, void, OrtSessionOptions *)(options);
}

// Session
static inline OrtStatus *ort_create_session(
    const OrtApi *api, const OrtEnv *env, const char *path, const OrtSessionOptions *options, OrtSession **session) {
    return ORT_SLOT(api, 7, OrtStatus *, const OrtEnv *, const char *, const OrtSessionOptions *, OrtSession **)(
        env, path, options, session);
}
static inline OrtStatus *ort_create_session_from_bytes(
    const OrtApi *api, const OrtEnv *env, const void *bytes, size_t count, const OrtSessionOptions *options,
    OrtSession **session) {
    return ORT_SLOT(
        api, 8, OrtStatus *, const OrtEnv *, const void *, size_t, const OrtSessionOptions *, OrtSession **)(
        env, bytes, count, options, session);
}
static inline OrtStatus *ort_run(
    const OrtApi *api, OrtSession *session, const char *const *inputNames, const OrtValue *const *inputs,
    size_t inputCount, const char *const *outputNames, size_t outputCount, OrtValue **outputs) {
    return ORT_SLOT(
        api, 9, OrtStatus *, OrtSession *, const void *, const char *const *, const OrtValue *const *, size_t,
        const char *const *, size_t, OrtValue **)(
        session, NULL, inputNames, inputs, inputCount, outputNames, outputCount, outputs);
}
static inline OrtStatus *ort_input_count(const OrtApi *api, const OrtSession *session, size_t *count) {
    return ORT_SLOT(api, 30, OrtStatus *, const OrtSession *, size_t *)(session, count);
}
static inline OrtStatus *ort_output_count(const OrtApi *api, const OrtSession *session, size_t *count) {
    return ORT_SLOT(api, 31, OrtStatus *, const OrtSession *, size_t *)(session, count);
}
static inline OrtStatus *ort_input_type(const OrtApi *api, const OrtSession *session, size_t index, OrtTypeInfo **type) {
    return ORT_SLOT(api, 33, OrtStatus *, const OrtSession *, size_t, OrtTypeInfo **)(session, index, type);
}
static inline OrtStatus *ort_output_type(const OrtApi *api, const OrtSession *session, size_t index, OrtTypeInfo **type) {
    return ORT_SLOT(api, 34, OrtStatus *, const OrtSession *, size_t, OrtTypeInfo **)(session, index, type);
}
static inline OrtStatus *ort_input_name(
    const OrtApi *api, const OrtSession *session, size_t index, OrtAllocator *allocator, char **name) {
    return ORT_SLOT(api, 36, OrtStatus *, const OrtSession *, size_t, OrtAllocator *, char **)(
        session, index, allocator, name);
}
static inline OrtStatus *ort_output_name(
    const OrtApi *api, const OrtSession *session, size_t index, OrtAllocator *allocator, char **name) {
    return ORT_SLOT(api, 37, OrtStatus *, const OrtSession *, size_t, OrtAllocator *, char **)(
        session, index, allocator, name);
}
static inline void ort_release_session(const OrtApi *api, OrtSession *session) {
    ORT_SLOT(api, 95, void, OrtSession *)(session);
}

// Types
static inline OrtStatus *ort_type_kind(const OrtApi *api, const OrtTypeInfo *type, int *kind) {
    return ORT_SLOT(api, 56, OrtStatus *, const OrtTypeInfo *, int *)(type, kind);
}
static inline OrtStatus *ort_tensor_info(const OrtApi *api, const OrtTypeInfo *type, const OrtTensorInfo **tensor) {
    return ORT_SLOT(api, 55, OrtStatus *, const OrtTypeInfo *, const OrtTensorInfo **)(type, tensor);
}
static inline OrtStatus *ort_element_type(const OrtApi *api, const OrtTensorInfo *tensor, int *element) {
    return ORT_SLOT(api, 60, OrtStatus *, const OrtTensorInfo *, int *)(tensor, element);
}
static inline OrtStatus *ort_dimension_count(const OrtApi *api, const OrtTensorInfo *tensor, size_t *count) {
    return ORT_SLOT(api, 61, OrtStatus *, const OrtTensorInfo *, size_t *)(tensor, count);
}
static inline OrtStatus *ort_dimensions(const OrtApi *api, const OrtTensorInfo *tensor, int64_t *sizes, size_t count) {
    return ORT_SLOT(api, 62, OrtStatus *, const OrtTensorInfo *, int64_t *, size_t)(tensor, sizes, count);
}
static inline OrtStatus *ort_sequence_info(const OrtApi *api, const OrtTypeInfo *type, const OrtSequenceInfo **sequence) {
    return ORT_SLOT(api, 104, OrtStatus *, const OrtTypeInfo *, const OrtSequenceInfo **)(type, sequence);
}
static inline OrtStatus *ort_sequence_element(const OrtApi *api, const OrtSequenceInfo *sequence, OrtTypeInfo **type) {
    return ORT_SLOT(api, 107, OrtStatus *, const OrtSequenceInfo *, OrtTypeInfo **)(sequence, type);
}
static inline OrtStatus *ort_map_info(const OrtApi *api, const OrtTypeInfo *type, const OrtMapInfo **map) {
    return ORT_SLOT(api, 103, OrtStatus *, const OrtTypeInfo *, const OrtMapInfo **)(type, map);
}
static inline OrtStatus *ort_map_key(const OrtApi *api, const OrtMapInfo *map, int *element) {
    return ORT_SLOT(api, 105, OrtStatus *, const OrtMapInfo *, int *)(map, element);
}
static inline OrtStatus *ort_map_value(const OrtApi *api, const OrtMapInfo *map, OrtTypeInfo **type) {
    return ORT_SLOT(api, 106, OrtStatus *, const OrtMapInfo *, OrtTypeInfo **)(map, type);
}
static inline void ort_release_type(const OrtApi *api, OrtTypeInfo *type) {
    ORT_SLOT(api, 98, void, OrtTypeInfo *)(type);
}
static inline void ort_release_tensor_info(const OrtApi *api, OrtTensorInfo *tensor) {
    ORT_SLOT(api, 99, void, OrtTensorInfo *)(tensor);
}

// Memory
static inline OrtStatus *ort_create_cpu_memory_info(const OrtApi *api, OrtMemoryInfo **memory) {
    return ORT_SLOT(api, 69, OrtStatus *, int, int, OrtMemoryInfo **)(1, 0, memory);
}
static inline OrtStatus *ort_default_allocator(const OrtApi *api, OrtAllocator **allocator) {
    return ORT_SLOT(api, 78, OrtStatus *, OrtAllocator **)(allocator);
}
static inline void ort_free(const OrtApi *api, OrtAllocator *allocator, void *memory) {
    OrtStatus *status = ORT_SLOT(api, 76, OrtStatus *, OrtAllocator *, void *)(allocator, memory);
    if (status) ort_release_status(api, status);
}

// Values
static inline OrtStatus *ort_create_tensor(
    const OrtApi *api, OrtAllocator *allocator, const int64_t *shape, size_t rank, int element, OrtValue **value) {
    return ORT_SLOT(api, 48, OrtStatus *, OrtAllocator *, const int64_t *, size_t, int, OrtValue **)(
        allocator, shape, rank, element, value);
}
static inline OrtStatus *ort_wrap_tensor(
    const OrtApi *api, const OrtMemoryInfo *memory, void *data, size_t bytes, const int64_t *shape, size_t rank,
    int element, OrtValue **value) {
    return ORT_SLOT(
        api, 49, OrtStatus *, const OrtMemoryInfo *, void *, size_t, const int64_t *, size_t, int, OrtValue **)(
        memory, data, bytes, shape, rank, element, value);
}
static inline OrtStatus *ort_tensor_data(const OrtApi *api, OrtValue *value, void **data) {
    return ORT_SLOT(api, 51, OrtStatus *, OrtValue *, void **)(value, data);
}
static inline OrtStatus *ort_string_bytes(const OrtApi *api, const OrtValue *value, size_t *bytes) {
    return ORT_SLOT(api, 53, OrtStatus *, const OrtValue *, size_t *)(value, bytes);
}
static inline OrtStatus *ort_string_content(
    const OrtApi *api, const OrtValue *value, void *bytes, size_t size, size_t *offsets, size_t count) {
    return ORT_SLOT(api, 54, OrtStatus *, const OrtValue *, void *, size_t, size_t *, size_t)(
        value, bytes, size, offsets, count);
}
static inline OrtStatus *ort_resize_string(
    const OrtApi *api, OrtValue *value, size_t index, size_t bytes, char **buffer) {
    return ORT_SLOT(api, 252, OrtStatus *, OrtValue *, size_t, size_t, char **)(value, index, bytes, buffer);
}
static inline OrtStatus *ort_value_info(const OrtApi *api, const OrtValue *value, OrtTensorInfo **tensor) {
    return ORT_SLOT(api, 65, OrtStatus *, const OrtValue *, OrtTensorInfo **)(value, tensor);
}
static inline OrtStatus *ort_value_item(
    const OrtApi *api, const OrtValue *value, int index, OrtAllocator *allocator, OrtValue **item) {
    return ORT_SLOT(api, 80, OrtStatus *, const OrtValue *, int, OrtAllocator *, OrtValue **)(
        value, index, allocator, item);
}
static inline OrtStatus *ort_value_count(const OrtApi *api, const OrtValue *value, size_t *count) {
    return ORT_SLOT(api, 81, OrtStatus *, const OrtValue *, size_t *)(value, count);
}
static inline void ort_release_value(const OrtApi *api, OrtValue *value) {
    ORT_SLOT(api, 96, void, OrtValue *)(value);
}

// Metadata
static inline OrtStatus *ort_model_metadata(const OrtApi *api, const OrtSession *session, OrtModelMetadata **metadata) {
    return ORT_SLOT(api, 111, OrtStatus *, const OrtSession *, OrtModelMetadata **)(session, metadata);
}
static inline OrtStatus *ort_producer(
    const OrtApi *api, const OrtModelMetadata *metadata, OrtAllocator *allocator, char **text) {
    return ORT_SLOT(api, 112, OrtStatus *, const OrtModelMetadata *, OrtAllocator *, char **)(metadata, allocator, text);
}
static inline OrtStatus *ort_description(
    const OrtApi *api, const OrtModelMetadata *metadata, OrtAllocator *allocator, char **text) {
    return ORT_SLOT(api, 115, OrtStatus *, const OrtModelMetadata *, OrtAllocator *, char **)(metadata, allocator, text);
}
static inline OrtStatus *ort_metadata_value(
    const OrtApi *api, const OrtModelMetadata *metadata, OrtAllocator *allocator, const char *key, char **text) {
    return ORT_SLOT(api, 116, OrtStatus *, const OrtModelMetadata *, OrtAllocator *, const char *, char **)(
        metadata, allocator, key, text);
}
static inline void ort_release_metadata(const OrtApi *api, OrtModelMetadata *metadata) {
    ORT_SLOT(api, 118, void, OrtModelMetadata *)(metadata);
}
