#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>
#include "internal.h"

#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

static SCREEN *screen;
static FILE *input, *output;
static int in_fd = -1, out_fd = -1, events = -1, screen_depth, is_modern, mouse_is_on, is_utf8;
static cchar_t *row_buffer;
static int row_room;

/// Pairs given out, by colours; ncurses' own search is a tree walk for every cell.
static struct { int foreground, background, pair; } pairs[2048];

static void append(char *text, size_t room, const char *more) {
    if (more) strncat(text, more, room - strlen(text) - 1);
}

/// Padding for machines of metal ("$<2>") is not for a raw write.
static const char *plain(const char *capability, char *kept, size_t room) {
    size_t n = 0;
    for (const char *c = capability; c && *c && n + 1 < room; c++) {
        const char *end = c[0] == '$' && c[1] == '<' ? strchr(c, '>') : NULL;
        if (end) c = end;
        else kept[n++] = *c;
    }
    kept[n] = 0;
    return kept;
}

static void set_sequences(void) {
    char enter[512] = "", leave[512] = "", one[128];
    const char *entering[] = {"smcup", "smkx", "civis"}, *leaving[] = {"rmkx", "sgr0", "op", "cnorm", "rmcup"};
    for (int i = 0; i < 3; i++) append(enter, sizeof enter, plain(term_capability(entering[i]), one, sizeof one));
    if (is_modern) {
        append(enter, sizeof enter, "\033[?2004h");
        if (mouse_is_on) append(enter, sizeof enter, MOUSE_ON);
        append(leave, sizeof leave, "\033[?2026l" MOUSE_OFF "\033[?2004l");
    }
    for (int i = 0; i < 5; i++) append(leave, sizeof leave, plain(term_capability(leaving[i]), one, sizeof one));
    append(leave, sizeof leave, "\r");
    guard_sequences(enter, leave);
}

static SCREEN *new_screen(const char *name, int depth) {
    int colors = tigetnum("colors");
    int fits = depth == TERM_MONO || (depth == TERM_256 && colors >= 256) || (depth == TERM_SIXTEEN && colors >= 16);
    char *description = fits ? NULL : term_recoloured(depth);
    if (!description) return newterm((char *)name, output, input);
    // ncurses takes a description from this variable; nobody else may see it.
    const char *old = getenv("TERMINFO");
    char *kept = old ? strdup(old) : NULL;
    setenv("TERMINFO", description, 1);
    SCREEN *made = newterm((char *)name, output, input);
    if (kept) setenv("TERMINFO", kept, 1);
    else unsetenv("TERMINFO");
    free(kept);
    free(description);
    return made;
}

int term_open(int in, int out, const char *name, int depth, int modern) {
    in_fd = in;
    out_fd = out;
    screen_depth = depth;
    is_modern = modern;
    mouse_is_on = 0;
    is_utf8 = wcwidth(0x2500) == 1;
    if (!input) input = fdopen(dup(in), "r");
    if (!output) output = fdopen(dup(out), "w");
    if (!input || !output) return TERM_FAILED;
    setenv("NCURSES_NO_UTF8_ACS", "1", 1);
    use_tioctl(TRUE);
    guard_install(in, out, "", "");
    screen = new_screen(name, depth);
    if (!screen) {
        guard_remove();
        return TERM_FAILED;
    }
    raw();
    noecho();
    nonl();
    leaveok(stdscr, FALSE);
    keypad(stdscr, TRUE);
    if (depth != TERM_MONO && has_colors()) {
        start_color();
        use_default_colors();
    }
    memset(pairs, 0xff, sizeof pairs);
    set_sequences();
    guard_screen_modes();
    if (is_modern) guard_write(out_fd, "\033[?2004h", 8);
    events = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(events, EPOLL_CTL_ADD, in_fd, &event);
    epoll_ctl(events, EPOLL_CTL_ADD, guard_pipe(), &event);
    return TERM_OK;
}

static int pair_of(int foreground, int background) {
    if (foreground < 0 && background < 0) return 0;
    if (screen_depth == TERM_MONO) return 0;
    unsigned slot = ((unsigned)foreground * 2654435761u ^ (unsigned)background * 40503u) % 2048;
    if (pairs[slot].foreground == foreground && pairs[slot].background == background && pairs[slot].pair > 0)
        return pairs[slot].pair;
    int pair = alloc_pair(foreground, background);
    if (pair < 0) return 0;
    // With few pairs ncurses takes old ones back, and a remembered number would lie.
    if (COLOR_PAIRS > 4096) {
        pairs[slot].foreground = foreground;
        pairs[slot].background = background;
        pairs[slot].pair = pair;
    }
    return pair;
}

