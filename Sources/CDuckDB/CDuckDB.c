#define _GNU_SOURCE
#include <dlfcn.h>

#include "CDuckDB.h"

const char *cduck_library_path(void) {
    // The library's own symbol: the address of the function may be that of a stub in the program.
    void *symbol = dlsym(RTLD_DEFAULT, "duckdb_library_version");
    Dl_info info;
    return symbol && dladdr(symbol, &info) ? info.dli_fname : 0;
}
