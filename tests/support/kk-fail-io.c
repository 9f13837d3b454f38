/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Preloaded into a program: the n-th change of a file under a folder fails, as it does on a full, broken or read-only disk.
 *
 *   KK_FAIL_UNDER   only files under this folder count
 *   KK_FAIL_AT      which change fails, from 1; absent or 0: none, they are only counted
 *   KK_FAIL_ERRNO   with which number; below zero: the program gets that signal at this change instead, as from kill -9
 *   KK_FAIL_ON      "1": every later one too
 *   KK_FAIL_COUNT   a file outside the folder that receives how many changes there were
 *
 * Linked into a test, what fails and when is said by kk-fail-io.h, and memory and steps of the database can fail too. */

#include "kk-fail-io.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const KkFail *armed;
static long count;

void
kk_fail_arm (const KkFail *fail)
{
  __atomic_store_n (&count, 0, __ATOMIC_SEQ_CST);
  __atomic_store_n (&armed, fail, __ATOMIC_SEQ_CST);
}

long
kk_fail_disarm (void)
{
  __atomic_store_n (&armed, NULL, __ATOMIC_SEQ_CST);
  return __atomic_load_n (&count, __ATOMIC_SEQ_CST);
}

/* Before main() of a program that this is preloaded into. */
__attribute__ ((constructor)) static void
arm_from_environment (void)
{
  static KkFail preloaded = { .kind = KK_FAIL_CHANGE };
  const char *at = getenv ("KK_FAIL_AT");
  const char *number = getenv ("KK_FAIL_ERRNO");
  const char *on = getenv ("KK_FAIL_ON");

  preloaded.folder = getenv ("KK_FAIL_UNDER");
  if (preloaded.folder == NULL)
    return;
  preloaded.at = at != NULL ? strtol (at, NULL, 10) : 0;
  preloaded.number = number != NULL ? (int) strtol (number, NULL, 10) : EIO;
  preloaded.on = on != NULL && *on == '1';
  kk_fail_arm (&preloaded);
}

