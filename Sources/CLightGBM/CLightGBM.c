#define _GNU_SOURCE
#include "CLightGBM.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    size_t offset;
} Symbol;

#define SYMBOL(field, name) {"LGBM_" #name, offsetof(LightGBMFunctions, field)}

static const Symbol symbols[] = {
    SYMBOL(lastError, GetLastError),
    SYMBOL(registerLogCallback, RegisterLogCallback),
    SYMBOL(datasetCreateFromMats, DatasetCreateFromMats),
    SYMBOL(datasetSetField, DatasetSetField),
    SYMBOL(datasetFree, DatasetFree),
    SYMBOL(boosterCreate, BoosterCreate),
    SYMBOL(boosterLoadModelFromString, BoosterLoadModelFromString),
    SYMBOL(boosterFree, BoosterFree),
    SYMBOL(boosterAddValidData, BoosterAddValidData),
    SYMBOL(boosterUpdateOneIter, BoosterUpdateOneIter),
    SYMBOL(boosterGetCurrentIteration, BoosterGetCurrentIteration),
    SYMBOL(boosterGetEvalCounts, BoosterGetEvalCounts),
    SYMBOL(boosterGetEval, BoosterGetEval),
    SYMBOL(boosterFeatureImportance, BoosterFeatureImportance),
    SYMBOL(boosterSaveModelToString, BoosterSaveModelToString),
    SYMBOL(boosterPredictForMat, BoosterPredictForMat),
};

const char *lightgbm_open(const char *path, LightGBMFunctions *functions) {
    // OpenMP reads this when it is loaded; without it, its idle threads spin and starve everything else.
    setenv("OMP_WAIT_POLICY", "passive", 0);
    // A bare name is looked for in the RUNPATH of this object, that is beside the program too.
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (address == NULL) return dlerror();
        memcpy((char *)functions + symbols[i].offset, &address, sizeof address);
    }
    return NULL;
}

const char *lightgbm_path(const LightGBMFunctions *functions) {
    Dl_info info;
    void *address;
    memcpy(&address, &functions->lastError, sizeof address);
    return dladdr(address, &info) != 0 ? info.dli_fname : NULL;
}

static void swallow(const char *message) { (void)message; }

static void silence_thread(void *functions) { ((const LightGBMFunctions *)functions)->registerLogCallback(swallow); }

void lightgbm_silence(const LightGBMFunctions *functions, int threads) {
    silence_thread((void *)functions);
    // The callback belongs to one thread, but rows are binned by a team of them. This is what a compiler makes of
    // `#pragma omp parallel`; the same team then serves LightGBM's own parallel loops.
    void (*parallel)(void (*)(void *), void *, unsigned, unsigned);
    void *library = dlopen(lightgbm_path(functions), RTLD_NOW | RTLD_NOLOAD);
    if (library == NULL) return;
    void *address = dlsym(library, "GOMP_parallel");
    dlclose(library);
    if (address == NULL) return;
    memcpy(&parallel, &address, sizeof address);
    parallel(silence_thread, (void *)functions, (unsigned)threads, 0);
}
