#pragma once
#include <stddef.h>
#include "CNcurses.h"

/// The terminfo description in memory of a terminal with other colours, for TERMINFO; NULL when it cannot be made.
char *term_recoloured(int depth);

/// Remembers how to put the terminal back, and catches every signal that ends, stops or crashes the program.
void guard_install(int in, int out, const char *enter, const char *leave);
/// Undoes both.
void guard_remove(void);
/// The descriptor on which caught signals leave a byte.
int guard_pipe(void);
/// Writes all of it, whatever interrupts.
void guard_write(int fd, const char *bytes, size_t count);
/// Replaces the sequences that enter and leave the screen.
void guard_sequences(const char *enter, const char *leave);
/// Takes the terminal's present modes for those of the screen.
void guard_screen_modes(void);