/* Nobody may use stdio of the program here: its own writes would count. */
static void
note_count (long now)
{
  const char *path = getenv ("KK_FAIL_COUNT");
  char text[32];
  int length = snprintf (text, sizeof text, "%ld\n", now);
  ssize_t (*put) (int, const void *, size_t) =
      (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");
  int descriptor = path != NULL ? open (path, O_WRONLY | O_TRUNC) : -1;

  if (descriptor < 0)
    return;
  if (put (descriptor, text, (size_t) length) != length)
    abort ();
  close (descriptor);
}

/* Whether the one that is asked for now is one that fails. */
static int
is_turn (const KkFail *fail, long now)
{
  return fail->at != 0 && (now == fail->at || (now > fail->at && fail->on));
}

static int
change_fails (const KkFail *fail)
{
  long now = __atomic_add_fetch (&count, 1, __ATOMIC_SEQ_CST);

  note_count (now);
  if (!is_turn (fail, now))
    return 0;
  errno = fail->number;
  if (errno < 0)
    kill (getpid (), -errno);
  return 1;
}

static int
is_under (const KkFail *fail, const char *path)
{
  return fail->folder != NULL && strncmp (path, fail->folder, strlen (fail->folder)) == 0;
}

static int
path_fails (const char *path)
{
  const KkFail *fail = armed;

  return fail != NULL && fail->kind == KK_FAIL_CHANGE && is_under (fail, path) &&
         change_fails (fail);
}

static int
is_under_descriptor (const KkFail *fail, int descriptor)
{
  int before = errno;
  char name[64], path[PATH_MAX];
  ssize_t length;

  snprintf (name, sizeof name, "/proc/self/fd/%d", descriptor);
  length = readlink (name, path, sizeof path - 1);
  errno = before;
  if (length <= 0)
    return 0;
  path[length] = '\0';
  return is_under (fail, path);
}

static int
descriptor_fails (int descriptor)
{
  const KkFail *fail = armed;

  return fail != NULL && fail->kind == KK_FAIL_CHANGE && is_under_descriptor (fail, descriptor) &&
         change_fails (fail);
}

/* How much of @size there is room for; @size when nothing is armed. */
static size_t
fit (int descriptor, size_t size)
{
  const KkFail *fail = armed;
  long end;

  if (fail == NULL || fail->kind != KK_FAIL_ROOM || !is_under_descriptor (fail, descriptor))
    return size;
  end = __atomic_add_fetch (&count, (long) size, __ATOMIC_SEQ_CST);
  if (fail->each != NULL)
    fail->each (end, fail->data);
  if (fail->at == 0 || end <= fail->at)
    return size;
  return end - (long) size < fail->at ? (size_t) (fail->at - (end - (long) size)) : 0;
}

#define REAL(result, name, types) result (*real) types = (result (*) types) dlsym (RTLD_NEXT, name)

static int
is_full (size_t room, size_t size)
{
  if (room > 0 || size == 0)
    return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t
write (int descriptor, const void *bytes, size_t size)
{
  REAL (ssize_t, "write", (int, const void *, size_t));
  size_t room;

  if (descriptor_fails (descriptor))
    return -1;
  room = fit (descriptor, size);
  return is_full (room, size) ? -1 : real (descriptor, bytes, room);
}

ssize_t
pwrite64 (int descriptor, const void *bytes, size_t size, off64_t at)
{
  REAL (ssize_t, "pwrite64", (int, const void *, size_t, off64_t));
  size_t room;

  if (descriptor_fails (descriptor))
    return -1;
  room = fit (descriptor, size);
  return is_full (room, size) ? -1 : real (descriptor, bytes, room, at);
}

int
ftruncate64 (int descriptor, off64_t size)
{
  REAL (int, "ftruncate64", (int, off64_t));

  return descriptor_fails (descriptor) ? -1 : real (descriptor, size);
}

int
fsync (int descriptor)
{
  REAL (int, "fsync", (int) );

  return descriptor_fails (descriptor) ? -1 : real (descriptor);
}

int
fdatasync (int descriptor)
{
  REAL (int, "fdatasync", (int) );

  return descriptor_fails (descriptor) ? -1 : real (descriptor);
}

int
rename (const char *from, const char *to)
{
  REAL (int, "rename", (const char *, const char *) );

  return path_fails (to) ? -1 : real (from, to);
}

int
mkdir (const char *path, mode_t mode)
{
  REAL (int, "mkdir", (const char *, mode_t));

  return path_fails (path) ? -1 : real (path, mode);
}

int
flock (int descriptor, int operation)
{
  REAL (int, "flock", (int, int) );
  const KkFail *fail = armed;

  if (fail == NULL || fail->kind != KK_FAIL_LOCK)
    return real (descriptor, operation);
  errno = fail->number;
  return -1;
}

static mode_t
mode_of (int flags, va_list arguments)
{
  return (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0;
}

int
open64 (const char *path, int flags, ...)
{
  REAL (int, "open64", (const char *, int, ...));
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = mode_of (flags, arguments);
  va_end (arguments);
  return (flags & O_CREAT) != 0 && path_fails (path) ? -1 : real (path, flags, mode);
}

/* Memory. */

static int
memory_fails (void)
{
  const KkFail *fail = __atomic_load_n (&armed, __ATOMIC_SEQ_CST);
  long now;

  if (fail == NULL || fail->kind != KK_FAIL_MEMORY)
    return 0;
  now = __atomic_add_fetch (&count, 1, __ATOMIC_SEQ_CST);
  if (fail->each != NULL)
    fail->each (now, fail->data);
  if (!is_turn (fail, now))
    return 0;
  errno = ENOMEM;
  return 1;
}

/* A sanitizer has a malloc() of its own, which must be the first one to be called. */
#if defined(__GLIBC__) && !defined(KK_FAIL_WITHOUT_MEMORY)
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t number, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

void *
malloc (size_t size)
{
  return memory_fails () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t number, size_t size)
{
  return memory_fails () ? NULL : __libc_calloc (number, size);
}

void *
realloc (void *memory, size_t size)
{
  return memory_fails () ? NULL : __libc_realloc (memory, size);
}
#endif

/* Memory that the database library gets from the program, which has an allocator of its own for it. */

#define CONFIG_MALLOC 4 /* SQLITE_CONFIG_MALLOC */

typedef struct {
  void *(*allocate) (int size);
  void (*give_back) (void *memory);
  void *(*reallocate) (void *memory, int size);
  int (*get_size) (void *memory);
  int (*round_up) (int size);
  int (*start) (void *data);
  void (*stop) (void *data);
  void *data;
} Methods; /* sqlite3_mem_methods */

static Methods of_program;

static void *
allocate_or_fail (int size)
{
  return memory_fails () ? NULL : of_program.allocate (size);
}

static void *
reallocate_or_fail (void *memory, int size)
{
  return memory_fails () ? NULL : of_program.reallocate (memory, size);
}

/* The database. */

/* What the library calls of itself keeps its own account of what went wrong: only calls of the program count. */
static int
is_of_library (const void *caller)
{
  Dl_info info;

  return dladdr (caller, &info) != 0 && strstr (info.dli_fname, "libsqlcipher") != NULL;
}

int sqlite3_config (int what, ...);

/* The cipher puts itself between the library and the allocator, which is then the one that may fail already. */
int
sqlite3_config (int what, ...)
{
  REAL (int, "sqlite3_config", (int, ...));
  static Methods failing;
  va_list arguments;
  void *value; /* or a number, in the same place */

  va_start (arguments, what);
  value = va_arg (arguments, void *);
  va_end (arguments);
  if (what == CONFIG_MALLOC && !is_of_library (__builtin_return_address (0))) {
    of_program = *(const Methods *) value;
    failing = of_program;
    failing.allocate = allocate_or_fail;
    failing.reallocate = reallocate_or_fail;
    value = &failing;
  }
  return real (what, value);
}

static int
step_fails (const void *caller)
{
  const KkFail *fail = armed;

  return fail != NULL && fail->kind == KK_FAIL_STEP && !is_of_library (caller) &&
         is_turn (fail, __atomic_add_fetch (&count, 1, __ATOMIC_SEQ_CST));
}

int sqlite3_step (void *statement);
int sqlite3_exec (void *db, const char *sql, void *each, void *data, char **message);
int sqlite3_backup_step (void *backup, int pages);

int
sqlite3_step (void *statement)
{
  REAL (int, "sqlite3_step", (void *) );

  return step_fails (__builtin_return_address (0)) ? armed->number : real (statement);
}

int
sqlite3_exec (void *db, const char *sql, void *each, void *data, char **message)
{
  REAL (int, "sqlite3_exec", (void *, const char *, void *, void *, char **) );

  return step_fails (__builtin_return_address (0)) ? armed->number
                                                   : real (db, sql, each, data, message);
}

int
sqlite3_backup_step (void *backup, int pages)
{
  REAL (int, "sqlite3_backup_step", (void *, int) );

  return step_fails (__builtin_return_address (0)) ? armed->number : real (backup, pages);
}
