#define _GNU_SOURCE
#include "CONNXRuntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The oldest release that runs the tree operator of exported models. Every slot that is used is older.
enum { OLDEST_MINOR = 21 };

typedef struct {
    const OrtApi *(*get_api)(uint32_t);
    const char *(*version)(void);
} OrtApiBase;

static OrtOpening refuse(void *library, OrtOpening why) {
    dlclose(library);
    return why;
}

OrtOpening ort_open(const char *path, const OrtApi **api, char *version, char *message, char *where, size_t size) {
    version[0] = message[0] = where[0] = 0;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *said = dlerror();
        snprintf(message, size, "%s", said ? said : "");
        return ORT_NOT_FOUND;
    }
    const OrtApiBase *(*get_base)(void) = (const OrtApiBase *(*)(void))dlsym(library, "OrtGetApiBase");
    if (!get_base) return refuse(library, ORT_NOT_THE_LIBRARY);
    Dl_info info;
    if (dladdr((void *)get_base, &info) && info.dli_fname) snprintf(where, size, "%s", info.dli_fname);
    const OrtApiBase *base = get_base();
    snprintf(version, size, "%s", base->version());
    // The number is looked at first: asking for a table that a release does not have makes it print.
    int major = 0, minor = 0;
    if (sscanf(version, "%d.%d", &major, &minor) != 2) return refuse(library, ORT_NOT_THE_LIBRARY);
    if (major < 1 || (major == 1 && minor < OLDEST_MINOR)) return refuse(library, ORT_TOO_OLD);
    *api = base->get_api(OLDEST_MINOR);
    return *api ? ORT_OPENED : refuse(library, ORT_TOO_OLD);
}

static void say_nothing(
    void *parameter, int severity, const char *category, const char *id, const char *location, const char *message) {}

OrtStatus *ort_create_quiet_env(const OrtApi *api, OrtEnv **env) {
    typedef void (*Logger)(void *, int, const char *, const char *, const char *, const char *);
    return ORT_SLOT(api, 4, OrtStatus *, Logger, void *, int, const char *, OrtEnv **)(
        say_nothing, NULL, 4, "atelier", env);
}
