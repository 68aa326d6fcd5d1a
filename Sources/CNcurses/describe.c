#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <wchar.h>
#include "internal.h"

int term_locale(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    // Nothing said at all (a bare container, a login without a profile): nearly every terminal speaks UTF-8.
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return 0;
    }
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int term_character_width(uint32_t character) { return wcwidth((wchar_t)character); }

int term_describe(const char *name, int out, int *colors, int *is_direct) {
    int error = 0;
    if (setupterm((char *)name, out, &error) != OK) return error < 0 ? TERM_NO_DATABASE : TERM_UNKNOWN;
    *colors = tigetnum("colors");
    *is_direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || tigetflag("Tc") > 0;
    return term_capability("cup") && term_capability("clear") ? TERM_OK : TERM_NO_CURSOR;
}

const char *term_capability(const char *name) {
    const char *found = tigetstr((char *)name);
    return found == (const char *)-1 ? NULL : found;
}

// A compiled description (term(5), the format with 32-bit numbers), built by hand.

typedef struct {
    uint8_t bytes[24576];
    size_t count;
    int failed;
} buffer;

static void put(buffer *b, const void *bytes, size_t count) {
    if (b->count + count > sizeof b->bytes) {
        b->failed = 1;
        return;
    }
    memcpy(b->bytes + b->count, bytes, count);
    b->count += count;
}

static void put16(buffer *b, int value) { put(b, (uint8_t[]){value & 0xff, value >> 8 & 0xff}, 2); }
static void put32(buffer *b, int value) {
    put16(b, value & 0xffff);
    put16(b, value >> 16 & 0xffff);
}
static void even(buffer *b) {
    if (b->count & 1) put(b, "", 1);
}

#define PALETTE(low, high) "%?%p1%{8}%<%t" low "%p1%d%e%?%p1%{16}%<%t" high "%p1%{8}%-%d%e"
#define DIRECT(low, high, code) \
    "\033[" PALETTE(low, high) code ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;%;m"
#define SIXTEEN(low, high) "\033[" PALETTE(low, high) "%;%;m"

static const char *string_of(const char *name, int depth) {
    int direct = depth == TERM_DIRECT;
    if (strcmp(name, "setaf") == 0) return direct ? DIRECT("3", "9", "38") : SIXTEEN("3", "9");
    if (strcmp(name, "setab") == 0) return direct ? DIRECT("4", "10", "48") : SIXTEEN("4", "10");
    if (strcmp(name, "op") == 0) return "\033[39;49m";
    // The palette is never changed, and the older ways to set colours must not win.
    const char *dropped[] = {"setf", "setb", "initc", "initp", "oc", "scp"};
    for (int i = 0; i < 6; i++)
        if (strcmp(name, dropped[i]) == 0) return NULL;
    return term_capability(name);
}

static int number_of(const char *name, int depth) {
    if (strcmp(name, "colors") == 0) return depth == TERM_DIRECT ? 0x1000000 : 16;
    if (strcmp(name, "pairs") == 0) return depth == TERM_DIRECT ? 0x7fff : 256;
    // Every attribute goes together with colours on such a terminal.
    if (strcmp(name, "ncv") == 0) return -1;
    int value = tigetnum((char *)name);
    return value < 0 ? -1 : value;
}

static int write_description(buffer *b, buffer *table, int depth) {
    int flags = 0, numbers = 0, strings = 0;
    while (boolnames[flags]) flags++;
    while (numnames[numbers]) numbers++;
    while (strnames[strings]) strings++;
    int *offsets = malloc(sizeof(int) * (size_t)strings);
    if (!offsets) return 0;
    for (int i = 0; i < strings; i++) {
        const char *value = string_of(strnames[i], depth);
        offsets[i] = value ? (int)table->count : -1;
        if (value) put(table, value, strlen(value) + 1);
    }
    const char *names = longname() && *longname() ? ttytype : "terminal";
    int header[] = {01036, (int)strlen(names) + 1, flags, numbers, strings, (int)table->count};
    for (int i = 0; i < 6; i++) put16(b, header[i]);
    put(b, names, strlen(names) + 1);
    for (int i = 0; i < flags; i++) {
        uint8_t on = tigetflag((char *)boolnames[i]) > 0 && strcmp(boolnames[i], "ccc") != 0;
        put(b, &on, 1);
    }
    even(b);
    for (int i = 0; i < numbers; i++) put32(b, number_of(numnames[i], depth));
    for (int i = 0; i < strings; i++) put16(b, offsets[i]);
    free(offsets);
    put(b, table->bytes, table->count);
    if (depth == TERM_DIRECT) {
        // One extended flag, RGB: colour numbers are red, green and blue.
        even(b);
        int extended[] = {1, 0, 0, 1, 4};
        for (int i = 0; i < 5; i++) put16(b, extended[i]);
        put(b, "\1\0", 2);
        put16(b, 0);
        put(b, "RGB", 4);
    }
    return !b->failed && !table->failed;
}

char *term_recoloured(int depth) {
    buffer *b = calloc(2, sizeof(buffer));
    char *text = NULL;
    if (b && write_description(b, b + 1, depth) && (text = malloc(5 + b->count * 2))) {
        strcpy(text, "hex:");
        for (size_t i = 0; i < b->count; i++) {
            text[4 + 2 * i] = "0123456789ABCDEF"[b->bytes[i] >> 4];
            text[5 + 2 * i] = "0123456789ABCDEF"[b->bytes[i] & 15];
        }
        text[4 + 2 * b->count] = 0;
    }
    free(b);
    return text;
}
