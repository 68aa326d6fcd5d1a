#pragma once
// A face of ncurses in plain integers: none of its types, macros or globals reach Swift.
// Everything here belongs to the main thread, but for what the signal handlers do by themselves.
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What one or two cells of the screen show.
typedef struct {
    uint32_t base;
    /// Combining marks, 0 where there are fewer than three.
    uint32_t marks[3];
    /// -1 is the terminal's own colour; below 16 the palette; above, by the depth the screen was opened with.
    int32_t foreground;
    int32_t background;
    /// 1 bold, 2 dim, 4 underline, 8 reverse, 16 italic.
    uint8_t attributes;
    /// 1 or 2; where the C library disagrees, a replacement of this width is shown.
    uint8_t width;
} term_cell;

enum { TERM_MONO = 0, TERM_SIXTEEN = 1, TERM_256 = 2, TERM_DIRECT = 3 };
enum { TERM_OK = 0, TERM_NO_DATABASE = 1, TERM_UNKNOWN = 2, TERM_NO_CURSOR = 3, TERM_FAILED = 4 };

// Descriptions (describe.c)

/// Takes the locale from the environment.
/// @return 1 when its encoding is UTF-8
int term_locale(void);
/// The columns that the C library gives a character in the locale taken; -1 for none.
int term_character_width(uint32_t character);
/// What the terminfo database knows of a terminal.
/// @param colors receives the number of colours, -1 for none
/// @param is_direct receives 1 when the description itself speaks of direct colour
/// @return TERM_OK or why it cannot be used
int term_describe(const char *name, int out, int *colors, int *is_direct);
/// A string capability of the described terminal, or NULL.
const char *term_capability(const char *name);

// The screen (screen.c)

/// Opens the screen on two descriptors of a terminal; nothing is written before the first refresh but mode switches.
/// @param modern 1 for a terminal that has bracketed paste, SGR mouse, synchronized output and a clipboard
int term_open(int in, int out, const char *name, int depth, int modern);
/// Shows cells from the left edge of a row; a cell of width 2 takes two columns.
void term_row(int y, const term_cell *cells, int count);
/// Sends what has changed, and leaves the cursor there; a negative column hides it.
void term_refresh(int cursor_x, int cursor_y);
/// Lets the next refresh draw everything anew.
void term_redraw(void);
void term_mouse(int on);
/// Asks the terminal for its size and fits the screen to it.
void term_fit(int *width, int *height);
/// Becomes readable when there is something for `term_read`.
int term_events(void);
/// Reads what was typed.
/// @param wait milliseconds to wait for the first byte
/// @return the count of bytes, 0 for none, -1 when the terminal is gone
int term_read(uint8_t *bytes, int count, int wait);
/// Takes what signals left behind: bit 0 a new size, bit 1 a return from suspension (the screen is already back).
int term_take_signals(void);
/// Writes bytes past the screen: for the clipboard.
void term_write(const uint8_t *bytes, int count);
/// Puts everything back. Safe to call twice.
void term_close(void);

// Ways out (guard.c)

/// Sends standard error into a file while the screen is up; "/dev/null" drops it.
/// @return 0, or the error number
int term_redirect_errors(const char *path);
/// Stops the process group as Ctrl-Z would; returns when it goes on.
void term_suspend(void);
/// Gives the terminal to a command and waits for it.
/// @return its exit code, 128 + signal, or -1 when it cannot be started
int term_run(char *const arguments[]);
/// Leaves the screen as for a command, and comes back to it.
void term_leave(void);
void term_return(void);

#ifdef __cplusplus
}
#endif
