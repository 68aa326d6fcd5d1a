#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "internal.h"

// What the handlers need is prepared beforehand: inside them only write, tcsetattr, dup2, raise and _exit are called.

static char enter_bytes[512], leave_bytes[512], farewell[640];
static struct termios original, modes;
static int in_fd = -1, out_fd = -1, saved_error = -1, log_file = -1, pipes[2] = {-1, -1}, has_original, registered;
static volatile sig_atomic_t is_up, is_away;

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGTSTP, SIGCONT, SIGWINCH};
enum { CAUGHT = sizeof caught / sizeof *caught };
static struct sigaction before[CAUGHT];

void guard_write(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = write(fd, bytes, count);
        if (n < 0 && errno == EAGAIN) {
            struct pollfd item = {.fd = fd, .events = POLLOUT};
            if (poll(&item, 1, 1000) <= 0) return;
        } else if (n < 0 && errno != EINTR) {
            return;
        } else if (n > 0) {
            bytes += n;
            count -= (size_t)n;
        }
    }
}

static void leave_screen(void) {
    guard_write(out_fd, leave_bytes, strlen(leave_bytes));
    if (has_original) tcsetattr(in_fd, TCSANOW, &original);
}

static void enter_screen(void) {
    tcsetattr(in_fd, TCSANOW, &modes);
    guard_write(out_fd, enter_bytes, strlen(enter_bytes));
}

/// The last thing before the end, whichever it is.
static void restore(void) {
    if (!is_up) return;
    is_up = 0;
    if (!is_away) leave_screen();
    if (saved_error >= 0) dup2(saved_error, 2);
}

static void tell(char byte) {
    int kept = errno;
    if (pipes[1] >= 0 && write(pipes[1], &byte, 1) < 0) { /* full: it is told already */ }
    errno = kept;
}

static void put_back(int signal) {
    for (int i = 0; i < CAUGHT; i++)
        if (caught[i] == signal) sigaction(signal, &before[i], NULL);
}

static void on_end(int signal) {
    // While a command has the terminal, its Ctrl-C is not for us.
    if (is_away && (signal == SIGINT || signal == SIGQUIT)) return;
    restore();
    _exit(128 + signal);
}

static void on_crash(int signal) {
    int was_up = is_up;
    restore();
    if (was_up) guard_write(2, farewell, strlen(farewell));
    // Not the handler that was there before: Swift's would hold the terminal for half a minute and ask questions.
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(signal, &plain, NULL);
    raise(signal);
}

static void on_stop(int signal) {
    (void)signal;
    int kept = errno;
    if (is_up && !is_away) leave_screen();
    raise(SIGSTOP);
    errno = kept;
}

static void on_continue(int signal) {
    (void)signal;
    int kept = errno;
    // At once, for the program may draw before it hears of it; in the background this stops it again, as it should.
    if (is_up && !is_away) enter_screen();
    tell('C');
    errno = kept;
}

static void on_resize(int signal) {
    (void)signal;
    tell('W');
}

static void catch(int index, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(caught[index], &action, &before[index]);
}

void guard_install(int in, int out, const char *enter, const char *leave) {
    in_fd = in;
    out_fd = out;
    has_original = tcgetattr(in, &original) == 0;
    modes = original;
    guard_sequences(enter, leave);
    if (pipes[0] < 0 && pipe2(pipes, O_CLOEXEC | O_NONBLOCK) != 0) pipes[0] = pipes[1] = -1;
    if (!registered) registered = atexit(restore) == 0;
    // A stack of its own, for when the thread's is what ran out.
    static char stack[64 * 1024];
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    for (int i = 0; i < CAUGHT; i++) {
        switch (caught[i]) {
        case SIGTERM: case SIGHUP: case SIGINT: case SIGQUIT: catch(i, on_end, 0); break;
        case SIGTSTP: catch(i, on_stop, SA_RESTART); break;
        case SIGCONT: catch(i, on_continue, SA_RESTART); break;
        case SIGWINCH: catch(i, on_resize, SA_RESTART); break;
        default: catch(i, on_crash, SA_ONSTACK | SA_NODEFER); break;
        }
    }
    // Whoever started the program may have blocked them, and a mask is inherited.
    sigset_t wanted;
    sigemptyset(&wanted);
    for (int i = 0; i < CAUGHT; i++) sigaddset(&wanted, caught[i]);
    pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
    is_away = 0;
    is_up = 1;
}

void guard_remove(void) {
    if (is_up && has_original) tcsetattr(in_fd, TCSADRAIN, &original);
    is_up = 0;
    for (int i = 0; i < CAUGHT; i++) put_back(caught[i]);
    if (saved_error >= 0) {
        dup2(saved_error, 2);
        close(saved_error);
        close(log_file);
        saved_error = log_file = -1;
    }
    for (int i = 0; i < 2; i++) {
        if (pipes[i] >= 0) close(pipes[i]);
        pipes[i] = -1;
    }
}

int guard_pipe(void) { return pipes[0]; }

void guard_sequences(const char *enter, const char *leave) {
    snprintf(enter_bytes, sizeof enter_bytes, "%s", enter);
    snprintf(leave_bytes, sizeof leave_bytes, "%s", leave);
}

void guard_screen_modes(void) { tcgetattr(in_fd, &modes); }

int term_redirect_errors(const char *path) {
    int log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) return errno;
    if (saved_error < 0) saved_error = fcntl(2, F_DUPFD_CLOEXEC, 3);
    dup2(log, 2);
    if (log_file >= 0) close(log_file);
    log_file = log;
    snprintf(farewell, sizeof farewell, "\r\nThe program stopped because of a fault in itself. What it said last is in %s\r\n", path);
    return 0;
}

int term_take_signals(void) {
    char bytes[64];
    int found = 0;
    ssize_t n;
    while (pipes[0] >= 0 && (n = read(pipes[0], bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < n; i++) found |= bytes[i] == 'C' ? 2 : 1;
    if (found & 2 && is_up && !is_away) term_redraw();
    return found;
}

void term_suspend(void) {
    // A session without a shell has nobody who could wake us again.
    if (getsid(0) != getpid()) kill(0, SIGTSTP);
}

void term_leave(void) {
    if (!is_up || is_away) return;
    leave_screen();
    is_away = 1;
    if (saved_error >= 0) dup2(saved_error, 2);
}

void term_return(void) {
    if (!is_up || !is_away) return;
    is_away = 0;
    if (log_file >= 0) dup2(log_file, 2);
    enter_screen();
    term_redraw();
}

int term_run(char *const arguments[]) {
    extern char **environ;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, in_fd, 0);
    posix_spawn_file_actions_adddup2(&files, out_fd, 1);
    posix_spawn_file_actions_adddup2(&files, saved_error >= 0 ? saved_error : out_fd, 2);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t child;
    int status = 0, failed = posix_spawnp(&child, arguments[0], &files, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (failed) return -1;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