static attr_t attributes_of(uint8_t bits) {
    return (bits & 1 ? WA_BOLD : 0) | (bits & 2 ? WA_DIM : 0) | (bits & 4 ? WA_UNDERLINE : 0)
        | (bits & 8 ? WA_REVERSE : 0) | (bits & 16 ? WA_ITALIC : 0);
}

/// The nearest that a terminal without UTF-8 can show.
static wchar_t plain_character(uint32_t c) {
    switch (c) {
    case 0x2026: return '~';
    case 0x2039: return '<';
    case 0x203a: return '>';
    case 0x2018: case 0x2019: return '\'';
    case 0x201c: case 0x201d: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x00b7: case 0x2022: return '.';
    case 0x00d7: return 'x';
    case 0x23ce: return '/';
    case 0x21e5: return '>';
    default: return '?';
    }
}

static int set_cell(cchar_t *to, const term_cell *cell) {
    wchar_t text[CCHARW_MAX] = {0};
    int pair = pair_of(cell->foreground, cell->background), n = 1;
    attr_t attributes = attributes_of(cell->attributes);
    if (cell->base < 0x20 || (cell->base >= 0x7f && cell->base < 0xa0)) {
        text[0] = '?';
    } else if (cell->base < 0x7f || wcwidth((wchar_t)cell->base) == cell->width) {
        text[0] = (wchar_t)cell->base;
        for (int i = 0; i < 3 && cell->marks[i]; i++)
            if (wcwidth((wchar_t)cell->marks[i]) == 0 && n < CCHARW_MAX - 1) text[n++] = (wchar_t)cell->marks[i];
    } else {
        // The library, and so likely the terminal, has another idea of its width: keep the columns straight.
        text[0] = is_utf8 ? 0xfffd : plain_character(cell->base);
        if (setcchar(to, text, attributes, 0, &pair) != OK) return 0;
        if (cell->width < 2) return 1;
        text[0] = ' ';
        return setcchar(to + 1, text, attributes, 0, &pair) == OK ? 2 : 1;
    }
    return setcchar(to, text, attributes, 0, &pair) == OK ? 1 : 0;
}

void term_row(int y, const term_cell *cells, int count) {
    if (!screen || y < 0 || y >= LINES) return;
    if (row_room < 2 * count + 1) {
        cchar_t *more = realloc(row_buffer, sizeof(cchar_t) * (size_t)(2 * count + 1));
        if (!more) return;
        row_buffer = more;
        row_room = 2 * count + 1;
    }
    int n = 0;
    for (int i = 0; i < count; i++) n += set_cell(row_buffer + n, cells + i);
    mvadd_wchnstr(y, 0, row_buffer, n);
}

void term_refresh(int x, int y) {
    if (!screen) return;
    // The older mode goes with the newer: terminals that lack synchronized output ignore it.
    if (is_modern) guard_write(out_fd, "\033[?2026h", 8);
    if (x >= 0) move(y, x);
    curs_set(x >= 0 ? 1 : 0);
    refresh();
    if (is_modern) guard_write(out_fd, "\033[?2026l", 8);
}

void term_redraw(void) {
    if (screen) clearok(curscr, TRUE);
}

void term_mouse(int on) {
    if (!screen || !is_modern || on == mouse_is_on) return;
    mouse_is_on = on;
    set_sequences();
    const char *text = on ? MOUSE_ON : MOUSE_OFF;
    guard_write(out_fd, text, strlen(text));
}

void term_fit(int *width, int *height) {
    struct winsize size = {0};
    if (ioctl(out_fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        if (screen && (size.ws_col != COLS || size.ws_row != LINES)) resizeterm(size.ws_row, size.ws_col);
    }
    *width = screen ? COLS : size.ws_col;
    *height = screen ? LINES : size.ws_row;
}

int term_events(void) { return events; }

int term_read(uint8_t *bytes, int count, int wait) {
    struct pollfd item = {.fd = in_fd, .events = POLLIN};
    int ready = poll(&item, 1, wait);
    if (ready <= 0) return 0;
    if (!(item.revents & POLLIN)) return -1;
    ssize_t n = read(in_fd, bytes, (size_t)count);
    if (n > 0) return (int)n;
    return n < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

void term_write(const uint8_t *bytes, int count) { guard_write(out_fd, (const char *)bytes, (size_t)count); }

void term_close(void) {
    if (!screen) return;
    if (is_modern) guard_write(out_fd, "\033[?2026l" MOUSE_OFF "\033[?2004l", strlen("\033[?2026l" MOUSE_OFF "\033[?2004l"));
    endwin();
    guard_remove();
    delscreen(screen);
    screen = NULL;
    // delscreen leaves the streams to us.
    fclose(input);
    fclose(output);
    input = output = NULL;
    if (events >= 0) close(events);
    events = -1;
}
