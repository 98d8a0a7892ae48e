/* Stands between a program and the C library (LD_PRELOAD) and watches what it writes below one folder.
 *
 * It counts these calls and kills the process at one of them, as kill -9 does; it notes each write with what was there
 * before and each sync, so that what was never synced can be taken back afterwards, as a power cut would; and it
 * plays a full disk or one that takes no writes. What to do stands in a file that is shared with who runs the test.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { GOOD = 0, FULL = 1, READ_ONLY = 2 };

struct control {
    int64_t calls;      /* how many calls were seen below the folder */
    int64_t kill_at;    /* die before this one; 0: never */
    int64_t disk;       /* GOOD, FULL, READ_ONLY */
    int64_t noting;     /* whether writes are noted */
    int64_t links;      /* how many names were kept aside */
    int64_t fail_at;    /* from this call on the disk is as the next says; 0: never */
    int64_t fail_as;
    char folder[1024];  /* what is watched */
    char journal[1024]; /* where writes are noted */
    char aside[1024];   /* where names are kept that would be gone */
};

struct note {
    char kind; /* W write, T size, C create, R rename, U unlink, M folder, S sync, D sync of a folder */
    char pad[7];
    uint64_t at, size_before, old, new;
    uint32_t path, other;
};

static struct control *control;
static int journal = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("CRASH_CONTROL");
    real_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
    real_pwrite = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
    if (!name) return;
    int file = real_open(name, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *found = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (found != MAP_FAILED) control = found;
}

