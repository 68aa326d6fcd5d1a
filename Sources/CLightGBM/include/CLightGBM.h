#pragma once

#include <stdint.h>

// The part of LightGBM's C API (4.x) that is used here. The library is opened at run time, so that commands that
// neither train nor check a model never load it.

#pragma clang assume_nonnull begin

typedef struct LightGBMDatasetHandle *LightGBMDatasetRef;
typedef struct LightGBMBoosterHandle *LightGBMBoosterRef;

/// How numbers are stored.
enum { lightgbm_float32 = 0, lightgbm_float64 = 1 };
/// What a prediction is.
enum { lightgbm_predict_normal = 0, lightgbm_predict_raw = 1 };
/// What importance sums up.
enum { lightgbm_importance_split = 0, lightgbm_importance_gain = 1 };

/// Every function but the first two returns 0 when it succeeded; otherwise `lastError` has the reason.
typedef struct {
    /// The reason of this thread's last failure.
    const char *_Nonnull (*_Nonnull lastError)(void);
    int (*_Nonnull registerLogCallback)(void (*_Nonnull callback)(const char *_Nonnull message));

    int (*datasetCreateFromMats)(
        int32_t parts, const void *_Nullable const *_Nonnull data, int element, const int32_t *rows, int32_t columns,
        const int *row_major, const char *parameters, LightGBMDatasetRef _Nullable reference,
        LightGBMDatasetRef _Nullable *_Nonnull result);
    int (*datasetSetField)(LightGBMDatasetRef dataset, const char *name, const void *data, int count, int element);
    int (*datasetFree)(LightGBMDatasetRef dataset);

    int (*boosterCreate)(
        LightGBMDatasetRef training, const char *parameters, LightGBMBoosterRef _Nullable *_Nonnull result);
    int (*boosterLoadModelFromString)(
        const char *text, int *iterations, LightGBMBoosterRef _Nullable *_Nonnull result);
    int (*boosterFree)(LightGBMBoosterRef booster);
    int (*boosterAddValidData)(LightGBMBoosterRef booster, LightGBMDatasetRef validation);
    int (*boosterUpdateOneIter)(LightGBMBoosterRef booster, int *finished);
    int (*boosterGetCurrentIteration)(LightGBMBoosterRef booster, int *iteration);
    int (*boosterGetEvalCounts)(LightGBMBoosterRef booster, int *count);
    int (*boosterGetEval)(LightGBMBoosterRef booster, int data, int *count, double *results);
    int (*boosterFeatureImportance)(LightGBMBoosterRef booster, int iterations, int kind, double *results);
    int (*boosterSaveModelToString)(
        LightGBMBoosterRef booster, int first, int iterations, int importance, int64_t capacity, int64_t *length,
        char *_Nullable text);
    int (*boosterPredictForMat)(
        LightGBMBoosterRef booster, const void *data, int element, int32_t rows, int32_t columns, int row_major,
        int kind, int first, int iterations, const char *parameters, int64_t *length, double *results);
} LightGBMFunctions;

/// Opens a library and finds every function. Returns nil on success, else why it cannot be used; that text is valid
/// until the next call on this thread.
const char *_Nullable lightgbm_open(const char *path, LightGBMFunctions *functions);

/// The file that a library's function comes from, or nil.
const char *_Nullable lightgbm_path(const LightGBMFunctions *functions);

/// Makes LightGBM print nothing on the calling thread, and on the threads that OpenMP starts for it.
/// - threads: how many threads will be asked for; 0 for OpenMP's own choice.
void lightgbm_silence(const LightGBMFunctions *functions, int threads);

#pragma clang assume_nonnull end
