/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Preloaded into a program: the n-th change of a file under a folder fails, as it does on a full, broken or read-only disk.
 *
 *   KK_FAIL_UNDER   only files under this folder count
 *   KK_FAIL_AT      which change fails, from 1; absent or 0: none, they are only counted
 *   KK_FAIL_ERRNO   with which number; below zero: the program gets that signal at this change instead, as from kill -9
 *   KK_FAIL_ON      "1": every later one too
 *   KK_FAIL_COUNT   a file outside the folder that receives how many changes there were */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long changes;

static int
is_under (const char *path)
{
  const char *folder = getenv ("KK_FAIL_UNDER");

  return folder != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

/* Nobody may use stdio of the program here: its own writes would count. */
static void
note_count (void)
{
  const char *path = getenv ("KK_FAIL_COUNT");
  char text[32];
  int length = snprintf (text, sizeof text, "%ld\n", changes);
  ssize_t (*put) (int, const void *, size_t) =
      (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");
  int descriptor = path != NULL ? open (path, O_WRONLY | O_TRUNC) : -1;

  if (descriptor < 0)
    return;
  if (put (descriptor, text, (size_t) length) != length)
    abort ();
  close (descriptor);
}

static int
fails (void)
{
  const char *at = getenv ("KK_FAIL_AT");
  const char *number = getenv ("KK_FAIL_ERRNO");
  const char *on = getenv ("KK_FAIL_ON");
  long which = at != NULL ? strtol (at, NULL, 10) : 0;
  long now = __atomic_add_fetch (&changes, 1, __ATOMIC_SEQ_CST);

  note_count ();
  if (which == 0 || now < which || (now > which && (on == NULL || *on != '1')))
    return 0;
  errno = number != NULL ? (int) strtol (number, NULL, 10) : EIO;
  if (errno < 0)
    kill (getpid (), -errno);
  return 1;
}

static int
path_fails (const char *path)
{
  return is_under (path) && fails ();
}

static int
descriptor_fails (int descriptor)
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
  return path_fails (path);
}

#define REAL(result, name, types) result (*real) types = (result (*) types) dlsym (RTLD_NEXT, name)

ssize_t
write (int descriptor, const void *bytes, size_t size)
{
  REAL (ssize_t, "write", (int, const void *, size_t));

  return descriptor_fails (descriptor) ? -1 : real (descriptor, bytes, size);
}

ssize_t
pwrite64 (int descriptor, const void *bytes, size_t size, off64_t at)
{
  REAL (ssize_t, "pwrite64", (int, const void *, size_t, off64_t));

  return descriptor_fails (descriptor) ? -1 : real (descriptor, bytes, size, at);
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