static int below(const char *path) {
    size_t length = control ? strlen(control->folder) : 0;
    if (!length || strncmp(path, control->folder, length) || path[length] != '/') return 0;
    length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static int path_of(int file, char *path) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int absolute(int folder, const char *path, char *full) {
    if (path[0] == '/') snprintf(full, PATH_MAX, "%s", path);
    else if (folder == AT_FDCWD) {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return 0;
        snprintf(full, PATH_MAX, "%.2000s/%.2000s", here, path);
    } else return 0;
    return below(full);
}

static void seen(void) {
    int64_t call = __atomic_add_fetch(&control->calls, 1, __ATOMIC_SEQ_CST);
    if (control->fail_at && call >= control->fail_at) control->disk = control->fail_as;
    if (control->kill_at && call == control->kill_at) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
}

static void put(struct note *note, const char *path, const char *other, const void *old, const void *new) {
    if (!control->noting) return;
    pthread_mutex_lock(&lock);
    if (journal < 0) {
        int file = real_open(control->journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        journal = fcntl(file, F_DUPFD_CLOEXEC, 700);
        close(file);
    }
    note->path = strlen(path);
    note->other = strlen(other);
    struct iovec parts[5] = {{note, sizeof *note}, {(void *)path, note->path}, {(void *)other, note->other},
                             {(void *)old, note->old}, {(void *)new, note->new}};
    static ssize_t (*real)(int, const struct iovec *, int);
    if (!real) real = (ssize_t(*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
    if (real(journal, parts, 5) < 0) abort();
    pthread_mutex_unlock(&lock);
}

static void note_write(int file, const char *path, off_t at, const void *new, size_t length) {
    struct stat now;
    if (!control->noting || fstat(file, &now)) return;
    struct note note = {.kind = 'W', .at = at, .size_before = now.st_size, .new = length};
    char *old = NULL;
    if (at < now.st_size) {
        int reading = real_open(path, O_RDONLY | O_CLOEXEC);
        note.old = (uint64_t)(now.st_size - at) < length ? (uint64_t)(now.st_size - at) : length;
        old = malloc(note.old);
        if (reading < 0 || pread(reading, old, note.old, at) != (ssize_t)note.old) abort();
        close(reading);
    }
    put(&note, path, "", old, new);
    free(old);
}

static void note_size(const char *path, off_t size) {
    struct stat now;
    if (!control->noting || stat(path, &now)) return;
    struct note note = {.kind = 'T', .at = size, .size_before = now.st_size};
    char *old = NULL;
    if (size < now.st_size) {
        int reading = real_open(path, O_RDONLY | O_CLOEXEC);
        note.old = now.st_size - size;
        old = malloc(note.old);
        if (reading < 0 || pread(reading, old, note.old, size) != (ssize_t)note.old) abort();
        close(reading);
    }
    put(&note, path, "", old, NULL);
    free(old);
}

/* Whether the disk takes a write; sets errno where it does not. */
static int taken(int file, off_t end) {
    struct stat now;
    if (control->disk == READ_ONLY) { errno = EROFS; return 0; }
    if (control->disk == FULL && (fstat(file, &now) || end > now.st_size)) { errno = ENOSPC; return 0; }
    return 1;
}

static int ready(int file, off_t at, const void *new, size_t length) {
    char path[PATH_MAX];
    if (!control || !control->folder[0] || !path_of(file, path)) return 1;
    seen();
    if (!taken(file, at + length)) return 0;
    note_write(file, path, at, new, length);
    return 1;
}

static off_t place(int file) {
    struct stat now;
    if (fcntl(file, F_GETFL) & O_APPEND) return fstat(file, &now) ? 0 : now.st_size;
    return lseek(file, 0, SEEK_CUR);
}

ssize_t write(int file, const void *new, size_t length) {
    REAL(write);
    return ready(file, place(file), new, length) ? real(file, new, length) : -1;
}

ssize_t pwrite(int file, const void *new, size_t length, off_t at) {
    return ready(file, at, new, length) ? real_pwrite(file, new, length, at) : -1;
}

ssize_t pwrite64(int file, const void *new, size_t length, off64_t at) {
    return ready(file, at, new, length) ? real_pwrite(file, new, length, at) : -1;
}

static int sized(int file, off_t size) {
    static int (*real)(int, off_t);
    char path[PATH_MAX];
    if (!real) real = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    if (control && control->folder[0] && path_of(file, path)) {
        seen();
        if (!taken(file, size)) return -1;
        note_size(path, size);
    }
    return real(file, size);
}

int ftruncate(int file, off_t size) { return sized(file, size); }
int ftruncate64(int file, off64_t size) { return sized(file, size); }

/* What the test takes back, it need not wait for: the disk itself is not asked. */
static int synced(int file) {
    char path[PATH_MAX] = "";
    if (!control || !control->folder[0] || !path_of(file, path)) {
        size_t length = control ? strlen(control->folder) : 0;
        if (!length || strcmp(path, control->folder)) return 0;
    }
    struct stat now;
    struct note note = {.kind = !fstat(file, &now) && S_ISDIR(now.st_mode) ? 'D' : 'S'};
    seen();
    if (control->disk == READ_ONLY && note.kind == 'S') { errno = EROFS; return -1; }
    put(&note, path, "", NULL, NULL);
    return 1;
}

int fsync(int file) {
    REAL(fsync);
    int done = synced(file);
    return done ? (done < 0 ? -1 : 0) : real(file);
}

int fdatasync(int file) {
    REAL(fdatasync);
    int done = synced(file);
    return done ? (done < 0 ? -1 : 0) : real(file);
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    static int (*real)(int, const char *, int, ...);
    char full[PATH_MAX];
    if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat64");
    if (!control || !control->folder[0] || !(flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) ||
        !absolute(folder, path, full))
        return real(folder, path, flags, mode);
    struct stat before;
    int is_there = !stat(full, &before);
    if (control->disk == READ_ONLY) { errno = EROFS; return -1; }
    if (is_there && (flags & O_TRUNC) && before.st_size) { seen(); note_size(full, 0); }
    if (!is_there && (flags & O_CREAT)) seen();
    int file = real(folder, path, flags, mode);
    if (file >= 0 && !is_there && (flags & O_CREAT)) {
        struct note note = {.kind = 'C'};
        put(&note, full, "", NULL, NULL);
    }
    return file;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }

/* Keep what a name stands for, before the name is gone; return where. */
static void keep_aside(const char *path, char *kept) {
    kept[0] = 0;
    if (!control->noting || access(path, F_OK)) return;
    int64_t number = __atomic_add_fetch(&control->links, 1, __ATOMIC_SEQ_CST);
    snprintf(kept, PATH_MAX, "%.1000s/%lld", control->aside, (long long)number);
    if (link(path, kept)) abort();
}

static int moved(const char *path, const char *other, int (*real)(const char *, const char *)) {
    char from[PATH_MAX], to[PATH_MAX], kept[PATH_MAX], both[2 * PATH_MAX + 2];
    if (!control || !control->folder[0] || !absolute(AT_FDCWD, path, from) || !absolute(AT_FDCWD, other, to))
        return real(path, other);
    seen();
    if (control->disk == READ_ONLY) { errno = EROFS; return -1; }
    keep_aside(to, kept);
    struct note note = {.kind = 'R'};
    snprintf(both, sizeof both, "%s\n%s", to, kept);
    put(&note, from, both, NULL, NULL);
    return real(path, other);
}

int rename(const char *path, const char *other) { REAL(rename); return moved(path, other, real); }

static int removed(const char *path, int (*real)(const char *)) {
    char full[PATH_MAX], kept[PATH_MAX];
    if (!control || !control->folder[0] || !absolute(AT_FDCWD, path, full)) return real(path);
    seen();
    if (control->disk == READ_ONLY) { errno = EROFS; return -1; }
    keep_aside(full, kept);
    if (kept[0]) {
        struct note note = {.kind = 'U'};
        put(&note, full, kept, NULL, NULL);
    }
    return real(path);
}

int unlink(const char *path) { REAL(unlink); return removed(path, real); }

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    char full[PATH_MAX];
    if (!control || !control->folder[0] || !absolute(AT_FDCWD, path, full)) return real(path, mode);
    seen();
    if (control->disk == READ_ONLY) { errno = EROFS; return -1; }
    int done = real(path, mode);
    struct note note = {.kind = 'M'};
    if (!done) put(&note, full, "", NULL, NULL);
    return done;
}
